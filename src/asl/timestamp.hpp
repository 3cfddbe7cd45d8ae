// SPDX-License-Identifier: Apache-2.0
// Timestamps as the Amazon States Language writes them, and as the service reads them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace idm_synth::asl {

/// A point in time, to the nanosecond.
struct Timestamp {
  std::int64_t seconds = 0;  ///< since 1970-01-01T00:00:00Z; a leap second is that before it
  std::int32_t nanoseconds = 0;

  auto operator<=>(const Timestamp&) const = default;
};

/// A literal of a definition: RFC 3339 with `T`, and with `Z` or an offset; nothing where the text
/// is none. What is finer than a nanosecond is dropped. https://states-language.net/#timestamps
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);

[[nodiscard]] inline bool is_timestamp(std::string_view text) {
  return parse_timestamp(text).has_value();
}

/// A value when the machine runs: what Java's DateTimeFormatter.ISO_OFFSET_DATE_TIME takes, whose
/// documentation the service's error quotes. `T` and `Z` may be small. The seconds may be left out,
/// and any digits of their fraction, of which there are at most nine; the minutes of an offset,
/// too. An offset may have seconds, and is at most 18 hours. A year has four digits, or up to ten
/// behind a minus, or five to ten behind a plus, and is at most 999,999,999. No minute has a
/// second 60.
/// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/time/format/DateTimeFormatter.html#ISO_OFFSET_DATE_TIME
[[nodiscard]] std::optional<Timestamp> parse_offset_date_time(std::string_view text);

}  // namespace idm_synth::asl
