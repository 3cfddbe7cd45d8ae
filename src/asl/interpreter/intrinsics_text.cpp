// SPDX-License-Identifier: Apache-2.0
// Intrinsic functions of texts and objects.
#include <mbedtls/base64.h>
#include <mbedtls/md.h>
#include <algorithm>
#include <array>
#include <idm_synth/core/text.hpp>

#include "intrinsics.hpp"
#include "jackson.hpp"
#include "java.hpp"

namespace idm_synth::asl::intrinsics {
namespace {

using json::Value;

constexpr std::size_t most_characters = 10'000;  ///< of Base64 and Hash
constexpr std::string_view hexadecimal = "0123456789abcdef";

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string_view limited_text(Function function, const Value& value) {
  const std::string_view given = text(function, value);
  if (java::length(given) > most_characters) fail(function);
  return given;
}

/// What is no UTF-8 becomes U+FFFD, as in Java.
std::string valid_utf8(std::string_view given) {
  std::string valid;
  while (true) {
    const std::size_t bad = find_invalid_utf8(given);
    valid += given.substr(0, bad);
    if (bad == std::string_view::npos) return valid;
    valid += "\xEF\xBF\xBD";
    given.remove_prefix(bad + 1);
  }
}

/// Only what belongs to the alphabet, up to the padding, in whole groups of four characters.
std::string clean_base64(std::string_view given) {
  std::string clean;
  for (const char c : given) {
    if (c == '=') break;
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
        c == '/') {
      clean += c;
    } else if (c == '-' || c == '_') {
      clean += c == '-' ? '+' : '/';
    }
  }
  if (clean.size() % 4 == 1) clean.pop_back();
  clean.append((4 - clean.size() % 4) % 4, '=');
  return clean;
}

mbedtls_md_type_t algorithm(std::string_view name) {
  if (name == "MD5") return MBEDTLS_MD_MD5;
  if (name == "SHA-1") return MBEDTLS_MD_SHA1;
  if (name == "SHA-256") return MBEDTLS_MD_SHA256;
  if (name == "SHA-384") return MBEDTLS_MD_SHA384;
  if (name == "SHA-512") return MBEDTLS_MD_SHA512;
  fail(Function::hash);
}

std::size_t size_of_character(char lead) {
  const auto first = static_cast<unsigned char>(lead);
  return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

}  // namespace

Value base64_encode(Arguments arguments, json::Arena& arena) {
  const std::string_view given = limited_text(Function::base64_encode, arguments[0]);
  std::string encoded((given.size() + 2) / 3 * 4 + 1, '\0');
  std::size_t size = 0;
  if (mbedtls_base64_encode(reinterpret_cast<unsigned char*>(encoded.data()), encoded.size(), &size,
                            bytes(given), given.size()) != 0) {
    fail(Function::base64_encode);
  }
  return arena.string(std::string_view{encoded}.substr(0, size));
}

Value base64_decode(Arguments arguments, json::Arena& arena) {
  const std::string clean = clean_base64(limited_text(Function::base64_decode, arguments[0]));
  std::string decoded(clean.size(), '\0');
  std::size_t size = 0;
  if (mbedtls_base64_decode(reinterpret_cast<unsigned char*>(decoded.data()), decoded.size(), &size,
                            bytes(clean), clean.size()) != 0) {
    fail(Function::base64_decode);
  }
  return arena.string(valid_utf8(std::string_view{decoded}.substr(0, size)));
}

Value hash(Arguments arguments, json::Arena& arena) {
  const Value& data = arguments[0];
  const std::string given =
      data.kind() == Value::Kind::string ? std::string{data.text()} : json::to_text(data);
  if (java::length(given) > most_characters) fail(Function::hash);
  const auto* const info = mbedtls_md_info_from_type(algorithm(text(Function::hash, arguments[1])));
  std::array<unsigned char, MBEDTLS_MD_MAX_SIZE> digest{};
  if (mbedtls_md(info, bytes(given), given.size(), digest.data()) != 0) fail(Function::hash);
  std::string spelled;
  for (std::size_t i = 0; i < mbedtls_md_get_size(info); ++i) {
    spelled += hexadecimal[digest.at(i) >> 4U];
    spelled += hexadecimal[digest.at(i) & 0xFU];
  }
  return arena.string(spelled);
}

Value json_merge(Arguments arguments, json::Arena& arena) {
  const Value& deep = arguments[2];
  const bool is_deep = (deep.kind() == Value::Kind::boolean && deep.boolean()) ||
                       (deep.kind() == Value::Kind::string && deep.text() == "true");
  if (arguments[0].kind() != Value::Kind::object || arguments[1].kind() != Value::Kind::object ||
      is_deep) {
    fail(Function::json_merge);
  }
  std::vector<json::Member> members;
  for (const json::Member& member : arguments[0].members()) {
    const Value* newer = arguments[1].find(member.key);
    members.push_back({member.key, 0, newer == nullptr ? member.value : *newer});
  }
  for (const json::Member& member : arguments[1].members()) {
    if (arguments[0].find(member.key) == nullptr) members.push_back(member);
  }
  std::vector<std::int32_t> hashes;
  hashes.reserve(members.size());
  for (const json::Member& member : members) hashes.push_back(java::hash(member.key));
  const auto order =
      java::order(hashes, java::merged_buckets(arguments[0].members().size(),
                                               arguments[1].members().size(), hashes.size()));
  return arena.object(order.size(), [&](std::size_t i) { return members[order[i]]; });
}

Value string_to_json(Arguments arguments, json::Arena& arena) {
  const std::string_view given = text(Function::string_to_json, arguments[0]);
  if (given.find_first_not_of(" \t\r\n") == std::string_view::npos) return json::Arena::null();
  try {
    const json::Tree tree{std::string{given}, {.max_depth = deepest_json, .repeated_keys = true}};
    return arena.copy(tree.root());
  } catch (const json::SyntaxError&) {
    throw CallError("Cannot convert String to Json in States.StringToJson, caused by: " +
                    jackson_problem(given));
  }
}

Value string_split(Arguments arguments, json::Arena& arena) {
  const std::string_view given = text(Function::string_split, arguments[0]);
  const std::string_view delimiters = text(Function::string_split, arguments[1]);
  // By their first bytes: of a character beyond ASCII, the rest must be compared, too.
  std::array<bool, 256> may_delimit{};
  for (const char c : delimiters) may_delimit[static_cast<unsigned char>(c)] = true;
  std::vector<Value> parts;
  std::size_t start = 0;
  for (std::size_t at = 0; at < given.size();) {
    const std::size_t size = size_of_character(given[at]);
    if (may_delimit[static_cast<unsigned char>(given[at])] &&
        (size == 1 || delimiters.find(given.substr(at, size)) != std::string_view::npos)) {
      if (at > start) parts.push_back(arena.string(given.substr(start, at - start)));
      start = at + size;
    }
    at += size;
  }
  if (given.size() > start) parts.push_back(arena.string(given.substr(start)));
  return arena.array(parts);
}

Value uuid(const Scope& scope) {
  // RFC 4122: version 4, variant 10.
  const std::uint64_t high = ((*scope.random)() & 0xFFFFFFFFFFFF0FFFU) | 0x4000U;
  const std::uint64_t low = ((*scope.random)() & 0x3FFFFFFFFFFFFFFFU) | (std::uint64_t{1} << 63U);
  std::string spelled;
  for (std::size_t digit = 0; digit < 32; ++digit) {
    if (digit == 8 || digit == 12 || digit == 16 || digit == 20) spelled += '-';
    const std::uint64_t half = digit < 16 ? high : low;
    spelled += hexadecimal[(half >> (60 - 4 * (digit % 16))) & 0xFU];
  }
  return scope.arena->string(spelled);
}

}  // namespace idm_synth::asl::intrinsics
