// SPDX-License-Identifier: Apache-2.0
// The branches of a Parallel and the iterations of a Map: how they start, end, and fail.
#include <algorithm>
#include <array>

#include "explorer.hpp"
#include "words.hpp"

namespace idm_synth::asl {
namespace {

using Kind = Configuration::Kind;
using std::chrono::seconds;

/// Of more children it is not explored who fails first: each costs an exploration of all others.
constexpr std::size_t most_orders = 12;

/// More children do not take turns: where one stands is kept with where all others do.
constexpr std::size_t most_in_turns = 64;

/// What has happened when both have; nobody asks for what SNS refused when people were told.
Id together(Id flags, Id others) {
  const Id both = flags | others;
  return (both & alerted) != 0 ? Id{alerted} : both;
}

}  // namespace

/// What Frame::failing may be, by the outcome of the fork's edges.
std::vector<Id> Explorer::first_failures(const Configuration& fork) {
  const Effect& effect = steps_.enter(fork);
  const std::size_t count = child_count(fork);
  const bool is_alone = effect.failure || effect.at_once == 1 || count < 2;
  if (!is_alone && count <= most_in_turns && in_turns_.contains(fork.site)) {
    return {Frame::in_turns};
  }
  if (is_alone || count > most_orders) return {Frame::anybody};
  std::vector<Id> all = {Frame::nobody};
  for (Id child = 0; child < count; ++child) all.push_back(child);
  return all;
}

std::size_t Explorer::child_count(const Configuration& fork) {
  return is_map(fork.site) ? steps_.enter(fork).items.size() : sites_[fork.site].children.size();
}

Id Explorer::start_children(const Configuration& at, Id failing, Cost& cost) {
  const Effect& effect = steps_.enter(at);
  const Site& site = sites_[at.site];
  if (cost.records != nullptr) note(cost, at.site, words_for(*site.state, effect));
  if (effect.failure) return fail(at, *effect.failure, cost);
  cost.events += 1;
  const Frame frame{.stack = at.stack,
                    .site = at.site,
                    .root = at.root,
                    .cells = at.cells,
                    .retries = at.retries,
                    .entered = at.entered,
                    .input = effect.output,
                    .items = tuples_.intern(effect.items),
                    .count = static_cast<Id>(child_count(at)),
                    .at_once = static_cast<Id>(effect.at_once),
                    .failing = failing,
                    .flags = at.flags,
                    .told = at.flags,
                    .started = at.time,
                    .latest = at.time};
  if (!frame.is_in_turn() && failing == Frame::anybody) crowded_.insert(at.site);
  if (cost.records != nullptr) {
    Recorded& record = cost.records->back();
    if (frame.is_apart()) record.turn = Recorded::Turn::fork;
    record.is_by_chance = is_map(at.site) && !frame.is_in_turn();
    if (frame.has_one_that_fails()) {
      record.what += (record.what.empty() ? "" : "; ") +
                     words_for_child(*site.state, failing, frame.count) + " fails first";
    }
  }
  if (frame.count == 0) return finish_children(at, frame, cost);
  if (frame.takes_turns()) return give_turn(frame, at, 0);
  return start_child(at, frame, cost);
}

/// `around` is the Parallel or Map, when the child starts.
Id Explorer::start_child(const Configuration& around, const Frame& frame, Cost& cost) {
  const Site& site = sites_[around.site];
  Configuration child = around;
  child.stack = tuples_.intern(frame.tuple());
  child.root = frame.input;
  child.site = static_cast<Id>(site.children[is_map(around.site) ? 0 : frame.child()]);
  if (frame.is_all_at_once()) child.time = frame.started;
  if (is_map(around.site)) {
    cost.events += 1;
    const Effect& effect = steps_.item(around, frame);
    if (effect.failure) return fail(around, *effect.failure, cost);
    child.root = effect.output;
  }
  load_cells(around);
  mask_cells(sites_[child.site]);
  if (!sites_[child.site].is_root_live) child.root = 0;
  // A configuration for each but the first: thousands of them nest no calls in here.
  if (frame.index == 0 && frame.is_in_turn()) return walk(child, cost);
  child.cells = tuples_.intern(cells_);
  return node(Kind::child, child);
}

Id Explorer::follow_child(const Configuration& at, Cost& cost) {
  const Frame frame = Frame::of(tuples_[at.stack]);
  if (cost.records != nullptr && !frame.is_in_turn() && !frame.takes_turns()) {
    note(cost, frame.site, words_for_child(*sites_[frame.site].state, frame.child(), frame.count));
    if (frame.is_all_at_once()) cost.records->back().turn = Recorded::Turn::child;
  }
  return enter(at, cost, true);
}

/// The child stays where it is, for another one will fail. `at` is what it has come to, whatever
/// its call that goes on has told RDS; `levels` the number of Parallels and Maps around it that
/// are left, too.
Id Explorer::leave_child(const Configuration& at, std::size_t levels, Cost& cost) {
  if (cost.records != nullptr) {
    note(cost, at.site, "is still going on");
    Recorded& record = cost.records->back();
    record.turn = Recorded::Turn::left;
    record.is_by_chance = !is_call(at);
    if (is_call(at)) record.patience = steps_.enter(at).silence().value_or(seconds{0});
  }
  Id stack = at.stack;
  for (; levels != 0; --levels) stack = tuples_[stack].front();
  Frame frame = Frame::of(tuples_[stack]);
  cost.events += events_of_left(at, stack);
  if (is_map(frame.site)) cost.events += 1;
  ++frame.index;
  Configuration around = frame.around(at);
  around.flags = frame.flags;
  return start_child(around, frame, cost);
}

/// Of the history: what is left in there ends with it, up to the child that stands in `stack`.
std::uint32_t Explorer::events_of_left(const Configuration& at, Id stack) const {
  // Of a call, that it is made; and that the state ends.
  constexpr std::uint32_t events_of_call = 2;
  std::uint32_t events = (is_call(at) ? events_of_call : 0) + 1;
  for (Id inside = at.stack; inside != stack; inside = tuples_[inside].front()) {
    const Frame frame = Frame::of(tuples_[inside]);
    events += is_map(frame.site) ? 2 : 1;
    for (const Configuration& other : others_in_turns(frame)) events += events_of_left(other, 0);
  }
  return events;
}

Id Explorer::end_child(const Configuration& at, Cost& cost) {
  Frame frame = Frame::of(tuples_[at.stack]);
  if (frame.takes_turns()) return end_in_turn(at, frame, cost);
  Configuration around = frame.around(at);
  ++frame.index;
  const bool is_over = frame.index == frame.count;
  if (is_over && frame.has_one_that_fails()) return nowhere();
  if (is_map(frame.site)) cost.events += 1;
  if (!frame.has_one_that_fails()) {
    frame.outputs = tuples_.intern(std::array{frame.outputs, at.root});
    frame.told = together(frame.told, at.flags);
    frame.latest = std::max(frame.latest, at.time);
  }
  // Of those that go on at the same time, none waits for what another one tells.
  if (frame.is_in_turn()) frame.flags = frame.told;
  around.flags = is_over ? frame.told : frame.flags;
  return is_over ? end_last_child(around, frame, cost) : start_child(around, frame, cost);
}

Id Explorer::end_last_child(const Configuration& around, const Frame& frame, Cost& cost) {
  if (!frame.is_apart()) return finish_children(around, frame, cost);
  Configuration join = around;
  join.stack = tuples_.intern(frame.tuple());
  join.site = static_cast<Id>(sites_[frame.site].children.front());
  join.time = frame.latest;
  join.root = join.cells = join.retries = join.entered = 0;
  return node(Kind::join, join);
}

Id Explorer::join_children(const Configuration& at, Cost& cost) {
  const Frame frame = Frame::of(tuples_[at.stack]);
  const Configuration around = frame.around(at);
  if (cost.records != nullptr) {
    note(cost, around.site, "all have ended");
    cost.records->back().turn = Recorded::Turn::join;
  }
  return finish_children(around, frame, cost);
}

Id Explorer::finish_children(const Configuration& around, const Frame& frame, Cost& cost) {
  cost.events += 1;
  json::Arena arena;
  std::vector<json::Value> items;
  for (Id outputs = frame.outputs; outputs != 0; outputs = tuples_[outputs][0]) {
    items.push_back(values_[tuples_[outputs][1]]);
  }
  std::ranges::reverse(items);
  return leave(around, steps_.finish(around, values_.intern(arena.array(items))), cost);
}

std::optional<std::size_t> Explorer::open_retrier(const Configuration& at,
                                                  const Failure& failure) const {
  const CompiledState& state = *sites_[at.site].state;
  const std::optional<std::size_t> found = find_retrier(state, failure);
  if (!found || tuples_[at.retries][*found] >= state.retry[*found].max_attempts) {
    return std::nullopt;
  }
  return found;
}

/// Whether the failure that is explored is not this one, but that of another child.
bool Explorer::is_elsewhere(const Configuration& at, const Failure& failure) const {
  for (Id stack = at.stack; stack != 0;) {
    const Frame frame = Frame::of(tuples_[stack]);
    if (!frame.may_fail()) return true;
    if (failure.is_catchable) return false;
    stack = frame.stack;
  }
  return false;
}

Id Explorer::fail(const Configuration& at, const Failure& failure, Cost& cost) {
  if (is_elsewhere(at, failure)) return nowhere();
  const bool awaits_turn = failure.is_catchable
                               ? at.stack != 0 && Frame::of(tuples_[at.stack]).takes_turns()
                               : is_among_turns(at.stack);
  return awaits_turn ? await_turn(at, &failure) : fail_now(at, failure, cost);
}

Id Explorer::fail_now(const Configuration& at, const Failure& failure, Cost& cost) {
  if (cost.records != nullptr && failure.cause && !failure.is_catchable && !cost.records->empty()) {
    cost.records->back().what += (cost.records->back().what.empty() ? "" : "; ") +
                                 failure.error.value_or("") + ": " + *failure.cause;
  }
  if (at.stack == 0 || !failure.is_catchable) return end(at, false, failure.error, cost);
  const Frame frame = Frame::of(tuples_[at.stack]);
  const Configuration around = frame.around(at);
  if (is_map(around.site)) cost.events += 1;
  // TaskStateAborted, say: a Fail has no such event.
  if (!std::holds_alternative<CompiledFail>(sites_[at.site].state->detail)) cost.events += 1;
  if (cost.records != nullptr) {
    note(cost, around.site, "fails with " + failure.error.value_or("no error"));
    if (frame.is_apart()) cost.records->back().turn = Recorded::Turn::failure;
  }
  if (const auto retrier = open_retrier(around, failure)) return retry(around, *retrier, cost);
  cost.events += 1;
  const auto catcher = find_catcher(*sites_[around.site].state, failure);
  if (!catcher) return fail(around, failure, cost);
  return catch_failure(around, *catcher, steps_.error_value(failure), cost);
}

}  // namespace idm_synth::asl
