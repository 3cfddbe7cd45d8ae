// SPDX-License-Identifier: Apache-2.0
// Records the events of an execution as the service shows them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/asl/execution.hpp>
#include <idm_synth/json/arena.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "machine.hpp"
#include "semantics.hpp"

namespace idm_synth::asl {

/// The most events that a history holds; the last says that there were too many.
/// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
constexpr std::int64_t most_events = 25'000;

/// No event fits into the history but that of the execution's end.
class HistoryFull : public RuntimeError {
 public:
  HistoryFull()
      : RuntimeError("The execution reached the maximum number of history events (" +
                     std::to_string(most_events) + ").") {}
};

/// Numbers the events, and keeps them where they are wanted. Each function returns the event's id,
/// or throws HistoryFull.
/// Shapes: https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
class History {
 public:
  History(const ExecutionStart& start, json::Arena& arena)
      : start_{start}, arena_{arena}, is_kept_{start.with_history} {}

  [[nodiscard]] std::int64_t count() const { return count_; }
  [[nodiscard]] std::vector<HistoryEvent> take() { return std::move(events_); }

  /// The text that a value is shown as where that is not compact JSON: the execution's input is
  /// passed on as it was written, white space and all, until something is made of it. Else empty.
  [[nodiscard]] std::string_view text_as_written(const json::Value& value) const;
  /// An array that is made of texts, as that of a Parallel's outputs, keeps them.
  void join_texts(const json::Value& array);

  /// An event without details.
  std::int64_t add(Time time, std::int64_t previous, std::string_view type) {
    count_one();
    if (is_kept_) keep(time, previous, type);
    return count_;
  }
  std::int64_t execution_started();
  std::int64_t execution_succeeded(Time time, std::int64_t previous, const json::Value& output);
  std::int64_t execution_failed(Time time, std::int64_t previous, const Failure& failure);
  std::int64_t execution_timed_out(Time time, std::int64_t previous);
  std::int64_t state_entered(Time time, std::int64_t previous, const CompiledState& state,
                             const json::Value& input);
  /// `assigned` holds the variables that were set, by name.
  std::int64_t state_exited(Time time, std::int64_t previous, const CompiledState& state,
                            const json::Value& output, const json::Value& assigned);
  std::int64_t task_scheduled(Time time, std::int64_t previous, const CompiledTask& task,
                              const json::Value& parameters, const json::Value& credentials,
                              std::optional<std::int64_t> timeout,
                              std::optional<std::int64_t> heartbeat);
  std::int64_t task_started(Time time, std::int64_t previous, const CompiledTask& task);
  /// Of a call whose result comes later. What the service answers at first is not known.
  std::int64_t task_submitted(Time time, std::int64_t previous, const CompiledTask& task);
  std::int64_t task_succeeded(Time time, std::int64_t previous, const CompiledTask& task,
                              const json::Value& output);
  /// TaskTimedOut for a States.Timeout.
  std::int64_t task_failed(Time time, std::int64_t previous, const CompiledTask& task,
                           const Failure& failure);
  std::int64_t map_started(Time time, std::int64_t previous, std::size_t length);
  /// `what` is Started, Succeeded, Failed or Aborted.
  std::int64_t map_iteration(Time time, std::int64_t previous, std::string_view what,
                             const CompiledState& map, std::size_t index);

 private:
  class Details;
  struct Written {
    json::Value value;
    std::string_view text;
  };

  void count_one() {
    if (count_ >= most_events - 1) throw HistoryFull{};
    ++count_;
  }
  HistoryEvent& keep(Time time, std::int64_t previous, std::string_view type);

  const ExecutionStart& start_;
  json::Arena& arena_;
  bool is_kept_;
  std::int64_t count_ = 0;
  std::vector<HistoryEvent> events_;
  std::vector<Written> written_;  ///< besides the input
};

/// What an error of a task calls the integration: "sns" and "publish" of
/// "arn:aws:states:::sns:publish", "aws-sdk:rds" and "startExportTask"; a function or an activity
/// is both times called by its ARN.
struct Integration {
  std::string_view type;
  std::string_view resource;
};
[[nodiscard]] Integration integration_of(std::string_view resource);

}  // namespace idm_synth::asl
