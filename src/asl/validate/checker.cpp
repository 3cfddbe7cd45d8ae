// SPDX-License-Identifier: Apache-2.0
#include "checker.hpp"

#include <algorithm>
#include <idm_synth/core/text.hpp>
#include <tuple>

namespace idm_synth::asl::validation {
namespace {

using Kind = json::Value::Kind;

constexpr std::size_t longest_state_name = 80;   // characters
constexpr std::size_t longest_text = 1'048'576;  // characters
constexpr std::string_view schema = "SCHEMA_VALIDATION_FAILED";

constexpr std::size_t readable_depth = 100'000;  // to tell what is too deep from what is no JSON

LocatedFinding finding_at(std::string_view code, const json::SyntaxError& problem) {
  return {.code = std::string{code},
          .path = "/",
          .line = problem.position().line,
          .message = problem.what(),
          .help = problem.help()};
}

/// Whether the text is JSON, however deep.
bool is_json(const std::string& text) {
  try {
    const json::Tree tree{text, {.max_depth = readable_depth}};
    return true;
  } catch (const json::SyntaxError&) {
    return false;
  }
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

bool Checker::says_jsonata(const json::Value& object, bool otherwise) {
  const json::Value* language = object.find("QueryLanguage");
  if (language == nullptr) return otherwise;
  return language->kind() != Kind::string || language->text() != "JSONPath";
}

std::vector<LocatedFinding> Checker::check() {
  const json::Value& root = tree_.root();
  const std::string_view text = tree_.text();
  if (text.size() > longest_text && character_count(text) > longest_text) {
    error(root.offset(), "the definition has more than 1,048,576 characters",
          "move parts of it into machines of their own");
  } else if (require(root, Kind::object, "the definition")) {
    top_is_jsonata_ = says_jsonata(root, false);
    check_machine({.type = options_.type}, root, Object::machine);
    report_repeated(names_, "DUPLICATE_STATE_NAME", "a state");
    report_repeated(labels_, "DUPLICATE_LABEL_NAME", "a Map with the label");
    std::sort(assigned_.begin(), assigned_.end(), [](const Assigned& one, const Assigned& other) {
      return std::tie(one.name, one.scope, one.offset) <
             std::tie(other.name, other.scope, other.offset);
    });
    report_unassigned_variables();
    report_shadowed_variables();
  }
  std::stable_sort(found_.begin(), found_.end(), [](const Found& first, const Found& second) {
    return first.offset < second.offset;
  });
  std::vector<LocatedFinding> findings;
  findings.reserve(found_.size());
  for (Found& found : found_) {
    std::string path = tree_.pointer(found.offset);
    if (path.empty()) path = "/";
    findings.push_back({.severity = found.severity,
                        .code = std::string{found.code},
                        .path = std::move(path),
                        .line = tree_.position(found.offset).line,
                        .message = std::move(found.message),
                        .help = std::move(found.help)});
  }
  return findings;
}

void Checker::error(std::string_view code, std::size_t offset, std::string message,
                    std::string help) {
  found_.push_back({offset, Severity::error, code, std::move(message), std::move(help)});
}
void Checker::error(std::size_t offset, std::string message, std::string help) {
  error(schema, offset, std::move(message), std::move(help));
}
void Checker::warn(std::string_view code, std::size_t offset, std::string message,
                   std::string help) {
  found_.push_back({offset, Severity::warning, code, std::move(message), std::move(help)});
}

void Checker::report_repeated(std::vector<Named>& names, std::string_view code,
                              std::string_view what) {
  std::sort(names.begin(), names.end(), [](const Named& first, const Named& second) {
    return std::pair{first.name, first.offset} < std::pair{second.name, second.offset};
  });
  const Named* first = nullptr;
  for (const Named& named : names) {
    if (first == nullptr || first->name != named.name) {
      first = &named;
      continue;
    }
    error(code, named.offset,
          "there is " + std::string{what} + " " + shown(named.name) + " already, at " +
              tree_.pointer(first->offset),
          "names are unique in the whole machine: rename one of the two");
  }
}

void Checker::report_unassigned_variables() {
  for (const Named& used : used_variables_) {
    const auto found = std::lower_bound(
        assigned_.begin(), assigned_.end(), used.name,
        [](const Assigned& assigned, std::string_view name) { return assigned.name < name; });
    if (found != assigned_.end() && found->name == used.name) continue;
    warn("UNASSIGNED_VARIABLE", used.offset,
         "no Assign sets the variable $" + std::string{used.name},
         "assign it in an earlier state; a path into the input starts with $. instead");
  }
}

void Checker::report_shadowed_variables() {
  for (const Assigned& inner : assigned_) {
    for (std::size_t scope = outer_scopes_[inner.scope]; scope != no_scope;
         scope = outer_scopes_[scope]) {
      const auto outer =
          std::lower_bound(assigned_.begin(), assigned_.end(), std::tie(inner.name, scope),
                           [](const Assigned& assigned, const auto& wanted) {
                             return std::tie(assigned.name, assigned.scope) < wanted;
                           });
      if (outer == assigned_.end() || outer->name != inner.name || outer->scope != scope) continue;
      error("DUPLICATE_VARIABLE_NAME", inner.offset,
            "the flow around this one sets a variable " + shown(inner.name) + ", at " +
                tree_.pointer(outer->offset),
            "give this one another name: a Parallel or a Map reads outer variables, but sets its "
            "own");
      break;
    }
  }
}

void Checker::check_machine(Context context, const json::Value& value, Object kind) {
  if (value.kind() != Kind::object) {
    wrong_kind(value, rules_of(kind).called, "an object");
    return;
  }
  context.is_jsonata = top_is_jsonata_;
  outer_scopes_.push_back(context.scope);
  context.scope = outer_scopes_.size() - 1;
  check_object(context, value, kind);
  check_graph(value, kind == Object::machine);
}

void Checker::check_states(const Context& context, const json::Value& value) {
  if (!require(value, Kind::object, "States")) return;
  if (value.members().empty()) {
    error(value.offset(), "there is no state", "give at least one");
  }
  for (const json::Member& member : value.members()) check_state(context, member);
}

void Checker::check_state(Context context, const json::Member& member) {
  names_.push_back({member.key, member.key_offset});
  if (member.key.empty()) {
    error("INVALID_STATE_NAME", member.key_offset, "a state has no name", "give it one");
  } else if (member.key.size() > longest_state_name &&
             character_count(member.key) > longest_state_name) {
    error("INVALID_STATE_NAME", member.key_offset,
          "the name of a state has more than 80 characters", "shorten it");
  }
  const json::Value& state = member.value;
  if (!require(state, Kind::object, "a state")) return;
  const json::Value* type = state.find("Type");
  if (type == nullptr) {
    error(member.key_offset, "the state " + shown(member.key) + " has no Type",
          "give Task, Parallel, Map, Pass, Wait, Choice, Succeed or Fail");
    return;
  }
  if (!require(*type, Kind::string, "Type")) return;
  const auto kind = find_state_type(type->text());
  if (!kind) {
    const std::string_view nearest = nearest_name(type->text(), state_types());
    error(type->offset(), shown(type->text()) + " is no type of a state",
          nearest.empty() ? "give Task, Parallel, Map, Pass, Wait, Choice, Succeed or Fail"
                          : "did you mean " + std::string{nearest} + "?");
    return;
  }
  context.state = *kind;
  context.is_jsonata = says_jsonata(state, top_is_jsonata_);
  check_object(context, state, *kind);
}

}  // namespace idm_synth::asl::validation

namespace idm_synth::asl {

std::vector<LocatedFinding> validate(const json::Tree& definition, const ValidateOptions& options) {
  return validation::Checker{definition, options}.check();
}

std::vector<LocatedFinding> validate(std::string text, const ValidateOptions& options) {
  if (validation::is_blank(text)) {
    return {{.code = std::string{text.empty() ? "MISSING_DESCRIPTION" : validation::schema},
             .path = "/",
             .message = "the definition is empty",
             .help = "give an object with StartAt and States"}};
  }
  const std::string kept = text;
  try {
    return validate(json::Tree{std::move(text)}, options);
  } catch (const json::SyntaxError& problem) {
    return {validation::finding_at(
        validation::is_json(kept) ? "TOO_DEEPLY_NESTED" : "INVALID_JSON_DESCRIPTION", problem)};
  }
}

}  // namespace idm_synth::asl
