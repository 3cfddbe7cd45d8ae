// SPDX-License-Identifier: Apache-2.0
// Branches and iterations that go on at the same time: one fails, and ends what the others do.
#include <idm_synth/asl/mock_config.hpp>

#include "support.hpp"

using namespace idm_synth;
using idm_synth::test::verified;
using idm_synth::test::violated;
using std::chrono::seconds;
using Verdict = asl::Property::Verdict;

namespace {

asl::VerifyResult verified_with_call(const std::string& machine, const std::string& input = "{}",
                                     const std::string& alert_state = {}) {
  static const asl::ListedOutcomes outcomes{
      R"({"arn:aws:states:::lambda:invoke": [{"Return": {}}, {"Throw": {"Error": "Early"}}]})"};
  asl::VerifyOptions options;
  options.outcomes = &outcomes;
  options.inputs = {{.label = "input", .text = input}};
  options.alert_state = alert_state;
  return verified(machine, options);
}

/// A branch that starts with that state; `more` are others (`, "Name": {…}`).
std::string branch(const std::string& name, const std::string& state,
                   const std::string& more = {}) {
  return R"({"StartAt": ")" + name + R"(", "States": {")" + name + R"(": )" + state + more + "}}";
}

/// A machine that starts with a Parallel "Both".
std::string parallel(const std::string& branches, const std::string& fields,
                     const std::string& more_states) {
  return R"({"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "Branches": [)" + branches +
         "], " + fields + "}" + more_states + "}}";
}

std::string call(const std::string& fields) {
  return R"({"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "f"}, "TimeoutSeconds": 30, )" +
         fields + "}";
}

std::string start_export(const std::string& name, const std::string& fields) {
  return R"({"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rds:startExportTask",
      "Parameters": {"SourceArn": "arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:s",
          "S3BucketName": "bucket", "ExportTaskIdentifier": ")" +
         name + R"(", "KmsKeyId": "key", "IamRoleArn": "arn:aws:iam::111122223333:role/export"},
      "TimeoutSeconds": 60, )" +
         fields + "}";
}

std::string describe_exports(const std::string& parameters,
                             const std::string& fields = R"("End": true)") {
  return R"({"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rds:describeExportTasks",
      "Parameters": )" +
         parameters + R"(, "TimeoutSeconds": 60, )" + fields + "}";
}

std::string wait(int time, const std::string& fields = R"("End": true)") {
  return R"({"Type": "Wait", "Seconds": )" + std::to_string(time) + ", " + fields + "}";
}

}  // namespace

TEST_CASE("a branch fails while another one has made an export", "[explorer]") {
  const std::string late = branch("Start", start_export("one", R"("Next": "Late")"),
                                  R"(, "Late": {"Type": "Fail", "Error": "Late"})");
  const std::string early = branch("Call", call(R"("End": true)"));
  const auto once = [&](const std::string& branches, const std::string& caught) {
    return verified_with_call(parallel(branches,
                                       R"("Next": "Done", "Catch": [{"ErrorEquals": [")" + caught +
                                           R"("], "Next": "Again"}])",
                                       R"(, "Done": {"Type": "Succeed"}, "Again": )" +
                                           start_export("two", R"("End": true)")))
        .property("once")
        .verdict;
  };
  CHECK(once(late + "," + early, "Early") == Verdict::violated);
  CHECK(once(early + "," + late, "Early") == Verdict::violated);
  CHECK(once(early + "," + late, "Neither") == Verdict::holds);
}

TEST_CASE("an export that is already there is no failure for a branch", "[explorer]") {
  const std::string snapshot =
      R"("SourceArn": "arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:s")";
  const auto verdict = [&](const std::string& caught) {
    std::string start = start_export("one", R"("End": true, "Catch": [{"ErrorEquals": [")" +
                                                caught + R"("], "Next": "Known"}])");
    start.replace(start.find(snapshot), snapshot.size(), R"("SourceArn.$": "$.resources[0]")");
    return verified_with_call(
               parallel(branch("Start", start, R"(, "Known": {"Type": "Succeed"})") + "," +
                            branch("Call", call(R"("End": true)")),
                        R"("End": true)", ""),
               R"({"resources": ["arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:s"]})")
        .property("no-false-alert")
        .verdict;
  };
  CHECK(verdict("Rds.ExportTaskAlreadyExistsException") == Verdict::holds);
  CHECK(verdict("Rds.RdsException") == Verdict::violated);
}

TEST_CASE("a branch that fails early is replayed with the others where they are", "[explorer]") {
  const asl::VerifyResult result = verified_with_call(
      parallel(
          branch("Wait", wait(20, R"("Next": "Call")"), R"(, "Call": )" + call(R"("End": true)")) +
              "," + branch("Other", call(R"("End": true)")) + "," + branch("Last", wait(3)),
          R"("End": true)", ""),
      "{}", "Call");
  const asl::Counterexample* early = test::find(result, "alert", "Both", "Early");
  REQUIRE(early != nullptr);
  CHECK_FALSE(early->trace.mocks.empty());
}

TEST_CASE("branches take the time of the slowest", "[explorer]") {
  const std::string waits =
      branch("One", wait(500)) + "," + branch("Two", wait(700)) + "," + branch("Three", wait(600));
  const std::string machine = parallel(waits, R"("Next": "After")", R"(, "After": )" + wait(10));
  CHECK(verified_with_call(machine).longest == seconds{710});
  // Of one that fails, what the others would still take does not count.
  CHECK(verified_with_call(parallel(waits + "," + branch("Call", call(R"("End": true)")),
                                    R"("End": true, "Retry": [{"ErrorEquals": ["Early"],
                                        "MaxAttempts": 1, "IntervalSeconds": 5}])",
                                    ""))
            .longest == seconds{30 + 5 + 700});
  // Inside of each other.
  CHECK(verified_with_call(parallel(branch("In",
                                           R"({"Type": "Parallel", "Branches": [)" + waits +
                                               R"(], "Next": "More"})",
                                           R"(, "More": )" + wait(100)) +
                                        "," + branch("Four", wait(790)),
                                    R"("End": true)", ""))
            .longest == seconds{800});
  // Iterations: all at once, two at a time, one at a time.
  const auto of_map = [](const std::string& most) {
    return verified_with_call(R"({"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true,
        "MaxConcurrency": )" + most +
                                  R"(, "ItemProcessor": )" + branch("In", wait(60)) + "}}}",
                              "[1, 2, 3]")
        .longest;
  };
  CHECK(of_map("0") == seconds{60});
  CHECK(of_map("3") == seconds{60});
  CHECK(of_map("2") <= seconds{180});
  CHECK(of_map("2") >= seconds{120});
  CHECK(of_map("1") == seconds{180});
}

TEST_CASE("a machine's timeout is not reached by adding branches up", "[explorer]") {
  const auto alert_of = [](int timeout) {
    std::string machine =
        parallel(branch("One", wait(500)) + "," + branch("Two", wait(600)), R"("End": true)", "");
    machine.insert(1, R"("TimeoutSeconds": )" + std::to_string(timeout) + ", ");
    asl::VerifyOptions options;
    return verified(machine, options).longest;
  };
  CHECK(alert_of(900) == seconds{600});
  CHECK(alert_of(550) == seconds{550});
}

TEST_CASE("a branch sees the time at which its Parallel started", "[explorer]") {
  const std::string is_late =
      R"({"Type": "Choice", "Default": "Early", "Choices": [{"Next": "Late",
          "Variable": "$$.State.EnteredTime", "TimestampGreaterThan": "2026-02-10T03:25:00Z"}]})";
  const std::string states =
      R"(, "Late": {"Type": "Fail", "Error": "Late"}, "Early": {"Type": "Succeed"})";
  const auto ending = [](const std::string& machine) {
    const asl::VerifyResult result = verified_with_call(machine);
    REQUIRE(result.endings.size() == 1);
    return result.endings.front().error.value_or("none");
  };
  const std::string slow = branch("Wait", wait(600));
  CHECK(ending(parallel(slow + "," + branch("IsLate", is_late, states), R"("End": true)", "")) ==
        "none");
  CHECK(ending(parallel(
            branch("Wait", wait(600, R"("Next": "IsLate")"), R"(, "IsLate": )" + is_late + states) +
                "," + branch("Other", wait(1)),
            R"("End": true)", "")) == "Late");
  CHECK(ending(parallel(slow + "," + branch("Other", wait(1)), R"("Next": "IsLate")",
                        R"(, "IsLate": )" + is_late + states)) == "Late");
}

TEST_CASE("what of others is not explored is listed", "[explorer]") {
  const auto of_items = [](std::size_t count) {
    std::string items = "0";
    for (std::size_t i = 1; i < count; ++i) items += ", 0";
    return verified_with_call(R"({"StartAt": "Each", "States": {"Each": {"Type": "Map",
        "End": true, "ItemProcessor": )" +
                                  branch("In", wait(1)) + "}}}",
                              "[" + items + "]");
  };
  CHECK(of_items(12).not_explored.empty());
  CHECK(of_items(12).most_events);
  REQUIRE(of_items(13).not_explored.size() == 1);
  CHECK(of_items(13).not_explored.front().find("\"Each\"") != std::string::npos);
  CHECK_FALSE(of_items(13).most_events);

  const std::string one = branch("One", start_export("one", R"("End": true)"));
  const auto with = [&](const std::string& other) {
    return verified_with_call(parallel(one + "," + other, R"("End": true)", ""));
  };
  CHECK(with(branch("Other", call(R"("End": true)"))).not_explored.empty());
  const asl::VerifyResult two = with(branch("Two", start_export("two", R"("End": true)")));
  CHECK(two.not_explored.empty());
  CHECK(two.property("once").verdict == Verdict::violated);
  for (const char* parameters : {R"({"ExportTaskIdentifier": "one"})", "{}"}) {
    INFO(parameters);
    const asl::VerifyResult both = with(branch("Ask", describe_exports(parameters)));
    REQUIRE(both.not_explored.size() == 1);
    CHECK(both.not_explored.front().find("\"Both\"") != std::string::npos);
  }
  CHECK(with(branch("Ask", describe_exports(R"({"ExportTaskIdentifier": "two"})")))
            .not_explored.empty());
}
