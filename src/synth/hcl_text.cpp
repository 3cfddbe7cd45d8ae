// SPDX-License-Identifier: Apache-2.0
// The layout is that of hclwrite: in a run of arguments that take one line each, the equals signs
// stand below each other; https://developer.hashicorp.com/terraform/language/style.
#include "hcl_text.hpp"

#include <algorithm>
#include <array>
#include <idm_synth/core/text.hpp>

#include "scalars.hpp"

namespace idm_synth::synth {
namespace {

/// Whether these are nested blocks; a careless override may have put something else among them.
bool is_nested(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::block:
      return true;
    case Value::Kind::blocks:
      return std::all_of(value.items().begin(), value.items().end(), is_nested);
    case Value::Kind::labelled:
      return std::all_of(value.entries().begin(), value.entries().end(),
                         [](const Entry& entry) { return is_nested(entry.value); });
    default:
      return false;
  }
}

bool takes_one_line(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::expression:
      return value.text().find('\n') == std::string_view::npos;
    case Value::Kind::text:
      return std::all_of(value.items().begin(), value.items().end(), [](const Value& part) {
        return part.kind() == Value::Kind::string || takes_one_line(part);
      });
    case Value::Kind::list:
    case Value::Kind::blocks:
      return value.items().empty();
    case Value::Kind::object:
    case Value::Kind::block:
    case Value::Kind::labelled:
      return value.entries().empty();
    default:
      return true;
  }
}

/// Words that mean something else when they start an object or stand for a key.
bool is_keyword(std::string_view text) {
  static constexpr std::array<std::string_view, 4> keywords = {"false", "for", "null", "true"};
  return std::find(keywords.begin(), keywords.end(), text) != keywords.end();
}

/// Escapes what is not ASCII, too: `terraform fmt` aligns by the characters that a reader sees, and
/// what these are depends on the version of Unicode.
void append_ascii_escaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x7F; };
    const auto end = std::find_if_not(text.begin(), text.end(), is_plain);
    const auto plain = static_cast<std::size_t>(end - text.begin());
    append_escaped(out, text.substr(0, plain), true);
    text.remove_prefix(plain);
    if (text.empty()) return;
    const char32_t code = take_character(text);
    const bool is_long = code > 0xFFFF;
    out += is_long ? "\\U" : "\\u";
    for (unsigned shift = is_long ? 32 : 16; shift > 0; shift -= 4) {
      out += "0123456789abcdef"[(code >> (shift - 4)) & 0xFU];
    }
  }
}

}  // namespace

void HclText::comment(std::string_view text) {
  buffer_.append("# ").append(text) += '\n';
}

void HclText::block(std::string_view type, std::initializer_list<std::string_view> labels,
                    std::span<const Entry> entries) {
  indent();
  buffer_ += type;
  for (const std::string_view label : labels) {
    if (label.empty()) continue;
    buffer_ += ' ';
    string(label);
  }
  buffer_ += " {";
  if (!entries.empty()) {
    buffer_ += '\n';
    ++depth_;
    body(entries);
    --depth_;
    indent();
  }
  buffer_ += "}\n";
  flush_when_full();
}

void HclText::locals(std::span<const Entry> entries) {
  buffer_ += "locals {\n";
  ++depth_;
  for (std::size_t at = 0; at < entries.size();) {
    if (at > 0) blank_line();
    std::size_t end = at;
    while (end < entries.size() && takes_one_line(entries[end].value)) ++end;
    end = std::max(end, at + 1);
    attributes(entries.subspan(at, end - at), false);
    at = end;
  }
  --depth_;
  buffer_ += "}\n";
}

void HclText::body(std::span<const Entry> entries) {
  bool is_first = true;
  for (std::size_t at = 0; at < entries.size();) {
    if (is_nested(entries[at].value)) {
      nested(entries[at].key, {}, entries[at].value, is_first);
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < entries.size() && !is_nested(entries[end].value)) ++end;
    if (!is_first) blank_line();
    is_first = false;
    attributes(entries.subspan(at, end - at), false);
    at = end;
  }
}

void HclText::nested(std::string_view type, std::string_view label, const Value& value,
                     bool& is_first) {
  if (value.kind() == Value::Kind::blocks) {
    for (const Value& item : value.items()) nested(type, label, item, is_first);
    return;
  }
  if (value.kind() == Value::Kind::labelled) {
    for (const Entry& entry : value.entries()) nested(type, entry.key, entry.value, is_first);
    return;
  }
  if (!is_first) blank_line();
  is_first = false;
  block(type, {label}, value.entries());
}

void HclText::attributes(std::span<const Entry> entries, bool is_object) {
  for (std::size_t at = 0; at < entries.size();) {
    std::size_t end = at;
    std::size_t width = 0;
    while (end < entries.size() && takes_one_line(entries[end].value)) {
      width = std::max(width, spelt(entries[end].key, is_object).size());
      ++end;
    }
    end = std::max(end, at + 1);
    for (; at < end; ++at) {
      indent();
      const std::string_view key = spelt(entries[at].key, is_object);
      buffer_ += key;
      if (key.size() < width) buffer_.append(width - key.size(), ' ');
      buffer_ += " = ";
      value(entries[at].value);
      buffer_ += '\n';
    }
  }
}

std::string_view HclText::spelt(std::string_view key, bool is_object) {
  if (is_identifier(key) && !(is_object && is_keyword(key))) return key;
  quoted_key_ = '"';
  append_ascii_escaped(quoted_key_, key);
  return quoted_key_ += '"';
}

void HclText::value(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      buffer_ += "null";
      break;
    case Value::Kind::boolean:
      buffer_ += value.boolean() ? "true" : "false";
      break;
    case Value::Kind::integer:
      append_number(buffer_, value.integer());
      break;
    case Value::Kind::number:
      append_number(buffer_, value.number());
      break;
    case Value::Kind::string:
    case Value::Kind::verbatim:
      string(value.text());
      break;
    case Value::Kind::reference:
    case Value::Kind::expression:
      expression(value.text());
      break;
    case Value::Kind::text:
      text(value.items());
      break;
    case Value::Kind::list:
    case Value::Kind::blocks:
      buffer_ += '[';
      if (!value.items().empty()) {
        buffer_ += '\n';
        ++depth_;
        for (const Value& item : value.items()) {
          indent();
          this->value(item);
          buffer_ += ",\n";
        }
        --depth_;
        indent();
      }
      buffer_ += ']';
      break;
    case Value::Kind::object:
    case Value::Kind::block:
    case Value::Kind::labelled:
      buffer_ += '{';
      if (!value.entries().empty()) {
        buffer_ += '\n';
        ++depth_;
        attributes(value.entries(), true);
        --depth_;
        indent();
      }
      buffer_ += '}';
      flush_when_full();
      break;
  }
}

void HclText::expression(std::string_view text) {
  // A newline would end the argument.
  const bool takes_lines = text.find('\n') != std::string_view::npos;
  if (takes_lines) buffer_ += '(';
  buffer_ += text;
  if (takes_lines) buffer_ += ')';
}

void HclText::text(std::span<const Value> parts) {
  // `"${x}"` is x to Terraform, and `terraform fmt` writes it so.
  if (parts.size() == 1 && parts.front().kind() == Value::Kind::expression) {
    expression(parts.front().text());
    return;
  }
  buffer_ += '"';
  for (const Value& part : parts) {
    if (part.kind() == Value::Kind::string) {
      append_escaped(buffer_, part.text(), true);
    } else {
      buffer_.append("${").append(part.text()) += '}';
    }
  }
  buffer_ += '"';
}

void HclText::string(std::string_view text) {
  buffer_ += '"';
  append_escaped(buffer_, text, true);
  buffer_ += '"';
}

void HclText::flush_when_full() {
  if (buffer_.size() < flush_size) return;
  sink_.write(buffer_);
  buffer_.clear();
}

void HclText::finish() {
  sink_.write(buffer_);
  buffer_.clear();
}

}  // namespace idm_synth::synth
