// SPDX-License-Identifier: Apache-2.0
// The explorer's executions: how one goes on from a configuration to the next.
#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>

#include "explorer.hpp"
#include "words.hpp"

namespace idm_synth::asl {
namespace {

using Kind = Configuration::Kind;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// SNS refuses for good when it has done so for this long.
constexpr std::chrono::minutes excused_span{10};

/// How long a call takes at least that ends so.
seconds time_of(const CallOutcome& outcome, const Effect& call) {
  if (outcome.is_late) return *call.patience();
  return outcome.is_timeout ? *call.silence() : seconds{0};
}

/// Any RDS snapshot that is named in there, the first resource before all others.
const json::Value* find_snapshot(const json::Value& value) {
  constexpr std::string_view marks[] = {":rds:", "snapshot:"};
  if (value.kind() == json::Value::Kind::string) {
    const bool is_snapshot = value.text().starts_with("arn:") &&
                             value.text().find(marks[0]) != std::string_view::npos &&
                             value.text().find(marks[1]) != std::string_view::npos;
    return is_snapshot ? &value : nullptr;
  }
  if (value.kind() == json::Value::Kind::array) {
    for (const json::Value& item : value.items()) {
      if (const json::Value* found = find_snapshot(item)) return found;
    }
  }
  if (value.kind() == json::Value::Kind::object) {
    for (const json::Member& member : value.members()) {
      if (const json::Value* found = find_snapshot(member.value)) return found;
    }
  }
  return nullptr;
}

}  // namespace

Id Explorer::start(std::size_t input, Cost& cost) {
  const VerifyInput& given = inputs_[input];
  const json::Tree tree{given.text};
  const ExecutionStart defaults;
  const std::string arn = "arn:aws:states:" + defaults.region + ":" + defaults.account +
                          ":execution:" + defaults.machine_name + ":" + given.execution_name;
  const std::string time = to_text(start_time_);
  const std::array execution = {json::Member{"Id", 0, json::Arena::view(arn)},
                                json::Member{"StartTime", 0, json::Arena::view(time)},
                                json::Member{"Name", 0, json::Arena::view(given.execution_name)},
                                json::Member{"RoleArn", 0, json::Arena::view(defaults.role_arn)},
                                json::Member{"RedriveCount", 0, json::Arena::integer(0)}};
  json::Arena arena;
  cells_.assign(sites_.cells().count(), 0);
  cells_[sites_.cells().execution()] = values_.intern(arena.object(execution));
  cells_[sites_.cells().input()] = values_.intern(tree.root());
  Configuration at;
  at.site = static_cast<Id>(sites_.start());
  at.root = values_.intern(tree.root());
  mask_cells(sites_[at.site]);
  const json::Value* snapshot = find_snapshot(tree.root());
  at.service = model_.before(snapshot == nullptr ? 0 : values_.intern(*snapshot));
  cost.events += 1;
  return walk(at, cost);
}

Id Explorer::enter(const Configuration& at, Cost& cost, bool is_known_head) {
  load_cells(at);
  return walk(at, cost, is_known_head);
}

/// On from a state that is entered, to the next configuration that is kept. The cells are those in
/// cells_, and those of `at` are not known yet.
Id Explorer::walk(Configuration at, Cost& cost, bool is_known_head) {
  for (;; is_known_head = false) {
    const Site& site = sites_[at.site];
    const auto& detail = site.state->detail;
    const bool is_head = site.is_loop_head && !is_known_head;
    const bool is_call = std::holds_alternative<CompiledTask>(detail);
    const bool has_children = !site.children.empty();
    at.entered = at.time;
    if (is_head || is_call || has_children) at.cells = tuples_.intern(cells_);
    if (is_head) return node(Kind::state, at);
    cost.events += 1;
    at.retries = no_retries_[at.site];
    if (is_call) return node(Kind::call, at);
    if (has_children) return node(Kind::fork, at);
    const Effect& effect = steps_.enter(at, cells_);
    if (cost.records != nullptr) note(cost, at.site, words_for(*site.state, effect));
    if (!effect.failure) pass_time(at, cost, effect.wait, effect.wait);
    if (effect.failure || !effect.next) {
      at.cells = tuples_.intern(cells_);
      return leave(at, effect, cost);
    }
    move_on(at, effect, cost);
  }
}

void Explorer::move_on(Configuration& at, const Effect& effect, Cost& cost) {
  cost.events += 1;
  const std::span<const Id> assigned = tuples_[effect.assigned];
  for (std::size_t i = 0; i < assigned.size(); i += 2) {
    const Id cell = assigned[i];
    const Id value = assigned[i + 1];
    cells_[cell] = sites_.is_used(cell) ? value : unused(value);
  }
  at.site = static_cast<Id>(*effect.next);
  mask_cells(sites_[at.site]);
  at.root = sites_[at.site].is_root_live ? effect.output : 0;
}

/// The value of a variable that is not used.
Id Explorer::unused(Id value) {
  if (value >= unused_.size()) unused_.resize(value + 1, 0);
  if (unused_[value] == 0) unused_[value] = any_like(value);
  return unused_[value];
}

/// One for all numbers that are small, and one for all texts of about a size. They are as long as
/// any of those, so that no limit of a size is missed; and no counting on from a small number, up
/// to the end of the history, comes to what States.MathAdd refuses.
Id Explorer::any_like(Id value) {
  constexpr std::int64_t small_number = 2'000'000;
  constexpr std::int64_t any_number = -1'000'000;
  constexpr std::size_t short_text = 1'024;
  constexpr std::size_t first_size = 64;
  const json::Value given = values_[value];
  if (given.kind() == json::Value::Kind::integer) {
    return std::abs(given.integer()) <= small_number
               ? values_.intern(json::Arena::integer(any_number))
               : value;
  }
  if (given.kind() != json::Value::Kind::string || given.text().empty()) return value;
  const std::size_t size = json::text_size(given);
  if (size > short_text) return value;
  const std::string any_text(std::max(first_size, std::bit_ceil(size)), 'x');
  return values_.intern(json::Arena::view(any_text));
}

void Explorer::load_cells(const Configuration& at) {
  const std::span<const Id> cells = tuples_[at.cells];
  cells_.assign(cells.begin(), cells.end());
}

void Explorer::mask_cells(const Site& site) {
  for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i] &= site.kept[i];
}

Id Explorer::leave(Configuration at, const Effect& effect, Cost& cost) {
  if (effect.failure) return fail(at, *effect.failure, cost);
  if (effect.next) {
    load_cells(at);
    move_on(at, effect, cost);
    return walk(at, cost);
  }
  cost.events += 1;
  at.root = effect.output;
  return at.stack == 0 ? end(at, true, {}, cost) : end_child(at, cost);
}

/// What is wrong before the call is made.
Id Explorer::fail_call(const Configuration& at, const Effect& call, Cost& cost) {
  if (cost.records != nullptr) note(cost, at.site, "");
  return fail(at, *call.failure, cost);
}

Id Explorer::follow_call(const Configuration& at, const Effect& call, const CallOutcome& outcome,
                         Cost& cost) {
  const std::optional<seconds> patience = call.patience();
  cost.events += outcome.is_catchable ? 1 : 0;
  if (cost.records != nullptr) {
    note(cost, at.site, outcome.label);
    cost.records->back().call = &outcome;
    cost.records->back().patience = call.silence().value_or(seconds{0});
    cost.records->back().is_prolonged = call.is_prolonged();
  }
  Configuration after = at;
  after.service = outcome.service;
  if (outcome.is_catchable) {
    cost.events += 2;
    pass_time(after, cost, time_of(outcome, call), patience.value_or(seconds{0}));
  }
  if (outcome.thrown) return fail_task(after, outcome, cost);
  if (is_alert_[at.site]) after.flags = alerted;
  after.flags &= ~Id{is_long};
  return leave(after, steps_.finish(after, outcome.result), cost);
}

Id Explorer::fail_task(Configuration at, const CallOutcome& outcome, Cost& cost) {
  if (outcome.retrier && at.kind == static_cast<Id>(Kind::call)) {
    const std::size_t retrier = *outcome.retrier;
    const auto most = sites_[at.site].state->retry[retrier].max_attempts;
    if (tuples_[at.retries][retrier] < most) return retry(at, retrier, cost);
  }
  const bool is_refused = outcome.meaning == CallOutcome::Meaning::refused;
  const bool is_long_refusal =
      is_alert_[at.site] && !is_refused && ((at.flags & is_long) != 0 || has_tried_long(at));
  at.flags &= ~Id{is_long};
  if (is_long_refusal && (at.flags & alerted) == 0) at.flags |= refused_long;
  if (!outcome.catcher) return fail(at, outcome.failure, cost);
  return catch_failure(at, *outcome.catcher, outcome.error, cost);
}

Id Explorer::retry(Configuration at, std::size_t number, Cost& cost) {
  const CompiledRetrier& retrier = sites_[at.site].state->retry[number];
  retries_.assign(tuples_[at.retries].begin(), tuples_[at.retries].end());
  const milliseconds delay = delay_of(retrier, retries_[number]);
  if (cost.records != nullptr) {
    cost.records->back().what += "; tried again after " + in_words(delay);
  }
  pass_time(at, cost, delay, delay);
  ++retries_[number];
  at.retries = tuples_.intern(retries_);
  const bool is_call = std::holds_alternative<CompiledTask>(sites_[at.site].state->detail);
  return node(is_call ? Kind::call : Kind::fork, at);
}

Id Explorer::catch_failure(const Configuration& at, std::size_t catcher, Id error, Cost& cost) {
  if (cost.records != nullptr) cost.records->back().what += "; caught";
  return leave(at, steps_.catch_failure(at, catcher, error), cost);
}

Id Explorer::end(const Configuration& at, bool has_succeeded,
                 const std::optional<std::string>& error, Cost& cost) {
  cost.events += 1;
  Configuration end;
  end.site = at.site;
  end.cells = has_succeeded ? 1 : 0;
  end.retries = has_succeeded && model_.is_complete(at.service) ? 1 : 0;
  end.root = error ? values_.intern(json::Arena::view(*error)) : 0;
  end.flags = at.flags;
  end.kind = static_cast<Id>(Kind::end);
  return nodes_.intern(end.tuple());
}

Id Explorer::nowhere() {
  return nodes_.intern(Configuration{.kind = static_cast<Id>(Kind::nowhere)}.tuple());
}

Id Explorer::node(Kind kind, Configuration at) {
  const Site& site = sites_[at.site];
  if (is_among_turns(at.stack)) {
    // Others may need all that RDS knows.
  } else if (!site.may_start && !site.may_ask && !site.may_succeed) {
    at.service = 0;
  } else if (!site.may_start && at.service != 0) {
    at.service = without_maker(at.service);
  }
  if (!sites_.depends_on_time()) at.time = at.entered = 0;
  at.kind = static_cast<Id>(kind);
  return awaits_turn(at) ? await_turn(at) : nodes_.intern(at.tuple());
}

// Details.

Id Explorer::without_maker(Id service) {
  if (service >= without_maker_.size()) without_maker_.resize(service + 1, 0);
  Id& known = without_maker_[service];
  if (known == 0) known = model_.without_maker(service);
  return known;
}

void Explorer::pass_time(Configuration& at, Cost& cost, milliseconds typical,
                         milliseconds worst) const {
  cost.typical += typical;
  cost.worst += worst;
  if (cost.records != nullptr) {
    cost.records->back().typical += typical;
    cost.records->back().worst += worst;
  }
  if (sites_.depends_on_time()) {
    at.time += static_cast<Id>(std::chrono::ceil<seconds>(typical).count());
  }
}

void Explorer::note(Cost& cost, Id site, std::string what) {
  cost.records->push_back({.site = site, .what = std::move(what), .events = cost.events});
}

bool Explorer::has_tried_long(const Configuration& at) const {
  const CompiledState& state = *sites_[at.site].state;
  const std::span<const Id> retries = tuples_[at.retries];
  milliseconds span{0};
  for (std::size_t i = 0; i < retries.size(); ++i) {
    for (Id k = 0; k < retries[i]; ++k) {
      const milliseconds delay = delay_of(state.retry[i], k);
      span += state.retry[i].is_jittered ? delay / 2 : delay;
    }
  }
  return span >= excused_span;
}

}  // namespace idm_synth::asl
