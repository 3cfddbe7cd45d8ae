// SPDX-License-Identifier: Apache-2.0
// What the fields of a state mean, each for itself. Neither time nor history is known here; the
// simulation and the explorer put them in an order.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <idm_synth/json/arena.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machine.hpp"

namespace idm_synth::asl {

/// How a state, a branch or an execution fails.
struct Failure {
  std::optional<std::string> error = {};
  std::optional<std::string> cause = {};
  bool is_heartbeat = false;  ///< a States.Timeout that "States.HeartbeatTimeout" matches, too
  bool is_catchable = true;   ///< no retrier and no catcher matches the others
};

/// Whether the names of a Retrier or Catcher match the failure.
/// https://states-language.net/#errors
[[nodiscard]] bool matches(const std::vector<std::string>& error_equals, const Failure& failure);

/// The retrier that decides on the failure, by its index: the first that matches, whether or not it
/// has attempts left.
[[nodiscard]] std::optional<std::size_t> find_retrier(const CompiledState& state,
                                                      const Failure& failure);
/// How long that retrier waits after `retries` earlier retries; before jitter.
[[nodiscard]] std::chrono::milliseconds delay_of(const CompiledRetrier& retrier,
                                                 std::int64_t retries);
[[nodiscard]] std::optional<std::size_t> find_catcher(const CompiledState& state,
                                                      const Failure& failure);

// What follows throws RuntimeError. `scope.root` is what `$` means in each.

/// What InputPath or OutputPath lets through.
[[nodiscard]] json::Value filtered(const Filter& filter, const Scope& scope);
/// What a state works on: its input after InputPath and Parameters; its root is the raw input.
[[nodiscard]] json::Value effective_input(const CompiledState& state, Scope scope);
/// The raw input with the result put where ResultPath says.
[[nodiscard]] json::Value placed(const ResultPlace& place, const json::Value& raw,
                                 const json::Value& result, json::Arena& arena);
/// The values of an Assign by the variables' names; all see the old values of the others.
[[nodiscard]] json::Value assigned_values(const Assignments& assign, const Scope& scope);
/// Sets the variables to those values.
void set_variables(const Assignments& assign, const json::Value& values, Variables& variables);

/// {"Error": …, "Cause": …}, as a Catch gives it on.
[[nodiscard]] json::Value error_output(const Failure& failure, json::Arena& arena);

/// The rule that holds; null where the Default is taken. Throws RuntimeError where there is none.
[[nodiscard]] const CompiledChoice::Rule* find_rule(const CompiledChoice& choice,
                                                    const Scope& scope);

/// Until when a Wait that is entered at `now` lasts.
[[nodiscard]] Time end_of_wait(const CompiledWait& wait, const Scope& scope, Time now);

/// How long a task's call may last, in seconds.
struct TaskLimits {
  std::optional<std::int64_t> timeout = {};
  std::optional<std::int64_t> heartbeat = {};
};
/// Throws RuntimeError for one that is not positive.
[[nodiscard]] TaskLimits limits_of(const CompiledTask& task, const Scope& scope);

/// How many iterations of a Map run at once; 0: all of them. Throws RuntimeError for less.
[[nodiscard]] std::int64_t max_concurrency_of(const CompiledMap& map, const Scope& scope);

/// The items that a Map runs over.
[[nodiscard]] json::Value items_of(const CompiledMap& map, const Scope& scope);

/// The Error or Cause of a Fail; `field` is the name of the form with a path.
[[nodiscard]] std::optional<std::string> text_of(const TextOrFound& text, std::string_view field,
                                                 const Scope& scope);

/// An execution may last no longer; it then ends as one whose TimeoutSeconds is over.
/// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
constexpr std::chrono::days longest_execution{365};

/// The largest input, output or result, in bytes of its JSON.
/// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
constexpr std::size_t largest_payload = 262'144;
[[nodiscard]] bool is_over_limit(const json::Value& payload);

/// What the service says of a payload over its limit. `what` is the state, or a task's integration.
[[nodiscard]] Failure data_limit_exceeded(std::string_view what, bool is_catchable);

}  // namespace idm_synth::asl
