// SPDX-License-Identifier: Apache-2.0
#include "java.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <idm_synth/core/text.hpp>
#include <numeric>

namespace idm_synth::asl::java {
namespace {

using json::Value;

unsigned char byte(char c) {
  return static_cast<unsigned char>(c);
}

std::uint32_t mix_halves(std::uint64_t bits) {
  return static_cast<std::uint32_t>(bits ^ (bits >> 32U));
}

std::uint32_t hash_bits(std::string_view text) {
  std::uint32_t result = 0;
  const auto add = [&](std::uint32_t unit) { result = 31 * result + unit; };
  while (!text.empty()) {
    const auto point = static_cast<std::uint32_t>(take_character(text));
    if (point < 0x10000) {
      add(point);
    } else {
      add(0xD7C0 + (point >> 10U));
      add(0xDC00 + (point & 0x3FFU));
    }
  }
  return result;
}

/// BigInteger.hashCode()
std::uint32_t hash_large_integer(std::string_view digits) {
  const bool is_negative = digits.front() == '-';
  if (is_negative) digits.remove_prefix(1);
  std::vector<std::uint32_t> words;  // of its magnitude, the least significant first
  for (const char digit : digits) {
    std::uint64_t carried = byte(digit) - std::uint64_t{'0'};
    for (std::uint32_t& word : words) {
      carried += std::uint64_t{10} * word;
      word = static_cast<std::uint32_t>(carried);
      carried >>= 32U;
    }
    if (carried != 0) words.push_back(static_cast<std::uint32_t>(carried));
  }
  std::uint32_t result = 0;
  for (auto word = words.rbegin(); word != words.rend(); ++word) result = 31 * result + *word;
  return is_negative ? 0 - result : result;
}

std::uint32_t hash_bits(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return 0;
    case Value::Kind::boolean:
      return value.boolean() ? 1231 : 1237;
    case Value::Kind::integer:
      if (value.integer() == static_cast<std::int32_t>(value.integer())) {
        return static_cast<std::uint32_t>(value.integer());
      }
      return mix_halves(static_cast<std::uint64_t>(value.integer()));
    case Value::Kind::number: {
      if (!value.digits().empty()) return hash_large_integer(value.digits());
      std::uint64_t bits = 0;
      const double number = value.number();
      std::memcpy(&bits, &number, sizeof bits);
      return mix_halves(bits);
    }
    case Value::Kind::string:
      return hash_bits(value.text());
    case Value::Kind::array: {
      std::uint32_t result = 1;
      for (const Value& item : value.items()) result = 31 * result + hash_bits(item);
      return result;
    }
    case Value::Kind::object:
      break;
  }
  std::uint32_t result = 0;
  for (const json::Member& member : value.members()) {
    result += hash_bits(member.key) ^ hash_bits(member.value);
  }
  return result;
}

/// A table is doubled before it is more than three quarters full.
std::size_t grown(std::size_t buckets, std::size_t keys) {
  while (4 * keys > 3 * buckets) buckets *= 2;
  return buckets;
}

}  // namespace

std::size_t length(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    if ((byte(c) & 0xC0U) != 0x80U) units += byte(c) >= 0xF0 ? 2 : 1;
  }
  return units;
}

int compare(std::string_view first, std::string_view second) {
  const std::size_t common = std::min(first.size(), second.size());
  const auto differing = std::mismatch(first.begin(), first.begin() + common, second.begin());
  if (differing.first == first.begin() + common) {
    return static_cast<int>(first.size() > second.size()) -
           static_cast<int>(first.size() < second.size());
  }
  const unsigned a = byte(*differing.first);
  const unsigned b = byte(*differing.second);
  // Only characters beyond U+FFFF, whose surrogates sort before U+E000, are not in UTF-8's order.
  const bool is_swapped =
      (a >= 0xF0 && (b == 0xEE || b == 0xEF)) || (b >= 0xF0 && (a == 0xEE || a == 0xEF));
  return (a < b) != is_swapped ? -1 : 1;
}

std::int32_t hash(std::string_view text) {
  return static_cast<std::int32_t>(hash_bits(text));
}

std::int32_t hash(const Value& value) {
  return static_cast<std::int32_t>(hash_bits(value));
}

std::size_t buckets(std::size_t count) {
  return grown(16, count);
}

std::size_t merged_buckets(std::size_t copied, std::size_t added, std::size_t count) {
  // HashMap.putMapEntries() reserves for a map of n keys before the first key is in.
  const std::size_t first = copied == 0 ? added : copied;
  const std::size_t size = first == 0 ? 16 : std::bit_ceil(4 * first / 3 + 1);
  return grown(grown(size, added), count);
}

std::vector<std::size_t> order(std::span<const std::int32_t> hashes, std::size_t buckets) {
  const auto bucket = [&](std::size_t index) {
    const auto bits = static_cast<std::uint32_t>(hashes[index]);
    return (bits ^ (bits >> 16U)) & (buckets - 1);
  };
  std::vector<std::size_t> indices(hashes.size());
  std::iota(indices.begin(), indices.end(), std::size_t{0});
  std::stable_sort(indices.begin(), indices.end(),
                   [&](std::size_t a, std::size_t b) { return bucket(a) < bucket(b); });
  return indices;
}

void append_text(std::string& text, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::string:
      text += value.text();
      break;
    case Value::Kind::array:
      text += '[';
      for (const Value& item : value.items()) {
        if (&item != value.items().data()) text += ", ";
        append_text(text, item);
      }
      text += ']';
      break;
    case Value::Kind::object:
      text += '{';
      for (const json::Member& member : value.members()) {
        if (&member != value.members().data()) text += ", ";
        text += member.key;
        text += '=';
        append_text(text, member.value);
      }
      text += '}';
      break;
    default:
      json::write(text, value);
  }
}

std::int32_t random(std::int64_t seed, std::int32_t bound) {
  constexpr std::uint64_t multiplier = 0x5DEECE66D;
  constexpr std::uint64_t mask = (std::uint64_t{1} << 48U) - 1;
  std::uint64_t state = (static_cast<std::uint64_t>(seed) ^ multiplier) & mask;
  const auto next = [&] {  // 31 bits
    state = (state * multiplier + 0xB) & mask;
    return static_cast<std::int64_t>(state >> 17U);
  };
  if ((bound & (bound - 1)) == 0) return static_cast<std::int32_t>((bound * next()) >> 31U);
  while (true) {
    const std::int64_t bits = next();
    const std::int64_t result = bits % bound;
    // The last, incomplete run of `bound` numbers would make the small ones more likely.
    if (bits - result + (bound - 1) <= 0x7FFFFFFF) return static_cast<std::int32_t>(result);
  }
}

}  // namespace idm_synth::asl::java
