// SPDX-License-Identifier: Apache-2.0
#include "interned.hpp"

#include <algorithm>
#include <utility>

namespace idm_synth::asl {
namespace {

constexpr std::size_t first_slots = 1024;

// What a machine of a few states comes to. Memory that is not touched costs nothing, and what
// grows step by step touches twice as much.
constexpr std::size_t usual_tuples = std::size_t{1} << 17U;
constexpr std::size_t usual_items = std::size_t{1} << 20U;

std::uint32_t hash_of(std::span<const Id> tuple) {
  std::uint64_t hash = tuple.size();
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29U;
  };
  // Two at once: each step waits for the one before.
  std::size_t i = 0;
  for (; i + 1 < tuple.size(); i += 2) mix(tuple[i] | std::uint64_t{tuple[i + 1]} << 32U);
  if (i < tuple.size()) mix(tuple[i]);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

Id Values::intern(const json::Value& value) {
  const Id candidate = static_cast<Id>(values_.size());
  values_.push_back(value);
  const auto [found, is_new] = index_.insert(candidate);
  if (is_new) {
    values_.back() = arena_.copy(value);
  } else {
    values_.pop_back();
  }
  return *found;
}

Tuples::Tuples() : slots_(first_slots) {
  items_.reserve(usual_items);
  starts_.reserve(usual_tuples);
  static_cast<void>(intern({}));
}

Id Tuples::intern(std::span<const Id> tuple) {
  const std::uint32_t hash = hash_of(tuple);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].number != none; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && std::ranges::equal((*this)[slot.number], tuple)) return slot.number;
  }
  const Id number = static_cast<Id>(count());
  items_.insert(items_.end(), tuple.begin(), tuple.end());
  starts_.push_back(items_.size());
  slots_[at] = {hash, number};
  if (count() * 2 > slots_.size()) grow();
  return number;
}

void Tuples::grow() {
  const std::vector<Slot> known = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : known) {
    if (slot.number == none) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != none) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace idm_synth::asl
