// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/mock_config.hpp>

#include "support.hpp"

using namespace idm_synth;
using namespace std::chrono_literals;
using idm_synth::test::verified;
using idm_synth::test::violated;
using std::chrono::seconds;
using Verdict = asl::Property::Verdict;

namespace {

/// A machine that calls a function, and does more with `fields` ("Retry": …).
std::string calls_function(const std::string& fields, const std::string& more_states = {}) {
  return R"({"StartAt": "Call", "States": {"Call": {"Type": "Task",
             "Resource": "arn:aws:states:::lambda:invoke",
             "Parameters": {"FunctionName": "f"}, "TimeoutSeconds": 10, )" +
         fields + "}" + more_states + "}}";
}

const std::string alert = R"(, "Alert": {"Type": "Task",
    "Resource": "arn:aws:states:::sns:publish", "TimeoutSeconds": 5,
    "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:111122223333:alerts", "Message": "failed"},
    "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 300, "BackoffRate": 1}],
    "End": true})";

const std::string caught = R"("Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Alert"}])";

const asl::VerifyResult& of_export_machine() {
  static const asl::VerifyResult result = verified(test::export_machine());
  return result;
}

asl::VerifyOptions with(const asl::ListedOutcomes& outcomes) {
  asl::VerifyOptions options;
  options.outcomes = &outcomes;
  return options;
}

/// A line for each: state, status and error.
std::string endings(const asl::VerifyResult& result) {
  std::string text;
  for (const asl::Ending& ending : result.endings) {
    text += ending.state + " " + std::string{name(ending.status)} + " " +
            ending.error.value_or("-") + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("the export machine holds", "[explorer]") {
  const asl::VerifyResult& result = of_export_machine();
  CHECK(violated(result).empty());
  for (const asl::Property& property : result.properties) {
    INFO(property.id);
    CHECK(property.verdict == Verdict::holds);
  }
  CHECK(result.inputs == 20);
  CHECK(result.longest == seconds{227'580});  // 63 h 13 min
  REQUIRE(result.most_events);
  CHECK(*result.most_events < 25'000);
  CHECK(result.configurations > 10'000);
  CHECK(result.ends > 10);
}

TEST_CASE("how executions may end is listed", "[explorer]") {
  CHECK(endings(of_export_machine()) ==
        "ExportFailed FAILED DescribeExportTaskFailed\n"
        "ExportFailed FAILED ExportOfAnotherSnapshot\n"
        "ExportFailed FAILED ExportTaskFailed\n"
        "ExportFailed FAILED ExportTookTooLong\n"
        "ExportFailed FAILED NoSnapshotInInput\n"
        "ExportFailed FAILED NotAClusterSnapshot\n"
        "ExportFailed FAILED StartExportTaskFailed\n"
        "ExportFailed FAILED WarningNotPublished\n"
        "ExportSucceeded SUCCEEDED -\n");
  CHECK(endings(verified(
            R"({"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                {"StartAt": "F", "States": {"F": {"Type": "Fail"}}}]}}})")) == "P FAILED -\n");
}

TEST_CASE("what no machine can catch is listed", "[explorer]") {
  const asl::VerifyResult& result = of_export_machine();
  REQUIRE(result.excused.size() == 4);
  CHECK(result.excused[0].what == "SNS refuses the alert for 10 minutes or more");
  CHECK(result.excused[0].count > 0);
  REQUIRE(result.excused[0].trace);
  CHECK(result.excused[0].trace->steps.back().state == "ExportFailed");
  CHECK(result.excused[1].what == "somebody stops the execution (StopExecution)");
  CHECK(result.excused[2].what == "the execution is never started, or its event never sent");
  CHECK(result.excused[3].what ==
        "the history reaches its limit of 25,000 events, which it never does here");
}

TEST_CASE("the longest time takes every retry and every timeout", "[explorer]") {
  const asl::VerifyResult& result = of_export_machine();
  REQUIRE(result.longest_trace);
  CHECK(result.longest_trace->duration == *result.longest);
  CHECK(result.longest_trace->status == asl::ExecutionStatus::failed);
}

TEST_CASE("another definition is checked for what applies to it", "[explorer]") {
  const asl::ListedOutcomes outcomes{R"({"Call": [{"Return": {"ok": true}}]})"};
  const asl::VerifyResult result = verified(
      calls_function(R"("Next": "Done", )" + caught, R"(, "Done": {"Type": "Succeed"})" + alert),
      with(outcomes));
  CHECK(violated(result).empty());
  CHECK(result.property("ends").verdict == Verdict::holds);
  CHECK(result.property("alert").verdict == Verdict::holds);
  CHECK(result.property("bounded").verdict == Verdict::holds);
  for (const char* id : {"complete", "once", "valid-start", "no-false-alert"}) {
    CHECK(result.property(id).verdict == Verdict::not_checked);
  }
  // The call, then four tries of the alert with three waits between them.
  CHECK(result.longest == seconds{10 + 4 * 5 + 3 * 300});
}

TEST_CASE("a failure that nobody is told of", "[explorer]") {
  const asl::ListedOutcomes outcomes{
      R"({"arn:aws:states:::lambda:invoke": [{"Throw": {"Error": "Lambda.Busy"}}]})"};
  const asl::VerifyResult result =
      verified(calls_function(R"("Next": "Done")", R"(, "Done": {"Type": "Succeed"})"), [&] {
        asl::VerifyOptions options = with(outcomes);
        options.alert_state = "Call";
        return options;
      }());
  CHECK(violated(result) == "alert");
  CHECK(result.property("alert").counterexamples.front().state == "Call");
}

TEST_CASE("a task whose outcomes are not known", "[explorer]") {
  CHECK_THROWS_WITH(verified(calls_function(R"("End": true)")),
                    Catch::Matchers::Contains("\"Call\" may end with"));
  asl::VerifyOptions options;
  options.alert_state = "Nowhere";
  CHECK_THROWS_WITH(verified(test::export_machine(), options),
                    Catch::Matchers::Contains("\"Nowhere\" is no Task"));
}

TEST_CASE("more configurations than may be explored", "[explorer]") {
  asl::VerifyOptions options;
  options.most_configurations = 100;
  CHECK_THROWS_AS(verified(test::export_machine(), options), asl::TooManyConfigurations);
  // A few configurations, and a call with many outcomes.
  std::string throws = R"({"Throw": {"Error": "E"}})";
  for (int i = 0; i < 100; ++i)
    throws += R"(, {"Throw": {"Error": "E)" + std::to_string(i) + R"("}})";
  const asl::ListedOutcomes outcomes{R"({"Call": [)" + throws + "]}"};
  options.outcomes = &outcomes;
  const std::string machine = calls_function(R"("End": true, )" + caught, alert);
  CHECK_THROWS_WITH(verified(machine, options),
                    Catch::Matchers::StartsWith("more than 100 outcomes of calls: "));
  options.most_configurations = 1'000;
  CHECK(verified(machine, options).holds());
}

TEST_CASE("states that lead to each other without a call", "[explorer]") {
  const asl::VerifyResult result = verified(
      R"({"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"},
          "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true,
          "Next": "C"}], "Default": "A"}, "C": {"Type": "Succeed"}}})");
  CHECK(violated(result) == "ends bounded");
}

TEST_CASE("a counter that somebody reads makes ever new configurations", "[explorer]") {
  const asl::VerifyResult result = verified(
      R"json({"StartAt": "A", "States": {
          "A": {"Type": "Pass", "Assign": {"n": 0}, "Next": "B"},
          "B": {"Type": "Choice", "Choices": [{"Variable": "$n", "NumericEquals": -1,
          "Next": "C"}], "Assign": {"n.$": "States.MathAdd($n, 1)"}, "Default": "B"},
          "C": {"Type": "Succeed"}}})json");
  CHECK(violated(result) == "ends");
  CHECK(result.property("ends").counterexamples.front().summary ==
        "the history reaches its limit of 25,000 events");
}

TEST_CASE("branches and iterations are explored, with what they call", "[explorer]") {
  const std::string call = R"({"StartAt": "In", "States": {"In": {"Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"},
      "TimeoutSeconds": 10, "End": true}}})";
  std::string other = call;
  other.replace(other.find("In"), 2, "No");
  other.replace(other.find("\"In\""), 4, "\"No\"");
  const asl::ListedOutcomes outcomes{
      R"({"arn:aws:states:::lambda:invoke": [{"Return": {"ok": true}}]})"};
  SECTION("parallel") {
    const asl::VerifyResult result =
        verified(R"({"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "Branches": [)" +
                     call + "," + other + R"(], "Retry": [{"ErrorEquals": ["States.TaskFailed"],
            "MaxAttempts": 1}], "Next": "Done", )" +
                     caught + R"(}, "Done": {"Type": "Succeed"})" + alert + "}}",
                 with(outcomes));
    CHECK(violated(result).empty());
    // At the same time: no branch waits for the other one.
    CHECK(result.longest == seconds{10 + 1 + 10 + 4 * 5 + 3 * 300});
    CHECK(result.not_explored.empty());
    CHECK(result.most_events);
  }
  SECTION("map") {
    asl::VerifyOptions options = with(outcomes);
    options.inputs = {{.label = "three", .text = "[1, 2, 3]"}, {.label = "no list", .text = "{}"}};
    const asl::VerifyResult result = verified(
        R"({"StartAt": "Each", "States": {"Each": {"Type": "Map", "ItemProcessor": )" + call +
            R"(, "Next": "Done", )" + caught + R"(}, "Done": {"Type": "Succeed"})" + alert + "}}",
        options);
    CHECK(violated(result) == "alert");  // of the input that is no list
    REQUIRE(result.property("alert").counterexamples.size() == 1);
    CHECK(result.property("alert").counterexamples[0].trace.input.label == "no list");
    CHECK(result.longest == seconds{10 + 4 * 5 + 3 * 300});
    CHECK(result.not_explored.empty());
  }
}

TEST_CASE("what one branch tells does not count when another one fails meanwhile", "[explorer]") {
  const asl::ListedOutcomes outcomes{R"({"Call": [{"Return": {"ok": true}}]})"};
  const std::string call = calls_function(R"("End": true)");
  const std::string tell = R"({"StartAt": "Alert", "States": {)" + alert.substr(2) + "}}";
  const auto after = [&](const std::string& state) {
    return violated(verified(R"({"StartAt": "First", "States": {"First": )" + state +
                                 R"(, "Done": {"Type": "Succeed"}}})",
                             with(outcomes)));
  };
  const auto parallel = [](const std::string& branches) {
    return R"({"Type": "Parallel", "Next": "Done", "Branches": [)" + branches + "]}";
  };
  CHECK(after(parallel(tell + "," + call)) == "alert");
  CHECK(after(parallel(call + "," + tell)) == "alert");
  // A branch that has told itself, and what fails when all branches have ended.
  const std::string told = R"({"StartAt": "Call", "States": {"Call": {"Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"},
      "TimeoutSeconds": 10, "End": true, )" +
                           caught + R"(}, )" +
                           std::string{alert.substr(2)}.replace(alert.find("\"End\": true") - 2, 11,
                                                                R"("Next": "Stop")") +
                           R"(, "Stop": {"Type": "Fail", "Error": "Stopped"}}})";
  CHECK(after(parallel(told)).empty());
  CHECK(after(R"({"Type": "Parallel", "Next": "Last", "Branches": [)" + tell +
              R"(]}, "Last": {"Type": "Parallel", "Next": "Done", "Branches": [)" + call + "]}")
            .empty());
}

TEST_CASE("whichever branch fails first ends what the others do, wherever they are", "[explorer]") {
  const std::string tell = R"({"StartAt": "Alert", "States": {)" +
                           std::string{alert.substr(2)}.replace(alert.find("\"End\": true") - 2, 11,
                                                                R"("Next": "Late")") +
                           R"(, "Late": {"Type": "Fail", "Error": "Late"}}})";
  const std::string stop =
      R"({"StartAt": "Stop", "States": {"Stop": {"Type": "Fail", "Error": "Early"}}})";
  for (const std::string& branches : {tell + "," + stop, stop + "," + tell}) {
    INFO(branches);
    const asl::VerifyResult result =
        verified(R"({"StartAt": "First", "States": {"First": {"Type": "Parallel", "Branches": [)" +
                 branches + R"(], "Next": "Done"}, "Done": {"Type": "Succeed"}}})");
    CHECK(violated(result) == "alert");
    CHECK(test::find(result, "alert", "First", "Early") != nullptr);
    CHECK(test::find(result, "alert", "First", "Late") == nullptr);
  }
}

TEST_CASE("the output of a Parallel is in the order of its branches", "[explorer]") {
  const auto branch = [](const std::string& name) {
    return R"({"StartAt": ")" + name + R"(", "States": {")" + name + R"(": {"Type": "Pass",
        "Result": ")" +
           name + R"(", "End": true}}})";
  };
  const asl::VerifyResult result = verified(
      R"({"StartAt": "All", "States": {"All": {"Type": "Parallel", "Next": "IsInOrder",
          "Branches": [)" +
      branch("a") + "," + branch("b") + "," + branch("c") + R"(]},
          "IsInOrder": {"Type": "Choice", "Default": "No", "Choices": [{"Next": "Yes", "And": [
              {"Variable": "$[0]", "StringEquals": "a"}, {"Variable": "$[1]", "StringEquals": "b"},
              {"Variable": "$[2]", "StringEquals": "c"}]}]},
          "Yes": {"Type": "Succeed"}, "No": {"Type": "Fail"}}})");
  REQUIRE(result.endings.size() == 1);
  CHECK(result.endings.front().state == "Yes");
}

TEST_CASE("what one iteration tells counts for those that wait for it", "[explorer]") {
  const asl::ListedOutcomes outcomes{R"({"Call": [{"Return": {"ok": true}}]})"};
  const auto with_concurrency = [&](const std::string& number) {
    asl::VerifyOptions options = with(outcomes);
    options.inputs = {{.label = "two", .text = R"(["tell", "call"])"}};
    return violated(verified(R"({"StartAt": "Each", "States": {"Each": {"Type": "Map",
        "MaxConcurrency": )" + number +
                                 R"(, "Next": "Done", "ItemProcessor": {"StartAt": "Which",
        "States": {"Which": {"Type": "Choice", "Default": "Call", "Choices": [
            {"Variable": "$", "StringEquals": "tell", "Next": "Alert"}]},
          "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                   "Parameters": {"FunctionName": "f"}, "TimeoutSeconds": 10, "End": true})" +
                                 alert + R"(}}}, "Done": {"Type": "Succeed"}}})",
                             options));
  };
  CHECK(with_concurrency("0") == "alert");
  CHECK(with_concurrency("2") == "alert");
  CHECK(with_concurrency("1").empty());
}

TEST_CASE("the history of branches and iterations that fail has no event too few", "[explorer]") {
  const asl::ListedOutcomes outcomes{R"({"Call": [{"Return": {"ok": true}}]})"};
  const std::string call = calls_function(R"("End": true)");
  // The replay must come to the end of the history with the last of its calls.
  for (const std::string& state :
       {R"("Type": "Parallel", "Branches": [)" + call + "]",
        R"("Type": "Map", "ItemProcessor": )" + call,
        R"("Type": "Parallel", "Branches": [{"StartAt": "Inner", "States": {"Inner": {
            "Type": "Parallel", "End": true, "Branches": [)" +
            call + "]}}}]"}) {
    asl::VerifyOptions options = with(outcomes);
    options.inputs = {{.label = "one", .text = "[1]"}};
    CHECK(violated(verified(R"({"StartAt": "Again", "States": {"Again": {)" + state +
                                R"(, "Next": "Done", "Catch": [{"ErrorEquals": ["States.ALL"],
        "ResultPath": null, "Next": "Again"}]}, "Done": {"Type": "Succeed"}}})",
                            options)) == "ends bounded");
  }
}

TEST_CASE("lists of outcomes that are none", "[explorer]") {
  CHECK_THROWS_AS(asl::ListedOutcomes{"[]"}, asl::MockConfigError);
  CHECK_THROWS_AS(asl::ListedOutcomes{R"({"A": {}})"}, asl::MockConfigError);
  CHECK_THROWS_AS(asl::ListedOutcomes{R"({"A": []})"}, asl::MockConfigError);
  CHECK_THROWS_AS(asl::ListedOutcomes{R"({"A": [{"Retrun": 1}]})"}, asl::MockConfigError);
  CHECK_THROWS_AS(asl::ListedOutcomes{"{"}, asl::MockConfigError);
}

TEST_CASE("what would come after a year is not told", "[explorer]") {
  const asl::VerifyResult result = verified(R"({"StartAt": "Wait", "States": {
      "Wait": {"Type": "Wait", "Seconds": 99999999, "Next": "Later"},
      "Later": {"Type": "Succeed"}}})");
  CHECK(violated(result) == "bounded");
  const asl::Trace& trace = result.property("bounded").counterexamples.front().trace;
  CHECK(trace.end == "TIMED_OUT after 365 d");
  REQUIRE(trace.steps.size() == 1);
  CHECK(trace.steps.front().state == "Wait");
}

TEST_CASE("heartbeats make a call last longer, until its timeout", "[explorer]") {
  const asl::ListedOutcomes outcomes{R"({"Call": [{"Return": {"ok": true}}]})"};
  const auto with_call = [&](const std::string& resource, const std::string& fields) {
    return verified(R"({"StartAt": "Call", "States": {"Call": {"Type": "Task", "Resource": ")" +
                        resource + R"(", "End": true, )" + fields + "}" + alert + "}}",
                    with(outcomes));
  };
  const auto catching = [](const std::string& error) {
    return R"("HeartbeatSeconds": 5, "TimeoutSeconds": 60, "Catch": [
        {"ErrorEquals": ["States.TaskFailed", ")" +
           error + R"("], "Next": "Alert"}])";
  };
  const std::string activity = "arn:aws:states:eu-west-1:111122223333:activity:a";
  const asl::VerifyResult result = with_call(activity, catching("States.Timeout"));
  CHECK(violated(result).empty());
  CHECK(result.longest == seconds{60 + 4 * 5 + 3 * 300});
  CHECK(violated(with_call(activity, catching("States.HeartbeatTimeout"))) == "alert");
  const std::string endless = R"("HeartbeatSeconds": 5, )" + caught;
  CHECK(violated(with_call(activity, endless)) == "bounded");
  // Nobody can send heartbeats for a plain call.
  const std::string call = "arn:aws:lambda:eu-west-1:111122223333:function:f";
  CHECK(violated(with_call(call, catching("States.HeartbeatTimeout"))).empty());
  CHECK(with_call(call, endless).longest == seconds{5 + 4 * 5 + 3 * 300});
}

TEST_CASE("durations in words") {
  CHECK(asl::in_words(0ms) == "0 s");
  CHECK(asl::in_words(250ms) == "250 ms");
  CHECK(asl::in_words(1s) == "1 s");
  CHECK(asl::in_words(1500ms) == "1.5 s");
  CHECK(asl::in_words(1005ms) == "1.005 s");
  CHECK(asl::in_words(5min) == "5 min");
  CHECK(asl::in_words(42min + 30s) == "42 min 30 s");
  CHECK(asl::in_words(12h) == "12 h");
  CHECK(asl::in_words(25h + 2ms) == "25 h 0.002 s");
  CHECK(asl::in_words(7 * 24h + 1h) == "7 d 1 h");
}

TEST_CASE("a timeout that is not positive fails before the call is made", "[explorer]") {
  const asl::VerifyResult result = verified(R"({"StartAt": "Set", "States": {
        "Set": {"Type": "Pass", "Result": {"seconds": 0}, "Next": "Call"},
        "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                 "Parameters": {"FunctionName": "f"}, "TimeoutSecondsPath": "$.seconds", )" +
                                            caught + R"(, "End": true})" + alert + "}}");
  CHECK(test::find(result, "alert", "Call", "") != nullptr);
}
