// SPDX-License-Identifier: Apache-2.0
#include "semantics.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace idm_synth::asl {
namespace {

/// The longest wait until a time that the service takes.
constexpr std::chrono::days longest_wait{24'855};

json::Value empty_object() {
  static const json::Value object = [] {
    static json::Arena arena;
    return arena.object({});
  }();
  return object;
}

/// A value as the service's texts have it: a string without its quotes.
std::string plain(const json::Value& value) {
  return value.kind() == json::Value::Kind::string ? std::string{value.text()}
                                                   : json::to_text(value);
}

/// A whole number; the service takes one that is written as a string, too.
std::optional<std::int64_t> whole(const json::Value& value) {
  switch (value.kind()) {
    case json::Value::Kind::integer:
      return value.integer();
    case json::Value::Kind::number:
      if (std::floor(value.number()) != value.number() || std::abs(value.number()) >= 1e15) break;
      return static_cast<std::int64_t>(value.number());
    case json::Value::Kind::string: {
      const std::string_view text = value.text();
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error != std::errc{} || end != text.data() + text.size()) break;
      return number;
    }
    default:
      break;
  }
  return std::nullopt;
}

/// A number of seconds, items or attempts: the literal, or what the path finds.
std::optional<std::int64_t> whole_number(const LiteralOrFound<std::int64_t>& field,
                                         std::string_view name, const Scope& scope) {
  if (const auto* literal = std::get_if<std::int64_t>(&field)) return *literal;
  const auto* path = std::get_if<CompiledPath>(&field);
  if (path == nullptr) return std::nullopt;
  const json::Value found = path->get(scope);
  const std::optional<std::int64_t> number = whole(found);
  if (!number.has_value()) {
    throw RuntimeError("The " + std::string{name} + "Path field refers to value \"" + plain(found) +
                       "\" which is not a valid integer: " + path->text());
  }
  return number;
}

/// Puts a result where a ResultPath says.
class Placement {
 public:
  Placement(const ResultPlace& place, const json::Value& raw, const json::Value& result,
            json::Arena& arena)
      : place_{place}, raw_{raw}, result_{result}, arena_{arena} {}

  [[nodiscard]] json::Value value() { return put(place_.steps, raw_); }

 private:
  json::Value put(std::span<const ResultPlace::Step> steps, const json::Value& target);
  /// For a step that does not fit what it is taken at.
  [[nodiscard]] ReferencePathConflict conflict(const ResultPlace::Step& step) const;

  const ResultPlace& place_;
  const json::Value& raw_;
  const json::Value& result_;
  json::Arena& arena_;
};

ReferencePathConflict Placement::conflict(const ResultPlace::Step& step) const {
  const bool is_container =
      raw_.kind() == json::Value::Kind::object || raw_.kind() == json::Value::Kind::array;
  const auto* name = std::get_if<std::string>(&step);
  const std::string text = name != nullptr ? *name : std::to_string(std::get<std::size_t>(step));
  return ReferencePathConflict(
      "Unable to apply " +
      (is_container ? "step \"" + text + "\"" : "ReferencePath " + place_.text) + " to input " +
      json::to_text(raw_));
}

json::Value Placement::put(std::span<const ResultPlace::Step> steps, const json::Value& target) {
  if (steps.empty()) return result_;
  if (const auto* name = std::get_if<std::string>(&steps.front())) {
    const bool is_object = target.kind() == json::Value::Kind::object;
    if (!is_object && target.kind() != json::Value::Kind::null) throw conflict(steps.front());
    const json::Value object = is_object ? target : empty_object();
    const json::Value* member = object.find(*name);
    const json::Value inner = put(steps.subspan(1), member == nullptr ? json::Value{} : *member);
    return arena_.with(object, *name, inner);
  }
  const std::size_t index = std::get<std::size_t>(steps.front());
  if (target.kind() != json::Value::Kind::array || index >= target.items().size()) {
    throw conflict(steps.front());
  }
  std::vector<json::Value> items{target.items().begin(), target.items().end()};
  items[index] = put(steps.subspan(1), items[index]);
  return arena_.array(items);
}

Time seconds_later(Time now, std::int64_t seconds) {
  return now + std::chrono::seconds{seconds};
}

Time to_time(const Timestamp& timestamp) {
  // A wait ends when the time has come, not a part of a millisecond before it.
  return Time{std::chrono::seconds{timestamp.seconds} +
              std::chrono::milliseconds{(timestamp.nanoseconds + 999'999) / 1'000'000}};
}

Time until(Timestamp timestamp, Time now) {
  // A far year's milliseconds do not fit. All times before now are one, and all that are too late.
  const std::int64_t second =
      std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
  constexpr std::int64_t too_long = std::chrono::seconds{longest_wait}.count() + 2;
  timestamp.seconds = std::clamp(timestamp.seconds, second - 1, second + too_long);
  const Time time = to_time(timestamp);
  if (time - now > longest_wait) throw RuntimeError("Wait state delay is too long.");
  return std::max(time, now);
}

}  // namespace

bool matches(const std::vector<std::string>& error_equals, const Failure& failure) {
  // Whoever gives it that name, a mock for one.
  if (!failure.is_catchable || failure.error == "States.Runtime") return false;
  const bool is_timeout = failure.error == "States.Timeout";
  return std::any_of(error_equals.begin(), error_equals.end(), [&](const std::string& name) {
    return name == failure.error || name == "States.ALL" ||
           (name == "States.TaskFailed" && !is_timeout) ||
           (name == "States.HeartbeatTimeout" && failure.is_heartbeat);
  });
}

std::optional<std::size_t> find_retrier(const CompiledState& state, const Failure& failure) {
  for (std::size_t i = 0; i < state.retry.size(); ++i) {
    if (matches(state.retry[i].error_equals, failure)) return i;
  }
  return std::nullopt;
}

std::chrono::milliseconds delay_of(const CompiledRetrier& retrier, std::int64_t retries) {
  // A year is longer than any execution; an infinite delay would overflow.
  constexpr double year = 366.0 * 86'400;
  const double grown =
      retrier.interval * std::pow(retrier.backoff_rate, static_cast<double>(retries));
  const double seconds = std::min({grown, retrier.max_delay.value_or(year), year});
  return std::chrono::milliseconds{std::llround(seconds * 1000)};
}

std::optional<std::size_t> find_catcher(const CompiledState& state, const Failure& failure) {
  for (std::size_t i = 0; i < state.catchers.size(); ++i) {
    if (matches(state.catchers[i].error_equals, failure)) return i;
  }
  return std::nullopt;
}

json::Value filtered(const Filter& filter, const Scope& scope) {
  if (filter.is_null) return empty_object();
  return filter.path.has_value() ? filter.path->get(scope) : scope.root;
}

json::Value effective_input(const CompiledState& state, Scope scope) {
  const json::Value input = filtered(state.input_path, scope);
  // Errors show what the parameters are taken from.
  if (!json::is_same(input, scope.root)) scope.root_text = {};
  scope.root = input;
  return state.parameters.has_value() ? state.parameters->evaluate(scope) : scope.root;
}

json::Value placed(const ResultPlace& place, const json::Value& raw, const json::Value& result,
                   json::Arena& arena) {
  if (place.is_null) return raw;
  return Placement{place, raw, result, arena}.value();
}

json::Value assigned_values(const Assignments& assign, const Scope& scope) {
  if (assign.empty()) return empty_object();
  std::vector<json::Member> members;
  members.reserve(assign.size());
  for (const Assignment& assignment : assign) {
    members.push_back(assignment.value.evaluate(scope).members().front());
  }
  return scope.arena->object(members);
}

void set_variables(const Assignments& assign, const json::Value& values, Variables& variables) {
  for (std::size_t i = 0; i < assign.size(); ++i) {
    variables[assign[i].variable] = values.members()[i].value;
  }
}

json::Value error_output(const Failure& failure, json::Arena& arena) {
  const auto text = [&](const std::optional<std::string>& content) {
    return content.has_value() ? arena.string(*content) : json::Value{};
  };
  // A timeout has no cause, and yet a recorded one gives an empty text on.
  const bool is_timeout = failure.error == "States.Timeout" && !failure.cause.has_value();
  const json::Member members[] = {
      {"Error", 0, text(failure.error)},
      {"Cause", 0, is_timeout ? json::Arena::view("") : text(failure.cause)}};
  return arena.object(members);
}

const CompiledChoice::Rule* find_rule(const CompiledChoice& choice, const Scope& scope) {
  const auto found =
      std::find_if(choice.rules.begin(), choice.rules.end(),
                   [&](const CompiledChoice::Rule& rule) { return rule.when.holds(scope); });
  if (found != choice.rules.end()) return &*found;
  if (choice.otherwise.has_value()) return nullptr;
  throw RuntimeError(
      "Failed to transition out of the state. The state does not point to a next state.");
}

Time end_of_wait(const CompiledWait& wait, const Scope& scope, Time now) {
  if (const auto* seconds = std::get_if<std::int64_t>(&wait.time)) {
    return seconds_later(now, *seconds);
  }
  if (const auto* timestamp = std::get_if<Timestamp>(&wait.time)) return until(*timestamp, now);
  const auto& path = std::get<CompiledPath>(wait.time);
  const auto found = path.find(scope);
  if (wait.is_until) {
    if (!found.has_value()) {
      throw RuntimeError("The TimestampPath parameter does not reference an input value: " +
                         path.text());
    }
    const auto timestamp = found->kind() == json::Value::Kind::string
                               ? parse_offset_date_time(found->text())
                               : std::nullopt;
    if (!timestamp.has_value()) {
      throw RuntimeError(
          "The TimestampPath parameter does not reference a valid ISO-8601 extended offset "
          "date-time format string: " +
          path.text() + " == " + plain(*found));
    }
    return until(*timestamp, now);
  }
  if (!found.has_value()) {
    throw RuntimeError("The SecondsPath parameter does not reference an input value: " +
                       path.text());
  }
  const std::string shown = path.text() + " == " + plain(*found);
  // The service reads the value's text: "3" in quotes is a number of seconds, and 3.0 is none.
  const auto seconds = found->kind() == json::Value::Kind::number ? std::nullopt : whole(*found);
  if (!seconds.has_value()) {
    throw RuntimeError("The SecondsPath parameter cannot be parsed as a long value: " + shown);
  }
  if (*seconds < 0) {
    throw RuntimeError("The SecondsPath parameter references a negative value: " + shown);
  }
  if (std::chrono::seconds{*seconds} > longest_wait) {
    throw RuntimeError("Wait state delay is too long.");
  }
  return seconds_later(now, *seconds);
}

TaskLimits limits_of(const CompiledTask& task, const Scope& scope) {
  const TaskLimits limits{.timeout = whole_number(task.timeout, "TimeoutSeconds", scope),
                          .heartbeat = whole_number(task.heartbeat, "HeartbeatSeconds", scope)};
  if (limits.timeout.value_or(1) <= 0 || limits.heartbeat.value_or(1) <= 0) {
    throw RuntimeError("TimeoutSeconds and HeartbeatSeconds must be positive.");
  }
  return limits;
}

std::int64_t max_concurrency_of(const CompiledMap& map, const Scope& scope) {
  const std::int64_t limit = whole_number(map.max_concurrency, "MaxConcurrency", scope).value_or(0);
  if (limit < 0) throw RuntimeError("MaxConcurrency cannot be negative.");
  return limit;
}

json::Value items_of(const CompiledMap& map, const Scope& scope) {
  const json::Value items =
      map.items_path.has_value() ? map.items_path->get_items(scope) : scope.root;
  if (items.kind() == json::Value::Kind::array) return items;
  std::string path = map.items_path.has_value() ? map.items_path->text() : "$";
  // The service names a path into the context object as one into a root of its own.
  if (path.starts_with("$$")) path.erase(0, 1);
  throw RuntimeError("Reference path \"" + path + "\" must point to array.");
}

std::optional<std::string> text_of(const TextOrFound& text, std::string_view field,
                                   const Scope& scope) {
  json::Value value;
  if (const auto* payload = std::get_if<CompiledPayload>(&text)) {
    value = payload->evaluate(scope);
  } else if (const auto* path = std::get_if<CompiledPath>(&text)) {
    value = path->get_for(scope, field);
  } else {
    return std::nullopt;
  }
  if (value.kind() == json::Value::Kind::string) return std::string{value.text()};
  throw RuntimeError("The " + std::string{field} +
                     " field refers to a value that is not a string: " + json::to_text(value));
}

bool is_over_limit(const json::Value& payload) {
  // Few are near to it, and only those are counted exactly.
  return json::text_size_bound(payload) > largest_payload &&
         json::text_size(payload) > largest_payload;
}

Failure data_limit_exceeded(std::string_view what, bool is_catchable) {
  return {.error = "States.DataLimitExceeded",
          .cause = "The state/task '" + std::string{what} +
                   "' returned a result with a size exceeding the maximum number of bytes service "
                   "limit.",
          .is_catchable = is_catchable};
}

}  // namespace idm_synth::asl
