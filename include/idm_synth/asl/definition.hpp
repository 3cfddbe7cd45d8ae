// SPDX-License-Identifier: Apache-2.0
// Definition: a state machine, or a part of one. Nodes first, edges second.
#pragma once

#include <chrono>
#include <functional>
#include <idm_synth/asl/condition.hpp>
#include <idm_synth/asl/state.hpp>
#include <idm_synth/core/diagnostic.hpp>
#include <idm_synth/core/source_place.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace idm_synth::asl {

/// The handle of a state: what Definition::add() returns, for use in the edges of that definition.
class State {
 public:
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  friend class Definition;
  explicit State(std::string name) : name_{std::move(name)} {}
  std::string name_;
};

/// A rule of a Choice: `{when, to}`, and what else it does. Only the first rule that holds counts.
struct ChoiceRule {
  Condition when;
  State to;
  Fields assign = {};
  std::optional<Payload> output = {};  ///< JSONata only
  std::string comment = {};
};

/// What a Catch does besides leading to its handler. Without a result path the handler's input is
/// {"Error": …, "Cause": …}; with one, that is put into the state's raw input.
struct CatchOptions {
  std::string comment = {};
  PathField<ResultPath> result_path = {};
  std::optional<Payload> output = {};  ///< JSONata only
  Fields assign = {};                  ///< `$` is the error here
};

/// A state with its name and edges. Edges are names, so that a definition read from a file may hold
/// wrong ones for a check to find.
struct StateNode {
  struct Rule {
    Condition when;
    std::string next;
    Fields assign;
    std::optional<Payload> output;
    std::string comment;
  };
  struct Catcher {
    std::vector<std::string> error_equals;
    std::string next;
    CatchOptions options;
  };
  struct End {};
  /// Not said yet, the end, or the next state's name.
  using Transition = std::variant<std::monostate, End, std::string>;

  std::string name;
  AnyState state;
  Transition transition = {};
  std::vector<Rule> rules = {};               ///< of a Choice
  std::optional<std::string> otherwise = {};  ///< the Default of a Choice
  std::vector<Catcher> catchers = {};         ///< of a Task, Parallel or Map
  Place place = SourcePlace{};
};

/// The fields of a definition as a whole; a branch or processor has neither version nor timeout.
struct DefinitionSettings {
  std::string comment = {};
  std::optional<QueryLanguage> query_language = {};
  std::string version = {};  ///< "1.0" or empty
  /// 1 to 99,999,999 seconds, after which the execution ends as timed out: nothing catches that.
  std::optional<std::chrono::seconds> timeout = {};
};

/// A state machine, a branch of a Parallel, or the processor of a Map. States keep the author's
/// order. What is wrong is collected, not thrown: see problems().
/// https://states-language.net/
class Definition {
 public:
  explicit Definition(DefinitionSettings settings = {}, SourcePlace place = SourcePlace::here());
  /// One that was read: `start` and the edges may name states that are not there.
  Definition(DefinitionSettings settings, std::string start, std::vector<StateNode> states,
             Place place);

  /// Adds a state; its name has 1 to 80 characters and is unique in the whole machine. The first
  /// one added is where the machine starts, unless start_at() says another.
  State add(std::string name, AnyState state, SourcePlace place = SourcePlace::here());
  Definition& start_at(const State& state, SourcePlace place = SourcePlace::here());

  /// From a state to the next. A state that is neither Choice, Succeed nor Fail needs exactly one
  /// next() or end().
  Definition& next(const State& from, const State& to, SourcePlace place = SourcePlace::here());
  Definition& end(const State& last, SourcePlace place = SourcePlace::here());

  /// The rules of a Choice, tried in order, and where to go when none holds. Without `otherwise`
  /// the execution then fails, and nothing catches that.
  Definition& choose(const State& choice, std::vector<ChoiceRule> rules, const State& otherwise,
                     SourcePlace place = SourcePlace::here());
  Definition& choose(const State& choice, std::vector<ChoiceRule> rules,
                     SourcePlace place = SourcePlace::here());

  /// Where a Task, Parallel or Map goes when it ends with one of these errors, after its retries.
  /// Catchers are tried in the order in which they are added. "States.ALL" stands alone, in the
  /// last. Nothing matches States.Runtime, nor States.DataLimitExceeded but of a call's result.
  Definition& on_error(const State& from, const State& handler, std::vector<std::string> errors,
                       CatchOptions options = {}, SourcePlace place = SourcePlace::here());

  [[nodiscard]] const DefinitionSettings& settings() const { return settings_; }
  [[nodiscard]] const Place& place() const { return place_; }
  /// The name of the first state; empty while there is none.
  [[nodiscard]] const std::string& start() const { return start_; }
  [[nodiscard]] const std::vector<StateNode>& states() const { return states_; }
  /// The state of that name; null where there is none. Does not look into branches.
  [[nodiscard]] const StateNode* find(std::string_view name) const;

  /// Calls back for each Task, in the author's order, branches and processors included.
  void for_each_task(
      const std::function<void(const StateNode& node, const Task& task)>& callback) const;
  /// Calls back for each Definition directly inside a state: branches, processor.
  static void for_each_part(const AnyState& state,
                            const std::function<void(const Definition& part)>& callback);

  /// What is wrong with the definition, branches included. The address is left to the caller, who
  /// knows what the machine is called in Terraform.
  [[nodiscard]] Diagnostics problems() const;

  /// The wrong uses of the functions above.
  [[nodiscard]] const Diagnostics& misuses() const { return misuses_; }

 private:
  StateNode* own(const State& state, std::string_view use, SourcePlace place);
  void misuse(std::string code, std::string summary, std::string help, SourcePlace place);
  Definition& set_transition(const State& from, StateNode::Transition transition,
                             SourcePlace place);

  DefinitionSettings settings_;
  std::string start_;
  std::vector<StateNode> states_;
  Diagnostics misuses_;
  Place place_;
};

/// The definition as Amazon States Language: a Document with fields in a fixed order and states in
/// the author's. https://states-language.net/
[[nodiscard]] Document to_document(const Definition& definition);

}  // namespace idm_synth::asl
