// SPDX-License-Identifier: Apache-2.0
#include "jackson.hpp"

#include <cstdint>
#include <idm_synth/asl/path_syntax.hpp>
#include <idm_synth/core/text.hpp>

#include "java.hpp"

namespace idm_synth::asl {
namespace {

std::string too_deep(const std::string& constraints) {
  return "Document nesting depth (" + std::to_string(deepest_json + 1) +
         ") exceeds the maximum allowed (" + std::to_string(deepest_json) + ", from `" +
         constraints + ".getMaxNestingDepth()`)";
}

/// Reads a text as jackson-core 2.17 does until it finds what is wrong, which it throws. The texts
/// are those of ReaderBasedJsonParser and its bases, with a location of the character itself or of
/// the one behind it, as there.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_{text} {}

  struct Problem {
    std::string message;
  };

  void read() {
    skip_blanks();
    if (peek() == ']' || peek() == '}') unexpected_close("root", root_);
    const bool is_number = peek() == '-' || is_digit(peek());
    value();
    if (is_number && at_ < text_.size() && !is_blank(peek())) {
      unexpected("Expected space separating root-level values");
    }
    skip_blanks();
    if (at_ < text_.size()) trailing();
    fail("The text is not accepted", at_);
  }

 private:
  static constexpr std::string_view source =
      "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: ";
  static constexpr std::string_view values =
      "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
  static constexpr std::size_t root_ = std::string_view::npos;

  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
  static bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }

  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  /// The bytes there of what Java takes as a part of an identifier, or 0. Of what is beyond ASCII,
  /// only the symbols and signs of punctuation are none that are likely in a text.
  [[nodiscard]] std::size_t word_part() const {
    if (is_at_end()) return 0;
    const auto [code, size] = character(at_);
    const bool is_ignorable = code < 0x09 || (code > 0x0D && code < 0x1C) || code == 0x7F;
    if (code < 0x80) return is_ignorable || detail::is_id_continue(peek()) || peek() == '$' ? 1 : 0;
    const bool is_symbol = code < 0xC0 || code == 0xD7 || code == 0xF7 || code == 0xFEFF ||
                           (code >= 0x2000 && code < 0x2070) || (code >= 0x2190 && code < 0x2C00) ||
                           (code >= 0x3000 && code < 0x3021) || code > 0xFFFF;
    return is_symbol ? 0 : size;
  }
  void skip_word() {
    while (const std::size_t size = word_part()) at_ += size;
  }
  [[nodiscard]] bool is_at_end() const { return at_ == text_.size(); }
  bool take(char c) {
    if (is_at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void skip_blanks() {
    while (!is_at_end() && is_blank(peek())) ++at_;
    if (is_at_end()) return;
    if (peek() == '/') {
      unexpected(
          "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' "
          "not enabled for parser)");
    }
    if (is_control(peek())) {
      fail("Illegal character (" + shown(at_) +
               R"(): only regular white space (\r, \n, \t) is allowed between tokens)",
           at_ + 1);
    }
  }

  [[nodiscard]] std::string place(std::size_t offset) const {
    if (offset == root_) return std::string{source} + "1]";
    std::size_t line = 1;
    std::size_t start = 0;
    for (std::size_t i = 0; i < offset; ++i) {
      const bool is_return = text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n');
      if (text_[i] != '\n' && !is_return) continue;
      ++line;
      start = i + 1;
    }
    return std::string{source} + std::to_string(line) +
           ", column: " + std::to_string(java::length(text_.substr(start, offset - start)) + 1) +
           "]";
  }

  struct Character {
    std::uint32_t code;
    std::size_t size;
  };
  [[nodiscard]] Character character(std::size_t offset) const {
    std::string_view rest = text_.substr(offset);
    const auto code = static_cast<std::uint32_t>(take_character(rest));
    return {code, text_.size() - offset - rest.size()};
  }

  /// The character there with its code, as a UTF-16 unit.
  [[nodiscard]] std::string shown(std::size_t offset) const {
    auto [code, size] = character(offset);
    if (code < 0x20 || (code >= 0x7F && code < 0xA0)) {
      return "(CTRL-CHAR, code " + std::to_string(code) + ")";
    }
    std::string text{text_.substr(offset, size)};
    if (code > 0xFFFF) {  // Java sees a surrogate, which no text can show.
      code = 0xD800 + ((code - 0x10000) >> 10U);
      text = "?";
    }
    text = "'" + text + "' (code " + std::to_string(code);
    if (code > 0xFF) {
      static constexpr std::string_view digits = "0123456789abcdef";
      text += " / 0x";
      for (unsigned shift = code > 0xFFF ? 16 : 12; shift > 0; shift -= 4) {
        text += digits[code >> (shift - 4) & 0xFU];
      }
    }
    return text + ")";
  }

  [[noreturn]] void fail(const std::string& message, std::size_t offset) const {
    throw Problem{message + "\n at " + place(offset)};
  }
  [[noreturn]] void unexpected(std::string_view expected) const {
    fail("Unexpected character (" + shown(at_) + "): " + std::string{expected}, at_);
  }
  [[noreturn]] void unexpected_in_number(std::size_t offset, std::string_view expected) const {
    unexpected_in_number(offset, expected, offset);
  }
  [[noreturn]] void unexpected_in_number(std::size_t offset, std::string_view expected,
                                         std::size_t where) const {
    fail("Unexpected character (" + shown(offset) + ") in numeric value: " + std::string{expected},
         where);
  }
  [[noreturn]] void end(std::string_view where) const {
    fail("Unexpected end-of-input" + std::string{where}, text_.size());
  }
  [[noreturn]] void unclosed(std::string_view type, std::size_t start) const {
    end(": expected close marker for " + std::string{type} + " (start marker at " + place(start) +
        ")");
  }
  /// For a ] or } that closes something else than what is open.
  [[noreturn]] void unexpected_close(std::string_view open, std::size_t start) const {
    fail("Unexpected close marker '" + std::string{peek()} + "': expected '" +
             (peek() == ']' ? '}' : ']') + "' (for " + std::string{open} + " starting at " +
             place(start) + ")",
         at_);
  }

  [[noreturn]] void trailing() {
    if (peek() == ']' || peek() == '}') unexpected_close("root", root_);
    const std::size_t start = at_;
    const char first = peek();
    std::string type = "VALUE_STRING";
    if (first == '{') {
      type = "START_OBJECT";
    } else if (first == '[') {
      type = "START_ARRAY";
    } else if (first != '"') {
      value();
      const std::string_view token = text_.substr(start, at_ - start);
      type = first == 't'                                           ? "VALUE_TRUE"
             : first == 'f'                                         ? "VALUE_FALSE"
             : first == 'n'                                         ? "VALUE_NULL"
             : token.find_first_of(".eE") == std::string_view::npos ? "VALUE_NUMBER_INT"
                                                                    : "VALUE_NUMBER_FLOAT";
    }
    fail("Trailing token (of type " + type +
             ") found after value (bound as `com.fasterxml.jackson.databind.JsonNode`): not "
             "allowed as per `DeserializationFeature.FAIL_ON_TRAILING_TOKENS`",
         start);
  }

  void value() {
    if (depth_ == deepest_json && (peek() == '{' || peek() == '[')) {
      throw Problem{too_deep("StreamReadConstraints")};
    }
    switch (const char c = peek(); c) {
      case '{':
      case '[':
        ++depth_;
        c == '{' ? object() : array();
        --depth_;
        return;
      case '"':
        ++at_;
        return string(": was expecting closing quote for a string value", "string value");
      case 'N':
        not_a_number("NaN", at_);
      case 'I':
        not_a_number("Infinity", at_);
      case '+':
        plus();
      default:
        if (c == '-' || is_digit(c)) return number();
        if (word_part() > 0) return word();
        unexpected("expected a valid value " + std::string{values});
    }
  }

  void object() {
    const std::size_t start = at_++;
    for (bool is_first = true;; is_first = false) {
      skip_blanks();
      if (is_at_end()) unclosed("Object", start);
      if (take('}')) return;
      if (peek() == ']') unexpected_close("Object", start);
      if (!is_first) comma("Object");
      if (!take('"')) unexpected("was expecting double-quote to start field name");
      string(" in field name", "name");
      skip_blanks();
      if (is_at_end()) end(" within/between Object entries");
      if (!take(':')) unexpected("was expecting a colon to separate field name and value");
      skip_blanks();
      if (is_at_end()) end(" within/between Object entries");
      value();
    }
  }

  void array() {
    const std::size_t start = at_++;
    for (bool is_first = true;; is_first = false) {
      skip_blanks();
      if (is_at_end()) unclosed("Array", start);
      if (take(']')) return;
      if (peek() == '}') unexpected_close("Array", start);
      if (!is_first) comma("Array");
      if (peek() == '}') unexpected("expected a value");
      value();
    }
  }

  void comma(const std::string& type) {
    if (!take(',')) unexpected("was expecting comma to separate " + type + " entries");
    skip_blanks();
    if (is_at_end()) end(" within/between " + type + " entries");
  }

  void string(std::string_view at_end, std::string_view what) {
    static constexpr std::string_view escapes = "\"\\/bfnrtu";
    while (!take('"')) {
      if (is_at_end()) end(at_end);
      if (is_control(peek())) {
        fail("Illegal unquoted character (" + shown(at_) +
                 "): has to be escaped using backslash to be included in " + std::string{what},
             at_);
      }
      if (text_[at_++] != '\\') continue;
      if (is_at_end()) end(" in character escape sequence");
      if (escapes.find(peek()) == std::string_view::npos) {
        fail("Unrecognized character escape " + shown(at_), at_);
      }
      if (text_[at_++] == 'u') four_digits();
    }
  }

  void four_digits() {
    static constexpr std::string_view digits = "0123456789abcdefABCDEF";
    for (int i = 0; i < 4; ++i, ++at_) {
      if (is_at_end()) end(" in character escape sequence");
      if (digits.find(peek()) == std::string_view::npos) {
        unexpected("expected a hex-digit for character escape sequence");
      }
    }
  }

  void number() {
    if (take('-')) {
      if (is_at_end()) end("No digit following sign");
      if (peek() == 'I') infinity("-");
      if (peek() == '.') unexpected("expected a valid value " + std::string{values});
      if (!is_digit(peek())) {
        unexpected_in_number(at_,
                             "expected digit (0-9) to follow minus sign, for valid numeric value");
      }
    }
    if (peek() == '0' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) {
      fail("Invalid numeric value: Leading zeroes not allowed", at_ + 1);
    }
    digits();
    // What is wrong behind the digits of the integer is placed there.
    const std::size_t end_of_integer = at_;
    if (take('.')) {
      // At the end of the text, Jackson still looks at the point.
      if (!is_digit(peek())) {
        unexpected_in_number(is_at_end() ? at_ - 1 : at_, "Decimal point not followed by a digit",
                             end_of_integer);
      }
      digits();
    }
    if (take('e') || take('E')) {
      if (!take('-')) take('+');
      if (is_at_end()) end("expected a digit for number exponent");
      if (!is_digit(peek())) {
        unexpected_in_number(at_, "Exponent indicator not followed by a digit", end_of_integer);
      }
      digits();
    }
  }
  void digits() {
    while (is_digit(peek())) ++at_;
  }

  [[noreturn]] void plus() {
    ++at_;
    if (is_at_end()) end(" in a Number value");
    if (peek() == 'I') infinity("+");
    // The sign is named where what follows it stands.
    fail(
        "Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers "
        "to have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow",
        at_);
  }

  /// Behind a sign.
  [[noreturn]] void infinity(const std::string& sign) {
    const std::size_t start = at_++ - 1;
    if (is_at_end()) end(" in a Number value");
    if (peek() == 'n') not_a_number(sign + "Infinity", start);
    if (peek() == 'N') not_a_number(sign + "INF", start);
    unexpected_in_number(at_, "expected digit (0-9) to follow minus sign, for valid numeric value");
  }

  [[noreturn]] void not_a_number(const std::string& name, std::size_t start) {
    at_ = start + 1;
    skip_word();
    if (text_.substr(start, at_ - start) != name) unrecognized(start);
    fail("Non-standard token '" + name +
             "': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
         at_);
  }

  void word() {
    const std::size_t start = at_;
    skip_word();
    const std::string_view word = text_.substr(start, at_ - start);
    if (word != "null" && word != "true" && word != "false") unrecognized(start);
  }
  /// A word that stands from there to the place of reading.
  [[noreturn]] void unrecognized(std::size_t start) {
    static constexpr std::size_t longest = 256;
    std::string word{text_.substr(start, at_ - start)};
    if (word.size() >= longest) {
      at_ = start + longest;
      word = word.substr(0, longest) + "...";
    }
    fail("Unrecognized token '" + word + "': was expecting " + std::string{values}, at_);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

std::string too_deep_to_write() {
  return too_deep("StreamWriteConstraints");
}

std::string jackson_problem(std::string_view text) {
  try {
    Reader{text}.read();
  } catch (const Reader::Problem& problem) {
    return problem.message;
  }
  return {};
}

}  // namespace idm_synth::asl
