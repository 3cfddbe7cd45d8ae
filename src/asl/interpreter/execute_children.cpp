// SPDX-License-Identifier: Apache-2.0
// An execution's branches of Parallel states and iterations of Map states.
#include <algorithm>

#include "execute.hpp"

namespace idm_synth::asl {

bool Execution::has_children(const CompiledState& state) {
  return std::holds_alternative<CompiledParallel>(state.detail) ||
         std::holds_alternative<CompiledMap>(state.detail);
}

void Execution::start_children(Thread& thread) {
  const CompiledState& state = *thread.state;
  if (thread.attempts > 0) refresh_context(thread);
  thread.children.clear();
  thread.outputs.clear();
  thread.ended = 0;
  thread.failure.reset();
  if (const auto* parallel = std::get_if<CompiledParallel>(&state.detail)) {
    thread.input = effective_input(state, scope(thread, thread.raw_input));
    thread.last_id = history_.add(now_, thread.last_id, "ParallelStateStarted");
    thread.outputs.resize(parallel->branches.size());
    for (const Region& branch : parallel->branches) {
      Thread& child = add_child(thread, branch);
      go_to(child, branch.start, thread.input);
    }
    return;
  }
  const auto& map = std::get<CompiledMap>(state.detail);
  thread.input = filtered(state.input_path, scope(thread, thread.raw_input));
  const Scope input = scope(thread, thread.input);
  const std::int64_t limit = max_concurrency_of(map, input);
  const json::Value items = items_of(map, input);
  thread.items.assign(items.items().begin(), items.items().end());
  thread.outputs.resize(thread.items.size());
  thread.last_id = history_.map_started(now_, thread.last_id, thread.items.size());
  const std::size_t at_once = limit == 0
                                  ? thread.items.size()
                                  : std::min(thread.items.size(), static_cast<std::size_t>(limit));
  for (std::size_t i = 0; i < at_once; ++i) start_next_item(thread, map);
  if (thread.items.empty()) plan(thread, Thread::Step::end_children, now_);
}

Thread& Execution::add_child(Thread& parent, const Region& region) {
  Thread& child = threads_.emplace_back();
  child.region = &region;
  child.state = &region.states[region.start];
  child.parent = &parent;
  child.index = parent.children.size();
  child.last_id = parent.last_id;
  child.variables = parent.variables;
  parent.children.push_back(&child);
  return child;
}

void Execution::start_next_item(Thread& thread, const CompiledMap& map) {
  Thread& child = add_child(thread, map.processor);
  child.is_iteration = true;
  plan(child, Thread::Step::start_iteration, now_);
}

void Execution::start_iteration(Thread& thread) {
  const Thread& parent = *thread.parent;
  const auto& map = std::get<CompiledMap>(parent.state->detail);
  thread.last_id =
      history_.map_iteration(now_, thread.last_id, "Started", *parent.state, thread.index);
  json::Value input = parent.items[thread.index];
  if (map.item_selector.has_value()) {
    Scope selected = scope(parent, parent.input);
    if (parent.state->reads_context) selected.context = context(parent, &thread);
    input = map.item_selector->evaluate(selected);
  }
  go_to(thread, map.processor.start, input);
}

void Execution::end_succeeded(Thread& thread, const json::Value& output) {
  thread.is_running = false;
  if (thread.parent == nullptr) {
    history_.execution_succeeded(now_, thread.last_id, output);
    result_.status = ExecutionStatus::succeeded;
    result_.output = output;
    is_over_ = true;
    return;
  }
  Thread& parent = *thread.parent;
  parent.outputs[thread.index] = output;
  parent.last_id = thread.last_id;
  ++parent.ended;
  const auto* map = std::get_if<CompiledMap>(&parent.state->detail);
  if (map != nullptr) {
    const std::int64_t id =
        history_.map_iteration(now_, thread.last_id, "Succeeded", *parent.state, thread.index);
    if (parent.children.size() < parent.items.size()) {
      start_next_item(parent, *map);
    } else if (parent.ended == parent.items.size()) {
      parent.last_id = id;
    }
  }
  if (parent.ended == parent.outputs.size()) plan(parent, Thread::Step::end_children, now_);
}

void Execution::end_failed(Thread& thread, const Failure& failure) {
  if (thread.parent == nullptr || !failure.is_catchable) {
    fail_execution(thread, failure);
    return;
  }
  // What happens to its siblings at the same time still happens.
  thread.failure = failure;
  plan(thread, Thread::Step::fail, now_);
}

void Execution::fail_parent(Thread& thread) {
  Thread& parent = *thread.parent;
  for (Thread* child : parent.children) {
    if (child != &thread) {
      if (child->is_running) abort(*child, thread.last_id);
      continue;
    }
    if (thread.is_iteration) {
      history_.map_iteration(now_, thread.last_id, "Failed", *parent.state, thread.index);
    }
    abort_state(thread, thread.last_id);
    thread.is_running = false;
  }
  parent.last_id = thread.last_id;
  parent.failure = thread.failure;
  plan(parent, Thread::Step::end_children, now_);
}

void Execution::abort(Thread& thread, std::int64_t reason) {
  const bool has_started = thread.step != Thread::Step::start_iteration;
  if (thread.is_iteration && has_started) {
    history_.map_iteration(now_, reason, "Aborted", *thread.parent->state, thread.index);
  }
  abort_state(thread, reason);
  thread.is_running = false;
}

void Execution::abort_state(Thread& thread, std::int64_t reason) {
  if (!thread.is_inside) return;
  for (Thread* child : thread.children) {
    if (child->is_running) abort(*child, reason);
  }
  const auto& detail = thread.state->detail;
  if (std::holds_alternative<CompiledTask>(detail)) {
    history_.add(now_, reason, "TaskStateAborted");
  } else if (std::holds_alternative<CompiledWait>(detail)) {
    history_.add(now_, reason, "WaitStateAborted");
  } else if (std::holds_alternative<CompiledParallel>(detail)) {
    history_.add(now_, reason, "ParallelStateAborted");
  } else if (std::holds_alternative<CompiledMap>(detail)) {
    history_.add(now_, reason, "MapStateAborted");
  }
}

void Execution::end_children(Thread& thread) {
  const bool is_map = std::holds_alternative<CompiledMap>(thread.state->detail);
  if (!thread.failure.has_value()) {
    thread.aside_id =
        history_.add(now_, thread.last_id, is_map ? "MapStateSucceeded" : "ParallelStateSucceeded");
    const json::Value outputs = arena_.array(thread.outputs);
    if (!is_map) history_.join_texts(outputs);
    complete(thread, outputs);
    return;
  }
  const Failure failure = *thread.failure;
  if (retry(thread, failure, Thread::Step::start_children)) return;
  thread.last_id =
      history_.add(now_, thread.last_id, is_map ? "MapStateFailed" : "ParallelStateFailed");
  catch_or_end(thread, failure);
}

}  // namespace idm_synth::asl
