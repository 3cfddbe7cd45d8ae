// SPDX-License-Identifier: Apache-2.0
// Each type of state with all of its fields, in both query languages, to the model and back.
#include "../validate/support.hpp"
#include "support.hpp"

using namespace idm_synth;
using namespace idm_synth::test;

namespace {

/// A machine of the state X and of Y, which X may lead to.
std::string leading(const std::string& state, const std::string& fields = "") {
  return R"({"StartAt": "X", )" + fields + R"("States": {"X": {)" + state +
         R"(}, "Y": {"Type": "Succeed"}}})";
}
std::string leading_in_jsonata(const std::string& state) {
  return leading(state, R"("QueryLanguage": "JSONata", )");
}

const std::string paths = R"(
    "Comment": "Why", "QueryLanguage": "JSONPath", "InputPath": "$.a[0]", "OutputPath": null)";
const std::string handlers = R"(
    "Retry": [{"Comment": "Soon", "ErrorEquals": ["A", "States.Timeout"], "IntervalSeconds": 2,
               "MaxAttempts": 0, "BackoffRate": 1.5, "MaxDelaySeconds": 9,
               "JitterStrategy": "FULL"},
              {"ErrorEquals": ["States.ALL"], "JitterStrategy": "NONE", "BackoffRate": 2}],
    "Catch": [{"Comment": "Mend", "ErrorEquals": ["A"], "ResultPath": "$.error", "Next": "Y",
               "Assign": {"cause.$": "$.Cause"}},
              {"ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "Y"}])";
const std::string results = R"j(
    "ResultSelector": {"a.$": "States.Array($.b, 1)"}, "ResultPath": "$.r",
    "Assign": {"v": 1, "w.$": "$.w", "u": {"deep.$": "$$.State.Name"}})j";
const std::string handlers_in_jsonata = R"(
    "Retry": [{"ErrorEquals": ["States.ALL"]}],
    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Y", "Output": "{% $states.errorOutput %}",
               "Assign": {"e": "{% $states.errorOutput.Error %}"}}])";
const std::string outputs_in_jsonata = R"(
    "Comment": "Why", "Output": {"a": ["{% 1 %}", 2, null]}, "Assign": {"v": "{% 1 %}", "w": {}})";

}  // namespace

TEST_CASE("a Task", "[asl][parse]") {
  check_round_trip(
      leading(R"j("Type": "Task", "Next": "Y", "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"Message.$": "States.Format('{}', $.a)", "TopicArn": "t", "a": [], "b": null},
      "Credentials": {"RoleArn.$": "$.role", "New": 1}, "TimeoutSeconds": 60, "HeartbeatSeconds": 9,)j" +
              paths + "," + results + "," + handlers));
  check_round_trip(
      leading(R"("Type": "Task", "Next": "Y", "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "t", "Message": ""}, "Credentials": {"RoleArn": "r"}, "TimeoutSecondsPath": "$.t",
      "HeartbeatSecondsPath": "$v.h", "ResultPath": null, "InputPath": null, "OutputPath": "$$",
      "Assign": {"v": {"h": 1}})"));
  check_round_trip(leading_in_jsonata(
      R"("Type": "Task", "Next": "Y", "Resource": "arn:aws:states:::sns:publish",
      "Arguments": {"Message": "{% $states.input.a %}", "a.$": "$"}, "TimeoutSeconds": "{% 60 %}",
      "HeartbeatSeconds": 9, "Credentials": {"RoleArn": "{% $states.input.role %}"},)" +
      outputs_in_jsonata + "," + handlers_in_jsonata));
  check_round_trip(leading(R"("Type": "Task", "QueryLanguage": "JSONata", "Next": "Y",
      "Resource": "arn:aws:states:::sns:publish", "Arguments": "{% 1 %}")"));
}

TEST_CASE("a Pass", "[asl][parse]") {
  check_round_trip(leading(R"j("Type": "Pass", "Next": "Y", "Parameters": {"a.$": "$..b[?(@.c)]"},
      "ResultPath": "$.r", "Assign": {},)j" +
                           paths));
  for (const std::string result :
       {"null", "1", "-1.5", "1e300", "\"$.a\"", "[]", R"({"a.$": "$.b", "c": [true, {}]})",
        "9223372036854775807", "9223372036854775808", R"("\u0000\"\\")"}) {
    check_round_trip(leading(R"("Type": "Pass", "Next": "Y", "Result": )" + result));
  }
  check_round_trip(leading_in_jsonata(R"("Type": "Pass", "Next": "Y", )" + outputs_in_jsonata));
  check_round_trip(leading_in_jsonata(R"("Type": "Pass", "Next": "Y", "Output": null)"));
}

TEST_CASE("a Wait", "[asl][parse]") {
  for (const std::string time :
       {R"("Seconds": 0)", R"("SecondsPath": "$.s")", R"("Timestamp": "2030-01-31T08:00:00Z")",
        R"("TimestampPath": "$$.Execution.Input.t")"}) {
    check_round_trip(
        leading(R"("Type": "Wait", "Next": "Y", "Assign": {"v": 1}, )" + time + "," + paths));
  }
  for (const std::string time :
       {R"("Seconds": 5)", R"("Seconds": "{% 1 %}")", R"("Timestamp": "2030-01-31T08:00:00+01:00")",
        R"j("Timestamp": "{% $now() %}")j"}) {
    check_round_trip(
        leading_in_jsonata(R"("Type": "Wait", "Next": "Y", )" + time + "," + outputs_in_jsonata));
  }
}

TEST_CASE("a Choice", "[asl][parse]") {
  check_round_trip(leading(R"("Type": "Choice", "Default": "Y", "Assign": {"v": 1}, "Choices": [
      {"Variable": "$.a", "StringEquals": "$", "Next": "Y", "Comment": "Why",
       "Assign": {"w.$": "$.a"}},
      {"And": [{"Variable": "$.a", "IsPresent": true, "Comment": "Guard"},
               {"Or": [{"Variable": "$v", "IsNull": false}]},
               {"Not": {"Variable": "$.a", "StringMatches": "a*"}}], "Next": "Y"},
      {"Not": {"And": [{"Variable": "$.a", "IsString": true}]}, "Next": "Y"}],)" +
                           paths));
  check_round_trip(leading_in_jsonata(R"("Type": "Choice", "Default": "Y", "Choices": [
      {"Condition": "{% true %}", "Next": "Y", "Output": 1, "Assign": {"v": 1}},
      {"Condition": true, "Next": "Y"}, {"Condition": false, "Next": "Y"}],)" +
                                      outputs_in_jsonata));
}

TEST_CASE("every comparison", "[asl][parse]") {
  for (int i = 0; i <= static_cast<int>(asl::Comparison::is_timestamp); ++i) {
    const auto name = std::string{asl::name(static_cast<asl::Comparison>(i))};
    std::string operand = "\"text\"";
    if (name.ends_with("Path")) {
      operand = R"("$.b")";
    } else if (name.starts_with("Numeric")) {
      operand = "-1.5";
    } else if (name.starts_with("Timestamp")) {
      operand = R"("2030-01-31T08:00:00Z")";
    } else if (name.starts_with("Is") || name.starts_with("Boolean")) {
      operand = "false";
    }
    check_round_trip(
        choice(R"({"Variable": "$.a", ")" + name + "\": " + operand + R"(, "Next": "Y"})"));
  }
}

TEST_CASE("a Parallel", "[asl][parse]") {
  check_round_trip(leading(R"("Type": "Parallel", "Next": "Y", "Parameters": {"a.$": "$.a"},
      "Branches": [{"StartAt": "B", "States": {"C": {"Type": "Fail"},
                                               "B": {"Type": "Pass", "Next": "C"}}},
                   {"StartAt": "D", "Comment": "Why", "States": {
                     "D": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% 1 %}",
                           "End": true}}}],)" +
                           paths + "," + results + "," + handlers));
  check_round_trip(leading_in_jsonata(R"("Type": "Parallel", "Next": "Y", "Arguments": [1],
      "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Fail"}}}],)" +
                                      outputs_in_jsonata + "," + handlers_in_jsonata));
}

TEST_CASE("a Map", "[asl][parse]") {
  const std::string inner = R"("StartAt": "I", "States": {"I": {"Type": "Succeed"}})";
  const std::string distributed_inner =
      R"("ItemProcessor": {"Comment": "Why", "ProcessorConfig": {"Mode": "DISTRIBUTED",
         "ExecutionType": "EXPRESS", "New": {"a": 1}}, )" +
      inner + "}";
  check_round_trip(leading(R"("Type": "Map", "Next": "Y", "ItemsPath": "$$.Execution.Input.a",
      "ItemSelector": {"i.$": "$$.Map.Item.Index"}, "MaxConcurrency": 0, "ItemProcessor": {)" +
                           inner + "}," + paths + "," + results + "," + handlers));
  check_round_trip(leading(R"("Type": "Map", "Next": "Y", "MaxConcurrencyPath": "$.c",
      "ItemSelector": ["a", {"i.$": "$$.Map.Item.Index"}], "ToleratedFailureCount": 3,
      "ToleratedFailurePercentage": 2.5, "Label": "items",
      "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b"},
        "ReaderConfig": {"InputType": "CSV", "Transformation": "NONE",
          "ManifestType": "S3_INVENTORY", "CSVDelimiter": "TAB", "CSVHeaderLocation": "GIVEN",
          "CSVHeaders": ["a"], "ItemsPointer": "/a", "MaxItems": 0, "New": null}, "New": 1},
      "ItemBatcher": {"MaxItemsPerBatch": 5, "MaxInputBytesPerBatch": 9, "BatchInput": {"a.$": "$.a"},
        "New": 1},
      "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"},
        "WriterConfig": {"Transformation": "FLATTEN", "OutputType": "JSONL", "New": 1},
        "New": [1]},)" + distributed_inner));
  check_round_trip(leading(R"("Type": "Map", "Next": "Y", "ItemSelector": "x",
      "ToleratedFailureCountPath": "$.f", "ToleratedFailurePercentagePath": "$.p",
      "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": {"MaxItemsPath": "$.m", "CSVHeaderLocation": "GIVEN", "CSVHeaders": []}},
      "ItemBatcher": {"MaxItemsPerBatchPath": "$.b", "MaxInputBytesPerBatchPath": "$.c",
        "BatchInput": [1]},
      "ResultWriter": {"WriterConfig": {}},)" +
                           distributed_inner));
  check_round_trip(leading_in_jsonata(R"("Type": "Map", "Next": "Y", "Items": "{% $states.input %}",
      "ItemSelector": {"i": "{% $states.context.Map.Item.Index %}"}, "MaxConcurrency": "{% 1 %}",
      "ToleratedFailureCount": "{% 1 %}", "ToleratedFailurePercentage": "{% 1 %}",
      "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Arguments": {"Bucket": "{% 1 %}"},
        "ReaderConfig": {"MaxItems": "{% 1 %}"}},
      "ItemBatcher": {"MaxItemsPerBatch": "{% 1 %}", "BatchInput": "{% 1 %}"},
      "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Arguments": {}},)" +
                                      distributed_inner + "," + outputs_in_jsonata + "," +
                                      handlers_in_jsonata));
  check_round_trip(leading_in_jsonata(R"("Type": "Map", "Next": "Y", "Items": [1, 2],
      "ItemProcessor": {)" + inner + "}"));
}

TEST_CASE("a Succeed and a Fail", "[asl][parse]") {
  check_round_trip(machine(R"({"Type": "Succeed",)" + paths + "}"));
  check_round_trip(jsonata(R"({"Type": "Succeed", "Output": "{% 1 %}"})"));
  check_round_trip(machine(R"({"Type": "Fail"})"));
  check_round_trip(machine(R"({"Type": "Fail", "Comment": "Why", "Error": "", "Cause": "$.a"})"));
  check_round_trip(machine(R"j({"Type": "Fail", "QueryLanguage": "JSONPath",
      "ErrorPath": "$.error", "CausePath": "States.Format('{}', $$.State.Name)"})j"));
  check_round_trip(jsonata(R"({"Type": "Fail", "Error": "{% 'E' %}", "Cause": "c"})"));
}
