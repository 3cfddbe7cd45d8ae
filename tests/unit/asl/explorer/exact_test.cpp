// SPDX-License-Identifier: Apache-2.0
// What is left out of a configuration, or counts as the same, must make no difference.
#include <idm_synth/asl/mock_config.hpp>

#include "support.hpp"

using namespace idm_synth;
using idm_synth::test::verified;
using idm_synth::test::violated;

namespace {

/// A machine that starts with these states, and may go on with those that they name of Alert,
/// Silent and Failed: its executions fail, heard of or not.
asl::VerifyResult verified_from(const std::string& start, std::string states) {
  static const asl::ListedOutcomes outcomes{
      R"({"Call": [{"Return": {"seconds": 1}}, {"Return": {"seconds": 1.0}}]})"};
  const auto add = [&](const std::string& name, const std::string& state) {
    const bool is_named = states.find("\"Next\": \"" + name + '"') != std::string::npos ||
                          states.find("\"Default\": \"" + name + '"') != std::string::npos;
    if (is_named) states += ", \"" + name + "\": " + state;
  };
  add("Alert", R"({"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "TimeoutSeconds": 5,
      "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:111122223333:alerts", "Message": "failed"},
      "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 300, "BackoffRate": 1}],
      "Next": "Failed"})");
  add("Failed", R"({"Type": "Fail", "Error": "Failed"})");
  add("Silent", R"({"Type": "Fail"})");
  asl::VerifyOptions options;
  options.outcomes = &outcomes;
  return verified(R"({"StartAt": ")" + start + R"(", "States": {)" + states + "}}", options);
}

/// A state "Call" that calls a function, and what else it has.
std::string call(const std::string& more) {
  return R"("Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "f"}, "Catch": [{"ErrorEquals": ["States.ALL"],
      "Next": "Alert"}], "Next": "Which", )" +
         more + "}";
}

/// A Choice "Which" that goes to Silent by that rule, else to Alert.
std::string silent_if(const std::string& rule) {
  return R"("Which": {"Type": "Choice", "Default": "Alert", "Choices": [{"Next": "Silent", )" +
         rule + "}]}";
}

}  // namespace

TEST_CASE("a value that nests ever deeper ends what is explored", "[explorer]") {
  const asl::VerifyResult result = test::verified(R"-({"StartAt": "A", "States": {
    "A": {"Type": "Pass", "Parameters": {"x.$": "States.Array($)"}, "Next": "B"},
    "B": {"Type": "Choice", "Default": "A",
          "Choices": [{"Variable": "$.stop", "IsPresent": true, "Next": "C"}]},
    "C": {"Type": "Succeed"}}})-");
  CHECK(result.property("ends").verdict == asl::Property::Verdict::holds);
  REQUIRE(result.endings.size() == 1);
  CHECK(result.endings.front().error == "States.Runtime");
}

TEST_CASE("the Cause of a Fail in a branch goes to the Catch around", "[explorer]") {
  const std::string branch = R"json("Both": {"Type": "Parallel", "Branches": [{"StartAt": "Set",
      "States": {"Set": {"Type": "Pass", "Assign": {"why": "bad"}, "Next": "Stop"},
                 "Stop": {"Type": "Fail", "Error": "E", "CausePath": "$why"}}}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Which"}], "End": true}, )json";
  const auto with_cause = [&](const std::string& cause) {
    return violated(verified_from(
        "Both", branch + silent_if(R"("Variable": "$.Cause", "StringEquals": ")" + cause + '"')));
  };
  CHECK(with_cause("bad") == "alert");
  CHECK(with_cause("good").empty());
}

TEST_CASE("a sum that States.MathAdd refuses", "[explorer]") {
  const auto add = [](const std::string& first, const std::string& sum) {
    return violated(verified_from(
        "Set", R"("Set": {"Type": "Pass", "Assign": {"n": )" + first +
                   R"(, "list": [1, 2]}, "Next": "Add"}, "Add": {"Type": "Pass", "Assign": {
                   "n.$": ")" +
                   sum + R"("}, "Next": "Alert"})"));
  };
  CHECK(add("5", "States.MathAdd($n, 1)").empty());
  CHECK(add("2147483647", "States.MathAdd($n, 1)") == "alert");
  CHECK(add("5", "States.MathAdd($n, 2147483647)") == "alert");
  CHECK(add("5", "States.MathAdd(1, States.ArrayGetItem($list, $n))") == "alert");
  CHECK(add("\"5\"", "States.MathAdd(States.StringToJson($n), 1)").empty());
}

TEST_CASE("an alert that is just too long", "[explorer]") {
  const auto alert = [](std::size_t length) {
    const std::string message =
        R"json("States.Format(')json" + std::string(length, 'x') + R"json({}', $said)")json";
    return violated(verified_from("Set", R"("Set": {"Type": "Pass", "Assign": {"said": ")" +
                                             std::string(900, 'y') +
                                             R"("}, "Next": "Tell"},
            "Tell": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
            "TimeoutSeconds": 5, "Parameters": {"TopicArn":
            "arn:aws:sns:eu-west-1:111122223333:alerts", "Message.$": )" +
                                             message + R"(},
            "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 300, "BackoffRate": 1}],
            "Next": "Failed"})"));
  };
  CHECK(alert(200'000).empty());
  CHECK(alert(262'000) == "alert");
}

TEST_CASE("numbers that are equal, and not of one kind", "[explorer]") {
  CHECK(
      violated(verified_from("Call", call(R"("TimeoutSeconds": 10)") +
                                         R"(, "Which": {"Type": "Wait", "SecondsPath": "$.seconds",
                             "Next": "Alert"})")) == "alert");
  CHECK(violated(verified_from("Set", R"("Set": {"Type": "Pass", "Assign": {"n": 0.0},
      "Next": "Which"}, "Which": {"Type": "Wait", "SecondsPath": "$n", "Next": "Alert"})")) ==
        "alert");
}

TEST_CASE("how often a call was tried may be asked when it is over", "[explorer]") {
  const std::string tried = R"("TimeoutSeconds": 10,
      "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 2}], )";
  const auto is_once = [](const std::string& path) {
    return silent_if(R"("Variable": ")" + path + R"(", "NumericEquals": 1)");
  };
  CHECK(violated(verified_from("Call", call(tried + R"("ResultSelector": {
            "n.$": "$$.State.RetryCount"})") +
                                           ", " + is_once("$.n"))) == "alert");
  CHECK(violated(verified_from("Call", call(tried + R"("Assign": {
            "n.$": "$$.State.RetryCount"})") +
                                           ", " + is_once("$n"))) == "alert");
  CHECK(violated(verified_from("Both", R"("Both": {"Type": "Parallel", "Branches": [{
            "StartAt": "In", "States": {"In": {"Type": "Pass", "End": true}}}],
            "ResultSelector": {"n.$": "$$.State.RetryCount"}, "Next": "Alert"})"))
            .empty());
}

TEST_CASE("the time that a call takes may matter afterwards", "[explorer]") {
  const std::string late = silent_if(
      R"("Variable": "$$.State.EnteredTime", "TimestampGreaterThan": "2026-02-10T03:25:00Z")");
  const std::string retry = R"("Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}])";
  CHECK(violated(verified_from("Call", call(R"("TimeoutSeconds": 600, )" + retry) + ", " + late)) ==
        "alert");
  CHECK(violated(verified_from("Call", call(R"("TimeoutSeconds": 9, )" + retry) + ", " + late))
            .empty());
  // The state was entered once, however often it is tried.
  CHECK(
      violated(verified_from(
                   "Call",
                   call(R"("TimeoutSeconds": 9,
            "Assign": {"at.$": "$$.State.EnteredTime"}, "Retry": [{"ErrorEquals": ["States.ALL"],
            "IntervalSeconds": 600, "MaxAttempts": 1}])") +
                       ", " +
                       silent_if(
                           R"("Variable": "$at", "TimestampGreaterThan": "2026-02-10T03:25:00Z")")))
          .empty());
}

TEST_CASE("a call that cannot be made may not last for ever", "[explorer]") {
  const std::string states = R"("Tell": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:111122223333:alerts", "Message": "m",
                     "Subject.$": "$$.State.RetryCount"}, "Next": "Failed"})";
  CHECK(violated(verified_from("Tell", states)) == "alert");
}

TEST_CASE("a Map over many items", "[explorer]") {
  std::string items = "0";
  for (int i = 1; i < 6'000; ++i) items += ", " + std::to_string(i);
  const asl::VerifyResult result = verified_from(
      "Set", R"("Set": {"Type": "Pass", "Result": [)" + items + R"(], "Next": "Each"},
      "Each": {"Type": "Map", "ItemProcessor": {"StartAt": "In", "States": {
          "In": {"Type": "Pass", "End": true}}}, "ResultPath": "$", "Next": "Which"}, )" +
                 silent_if(R"("Not": {"Variable": "$[5999]", "NumericEquals": 5999})"));
  CHECK(violated(result).empty());
  REQUIRE(result.not_explored.size() == 1);
  CHECK(result.not_explored.front().find("\"Each\"") != std::string::npos);
}

TEST_CASE("each export that is named at random is another one", "[explorer]") {
  const auto with_name = [](const std::string& name) {
    return verified(R"json({"StartAt": "Name", "States": {
        "Name": {"Type": "Pass", "Parameters": {"resources.$": "$.resources",
            "name.$": "States.Format('a-{}', )json" +
                    name + R"json()"}, "Next": "Both"},
        "Both": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "Start", "States": {
            "Start": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rds:startExportTask",
                "Parameters": {"SourceArn.$": "$.resources[0]", "S3BucketName": "bucket",
                    "ExportTaskIdentifier.$": "$.name", "KmsKeyId": "key",
                    "IamRoleArn": "arn:aws:iam::111122223333:role/export"},
                "TimeoutSeconds": 60, "End": true}}}],
            "Catch": [{"ErrorEquals": ["States.Timeout"], "ResultPath": "$.error",
                       "Next": "Name"}]}}})json")
        .property("once")
        .verdict;
  };
  CHECK(with_name("States.UUID()") == asl::Property::Verdict::violated);
  CHECK(with_name("States.MathRandom(1, 1000000)") == asl::Property::Verdict::violated);
  CHECK(with_name("$$.Execution.Name") == asl::Property::Verdict::holds);
}
