// SPDX-License-Identifier: Apache-2.0
// The clock, the states that are over at once, the end, and what expressions see.
#include "execute.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "jackson.hpp"

namespace idm_synth::asl {

Execution::Execution(const Program::Machine& machine, const ExecutionStart& start,
                     TaskOutcomes& outcomes, json::Arena& arena)
    : machine_{machine},
      start_{start},
      outcomes_{outcomes},
      arena_{arena},
      history_{start, arena},
      random_{start.seed},
      now_{start.time},
      deadline_{start.time + longest_execution} {
  if (machine.timeout.has_value()) {
    deadline_ = std::min<Time>(deadline_, start.time + *machine.timeout);
  }
}

ExecutionResult Execution::run() {
  history_.execution_started();
  Thread& root = threads_.emplace_back();
  root.region = &machine_.root;
  root.variables.resize(machine_.variables.count());
  go_to(root, machine_.root.start, start_.input);
  while (!is_over_) {
    const Planned next = planned_.top();
    planned_.pop();
    if (!next.thread->is_running) continue;
    if (next.time >= deadline_) {
      time_out();
      break;
    }
    now_ = next.time;
    take_step(*next.thread);
  }
  result_.end = now_;
  result_.events = history_.take();
  return std::move(result_);
}

void Execution::plan(Thread& thread, Thread::Step step, Time time) {
  thread.step = step;
  planned_.push({time, ++planned_count_, &thread});
}

void Execution::go_to(Thread& thread, std::size_t state, const json::Value& input) {
  thread.state = &thread.region->states[state];
  thread.raw_input = input;
  plan(thread, Thread::Step::enter_state, now_);
}

void Execution::take_step(Thread& thread) {
  try {
    switch (thread.step) {
      case Thread::Step::start_iteration:
        start_iteration(thread);
        break;
      case Thread::Step::enter_state:
        enter_state(thread);
        break;
      case Thread::Step::schedule_task:
        schedule_task(thread);
        break;
      case Thread::Step::start_task:
        start_task(thread);
        break;
      case Thread::Step::submit_task:
        submit_task(thread);
        break;
      case Thread::Step::end_task:
        end_task(thread);
        break;
      case Thread::Step::end_wait:
        exit_with_input(thread, thread.state->assign, thread.state->next);
        break;
      case Thread::Step::start_children:
        start_children(thread);
        break;
      case Thread::Step::end_children:
        end_children(thread);
        break;
      case Thread::Step::fail:
        fail_parent(thread);
        break;
    }
  } catch (const HistoryFull& error) {
    fail_execution(thread, {.error = "States.Runtime", .cause = error.what()});
  } catch (const ReferencePathConflict& error) {
    fail_execution(thread, {.error = "States.ReferencePathConflict", .cause = error.what()});
  } catch (const RuntimeError& error) {
    fail_execution(thread, {.error = "States.Runtime", .cause = cause_of(error, thread)});
  } catch (const json::TooDeepError&) {
    fail_execution(thread, {.error = "States.Runtime",
                            .cause = cause_of(RuntimeError{too_deep_to_write()}, thread)});
  }
}

std::string Execution::cause_of(const RuntimeError& error, const Thread& thread) {
  // The item of an iteration is made by the Map.
  const Thread& in = thread.step == Thread::Step::start_iteration ? *thread.parent : thread;
  return runtime_cause(in.state->name, static_cast<std::uint64_t>(in.entered_id), error.what());
}

void Execution::enter_state(Thread& thread) {
  const CompiledState& state = *thread.state;
  thread.entered = now_;
  thread.is_inside = true;
  thread.attempts = 0;
  thread.retries.assign(state.retry.size(), 0);
  thread.entered_id = history_.state_entered(now_, thread.last_id, state, thread.raw_input);
  thread.last_id = thread.entered_id;
  refresh_context(thread);
  if (std::holds_alternative<CompiledTask>(state.detail)) {
    schedule_task(thread);
  } else if (const auto* pass = std::get_if<CompiledPass>(&state.detail)) {
    // Beside a Result the service does not look at InputPath and Parameters.
    complete(thread, pass->result.has_value()
                         ? *pass->result
                         : effective_input(state, scope(thread, thread.raw_input)));
  } else if (const auto* wait = std::get_if<CompiledWait>(&state.detail)) {
    const json::Value input = filtered(state.input_path, scope(thread, thread.raw_input));
    plan(thread, Thread::Step::end_wait, end_of_wait(*wait, scope(thread, input), now_));
  } else if (const auto* choice = std::get_if<CompiledChoice>(&state.detail)) {
    choose(thread, *choice);
  } else if (std::holds_alternative<CompiledSucceed>(state.detail)) {
    exit_with_input(thread, state.assign, std::nullopt);
  } else if (const auto* fail = std::get_if<CompiledFail>(&state.detail)) {
    const Scope input = scope(thread, thread.raw_input);
    Failure failure;
    failure.error = text_of(fail->error, "ErrorPath", input);
    failure.cause = text_of(fail->cause, "CausePath", input);
    end_failed(thread, failure);
  } else {
    start_children(thread);
  }
}

void Execution::choose(Thread& thread, const CompiledChoice& choice) {
  const json::Value input = filtered(thread.state->input_path, scope(thread, thread.raw_input));
  if (const CompiledChoice::Rule* rule = find_rule(choice, scope(thread, input))) {
    exit_with_input(thread, rule->assign, rule->next);
  } else {
    exit_with_input(thread, thread.state->assign, choice.otherwise);
  }
}

void Execution::exit_with_input(Thread& thread, const Assignments& assign,
                                std::optional<std::size_t> next) {
  const json::Value input = filtered(thread.state->input_path, scope(thread, thread.raw_input));
  const json::Value assigned = assigned_values(assign, scope(thread, input));
  const json::Value output = filtered(thread.state->output_path, scope(thread, input));
  exit(thread, output, assign, assigned, next);
}

void Execution::complete(Thread& thread, json::Value result) {
  const CompiledState& state = *thread.state;
  if (state.result_selector.has_value()) {
    result = state.result_selector->evaluate(scope(thread, result));
  }
  const json::Value assigned = assigned_values(state.assign, scope(thread, result));
  const json::Value all = placed(state.result_place, thread.raw_input, result, arena_);
  const json::Value output = filtered(state.output_path, scope(thread, all));
  exit(thread, output, state.assign, assigned, state.next);
}

void Execution::exit(Thread& thread, const json::Value& output, const Assignments& assign,
                     const json::Value& assigned, std::optional<std::size_t> next) {
  if (is_too_large(output)) {
    end_failed(thread, data_limit_exceeded(thread.state->name, false));
    return;
  }
  set_variables(assign, assigned, thread.variables);
  thread.last_id = history_.state_exited(now_, thread.last_id, *thread.state, output, assigned);
  thread.is_inside = false;
  if (next.has_value()) {
    go_to(thread, *next, output);
  } else {
    end_succeeded(thread, output);
  }
}

void Execution::fail_execution(const Thread& thread, const Failure& failure) {
  history_.execution_failed(now_, std::max(thread.last_id, thread.aside_id), failure);
  result_.status = ExecutionStatus::failed;
  result_.error = failure.error;
  result_.cause = failure.cause;
  is_over_ = true;
}

void Execution::time_out() {
  now_ = deadline_;
  history_.execution_timed_out(now_, history_.count());
  result_.status = ExecutionStatus::timed_out;
  is_over_ = true;
}

Scope Execution::scope(const Thread& thread, const json::Value& root) {
  return {.root = root,
          .context = thread.context,
          .variables = &thread.variables,
          .arena = &arena_,
          .random = &random_,
          .root_text = history_.text_as_written(root)};
}

void Execution::refresh_context(Thread& thread) {
  if (thread.state->reads_context) thread.context = context(thread);
}

json::Value Execution::context(const Thread& thread, const Thread* iteration) {
  if (execution_.members().empty()) make_execution_context();
  const auto* task = std::get_if<CompiledTask>(&thread.state->detail);
  std::vector<json::Member> state = {{"Name", 0, json::Arena::view(thread.state->name)},
                                     {"EnteredTime", 0, arena_.string(to_text(thread.entered))}};
  if (task != nullptr || has_children(*thread.state)) {
    state.push_back({"RetryCount", 0, json::Arena::integer(thread.attempts)});
  }
  std::vector<json::Member> all = {{"Execution", 0, execution_},
                                   {"StateMachine", 0, state_machine_},
                                   {"State", 0, arena_.object(state)}};
  if (iteration != nullptr) {
    const std::array item = {
        json::Member{"Index", 0, json::Arena::integer(static_cast<std::int64_t>(iteration->index))},
        json::Member{"Value", 0, thread.items[iteration->index]}};
    const std::array map = {json::Member{"Item", 0, arena_.object(item)}};
    all.push_back({"Map", 0, arena_.object(map)});
  }
  if (task != nullptr && task->resource.ends_with(".waitForTaskToken")) {
    const std::array token = {
        json::Member{"Token", 0, arena_.string("token-" + std::to_string(thread.last_id))}};
    all.push_back({"Task", 0, arena_.object(token)});
  }
  return arena_.object(all);
}

void Execution::make_execution_context() {
  const std::string arn = "arn:aws:states:" + start_.region + ":" + start_.account + ":";
  const std::array execution = {
      json::Member{"Id", 0,
                   arena_.string(arn + "execution:" + start_.machine_name + ":" + start_.name)},
      json::Member{"Input", 0, start_.input},
      json::Member{"StartTime", 0, arena_.string(to_text(start_.time))},
      json::Member{"Name", 0, arena_.string(start_.name)},
      json::Member{"RoleArn", 0, arena_.string(start_.role_arn)},
      json::Member{"RedriveCount", 0, json::Arena::integer(0)}};
  const std::array machine = {
      json::Member{"Id", 0, arena_.string(arn + "stateMachine:" + start_.machine_name)},
      json::Member{"Name", 0, arena_.string(start_.machine_name)}};
  execution_ = arena_.object(execution);
  state_machine_ = arena_.object(machine);
}

bool Execution::is_too_large(const json::Value& value) {
  if (json::is_same(value, measured_)) return false;
  if (is_over_limit(value)) return true;
  measured_ = value;
  return false;
}

Program::Program(const Definition& definition) {
  auto machine = std::make_unique<Machine>();
  compile(definition, *machine);
  machine_ = std::move(machine);
}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

ExecutionResult Program::execute(const ExecutionStart& start, TaskOutcomes& outcomes,
                                 json::Arena& arena) const {
  return Execution{*machine_, start, outcomes, arena}.run();
}

}  // namespace idm_synth::asl
