// SPDX-License-Identifier: Apache-2.0
#include "verify_report.hpp"

#include <algorithm>
#include <idm_synth/core/text.hpp>
#include <idm_synth/synth/output_directory.hpp>
#include <nlohmann/json.hpp>

#include "report.hpp"

namespace idm_synth::cli {
namespace {

using Json = nlohmann::ordered_json;
using Verdict = asl::Property::Verdict;
using asl::in_words;

double seconds_of(std::chrono::milliseconds duration) {
  return std::chrono::duration<double>(duration).count();
}

std::string with_commas(std::size_t number) {
  constexpr std::size_t group = 3;
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > group; at -= group) text.insert(at - group, ",");
  return text;
}

/// As core's, but with_commas().
std::string counted(std::size_t count, const std::string& what) {
  return with_commas(count) + " " + what + (count == 1 ? "" : "s");
}

std::string cut(const std::string& text) {
  constexpr std::size_t most_bytes = 120;
  return std::string{start_of(text, most_bytes)} + (text.size() > most_bytes ? "…" : "");
}

/// The text as one word of a shell's command line.
std::string word(const std::string& text) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=.,:/@%";
  if (text.find_first_not_of(plain) == std::string::npos) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string{R"('\'')"} : std::string(1, c);
  return printable(quoted + "'");
}

/// What a scenario's files begin with. Machines of one run do not share names.
std::string file_stem(const std::vector<Verified>& all, const Verified& of,
                      const asl::Trace& trace) {
  if (all.size() == 1) return trace.test_case;
  std::string stem = of.path + "." + trace.test_case;
  std::replace(stem.begin(), stem.end(), '/', '_');
  return stem;
}

/// Writes the text of one machine.
class Writer {
 public:
  Writer(const std::vector<Verified>& all, const Scenarios& scenarios, const Style& style)
      : all_{all}, scenarios_{scenarios}, style_{style} {}

  std::string write(const Verified& verified) {
    verified_ = &verified;
    const asl::VerifyResult& result = verified.result;
    text_ = painted(style_.strong, printable(verified.path)) + ": " +
            counted(result.inputs, "input") + ", " +
            counted(result.configurations, "configuration") + ", " +
            counted(result.transitions, "transition") + ", " + counted(result.ends, "end") + "\n";
    for (const asl::Property& property : result.properties) add(property);
    add_longest();
    add_excused();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string painted(std::string_view colour, const std::string& text) const {
    return std::string{colour} + text + std::string{style_.end};
  }

  [[nodiscard]] std::string mark(Verdict verdict) const {
    const bool has_colours = !style_.end.empty();
    switch (verdict) {
      case Verdict::holds:
        return has_colours ? painted(style_.added, "✓") : "holds      ";
      case Verdict::violated:
        return has_colours ? painted(style_.error, "✗") : "violated   ";
      case Verdict::not_checked:
        break;
    }
    return has_colours ? painted(style_.faint, "-") : "not checked";
  }

  void add(const asl::Property& property) {
    text_ += "  " + mark(property.verdict) + "  " + property.title;
    if (!property.detail.empty()) text_ += painted(style_.faint, " (" + property.detail + ")");
    text_ += "\n";
    for (const asl::Counterexample& counterexample : property.counterexamples) {
      text_ += "\n    " + painted(style_.error, counterexample.trace.test_case) + ": " +
               printable(counterexample.summary) + "\n";
      add(counterexample.trace);
    }
    if (!property.counterexamples.empty()) text_ += "\n";
  }

  void add(const asl::Trace& trace) {
    text_ += "      starts with: " + printable(trace.input.label) + "; execution name " +
             trace.input.execution_name + "\n";
    constexpr std::size_t most_first = 30;
    constexpr std::size_t most_last = 10;
    const std::size_t count = trace.steps.size();
    std::size_t state_width = 0;
    for (const asl::TraceStep& step : trace.steps) {
      state_width = std::max(state_width, character_count(printable(step.state)));
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (i == most_first && count > most_first + most_last) {
        const std::size_t left_out = count - most_first - most_last;
        text_ += "      … " + counted(left_out, "more step") + "\n";
        i += left_out;
      }
      if (trace.loop_start == i) text_ += "      and from here, over and over:\n";
      add(trace.steps[i], state_width);
    }
    text_ += "      => " + printable(trace.end) + "\n";
    add_replay(trace);
  }

  void add(const asl::TraceStep& step, std::size_t state_width) {
    constexpr std::size_t time_width = 14;
    std::string time = in_words(step.time);
    time.insert(0, time.size() < time_width ? time_width - time.size() : 0, ' ');
    const std::string state = printable(step.state);
    const std::string what = printable(cut(step.what));
    text_ += "      " + painted(style_.faint, time) + "  " + state;
    if (!what.empty()) {
      text_ += std::string(state_width - character_count(state), ' ') + "  " + what;
    }
    text_ += "\n";
  }

  void add_replay(const asl::Trace& trace) {
    if (trace.mocks.empty()) {
      text_ +=
          "      no scenario: no mocks say what goes on at the same time, or sends heartbeats\n";
      return;
    }
    if (scenarios_.directory.empty()) return;
    const std::string stem =
        synth::path_of(scenarios_.directory, file_stem(all_, *verified_, trace));
    const bool is_of_app = verified_->file.empty();
    const std::string& config = scenarios_.config_file;
    text_ += "      replay: " + scenarios_.program + " simulate" +
             (is_of_app ? "" : " " + word(verified_->file)) +
             (is_of_app && !config.empty() ? " --config " + word(config) : "") +
             (is_of_app && all_.size() > 1 ? " --address " + word(verified_->path) : "") +
             " --mocks " + word(stem + ".mocks.json") + " --test-case " + trace.test_case +
             " --input " + word(stem + ".input.json") + " --execution-name " +
             trace.input.execution_name +
             (trace.start_time ? " --start-time " + asl::to_text(*trace.start_time) : "") + "\n";
  }

  /// The longest execution, by states.
  void add_longest() {
    const asl::VerifyResult& result = verified_->result;
    if (!result.longest) return;
    text_ += "  longest: " + painted(style_.strong, in_words(*result.longest)) + "\n";
    if (!result.longest_trace) return;
    struct Part {
      std::string state;
      std::size_t count = 0;
      std::chrono::milliseconds time{0};
    };
    std::vector<Part> parts;
    for (const asl::TraceStep& step : result.longest_trace->steps) {
      auto part = std::ranges::find(parts, step.state, &Part::state);
      if (part == parts.end()) part = parts.insert(part, {.state = step.state});
      ++part->count;
      part->time += step.duration;
    }
    for (const Part& part : parts) {
      if (part.time.count() == 0) continue;
      text_ += "    " + printable(part.state) + ": " + in_words(part.time) + " in " +
               counted(part.count, "step") + "\n";
    }
  }

  void add_excused() {
    text_ += "  what no machine can catch:\n";
    for (const asl::Excused& excused : verified_->result.excused) {
      text_ += "    " + excused.what;
      if (excused.count != 0) text_ += " (" + counted(excused.count, "end") + ")";
      text_ += "\n";
    }
    for (const std::string& what : verified_->result.not_explored) {
      text_ += "  not explored: " + what + "\n";
    }
  }

  const std::vector<Verified>& all_;
  const Scenarios& scenarios_;
  const Style& style_;
  const Verified* verified_ = nullptr;
  std::string text_;
};

Json json_of(const asl::Trace& trace) {
  Json steps = Json::array();
  for (const asl::TraceStep& step : trace.steps) {
    steps.push_back(
        {{"seconds", seconds_of(step.time)}, {"state", step.state}, {"what", step.what}});
  }
  return {{"input",
           {{"label", trace.input.label},
            {"text", trace.input.text},
            {"executionName", trace.input.execution_name}}},
          {"steps", std::move(steps)},
          {"loopStart", trace.loop_start ? Json(*trace.loop_start) : Json()},
          {"status", name(trace.status)},
          {"error", trace.error ? Json(*trace.error) : Json()},
          {"testCase", trace.test_case},
          {"mocks", trace.mocks.empty() ? Json() : Json::parse(trace.mocks)}};
}

Json json_of(const asl::Property& property) {
  constexpr const char* verdicts[] = {"holds", "violated", "not-checked"};
  Json counterexamples = Json::array();
  for (const asl::Counterexample& each : property.counterexamples) {
    Json json = {{"summary", each.summary}, {"state", each.state}};
    json.update(json_of(each.trace));
    counterexamples.push_back(std::move(json));
  }
  return {{"id", property.id},
          {"title", property.title},
          {"verdict", verdicts[static_cast<std::size_t>(property.verdict)]},
          {"detail", property.detail},
          {"counterexamples", std::move(counterexamples)}};
}

}  // namespace

std::string verified_text(const std::vector<Verified>& all, const Scenarios& scenarios,
                          const Style& style) {
  std::string text;
  for (const Verified& verified : all) {
    text += (text.empty() ? "" : "\n") + Writer{all, scenarios, style}.write(verified);
  }
  return text;
}

std::string verified_json(const std::vector<Verified>& all) {
  Json machines = Json::array();
  for (const Verified& verified : all) {
    const asl::VerifyResult& result = verified.result;
    Json properties = Json::array();
    for (const asl::Property& property : result.properties) {
      properties.push_back(json_of(property));
    }
    Json excused = Json::array();
    for (const asl::Excused& each : result.excused) {
      excused.push_back({{"what", each.what}, {"ends", each.count}});
    }
    Json endings = Json::array();
    for (const asl::Ending& each : result.endings) {
      endings.push_back({{"state", each.state},
                         {"status", name(each.status)},
                         {"error", each.error ? Json(*each.error) : Json()}});
    }
    machines.push_back(
        {{"path", verified.path},
         {"holds", result.holds()},
         {"inputs", result.inputs},
         {"configurations", result.configurations},
         {"transitions", result.transitions},
         {"ends", result.ends},
         {"endings", std::move(endings)},
         {"mostEvents", result.most_events ? Json(*result.most_events) : Json()},
         {"longestSeconds", result.longest ? Json(seconds_of(*result.longest)) : Json()},
         {"properties", std::move(properties)},
         {"excused", std::move(excused)},
         {"notExplored", result.not_explored}});
  }
  return Json{{"machines", std::move(machines)}}.dump(2, ' ', false,
                                                      Json::error_handler_t::replace) +
         "\n";
}

std::vector<synth::File> scenario_files(const std::vector<Verified>& all) {
  std::vector<synth::File> files;
  const auto add = [&](const Verified& verified, const asl::Trace& trace) {
    if (trace.mocks.empty()) return;
    const std::string stem = file_stem(all, verified, trace);
    files.push_back({stem + ".mocks.json", trace.mocks});
    files.push_back({stem + ".input.json", trace.input.text + "\n"});
  };
  for (const Verified& verified : all) {
    for (const asl::Property& property : verified.result.properties) {
      for (const asl::Counterexample& each : property.counterexamples) add(verified, each.trace);
    }
    if (verified.result.longest_trace) add(verified, *verified.result.longest_trace);
  }
  return files;
}

}  // namespace idm_synth::cli
