// SPDX-License-Identifier: Apache-2.0
#include "steps.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "../interpreter/jackson.hpp"

namespace idm_synth::asl {
namespace {

std::unique_ptr<const Failure> made(Failure failure) {
  return std::make_unique<const Failure>(std::move(failure));
}

std::int64_t attempts_of(std::span<const Id> retries) {
  std::int64_t attempts = 0;
  for (const Id count : retries) attempts += count;
  return attempts;
}

/// Of the iterations of an inline Map without MaxConcurrency, at most so many.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
constexpr std::size_t most_at_once = 40;

}  // namespace

Configuration Configuration::of(std::span<const Id> tuple) {
  Configuration made;
  std::copy(tuple.begin(), tuple.end(), &made.kind);
  return made;
}

Frame Frame::of(std::span<const Id> tuple) {
  Frame made;
  std::copy(tuple.begin(), tuple.end(), &made.stack);
  return made;
}

Id Frame::child() const {
  if (!has_one_that_fails()) return index;
  if (index + 1 == count) return failing;
  return index < failing ? index : index + 1;
}

Configuration Frame::around(const Configuration& inside) const {
  Configuration around = inside;
  around.stack = stack;
  around.site = site;
  around.root = root;
  around.cells = cells;
  around.retries = retries;
  around.entered = entered;
  return around;
}

std::optional<std::chrono::seconds> Effect::patience() const {
  if (failure || !may_beat) return silence();
  return limits.timeout ? std::optional{std::chrono::seconds{*limits.timeout}} : std::nullopt;
}

std::optional<std::chrono::seconds> Effect::silence() const {
  if (failure) return std::chrono::seconds{0};  // the call is never made
  if (!limits.timeout && !limits.heartbeat) return std::nullopt;
  constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();
  return std::chrono::seconds{
      std::min(limits.timeout.value_or(forever), limits.heartbeat.value_or(forever))};
}

Steps::Steps(const Sites& sites, const Program::Machine& machine, Values& values, Tuples& tuples,
             Time start)
    : sites_{sites}, values_{values}, tuples_{tuples}, start_{start} {
  variables_.resize(machine.variables.count());
  effects_.emplace_back();  // of the empty key, which nothing has
}

template <class Evaluate>
const Effect& Steps::cached(Id action, Id operand, const Reads& reads, const Configuration& at,
                            std::span<const Id> cells, const Evaluate& evaluate) {
  key_.clear();
  for (const Id part : {at.site, action, operand, at.root}) key_.push_back(part);
  for (const std::size_t cell : reads.cells()) key_.push_back(cells[cell]);
  if (reads.retry_count) key_.push_back(at.retries);
  if (reads.entered_time) key_.push_back(at.entered);
  // Another value once RDS knows of another export, so that none gets the name of one before it.
  const auto exports = reads.random ? static_cast<Id>(tuples_[at.service].size()) : Id{0};
  if (reads.random) key_.push_back(exports);
  const Id key = keys_.intern(key_);
  if (key == effects_.size()) {
    Effect effect;
    constexpr unsigned site_place = 40;
    constexpr unsigned attempts_place = 8;
    const auto attempts = static_cast<std::uint64_t>(attempts_of(tuples_[at.retries]));
    random_.seed((std::uint64_t{at.site} << site_place) + (attempts << attempts_place) + exports);
    const auto fail = [&](const char* error, std::string cause) {
      effect.failure = made({.error = error, .cause = std::move(cause), .is_catchable = false});
    };
    try {
      evaluate(effect);
    } catch (const ReferencePathConflict& error) {
      fail("States.ReferencePathConflict", error.what());
    } catch (const RuntimeError& error) {
      fail("States.Runtime", error.what());
    } catch (const json::TooDeepError&) {
      fail("States.Runtime", too_deep_to_write());
    }
    effects_.push_back(std::move(effect));
    scratch_.clear();
  }
  return effects_[key];
}

const Effect& Steps::enter(const Configuration& at, std::span<const Id> cells) {
  const Site& site = sites_[at.site];
  if (const auto* choice = std::get_if<CompiledChoice>(&site.state->detail)) {
    return enter_choice(at, cells, *choice);
  }
  return cached(entering, 0, site.enter, at, cells,
                [&](Effect& effect) { enter_state(at, cells, *site.state, effect); });
}

const Effect& Steps::finish(const Configuration& at, Id result) {
  const Site& site = sites_[at.site];
  const std::span<const Id> cells = tuples_[at.cells];
  return cached(finishing, result, site.finish, at, cells,
                [&](Effect& effect) { complete(scope(at, cells), site, values_[result], effect); });
}

/// In two steps, for the conditions read more than the rule that holds: a counter, say.
const Effect& Steps::enter_choice(const Configuration& at, std::span<const Id> cells,
                                  const CompiledChoice& choice) {
  const Site& site = sites_[at.site];
  const Effect& choice_made = cached(choosing, 0, site.choose, at, cells, [&](Effect& effect) {
    Scope input = scope(at, cells);
    input.root = filtered(site.state->input_path, input);
    const CompiledChoice::Rule* rule = find_rule(choice, input);
    if (rule != nullptr) effect.rule = static_cast<Id>(rule - choice.rules.data());
  });
  if (choice_made.failure) return choice_made;
  const std::optional<Id> rule = choice_made.rule;
  const Id way = rule.value_or(static_cast<Id>(choice.rules.size()));
  return cached(passing, way, site.chosen[way], at, cells, [&](Effect& effect) {
    effect.rule = rule;
    effect.next = site.at(rule ? choice.rules[*rule].next : *choice.otherwise);
    pass_on(scope(at, cells), *site.state, rule ? choice.rules[*rule].assign : site.state->assign,
            effect);
  });
}

Id Steps::error_value(const Failure& failure) {
  json::Arena arena;
  return values_.intern(error_output(failure, arena));
}

const Effect& Steps::catch_failure(const Configuration& at, std::size_t catcher, Id error) {
  const Site& site = sites_[at.site];
  const std::span<const Id> cells = tuples_[at.cells];
  return cached(catching + static_cast<Id>(catcher), error, site.caught[catcher], at, cells,
                [&](Effect& effect) {
                  const CompiledCatcher& compiled = site.state->catchers[catcher];
                  Scope caught = scope(at, cells);
                  const json::Value raw = caught.root;
                  caught.root = values_[error];
                  const json::Value assigned = assigned_values(compiled.assign, caught);
                  effect.next = site.at(compiled.next);
                  leave(*site.state, placed(compiled.result_place, raw, caught.root, scratch_),
                        compiled.assign, assigned, effect);
                });
}

const Effect& Steps::item(const Configuration& at, const Frame& frame) {
  const Site& site = sites_[at.site];
  const std::array operand = {frame.input, frame.items, frame.child()};
  const Id number = tuples_.intern(operand);
  const std::span<const Id> cells = tuples_[at.cells];
  return cached(selecting, number, site.item, at, cells, [&](Effect& effect) {
    const auto& map = std::get<CompiledMap>(site.state->detail);
    Scope input = scope(at, cells, &frame);
    input.root = values_[frame.input];
    effect.output = map.item_selector ? values_.intern(map.item_selector->evaluate(input))
                                      : tuples_[frame.items][frame.child()];
  });
}

void Steps::enter_state(const Configuration& at, std::span<const Id> cells,
                        const CompiledState& state, Effect& effect) {
  const Scope raw = scope(at, cells);
  if (const auto* task = std::get_if<CompiledTask>(&state.detail)) {
    Scope input = raw;
    input.root = filtered(state.input_path, raw);
    effect.limits = limits_of(*task, input);
    effect.may_beat = may_beat(task->resource);
    const json::Value parameters = effective_input(state, raw);
    if (task->credentials) static_cast<void>(task->credentials->evaluate(input));
    if (is_over_limit(parameters)) effect.failure = made(data_limit_exceeded(state.name, false));
    effect.output = values_.intern(parameters);
  } else if (const auto* pass = std::get_if<CompiledPass>(&state.detail)) {
    complete(raw, sites_[at.site], pass->result ? *pass->result : effective_input(state, raw),
             effect);
  } else if (const auto* wait = std::get_if<CompiledWait>(&state.detail)) {
    Scope input = raw;
    input.root = filtered(state.input_path, raw);
    const Time now = start_ + std::chrono::seconds{at.entered};
    effect.wait = end_of_wait(*wait, input, now) - now;
    if (state.next) effect.next = sites_[at.site].at(*state.next);
    pass_on(raw, state, state.assign, effect);
  } else if (std::holds_alternative<CompiledSucceed>(state.detail)) {
    pass_on(raw, state, state.assign, effect);
  } else if (const auto* fail = std::get_if<CompiledFail>(&state.detail)) {
    std::optional<std::string> error = text_of(fail->error, "ErrorPath", raw);
    effect.failure =
        made({.error = std::move(error), .cause = text_of(fail->cause, "CausePath", raw)});
  } else if (std::holds_alternative<CompiledParallel>(state.detail)) {
    effect.output = values_.intern(effective_input(state, raw));
    effect.at_once = sites_[at.site].children.size();
  } else {
    const auto& map = std::get<CompiledMap>(state.detail);
    Scope input = raw;
    input.root = filtered(state.input_path, raw);
    const std::int64_t limit = max_concurrency_of(map, input);
    effect.at_once = limit == 0 ? most_at_once : static_cast<std::size_t>(limit);
    for (const json::Value& item : items_of(map, input).items()) {
      effect.items.push_back(values_.intern(item));
    }
    effect.output = values_.intern(input.root);
  }
}

void Steps::pass_on(const Scope& raw, const CompiledState& state, const Assignments& assign,
                    Effect& effect) {
  Scope input = raw;
  input.root = filtered(state.input_path, raw);
  const json::Value assigned = assigned_values(assign, input);
  leave(state, filtered(state.output_path, input), assign, assigned, effect);
}

void Steps::complete(const Scope& raw, const Site& site, json::Value result, Effect& effect) {
  const CompiledState& state = *site.state;
  Scope inner = raw;
  inner.root = result;
  if (state.result_selector) {
    result = state.result_selector->evaluate(inner);
    inner.root = result;
  }
  const json::Value assigned = assigned_values(state.assign, inner);
  inner.root = placed(state.result_place, raw.root, result, scratch_);
  if (state.next) effect.next = site.at(*state.next);
  leave(state, filtered(state.output_path, inner), state.assign, assigned, effect);
}

void Steps::leave(const CompiledState& state, const json::Value& output, const Assignments& assign,
                  const json::Value& assigned, Effect& effect) {
  if (is_over_limit(output)) effect.failure = made(data_limit_exceeded(state.name, false));
  effect.output = values_.intern(output);
  assigned_.clear();
  for (std::size_t i = 0; i < assign.size(); ++i) {
    assigned_.push_back(static_cast<Id>(assign[i].variable));
    assigned_.push_back(values_.intern(assigned.members()[i].value));
  }
  effect.assigned = tuples_.intern(assigned_);
}

Scope Steps::scope(const Configuration& at, std::span<const Id> cells, const Frame* item_of) {
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    variables_[i] = cells[i] == 0 ? std::nullopt : std::optional{values_[cells[i]]};
  }
  return {
      .root = values_[at.root],
      .context = sites_[at.site].state->reads_context ? context(at, cells, item_of) : json::Value{},
      .variables = &variables_,
      .arena = &scratch_,
      .random = &random_};
}

json::Value Steps::context(const Configuration& at, std::span<const Id> cells,
                           const Frame* item_of) {
  const Site& site = sites_[at.site];
  const auto* task = std::get_if<CompiledTask>(&site.state->detail);
  json::Value execution = values_[cells[sites_.cells().execution()]];
  if (execution.kind() != json::Value::Kind::object) execution = scratch_.object({});
  if (const Id input = cells[sites_.cells().input()]; input != 0) {
    execution = scratch_.with(execution, "Input", values_[input]);
  }
  const Time entered = start_ + std::chrono::seconds{at.entered};
  std::vector<json::Member> state = {{"Name", 0, json::Arena::view(site.state->name)},
                                     {"EnteredTime", 0, scratch_.string(to_text(entered))}};
  if (task != nullptr || !site.children.empty()) {
    state.push_back({"RetryCount", 0, json::Arena::integer(attempts_of(tuples_[at.retries]))});
  }
  const std::array machine = {
      json::Member{
          "Id", 0,
          json::Arena::view("arn:aws:states:eu-west-1:123456789012:stateMachine:StateMachine")},
      json::Member{"Name", 0, json::Arena::view("StateMachine")}};
  std::vector<json::Member> all = {{"Execution", 0, execution},
                                   {"StateMachine", 0, scratch_.object(machine)},
                                   {"State", 0, scratch_.object(state)}};
  if (item_of != nullptr) {
    const std::array item = {
        json::Member{"Index", 0, json::Arena::integer(item_of->child())},
        json::Member{"Value", 0, values_[tuples_[item_of->items][item_of->child()]]}};
    const std::array map = {json::Member{"Item", 0, scratch_.object(item)}};
    all.push_back({"Map", 0, scratch_.object(map)});
  }
  if (task != nullptr && task->resource.ends_with(".waitForTaskToken")) {
    const std::array token = {json::Member{"Token", 0, json::Arena::view("token")}};
    all.push_back({"Task", 0, scratch_.object(token)});
  }
  return scratch_.object(all);
}

}  // namespace idm_synth::asl
