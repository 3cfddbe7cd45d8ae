// SPDX-License-Identifier: Apache-2.0
#include "timestamp.hpp"

#include <algorithm>
#include <chrono>
#include <idm_synth/asl/path_syntax.hpp>

namespace idm_synth::asl {
namespace {

/// Whether the text has a digit wherever the form has a `d`, and is the same elsewhere.
bool matches(std::string_view text, std::string_view form) {
  return text.size() == form.size() &&
         std::equal(text.begin(), text.end(), form.begin(), [](char c, char expected) {
           return expected == 'd' ? is_digit(c) : c == expected;
         });
}

int two_digits(std::string_view text, std::size_t at) {
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// The seconds by which local time is ahead of UTC; nothing where the text is no zone.
std::optional<std::int64_t> offset_of(std::string_view zone) {
  if (zone == "Z") return 0;
  if (!matches(zone, "+dd:dd") && !matches(zone, "-dd:dd")) return std::nullopt;
  const int hours = two_digits(zone, 1);
  const int minutes = two_digits(zone, 4);
  if (hours > 23 || minutes > 59) return std::nullopt;
  const std::int64_t offset = std::int64_t{hours} * 3600 + std::int64_t{minutes} * 60;
  return zone.front() == '-' ? -offset : offset;
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  static constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd";
  if (text.size() <= form.size() || !matches(text.substr(0, form.size()), form)) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{
      std::chrono::year{two_digits(text, 0) * 100 + two_digits(text, 2)},
      std::chrono::month{static_cast<unsigned>(two_digits(text, 5))},
      std::chrono::day{static_cast<unsigned>(two_digits(text, 8))}};
  const int hours = two_digits(text, 11);
  const int minutes = two_digits(text, 14);
  const int seconds = two_digits(text, 17);
  if (!date.ok() || hours > 23 || minutes > 59 || seconds > 60) return std::nullopt;
  Timestamp time;
  std::size_t at = form.size();
  if (text[at] == '.') {
    const std::size_t first = ++at;
    for (std::int32_t unit = 100'000'000; at < text.size() && is_digit(text[at]);
         ++at, unit /= 10) {
      time.nanoseconds += (text[at] - '0') * unit;
    }
    if (at == first) return std::nullopt;
  }
  const std::optional<std::int64_t> offset = offset_of(text.substr(at));
  if (!offset.has_value()) return std::nullopt;
  const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
  time.seconds = std::int64_t{days} * 86'400 + std::int64_t{hours} * 3600 +
                 std::int64_t{minutes} * 60 + std::min(seconds, 59) - *offset;
  return time;
}

}  // namespace idm_synth::asl
