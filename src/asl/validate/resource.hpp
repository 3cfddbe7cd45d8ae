// SPDX-License-Identifier: Apache-2.0
// What a Task may call.
#pragma once

#include <cstddef>
#include <idm_synth/asl/validate.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace idm_synth::asl::validation {

struct ResourceProblem {
  std::string message;
  std::string help;
};

/// How calls of the AWS SDK are looked up.
struct SdkLookup {
  bool has_models = true;      ///< whether at all; otherwise any action will do
  std::size_t searches = 100;  ///< for the nearest of names that there are not: they take long
};

/// What is wrong with the Resource of a Task: an ARN of a function, an activity, or a service
/// integration.
/// https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
[[nodiscard]] std::optional<ResourceProblem> resource_problem(std::string_view arn,
                                                              MachineType type, SdkLookup& lookup);

/// The same for what an ItemReader or ResultWriter calls: one of the integrations, by name.
[[nodiscard]] std::optional<ResourceProblem> data_resource_problem(
    std::string_view arn, std::span<const std::string_view> allowed);

[[nodiscard]] bool is_activity(std::string_view arn);

/// What a call of a service integration takes.
struct CallParameters {
  std::string_view names;  ///< with blanks between; those that it needs have `*` behind
  bool are_all = false;    ///< whether it takes no others
};
/// Null for a function, an activity, and what is not known.
[[nodiscard]] std::optional<CallParameters> parameters_of(std::string_view arn,
                                                          const SdkLookup& lookup);

/// What is wrong with a name that is not among those, as far as they are all.
[[nodiscard]] std::optional<ResourceProblem> parameter_problem(const CallParameters& parameters,
                                                               std::string_view name,
                                                               SdkLookup& lookup);

}  // namespace idm_synth::asl::validation
