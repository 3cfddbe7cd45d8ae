// SPDX-License-Identifier: Apache-2.0
#include "tracer.hpp"

#include <algorithm>
#include <iterator>

#include "../interpreter/history.hpp"
#include "words.hpp"

namespace idm_synth::asl {
namespace {

using std::chrono::milliseconds;

/// The calls of one state, in order, each as the member of a mocked response has it.
struct StateCalls {
  std::string state;
  std::vector<std::string> calls;
};

std::string quoted(std::string_view text) {
  return json::to_text(json::Arena::view(text));
}

std::string text_or_null(const std::optional<std::string>& text) {
  return text ? quoted(*text) : "null";
}

std::string seconds_text(milliseconds time) {
  constexpr std::int64_t second = 1000;
  std::string text = std::to_string(time.count() / second);
  if (const auto rest = time.count() % second; rest != 0) {
    // Three digits, and a point in place of the one before them.
    std::string digits = std::to_string(second + rest);
    digits.front() = '.';
    text.append(digits);
  }
  return text;
}

std::string call_text(const Recorded& record, const Values& values, milliseconds delay) {
  const CallOutcome& outcome = *record.call;
  // Nothing comes back in time.
  if (outcome.is_timeout) {
    return R"({"Return": {}, "DelaySeconds": )" + std::to_string(record.patience.count() + 1) + "}";
  }
  std::string text = outcome.thrown
                         ? R"({"Throw": {"Error": )" + text_or_null(outcome.thrown->error) +
                               R"(, "Cause": )" + text_or_null(outcome.thrown->cause) + "}"
                         : R"({"Return": )" + json::to_text(values[outcome.result]);
  if (delay.count() != 0) text += ", \"DelaySeconds\": " + seconds_text(delay);
  return text + "}";
}

/// Of a call that does not end before the execution does.
const std::string no_answer = R"({"Return": {}, "DelaySeconds": 99999999})";

/// Collects the calls that are made, and writes the mock file.
class Mocks {
 public:
  void add(const std::string& state, std::string call) {
    auto found = std::ranges::find(states_, state, &StateCalls::state);
    if (found == states_.end()) found = states_.insert(states_.end(), {state, {}});
    found->calls.push_back(std::move(call));
  }

  [[nodiscard]] std::string text(const std::string& machine, const std::string& test_case) const {
    std::string cases;
    std::string responses;
    for (const StateCalls& state : states_) {
      const std::string name = quoted(test_case + " " + state.state);
      add_line(cases, 10, quoted(state.state), name);
      add_line(responses, 4, name, "{" + ranges(state.calls) + "\n    }");
    }
    if (!states_.empty()) {
      cases.append("\n        ");
      responses.append("\n  ");
    }
    std::string text = "{\n  \"StateMachines\": {\n    ";
    text.append(quoted(machine)).append(": {\n      \"TestCases\": {\n        ");
    text.append(quoted(test_case)).append(": {").append(cases);
    text.append("}\n      }\n    }\n  },\n  \"MockedResponses\": {").append(responses);
    return text.append("}\n}\n");
  }

 private:
  /// Adds a member of an object.
  static void add_line(std::string& text, std::size_t indent, const std::string& key,
                       const std::string& value) {
    text.append(text.empty() ? "\n" : ",\n").append(indent, ' ');
    text.append(key).append(": ").append(value);
  }

  static std::string ranges(const std::vector<std::string>& calls) {
    std::string text;
    for (std::size_t first = 0; first < calls.size();) {
      std::size_t last = first;
      while (last + 1 < calls.size() && calls[last + 1] == calls[first]) ++last;
      std::string key = std::to_string(first);
      if (last != first) key.append("-").append(std::to_string(last));
      add_line(text, 6, quoted(key), calls[first]);
      first = last + 1;
    }
    return text;
  }

  std::vector<StateCalls> states_;
};

}  // namespace

Trace Tracer::trace(const Way& way, const std::string& test_case, Pace pace) {
  std::vector<Recorded> records;
  std::uint32_t events = 0;
  std::size_t loop_record = 0;
  std::uint32_t loop_events = 0;
  for (std::size_t i = 0; i < way.moves.size(); ++i) {
    if (i == way.loop_start) {
      loop_record = records.size();
      loop_events = events;
    }
    graph_.record(way.moves[i].from, way.moves[i].outcome, events, records);
  }
  Trace trace;
  trace.input = graph_.inputs()[way.moves.front().outcome];
  trace.test_case = test_case;
  if (graph_.sites().depends_on_time()) trace.start_time = graph_.start_time();
  const bool is_at_end = graph_.kind(way.end) == Configuration::Kind::end;
  bool has_mocks =
      arrange(records, graph_, pace, is_at_end && !graph_.end_of(way.end).has_succeeded);
  Clock once{graph_, pace};
  for (const Recorded& record : records) {
    once.start(record);
    trace.steps.push_back({.time = once.now(),
                           .duration = once.duration_of(record),
                           .state = graph_.sites()[record.site].state->name,
                           .what = record.what});
    once.end(record);
  }
  trace.duration = once.now();

  Mocks mocks;
  Clock clock{graph_, pace};
  milliseconds now{0};
  bool is_over = false;
  bool beats_for_ever = false;
  const auto fill_history = [&] {
    trace.status = now >= deadline_ ? ExecutionStatus::timed_out : ExecutionStatus::failed;
    if (trace.status == ExecutionStatus::failed) trace.error = "States.Runtime";
  };
  const auto play = [&](std::size_t first, std::uint32_t more_events) {
    for (std::size_t i = first; i < records.size() && !is_over; ++i) {
      const Recorded& record = records[i];
      clock.start(record);
      now = clock.now();
      is_over = record.events + more_events >= most_events - 1 || now >= deadline_;
      if (is_over) return;
      const std::string& state = graph_.sites()[record.site].state->name;
      if (record.turn == Recorded::Turn::left) {
        mocks.add(state, no_answer);
      } else if (record.call != nullptr && record.call->is_catchable) {
        // What a call is followed by, such as the wait before the next try, is no part of it.
        const milliseconds delay = pace == Pace::worst ? record.patience : record.delay;
        mocks.add(state, call_text(record, graph_.values(), delay));
      }
      clock.end(record);
      now = clock.now();
    }
  };
  play(0, 0);
  if (way.loop_start) {
    trace.loop_start = loop_record;
    const std::uint32_t lap = events - loop_events;
    std::uint32_t more = lap;
    while (!is_over) {
      play(loop_record, more);
      more += lap;
    }
    trace.end = "goes on for ever";
    fill_history();
  } else {
    const Configuration last = graph_.node(way.end);
    if (!is_at_end) {
      // A call that never ends, or too long a history.
      const bool is_call = last.kind == static_cast<Id>(Configuration::Kind::call);
      if (is_call && !is_over && now < deadline_ && events < most_events - 1) {
        const CompiledState& compiled = *graph_.sites()[last.site].state;
        const std::string& state = compiled.name;
        const auto& task = std::get<CompiledTask>(compiled.detail);
        beats_for_ever = !std::holds_alternative<std::monostate>(task.heartbeat);
        mocks.add(state, no_answer);
        trace.steps.push_back({.time = trace.duration, .state = state, .what = "never ends"});
        now = deadline_;
        trace.duration = deadline_;
      }
      fill_history();
    } else if (now >= deadline_) {
      trace.status = ExecutionStatus::timed_out;
      trace.duration = deadline_;
    } else if (!is_over && events < most_events) {
      const EndOf end = graph_.end_of(way.end);
      trace.status = end.has_succeeded ? ExecutionStatus::succeeded : ExecutionStatus::failed;
      if (end.error != 0) trace.error = std::string{graph_.values()[end.error].text()};
    } else {
      fill_history();
    }
    trace.end = std::string{name(trace.status)};
    if (trace.error) trace.end += " with " + *trace.error;
    if (trace.status == ExecutionStatus::timed_out) trace.end += " after " + in_words(deadline_);
    if (is_over && now < deadline_) {
      trace.end += ": the history has reached its limit of 25,000 events";
    }
    // What would come later does not happen.
    std::erase_if(trace.steps, [&](const TraceStep& step) { return step.time >= deadline_; });
    for (TraceStep& step : trace.steps) {
      step.duration = std::min(step.duration, deadline_ - step.time);
    }
  }
  has_mocks = has_mocks && !beats_for_ever;
  for (const Recorded& record : records) {
    // Which of them is still made before that end depends on what the others do.
    const bool is_cut = record.turn != Recorded::Turn::none && (is_over || now >= deadline_);
    const bool is_late = record.call != nullptr && record.call->is_late;
    const bool takes_heartbeats =
        record.is_prolonged &&
        (pace == Pace::worst || (is_late && graph_.sites().depends_on_time()));
    has_mocks = has_mocks && !is_cut && !takes_heartbeats;
  }
  if (has_mocks) trace.mocks = mocks.text(machine_name_, test_case);
  return trace;
}

}  // namespace idm_synth::asl
