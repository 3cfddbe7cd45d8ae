// SPDX-License-Identifier: Apache-2.0
// Writes values as JSON.
#include <array>
#include <charconv>
#include <cmath>
#include <idm_synth/json/arena.hpp>

namespace idm_synth::json {
namespace {

bool is_escaped(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}
bool has_escaped(std::string_view content) {
  unsigned count = 0;
  for (const char c : content) count += is_escaped(c) ? 1U : 0U;  // compiles to vectors
  return count != 0;
}

void write_string(std::string& text, std::string_view content) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  text += '"';
  if (!has_escaped(content)) {
    text.append(content).append(1, '"');
    return;
  }
  std::size_t done = 0;
  for (std::size_t at = 0; at < content.size(); ++at) {
    const char c = content[at];
    if (!is_escaped(c)) continue;
    text.append(content, done, at - done);
    done = at + 1;
    switch (c) {
      case '"':
        text += "\\\"";
        break;
      case '\\':
        text += "\\\\";
        break;
      case '\n':
        text += "\\n";
        break;
      case '\r':
        text += "\\r";
        break;
      case '\t':
        text += "\\t";
        break;
      case '\b':
        text += "\\b";
        break;
      case '\f':
        text += "\\f";
        break;
      default:
        text += "\\u00";
        text += digits[static_cast<unsigned char>(c) >> 4U];
        text += digits[static_cast<unsigned char>(c) & 0xFU];
    }
  }
  text.append(content, done);
  text += '"';
}

/// One value after the other, in the order of the text.
class Writer {
 public:
  Writer(std::string& text, bool is_pretty) : text_{text}, is_pretty_{is_pretty} {}

  void write(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::null:
        text_ += "null";
        break;
      case Value::Kind::boolean:
        text_ += value.boolean() ? "true" : "false";
        break;
      case Value::Kind::integer: {
        std::array<char, 24> digits{};
        const auto end =
            std::to_chars(digits.data(), digits.data() + digits.size(), value.integer()).ptr;
        text_.append(digits.data(), end);
        break;
      }
      case Value::Kind::number:
        if (value.digits().empty()) {
          write_number(text_, value.number());
        } else {
          text_ += value.digits();
        }
        break;
      case Value::Kind::string:
        write_string(text_, value.text());
        break;
      case Value::Kind::array:
        sequence('[', value.items(), ']', [this](const Value& item) { write(item); });
        break;
      case Value::Kind::object:
        sequence('{', value.members(), '}', [this](const Member& member) {
          write_string(text_, member.key);
          text_ += is_pretty_ ? ": " : ":";
          write(member.value);
        });
        break;
    }
  }

 private:
  template <class Child, class WriteChild>
  void sequence(char open, std::span<const Child> children, char close, WriteChild write_child) {
    text_ += open;
    ++depth_;
    for (const Child& child : children) {
      if (&child != &children.front()) text_ += ',';
      new_line();
      write_child(child);
    }
    --depth_;
    if (!children.empty()) new_line();
    text_ += close;
  }
  void new_line() {
    if (!is_pretty_) return;
    text_ += '\n';
    text_.append(2 * depth_, ' ');
  }

  std::string& text_;
  bool is_pretty_;
  std::size_t depth_ = 0;
};

std::size_t integer_size(std::int64_t value) {
  std::array<char, 24> digits{};
  return static_cast<std::size_t>(
      std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr - digits.data());
}

std::size_t string_size(std::string_view content) {
  std::size_t size = content.size() + 2;
  if (!has_escaped(content)) return size;
  for (const char c : content) {
    if (!is_escaped(c)) continue;
    const bool is_short = static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\r' ||
                          c == '\t' || c == '\b' || c == '\f';
    size += is_short ? 1 : 5;
  }
  return size;
}

}  // namespace

void write_number(std::string& text, double number) {
  // The shortest digits that give the number back: "-1.234e+05".
  std::array<char, 32> written{};
  const auto end = std::to_chars(written.data(), written.data() + written.size(), number,
                                 std::chars_format::scientific)
                       .ptr;
  std::string_view rest{written.data(), static_cast<std::size_t>(end - written.data())};
  if (rest.front() == '-') {
    text += '-';
    rest.remove_prefix(1);
  }
  const std::size_t e = rest.find('e');
  int exponent = 0;
  const std::string_view power = rest.substr(e + (rest[e + 1] == '+' ? 2 : 1));
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  std::string digits{rest.front()};
  if (e > 1) digits += rest.substr(2, e - 2);

  const auto point = [&](std::size_t whole) {
    text.append(digits, 0, whole);
    text += '.';
    text += whole < digits.size() ? std::string_view{digits}.substr(whole) : "0";
  };
  if (number == 0) {
    text += "0.0";
  } else if (exponent >= -3 && exponent < 0) {
    text.append("0.").append(static_cast<std::size_t>(-exponent - 1), '0').append(digits);
  } else if (exponent >= 0 && exponent < 7) {
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() < whole) digits.append(whole - digits.size(), '0');
    point(whole);
  } else {
    point(1);
    text += 'E';
    text += std::to_string(exponent);
  }
}

void write(std::string& text, const Value& value) {
  Writer{text, false}.write(value);
}

std::string to_text(const Value& value) {
  std::string text;
  write(text, value);
  return text;
}

std::string to_pretty_text(const Value& value) {
  std::string text;
  Writer{text, true}.write(value);
  return text;
}

std::size_t text_size_bound(const Value& value) {
  constexpr std::size_t longest_scalar = 32;
  constexpr std::size_t longest_escape = 6;
  std::size_t size = longest_scalar;
  switch (value.kind()) {
    case Value::Kind::number:
      size += value.digits().size();
      break;
    case Value::Kind::string:
      size += longest_escape * value.text().size();
      break;
    case Value::Kind::array:
      for (const Value& item : value.items()) size += text_size_bound(item);
      break;
    case Value::Kind::object:
      for (const Member& member : value.members()) {
        size += longest_escape * member.key.size() + text_size_bound(member.value);
      }
      break;
    default:
      break;
  }
  return size;
}

std::size_t text_size(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::integer:
      return integer_size(value.integer());
    case Value::Kind::string:
      return string_size(value.text());
    case Value::Kind::array: {
      std::size_t size = 2 + (value.items().empty() ? 0 : value.items().size() - 1);
      for (const Value& item : value.items()) size += text_size(item);
      return size;
    }
    case Value::Kind::object: {
      std::size_t size = 2 + (value.members().empty() ? 0 : value.members().size() - 1);
      for (const Member& member : value.members()) {
        size += string_size(member.key) + 1 + text_size(member.value);
      }
      return size;
    }
    default:
      return to_text(value).size();
  }
}

}  // namespace idm_synth::json
