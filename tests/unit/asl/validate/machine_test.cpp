// SPDX-License-Identifier: Apache-2.0
// The rules about a machine as a whole, its text and where its states lead: each broken, and just
// not broken.
#include "support.hpp"

#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::test;

TEST_CASE("texts that hold no definition") {
  check_all({
      {"nothing", "", "error MISSING_DESCRIPTION /"},
      {"blanks", " \n\t", schema + "/"},
      {"null", "null", schema + "/"},
      {"no object", "[]", schema + "/"},
      {"no JSON", "{\"StartAt\": }", "error INVALID_JSON_DESCRIPTION /"},
      {"a key twice", R"({"StartAt": "X", "StartAt": "X"})", "error INVALID_JSON_DESCRIPTION /"},
      {"too deep", std::string(300, '[') + std::string(300, ']'), "error TOO_DEEPLY_NESTED /"},
      {"too deep, and no JSON", std::string(300, '['), "error INVALID_JSON_DESCRIPTION /"},
      {"too long", machine(pass(R"("Comment": ")" + std::string(1'048'576, 'x') + R"(", )")),
       schema + "/"},
      {"long", machine(pass(R"("Comment": ")" + std::string(1'000'000, 'x') + R"(", )"))},
  });
}

TEST_CASE("a finding knows its line") {
  const auto findings = asl::validate(
      "{\n \"StartAt\": \"X\",\n \"States\": {\n  \"X\": {\n"
      "   \"Type\": \"Pass\",\n   \"Next\": \"Y\"}}}");
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].line == 3);
  CHECK(findings[0].code == "MISSING_END_STATE");
  CHECK(findings[1].line == 6);
  CHECK(findings[1].message == "there is no state \"Y\" here");
  const auto broken = asl::validate("{\n\n x");
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].line == 3);
}

TEST_CASE("what is there twice is told with the place of the first") {
  const std::string branch =
      R"({"StartAt": "I", "States": {"I": {"Type": "Pass", "Assign": {"v": 1}, "End": true}}})";
  const auto findings = asl::validate(
      machine(R"({"Type": "Parallel", "End": true, "Branches": [)" + branch + "," + branch + "]}"));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].path == "/States/X/Branches/1/States/I");
  CHECK(findings[0].message == "there is a state \"I\" already, at /States/X/Branches/0/States/I");
}

TEST_CASE("the fields of a machine") {
  check_all({
      {"all of them",
       machine(pass(""), R"("Comment": "c", "Version": "1.0", "TimeoutSeconds": 99999999,
                            "QueryLanguage": "JSONPath", )")},
      {"no StartAt", R"({"States": {"X": {"Type": "Succeed"}}})", schema + "/"},
      {"no States", R"({"StartAt": "X"})", schema + "/"},
      {"empty States", R"({"StartAt": "X", "States": {}})",
       "error MISSING_TRANSITION_TARGET /StartAt\n" + schema +
           "/States\nerror MISSING_END_STATE /States"},
      {"StartAt is no string", R"({"StartAt": 1, "States": {"X": {"Type": "Succeed"}}})",
       schema + "/StartAt"},
      {"unknown field", machine(pass(""), R"("Foo": 1, )"), schema + "/Foo"},
      {"another version", machine(pass(""), R"("Version": "2.0", )"), schema + "/Version"},
      {"no time", machine(pass(""), R"("TimeoutSeconds": 0, )"),
       "warning ZERO_SECONDS /TimeoutSeconds"},
      {"less than no time", machine(pass(""), R"("TimeoutSeconds": -1, )"),
       schema + "/TimeoutSeconds"},
      {"too much time", machine(pass(""), R"("TimeoutSeconds": 100000000, )"),
       schema + "/TimeoutSeconds"},
      {"half a second", machine(pass(""), R"("TimeoutSeconds": 1.5, )"),
       schema + "/TimeoutSeconds"},
      {"unknown language", machine(pass(""), R"("QueryLanguage": "XPath", )"),
       schema + "/QueryLanguage"},
  });
}

TEST_CASE("a whole number of more than 64 bits is too large, not broken") {
  const auto findings =
      asl::validate(machine(pass(""), R"("TimeoutSeconds": 99999999999999999999, )"));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].message == "TimeoutSeconds is out of range");
}

TEST_CASE("states: names and types") {
  const std::string longest(80, 'n');
  const auto named = [](const std::string& name) {
    return R"({"StartAt": ")" + name + R"(", "States": {")" + name + R"(": {"Type": "Succeed"}}})";
  };
  std::string accents;
  for (int i = 0; i < 80; ++i) accents += "é";
  check_all({
      {"80 characters", named(longest)},
      {"80 characters of two bytes", named(accents)},
      {"81 characters", named(longest + "n"), "error INVALID_STATE_NAME /States/" + longest + "n"},
      {"no name", named(""), "error INVALID_STATE_NAME /States/"},
      {"a slash and a tilde", named("a/b~c")},
      {"a slash and a tilde in a pointer",
       R"({"StartAt": "a/b~c", "States": {"a/b~c": {"Type": "Pass"}}})",
       "error MISSING_END_STATE /States\n" + schema + "/States/a~1b~0c"},
      {"no type", machine(R"({"End": true})"),
       "error MISSING_END_STATE /States\n" + schema + "/States/X"},
      {"unknown type", machine(R"({"Type": "Taks", "End": true})"), schema + "/States/X/Type"},
      {"no object", R"({"StartAt": "X", "States": {"X": 1, "Y": {"Type": "Succeed"}}})",
       schema + "/States/X\nerror MISSING_TRANSITION_TARGET /States/Y"},
      {"one name in two branches",
       machine(R"({"Type": "Parallel", "End": true, "Branches": [{)" + one_state() + "}, {" +
               one_state() + "}]}"),
       "error DUPLICATE_STATE_NAME /States/X/Branches/1/States/I"},
  });
}

TEST_CASE("transitions") {
  const auto two = [](const std::string& first, const std::string& second) {
    return R"({"StartAt": "A", "States": {"A": )" + first + R"(, "B": )" + second + "}}";
  };
  const std::string ends = R"({"Type": "Succeed"})";
  check_all({
      {"a chain", two(R"({"Type": "Pass", "Next": "B"})", ends)},
      {"Next and End", two(R"({"Type": "Pass", "Next": "B", "End": true})", ends),
       schema + "/States/A/End"},
      {"neither", machine(R"({"Type": "Pass"})"),
       "error MISSING_END_STATE /States\n" + schema + "/States/X"},
      {"End is false", two(R"({"Type": "Pass", "End": false})", R"({"Type": "Pass", "Next": "A"})"),
       "error MISSING_END_STATE /States\n" + schema +
           "/States/A/End\nerror MISSING_TRANSITION_TARGET /States/B"},
      {"a Succeed leads nowhere", machine(R"({"Type": "Succeed", "End": true})"),
       schema + "/States/X/End"},
      {"a Fail leads nowhere", two(R"({"Type": "Fail", "Next": "B"})", ends),
       schema + "/States/A/Next"},
      {"missing start", R"({"StartAt": "Z", "States": {"X": {"Type": "Succeed"}}})",
       "error MISSING_TRANSITION_TARGET /StartAt"},
      {"missing target", two(R"({"Type": "Pass", "Next": "Z"})", ends),
       "error MISSING_TRANSITION_TARGET /States/A/Next\n"
       "error MISSING_TRANSITION_TARGET /States/B"},
      {"not reachable", two(R"({"Type": "Pass", "End": true})", ends),
       "error MISSING_TRANSITION_TARGET /States/B"},
      {"an island that refers to itself",
       two(R"({"Type": "Pass", "End": true})", R"({"Type": "Pass", "Next": "B"})"),
       "error MISSING_TRANSITION_TARGET /States/B"},
      {"reached by a Catch only", R"({"StartAt": "A", "States": {
         "A": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f", "End": true,
               "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]},
         "B": {"Type": "Fail"}}})"},
      {"reached by a Default only", R"({"StartAt": "A", "States": {
         "A": {"Type": "Choice", "Default": "B", "Choices": [
               {"Variable": "$.a", "IsNull": true, "Next": "A"}]},
         "B": {"Type": "Fail"}}})"},
      {"a missing Default", R"({"StartAt": "A", "States": {
         "A": {"Type": "Choice", "Default": "Z", "Choices": [
               {"Variable": "$.a", "IsNull": true, "Next": "B"}]},
         "B": {"Type": "Fail"}}})",
       "error MISSING_TRANSITION_TARGET /States/A/Default"},
      {"into a branch",
       R"({"StartAt": "A", "States": {
         "A": {"Type": "Parallel", "Next": "I", "Branches": [{)" +
           one_state() + R"(}]}, "B": {"Type": "Succeed"}}})",
       "error MISSING_TRANSITION_TARGET /States/A/Next\n"
       "error MISSING_TRANSITION_TARGET /States/B"},
      {"out of a branch", R"({"StartAt": "A", "States": {
         "A": {"Type": "Parallel", "Next": "B", "Branches": [
               {"StartAt": "I", "States": {"I": {"Type": "Pass", "Next": "B"}}}]},
         "B": {"Type": "Succeed"}}})",
       "warning MISSING_END_STATE /States/A/Branches/0/States\n"
       "error MISSING_TRANSITION_TARGET /States/A/Branches/0/States/I/Next"},
      {"no end in a Map", R"({"StartAt": "A", "States": {
         "A": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "I", "States": {
               "I": {"Type": "Pass", "Next": "I"}}}}}})",
       "warning MISSING_END_STATE /States/A/ItemProcessor/States"},
      {"no end", two(R"({"Type": "Pass", "Next": "B"})", R"({"Type": "Pass", "Next": "A"})"),
       "error MISSING_END_STATE /States"},
  });
}
