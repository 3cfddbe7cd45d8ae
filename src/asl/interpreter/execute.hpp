// SPDX-License-Identifier: Apache-2.0
// One execution of a compiled machine: threads of control (the machine, and each running branch and
// iteration) take steps in the order of virtual time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <queue>
#include <random>
#include <string>
#include <vector>

#include "history.hpp"
#include "machine.hpp"
#include "semantics.hpp"

namespace idm_synth::asl {

/// A thread of control: the machine, a branch of a Parallel, or an iteration of a Map.
struct Thread {
  /// What it does when its time has come.
  enum class Step : std::uint8_t {
    start_iteration,
    enter_state,
    schedule_task,  ///< again, after a failure
    start_task,
    submit_task,
    end_task,
    end_wait,
    start_children,  ///< again, after a failure
    end_children,
    fail,  ///< its parent, by what is in `failure`
  };

  const Region* region = nullptr;
  const CompiledState* state = nullptr;
  Step step = Step::enter_state;
  bool is_running = true;
  bool is_inside = false;      ///< it has entered its state, and not left it
  json::Value raw_input = {};  ///< of the state
  json::Value input = {};      ///< after InputPath and Parameters
  json::Value context = {};    ///< `$$`, where the state reads it
  Variables variables = {};
  Time entered = {};
  std::int64_t entered_id = 0;
  std::int64_t last_id = 0;                ///< the event that leads to the next one
  std::int64_t aside_id = 0;               ///< a later one, which leads to a States.Runtime only
  std::vector<std::int64_t> retries = {};  ///< of each retrier, since the state was entered
  std::int64_t attempts = 0;               ///< failed ones, since the state was entered

  // While its state is a Task:
  std::optional<std::int64_t> timeout = {};    ///< seconds
  std::optional<std::int64_t> heartbeat = {};  ///< seconds
  TaskOutcome outcome = {};

  // While its state is a Parallel or Map:
  std::vector<Thread*> children = {};
  std::vector<json::Value> outputs = {};
  std::vector<json::Value> items = {};
  std::size_t ended = 0;
  std::optional<Failure> failure = {};  ///< of the first child that failed, or its own

  // Of a branch or an iteration:
  Thread* parent = nullptr;
  std::size_t index = 0;
  bool is_iteration = false;
};

/// One execution.
class Execution {
 public:
  Execution(const Program::Machine& machine, const ExecutionStart& start, TaskOutcomes& outcomes,
            json::Arena& arena);
  ExecutionResult run();

 private:
  /// A step that is to be taken. Those of one time are taken in the order in which they were
  /// planned.
  struct Planned {
    Time time;
    std::uint64_t order;
    Thread* thread;

    bool operator<(const Planned& other) const {
      return time != other.time ? time > other.time : order > other.order;
    }
  };
  void plan(Thread& thread, Thread::Step step, Time time);
  void go_to(Thread& thread, std::size_t state, const json::Value& input);
  void take_step(Thread& thread);

  /// The cause of a States.Runtime in the state of the thread.
  static std::string cause_of(const RuntimeError& error, const Thread& thread);

  // States.

  void enter_state(Thread& thread);
  void choose(Thread& thread, const CompiledChoice& choice);

  /// Leaves a state whose output is its input.
  void exit_with_input(Thread& thread, const Assignments& assign, std::optional<std::size_t> next);

  /// Leaves a state that has a result.
  void complete(Thread& thread, json::Value result);
  void exit(Thread& thread, const json::Value& output, const Assignments& assign,
            const json::Value& assigned, std::optional<std::size_t> next);

  // Tasks.

  void schedule_task(Thread& thread);
  void start_task(Thread& thread);

  /// Whether the service refuses the call itself: its errors are named <Service>.<Error>, those of
  /// what it has taken on are States.* or the worker's own.
  static bool is_refused(const TaskOutcome& outcome);
  void submit_task(Thread& thread);
  void plan_end_of_task(Thread& thread);

  /// How long the task's call may last.
  static std::chrono::milliseconds patience(const Thread& thread);
  void end_task(Thread& thread);
  void fail_task(Thread& thread, const CompiledTask& task, const Failure& failure);

  /// Whether the state is tried again.
  bool retry(Thread& thread, const Failure& failure, Thread::Step again);
  void catch_or_end(Thread& thread, const Failure& failure);

  // Branches and iterations.

  static bool has_children(const CompiledState& state);
  void start_children(Thread& thread);
  Thread& add_child(Thread& parent, const Region& region);
  void start_next_item(Thread& thread, const CompiledMap& map);
  void start_iteration(Thread& thread);
  void end_succeeded(Thread& thread, const json::Value& output);
  void end_failed(Thread& thread, const Failure& failure);

  /// A branch or an iteration has failed: its siblings are aborted.
  void fail_parent(Thread& thread);
  void abort(Thread& thread, std::int64_t reason);

  /// What is going on in the state ends without a result.
  void abort_state(Thread& thread, std::int64_t reason);

  /// All children of a Parallel or Map have succeeded, or one has failed.
  void end_children(Thread& thread);

  // The end of the execution.

  void fail_execution(const Thread& thread, const Failure& failure);
  void time_out();

  // What expressions see.

  [[nodiscard]] Scope scope(const Thread& thread, const json::Value& root);
  void refresh_context(Thread& thread);

  /// The context object in that thread. Only the ItemSelector of a Map has `$$.Map`, for the
  /// iteration that it makes the input of; the states of the iteration do not.
  /// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
  json::Value context(const Thread& thread, const Thread* iteration = nullptr);
  void make_execution_context();

  /// A value that is passed on unchanged is measured once.
  bool is_too_large(const json::Value& value);

  const Program::Machine& machine_;
  const ExecutionStart& start_;
  TaskOutcomes& outcomes_;
  json::Arena& arena_;
  History history_;
  std::mt19937_64 random_;
  Time now_;
  Time deadline_;
  std::deque<Thread> threads_;  ///< never moved, for they point to each other
  std::priority_queue<Planned> planned_;
  std::uint64_t planned_count_ = 0;
  json::Value execution_ = json::Value{};
  json::Value state_machine_ = {};
  json::Value measured_ = {};
  bool is_over_ = false;
  ExecutionResult result_;
};

}  // namespace idm_synth::asl
