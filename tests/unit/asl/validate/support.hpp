// SPDX-License-Identifier: Apache-2.0
// Definitions in few words, findings as text, and the check of many definitions at once.
#pragma once

#include <idm_synth/asl/validate.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace idm_synth::test {

/// A definition and the findings expected of it; an empty text expects none.
struct Case {
  std::string what;
  std::string definition;
  std::string expected = {};
};

/// A machine of one state, X.
inline std::string machine(const std::string& state, const std::string& fields = "") {
  return R"({"StartAt": "X", )" + fields + R"("States": {"X": )" + state + "}}";
}
inline std::string jsonata(const std::string& state) {
  return machine(state, R"("QueryLanguage": "JSONata", )");
}

/// States that end, with more fields, each followed by a comma.
inline std::string task(const std::string& fields) {
  return R"({"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f", )" +
         fields + R"("End": true})";
}
/// A call of a service, with its parameters as JSON.
inline std::string call(const std::string& integration, const std::string& parameters = "{}") {
  return R"({"Type": "Task", "Resource": "arn:aws:states:::)" + integration +
         R"(", "Parameters": )" + parameters + R"(, "End": true})";
}
inline std::string pass(const std::string& fields) {
  return R"({"Type": "Pass", )" + fields + R"("End": true})";
}
inline std::string wait(const std::string& fields) {
  return R"({"Type": "Wait", )" + fields + R"("End": true})";
}
inline std::string fail(const std::string& fields) {
  return R"({)" + fields + R"("Type": "Fail"})";
}
inline std::string one_state() {
  return R"("StartAt": "I", "States": {"I": {"Type": "Succeed"}})";
}
inline std::string map(const std::string& fields) {
  return R"({"Type": "Map", )" + fields + R"("ItemProcessor": {)" + one_state() +
         R"(}, "End": true})";
}
inline std::string distributed(const std::string& fields) {
  return R"({"Type": "Map", )" + fields +
         R"("ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": )"
         R"("STANDARD"}, )" +
         one_state() + R"(}, "End": true})";
}
/// A Choice with one rule, which leads to a state Y.
inline std::string choice(const std::string& rule) {
  return R"({"StartAt": "X", "States": {"X": {"Type": "Choice", "Choices": [)" + rule +
         R"(]}, "Y": {"Type": "Succeed"}}})";
}

/// One line for each finding: "error CODE /path".
inline std::string lines(const std::vector<asl::LocatedFinding>& findings) {
  std::string text;
  for (const asl::LocatedFinding& finding : findings) {
    if (!text.empty()) text += '\n';
    text += (finding.severity == Severity::error ? "error " : "warning ") + finding.code + " " +
            finding.path;
  }
  return text;
}

/// How a line starts for what the service has no finer code for.
inline const std::string schema = "error SCHEMA_VALIDATION_FAILED ";

inline void check_all(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    INFO(one.what << "\n" << one.definition);
    CHECK(lines(asl::validate(one.definition)) == one.expected);
  }
}

}  // namespace idm_synth::test
