// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/asl/mock_config.hpp>
#include <idm_synth/asl/service_refusal.hpp>
#include <idm_synth/core/text.hpp>
#include <optional>
#include <utility>

namespace idm_synth::asl {
MockedOutcomes::MockedOutcomes(const MockTestCase& test_case) : test_case_{&test_case} {
  for (const MockedState& state : test_case.states) states_.push_back({.mocked = &state});
}

MockedOutcomes::Progress* MockedOutcomes::find(std::string_view state) {
  const auto found = std::find_if(states_.begin(), states_.end(), [&](const Progress& progress) {
    return progress.mocked->state == state;
  });
  return found == states_.end() ? nullptr : &*found;
}

TaskOutcome MockedOutcomes::call(const TaskCall& call) {
  Progress* progress = find(call.state);
  const TaskOutcome* mocked = nullptr;
  if (progress != nullptr) {
    const std::vector<MockedCalls>& ranges = *progress->mocked->calls;
    const std::size_t number = progress->calls++;
    if (progress->range < ranges.size() && number > ranges[progress->range].last) {
      ++progress->range;
    }
    if (progress->range < ranges.size()) mocked = &ranges[progress->range].outcome;
  }
  const bool has_failed = mocked != nullptr && std::holds_alternative<Thrown>(mocked->result);
  std::optional<Thrown> refusal;
  if (!has_failed) refusal = refuse(call.resource, call.parameters);
  if (refusal) {
    is_refused_ = true;
    if (mocked != nullptr) {
      overruled_.push_back("AWS refuses call " + std::to_string(progress->calls - 1) +
                           " of the state " + shown(call.state) + " with " +
                           refusal->error.value_or("no error") + ", whatever its mocked outcome");
    }
    return {.result = std::move(*refusal)};
  }
  if (mocked == nullptr) throw_missing(call.state, progress);
  return *mocked;
}

std::string MockedOutcomes::problem(std::string_view resource, const json::Value& parameters) {
  std::string problem = parameters_problem(resource, parameters);
  if (!problem.empty()) is_refused_ = true;
  return problem;
}

void MockedOutcomes::throw_missing(std::string_view state, const Progress* progress) const {
  if (test_case_->name.empty()) {
    throw MockMismatch("the state " + shown(state) + " is called, and there are no mocks",
                       "every call of a task needs a mocked outcome");
  }
  const std::string test_case = "the test case " + shown(test_case_->name);
  if (progress == nullptr) {
    throw MockMismatch(
        "the state " + shown(state) + " is called, and " + test_case + " has no response for it",
        "name a mocked response for the state in the test case");
  }
  const std::size_t number = progress->calls - 1;
  const std::vector<MockedCalls>& ranges = *progress->mocked->calls;
  throw MockMismatch(
      "the state " + shown(state) + " is called " + counted(progress->calls, "time") + ", and " +
          test_case + " has no outcome for call " + std::to_string(number) + ": its response " +
          shown(progress->mocked->response) +
          (ranges.empty() ? " is empty" : " ends with call " + std::to_string(ranges.back().last)),
      "add an outcome for \"" + std::to_string(number) + "\" to the response");
}

std::string MockedOutcomes::unused() const {
  std::string states;
  for (const Progress& progress : states_) {
    const std::vector<MockedCalls>& ranges = *progress.mocked->calls;
    const std::size_t mocked = ranges.empty() ? 0 : ranges.back().last + 1;
    if (progress.calls >= mocked) continue;
    states += states.empty() ? "" : "; ";
    states += "the state " + shown(progress.mocked->state) + " was called " +
              counted(progress.calls, "time") + ", and its response " +
              shown(progress.mocked->response) + " has outcomes for " + counted(mocked, "call");
  }
  if (states.empty()) return {};
  return "outcomes of the test case " + shown(test_case_->name) + " were never used: " + states;
}

void MockedOutcomes::check_all_used() const {
  if (is_refused_) return;
  if (const std::string text = unused(); !text.empty()) {
    throw MockMismatch(text, "the execution went another way, or ended sooner, than they are for");
  }
}

std::vector<std::string> MockedOutcomes::notes() const {
  std::vector<std::string> notes = overruled_;
  if (!is_refused_) return notes;
  if (std::string text = unused(); !text.empty()) notes.push_back(std::move(text));
  return notes;
}

void MockedOutcomes::restart() {
  for (Progress& progress : states_) {
    progress.calls = 0;
    progress.range = 0;
  }
  overruled_.clear();
  is_refused_ = false;
}

}  // namespace idm_synth::asl
