// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/synth/diff.hpp>
#include <unordered_map>

#include "line_matches.hpp"

namespace idm_synth::synth {
namespace {

constexpr std::size_t context = 3;

/// With their newlines, so that a last line without one differs.
std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// Gives equal lines equal numbers.
class LineNumbers {
 public:
  std::vector<std::uint32_t> of(const std::vector<std::string_view>& lines) {
    std::vector<std::uint32_t> numbers;
    numbers.reserve(lines.size());
    for (const std::string_view line : lines) {
      const auto next = static_cast<std::uint32_t>(numbers_.size());
      numbers.push_back(numbers_.try_emplace(line, next).first->second);
    }
    return numbers;
  }
  [[nodiscard]] std::size_t count() const { return numbers_.size(); }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

/// Collects the lines of a hunk and writes it when it is complete.
class HunkWriter {
 public:
  HunkWriter(const std::vector<std::string_view>& before,
             const std::vector<std::string_view>& after, Sink& sink)
      : before_{before}, after_{after}, sink_{sink} {}

  /// What lies between two matches, or before the first and after the last.
  void gap(std::size_t before_begin, std::size_t before_end, std::size_t after_begin,
           std::size_t after_end) {
    if (before_begin == before_end && after_begin == after_end) return;
    if (text_.empty()) {
      const std::size_t lead = std::min({context, before_begin, after_begin});
      before_start_ = before_begin - lead;
      after_start_ = after_begin - lead;
      for (std::size_t i = before_begin - lead; i < before_begin; ++i) line(' ', before_[i]);
    }
    for (std::size_t i = before_begin; i < before_end; ++i) line('-', before_[i]);
    for (std::size_t i = after_begin; i < after_end; ++i) line('+', after_[i]);
    before_end_ = before_end;
    after_end_ = after_end;
  }

  /// Lines that are the same; `is_last` if no difference follows.
  void same(std::size_t size, bool is_last) {
    if (text_.empty()) return;
    const bool joins = !is_last && size <= 2 * context;
    const std::size_t shown = joins ? size : std::min(size, context);
    for (std::size_t i = 0; i < shown; ++i) line(' ', before_[before_end_ + i]);
    before_end_ += shown;
    after_end_ += shown;
    if (!joins) finish();
  }

  void finish() {
    if (text_.empty()) return;
    sink_.write("@@ -" + range(before_start_, before_end_) + " +" +
                range(after_start_, after_end_) + " @@\n");
    sink_.write(text_);
    text_.clear();
  }

 private:
  static std::string range(std::size_t begin, std::size_t end) {
    const std::size_t size = end - begin;
    const std::size_t first = size == 0 ? begin : begin + 1;
    return std::to_string(first) + (size == 1 ? std::string{} : "," + std::to_string(size));
  }

  void line(char mark, std::string_view line) {
    text_.append(1, mark).append(line);
    if (!line.ends_with('\n')) text_ += "\n\\ No newline at end of file\n";
  }

  const std::vector<std::string_view>& before_;
  const std::vector<std::string_view>& after_;
  Sink& sink_;
  std::string text_;
  std::size_t before_start_ = 0;
  std::size_t before_end_ = 0;
  std::size_t after_start_ = 0;
  std::size_t after_end_ = 0;
};

}  // namespace

void unified_diff(const LabelledText& before, const LabelledText& after, Sink& sink) {
  if (before.text == after.text) return;
  const auto before_lines = split_lines(before.text);
  const auto after_lines = split_lines(after.text);
  LineNumbers numbers;
  const auto before_numbers = numbers.of(before_lines);
  const auto after_numbers = numbers.of(after_lines);

  sink.write("--- " + std::string{before.label} + "\n+++ " + std::string{after.label} + "\n");
  HunkWriter hunks{before_lines, after_lines, sink};
  LineMatch end{0, 0, 0};  // of what has been written so far
  for (const LineMatch& match : match_lines(before_numbers, after_numbers, numbers.count())) {
    hunks.gap(end.before, match.before, end.after, match.after);
    const bool is_last = match.before + match.size == before_lines.size() &&
                         match.after + match.size == after_lines.size();
    hunks.same(match.size, is_last);
    end = {match.before + match.size, match.after + match.size, 0};
  }
  hunks.gap(end.before, before_lines.size(), end.after, after_lines.size());
  hunks.finish();
}

}  // namespace idm_synth::synth
