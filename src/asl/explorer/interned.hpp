// SPDX-License-Identifier: Apache-2.0
// Values and tuples by number: equal ones have the same, so that configurations are compared and
// kept as a few numbers.
#pragma once

#include <cstdint>
#include <idm_synth/json/arena.hpp>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace idm_synth::asl {

/// The number of a value or a tuple; 0 is no value, and the empty tuple.
using Id = std::uint32_t;

/// JSON values. Those that are equal but not identical, such as 1 and 1.0, have a number each: a
/// Wait takes only one of them, and JsonToString tells them apart.
class Values {
 public:
  Values() : index_{0, Hash{this}, Equal{this}} { values_.emplace_back(); }
  Values(const Values&) = delete;
  Values& operator=(const Values&) = delete;

  /// Copies what is new, so that the value may go.
  [[nodiscard]] Id intern(const json::Value& value);
  [[nodiscard]] const json::Value& operator[](Id id) const { return values_[id]; }

 private:
  struct Hash {
    const Values* values;
    std::size_t operator()(Id id) const { return json::hash(values->values_[id]); }
  };
  struct Equal {
    const Values* values;
    bool operator()(Id first, Id second) const {
      return json::identical(values->values_[first], values->values_[second]);
    }
  };

  json::Arena arena_;
  std::vector<json::Value> values_;  ///< the last one is a candidate while it is looked for
  std::unordered_set<Id, Hash, Equal> index_;
};

/// A hash table from spans of numbers to their number, in the order in which they came.
class Tuples {
 public:
  Tuples();

  [[nodiscard]] Id intern(std::span<const Id> tuple);
  [[nodiscard]] std::span<const Id> operator[](Id id) const {
    return {items_.data() + starts_[id], starts_[id + 1] - starts_[id]};
  }
  [[nodiscard]] std::size_t count() const { return starts_.size() - 1; }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    Id number = none;
  };
  static constexpr Id none = ~Id{0};

  void grow();

  std::vector<Id> items_;
  std::vector<std::size_t> starts_ = {0};  ///< of each tuple in items_, and the end
  std::vector<Slot> slots_;                ///< a power of two
};

}  // namespace idm_synth::asl
