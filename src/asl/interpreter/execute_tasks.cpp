// SPDX-License-Identifier: Apache-2.0
// An execution's tasks: their calls, and what follows a failure.
#include <algorithm>
#include <limits>

#include "execute.hpp"

namespace idm_synth::asl {

void Execution::schedule_task(Thread& thread) {
  const auto& task = std::get<CompiledTask>(thread.state->detail);
  refresh_context(thread);
  const Scope raw = scope(thread, thread.raw_input);
  const Scope input = scope(thread, filtered(thread.state->input_path, raw));
  const auto [timeout, heartbeat] = limits_of(task, input);
  thread.timeout = timeout;
  thread.heartbeat = heartbeat;
  thread.input = effective_input(*thread.state, raw);
  if (task.says_who_starts && thread.input.kind() == json::Value::Kind::object) {
    thread.input = arena_.with(thread.input, "StartedBy", json::Arena::view("AWS Step Functions"));
  }
  const json::Value credentials =
      task.credentials.has_value() ? task.credentials->evaluate(input) : json::Value{};
  if (is_too_large(thread.input)) {
    end_failed(thread, data_limit_exceeded(thread.state->name, false));
    return;
  }
  if (const std::string problem = outcomes_.problem(task.resource, thread.input);
      !problem.empty()) {
    throw RuntimeError("The Parameters '" + json::to_text(thread.input) +
                       "' could not be used to start the Task: [" + problem + "]");
  }
  thread.last_id = history_.task_scheduled(now_, thread.last_id, task, thread.input, credentials,
                                           thread.timeout, thread.heartbeat);
  plan(thread, Thread::Step::start_task, now_);
}

void Execution::start_task(Thread& thread) {
  const auto& task = std::get<CompiledTask>(thread.state->detail);
  thread.last_id = history_.task_started(now_, thread.last_id, task);
  thread.outcome = outcomes_.call({.state = thread.state->name,
                                   .resource = task.resource,
                                   .parameters = thread.input,
                                   .retry_count = thread.attempts,
                                   .time = now_,
                                   .arena = arena_});
  if (task.is_submitted && !is_refused(thread.outcome)) {
    plan(thread, Thread::Step::submit_task, now_);
  } else {
    plan_end_of_task(thread);
  }
}

bool Execution::is_refused(const TaskOutcome& outcome) {
  const auto* thrown = std::get_if<Thrown>(&outcome.result);
  if (thrown == nullptr || !thrown->error.has_value()) return false;
  const std::string_view error = *thrown->error;
  return error.find('.') != std::string_view::npos && !error.starts_with("States.");
}

void Execution::submit_task(Thread& thread) {
  const auto& task = std::get<CompiledTask>(thread.state->detail);
  thread.last_id = history_.task_submitted(now_, thread.last_id, task);
  plan_end_of_task(thread);
}

void Execution::plan_end_of_task(Thread& thread) {
  plan(thread, Thread::Step::end_task, now_ + std::min(thread.outcome.duration, patience(thread)));
}

std::chrono::milliseconds Execution::patience(const Thread& thread) {
  constexpr std::int64_t forever = 99'999'999;
  return std::chrono::seconds{
      std::min(thread.timeout.value_or(forever), thread.heartbeat.value_or(forever))};
}

void Execution::end_task(Thread& thread) {
  const auto& task = std::get<CompiledTask>(thread.state->detail);
  if (thread.outcome.duration > patience(thread)) {
    const bool is_heartbeat =
        std::chrono::seconds{thread.heartbeat.value_or(std::numeric_limits<std::int32_t>::max())} <=
        patience(thread);
    fail_task(thread, task, {.error = "States.Timeout", .is_heartbeat = is_heartbeat});
  } else if (auto* thrown = std::get_if<Thrown>(&thread.outcome.result)) {
    // A timeout has no cause; an outcome that is written down may have to give an empty one.
    if (thrown->error == "States.Timeout" && thrown->cause == "") thrown->cause.reset();
    fail_task(thread, task, {.error = thrown->error, .cause = thrown->cause});
  } else {
    const json::Value result = std::get<json::Value>(thread.outcome.result);
    if (is_too_large(result)) {
      fail_task(thread, task, data_limit_exceeded(integration_of(task.resource).type, true));
      return;
    }
    thread.last_id = history_.task_succeeded(now_, thread.last_id, task, result);
    complete(thread, result);
  }
}

void Execution::fail_task(Thread& thread, const CompiledTask& task, const Failure& failure) {
  thread.last_id = history_.task_failed(now_, thread.last_id, task, failure);
  if (!retry(thread, failure, Thread::Step::schedule_task)) catch_or_end(thread, failure);
}

bool Execution::retry(Thread& thread, const Failure& failure, Thread::Step again) {
  const std::optional<std::size_t> found = find_retrier(*thread.state, failure);
  if (!found.has_value()) return false;
  const CompiledRetrier& retrier = thread.state->retry[*found];
  std::int64_t& retries = thread.retries[*found];
  if (retries >= retrier.max_attempts) return false;
  std::chrono::milliseconds delay = delay_of(retrier, retries);
  if (retrier.is_jittered) {
    delay = std::chrono::milliseconds{
        std::uniform_int_distribution<std::int64_t>{0, delay.count()}(random_)};
  }
  ++retries;
  ++thread.attempts;
  plan(thread, again, now_ + delay);
  return true;
}

void Execution::catch_or_end(Thread& thread, const Failure& failure) {
  const std::optional<std::size_t> found = find_catcher(*thread.state, failure);
  if (!found) {
    end_failed(thread, failure);
    return;
  }
  const CompiledCatcher& catcher = thread.state->catchers[*found];
  const json::Value error = error_output(failure, arena_);
  const json::Value assigned = assigned_values(catcher.assign, scope(thread, error));
  const json::Value output = placed(catcher.result_place, thread.raw_input, error, arena_);
  exit(thread, output, catcher.assign, assigned, catcher.next);
}

}  // namespace idm_synth::asl
