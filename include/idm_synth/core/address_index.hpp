// SPDX-License-Identifier: Apache-2.0
// Finding an element of an App by its Terraform address.
#pragma once

#include <cstddef>
#include <idm_synth/core/stack.hpp>
#include <string_view>
#include <vector>

namespace idm_synth {

/// The elements of an App that have an address of their own. It refers to the App.
class AddressIndex {
 public:
  /// Enters the element under its address; returns the element that already has it, or null.
  const Element* insert(const Element& element);
  /// `address` is one such as "data.aws_region.current"; null where there is no such element.
  [[nodiscard]] const Element* find(std::string_view address) const;
  void reserve(std::size_t elements);

 private:
  /// An address in its three parts, so that no text has to be put together for each look-up.
  struct Key {
    Section section;
    std::string_view type;
    std::string_view name;
  };
  /// An open-addressing table: with many elements most of the time goes to reaching memory, and
  /// this takes the fewest steps.
  struct Slot {
    std::size_t hash = 0;
    const Element* element = nullptr;  ///< null: the slot is free
  };

  static std::size_t hash_of(const Key& key);
  /// Of the slot that holds the key, or of the free one where it belongs; there must be slots.
  [[nodiscard]] std::size_t index_of(const Key& key, std::size_t hash) const;

  std::vector<Slot> slots_;  ///< a power of two of them, at most half of them taken
  std::size_t count_ = 0;
};

}  // namespace idm_synth
