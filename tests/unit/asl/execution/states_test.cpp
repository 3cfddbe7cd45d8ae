// SPDX-License-Identifier: Apache-2.0
// What each type of state makes of its input. https://states-language.net/
#include "support.hpp"

using namespace idm_synth::test;
using namespace std::chrono_literals;

TEST_CASE("a Pass gives its input, its parameters or its result on") {
  CHECK(output_of(R"("Type": "Pass")", R"({"a":1})") == R"({"a":1})");
  CHECK(output_of(R"("Type": "Pass", "Parameters": {"b.$": "$.a"})", R"({"a":1})") == R"({"b":1})");
  CHECK(output_of(R"("Type": "Pass", "Result": {"b.$": "$.a"})", R"({"a":1})") ==
        R"({"b.$":"$.a"})");
  CHECK(output_of(R"("Type": "Pass", "Result": null)") == "null");
  // No double holds them.
  const std::string large = R"({"n":123456789012345678901234567890,"m":[-9223372036854775809]})";
  CHECK(output_of(R"("Type": "Pass", "Result": )" + large) == large);
  CHECK(output_of(R"("Type": "Pass", "Parameters": )" + large) == large);
}

TEST_CASE("a Pass with a Result reads neither its InputPath nor its Parameters") {
  CHECK(output_of(R"("Type": "Pass", "Result": 1, "InputPath": "$.none", "ResultPath": "$.r",
      "Parameters": {"p.$": "$.none"})",
                  R"({"a":1})") == R"({"a":1,"r":1})");
}

TEST_CASE("any JSON may be the input and the output") {
  for (const char* value : {"null", "0.0", "\"x\"", "[1,[2]]", "true"}) {
    CHECK(output_of(R"("Type": "Pass")", value) == value);
    CHECK(run(machine(R"("First": {"Type": "Succeed"})"), value).output == value);
  }
}

TEST_CASE("InputPath and OutputPath choose a part, and null chooses nothing") {
  CHECK(output_of(R"("Type": "Pass", "InputPath": "$.a.b")", R"({"a":{"b":7}})") == "7");
  CHECK(output_of(R"("Type": "Pass", "OutputPath": "$.a")", R"({"a":{"b":7}})") == R"({"b":7})");
  CHECK(output_of(R"("Type": "Pass", "InputPath": null)", R"({"a":1})") == "{}");
  CHECK(output_of(R"("Type": "Pass", "OutputPath": null, "Result": 5)", R"({"a":1})") == "{}");
  CHECK(output_of(R"("Type": "Pass", "InputPath": "$$.Execution.Name")") == "\"run\"");
}

TEST_CASE("ResultPath puts the result into the raw input") {
  const std::string fields = R"("Type": "Pass", "InputPath": "$.a", "Result": 5, "ResultPath": )";
  CHECK(output_of(fields + R"("$.b")", R"({"a":1})") == R"({"a":1,"b":5})");
  CHECK(output_of(fields + R"("$.a")", R"({"a":1,"z":2})") == R"({"a":5,"z":2})");
  CHECK(output_of(fields + R"("$.b.c['d e']")", R"({"a":1})") == R"({"a":1,"b":{"c":{"d e":5}}})");
  CHECK(output_of(fields + "null", R"({"a":1})") == R"({"a":1})");
  CHECK(output_of(fields + R"("$")", R"({"a":1})") == "5");
  CHECK(output_of(fields + R"("$.list[1]")", R"({"a":1,"list":[1,2,3]})") ==
        R"({"a":1,"list":[1,5,3]})");
}

TEST_CASE("a ResultPath that does not fit the input has an error of its own") {
  const auto cause =
      [](const std::string& path, const std::string& input) {
        const Ran ran = run(machine(R"("First": {"Type": "Pass", "Result": 1, "End": true,
        "ResultPath": ")" + path + "\"}"),
                            input);
        CHECK(ran.error == "States.ReferencePathConflict");
        CHECK(ran.types.back() == "ExecutionFailed");
        return ran.cause;
      };
  CHECK(cause("$.r", R"("text")") == R"(Unable to apply ReferencePath $.r to input "text")");
  CHECK(cause("$.r", "[1]") == R"(Unable to apply step "r" to input [1])");
  CHECK(cause("$.a.b", R"({"a":"x"})") == R"(Unable to apply step "b" to input {"a":"x"})");
}

TEST_CASE("no path can be applied to an input that is null") {
  const std::string cause =
      in_first() + "Unable to apply Path transformation to null or empty input.";
  for (const char* state : {R"("Type": "Pass", "InputPath": "$.a", "Next": "After")",
                            R"("Type": "Pass", "Parameters": {"p.$": "$"}, "Next": "After")",
                            R"("Type": "Choice", "Default": "After",
                               "Choices": [{"Variable": "$", "IsString": true, "Next": "After"}])"}) {
    const Ran ran =
        run(machine("\"First\": {" + std::string{state} + R"(}, "After": {"Type": "Succeed"})"),
            "null");
    CHECK(ran.error == "States.Runtime");
    CHECK(ran.cause == cause);
  }
  CHECK(output_of(R"("Type": "Pass", "InputPath": "$")", "null") == "null");
  CHECK(output_of(R"("Type": "Pass", "Parameters": {"p.$": "$.a"})", R"({"a":null})") ==
        R"({"p":null})");
}

TEST_CASE("a Wait lasts as long as it says") {
  const auto lasts = [](const std::string& fields, const std::string& input = "{}") {
    const Ran ran =
        run(machine(R"("First": {"Type": "Wait", "End": true, )" + fields + "}"), input);
    INFO(ran.cause.value_or(""));
    CHECK(ran.status == "SUCCEEDED");
    return ran.lasted;
  };
  CHECK(lasts(R"("Seconds": 300)") == 300s);
  CHECK(lasts(R"("SecondsPath": "$.s")", R"({"s":0})") == 0s);
  CHECK(lasts(R"("SecondsPath": "$.s")", R"({"s":7})") == 7s);
  CHECK(lasts(R"("SecondsPath": "$.s")", R"({"s":"7"})") == 7s);
  CHECK(lasts(R"("Timestamp": "2026-02-10T03:22:17Z")") == 59'958ms);
  CHECK(lasts(R"("Timestamp": "2026-02-10T05:21:18.042+02:00")") == 1s);
  CHECK(lasts(R"("TimestampPath": "$.t")", R"({"t":"2026-02-10T03:21:18.0425Z"})") == 1001ms);
  CHECK(lasts(R"("Timestamp": "2016-01-01T00:00:00Z")") == 0s);  // the past
  CHECK(lasts(R"("TimestampPath": "$.t")", R"({"t":"2026-02-10t04:22+01"})") == 42'958ms);
  CHECK(lasts(R"("TimestampPath": "$.t")", R"({"t":"-999999999-01-01T00:00Z"})") == 0s);
}

TEST_CASE("a Wait that cannot know its end is a runtime error") {
  const auto cause = [](const std::string& fields, const std::string& input) {
    const Ran ran =
        run(machine(R"("First": {"Type": "Wait", "End": true, )" + fields + "}"), input);
    CHECK(ran.status == "FAILED");
    CHECK(ran.error == "States.Runtime");
    return ran.cause.value_or("").substr(in_first().size());
  };
  CHECK(cause(R"("SecondsPath": "$.s")", R"({"s":-1})") ==
        "The SecondsPath parameter references a negative value: $.s == -1");
  CHECK(cause(R"("SecondsPath": "$.s")", R"({"s":1.5})") ==
        "The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5");
  CHECK(cause(R"("SecondsPath": "$.s")", R"({"s":1.0})") ==
        "The SecondsPath parameter cannot be parsed as a long value: $.s == 1.0");
  CHECK(cause(R"("SecondsPath": "$.s")", R"({"s":"1.5"})") ==
        "The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5");
  CHECK(cause(R"("SecondsPath": "$.s")", R"({"s":{"raw":"3"}})") ==
        R"(The SecondsPath parameter cannot be parsed as a long value: $.s == {"raw":"3"})");
  CHECK(cause(R"("SecondsPath": "$.s")", R"({"s":"-1"})") ==
        "The SecondsPath parameter references a negative value: $.s == -1");
  CHECK(cause(R"("SecondsPath": "$.s")", "{}") ==
        "The SecondsPath parameter does not reference an input value: $.s");
  CHECK(cause(R"("TimestampPath": "$.t")", R"({"t":"2016-12-05 21:29:29Z"})") ==
        "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time "
        "format string: $.t == 2016-12-05 21:29:29Z");
  CHECK(cause(R"("TimestampPath": "$.t")", R"({"t":"2126-12-05T21:29:29Z"})") ==
        "Wait state delay is too long.");
  CHECK(cause(R"("TimestampPath": "$.t")", R"({"t":"+999999999-12-31T23:59:59Z"})") ==
        "Wait state delay is too long.");
  CHECK(cause(R"("TimestampPath": "$.t")", R"({"t":"2026-12-31T23:59:60Z"})") ==
        "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time "
        "format string: $.t == 2026-12-31T23:59:60Z");
}

TEST_CASE("a Choice goes where the first rule that holds leads") {
  const std::string states = machine(R"(
      "First": {"Type": "Choice", "Default": "Other", "Choices": [
        {"Variable": "$.n", "NumericGreaterThan": 5, "Next": "Large"},
        {"Variable": "$.n", "NumericGreaterThan": 0, "Next": "Small"}]},
      "Large": {"Type": "Pass", "Result": "large", "End": true},
      "Small": {"Type": "Pass", "Result": "small", "End": true},
      "Other": {"Type": "Succeed", "OutputPath": "$.n"})");
  CHECK(run(states, R"({"n":6})").output == "\"large\"");
  CHECK(run(states, R"({"n":5})").output == "\"small\"");
  CHECK(run(states, R"({"n":"6"})").output == "\"6\"");  // another type: no rule holds
}

TEST_CASE("a Choice without a rule that holds, and without a Default, is a runtime error") {
  const Ran ran = run(machine(R"(
      "First": {"Type": "Choice", "Choices": [{"Variable": "$.n", "IsNull": true, "Next": "End"}]},
      "End": {"Type": "Succeed"})"),
                      R"({"n":1})");
  CHECK(ran.error == "States.Runtime");
  CHECK(ran.cause ==
        in_first() +
            "Failed to transition out of the state. The state does not point to a next "
            "state.");
}

TEST_CASE("a Choice that reads what is not there is a runtime error") {
  const Ran ran = run(machine(R"(
      "First": {"Type": "Choice", "Default": "End",
                "Choices": [{"Variable": "$.foo", "IsNull": true, "Next": "End"}]},
      "End": {"Type": "Succeed"})"));
  CHECK(ran.error == "States.Runtime");
  CHECK(ran.cause == in_first() +
                         "Invalid path '$.foo': The choice state's condition path references an "
                         "invalid value.");
}

TEST_CASE("a Fail ends with its error and cause, either of which may be absent") {
  const auto fails = [](const std::string& fields, const std::string& input = "{}") {
    return run(machine(R"("First": {"Type": "Fail")" + fields + "}"), input);
  };
  const Ran both = fails(R"(, "Error": "E", "Cause": "C")");
  CHECK(both.status == "FAILED");
  CHECK(both.error == "E");
  CHECK(both.cause == "C");
  CHECK(fails("").error == std::nullopt);
  CHECK(fails("").cause == std::nullopt);
  const Ran found =
      fails(R"asl(, "ErrorPath": "$.e", "CausePath": "States.Format('because {}', $.c)")asl",
            R"({"e":"E","c":3})");
  CHECK(found.error == "E");
  CHECK(found.cause == "because 3");
  const Ran missing = fails(R"(, "ErrorPath": "$.x")", R"({"e":"E"})");
  CHECK(missing.error == "States.Runtime");
  CHECK(missing.cause == in_first() +
                             "The JSONPath '$.x' specified for the field 'ErrorPath' could not be "
                             R"(found in the input '{"e":"E"}')");
}

TEST_CASE("a Task calls with its parameters and selects from its result") {
  const std::string task = R"(
      "Type": "Task", "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "t", "Message.$": "$.text"},
      "ResultSelector": {"id.$": "$.MessageId"}, "ResultPath": "$.sent", "OutputPath": "$.sent")";
  const Ran ran = run(machine(R"("First": {)" + task + R"(, "End": true})"), R"({"text":"hello"})",
                      {{"First", {returns(R"({"MessageId":"m","Other":1})", 1500ms)}}});
  CHECK(ran.output == R"({"id":"m"})");
  CHECK(ran.parameters == std::vector<std::string>{R"({"TopicArn":"t","Message":"hello"})"});
  CHECK(ran.lasted == 1500ms);
}

TEST_CASE("the context object tells of the execution, the machine and the state") {
  const std::string output =
      output_of(R"("Type": "Pass", "Parameters": {"all.$": "$$"})", R"({"a":1})");
  CHECK(output ==
        R"({"all":{"Execution":{"Id":"arn:aws:states:eu-west-1:123456789012:execution:)"
        R"(StateMachine:run","Input":{"a":1},"StartTime":"2026-02-10T03:21:17.042Z","Name":"run",)"
        R"("RoleArn":"arn:aws:iam::123456789012:role/StateMachineRole","RedriveCount":0},)"
        R"("StateMachine":{"Id":"arn:aws:states:eu-west-1:123456789012:stateMachine:StateMachine",)"
        R"("Name":"StateMachine"},"State":{"Name":"First",)"
        R"("EnteredTime":"2026-02-10T03:21:17.042Z"}}})");
}

TEST_CASE("the machine's own time limit ends the execution, and nothing catches that") {
  const Ran ran = run(R"({"StartAt": "First", "TimeoutSeconds": 10, "States": {
      "First": {"Type": "Wait", "Seconds": 11, "End": true}}})");
  CHECK(ran.status == "TIMED_OUT");
  CHECK(ran.lasted == 10s);
  CHECK(ran.types.back() == "ExecutionTimedOut");
}

TEST_CASE("an execution without an end fails when its history is full") {
  const std::string loop = R"("Pass": {"Type": "Pass", "Next": "Again"},
      "Again": {"Type": "Choice", "Default": "Pass",
                "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "End"}]},
      "End": {"Type": "Succeed"})";
  const auto check = [&](const std::string& first, const std::string& states,
                         const std::string& last) {
    const Ran ran = run(R"({"StartAt": ")" + first + R"(", "States": {)" + states + loop + "}}",
                        "{}", {{"Call", {returns("{}")}}});
    CHECK(ran.status == "FAILED");
    CHECK(ran.error == "States.Runtime");
    CHECK(ran.cause == "The execution reached the maximum number of history events (25000).");
    REQUIRE(ran.types.size() == 25'000);
    CHECK(ran.types[24'998] == last);
    CHECK(ran.events.back().starts_with("25000<24999 ExecutionFailed"));
  };
  check("Pass", "", "PassStateExited");
  // Five events before the loop: the limit is reached inside a state.
  check("Call", R"("Call": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "t", "Message": "m"}, "Next": "Pass"},)",
        "PassStateEntered");
}

TEST_CASE("what cannot be executed is refused by the state's name") {
  CHECK_THROWS_WITH(run(machine(R"("First": {"Type": "Pass", "QueryLanguage": "JSONata",
                                             "End": true})")),
                    R"(the state "First" is in JSONata, and only JSONPath can be executed)");
  CHECK_THROWS_WITH(
      run(machine(R"("First": {"Type": "Map", "End": true, "ItemProcessor": {
      "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
      "StartAt": "In", "States": {"In": {"Type": "Pass", "End": true}}}})")),
      R"(the state "First" is a distributed Map, and only an inline one can be executed)");
}
