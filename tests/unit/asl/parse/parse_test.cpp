// SPDX-License-Identifier: Apache-2.0
// What parse() makes of a definition, beyond the fields of its states.
#include "../validate/support.hpp"
#include "support.hpp"

using namespace idm_synth;
using namespace idm_synth::test;
using idm_synth::asl::Definition;

namespace {

Definition parsed(const std::string& text, const asl::ValidateOptions& options = {}) {
  const json::Tree tree{text};
  return asl::parse(tree, options, "flow.asl.json");
}

/// The findings of a definition that cannot be parsed.
std::string refused(const std::string& text, const asl::ValidateOptions& options = {}) {
  const json::Tree tree{text};
  try {
    static_cast<void>(asl::parse(tree, options));
  } catch (const asl::DefinitionError& error) {
    return lines(error.findings()) + "\n" + error.what();
  }
  return "parsed";
}

}  // namespace

TEST_CASE("a definition keeps its settings, its order and its places", "[asl][parse]") {
  const Definition flow = parsed(R"({
  "Comment": "Why",
  "QueryLanguage": "JSONata",
  "Version": "1.0",
  "TimeoutSeconds": 60,
  "StartAt": "B",
  "States": {
    "C": {"Type": "Succeed"},
    "B": {"Type": "Parallel", "Next": "C", "Branches": [
      {"StartAt": "X", "Comment": "First", "States": {
        "X": {"Type": "Pass", "End": true}}},
      {"StartAt": "Y", "States": {"Y": {"Type": "Fail"}}}]}
  }
})");
  CHECK(flow.settings().comment == "Why");
  CHECK(flow.settings().query_language == asl::QueryLanguage::jsonata);
  CHECK(flow.settings().version == "1.0");
  CHECK(flow.settings().timeout == std::chrono::seconds{60});
  CHECK(flow.start() == "B");
  CHECK(flow.place().file == "flow.asl.json");
  CHECK(flow.place().line == 1);
  REQUIRE(flow.states().size() == 2);
  CHECK(flow.states()[0].name == "C");
  CHECK(flow.states()[1].name == "B");
  CHECK(flow.states()[1].place.file == "flow.asl.json");
  CHECK(flow.states()[1].place.line == 9);
  CHECK(flow.states()[1].place.column == 5);
  const auto& branches = std::get<asl::Parallel>(flow.states()[1].state).branches;
  REQUIRE(branches.size() == 2);
  CHECK(branches[0].settings().comment == "First");
  CHECK(branches[0].place().line == 10);
  CHECK(branches[0].states()[0].place.line == 11);
  CHECK(branches[1].states()[0].name == "Y");
}

TEST_CASE("what is refused comes with every finding", "[asl][parse]") {
  CHECK(refused(R"({"StartAt": "X", "States": {
      "X": {"Type": "Pass", "Next": "Z", "Parameters": {"a": "$.b"}},
      "Y": {"Type": "Succeed"}}})") ==
        "error MISSING_TRANSITION_TARGET /States/X/Next\n"
        "warning NO_DOLLAR /States/X/Parameters/a\n"
        "error MISSING_TRANSITION_TARGET /States/Y\n"
        "/States/X/Next: there is no state \"Z\" here");
  CHECK(refused("[]").starts_with("error SCHEMA_VALIDATION_FAILED /\n/: "));
}

TEST_CASE("placeholders stay text, or are refused where the value counts", "[asl][parse]") {
  const asl::ValidateOptions options{.has_placeholders = true};
  const std::string held = machine(R"j({"Type": "Task", "Resource": "${resource}:2", "End": true,
      "Comment": "${why}", "TimeoutSeconds": "${seconds}",
      "Parameters": {"a.$": "${path}", "b": "x ${y}", "c.$": "States.Format('${t}')",
                     "d": [{"e.$": "${path}"}]}})j");
  check_round_trip(held, options);
  const Definition flow = parsed(held, options);
  const auto& state = std::get<asl::Task>(flow.states()[0].state);
  const auto* text = state.call.parameters.find("b")->literal();
  REQUIRE(text != nullptr);
  CHECK(std::get<std::string>(text->value()) == "x ${y}");

  const std::string unknown = "error UNKNOWN_VALUE /States/X/";
  const auto with = [](const std::string& fields) { return machine(task(fields)); };
  CHECK(refused(with(R"("TimeoutSeconds": "1${s}", )"), options) ==
        unknown +
            "TimeoutSeconds\n/States/X/TimeoutSeconds: "
            "a placeholder stands where a whole number must be known");
  const std::string others[] = {
      R"("InputPath": "${p}")",
      R"("TimeoutSecondsPath": "${p}")",
      R"("ResultPath": "${p}")",
      R"("Retry": "${r}")",
      R"("Retry": [{"ErrorEquals": ["A"], "MaxAttempts": "${m}"}])",
      R"("Retry": [{"ErrorEquals": ["A"], "JitterStrategy": "${j}"}])",
      R"("Credentials": "${c}")",
      R"("Parameters": "${p}")",
      R"("QueryLanguage": "${q}")",
  };
  for (const std::string& field : others) {
    INFO(field);
    CHECK(refused(with(field + ", "), options).starts_with(unknown));
  }
  CHECK(refused(machine("\"${state}\""), options).starts_with("error"));
}

TEST_CASE("spellings that mean the same become one", "[asl][parse]") {
  const std::string inner = R"("StartAt":"I","States":{"I":{"Type":"Succeed"}})";
  const auto state = [](const std::string& fields) {
    return R"({"StartAt":"X","States":{"X":{)" + fields + "}}}";
  };
  CHECK(parsed_and_rendered(state(R"("Type":"Map","Iterator":{"ProcessorConfig":{"New":[1]},)" +
                                  inner + R"(},"Parameters":{"a.$":"$.a"},"End":true)")) ==
        state(R"("Type":"Map","ItemSelector":{"a.$":"$.a"},)"
              R"("ItemProcessor":{"ProcessorConfig":{"Mode":"INLINE","New":[1]},)" +
              inner + R"(},"End":true)"));
  CHECK(
      parsed_and_rendered(state(
          R"("Type":"Task","Comment":"","Resource":"arn:aws:lambda:eu-west-1:123456789012:function:f",)"
          R"("Retry":[],"Catch":[],"End":true)")) ==
      state(
          R"("Type":"Task","Resource":"arn:aws:lambda:eu-west-1:123456789012:function:f","End":true)"));
  CHECK(
      parsed_and_rendered(state(R"j("Type":"Pass","Parameters":{"a.$":" States.Array( 1,2.50,1e2,)j"
                                R"j('\\'b',States.UUID( ) )"},"End":true)j")) ==
      state(R"j("Type":"Pass","Parameters":{"a.$":"States.Array(1, 2.5, 100.0, )j"
            R"j('\\'b', States.UUID())"},"End":true)j"));
}

TEST_CASE("a rule's condition", "[asl][parse]") {
  const auto read = [](const std::string& rule) {
    const json::Tree tree{rule};
    return asl::parse_condition(tree.root());
  };
  const asl::Condition nested = read(R"({"Next": "X", "Comment": "Why", "And": [
      {"Variable": "$.a", "IsPresent": true, "Comment": "First"},
      {"Not": {"Or": [{"Variable": "$.a", "StringEqualsPath": "$.b"},
                      {"Variable": "$.a", "NumericLessThan": 1.5}]}}]})");
  CHECK(nested.comment() == "Why");
  CHECK(test::json_of(to_members(nested)) ==
        R"({"And":[{"Comment":"First","Variable":"$.a","IsPresent":true},)"
        R"({"Not":{"Or":[{"Variable":"$.a","StringEqualsPath":"$.b"},)"
        R"({"Variable":"$.a","NumericLessThan":1.5}]}}]})");
  const auto* all = std::get_if<asl::Condition::All>(&nested.value());
  REQUIRE(all != nullptr);
  const auto* test = std::get_if<asl::Condition::Test>(&all->conditions[0].value());
  REQUIRE(test != nullptr);
  CHECK(test->comparison == asl::Comparison::is_present);
  CHECK(test->variable.text() == "$.a");

  CHECK(std::get<asl::Jsonata>(read(R"({"Condition": "{% a %}"})").value()).text == "{% a %}");
  CHECK_FALSE(std::get<asl::Condition::Constant>(read(R"({"Condition": false})").value()).holds);

  for (const std::string bad :
       {"1", "{}", R"({"And": []})", R"({"And": {}})", R"({"Not": []})", R"({"Variable": "$.a"})",
        R"({"Variable": "a", "IsNull": true})", R"({"IsNull": true})", R"({"Condition": 1})",
        R"({"Variable": "$.a", "IsNull": true, "IsString": true})",
        R"({"Not": {"Variable": "$.a", "IsNull": true, "Next": "X"}})"}) {
    INFO(bad);
    CHECK_THROWS_AS(read(bad), Error);
  }
}

TEST_CASE("a template's computed members are paths and functions", "[asl][parse]") {
  const Definition flow = parsed(machine(pass(R"j("Parameters": {
      "path.$": "$.a", "call.$": "States.MathAdd($.a, 1)", "plain": {"a": [1]}, ".$": "$.a",
      "deep": [{"variable.$": "$v"}, [], {}]}, )j")));
  const asl::Fields& fields = std::get<asl::Pass>(flow.states()[0].state).parameters;
  CHECK(std::get<asl::Path>(fields.find("path")->value()).text() == "$.a");
  CHECK(std::get<asl::Intrinsic>(fields.find("call")->value()).function == asl::Function::math_add);
  CHECK(fields.find("plain")->literal() != nullptr);
  CHECK(fields.find(".$")->literal() != nullptr);
  const auto& deep = std::get<asl::Items>(fields.find("deep")->value()).get();
  REQUIRE(deep.size() == 3);
  const auto& item = std::get<asl::Fields>(deep[0].value());
  CHECK(std::get<asl::Path>(item.find("variable")->value()).root() == asl::Path::Root::variable);
}

TEST_CASE("an object in JSONata computes nothing by its keys", "[asl][parse]") {
  const Definition flow =
      parsed(jsonata(pass(R"("Assign": {"v": {"a.$": "$.a"}}, "Output": {"b.$": "$.b"}, )")));
  const auto& state = std::get<asl::Pass>(flow.states()[0].state);
  CHECK(state.assign.find("v")->literal() != nullptr);
  CHECK(state.output->literal() != nullptr);
}

TEST_CASE("machines inside a state have the query language of the machine around it",
          "[asl][parse]") {
  const Definition flow = parsed(machine(R"({"Type": "Map", "QueryLanguage": "JSONata",
      "Output": {"a.$": "$.a"}, "End": true, "ItemProcessor": {"StartAt": "I", "States": {
        "I": {"Type": "Pass", "Parameters": {"a.$": "$.a"}, "End": true}}}})"));
  const auto& map = std::get<asl::Map>(flow.states()[0].state);
  CHECK(map.output->literal() != nullptr);
  const auto& inner = std::get<asl::Pass>(map.processor.get()->states()[0].state);
  CHECK(std::holds_alternative<asl::Path>(inner.parameters.find("a")->value()));
}
