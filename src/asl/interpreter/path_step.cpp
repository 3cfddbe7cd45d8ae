// SPDX-License-Identifier: Apache-2.0
// The steps of a path: read from its text, and spelt.
#include <charconv>
#include <idm_synth/core/error.hpp>
#include <idm_synth/core/text.hpp>
#include <utility>

#include "json_path.hpp"
#include "path_filter.hpp"

namespace idm_synth::asl {
namespace {

using Kind = PathStep::Kind;

class StepParser {
 public:
  StepParser(std::string_view text, std::size_t& at, bool is_in_filter)
      : text_{text}, at_{at}, is_in_filter_{is_in_filter} {}

  std::vector<PathStep> parse() {
    while (at_ < text_.size() && (peek() == '.' || peek() == '[')) {
      if (take("..")) {
        steps_.push_back({.kind = Kind::descent});
        if (!take('[')) {
          name();
          continue;
        }
        bracket();
      } else if (take('[')) {
        bracket();
      } else {
        take('.');
        if (take('[')) {
          bracket();
        } else {
          name();
        }
      }
    }
    return std::move(steps_);
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) { return take(std::string_view{&c, 1}); }
  bool take(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }
  void skip_blanks() {
    while (peek() == ' ') ++at_;
  }
  void expect(char c) {
    skip_blanks();
    if (!take(c)) fail();
  }
  [[noreturn]] void fail() const {
    throw UsageError("the path " + shown(text_) + " cannot be read at " + shown(text_.substr(at_)));
  }

  [[nodiscard]] bool ends_name(char c) const {
    if (c == '.' || c == '[' || c == ' ') return true;
    return is_in_filter_ && std::string_view{"<>=~!&|),]"}.find(c) != std::string_view::npos;
  }

  void name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && !ends_name(text_[at_])) {
      // The service knows no functions: length() is a name.
      if (take('(')) {
        while (at_ < text_.size() && peek() != ')') ++at_;
      }
      if (at_ < text_.size()) ++at_;
    }
    const std::string_view name = text_.substr(start, at_ - start);
    if (name.empty()) fail();
    if (name == "*") {
      steps_.push_back({.kind = Kind::wildcard});
    } else {
      steps_.push_back({.kind = Kind::key, .keys = {std::string{name}}});
    }
  }

  void bracket() {
    skip_blanks();
    if (take('?')) {
      expect('(');
      steps_.push_back({.kind = Kind::filter, .filter = std::make_shared<PathFilter>(text_, at_)});
    } else if (take('*')) {
      steps_.push_back({.kind = Kind::wildcard});
    } else if (peek() == '\'' || peek() == '"') {
      keys();
    } else if (take('(')) {
      index_from_end();
    } else {
      indices();
    }
    expect(']');
  }

  /// Behind the parenthesis of `(@.length-1)`.
  void index_from_end() {
    skip_blanks();
    if (!take("@.length") && !take("@.size")) fail();
    take("()");
    expect('-');
    const auto distance = integer();
    if (!distance.has_value() || *distance < 0) fail();
    expect(')');
    steps_.push_back({.kind = Kind::from_end, .indices = {-*distance}});
  }

  void keys() {
    PathStep step{.kind = Kind::key};
    do {
      skip_blanks();
      step.keys.push_back(quoted());
      skip_blanks();
    } while (take(','));
    if (step.keys.size() > 1) step.kind = Kind::keys;
    steps_.push_back(std::move(step));
  }

  /// A backslash stands before the quote and before a backslash; before anything else it is a part
  /// of the name, before the other kind of quote, too.
  std::string quoted() {
    const char quote = peek();
    if (quote != '\'' && quote != '"') fail();
    std::string content;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
      if (text_[at_] == '\\' && (next == quote || next == '\\')) ++at_;
      content += text_[at_];
    }
    if (at_ >= text_.size()) fail();
    ++at_;
    return content;
  }

  std::optional<std::int64_t> integer() {
    skip_blanks();
    std::int64_t value = 0;
    const char* const end = text_.data() + text_.size();
    const auto [stop, error] = std::from_chars(text_.data() + at_, end, value);
    if (error == std::errc::invalid_argument) return std::nullopt;
    if (error != std::errc{}) fail();
    at_ = static_cast<std::size_t>(stop - text_.data());
    skip_blanks();
    return value;
  }

  void indices() {
    const auto first = integer();
    if (take(':')) {
      PathStep step{.kind = Kind::slice, .from = first, .to = integer()};
      while (take(':')) integer();  // a stride, which Jayway ignores
      steps_.push_back(std::move(step));
      return;
    }
    if (!first.has_value()) fail();
    PathStep step{.kind = Kind::index, .indices = {*first}};
    while (take(',')) {
      const auto next = integer();
      if (!next.has_value()) fail();
      step.indices.push_back(*next);
    }
    if (step.indices.size() > 1) step.kind = Kind::indices;
    steps_.push_back(std::move(step));
  }

  std::string_view text_;
  std::size_t& at_;
  bool is_in_filter_;
  std::vector<PathStep> steps_;
};

}  // namespace

JsonPath::JsonPath(std::string_view text, std::size_t& at, bool is_in_filter)
    : JsonPath{StepParser{text, at, is_in_filter}.parse()} {}

std::string PathStep::text() const {
  if (kind == Kind::descent) return "..";
  if (kind == Kind::from_end) return "[@.size()" + std::to_string(indices.front()) + "]";
  std::string text = "[";
  const auto add = [&](std::string_view part) {
    if (text.size() > 1) text += ',';
    text += part;
  };
  switch (kind) {
    case Kind::key:
    case Kind::keys:
      for (const std::string& key : keys) {
        add((&key == keys.data() ? "'" : " '") + key + "'");
      }
      break;
    case Kind::index:
    case Kind::indices:
      for (const std::int64_t index : indices) add(std::to_string(index));
      break;
    case Kind::slice:
      if (from.has_value()) text += std::to_string(*from);
      text += ':';
      if (to.has_value()) text += std::to_string(*to);
      break;
    case Kind::filter:
      text += '?';
      break;
    default:
      text += '*';
  }
  text += ']';
  return text;
}

}  // namespace idm_synth::asl
