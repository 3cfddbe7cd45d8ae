// SPDX-License-Identifier: Apache-2.0
// What an alert is made of: it makes no difference, but where it does.
#include <idm_synth/asl/mock_config.hpp>

#include "support.hpp"

using namespace idm_synth;
using idm_synth::test::verified;
using idm_synth::test::violated;

namespace {

const std::string nothing = R"("said": "nothing")";
const std::string text = R"("said.$": "$.text")";
const std::string formatted =
    R"json("Message.$": "States.Format('It {}: {}', 'failed', $said)")json";

/// A loop of three calls, each of which assigns `then`. At its end, and when a call fails, the
/// alert is made of `message`. Each argument is a member: R"("Message": "failed")".
asl::VerifyResult told(const std::string& first, const std::string& then,
                       const std::string& message) {
  static const asl::ListedOutcomes outcomes{
      R"({"Call": [{"Return": {"text": "one"}}, {"Return": {"text": "two"}}]})"};
  asl::VerifyOptions options;
  options.outcomes = &outcomes;
  return verified(R"({"StartAt": "First", "States": {
      "First": {"Type": "Pass", "Assign": {"turns": 0, )" +
                      first + R"(}, "Next": "Call"},
      "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 10,
          "Parameters": {"FunctionName": "f"},
          "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Alert"}], "Next": "Then"},
      "Then": {"Type": "Pass", "Assign": {)" +
                      then + R"json(, "turns.$": "States.MathAdd($turns, 1)"}, "Next": "Enough"},
      "Enough": {"Type": "Choice", "Choices": [{"Variable": "$turns", "NumericEquals": 3,
          "Next": "Alert"}], "Default": "Call"},
      "Alert": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "TimeoutSeconds": 5,
          "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:111122223333:alerts", )json" +
                      message + R"(},
          "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 300, "BackoffRate": 1}],
          "Next": "Failed"},
      "Failed": {"Type": "Fail", "Error": "Failed"}}})",
                  options);
}

}  // namespace

TEST_CASE("what people are told makes no configurations of its own", "[explorer]") {
  const asl::VerifyResult constant = told(nothing, nothing, R"("Message": "failed")");
  const asl::VerifyResult each = told(nothing, text, formatted);
  CHECK(violated(each).empty());
  CHECK(each.configurations == constant.configurations);
  CHECK(told(nothing, text, R"("Message.$": "$said")").configurations == constant.configurations);
}

TEST_CASE("a text that something else reads makes configurations", "[explorer]") {
  const std::size_t told_only = told(nothing, text, formatted).configurations;
  const std::string structured =
      R"json("MessageStructure": "json",
             "Message.$": "States.Format('\\{\"default\": \"{}\"\\}', $said)")json";
  for (const std::string& message :
       {formatted + R"(, "Subject.$": "$said")", structured,
        formatted + R"json(, "MessageGroupId.$": "States.Format('{}', $said)")json"}) {
    INFO(message);
    const asl::VerifyResult result = told(nothing, text, message);
    CHECK(violated(result).empty());
    CHECK(result.configurations > told_only);
  }
}

TEST_CASE("what people are told may be what cannot be published", "[explorer]") {
  CHECK(violated(told(nothing, R"("said": "")", R"("Message.$": "$said")")) == "alert");
  CHECK(violated(told(nothing, R"("said": ")" + std::string(300'000, 'x') + '"', formatted)) ==
        "alert");
  CHECK(violated(told(R"("said": "{}")", R"("said": "{} {}")",
                      R"json("Message.$": "States.Format($said, 1)")json")) == "alert");
}

TEST_CASE("what RDS says of a failure is no subject", "[explorer]") {
  const auto refused = [](const std::string& told) {
    const asl::VerifyResult result = verified(R"({"StartAt": "Start", "States": {
        "Start": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rds:startExportTask",
            "Parameters": {"SourceArn.$": "$.resources[0]", "ExportTaskIdentifier": "export",
                "S3BucketName": "bucket", "KmsKeyId": "key",
                "IamRoleArn": "arn:aws:iam::111122223333:role/export"},
            "TimeoutSeconds": 60, "Next": "Describe"},
        "Describe": {"Type": "Task",
            "Resource": "arn:aws:states:::aws-sdk:rds:describeExportTasks",
            "Parameters": {"ExportTaskIdentifier": "export"}, "TimeoutSeconds": 60,
            "Next": "Check"},
        "Check": {"Type": "Choice", "Choices": [
            {"Variable": "$.ExportTasks[0].FailureCause", "IsPresent": true, "Next": "Alert"}],
            "Default": "Failed"},
        "Alert": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "TimeoutSeconds": 5,
            "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:111122223333:alerts", )" +
                                              told + R"(},
            "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 300, "BackoffRate": 1}],
            "Next": "Failed"},
        "Failed": {"Type": "Fail", "Error": "Failed"}}})");
    return test::find(result, "alert", "Alert", "SNS.InvalidParameterException") != nullptr;
  };
  const std::string cause = R"(.$": "$.ExportTasks[0].FailureCause")";
  CHECK(refused(R"("Message": "failed", "Subject)" + cause));
  CHECK_FALSE(refused(R"("Message)" + cause));
}
