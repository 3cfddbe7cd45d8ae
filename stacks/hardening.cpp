// SPDX-License-Identifier: Apache-2.0
#include "stacks/hardening.hpp"

#include <algorithm>
#include <idm_synth/builders/alarm.hpp>
#include <idm_synth/builders/kms_key.hpp>
#include <idm_synth/builders/queue.hpp>
#include <utility>

#include "stacks/export_machine.hpp"
#include "stacks/names.hpp"

namespace idm_synth::stacks {
namespace {

using namespace builders;
using namespace std::chrono_literals;
using std::chrono::days;

/// https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
const OneOrList& publish_key_actions() {
  static const OneOrList actions = {"kms:GenerateDataKey*", "kms:Decrypt"};
  return actions;
}

bool is_create_grant(const Attr<String>& action) {
  const auto* text = std::get_if<std::string>(&action.value());
  return text != nullptr && *text == "kms:CreateGrant";
}

/// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
PolicyCondition for_service() {
  return {"Bool", "kms:GrantIsForAWSResource", "true"};
}

}  // namespace

Attr<Map<String>> tags(const Config& config) {
  return {{"Application", config.name_prefix}};
}

PolicyDocument grants_for_services_only(const PolicyDocument& policy) {
  std::vector<Statement> statements;
  for (const Statement& statement : policy.statements()) {
    const auto& actions = statement.actions.items();
    if (std::none_of(actions.begin(), actions.end(), is_create_grant)) {
      statements.push_back(statement);
      continue;
    }
    std::vector<Attr<String>> others;
    std::remove_copy_if(actions.begin(), actions.end(), std::back_inserter(others),
                        is_create_grant);
    Statement grants = statement;
    grants.actions = "kms:CreateGrant";
    grants.conditions.push_back(for_service());
    if (!others.empty()) {
      if (!grants.sid.empty()) grants.sid += "Grants";
      statements.push_back(statement);
      statements.back().actions = others.size() == 1 ? OneOrList(others.front()) : others;
    }
    statements.push_back(std::move(grants));
  }
  return PolicyDocument{std::move(statements)};
}

Hardening::Hardening(Stack& stack, const Config& config, const Ref<String>& account)
    : stack_{stack},
      config_{config},
      account_{account},
      region_{stack.add("current", aws::data::Region{}).name()},
      alert_key_{add_alert_key()},
      machine_key_{add_machine_key()},
      queue_{add_queue()} {}

Template Hardening::arn(std::string_view service, const std::string& resource) const {
  return interpolate("arn:aws:{}:{}:{}:{}", service, region_, account_, resource);
}

// Made of the name: the machine refers to its role, which must not refer to the machine.
Template Hardening::machine_arn() const {
  return arn("states", "stateMachine:" + machine_name(config_));
}

Template Hardening::rule_arn(std::string_view rule_name) const {
  return arn("events", "rule/" + std::string{rule_name});
}

/// https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
Hardening::Conditions Hardening::only_machine() const {
  return {{"StringEquals", "aws:SourceAccount", account_},
          {"ArnEquals", "aws:SourceArn", machine_arn()}};
}

/// https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
Hardening::Conditions Hardening::only_rule(std::string_view rule_name) const {
  return {{"StringEquals", "aws:SourceAccount", account_},
          {"ArnEquals", "aws:SourceArn", rule_arn(rule_name)}};
}

Hardening::Conditions Hardening::only_alarms() const {
  return {{"StringEquals", "aws:SourceAccount", account_},
          {"ArnLike", "aws:SourceArn", arn("cloudwatch", "alarm:" + config_.name_prefix + "-*")}};
}

Statement Hardening::administration() const {
  return {.sid = "AllowKeyAdmin",
          .principal = Principal::aws(interpolate("arn:aws:iam::{}:root", account_)),
          .actions = "kms:*",
          .resources = "*"};
}

Resource<aws::KmsKey> Hardening::add_alert_key() {
  return KmsKeyBuilder{stack_, "rds_export_alerts"}
      .description("Encryption key for alerts of " + config_.name_prefix + " RDS S3 exports")
      .deletion_window(days{14})
      .rotate()
      .policy({administration(),
               // No condition: EventBridge gives KMS neither its account nor its rule, so that
               // every event would be lost.
               // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
               {.sid = "AllowEventRules",
                .principal = Principal::service("events.amazonaws.com"),
                .actions = publish_key_actions(),
                .resources = "*"},
               {.sid = "AllowAlarms",
                .principal = Principal::service("cloudwatch.amazonaws.com"),
                .actions = publish_key_actions(),
                .resources = "*",
                .conditions = only_alarms()}})
      .alias("rds_export_alerts", "alias/" + config_.name_prefix + "-rds-export-alerts")
      .build();
}

/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
/// https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
Resource<aws::KmsKey> Hardening::add_machine_key() {
  return KmsKeyBuilder{stack_, "rds_export_machine"}
      .description("Encryption key for the state machine of " + config_.name_prefix +
                   " RDS S3 exports")
      .deletion_window(days{14})
      .rotate()
      .policy(
          {administration(),
           {.sid = "AllowLogGroup",
            .principal = Principal::service(interpolate("logs.{}.amazonaws.com", region_)),
            .actions = {"kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*",
                        "kms:Describe*"},
            .resources = "*",
            .conditions = {{"ArnEquals", "kms:EncryptionContext:aws:logs:arn",
                            arn("logs", "log-group:" + log_group_name(config_))}}},
           {.sid = "AllowLogDelivery",
            .principal = Principal::service("delivery.logs.amazonaws.com"),
            .actions = "kms:Decrypt",
            .resources = "*",
            .conditions = {{"StringEquals", "kms:EncryptionContext:SourceArn", arn("logs", "*")}}}})
      .alias("rds_export_machine", "alias/" + machine_name(config_) + "-state-machine")
      .build();
}

/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
Resource<aws::SqsQueue> Hardening::add_queue() {
  return QueueBuilder{stack_, "undelivered_events"}
      .name(undelivered_name(config_))
      .keep(days{14})
      .key(alert_key_.arn())
      .policy({deny_without_tls("sqs:*"),
               {.sid = "AllowEventRules",
                .principal = Principal::service("events.amazonaws.com"),
                .actions = "sqs:SendMessage",
                .conditions = {{"ArnEquals", "aws:SourceArn",
                                OneOrList{rule_arn(backup_completed_name(config_)),
                                          rule_arn(backup_not_completed_name(config_)),
                                          rule_arn(export_ended_name(config_))}}}}})
      .build();
}

void Hardening::protect(TopicBuilder& topic) const {
  (void)topic.key(alert_key_.arn())
      .tags(tags(config_))
      .policy(
          {deny_without_tls("sns:Publish"),
           // No condition: none works for EventBridge in the policy of a topic.
           // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
           {.sid = "AllowEventRules",
            .principal = Principal::service("events.amazonaws.com"),
            .actions = "sns:Publish"},
           {.sid = "AllowAlarms",
            .principal = Principal::service("cloudwatch.amazonaws.com"),
            .actions = "sns:Publish",
            .conditions = only_alarms()}});
}

void Hardening::protect(LogGroupBuilder& logs) const {
  (void)logs.keep(LogRetention::days_365).key(machine_key_.arn());
}

void Hardening::protect(StateMachineBuilder& machine, const Role& export_role,
                        const Resource<aws::KmsKey>& export_key) const {
  (void)machine
      // A role is passed to the service that takes it, by way of the one that is called.
      .allow(
          "StartExportTask",
          grants_for_services_only(
              {{.actions = "rds:StartExportTask",
                .resources = arn("rds", "cluster-snapshot:awsbackup:*")},
               {.actions = "iam:PassRole",
                .resources = export_role.arn(),
                .conditions = {{"StringEquals", "iam:PassedToService",
                                OneOrList{"export.rds.amazonaws.com", "rds.amazonaws.com"}}}},
               {.actions = {"kms:DescribeKey", "kms:CreateGrant"}, .resources = export_key.arn()}})
              .statements())
      .tracing({"export_sfn_tracing", "x-ray"})
      .key({.key_arn = machine_key_.arn(),
            .machine_arn = machine_arn(),
            .logs_arn = arn("logs", "*")},
           {"export_sfn_key", "state-machine-key"})
      .grant({"export_sfn_alert_key", "alert-key"},
             {{.actions = publish_key_actions(), .resources = alert_key_.arn()}});
}

Delivery Hardening::delivery() const {
  return {.attempts = 185, .oldest = 2h, .dead_letter_queue = queue_.arn()};
}

void Hardening::watch(const Resource<aws::SfnStateMachine>& machine,
                      const Resource<aws::SnsTopic>& alerts,
                      const Resource<aws::BackupVault>& vault) const {
  const Document absent = object({{"exists", false}});

  // An execution that has told of its failure by itself says so in its cause. Whatever else it
  // says, or that it says nothing, is told of.
  // https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
  EventRuleBuilder{stack_, "export_ended"}
      .name(export_ended_name(config_))
      .description("Fires when an export ends badly without an alert of its own")
      .pattern(object(
          {{"source", array({"aws.states"})},
           {"detail-type", array({"Step Functions Execution Status Change"})},
           {"detail",
            object(
                {{"stateMachineArn", array({machine.arn()})},
                 {"status", array({"FAILED", "TIMED_OUT", "ABORTED"})},
                 {"cause", array({absent, nullptr,
                                  object({{"anything-but",
                                           object({{"wildcard", "*" + std::string{alert_published} +
                                                                    "*"}})}})})}})}}))
      .sends_to("alert_export_ended", alerts.arn(), delivery())
      .build();

  EventRuleBuilder{stack_, "backup_not_completed"}
      .name(backup_not_completed_name(config_))
      .description("Fires when an AWS Backup job of the " + config_.name_prefix +
                   " vault does not complete")
      .pattern(
          object({{"source", array({"aws.backup"})},
                  {"detail-type", array({"Backup Job State Change"})},
                  {"detail", object({{"state", array({"FAILED", "EXPIRED", "ABORTED", "PARTIAL"})},
                                     {"backupVaultName", array({vault.name(), absent})}})}}))
      .sends_to("alert_backup_not_completed", alerts.arn(), delivery())
      .build();

  const auto hours = static_cast<int>(config_.longest_silence.count());
  AlarmBuilder{stack_, "export_overdue"}
      .name(machine_name(config_) + "-overdue")
      .description("No export has completed for " + in_words(config_.longest_silence) + ".")
      .when(Statistic::sum,
            {"AWS/States", "ExecutionsSucceeded", {{"StateMachineArn", machine.arn()}}},
            Comparison::less, 1)
      .during(hours, 1h)
      .without_data(MissingData::bad)
      .tells(alerts)
      .build();

  AlarmBuilder{stack_, "undelivered_events"}
      .name(undelivered_name(config_))
      // An alarm tells of a change, and stays what it is while the queue holds anything.
      .description("An event could not be delivered; it waits in the queue " +
                   undelivered_name(config_) + ". Until that is empty, no other is told of.")
      .when(Statistic::maximum,
            {"AWS/SQS", "ApproximateNumberOfMessagesVisible", {{"QueueName", queue_.name()}}},
            Comparison::greater_or_equal, 1)
      .during(1, 5min)
      .without_data(MissingData::good)
      .tells(alerts)
      .build();
}

}  // namespace idm_synth::stacks
