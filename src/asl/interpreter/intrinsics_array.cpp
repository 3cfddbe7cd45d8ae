// SPDX-License-Identifier: Apache-2.0
// Intrinsic functions of arrays and numbers.
#include <algorithm>
#include <cmath>
#include <limits>

#include "intrinsics.hpp"
#include "java.hpp"

namespace idm_synth::asl::intrinsics {
namespace {

using json::Value;

constexpr std::int64_t most_items = 1000;  ///< of States.ArrayRange

/// What States.ArrayContains compares: the service does not tell 1 from "1".
std::string text_of(const Value& value) {
  if (value.kind() == Value::Kind::string) return std::string{value.text()};
  return json::to_text(value);
}

/// As Java's Math.round().
std::int64_t rounded(const Value& value) {
  double number = 0;
  if (value.kind() == Value::Kind::integer) {
    number = static_cast<double>(value.integer());
  } else if (value.kind() == Value::Kind::number) {
    // Without adding a half, which would round what is just below one.
    number = std::floor(value.number());
    if (value.number() - number >= 0.5) ++number;
  } else {
    fail(Function::math_add);
  }
  if (!(number >= std::numeric_limits<std::int32_t>::min() &&
        number <= std::numeric_limits<std::int32_t>::max())) {
    fail(Function::math_add);
  }
  return static_cast<std::int64_t>(number);
}

}  // namespace

Value array_contains(Arguments arguments) {
  const auto items = array(Function::array_contains, arguments[0]);
  const std::string wanted = text_of(arguments[1]);
  return json::Arena::boolean(std::any_of(
      items.begin(), items.end(), [&](const Value& item) { return text_of(item) == wanted; }));
}

Value array_get_item(Arguments arguments) {
  const auto items = array(Function::array_get_item, arguments[0]);
  const std::int32_t index = integer(Function::array_get_item, arguments[1]);
  if (items.empty()) return json::Arena::null();
  if (index < 0 || static_cast<std::size_t>(index) >= items.size()) fail(Function::array_get_item);
  return items[static_cast<std::size_t>(index)];
}

Value array_partition(Arguments arguments, json::Arena& arena) {
  const auto items = array(Function::array_partition, arguments[0]);
  const std::int32_t given = integer(Function::array_partition, arguments[1]);
  if (given < 1) fail(Function::array_partition);
  const auto size = static_cast<std::size_t>(given);
  return arena.array((items.size() + size - 1) / size, [&](std::size_t i) {
    return arena.array(items.subspan(i * size, std::min(size, items.size() - i * size)));
  });
}

Value array_range(Arguments arguments, json::Arena& arena) {
  const std::int64_t first = integer(Function::array_range, arguments[0]);
  const std::int64_t last = integer(Function::array_range, arguments[1]);
  const std::int64_t step = integer(Function::array_range, arguments[2]);
  if (step == 0) fail(Function::array_range);
  const bool is_empty = step > 0 ? first > last : first < last;
  const std::int64_t count = is_empty ? 0 : (last - first) / step + 1;
  if (count > most_items) fail(Function::array_range);
  return arena.array(static_cast<std::size_t>(count), [&](std::size_t i) {
    return json::Arena::integer(first + static_cast<std::int64_t>(i) * step);
  });
}

Value array_unique(Arguments arguments, json::Arena& arena) {
  const auto items = array(Function::array_unique, arguments[0]);
  std::vector<std::int32_t> hashes;
  hashes.reserve(items.size());
  for (const Value& item : items) hashes.push_back(java::hash(item));
  // As `new HashSet<>(items)`, which makes room for all of them first.
  std::size_t buckets = 16;
  while (buckets < 4 * items.size() / 3 + 1) buckets *= 2;
  std::vector<Value> unique;
  std::size_t start = 0;  // of the items in `unique` that share a bucket with the next one
  std::size_t bucket = buckets;
  std::vector<std::int32_t> kept;
  for (const std::size_t i : java::order(hashes, buckets)) {
    const auto bits = static_cast<std::uint32_t>(hashes[i]);
    const std::size_t own = (bits ^ (bits >> 16U)) & (buckets - 1);
    if (own != bucket) start = unique.size();
    bucket = own;
    bool is_new = true;
    for (std::size_t k = start; k < unique.size() && is_new; ++k) {
      is_new = kept[k] != hashes[i] || !json::equal(unique[k], items[i]);
    }
    if (!is_new) continue;
    unique.push_back(items[i]);
    kept.push_back(hashes[i]);
  }
  return arena.array(unique);
}

Value math_add(Arguments arguments) {
  const std::int64_t sum = rounded(arguments[0]) + rounded(arguments[1]);
  if (sum != static_cast<std::int32_t>(sum)) fail(Function::math_add);
  return json::Arena::integer(sum);
}

Value math_random(Arguments arguments, const Scope& scope) {
  const std::int64_t start = integer(Function::math_random, arguments[0]);
  const std::int64_t end = integer(Function::math_random, arguments[1]);
  const std::int64_t range = end - start;
  if (range < 1) fail(Function::math_random);
  if (arguments.size() == 2) {
    const auto random = (*scope.random)() % static_cast<std::uint64_t>(range);
    return json::Arena::integer(start + static_cast<std::int64_t>(random));
  }
  const std::int32_t seed = integer(Function::math_random, arguments[2]);
  if (range > std::numeric_limits<std::int32_t>::max()) fail(Function::math_random);
  return json::Arena::integer(start + java::random(seed, static_cast<std::int32_t>(range)));
}

}  // namespace idm_synth::asl::intrinsics
