// SPDX-License-Identifier: Apache-2.0
// Finding an element of an App by its Terraform address.
#pragma once

#include <idm_synth/core/app.hpp>
#include <string_view>
#include <unordered_map>

namespace idm_synth {

/// The elements of an App that have an address of their own. It refers to the App.
class AddressIndex {
 public:
  /// Enters the element under its address; returns the element that already has it, or null.
  const Element* insert(const Element& element);
  /// `address` is one such as "data.aws_region.current"; null where there is no such element.
  [[nodiscard]] const Element* find(std::string_view address) const;
  void reserve(std::size_t elements) { elements_.reserve(elements); }

 private:
  /// An address in its three parts, so that no text has to be put together for each look-up.
  struct Key {
    Section section;
    std::string_view type;
    std::string_view name;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };

  std::unordered_map<Key, const Element*, Hash> elements_;
};

}  // namespace idm_synth
