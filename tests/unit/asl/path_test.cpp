// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <idm_synth/asl/path.hpp>
#include <string>
#include <type_traits>

#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;

TEST_CASE("a literal path keeps its text", "[asl][path]") {
  CHECK(path("$.resources[0]").text() == "$.resources[0]");
  CHECK(reference_path("$['a b'].c").text() == "$['a b'].c");
  CHECK(result_path("$.export").text() == "$.export");
  CHECK(variable("polls").text() == "$polls");
}

TEST_CASE("a path knows what it starts from", "[asl][path]") {
  CHECK(path("$").root() == Path::Root::input);
  CHECK(path("$.a").root() == Path::Root::input);
  CHECK(path("$[0]").root() == Path::Root::input);
  CHECK(path("$$").root() == Path::Root::context);
  CHECK(path("$$.Execution.Id").root() == Path::Root::context);
  CHECK(path("$polls").root() == Path::Root::variable);
}

TEST_CASE("every form of a path is taken", "[asl][path]") {
  const std::string text = GENERATE(
      as<std::string>{}, "$", "$$", "$x", "$.a", "$.a.b", "$.a-b", "$..a", "$..*", "$..[0]", "$.*",
      "$[*]", "$[0]", "$[-1]", "$[0,1]", "$[1:]", "$[:2]", "$[1:-1]", "$[ 0 ]", "$['a']",
      "$[\"a\"]", "$['a','b']", "$['it\\'s']", "$['a]b']", "$[?(@.price < 10)]",
      "$[?(@.name == ')')]", "$.a.length()", "$.b.max($.c)", "$[(@.length-1)]",
      "$.a[( @.size() - 2 )]", "$answer.ExportTasks[0].Status", "$.h\xC3\xA9", "$v\xC3\xA9_1");
  PathProblem problem{};
  const auto parsed = Path::parse(text, problem);
  REQUIRE(parsed);
  CHECK(problem == PathProblem::none);
  CHECK(parsed->text() == text);
}

TEST_CASE("a malformed path is refused with its reason", "[asl][path]") {
  struct Case {
    std::string text;
    PathProblem problem;
  };
  const auto bad = GENERATE(values<Case>({
      {"", PathProblem::no_dollar_sign},
      {"a.b", PathProblem::no_dollar_sign},
      {"$.", PathProblem::missing_name},
      {"$.a.", PathProblem::missing_name},
      {"$.a..", PathProblem::missing_name},
      {"$['']", PathProblem::missing_name},
      {"$[", PathProblem::unclosed_bracket},
      {"$[0", PathProblem::unclosed_bracket},
      {"$['a", PathProblem::unclosed_bracket},
      {"$['a\\", PathProblem::unclosed_bracket},
      {"$[?(@.a", PathProblem::unclosed_bracket},
      {"$[(@.length)]", PathProblem::bad_bracket},
      {"$[(@. length-1)]", PathProblem::bad_bracket},
      {"$[(@.length--1)]", PathProblem::bad_bracket},
      {"$[?(@.a == 'x)]", PathProblem::unclosed_bracket},
      {"$.a.length(", PathProblem::unclosed_bracket},
      {"$[]", PathProblem::bad_bracket},
      {"$[a]", PathProblem::bad_bracket},
      {"$[?@.a]", PathProblem::bad_bracket},
      {"$[0,]", PathProblem::bad_bracket},
      {"$['a',0]", PathProblem::bad_bracket},
      {"$[0 1]", PathProblem::bad_bracket},
      {"$.a b", PathProblem::unexpected_character},
      {"$ .a", PathProblem::unexpected_character},
      {"$[0]a", PathProblem::unexpected_character},
      {"$.a)", PathProblem::unexpected_character},
      {"$1", PathProblem::unexpected_character},
      {"$states.input", PathProblem::reserved_variable_name},
      {"$" + std::string(81, 'x'), PathProblem::bad_variable_name},
  }));
  INFO(bad.text);
  PathProblem problem{};
  CHECK_FALSE(Path::parse(bad.text, problem));
  CHECK(problem == bad.problem);
  CHECK_FALSE(describe(problem).empty());
}

TEST_CASE("a variable's name has at most 80 characters", "[asl][path]") {
  PathProblem problem{};
  CHECK(Path::parse("$" + std::string(80, 'x'), problem));
  std::string umlauts = "$";
  for (int i = 0; i < 80; ++i) umlauts += "\xC3\xBC";
  CHECK(Path::parse(umlauts, problem));
}

TEST_CASE("a reference path names one node", "[asl][path]") {
  const std::string text =
      GENERATE(as<std::string>{}, "$..a", "$.*", "$[*]", "$[-1]", "$[0,1]", "$[1:]", "$['a','b']",
               "$[?(@.a)]", "$.a.length()", "$.a:b", "$.a@b", "$.a?");
  PathProblem problem{};
  CHECK(Path::parse(text, problem));
  CHECK_FALSE(ReferencePath::parse(text, problem));
  CHECK(problem == PathProblem::not_a_reference);
  CHECK_FALSE(ResultPath::parse(text, problem));
}

TEST_CASE("reference paths may start anywhere, result paths in the input only", "[asl][path]") {
  PathProblem problem{};
  CHECK(ReferencePath::parse("$.a[0]['b:c']", problem));
  CHECK(ReferencePath::parse("$$.Execution.Input", problem));
  CHECK(ReferencePath::parse("$polls", problem));
  CHECK(ResultPath::parse("$", problem));
  CHECK_FALSE(ResultPath::parse("$$.Execution", problem));
  CHECK(problem == PathProblem::not_in_the_input);
  CHECK_FALSE(ResultPath::parse("$polls", problem));
  CHECK(problem == PathProblem::not_in_the_input);
}

TEST_CASE("a reference path is extended by keys and indices", "[asl][path]") {
  CHECK(variable("answer")["ExportTasks"][0]["Status"].text() == "$answer.ExportTasks[0].Status");
  CHECK(reference_path("$")["a b"].text() == "$['a b']");
  CHECK(reference_path("$")["2nd"].text() == "$['2nd']");
  CHECK(reference_path("$")["it's \\ here"].text() == R"($['it\'s \\ here'])");
  PathProblem problem{};
  CHECK(ReferencePath::parse(reference_path("$")["it's \\ here"].text(), problem));
}

TEST_CASE("the kinds of paths convert one way only", "[asl][path]") {
  STATIC_REQUIRE(std::is_convertible_v<ResultPath, ReferencePath>);
  STATIC_REQUIRE(std::is_convertible_v<ReferencePath, Path>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<Path, ReferencePath>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<ReferencePath, ResultPath>);
}

TEST_CASE("context paths", "[asl][path]") {
  CHECK(context::all().text() == "$$");
  CHECK(context::execution_id().text() == "$$.Execution.Id");
  CHECK(context::execution_input()["resources"][0].text() == "$$.Execution.Input.resources[0]");
  CHECK(context::execution_name().text() == "$$.Execution.Name");
  CHECK(context::execution_role_arn().text() == "$$.Execution.RoleArn");
  CHECK(context::execution_start_time().text() == "$$.Execution.StartTime");
  CHECK(context::execution_redrive_count().text() == "$$.Execution.RedriveCount");
  CHECK(context::execution_redrive_time().text() == "$$.Execution.RedriveTime");
  CHECK(context::state_name().text() == "$$.State.Name");
  CHECK(context::state_entered_time().text() == "$$.State.EnteredTime");
  CHECK(context::state_retry_count().text() == "$$.State.RetryCount");
  CHECK(context::state_machine_id().text() == "$$.StateMachine.Id");
  CHECK(context::state_machine_name().text() == "$$.StateMachine.Name");
  CHECK(context::task_token().text() == "$$.Task.Token");
  CHECK(context::map_item_index().text() == "$$.Map.Item.Index");
  CHECK(context::map_item_value().text() == "$$.Map.Item.Value");
  CHECK(context::map_item_key().text() == "$$.Map.Item.Key");
  CHECK(context::map_item_source().text() == "$$.Map.Item.Source");
}
