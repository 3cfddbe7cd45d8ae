// SPDX-License-Identifier: Apache-2.0
#include "support.hpp"

#include <algorithm>
#include <fstream>
#include <idm_synth/asl/mock_config.hpp>
#include <idm_synth/asl/parse.hpp>
#include <sstream>

namespace idm_synth::test {

std::string read_test_file(const std::string& path) {
  std::ifstream file{IDM_SYNTH_TEST_DIRECTORY "/" + path};
  REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string export_machine() {
  return read_test_file("snapshots/export_machine.asl.json");
}

asl::Definition definition_of(const std::string& text) {
  const json::Tree tree{text};
  return asl::parse(tree, {.has_placeholders = true});
}

void check_replay(const asl::Definition& definition, const asl::Trace& trace) {
  const bool has_mocks = !trace.mocks.empty();
  bool has_branches = false;
  for (const asl::StateNode& node : definition.states()) {
    asl::Definition::for_each_part(node.state,
                                   [&](const asl::Definition&) { has_branches = true; });
  }
  const bool has_heartbeats =
      std::ranges::any_of(definition.states(), [](const asl::StateNode& node) {
        const auto* task = std::get_if<asl::Task>(&node.state);
        return task != nullptr && task->heartbeat.is_set();
      });
  CHECK((has_mocks || has_branches || has_heartbeats));
  if (!has_mocks) return;
  INFO(trace.test_case << " with " << trace.input.label << "\n" << trace.mocks);
  const asl::MockConfig config{trace.mocks};
  const asl::MockTestCase test_case = config.test_case("", trace.test_case, definition);
  asl::MockedOutcomes outcomes{test_case};
  const json::Tree input{trace.input.text};
  json::Arena arena;
  const asl::Program program{definition};
  const asl::ExecutionResult result =
      program.execute({.input = input.root(),
                       .name = trace.input.execution_name,
                       .time = trace.start_time.value_or(
                           asl::Time{std::chrono::sys_days{std::chrono::year{2026} / 2 / 10}}),
                       .with_history = false},
                      outcomes, arena);
  CHECK(name(result.status) == name(trace.status));
  CHECK(result.error.value_or("none") == trace.error.value_or("none"));
  CHECK_NOTHROW(outcomes.check_all_used());
}

asl::VerifyResult verified(const std::string& text, const asl::VerifyOptions& options) {
  const asl::Definition definition = definition_of(text);
  asl::VerifyResult result = asl::verify(definition, options);
  for (const asl::Property& property : result.properties) {
    CHECK((property.verdict == asl::Property::Verdict::violated) ==
          !property.counterexamples.empty());
    for (const asl::Counterexample& counterexample : property.counterexamples) {
      check_replay(definition, counterexample.trace);
    }
  }
  for (const asl::Excused& excused : result.excused) {
    if (excused.trace) check_replay(definition, *excused.trace);
  }
  if (result.longest_trace) check_replay(definition, *result.longest_trace);
  return result;
}

const asl::Counterexample* find(const asl::VerifyResult& result, const std::string& property,
                                const std::string& state, const std::string& summary) {
  for (const asl::Counterexample& each : result.property(property).counterexamples) {
    if (each.state == state && each.summary.find(summary) != std::string::npos) return &each;
  }
  return nullptr;
}

std::string violated(const asl::VerifyResult& result) {
  std::string text;
  for (const asl::Property& property : result.properties) {
    if (property.verdict != asl::Property::Verdict::violated) continue;
    text += (text.empty() ? "" : " ") + property.id;
  }
  return text;
}

}  // namespace idm_synth::test
