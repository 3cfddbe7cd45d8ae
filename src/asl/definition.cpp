// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/asl/check.hpp>
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/core/text.hpp>
#include <utility>

namespace idm_synth::asl {
Definition::Definition(DefinitionSettings settings, SourcePlace place)
    : settings_{std::move(settings)}, place_{place} {}

Definition::Definition(DefinitionSettings settings, std::string start,
                       std::vector<StateNode> states, Place place)
    : settings_{std::move(settings)},
      start_{std::move(start)},
      states_{std::move(states)},
      place_{std::move(place)} {}

State Definition::add(std::string name, AnyState state, SourcePlace place) {
  if (states_.empty() && start_.empty()) start_ = name;
  State handle{name};
  states_.push_back({.name = std::move(name), .state = std::move(state), .place = place});
  return handle;
}

Definition& Definition::start_at(const State& state, SourcePlace place) {
  if (own(state, "start_at()", place) != nullptr) start_ = state.name();
  return *this;
}

Definition& Definition::next(const State& from, const State& to, SourcePlace place) {
  return set_transition(from, to.name(), place);
}

Definition& Definition::end(const State& last, SourcePlace place) {
  return set_transition(last, StateNode::End{}, place);
}

Definition& Definition::set_transition(const State& from, StateNode::Transition transition,
                                       SourcePlace place) {
  StateNode* node = own(from, "next() or end()", place);
  if (node == nullptr) return *this;
  const std::string_view type = type_name(node->state);
  if (type == "Choice") {
    misuse("unexpected-transition", shown(node->name) + " is a Choice, which has no Next or End",
           "say where it leads with choose()", place);
  } else if (type == "Succeed" || type == "Fail") {
    misuse("unexpected-transition",
           shown(node->name) + " is a " + std::string{type} + ", where the flow ends",
           "leave next() and end() out", place);
  } else if (!std::holds_alternative<std::monostate>(node->transition)) {
    misuse("two-transitions", shown(node->name) + " has a next() or end() already",
           "use a Choice where the flow divides, on_error() for errors", place);
  } else {
    node->transition = std::move(transition);
  }
  return *this;
}

Definition& Definition::choose(const State& choice, std::vector<ChoiceRule> rules,
                               const State& otherwise, SourcePlace place) {
  choose(choice, std::move(rules), place);
  StateNode* node = own(choice, {}, place);
  if (node != nullptr && std::holds_alternative<Choice>(node->state)) {
    node->otherwise = otherwise.name();
  }
  return *this;
}

Definition& Definition::choose(const State& choice, std::vector<ChoiceRule> rules,
                               SourcePlace place) {
  StateNode* node = own(choice, "choose()", place);
  if (node == nullptr) return *this;
  if (!std::holds_alternative<Choice>(node->state)) {
    misuse("not-a-choice",
           shown(node->name) + " is a " + std::string{type_name(node->state)} +
               ": only a Choice has rules",
           "add a Choice{} behind it", place);
    return *this;
  }
  if (!node->rules.empty()) {
    misuse("two-choices", shown(node->name) + " has its rules already",
           "give all rules to one choose()", place);
    return *this;
  }
  for (ChoiceRule& rule : rules) {
    node->rules.push_back({std::move(rule.when), rule.to.name(), std::move(rule.assign),
                           std::move(rule.output), std::move(rule.comment)});
  }
  return *this;
}

Definition& Definition::on_error(const State& from, const State& handler,
                                 std::vector<std::string> errors, CatchOptions options,
                                 SourcePlace place) {
  StateNode* node = own(from, "on_error()", place);
  if (node == nullptr) return *this;
  if (retriers_of(node->state) == nullptr) {
    misuse("nothing-to-catch",
           shown(node->name) + " is a " + std::string{type_name(node->state)} +
               ": only Task, Parallel and Map have errors that can be caught",
           "guard what it reads before it is reached", place);
    return *this;
  }
  node->catchers.push_back({std::move(errors), handler.name(), std::move(options)});
  return *this;
}

const StateNode* Definition::find(std::string_view name) const {
  const auto found = std::find_if(states_.begin(), states_.end(),
                                  [&](const StateNode& node) { return node.name == name; });
  return found == states_.end() ? nullptr : &*found;
}

StateNode* Definition::own(const State& state, std::string_view use, SourcePlace place) {
  const auto found = std::find_if(states_.begin(), states_.end(),
                                  [&](const StateNode& node) { return node.name == state.name(); });
  if (found != states_.end()) return &*found;
  if (!use.empty()) {
    misuse("unknown-state",
           std::string{use} + " was given " + shown(state.name()) +
               ", which is no state of this definition",
           "use what add() of this definition returned", place);
  }
  return nullptr;
}

void Definition::misuse(std::string code, std::string summary, std::string help,
                        SourcePlace place) {
  misuses_.push_back({.code = std::move(code),
                      .summary = std::move(summary),
                      .help = std::move(help),
                      .address = {},
                      .places = {place}});
}

void Definition::for_each_task(
    const std::function<void(const StateNode& node, const Task& task)>& callback) const {
  for (const StateNode& node : states_) {
    if (const auto* task = std::get_if<Task>(&node.state)) callback(node, *task);
    for_each_part(node.state, [&](const Definition& part) { part.for_each_task(callback); });
  }
}

void Definition::for_each_part(const AnyState& state,
                               const std::function<void(const Definition& part)>& callback) {
  if (const auto* parallel = std::get_if<Parallel>(&state)) {
    for (const Definition& branch : parallel->branches) callback(branch);
  } else if (const auto* map = std::get_if<Map>(&state)) {
    callback(*map->processor.get());
  }
}

Diagnostics Definition::problems() const {
  Diagnostics diagnostics;
  for (Finding& finding : check(*this)) {
    std::string summary = std::move(finding.summary);
    if (!finding.pointer.empty()) summary = finding.pointer + ": " + summary;
    diagnostics.push_back({.severity = finding.severity,
                           .code = std::move(finding.code),
                           .summary = std::move(summary),
                           .help = std::move(finding.help),
                           .address = {},
                           .places = std::move(finding.places)});
  }
  return diagnostics;
}

}  // namespace idm_synth::asl
