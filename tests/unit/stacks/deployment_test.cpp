// SPDX-License-Identifier: Apache-2.0
// The addresses, names and values of the deployment that the generated files take over: a change
// of any of them would change what runs.
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "unit/stacks/synthesized.hpp"

namespace {

using namespace idm_synth;
using nlohmann::json;

/// A file, with each document in the place of the expression that refers to it.
json resolved(const std::string& text) {
  json file = json::parse(text);
  const json locals = file.value("locals", json::object());
  for (auto& [type, resources] : file["resource"].items()) {
    for (auto& [name, body] : resources.items()) {
      for (auto& [key, value] : body.items()) {
        if (!value.is_string()) continue;
        const std::string expression = value;
        const std::string prefix = "${jsonencode(local.";
        if (expression.rfind(prefix, 0) != 0) continue;
        value = locals.at(expression.substr(prefix.size(), expression.size() - prefix.size() - 2));
      }
    }
  }
  return file;
}

const json& backup() {
  static const json file =
      resolved(test::synthesized(test::existing_deployment()).at("backup_id_minter.tf.json"));
  return file;
}

const json& exports() {
  static const json file =
      resolved(test::synthesized(test::existing_deployment()).at("export_id_minter.tf.json"));
  return file;
}

std::set<std::string> addresses(const json& file) {
  std::set<std::string> result;
  for (const auto& [section, prefix] : {std::pair{"resource", ""}, std::pair{"data", "data."}}) {
    const json types = file.value(section, json::object());
    for (const auto& [type, elements] : types.items()) {
      for (const auto& [name, body] : elements.items()) {
        result.insert(std::string{prefix} + type + "." + name);
      }
    }
  }
  return result;
}

json trust(const char* service) {
  return {{"Version", "2012-10-17"},
          {"Statement", json::array({{{"Effect", "Allow"},
                                      {"Principal", {{"Service", service}}},
                                      {"Action", "sts:AssumeRole"}}})}};
}

json policy(const json& statements) {
  return {{"Version", "2012-10-17"}, {"Statement", statements}};
}

json allow(const json& actions, const json& resources) {
  return {{"Effect", "Allow"}, {"Action", actions}, {"Resource", resources}};
}

json allow(const char* sid, const char* principal, const json& actions) {
  json statement = allow(actions, "*");
  statement["Sid"] = sid;
  statement["Principal"] = {{"AWS", principal}};
  return statement;
}

json role(const char* name, const char* service) {
  return {{"name", name}, {"assume_role_policy", trust(service)}};
}

json role_policy(const char* name, const char* role, const json& statements) {
  return {{"name", name}, {"role", role}, {"policy", policy(statements)}};
}

const json key_actions = {"kms:Encrypt",         "kms:Decrypt",
                          "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext",
                          "kms:ReEncryptFrom",   "kms:ReEncryptTo",
                          "kms:CreateGrant",     "kms:DescribeKey",
                          "kms:RetireGrant"};
const json grant_actions = {"kms:DescribeKey", "kms:CreateGrant"};

constexpr const char* key_arn = "${aws_kms_key.rds_export.arn}";
constexpr const char* export_role_arn = "${aws_iam_role.rds_s3_export.arn}";
constexpr const char* machine_role_arn = "${aws_iam_role.export_state_machine.arn}";
constexpr const char* machine_arn = "${aws_sfn_state_machine.rds_export.arn}";

}  // namespace

TEST_CASE("the backup file holds exactly what runs") {
  CHECK(addresses(backup()) ==
        std::set<std::string>{"aws_backup_vault.id_minter", "aws_iam_role.backup",
                              "aws_iam_role_policy_attachment.backup_service",
                              "aws_backup_plan.id_minter_daily", "aws_backup_selection.id_minter"});
  const json& resource = backup()["resource"];
  CHECK(resource["aws_backup_vault"]["id_minter"] == json{{"name", "id-minter-backup-vault"}});
  CHECK(resource["aws_iam_role"]["backup"] ==
        role("id-minter-backup-role", "backup.amazonaws.com"));
  CHECK(resource["aws_iam_role_policy_attachment"]["backup_service"] ==
        json{{"role", "${aws_iam_role.backup.name}"},
             {"policy_arn",
              "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"}});
  CHECK(resource["aws_backup_plan"]["id_minter_daily"] ==
        json{{"name", "id-minter-daily-backup"},
             {"rule", json::array({{{"rule_name", "daily-snapshot"},
                                    {"target_vault_name", "${aws_backup_vault.id_minter.name}"},
                                    {"schedule", "cron(0 3 * * ? *)"},
                                    {"lifecycle", {{"delete_after", 30}}}}})}});
  CHECK(resource["aws_backup_selection"]["id_minter"] ==
        json{{"name", "id-minter-rds"},
             {"iam_role_arn", "${aws_iam_role.backup.arn}"},
             {"plan_id", "${aws_backup_plan.id_minter_daily.id}"},
             {"resources", {"${module.identifiers_serverless_rds_cluster.rds_cluster_arn}"}}});
}

TEST_CASE("the export file holds exactly what runs") {
  CHECK(addresses(exports()) ==
        std::set<std::string>{
            "data.aws_caller_identity.current", "aws_kms_key.rds_export",
            "aws_kms_alias.rds_export", "aws_iam_role.rds_s3_export",
            "aws_iam_role_policy.rds_s3_export_s3", "aws_iam_role_policy.rds_s3_export_kms",
            "aws_sns_topic.rds_export_alerts", "aws_cloudwatch_log_group.export_state_machine",
            "aws_iam_role.export_state_machine", "aws_iam_role_policy.export_sfn_rds",
            "aws_iam_role_policy.export_sfn_sns", "aws_iam_role_policy.export_sfn_logging",
            "aws_sfn_state_machine.rds_export", "aws_iam_role.eventbridge_export",
            "aws_iam_role_policy.eventbridge_export_sfn",
            "aws_cloudwatch_event_rule.backup_completed",
            "aws_cloudwatch_event_target.start_export"});
  CHECK(exports()["data"]["aws_caller_identity"]["current"] == json::object());
}

TEST_CASE("the key is what it was") {
  const json& resource = exports()["resource"];
  CHECK(resource["aws_kms_key"]["rds_export"] ==
        json{{"description", "Encryption key for id-minter RDS S3 exports"},
             {"deletion_window_in_days", 14},
             {"enable_key_rotation", true},
             {"policy",
              policy({allow("AllowKeyAdmin",
                            "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root",
                            "kms:*"),
                      allow("AllowRDSExportRole", export_role_arn, key_actions),
                      allow("AllowStepFunctionsRole", machine_role_arn, grant_actions)})}});
  CHECK(resource["aws_kms_alias"]["rds_export"] ==
        json{{"name", "alias/id-minter-rds-export"},
             {"target_key_id", "${aws_kms_key.rds_export.key_id}"}});
}

TEST_CASE("the roles and their policies are what they were") {
  const json& roles = exports()["resource"]["aws_iam_role"];
  CHECK(roles["rds_s3_export"] == role("id-minter-rds-s3-export", "export.rds.amazonaws.com"));
  CHECK(roles["export_state_machine"] ==
        role("id-minter-rds-export-state-machine", "states.amazonaws.com"));
  CHECK(roles["eventbridge_export"] ==
        role("id-minter-rds-export-eventbridge", "events.amazonaws.com"));

  const json& policies = exports()["resource"]["aws_iam_role_policy"];
  const char* exporter = "${aws_iam_role.rds_s3_export.name}";
  const char* machine = "${aws_iam_role.export_state_machine.name}";
  const std::string bucket = "arn:aws:s3:::wellcomecollection-platform-id-minter";
  CHECK(policies["rds_s3_export_s3"] ==
        role_policy(
            "s3-write", exporter,
            {allow({"s3:ListBucket", "s3:GetBucketLocation"}, json::array({bucket})),
             allow({"s3:GetObject", "s3:PutObject*", "s3:DeleteObject", "s3:AbortMultipartUpload"},
                   json::array({bucket + "/*"}))}));
  CHECK(policies["rds_s3_export_kms"] ==
        role_policy("kms-encrypt", exporter,
                    json::array({allow(key_actions, json::array({key_arn}))})));
  CHECK(policies["export_sfn_rds"] ==
        role_policy("rds-export", machine,
                    {allow({"rds:StartExportTask", "rds:DescribeExportTasks"}, "*"),
                     allow("iam:PassRole", export_role_arn), allow(grant_actions, key_arn)}));
  CHECK(policies["export_sfn_sns"] ==
        role_policy("sns-publish", machine,
                    json::array({allow("sns:Publish", "${aws_sns_topic.rds_export_alerts.arn}")})));
  CHECK(policies["export_sfn_logging"] ==
        role_policy("cloudwatch-logs", machine,
                    json::array({allow({"logs:CreateLogDelivery", "logs:GetLogDelivery",
                                        "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
                                        "logs:ListLogDeliveries", "logs:PutResourcePolicy",
                                        "logs:DescribeResourcePolicies", "logs:DescribeLogGroups"},
                                       "*")})));
  CHECK(policies["eventbridge_export_sfn"] ==
        role_policy("start-execution", "${aws_iam_role.eventbridge_export.name}",
                    json::array({allow("states:StartExecution", machine_arn)})));
}

TEST_CASE("the topic, the log, the rule and the machine around its flow are what they were") {
  json resource = exports()["resource"];
  CHECK(resource["aws_sns_topic"]["rds_export_alerts"] ==
        json{{"name", "id-minter-rds-export-alerts"}});
  CHECK(resource["aws_cloudwatch_log_group"]["export_state_machine"] ==
        json{{"name", "/aws/stepfunctions/id-minter-rds-export"}, {"retention_in_days", 30}});
  CHECK(resource["aws_cloudwatch_event_rule"]["backup_completed"] ==
        json{{"name", "id-minter-backup-completed"},
             {"description", "Fires when an AWS Backup job completes for the id-minter vault"},
             {"event_pattern",
              {{"source", {"aws.backup"}},
               {"detail-type", {"Backup Job State Change"}},
               {"detail",
                {{"state", {"COMPLETED"}},
                 {"backupVaultName", {"${aws_backup_vault.id_minter.name}"}}}}}}});
  CHECK(resource["aws_cloudwatch_event_target"]["start_export"] ==
        json{{"rule", "${aws_cloudwatch_event_rule.backup_completed.name}"},
             {"arn", machine_arn},
             {"role_arn", "${aws_iam_role.eventbridge_export.arn}"}});

  json& machine = resource["aws_sfn_state_machine"]["rds_export"];
  const json states = machine["definition"]["States"];
  machine.erase("definition");
  CHECK(machine ==
        json{{"name", "id-minter-rds-export"},
             {"role_arn", machine_role_arn},
             {"logging_configuration",
              {{"level", "ERROR"},
               {"include_execution_data", true},
               {"log_destination", "${aws_cloudwatch_log_group.export_state_machine.arn}:*"}}},
             {"depends_on",
              {"aws_iam_role_policy.export_sfn_rds", "aws_iam_role_policy.export_sfn_sns",
               "aws_iam_role_policy.export_sfn_logging"}}});
  for (const char* name :
       {"StartExportTask", "WaitForExport", "DescribeExportTask", "CheckExportStatus",
        "ExportSucceeded", "NotifyFailure", "ExportFailed"}) {
    INFO(name);
    CHECK(states.contains(name));
  }
}
