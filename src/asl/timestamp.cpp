// SPDX-License-Identifier: Apache-2.0
#include "timestamp.hpp"

#include <algorithm>
#include <chrono>
#include <idm_synth/asl/path_syntax.hpp>

namespace idm_synth::asl {
namespace {

constexpr std::int64_t minute = 60;  // seconds
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::size_t nanosecond_digits = 9;

/// Takes a text apart from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_{text} {}

  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }
  bool take(char c) {
    const bool is_there = rest_.starts_with(c);
    if (is_there) rest_.remove_prefix(1);
    return is_there;
  }
  /// All digits that follow.
  std::string_view digits() {
    const auto* const end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
    const std::string_view found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(found.size());
    return found;
  }
  /// Two digits.
  std::optional<int> pair(int most) {
    if (rest_.size() < 2 || !is_digit(rest_[0]) || !is_digit(rest_[1])) return std::nullopt;
    const int number = (rest_[0] - '0') * 10 + (rest_[1] - '0');
    if (number > most) return std::nullopt;
    rest_.remove_prefix(2);
    return number;
  }
  /// That character, and two digits behind it.
  std::optional<int> pair_behind(char c, int most) { return take(c) ? pair(most) : std::nullopt; }

 private:
  std::string_view rest_;
};

std::int64_t number_of(std::string_view digits) {
  std::int64_t number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

/// The part of a second; more digits than nanoseconds have are dropped.
std::int32_t nanoseconds_of(std::string_view digits) {
  std::int32_t nanoseconds = 0;
  for (std::size_t i = 0; i < nanosecond_digits; ++i) {
    nanoseconds = nanoseconds * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  }
  return nanoseconds;
}

/// Four digits; up to ten behind a minus, five to ten behind a plus.
std::optional<std::int64_t> year_of_java(Scanner& text) {
  constexpr std::int64_t latest = 999'999'999;
  constexpr std::size_t usual = 4;
  constexpr std::size_t longest = 10;
  const bool is_after = text.take('+');
  const bool is_before = !is_after && text.take('-');
  const std::string_view digits = text.digits();
  const bool is_long = is_after || is_before;
  if (digits.size() < (is_after ? usual + 1 : usual) ||
      digits.size() > (is_long ? longest : usual)) {
    return std::nullopt;
  }
  const std::int64_t year = number_of(digits);
  if (year > latest || (is_before && year == 0)) return std::nullopt;
  return is_before ? -year : year;
}

/// The days from 1970-01-01 on to that of the year, of which "-MM-DD" follows.
std::optional<std::int64_t> days_of(std::int64_t year, Scanner& text) {
  const std::optional<int> month = text.pair_behind('-', 12);
  const std::optional<int> day_of_month = month ? text.pair_behind('-', 31) : std::nullopt;
  if (!day_of_month) return std::nullopt;
  // The calendar repeats itself, and <chrono> knows no far years.
  constexpr std::int64_t cycle = 400;  // years
  constexpr std::int64_t days_of_cycle = 146'097;
  const std::int64_t year_of_cycle = (year % cycle + cycle) % cycle;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(year_of_cycle)},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day_of_month)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date}.time_since_epoch().count() +
         (year - year_of_cycle) / cycle * days_of_cycle;
}

/// The seconds by which local time is ahead of UTC; nothing where the rest of the text is no zone.
std::optional<std::int64_t> offset_of(Scanner& text) {
  if (text.take('Z')) return 0;
  const bool is_behind = text.take('-');
  if (!is_behind && !text.take('+')) return std::nullopt;
  const std::optional<int> hours = text.pair(23);
  const std::optional<int> minutes = hours ? text.pair_behind(':', 59) : std::nullopt;
  if (!minutes) return std::nullopt;
  const std::int64_t offset = *hours * hour + *minutes * minute;
  return is_behind ? -offset : offset;
}

/// The same as Java has it: minutes and seconds may be missing.
std::optional<std::int64_t> offset_of_java(Scanner& text) {
  if (text.take('Z') || text.take('z')) return 0;
  const bool is_behind = text.take('-');
  if (!is_behind && !text.take('+')) return std::nullopt;
  constexpr std::int64_t longest = 18 * hour;
  const std::optional<int> hours = text.pair(23);
  if (!hours) return std::nullopt;
  std::int64_t offset = *hours * hour;
  for (const std::int64_t unit : {minute, std::int64_t{1}}) {
    if (!text.take(':')) break;
    const std::optional<int> part = text.pair(59);
    if (!part) return std::nullopt;
    offset += *part * unit;
  }
  if (offset > longest) return std::nullopt;
  return is_behind ? -offset : offset;
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  Scanner rest{text};
  const std::string_view year = rest.digits();
  if (year.size() != 4) return std::nullopt;
  const std::optional<std::int64_t> days = days_of(number_of(year), rest);
  const std::optional<int> hours = days ? rest.pair_behind('T', 23) : std::nullopt;
  const std::optional<int> minutes = hours ? rest.pair_behind(':', 59) : std::nullopt;
  const std::optional<int> seconds = minutes ? rest.pair_behind(':', 60) : std::nullopt;
  if (!seconds) return std::nullopt;
  Timestamp time;
  if (rest.take('.')) {
    const std::string_view fraction = rest.digits();
    if (fraction.empty()) return std::nullopt;
    time.nanoseconds = nanoseconds_of(fraction);
  }
  const std::optional<std::int64_t> offset = offset_of(rest);
  if (!offset || !rest.is_at_end()) return std::nullopt;
  time.seconds = *days * day + *hours * hour + *minutes * minute + std::min(*seconds, 59) - *offset;
  return time;
}

std::optional<Timestamp> parse_offset_date_time(std::string_view text) {
  Scanner rest{text};
  const std::optional<std::int64_t> year = year_of_java(rest);
  const std::optional<std::int64_t> days = year ? days_of(*year, rest) : std::nullopt;
  if (!days || !(rest.take('T') || rest.take('t'))) return std::nullopt;
  const std::optional<int> hours = rest.pair(23);
  const std::optional<int> minutes = hours ? rest.pair_behind(':', 59) : std::nullopt;
  if (!minutes) return std::nullopt;
  Timestamp time;
  time.seconds = *days * day + *hours * hour + *minutes * minute;
  if (rest.take(':')) {
    const std::optional<int> seconds = rest.pair(59);
    if (!seconds) return std::nullopt;
    time.seconds += *seconds;
    const std::string_view fraction = rest.take('.') ? rest.digits() : std::string_view{};
    if (fraction.size() > nanosecond_digits) return std::nullopt;
    time.nanoseconds = nanoseconds_of(fraction);
  }
  const std::optional<std::int64_t> offset = offset_of_java(rest);
  if (!offset || !rest.is_at_end()) return std::nullopt;
  time.seconds -= *offset;
  return time;
}

}  // namespace idm_synth::asl
