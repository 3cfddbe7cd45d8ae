// SPDX-License-Identifier: Apache-2.0
// What is wrong with a definition: its graph, and the edges of its states.
#include <algorithm>
#include <idm_synth/core/text.hpp>
#include <map>
#include <set>
#include <utility>

#include "findings.hpp"

namespace idm_synth::asl {
namespace {

using std::chrono::seconds;

constexpr std::int64_t longest_delay = 31'622'400;  // seconds
constexpr std::size_t longest_state_name = 80;      // characters
constexpr std::string_view all_errors = "States.ALL";

class Checker {
 public:
  std::vector<Finding> check(const Definition& definition) {
    is_jsonata_ = definition.settings().query_language == QueryLanguage::jsonata;
    check_definition(definition, {});
    return found_.take();
  }

 private:
  void check_definition(const Definition& definition, const std::string& pointer) {
    for (const Diagnostic& misuse : definition.misuses()) {
      found_.add({.code = misuse.code,
                  .pointer = {},
                  .summary = misuse.summary,
                  .help = misuse.help,
                  .places = misuse.places});
    }
    found_.set_place(definition.place());
    check_settings(definition.settings(), pointer);
    if (definition.states().empty()) {
      found_.report(pointer + "/States", "there is no state", "add() at least one");
      return;
    }
    if (definition.find(definition.start()) == nullptr) {
      found_.report("missing-transition-target", pointer + "/StartAt",
                    shown(definition.start()) + " is no state of this definition",
                    "name a state of the same States");
    }
    bool has_end = false;
    scopes_.push_back(variables_of(definition));
    for (const StateNode& node : definition.states()) {
      found_.set_place(node.place);
      has_end = has_end || is_end(node);
      check_state(definition, node, pointer + "/States" + step(node.name));
    }
    scopes_.pop_back();
    found_.set_place(definition.place());
    if (!has_end) {
      found_.report("missing-end-state", pointer + "/States", "no state ends the flow",
                    "end with a Succeed, a Fail, or end()");
    }
    check_reachable(definition, pointer);
  }

  void check_settings(const DefinitionSettings& settings, const std::string& pointer) {
    if (pointer.empty()) {
      found_.check_range("/TimeoutSeconds", settings.timeout, 1, longest_time);
      found_.check_one_of("/Version", settings.version, {"1.0"});
      return;
    }
    const auto refuse = [&](bool is_set, const std::string& field) {
      if (!is_set) return;
      found_.report(pointer + "/" + field, "a part of a machine has no " + field,
                    "set it for the whole machine, or leave it out");
    };
    refuse(settings.query_language.has_value(), "QueryLanguage");
    refuse(!settings.version.empty(), "Version");
    refuse(settings.timeout.has_value(), "TimeoutSeconds");
  }

  static bool is_end(const StateNode& node) {
    return std::holds_alternative<Succeed>(node.state) ||
           std::holds_alternative<Fail>(node.state) ||
           std::holds_alternative<StateNode::End>(node.transition);
  }

  /// Calls back with the pointer, behind the state's, and the target of each edge.
  template <class Callback>
  static void for_each_edge(const StateNode& node, Callback callback) {
    if (const auto* next = std::get_if<std::string>(&node.transition)) callback("/Next", *next);
    for (std::size_t i = 0; i < node.rules.size(); ++i) {
      callback("/Choices" + step(i) + "/Next", node.rules[i].next);
    }
    if (node.otherwise) callback("/Default", *node.otherwise);
    for (std::size_t i = 0; i < node.catchers.size(); ++i) {
      callback("/Catch" + step(i) + "/Next", node.catchers[i].next);
    }
  }

  /// Calls back with the pointer, behind the state's, and the fields of each Assign.
  template <class Callback>
  static void for_each_assign(const StateNode& node, Callback callback) {
    std::visit(
        [&](const auto& state) {
          if constexpr (requires { state.assign; }) callback("/Assign", state.assign);
        },
        node.state);
    for (std::size_t i = 0; i < node.rules.size(); ++i) {
      callback("/Choices" + step(i) + "/Assign", node.rules[i].assign);
    }
    for (std::size_t i = 0; i < node.catchers.size(); ++i) {
      callback("/Catch" + step(i) + "/Assign", node.catchers[i].options.assign);
    }
  }

  /// The variables that a flow sets, without those inside its states, and where it sets them first.
  using Variables = std::map<std::string_view, Place>;
  using Scopes = std::vector<Variables>;

  static Variables variables_of(const Definition& definition) {
    Variables variables;
    for (const StateNode& node : definition.states()) {
      for_each_assign(node, [&](const std::string&, const Fields& assign) {
        for (const Field& field : assign.get()) variables.emplace(field.key, node.place);
      });
    }
    return variables;
  }

  void check_variables(const StateNode& node, const std::string& pointer) {
    for_each_assign(node, [&](const std::string& behind, const Fields& assign) {
      for (const auto& [key, value] : assign.get()) {
        for (std::size_t outer = 0; outer + 1 < scopes_.size(); ++outer) {
          const auto found = scopes_[outer].find(key);
          if (found == scopes_[outer].end()) continue;
          found_.report("duplicate-variable-name",
                        pointer + behind + step(value.is_computed() ? key + ".$" : key),
                        "the flow around this one sets a variable " + shown(key),
                        "give this one another name: a Parallel or a Map reads outer variables, "
                        "but sets its own");
          found_.also_at(found->second);
          break;
        }
      }
    });
  }

  void check_reachable(const Definition& definition, const std::string& pointer) {
    std::set<std::string_view> reached;
    std::vector<const StateNode*> open;
    const auto reach = [&](std::string_view name) {
      const StateNode* node = definition.find(name);
      if (node != nullptr && reached.insert(node->name).second) open.push_back(node);
    };
    reach(definition.start());
    while (!open.empty()) {
      const StateNode* node = open.back();
      open.pop_back();
      for_each_edge(*node, [&](const std::string&, const std::string& to) { reach(to); });
    }
    if (reached.empty()) return;  // The start itself is missing, and reported.
    for (const StateNode& node : definition.states()) {
      if (reached.contains(node.name)) continue;
      found_.set_place(node.place);
      found_.report(
          "missing-transition-target", pointer + "/States" + step(node.name),
          "state " + shown(node.name) + " is not reachable from " + shown(definition.start()),
          "lead to it with next(), choose() or on_error(), or leave it out");
    }
  }

  void check_name(const StateNode& node, const std::string& pointer) {
    const std::size_t length = character_count(node.name);
    if (length < 1 || length > longest_state_name) {
      found_.report("invalid-state-name", pointer,
                    "the name of a state has " + std::to_string(length) + " characters",
                    "allowed are 1 to 80");
    }
    const auto [earlier, is_new] = names_.emplace(node.name, node.place);
    if (!is_new) {
      found_.report("duplicate-state-name", pointer, "two states are named " + shown(node.name),
                    "names are unique in the whole machine, branches included");
      found_.also_at(earlier->second);
    }
  }

  void check_state(const Definition& definition, const StateNode& node,
                   const std::string& pointer) {
    check_name(node, pointer);
    for_each_edge(node, [&](const std::string& edge, const std::string& to) {
      if (definition.find(to) == nullptr) {
        found_.report("missing-transition-target", pointer + edge,
                      shown(to) + " is no state of this definition",
                      "no edge leads into or out of a branch: name a state of the same States");
      }
    });
    if (std::holds_alternative<Choice>(node.state)) {
      if (node.rules.empty()) {
        found_.report(pointer + "/Choices", "the Choice " + shown(node.name) + " has no rule",
                      "give it rules with choose()");
      }
    } else if (!is_end(node) && std::holds_alternative<std::monostate>(node.transition)) {
      found_.report(pointer, "state " + shown(node.name) + " leads nowhere",
                    "say what follows with next(), or end() that nothing does");
    }
    check_language(node.state, pointer);
    check_rules(node, pointer);
    check_variables(node, pointer);
    if (const auto* retriers = retriers_of(node.state)) check_retriers(*retriers, pointer);
    check_catchers(node, pointer);
    check_state_fields(found_, node.state, pointer);
    check_parts(node.state, pointer);
  }

  void check_language(const AnyState& state, const std::string& pointer) {
    const auto language = std::visit([](const auto& typed) { return typed.query_language; }, state);
    if (!is_jsonata_ || language != QueryLanguage::jsonpath) return;
    found_.report(pointer + "/QueryLanguage", "a machine in JSONata has no part in JSONPath",
                  "say JSONPath for the machine and JSONata for its states, or use JSONata here");
  }

  void check_parts(const AnyState& state, const std::string& pointer) {
    const Place place = found_.place();
    if (const auto* parallel = std::get_if<Parallel>(&state)) {
      for (std::size_t i = 0; i < parallel->branches.size(); ++i) {
        check_definition(parallel->branches[i], pointer + "/Branches" + step(i));
      }
    } else if (const auto* map = std::get_if<Map>(&state)) {
      check_label(map->label, pointer + "/Label");
      // An execution of its own knows no variables around it.
      const bool is_distributed =
          map->processor_config && map->processor_config->mode == ProcessorMode::distributed;
      Scopes outer;
      if (is_distributed) outer.swap(scopes_);
      check_definition(*map->processor.get(), pointer + "/ItemProcessor");
      if (is_distributed) outer.swap(scopes_);
    }
    found_.set_place(place);
  }

  void check_rules(const StateNode& node, const std::string& pointer) {
    for (std::size_t i = 0; i < node.rules.size(); ++i) {
      const std::string rule = pointer + "/Choices" + step(i);
      check_condition(node.rules[i].when, rule);
      check_assign(found_, node.rules[i].assign, rule);
    }
  }

  void check_condition(const Condition& condition, const std::string& pointer) {
    if (const auto* test = std::get_if<Condition::Test>(&condition.value())) {
      const std::string comparison{name(test->comparison)};
      check_reference(found_, test->variable, pointer + "/Variable");
      if (const auto* other = std::get_if<Path>(&test->operand)) {
        return check_reference(found_, *other, pointer + "/" + comparison);
      }
      if (!comparison.starts_with("Timestamp")) return;
      const auto* text = std::get_if<std::string>(&std::get<Document>(test->operand).value());
      if (text != nullptr) found_.check_timestamp(*text, pointer + "/" + comparison);
    } else if (const auto* all = std::get_if<Condition::All>(&condition.value())) {
      check_conditions(all->conditions, pointer + "/And");
    } else if (const auto* any = std::get_if<Condition::Any>(&condition.value())) {
      check_conditions(any->conditions, pointer + "/Or");
    } else if (const auto* negation = std::get_if<Condition::Not>(&condition.value())) {
      check_condition(negation->condition.front(), pointer + "/Not");
    }
  }

  void check_conditions(const std::vector<Condition>& conditions, const std::string& pointer) {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      check_condition(conditions[i], pointer + step(i));
    }
  }

  void check_errors(const std::vector<std::string>& errors, bool is_last,
                    const std::string& pointer) {
    if (errors.empty()) {
      found_.report(pointer, "no error is named", "name at least one, or \"States.ALL\"");
    }
    if (std::find(errors.begin(), errors.end(), "") != errors.end()) {
      found_.report(pointer, "the name of an error is empty", "leave it out");
    }
    if (std::find(errors.begin(), errors.end(), all_errors) == errors.end()) return;
    if (errors.size() > 1) {
      found_.report(pointer, "States.ALL stands beside other errors",
                    "it stands alone: it matches them");
    }
    if (!is_last) {
      found_.report(pointer, "States.ALL stands before others of its kind",
                    "put it last: those behind it would never be used");
    }
  }

  void check_retriers(const std::vector<Retrier>& retriers, const std::string& pointer) {
    for (std::size_t i = 0; i < retriers.size(); ++i) {
      const Retrier& retrier = retriers[i];
      const std::string here = pointer + "/Retry" + step(i);
      check_errors(retrier.error_equals, i + 1 == retriers.size(), here + "/ErrorEquals");
      found_.check_range(here + "/IntervalSeconds", retrier.interval, 1, longest_time);
      found_.check_range(here + "/MaxDelaySeconds", retrier.max_delay, 1, longest_delay);
      const seconds interval = retrier.interval.value_or(seconds{1});
      if (retrier.max_delay && *retrier.max_delay <= interval) {
        found_.report(here + "/MaxDelaySeconds",
                      std::to_string(retrier.max_delay->count()) +
                          " is not more than IntervalSeconds, " + std::to_string(interval.count()),
                      "give the longest of the growing delays");
      }
      if (retrier.max_attempts)
        found_.check_range(here + "/MaxAttempts", *retrier.max_attempts, 0, longest_time);
      if (retrier.backoff_rate && !(*retrier.backoff_rate >= 1.0 &&
                                    *retrier.backoff_rate <= static_cast<double>(largest_count))) {
        found_.report(here + "/BackoffRate", "it is less than 1, too large, or no number",
                      "allowed are 1 to " + std::to_string(largest_count));
      }
    }
  }

  void check_catchers(const StateNode& node, const std::string& pointer) {
    for (std::size_t i = 0; i < node.catchers.size(); ++i) {
      const std::string here = pointer + "/Catch" + step(i);
      check_errors(node.catchers[i].error_equals, i + 1 == node.catchers.size(),
                   here + "/ErrorEquals");
      check_assign(found_, node.catchers[i].options.assign, here);
    }
  }

  void check_label(const std::string& label, const std::string& pointer) {
    if (!label.empty() && !labels_.insert(label).second) {
      found_.report("duplicate-label-name", pointer, "two states have the label " + shown(label),
                    "labels are unique in the whole machine");
    }
  }

  Findings found_;
  bool is_jsonata_ = false;  ///< the machine; its states may differ
  Scopes scopes_;            ///< from the outermost flow to the one that is checked
  std::map<std::string_view, Place> names_;
  std::set<std::string_view> labels_;
};

}  // namespace

std::vector<Finding> check(const Definition& definition) {
  return Checker{}.check(definition);
}

}  // namespace idm_synth::asl
