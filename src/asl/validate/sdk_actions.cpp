// SPDX-License-Identifier: Apache-2.0
#include "sdk_actions.hpp"

#include <algorithm>
#include <idm_synth/core/text.hpp>
#include <iterator>
#include <vector>

#include "words.hpp"

// The actions of a service are one string, that of ec2 longer than a compiler must take.
#pragma GCC diagnostic ignored "-Woverlength-strings"

namespace idm_synth::asl::validation {
namespace {

using namespace std::string_view_literals;

#include "sdk_actions.inc"

}  // namespace

std::string_view sdk_models() {
  return models;
}

std::span<const SdkService> sdk_services() {
  return services;
}

const SdkService* find_sdk_service(std::string_view name) {
  const auto* const found = std::lower_bound(
      std::begin(services), std::end(services), name,
      [](const SdkService& service, std::string_view wanted) { return service.name < wanted; });
  return found == std::end(services) || found->name != name ? nullptr : found;
}

std::optional<std::string_view> find_sdk_action(const SdkService& service,
                                                std::string_view action) {
  std::string_view text = service.actions;
  while (!text.empty()) {
    const std::size_t middle = text.size() / 2;
    const std::size_t begin = middle == 0 ? 0 : text.rfind('\n', middle - 1) + 1;  // npos + 1 is 0
    const std::size_t end = text.find('\n', begin);
    std::string_view line = text.substr(begin, end - begin);
    const std::string_view name = take_word(line);
    if (name == action) return line;
    text = name < action ? text.substr(end + 1) : text.substr(0, begin);
  }
  return std::nullopt;
}

std::string_view nearest_sdk_service(std::string_view name) {
  std::vector<std::string_view> names;
  for (const SdkService& service : services) {
    if (is_listed(service.other_names, name)) return service.name;
    names.push_back(service.name);
  }
  return nearest_name(name, names);
}

std::string_view nearest_sdk_action(const SdkService& service, std::string_view action) {
  std::vector<std::string_view> names;
  for (std::string_view text = service.actions; !text.empty();) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    names.push_back(take_word(line));
    text.remove_prefix(end + 1);
  }
  return nearest_name(action, names);
}

}  // namespace idm_synth::asl::validation
