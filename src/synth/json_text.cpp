// SPDX-License-Identifier: Apache-2.0
#include "json_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace idm_synth::synth {
namespace {

/// Characters that a JSON string cannot hold as they are, or that may start a Terraform template.
constexpr std::array<bool, 256> needs_care = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = true;
  for (const char c : {'"', '\\', '$', '%'}) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

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
  static constexpr std::string_view digits = "0123456789abcdef";
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!needs_care[static_cast<unsigned char>(c)]) continue;
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
