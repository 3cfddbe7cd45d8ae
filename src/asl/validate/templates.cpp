// SPDX-License-Identifier: Apache-2.0
// JSONPath: paths, intrinsic functions and payload templates.
#include <algorithm>
#include <array>
#include <idm_synth/asl/parse_intrinsic.hpp>
#include <idm_synth/core/text.hpp>

#include "../computed_key.hpp"
#include "../interpreter/evaluation.hpp"
#include "checker.hpp"
#include "words.hpp"

namespace idm_synth::asl::validation {
namespace {

using Kind = json::Value::Kind;

/// The fields of the context object, each with those in it; "*" is any.
/// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
struct ContextField {
  std::string_view name;
  std::string_view inner;  ///< separated by blanks
};
constexpr std::array<ContextField, 5> context_fields = {{
    {"Execution", "Id Input Name RoleArn StartTime RedriveCount RedriveTime"},
    {"State", "Name EnteredTime RetryCount"},
    {"StateMachine", "Id Name"},
    {"Task", "Token"},
    {"Map", "Item"},
}};
constexpr std::string_view item_fields = "Index Value Key Source";

/// Takes `.name` from the front of a path; empty where something else stands there.
std::string_view take_step(std::string_view& path) {
  if (!path.starts_with('.')) return {};
  std::size_t end = 1;
  while (end < path.size() && detail::is_id_continue(path[end])) ++end;
  const std::string_view step = path.substr(1, end - 1);
  path.remove_prefix(end);
  return step;
}

/// Whether the context object has what the path, without its `$$`, asks for.
bool is_in_context(std::string_view path) {
  const std::string_view first = take_step(path);
  if (first.empty()) return true;
  const auto* const known =
      std::find_if(context_fields.begin(), context_fields.end(),
                   [&](const ContextField& field) { return field.name == first; });
  if (known == context_fields.end()) return false;
  const std::string_view second = take_step(path);
  if (second.empty()) return true;
  if (!is_listed(known->inner, second)) return false;
  if (first != "Map") return true;
  const std::string_view third = take_step(path);
  return third.empty() || is_listed(item_fields, third);
}

std::string path_message(std::string_view text, PathProblem problem) {
  return shown(text) + " is no path: " + std::string{describe(problem)};
}

}  // namespace

bool looks_computed(std::string_view text) {
  if (looks_like_intrinsic(text)) return true;
  return text == "$" || text == "$$" ||
         ((text.starts_with("$.") || text.starts_with("$$.") || text.starts_with("$[")) &&
          path_problem(text, PathKind::any) == PathProblem::none);
}

void Checker::note_path(std::string_view path, std::size_t offset) {
  const PathReview reviewed = review(path);
  if (path.ends_with(')')) {
    warn("PATH_FUNCTION", offset,
         "paths have no functions: " + shown(path) + " leads to a member of that name",
         "call an intrinsic function, such as States.ArrayLength");
  } else if (reviewed.has_negative_index) {
    warn("NEGATIVE_INDEX", offset, "a negative index names no item, in " + shown(path),
         "the last item of an array is [(@.length-1)]");
  } else if (reviewed.problem.has_value()) {
    warn("UNREADABLE_PATH", offset, *reviewed.problem,
         "a filter compares with ==, !=, <, <=, >, >= or =~, and joins with && and ||");
  }
  if (path.starts_with("$$")) {
    if (!is_in_context(path.substr(2))) {
      warn("UNKNOWN_CONTEXT_FIELD", offset, "the context object has no " + shown(path),
           "it has $$.Execution, $$.State, $$.StateMachine, $$.Task.Token and $$.Map.Item");
    } else if (path.starts_with("$$.Map") && !in_item_selector_) {
      warn("UNKNOWN_CONTEXT_FIELD", offset, "the context object has no " + shown(path) + " here",
           "only the ItemSelector of a Map has it: pass it on from there to the iterations");
    }
  } else if (path.size() > 1 && detail::is_id_start(path[1])) {
    std::size_t end = 1;
    while (end < path.size() && detail::is_id_continue(path[end])) ++end;
    used_variables_.push_back({path.substr(1, end - 1), offset});
  }
}

void Checker::check_path(PathKind kind, const json::Value& value, std::string_view field) {
  if (!require(value, Kind::string, field)) return;
  const PathProblem problem = path_problem(value.text(), kind);
  if (problem == PathProblem::none) return note_path(value.text(), value.offset());
  const bool is_function = looks_like_intrinsic(value.text());
  error(value.offset(), path_message(value.text(), problem),
        is_function ? "a function belongs into a payload template, such as Parameters"
                    : "write it as in $.order.items[0]");
}

void Checker::check_intrinsic(const Intrinsic& call, std::size_t offset) {
  // The text of a path lives in the call: what is kept of it is a part of the definition's text.
  const std::string_view text = tree_.text();
  for (const IntrinsicArgument& argument : call.arguments) {
    if (const auto* nested = std::get_if<Intrinsic>(&argument.value)) {
      check_intrinsic(*nested, offset);
    } else if (const auto* path = std::get_if<Path>(&argument.value)) {
      const std::size_t at = text.find(path->text(), offset);
      if (at != std::string_view::npos) note_path(text.substr(at, path->text().size()), offset);
    }
  }
}

void Checker::check_string_source(const json::Value& value, std::string_view field) {
  if (!require(value, Kind::string, field)) return;
  if (value.text().starts_with('$')) return check_path(PathKind::reference, value, field);
  check_computed(value, field);
  const auto parsed = parse_intrinsic(value.text());
  const auto* call = std::get_if<Intrinsic>(&parsed);
  if (call == nullptr || gives_string(call->function)) return;
  error(value.offset(), std::string{name(call->function)} + " gives no string",
        "wrap it in States.JsonToString or States.Format");
}

void Checker::check_computed(const json::Value& value, std::string_view key) {
  if (!require(value, Kind::string, key)) return;
  const std::string_view text = value.text();
  if (text.starts_with('$')) {
    const PathProblem problem = path_problem(text, PathKind::any);
    if (problem == PathProblem::none) return note_path(text, value.offset());
    return error(value.offset(), path_message(text, problem), "write it as in $.order.items[0]");
  }
  const auto parsed = parse_intrinsic(text);
  if (const auto* problem = std::get_if<IntrinsicProblem>(&parsed)) {
    if (text.starts_with("States.")) {
      return error(value.offset(),
                   problem->message + ", at character " + std::to_string(problem->offset + 1),
                   "write it as in States.Format('{}', $.name)");
    }
    return error(value.offset(), shown(text) + " is neither a path nor an intrinsic function",
                 "leave the .$ of the key out, or give a path such as $.name");
  }
  const auto& call = std::get<Intrinsic>(parsed);
  check_intrinsic(call, value.offset());
  if (auto doomed = doomed_argument(call)) {
    warn("INTRINSIC_ARGUMENT", value.offset(), std::move(*doomed),
         "the function fails whenever it runs, and nothing catches that");
  }
}

void Checker::check_template(const json::Value& value) {
  if (value.kind() == Kind::array) {
    for (const json::Value& item : value.items()) check_template(item);
    return;
  }
  if (value.kind() != Kind::object) return;
  for (const json::Member& member : value.members()) {
    if (!is_computed_key(member.key)) {
      if (member.value.kind() != Kind::string) {
        check_template(member.value);
      } else if (looks_computed(member.value.text())) {
        warn("NO_DOLLAR", member.value.offset(), shown(member.key) + " is this very text",
             "to compute it, call the key " + shown(std::string{member.key} + ".$"));
      }
      continue;
    }
    if (value.find(plain_key(member.key)) != nullptr) {
      error(member.key_offset,
            shown(plain_key(member.key)) + " stands twice in one object, with .$ and without",
            "leave one of the two out");
    }
    if (!is_placeholder(member.value)) check_computed(member.value, member.key);
  }
}

void Checker::check_assignments(const Context& context, const json::Value& value) {
  if (!require(value, Kind::object, "Assign")) return;
  for (const json::Member& member : value.members()) {
    const std::string_view variable = context.is_jsonata ? member.key : plain_key(member.key);
    const PathProblem problem = detail::variable_name_problem(variable);
    if (problem != PathProblem::none) {
      const bool is_reserved = problem == PathProblem::reserved_variable_name;
      error(is_reserved ? "RESERVED_VARIABLE_NAME" : "INVALID_VARIABLE_NAME", member.key_offset,
            shown(variable) + " is no name of a variable", std::string{describe(problem)});
    }
    assigned_.push_back({variable, context.scope, member.key_offset});
  }
  if (context.is_jsonata) {
    check_expressions(context, "Assign", value);
  } else {
    check_template(value);
  }
}

void Checker::check_constant(const json::Value& value) {
  if (value.kind() == Kind::string) {
    if (!looks_computed(value.text())) return;
    warn("PASS_RESULT_IS_STATIC", value.offset(), "a Result is taken as it is, paths included",
         "use Parameters to compute it");
  } else if (value.kind() == Kind::array) {
    for (const json::Value& item : value.items()) check_constant(item);
  } else if (value.kind() == Kind::object) {
    for (const json::Member& member : value.members()) check_constant(member.value);
  }
}

}  // namespace idm_synth::asl::validation
