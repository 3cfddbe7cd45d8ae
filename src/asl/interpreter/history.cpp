// SPDX-License-Identifier: Apache-2.0
#include "history.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace idm_synth::asl {
namespace {

bool is_function(std::string_view resource) {
  return resource.find(":lambda:") != std::string_view::npos &&
         resource.find(":function:") != std::string_view::npos;
}

bool is_activity(std::string_view resource) {
  return resource.find(":activity:") != std::string_view::npos;
}

/// The names of an event about a call, for each of the three kinds of resources.
struct CallEvent {
  std::string_view type;
  std::string_view details;
};
struct CallEvents {
  CallEvent function;
  CallEvent activity;
  CallEvent service;

  [[nodiscard]] const CallEvent& of(std::string_view resource) const {
    if (is_function(resource)) return function;
    return is_activity(resource) ? activity : service;
  }
};

constexpr CallEvents scheduled{{"LambdaFunctionScheduled", "lambdaFunctionScheduledEventDetails"},
                               {"ActivityScheduled", "activityScheduledEventDetails"},
                               {"TaskScheduled", "taskScheduledEventDetails"}};
constexpr CallEvents started{{"LambdaFunctionStarted", ""},
                             {"ActivityStarted", "activityStartedEventDetails"},
                             {"TaskStarted", "taskStartedEventDetails"}};
constexpr CallEvents succeeded{{"LambdaFunctionSucceeded", "lambdaFunctionSucceededEventDetails"},
                               {"ActivitySucceeded", "activitySucceededEventDetails"},
                               {"TaskSucceeded", "taskSucceededEventDetails"}};
constexpr CallEvents failed{{"LambdaFunctionFailed", "lambdaFunctionFailedEventDetails"},
                            {"ActivityFailed", "activityFailedEventDetails"},
                            {"TaskFailed", "taskFailedEventDetails"}};
constexpr CallEvents timed_out{{"LambdaFunctionTimedOut", "lambdaFunctionTimedOutEventDetails"},
                               {"ActivityTimedOut", "activityTimedOutEventDetails"},
                               {"TaskTimedOut", "taskTimedOutEventDetails"}};

constexpr std::array entered_types = {
    "TaskStateEntered",     "PassStateEntered", "WaitStateEntered",    "ChoiceStateEntered",
    "ParallelStateEntered", "MapStateEntered",  "SucceedStateEntered", "FailStateEntered"};
constexpr std::array exited_types = {"TaskStateExited",    "PassStateExited",     "WaitStateExited",
                                     "ChoiceStateExited",  "ParallelStateExited", "MapStateExited",
                                     "SucceedStateExited", "FailStateExited"};

struct IterationNames {
  std::string_view what;
  std::string_view type;
  std::string_view details;
};
constexpr std::array iteration_names = {
    IterationNames{"Started", "MapIterationStarted", "mapIterationStartedEventDetails"},
    IterationNames{"Succeeded", "MapIterationSucceeded", "mapIterationSucceededEventDetails"},
    IterationNames{"Failed", "MapIterationFailed", "mapIterationFailedEventDetails"},
    IterationNames{"Aborted", "MapIterationAborted", "mapIterationAbortedEventDetails"}};

}  // namespace

Integration integration_of(std::string_view resource) {
  static constexpr std::string_view mark = ":states:::";
  const std::size_t start = resource.find(mark);
  const std::size_t end = resource.rfind(':');
  // A suffix such as ".sync:2" belongs to the action, which has no colon otherwise.
  const std::size_t last =
      end != std::string_view::npos && end > 0 && resource.substr(0, end).ends_with(".sync")
          ? resource.rfind(':', end - 1)
          : end;
  if (start == std::string_view::npos || last < start + mark.size()) return {resource, resource};
  return {resource.substr(start + mark.size(), last - start - mark.size()),
          resource.substr(last + 1)};
}

/// The members of an event's details.
class History::Details {
 public:
  explicit Details(History& history) : history_{history} {}

  Details& add(std::string_view key, const json::Value& value) {
    members_.push_back({key, 0, value});
    return *this;
  }
  Details& text(std::string_view key, std::string_view text) {
    return add(key, history_.arena_.string(text));
  }
  Details& text(std::string_view key, const std::optional<std::string>& text) {
    return text.has_value() ? this->text(key, std::string_view{*text}) : *this;
  }
  /// A value as text, and that it is not cut.
  Details& payload(std::string_view key, std::string_view about, const json::Value& value) {
    const std::string_view written = history_.text_as_written(value);
    text(key, written.empty() ? std::string_view{json::to_text(value)} : written);
    return not_truncated(about);
  }
  Details& not_truncated(std::string_view about) {
    const std::array members = {json::Member{"truncated", 0, json::Arena::boolean(false)}};
    return add(about, history_.arena_.object(members));
  }
  Details& seconds(std::string_view key, std::optional<std::int64_t> seconds) {
    return seconds.has_value() ? add(key, json::Arena::integer(*seconds)) : *this;
  }
  [[nodiscard]] json::Value object() { return history_.arena_.object(members_); }

 private:
  History& history_;
  std::vector<json::Member> members_;
};

std::string_view History::text_as_written(const json::Value& value) const {
  if (start_.input_text.empty()) return {};
  if (json::is_same(value, start_.input)) return start_.input_text;
  const auto found = std::find_if(written_.begin(), written_.end(), [&](const Written& written) {
    return json::is_same(value, written.value);
  });
  return found == written_.end() ? std::string_view{} : found->text;
}

void History::join_texts(const json::Value& array) {
  const auto is_compact = [&](const json::Value& item) { return text_as_written(item).empty(); };
  if (std::all_of(array.items().begin(), array.items().end(), is_compact)) return;
  std::string text = "[";
  for (const json::Value& item : array.items()) {
    if (text.size() > 1) text += ',';
    text += is_compact(item) ? json::to_text(item) : text_as_written(item);
  }
  written_.push_back({array, arena_.copy(text + "]")});
}

HistoryEvent& History::keep(Time time, std::int64_t previous, std::string_view type) {
  return events_.emplace_back(HistoryEvent{.id = count_,
                                           .previous_id = previous,
                                           .time = time,
                                           .type = type,
                                           .details_name = {},
                                           .details = {}});
}

std::int64_t History::execution_started() {
  ++count_;
  if (!is_kept_) return count_;
  HistoryEvent& event = keep(start_.time, 0, "ExecutionStarted");
  event.details_name = "executionStartedEventDetails";
  event.details = Details{*this}
                      .payload("input", "inputDetails", start_.input)
                      .text("roleArn", std::string_view{start_.role_arn})
                      .object();
  return count_;
}

std::int64_t History::execution_succeeded(Time time, std::int64_t previous,
                                          const json::Value& output) {
  ++count_;
  if (!is_kept_) return count_;
  HistoryEvent& event = keep(time, previous, "ExecutionSucceeded");
  event.details_name = "executionSucceededEventDetails";
  event.details = Details{*this}.payload("output", "outputDetails", output).object();
  return count_;
}

std::int64_t History::execution_failed(Time time, std::int64_t previous, const Failure& failure) {
  ++count_;
  if (!is_kept_) return count_;
  HistoryEvent& event = keep(time, previous, "ExecutionFailed");
  event.details_name = "executionFailedEventDetails";
  event.details = Details{*this}.text("error", failure.error).text("cause", failure.cause).object();
  return count_;
}

std::int64_t History::execution_timed_out(Time time, std::int64_t previous) {
  ++count_;
  if (!is_kept_) return count_;
  HistoryEvent& event = keep(time, previous, "ExecutionTimedOut");
  event.details_name = "executionTimedOutEventDetails";
  event.details = Details{*this}.object();
  return count_;
}

std::int64_t History::state_entered(Time time, std::int64_t previous, const CompiledState& state,
                                    const json::Value& input) {
  count_one();
  if (!is_kept_) return count_;
  HistoryEvent& event = keep(time, previous, entered_types[state.detail.index()]);
  event.details_name = "stateEnteredEventDetails";
  event.details = Details{*this}
                      .text("name", std::string_view{state.name})
                      .payload("input", "inputDetails", input)
                      .object();
  return count_;
}

std::int64_t History::state_exited(Time time, std::int64_t previous, const CompiledState& state,
                                   const json::Value& output, const json::Value& assigned) {
  count_one();
  if (!is_kept_) return count_;
  HistoryEvent& event = keep(time, previous, exited_types[state.detail.index()]);
  event.details_name = "stateExitedEventDetails";
  Details details{*this};
  details.text("name", std::string_view{state.name}).payload("output", "outputDetails", output);
  if (!assigned.members().empty()) {
    Details variables{*this};
    for (const json::Member& variable : assigned.members()) {
      variables.text(variable.key, std::string_view{json::to_text(variable.value)});
    }
    details.add("assignedVariables", variables.object());
    details.not_truncated("assignedVariablesDetails");
  }
  event.details = details.object();
  return count_;
}

std::int64_t History::task_scheduled(Time time, std::int64_t previous, const CompiledTask& task,
                                     const json::Value& parameters, const json::Value& credentials,
                                     std::optional<std::int64_t> timeout,
                                     std::optional<std::int64_t> heartbeat) {
  count_one();
  if (!is_kept_) return count_;
  const CallEvent& names = scheduled.of(task.resource);
  HistoryEvent& event = keep(time, previous, names.type);
  event.details_name = names.details;
  Details details{*this};
  if (is_function(task.resource) || is_activity(task.resource)) {
    details.text("resource", std::string_view{task.resource});
    details.payload("input", "inputDetails", parameters);
  } else {
    const Integration integration = integration_of(task.resource);
    details.text("resourceType", integration.type).text("resource", integration.resource);
    details.text("region", std::string_view{start_.region});
    details.text("parameters", std::string_view{json::to_text(parameters)});
  }
  details.seconds("timeoutInSeconds", timeout).seconds("heartbeatInSeconds", heartbeat);
  if (task.credentials.has_value()) {
    const json::Value* role = credentials.find("RoleArn");
    Details given{*this};
    given.add("roleArn", role == nullptr ? json::Value{} : *role);
    details.add("taskCredentials", given.object());
  }
  event.details = details.object();
  return count_;
}

std::int64_t History::task_started(Time time, std::int64_t previous, const CompiledTask& task) {
  count_one();
  if (!is_kept_) return count_;
  const CallEvent& names = started.of(task.resource);
  HistoryEvent& event = keep(time, previous, names.type);
  event.details_name = names.details;
  Details details{*this};
  if (!is_function(task.resource) && !is_activity(task.resource)) {
    const Integration integration = integration_of(task.resource);
    details.text("resourceType", integration.type).text("resource", integration.resource);
  }
  event.details = details.object();
  return count_;
}

std::int64_t History::task_submitted(Time time, std::int64_t previous, const CompiledTask& task) {
  count_one();
  if (!is_kept_) return count_;
  HistoryEvent& event = keep(time, previous, "TaskSubmitted");
  event.details_name = "taskSubmittedEventDetails";
  const Integration integration = integration_of(task.resource);
  event.details = Details{*this}
                      .text("resourceType", integration.type)
                      .text("resource", integration.resource)
                      .object();
  return count_;
}

std::int64_t History::task_succeeded(Time time, std::int64_t previous, const CompiledTask& task,
                                     const json::Value& output) {
  count_one();
  if (!is_kept_) return count_;
  const CallEvent& names = succeeded.of(task.resource);
  HistoryEvent& event = keep(time, previous, names.type);
  event.details_name = names.details;
  Details details{*this};
  if (!is_function(task.resource) && !is_activity(task.resource)) {
    const Integration integration = integration_of(task.resource);
    details.text("resourceType", integration.type).text("resource", integration.resource);
  }
  event.details = details.payload("output", "outputDetails", output).object();
  return count_;
}

std::int64_t History::task_failed(Time time, std::int64_t previous, const CompiledTask& task,
                                  const Failure& failure) {
  count_one();
  if (!is_kept_) return count_;
  const bool is_timeout = failure.error == "States.Timeout";
  const CallEvent& names = (is_timeout ? timed_out : failed).of(task.resource);
  HistoryEvent& event = keep(time, previous, names.type);
  event.details_name = names.details;
  Details details{*this};
  if (!is_function(task.resource) && !is_activity(task.resource)) {
    const Integration integration = integration_of(task.resource);
    details.text("resourceType", integration.type).text("resource", integration.resource);
  }
  event.details = details.text("error", failure.error).text("cause", failure.cause).object();
  return count_;
}

std::int64_t History::map_started(Time time, std::int64_t previous, std::size_t length) {
  count_one();
  if (!is_kept_) return count_;
  HistoryEvent& event = keep(time, previous, "MapStateStarted");
  event.details_name = "mapStateStartedEventDetails";
  event.details = Details{*this}.seconds("length", static_cast<std::int64_t>(length)).object();
  return count_;
}

std::int64_t History::map_iteration(Time time, std::int64_t previous, std::string_view what,
                                    const CompiledState& map, std::size_t index) {
  count_one();
  if (!is_kept_) return count_;
  const auto names =
      std::find_if(iteration_names.begin(), iteration_names.end(),
                   [&](const IterationNames& candidate) { return candidate.what == what; });
  HistoryEvent& event = keep(time, previous, names->type);
  event.details_name = names->details;
  event.details = Details{*this}
                      .text("name", std::string_view{map.name})
                      .seconds("index", static_cast<std::int64_t>(index))
                      .object();
  return count_;
}

}  // namespace idm_synth::asl
