// SPDX-License-Identifier: Apache-2.0
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

std::size_t AddressIndex::Hash::operator()(const Key& key) const {
  const std::hash<std::string_view> hash;
  return hash(key.name) * 31 + hash(key.type) * 7 + static_cast<std::size_t>(key.section);
}

const Element* AddressIndex::insert(const Element& element) {
  const auto [entry, is_new] =
      elements_.try_emplace(Key{element.section, element.type, element.name}, &element);
  return is_new ? nullptr : entry->second;
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
  const auto found = elements_.find(key);
  return found == elements_.end() ? nullptr : found->second;
}

}  // namespace idm_synth
