// SPDX-License-Identifier: Apache-2.0
// The syntax of AWS's cron expressions.
#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <idm_synth/builders/schedule.hpp>
#include <optional>
#include <span>
#include <vector>

namespace idm_synth::builders {
namespace {

/// The names stand for the numbers from the field's minimum on.
constexpr std::array<std::string_view, 12> months = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                     "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::array<std::string_view, 7> weekdays = {"SUN", "MON", "TUE", "WED",
                                                      "THU", "FRI", "SAT"};

enum class Days { no, of_month, of_week };

struct Field {
  std::string_view name;
  int min;
  int max;
  std::span<const std::string_view> names = {};
  Days days = Days::no;
};

constexpr std::array<Field, 6> fields = {{
    {"minutes", 0, 59},
    {"hours", 0, 23},
    {"day of month", 1, 31, {}, Days::of_month},
    {"month", 1, 12, months},
    {"day of week", 1, 7, weekdays, Days::of_week},
    {"year", 1970, 2199},
}};

/// The pieces between the separators; at least one.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

std::optional<int> number(std::string_view text, int min, int max) {
  int value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc{} || result.ptr != end || value < min || value > max) return {};
  return value;
}

bool same_letters(std::string_view text, std::string_view upper) {
  return std::equal(text.begin(), text.end(), upper.begin(), upper.end(), [](char a, char b) {
    return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 'a' + 'A') : a) == b;
  });
}

/// A number of the field, or one of its names.
std::optional<int> field_value(std::string_view text, const Field& field) {
  for (std::size_t i = 0; i < field.names.size(); ++i) {
    if (same_letters(text, field.names[i])) return field.min + static_cast<int>(i);
  }
  return number(text, field.min, field.max);
}

/// L, W and #: days that have no fixed number.
bool is_relative_day(std::string_view text, const Field& field) {
  if (field.days == Days::of_month) {
    if (text == "L" || text == "LW") return true;
    return text.ends_with('W') && number(text.substr(0, text.size() - 1), 1, 31);
  }
  if (field.days == Days::of_week) {
    if (text == "L") return true;
    if (text.ends_with('L')) return field_value(text.substr(0, text.size() - 1), field).has_value();
    const std::size_t hash = text.find('#');
    return hash != std::string_view::npos && field_value(text.substr(0, hash), field) &&
           number(text.substr(hash + 1), 1, 5);
  }
  return false;
}

/// Values of a field, as in `5`, `1-5`, `*` or `0/15`.
struct Values {
  int first;
  int last;
  int step;
};

/// One item of a list; nothing where it is wrong.
std::optional<Values> item_values(std::string_view item, const Field& field) {
  const std::size_t slash = item.find('/');
  const std::string_view range = item.substr(0, slash);
  Values values{field.min, field.max, 1};
  if (slash != std::string_view::npos) {
    const std::optional<int> step = number(item.substr(slash + 1), 1, field.max);
    if (!step) return {};
    values.step = *step;
  }
  if (range == "*") return values;
  const std::size_t dash = range.find('-');
  const std::optional<int> first = field_value(range.substr(0, dash), field);
  if (!first) return {};
  values.first = *first;
  if (dash != std::string_view::npos) {
    const std::optional<int> last = field_value(range.substr(dash + 1), field);
    if (!last || *last < *first) return {};
    values.last = *last;
  } else if (slash == std::string_view::npos) {
    values.last = *first;
  }
  return values;
}

bool is_valid(std::string_view text, const Field& field) {
  if (text == "?") return field.days != Days::no;
  const std::vector<std::string_view> items = split(text, ',');
  return std::all_of(items.begin(), items.end(), [&](std::string_view item) {
    return is_relative_day(item, field) || item_values(item, field).has_value();
  });
}

/// How many minutes of an hour a valid minutes field names.
std::size_t starts_per_hour(std::string_view minutes) {
  std::bitset<60> starts;
  for (const std::string_view item : split(minutes, ',')) {
    const std::optional<Values> values = item_values(item, fields[0]);
    for (int minute = values->first; minute <= values->last; minute += values->step) {
      starts.set(static_cast<std::size_t>(minute));
    }
  }
  return starts.count();
}

}  // namespace

Schedule Schedule::daily_at(int hour, int minute) {
  return Schedule{"cron(" + std::to_string(minute) + " " + std::to_string(hour) + " * * ? *)"};
}

std::string cron_problem(std::string_view expression) {
  if (!expression.starts_with("cron(") || !expression.ends_with(')')) {
    return "is not of the form cron(...)";
  }
  const auto given = split(expression.substr(5, expression.size() - 6), ' ');
  if (given.size() != fields.size()) {
    return "has " + std::to_string(given.size()) + (given.size() == 1 ? " field" : " fields");
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!is_valid(given[i], fields[i])) {
      return "has a bad " + std::string{fields[i].name} + ", \"" + std::string{given[i]} + "\"";
    }
  }
  const bool any_day_of_month = given[2] == "?";
  const bool any_day_of_week = given[4] == "?";
  if (any_day_of_month == any_day_of_week) {
    return any_day_of_month ? "has ? for both days" : "has ? for neither day";
  }
  if (starts_per_hour(given[0]) > 1) return "starts more often than once an hour";
  return {};
}

}  // namespace idm_synth::builders
