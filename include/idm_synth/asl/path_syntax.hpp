// SPDX-License-Identifier: Apache-2.0
// The syntax of paths, checked when the program is compiled or when it runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/core/text.hpp>
#include <string_view>

namespace idm_synth::asl {

/// What a field of the Amazon States Language takes. Each kind is a subset of the one before it.
/// https://states-language.net/#path and https://states-language.net/#ref-paths
enum class PathKind : std::uint8_t {
  any,        ///< any JSONPath
  reference,  ///< names exactly one node: no wildcard, slice, filter, descent or function
  result,     ///< a reference path into the state's input: neither `$$` nor a variable
};

/// What may be wrong with a path.
enum class PathProblem : std::uint8_t {
  none,
  no_dollar_sign,
  bad_variable_name,
  reserved_variable_name,
  missing_name,
  unclosed_bracket,
  bad_bracket,
  unexpected_character,
  not_a_reference,
  not_in_the_input,
};

/// What is wrong, and what is allowed, for a person.
[[nodiscard]] std::string_view describe(PathProblem problem);

namespace detail {

constexpr bool is_id_start(char c) {
  // Beyond ASCII, letters cannot be told from other characters without tables: all are taken.
  return is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_id_continue(char c) {
  return is_id_start(c) || is_digit(c) || c == '_';
}

/// A variable's name: 1 to 80 characters, a Unicode identifier (UAX 31), and not "states".
/// https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
constexpr PathProblem variable_name_problem(std::string_view name) {
  if (name.empty() || !is_id_start(name.front()) || character_count(name) > 80) {
    return PathProblem::bad_variable_name;
  }
  for (const char c : name) {
    if (!is_id_continue(c)) return PathProblem::bad_variable_name;
  }
  return name == "states" ? PathProblem::reserved_variable_name : PathProblem::none;
}

/// Reads a path from left to right. A filter is only checked for its quotes and parentheses.
class PathScanner {
 public:
  constexpr explicit PathScanner(std::string_view text) : text_{text} {}

  constexpr PathProblem scan(PathKind kind) {
    if (!take('$')) return PathProblem::no_dollar_sign;
    bool is_input = true;
    if (take('$')) {
      is_input = false;
    } else if (is_id_start(peek())) {
      const std::size_t start = at_;
      while (is_id_continue(peek())) ++at_;
      const PathProblem bad = variable_name_problem(text_.substr(start, at_ - start));
      if (bad != PathProblem::none) return bad;
      is_input = false;
    }
    while (at_ < text_.size()) {
      const PathProblem bad = step();
      if (bad != PathProblem::none) return bad;
    }
    if (kind != PathKind::any && !is_reference_) return PathProblem::not_a_reference;
    if (kind == PathKind::result && !is_input) return PathProblem::not_in_the_input;
    return PathProblem::none;
  }

 private:
  [[nodiscard]] constexpr char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  constexpr bool take(char c) { return take(std::string_view{&c, 1}); }
  constexpr bool take(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }
  constexpr void skip_blanks() {
    while (peek() == ' ') ++at_;
  }

  constexpr PathProblem step() {
    if (take('[')) return bracket();
    if (!take('.')) return PathProblem::unexpected_character;
    if (take('.')) is_reference_ = false;
    if (take('[')) return bracket();
    if (take('*')) {
      is_reference_ = false;
      return PathProblem::none;
    }
    return name();
  }

  constexpr PathProblem name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && peek() != '.' && peek() != '[' && peek() != '(') {
      const auto c = static_cast<unsigned char>(peek());
      if (c <= ' ' || c == ']' || c == ')' || c == '\'' || c == '"') {
        return PathProblem::unexpected_character;
      }
      if (c == '@' || c == ',' || c == ':' || c == '?' || c == '*') is_reference_ = false;
      ++at_;
    }
    if (at_ == start) return PathProblem::missing_name;
    if (peek() == '(') {
      is_reference_ = false;
      return parentheses();
    }
    return PathProblem::none;
  }

  constexpr PathProblem bracket() {
    skip_blanks();
    if (take('?')) {
      is_reference_ = false;
      skip_blanks();
      if (peek() != '(') return PathProblem::bad_bracket;
      if (parentheses() != PathProblem::none) return PathProblem::unclosed_bracket;
      return close();
    }
    if (take('*')) {
      is_reference_ = false;
      return close();
    }
    if (peek() == '\'' || peek() == '"') return list(&PathScanner::quoted);
    if (peek() == '(') return index_from_end();
    return list(&PathScanner::index);
  }

  /// `[(@.length-1)]`, the only way to count from the end of an array.
  constexpr PathProblem index_from_end() {
    is_reference_ = false;
    take('(');
    skip_blanks();
    if (!take("@.length") && !take("@.size")) return PathProblem::bad_bracket;
    take("()");
    skip_blanks();
    if (!take('-')) return PathProblem::bad_bracket;
    skip_blanks();
    if (!is_digit(peek())) return PathProblem::bad_bracket;
    integer();
    skip_blanks();
    return take(')') ? close() : PathProblem::bad_bracket;
  }

  /// One or more items with commas between them, to the closing bracket.
  constexpr PathProblem list(PathProblem (PathScanner::*item)()) {
    while (true) {
      skip_blanks();
      const PathProblem bad = (this->*item)();
      if (bad != PathProblem::none) return bad;
      skip_blanks();
      if (!take(',')) return close();
      is_reference_ = false;
    }
  }

  constexpr PathProblem close() {
    skip_blanks();
    if (take(']')) return PathProblem::none;
    return at_ == text_.size() ? PathProblem::unclosed_bracket : PathProblem::bad_bracket;
  }

  constexpr PathProblem quoted() {
    const char quote = peek();
    if (quote != '\'' && quote != '"') return PathProblem::bad_bracket;
    ++at_;
    const std::size_t start = at_;
    while (at_ < text_.size() && peek() != quote) at_ += peek() == '\\' ? 2 : 1;
    if (at_ >= text_.size()) return PathProblem::unclosed_bracket;
    if (at_ == start) return PathProblem::missing_name;
    ++at_;
    return PathProblem::none;
  }

  /// `3`, `-1`, or a slice such as `1:`, `:2`, `1:-1`.
  constexpr PathProblem index() {
    if (at_ == text_.size()) return PathProblem::unclosed_bracket;
    const bool has_start = integer();
    bool is_slice = false;
    while (take(':')) {
      is_slice = true;
      is_reference_ = false;
      integer();
    }
    return has_start || is_slice ? PathProblem::none : PathProblem::bad_bracket;
  }

  constexpr bool integer() {
    if (peek() == '-') {
      is_reference_ = false;
      ++at_;
    }
    const std::size_t start = at_;
    while (is_digit(peek())) ++at_;
    return at_ > start;
  }

  constexpr PathProblem parentheses() {
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\'' || c == '"') {
        ++at_;
        while (at_ < text_.size() && text_[at_] != c) at_ += text_[at_] == '\\' ? 2 : 1;
        if (at_ >= text_.size()) return PathProblem::unclosed_bracket;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')') {
        --depth;
      }
      ++at_;
      if (depth == 0) return PathProblem::none;
    }
    return PathProblem::unclosed_bracket;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool is_reference_ = true;
};

// Named in the compiler's message when a path is wrong; never defined.
void path_must_start_with_a_dollar_sign();
void path_has_a_bad_variable_name();
void path_must_not_use_the_reserved_variable_states();
void path_has_an_empty_name();
void path_has_an_unclosed_bracket_or_quote();
void path_has_a_bracket_without_index_or_quoted_name();
void path_has_an_unexpected_character();
void path_must_be_a_reference_path_without_wildcard_slice_filter_or_function();
void path_must_lead_into_the_input_not_the_context_or_a_variable();

consteval void require(PathProblem problem) {
  switch (problem) {
    case PathProblem::none:
      break;
    case PathProblem::no_dollar_sign:
      path_must_start_with_a_dollar_sign();
      break;
    case PathProblem::bad_variable_name:
      path_has_a_bad_variable_name();
      break;
    case PathProblem::reserved_variable_name:
      path_must_not_use_the_reserved_variable_states();
      break;
    case PathProblem::missing_name:
      path_has_an_empty_name();
      break;
    case PathProblem::unclosed_bracket:
      path_has_an_unclosed_bracket_or_quote();
      break;
    case PathProblem::bad_bracket:
      path_has_a_bracket_without_index_or_quoted_name();
      break;
    case PathProblem::unexpected_character:
      path_has_an_unexpected_character();
      break;
    case PathProblem::not_a_reference:
      path_must_be_a_reference_path_without_wildcard_slice_filter_or_function();
      break;
    case PathProblem::not_in_the_input:
      path_must_lead_into_the_input_not_the_context_or_a_variable();
      break;
  }
}

}  // namespace detail

/// What is wrong with a path of this kind; none when nothing is.
[[nodiscard]] constexpr PathProblem path_problem(std::string_view text, PathKind kind) {
  return detail::PathScanner{text}.scan(kind);
}

}  // namespace idm_synth::asl
