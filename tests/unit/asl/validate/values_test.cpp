// SPDX-License-Identifier: Apache-2.0
// The rules about paths, payload templates, intrinsic functions and expressions.
#include <idm_synth/asl/parse_intrinsic.hpp>

#include "support.hpp"
#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::test;

namespace {

std::string parameters(const std::string& members) {
  return machine(pass(R"("Parameters": {)" + members + "}, "));
}
std::string computed(const std::string& text) {
  return parameters(R"("k.$": ")" + text + "\"");
}

}  // namespace

TEST_CASE("paths") {
  const auto input = [](const std::string& path) {
    return machine(pass(R"("InputPath": )" + path + ", "));
  };
  const auto result = [](const std::string& path) {
    return machine(pass(R"("ResultPath": )" + path + ", "));
  };
  const std::string bad_input = schema + "/States/X/InputPath";
  const std::string bad_result = schema + "/States/X/ResultPath";
  check_all({
      {"all", input(R"("$")")},
      {"null", input("null")},
      {"a filter", input(R"("$.a[?(@.b == 'c)')].d")")},
      {"a descent", input(R"("$..a[-1:]")")},
      {"from the end", input(R"j("$.a[(@.length - 1)].b")j")},
      {"from the end, as a size", input(R"j("$.a[(@.size()-2)]")j")},
      {"from the end, without a distance", input(R"j("$.a[(@.length)]")j"), bad_input},
      {"another calculation", input(R"j("$.a[(@.length+1)]")j"), bad_input},
      {"no reference", machine(pass(R"j("ResultPath": "$.a[(@.length-1)]", )j")), bad_result},
      {"a negative index", input(R"("$.a[-1].b")"), "warning NEGATIVE_INDEX /States/X/InputPath"},
      {"a negative index among others", input(R"("$.a[0,-1]")"),
       "warning NEGATIVE_INDEX /States/X/InputPath"},
      {"a name that looks like one", input(R"("$['[-1]'][?(@.b == '[-1]')][-1:]")")},
      {"a function", input(R"j("$.a.length()")j"), "warning PATH_FUNCTION /States/X/InputPath"},
      {"a filter with a word", input(R"j("$.a[?(@.b in ['c'])]")j"),
       "warning UNREADABLE_PATH /States/X/InputPath"},
      {"quoted", input(R"("$['a b'][0]['c', 'd']")")},
      {"a bracket behind a dot", input(R"("$.['a'].[0]")")},
      {"no path", input(R"("a")"), bad_input},
      {"empty", input(R"("")"), bad_input},
      {"a number", input("1"), bad_input},
      {"an open bracket", input(R"("$.a[")"), bad_input},
      {"a function", input(R"j("States.UUID()")j"), bad_input},
      {"a reserved variable", input(R"("$states.input")"), bad_input},
      {"the context", input(R"("$$.Execution.Input.a")")},
      {"a place of results", result(R"("$.a.b[0]")")},
      {"nowhere", result("null")},
      {"the context as a place", result(R"("$$.a")"), bad_result},
      {"a variable as a place", result(R"("$a")"), bad_result},
      {"many places", result(R"("$.a[*]")"), bad_result},
      {"an unknown field of the context", input(R"("$$.Execution.Nmae")"),
       "warning UNKNOWN_CONTEXT_FIELD /States/X/InputPath"},
      {"an unknown object of the context", input(R"("$$.Foo")"),
       "warning UNKNOWN_CONTEXT_FIELD /States/X/InputPath"},
      {"no item", input(R"("$$.Map.Item.Value.anything")"),
       "warning UNKNOWN_CONTEXT_FIELD /States/X/InputPath"},
      {"an item", machine(map(R"("ItemSelector": {"v.$": "$$.Map.Item.Value.anything"}, )"))},
      {"an item of old", machine(map(R"("Parameters": {"v": {"w.$": "$$.Map.Item.Index"}}, )"))},
      {"no item left", machine(map(R"("ItemSelector": {"v.$": "$$.Map.Item.Value"},
          "ResultSelector": {"v.$": "$$.Map.Item.Value"}, )")),
       "warning UNKNOWN_CONTEXT_FIELD /States/X/ResultSelector/v.$"},
      {"no part of an item", machine(map(R"("ItemSelector": {"v.$": "$$.Map.Item.Number"}, )")),
       "warning UNKNOWN_CONTEXT_FIELD /States/X/ItemSelector/v.$"},
  });
}

TEST_CASE("payload templates") {
  check_all({
      {"literals", parameters(R"("a": 1, "b": null, "c": ["x"], "d": {"e": "$5"})")},
      {"computed", parameters(R"("a.$": "$.a", "b.$": "$$.State.Name", "c": [{"d.$": "$.d"}])")},
      {"no path", computed("a"), schema + "/States/X/Parameters/k.$"},
      {"no string", parameters(R"("k.$": 1)"), schema + "/States/X/Parameters/k.$"},
      {"inside an array", parameters(R"("c": [{"d.$": "d"}])"),
       schema + "/States/X/Parameters/c/0/d.$"},
      {"a key twice", parameters(R"("a": 1, "a.$": "$.a")"), schema + "/States/X/Parameters/a.$"},
      {"a path without .$", parameters(R"("a": "$.a")"),
       "warning NO_DOLLAR /States/X/Parameters/a"},
      {"a function without .$", parameters(R"j("a": "States.UUID()")j"),
       "warning NO_DOLLAR /States/X/Parameters/a"},
      {"an array", machine(pass(R"("Parameters": [{"a.$": "$.a"}], )"))},
      {"an array with a bad path", machine(pass(R"("Parameters": [{"a.$": "a"}], )")),
       schema + "/States/X/Parameters/0/a.$"},
      {"a static path", machine(pass(R"("Result": {"a.$": "$.a"}, )")),
       "warning PASS_RESULT_IS_STATIC /States/X/Result/a.$"},
      {"a static function", machine(pass(R"j("Result": ["States.UUID()"], )j")),
       "warning PASS_RESULT_IS_STATIC /States/X/Result/0"},
      {"a static text", machine(pass(R"("Result": "$5 each", )"))},
      {"a selector of any type", machine(map(R"("ItemSelector": "x", )"))},
  });
}

TEST_CASE("variables") {
  const auto assign = [](const std::string& members) {
    return machine(pass(R"("Assign": {)" + members + "}, "));
  };
  const std::string longest(80, 'v');
  check_all({
      {"set", assign(R"("a": 1, "b.$": "$.b", "c": {"any key": 1})")},
      {"80 characters", assign("\"" + longest + "\": 1")},
      {"81 characters", assign("\"" + longest + "v\": 1"),
       "error INVALID_VARIABLE_NAME /States/X/Assign/" + longest + "v"},
      {"a digit first", assign(R"("1a": 1)"), "error INVALID_VARIABLE_NAME /States/X/Assign/1a"},
      {"a blank", assign(R"("a b": 1)"), "error INVALID_VARIABLE_NAME /States/X/Assign/a b"},
      {"reserved", assign(R"("states": 1)"),
       "error RESERVED_VARIABLE_NAME /States/X/Assign/states"},
      {"no object", machine(pass(R"("Assign": [], )")), schema + "/States/X/Assign"},
      {"used", assign(R"j("a": 1, "b.$": "States.MathAdd($a, 1)")j")},
      {"never set", assign(R"("a": 1, "b.$": "$c.d")"),
       "warning UNASSIGNED_VARIABLE /States/X/Assign/b.$"},
      {"never set, in a function", computed("States.Array($c)"),
       "warning UNASSIGNED_VARIABLE /States/X/Parameters/k.$"},
      {"in JSONata", jsonata(pass(R"("Assign": {"a": "{% $states.input.a %}"}, )"))},
      {"in JSONata, with .$", jsonata(pass(R"("Assign": {"a.$": "$.a"}, )")),
       "error INVALID_VARIABLE_NAME /States/X/Assign/a.$"},
  });
}

TEST_CASE("a variable of the flow around is not set") {
  // A flow whose state X sets v, and then the one in `state`.
  const auto after = [](const std::string& state) {
    return R"({"StartAt": "X", "States": {"X": {"Type": "Pass", "Assign": {"v": 1}, "Next": "Y"}, )"
           R"("Y": )" +
           state + "}}";
  };
  const auto inner = [](const std::string& name, const std::string& assign) {
    return R"("StartAt": ")" + name + R"(", "States": {")" + name +
           R"(": {"Type": "Pass", "Assign": {)" + assign + R"(}, "End": true}})";
  };
  const auto parallel = [](const std::string& fields, const std::string& branches) {
    return R"({"Type": "Parallel", )" + fields + R"("Branches": [)" + branches +
           R"(], "End": true})";
  };
  const auto mapped = [](const std::string& mode, const std::string& flow) {
    return R"({"Type": "Map", "ItemProcessor": {"ProcessorConfig": {)" + mode + "}, " + flow +
           R"(}, "End": true})";
  };
  const std::string first = "{" + inner("A", R"("v.$": "$.a")") + "}";
  const std::string second =
      "{" + inner("B", R"("w.$": "$.a")") + "}, {" + inner("C", R"("w": 1)") + "}";
  const std::string is_set = "error DUPLICATE_VARIABLE_NAME /States/Y/Branches/0/States/A/Assign/";
  check_all({
      {"in a branch", after(parallel("", first)), is_set + "v.$"},
      {"in a Map", after(mapped(R"("Mode": "INLINE")", inner("A", R"("v": 1)"))),
       "error DUPLICATE_VARIABLE_NAME /States/Y/ItemProcessor/States/A/Assign/v"},
      {"two flows further in",
       after(parallel("", R"({"StartAt": "P", "States": {"P": )" + parallel("", first) + "}}")),
       "error DUPLICATE_VARIABLE_NAME "
       "/States/Y/Branches/0/States/P/Branches/0/States/A/Assign/v.$"},
      {"by the Parallel itself", machine(parallel(R"("Assign": {"v": 1}, )", first)),
       "error DUPLICATE_VARIABLE_NAME /States/X/Branches/0/States/A/Assign/v.$"},
      {"in a distributed Map", after(mapped(R"("Mode": "DISTRIBUTED", "ExecutionType": "STANDARD")",
                                            inner("A", R"("v": 1)")))},
      {"another one, in two branches", after(parallel("", second))},
      {"again in the same flow", after(pass(R"("Assign": {"v": 2}, )"))},
      {"read", after(parallel("", R"({"StartAt": "A", "States": {"A": )" +
                                      pass(R"("Parameters": {"a.$": "$v"}, )") + "}}"))},
  });
}

TEST_CASE("intrinsic functions") {
  const std::string refused = schema + "/States/X/Parameters/k.$";
  const std::string doomed = "warning INTRINSIC_ARGUMENT /States/X/Parameters/k.$";
  const std::string good[] = {
      "States.Array()",
      "States.Array('a', 1, -2.5, null, true, $.a, $$.State.Name, States.UUID())",
      "States.ArrayPartition($.a,4)",
      "States.ArrayContains($.a, 'x')",
      "States.ArrayRange(1, 9, 2)",
      "States.ArrayGetItem($.a, 0)",
      "States.ArrayLength($.a[?(@.b == 'x,)')])",
      "States.ArrayUnique($.a)",
      "States.Base64Encode('x')",
      "States.Base64Decode($.a)",
      "States.Hash($.a, 'SHA-256')",
      "States.JsonMerge($.a, $.b, false)",
      "States.StringToJson($.a)",
      "States.JsonToString($.a)",
      "States.MathRandom(1, 9)",
      "States.MathRandom(1, 9, 7)",
      "States.MathAdd(1, -1)",
      "States.StringSplit('a,b', ',')",
      "States.UUID()",
      "States.UUID('ignored', $.a)",
      "States.Format('none')",
      "States.Format('{} \\\\{\\\\} \\\\'{}\\\\'', $.a, 'b')",
      "States.Format($.template, $.a, $.b)",
      " States.UUID ( ) ",
  };
  for (const std::string& text : good) check_all({{text, computed(text)}});
  const std::string bad[] = {
      "States.Uuid()",
      "States.UUID",
      "States.UUID(",
      "States.UUID() x",
      "States.Array('a)",
      "States.Array('it''s')",
      "States.Array('it's')",
      R"(States.Array('a \\\"b\\\" c'))",
      "States.Array('a' 'b')",
      "States.Array(a)",
      "States.Array(1,)",
      "States.Array($.a[)",
      "States.Array(Other.UUID())",
      "States.Array('a\\\\nb')",
      R"(States.Format('\\\"a\\\"'))",
  };
  for (const std::string& text : bad) check_all({{text, computed(text), refused}});
  const std::string failing[] = {
      "States.ArrayLength()",
      "States.ArrayRange(1, 2)",
      "States.MathAdd(1)",
      "States.MathRandom(1)",
      "States.MathRandom(1, 2, 3, 4)",
      "States.Hash('a')",
      "States.JsonMerge($.a, $.b)",
      "States.Format()",
      "States.Format('{}')",
      "States.Format('{} {}', $.a)",
      "States.Format('none', $.a)",
      "States.Array(States.MathAdd(1))",
      "States.Format('{')",
      "States.Format('}')",
      "States.Format('{{}}', 1)",
      "States.MathAdd('1', 2)",
      "States.ArrayLength('abc')",
      "States.ArrayPartition($.a, 0)",
      "States.ArrayRange(1, 2, 0)",
      "States.ArrayGetItem($.a, -1)",
      "States.Hash($.a, 'CRC32')",
      "States.JsonMerge($.a, $.b, true)",
      "States.StringSplit(States.UUID(), 1)",
      "States.Base64Encode(States.MathAdd(1, 2))",
  };
  for (const std::string& text : failing) check_all({{text, computed(text), doomed}});
}

TEST_CASE("functions nest ten levels deep") {
  const auto nested = [](int depth) {
    std::string text = "1";
    for (int i = 0; i < depth; ++i) text = "States.MathAdd(" + text + ", 1)";
    return computed(text);
  };
  CHECK(lines(asl::validate(nested(10))).empty());
  CHECK(lines(asl::validate(nested(11))) == schema + "/States/X/Parameters/k.$");
  CHECK(lines(asl::validate(nested(10'000))) == schema + "/States/X/Parameters/k.$");
}

TEST_CASE("a problem with a function knows its place") {
  const auto parsed = asl::parse_intrinsic("States.Array(1, x)");
  const auto* problem = std::get_if<asl::IntrinsicProblem>(&parsed);
  REQUIRE(problem != nullptr);
  CHECK(problem->offset == 16);
}

TEST_CASE("a parsed function renders as it was") {
  for (const std::string text :
       {"States.Format('{} \\'a\\' \\{\\}', $.a['b, c'])",
        "States.Array(1, -2.5, null, true, false, $$.State.Name, States.UUID())"}) {
    const auto parsed = asl::parse_intrinsic(text);
    const auto* call = std::get_if<asl::Intrinsic>(&parsed);
    REQUIRE(call != nullptr);
    std::string rendered;
    for (const Template::Part& part : call->render()) rendered += std::get<std::string>(part);
    CHECK(rendered == text);
    CHECK(call->source == text);
  }
}

TEST_CASE("JSONata") {
  const auto output = [](const std::string& value) {
    return jsonata(pass(R"("Output": )" + value + ", "));
  };
  const std::string refused = schema + "/States/X/Output";
  const std::string unsupported = "error UNSUPPORTED_JSONATA_EXPRESSION /States/X/";
  check_all({
      {"an expression", output(R"("{% $states.input.a %}")")},
      {"no blanks", output(R"("{%1%}")")},
      {"any literal", output(R"([1, null, true, "text", {"a": {"b": "{% 1 %}"}}])")},
      {"not closed", output(R"("{% 1")"), refused},
      {"not opened", output(R"("1 %}")"), refused},
      {"text around", output(R"("a {% 1 %}")"), refused},
      {"a blank around", output(R"("{% 1 %} ")"), refused},
      {"empty", output(R"("{% %}")"), "error INVALID_JSONATA_EXPRESSION /States/X/Output"},
      {"both in one", output(R"("{%}")"), refused},
      {"deep inside", output(R"({"a": ["{% 1"]})"), refused + "/a/0"},
      {"no result in a Pass", output(R"("{% $states.result %}")"), unsupported + "Output"},
      {"a result in a Task", jsonata(task(R"("Output": "{% $states.result.a %}", )"))},
      {"a result in arguments", jsonata(task(R"("Arguments": "{% $states.result %}", )")),
       unsupported + "Arguments"},
      {"an error in a Task", jsonata(task(R"("Output": "{% $states.errorOutput %}", )")),
       unsupported + "Output"},
      {"an error in a Catch", R"({"QueryLanguage": "JSONata", "StartAt": "X", "States": {
         "X": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f",
           "End": true, "Catch": [
           {"ErrorEquals": ["A"], "Next": "Y", "Output": "{% $states.errorOutput %}"},
           {"ErrorEquals": ["B"], "Next": "Y", "Output": "{% $states.result %}"}]},
         "Y": {"Type": "Succeed"}}})",
       unsupported + "Catch/1/Output"},
      {"a number", jsonata(wait(R"("Seconds": "{% a %}", )")), unsupported + "Seconds"},
      {"items", jsonata(map(R"("Items": "{% a %}", )")), unsupported + "Items"},
      {"a comment is no expression", jsonata(pass(R"("Comment": "{% a %}", )"))},
      {"JSONPath does not care", parameters(R"("a": "{% 1")")},
  });
}

TEST_CASE("placeholders stand for anything") {
  const std::string text = machine(R"({"Type": "Task", "Resource": "${resource}", "End": true,
      "TimeoutSeconds": "${seconds}", "Parameters": {"a.$": "${path}"},
      "Retry": [{"ErrorEquals": ["A"], "MaxAttempts": "${attempts}"}]})");
  CHECK(lines(asl::validate(text, {.has_placeholders = true})).empty());
  CHECK(asl::validate(text).size() == 4);
}

TEST_CASE("hostile definitions are refused, not obeyed") {
  std::string deep = R"({"Type": "Pass", "End": true})";
  for (int i = 0; i < 30; ++i) {
    const std::string name = "S" + std::to_string(i);
    deep = R"({"Type": "Parallel", "End": true, "Branches": [{"StartAt": ")" + name +
           R"(", "States": {")" + name + R"(": )" + deep + "}}]}";
  }
  CHECK(lines(asl::validate(machine(deep))).empty());

  std::string many = R"({"StartAt": "N0", "States": {)";
  for (int i = 0; i < 5'000; ++i) {
    const std::string name = "N" + std::to_string(i);
    many += "\"" + name + R"(": {"Type": "Pass", "Next": "N)" + std::to_string(i + 1) + "\"}, ";
  }
  CHECK(lines(asl::validate(many + R"("N5000": {"Type": "Succeed"}}})")).empty());

  CHECK_FALSE(asl::validate(std::string{"{\"StartAt\": \"\0\"}", 16}).empty());
  CHECK_FALSE(asl::validate("{\"StartAt\": \"\xFF\"}").empty());
  CHECK_FALSE(asl::validate("{\"\\u0000\": {\"\\u001b[31m\": 1}}").empty());
  const auto shouting = asl::validate(machine(R"({"Type": "\u001b[31m", "End": true})"));
  REQUIRE(shouting.size() == 1);
  CHECK(shouting[0].message.find('\x1b') == std::string::npos);
  CHECK(lines(asl::validate(computed(std::string(100'000, '(')))) ==
        schema + "/States/X/Parameters/k.$");
}

TEST_CASE("every prefix of a definition is refused without harm") {
  const std::string whole =
      machine(task(R"j("Parameters": {"a.$": "States.Format('{}', $.a)"}, )j"));
  CHECK(asl::validate(whole).empty());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CHECK_FALSE(asl::validate(whole.substr(0, length)).empty());
  }
}
