// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/mock_config.hpp>
#include <string>
#include <variant>
#include <vector>

#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;
using namespace std::chrono_literals;

namespace {

/// A machine with two tasks, one of them in a branch, and a wait.
Definition machine() {
  Definition branch;
  branch.end(branch.add("Inner", Task{.call = {.resource = "arn:aws:states:::sqs:sendMessage"}}));
  Definition flow;
  const State call = flow.add("Call", Task{.call = {.resource = "arn:aws:states:::lambda:invoke"}});
  const State pause = flow.add("Pause", Wait{.time = wait_for(1s)});
  const State split = flow.add("Split", Parallel{.branches = {branch}});
  flow.next(call, pause);
  flow.next(pause, split);
  flow.end(split);
  return flow;
}

/// A file with one machine, one test case "case" and the responses.
std::string file(const std::string& states, const std::string& responses) {
  return R"({"StateMachines": {"Machine": {"TestCases": {"case": {)" + states +
         "}}}},\n\"MockedResponses\": {" + responses + "}}";
}

/// "line path: message; help" of each finding.
std::string problems(const std::string& text) {
  try {
    const MockConfig config{text};
    (void)config.test_case("", "case", machine());
  } catch (const MockConfigError& error) {
    std::string lines;
    for (const LocatedFinding& finding : error.findings()) {
      lines += std::to_string(finding.line) + " " + finding.path + ": " + finding.message + "; " +
               finding.help + "\n";
    }
    return lines;
  }
  return "";
}

std::string responses_problem(const std::string& responses) {
  return problems(file("", responses));
}

std::string text(const TaskOutcome& outcome) {
  const std::string after =
      outcome.duration == 0ms ? "" : " after " + std::to_string(outcome.duration.count());
  if (const auto* result = std::get_if<json::Value>(&outcome.result)) {
    return json::to_text(*result) + after;
  }
  const auto& thrown = std::get<Thrown>(outcome.result);
  return thrown.error.value_or("none") + "/" + thrown.cause.value_or("none") + after;
}

/// What a call of the state ends with.
std::string call(TaskOutcomes& mocks, std::string_view state, std::string_view resource = "",
                 const std::string& parameters = "{}") {
  json::Arena arena;
  const json::Tree tree{parameters};
  const TaskCall task{.state = state,
                      .resource = resource,
                      .parameters = tree.root(),
                      .retry_count = 0,
                      .time = {},
                      .arena = arena};
  try {
    return text(mocks.call(task));
  } catch (const MockMismatch& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a mock file gives each call its outcome", "[asl][mock_config]") {
  const MockConfig config{file(R"("Call": "Flaky", "Inner": "Sent")", R"(
    "Flaky": {
      "3": {"Return": [1, {"a": null}], "DelaySeconds": 0.25},
      "0": {"Throw": {"Error": "Lambda.X", "Cause": "busy"}, "DelaySeconds": 61},
      "1-2": {"Throw": {"Error": null}}
    },
    "Sent": {"0": {"Return": null}},
    "Spare": {}
  )")};
  CHECK(config.test_cases("Machine") == std::vector<std::string_view>{"case"});
  const MockTestCase test_case = config.test_case("Machine", "case", machine());
  CHECK(test_case.machine == "Machine");
  MockedOutcomes mocks{test_case};
  CHECK(call(mocks, "Call") == "Lambda.X/busy after 61000");
  CHECK(call(mocks, "Inner") == "null");
  CHECK(call(mocks, "Call") == "none/none");
  CHECK(call(mocks, "Call") == "none/none");
  CHECK(call(mocks, "Call") == "[1,{\"a\":null}] after 250");
  CHECK_NOTHROW(mocks.check_all_used());
  mocks.restart();
  CHECK(call(mocks, "Inner") == "null");
  CHECK_THROWS_AS(mocks.check_all_used(), MockMismatch);
}

TEST_CASE("a call without an outcome names the state and the test case", "[asl][mock_config]") {
  const MockConfig config{
      file(R"("Call": "Once", "Inner": "Never")", R"("Once": {"0": {"Return": 1}}, "Never": {})")};
  const MockTestCase test_case = config.test_case("", "case", machine());
  MockedOutcomes mocks{test_case};
  CHECK(call(mocks, "Call") == "1");
  CHECK(call(mocks, "Call") ==
        "the state \"Call\" is called 2 times, and the test case \"case\" has no outcome for call "
        "1: its response \"Once\" ends with call 0");
  CHECK(call(mocks, "Inner") ==
        "the state \"Inner\" is called 1 time, and the test case \"case\" has no outcome for call "
        "0: its response \"Never\" is empty");
  CHECK(call(mocks, "Other") ==
        "the state \"Other\" is called, and the test case \"case\" has no response for it");
  const MockTestCase none;
  MockedOutcomes no_mocks{none};
  CHECK(call(no_mocks, "Call") == "the state \"Call\" is called, and there are no mocks");
}

TEST_CASE("an outcome that no call used names the state and the test case", "[asl][mock_config]") {
  const MockConfig config{
      file(R"("Call": "Thrice", "Inner": "Once")",
           R"("Once": {"0": {"Return": 1}}, "Thrice": {"0-2": {"Return": 1}})")};
  const MockTestCase test_case = config.test_case("", "case", machine());
  MockedOutcomes mocks{test_case};
  CHECK(call(mocks, "Call") == "1");
  CHECK_THROWS_WITH(
      mocks.check_all_used(),
      "outcomes of the test case \"case\" were never used: the state \"Call\" was called 1 time, "
      "and its response \"Thrice\" has outcomes for 3 calls; the state \"Inner\" was called 0 "
      "times, and its response \"Once\" has outcomes for 1 call");
}

TEST_CASE("ranges of calls leave no gap and do not overlap", "[asl][mock_config]") {
  const std::string r = R"(: {"Return": 1})";
  CHECK(responses_problem("\"R\": {\"0\"" + r + ", \"1-1\"" + r + "}").empty());
  CHECK(responses_problem("\"R\": {\"1\"" + r + "}") ==
        "2 /MockedResponses/R/1: the mocked response \"R\" says nothing of call 0; the calls of a "
        "state count from 0, and each needs an outcome\n");
  CHECK(responses_problem("\"R\": {\"0\"" + r + ", \"4-5\"" + r + "}") ==
        "2 /MockedResponses/R/4-5: the mocked response \"R\" says nothing of the calls 1 to 3; the "
        "calls of a state count from 0, and each needs an outcome\n");
  CHECK(responses_problem("\"R\": {\"0-2\"" + r + ", \"2\"" + r + "}") ==
        "2 /MockedResponses/R/2: the mocked response \"R\" says twice what call 2 ends with; let "
        "each call stand in one range only\n");
  for (const std::string key :
       {"", "-1", "1-", "2-1", "01", "0-1-2", "one", "0 - 1", "1234567890"}) {
    CHECK(responses_problem("\"R\": {\"" + key + "\"" + r + "}") ==
          "2 /MockedResponses/R/" + key + ": \"" + key +
              "\" is neither a number nor a range of calls; write \"0\" for the first call, "
              "\"1-3\" for the three after it\n");
  }
}

TEST_CASE("an outcome returns or throws", "[asl][mock_config]") {
  const auto problem = [](const std::string& outcome) {
    return responses_problem(R"("R": {"0": )" + outcome + "}");
  };
  const std::string at = "2 /MockedResponses/R/0";
  CHECK(problem(R"({"Return": 1, "DelaySeconds": 0})").empty());
  CHECK(problem("[]") == at + ": the outcome \"0\" is an array; give an object with Return or "
                              "Throw\n");
  CHECK(problem("{}") == at + ": the outcome \"0\" has neither Return nor Throw; give one of "
                              "them\n");
  CHECK(problem(R"({"Return": 1, "Throw": {}})") ==
        at + ": the outcome \"0\" has both Return and Throw; give one of them\n");
  CHECK(problem(R"({"Retrun": 1, "Return": 1})") ==
        at + "/Retrun: the outcome \"0\" has no field \"Retrun\"; did you mean Return?\n");
  CHECK(problem(R"({"Throw": "E"})") ==
        at + "/Throw: Throw is a string; give an object with Error and Cause\n");
  CHECK(problem(R"({"Throw": {"Error": 1}})") ==
        at + "/Throw/Error: Error is a number; give a string or null\n");
  CHECK(problem(R"({"Throw": {"Reason": "x"}})") ==
        at + "/Throw/Reason: Throw has no field \"Reason\"; there are: Error, Cause\n");
  CHECK(problem(R"({"Throw": {"Error": ")" + std::string(257, 'e') + "\"}}") ==
        at + "/Throw/Error: Error has 257 characters; the service takes at most 256\n");
  CHECK(problem(R"({"Throw": {"Error": ")" + std::string(256, 'e') + "\"}}").empty());
  for (const std::string delay : {"-1", "\"5\"", "100000000", "null"}) {
    CHECK(problem(R"({"Return": 1, "DelaySeconds": )" + delay + "}") ==
          at + "/DelaySeconds: DelaySeconds is no duration; give seconds as a number from 0 to "
               "99999999\n");
  }
}

TEST_CASE("what a mock file must hold", "[asl][mock_config]") {
  CHECK(problems("{") ==
        "1 /: the text ends inside the object that starts in line 1; close it with }\n");
  CHECK(problems("[]") ==
        "1 /: the mock file is an array; give an object with StateMachines and MockedResponses\n");
  CHECK(problems(R"({"StateMachine": {}})") ==
        "1 /StateMachine: the mock file has no field \"StateMachine\"; did you mean "
        "StateMachines?\n"
        "1 /: the mock file has no StateMachines; add an object of state machines and their test "
        "cases\n");
  CHECK(problems(R"({"StateMachines": {}})") ==
        "1 /StateMachines: StateMachines is empty; add a state machine and its test cases\n");
  CHECK(problems(R"({"StateMachines": {"M": {"Testcases": {}}}})") ==
        "1 /StateMachines/M/Testcases: the state machine \"M\" has no field \"Testcases\"; did you "
        "mean TestCases?\n"
        "1 /StateMachines/M: the state machine \"M\" has no TestCases; add an object of test "
        "cases\n");
  CHECK(problems(R"({"StateMachines": {"M": {"TestCases": {"case": {"Call": 1}}}}})") ==
        "1 /StateMachines/M/TestCases/case/Call: the response of the state \"Call\" is a number; "
        "give the name of a mocked response\n");
  CHECK(problems(file(R"("Call": "Succes")", R"("Success": {})")) ==
        "1 /StateMachines/Machine/TestCases/case/Call: there is no mocked response \"Succes\"; did "
        "you mean \"Success\"?\n");
}

TEST_CASE("a test case is chosen by machine and name", "[asl][mock_config]") {
  const std::string two = R"({"StateMachines": {"One": {"TestCases": {"case": {}}},
                                                "Two": {"TestCases": {"other": {}}}}})";
  CHECK(problems(two) ==
        "1 /StateMachines: the mock file has 2 state machines; choose one of \"One\", \"Two\"\n");
  const MockConfig config{two};
  CHECK(config.test_case("Two", "other", machine()).states.empty());
  CHECK_THROWS_WITH(config.test_case("Tow", "other", machine()),
                    "line 1: the mock file has no state machine \"Tow\"");
  CHECK_THROWS_WITH(config.test_case("One", "other", machine()),
                    "line 1: the state machine \"One\" has no test case \"other\"");
}

TEST_CASE("a test case speaks of the definition's tasks", "[asl][mock_config]") {
  CHECK(problems(file(R"("Inner": "R")", R"("R": {})")).empty());
  CHECK(problems(file(R"("Cal": "R")", R"("R": {})")) ==
        "1 /StateMachines/Machine/TestCases/case/Cal: the definition has no state \"Cal\"; did you "
        "mean \"Call\"?\n");
  CHECK(problems(file(R"("Pause": "R")", R"("R": {})")) ==
        "1 /StateMachines/Machine/TestCases/case/Pause: the state \"Pause\" is a Wait, and calls "
        "nothing; only a Task has outcomes\n");
}

TEST_CASE("a call that AWS refuses fails whatever its mock returns", "[asl][mock_config]") {
  const std::string resource = "arn:aws:states:::sns:publish";
  const MockConfig config{file(R"("Call": "Sent", "Inner": "Later")",
                               R"("Sent": {"0": {"Return": 1}, "1": {"Throw": {"Error": "E"}},
                                           "2": {"Return": 2}},
                                  "Later": {"0": {"Return": 3}})")};
  const MockTestCase test_case = config.test_case("", "case", machine());
  MockedOutcomes mocks{test_case};
  const std::string refused = R"({"PhoneNumber": "+44", "Message": ""})";
  const std::string legal = R"({"PhoneNumber": "+44", "Message": "m"})";
  CHECK(call(mocks, "Call", resource, refused).find("SNS.InvalidParameterException/") == 0);
  // It may have failed for another reason first.
  CHECK(call(mocks, "Call", resource, refused) == "E/none");
  CHECK(call(mocks, "Call", resource, legal) == "2");
  // What comes after is an outcome enough.
  CHECK(call(mocks, "Call", resource, refused).find("SNS.InvalidParameterException/") == 0);
  CHECK_NOTHROW(mocks.check_all_used());
  CHECK(mocks.notes() ==
        std::vector<std::string>{
            "AWS refuses call 0 of the state \"Call\" with SNS.InvalidParameterException, "
            "whatever its mocked outcome",
            "outcomes of the test case \"case\" were never used: the state \"Inner\" was called "
            "0 times, and its response \"Later\" has outcomes for 1 call"});
  mocks.restart();
  CHECK(call(mocks, "Call", resource, legal) == "1");
  CHECK_THROWS_AS(mocks.check_all_used(), MockMismatch);
  mocks.restart();
  const json::Tree unknown{R"({"Message": "m", "Topic": "t"})"};
  CHECK(mocks.problem(resource, unknown.root()) ==
        "The field \"Topic\" is not supported by Step Functions");
  CHECK_NOTHROW(mocks.check_all_used());
}

TEST_CASE("a list of outcomes holds at least one", "[asl][mock_config]") {
  const auto problem = [](const std::string& text) -> std::string {
    try {
      const ListedOutcomes outcomes{text};
    } catch (const MockConfigError& error) {
      return error.findings().front().message;
    }
    return "";
  };
  CHECK(problem(R"({"Call": [{"Return": {}}]})").empty());
  CHECK(problem(R"({"Call": []})") == "the outcomes of \"Call\" are an empty array");
  CHECK(problem(R"({"Call": {"Return": {}}})") == "the outcomes of \"Call\" are an object");
}
