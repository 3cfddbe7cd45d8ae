// SPDX-License-Identifier: Apache-2.0
// What the states of a machine do, without time and order. Each step is evaluated once for what it
// reads, however often and from wherever the exploration comes there.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "../interpreter/semantics.hpp"
#include "interned.hpp"
#include "sites.hpp"

namespace idm_synth::asl {

/// Where an execution stands. What nothing reads any more is left out, so that configurations that
/// go on alike are one.
struct Configuration {
  enum class Kind : std::uint8_t {
    start,   ///< before the input is known
    state,   ///< a state is entered that a loop without calls goes through
    call,    ///< a task's call is made
    fork,    ///< a Parallel is entered, and one of its branches is explored first
    answer,  ///< a call is made that is not tried again, however it ends
    end,
  };

  Id kind = 0;
  Id site = 0;
  Id stack = 0;    ///< the tuple of the Parallel or Map around, see Frame
  Id root = 0;     ///< the raw input
  Id cells = 0;    ///< a tuple of values
  Id retries = 0;  ///< a tuple: of each retrier, since the state was entered
  Id service = 0;  ///< a tuple: what RDS knows, see ServiceModel
  Id time = 0;     ///< since the start in seconds, only where something depends on it
  Id entered = 0;  ///< the state, in the same way
  Id flags = 0;

  static constexpr std::size_t size = 10;
  [[nodiscard]] std::span<const Id, size> tuple() const {
    return std::span<const Id, size>{&kind, size};
  }
  static Configuration of(std::span<const Id> tuple);
};
static_assert(sizeof(Configuration) == Configuration::size * sizeof(Id));

/// A Parallel or Map that waits for its branches or iterations, which are explored one after the
/// other. Kept as a tuple: these in this order.
struct Frame {
  Id stack = 0;  ///< of the next one around
  Id site = 0;
  Id root = 0;
  Id cells = 0;
  Id retries = 0;
  Id entered = 0;
  Id input = 0;    ///< of the branches, or of the Map
  Id first = 0;    ///< of a Parallel: the branch that is explored first
  Id index = 0;    ///< of the branch or iteration that is explored, in that order
  Id outputs = 0;  ///< of those before it: a pair of such a pair, or 0, and the last one
  Id items = 0;    ///< of a Map: a tuple
  Id flags = 0;    ///< what has happened for sure when a branch or iteration starts
  Id told = 0;     ///< the same when all that ended so far have

  static constexpr std::size_t size = 13;
  [[nodiscard]] std::span<const Id, size> tuple() const {
    return std::span<const Id, size>{&stack, size};
  }
  static Frame of(std::span<const Id> tuple);
};
static_assert(sizeof(Frame) == Frame::size * sizeof(Id));

/// What a step leads to.
struct Effect {
  std::unique_ptr<const Failure> failure = {};  ///< the state fails
  std::optional<Id> next = {};                  ///< a site; none: the end
  Id output = 0;    ///< or the parameters of a call, or the input of branches
  Id assigned = 0;  ///< a tuple: a cell, its value, and so on
  std::chrono::milliseconds wait{0};
  TaskLimits limits = {};       ///< of a call
  std::vector<Id> items = {};   ///< of a Map
  bool is_in_turn = false;      ///< of a Map: an iteration starts when the one before it has ended
  std::optional<Id> rule = {};  ///< of a Choice: the one that holds

  /// Whether what a call has started may send heartbeats.
  bool may_beat = false;

  /// When a call is given up, whatever it sends; none: never.
  [[nodiscard]] std::optional<std::chrono::seconds> patience() const;
  /// When it is given up that sends nothing; none: never.
  [[nodiscard]] std::optional<std::chrono::seconds> silence() const;
  /// Whether heartbeats make a call last longer.
  [[nodiscard]] bool is_prolonged() const { return patience() != silence(); }
};

/// Evaluates steps.
class Steps {
 public:
  /// All must live as long as this; `start` is when executions start.
  Steps(const Sites& sites, const Program::Machine& machine, Values& values, Tuples& tuples,
        Time start);

  /// Entering a state: what it goes on with, or for a Task the parameters of its call, for a
  /// Parallel the input of its branches, for a Map its input and items. `cells` are those of `at`.
  const Effect& enter(const Configuration& at, std::span<const Id> cells);
  const Effect& enter(const Configuration& at) { return enter(at, tuples_[at.cells]); }
  /// The end of a Task, Parallel or Map with that result.
  const Effect& finish(const Configuration& at, Id result);
  /// The end of a Task, Parallel or Map with a failure that its catcher of that index takes;
  /// `error` is what error_value() gives of it.
  const Effect& catch_failure(const Configuration& at, std::size_t catcher, Id error);
  /// What a catcher gives on.
  [[nodiscard]] Id error_value(const Failure& failure);
  /// The input of an iteration. `at` is the Map, and `frame` what its iteration stands in.
  const Effect& item(const Configuration& at, const Frame& frame);

 private:
  enum Action : Id { entering, finishing, selecting, choosing, passing, catching };

  template <class Evaluate>
  const Effect& cached(Id action, Id operand, const Reads& reads, const Configuration& at,
                       std::span<const Id> cells, const Evaluate& evaluate);
  void enter_state(const Configuration& at, std::span<const Id> cells, const CompiledState& state,
                   Effect& effect);
  const Effect& enter_choice(const Configuration& at, std::span<const Id> cells,
                             const CompiledChoice& choice);
  void pass_on(const Scope& raw, const CompiledState& state, const Assignments& assign,
               Effect& effect);
  void complete(const Scope& raw, const Site& site, json::Value result, Effect& effect);
  void leave(const CompiledState& state, const json::Value& output, const Assignments& assign,
             const json::Value& assigned, Effect& effect);
  [[nodiscard]] Scope scope(const Configuration& at, std::span<const Id> cells,
                            const Frame* item_of = nullptr);
  [[nodiscard]] json::Value context(const Configuration& at, std::span<const Id> cells,
                                    const Frame* item_of);

  const Sites& sites_;
  Values& values_;
  Tuples& tuples_;
  Time start_;
  Variables variables_;  ///< of the step that is being evaluated
  json::Arena scratch_;  ///< the same
  std::mt19937_64 random_;
  Tuples keys_;
  std::deque<Effect> effects_;  ///< by the number of its key
  std::vector<Id> key_;
  std::vector<Id> assigned_;  ///< of the step that is being evaluated
};

}  // namespace idm_synth::asl
