// SPDX-License-Identifier: Apache-2.0
// Calls that AWS refuses whatever the state of the account, because of their arguments.
#pragma once

#include <idm_synth/asl/execution.hpp>
#include <idm_synth/json/located.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace idm_synth::asl {

/// These look at the parameters of a call of
///
/// - rds:startExportTask, rds:describeExportTasks and rds:cancelExportTask (aws-sdk),
///   https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_StartExportTask.html
/// - sns:publish, as the optimised integration and as aws-sdk,
///   https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
/// - lambda:invoke, as the optimised integration: only its form
///
/// and say nothing where AWS would look further, or of any other resource. Text that holds a
/// Terraform expression ("${…}") is not known yet: nothing is said of its value.

/// What Step Functions finds before it makes the call: parameters that the operation does not have,
/// lacks, or takes as another type; and, in a call of any operation, a name that ends in ".$" with
/// a value that is neither a path nor a function call. Empty where it finds nothing. See
/// TaskOutcomes::problem().
[[nodiscard]] std::string parameters_problem(std::string_view resource,
                                             const json::Value& parameters);

/// How the service refuses the call, with the error's name and cause as Step Functions shows them;
/// nothing where it does not. The parameters must be without a problem.
[[nodiscard]] std::optional<Thrown> refuse(std::string_view resource,
                                           const json::Value& parameters);

}  // namespace idm_synth::asl
