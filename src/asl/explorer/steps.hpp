// SPDX-License-Identifier: Apache-2.0
// What the states of a machine do, without time and order. Each step is evaluated once for what it
// reads, however often and from wherever the exploration comes there.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <limits>
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
    start,    ///< before the input is known
    state,    ///< a state is entered that a loop without calls goes through
    call,     ///< a task's call is made
    answer,   ///< a call is made that is not tried again, however it ends
    fork,     ///< a Parallel or Map is entered
    child,    ///< a branch or iteration starts
    turn,     ///< one of the branches or iterations goes on that take turns, see Frame
    join,     ///< all branches or iterations have ended, which went on at the same time
    nowhere,  ///< where Frame::failing does not come true: what would come is explored elsewhere
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

/// A Parallel or Map that waits for its branches or iterations, here its children. Kept as a tuple:
/// these in this order.
///
/// Children that go on at the same time do not see each other, unless one fails: that ends what the
/// others do, wherever they are. So they are explored one after the other, once for executions in
/// which none fails, and once for each that fails before all others: it comes last then, and of
/// those before it each ends, or is left where it stands.
///
/// Those that ask RDS for the same export do see each other, and take turns: each goes on up to
/// its next call that others may see, or to where it fails, and waits there for its next turn. Any
/// of them may be next. So do those that are too many to explore them in the way above.
struct Frame {
  Id stack = 0;  ///< of the next one around
  Id site = 0;
  Id root = 0;
  Id cells = 0;
  Id retries = 0;
  Id entered = 0;
  Id input = 0;    ///< of the branches, or of the Map
  Id items = 0;    ///< of a Map: a tuple
  Id count = 0;    ///< of the children
  Id at_once = 0;  ///< so many of them go on at the same time
  Id failing = 0;  ///< the child that fails before all others, or one of these:
  static constexpr Id nobody = std::numeric_limits<Id>::max();
  static constexpr Id anybody = nobody - 1;   ///< whichever comes to it first, one after the other
  static constexpr Id in_turns = nobody - 2;  ///< whichever comes to it first: they take turns
  Id index = 0;                               ///< of the child that is explored, in that order
  Id outputs = 0;  ///< of those before it: a pair of such a pair, or 0, and the last one
  Id flags = 0;    ///< what has happened for sure when a child starts
  Id told = 0;     ///< the same when all that ended so far have
  Id started = 0;  ///< as Configuration::time
  Id latest = 0;   ///< when the last one ended of those that did, in the same way
  Id turns = 0;    ///< of children that take turns: a tuple of where each stands

  /// The number of the child that is explored, in the definition or the list of items.
  [[nodiscard]] Id child() const;
  [[nodiscard]] bool is_in_turn() const { return at_once == 1 || count <= 1; }
  [[nodiscard]] bool is_all_at_once() const { return count > 1 && at_once >= count; }
  [[nodiscard]] bool takes_turns() const { return failing == in_turns; }
  /// Whether each child has a time of its own.
  [[nodiscard]] bool is_apart() const { return is_all_at_once() || takes_turns(); }
  [[nodiscard]] bool has_one_that_fails() const { return failing < in_turns; }
  [[nodiscard]] bool may_fail() const {
    return failing == anybody || takes_turns() || (has_one_that_fails() && index + 1 == count);
  }
  [[nodiscard]] bool may_be_left() const { return has_one_that_fails() && index + 1 < count; }

  /// The Parallel or Map again, after what has happened inside.
  [[nodiscard]] Configuration around(const Configuration& inside) const;

  static constexpr std::size_t size = 18;
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
  TaskLimits limits = {};      ///< of a call
  std::vector<Id> items = {};  ///< of a Map
  /// Of a Parallel or Map: so many branches or iterations go on at the same time.
  std::size_t at_once = 0;
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
