// SPDX-License-Identifier: Apache-2.0
// What the role of a state machine must be allowed, derived from the machine's tasks.
#pragma once

#include <idm_synth/asl/definition.hpp>
#include <idm_synth/builders/policy.hpp>
#include <idm_synth/core/diagnostic.hpp>
#include <map>
#include <string>
#include <vector>

namespace idm_synth::builders {

/// Permissions that the author states for tasks, by the name of the state. They take the place of
/// what could be derived.
using StatedPermissions = std::map<std::string, std::vector<Statement>>;

/// What the tasks that call one service need.
struct ServicePermissions {
  std::string service;  ///< IAM's prefix, such as "rds"
  std::vector<Statement> statements;
};

struct TaskPermissions {
  std::vector<ServicePermissions> services;  ///< in the order of their first task
  Diagnostics problems;                      ///< address and places are left to the caller
};

/// Known are the calls of rds (export tasks), sns:Publish, states:StartExecution and
/// lambda:InvokeFunction. What such a call implies is included: rds:StartExportTask passes a role
/// on and makes a grant on the key. A task of any other kind, or one whose resource is computed
/// when the machine runs, is a problem unless `stated` holds its permissions. A function may be
/// named by an expression only where that is spelled as an ARN: it ends with .arn or
/// .qualified_arn.
[[nodiscard]] TaskPermissions task_permissions(const asl::Definition& definition,
                                               const StatedPermissions& stated = {});

/// The diagnostics for arguments of tasks that AWS would refuse, such as an S3 prefix with a colon.
[[nodiscard]] Diagnostics task_violations(const asl::Definition& definition);

}  // namespace idm_synth::builders
