// SPDX-License-Identifier: Apache-2.0
// State machines of Step Functions, with the permissions that their tasks need.
#pragma once

#include <cstdint>
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/aws/cloudwatch_log_group.hpp>
#include <idm_synth/aws/sfn_state_machine.hpp>
#include <idm_synth/builders/builder.hpp>
#include <idm_synth/builders/role.hpp>
#include <idm_synth/builders/task_permissions.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::builders {

/// The names of an inline policy: in Terraform, and in AWS.
struct PolicyNames {
  std::string terraform;
  std::string aws;
};

enum class LogLevel : std::uint8_t { all, error, fatal };

/// Whether inputs and outputs are logged, too.
enum class LogData : std::uint8_t { exclude, include };

/// A key for a state machine's definition and executions, and the ARNs that the machine names when
/// it uses the key. They are spelled out, because a reference to the machine would be circular.
struct MachineKey {
  Required<String, "key_arn"> key_arn;
  /// arn:aws:states:<region>:<account>:stateMachine:<name>
  Required<String, "machine_arn"> machine_arn;
  /// arn:aws:logs:<region>:<account>:*
  Required<String, "logs_arn"> logs_arn;
};

/// A state machine of type STANDARD: an execution may last for up to a year.
class StateMachineBuilder : public Builder {
 public:
  StateMachineBuilder(Stack& stack, std::string_view name, SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// Required. 1 to 80 letters, digits, hyphens and underscores.
  [[nodiscard]] StateMachineBuilder& name(Attr<String> name);
  /// Required: a role that trusts states.amazonaws.com. build() adds to it what the tasks need, so
  /// it must live until then.
  [[nodiscard]] StateMachineBuilder& role(Role& role);
  /// Required.
  [[nodiscard]] StateMachineBuilder& definition(asl::Definition definition);
  /// Names the inline policy for the tasks that call one service, given by IAM's prefix, such as
  /// "rds". Each service that the definition calls needs one.
  [[nodiscard]] StateMachineBuilder& policy(std::string service, PolicyNames names);
  /// States what a task needs, instead of what would be derived; an empty list says that it needs
  /// nothing. The statements go into the policy of the service that the first action belongs to.
  [[nodiscard]] StateMachineBuilder& allow(std::string task, std::vector<Statement> statements);
  /// Logs executions to the group. The names are those of the policy that lets the machine do so.
  [[nodiscard]] StateMachineBuilder& logging(const Resource<aws::CloudwatchLogGroup>& group,
                                             LogLevel level, LogData data, PolicyNames names);

  /// Sends traces to X-Ray. The names are those of the policy that lets the machine do so.
  [[nodiscard]] StateMachineBuilder& tracing(PolicyNames names);
  /// Encrypts the definition and the executions. The names are those of the policy that lets the
  /// machine use the key. If the machine logs, too, the key's own policy must let
  /// delivery.logs.amazonaws.com decrypt.
  [[nodiscard]] StateMachineBuilder& key(MachineKey key, PolicyNames names);
  /// Gives the role a further inline policy.
  [[nodiscard]] StateMachineBuilder& grant(PolicyNames names, PolicyDocument policy);

  /// The machine depends on the policies, so that it is never without them.
  Resource<aws::SfnStateMachine> build();

 private:
  struct Logging {
    Resource<aws::CloudwatchLogGroup> group;
    LogLevel level;
    LogData data;
    PolicyNames policy;
  };
  struct Key {
    MachineKey key;
    PolicyNames policy;
  };
  struct Grant {
    PolicyNames names;
    PolicyDocument policy;
  };
  struct Policy {
    std::string service;
    PolicyNames names;
  };

  std::vector<AnyNode> add_policies();
  void report_definition(const Node& machine, const Document& definition);
  void refuse(std::string code, std::string summary, std::string help);

  Attr<String> machine_name_;
  Role* role_ = nullptr;
  std::optional<asl::Definition> definition_;
  std::vector<Policy> policies_;
  StatedPermissions stated_;
  std::optional<Logging> logging_;
  std::optional<PolicyNames> tracing_;
  std::optional<Key> key_;
  std::vector<Grant> grants_;
};

}  // namespace idm_synth::builders
