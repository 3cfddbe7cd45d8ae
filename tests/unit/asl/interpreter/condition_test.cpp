// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/condition.hpp>
#include <utility>
#include <vector>

#include "evaluate.hpp"
#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;
using namespace idm_synth::asl::test;

namespace {

Document literal(const json::Value& value) {
  using Kind = json::Value::Kind;
  if (value.kind() == Kind::string) return std::string{value.text()};
  if (value.kind() == Kind::boolean) return value.boolean();
  if (value.kind() == Kind::integer) return value.integer();
  return value.number();
}

bool holds(const Condition& condition, const std::string& input) {
  World world{input};
  return CompiledCondition{condition, world.names, world.constants}.holds(world.scope());
}

/// The test of `$.v` against a literal; where the operand may be a path, both forms must agree.
bool passes(const std::string& name, const std::string& value, const std::string& operand) {
  const json::Tree tree{operand};
  const Path variable = parse_path("$.v");
  const std::string input = R"({"v":)" + value + R"(,"o":)" + operand + "}";
  const bool result =
      holds(Condition::Test{variable, find_comparison(name).value(), literal(tree.root())}, input);
  if (const auto by_path = find_comparison(name + "Path")) {
    CHECK(holds(Condition::Test{variable, *by_path, parse_path("$.o")}, input) == result);
  }
  return result;
}

/// As `1 = > >= < <=` in a row of "TF".
std::string relations(const std::string& type, const std::string& value,
                      const std::string& operand) {
  std::string row;
  for (const char* relation :
       {"Equals", "GreaterThan", "GreaterThanEquals", "LessThan", "LessThanEquals"}) {
    row += passes(type + relation, value, operand) ? 'T' : 'F';
  }
  return row;
}

const std::vector<std::string> strings = {
    R"("")",
    R"(" ")",
    R"("HelloWorld")",
    R"("2012-10-09T19:00:55")",
    R"("2012-10-09T19:00:55Z")",
    R"("2012-10-09T19:00:55+01:00")",
    R"("2023-02-24")",
};

}  // namespace

TEST_CASE("the kinds of values", "[asl][interpreter][condition]") {
  struct Case {
    std::vector<std::string> values;
    std::string kinds;  ///< boolean, null, numeric, present, string
  };
  const auto [all, kinds] = GENERATE_COPY(values<Case>({
      {{"null"}, "FTFTF"},
      {{"0", "0.0", "1", "1.1"}, "FFTTF"},
      {strings, "FFFTT"},
      {{"[]", "[\"\"]", "{}", R"({"A":0})"}, "FFFTF"},
      {{"true", "false"}, "TFFTF"},
  }));
  for (const std::string& value : all) {
    CAPTURE(value);
    std::string row;
    for (const char* kind : {"IsBoolean", "IsNull", "IsNumeric", "IsPresent", "IsString"}) {
      const bool is = passes(kind, value, "true");
      CHECK(passes(kind, value, "false") != is);
      row += is ? 'T' : 'F';
    }
    CHECK(row == kinds);
  }
}

TEST_CASE("what is a timestamp", "[asl][interpreter][condition]") {
  for (const char* value : {R"("2012-10-09T19:00:55Z")", R"("2012-10-09T19:00:55.123456Z")",
                            R"("2012-10-09T19:00:55+01:00")", R"("2012-10-09t19:00z")",
                            R"("+12012-10-09T19:00:55.+01")"}) {
    CAPTURE(value);
    CHECK(passes("IsTimestamp", value, "true"));
    CHECK_FALSE(passes("IsTimestamp", value, "false"));
  }
  for (const char* value : {R"("2025-01-01T00%3A00%3A00Z")", R"("not-a-timestamp")", "1735689600",
                            "true", "null", "{}", R"("2012-10-09T19:00:55")", R"("2023-02-24")",
                            R"("2023-02-30T00:00:00Z")", R"("2023-02-24T23:59:60Z")"}) {
    CAPTURE(value);
    CHECK_FALSE(passes("IsTimestamp", value, "true"));
    CHECK(passes("IsTimestamp", value, "false"));
  }
}

TEST_CASE("a path that leads nowhere is not present", "[asl][interpreter][condition]") {
  CHECK_FALSE(holds(is_present(path("$.a")), "{}"));
  CHECK_FALSE(holds(is_present(path("$.a.b")), R"({"a":1})"));
  CHECK_FALSE(holds(is_present(variable("unset")), "{}"));
  CHECK(holds(is_present(path("$.a"), false), "{}"));
  CHECK(holds(is_present(path("$.a")), R"({"a":null})"));
  CHECK(holds(is_present(variable("x")), "{}"));
  CHECK(holds(is_present(path("$$.State.Name")), "{}"));
}

TEST_CASE("booleans", "[asl][interpreter][condition]") {
  CHECK(passes("BooleanEquals", "true", "true"));
  CHECK(passes("BooleanEquals", "false", "false"));
  CHECK_FALSE(passes("BooleanEquals", "true", "false"));
  std::vector<std::string> others = {"null", "0", "0.0", "1", "1.1", "[]", "[\"\"]", "{}"};
  others.insert(others.end(), strings.begin(), strings.end());
  for (const std::string& value : others) {
    CAPTURE(value);
    CHECK_FALSE(passes("BooleanEquals", value, "true"));
    CHECK_FALSE(passes("BooleanEquals", value, "false"));
  }
}

TEST_CASE("numbers", "[asl][interpreter][condition]") {
  CHECK(relations("Numeric", "0", "0.0") == "TFTFT");
  CHECK(relations("Numeric", "-0", "0") == "TFTFT");
  CHECK(relations("Numeric", "-0.0", "0") == "TFTFT");
  CHECK(relations("Numeric", "1", "1.0") == "TFTFT");
  CHECK(relations("Numeric", "2.22", "2.22") == "TFTFT");
  CHECK(relations("Numeric", "0", "1") == "FFFTT");
  CHECK(relations("Numeric", "1", "0") == "FTTFF");
  CHECK(relations("Numeric", "1.1", "1") == "FTTFF");
  CHECK(relations("Numeric", "9007199254740993", "9007199254740992") == "FTTFF");
  for (const char* value :
       {"null", R"("")", R"("1")", "[]", "[1]", "{}", R"({"A":0})", "false", "true"}) {
    CAPTURE(value);
    CHECK(relations("Numeric", value, "1") == "FFFFF");
    CHECK(relations("Numeric", value, "0") == "FFFFF");
  }
}

TEST_CASE("what is no number counts as 0 where a path leads to it",
          "[asl][interpreter][condition]") {
  const auto passes_by_path = [](Comparison comparison, const std::string& input) {
    return holds(Condition::Test{parse_path("$.v"), comparison, parse_path("$.o")}, input);
  };
  CHECK(passes_by_path(Comparison::numeric_greater_than_equals_path, R"({"v":8,"o":false})"));
  CHECK(passes_by_path(Comparison::numeric_greater_than_path, R"({"v":7,"o":[6]})"));
  CHECK_FALSE(passes_by_path(Comparison::numeric_less_than_path, R"({"v":7,"o":true})"));
  CHECK_FALSE(passes_by_path(Comparison::numeric_equals_path, R"({"v":7,"o":{"value":7}})"));
  CHECK_FALSE(
      passes_by_path(Comparison::numeric_less_than_equals_path, R"({"v":8,"o":{"value":8}})"));
  CHECK(passes_by_path(Comparison::numeric_equals_path, R"({"v":0,"o":null})"));
  CHECK_FALSE(passes_by_path(Comparison::numeric_equals_path, R"({"v":null,"o":0})"));
}

TEST_CASE("strings", "[asl][interpreter][condition]") {
  CHECK(relations("String", R"("")", R"("")") == "TFTFT");
  CHECK(relations("String", R"("Hello")", R"("Hello")") == "TFTFT");
  CHECK(relations("String", R"(" ")", R"("     ")") == "FFFTT");
  CHECK(relations("String", R"("\t\n")", R"("\t\r\n")") == "FFFTT");
  CHECK(relations("String", R"("A")", R"("A ")") == "FFFTT");
  CHECK(relations("String", R"("A")", R"("AB")") == "FFFTT");
  CHECK(relations("String", R"("AB")", R"("A")") == "FTTFF");
  CHECK(relations("String", R"("a")", R"("B")") == "FTTFF");
  for (const char* value : {"null", "0", "1.1", "[]", "[\"\"]", "{}", "false", "true"}) {
    CAPTURE(value);
    CHECK(relations("String", value, R"("HelloWorld")") == "FFFFF");
  }
}

TEST_CASE("timestamps", "[asl][interpreter][condition]") {
  const std::string t0 = R"("2012-10-09T19:00:55Z")";
  const std::string t1 = R"("2012-10-09T19:00:56Z")";
  CHECK(relations("Timestamp", t0, t0) == "TFTFT");
  CHECK(relations("Timestamp", t0, t1) == "FFFTT");
  CHECK(relations("Timestamp", t1, t0) == "FTTFF");
  CHECK(relations("Timestamp", R"("2025-01-01T07:00:00.000-05:00")",
                  R"("2025-01-01T12:00:00.000Z")") == "TFTFT");
  CHECK(relations("Timestamp", R"("2012-10-09T19:00:55.5Z")", t0) == "FTTFF");
  CHECK(relations("Timestamp", R"("2012-10-09T19:00:55.50Z")",
                  R"("2012-10-09T19:00:55.500000Z")") == "TFTFT");
  CHECK(relations("Timestamp", R"("2012-10-09t20:00:55+01")", t0) == "TFTFT");
  CHECK(relations("Timestamp", R"("+999999999-12-31T23:59-18:00")", t0) == "FTTFF");
  CHECK(relations("Timestamp", R"("-999999999-01-01T00:00+18:00")", t0) == "FFFTT");
  for (const char* value : {"null", "0", R"("")", R"("2023-02-24 12:15:56.832957")", "[]", "{}",
                            "true", R"("2012-10-09T19:00:55")"}) {
    CAPTURE(value);
    CHECK(relations("Timestamp", value, t0) == "FFFFF");
    const Condition test =
        Condition::Test{parse_path("$.v"), Comparison::timestamp_equals_path, parse_path("$.o")};
    CHECK_FALSE(holds(test, R"({"v":)" + t0 + R"(,"o":)" + value + "}"));
  }
}

TEST_CASE("patterns", "[asl][interpreter][condition]") {
  struct Case {
    std::string pattern;
    std::string text;
    bool matches;
  };
  const auto [pattern, text, matches] = GENERATE(values<Case>({
      {"invoice-*.json", "invoice-7.json", true},
      {"invoice-*.json", "invoice-.json", true},
      {"invoice-*.json", "invoice-7.jsonx", false},
      {"invoice-*.json", "xinvoice-7.json", false},
      {"invoice-*.json", "invoice.json", false},
      {"logs-*-*-done", "logs-a-b-done", true},
      {"logs-*-*-done", "logs-a-done", false},
      {"*", "", true},
      {"*", "anything", true},
      {"", "", true},
      {"", "a", false},
      {"a*", "a", true},
      {"*a", "ba", true},
      {"*a*", "bab", true},
      {"a*a", "a", false},
      {"*ab*ab", "ab", false},
      {"*ab*ab", "abab", true},
      {"a**b", "ab", true},
      {"file\\*name.txt", "file*name.txt", true},
      {"file\\*name.txt", "filexname.txt", false},
      {"a\\\\*", "a\\b", true},
      {"a\\b", "a\\b", true},
      {"a.c", "abc", false},
      {"a?c", "abc", false},
  }));
  CAPTURE(pattern, text);
  json::Arena arena;
  const std::string input = R"({"v":)" + json::to_text(arena.string(text)) + "}";
  CHECK(holds(string_matches(path("$.v"), pattern), input) == matches);
  CHECK_FALSE(holds(string_matches(path("$.v"), pattern), R"({"v":123})"));
}

TEST_CASE("a path that leads nowhere ends the execution", "[asl][interpreter][condition]") {
  const auto error = [](const std::string& path) {
    return "Invalid path '" + path +
           "': The choice state's condition path references an invalid value.";
  };
  for (const Condition& condition :
       {is_null(path("$.no")), is_string(path("$.no")), is_numeric(path("$.no"), false),
        is_boolean(path("$.no")), is_timestamp(path("$.no")), string_equals(path("$.no"), "a"),
        numeric_less_than(path("$.no"), path("$.a")), numeric_less_than(path("$.a"), path("$.no")),
        timestamp_equals(path("$.a"), path("$.no")), string_matches(path("$.no"), "*"),
        boolean_equals(path("$.no"), true)}) {
    CHECK_THROWS_WITH(holds(condition, R"({"a":1})"), error("$.no"));
  }
  CHECK_THROWS_WITH(holds(string_equals(variable("unset"), "a"), "{}"), error("$unset"));
  CHECK_THROWS_WITH(holds(is_null(path("$.a.b[3]")), R"({"a":{"b":[]}})"), error("$.a.b[3]"));
}

TEST_CASE("several are found as an array", "[asl][interpreter][condition]") {
  CHECK_FALSE(holds(numeric_equals(path("$.a[*]"), 1), R"({"a":[1]})"));
  CHECK(holds(is_present(path("$.a[*].b")), R"({"a":[1]})"));
  CHECK(holds(numeric_equals(path("$.a[(@.length-1)]"), 2), R"({"a":[1,2]})"));
}

TEST_CASE("conditions are combined from left to right", "[asl][interpreter][condition]") {
  const Condition yes = is_present(path("$"));
  const Condition no = is_present(path("$.no"));
  const Condition fatal = is_null(path("$.no"));
  CHECK(holds(yes && yes, "{}"));
  CHECK_FALSE(holds(yes && no, "{}"));
  CHECK(holds(no || yes, "{}"));
  CHECK_FALSE(holds(no || no, "{}"));
  CHECK(holds(!no, "{}"));
  CHECK_FALSE(holds(!yes, "{}"));
  CHECK(holds(!(no || (yes && no)), "{}"));
  SECTION("and no further than needed") {
    CHECK_FALSE(holds(no && fatal, "{}"));
    CHECK(holds(yes || fatal, "{}"));
    CHECK_THROWS_AS(holds(fatal && no, "{}"), RuntimeError);
    CHECK_THROWS_AS(holds(fatal || yes, "{}"), RuntimeError);
  }
}

TEST_CASE("a condition knows whether it reads the context object",
          "[asl][interpreter][condition]") {
  World world{"{}"};
  const auto reads = [&](const Condition& condition) {
    return CompiledCondition{condition, world.names, world.constants}.reads_context();
  };
  CHECK_FALSE(reads(is_present(path("$.a"))));
  CHECK(reads(is_present(path("$$.a"))));
  CHECK(reads(!(is_present(path("$.a")) && string_equals(path("$.a"), path("$$.a")))));
}

TEST_CASE("JSONata is not evaluated", "[asl][interpreter][condition]") {
  World world{"{}"};
  CHECK_THROWS_AS(CompiledCondition(Condition{jsonata("true")}, world.names, world.constants),
                  UsageError);
}
