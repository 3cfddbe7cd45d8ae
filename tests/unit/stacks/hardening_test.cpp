// SPDX-License-Identifier: Apache-2.0
// The hardened profile.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "stacks/export_machine.hpp"
#include "support/catch.hpp"
#include "support/snapshot.hpp"
#include "unit/stacks/synthesized.hpp"

namespace {

using namespace idm_synth;
using namespace idm_synth::stacks;
using nlohmann::json;
using test::hardened_deployment;

json file(const Config& config, const std::string& name) {
  return json::parse(test::synthesized(config).at(name));
}

json exports(const Config& config = hardened_deployment()) {
  return file(config, "export_id_minter.tf.json");
}

std::vector<std::string> problems(const Config& config) {
  App app;
  define(app, config);
  std::vector<std::string> result;
  for (const Diagnostic& found : diagnose(app)) {
    result.push_back(found.code + " " + found.address + ": " + found.summary);
  }
  return result;
}

using Texts = std::vector<std::string>;

/// The statements of a document that allow the action.
std::vector<json> allowing(const json& document, const std::string& action) {
  std::vector<json> result;
  for (const json& statement : document["Statement"]) {
    const json& actions = statement["Action"];
    const bool has = actions.is_array()
                         ? std::find(actions.begin(), actions.end(), action) != actions.end()
                         : actions == action;
    if (has) result.push_back(statement);
  }
  return result;
}

}  // namespace

TEST_CASE("the files of the hardened profile") {
  const auto files = test::synthesized(hardened_deployment());
  REQUIRE(files.size() == 2);
  CHECK_SNAPSHOT(files.at("backup_id_minter.tf.json"), "hardened/backup_id_minter.tf.json");
  CHECK_SNAPSHOT(files.at("export_id_minter.tf.json"), "hardened/export_id_minter.tf.json");
}

TEST_CASE("grants of the export key are for services only, everywhere") {
  const json locals = exports()["locals"];
  int grants = 0;
  for (const auto& [name, document] : locals.items()) {
    if (!document.contains("Statement")) continue;
    for (const json& statement : allowing(document, "kms:CreateGrant")) {
      INFO(name);
      CHECK(statement["Action"] == "kms:CreateGrant");
      CHECK(statement["Condition"]["Bool"]["kms:GrantIsForAWSResource"] == "true");
      ++grants;
    }
  }
  CHECK(grants == 4);
  CHECK(allowing(locals["rds_s3_export_kms_document"], "kms:Decrypt").size() == 1);
}

TEST_CASE("the machine exports nothing but what AWS Backup makes") {
  const json document = exports()["locals"]["export_sfn_rds_document"];
  const auto start = allowing(document, "rds:StartExportTask");
  REQUIRE(start.size() == 1);
  CHECK(start[0]["Resource"] ==
        "arn:aws:rds:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}"
        ":cluster-snapshot:awsbackup:*");
  const auto pass = allowing(document, "iam:PassRole");
  REQUIRE(pass.size() == 1);
  CHECK(pass[0].contains("Condition"));
}

TEST_CASE("the role of the machine is for that machine only") {
  const json file = exports();
  const std::string name = file["resource"]["aws_sfn_state_machine"]["rds_export"]["name"];
  const json statement = file["locals"]["export_state_machine_trust_document"]["Statement"][0];
  CHECK(statement["Condition"]["ArnEquals"]["aws:SourceArn"] ==
        "arn:aws:states:${data.aws_region.current.name}:"
        "${data.aws_caller_identity.current.account_id}:stateMachine:" +
            name);
}

TEST_CASE("no role is allowed all of a service, and few things by a pattern") {
  const json file = exports();
  const auto listed = [](const json& value) { return value.is_array() ? value : json{value}; };
  std::set<std::string> patterns;
  for (const auto& [name, policy] : file["resource"]["aws_iam_role_policy"].items()) {
    INFO(name);
    for (const json& statement : file["locals"].at(name + "_document").at("Statement")) {
      for (const std::string action : listed(statement["Action"])) {
        if (action.find('*') != std::string::npos) patterns.insert(action);
      }
    }
  }
  CHECK(patterns == std::set<std::string>{"kms:GenerateDataKey*", "s3:PutObject*"});
}

TEST_CASE("every target has the queue behind it, and the queue takes from every rule") {
  const json file = exports();
  const json targets = file["resource"]["aws_cloudwatch_event_target"];
  CHECK(targets.size() == 3);
  for (const auto& [name, target] : targets.items()) {
    INFO(name);
    CHECK(target["dead_letter_config"]["arn"] == "${aws_sqs_queue.undelivered_events.arn}");
  }
  const json sources = file["locals"]["undelivered_events_queue_policy_document"]["Statement"][1]
                           ["Condition"]["ArnEquals"]["aws:SourceArn"];
  const json rules = file["resource"]["aws_cloudwatch_event_rule"];
  CHECK(sources.size() == rules.size());
  for (const auto& [name, rule] : rules.items()) {
    INFO(name);
    const std::string end = ":rule/" + rule["name"].get<std::string>();
    CHECK(std::any_of(sources.begin(), sources.end(), [&](const std::string& source) {
      return source.size() > end.size() && source.substr(source.size() - end.size()) == end;
    }));
  }
}

TEST_CASE("every alarm's name is one that the key and the topic admit") {
  const json file = exports();
  const json locals = file["locals"];
  for (const char* name :
       {"rds_export_alerts_key_policy_document", "rds_export_alerts_topic_policy_document"}) {
    const std::string source =
        locals[name]["Statement"][2]["Condition"]["ArnLike"]["aws:SourceArn"];
    const std::string pattern = source.substr(source.rfind(':') + 1);
    REQUIRE(pattern == "id-minter-*");
    for (const auto& [alarm, body] : file["resource"]["aws_cloudwatch_metric_alarm"].items()) {
      CHECK(body["alarm_name"].get<std::string>().rfind("id-minter-", 0) == 0);
      CHECK(body["alarm_actions"] == json{"${aws_sns_topic.rds_export_alerts.arn}"});
    }
  }
}

TEST_CASE("what the machine says of itself is what the rule leaves out") {
  const json file = exports();
  const json filter =
      file["locals"]["export_ended_pattern_document"]["detail"]["cause"][2]["anything-but"];
  const json states = file["locals"]["rds_export_definition_document"]["States"];
  CHECK(filter["wildcard"] ==
        "*" + states["NotifyFailure"]["Assign"]["alert"].get<std::string>() + "*");
  // The cause shows the variable; a failed publication gives it another text.
  CHECK(states["ExportFailed"]["CausePath"].get<std::string>().find("$alert") != std::string::npos);
  CHECK(states["NotifyFailure"]["Catch"][0]["Assign"]["alert"].get<std::string>().find(
            std::string{alert_published}) == std::string::npos);
}

TEST_CASE("the alarm about missing exports lasts as long as the configuration says") {
  Config config = hardened_deployment();
  config.longest_silence = std::chrono::hours{84};
  const json alarm = exports(config)["resource"]["aws_cloudwatch_metric_alarm"]["export_overdue"];
  CHECK(alarm["evaluation_periods"] == 84);
  CHECK(alarm["alarm_description"] == "No export has completed for 84 hours.");
  config.longest_silence = std::chrono::hours{169};
  CHECK(problems(config) ==
        Texts{"alarm-window aws_cloudwatch_metric_alarm.export_overdue: "
              "aws_cloudwatch_metric_alarm looks back over 169 periods of 3600 seconds"});
}

TEST_CASE("the vault may be locked") {
  const auto lock = [](VaultLocking locking, int retention) {
    Config config = hardened_deployment();
    config.vault_locking = locking;
    config.retention_days = retention;
    const json resource = file(config, "backup_id_minter.tf.json")["resource"];
    return resource.contains("aws_backup_vault_lock_configuration")
               ? resource["aws_backup_vault_lock_configuration"]["id_minter"]
               : json{};
  };
  const char* vault = "${aws_backup_vault.id_minter.name}";
  CHECK(lock(VaultLocking::none, 30) == json{});
  CHECK(lock(VaultLocking::governance, 30) ==
        json{{"backup_vault_name", vault}, {"min_retention_days", 30}});
  CHECK(lock(VaultLocking::compliance, -1) ==
        json{{"backup_vault_name", vault},
             {"changeable_for_days", 14},
             {"lifecycle", {{"ignore_changes", {"changeable_for_days"}}}}});
}

TEST_CASE("a profile that does not go with the rest is reported") {
  Config config = hardened_deployment();
  config.alert_subscriptions = {};
  CHECK(problems(config) == Texts{"config-profile aws_sns_topic.rds_export_alerts: the hardened "
                                  "profile has nobody to tell of a failure"});
  config = {};
  config.vault_locking = VaultLocking::governance;
  CHECK(problems(config) == Texts{"config-profile aws_sns_topic.rds_export_alerts: the default "
                                  "profile has no vault lock"});
  config = {};
  config.longest_silence = std::chrono::hours{30};
  CHECK(problems(config) == Texts{"config-profile aws_sns_topic.rds_export_alerts: the default "
                                  "profile has no alarm about missing exports"});
}

TEST_CASE("the longest name prefix that the default profile takes will do") {
  Config config = hardened_deployment();
  config.name_prefix = std::string(37, 'a');
  CHECK(problems(config).empty());
}
