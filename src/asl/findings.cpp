// SPDX-License-Identifier: Apache-2.0
#include "findings.hpp"

#include <algorithm>
#include <idm_synth/core/text.hpp>
#include <utility>

#include "timestamp.hpp"

namespace idm_synth::asl {

using std::chrono::seconds;

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
  report(pointer, shown(text) + " is not known", help);
}

void Findings::check_timestamp(const std::string& text, const std::string& pointer) {
  if (is_timestamp(text)) return;
  report(pointer, shown(text) + " is no timestamp of RFC 3339",
         "write it as 2030-01-31T08:00:00Z, or with an offset such as +01:00 for the Z");
}

}  // namespace idm_synth::asl
