// SPDX-License-Identifier: Apache-2.0
// Assign. https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
#include "support.hpp"

using namespace idm_synth::test;

TEST_CASE("a variable can be read in later states") {
  const std::string definition = machine(R"(
      "First": {"Type": "Pass", "Assign": {"x.$": "$.a", "y": {"z": [1, "$.a"]}}, "Next": "Read"},
      "Read": {"Type": "Pass", "Parameters": {"x.$": "$x", "z.$": "$y.z[1]"}, "End": true})");
  CHECK(run(definition, R"({"a":1})").output == R"({"x":1,"z":"$.a"})");
}

TEST_CASE("everything in a state sees the old values") {
  const std::string definition = machine(R"(
      "First": {"Type": "Pass", "Assign": {"answer": 42, "other": 1}, "Next": "Second"},
      "Second": {"Type": "Pass", "InputPath": "$answer", "ResultPath": "$.theAnswer",
                 "OutputPath": "$answer", "Assign": {"answer": "new", "other.$": "$answer"},
                 "Next": "Third"},
      "Third": {"Type": "Pass", "Parameters": {"in.$": "$", "other.$": "$other"}, "End": true})");
  const Ran ran = run(definition, R"({"a":1})");
  CHECK(ran.output.find(R"("in":42)") != std::string::npos);
  CHECK(ran.output.find(R"("other":42)") != std::string::npos);
}

TEST_CASE("what $ is in an Assign depends on the state") {
  const auto assigned = [](const std::string& state, const Script& script = {}) {
    return run(machine(R"("First": )" + state +
                       R"(, "Read": {"Type": "Pass", "Parameters": {"v.$": "$v"}, "End": true})"),
               R"({"in":1})", script)
        .output;
  };
  CHECK(assigned(R"({"Type": "Pass", "Result": "result", "ResultPath": null,
                     "Assign": {"v.$": "$"}, "Next": "Read"})") == R"({"v":"result"})");
  CHECK(assigned(R"({"Type": "Wait", "Seconds": 1, "Assign": {"v.$": "$.in"}, "Next": "Read"})") ==
        R"({"v":1})");
  CHECK(assigned(R"({"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
                     "Parameters": {"TopicArn": "t", "Message": "m"}, "ResultPath": null,
                     "Assign": {"v.$": "$.id"}, "Next": "Read"})",
                 {{"First", {returns(R"({"id":7})")}}}) == R"({"v":7})");
  CHECK(assigned(R"({"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
                     "Parameters": {"TopicArn": "t", "Message": "m"},
                     "Assign": {"v": "not this"}, "End": true, "Catch": [
                       {"ErrorEquals": ["States.ALL"], "Assign": {"v.$": "$.Error"},
                        "Next": "Read"}]})",
                 {{"First", {throws("Sns.X")}}}) == R"({"v":"Sns.X"})");
}

TEST_CASE("a rule's Assign counts when it holds, the state's with the Default") {
  const std::string definition = machine(R"(
      "First": {"Type": "Choice", "Assign": {"v": "default"}, "Default": "Read", "Choices": [
        {"Variable": "$.n", "NumericEquals": 42, "Assign": {"v.$": "$.n"}, "Next": "Read"}]},
      "Read": {"Type": "Pass", "Parameters": {"v.$": "$v"}, "End": true})");
  CHECK(run(definition, R"({"n":42})").output == R"({"v":42})");
  CHECK(run(definition, R"({"n":"42"})").output == R"({"v":"default"})");
}

TEST_CASE("a branch reads the variables around it, and keeps its own") {
  const std::string definition = machine(R"(
      "First": {"Type": "Pass", "Assign": {"outer": 1}, "Next": "Both"},
      "Both": {"Type": "Parallel", "End": true, "Branches": [
        {"StartAt": "Set", "States": {
          "Set": {"Type": "Pass", "Assign": {"inner.$": "$outer"}, "Next": "Get"},
          "Get": {"Type": "Pass", "Parameters": {"i.$": "$inner"}, "End": true}}}]})");
  CHECK(run(definition).output == R"([{"i":1}])");
}
