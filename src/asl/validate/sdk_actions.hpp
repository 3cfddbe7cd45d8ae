// SPDX-License-Identifier: Apache-2.0
// The actions of the AWS SDK, by the names that a Task calls them by.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace idm_synth::asl::validation {

struct SdkService {
  std::string_view name;
  std::string_view other_names;  ///< what else it is called, with blanks between
  /// A line for each action, sorted: its name and, with blanks between, its parameters, those that
  /// it needs with `*` behind. Empty where its actions are not known.
  std::string_view actions;
};

/// Which models the names are from, as help may say it.
[[nodiscard]] std::string_view sdk_models();

/// All of them, by name.
[[nodiscard]] std::span<const SdkService> sdk_services();
/// Null where there is none of that name.
[[nodiscard]] const SdkService* find_sdk_service(std::string_view name);
/// The parameters of an action; none where the service has no such action.
[[nodiscard]] std::optional<std::string_view> find_sdk_action(const SdkService& service,
                                                              std::string_view action);

/// What a name that is none probably meant; empty where none is near.
[[nodiscard]] std::string_view nearest_sdk_service(std::string_view name);
[[nodiscard]] std::string_view nearest_sdk_action(const SdkService& service,
                                                  std::string_view action);

}  // namespace idm_synth::asl::validation
