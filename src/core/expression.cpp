// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/core/expression.hpp>

namespace idm_synth {

std::string quoted_literal(std::string_view text) {
  std::string quoted = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '"':
      case '\\':
        quoted += '\\';
        quoted += c;
        break;
      case '\n':
        quoted += "\\n";
        break;
      case '\r':
        quoted += "\\r";
        break;
      case '\t':
        quoted += "\\t";
        break;
      case '$':
      case '%':
        quoted += c;
        if (i + 1 < text.size() && text[i + 1] == '{') quoted += c;
        break;
      default:
        quoted += c;
    }
  }
  return quoted += '"';
}

namespace detail {

Template interpolate(std::string_view pattern, std::vector<Template::Part> arguments) {
  std::vector<Template::Part> parts;
  std::string literal;
  auto argument = arguments.begin();
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{' && pattern[i + 1] == '}') {
      if (auto* text = std::get_if<std::string>(&*argument)) {
        literal += *text;
      } else {
        if (!literal.empty()) parts.emplace_back(std::move(literal));
        literal.clear();
        parts.push_back(std::move(*argument));
      }
      ++argument;
      ++i;
    } else {
      literal += pattern[i];
      if (pattern[i] == '{' || pattern[i] == '}') ++i;
    }
  }
  if (!literal.empty() || parts.empty()) parts.emplace_back(std::move(literal));
  return Template{std::move(parts)};
}

}  // namespace detail
}  // namespace idm_synth
