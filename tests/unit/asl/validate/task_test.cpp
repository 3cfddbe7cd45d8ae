// SPDX-License-Identifier: Apache-2.0
// The rules about a Task, what it calls, and what happens when that fails: each broken, and just
// not broken.
#include "support.hpp"

#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::test;

namespace {

std::string retry(const std::string& fields) {
  return machine(task(R"("Retry": [{"ErrorEquals": ["A"], )" + fields + R"("Comment": "c"}], )"));
}
std::string handlers(const std::string& field, const std::string& first, const std::string& last) {
  const std::string next = field == "Catch" ? R"(, "Next": "Y")" : "";
  return R"({"StartAt": "X", "States": {"X": {"Type": "Task", "Next": "Y", "Resource": )"
         R"("arn:aws:lambda:eu-west-1:123456789012:function:f", ")" +
         field + R"(": [{"ErrorEquals": )" + first + next + R"(}, {"ErrorEquals": )" + last + next +
         R"(}]}, "Y": {"Type": "Succeed"}}})";
}

}  // namespace

TEST_CASE("Task") {
  const auto calls = [](const std::string& arn) {
    return machine(R"({"Type": "Task", "Resource": ")" + arn + R"(", "Parameters": {
        "JobName": "j", "Key": {}, "Message": "m", "StateMachineArn": "s", "TableName": "t"},
        "End": true})");
  };
  const std::string refused = "error SCHEMA_VALIDATION_FAILED /States/X/Resource";
  check_all({
      {"no resource", machine(R"({"Type": "Task", "End": true})"), schema + "/States/X"},
      {"no string", machine(R"({"Type": "Task", "Resource": 1, "End": true})"),
       schema + "/States/X/Resource"},
      {"no ARN", calls("publish"), refused},
      {"half an ARN", calls("arn:aws:states"), refused},
      {"a function", calls("arn:aws:lambda:eu-west-1:123456789012:function:f:1")},
      {"a function in China", calls("arn:aws-cn:lambda:cn-north-1:123456789012:function:f")},
      {"an activity", calls("arn:aws:states:eu-west-1:123456789012:activity:a")},
      {"a topic", calls("arn:aws:sns:eu-west-1:123456789012:t"), refused},
      {"an optimised integration", calls("arn:aws:states:::dynamodb:getItem")},
      {"an unknown action", calls("arn:aws:states:::dynamodb:query"), refused},
      {"an unknown service", calls("arn:aws:states:::teapot:brew"), refused},
      {"what only a reader calls", calls("arn:aws:states:::s3:getObject"), refused},
      {"an agent", calls("arn:aws:states:::bedrockagentcore:invokeHarness")},
      {"a job", calls("arn:aws:states:::glue:startJobRun.sync")},
      {"a job that cannot be waited for", calls("arn:aws:states:::sns:publish.sync"), refused},
      {"a child", calls("arn:aws:states:::states:startExecution.sync:2")},
      {"an unknown pattern", calls("arn:aws:states:::sns:publish.async"), refused},
      {"both timeouts", machine(task(R"("TimeoutSeconds": 1, "TimeoutSecondsPath": "$.t", )")),
       schema + "/States/X/TimeoutSecondsPath"},
      {"both heartbeats",
       machine(task(R"("HeartbeatSeconds": 1, "HeartbeatSecondsPath": "$.t", )")),
       schema + "/States/X/HeartbeatSecondsPath"},
      {"timeout 0", machine(task(R"("TimeoutSeconds": 0, )")), schema + "/States/X/TimeoutSeconds"},
      {"timeout 1", machine(task(R"("TimeoutSeconds": 1, )"))},
      {"heartbeat as long as the timeout",
       machine(task(R"("TimeoutSeconds": 5, "HeartbeatSeconds": 5, )")),
       schema + "/States/X/HeartbeatSeconds"},
      {"heartbeat below the timeout",
       machine(task(R"("TimeoutSeconds": 5, "HeartbeatSeconds": 4, )"))},
      {"credentials", machine(task(R"("Credentials": {"RoleArn": "arn:aws:iam::1:role/r"}, )"))},
      {"computed credentials", machine(task(R"("Credentials": {"RoleArn.$": "$.role"}, )"))},
      {"empty credentials", machine(task(R"("Credentials": {}, )")),
       schema + "/States/X/Credentials"},
      {"credentials of an activity",
       machine(R"({"Type": "Task", "Resource": "arn:aws:states:eu-west-1:123456789012:activity:a",
                   "Credentials": {"RoleArn": "arn:aws:iam::1:role/r"}, "End": true})"),
       schema + "/States/X/Credentials"},
      {"credentials in JSONata",
       jsonata(task(R"("Credentials": {"RoleArn": "{% $states.input.role %}"}, )"))},
  });
}

TEST_CASE("parameters of a call") {
  const auto bare = [](const std::string& integration) {
    return R"({"Type": "Task", "Resource": "arn:aws:states:::)" + integration +
           R"(", "End": true})";
  };
  const auto arguments = [](const std::string& value) {
    return jsonata(R"({"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
                       "Arguments": )" +
                   value + R"(, "End": true})");
  };
  const std::string in_parameters = schema + "/States/X/Parameters";
  const std::string in_arguments = schema + "/States/X/Arguments";
  check_all({
      {"none", machine(bare("sns:publish")), schema + "/States/X/Resource"},
      {"none for the SDK", machine(bare("aws-sdk:s3:listBuckets")), schema + "/States/X/Resource"},
      {"none in JSONata", jsonata(bare("sns:publish")), schema + "/States/X/Resource"},
      {"none for an unknown call", machine(bare("sns:pubish")), schema + "/States/X/Resource"},
      {"empty", machine(call("aws-sdk:s3:listBuckets"))},
      {"an array", machine(call("aws-sdk:s3:listBuckets", "[]")), in_parameters},
      {"one of two", machine(call("sqs:sendMessage", R"({"QueueUrl": "q"})")), in_parameters},
      {"both", machine(call("sqs:sendMessage", R"({"QueueUrl": "q", "MessageBody": {}})"))},
      {"both, computed",
       machine(call("sqs:sendMessage", R"({"QueueUrl.$": "$.q", "MessageBody.$": "$.m"})"))},
      {"neither, and a token", machine(call("sqs:sendMessage.waitForTaskToken")),
       in_parameters + "\n" + in_parameters},
      {"a function", machine(call("lambda:invoke", R"({"Payload": {}})")), in_parameters},
      {"a child", machine(call("states:startExecution.sync:2")), in_parameters},
      {"both in JSONata", arguments(R"({"QueueUrl": "q", "MessageBody": "m"})")},
      {"one of two in JSONata", arguments(R"({"QueueUrl": "q"})"), in_arguments},
      {"a path in JSONata", arguments(R"({"QueueUrl": "q", "MessageBody.$": "$.m"})"),
       in_arguments},
      {"an expression", arguments(R"("{% $states.input.request %}")")},
      {"a function by its ARN", machine(task(""))},
  });
  CHECK(lines(asl::validate(machine(call("sns:publish", R"("${parameters}")")),
                            {.has_placeholders = true}))
            .empty());
}

TEST_CASE("express machines") {
  const auto express = [](const std::string& state) {
    return lines(asl::validate(machine(state), {.type = asl::MachineType::express}));
  };
  const auto calls = [](const std::string& arn) {
    return R"({"Type": "Task", "Resource": ")" + arn + R"(", "Parameters": {
        "JobName": "j", "Message": "m", "MessageBody": "m", "QueueUrl": "q",
        "StateMachineArn": "s"}, "End": true})";
  };
  const std::string refused = "error SCHEMA_VALIDATION_FAILED /States/X/Resource";
  CHECK(express(calls("arn:aws:lambda:eu-west-1:123456789012:function:f")).empty());
  CHECK(express(calls("arn:aws:states:::glue:startJobRun.sync")) == refused);
  CHECK(express(calls("arn:aws:states:::states:startExecution.sync:2")) == refused);
  CHECK(express(calls("arn:aws:states:::sqs:sendMessage.waitForTaskToken")) == refused);
  CHECK(express(call("aws-sdk:s3:listBuckets.waitForTaskToken")) == refused);
  CHECK(express(calls("arn:aws:states:eu-west-1:123456789012:activity:a")) == refused);
  CHECK(express(map("")).empty());
  CHECK(express(distributed("")) == schema + "/States/X/ItemProcessor/ProcessorConfig/Mode");
}

TEST_CASE("Retry and Catch") {
  const std::string at = "/States/X/Retry/0";
  check_all({
      {"empty", machine(task(R"("Retry": [], "Catch": [], )"))},
      {"no array", machine(task(R"("Retry": {}, )")), schema + "/States/X/Retry"},
      {"all", retry(R"("IntervalSeconds": 1, "MaxAttempts": 0, "BackoffRate": 1.0,
                       "MaxDelaySeconds": 2, "JitterStrategy": "FULL", )")},
      {"no errors", machine(task(R"("Retry": [{}], )")), schema + at},
      {"empty errors", machine(task(R"("Retry": [{"ErrorEquals": []}], )")),
       schema + at + "/ErrorEquals"},
      {"errors as text", machine(task(R"("Retry": [{"ErrorEquals": "A"}], )")),
       schema + at + "/ErrorEquals"},
      {"errors as numbers", machine(task(R"("Retry": [{"ErrorEquals": [1]}], )")),
       schema + at + "/ErrorEquals/0"},
      {"no interval", retry(R"("IntervalSeconds": 0, )"),
       "warning ZERO_SECONDS " + at + "/IntervalSeconds"},
      {"less than no interval", retry(R"("IntervalSeconds": -1, )"),
       schema + at + "/IntervalSeconds"},
      {"less than none", retry(R"("MaxAttempts": -1, )"), schema + at + "/MaxAttempts"},
      {"many", retry(R"("MaxAttempts": 99999999, )")},
      {"too many", retry(R"("MaxAttempts": 100000000, )"), schema + at + "/MaxAttempts"},
      {"a rate below 1", retry(R"("BackoffRate": 0.9, )"), schema + at + "/BackoffRate"},
      {"no delay", retry(R"("MaxDelaySeconds": 0, )"),
       schema + at + "/MaxDelaySeconds\nwarning UNUSED_FIELD " + at + "/MaxDelaySeconds"},
      {"a leap year", retry(R"("MaxDelaySeconds": 31622400, )")},
      {"more than a leap year", retry(R"("MaxDelaySeconds": 31622401, )"),
       schema + at + "/MaxDelaySeconds"},
      {"a delay not above the interval", retry(R"("IntervalSeconds": 5, "MaxDelaySeconds": 5, )"),
       "warning UNUSED_FIELD " + at + "/MaxDelaySeconds"},
      {"a delay above the interval", retry(R"("IntervalSeconds": 5, "MaxDelaySeconds": 6, )")},
      {"an unknown jitter", retry(R"("JitterStrategy": "SOME", )"),
       schema + at + "/JitterStrategy"},
      {"an unknown field", retry(R"("Next": "X", )"), schema + at + "/Next"},
      {"a catcher without next", machine(task(R"("Catch": [{"ErrorEquals": ["A"]}], )")),
       schema + "/States/X/Catch/0"},
      {"a catcher with a result path", R"({"StartAt": "X", "States": {
         "X": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f", "End": true, "Catch": [
           {"ErrorEquals": ["A"], "Next": "Y", "ResultPath": null, "Assign": {"e.$": "$.Error"}},
           {"ErrorEquals": ["B"], "Next": "Y", "ResultPath": "$$.e"}]},
         "Y": {"Type": "Succeed"}}})",
       schema + "/States/X/Catch/1/ResultPath"},
  });
  for (const std::string field : {"Retry", "Catch"}) {
    check_all({
        {"all errors last", handlers(field, R"(["A"])", R"(["States.ALL"])")},
        {"all errors first", handlers(field, R"(["States.ALL"])", R"(["A"])"),
         schema + "/States/X/" + field + "/0/ErrorEquals/0"},
        {"all errors and more", handlers(field, R"(["A"])", R"(["States.ALL", "A"])"),
         schema + "/States/X/" + field + "/1/ErrorEquals/0"},
        {"every name there is",
         handlers(field, R"(["States.Timeout", "States.HeartbeatTimeout", "States.TaskFailed",
                            "States.Permissions", "States.BranchFailed", "States.Http.Socket",
                            "States.DataLimitExceeded", "States.QueryEvaluationError"])",
                  R"(["Rds.RdsException", "Statistics.Timeout"])")},
        {"a near miss", handlers(field, R"(["A"])", R"(["State.ALL"])"),
         "warning UNKNOWN_ERROR_NAME /States/X/" + field + "/1/ErrorEquals/0"},
        {"an unknown name", handlers(field, R"(["States.Oops"])", R"(["A"])"),
         "warning UNKNOWN_ERROR_NAME /States/X/" + field + "/0/ErrorEquals/0"},
        {"what nothing catches", handlers(field, R"(["States.Runtime"])", R"(["A"])"),
         "warning UNCATCHABLE_ERROR /States/X/" + field + "/0/ErrorEquals/0"},
    });
  }
}
