// SPDX-License-Identifier: Apache-2.0
// Branches and iterations that go on at the same time: one fails, and ends what the others do.
#include <algorithm>
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

/// In that state, or with that error.
bool may_end(const asl::VerifyResult& result, const std::string& name) {
  return std::ranges::any_of(result.endings, [&](const asl::Ending& ending) {
    return ending.state == name || ending.error == name;
  });
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
  // Beyond that they take turns, where not too many go on at once.
  CHECK(of_items(13).most_events == of_items(12).most_events.value() + 4);
  CHECK(of_items(13).not_explored.empty());
  CHECK_FALSE(of_items(41).most_events);
  REQUIRE(of_items(41).not_explored.size() == 1);
  CHECK(of_items(41).not_explored.front().find("more than 12") != std::string::npos);

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
    CHECK(with(branch("Ask", describe_exports(parameters))).not_explored.empty());
  }
  CHECK(with(branch("Ask", describe_exports(R"({"ExportTaskIdentifier": "two"})")))
            .not_explored.empty());
}

TEST_CASE("branches that ask RDS for the same export take turns", "[explorer]") {
  const auto status_is = [](const std::string& branch, const std::string& status) {
    const std::string path = R"("$[)" + branch + R"(].ExportTasks[0].Status")";
    return R"({"Variable": )" + path + R"(, "IsPresent": true}, {"Variable": )" + path +
           R"(, "StringEquals": ")" + status + R"("})";
  };
  const auto rule = [](const std::string& all, const std::string& next) {
    return R"({"And": [)" + all + R"(], "Next": ")" + next + R"("})";
  };
  const auto fail = [](const std::string& name) {
    return ", \"" + name + R"(": {"Type": "Fail", "Error": ")" + name + "\"}";
  };
  const std::string ask = R"({"ExportTaskIdentifier": "one"})";
  const std::string makes = branch("Start", start_export("one", R"("Next": "Ask")"),
                                   R"(, "Ask": )" + describe_exports(ask));
  const std::string sees = branch("See", describe_exports(ask));
  const std::string machine = parallel(
      makes + "," + sees, R"("Next": "Which")",
      R"(, "Which": {"Type": "Choice", "Default": "Done", "Choices": [)" +
          rule(status_is("0", "COMPLETE") + "," + status_is("1", "IN_PROGRESS"), "Earlier") + "," +
          rule(status_is("0", "IN_PROGRESS") + "," + status_is("1", "COMPLETE"), "Later") + "," +
          rule(status_is("0", "COMPLETE") + "," + status_is("1", "FAILED"), "Never") +
          R"(]}, "Done": {"Type": "Succeed"})" + fail("Earlier") + fail("Later") + fail("Never"));
  const asl::VerifyResult result = verified_with_call(machine);
  for (const char* state : {"Earlier", "Later"}) {
    INFO(state);
    const asl::Counterexample* found = test::find(result, "alert", state, "");
    REQUIRE(found != nullptr);
    CHECK_FALSE(found->trace.mocks.empty());
  }
  CHECK(test::find(result, "alert", "Never", "") == nullptr);

  // Where that is too much, the one is explored after the other, and that is said.
  asl::VerifyOptions options;
  options.inputs = {{.label = "input", .text = "{}"}};
  options.most_configurations = result.configurations - 1;
  const asl::VerifyResult less = verified(machine, options);
  CHECK(test::find(less, "alert", "Earlier", "") == nullptr);
  REQUIRE(less.not_explored.size() == 1);
  CHECK(less.not_explored.front().find("one after the other") != std::string::npos);
}

TEST_CASE("each of the branches may be the one that makes the export", "[explorer]") {
  const auto start = [](const std::string& name) {
    return branch(name,
                  start_export("one", R"("ResultSelector": {"made": true}, "End": true, "Catch": [{
                      "ErrorEquals": ["Rds.ExportTaskAlreadyExistsException"],
                      "Next": ")" + name + R"(Known"}])"),
                  ", \"" + name + R"(Known": {"Type": "Pass", "Result": {"made": false},
                      "End": true})");
  };
  // What may come of the outputs at these paths: the numbers of those that have made it.
  const auto makers = [](const std::string& branches, const std::vector<std::string>& paths) {
    std::string rules;
    std::string ends;
    for (std::size_t made = 1; made < (std::size_t{1} << paths.size()); ++made) {
      std::string name;
      std::string all;
      for (std::size_t i = 0; i < paths.size(); ++i) {
        const bool is_maker = (made >> i) % 2 == 1;
        if (is_maker) name += std::to_string(i);
        all += (all.empty() ? "" : ", ") + (R"({"Variable": ")" + paths[i]) +
               R"(.made", "BooleanEquals": )" + (is_maker ? "true}" : "false}");
      }
      rules +=
          (rules.empty() ? "" : ", ") + (R"({"And": [)" + all) + R"(], "Next": ")" + name + "\"}";
      ends += ", \"" + name + R"(": {"Type": "Succeed"})";
    }
    const asl::VerifyResult result = verified_with_call(
        parallel(branches, R"("Next": "Which")",
                 R"(, "Which": {"Type": "Choice", "Default": "None", "Choices": [)" + rules +
                     R"(]}, "None": {"Type": "Succeed"})" + ends));
    std::string found;
    for (const asl::Ending& ending : result.endings) {
      if (ending.status == asl::ExecutionStatus::succeeded) found += ending.state + " ";
    }
    return found;
  };
  CHECK(makers(start("A") + "," + start("B"), {"$[0]", "$[1]"}) == "0 1 None ");
  // Inside of another one that takes turns.
  const std::string inside =
      R"({"Type": "Parallel", "End": true, "Branches": [)" + start("A") + "," + start("B") + "]}";
  CHECK(makers(branch("Inside", inside) + "," + start("C"), {"$[0][0]", "$[0][1]", "$[1]"}) ==
        "0 1 2 None ");
}

TEST_CASE("iterations that ask RDS for the same export take turns", "[explorer]") {
  const auto path = [](int iteration) {
    return R"("$[)" + std::to_string(iteration) + R"(].ExportTasks[0].Status")";
  };
  const auto is = [&](int iteration, const std::string& status) {
    return R"({"Variable": )" + path(iteration) + R"(, "IsPresent": true}, {"Variable": )" +
           path(iteration) + R"(, "StringEquals": ")" + status + R"("})";
  };
  const asl::VerifyResult result = verified_with_call(
      R"({"StartAt": "Start", "States": {"Start": )" +
          start_export("one", R"("ResultPath": null, "Next": "Each")") +
          R"(, "Each": {"Type": "Map", "Next": "Which", "ItemProcessor": )" +
          branch("Ask", describe_exports(R"({"ExportTaskIdentifier": "one"})")) +
          R"(}, "Which": {"Type": "Choice", "Default": "Done", "Choices": [{"And": [)" +
          is(0, "COMPLETE") + ", " + is(1, "IN_PROGRESS") +
          R"(], "Next": "Odd"}]}, "Odd": {"Type": "Fail"}, "Done": {"Type": "Succeed"}}})",
      "[1, 2]");
  CHECK(test::find(result, "alert", "Odd", "") != nullptr);
  CHECK(result.not_explored.empty());
}

TEST_CASE("branches that take turns stand in one that another branch ends", "[explorer]") {
  const std::string ask = describe_exports("{}");
  const std::string inside = R"({"Type": "Parallel", "End": true, "Branches": [)" +
                             branch("One", ask) + "," + branch("Two", ask) + "]}";
  const asl::VerifyResult result = verified_with_call(
      parallel(branch("Inside", inside) + "," + branch("Call", call(R"("End": true)")),
               R"("End": true, "Catch": [{"ErrorEquals": ["Early"], "Next": "Caught"}])",
               R"(, "Caught": {"Type": "Succeed"})"));
  CHECK(result.not_explored.empty());
  CHECK(result.longest == seconds{60});
  CHECK(may_end(result, "Caught"));
}

TEST_CASE("branches inside of one that takes turns are seen as they go on", "[explorer]") {
  const std::string known = R"("Catch": [{"ErrorEquals": ["Rds.ExportTaskAlreadyExistsException"],
      "Next": "Known"}, {"ErrorEquals": ["States.ALL"], "Next": "Started"}])";
  const auto result = [](const std::string& name) {
    return ", \"" + name + R"(": {"Type": "Pass", "Result": ")" + name + R"(", "End": true})";
  };
  // Each asks for another export.
  const std::string inside =
      R"({"Type": "Parallel", "End": true, "Branches": [)" +
      branch("StartOne", start_export("one", R"("Next": "Started", )" + known),
             result("Started") + result("Known")) +
      "," +
      branch("StartTwo",
             start_export("two", R"("Next": "Started2", "Catch": [{"ErrorEquals": ["States.ALL"],
                 "Next": "Started2"}])"),
             result("Started2")) +
      "]}";
  // Once it sees the second one, it makes the first one.
  const std::string status = R"("Variable": "$.ExportTasks[0].Status", )";
  const std::string sees =
      branch("Ask", describe_exports(R"({"ExportTaskIdentifier": "two"})", R"("Next": "IsThere")"),
             R"(, "IsThere": {"Type": "Choice", "Default": "No", "Choices": [{"And": [{)" + status +
                 R"("IsPresent": true}, {)" + status +
                 R"("StringEquals": "COMPLETE"}], "Next": "Make"}]}, "Make": )" +
                 start_export("one", R"("Next": "Made")") + result("Made") + result("No"));
  const asl::VerifyResult all = verified_with_call(
      parallel(branch("Inside", inside) + "," + sees, R"("Next": "Which")",
               R"(, "Which": {"Type": "Choice", "Default": "Done", "Choices": [{"And": [
                   {"Variable": "$[0][0]", "StringEquals": "Known"},
                   {"Variable": "$[1]", "StringEquals": "Made"}], "Next": "Between"}]},
                   "Between": {"Type": "Succeed"}, "Done": {"Type": "Succeed"})"));
  CHECK(all.not_explored.empty());
  CHECK(may_end(all, "Between"));
}

TEST_CASE("an alert of another branch counts inside of one that takes turns", "[explorer]") {
  const auto caught = [](const std::string& next) {
    return R"("Next": ")" + next + R"(", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": ")" +
           next + R"("}])";
  };
  const std::string done = R"(": {"Type": "Pass", "Result": "done", "End": true})";
  // It fails only where the other one has made the export, after the alert.
  const std::string status = R"("Variable": "$.ExportTasks[0].Status", )";
  const std::string inside =
      R"({"Type": "Parallel", "End": true, "Branches": [)" +
      branch("AskOne", describe_exports(R"({"ExportTaskIdentifier": "one"})", caught("DoneOne")),
             ", \"DoneOne" + done) +
      "," +
      branch("AskTwo", describe_exports(R"({"ExportTaskIdentifier": "two"})", caught("IsThere")),
             R"(, "IsThere": {"Type": "Choice", "Default": "DoneTwo", "Choices": [{"And": [{)" +
                 status + R"("IsPresent": true}, {)" + status +
                 R"("StringEquals": "COMPLETE"}], "Next": "There"}]},
                 "There": {"Type": "Fail", "Error": "There"}, "DoneTwo)" +
                 done) +
      "]}";
  const std::string tells =
      branch("Tell",
             R"({"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "TimeoutSeconds": 5,
          "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:111122223333:t", "Message": "m"},
          "Next": "One", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Done"}]})",
             R"(, "One": )" + start_export("one", caught("Two")) + R"(, "Two": )" +
                 start_export("two", caught("Done")) + ", \"Done" + done);
  const asl::VerifyResult result =
      verified_with_call(parallel(branch("Inside", inside) + "," + tells, R"("End": true)", ""));
  CHECK(result.not_explored.empty());
  CHECK(may_end(result, "There"));
  CHECK(result.property("alert").verdict == Verdict::holds);
}

TEST_CASE("a branch that goes round for ever leaves others their turns", "[explorer]") {
  const std::string starts = branch("Start", start_export("one", R"("Next": "Failed")"),
                                    R"(, "Failed": {"Type": "Fail", "Error": "Failed"})") +
                             "," + branch("Ask", describe_exports("{}"));
  for (const std::string& round :
       {wait(60, R"("Next": "Round")"),
        call(R"("Next": "Round", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Round"}])")}) {
    INFO(round);
    const asl::VerifyResult result =
        verified_with_call(parallel(branch("Round", round) + "," + starts, R"("End": true)", ""));
    CHECK(result.not_explored.empty());
    CHECK(result.property("ends").verdict == Verdict::violated);
    CHECK(may_end(result, "Failed"));
  }
}

TEST_CASE("the longest way is that of the branch that takes so long", "[explorer]") {
  const std::string fails = R"(": {"Type": "Fail", "Error": "Same"})";
  const std::string ask = describe_exports("{}");
  const asl::VerifyResult result = verified_with_call(
      parallel(branch("Early", R"({"Type": "Fail", "Error": "Same"})") + "," +
                   branch("Wait", wait(1000, R"("Next": "Late")"), ", \"Late" + fails) + "," +
                   branch("One", ask) + "," + branch("Two", ask),
               R"("End": true, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Done"}])",
               R"(, "Done": {"Type": "Succeed"})"));
  CHECK(result.longest == seconds{1000});
  REQUIRE(result.longest_trace.has_value());
  CHECK(result.longest_trace->duration == seconds{1000});
}

TEST_CASE("no mocks delay what depends on the time", "[explorer]") {
  const std::string status = R"("Variable": "$.ExportTasks[0].Status", )";
  const std::string late =
      start_export("one", R"("End": true, "Catch": [{"ErrorEquals": ["States.ALL"],
          "Next": "Failed"}])") +
      R"(, "Failed": {"Type": "Pass", "End": true})";
  std::string asks =
      branch("Ask", describe_exports(R"({"ExportTaskIdentifier": "one"})", R"("Next": "IsThere",
                 "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Done"}])"),
             R"(, "IsThere": {"Type": "Choice", "Default": "Done", "Choices": [{"And": [{)" +
                 status + R"("IsPresent": true}, {)" + status +
                 R"("StringEquals": "COMPLETE"}], "Next": "When"}]}, "When": {"Type": "Choice",
                 "Choices": [{"Variable": "$$.State.EnteredTime", "Next": "Done",
                     "TimestampGreaterThan": "2026-02-10T03:21:50Z"}], "Default": "Early"},
                 "Early": {"Type": "Fail", "Error": "Early"},
                 "Done": {"Type": "Pass", "End": true})");
  asks.replace(asks.find("60"), 2, "600");  // it can wait for the other one
  const asl::VerifyResult result = verified_with_call(parallel(
      branch("Wait", wait(100, R"("Next": "Start")"), R"(, "Start": )" + late) + "," + asks,
      R"("End": true)", ""));
  const asl::Counterexample* early = test::find(result, "alert", "Both", "Early");
  REQUIRE(early != nullptr);
  CHECK(early->trace.mocks.empty());
}
