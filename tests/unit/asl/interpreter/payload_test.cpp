// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/core/expression.hpp>
#include <utility>

#include <idm_synth/asl/functions.hpp>

#include "evaluate.hpp"
#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;
using namespace idm_synth::asl::test;

namespace {

std::string result(const Payload& payload, World& world) {
  const CompiledPayload compiled{payload, world.names, world.constants};
  try {
    return json::to_text(compiled.evaluate(world.scope()));
  } catch (const RuntimeError& error) {
    return std::string{"error: "} + error.what();
  }
}

std::string result(const Payload& payload, const std::string& input = "{}") {
  World world{input};
  return result(payload, world);
}

}  // namespace

TEST_CASE("a literal stays as it is", "[asl][interpreter][payload]") {
  CHECK(result(Payload{nullptr}) == "null");
  CHECK(result(Payload{"$.a"}) == R"("$.a")");
  CHECK(result(Payload{1.0}) == "1.0");
  CHECK(result(Payload{object({{"b.$", "$.x"}, {"a", array({1, true, nullptr, "t"})}})}) ==
        R"({"b.$":"$.x","a":[1,true,null,"t"]})");
  CHECK(result(Payload{Fields::empty()}) == "{}");
  CHECK(result(Payload{Items{}}) == "[]");
}

TEST_CASE("a Terraform expression stands for itself", "[asl][interpreter][payload]") {
  CHECK(result(Payload{object({{"a", external<String>("var.a")},
                               {"b", interpolate("x-{}", external<String>("var.b"))}})}) ==
        R"({"a":"${var.a}","b":"x-${var.b}"})");
  json::Arena arena;
  CHECK(literal_value(Document(external<Number>("var.n")), arena).text() == "${var.n}");
}

TEST_CASE("computed members are computed, at any depth", "[asl][interpreter][payload]") {
  const Payload payload{Fields{
      {"plain", "x"},
      {"nested", Fields{{"deep", path("$.a")}, {"text", "$.a"}}},
      {"list", Items{Payload{1}, Payload{Fields{{"name", path("$$.State.Name")}}}}},
      {"list_of_literals", Items{Payload{1}, Payload{"a"}}},
      {"call", states::array(path("$.a"), variable("x"))},
      {"all", path("$.b[*]")},
      {"whole", path("$")},
  }};
  World world{R"({"a":{"c":1},"b":[1,2]})"};
  CHECK(result(payload, world) ==
        R"({"plain":"x","nested":{"text":"$.a","deep":{"c":1}},"list":[1,{"name":"S"}],)"
        R"("list_of_literals":[1,"a"],"call":[{"c":1},{"a":[1,2]}],"all":[1,2],)"
        R"("whole":{"a":{"c":1},"b":[1,2]}})");
}

TEST_CASE("plain members come first, then the computed ones in the order of a hash table",
          "[asl][interpreter][payload]") {
  struct Case {
    Fields fields;
    std::string order;
  };
  const Path any = path("$");
  const auto [fields, order] = GENERATE_COPY(values<Case>({
      {{{"Name", any}, {"SecretString", any}}, R"({"SecretString":0,"Name":0})"},
      {{{"FunctionName", any}, {"Payload", Fields{{"a", 1}}}},
       R"({"Payload":{"a":1},"FunctionName":0})"},
      {{{"Payload", any}, {"FunctionName", any}}, R"({"FunctionName":0,"Payload":0})"},
      {{{"original_input", any},
        {"iteration_input_value", any},
        {"iteration_index", any},
        {"from_input_constant", any},
        {"constant_value", "c"}},
       R"({"constant_value":"c","iteration_input_value":0,"from_input_constant":0,)"
       R"("iteration_index":0,"original_input":0})"},
      {{{"context_object", any},
        {"execution", any},
        {"execution_id", any},
        {"execution_input", any},
        {"execution_name", any},
        {"execution_rolearn", any},
        {"execution_starttime", any},
        {"state", any},
        {"state_enteredtime", any},
        {"state_name", any},
        {"statemachine", any},
        {"statemachine_id", any},
        {"statemachine_name", any}},
       R"({"execution":0,"execution_rolearn":0,"execution_name":0,"statemachine_id":0,)"
       R"("execution_id":0,"execution_input":0,"execution_starttime":0,"state_name":0,)"
       R"("state_enteredtime":0,"statemachine":0,"state":0,"context_object":0,)"
       R"("statemachine_name":0})"},
  }));
  CHECK(result(Payload{fields}, "0") == order);
}

TEST_CASE("a payload knows whether it reads the context object", "[asl][interpreter][payload]") {
  World world{"{}"};
  const auto reads = [&](const Payload& payload) {
    return CompiledPayload{payload, world.names, world.constants}.reads_context();
  };
  CHECK_FALSE(reads(Payload{"$$.a"}));
  CHECK_FALSE(reads(Payload{Fields{{"a", path("$.a")}}}));
  CHECK(reads(Payload{Fields{{"a", path("$$.a")}}}));
  CHECK(reads(Payload{Fields{{"a", Items{Payload{Fields{{"b", path("$$.a")}}}}}}}));
  CHECK(reads(Payload{states::array(states::array(path("$$")))}));
}

TEST_CASE("a path that leads nowhere ends a template", "[asl][interpreter][payload]") {
  struct Case {
    std::string expression;
    std::string result;
  };
  const auto [expression, expected] = GENERATE(values<Case>({
      {"$.no",
       "error: The JSONPath '$.no' specified for the field 'k.$' could not be found in the "
       R"(input '{"a":[1],"n":null,"o":1}')"},
      // Many may be none, but not of a value with another type.
      {"$.no.x[*]", "[]"},
      {"$.no[1:5].x", "[]"},
      {"States.ArrayLength($.no[*])", "0"},
      {"$.o[1:]",
       "error: The JSONPath '$.o[1:]' specified for the field 'k.$' could not be found in the "
       R"(input '{"a":[1],"n":null,"o":1}')"},
      {"$$.Execution.Input.no",
       "error: The JSONPath '$$.Execution.Input.no' specified for the field 'k.$' could not be "
       R"(found in the input '{"State":{"Name":"S"}}')"},
      {"$x.no",
       "error: The JSONPath '$x.no' specified for the field 'k.$' could not be found in "
       R"(the input '{"a":[1,2]}')"},
      // An index behind the end is null, but not in a call.
      {"$.a[5]", "null"},
      {"$.a[5].x",
       "error: The JSONPath '$.a[5].x' specified for the field 'k.$' could not be "
       R"(found in the input '{"a":[1],"n":null,"o":1}')"},
      {"$.n", "null"},
      {"$.a[*].no", "[]"},
      {"States.ArrayLength($.a[*].no)", "0"},
      {"States.Format('{}', $.n)", R"("null")"},
      {"States.Array($.a[5])",
       "error: The function 'States.Array($.a[5])' had the following error: The JsonPath argument "
       R"(for the field '$.a[5]' could not be found in the input '{"a":[1],"n":null,"o":1}')"},
      {"States.Array(1,States.Array($.no))",
       "error: The function 'States.Array(1,States.Array($.no))' had the following error: The "
       "JsonPath argument for the field '$.no' could not be found in the input "
       R"('{"a":[1],"n":null,"o":1}')"},
      {"States.Array($$.Nope.Deep)",
       "error: The function 'States.Array($$.Nope.Deep)' had the following error: The JsonPath "
       "argument for the field '$.Nope.Deep' could not be found in the input "
       R"('{"a":[1],"n":null,"o":1}')"},
      {"States.Array($.o[0])",
       "error: The function 'States.Array($.o[0])' had the following error: Filter: [0] can only "
       "be "
       "applied to arrays. Current context is: 1"},
  }));
  CAPTURE(expression);
  CHECK(evaluate(expression, R"({"a":[1],"n":null,"o":1})") == expected);
}

TEST_CASE("an error shows the input as it was written", "[asl][interpreter][payload]") {
  World world{R"({"a":1})"};
  const CompiledPath path{parse_path("$.b"), world.names};
  Scope scope = world.scope();
  scope.root_text = R"({ "a": 1 })";
  CHECK_THROWS_WITH(path.get_for(scope, "ErrorPath"),
                    "The JSONPath '$.b' specified for the field 'ErrorPath' could not be found in "
                    R"(the input '{ "a": 1 }')");
  CHECK(runtime_cause("A b", 12, "It is so.") ==
        "An error occurred while executing the state 'A b' (entered at the event id #12). It is "
        "so.");
}

TEST_CASE("a call made by a program is quoted as it is rendered", "[asl][interpreter][payload]") {
  CHECK(result(Payload{states::math_add(path("$.a"), 1)}, R"({"a":"x"})") ==
        "error: There was an error while evaluating the intrinsic function: States.MathAdd($.a, "
        "1). Invalid arguments in States.MathAdd");
}
