// SPDX-License-Identifier: Apache-2.0
// The rules about the fields of states, and those of a Wait, Fail and Choice: each broken, and just
// not broken.
#include "support.hpp"

#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::test;

TEST_CASE("which state has which fields") {
  const std::vector<std::string> types = {"Task", "Parallel", "Map",     "Pass",
                                          "Wait", "Choice",   "Succeed", "Fail"};
  struct Row {
    std::string field;
    std::string value;
    std::string allowed;  ///< for each type: y or n; - where it stands there already
  };
  const std::vector<Row> path_rows = {
      {"Comment", R"("c")", "yyyyyyyy"},
      {"QueryLanguage", R"("JSONPath")", "yyyyyyyy"},
      {"InputPath", R"("$.a")", "yyyyyyyn"},
      {"OutputPath", "null", "yyyyyyyn"},
      {"Assign", R"({"a": 1})", "yyyyyynn"},
      {"Parameters", "{}", "yyyynnnn"},
      {"ResultPath", R"("$.a")", "yyyynnnn"},
      {"ResultSelector", "{}", "yyynnnnn"},
      {"Retry", "[]", "yyynnnnn"},
      {"Catch", "[]", "yyynnnnn"},
      {"Output", "{}", "nnnnnnnn"},
      {"Arguments", "{}", "nnnnnnnn"},
      {"Result", "1", "nnnynnnn"},
      {"Cause", R"("c")", "nnnnnnny"},
      {"Resource", R"("arn:aws:lambda:eu-west-1:123456789012:function:f")", "-nnnnnnn"},
      {"ItemsPath", R"("$.a")", "nnynnnnn"},
      {"Default", R"("Y")", "nnnnnynn"},
      {"TimeoutSeconds", "5", "ynnnnnnn"},
  };
  const std::vector<Row> ata_rows = {
      {"InputPath", R"("$.a")", "nnnnnnnn"},   {"Output", "1", "yyyyyyyn"},
      {"Arguments", "{}", "yynnnnnn"},         {"Parameters", "{}", "nnnnnnnn"},
      {"ResultPath", R"("$.a")", "nnnnnnnn"},  {"Items", "[]", "nnynnnnn"},
      {"Assign", R"({"a": 1})", "yyyyyynn"},   {"ResultSelector", "{}", "nnnnnnnn"},
      {"SecondsPath", R"("$.a")", "nnnnnnnn"}, {"Result", "1", "nnnnnnnn"},
  };
  // What a state of that type needs besides.
  const auto needed = [&](const std::string& type, bool is_jsonata) -> std::string {
    if (type == "Task") {
      return R"("Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f", "Next": "Y", )";
    }
    if (type == "Parallel") return R"("Branches": [{)" + one_state() + R"(}], "Next": "Y", )";
    if (type == "Map") return R"("ItemProcessor": {)" + one_state() + R"(}, "Next": "Y", )";
    if (type == "Pass") return R"("Next": "Y", )";
    if (type == "Wait") return R"("Seconds": 1, "Next": "Y", )";
    if (type == "Choice") {
      return is_jsonata ? R"("Choices": [{"Condition": true, "Next": "Y"}], )"
                        : R"("Choices": [{"Variable": "$.a", "IsNull": true, "Next": "Y"}], )";
    }
    return {};
  };
  const auto check_rows = [&](const std::vector<Row>& rows, bool is_jsonata) {
    const std::string language = is_jsonata ? R"("QueryLanguage": "JSONata", )" : "";
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < types.size(); ++i) {
        if (row.allowed[i] == '-') continue;
        const bool is_last = types[i] == "Succeed" || types[i] == "Fail";
        const std::string text =
            R"({"StartAt": "X", )" + language + R"("States": {"X": {"Type": ")" + types[i] +
            R"(", )" + needed(types[i], is_jsonata) + "\"" + row.field + R"(": )" + row.value +
            "}" + (is_last ? "" : R"(, "Y": {"Type": "Succeed"})") + "}}";
        INFO(text);
        CHECK(lines(asl::validate(text)) ==
              (row.allowed[i] == 'y' ? "" : schema + "/States/X/" + row.field));
      }
    }
  };
  check_rows(path_rows, false);
  check_rows(ata_rows, true);
}

TEST_CASE("query languages") {
  const std::string path = R"({"Type": "Pass", "QueryLanguage": "JSONPath", "End": true})";
  check_all({
      {"JSONata in JSONPath",
       machine(R"({"Type": "Pass", "QueryLanguage": "JSONata", "Output": 1, "End": true})")},
      {"JSONPath in JSONata", jsonata(path), schema + "/States/X/QueryLanguage"},
      {"JSONPath in a Map in JSONata, the machine being in JSONPath",
       machine(R"({"Type": "Map", "QueryLanguage": "JSONata", "Items": "{% [1] %}",
                   "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass",
                   "InputPath": "$.a", "End": true}}}, "End": true})")},
      {"an unknown one", machine(pass(R"("QueryLanguage": "SQL", )")),
       schema + "/States/X/QueryLanguage"},
      {"an unknown one counts as JSONata",
       machine(pass(R"("QueryLanguage": "jsonpath", "Output": 1, )")),
       schema + "/States/X/QueryLanguage"},
      {"no string", machine(pass(R"("QueryLanguage": 5, "Output": 1, )")),
       schema + "/States/X/QueryLanguage"},
      {"a Map's language is not that of what is in it",
       machine(R"({"Type": "Map", "QueryLanguage": "JSONata", "Items": [1],
                   "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass",
                   "Output": 1, "End": true}}}, "End": true})"),
       schema + "/States/X/ItemProcessor/States/P/Output"},
      {"a processor has none",
       machine(R"({"Type": "Map", "ItemProcessor": {"QueryLanguage": "JSONata", )" + one_state() +
               R"(}, "End": true})"),
       schema + "/States/X/ItemProcessor/QueryLanguage"},
      {"a branch has none",
       machine(R"({"Type": "Parallel", "Branches": [{"QueryLanguage": "JSONPath", )" + one_state() +
               R"(}], "End": true})"),
       schema + "/States/X/Branches/0/QueryLanguage"},
  });
}

TEST_CASE("Wait") {
  check_all({
      {"0 seconds", machine(wait(R"("Seconds": 0, )"))},
      {"less than none", machine(wait(R"("Seconds": -1, )")), schema + "/States/X/Seconds"},
      {"half a second", machine(wait(R"("Seconds": 0.5, )")), schema + "/States/X/Seconds"},
      {"three years", machine(wait(R"("Seconds": 99999999, )"))},
      {"more", machine(wait(R"("Seconds": 100000000, )")), schema + "/States/X/Seconds"},
      {"nothing", machine(wait("")), schema + "/States/X"},
      {"two", machine(wait(R"("Seconds": 1, "SecondsPath": "$.s", )")),
       schema + "/States/X/SecondsPath"},
      {"a time", machine(wait(R"("Timestamp": "2030-01-31T08:00:00Z", )"))},
      {"a time with an offset", machine(wait(R"("Timestamp": "2030-01-31T08:00:00.5+01:00", )"))},
      {"no zone", machine(wait(R"("Timestamp": "2030-01-31T08:00:00", )")),
       schema + "/States/X/Timestamp"},
      {"no T", machine(wait(R"("Timestamp": "2030-01-31 08:00:00Z", )")),
       schema + "/States/X/Timestamp"},
      {"no reference", machine(wait(R"("SecondsPath": "$.s[*]", )")),
       schema + "/States/X/SecondsPath"},
      {"an expression", jsonata(wait(R"("Seconds": "{% $states.input.s %}", )"))},
      {"a time as expression", jsonata(wait(R"("Timestamp": "{% $states.input.t %}", )"))},
      {"no expression", jsonata(wait(R"("Seconds": "5", )")), schema + "/States/X/Seconds"},
      {"a path in JSONata", jsonata(wait(R"("SecondsPath": "$.s", )")),
       schema + "/States/X/SecondsPath"},
      {"an expression in JSONPath", machine(wait(R"("Seconds": "{% 5 %}", )")),
       schema + "/States/X/Seconds"},
  });
  const auto without = asl::validate(jsonata(wait("")));
  REQUIRE(without.size() == 1);
  CHECK(without.front().message == "a Wait state needs one of Seconds, Timestamp");
}

TEST_CASE("Fail") {
  check_all({
      {"nothing", machine(fail(""))},
      {"both errors", machine(fail(R"("Error": "E", "ErrorPath": "$.e", )")),
       schema + "/States/X/ErrorPath"},
      {"both causes", machine(fail(R"("CausePath": "$.e", "Cause": "E", )")),
       schema + "/States/X/Cause"},
      {"a function",
       machine(fail(R"j("CausePath": "States.Format('{}', $.e)", "ErrorPath": "$.e", )j"))},
      {"a function that gives no string", machine(fail(R"j("CausePath": "States.Array($.e)", )j")),
       schema + "/States/X/CausePath"},
      {"no reference", machine(fail(R"("CausePath": "$.e[*]", )")), schema + "/States/X/CausePath"},
      {"a path as text", machine(fail(R"("Cause": "$.cause", )")),
       "warning NO_PATH /States/X/Cause"},
      {"no string", machine(fail(R"("Error": 5, )")), schema + "/States/X/Error"},
      {"a long error", machine(fail(R"("Error": ")" + std::string(257, 'e') + R"(", )")),
       "warning TEXT_TOO_LONG /States/X/Error"},
      {"256 characters", machine(fail(R"("Error": ")" + std::string(256, 'e') + R"(", )"))},
      {"an expression", jsonata(fail(R"("Error": "{% $states.input.e %}", "Cause": "text", )"))},
  });
}

TEST_CASE("Choice") {
  const std::string rule = "/States/X/Choices/0";
  const auto test = [](const std::string& body) {
    return choice(R"({"Variable": "$.a", "Next": "Y", )" + body + "}");
  };
  check_all({
      {"no rule", choice(""),
       schema + "/States/X/Choices\nerror MISSING_TRANSITION_TARGET /States/Y"},
      {"no Choices", machine(R"({"Type": "Choice"})"),
       "error MISSING_END_STATE /States\n" + schema + "/States/X"},
      {"text", test(R"("StringEquals": "x")")},
      {"text by number", test(R"("StringEquals": 1)"), schema + rule + "/StringEquals"},
      {"a path as text", test(R"("StringEquals": "$.b")"),
       "warning NO_PATH " + rule + "/StringEquals"},
      {"a path", test(R"("StringEqualsPath": "$.b")")},
      {"no path", test(R"("StringEqualsPath": "b")"), schema + rule + "/StringEqualsPath"},
      {"a pattern", test(R"("StringMatches": "a*")")},
      {"a number", test(R"("NumericLessThan": -1.5)")},
      {"a number by text", test(R"("NumericLessThan": "1")"), schema + rule + "/NumericLessThan"},
      {"a boolean by text", test(R"("BooleanEquals": "true")"), schema + rule + "/BooleanEquals"},
      {"a time", test(R"("TimestampEquals": "2030-01-31T08:00:00Z")")},
      {"no time", test(R"("TimestampEquals": "tomorrow")"), schema + rule + "/TimestampEquals"},
      {"is", test(R"("IsPresent": false)")},
      {"is, by text", test(R"("IsPresent": "yes")"), schema + rule + "/IsPresent"},
      {"an unknown operator", test(R"("StringContains": "x")"), schema + rule + "/StringContains"},
      {"two operators", test(R"("IsNull": true, "IsString": true)"), schema + rule + "/IsString"},
      {"no operator", choice(R"({"Variable": "$.a", "Next": "Y"})"), schema + rule},
      {"no variable", choice(R"({"IsNull": true, "Next": "Y"})"), schema + rule},
      {"many values", choice(R"({"Variable": "$.a[*]", "IsNull": true, "Next": "Y"})"),
       schema + rule + "/Variable"},
      {"one of many values", choice(R"({"Variable": "$.a[0]", "IsNull": true, "Next": "Y"})")},
      {"of the context", choice(R"({"Variable": "$$.State.Name", "IsNull": true, "Next": "Y"})")},
      {"many values to compare with", test(R"("StringEqualsPath": "$..b")"),
       schema + rule + "/StringEqualsPath"},
      {"no path for a variable", choice(R"({"Variable": "a", "IsNull": true, "Next": "Y"})"),
       schema + rule + "/Variable"},
      {"no next",
       R"({"StartAt": "X", "States": {"X": {"Type": "Choice", "Default": "Y", "Choices": [
          {"Variable": "$.a", "IsNull": true}]}, "Y": {"Type": "Succeed"}}})",
       schema + rule},
      {"And", choice(R"({"And": [{"Variable": "$.a", "IsNull": true}], "Next": "Y"})")},
      {"an empty And", choice(R"({"And": [], "Next": "Y"})"), schema + rule + "/And"},
      {"And of an object", choice(R"({"And": {}, "Next": "Y"})"), schema + rule + "/And"},
      {"Not", choice(R"({"Not": {"Variable": "$.a", "IsNull": true}, "Next": "Y"})")},
      {"Not of an array", choice(R"({"Not": [{"Variable": "$.a", "IsNull": true}], "Next": "Y"})"),
       schema + rule + "/Not"},
      {"Next inside",
       choice(R"({"Or": [{"Variable": "$.a", "IsNull": true, "Next": "Y"}], "Next": "Y"})"),
       schema + rule + "/Or/0/Next"},
      {"a rule that assigns", test(R"("IsNull": true, "Assign": {"a.$": "$.a"})")},
      {"Condition in JSONPath", choice(R"({"Condition": true, "Next": "Y"})"),
       schema + rule + "\n" + schema + rule + "/Condition"},
  });
  const auto ata = [](const std::string& body) {
    return R"({"QueryLanguage": "JSONata", "StartAt": "X", "States": {"X": {"Type": "Choice",
               "Choices": [{"Next": "Y", )" +
           body + R"(}]}, "Y": {"Type": "Succeed"}}})";
  };
  check_all({
      {"an expression", ata(R"("Condition": "{% $states.input.a = 1 %}")")},
      {"a literal", ata(R"("Condition": true)")},
      {"text", ata(R"("Condition": "true")"), schema + rule + "/Condition"},
      {"a number", ata(R"("Condition": 1)"), schema + rule + "/Condition"},
      {"none", ata(R"("Comment": "c")"), schema + rule},
      {"a comparison", ata(R"("Condition": true, "StringEquals": "x")"),
       schema + rule + "/StringEquals"},
      {"Output and Assign", ata(R"("Condition": true, "Output": 1, "Assign": {"a": 1})")},
  });
}

TEST_CASE("an operator that is misspelt is told once, with the one that is meant") {
  const auto findings = asl::validate(machine(
      R"({"Type": "Choice", "Choices": [{"Variable": "$.x", "StringEqualz": "a", "Next": "Y"}]},
          "Y": {"Type": "Succeed"})"));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].path == "/States/X/Choices/0/StringEqualz");
  CHECK(findings[0].help == "did you mean StringEquals?");
}
