// SPDX-License-Identifier: Apache-2.0
#include "explain.hpp"

#include <algorithm>
#include <idm_synth/core/text.hpp>

namespace idm_synth::json {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The position behind a comment that starts there, `at` where none does or it is not closed.
std::size_t skip_comment(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//")) return std::min(text.find_first_of("\n\r", at), text.size());
  if (rest.starts_with("/*")) {
    const std::size_t close = text.find("*/", at + 2);
    if (close != std::string_view::npos) return close + 2;
  }
  return at;
}

/// Reads on from where the parser's last good token ends, by JSON's grammar.
class Explainer {
 public:
  Explainer(std::string_view text, const ParseState& state, bool comments)
      : text_{text}, state_{state}, comments_{comments} {}

  [[nodiscard]] Fault explain() const {
    const std::size_t at = next(state_.end);
    if (Fault fault = no_token(at); !fault.problem.empty()) return fault;
    switch (state_.after) {
      case ParseState::After::nothing:
      case ParseState::After::open_array:
        return bad_value(at);
      case ParseState::After::open_object:
        return bad_key(at);
      case ParseState::After::key: {
        if (text_[at] != ':') {
          return {at, "a colon is missing between the key and its value", "write \"key\": value"};
        }
        const std::size_t value = next(at + 1);
        if (Fault fault = no_token(value); !fault.problem.empty()) return fault;
        return bad_value(value);
      }
      case ParseState::After::value:
        break;
    }
    return bad_continuation(at);
  }

 private:
  [[nodiscard]] std::size_t next(std::size_t at) const { return skip_blanks(text_, at, comments_); }

  /// The end of the text, or a comment, where a token should be.
  [[nodiscard]] Fault no_token(std::size_t at) const {
    if (at == text_.size()) {
      const std::size_t last = text_.size() - 1;  // the line feed that was added
      if (state_.inside == ParseState::Inside::nothing) {
        return {last, "the text holds no JSON value", "give at least {}"};
      }
      const auto line =
          1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(state_.opened),
                         '\n');
      const bool object = state_.inside == ParseState::Inside::object;
      return {last,
              std::string{"the text ends inside the "} + (object ? "object" : "array") +
                  " that starts in line " + std::to_string(line),
              object ? "close it with }" : "close it with ]"};
    }
    if (text_[at] != '/') return {};
    const char second = text_[at + 1];
    if (second != '/' && second != '*') return unexpected(at);
    if (!comments_) return {at, "a comment stands here, and JSON has none", "take it out"};
    return {at, "the comment is not closed", "close it with */"};
  }

  [[nodiscard]] Fault unexpected(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) ++end;
    return {at, "unexpected character " + shown(text_.substr(at, end - at)),
            "give a string in double quotes, a number, an object, an array, true, false or null"};
  }

  [[nodiscard]] Fault bad_key(std::size_t at) const {
    const char c = text_[at];
    if (c == '"') return bad_string(at);
    if (c == ',') return {at, "a comma stands where a key is expected", "take the comma out"};
    if (c == ']') return {at, "a bracket ] closes an object", "close it with }"};
    return {at, "a key is not a string in double quotes", "write \"key\": value"};
  }

  [[nodiscard]] Fault bad_value(std::size_t at) const {
    const char c = text_[at];
    if (c == '"') return bad_string(at);
    if (c == '\'') return {at, "a string stands in single quotes", "use double quotes"};
    if (c == ',' || c == ']' || c == '}') {
      return {at, std::string{"a value is missing before "} + c,
              "give a value, or take out what "
              "announces it"};
    }
    if (!is_letter(c) && !is_digit(c) && c != '-' && c != '+' && c != '.') return unexpected(at);
    std::size_t end = at;
    while (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '-' ||
           text_[end] == '+' || text_[end] == '.' || text_[end] == '_') {
      ++end;
    }
    const std::string_view word = text_.substr(at, end - at);
    if (is_letter(c)) {
      return {at, shown(word) + " is no JSON value",
              "give true, false or null in small letters, or a string in double quotes"};
    }
    if (is_number(word)) {
      return {at, "the number " + shown(word) + " is too large", "give one below 1.7e308"};
    }
    return {at, shown(word) + " is no JSON number",
            "a number has digits on both sides of its point, no + and no 0 before its first digit"};
  }

  /// Whether all of it is a number by JSON's grammar.
  [[nodiscard]] static bool is_number(std::string_view word) {
    const auto digits = [&] {
      const std::size_t count =
          std::min(static_cast<std::size_t>(std::find_if_not(word.begin(), word.end(), is_digit) -
                                            word.begin()),
                   word.size());
      word.remove_prefix(count);
      return count > 0;
    };
    const auto take = [&](std::string_view any_of) {
      const bool found = !word.empty() && any_of.find(word.front()) != std::string_view::npos;
      if (found) word.remove_prefix(1);
      return found;
    };
    take("-");
    if (!take("0") && !digits()) return false;
    if (take(".") && !digits()) return false;
    if (take("eE")) {
      take("+-");
      if (!digits()) return false;
    }
    return word.empty();
  }

  [[nodiscard]] Fault bad_string(std::size_t start) const {
    for (std::size_t at = start + 1; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '\n' || c == '\r') {
        return {start, "the string is not closed in its line", "close it with \""};
      }
      if (static_cast<unsigned char>(c) < 0x20) {
        return {at, "a string holds the control character " + shown(text_.substr(at, 1)),
                "write it as an escape: \\t, or \\u and four digits"};
      }
      if (c != '\\') continue;
      const std::size_t escape = at++;
      if (text_[at] == 'u') {
        if (Fault fault = bad_unicode_escape(escape); !fault.problem.empty()) return fault;
        at += is_high_surrogate(escape) ? 10 : 4;
      } else if (std::string_view{"\"\\/bfnrt"}.find(text_[at]) == std::string_view::npos) {
        return {escape, "a string holds an escape that JSON does not have",
                "use \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four digits"};
      }
    }
    return {start, "the string is not closed", "close it with \""};
  }

  /// The code of the \uXXXX that starts there; -1 where none does.
  [[nodiscard]] int code_unit(std::size_t escape) const {
    const std::string_view digits = text_.substr(std::min(escape + 2, text_.size()), 4);
    if (!text_.substr(escape).starts_with("\\u") || digits.size() < 4 ||
        !std::all_of(digits.begin(), digits.end(), is_hex)) {
      return -1;
    }
    return std::stoi(std::string{digits}, nullptr, 16);
  }
  [[nodiscard]] bool is_high_surrogate(std::size_t escape) const {
    const int code = code_unit(escape);
    return code >= 0xD800 && code <= 0xDBFF;
  }

  [[nodiscard]] Fault bad_unicode_escape(std::size_t escape) const {
    const int code = code_unit(escape);
    if (code < 0) {
      return {escape, "\\u is not followed by four hexadecimal digits", "write it as in \\u00e9"};
    }
    const bool low = code >= 0xDC00 && code <= 0xDFFF;
    const int second = is_high_surrogate(escape) ? code_unit(escape + 6) : 0xDC00;
    if (low || second < 0xDC00 || second > 0xDFFF) {
      return {escape, "a string holds half of a surrogate pair",
              "give both halves, or the character itself"};
    }
    return {};
  }

  /// What follows a complete value.
  [[nodiscard]] Fault bad_continuation(std::size_t at) const {
    const char c = text_[at];
    if (at == state_.end && (is_digit(c) || c == '.') && is_digit(text_[at - 1])) {
      return {at, "a number goes on behind its end", "a number has no 0 before its first digit"};
    }
    if (state_.inside == ParseState::Inside::nothing) {
      return {at, "more text follows the JSON value",
              comments_ ? "keep one value, and comments at most" : "keep one value"};
    }
    const bool object = state_.inside == ParseState::Inside::object;
    const char close = object ? '}' : ']';
    if (c != ',') {
      if (c == ']' || c == '}') {
        return {at,
                std::string{"a bracket "} + c + " closes " + (object ? "an object" : "an array"),
                std::string{"close it with "} + close};
      }
      return {at, std::string{"a comma is missing before the next "} + (object ? "key" : "value"),
              std::string{"separate them by a comma, or close with "} + close};
    }
    const std::size_t behind = next(at + 1);
    if (Fault fault = no_token(behind); !fault.problem.empty()) return fault;
    if (text_[behind] == close) {
      return {at, std::string{"a comma stands before the closing "} + close, "take the comma out"};
    }
    return object ? bad_key(behind) : bad_value(behind);
  }

  std::string_view text_;
  const ParseState& state_;
  bool comments_;
};

}  // namespace

std::size_t skip_blanks(std::string_view text, std::size_t at, bool comments) {
  while (at < text.size()) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    const std::size_t behind = comments && text[at] == '/' ? skip_comment(text, at) : at;
    if (behind == at) break;
    at = behind;
  }
  return at;
}

Fault explain(std::string_view text, const ParseState& state, bool comments) {
  return Explainer{text, state, comments}.explain();
}

}  // namespace idm_synth::json
