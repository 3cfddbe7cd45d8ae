// SPDX-License-Identifier: Apache-2.0
// The rules about calls of the AWS SDK, each broken, and just not broken; and the table behind
// them.
#include <algorithm>
#include <idm_synth/asl/parse.hpp>
#include <idm_synth/core/text.hpp>

#include "support.hpp"
#include "support/catch.hpp"
#include "validate/sdk_actions.hpp"
#include "validate/words.hpp"

using namespace idm_synth;
using namespace idm_synth::test;
using namespace idm_synth::asl::validation;

namespace {

const std::string at_resource = schema + "/States/X/Resource";
const std::string at_parameters = schema + "/States/X/Parameters";
const std::string unknown_path = "warning UNKNOWN_PARAMETER /States/X/Parameters/";

std::string sdk_call(const std::string& action, const std::string& parameters = "{}") {
  return machine(call("aws-sdk:" + action, parameters));
}
std::string sdk_arguments(const std::string& action, const std::string& arguments) {
  return jsonata(R"({"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:)" + action +
                 R"(", "Arguments": )" + arguments + R"(, "End": true})");
}
/// The message and the help of the only finding.
std::string words_of(const std::string& definition) {
  const auto findings = asl::validate(definition);
  return findings.size() == 1 ? findings[0].message + "; " + findings[0].help : lines(findings);
}

bool is_alphanumeric(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

/// The first line of the service that is not as it should be; empty where there is none.
std::string wrong_line(const SdkService& service) {
  std::string_view last;
  for (std::string_view rest = service.actions; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::string{rest};
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    std::string_view parameters = line;
    const std::string_view action = take_word(parameters);
    bool is_right = is_alphanumeric(action) && action.front() == to_lower(action.front()) &&
                    last < action && find_sdk_action(service, action) == parameters;
    last = action;
    while (!parameters.empty()) {
      std::string_view name = take_word(parameters);
      if (name.ends_with('*')) name.remove_suffix(1);
      is_right = is_right && !name.empty() && is_alphanumeric(name) &&
                 name.front() != to_lower(name.front());
    }
    if (!is_right) return std::string{line};
  }
  return "";
}

}  // namespace

TEST_CASE("the table of the SDK's actions is sorted and found in") {
  const auto services = sdk_services();
  REQUIRE(services.size() > 400);
  CHECK(std::is_sorted(
      services.begin(), services.end(),
      [](const SdkService& one, const SdkService& other) { return one.name < other.name; }));
  for (const SdkService& service : services) {
    INFO(service.name);
    CHECK(find_sdk_service(service.name) == &service);
    CHECK(wrong_line(service).empty());
    CHECK_FALSE(find_sdk_action(service, "").has_value());
    CHECK_FALSE(find_sdk_action(service, "aaaa").has_value());
    CHECK_FALSE(find_sdk_action(service, "zzzz").has_value());
  }
  CHECK(find_sdk_service("") == nullptr);
  CHECK(find_sdk_service("aaaa") == nullptr);
  CHECK(find_sdk_service("zzzz") == nullptr);
}

TEST_CASE("services and actions of the SDK") {
  check_all({
      {"an action", sdk_call("s3:listBuckets")},
      {"with a token", sdk_call("s3:listBuckets.waitForTaskToken")},
      {"as a job", sdk_call("s3:listBuckets.sync"), at_resource},
      {"a service that is none", sdk_call("teapot:brew"), at_resource},
      {"a service in capitals", sdk_call("S3:listBuckets"), at_resource},
      {"no service", sdk_call(":listBuckets"), at_resource},
      {"no action", sdk_call("s3:"), at_resource},
      {"no colon", sdk_call("s3"), at_resource},
      {"an action that is none", sdk_call("s3:listBukets"), at_resource},
      {"an action as the service writes it", sdk_call("s3:ListBuckets"), at_resource},
      {"an action of another service", sdk_call("s3:listQueues"), at_resource},
      {"an action and more", sdk_call("s3:listBuckets:v2"), at_resource},
      {"a version in the model's name", sdk_call("cloudfront:listDistributions")},
      {"an acronym first", sdk_call("ses:listIdentities")},
      {"acronyms inside", sdk_call("iam:listSSHPublicKeys")},
      {"what Step Functions leaves out", sdk_call("lambda:invokeAsync"), at_resource},
      {"what streams events", sdk_call("bedrockruntime:converseStream"), at_resource},
      {"what streams bytes", sdk_call("s3:getObject", R"({"Bucket": "b", "Key": "k"})")},
      {"what needs an endpoint", sdk_call("apigatewaymanagementapi:postToConnection"), at_resource},
      {"an action of a service that models no longer have",
       sdk_call("qldb:listLedgers", R"({"any": 1})")},
      {"no action of such a service", sdk_call("qldb:List-Ledgers"), at_resource},
      {"a service of two words",
       sdk_call("cognitoidentityprovider:listUserPools", R"({"MaxResults": 1})")},
      {"a service without its last word", sdk_call("config:describeConfigRules")},
  });
}

TEST_CASE("help with names of the SDK") {
  const std::string models = " (compared with " + std::string{sdk_models()} + ")";
  CHECK(words_of(sdk_call("stepfunctions:listActivities")) ==
        "\"stepfunctions\" is no service of the AWS SDK that a Task can call; did you mean sfn?" +
            models);
  CHECK(words_of(sdk_call("events:putEvents")) ==
        "\"events\" is no service of the AWS SDK that a Task can call; did you mean eventbridge?" +
            models);
  CHECK(words_of(sdk_call("dynamobd:listTables")) ==
        "\"dynamobd\" is no service of the AWS SDK that a Task can call; did you mean dynamodb?" +
            models);
  CHECK(words_of(sdk_call("teapot:brew")) ==
        "\"teapot\" is no service of the AWS SDK that a Task can call; look its name up in the "
        "service's documentation; compared with " +
            std::string{sdk_models()});
  CHECK(words_of(sdk_call("rds:StartExportTask")) ==
        "\"StartExportTask\" is no action of rds that a Task can call; did you mean "
        "startExportTask?" +
            models);
  CHECK(words_of(sdk_call("rds:deleteDBInstance", R"({"DBInstanceIdentifier": "d",
                                                      "DbInstanceIdentifier": "d"})")) ==
        "the action takes no parameter \"DBInstanceIdentifier\"; did you mean "
        "DbInstanceIdentifier?" +
            models);
}

TEST_CASE("required parameters of the SDK") {
  const std::string run = "emrserverless:startJobRun";
  check_all({
      {"one of two", sdk_call("s3:getObject", R"({"Bucket": "b"})"), at_parameters},
      {"both", sdk_call("s3:getObject", R"({"Bucket": "b", "Key": "k"})")},
      {"both, computed", sdk_call("s3:getObject", R"({"Bucket.$": "$.b", "Key.$": "$.k"})")},
      {"none, and a token", sdk_call("sqs:sendMessage.waitForTaskToken"),
       at_parameters + "\n" + at_parameters},
      {"no token of idempotency",
       sdk_call(run, R"({"ApplicationId": "a", "ExecutionRoleArn": "r"})"), at_parameters},
      {"such a token", sdk_call(run, R"({"ApplicationId": "a", "ExecutionRoleArn": "r",
                                         "ClientToken.$": "$.token"})")},
      {"such a token that no call needs",
       sdk_call("backup:createBackupVault", R"({"BackupVaultName": "v"})")},
      {"what the SDK fills in", sdk_call("glacier:listVaults")},
      {"what has two names", sdk_call("s3:copyObject", R"({"SourceBucket": "b", "SourceKey": "k",
                                      "DestinationBucket": "b", "DestinationKey": "k"})")},
      {"one of two in JSONata", sdk_arguments("s3:getObject", R"({"Bucket": "b"})"),
       schema + "/States/X/Arguments"},
      {"both in JSONata",
       sdk_arguments("s3:getObject", R"({"Bucket": "b", "Key": "{% $states.input.key %}"})")},
      {"an expression", sdk_arguments("s3:getObject", R"("{% $states.input %}")")},
      {"of an action that is none", sdk_call("s3:getObjekt"), at_resource},
  });
}

TEST_CASE("unknown parameters of the SDK") {
  const std::string start = R"({"ExportTaskIdentifier": "e", "IamRoleArn": "r", "KmsKeyId": "k",
                                "S3BucketName": "b", "SourceArn": "s", )";
  check_all({
      {"known", sdk_call("rds:startExportTask", start + R"("S3Prefix": "p", "ExportOnly": []})")},
      {"unknown", sdk_call("rds:startExportTask", start + R"("Prefix": "p"})"),
       at_parameters + "/Prefix"},
      {"as the service writes it", sdk_call("rds:startExportTask", start + R"("s3Prefix": "p"})"),
       at_parameters + "/s3Prefix"},
      {"computed", sdk_call("rds:startExportTask", start + R"("Prefix.$": "$.p"})"),
       unknown_path + "Prefix.$"},
      {"known and computed", sdk_call("rds:startExportTask", start + R"("S3Prefix.$": "$.p"})")},
      {"inside of one", sdk_call("dynamodb:scan", R"({"TableName": "t", "any": {"any": 1}})"),
       at_parameters + "/any"},
      {"inside of a known one", sdk_call("s3:listObjectsV2", R"({"Bucket": {"any": 1}})")},
      {"an acronym", sdk_call("s3:headObject", R"({"Bucket": "b", "Key": "k",
                                                   "SseCustomerKeyMD5": "m"})")},
      {"a word of Java", sdk_call("iot:listThings", R"({"Default": 1})"),
       at_parameters + "/Default"},
      {"in JSONata", sdk_arguments("s3:listBuckets", R"({"any": 1})"),
       schema + "/States/X/Arguments/any"},
      {"computed in JSONata", sdk_arguments("s3:listBuckets", R"({"any": "{% 1 %}"})"),
       "warning UNKNOWN_PARAMETER /States/X/Arguments/any"},
      {"of an optimised integration",
       machine(call("sns:publish", R"({"Message": "m", "any": 1})"))},
  });
  const std::string in_template = sdk_call("s3:listBuckets", R"({"${name}": 1})");
  CHECK(lines(asl::validate(in_template)) == at_parameters + "/${name}");
  CHECK(lines(asl::validate(in_template, {.has_placeholders = true})).empty());
}

TEST_CASE("what is only read may call what the models lack") {
  const auto is_read = [](const std::string& call) {
    try {
      (void)asl::parse(json::Tree{sdk_call(call)});
      return true;
    } catch (const asl::DefinitionError&) {
      return false;
    }
  };
  CHECK(is_read("rds:startExportTask"));
  CHECK(is_read("rds:startExports"));
  CHECK(is_read("newservice:doThat.waitForTaskToken"));
  CHECK_FALSE(is_read("newservice:DoThat"));
  CHECK_FALSE(is_read("rds:StartExportTask"));
  CHECK_FALSE(is_read(":doThat"));
  CHECK_FALSE(is_read("New:doThat"));
  CHECK_FALSE(is_read("newservice:doThat.sync"));
}
