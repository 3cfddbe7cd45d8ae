// SPDX-License-Identifier: Apache-2.0
// What the service's results owe to its being written in Java: the order of hash tables, the way
// values become text, and random numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/json/arena.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::asl::java {

/// UTF-16 code units of UTF-8 text.
[[nodiscard]] std::size_t length(std::string_view text);
/// Less than 0, 0 or more than 0, as String.compareTo(): by UTF-16 code units.
[[nodiscard]] int compare(std::string_view first, std::string_view second);

/// Object.hashCode() of a string and of what a JSON value becomes (null, Boolean, Integer, Long or
/// BigInteger, Double, String, List, Map).
[[nodiscard]] std::int32_t hash(std::string_view text);
[[nodiscard]] std::int32_t hash(const json::Value& value);

/// How many buckets a HashMap has to which that many keys were added.
[[nodiscard]] std::size_t buckets(std::size_t count);
/// The same of a HashMap that is a copy of one of `copied` keys, to which all keys of one of
/// `added` were added; it has `count` keys then. A copy has no more room than it needs.
[[nodiscard]] std::size_t merged_buckets(std::size_t copied, std::size_t added, std::size_t count);
/// The order in which a HashMap of that many buckets gives its keys: their indices.
[[nodiscard]] std::vector<std::size_t> order(std::span<const std::int32_t> hashes,
                                             std::size_t buckets);

/// String.valueOf(): "{a=1, b=[x, null]}".
void append_text(std::string& text, const json::Value& value);

/// `new java.util.Random(seed).nextInt(bound)`; the bound is positive.
[[nodiscard]] std::int32_t random(std::int64_t seed, std::int32_t bound);

}  // namespace idm_synth::asl::java
