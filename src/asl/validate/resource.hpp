// SPDX-License-Identifier: Apache-2.0
// What a Task may call.
#pragma once

#include <idm_synth/asl/validate.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace idm_synth::asl::validation {

struct ResourceProblem {
  std::string message;
  std::string help;
};

/// What is wrong with the Resource of a Task: an ARN of a function, an activity, or a service
/// integration. The names of an SDK's services and actions are checked for their form only.
/// https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
[[nodiscard]] std::optional<ResourceProblem> resource_problem(std::string_view arn,
                                                              MachineType type);

}  // namespace idm_synth::asl::validation
