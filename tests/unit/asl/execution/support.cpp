// SPDX-License-Identifier: Apache-2.0
#include "support.hpp"

#include <idm_synth/asl/parse.hpp>
#include <idm_synth/json/located.hpp>
#include <utility>

namespace idm_synth::test {
namespace {

const asl::Time start_time{std::chrono::milliseconds{1'770'693'677'042}};

class Scripted : public asl::TaskOutcomes {
 public:
  Scripted(const Script& script, Ran& ran) : script_{script}, ran_{ran} {}

  asl::TaskOutcome call(const asl::TaskCall& call) override {
    ran_.parameters.push_back(json::to_text(call.parameters));
    ran_.calls.push_back(call.time - start_time);
    const std::string state{call.state};
    const auto answers = script_.find(state);
    if (answers == script_.end()) throw UsageError("no answer for " + state);
    const std::size_t count = calls_[state]++;
    const Answer& answer = answers->second[std::min(count, answers->second.size() - 1)];
    if (answer.thrown.has_value()) return {.result = *answer.thrown, .duration = answer.duration};
    const json::Tree tree{answer.result};
    return {.result = call.arena.copy(tree.root()), .duration = answer.duration};
  }

 private:
  const Script& script_;
  Ran& ran_;
  std::map<std::string, std::size_t> calls_;
};

}  // namespace

Ran run(const std::string& definition, const std::string& input, const Script& script) {
  INFO(definition);
  const json::Tree tree{definition};
  const asl::Program program{asl::parse(tree)};
  const json::Tree input_tree{input};
  Ran ran;
  Scripted outcomes{script, ran};
  json::Arena arena;
  const asl::ExecutionResult result = program.execute(
      {.input = input_tree.root(), .input_text = input, .name = "run", .time = start_time},
      outcomes, arena);
  ran.status = asl::name(result.status);
  if (result.status == asl::ExecutionStatus::succeeded) ran.output = json::to_text(result.output);
  ran.error = result.error;
  ran.cause = result.cause;
  ran.lasted = result.end - start_time;
  for (const asl::HistoryEvent& event : result.events) {
    ran.types.emplace_back(event.type);
    ran.events.push_back(std::to_string(event.id) + "<" + std::to_string(event.previous_id) + " " +
                         std::string{event.type} +
                         (event.details_name.empty() ? "" : " " + json::to_text(event.details)));
  }
  return ran;
}

std::string machine(const std::string& states) {
  return R"({"StartAt": "First", "States": {)" + states + "}}";
}

std::string output_of(const std::string& fields, const std::string& input, const Script& script) {
  const Ran ran = run(machine(R"("First": {)" + fields + R"(, "End": true})"), input, script);
  INFO(ran.error.value_or("no error") << ": " << ran.cause.value_or("no cause"));
  CHECK(ran.status == "SUCCEEDED");
  return ran.output;
}

std::string in_first() {
  return "An error occurred while executing the state 'First' (entered at the event id #2). ";
}

}  // namespace idm_synth::test
