// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <functional>
#include <idm_synth/core/address_index.hpp>
#include <utility>

namespace idm_synth {
namespace {

/// Splits off what stands before the first dot.
std::string_view take_label(std::string_view& address) {
  const std::size_t dot = address.find('.');
  const std::string_view label = address.substr(0, dot);
  address.remove_prefix(dot == std::string_view::npos ? address.size() : dot + 1);
  return label;
}

}  // namespace

std::size_t AddressIndex::hash_of(const Key& key) {
  const std::hash<std::string_view> hash;
  return hash(key.name) * 31 + hash(key.type) * 7 + static_cast<std::size_t>(key.section);
}

std::size_t AddressIndex::index_of(const Key& key, std::size_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.element == nullptr) return at;
    if (slot.hash == hash && slot.element->name == key.name && slot.element->type == key.type &&
        slot.element->section == key.section) {
      return at;
    }
  }
}

void AddressIndex::reserve(std::size_t elements) {
  if (slots_.size() >= elements * 2) return;
  std::vector<Slot> old(std::bit_ceil(std::max<std::size_t>(elements * 2, 16)));
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.element == nullptr) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].element != nullptr) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

const Element* AddressIndex::insert(const Element& element) {
  if (slots_.size() < (count_ + 1) * 2) reserve((count_ + 1) * 2);
  const Key key{element.section, element.type, element.name};
  const std::size_t hash = hash_of(key);
  Slot& slot = slots_[index_of(key, hash)];
  if (slot.element != nullptr) return slot.element;
  slot = {hash, &element};
  ++count_;
  return nullptr;
}

const Element* AddressIndex::find(std::string_view address) const {
  std::string_view rest = address;
  const std::string_view first = take_label(rest);
  Key key{Section::resource, first, rest};
  if (first == "local") {
    key = {Section::local, {}, rest};
  } else if (first == "var") {
    key = {Section::variable, {}, rest};
  } else if (first == "data") {
    const std::string_view type = take_label(rest);
    key = {Section::data, type, rest};
  }
  if (slots_.empty()) return nullptr;
  return slots_[index_of(key, hash_of(key))].element;
}

}  // namespace idm_synth
