// SPDX-License-Identifier: Apache-2.0
// Retry and Catch. https://states-language.net/#errors
#include "support.hpp"

using namespace idm_synth::test;
using namespace std::chrono_literals;

namespace {

/// A Task "First" with these fields; "Handler" gives its input as the output.
std::string task(const std::string& fields) {
  return machine(R"("First": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "t", "Message": "m"}, )" +
                 fields + R"(, "Next": "Done"},
      "Handler": {"Type": "Pass", "End": true}, "Done": {"Type": "Succeed"})");
}

/// The same without a handler.
std::string bare_task(const std::string& fields) {
  return machine(R"("First": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "t", "Message": "m"}, )" +
                 fields + R"(, "End": true})");
}

std::string retry(const std::string& fields) {
  return task(R"("Retry": [{"ErrorEquals": ["Sns.X"])" + fields +
              R"(}], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Handler"}])");
}

std::string catches(const std::string& names) {
  return task(R"("Catch": [{"ErrorEquals": [)" + names + R"(], "Next": "Handler"}])");
}

const Script failing = {{"First", {throws("Sns.X")}}};

}  // namespace

TEST_CASE("an error without a handler ends the execution with it") {
  const Ran ran = run(bare_task(R"("Comment": "x")"), "{}", failing);
  CHECK(ran.status == "FAILED");
  CHECK(ran.error == "Sns.X");
  CHECK(ran.cause == "because");
}

TEST_CASE("three attempts more, after 1, 2 and 4 seconds, unless a retrier says otherwise") {
  const Ran ran = run(retry(""), "{}", failing);
  CHECK(ran.calls == std::vector<std::chrono::milliseconds>{0s, 1s, 3s, 7s});
  CHECK(ran.output == R"({"Error":"Sns.X","Cause":"because"})");
}

TEST_CASE("a retrier's interval, rate, longest delay and attempts") {
  CHECK(run(retry(R"(, "MaxAttempts": 0)"), "{}", failing).calls.size() == 1);
  CHECK(
      run(retry(R"(, "IntervalSeconds": 10, "BackoffRate": 1.5, "MaxAttempts": 3)"), "{}", failing)
          .calls == std::vector<std::chrono::milliseconds>{0s, 10s, 25s, 47'500ms});
  CHECK(run(retry(R"(, "IntervalSeconds": 10, "MaxDelaySeconds": 15, "MaxAttempts": 3)"), "{}",
            failing)
            .calls == std::vector<std::chrono::milliseconds>{0s, 10s, 25s, 40s});
}

TEST_CASE("full jitter waits no longer than the delay") {
  const Ran ran =
      run(retry(R"(, "IntervalSeconds": 10, "BackoffRate": 1, "JitterStrategy": "FULL")"), "{}",
          failing);
  REQUIRE(ran.calls.size() == 4);
  CHECK(ran.calls.back() < 30s);
  CHECK(ran.calls.back() > 0s);
}

TEST_CASE("a retry that succeeds goes on as if nothing had happened") {
  const Ran ran = run(retry(""), "{}", {{"First", {throws("Sns.X"), returns(R"({"ok":true})")}}});
  CHECK(ran.output == R"({"ok":true})");
  CHECK(ran.lasted == 1s);
}

TEST_CASE("each retrier counts for itself, until the state is left") {
  const std::string definition = machine(R"(
      "First": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
        "Parameters": {"TopicArn": "t", "Message": "m"}, "Retry": [
          {"ErrorEquals": ["A"], "MaxAttempts": 1}, {"ErrorEquals": ["B"], "MaxAttempts": 1}],
        "Next": "Again"},
      "Again": {"Type": "Choice", "Default": "Done", "Choices": [
        {"Variable": "$.again", "BooleanEquals": true, "Next": "First"}]},
      "Done": {"Type": "Succeed"})");
  CHECK(
      run(definition, "{}", {{"First", {throws("A"), throws("B"), returns(R"({"again":false})")}}})
          .status == "SUCCEEDED");
  CHECK(run(definition, "{}", {{"First", {throws("A"), throws("B"), throws("A")}}}).error == "A");
  CHECK(run(definition, "{}",
            {{"First",
              {throws("A"), returns(R"({"again":true})"), throws("A"),
               returns(R"({"again":false})")}}})
            .status == "SUCCEEDED");
}

TEST_CASE("the parameters of a retry know how many there were") {
  const std::string definition = machine(R"asl(
      "First": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
        "Parameters": {"TopicArn": "t", "Message.$": "States.Format('{}', $$.State.RetryCount)"},
        "Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 2}]})asl");
  CHECK(run(definition, "{}", failing).parameters ==
        std::vector<std::string>{R"({"TopicArn":"t","Message":"0"})",
                                 R"({"TopicArn":"t","Message":"1"})",
                                 R"({"TopicArn":"t","Message":"2"})"});
}

TEST_CASE("names of errors match exactly, or as wildcards") {
  const auto is_caught = [](const std::string& names, const std::string& error) {
    return run(catches(names), "{}", {{"First", {throws(error)}}}).status == "SUCCEEDED";
  };
  CHECK(is_caught(R"("Sns.X")", "Sns.X"));
  CHECK(is_caught(R"("A", "Sns.X")", "Sns.X"));
  CHECK_FALSE(is_caught(R"("Sns.Y")", "Sns.X"));
  CHECK(is_caught(R"("States.ALL")", "Sns.X"));
  CHECK(is_caught(R"("States.TaskFailed")", "Sns.X"));
  CHECK_FALSE(is_caught(R"("State.ALL")", "Sns.X"));  // accepted, and never matches
  CHECK(is_caught(R"("States.ALL")", "States.Timeout"));
  CHECK_FALSE(is_caught(R"("States.TaskFailed")", "States.Timeout"));
}

TEST_CASE("a Catch gives the error on, by its ResultPath into the raw input") {
  const Script script = {{"First", {throws("Sns.X", "why")}}};
  CHECK(run(catches(R"("States.ALL")"), R"({"a":1})", script).output ==
        R"({"Error":"Sns.X","Cause":"why"})");
  const std::string kept = task(R"("InputPath": "$.a", "Catch": [
      {"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Handler"}])");
  CHECK(run(kept, R"({"a":1})", script).output ==
        R"({"a":1,"error":{"Error":"Sns.X","Cause":"why"}})");
  const std::string dropped = task(R"("Catch": [
      {"ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "Handler"}])");
  CHECK(run(dropped, R"({"a":1})", script).output == R"({"a":1})");
}

TEST_CASE("an error may have neither name nor cause") {
  const Script script = {{"First", {Answer{.thrown = idm_synth::asl::Thrown{}}}}};
  CHECK(run(catches(R"("States.ALL")"), "{}", script).output == R"({"Error":null,"Cause":null})");
  CHECK(run(bare_task(R"("Comment": "x")"), "{}", script).error == std::nullopt);
}

TEST_CASE("the first catcher that matches counts") {
  const std::string definition = machine(R"(
      "First": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true,
        "Parameters": {"TopicArn": "t", "Message": "m"}, "Catch": [
          {"ErrorEquals": ["Sns.X"], "Next": "One"}, {"ErrorEquals": ["States.ALL"], "Next": "Two"}]},
      "One": {"Type": "Pass", "Result": 1, "End": true},
      "Two": {"Type": "Pass", "Result": 2, "End": true})");
  CHECK(run(definition, "{}", failing).output == "1");
  CHECK(run(definition, "{}", {{"First", {throws("Else")}}}).output == "2");
}

TEST_CASE("a call that lasts longer than it may is a timeout without a cause") {
  const Script slow = {{"First", {returns("{}", 11s)}}};
  const Ran uncaught = run(bare_task(R"("TimeoutSeconds": 10)"), "{}", slow);
  CHECK(uncaught.error == "States.Timeout");
  CHECK(uncaught.cause == std::nullopt);
  CHECK(uncaught.lasted == 10s);
  const std::string caught = task(R"("TimeoutSecondsPath": "$.t",
              "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Handler"}])");
  CHECK(run(caught, R"({"t":10})", slow).output == R"({"Error":"States.Timeout","Cause":""})");
  CHECK(run(caught, R"({"t":11})", slow).output == "{}");
}

TEST_CASE("a timeout that is thrown has no cause either, and one of no time is a runtime error") {
  const std::string fields = R"("Type": "Task", "End": true, "TimeoutSecondsPath": "$.t",
      "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"})";
  const Ran ran = run(machine(R"("First": {)" + fields + "}"), R"({"t":5})",
                      {{"First", {throws("States.Timeout", "")}}});
  CHECK(ran.error == "States.Timeout");
  CHECK(ran.cause == std::nullopt);
  for (const char* input : {R"({"t":0})", R"({"t":-1})"}) {
    CHECK(run(machine(R"("First": {)" + fields + "}"), input, {{"First", {returns("1")}}}).error ==
          "States.Runtime");
  }
}

TEST_CASE("a missed heartbeat is a timeout that has a name of its own to catch it by") {
  const Script slow = {{"First", {returns("{}", 6s)}}};
  const auto with = [](const std::string& name) {
    return task(R"("TimeoutSeconds": 10, "HeartbeatSeconds": 5,
                   "Catch": [{"ErrorEquals": [")" +
                name + R"("], "Next": "Handler"}])");
  };
  const Ran ran = run(with("States.HeartbeatTimeout"), "{}", slow);
  CHECK(ran.output == R"({"Error":"States.Timeout","Cause":""})");
  CHECK(ran.lasted == 5s);
  CHECK(run(with("States.Timeout"), "{}", slow).status == "SUCCEEDED");
}

TEST_CASE("a runtime error cannot be caught") {
  for (const char* names : {R"("States.ALL")", R"("States.Runtime")",
                            R"("States.ParameterPathFailure")", R"("States.TaskFailed")"}) {
    const std::string definition =
        task(std::string{R"("InputPath": "$.none", "Retry": [{"ErrorEquals": [)"} + names +
             R"(]}], "Catch": [{"ErrorEquals": [)" + names + R"(], "Next": "Handler"}])");
    const Ran ran = run(definition);
    CHECK(ran.status == "FAILED");
    CHECK(ran.error == "States.Runtime");
    CHECK(ran.cause == in_first() + "Invalid path '$.none' : No results for path: $['none']");
  }
}

TEST_CASE("a template's error shows what the template is evaluated with") {
  struct Case {
    std::string fields;
    std::string shown;
  };
  const auto [fields, shown] = GENERATE(values<Case>({
      {"", R"({ "a": {"b": 1} })"},
      {R"("InputPath": "$", )", R"({ "a": {"b": 1} })"},
      {R"("InputPath": "$.a", )", R"({"b":1})"},
      {R"("InputPath": null, )", "{}"},
  }));
  CAPTURE(fields);
  const std::string before =
      R"("First": {"Type": "Pass", "End": true, )" + fields + R"("Parameters": {"x.$": )";
  const std::string input = R"({ "a": {"b": 1} })";
  CHECK(run(machine(before + R"("$.no"}})"), input).cause ==
        in_first() +
            "The JSONPath '$.no' specified for the field 'x.$' could not be found in the "
            "input '" +
            shown + "'");
  CHECK(run(machine(before + R"x("States.Array($.no)"}})x"), input).cause ==
        in_first() +
            "The function 'States.Array($.no)' had the following error: The JsonPath "
            "argument for the field '$.no' could not be found in the input '" +
            shown + "'");
}

TEST_CASE("a runtime error may come from what is made of the result, too") {
  const Ran ran = run(task(R"("OutputPath": "$.no.such", "Catch": [
                              {"ErrorEquals": ["States.ALL"], "Next": "Handler"}])"),
                      "{}", {{"First", {returns("{}")}}});
  CHECK(ran.error == "States.Runtime");
  CHECK(ran.cause == in_first() + "Invalid path '$.no.such' : Missing property in path $['no']");
}

TEST_CASE("nor can what a task calls by that name") {
  for (const char* names : {"\"States.ALL\"", "\"States.Runtime\"", "\"States.TaskFailed\""}) {
    INFO(names);
    const Ran ran = run(catches(names), "{}", {{"First", {throws("States.Runtime")}}});
    CHECK(ran.status == "FAILED");
    CHECK(ran.error == "States.Runtime");
    CHECK(ran.cause == "because");
  }
}

TEST_CASE("a result over 262,144 bytes is an error of the task") {
  const std::string fits = "\"" + std::string(262'142, 'x') + "\"";
  const std::string too_large = "\"" + std::string(262'143, 'x') + "\"";
  CHECK(run(catches(R"("States.ALL")"), "{}", {{"First", {returns(fits)}}}).output == fits);
  const Ran ran =
      run(catches(R"("States.DataLimitExceeded")"), "{}", {{"First", {returns(too_large)}}});
  CHECK(ran.output ==
        R"({"Error":"States.DataLimitExceeded","Cause":"The state/task 'sns' returned a result )"
        R"(with a size exceeding the maximum number of bytes service limit."})");
  const std::string function = "arn:aws:lambda:eu-west-1:111122223333:function:f";
  const Ran bare =
      run(machine(R"("First": {"Type": "Task", "Resource": ")" + function + R"(", "End": true})"),
          "{}", {{"First", {returns(too_large)}}});
  CHECK(bare.error == "States.DataLimitExceeded");
  CHECK(bare.cause == "The state/task '" + function +
                          "' returned a result with a size exceeding the maximum number of bytes "
                          "service limit.");
}

TEST_CASE("a value that nests ever deeper ends the execution") {
  const Ran ran = run(machine(R"-("First": {"Type": "Pass", "Next": "Second",
                                  "Parameters": {"x.$": "States.Array($.x)"}},
                                  "Second": {"Type": "Choice", "Default": "First", "Choices": [
                                  {"Variable": "$.stop", "IsPresent": true, "Next": "Last"}]},
                                  "Last": {"Type": "Succeed"})-"),
                      R"({"x":1})");
  CHECK(ran.status == "FAILED");
  CHECK(ran.error == "States.Runtime");
  CHECK(
      ran.cause->ends_with("Document nesting depth (1001) exceeds the maximum allowed (1000, from "
                           "`StreamWriteConstraints.getMaxNestingDepth()`)"));
}

TEST_CASE("an output over 262,144 bytes ends the execution") {
  const std::string half = std::string(200'000, 'x');
  const Ran ran = run(machine(R"("First": {"Type": "Pass", "End": true,
                                 "Parameters": {"a.$": "$.x", "b.$": "$.x"}})"),
                      R"({"x":")" + half + "\"}");
  CHECK(ran.status == "FAILED");
  CHECK(ran.error == "States.DataLimitExceeded");
}
