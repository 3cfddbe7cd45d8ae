// SPDX-License-Identifier: Apache-2.0
#include "stacks/export_id_minter.hpp"

#include <algorithm>
#include <idm_synth/aws/data/caller_identity.hpp>
#include <idm_synth/builders/event_rule.hpp>
#include <idm_synth/builders/kms_key.hpp>
#include <idm_synth/builders/log_group.hpp>
#include <idm_synth/builders/state_machine.hpp>
#include <idm_synth/builders/topic.hpp>
#include <idm_synth/core/text.hpp>
#include <set>

#include "stacks/export_machine.hpp"
#include "stacks/names.hpp"

namespace idm_synth::stacks {
namespace {

using namespace builders;
using std::chrono::days;

/// What RDS does with the key while it writes an export.
const OneOrList& export_key_actions() {
  static const OneOrList actions = {"kms:Encrypt",         "kms:Decrypt",
                                    "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext",
                                    "kms:ReEncryptFrom",   "kms:ReEncryptTo",
                                    "kms:CreateGrant",     "kms:DescribeKey",
                                    "kms:RetireGrant"};
  return actions;
}

decltype(ExportMachineInputs::bucket) bucket_name(const Bucket& bucket) {
  if (const auto* given = std::get_if<BucketName>(&bucket)) return given->name;
  return external<String>(std::get<BucketExpression>(bucket).expression);
}

/// The ARN of the bucket, or of what is in it.
Attr<String> bucket_arn(const Bucket& bucket, std::string_view suffix = {}) {
  if (const auto* given = std::get_if<BucketName>(&bucket)) {
    return "arn:aws:s3:::" + given->name + std::string{suffix};
  }
  const auto& expression = std::get<BucketExpression>(bucket).expression;
  return interpolate("arn:aws:s3:::{}{}", external<String>(expression), suffix);
}

/// Who hears of failures, each with a name that tells who: alerts_email_ops_example_org.
std::vector<TopicSubscription> subscriptions(const Config& config) {
  std::vector<TopicSubscription> result;
  std::set<std::string> taken;
  for (const auto& [protocol, endpoint] : config.alert_subscriptions) {
    std::string name = "alerts_" + protocol + "_" + endpoint;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !is_letter(c) && !is_digit(c); }, '_');
    const std::string base = name;
    for (int i = 2; !taken.insert(name).second; ++i) name = base + "_" + std::to_string(i);
    result.push_back({.name = name, .protocol = protocol, .endpoint = endpoint});
  }
  return result;
}

Role role(Stack& stack, std::string_view name, const std::string& aws_name, const char* service,
          std::vector<PolicyCondition> conditions = {}, SourcePlace place = SourcePlace::here()) {
  return RoleBuilder{stack, name, place}
      .name(aws_name)
      .trusts(Principal::service(service), std::move(conditions))
      .build();
}

std::optional<Hardening> hardening(Stack& stack, const Config& config, const Ref<String>& account) {
  if (config.profile == Profile::standard) return std::nullopt;
  return std::optional<Hardening>{std::in_place, stack, config, account};
}

}  // namespace

ExportIdMinter::ExportIdMinter(App& app, const Config& config, const BackupIdMinter& backup)
    : config_{config},
      stack_{app.stack("export_id_minter")},
      account_{stack_.add("current", aws::data::CallerIdentity{}).account_id()},
      hardening_{hardening(stack_, config, account_)},
      export_role_{role(stack_, "rds_s3_export", config.name_prefix + "-rds-s3-export",
                        "export.rds.amazonaws.com")},
      machine_role_{role(stack_, "export_state_machine",
                         config.name_prefix + "-rds-export-state-machine", "states.amazonaws.com",
                         hardening_ ? hardening_->only_machine() : Hardening::Conditions{})} {
  const auto key = add_key();
  let_export_write(key);
  const auto alerts = add_alert_topic();
  const auto machine = add_machine(key, alerts);
  start_on_backup(machine, backup.vault());
  if (hardening_) hardening_->watch(machine, alerts, backup.vault());
}

PolicyDocument ExportIdMinter::narrowed(const PolicyDocument& policy) const {
  return hardening_ ? grants_for_services_only(policy) : policy;
}

Resource<aws::KmsKey> ExportIdMinter::add_key() {
  return KmsKeyBuilder{stack_, "rds_export"}
      .description("Encryption key for " + config_.name_prefix + " RDS S3 exports")
      .deletion_window(days{14})
      .rotate()
      .policy(narrowed({{.sid = "AllowKeyAdmin",
                         .principal = Principal::aws(interpolate("arn:aws:iam::{}:root", account_)),
                         .actions = "kms:*",
                         .resources = "*"},
                        {.sid = "AllowRDSExportRole",
                         .principal = Principal::aws(export_role_.arn()),
                         .actions = export_key_actions(),
                         .resources = "*"},
                        {.sid = "AllowStepFunctionsRole",
                         .principal = Principal::aws(machine_role_.arn()),
                         .actions = {"kms:DescribeKey", "kms:CreateGrant"},
                         .resources = "*"}}))
      .alias("rds_export", "alias/" + config_.name_prefix + "-rds-export")
      .build();
}

void ExportIdMinter::let_export_write(const Resource<aws::KmsKey>& key) {
  export_role_.inline_policy(
      "rds_s3_export_s3", "s3-write",
      {{.actions = {"s3:ListBucket", "s3:GetBucketLocation"},
        .resources = {bucket_arn(config_.bucket)}},
       {.actions = {"s3:GetObject", "s3:PutObject*", "s3:DeleteObject", "s3:AbortMultipartUpload"},
        .resources = {bucket_arn(config_.bucket, "/*")}}});
  export_role_.inline_policy(
      "rds_s3_export_kms", "kms-encrypt",
      narrowed({{.actions = export_key_actions(), .resources = {key.arn()}}}));
}

Resource<aws::SnsTopic> ExportIdMinter::add_alert_topic() {
  TopicBuilder topic{stack_, "rds_export_alerts"};
  (void)topic.name(config_.name_prefix + "-rds-export-alerts").subscribe(subscriptions(config_));
  if (hardening_) hardening_->protect(topic);
  auto alerts = topic.build();
  if (const auto problem = profile_problem(config_)) report("config-profile", *problem, alerts);
  return alerts;
}

Resource<aws::SfnStateMachine> ExportIdMinter::add_machine(const Resource<aws::KmsKey>& key,
                                                           const Resource<aws::SnsTopic>& alerts) {
  LogGroupBuilder logs{stack_, "export_state_machine"};
  (void)logs.name(log_group_name(config_)).keep(LogRetention::days_30);
  if (hardening_) hardening_->protect(logs);
  StateMachineBuilder builder{stack_, "rds_export"};
  (void)builder.name(machine_name(config_))
      .role(machine_role_)
      .definition(export_machine(config_, {.bucket = bucket_name(config_.bucket),
                                           .export_role_arn = export_role_.arn(),
                                           .key_id = key.arn(),
                                           .alert_topic_arn = alerts.arn()}))
      .policy("rds", {"export_sfn_rds", "rds-export"})
      .policy("sns", {"export_sfn_sns", "sns-publish"})
      .logging(logs.build(), hardening_ ? LogLevel::all : LogLevel::error, LogData::include,
               {"export_sfn_logging", "cloudwatch-logs"});
  if (hardening_) hardening_->protect(builder, export_role_, key);
  auto machine = builder.build();

  // The machine computes both from these, so that the builder cannot see them.
  constexpr std::string_view uuid = "00000000-0000-0000-0000-000000000000";
  report_violations(stack_, machine.node(), "rds:StartExportTask", "ExportTaskIdentifier",
                    config_.export_identifier_prefix + "-" + std::string{uuid});
  report_violations(stack_, machine.node(), "rds:StartExportTask", "S3Prefix", config_.s3_prefix);
  if (const auto problem = poll_problem(config_)) report("config-polls", *problem, machine);
  return machine;
}

void ExportIdMinter::start_on_backup(const Resource<aws::SfnStateMachine>& machine,
                                     const Resource<aws::BackupVault>& vault) {
  Role starter = role(
      stack_, "eventbridge_export", config_.name_prefix + "-rds-export-eventbridge",
      "events.amazonaws.com",
      hardening_ ? hardening_->only_rule(backup_completed_name(config_)) : Hardening::Conditions{});
  starter.inline_policy("eventbridge_export_sfn", "start-execution",
                        {{.actions = "states:StartExecution", .resources = machine.arn()}});

  EventRuleBuilder{stack_, "backup_completed"}
      .name(backup_completed_name(config_))
      .description("Fires when an AWS Backup job completes for the " + config_.name_prefix +
                   " vault")
      .pattern(object({{"source", array({"aws.backup"})},
                       {"detail-type", array({"Backup Job State Change"})},
                       {"detail", object({{"state", array({"COMPLETED"})},
                                          {"backupVaultName", array({vault.name()})}})}}))
      .starts("start_export", machine, starter, hardening_ ? hardening_->delivery() : Delivery{})
      .build();
}

}  // namespace idm_synth::stacks
