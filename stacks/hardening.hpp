// SPDX-License-Identifier: Apache-2.0
// What the hardened profile adds to the stack of the exports; docs/security-controls.md says which
// control each part meets.
#pragma once

#include <idm_synth/aws/backup_vault.hpp>
#include <idm_synth/aws/data/region.hpp>
#include <idm_synth/aws/kms_key.hpp>
#include <idm_synth/aws/sfn_state_machine.hpp>
#include <idm_synth/aws/sns_topic.hpp>
#include <idm_synth/aws/sqs_queue.hpp>
#include <idm_synth/builders/event_rule.hpp>
#include <idm_synth/builders/log_group.hpp>
#include <idm_synth/builders/state_machine.hpp>
#include <idm_synth/builders/topic.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "stacks/config.hpp"

namespace idm_synth::stacks {

/// The tags that the hardened profile gives.
[[nodiscard]] Attr<Map<String>> tags(const Config& config);

/// The same policy, except that kms:CreateGrant is allowed only for grants that an AWS service
/// makes for its own use.
[[nodiscard]] builders::PolicyDocument grants_for_services_only(
    const builders::PolicyDocument& policy);

/// Two keys and a queue of their own, what narrows the other resources, and what watches over them.
class Hardening {
 public:
  using Conditions = std::vector<builders::PolicyCondition>;

  /// `account` is the account's number. Adds the keys and the queue.
  Hardening(Stack& stack, const Config& config, const Ref<String>& account);

  /// For the trust of a role: only the state machine takes it.
  [[nodiscard]] Conditions only_machine() const;
  /// The same for one event rule.
  [[nodiscard]] Conditions only_rule(std::string_view rule_name) const;

  /// Encrypted, and closed but for the account's own event rules and alarms.
  void protect(builders::TopicBuilder& topic) const;
  /// Encrypted, and kept for a year.
  void protect(builders::LogGroupBuilder& logs) const;
  /// Traced, encrypted, and allowed no more than the export of what AWS Backup makes.
  void protect(builders::StateMachineBuilder& machine, const builders::Role& export_role,
               const Resource<aws::KmsKey>& export_key) const;

  /// Retries for two hours, then into the queue.
  [[nodiscard]] builders::Delivery delivery() const;

  /// Tells of what the machine cannot: that it did not run, or not to its end.
  void watch(const Resource<aws::SfnStateMachine>& machine, const Resource<aws::SnsTopic>& alerts,
             const Resource<aws::BackupVault>& vault) const;

 private:
  /// The ARN of something in this account and region; `resource` is the part behind them.
  [[nodiscard]] Template arn(std::string_view service, const std::string& resource) const;
  [[nodiscard]] Template machine_arn() const;
  [[nodiscard]] Template rule_arn(std::string_view rule_name) const;
  /// In a policy: on behalf of alarms of this deployment.
  [[nodiscard]] Conditions only_alarms() const;
  [[nodiscard]] builders::Statement administration() const;
  [[nodiscard]] Resource<aws::KmsKey> add_alert_key();
  [[nodiscard]] Resource<aws::KmsKey> add_machine_key();
  [[nodiscard]] Resource<aws::SqsQueue> add_queue();

  Stack& stack_;
  const Config& config_;
  Ref<String> account_;
  Ref<String> region_;
  Resource<aws::KmsKey> alert_key_;    ///< of the topic and the queue
  Resource<aws::KmsKey> machine_key_;  ///< of the machine and its log
  Resource<aws::SqsQueue> queue_;      ///< of events that could not be delivered
};

}  // namespace idm_synth::stacks
