// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/services.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/document_json.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;
using namespace std::chrono_literals;
using test::json_of;

namespace {

std::vector<std::string> codes(const Diagnostics& diagnostics) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics) codes.push_back(diagnostic.code);
  return codes;
}

using Codes = std::vector<std::string>;

Task some_task() {
  return {.call = {.resource = "arn:aws:states:::sns:publish"}};
}

}  // namespace

TEST_CASE("a definition has its states in the author's order", "[asl][definition]") {
  Definition flow{{.comment = "Polls", .version = "1.0", .timeout = 1h}};
  const auto zebra = flow.add("Zebra", some_task());
  const auto ant = flow.add("Ant", Wait{.time = wait_for(5min)});
  const auto fail = flow.add("Fail", Fail{});
  flow.next(zebra, ant).end(ant);
  flow.on_error(zebra, fail, {"A", "B"},
                {.comment = "Known",
                 .result_path = result_path("$.error"),
                 .assign = {{"error", path("$.Error")}}});
  flow.on_error(zebra, fail, {"States.ALL"}, {.result_path = nullptr, .output = "x"});

  CHECK(json_of(to_document(flow)) ==
        R"({"Comment":"Polls","Version":"1.0","TimeoutSeconds":3600,"StartAt":"Zebra","States":{)"
        R"("Zebra":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Catch":[)"
        R"({"Comment":"Known","ErrorEquals":["A","B"],"ResultPath":"$.error",)"
        R"("Assign":{"error.$":"$.Error"},"Next":"Fail"},)"
        R"({"ErrorEquals":["States.ALL"],"ResultPath":null,"Output":"x","Next":"Fail"}],)"
        R"("Next":"Ant"},)"
        R"("Ant":{"Type":"Wait","Seconds":300,"End":true},"Fail":{"Type":"Fail"}}})");
  CHECK(flow.problems().empty());
}

TEST_CASE("the first state is the start, unless another is named", "[asl][definition]") {
  Definition flow;
  CHECK(flow.start().empty());
  const auto a = flow.add("A", Pass{});
  const auto b = flow.add("B", Pass{});
  flow.next(b, a).end(a);
  CHECK(flow.start() == "A");
  flow.start_at(b);
  CHECK(flow.start() == "B");
  CHECK(flow.problems().empty());
}

TEST_CASE("a definition in JSONata", "[asl][definition]") {
  Definition flow{{.query_language = QueryLanguage::jsonata}};
  flow.add("A", Succeed{});
  CHECK(json_of(to_document(flow)) ==
        R"({"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Succeed"}}})");
}

TEST_CASE("states are found by name", "[asl][definition]") {
  Definition flow;
  flow.add("A", Pass{.comment = "first"});
  REQUIRE(flow.find("A") != nullptr);
  CHECK(comment_of(flow.find("A")->state) == "first");
  CHECK(type_name(flow.find("A")->state) == "Pass");
  CHECK(flow.find("B") == nullptr);
}

TEST_CASE("wrong uses become problems that show the place", "[asl][definition]") {
  Definition flow;
  const auto pass = flow.add("Pass", Pass{});
  const auto choice = flow.add("Choice", Choice{});
  const auto done = flow.add("Done", Succeed{});
  flow.next(pass, choice);
  flow.choose(choice, {{is_present(path("$.a")), pass}}, done);
  REQUIRE(flow.problems().empty());

  SECTION("two ways onwards") {
    const unsigned line = SourcePlace::here().line + 1;
    flow.next(pass, done);
    REQUIRE(flow.problems().size() == 1);
    const Diagnostic problem = flow.problems().front();
    CHECK(problem.code == "two-transitions");
    CHECK(problem.summary == "\"Pass\" has a next() or end() already");
    REQUIRE_FALSE(problem.places.empty());
    CHECK(problem.places.front().line == line);
    flow.end(pass);
    CHECK(codes(flow.problems()) == Codes{"two-transitions", "two-transitions"});
  }
  SECTION("onwards from where there is no onwards") {
    flow.next(choice, done).next(done, pass).end(done);
    CHECK(codes(flow.problems()) == Codes(3, "unexpected-transition"));
  }
  SECTION("rules for something else than a Choice") {
    flow.choose(done, {{is_present(path("$.a")), pass}});
    CHECK(codes(flow.problems()) == Codes{"not-a-choice"});
  }
  SECTION("rules twice") {
    flow.choose(choice, {{is_present(path("$.b")), done}});
    CHECK(codes(flow.problems()) == Codes{"two-choices"});
  }
  SECTION("errors of something that has none") {
    flow.on_error(pass, done, {"States.ALL"});
    CHECK(codes(flow.problems()) == Codes{"nothing-to-catch"});
  }
  SECTION("a handle of another definition") {
    Definition other;
    const auto foreign = other.add("Foreign", Pass{});
    flow.next(foreign, done).start_at(foreign).on_error(foreign, done, {"A"});
    flow.choose(foreign, {{is_present(path("$.b")), done}}, done);
    CHECK(codes(flow.problems()) == Codes(4, "unknown-state"));
  }
}

TEST_CASE("an edge to a foreign state", "[asl][definition]") {
  Definition other;
  const auto foreign = other.add("Foreign", Pass{});
  Definition flow;
  const auto a = flow.add("A", some_task());
  const auto c = flow.add("C", Choice{});
  flow.next(a, c).on_error(a, foreign, {"E"});
  flow.choose(c, {{is_present(path("$.b")), foreign}}, foreign);
  Codes summaries;
  for (const Diagnostic& problem : flow.problems()) summaries.push_back(problem.summary);
  CHECK(summaries == Codes{R"(/States/A/Catch/0/Next: "Foreign" is no state of this definition)",
                           R"(/States/C/Choices/0/Next: "Foreign" is no state of this definition)",
                           R"(/States/C/Default: "Foreign" is no state of this definition)",
                           "/States: no state ends the flow"});
}

TEST_CASE("every Task is visited, inside branches and processors too", "[asl][definition]") {
  Definition deep;
  deep.end(deep.add("Deep", some_task()));
  Definition branch;
  branch.end(branch.add("InBranch", Parallel{.branches = {deep}}));
  Definition processor;
  processor.end(
      processor.add("InMap", Task{.call = rds::start_export_task({.export_task_identifier = "x",
                                                                  .source_arn = path("$.arn"),
                                                                  .s3_bucket_name = "b",
                                                                  .iam_role_arn = "role",
                                                                  .kms_key_id = "key"})}));
  Definition flow;
  const auto first = flow.add("First", some_task());
  const auto parallel = flow.add("Parallel", Parallel{.branches = {branch}});
  const auto map = flow.add("Map", asl::Map{.processor = processor});
  flow.next(first, parallel).next(parallel, map).end(map);
  CHECK(flow.problems().empty());

  std::string visited;
  flow.for_each_task([&](const StateNode& node, const Task& task) {
    visited += node.name + " ";
    if (node.name == "InMap") {
      REQUIRE(task.call.parameters.find("IamRoleArn") != nullptr);
      CHECK(std::get<std::string>(task.call.parameters.find("IamRoleArn")->literal()->value()) ==
            "role");
    }
  });
  CHECK(visited == "First Deep InMap ");
}
