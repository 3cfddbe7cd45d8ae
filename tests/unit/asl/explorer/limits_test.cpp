// SPDX-License-Identifier: Apache-2.0
// Results of calls that are over the limit of a payload, 262,144 bytes.
#include <algorithm>

#include "support.hpp"

using namespace idm_synth;
using idm_synth::test::verified;
using idm_synth::test::violated;

namespace {

/// A machine that calls a function, and tells people where it leads to Alert.
std::string calls_function(const std::string& fields) {
  return R"({"StartAt": "Call", "States": {
    "Call": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Done",
      "TimeoutSeconds": 10, )" +
         fields + R"("Parameters": {"FunctionName": "f"}},
    "Done": {"Type": "Succeed"},
    "Alert": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "TimeoutSeconds": 5,
      "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:111122223333:alerts", "Message": "failed"},
      "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 300, "BackoffRate": 1}],
      "End": true}}})";
}

std::string catches(const std::string& names) {
  return R"("Catch": [{"ErrorEquals": [)" + names + R"(], "Next": "Alert"}], )";
}

/// {"n":1,"x":"…"} of so many bytes.
std::string result_of(std::size_t size) {
  const std::string frame = R"({"n":1,"x":""})";
  return R"({"n":1,"x":")" + std::string(size - frame.size(), 'x') + "\"}";
}

asl::VerifyResult with_result(const std::string& fields, std::size_t size) {
  const asl::ListedOutcomes outcomes{R"({"Call": [{"Return": )" + result_of(size) + "}]}"};
  asl::VerifyOptions options;
  options.outcomes = &outcomes;
  return verified(calls_function(fields), options);
}

bool may_succeed_in(const asl::VerifyResult& result, const std::string& state) {
  return std::ranges::any_of(result.endings, [&](const asl::Ending& ending) {
    return ending.state == state && ending.status == asl::ExecutionStatus::succeeded;
  });
}

constexpr std::size_t largest = 262'144;
const std::string error = "States.DataLimitExceeded";

}  // namespace

TEST_CASE("a catcher takes a result that is too large", "[explorer][limits]") {
  const std::string names = GENERATE(as<std::string>{}, R"("States.ALL")", R"("States.TaskFailed")",
                                     R"("States.DataLimitExceeded")");
  INFO(names);
  // Of the other outcomes of a call, States.TaskFailed and States.Timeout, people are told as well.
  const std::string others =
      names == R"("States.ALL")" ? "" : R"(, {"ErrorEquals": ["States.ALL"], "Next": "Alert"})";
  const std::string fields =
      R"("Catch": [{"ErrorEquals": [)" + names + R"(], "Next": "Alert"})" + others + "], ";
  const asl::VerifyResult too_large = with_result(fields, largest + 1);
  CHECK(violated(too_large).empty());
  CHECK_FALSE(may_succeed_in(too_large, "Done"));
  CHECK(may_succeed_in(too_large, "Alert"));
  CHECK(may_succeed_in(with_result(fields, largest), "Done"));
}

TEST_CASE("nobody hears of a result that is too large, and not caught", "[explorer][limits]") {
  const asl::VerifyResult result = with_result(catches(R"("States.Timeout")"), largest + 1);
  CHECK(violated(result) == "alert");
  const asl::Counterexample* found = test::find(result, "alert", "Call", error);
  REQUIRE(found != nullptr);
  CHECK(found->trace.error == error);
  CHECK(found->trace.steps.back().what == "a result of 262145 bytes: " + error);
  CHECK(found->trace.mocks.find(R"({"Return": {"n":1,)") != std::string::npos);
  CHECK(test::find(with_result(catches(R"("States.Timeout")"), largest), "alert", "Call", error) ==
        nullptr);
}

TEST_CASE("a result is measured before the ResultSelector", "[explorer][limits]") {
  const std::string fields = R"("ResultSelector": {"n.$": "$.n"}, )" + catches(R"("States.ALL")");
  CHECK_FALSE(may_succeed_in(with_result(fields, largest + 1), "Done"));
  CHECK(may_succeed_in(with_result(fields, largest), "Done"));
  const std::string uncaught =
      R"("ResultSelector": {"n.$": "$.n"}, )" + catches(R"("States.Timeout")");
  CHECK(test::find(with_result(uncaught, largest + 1), "alert", "Call", error) != nullptr);
}

TEST_CASE("a retrier takes a result that is too large", "[explorer][limits]") {
  const asl::VerifyResult result = with_result(
      R"("Retry": [{"ErrorEquals": ["States.DataLimitExceeded"], "IntervalSeconds": 7,
                    "MaxAttempts": 1}], )" +
          catches(R"("States.Timeout")"),
      largest + 1);
  const asl::Counterexample* found = test::find(result, "alert", "Call", error);
  REQUIRE(found != nullptr);
  REQUIRE(found->trace.steps.size() == 2);
  CHECK(found->trace.steps.front().what ==
        "a result of 262145 bytes: " + error + "; tried again after 7 s");
  CHECK(found->trace.duration == std::chrono::seconds{7});
}

TEST_CASE("an output that is too large is not caught", "[explorer][limits]") {
  // Each of the two fits, and both together do not.
  const std::string fields = R"("ResultSelector": {"a.$": "$.x", "b.$": "$.x"}, )";
  const asl::VerifyResult result = with_result(fields + catches(R"("States.ALL")"), 200'000);
  CHECK(violated(result) == "alert");
  CHECK(test::find(result, "alert", "Call", error) != nullptr);
}

TEST_CASE("a branch whose call returns too much fails its Parallel", "[explorer][limits]") {
  const asl::ListedOutcomes outcomes{R"({"Call": [{"Return": )" + result_of(largest + 1) + "}]}"};
  asl::VerifyOptions options;
  options.outcomes = &outcomes;
  const auto machine = [](const std::string& fields) {
    return R"({"StartAt": "P", "States": {
      "P": {"Type": "Parallel", "End": true, )" +
           fields + R"("Branches": [{"StartAt": "Call", "States": {"Call": {"Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 10, "End": true,
        "Parameters": {"FunctionName": "f"}}}}]},
      "Alert": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "TimeoutSeconds": 5,
        "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:111122223333:alerts", "Message": "m"},
        "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 300, "BackoffRate": 1}],
        "End": true}}})";
  };
  CHECK(violated(verified(machine(catches(R"("States.ALL")")), options)).empty());
  CHECK(test::find(verified(machine(catches(R"("States.Timeout")")), options), "alert", "P",
                   error) != nullptr);
}
