// SPDX-License-Identifier: Apache-2.0
#include "jsonata_lexer.hpp"

#include <algorithm>
#include <array>
#include <idm_synth/asl/path_syntax.hpp>
#include <utility>

namespace idm_synth::asl::validation {
namespace {

constexpr std::string_view blanks = " \t\r\n\v";
constexpr std::string_view single_symbols = ".[]{}(),@#;:?+-*/%|=<>^&!~";
constexpr std::array<std::string_view, 9> double_symbols = {
    "..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"};

bool contains(std::string_view text, char c) {
  return text.find(c) != std::string_view::npos;
}

bool is_hexadecimal(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// How many characters an escape has that starts at the backslash; 0 where it is none.
std::size_t escape_length(std::string_view text) {
  if (text.size() < 2) return 0;
  if (text[1] != 'u') return contains("\"\\/bfnrt", text[1]) ? 2 : 0;
  if (text.size() < 6) return 0;
  const std::string_view digits = text.substr(2, 4);
  return std::all_of(digits.begin(), digits.end(), is_hexadecimal) ? 6 : 0;
}

}  // namespace

Token Lexer::fail(std::string message) {
  if (!problem_) problem_ = std::move(message);
  at_ = text_.size();
  return {};
}

void Lexer::skip_blanks_and_comments() {
  while (at_ < text_.size()) {
    if (contains(blanks, text_[at_])) {
      ++at_;
    } else if (text_.substr(at_).starts_with("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == std::string_view::npos) {
        fail("a comment is not closed");
        return;
      }
      at_ = end + 2;
    } else {
      return;
    }
  }
}

Token Lexer::next(bool is_behind_operand) {
  skip_blanks_and_comments();
  if (at_ >= text_.size()) return {};
  const char c = text_[at_];
  if (c == '/' && !is_behind_operand) return pattern();
  if (c == '"' || c == '\'' || c == '`') return quoted(c);
  const std::string_view rest = text_.substr(at_);
  for (const std::string_view symbol : double_symbols) {
    if (!rest.starts_with(symbol)) continue;
    at_ += symbol.size();
    return {Token::Kind::symbol, symbol};
  }
  if (contains(single_symbols, c)) {
    ++at_;
    return {Token::Kind::symbol, rest.substr(0, 1)};
  }
  if (is_digit(c)) {
    const std::string_view digits = number();
    at_ += digits.size();
    return {Token::Kind::number, digits};
  }
  return name();
}

Token Lexer::quoted(char quote) {
  const std::size_t start = ++at_;
  while (at_ < text_.size() && text_[at_] != quote) {
    if (text_[at_] != '\\' || quote == '`') {
      ++at_;
      continue;
    }
    const std::size_t length = escape_length(text_.substr(at_));
    if (length == 0) return fail("a backslash in a string starts no escape of JSON");
    at_ += length;
  }
  if (at_ >= text_.size()) return fail("a quote " + std::string{quote} + " is not closed");
  const std::string_view content = text_.substr(start, at_++ - start);
  return {quote == '`' ? Token::Kind::name : Token::Kind::text, content};
}

Token Lexer::pattern() {
  const std::size_t start = ++at_;
  std::size_t depth = 0;  // a slash in brackets does not close
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '\\') {
      ++at_;
    } else if (c == '/' && depth == 0) {
      if (at_ == start) return fail("a regular expression is empty");
      const std::string_view content = text_.substr(start, at_++ - start);
      while (at_ < text_.size() && (text_[at_] == 'i' || text_[at_] == 'm')) ++at_;
      return {Token::Kind::pattern, content};
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if ((c == ')' || c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return fail("a regular expression is not closed by a slash");
}

std::string_view Lexer::number() const {
  std::size_t end = at_;
  const auto take_digits = [&] {
    const std::size_t start = end;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    return end > start;
  };
  if (text_[end] == '0') {
    ++end;
  } else {
    take_digits();
  }
  if (end < text_.size() && text_[end] == '.') {
    const std::size_t dot = end++;
    if (!take_digits()) end = dot;
  }
  if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
    const std::size_t exponent = end++;
    if (end < text_.size() && (text_[end] == '+' || text_[end] == '-')) ++end;
    if (!take_digits()) end = exponent;
  }
  return text_.substr(at_, end - at_);
}

Token Lexer::name() {
  const std::size_t start = at_;
  while (at_ < text_.size() && !contains(blanks, text_[at_]) &&
         !contains(single_symbols, text_[at_])) {
    ++at_;
  }
  const std::string_view found = text_.substr(start, at_ - start);
  if (found.starts_with('$')) return {Token::Kind::variable, found.substr(1)};
  if (found == "and" || found == "or" || found == "in") return {Token::Kind::symbol, found};
  const bool is_word = found == "true" || found == "false" || found == "null";
  return {is_word ? Token::Kind::word : Token::Kind::name, found};
}

}  // namespace idm_synth::asl::validation
