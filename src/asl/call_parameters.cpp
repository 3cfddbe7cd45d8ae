// SPDX-License-Identifier: Apache-2.0
#include "call_parameters.hpp"

#include <algorithm>
#include <idm_synth/asl/parse_intrinsic.hpp>
#include <idm_synth/asl/path.hpp>
#include <variant>

namespace idm_synth::asl {
namespace {

using json::Value;
using Kind = json::Value::Kind;

bool are_all(const Value& array, Kind kind) {
  return std::all_of(array.items().begin(), array.items().end(),
                     [&](const Value& item) { return item.kind() == kind; });
}

bool has_type(const Value& value, ParameterType type) {
  switch (type) {
    case ParameterType::text:
      return value.kind() == Kind::string;
    case ParameterType::integer:
      return value.kind() == Kind::integer;
    case ParameterType::texts:
      return value.kind() == Kind::array && are_all(value, Kind::string);
    case ParameterType::objects:
      return value.kind() == Kind::array && are_all(value, Kind::object);
    case ParameterType::object:
      return value.kind() == Kind::object;
    case ParameterType::anything:
      break;
  }
  return true;
}

std::string_view type_name(ParameterType type) {
  switch (type) {
    case ParameterType::text:
      return "STRING";
    case ParameterType::integer:
      return "INTEGER";
    case ParameterType::texts:
    case ParameterType::objects:
      return "ARRAY";
    case ParameterType::object:
    case ParameterType::anything:
      break;
  }
  return "OBJECT";
}

bool is_computed(const Value& value) {
  return value.kind() == Kind::string &&
         (path_problem(value.text(), PathKind::any) == PathProblem::none ||
          std::holds_alternative<Intrinsic>(parse_intrinsic(value.text())));
}

}  // namespace

bool is_known(const Value& value) {
  return value.kind() != Kind::string || value.text().find("${") == std::string_view::npos;
}

std::string form_problem(const Value& parameters, std::span<const Parameter> known) {
  std::string problems;
  const auto add = [&](const std::string& problem) {
    problems += (problems.empty() ? "" : ", ") + problem;
  };
  for (const json::Member& member : parameters.members()) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const Parameter& parameter) {
      return parameter.name == member.key;
    });
    if (found == known.end()) {
      add("The field \"" + std::string{member.key} + "\" is not supported by Step Functions");
    } else if (is_known(member.value) && !has_type(member.value, found->type)) {
      add("The value for the field '" + std::string{member.key} + "' must be " +
          (found->type == ParameterType::text ? "a " : "an ") +
          std::string{type_name(found->type)});
    }
  }
  for (const Parameter& parameter : known) {
    if (parameter.is_required && parameters.find(parameter.name) == nullptr) {
      add("The field '" + std::string{parameter.name} + "' is required but was missing");
    }
  }
  return problems;
}

std::string template_problem(const Value& value) {
  std::string problem;
  if (value.kind() == Kind::object) {
    for (const json::Member& member : value.members()) {
      if (std::string_view{member.key}.ends_with(".$") && is_known(member.value) &&
          !is_computed(member.value)) {
        return "The value for the field '" + std::string{member.key} +
               "' must be a valid JSONPath or a valid intrinsic function call";
      }
      problem = template_problem(member.value);
      if (!problem.empty()) break;
    }
  } else if (value.kind() == Kind::array) {
    for (const Value& item : value.items()) {
      problem = template_problem(item);
      if (!problem.empty()) break;
    }
  }
  return problem;
}

}  // namespace idm_synth::asl
