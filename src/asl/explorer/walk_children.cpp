// SPDX-License-Identifier: Apache-2.0
// The branches of a Parallel and the iterations of a Map: how they start, end, and fail.
#include <algorithm>
#include <array>

#include "explorer.hpp"
#include "words.hpp"

namespace idm_synth::asl {
namespace {

using Kind = Configuration::Kind;

/// The Parallel or Map again, after what has happened inside.
Configuration resumed(const Frame& frame, const Configuration& inside) {
  Configuration around = inside;
  around.stack = frame.stack;
  around.site = frame.site;
  around.root = frame.root;
  around.cells = frame.cells;
  around.retries = frame.retries;
  around.entered = frame.entered;
  return around;
}

/// The branch of a Parallel that is explored: the first one goes before those that stand before it.
Id branch_of(const Frame& frame) {
  if (frame.index == 0) return frame.first;
  return frame.index <= frame.first ? frame.index - 1 : frame.index;
}

/// What has happened when both have; nobody asks for what SNS refused when people were told.
Id together(Id flags, Id others) {
  const Id both = flags | others;
  return (both & alerted) != 0 ? Id{alerted} : both;
}

}  // namespace

Id Explorer::enter_children(const Configuration& at, Cost& cost) {
  return sites_[at.site].children.size() > 1 ? node(Kind::fork, at) : start_children(at, 0, cost);
}

Id Explorer::start_children(const Configuration& at, Id first, Cost& cost) {
  const Effect& effect = steps_.enter(at);
  const Site& site = sites_[at.site];
  if (cost.records != nullptr) note(cost, at.site, words_for(*site.state, effect));
  if (effect.failure) return fail(at, *effect.failure, cost);
  cost.events += 1;
  Frame frame{.stack = at.stack,
              .site = at.site,
              .root = at.root,
              .cells = at.cells,
              .retries = at.retries,
              .entered = at.entered,
              .input = effect.output,
              .first = first,
              .items = tuples_.intern(effect.items),
              .flags = at.flags,
              .told = at.flags};
  const bool is_map = std::holds_alternative<CompiledMap>(site.state->detail);
  if (cost.records != nullptr) cost.records->back().is_concurrent = effect.items.size() > 1;
  if (is_map && effect.items.empty()) return finish_children(at, frame, cost);
  return start_child(at, frame, cost);
}

Id Explorer::start_child(const Configuration& around, Frame frame, Cost& cost) {
  const Site& site = sites_[around.site];
  Configuration child = around;
  child.stack = tuples_.intern(frame.tuple());
  child.root = frame.input;
  if (std::holds_alternative<CompiledMap>(site.state->detail)) {
    cost.events += 1;
    const Effect& effect = steps_.item(around, frame);
    if (effect.failure) return fail(around, *effect.failure, cost);
    child.root = effect.output;
    child.site = static_cast<Id>(site.children.front());
  } else {
    child.site = static_cast<Id>(site.children[branch_of(frame)]);
  }
  load_cells(around);
  mask_cells(sites_[child.site]);
  if (!sites_[child.site].is_root_live) child.root = 0;
  // A configuration for each iteration but the first: thousands of them nest no calls in here.
  const bool is_next = frame.index > 0 && std::holds_alternative<CompiledMap>(site.state->detail);
  if (!is_next) return walk(child, cost);
  child.cells = tuples_.intern(cells_);
  return node(Kind::state, child);
}

Id Explorer::end_child(const Configuration& at, Cost& cost) {
  Frame frame = Frame::of(tuples_[at.stack]);
  Configuration around = resumed(frame, at);
  const Site& site = sites_[frame.site];
  frame.outputs = tuples_.intern(std::array{frame.outputs, at.root});
  ++frame.index;
  frame.told = together(frame.told, at.flags);
  // Of those that go on at the same time, none waits for what another one tells.
  if (steps_.enter(around).is_in_turn) frame.flags = frame.told;
  const bool is_map = std::holds_alternative<CompiledMap>(site.state->detail);
  if (is_map) cost.events += 1;
  const std::size_t all = is_map ? tuples_[frame.items].size() : site.children.size();
  const bool is_over = frame.index == all;
  around.flags = is_over ? frame.told : frame.flags;
  if (!is_over) return start_child(around, frame, cost);
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
  if (frame.first > 0) {
    std::rotate(items.begin(), items.begin() + 1, items.begin() + 1 + frame.first);
  }
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

Id Explorer::fail(const Configuration& at, const Failure& failure, Cost& cost) {
  if (cost.records != nullptr && failure.cause && !failure.is_catchable && !cost.records->empty()) {
    cost.records->back().what += (cost.records->back().what.empty() ? "" : "; ") +
                                 failure.error.value_or("") + ": " + *failure.cause;
  }
  if (at.stack == 0 || !failure.is_catchable) {
    if (cost.records != nullptr && !cost.records->empty() && is_beside_others(at.stack)) {
      cost.records->back().is_concurrent = true;
    }
    return end(at, false, failure.error, cost);
  }
  const Frame frame = Frame::of(tuples_[at.stack]);
  const Configuration around = resumed(frame, at);
  const bool is_map = std::holds_alternative<CompiledMap>(sites_[around.site].state->detail);
  if (is_map) cost.events += 1;
  // TaskStateAborted, say: a Fail has no such event.
  if (!std::holds_alternative<CompiledFail>(sites_[at.site].state->detail)) cost.events += 1;
  if (cost.records != nullptr) {
    note(cost, around.site, "fails with " + failure.error.value_or("no error"));
    cost.records->back().is_concurrent = sites_[around.site].children.size() > 1;
  }
  if (const auto retrier = open_retrier(around, failure)) return retry(around, *retrier, cost);
  cost.events += 1;
  const auto catcher = find_catcher(*sites_[around.site].state, failure);
  if (!catcher) return fail(around, failure, cost);
  return catch_failure(around, *catcher, steps_.error_value(failure), cost);
}

/// Whether other branches go on at the same time.
bool Explorer::is_beside_others(Id stack) const {
  while (stack != 0) {
    const Frame frame = Frame::of(tuples_[stack]);
    if (sites_[frame.site].children.size() > 1) return true;
    stack = frame.stack;
  }
  return false;
}

}  // namespace idm_synth::asl
