// SPDX-License-Identifier: Apache-2.0
#include "tracer.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

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
  std::string text = outcome.thrown && !outcome.is_too_large
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

/// Plays records as `simulate` will, up to where the service ends the execution, and collects the
/// mocks for that.
class Tracer::Replay {
 public:
  Replay(const Explorer& graph, Pace pace, milliseconds deadline)
      : graph_{graph}, clock_{graph, pace}, pace_{pace}, deadline_{deadline} {}

  /// Plays them when there have been so many more events before than they count.
  void play(std::span<const Recorded> records, std::uint32_t more_events) {
    for (const Recorded& record : records) {
      clock_.start(record);
      now_ = clock_.now();
      is_cut_ = record.events + more_events >= most_events - 1 || is_timed_out();
      if (is_cut_) return;
      const std::string& state = graph_.sites()[record.site].state->name;
      if (record.turn == Recorded::Turn::left) {
        mocks_.add(state, no_answer);
      } else if (record.call != nullptr && record.call->is_catchable) {
        // What a call is followed by, such as the wait before the next try, is no part of it.
        const milliseconds delay = pace_ == Pace::worst ? record.patience : record.delay;
        mocks_.add(state, call_text(record, graph_.values(), delay));
      }
      clock_.end(record);
      now_ = clock_.now();
    }
  }
  /// Behind the records, a call that never ends.
  void play_call_without_end(const std::string& state) {
    mocks_.add(state, no_answer);
    now_ = deadline_;
  }

  /// Whether the service ends the execution before all is played.
  [[nodiscard]] bool is_cut() const { return is_cut_; }
  [[nodiscard]] bool is_timed_out() const { return now_ >= deadline_; }
  [[nodiscard]] const Mocks& mocks() const { return mocks_; }

 private:
  const Explorer& graph_;
  Clock clock_;
  Pace pace_;
  milliseconds deadline_;
  milliseconds now_{0};
  bool is_cut_ = false;
  Mocks mocks_;
};

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
  const bool is_at_end = graph_.kind(way.end) == Configuration::Kind::end;
  bool has_mocks =
      arrange(records, graph_, pace, is_at_end && !graph_.end_of(way.end).has_succeeded);
  Trace trace;
  trace.input = graph_.inputs()[way.moves.front().outcome];
  trace.test_case = test_case;
  if (graph_.sites().depends_on_time()) trace.start_time = graph_.start_time();
  add_steps(trace, records, pace);

  Replay replay{graph_, pace, deadline_};
  replay.play(records, 0);
  if (way.loop_start) {
    trace.loop_start = loop_record;
    const std::uint32_t lap = events - loop_events;
    for (std::uint32_t more = lap; !replay.is_cut(); more += lap) {
      replay.play(std::span{records}.subspan(loop_record), more);
    }
    cut(trace, replay);
    trace.end = "goes on for ever";
  } else if (is_at_end) {
    end(trace, replay, events < most_events ? std::optional{graph_.end_of(way.end)} : std::nullopt);
  } else {
    const bool is_history_full = events >= most_events - 1;
    has_mocks = (is_history_full || add_call_without_end(trace, replay, way.end)) && has_mocks;
    end(trace, replay, std::nullopt);
  }
  if (has_mocks && can_be_told(records, replay, pace)) {
    trace.mocks = replay.mocks().text(machine_name_, test_case);
  }
  return trace;
}

void Tracer::add_steps(Trace& trace, const std::vector<Recorded>& records, Pace pace) const {
  Clock clock{graph_, pace};
  std::vector<const Recorded*> turns;  // in which nothing has happened yet
  std::map<Id, Id> shown;              // whose turn it is, by the site around
  const auto add = [&](const Recorded& record) {
    trace.steps.push_back({.time = clock.now(),
                           .duration = clock.duration_of(record),
                           .state = graph_.sites()[record.site].state->name,
                           .what = record.what});
  };
  for (const Recorded& record : records) {
    clock.start(record);
    if (record.turn == Recorded::Turn::go) {
      std::erase_if(turns, [&](const Recorded* turn) { return turn->site == record.site; });
      turns.push_back(&record);
    } else {
      for (const Recorded* turn : std::exchange(turns, {})) {
        const auto [found, is_first] = shown.emplace(turn->site, turn->child);
        const Id before = std::exchange(found->second, turn->child);
        if (is_first || before != turn->child) add(*turn);
      }
      if (record.turn == Recorded::Turn::fork) shown.erase(record.site);
      add(record);
    }
    clock.end(record);
  }
  trace.duration = clock.now();
}

bool Tracer::add_call_without_end(Trace& trace, Replay& replay, Id last) const {
  if (graph_.kind(last) != Configuration::Kind::call || replay.is_cut() || replay.is_timed_out()) {
    return true;
  }
  const CompiledState& state = *graph_.sites()[graph_.node(last).site].state;
  replay.play_call_without_end(state.name);
  trace.steps.push_back({.time = trace.duration, .state = state.name, .what = "never ends"});
  trace.duration = deadline_;
  return std::holds_alternative<std::monostate>(std::get<CompiledTask>(state.detail).heartbeat);
}

void Tracer::cut(Trace& trace, const Replay& replay) {
  trace.status = replay.is_timed_out() ? ExecutionStatus::timed_out : ExecutionStatus::failed;
  if (trace.status == ExecutionStatus::failed) trace.error = "States.Runtime";
}

void Tracer::end(Trace& trace, const Replay& replay, const std::optional<EndOf>& end) const {
  if (!end.has_value() || replay.is_cut() || replay.is_timed_out()) {
    cut(trace, replay);
  } else {
    trace.status = end->has_succeeded ? ExecutionStatus::succeeded : ExecutionStatus::failed;
    if (end->error != 0) trace.error = std::string{graph_.values()[end->error].text()};
  }
  trace.end = std::string{name(trace.status)};
  if (trace.error) trace.end += " with " + *trace.error;
  if (trace.status == ExecutionStatus::timed_out) {
    trace.end += " after " + in_words(deadline_);
    trace.duration = deadline_;
  } else if (replay.is_cut()) {
    trace.end += ": the history has reached its limit of 25,000 events";
  }
  // What would come later does not happen.
  std::erase_if(trace.steps, [&](const TraceStep& step) { return step.time >= deadline_; });
  for (TraceStep& step : trace.steps) {
    step.duration = std::min(step.duration, deadline_ - step.time);
  }
}

bool Tracer::can_be_told(const std::vector<Recorded>& records, const Replay& replay,
                         Pace pace) const {
  const bool is_cut = replay.is_cut() || replay.is_timed_out();
  return std::ranges::none_of(records, [&](const Recorded& record) {
    const bool is_late = record.call != nullptr && record.call->is_late;
    const bool takes_heartbeats =
        record.is_prolonged &&
        (pace == Pace::worst || (is_late && graph_.sites().depends_on_time()));
    // Which of them is still made before that end depends on what the others do.
    return takes_heartbeats || (is_cut && record.turn != Recorded::Turn::none);
  });
}

}  // namespace idm_synth::asl
