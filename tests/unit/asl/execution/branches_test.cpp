// SPDX-License-Identifier: Apache-2.0
// Parallel and Map.
#include "support.hpp"

using namespace idm_synth::test;
using namespace std::chrono_literals;

namespace {

/// A branch with one Wait that gives its input.
std::string waits(const std::string& name, int seconds) {
  return R"({"StartAt": ")" + name + R"(", "States": {")" + name +
         R"(": {"Type": "Wait", "Seconds": )" + std::to_string(seconds) + R"(, "End": true}}})";
}

/// A Map "First" with these fields whose iterations call the Task "Item".
std::string map(const std::string& fields) {
  return machine(R"("First": {"Type": "Map", "End": true, )" + fields + R"(, "ItemProcessor": {
      "StartAt": "Item", "States": {"Item": {"Type": "Task", "End": true,
        "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": {"FunctionName": "f", "Payload.$": "$"}}}}})");
}

}  // namespace

TEST_CASE("a Parallel gives the outputs in the order of its branches") {
  const Ran ran = run(machine(R"("First": {"Type": "Parallel", "End": true,
      "Parameters": {"p.$": "$.a"}, "ResultSelector": {"all.$": "$"}, "ResultPath": "$.r",
      "Branches": [)" + waits("Slow", 5) +
                              ", " + waits("Fast", 1) + R"(]})"),
                      R"({"a":1})");
  CHECK(ran.output == R"({"a":1,"r":{"all":[{"p":1},{"p":1}]}})");
  CHECK(ran.lasted == 5s);
}

TEST_CASE("a branch that fails ends the others, with its own error") {
  const Ran ran = run(machine(R"("First": {"Type": "Parallel", "Next": "After",
      "Catch": [{"ErrorEquals": ["Bad"], "Next": "After"}], "Branches": [)" +
                              waits("Slow", 50) + R"(, {"StartAt": "W", "States": {
        "W": {"Type": "Wait", "Seconds": 2, "Next": "F"},
        "F": {"Type": "Fail", "Error": "Bad", "Cause": "c"}}}]},
      "After": {"Type": "Succeed"})"));
  CHECK(ran.output == R"({"Error":"Bad","Cause":"c"})");
  CHECK(ran.lasted == 2s);
  CHECK(ran.types ==
        std::vector<std::string>{"ExecutionStarted", "ParallelStateEntered", "ParallelStateStarted",
                                 "WaitStateEntered", "WaitStateEntered", "WaitStateExited",
                                 "FailStateEntered", "WaitStateAborted", "ParallelStateFailed",
                                 "ParallelStateExited", "SucceedStateEntered", "SucceedStateExited",
                                 "ExecutionSucceeded"});
}

TEST_CASE("what happens at the time of a failure still happens to the siblings") {
  const Ran ran = run(machine(R"("First": {"Type": "Map", "End": true, "ItemProcessor": {
      "StartAt": "Item", "States": {"Item": {"Type": "Task", "End": true, "TimeoutSeconds": 5,
        "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}}}}})"),
                      "[1,2]", {{"Item", {returns("1", 9s)}}});
  CHECK(ran.error == "States.Timeout");
  const std::vector<std::string> events{ran.events.begin() + 13, ran.events.end()};
  CHECK(ran.events[11].starts_with("12<10 TaskTimedOut"));
  CHECK(ran.events[12].starts_with("13<11 TaskTimedOut"));
  CHECK(events ==
        std::vector<std::string>{
            R"(14<12 MapIterationFailed {"name":"First","index":0})", "15<12 TaskStateAborted",
            R"(16<12 MapIterationAborted {"name":"First","index":1})", "17<12 TaskStateAborted",
            "18<12 MapStateFailed", R"(19<18 ExecutionFailed {"error":"States.Timeout"})"});
}

TEST_CASE("a Parallel is tried again with all its branches") {
  const Ran ran = run(machine(R"("First": {"Type": "Parallel", "End": true,
      "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 10, "MaxAttempts": 1}],
      "Branches": [{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "Bad"}}}]})"));
  CHECK(ran.error == "Bad");
  CHECK(ran.lasted == 10s);
  CHECK(ran.events[3].starts_with("4<3 FailStateEntered"));
  CHECK(ran.events[4] == "5<4 ParallelStateStarted");
  CHECK(ran.events[6] == "7<6 ParallelStateFailed");
  CHECK(ran.events[7].starts_with("8<7 ExecutionFailed"));
  CHECK(ran.events.size() == 8);
}

TEST_CASE("a runtime error in a branch ends the execution, caught or not") {
  const Ran ran = run(machine(R"("First": {"Type": "Parallel", "Next": "After",
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "After"}],
      "Branches": [{"StartAt": "P", "States": {
        "P": {"Type": "Pass", "InputPath": "$.none", "End": true}}}]},
      "After": {"Type": "Succeed"})"));
  CHECK(ran.error == "States.Runtime");
  CHECK(
      ran.cause ==
      "An error occurred while executing the state 'P' (entered at the event id #4). Invalid path "
      "'$.none' : No results for path: $['none']");
  CHECK(ran.types.back() == "ExecutionFailed");
  CHECK(ran.types.size() == 5);
}

TEST_CASE("a Map runs over the items of its input, or of ItemsPath") {
  const Script script = {{"Item", {returns("1"), returns("2"), returns("3")}}};
  const Ran ran = run(map(R"("ItemsPath": "$.items")"), R"({"items":["a",{"b":2},false]})", script);
  CHECK(ran.output == "[1,2,3]");
  CHECK(ran.parameters == std::vector<std::string>{R"({"FunctionName":"f","Payload":"a"})",
                                                   R"({"FunctionName":"f","Payload":{"b":2}})",
                                                   R"({"FunctionName":"f","Payload":false})"});
  CHECK(run(map(R"("Comment": "all of it")"), "[5]", script).output == "[1]");
  CHECK(run(map(R"("Comment": "none")"), "[]", script).output == "[]");
}

TEST_CASE("an ItemSelector makes what each iteration gets") {
  const Ran ran =
      run(map(R"("InputPath": "$.in", "ItemsPath": "$.items", "ItemSelector": {
                             "i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value.x",
                             "all.$": "$.other", "fixed": true})"),
          R"({"in":{"other":"o","items":[{"x":"first"}]}})", {{"Item", {returns("1")}}});
  REQUIRE(ran.parameters.size() == 1);
  for (const char* member : {R"("i":0)", R"("v":"first")", R"("all":"o")", R"("fixed":true)"}) {
    CHECK(ran.parameters[0].find(member) != std::string::npos);
  }
}

TEST_CASE("the states of an iteration have no item in their context object") {
  const auto iterate = [](const std::string& state) {
    return run(machine(R"("First": {"Type": "Map", "ItemSelector": {"v.$": "$$.Map.Item.Value"},
        "ItemProcessor": {"StartAt": "I", "States": {"I": )" +
                       state + R"(}}, "End": true})"),
               "[[7]]");
  };
  const Ran missing =
      iterate(R"({"Type": "Pass", "Parameters": {"v.$": "$$.Map.Item.Value"}, "End": true})");
  CHECK(missing.status == "FAILED");
  CHECK(missing.error == "States.Runtime");
  CHECK(missing.cause.value_or("").starts_with(
      "An error occurred while executing the state 'I' (entered at the event id #5). The JSONPath "
      "'$$.Map.Item.Value' specified for the field 'v.$' could not be found in the input "
      R"('{"Execution":{)"));
  CHECK(missing.cause.value_or("").ends_with(
      R"("State":{"Name":"I","EnteredTime":"2026-02-10T03:21:17.042Z"}}')"));
  // A Map in an iteration has its own items, and not the one around it.
  const Ran nested = iterate(R"({"Type": "Map", "ItemsPath": "$.v", "End": true,
      "ItemSelector": {"v.$": "$$.Map.Item.Value"}, "ItemProcessor": {"StartAt": "J", "States": {
      "J": {"Type": "Pass", "End": true}}}})");
  CHECK(nested.output == R"([[{"v":7}]])");
}

TEST_CASE("MaxConcurrency bounds how many iterations run at once") {
  const Script script = {{"Item", {returns("1", 10s)}}};
  const auto lasts = [&](const std::string& limit) {
    return run(map(R"("MaxConcurrency": )" + limit), "[1,2,3,4,5]", script).lasted;
  };
  CHECK(lasts("0") == 10s);
  CHECK(lasts("2") == 30s);
  CHECK(lasts("1") == 50s);
  CHECK(lasts("9") == 10s);
  CHECK(
      run(map(R"("ItemsPath": "$.i", "MaxConcurrencyPath": "$.n")"), R"({"i":[1,2],"n":1})", script)
          .lasted == 20s);
  CHECK(run(map(R"("ItemsPath": "$.i", "MaxConcurrencyPath": "$.n")"), R"({"i":[1,2],"n":"1"})",
            script)
            .lasted == 20s);
  const Ran bad = run(map(R"("ItemsPath": "$.i", "MaxConcurrencyPath": "$.n")"),
                      R"({"i":[1],"n":"x"})", script);
  CHECK(bad.cause == in_first() +
                         R"(The MaxConcurrencyPath field refers to value "x" which is not a valid )"
                         "integer: $.n");
  for (const char* number : {R"("1x")", R"("")", R"("1.5")", "1.5", "{}"}) {
    CHECK(run(map(R"("ItemsPath": "$.i", "MaxConcurrencyPath": "$.n")"),
              std::string{R"({"i":[1],"n":)"} + number + "}", script)
              .error == "States.Runtime");
  }
}

TEST_CASE("a Map over what is no array is a runtime error") {
  const Ran ran = run(map(R"("ItemsPath": "$.items")"), R"({"items":1})");
  CHECK(ran.error == "States.Runtime");
  CHECK(ran.cause == in_first() + R"(Reference path "$.items" must point to array.)");
  CHECK(run(map(R"("ItemsPath": "$$.Execution.Input")"), R"({"items":1})").cause ==
        in_first() + R"(Reference path "$.Execution.Input" must point to array.)");
}

TEST_CASE("an ItemsPath that leads nowhere has an error of its own") {
  const Ran ran = run(map(R"("ItemsPath": "$.found.items")"), R"({"found":{"a":1}})");
  CHECK(ran.error == "States.ReferencePathConflict");
  CHECK(ran.cause == R"(Unable to apply step "items" to input {"found":{"a":1}})");
  CHECK(ran.types.back() == "ExecutionFailed");
  CHECK(ran.types.size() == 3);
}

TEST_CASE("iterations end in the order of their items when one has failed") {
  const Ran ran = run(machine(R"("First": {"Type": "Map", "End": true, "ItemProcessor": {
      "StartAt": "Kind", "States": {
        "Kind": {"Type": "Choice", "Default": "Long",
          "Choices": [{"Variable": "$", "NumericEquals": 1, "Next": "Short"}]},
        "Long": {"Type": "Wait", "Seconds": 20, "End": true},
        "Short": {"Type": "Wait", "Seconds": 1, "Next": "Boom"},
        "Boom": {"Type": "Fail", "Error": "Boom"}}}})"),
                      "[0,1]");
  const std::vector<std::string> types{ran.types.end() - 5, ran.types.end()};
  CHECK(types == std::vector<std::string>{"MapIterationAborted", "WaitStateAborted",
                                          "MapIterationFailed", "MapStateFailed",
                                          "ExecutionFailed"});
}

TEST_CASE("a Map knows how often it was tried again") {
  const Ran ran = run(map(R"("Retry": [{"ErrorEquals": ["States.ALL"]}],
      "ItemSelector": {"n.$": "$$.State.RetryCount"})"),
                      "[1]", {{"Item", {throws("Bad"), returns("2")}}});
  CHECK(ran.output == "[2]");
  REQUIRE(ran.parameters.size() == 2);
  CHECK(ran.parameters[0] == R"({"FunctionName":"f","Payload":{"n":0}})");
  CHECK(ran.parameters[1] == R"({"FunctionName":"f","Payload":{"n":1}})");
}

TEST_CASE("an iteration that fails fails the Map, which may retry and catch") {
  const Script script = {{"Item", {returns("1"), throws("Lambda.X"), returns("2")}}};
  CHECK(run(map(R"("MaxConcurrency": 1)"), "[1,2]", script).error == "Lambda.X");
  const Ran retried = run(map(R"("MaxConcurrency": 1, "Retry": [{"ErrorEquals": ["States.ALL"]}])"),
                          "[1,2]", script);
  CHECK(retried.output == "[2,2]");
  CHECK(retried.lasted == 1s);
}
