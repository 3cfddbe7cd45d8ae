// SPDX-License-Identifier: Apache-2.0
// JSONata: where expressions stand, their delimiters, and what of $states they may use.
#include <algorithm>
#include <array>
#include <idm_synth/core/text.hpp>

#include "checker.hpp"

namespace idm_synth::asl::validation {
namespace {

using Kind = json::Value::Kind;

constexpr std::string_view opening = "{%";
constexpr std::string_view closing = "%}";

/// Which members of $states there are where an expression stands.
struct Available {
  bool result;
  bool error_output;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Reads an expression as far as its strings, comments, brackets and uses of $states. A slash may
/// start a regular expression or divide: behind one, nothing is said about brackets.
class Scanner {
 public:
  Scanner(std::string_view text, Available available) : text_{text}, available_{available} {}

  std::optional<std::string> problem() {
    while (at_ < text_.size()) {
      if (auto found = step()) return found;
    }
    if (!open_.empty() && !is_unsure_) {
      return "a bracket " + std::string{open_.back()} + " is not closed";
    }
    return std::nullopt;
  }

 private:
  std::optional<std::string> step() {
    const char c = text_[at_];
    if (c == '\'' || c == '"' || c == '`') return quoted(c);
    if (c == '/') {
      if (text_.substr(at_).starts_with("/*")) return comment();
      is_unsure_ = true;
    } else if (c == '(' || c == '[' || c == '{') {
      open_ += c;
    } else if (c == ')' || c == ']' || c == '}') {
      const char expected = c == ')' ? '(' : c == ']' ? '[' : '{';
      if (!is_unsure_ && (open_.empty() || open_.back() != expected)) {
        return "a bracket " + std::string{c} + " closes nothing";
      }
      if (!open_.empty()) open_.pop_back();
    } else if (c == '$') {
      return variable();
    }
    ++at_;
    return std::nullopt;
  }

  std::optional<std::string> quoted(char quote) {
    ++at_;
    while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size() && !is_unsure_) return "a quote is not closed";
    ++at_;
    return std::nullopt;
  }

  std::optional<std::string> comment() {
    const std::size_t end = text_.find("*/", at_ + 2);
    if (end == std::string_view::npos) return "a comment is not closed";
    at_ = end + 2;
    return std::nullopt;
  }

  std::string_view name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && detail::is_id_continue(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }

  std::optional<std::string> variable() {
    ++at_;
    if (name() != "states" || at_ >= text_.size() || text_[at_] != '.') return std::nullopt;
    ++at_;
    const std::string_view member = name();
    if (member.empty() || member == "input" || member == "context") return std::nullopt;
    if (member == "result") {
      if (available_.result) return std::nullopt;
      return "$states.result is only in Output and Assign of a Task, Parallel or Map";
    }
    if (member == "errorOutput") {
      if (available_.error_output) return std::nullopt;
      return "$states.errorOutput is only in Output and Assign of a Catch";
    }
    return "$states has no member " + shown(member);
  }

  std::string_view text_;
  Available available_;
  std::size_t at_ = 0;
  bool is_unsure_ = false;
  std::string open_;
};

/// Whether the expression starts from what JSONata calls the input, which there is none of.
bool starts_from_root(std::string_view expression) {
  if (!expression.starts_with('$')) return false;
  const std::string_view rest = expression.substr(expression.starts_with("$$") ? 2 : 1);
  return rest.empty() || rest.front() == '.' || rest.front() == '[';
}

}  // namespace

std::optional<std::string> Checker::expression_problem(const Context& context,
                                                       std::string_view field,
                                                       std::string_view text) const {
  if (!text.starts_with(opening) || !text.ends_with(closing) ||
      text.size() < opening.size() + closing.size()) {
    return "an expression starts with {% and ends with %}, with nothing around";
  }
  const std::string_view expression =
      trimmed(text.substr(opening.size(), text.size() - opening.size() - closing.size()));
  if (expression.empty()) return "the expression is empty";
  if (starts_from_root(expression)) {
    return "an expression has no $ or $$ of its own";
  }
  const bool is_produced = field == "Output" || field == "Assign";
  const bool has_result = context.object == Object::task || context.object == Object::parallel ||
                          context.object == Object::map;
  return Scanner{expression,
                 {.result = is_produced && has_result,
                  .error_output = is_produced && context.object == Object::catcher}}
      .problem();
}

bool Checker::check_expression(const Context& context, std::string_view field,
                               const json::Value& value) {
  const std::string_view text = value.text();
  if (!text.starts_with(opening) && !text.ends_with(closing)) return false;
  if (is_placeholder(value)) return true;
  if (auto problem = expression_problem(context, field, text)) {
    error(value.offset(), "in " + std::string{field} + ", " + *problem,
          "write it as in {% $states.input.name %}");
  }
  return true;
}

void Checker::check_expressions(const Context& context, std::string_view field,
                                const json::Value& value) {
  if (value.kind() == Kind::string) {
    check_expression(context, field, value);
  } else if (value.kind() == Kind::array) {
    for (const json::Value& item : value.items()) check_expressions(context, field, item);
  } else if (value.kind() == Kind::object) {
    for (const json::Member& member : value.members()) {
      check_expressions(context, field, member.value);
    }
  }
}

}  // namespace idm_synth::asl::validation
