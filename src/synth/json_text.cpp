// SPDX-License-Identifier: Apache-2.0
#include "json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace idm_synth::synth {
namespace {

/// Whether a character cannot stand in a JSON string as it is, or may start a Terraform template.
constexpr bool needs_care(unsigned char c) {
  return c < 0x20 || c == '"' || c == '\\' || c == '$' || c == '%';
}

constexpr std::array<bool, 256> needs_care_table = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    table[c] = needs_care(static_cast<unsigned char>(c));
  }
  return table;
}();

using Word = std::uint64_t;

constexpr Word repeated(unsigned char c) {
  return 0x0101010101010101U * Word{c};
}

/// Whether one of the eight characters of a word is `c`, whatever their order.
/// https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
constexpr bool has(Word word, unsigned char c) {
  const Word other = word ^ repeated(c);
  return ((other - repeated(0x01)) & ~other & repeated(0x80)) != 0;
}

constexpr bool has_control(Word word) {
  return ((word - repeated(0x20)) & ~word & repeated(0x80)) != 0;
}

bool has_care(Word word) {
  // '$' and '%' differ in the last bit only.
  static_assert(('$' | 1) == '%');
  return has_control(word) || has(word, '"') || has(word, '\\') || has(word | repeated(1), '%');
}

/// Whether no character needs care, as in nearly all text. It may say no for nothing.
bool is_plain(std::string_view text) {
  Word word = 0;
  if (text.size() < sizeof word) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return needs_care_table[static_cast<unsigned char>(c)]; });
  }
  const auto word_at = [&](std::size_t at) {
    std::memcpy(&word, text.data() + at, sizeof word);
    return word;
  };
  const std::size_t last = text.size() - sizeof word;
  for (std::size_t at = 0; at < last; at += sizeof word) {
    if (has_care(word_at(at))) return false;
  }
  return !has_care(word_at(last));
}

}  // namespace

void JsonText::begin(char bracket) {
  buffer_ += bracket;
  ++depth_;
  is_empty_ = true;
}

void JsonText::end(char bracket) {
  --depth_;
  if (!is_empty_) line();
  buffer_ += bracket;
  is_empty_ = false;
  flush_when_full();
}

void JsonText::line() {
  buffer_ += '\n';
  buffer_.append(depth_ * 2, ' ');
}

void JsonText::separate() {
  if (!is_empty_) buffer_ += ',';
  line();
  is_empty_ = false;
}

void JsonText::key(std::string_view key, bool is_template) {
  separate();
  string(key, is_template);
  buffer_ += ": ";
}

void JsonText::string(std::string_view text, bool is_template) {
  buffer_ += '"';
  escaped(text, is_template);
  buffer_ += '"';
}

void JsonText::escaped(std::string_view text, bool is_template) {
  if (is_plain(text)) {
    buffer_ += text;
    return;
  }
  static constexpr std::string_view digits = "0123456789abcdef";
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!needs_care_table[static_cast<unsigned char>(c)]) continue;
    if (c == '$' || c == '%') {
      // A literal `${` is written `$${`.
      if (!is_template || i + 1 == text.size() || text[i + 1] != '{') continue;
      buffer_.append(text, plain, i - plain).append(1, c);
      plain = i;
      continue;
    }
    buffer_.append(text, plain, i - plain);
    plain = i + 1;
    buffer_ += '\\';
    switch (c) {
      case '\n':
        buffer_ += 'n';
        break;
      case '\r':
        buffer_ += 'r';
        break;
      case '\t':
        buffer_ += 't';
        break;
      case '"':
      case '\\':
        buffer_ += c;
        break;
      default:
        buffer_.append("u00").append(1, digits[static_cast<unsigned char>(c) >> 4U]);
        buffer_ += digits[static_cast<unsigned char>(c) & 0xFU];
    }
  }
  buffer_.append(text, plain);
}

void JsonText::number(double number) {
  std::array<char, 32> digits{};
  // The shortest text that reads back as the same number, whatever the locale.
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  buffer_.append(digits.data(), result.ptr);
}

void JsonText::value(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      buffer_ += "null";
      break;
    case Value::Kind::boolean:
      buffer_ += value.boolean() ? "true" : "false";
      break;
    case Value::Kind::integer: {
      std::array<char, 24> digits{};
      const auto result =
          std::to_chars(digits.data(), digits.data() + digits.size(), value.integer());
      buffer_.append(digits.data(), result.ptr);
      break;
    }
    case Value::Kind::number:
      number(value.number());
      break;
    case Value::Kind::string:
      string(value.text(), true);
      break;
    case Value::Kind::verbatim:
    case Value::Kind::reference:
      string(value.text(), false);
      break;
    case Value::Kind::expression:
      buffer_ += "\"${";
      escaped(value.text(), false);
      buffer_ += "}\"";
      break;
    case Value::Kind::text:
      buffer_ += '"';
      for (const Value& part : value.items()) {
        const bool is_literal = part.kind() == Value::Kind::string;
        if (!is_literal) buffer_ += "${";
        escaped(part.text(), is_literal);
        if (!is_literal) buffer_ += '}';
      }
      buffer_ += '"';
      break;
    case Value::Kind::list:
    case Value::Kind::blocks:
      begin_array();
      for (const Value& element : value.items()) {
        item();
        this->value(element);
      }
      end_array();
      break;
    case Value::Kind::object:
    case Value::Kind::block:
      begin_object();
      for (const auto& [name, member] : value.entries()) {
        key(name, value.kind() == Value::Kind::object);
        this->value(member);
      }
      end_object();
      break;
  }
}

void JsonText::flush_when_full() {
  if (buffer_.size() < flush_size) return;
  sink_.write(buffer_);
  buffer_.clear();
}

void JsonText::finish() {
  buffer_ += '\n';
  sink_.write(buffer_);
  buffer_.clear();
}

}  // namespace idm_synth::synth
