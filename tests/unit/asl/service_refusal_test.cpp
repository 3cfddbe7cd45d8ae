// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/service_refusal.hpp>
#include <string>

#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;

namespace {

constexpr const char* start = "arn:aws:states:::aws-sdk:rds:startExportTask";
constexpr const char* describe_exports = "arn:aws:states:::aws-sdk:rds:describeExportTasks";
constexpr const char* publish = "arn:aws:states:::sns:publish";
constexpr const char* sdk_publish = "arn:aws:states:::aws-sdk:sns:publish";

/// "error: cause", with "runtime " in front where Step Functions refuses; empty where AWS looks
/// further.
std::string refusal(const char* resource, const std::string& parameters) {
  const json::Tree tree{parameters};
  const std::string problem = parameters_problem(resource, tree.root());
  if (!problem.empty()) return "runtime " + problem;
  const auto refused = refuse(resource, tree.root());
  return refused ? refused->error.value() + ": " + refused->cause.value() : "";
}

/// A legal StartExportTask with one parameter replaced, as JSON.
std::string started(const std::string& name, const std::string& value) {
  const std::pair<const char*, const char*> legal[] = {
      {"ExportTaskIdentifier", R"("identifiers-export-1")"},
      {"SourceArn", R"("arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:awsbackup:job-1")"},
      {"S3BucketName", R"("a-bucket")"},
      {"IamRoleArn", R"("${aws_iam_role.export.arn}")"},
      {"KmsKeyId", R"("alias/export")"},
  };
  std::string members;
  for (const auto& [key, text] : legal) {
    if (key != name) members += "\"" + std::string{key} + "\": " + text + ", ";
  }
  return "{" + members + "\"" + name + "\": " + value + "}";
}

std::string start_refusal(const std::string& name, const std::string& value) {
  return refusal(start, started(name, value));
}

const std::string tail =
    " (Service: Rds, Status Code: 400, Request ID: 00000000-0000-0000-0000-000000000000)";

}  // namespace

TEST_CASE("Step Functions reads what it worked out as a template again", "[asl][service_refusal]") {
  constexpr const char* invoke = "arn:aws:states:::lambda:invoke.waitForTaskToken";
  const std::string recorded =
      "runtime The value for the field 'taskToken.$' must be a valid JSONPath or a valid intrinsic "
      "function call";
  CHECK(refusal(invoke, R"({"FunctionName": "f", "Payload": {"taskToken.$": "AQCwAAAAKg=="}})") ==
        recorded);
  CHECK(refusal(invoke,
                R"({"FunctionName": "f", "Payload": [{"a.$": "$.a"}, {"taskToken.$": 1}]})") ==
        recorded);
  for (const char* value : {"$.a", "$$.Task.Token", "States.UUID()", "${token}"}) {
    CAPTURE(value);
    CHECK(refusal(invoke,
                  R"({"FunctionName": "f", "Payload": {"a.$": ")" + std::string{value} + "\"}}")
              .empty());
  }
  CHECK(refusal("arn:aws:lambda:eu-west-1:111122223333:function:f", R"({"a.$": "x"})").empty());
}

TEST_CASE("RDS refuses an export identifier", "[asl][service_refusal]") {
  const std::string illegal =
      "Rds.RdsException: The parameter ExportTaskIdentifier is not a valid identifier. Identifiers "
      "must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must "
      "not end with a hyphen or contain two consecutive hyphens." +
      tail;
  for (const std::string id : {"1a", "a_b", "a-", "a--b", "-a", "a b", "é"}) {
    CHECK(start_refusal("ExportTaskIdentifier", "\"" + id + "\"") == illegal);
  }
  CHECK(start_refusal("ExportTaskIdentifier", "\"" + std::string(61, 'a') + "\"") ==
        "Rds.RdsException: The parameter ExportTaskIdentifier is not a valid identifier because it "
        "is longer than 60 characters." +
            tail);
  CHECK(start_refusal("ExportTaskIdentifier", "\"" + std::string(60, 'a') + "\"").empty());
  CHECK(start_refusal("ExportTaskIdentifier", R"("A-1-b")").empty());
  CHECK(start_refusal("ExportTaskIdentifier", R"("")") ==
        "Rds.RdsException: The parameter ExportTaskIdentifier must be provided and must not be "
        "blank." +
            tail);
}

TEST_CASE("RDS exports snapshots and clusters only", "[asl][service_refusal]") {
  const std::string arn = "arn:aws:rds:eu-west-1:111122223333:";
  for (const std::string rest :
       {"snapshot:rds:db-2026", "cluster-snapshot:awsbackup:job-1", "cluster:identifiers"}) {
    CHECK(start_refusal("SourceArn", "\"" + arn + rest + "\"").empty());
  }
  CHECK(start_refusal("SourceArn", R"("${var.snapshot}")").empty());
  for (const std::string& other :
       {arn + "db:identifiers", arn + "cluster-snapshot:", arn + "cluster-snapshot",
        std::string{"arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:cluster-1"},
        std::string{"none"}, std::string{"arn:aws:rds::111122223333:cluster:identifiers"}}) {
    CHECK(start_refusal("SourceArn", "\"" + other + "\"") ==
          "Rds.RdsException: The specified resource name does not match an RDS resource in this "
          "region." +
              tail);
  }
}

TEST_CASE("RDS refuses where an export goes to", "[asl][service_refusal]") {
  CHECK(start_refusal("S3Prefix", R"("exports/it's here")").empty());
  CHECK(start_refusal("S3Prefix", R"("a:b")") ==
        "Rds.RdsException: The parameter S3Prefix must not contain a colon." + tail);
  CHECK(start_refusal("ExportOnly", R"(["db", "db.table", "db.schema.table"])").empty());
  for (const std::string part : {"", ".a", "a.", "a..b", "a.b.c.d"}) {
    CHECK(start_refusal("ExportOnly", "[\"" + part + "\"]") ==
          "Rds.InvalidExportOnlyException: The export is invalid." + tail);
  }
  for (const std::string bucket : {"Up", "Upper", "-a-b", "a_bucket"}) {
    CHECK(start_refusal("S3BucketName", "\"" + bucket + "\"")
              .find("Rds.InvalidS3BucketException: ") == 0);
  }
}

TEST_CASE("Step Functions refuses what it cannot send", "[asl][service_refusal]") {
  CHECK(start_refusal("S3prefix", R"("a")") ==
        "runtime The field \"S3prefix\" is not supported by Step Functions");
  CHECK(start_refusal("KmsKeyId", "1") ==
        "runtime The value for the field 'KmsKeyId' must be a STRING");
  CHECK(start_refusal("ExportOnly", "[1]") ==
        "runtime The value for the field 'ExportOnly' must be an ARRAY");
  CHECK(refusal(start, R"({"SourceArn": "a", "S3BucketName": "b", "IamRoleArn": "c"})") ==
        "runtime The field 'ExportTaskIdentifier' is required but was missing, The "
        "field 'KmsKeyId' is required but was missing");
  CHECK(refusal("arn:aws:states:::aws-sdk:rds:cancelExportTask", "{}") ==
        "runtime The field 'ExportTaskIdentifier' is required but was missing");
}

TEST_CASE("RDS refuses how exports are asked for", "[asl][service_refusal]") {
  CHECK(refusal(describe_exports, "{}").empty());
  CHECK(refusal(describe_exports, R"({"MaxRecords": 20, "SourceType": "CLUSTER"})").empty());
  CHECK(refusal(describe_exports, R"({"MaxRecords": 19})") ==
        "Rds.RdsException: Invalid value 19 for MaxRecords. Must be between 20 and 100" + tail);
  CHECK(refusal(describe_exports, R"({"MaxRecords": 101})").find("Invalid value 101") !=
        std::string::npos);
  CHECK(refusal(describe_exports, R"({"SourceType": "cluster"})").find("SNAPSHOT or CLUSTER") !=
        std::string::npos);
}

TEST_CASE("SNS refuses a message", "[asl][service_refusal]") {
  const auto published = [](const std::string& members) {
    const std::string text =
        refusal(publish, R"({"TopicArn": "${aws_sns_topic.a.arn}", )" + members + "}");
    return text.substr(0, text.find(" (Service: AmazonSNS; Status Code: 400; "));
  };
  CHECK(published(R"("Message": "m", "Subject": "A subject, no more")").empty());
  CHECK(published(R"("Message": {"a": 1})").empty());
  CHECK(published(R"("Message": "")") ==
        "SNS.InvalidParameterException: Invalid parameter: Empty "
        "message");
  CHECK(published("\"Message\": \"" + std::string(262'144, 'm') + "\"").empty());
  CHECK(published("\"Message\": \"" + std::string(262'145, 'm') + "\"") ==
        "SNS.InvalidParameterException: Invalid parameter: Message too long");
  const std::string subject = "SNS.InvalidParameterException: Invalid parameter: Subject";
  CHECK(published("\"Message\": \"m\", \"Subject\": \"" + std::string(99, 's') + "\"").empty());
  for (const std::string& text :
       {std::string{}, std::string{"two\\nlines"}, std::string{"caf\\u00e9"},
        std::string{" blank first"}, std::string{"tab\\t"}, std::string(100, 's')}) {
    CHECK(published("\"Message\": \"m\", \"Subject\": \"" + text + "\"") == subject);
  }
  CHECK(published(R"("Message": "m", "Subjekt": "s")") ==
        "runtime The field \"Subjekt\" is not supported by Step Functions");
}

TEST_CASE("SNS refuses a message for several protocols without a default",
          "[asl][service_refusal]") {
  const auto published = [](const std::string& message) {
    const std::string text =
        refusal(publish, R"({"TopicArn": "${a.arn}", "MessageStructure": "json", "Message": )" +
                             message + "}");
    return text.substr(0, text.find(" (Service: AmazonSNS; Status Code: 400; "));
  };
  const std::string prefix =
      "SNS.InvalidParameterException: Invalid parameter: Message Structure - ";
  for (const char* message : {R"("{\"default\": \"d\", \"sms\": \"s\"}")", R"({"default": "d"})",
                              R"("${jsonencode(local.message)}")"}) {
    CHECK(published(message).empty());
  }
  for (const char* message :
       {R"("plain")", R"("[]")", R"("null")", R"("{\"default\": \"d\"} }")"}) {
    CHECK(published(message) == prefix + "JSON message body failed to parse");
  }
  for (const char* message : {R"("{\"sms\": \"s\"}")", R"({"default": {}})"}) {
    CHECK(published(message) == prefix + "No default entry in JSON message body");
  }
}

TEST_CASE("SNS needs a group for a message to a FIFO topic", "[asl][service_refusal]") {
  const std::string prefix =
      R"({"Message": "m", "TopicArn": "arn:aws:sns:eu-west-1:111122223333:alerts.fifo")";
  CHECK(refusal(publish, prefix + R"(, "MessageGroupId": "alerts"})").empty());
  CHECK(refusal(publish, prefix + "}")
            .starts_with("SNS.InvalidParameterException: Invalid parameter: The MessageGroupId "
                         "parameter is required for FIFO topics (Service: AmazonSNS; "));
}

TEST_CASE("SNS needs somewhere to publish to", "[asl][service_refusal]") {
  CHECK(refusal(publish, R"({"PhoneNumber": "+44", "Message": "m"})").empty());
  CHECK(refusal(sdk_publish, R"({"Message": "m"})") ==
        "Sns.InvalidParameterException: Invalid parameter: TopicArn or TargetArn Reason: no value "
        "for required parameter (Service: Sns, Status Code: 400, Request ID: "
        "00000000-0000-0000-0000-000000000000)");
  CHECK(refusal(publish, R"({"Message": "m", "TopicArn": "topic"})") ==
        "SNS.InvalidParameterException: Invalid parameter: TopicArn Reason: An ARN must have at "
        "least 6 elements, not 1 (Service: AmazonSNS; Status Code: 400; Error Code: "
        "InvalidParameter; Request ID: 00000000-0000-0000-0000-000000000000; Proxy: null)");
  CHECK(refusal(sdk_publish, R"({"TopicArn": "${a.b}", "Message": {}})") ==
        "runtime The value for the field 'Message' must be a STRING");
  CHECK(refusal("arn:aws:states:::sns:publish.waitForTaskToken", "{}") ==
        "runtime The field 'Message' is required but was missing");
}

TEST_CASE("Lambda takes a task token in the payload, not beside it", "[asl][service_refusal]") {
  constexpr const char* invoke = "arn:aws:states:::lambda:invoke.waitForTaskToken";
  CHECK(refusal(invoke, R"({"FunctionName": "f", "Payload": {"TaskToken": "t"}})").empty());
  CHECK(refusal(invoke, R"({"FunctionName": "f", "Payload": {}, "TaskToken": "t"})") ==
        R"(runtime The field "TaskToken" is not supported by Step Functions)");
  CHECK(refusal("arn:aws:states:::lambda:invoke", R"({"FunctionName": 1})") ==
        "runtime The value for the field 'FunctionName' must be a STRING");
}

TEST_CASE("nothing is said of other calls", "[asl][service_refusal]") {
  CHECK(refusal("arn:aws:states:::sqs:sendMessage", R"({"any": 1})").empty());
  CHECK(refusal("arn:aws:lambda:eu-west-1:1:function:f", R"({"any": 1})").empty());
  CHECK(refusal("arn:aws:states:::aws-sdk:rds:describeDBClusters", R"({"any": 1})").empty());
}
