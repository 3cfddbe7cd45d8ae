// SPDX-License-Identifier: Apache-2.0
// Branches and iterations that take turns: those that ask RDS for the same export, and those that
// are too many to explore each one's failure before all others'.
#include <algorithm>
#include <array>

#include "explorer.hpp"
#include "words.hpp"

namespace idm_synth::asl {
namespace {

using Kind = Configuration::Kind;
using std::chrono::seconds;

/// Where a child stands whose turn it is not, as a tuple of Frame::turns has it: empty before it
/// starts, otherwise one of these and what is said there.
enum Standing : Id {
  goes_on,    ///< the configuration that it goes on from
  fails,      ///< the configuration where it does; its error, cause, and how it may be matched
  has_ended,  ///< its output
};

/// How a failure may be matched.
enum Match : Id { as_heartbeat = 1, by_catchers = 2 };

Configuration configuration_in(std::span<const Id> standing) {
  return Configuration::of(standing.subspan(1, Configuration::size));
}

std::vector<Id> copied(std::span<const Id> tuple) {
  return {tuple.begin(), tuple.end()};
}

}  // namespace

/// Whether a Parallel or Map around has children that take turns; `stack` as Configuration has it.
bool Explorer::is_among_turns(Id stack) const {
  return !in_turns_.empty() && turns_around(stack) != 0;
}

/// The stack of the innermost one; 0: there is none.
Id Explorer::turns_around(Id stack) const {
  while (stack != 0 && !Frame::of(tuples_[stack]).takes_turns()) stack = tuples_[stack].front();
  return stack;
}

/// What stands on `from` in the stack, put on `to`.
Id Explorer::moved(Id stack, Id from, Id to) {
  std::vector<Frame> inside;
  for (; stack != from; stack = inside.back().stack) {
    inside.push_back(Frame::of(tuples_[stack]));
  }
  for (auto frame = inside.rbegin(); frame != inside.rend(); ++frame) {
    frame->stack = to;
    to = tuples_.intern(frame->tuple());
  }
  return to;
}

/// Whether others may go on before this does. What none of them sees may as well come at once.
bool Explorer::awaits_turn(const Configuration& at) const {
  switch (static_cast<Kind>(at.kind)) {
    case Kind::call:
      return (is_seen(at.site) || goes_round_[at.site]) && is_among_turns(at.stack);
    case Kind::state:
      return waits_in_loops_ && is_among_turns(at.stack);
    case Kind::turn: {
      const Frame frame = Frame::of(tuples_[at.stack]);
      return !next_start(frame) && is_among_turns(frame.stack);
    }
    default:
      return false;
  }
}

/// The child has come to where others may go on before it does: to `at`, or to that failure there.
/// What it does not share with them is kept as it is, wherever they stand meanwhile.
Id Explorer::await_turn(const Configuration& at, const Failure* failure) {
  const bool is_turn = failure == nullptr && static_cast<Kind>(at.kind) == Kind::turn;
  const Id around = turns_around(is_turn ? tuples_[at.stack].front() : at.stack);
  Configuration child = at;
  child.stack = moved(at.stack, around, 0);
  child.service = child.flags = 0;
  if (failure != nullptr) child.kind = child.root = child.cells = child.retries = child.entered = 0;
  std::vector<Id> standing = {failure == nullptr ? Id{goes_on} : Id{fails}};
  standing.insert(standing.end(), child.tuple().begin(), child.tuple().end());
  if (failure != nullptr) {
    const auto text = [&](const std::optional<std::string>& of) {
      return of ? values_.intern(json::Arena::view(*of)) : 0;
    };
    standing.push_back(text(failure->error));
    standing.push_back(text(failure->cause));
    standing.push_back((failure->is_heartbeat ? Id{as_heartbeat} : 0) |
                       (failure->is_catchable ? Id{by_catchers} : 0));
  }
  return give_turn(Frame::of(tuples_[around]), at, tuples_.intern(standing));
}

/// Whose turn is next is open; the child whose it was stands there now.
Id Explorer::give_turn(Frame frame, const Configuration& at, Id standing) {
  std::vector<Id> turns = copied(tuples_[frame.turns]);
  turns.resize(frame.count);
  turns[frame.index] = standing;
  frame.turns = tuples_.intern(turns);
  frame.index = 0;
  Configuration turn;
  turn.site = static_cast<Id>(sites_[frame.site].children.front());
  turn.stack = tuples_.intern(frame.tuple());
  turn.service = at.service;
  turn.flags = at.flags;
  turn.time = frame.is_all_at_once() ? frame.started : frame.latest;
  return node(Kind::turn, turn);
}

/// The next one to start; none while as many go on as may at once.
std::optional<Id> Explorer::next_start(const Frame& frame) const {
  const std::span<const Id> turns = tuples_[frame.turns];
  Id going = 0;
  Id started = 0;
  for (; started < frame.count && turns[started] != 0; ++started) {
    if (tuples_[turns[started]].front() != has_ended) ++going;
  }
  return started < frame.count && going < frame.at_once ? std::optional{started} : std::nullopt;
}

/// Who may be next: one that starts before all others, for none of those sees that.
std::vector<Id> Explorer::next_turns(const Configuration& at) const {
  const Frame frame = Frame::of(tuples_[at.stack]);
  if (const auto start = next_start(frame)) return {*start};
  const std::span<const Id> turns = tuples_[frame.turns];
  std::vector<Id> next;
  for (Id child = 0; child < frame.count && turns[child] != 0; ++child) {
    if (tuples_[turns[child]].front() != has_ended) next.push_back(child);
  }
  return next;
}

Id Explorer::take_turn(const Configuration& at, Id child, Cost& cost) {
  Frame frame = Frame::of(tuples_[at.stack]);
  std::vector<Id> turns = copied(tuples_[frame.turns]);
  const std::vector<Id> standing = copied(tuples_[turns[child]]);
  turns[child] = 0;
  frame.turns = tuples_.intern(turns);
  frame.index = child;
  if (cost.records != nullptr) {
    note_turn(cost, frame, child);
    cost.records->back().starts_late = standing.empty() && child >= frame.at_once;
  }
  if (standing.empty()) return start_child(frame.around(at), frame, cost);
  Configuration next = configuration_in(standing);
  next.stack = moved(next.stack, 0, tuples_.intern(frame.tuple()));
  next.service = at.service;
  next.flags = at.flags;
  if (standing.front() == goes_on) return nodes_.intern(next.tuple());
  const std::span<const Id> failure = std::span{standing}.subspan(1 + Configuration::size);
  const auto text = [&](Id value) {
    return value == 0 ? std::nullopt : std::optional{std::string{values_[value].text()}};
  };
  return fail_in_turn(next,
                      {.error = text(failure[0]),
                       .cause = text(failure[1]),
                       .is_heartbeat = (failure[2] & as_heartbeat) != 0,
                       .is_catchable = (failure[2] & by_catchers) != 0},
                      cost);
}

/// All others are left where they are.
Id Explorer::fail_in_turn(Configuration at, const Failure& failure, Cost& cost) {
  const Id around = turns_around(at.stack);
  const Frame frame = Frame::of(tuples_[around]);
  leave_others(frame, cost);
  if (cost.records != nullptr) note_turn(cost, frame, frame.index);
  if (failure.is_catchable) return fail_now(at, failure, cost);
  // It may have to wait for its turn around there, too.
  at.stack = frame.stack;
  return fail(at, failure, cost);
}

/// Where those stand that have not ended, but for the one whose turn it is.
std::vector<Configuration> Explorer::others_in_turns(const Frame& frame) const {
  std::vector<Configuration> others;
  for (const Id turn : tuples_[frame.turns]) {
    const std::span<const Id> standing = tuples_[turn];
    if (standing.empty() || standing.front() == has_ended) continue;
    others.push_back(configuration_in(standing));
  }
  return others;
}

void Explorer::leave_others(const Frame& frame, Cost& cost) {
  const std::vector<Id> turns = copied(tuples_[frame.turns]);
  for (Id child = 0; child < frame.count; ++child) {
    const std::vector<Id> standing = copied(tuples_[turns[child]]);
    if (standing.empty() || standing.front() == has_ended) continue;
    const Configuration at = configuration_in(standing);
    cost.events += events_of_left(at, 0) + (is_map(frame.site) ? 1 : 0);
    if (cost.records == nullptr) continue;
    note_turn(cost, frame, child);
    note(cost, at.site, "is still going on");
    Recorded& record = cost.records->back();
    record.turn = Recorded::Turn::left;
    // One that waits to fail has had its answer, but mocks would let it fail at once.
    record.is_by_chance = standing.front() == fails || !is_call(at);
    if (!record.is_by_chance) record.patience = steps_.enter(at).silence().value_or(seconds{0});
  }
}

Id Explorer::end_in_turn(const Configuration& at, Frame frame, Cost& cost) {
  if (is_map(frame.site)) cost.events += 1;
  std::vector<Id> turns = copied(tuples_[frame.turns]);
  turns[frame.index] = tuples_.intern(std::array{Id{has_ended}, at.root});
  const bool is_over = std::ranges::all_of(
      turns, [&](Id standing) { return standing != 0 && tuples_[standing].front() == has_ended; });
  frame.latest = std::max(frame.latest, at.time);
  if (!is_over) return give_turn(frame, at, turns[frame.index]);
  for (const Id standing : turns) {
    frame.outputs = tuples_.intern(std::array{frame.outputs, tuples_[standing][1]});
  }
  frame.turns = frame.index = 0;
  return end_last_child(frame.around(at), frame, cost);
}

void Explorer::note_turn(Cost& cost, const Frame& frame, Id child) const {
  note(cost, frame.site, words_for_child(*sites_[frame.site].state, child, frame.count));
  cost.records->back().turn = Recorded::Turn::go;
  cost.records->back().child = child;
}

}  // namespace idm_synth::asl
