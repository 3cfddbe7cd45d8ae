// SPDX-License-Identifier: Apache-2.0
#include "timeline.hpp"

#include <algorithm>
#include <idm_synth/asl/verify.hpp>
#include <idm_synth/json/arena.hpp>
#include <vector>

#include "report.hpp"
#include "timeline_steps.hpp"

namespace idm_synth::cli {
namespace {

constexpr std::size_t offset_width = 16;  // "+10 min 12.5 s  "
constexpr std::size_t text_column = offset_width + 19 + 2;
constexpr std::size_t message_column = text_column + 2;

/// "2026-02-10 03:21:17"
std::string to_the_second(asl::Time time) {
  constexpr std::size_t seconds = 19;
  std::string text = asl::to_text(time).substr(0, seconds);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

/// Text from an execution, over several lines, none of which a terminal obeys.
std::string indented(const std::string& text, const std::string& indent) {
  std::string lines;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string line = printable(text.substr(start, end - start));
    lines += indent + line;
    while (lines.ends_with(' ')) lines.pop_back();
    lines += '\n';
    start = end + 1;
  }
  return lines;
}

std::string shown_step(const Step& step) {
  return printable(step.state) + (step.what.empty() ? "" : ": " + printable(step.what));
}

class Timeline {
 public:
  Timeline(const asl::ExecutionStart& start, const asl::ExecutionResult& result, const Style& style)
      : start_{start}, result_{result}, style_{style}, steps_{steps_of(result.events)} {}

  std::string text() {
    paint(style_.strong, "execution " + printable(start_.name));
    text_ += " of " + printable(start_.machine_name) + "\n\n";
    for (const Repeat& repeat : fold(steps_)) {
      if (repeat.count > 1) {
        add_repeat(repeat);
      } else {
        add_step(steps_[repeat.first]);
      }
    }
    finish_line();
    add_end();
    return std::move(text_);
  }

 private:
  void paint(std::string_view colour, const std::string& text) {
    text_.append(colour).append(text).append(style_.end);
  }

  void start_line(asl::Time time, std::size_t depth) {
    finish_line();
    std::string place = "+" + asl::in_words(time - start_.time);
    place.resize(std::max(place.size() + 2, offset_width), ' ');
    place += to_the_second(time);
    // The same time again would only hide what happens.
    if (place == place_) {
      text_.append(place.size(), ' ');
    } else {
      paint(style_.faint, place);
    }
    place_ = place;
    text_ += "  " + std::string(2 * depth, ' ');
  }

  void finish_line() {
    if (is_in_line_) text_ += '\n';
    is_in_line_ = false;
  }

  /// States that only pass stand in one line.
  void add_step(const Step& step) {
    const bool is_plain = step.what.empty() && step.message.empty();
    if (is_in_line_ && is_plain && step.time == line_time_ && step.depth == line_depth_) {
      text_ += " → " + shown_step(step);
      return;
    }
    start_line(step.time, step.depth);
    paint(step.has_failed ? style_.error : "", shown_step(step));
    is_in_line_ = true;
    line_time_ = step.time;
    line_depth_ = step.depth;
    if (is_plain) return;
    finish_line();
    if (!step.message.empty()) {
      text_ += indented(step.message, std::string(message_column + 2 * step.depth, ' ') + "│ ");
    }
  }

  void add_repeat(const Repeat& repeat) {
    const Step& first = steps_[repeat.first];
    const std::size_t behind = repeat.first + repeat.size * repeat.count;
    const asl::Time end = behind < steps_.size() ? steps_[behind].time : result_.end;
    start_line(first.time, first.depth);
    paint(style_.strong,
          std::to_string(repeat.count) + " times in " + asl::in_words(end - first.time));
    text_ += ": ";
    for (std::size_t i = 0; i < repeat.size; ++i) {
      const Step& step = steps_[repeat.first + i];
      text_ += i == 0 ? "" : " → ";
      text_ += printable(step.state);
      if (!step.kind.empty()) text_ += " (" + printable(step.kind) + ")";
    }
    is_in_line_ = true;
    line_depth_ = static_cast<std::size_t>(-1);
    if (!first.message.empty()) {
      finish_line();
      text_ += indented(first.message, std::string(message_column + 2 * first.depth, ' ') + "│ ");
    }
  }

  void add_end() {
    const std::string after = " after " + asl::in_words(result_.end - start_.time);
    text_ += '\n';
    if (result_.status == asl::ExecutionStatus::succeeded) {
      paint(style_.added, "succeeded" + after);
      text_ += "\n" + indented(json::to_pretty_text(result_.output), "  ");
      return;
    }
    const bool is_timeout = result_.status == asl::ExecutionStatus::timed_out;
    paint(style_.error, (is_timeout ? "timed out" : "failed") + after);
    if (result_.error) text_ += ": " + printable(*result_.error);
    text_ += '\n';
    if (result_.cause) text_ += indented(*result_.cause, "  ");
  }

  const asl::ExecutionStart& start_;
  const asl::ExecutionResult& result_;
  const Style& style_;
  std::vector<Step> steps_;
  std::string text_;
  std::string place_;  ///< of the last line
  bool is_in_line_ = false;
  asl::Time line_time_;
  std::size_t line_depth_ = 0;
};

json::Value text_or_null(json::Arena& arena, const std::optional<std::string>& text) {
  return text ? arena.string(*text) : json::Arena::null();
}

}  // namespace

std::string timeline_text(const asl::ExecutionStart& start, const asl::ExecutionResult& result,
                          const Style& style) {
  return Timeline{start, result, style}.text();
}

std::string execution_json(const asl::ExecutionResult& result) {
  using json::Arena;
  Arena arena;
  std::vector<json::Value> events;
  events.reserve(result.events.size());
  for (const asl::HistoryEvent& event : result.events) {
    std::vector<json::Member> members = {
        {"timestamp", 0, arena.string(asl::to_text(event.time))},
        {"type", 0, Arena::view(event.type)},
        {"id", 0, Arena::integer(event.id)},
        {"previousEventId", 0, Arena::integer(event.previous_id)},
    };
    if (!event.details_name.empty()) members.push_back({event.details_name, 0, event.details});
    events.push_back(arena.object(members));
  }
  std::vector<json::Member> members = {{"status", 0, Arena::view(asl::name(result.status))}};
  if (result.status == asl::ExecutionStatus::succeeded) {
    members.push_back({"output", 0, result.output});
  } else {
    members.push_back({"error", 0, text_or_null(arena, result.error)});
    members.push_back({"cause", 0, text_or_null(arena, result.cause)});
  }
  members.push_back({"events", 0, arena.array(events)});
  return json::to_pretty_text(arena.object(members)) + "\n";
}

}  // namespace idm_synth::cli
