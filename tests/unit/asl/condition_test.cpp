// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/condition.hpp>
#include <idm_synth/core/error.hpp>
#include <set>
#include <string>

#include "support/catch.hpp"
#include "support/document_json.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;

namespace {

std::string json_of(const Condition& condition) {
  return test::json_of(to_members(condition));
}

/// The operator and operand of a data test on `$.a`.
std::string test_of(const Condition& condition) {
  const auto json = test::to_json(to_members(condition));
  REQUIRE(json.size() == 2);
  REQUIRE(json.begin().key() == "Variable");
  REQUIRE(json["Variable"] == "$.a");
  const auto operation = std::next(json.begin());
  return operation.key() + " " + operation->dump();
}

}  // namespace

TEST_CASE("every comparison", "[asl][condition]") {
  const Path a = path("$.a");
  const Path b = path("$.b");
  const char* const time = "2030-01-31T08:00:00Z";
  CHECK(test_of(string_equals(a, "x")) == R"(StringEquals "x")");
  CHECK(test_of(string_equals(a, b)) == R"(StringEqualsPath "$.b")");
  CHECK(test_of(string_less_than(a, "x")) == R"(StringLessThan "x")");
  CHECK(test_of(string_less_than(a, b)) == R"(StringLessThanPath "$.b")");
  CHECK(test_of(string_greater_than(a, "x")) == R"(StringGreaterThan "x")");
  CHECK(test_of(string_greater_than(a, b)) == R"(StringGreaterThanPath "$.b")");
  CHECK(test_of(string_less_than_equals(a, "x")) == R"(StringLessThanEquals "x")");
  CHECK(test_of(string_less_than_equals(a, b)) == R"(StringLessThanEqualsPath "$.b")");
  CHECK(test_of(string_greater_than_equals(a, "x")) == R"(StringGreaterThanEquals "x")");
  CHECK(test_of(string_greater_than_equals(a, b)) == R"(StringGreaterThanEqualsPath "$.b")");
  CHECK(test_of(string_matches(a, "log-*.txt")) == R"(StringMatches "log-*.txt")");
  CHECK(test_of(numeric_equals(a, 3)) == "NumericEquals 3");
  CHECK(test_of(numeric_equals(a, 0.5)) == "NumericEquals 0.5");
  CHECK(test_of(numeric_equals(a, b)) == R"(NumericEqualsPath "$.b")");
  CHECK(test_of(numeric_less_than(a, 3)) == "NumericLessThan 3");
  CHECK(test_of(numeric_less_than(a, b)) == R"(NumericLessThanPath "$.b")");
  CHECK(test_of(numeric_greater_than(a, 3)) == "NumericGreaterThan 3");
  CHECK(test_of(numeric_greater_than(a, b)) == R"(NumericGreaterThanPath "$.b")");
  CHECK(test_of(numeric_less_than_equals(a, 3)) == "NumericLessThanEquals 3");
  CHECK(test_of(numeric_less_than_equals(a, b)) == R"(NumericLessThanEqualsPath "$.b")");
  CHECK(test_of(numeric_greater_than_equals(a, 3)) == "NumericGreaterThanEquals 3");
  CHECK(test_of(numeric_greater_than_equals(a, b)) == R"(NumericGreaterThanEqualsPath "$.b")");
  CHECK(test_of(boolean_equals(a, false)) == "BooleanEquals false");
  CHECK(test_of(boolean_equals(a, b)) == R"(BooleanEqualsPath "$.b")");
  const std::string quoted_time = R"( "2030-01-31T08:00:00Z")";
  CHECK(test_of(timestamp_equals(a, time)) == "TimestampEquals" + quoted_time);
  CHECK(test_of(timestamp_equals(a, b)) == R"(TimestampEqualsPath "$.b")");
  CHECK(test_of(timestamp_less_than(a, time)) == "TimestampLessThan" + quoted_time);
  CHECK(test_of(timestamp_less_than(a, b)) == R"(TimestampLessThanPath "$.b")");
  CHECK(test_of(timestamp_greater_than(a, time)) == "TimestampGreaterThan" + quoted_time);
  CHECK(test_of(timestamp_greater_than(a, b)) == R"(TimestampGreaterThanPath "$.b")");
  CHECK(test_of(timestamp_less_than_equals(a, time)) == "TimestampLessThanEquals" + quoted_time);
  CHECK(test_of(timestamp_less_than_equals(a, b)) == R"(TimestampLessThanEqualsPath "$.b")");
  CHECK(test_of(timestamp_greater_than_equals(a, time)) ==
        "TimestampGreaterThanEquals" + quoted_time);
  CHECK(test_of(timestamp_greater_than_equals(a, b)) == R"(TimestampGreaterThanEqualsPath "$.b")");
  CHECK(test_of(is_null(a)) == "IsNull true");
  CHECK(test_of(is_present(a)) == "IsPresent true");
  CHECK(test_of(is_present(a, false)) == "IsPresent false");
  CHECK(test_of(is_numeric(a)) == "IsNumeric true");
  CHECK(test_of(is_string(a, false)) == "IsString false");
  CHECK(test_of(is_boolean(a)) == "IsBoolean true");
  CHECK(test_of(is_timestamp(a)) == "IsTimestamp true");
}

TEST_CASE("comparisons have names, and names have comparisons", "[asl][condition]") {
  std::set<std::string_view> names;
  for (int i = 0; i < 39; ++i) {
    const auto comparison = static_cast<Comparison>(i);
    names.insert(name(comparison));
    CHECK(find_comparison(name(comparison)) == comparison);
  }
  CHECK(names.size() == 39);
  CHECK_FALSE(find_comparison("StringMatchesPath"));
}

TEST_CASE("a comparison takes variables and Terraform's expressions", "[asl][condition]") {
  CHECK(json_of(string_equals(variable("a"), variable("b"))) ==
        R"({"Variable":"$a","StringEqualsPath":"$b"})");
  CHECK(json_of(string_equals(context::execution_name(), external<String>("var.name"))) ==
        R"({"Variable":"$$.Execution.Name","StringEquals":"${var.name}"})");
  CHECK(json_of(numeric_equals(variable("a"), external<Number>("var.n"))) ==
        R"({"Variable":"$a","NumericEquals":"${var.n}"})");
}

TEST_CASE("conditions are combined", "[asl][condition]") {
  const Condition a = is_present(path("$.a"));
  const Condition b = is_present(path("$.b"));
  const Condition c = is_present(path("$.c"));
  const std::string ja = json_of(a);
  const std::string jb = json_of(b);
  const std::string jc = json_of(c);
  CHECK(json_of(!a) == R"({"Not":)" + ja + "}");
  CHECK(json_of(a && b) == R"({"And":[)" + ja + "," + jb + "]}");
  CHECK(json_of(a || b) == R"({"Or":[)" + ja + "," + jb + "]}");
  CHECK(json_of(all_of({a, b, c})) == R"({"And":[)" + ja + "," + jb + "," + jc + "]}");
  CHECK(json_of(any_of({a})) == R"({"Or":[)" + ja + "]}");
  SECTION("groups of one kind become one, whichever way they are put together") {
    CHECK(json_of(a && b && c) == json_of(all_of({a, b, c})));
    CHECK(json_of(a && (b && c)) == json_of(all_of({a, b, c})));
    CHECK(json_of(a || (b || c)) == json_of(any_of({a, b, c})));
  }
  SECTION("groups of two kinds do not") {
    CHECK(json_of(a && (b || c)) == R"({"And":[)" + ja + R"(,{"Or":[)" + jb + "," + jc + "]}]}");
    CHECK(json_of(!(a && b)) == R"({"Not":{"And":[)" + ja + "," + jb + "]}}");
  }
}

TEST_CASE("a group of nothing is refused", "[asl][condition]") {
  CHECK_THROWS_AS(all_of({}), UsageError);
  CHECK_THROWS_AS(any_of({}), UsageError);
  CHECK_THROWS_AS(string_equals(path("$.a"), Attr<String>{}), UsageError);
}

TEST_CASE("a condition in JSONata", "[asl][condition]") {
  CHECK(json_of(jsonata("$states.input.n > 3")) == R"({"Condition":"{% $states.input.n > 3 %}"})");
}
