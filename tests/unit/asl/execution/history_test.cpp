// SPDX-License-Identifier: Apache-2.0
// The events of an execution, in the shape of
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
#include <algorithm>

#include "support.hpp"

using namespace idm_synth::test;
using Events = std::vector<std::string>;

TEST_CASE("a Pass") {
  const Ran ran =
      run(machine(R"("First": {"Type": "Pass", "Assign": {"v": [1]}, "End": true})"), R"({"a":1})");
  CHECK(
      ran.events ==
      Events{
          R"(1<0 ExecutionStarted {"input":"{\"a\":1}","inputDetails":{"truncated":false},)"
          R"("roleArn":"arn:aws:iam::123456789012:role/StateMachineRole"})",
          R"(2<0 PassStateEntered {"name":"First","input":"{\"a\":1}",)"
          R"("inputDetails":{"truncated":false}})",
          R"(3<2 PassStateExited {"name":"First","output":"{\"a\":1}",)"
          R"("outputDetails":{"truncated":false},"assignedVariables":{"v":"[1]"},)"
          R"("assignedVariablesDetails":{"truncated":false}})",
          R"(4<3 ExecutionSucceeded {"output":"{\"a\":1}","outputDetails":{"truncated":false}})"});
}

TEST_CASE("a Task that is tried again") {
  const Ran ran = run(machine(R"("First": {"Type": "Task", "TimeoutSeconds": 60, "End": true,
      "Resource": "arn:aws:states:::aws-sdk:rds:describeExportTasks", "Parameters": {"Marker": 1},
      "Retry": [{"ErrorEquals": ["States.ALL"]}]})"),
                      "{}", {{"First", {throws("Rds.RdsException", "c"), returns("[]")}}});
  const std::string call = R"({"resourceType":"aws-sdk:rds","resource":"describeExportTasks")";
  const std::string scheduled =
      call + R"(,"region":"eu-west-1","parameters":"{\"Marker\":1}","timeoutInSeconds":60})";
  REQUIRE(ran.events.size() == 10);
  CHECK(ran.events[2] == "3<2 TaskScheduled " + scheduled);
  CHECK(ran.events[3] == "4<3 TaskStarted " + call + "}");
  CHECK(ran.events[4] == "5<4 TaskFailed " + call + R"(,"error":"Rds.RdsException","cause":"c"})");
  CHECK(ran.events[5] == "6<5 TaskScheduled " + scheduled);
  CHECK(ran.events[7] ==
        "8<7 TaskSucceeded " + call + R"(,"output":"[]","outputDetails":{"truncated":false}})");
  CHECK(ran.events[8].starts_with("9<8 TaskStateExited"));
}

TEST_CASE("the service says to ECS that it starts the task whose end it waits for") {
  const auto scheduled = [](const std::string& resource) {
    const Ran ran = run(machine(R"("First": {"Type": "Task", "End": true, "Parameters": {
        "TaskDefinition": "t"}, "Resource": "arn:aws:states:::ecs:)" +
                                resource + R"("})"),
                        "{}", {{"First", {returns("{}")}}});
    return ran.parameters.at(0);
  };
  CHECK(scheduled("runTask.sync") == R"({"TaskDefinition":"t","StartedBy":"AWS Step Functions"})");
  CHECK(scheduled("runTask") == R"({"TaskDefinition":"t"})");
  CHECK(scheduled("runTask.waitForTaskToken") == R"({"TaskDefinition":"t"})");
}

TEST_CASE("the kind of a resource decides on the events of its call") {
  const auto types = [](const std::string& resource) {
    return run(machine(R"("First": {"Type": "Task", "End": true, "Resource": ")" + resource +
                       "\"}"),
               "{}", {{"First", {returns("1")}}})
        .types;
  };
  CHECK(types("arn:aws:lambda:eu-west-1:123456789012:function:f") ==
        Events{"ExecutionStarted", "TaskStateEntered", "LambdaFunctionScheduled",
               "LambdaFunctionStarted", "LambdaFunctionSucceeded", "TaskStateExited",
               "ExecutionSucceeded"});
  CHECK(types("arn:aws:states:eu-west-1:123456789012:activity:a")[2] == "ActivityScheduled");
}

TEST_CASE("a call whose result comes later is submitted, unless the service refuses it") {
  const auto types = [](const std::string& resource, const Answer& answer) {
    const Events all = run(machine(R"("First": {"Type": "Task", "End": true, "TimeoutSeconds": 5,
        "Parameters": {"QueueUrl": "q", "MessageBody.$": "$$.Execution.Name"},
        "Resource": "arn:aws:states:::)" +
                                   resource + "\"}"),
                           "{}", {{"First", {answer}}})
                           .types;
    return Events{all.begin() + 3, all.end()};
  };
  const std::string with_token = "sqs:sendMessage.waitForTaskToken";
  CHECK(types(with_token, returns("1")) == Events{"TaskStarted", "TaskSubmitted", "TaskSucceeded",
                                                  "TaskStateExited", "ExecutionSucceeded"});
  CHECK(types(with_token, throws("Failure error")) ==
        Events{"TaskStarted", "TaskSubmitted", "TaskFailed", "ExecutionFailed"});
  CHECK(types(with_token, returns("1", std::chrono::seconds{9})) ==
        Events{"TaskStarted", "TaskSubmitted", "TaskTimedOut", "ExecutionFailed"});
  CHECK(types(with_token, throws("SQS.AmazonSQSException")) ==
        Events{"TaskStarted", "TaskFailed", "ExecutionFailed"});
  CHECK(types("sqs:sendMessage", returns("1"))[1] == "TaskSucceeded");
}

TEST_CASE("a timeout has an event of its own") {
  const Ran ran = run(machine(R"("First": {"Type": "Task", "TimeoutSeconds": 1, "End": true,
      "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}})"),
                      "{}", {{"First", {returns("1", std::chrono::seconds{2})}}});
  REQUIRE(ran.events.size() == 6);
  CHECK(
      ran.events[4] ==
      R"(5<4 TaskTimedOut {"resourceType":"lambda","resource":"invoke","error":"States.Timeout"})");
  CHECK(ran.events[5] == R"(6<5 ExecutionFailed {"error":"States.Timeout"})");
}

TEST_CASE("a Fail") {
  const Ran ran = run(machine(R"("First": {"Type": "Fail"})"));
  REQUIRE(ran.events.size() == 3);
  CHECK(ran.events[2] == "3<2 ExecutionFailed {}");
}

TEST_CASE("a Map one item after the other") {
  const Ran ran = run(machine(R"("First": {"Type": "Map", "MaxConcurrency": 1, "End": true,
      "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}})"),
                      "[7,8]");
  Events frames;
  for (const std::string& event : ran.events) frames.push_back(event.substr(0, event.find(" {")));
  CHECK(frames == Events{"1<0 ExecutionStarted", "2<0 MapStateEntered", "3<2 MapStateStarted",
                         "4<3 MapIterationStarted", "5<4 PassStateEntered", "6<5 PassStateExited",
                         "7<6 MapIterationSucceeded", "8<6 MapIterationStarted",
                         "9<8 PassStateEntered", "10<9 PassStateExited",
                         "11<10 MapIterationSucceeded", "12<11 MapStateSucceeded",
                         "13<11 MapStateExited", "14<13 ExecutionSucceeded"});
  CHECK(ran.events[2] == R"(3<2 MapStateStarted {"length":2})");
  CHECK(ran.events[7] == R"(8<6 MapIterationStarted {"name":"First","index":1})");
}

TEST_CASE("the input is shown as it was written until something is made of it") {
  const Ran ran = run(machine(R"("First": {"Type": "Parallel", "Next": "Rest", "Branches": [
        {"StartAt": "Same", "States": {"Same": {"Type": "Pass", "End": true}}},
        {"StartAt": "Part", "States": {"Part": {"Type": "Pass", "InputPath": "$[0]", "End": true}}}]},
      "Rest": {"Type": "Pass", "Next": "Last"},
      "Last": {"Type": "Pass", "Parameters": {"v.$": "$"}, "End": true})"),
                      "[[1, 2], 3 ]");
  const auto shows = [&](std::string_view type, std::string_view name, std::string_view text) {
    const auto found = std::find_if(ran.events.begin(), ran.events.end(), [&](const auto& event) {
      return event.find(type) != std::string::npos && event.find(name) != std::string::npos;
    });
    return found != ran.events.end() && found->find(text) != std::string::npos;
  };
  CHECK(shows("PassStateExited", "Same", R"("output":"[[1, 2], 3 ]")"));
  CHECK(shows("PassStateExited", "Part", R"("output":"[1,2]")"));
  CHECK(shows("ParallelStateExited", "First", R"("output":"[[[1, 2], 3 ],[1,2]]")"));
  CHECK(shows("PassStateExited", "Rest", R"("output":"[[[1, 2], 3 ],[1,2]]")"));
  CHECK(shows("PassStateExited", "Last", R"("output":"{\"v\":[[[1,2],3],[1,2]]}")"));
}
