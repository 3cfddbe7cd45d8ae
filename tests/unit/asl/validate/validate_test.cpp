// SPDX-License-Identifier: Apache-2.0
// The rules about machines, graphs and states: each broken, and just not broken.
#include "support.hpp"

#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::tests;

namespace {

const std::string schema = "error SCHEMA_VALIDATION_FAILED ";

void check_all(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    INFO(one.what << "\n" << one.definition);
    CHECK(lines(asl::validate(one.definition)) == one.expected);
  }
}

std::string retry(const std::string& fields) {
  return machine(task(R"("Retry": [{"ErrorEquals": ["A"], )" + fields + R"("Comment": "c"}], )"));
}
std::string handlers(const std::string& field, const std::string& first, const std::string& last) {
  const std::string next = field == "Catch" ? R"(, "Next": "Y")" : "";
  return R"({"StartAt": "X", "States": {"X": {"Type": "Task", "Next": "Y", "Resource": )"
         R"("arn:aws:lambda:eu-west-1:123456789012:function:f", ")" +
         field + R"(": [{"ErrorEquals": )" + first + next + R"(}, {"ErrorEquals": )" + last + next +
         R"(}]}, "Y": {"Type": "Succeed"}}})";
}

}  // namespace

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

TEST_CASE("an operator that is misspelt is told once, with the one that is meant") {
  const auto findings = asl::validate(machine(
      R"({"Type": "Choice", "Choices": [{"Variable": "$.x", "StringEqualz": "a", "Next": "Y"}]},
          "Y": {"Type": "Succeed"})"));
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].path == "/States/X/Choices/0/StringEqualz");
  CHECK(findings[0].help == "did you mean StringEquals?");
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
      {"names are escaped in pointers", named("a/b~c").replace(5, 0, ""), ""},
      {"escaped", R"({"StartAt": "a/b~c", "States": {"a/b~c": {"Type": "Pass"}}})",
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

TEST_CASE("which state has which fields") {
  const std::vector<std::string> types = {"Task", "Parallel", "Map",     "Pass",
                                          "Wait", "Choice",   "Succeed", "Fail"};
  const std::string all = "TPMPWCSF";
  struct Row {
    std::string field;
    std::string value;
    std::string allowed;  ///< for each type: y or n
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
  const auto state_of = [&](const std::string& type, bool is_jsonata) -> std::string {
    if (type == "Task")
      return R"("Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f", "Next": "Y")";
    if (type == "Parallel") return R"("Branches": [{)" + one_state() + R"(}], "Next": "Y")";
    if (type == "Map") return R"("ItemProcessor": {)" + one_state() + R"(}, "Next": "Y")";
    if (type == "Pass") return R"("Next": "Y")";
    if (type == "Wait") return R"("Seconds": 1, "Next": "Y")";
    if (type == "Choice") {
      return is_jsonata ? R"("Choices": [{"Condition": true, "Next": "Y"}])"
                        : R"("Choices": [{"Variable": "$.a", "IsNull": true, "Next": "Y"}])";
    }
    return R"("Comment": "c")";
  };
  const auto check_rows = [&](const std::vector<Row>& rows, bool is_jsonata) {
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < types.size(); ++i) {
        if (row.allowed[i] == '-') continue;
        if (row.field == "Comment" && (types[i] == "Succeed" || types[i] == "Fail")) continue;
        const bool is_last = types[i] == "Succeed" || types[i] == "Fail";
        const std::string language = is_jsonata ? R"("QueryLanguage": "JSONata", )" : "";
        const std::string text =
            R"({"StartAt": "X", )" + language + R"("States": {"X": {"Type": ")" + types[i] +
            R"(", ")" + row.field + R"(": )" + row.value + ", " + state_of(types[i], is_jsonata) +
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

TEST_CASE("Task") {
  const auto calls = [](const std::string& arn) {
    return machine(R"({"Type": "Task", "Resource": ")" + arn + R"(", "Parameters": {
        "JobName": "j", "Key": {}, "Message": "m", "StateMachineArn": "s", "TableName": "t"},
        "End": true})");
  };
  const std::string refused = "error SCHEMA_VALIDATION_FAILED /States/X/Resource";
  check_all({
      {"no resource", machine(R"({"Type": "Task", "End": true})"), schema + "/States/X"},
      {"no string", machine(R"({"Type": "Task", "Resource": 1, "End": true})"),
       schema + "/States/X/Resource"},
      {"no ARN", calls("publish"), refused},
      {"half an ARN", calls("arn:aws:states"), refused},
      {"a function", calls("arn:aws:lambda:eu-west-1:123456789012:function:f:1")},
      {"a function in China", calls("arn:aws-cn:lambda:cn-north-1:123456789012:function:f")},
      {"an activity", calls("arn:aws:states:eu-west-1:123456789012:activity:a")},
      {"a topic", calls("arn:aws:sns:eu-west-1:123456789012:t"), refused},
      {"an optimised integration", calls("arn:aws:states:::dynamodb:getItem")},
      {"an unknown action", calls("arn:aws:states:::dynamodb:query"), refused},
      {"an unknown service", calls("arn:aws:states:::teapot:brew"), refused},
      {"what only a reader calls", calls("arn:aws:states:::s3:getObject"), refused},
      {"an agent", calls("arn:aws:states:::bedrockagentcore:invokeHarness")},
      {"a job", calls("arn:aws:states:::glue:startJobRun.sync")},
      {"a job that cannot be waited for", calls("arn:aws:states:::sns:publish.sync"), refused},
      {"a child", calls("arn:aws:states:::states:startExecution.sync:2")},
      {"an unknown pattern", calls("arn:aws:states:::sns:publish.async"), refused},
      {"an action of the SDK", calls("arn:aws:states:::aws-sdk:rds:startExportTask")},
      {"with a token", calls("arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken")},
      {"an action in another case", calls("arn:aws:states:::aws-sdk:rds:StartExportTask"), refused},
      {"a service in another case", calls("arn:aws:states:::aws-sdk:RDS:startExportTask"), refused},
      {"a job of the SDK", calls("arn:aws:states:::aws-sdk:rds:startExportTask.sync"), refused},
      {"both timeouts", machine(task(R"("TimeoutSeconds": 1, "TimeoutSecondsPath": "$.t", )")),
       schema + "/States/X/TimeoutSecondsPath"},
      {"both heartbeats",
       machine(task(R"("HeartbeatSeconds": 1, "HeartbeatSecondsPath": "$.t", )")),
       schema + "/States/X/HeartbeatSecondsPath"},
      {"timeout 0", machine(task(R"("TimeoutSeconds": 0, )")), schema + "/States/X/TimeoutSeconds"},
      {"timeout 1", machine(task(R"("TimeoutSeconds": 1, )"))},
      {"heartbeat as long as the timeout",
       machine(task(R"("TimeoutSeconds": 5, "HeartbeatSeconds": 5, )")),
       schema + "/States/X/HeartbeatSeconds"},
      {"heartbeat below the timeout",
       machine(task(R"("TimeoutSeconds": 5, "HeartbeatSeconds": 4, )"))},
      {"credentials", machine(task(R"("Credentials": {"RoleArn": "arn:aws:iam::1:role/r"}, )"))},
      {"computed credentials", machine(task(R"("Credentials": {"RoleArn.$": "$.role"}, )"))},
      {"empty credentials", machine(task(R"("Credentials": {}, )")),
       schema + "/States/X/Credentials"},
      {"credentials of an activity",
       machine(R"({"Type": "Task", "Resource": "arn:aws:states:eu-west-1:123456789012:activity:a",
                   "Credentials": {"RoleArn": "arn:aws:iam::1:role/r"}, "End": true})"),
       schema + "/States/X/Credentials"},
      {"credentials in JSONata",
       jsonata(task(R"("Credentials": {"RoleArn": "{% $states.input.role %}"}, )"))},
  });
}

TEST_CASE("parameters of a call") {
  const auto bare = [](const std::string& integration) {
    return R"({"Type": "Task", "Resource": "arn:aws:states:::)" + integration +
           R"(", "End": true})";
  };
  const auto arguments = [](const std::string& value) {
    return jsonata(R"({"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
                       "Arguments": )" +
                   value + R"(, "End": true})");
  };
  const std::string in_parameters = schema + "/States/X/Parameters";
  const std::string in_arguments = schema + "/States/X/Arguments";
  check_all({
      {"none", machine(bare("sns:publish")), schema + "/States/X/Resource"},
      {"none for the SDK", machine(bare("aws-sdk:s3:listBuckets")), schema + "/States/X/Resource"},
      {"none in JSONata", jsonata(bare("sns:publish")), schema + "/States/X/Resource"},
      {"none for an unknown call", machine(bare("sns:pubish")), schema + "/States/X/Resource"},
      {"empty", machine(call("aws-sdk:s3:listBuckets"))},
      {"an array", machine(call("aws-sdk:s3:listBuckets", "[]")), in_parameters},
      {"one of two", machine(call("sqs:sendMessage", R"({"QueueUrl": "q"})")), in_parameters},
      {"both", machine(call("sqs:sendMessage", R"({"QueueUrl": "q", "MessageBody": {}})"))},
      {"both, computed",
       machine(call("sqs:sendMessage", R"({"QueueUrl.$": "$.q", "MessageBody.$": "$.m"})"))},
      {"neither, and a token", machine(call("sqs:sendMessage.waitForTaskToken")),
       in_parameters + "\n" + in_parameters},
      {"a function", machine(call("lambda:invoke", R"({"Payload": {}})")), in_parameters},
      {"a child", machine(call("states:startExecution.sync:2")), in_parameters},
      {"both in JSONata", arguments(R"({"QueueUrl": "q", "MessageBody": "m"})")},
      {"one of two in JSONata", arguments(R"({"QueueUrl": "q"})"), in_arguments},
      {"a path in JSONata", arguments(R"({"QueueUrl": "q", "MessageBody.$": "$.m"})"),
       in_arguments},
      {"an expression", arguments(R"("{% $states.input.request %}")")},
      {"a function by its ARN", machine(task(""))},
  });
  CHECK(lines(asl::validate(machine(call("sns:publish", R"("${parameters}")")),
                            {.has_placeholders = true}))
            .empty());
}

TEST_CASE("express machines") {
  const auto express = [](const std::string& state) {
    return lines(asl::validate(machine(state), {.type = asl::MachineType::express}));
  };
  const auto calls = [](const std::string& arn) {
    return R"({"Type": "Task", "Resource": ")" + arn + R"(", "Parameters": {
        "JobName": "j", "Message": "m", "MessageBody": "m", "QueueUrl": "q",
        "StateMachineArn": "s"}, "End": true})";
  };
  const std::string refused = "error SCHEMA_VALIDATION_FAILED /States/X/Resource";
  CHECK(express(calls("arn:aws:lambda:eu-west-1:123456789012:function:f")).empty());
  CHECK(express(calls("arn:aws:states:::glue:startJobRun.sync")) == refused);
  CHECK(express(calls("arn:aws:states:::states:startExecution.sync:2")) == refused);
  CHECK(express(calls("arn:aws:states:::sqs:sendMessage.waitForTaskToken")) == refused);
  CHECK(express(calls("arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken")) == refused);
  CHECK(express(calls("arn:aws:states:eu-west-1:123456789012:activity:a")) == refused);
  CHECK(express(map("")).empty());
  CHECK(express(distributed("")) == schema + "/States/X/ItemProcessor/ProcessorConfig/Mode");
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

TEST_CASE("Parallel and Map") {
  const auto at = [](const std::string& field) { return schema + "/States/X" + field; };
  check_all({
      {"no branches", machine(R"({"Type": "Parallel", "End": true})"), at("")},
      {"empty branches", machine(R"({"Type": "Parallel", "Branches": [], "End": true})"),
       at("/Branches")},
      {"an empty branch", machine(R"({"Type": "Parallel", "Branches": [{}], "End": true})"),
       at("/Branches/0") + "\n" + at("/Branches/0")},
      {"a branch with a timeout",
       machine(R"({"Type": "Parallel", "End": true, "Branches": [{"TimeoutSeconds": 1, )" +
               one_state() + "}]}"),
       at("/Branches/0/TimeoutSeconds")},
      {"no processor", machine(R"({"Type": "Map", "End": true})"), at("")},
      {"an iterator",
       machine(R"({"Type": "Map", "Iterator": {)" + one_state() + R"(}, "End": true})")},
      {"both",
       machine(map(R"("Iterator": {"StartAt": "J", "States": {"J": {"Type": "Succeed"}}}, )")),
       at("/ItemProcessor")},
      {"an iterator with a configuration",
       machine(R"({"Type": "Map", "Iterator": {"ProcessorConfig": {"Mode": "INLINE"}, )" +
               one_state() + R"(}, "End": true})")},
      {"an unknown mode",
       machine(R"({"Type": "Map", "Iterator": {"ProcessorConfig": {"Mode": "FAST"}, )" +
               one_state() + R"(}, "End": true})"),
       at("/Iterator/ProcessorConfig/Mode")},
      {"inline with a type",
       machine(R"({"Type": "Map", "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE",
                   "ExecutionType": "STANDARD"}, )" +
               one_state() + R"(}, "End": true})"),
       at("/ItemProcessor/ProcessorConfig/ExecutionType")},
      {"a type without a mode",
       machine(R"({"Type": "Map", "ItemProcessor": {"ProcessorConfig": {
                   "ExecutionType": "STANDARD"}, )" +
               one_state() + R"(}, "End": true})"),
       at("/ItemProcessor/ProcessorConfig/ExecutionType")},
      {"distributed without a type",
       machine(R"({"Type": "Map", "Iterator": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}, )" +
               one_state() + R"(}, "End": true})"),
       at("/Iterator/ProcessorConfig")},
      {"both selectors", machine(map(R"("ItemSelector": {}, "Parameters": {}, )")),
       at("/Parameters")},
      {"items", machine(map(R"("ItemsPath": "$$.Execution.Input.items", )"))},
      {"items are null", machine(map(R"("ItemsPath": null, )")), at("/ItemsPath")},
      {"no reference", machine(map(R"("ItemsPath": "$.a[*]", )")), at("/ItemsPath")},
      {"no limit", machine(map(R"("MaxConcurrency": 0, )"))},
      {"less", machine(map(R"("MaxConcurrency": -1, )")), at("/MaxConcurrency")},
      {"a limit of the input", machine(map(R"("MaxConcurrencyPath": "$.c", )"))},
      {"a limit of the context", machine(map(R"("MaxConcurrencyPath": "$$.Execution.Input.c", )")),
       at("/MaxConcurrencyPath")},
      {"items of the context", machine(map(R"("ItemsPath": "$$.Execution.Input.c", )"))},
      {"both limits", machine(map(R"("MaxConcurrency": 1, "MaxConcurrencyPath": "$.c", )")),
       at("/MaxConcurrencyPath")},
      {"a share", machine(distributed(R"("ToleratedFailurePercentage": 12.5, )"))},
      {"a share of the context", machine(distributed(R"("ToleratedFailurePercentagePath":
          "$$.Execution.Input.p", )")),
       at("/ToleratedFailurePercentagePath")},
      {"a count of the context", machine(distributed(R"("ToleratedFailureCountPath":
          "$$.Execution.Input.p", )")),
       at("/ToleratedFailureCountPath")},
      {"more than all", machine(distributed(R"("ToleratedFailurePercentage": 100.5, )")),
       at("/ToleratedFailurePercentage")},
      {"a part of a failure", machine(distributed(R"("ToleratedFailureCount": 0.5, )")),
       at("/ToleratedFailureCount")},
      {"only in a distributed one", machine(map(R"("ToleratedFailureCount": 1, )")),
       "warning NOT_DISTRIBUTED /States/X/ToleratedFailureCount"},
      {"a label", machine(distributed(R"("Label": "a-label", )"))},
      {"a blank in a label", machine(distributed(R"("Label": "a label", )")),
       "error INVALID_LABEL_NAME /States/X/Label"},
      {"a long label", machine(distributed(R"("Label": ")" + std::string(41, 'l') + R"(", )")),
       "error INVALID_LABEL_NAME /States/X/Label"},
      {"items in JSONata", jsonata(map(R"("Items": "{% $states.input.a %}", )"))},
      {"items as they are", jsonata(map(R"("Items": [1, 2], )"))},
      {"items as text", jsonata(map(R"("Items": "a", )")), at("/Items")},
  });
  CHECK(lines(asl::validate(R"({"StartAt": "A", "States": {
      "A": {"Type": "Map", "Label": "same", "Next": "B", "ItemProcessor": {"ProcessorConfig":
            {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "C", "States":
            {"C": {"Type": "Succeed"}}}},
      "B": {"Type": "Map", "Label": "same", "End": true, "ItemProcessor": {"ProcessorConfig":
            {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "D", "States":
            {"D": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync",
            "Parameters": {"TaskDefinition": "t"}, "End": true}}}}}})")) ==
        "error DUPLICATE_LABEL_NAME /States/B/Label\n"
        "error SCHEMA_VALIDATION_FAILED /States/B/ItemProcessor/States/D/Resource");
}

TEST_CASE("readers, batchers and writers") {
  const auto reader = [](const std::string& config) {
    return machine(distributed(R"("ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
        "Parameters": {"Bucket": "b", "Key.$": "$.key"}, "ReaderConfig": {)" +
                               config + "}}, "));
  };
  const auto batcher = [](const std::string& fields) {
    return machine(distributed(R"("ItemBatcher": {)" + fields + "}, "));
  };
  const auto at = [](const std::string& field) { return schema + "/States/X/" + field; };
  check_all({
      {"CSV", reader(R"("InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a"])")},
      {"0 items", reader(R"("MaxItems": 0)")},
      {"less", reader(R"("MaxItems": -1)"), at("ItemReader/ReaderConfig/MaxItems")},
      {"most items", reader(R"("MaxItems": 100000000)")},
      {"more items", reader(R"("MaxItems": 100000001)"), at("ItemReader/ReaderConfig/MaxItems")},
      {"items of the context", reader(R"("MaxItemsPath": "$$.Execution.Input.m")"),
       at("ItemReader/ReaderConfig/MaxItemsPath")},
      {"both", reader(R"("MaxItems": 1, "MaxItemsPath": "$.m")"),
       at("ItemReader/ReaderConfig/MaxItemsPath")},
      {"an unknown type", reader(R"("InputType": "XML")"), at("ItemReader/ReaderConfig/InputType")},
      {"no headers", reader(R"("CSVHeaderLocation": "GIVEN")"), at("ItemReader/ReaderConfig")},
      {"CSV without a location", reader(R"("InputType": "CSV")"), at("ItemReader/ReaderConfig")},
      {"CSV with a first row", reader(R"("InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW")")},
      {"JSON", reader(R"("InputType": "JSON")")},
      {"JSON with a location", reader(R"("InputType": "JSON", "CSVHeaderLocation": "FIRST_ROW")"),
       at("ItemReader/ReaderConfig/CSVHeaderLocation")},
      {"lines of JSON", reader(R"("InputType": "JSONL")")},
      {"lines of JSON with headers", reader(R"("InputType": "JSONL", "CSVHeaders": ["a"])"),
       at("ItemReader/ReaderConfig/CSVHeaders")},
      {"lines of JSON with a location",
       reader(R"("InputType": "JSONL", "CSVHeaderLocation": "FIRST_ROW")"),
       at("ItemReader/ReaderConfig/CSVHeaderLocation")},
      {"a manifest of lines", reader(R"("InputType": "JSONL", "ManifestType": "ATHENA_DATA")")},
      {"a manifest of JSON", reader(R"("InputType": "JSON", "ManifestType": "ATHENA_DATA")"),
       at("ItemReader/ReaderConfig/ManifestType")},
      {"an inventory", reader(R"("ManifestType": "S3_INVENTORY")")},
      {"to flatten", reader(R"("InputType": "JSON", "Transformation": "LOAD_AND_FLATTEN")")},
      {"to flatten what", reader(R"("Transformation": "LOAD_AND_FLATTEN")"),
       at("ItemReader/ReaderConfig")},
      {"not to flatten", reader(R"("Transformation": "NONE")")},
      {"a pointer", reader(R"("InputType": "JSON", "ItemsPointer": "/a/b")")},
      {"a pointer to all", reader(R"("InputType": "JSON", "ItemsPointer": "")")},
      {"no pointer", reader(R"("InputType": "JSON", "ItemsPointer": "a/b")"),
       at("ItemReader/ReaderConfig/ItemsPointer")},
      {"headers are no expressions",
       jsonata(distributed(R"("ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
           "Arguments": {"Bucket": "b", "Key": "k"}, "ReaderConfig": {"InputType": "CSV",
           "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["{% a %}"]}}, )"))},
      {"another reader", machine(distributed(R"("ItemReader": {"Resource":
          "arn:aws:states:::dynamodb:getItem", "Parameters": {}}, )")),
       at("ItemReader/Resource")},
      {"a reader of names", machine(distributed(R"("ItemReader": {"Resource":
          "arn:aws-cn:states:::s3:listObjectsV2", "Parameters": {"Bucket": "b"}}, )"))},
      {"another writer", machine(distributed(R"("ResultWriter": {"Resource":
          "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b"}}, )")),
       at("ResultWriter/Resource")},
      {"headers for nothing", reader(R"("CSVHeaders": ["a"])"),
       "warning UNUSED_FIELD /States/X/ItemReader/ReaderConfig/CSVHeaders"},
      {"a new field", reader(R"("Colour": "red")"),
       "warning UNKNOWN_FIELD /States/X/ItemReader/ReaderConfig/Colour"},
      {"no resource", machine(distributed(R"("ItemReader": {"Parameters": {}}, )")),
       at("ItemReader")},
      {"batches", batcher(R"("MaxItemsPerBatch": 1, "BatchInput": {"a.$": "$.a"})")},
      {"no limit", batcher(R"("BatchInput": {})"), at("ItemBatcher")},
      {"no item", batcher(R"("MaxItemsPerBatch": 0)")},
      {"less than no item", batcher(R"("MaxItemsPerBatch": -1)"),
       at("ItemBatcher/MaxItemsPerBatch")},
      {"no byte", batcher(R"("MaxInputBytesPerBatch": 0)")},
      {"batches of the context", batcher(R"("MaxItemsPerBatchPath": "$$.Execution.Input.m")"),
       at("ItemBatcher/MaxItemsPerBatchPath")},
      {"bytes of the context", batcher(R"("MaxInputBytesPerBatchPath": "$$.Execution.Input.m")"),
       at("ItemBatcher/MaxInputBytesPerBatchPath")},
      {"most bytes", batcher(R"("MaxInputBytesPerBatch": 262144)")},
      {"more bytes", batcher(R"("MaxInputBytesPerBatch": 262145)"),
       at("ItemBatcher/MaxInputBytesPerBatch")},
      {"two limits", batcher(R"("MaxItemsPerBatch": 1, "MaxInputBytesPerBatch": 1)")},
      {"both items", batcher(R"("MaxItemsPerBatch": 1, "MaxItemsPerBatchPath": "$.m")"),
       at("ItemBatcher/MaxItemsPerBatchPath")},
      {"a writer", machine(distributed(R"("ResultWriter": {"Resource":
          "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "b"}}, )"))},
      {"a format", machine(distributed(R"("ResultWriter": {"WriterConfig":
          {"Transformation": "FLATTEN", "OutputType": "JSONL"}}, )"))},
      {"an empty writer", machine(distributed(R"("ResultWriter": {}, )")), at("ResultWriter")},
  });
}

TEST_CASE("Retry and Catch") {
  const std::string at = "/States/X/Retry/0";
  check_all({
      {"empty", machine(task(R"("Retry": [], "Catch": [], )"))},
      {"no array", machine(task(R"("Retry": {}, )")), schema + "/States/X/Retry"},
      {"all", retry(R"("IntervalSeconds": 1, "MaxAttempts": 0, "BackoffRate": 1.0,
                       "MaxDelaySeconds": 2, "JitterStrategy": "FULL", )")},
      {"no errors", machine(task(R"("Retry": [{}], )")), schema + at},
      {"empty errors", machine(task(R"("Retry": [{"ErrorEquals": []}], )")),
       schema + at + "/ErrorEquals"},
      {"errors as text", machine(task(R"("Retry": [{"ErrorEquals": "A"}], )")),
       schema + at + "/ErrorEquals"},
      {"errors as numbers", machine(task(R"("Retry": [{"ErrorEquals": [1]}], )")),
       schema + at + "/ErrorEquals/0"},
      {"no interval", retry(R"("IntervalSeconds": 0, )"),
       "warning ZERO_SECONDS " + at + "/IntervalSeconds"},
      {"less than no interval", retry(R"("IntervalSeconds": -1, )"),
       schema + at + "/IntervalSeconds"},
      {"less than none", retry(R"("MaxAttempts": -1, )"), schema + at + "/MaxAttempts"},
      {"many", retry(R"("MaxAttempts": 99999999, )")},
      {"too many", retry(R"("MaxAttempts": 100000000, )"), schema + at + "/MaxAttempts"},
      {"a rate below 1", retry(R"("BackoffRate": 0.9, )"), schema + at + "/BackoffRate"},
      {"no delay", retry(R"("MaxDelaySeconds": 0, )"),
       schema + at + "/MaxDelaySeconds\nwarning UNUSED_FIELD " + at + "/MaxDelaySeconds"},
      {"a leap year", retry(R"("MaxDelaySeconds": 31622400, )")},
      {"more than a leap year", retry(R"("MaxDelaySeconds": 31622401, )"),
       schema + at + "/MaxDelaySeconds"},
      {"a delay not above the interval", retry(R"("IntervalSeconds": 5, "MaxDelaySeconds": 5, )"),
       "warning UNUSED_FIELD " + at + "/MaxDelaySeconds"},
      {"a delay above the interval", retry(R"("IntervalSeconds": 5, "MaxDelaySeconds": 6, )")},
      {"an unknown jitter", retry(R"("JitterStrategy": "SOME", )"),
       schema + at + "/JitterStrategy"},
      {"an unknown field", retry(R"("Next": "X", )"), schema + at + "/Next"},
      {"a catcher without next", machine(task(R"("Catch": [{"ErrorEquals": ["A"]}], )")),
       schema + "/States/X/Catch/0"},
      {"a catcher with a result path", R"({"StartAt": "X", "States": {
         "X": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f", "End": true, "Catch": [
           {"ErrorEquals": ["A"], "Next": "Y", "ResultPath": null, "Assign": {"e.$": "$.Error"}},
           {"ErrorEquals": ["B"], "Next": "Y", "ResultPath": "$$.e"}]},
         "Y": {"Type": "Succeed"}}})",
       schema + "/States/X/Catch/1/ResultPath"},
  });
  for (const std::string field : {"Retry", "Catch"}) {
    check_all({
        {"all errors last", handlers(field, R"(["A"])", R"(["States.ALL"])")},
        {"all errors first", handlers(field, R"(["States.ALL"])", R"(["A"])"),
         schema + "/States/X/" + field + "/0/ErrorEquals/0"},
        {"all errors and more", handlers(field, R"(["A"])", R"(["States.ALL", "A"])"),
         schema + "/States/X/" + field + "/1/ErrorEquals/0"},
        {"every name there is",
         handlers(field, R"(["States.Timeout", "States.HeartbeatTimeout", "States.TaskFailed",
                            "States.Permissions", "States.BranchFailed", "States.Http.Socket",
                            "States.DataLimitExceeded", "States.QueryEvaluationError"])",
                  R"(["Rds.RdsException", "Statistics.Timeout"])")},
        {"a near miss", handlers(field, R"(["A"])", R"(["State.ALL"])"),
         "warning UNKNOWN_ERROR_NAME /States/X/" + field + "/1/ErrorEquals/0"},
        {"an unknown name", handlers(field, R"(["States.Oops"])", R"(["A"])"),
         "warning UNKNOWN_ERROR_NAME /States/X/" + field + "/0/ErrorEquals/0"},
        {"what nothing catches", handlers(field, R"(["States.Runtime"])", R"(["A"])"),
         "warning UNCATCHABLE_ERROR /States/X/" + field + "/0/ErrorEquals/0"},
    });
  }
}
