// SPDX-License-Identifier: Apache-2.0
#include "timeline_steps.hpp"

#include <idm_synth/asl/verify.hpp>
#include <idm_synth/core/text.hpp>
#include <idm_synth/json/located.hpp>
#include <map>
#include <optional>
#include <string_view>

namespace idm_synth::cli {
namespace {

using json::Value;
using Kind = json::Value::Kind;

std::string_view text_in(const Value& object, std::string_view key) {
  const Value* value = object.kind() == Kind::object ? object.find(key) : nullptr;
  return value != nullptr && value->kind() == Kind::string ? value->text() : "";
}

/// The JSON in a text; nothing where it is none.
class Parsed {
 public:
  explicit Parsed(std::string_view text) {
    try {
      tree_.emplace(std::string{text});
    } catch (const json::SyntaxError&) {
    }
  }
  [[nodiscard]] Value value() const { return tree_ ? tree_->root() : Value{}; }

 private:
  std::optional<json::Tree> tree_;
};

std::string cut(std::string_view text) {
  constexpr std::size_t most_bytes = 100;
  return std::string{start_of(text, most_bytes)} + (text.size() > most_bytes ? "…" : "");
}

/// What a result says in a word or two, and what of it tells that nothing has changed.
struct Summary {
  std::string what;
  std::string kind;
};

Summary summary_of(std::string_view output) {
  const Parsed parsed{output};
  Value value = parsed.value();
  if (value.kind() == Kind::object) {
    const Value* exports = value.find("ExportTasks");
    if (exports != nullptr && exports->kind() == Kind::array) {
      if (exports->items().empty()) return {"no export task", "no export task"};
      value = exports->items().front();
    }
  }
  const std::string status{text_in(value, "Status")};
  if (status.empty()) return {cut(output), std::string{output}};
  const Value* percent = value.find("PercentProgress");
  if (percent == nullptr || percent->kind() != Kind::integer) return {status, status};
  return {status + ", " + std::to_string(percent->integer()) + " %", status};
}

/// "rds startExportTask" of "aws-sdk:rds" and "startExportTask".
std::string call_of(const Value& details) {
  std::string_view type = text_in(details, "resourceType");
  constexpr std::string_view sdk = "aws-sdk:";
  if (type.starts_with(sdk)) type.remove_prefix(sdk.size());
  const std::string_view resource = text_in(details, "resource");
  if (!type.empty()) return std::string{type} + " " + std::string{resource};
  return std::string{resource.substr(resource.rfind(':') + 1)};  // of a function or an activity
}

/// Subject and message of a call of SNS.
std::string message_of(const Value& details) {
  if (!text_in(details, "resource").starts_with("publish")) return {};
  const Parsed parameters{text_in(details, "parameters")};
  const std::string_view message = text_in(parameters.value(), "Message");
  if (message.empty()) return {};
  std::string text{text_in(parameters.value(), "Subject")};
  if (!text.empty()) text += "\n\n";
  return text.append(message);
}

/// Follows the events, each from the one that led to it.
class Reader {
 public:
  std::vector<Step> read(const std::vector<asl::HistoryEvent>& events) {
    threads_.resize(events.size() + 1);
    for (const asl::HistoryEvent& event : events) {
      const auto previous = static_cast<std::size_t>(event.previous_id);
      const auto id = static_cast<std::size_t>(event.id);
      if (id >= threads_.size() || previous >= threads_.size()) continue;
      threads_[id] = threads_[previous];
      read(event, threads_[id]);
    }
    return std::move(steps_);
  }

 private:
  static constexpr std::size_t no_step = static_cast<std::size_t>(-1);

  /// Where in the execution an event stands.
  struct Thread {
    std::size_t depth = 0;
    std::size_t step = no_step;
    std::string call = {};
    bool publishes = false;
    bool is_failing = false;
    asl::Time scheduled_at = {};
    asl::Time failed_at = {};
  };

  void read(const asl::HistoryEvent& event, Thread& thread) {
    const std::string_view type = event.type;
    if (type.ends_with("StateEntered")) {
      enter(event, thread);
    } else if (type.ends_with("StateExited")) {
      exit(event, thread);
    } else if (type == "ParallelStateStarted" || type == "MapIterationStarted") {
      ++thread.depth;
      if (type.starts_with("Map")) add_item(event, thread);
    } else if (type.starts_with("Task") || type.starts_with("LambdaFunction") ||
               type.starts_with("Activity")) {
      read_task(event, thread);
    }
  }

  void enter(const asl::HistoryEvent& event, Thread& thread) {
    const std::string name{text_in(event.details, "name")};
    const bool is_group = event.type.starts_with("Parallel") || event.type.starts_with("Map");
    if (is_group) groups_[name] = thread.depth;
    add({.time = event.time, .depth = thread.depth, .state = name}, thread);
  }

  void exit(const asl::HistoryEvent& event, Thread& thread) {
    const auto group = groups_.find(std::string{text_in(event.details, "name")});
    const bool is_group = event.type.starts_with("Parallel") || event.type.starts_with("Map");
    if (is_group && group != groups_.end()) thread.depth = group->second;
    if (thread.step == no_step) return;
    Step& step = steps_[thread.step];
    if (event.type.starts_with("Wait")) tell(step, asl::in_words(event.time - step.time));
    if (thread.is_failing) step.what += "; caught";
    thread.is_failing = false;
  }

  void add_item(const asl::HistoryEvent& event, Thread& thread) {
    const Value* index =
        event.details.kind() == Kind::object ? event.details.find("index") : nullptr;
    if (index == nullptr || index->kind() != Kind::integer) return;
    add({.time = event.time,
         .depth = thread.depth - 1,
         .state = std::string{text_in(event.details, "name")},
         .what = "item " + std::to_string(index->integer())},
        thread);
  }

  void read_task(const asl::HistoryEvent& event, Thread& thread) {
    if (thread.step == no_step) return;
    const std::string_view type = event.type;
    if (type.ends_with("Scheduled")) {
      schedule(event, thread);
    } else if (type.ends_with("Succeeded")) {
      const Summary summary = summary_of(text_in(event.details, "output"));
      Step& step = steps_[thread.step];
      const std::string call = thread.call + took(event, thread);
      step.what = thread.publishes ? call : call + ": " + summary.what;
      step.kind = thread.publishes ? call : call + ": " + summary.kind;
    } else if (type.ends_with("Failed") || type.ends_with("TimedOut")) {
      const std::string_view error = text_in(event.details, "error");
      const std::string_view cause = text_in(event.details, "cause");
      std::string what = thread.call + " failed" + took(event, thread) + ": " +
                         std::string{error.empty() ? "no error" : error};
      if (!cause.empty()) what += ": " + cut(cause);
      Step& step = steps_[thread.step];
      tell(step, what);
      step.has_failed = true;
      thread.is_failing = true;
      thread.failed_at = event.time;
    }
  }

  /// The first attempt belongs to the step that entered the state; each other one is a step.
  void schedule(const asl::HistoryEvent& event, Thread& thread) {
    thread.call = call_of(event.details);
    thread.scheduled_at = event.time;
    if (!thread.is_failing) {
      steps_[thread.step].message = message_of(event.details);
      thread.publishes = !steps_[thread.step].message.empty();
      return;
    }
    thread.is_failing = false;
    Step& failed = steps_[thread.step];
    const std::string wait = asl::in_words(event.time - thread.failed_at);
    failed.what += "; again after " + wait;
    add({.time = event.time, .depth = failed.depth, .state = failed.state}, thread);
  }

  static std::string took(const asl::HistoryEvent& event, const Thread& thread) {
    const auto duration = event.time - thread.scheduled_at;
    return duration.count() == 0 ? "" : " after " + asl::in_words(duration);
  }

  static void tell(Step& step, std::string what) {
    step.what = what;
    step.kind = std::move(what);
  }

  void add(Step step, Thread& thread) {
    thread.step = steps_.size();
    if (step.kind.empty()) step.kind = step.what;
    steps_.push_back(std::move(step));
  }

  std::vector<Step> steps_;
  std::vector<Thread> threads_;  ///< by the event's id
  std::map<std::string, std::size_t, std::less<>> groups_;
};

bool are_alike(const Step& one, const Step& other) {
  return one.state == other.state && one.kind == other.kind && one.depth == other.depth &&
         one.message == other.message;
}

std::size_t repeats(const std::vector<Step>& steps, std::size_t first, std::size_t size) {
  std::size_t end = first + size;
  while (end < steps.size() && are_alike(steps[end], steps[end - size])) ++end;
  return (end - first) / size;
}

/// The cycle that covers most of the steps from `first` on; else that step alone.
Repeat longest_repeat(const std::vector<Step>& steps, std::size_t first) {
  constexpr std::size_t max_size = 8;
  constexpr std::size_t min_count = 3;
  Repeat best{.first = first};
  for (std::size_t size = 1; size <= max_size && first + 2 * size <= steps.size(); ++size) {
    const std::size_t count = repeats(steps, first, size);
    if (count >= min_count && count * size > best.count * best.size) {
      best = {.first = first, .size = size, .count = count};
    }
  }
  return best;
}

}  // namespace

std::vector<Step> steps_of(const std::vector<asl::HistoryEvent>& events) {
  return Reader{}.read(events);
}

std::vector<Repeat> fold(const std::vector<Step>& steps) {
  std::vector<Repeat> folded;
  for (std::size_t first = 0; first < steps.size();) {
    Repeat best = longest_repeat(steps, first);
    // A cycle is best told from what happens, not from a state that only passes.
    const bool only_passes = steps[first].what.empty() && steps[first].message.empty();
    if (best.size > 1 && only_passes && repeats(steps, first + 1, best.size) >= best.count) {
      best = {.first = first};
    }
    folded.push_back(best);
    first += best.size * best.count;
  }
  return folded;
}

}  // namespace idm_synth::cli
