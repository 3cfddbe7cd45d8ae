// SPDX-License-Identifier: Apache-2.0
#include "findings.hpp"

#include <algorithm>
#include <utility>

namespace idm_synth::asl {

using std::chrono::seconds;

namespace {

/// RFC 3339 with `T`, and with `Z` or an offset; the ranges of its fields, too.
bool is_timestamp(std::string_view text) {
  static constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";
  const auto matches = [](std::string_view part, std::string_view form) {
    return part.size() == form.size() &&
           std::equal(part.begin(), part.end(), form.begin(), [](char c, char expected) {
             return expected == 'd' ? detail::is_digit(c) : c == expected;
           });
  };
  const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  if (text.size() <= shape.size() || !matches(text.substr(0, shape.size()), shape)) return false;
  if (number(5) < 1 || number(5) > 12 || number(8) < 1 || number(8) > 31 || number(11) > 23 ||
      number(14) > 59 || number(17) > 60) {
    return false;
  }
  std::size_t at = shape.size();
  if (text[at] == '.') {
    const std::size_t first = ++at;
    while (at < text.size() && detail::is_digit(text[at])) ++at;
    if (at == first) return false;
  }
  const std::string_view zone = text.substr(at);
  return zone == "Z" || matches(zone, "+dd:dd") || matches(zone, "-dd:dd");
}

}  // namespace

std::string quoted(std::string_view text) {
  return "\"" + std::string{text} + "\"";
}

std::string step(std::string_view name) {
  std::string escaped = "/";
  for (const char c : name) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}
std::string step(std::size_t index) {
  return "/" + std::to_string(index);
}

void Findings::report(std::string code, std::string pointer, std::string summary,
                      std::string help) {
  found_.push_back({.code = std::move(code),
                    .pointer = std::move(pointer),
                    .summary = std::move(summary),
                    .help = std::move(help),
                    .places = {place_}});
}
void Findings::report(std::string pointer, std::string summary, std::string help) {
  report("schema-validation-failed", std::move(pointer), std::move(summary), std::move(help));
}

void Findings::check_range(const std::string& pointer, std::int64_t value, std::int64_t least,
                           std::int64_t most) {
  if (value < least || value > most) {
    report(pointer, std::to_string(value) + " is out of range",
           "allowed are " + std::to_string(least) + " to " + std::to_string(most));
  }
}
void Findings::check_range(const std::string& pointer, const std::optional<seconds>& value,
                           std::int64_t least, std::int64_t most) {
  if (value) check_range(pointer, value->count(), least, most);
}
void Findings::check_range(const std::string& pointer, const LiteralOrPath<std::int64_t>& value,
                           std::int64_t least, std::int64_t most) {
  if (const auto* literal = value.literal()) check_range(pointer, *literal, least, most);
}
void Findings::check_range(const std::string& pointer, const Seconds& value, std::int64_t least,
                           std::int64_t most) {
  if (const auto* literal = value.literal()) check_range(pointer, literal->count(), least, most);
}

void Findings::check_one_of(const std::string& pointer, const std::string& text,
                            std::initializer_list<std::string_view> allowed) {
  if (text.empty() || std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return;
  std::string help = "allowed are";
  for (const std::string_view value : allowed) help.append(" ").append(value);
  report(pointer, quoted(text) + " is not known", help);
}

void Findings::check_timestamp(const std::string& text, const std::string& pointer) {
  if (is_timestamp(text)) return;
  report(pointer, quoted(text) + " is no timestamp of RFC 3339",
         "write it as 2030-01-31T08:00:00Z, or with an offset such as +01:00 for the Z");
}

}  // namespace idm_synth::asl
