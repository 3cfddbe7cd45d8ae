// SPDX-License-Identifier: Apache-2.0
// Objects by the tables of rules.hpp: which fields there are, and what each takes.
#include <algorithm>
#include <cmath>
#include <idm_synth/core/text.hpp>
#include <iterator>
#include <string_view>
#include <vector>

#include "../timestamp.hpp"
#include "checker.hpp"
#include "resource.hpp"

namespace idm_synth::asl::validation {
namespace {

using Kind = json::Value::Kind;

constexpr std::size_t longest_label = 40;      // characters
constexpr std::size_t longest_error = 256;     // characters
constexpr std::size_t longest_cause = 32'768;  // characters

bool is_allowed(In in, bool is_jsonata) {
  return in == In::both || (in == In::jsonata) == is_jsonata;
}

bool is_rule(Object kind) {
  return kind == Object::rule || kind == Object::nested_rule;
}

/// Whether a string in this field may be an expression, where the state is in JSONata.
bool takes_expression(Takes takes) {
  switch (takes) {
    case Takes::error_text:
    case Takes::timestamp:
    case Takes::integer:
    case Takes::number:
    case Takes::items:
    case Takes::condition:
      return true;
    default:
      return false;
  }
}

}  // namespace

void Checker::wrong_kind(const json::Value& value, std::string_view field,
                         std::string_view expected) {
  error(value.offset(), std::string{field} + " is " + std::string{json::name_of(value.kind())},
        "give " + std::string{expected});
}

bool Checker::require(const json::Value& value, Kind kind, std::string_view field) {
  if (value.kind() == kind) return true;
  wrong_kind(value, field, json::name_of(kind));
  return false;
}

bool Checker::is_placeholder(const json::Value& value) const {
  return options_.has_placeholders && value.kind() == Kind::string &&
         value.text().find("${") != std::string_view::npos;
}

void Checker::check_object(const Context& outer, const json::Value& value, Object kind) {
  const ObjectRules& rules = rules_of(kind);
  if (value.kind() != Kind::object) {
    wrong_kind(value, rules.called, "an object");
    return;
  }
  Context context = outer;
  context.object = kind;
  std::size_t required = 0;
  for (const json::Member& member : value.members()) {
    const Field* field = find_field(rules.fields, member.key);
    if (field == nullptr && is_rule(kind)) field = find_field(comparison_fields(), member.key);
    if (field == nullptr) {
      report_unknown(context, member, rules);
      continue;
    }
    if (field->is_required) ++required;
    check_member(context, member, *field);
  }
  const auto expected =
      static_cast<std::size_t>(std::count_if(rules.fields.begin(), rules.fields.end(),
                                             [](const Field& field) { return field.is_required; }));
  if (required < expected) {
    for (const Field& field : rules.fields) {
      if (!field.is_required || value.find(field.name) != nullptr) continue;
      error(value.offset(),
            std::string{rules.called} + " needs the field " + std::string{field.name}, "add it");
    }
  }
  check_groups(context, value, rules);
  check_together(context, value, kind);
}

void Checker::check_member(const Context& context, const json::Member& member, const Field& field) {
  if (!is_allowed(field.in, context.is_jsonata)) {
    error(member.key_offset,
          std::string{field.name} + " is a field of " +
              (context.is_jsonata ? "JSONPath, and the query language here is JSONata"
                                  : "JSONata, and the query language here is JSONPath"),
          "take it out, or change the QueryLanguage of the state");
    return;
  }
  check_value(context, field, member.value);
}

void Checker::check_groups(const Context& context, const json::Value& value,
                           const ObjectRules& rules) {
  for (const Group& group : rules.groups) {
    const auto belongs_here = [&](std::string_view name) {
      return is_allowed(find_field(rules.fields, name)->in, context.is_jsonata);
    };
    std::size_t given = 0;
    bool is_of_other_language = false;  // which is reported already
    for (const json::Member& member : value.members()) {
      if (std::find(group.names.begin(), group.names.end(), member.key) == group.names.end()) {
        continue;
      }
      if (!belongs_here(member.key)) {
        is_of_other_language = true;
        continue;
      }
      if (++given == group.most + 1) {
        error(member.key_offset, "only one of " + joined(group.names) + " is allowed",
              "leave the others out");
      }
    }
    if (given < group.least && !is_of_other_language) {
      std::vector<std::string_view> names;
      std::copy_if(group.names.begin(), group.names.end(), std::back_inserter(names), belongs_here);
      error(value.offset(), std::string{rules.called} + " needs one of " + joined(names),
            "add one");
    }
  }
}

void Checker::report_unknown(const Context& context, const json::Member& member,
                             const ObjectRules& rules) {
  std::vector<std::string_view> names;
  for (const Field& field : rules.fields) {
    if (is_allowed(field.in, context.is_jsonata)) names.push_back(field.name);
  }
  if (is_rule(context.object) && !context.is_jsonata) {
    for (const Field& field : comparison_fields()) names.push_back(field.name);
  }
  const std::string_view nearest = nearest_name(member.key, names);
  std::string message = std::string{rules.called} + " has no field " + shown(member.key);
  std::string help = nearest.empty() ? "take it out" : "did you mean " + std::string{nearest} + "?";
  if (rules.is_closed) {
    error(member.key_offset, std::move(message), std::move(help));
  } else {
    warn("UNKNOWN_FIELD", member.key_offset, std::move(message), std::move(help));
  }
}

void Checker::check_value(const Context& context, const Field& field, const json::Value& value) {
  if (context.is_jsonata && takes_expression(field.takes) && value.kind() == Kind::string &&
      check_expression(context, field.name, value)) {
    return;
  }
  if (is_placeholder(value)) return;
  switch (field.takes) {
    case Takes::text:
      if (!require(value, Kind::string, field.name)) return;
      if (is_rule(context.object) && field.name != "Comment" && looks_computed(value.text())) {
        warn("NO_PATH", value.offset(), std::string{field.name} + " compares with this very text",
             "to compare with what a path finds, use " + std::string{field.name} + "Path");
      }
      return;
    case Takes::error_text: {
      if (!require(value, Kind::string, field.name)) return;
      if (!context.is_jsonata && looks_computed(value.text())) {
        const bool is_template = context.object == Object::credentials;
        warn(is_template ? "NO_DOLLAR" : "NO_PATH", value.offset(),
             std::string{field.name} + " is this very text",
             "to compute it, use " + std::string{field.name} + (is_template ? ".$" : "Path"));
      }
      const std::size_t most = field.name == "Error" ? longest_error : longest_cause;
      if (value.text().size() > most && character_count(value.text()) > most) {
        warn("TEXT_TOO_LONG", value.offset(),
             std::string{field.name} + " has more than " + std::to_string(most) + " characters",
             "shorten it");
      }
      return;
    }
    case Takes::label:
      return check_label(value);
    case Takes::timestamp:
      if (!require(value, Kind::string, field.name) || is_timestamp(value.text())) return;
      return error(value.offset(), shown(value.text()) + " is no timestamp of RFC 3339",
                   "write it as in 2030-01-31T08:00:00Z");
    case Takes::integer:
    case Takes::fixed_integer:
      return check_number(field, value, true);
    case Takes::number:
    case Takes::fixed_number:
      return check_number(field, value, false);
    case Takes::boolean:
      require(value, Kind::boolean, field.name);
      return;
    case Takes::truth:
      if (require(value, Kind::boolean, field.name) && !value.boolean()) {
        error(value.offset(), std::string{field.name} + " is false",
              "give true, or leave it out and say where to go by Next");
      }
      return;
    case Takes::word:
      if (!require(value, Kind::string, field.name)) return;
      if (std::find(field.words.begin(), field.words.end(), value.text()) != field.words.end()) {
        return;
      }
      return error(value.offset(), std::string{field.name} + " is " + shown(value.text()),
                   "give " + joined(field.words));
    case Takes::words:
      return check_words(field, value);
    case Takes::path_or_null:
      if (value.kind() == Kind::null) return;
      return check_path(PathKind::any, value, field.name);
    case Takes::path:
      return check_path(PathKind::any, value, field.name);
    case Takes::own_reference:
      if (value.kind() == Kind::string && value.text().starts_with("$$")) {
        return error(value.offset(), shown(value.text()) + " leads into the context object",
                     "read the number from the state's input, or from a variable");
      }
      return check_path(PathKind::reference, value, field.name);
    case Takes::reference:
      return check_path(PathKind::reference, value, field.name);
    case Takes::result_or_null:
      if (value.kind() == Kind::null) return;
      return check_path(PathKind::result, value, field.name);
    case Takes::string_source:
      return check_string_source(value, field.name);
    case Takes::computed:
      return check_computed(value, field.name);
    case Takes::template_object:
      if (require(value, Kind::object, field.name)) check_template(value);
      return;
    case Takes::template_value:
      if (context.is_jsonata) return check_expressions(context, field.name, value);
      in_item_selector_ = context.object == Object::map;
      check_template(value);
      in_item_selector_ = false;
      return;
    case Takes::assignments:
      return check_assignments(context, value);
    case Takes::expression:
      return check_expressions(context, field.name, value);
    case Takes::items:
      if (value.kind() != Kind::array && value.kind() != Kind::object) {
        return wrong_kind(value, field.name, "an array, an object, or a JSONata expression");
      }
      return check_expressions(context, field.name, value);
    case Takes::condition:
      if (value.kind() == Kind::boolean) return;
      return error(value.offset(), std::string{field.name} + " is no condition",
                   "give true, false, or a JSONata expression {% ... %}");
    case Takes::constant:
      return check_constant(value);
    case Takes::state:
      require(value, Kind::string, field.name);
      return;
    case Takes::resource:
      if (!require(value, Kind::string, field.name)) return;
      if (auto problem = resource_problem(value.text(), context.type, sdk_lookup_)) {
        error(value.offset(), std::move(problem->message), std::move(problem->help));
      }
      return;
    case Takes::data_resource:
      if (!require(value, Kind::string, field.name)) return;
      if (auto problem = data_resource_problem(value.text(), field.words)) {
        error(value.offset(), std::move(problem->message), std::move(problem->help));
      }
      return;
    case Takes::query_language:
      return check_query_language(context, value);
    case Takes::error_names:
      return check_error_names(value);
    case Takes::object:
      return check_object(context, value, field.kind);
    case Takes::objects:
      return check_objects(context, field, value);
    case Takes::rules:
      if (!require(value, Kind::array, field.name)) return;
      if (value.items().empty()) {
        error(value.offset(), std::string{field.name} + " is empty", "give at least one rule");
      }
      for (const json::Value& item : value.items()) {
        check_object(context, item, Object::nested_rule);
      }
      return;
    case Takes::parts:
      return check_parts(context, value);
    case Takes::part:
      return check_processor(context, value);
    case Takes::states:
      return check_states(context, value);
  }
}

void Checker::check_number(const Field& field, const json::Value& value, bool is_integer) {
  if (value.kind() != Kind::integer && value.kind() != Kind::number) {
    return wrong_kind(value, field.name, is_integer ? "a whole number" : "a number");
  }
  // A whole number that does not fit 64 bits is out of range, but not broken.
  const bool is_whole = value.kind() == Kind::integer || !value.digits().empty();
  if (is_integer && !is_whole) {
    return error(value.offset(), std::string{field.name} + " is no whole number",
                 "give a whole number, without a decimal point");
  }
  if (field.most < field.least) return;
  const double number =
      value.kind() == Kind::integer ? static_cast<double>(value.integer()) : value.number();
  if (number >= static_cast<double>(field.least) && number <= static_cast<double>(field.most)) {
    return;
  }
  error(value.offset(), std::string{field.name} + " is out of range",
        "give " + std::to_string(field.least) + " to " + std::to_string(field.most));
}

void Checker::check_words(const Field& field, const json::Value& value) {
  if (!require(value, Kind::array, field.name)) return;
  for (const json::Value& item : value.items()) {
    require(item, Kind::string, std::string{"an item of "} + std::string{field.name});
  }
}

void Checker::check_label(const json::Value& value) {
  if (!require(value, Kind::string, "Label")) return;
  const std::string_view label = value.text();
  const bool has_bad = std::any_of(label.begin(), label.end(), [](char c) {
    constexpr std::string_view refused = " ?*<>{}[]:;,\\|^~$#%&`\"";
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F ||
           refused.find(c) != std::string_view::npos;
  });
  if (has_bad || label.empty() || character_count(label) > longest_label) {
    error("INVALID_LABEL_NAME", value.offset(), shown(label) + " is no label",
          "give 1 to 40 characters without blanks and ?*<>{}[]:;,\\|^~$#%&`\"");
  }
  labels_.push_back({label, value.offset()});
}

void Checker::check_query_language(const Context& context, const json::Value& value) {
  if (!require(value, Kind::string, "QueryLanguage")) return;
  if (value.text() != "JSONPath" && value.text() != "JSONata") {
    error(value.offset(), "QueryLanguage is " + shown(value.text()), "give JSONPath or JSONata");
  } else if (value.text() == "JSONPath" && top_is_jsonata_ && context.object != Object::machine) {
    error(value.offset(), "a machine in JSONata has no part in JSONPath",
          "say JSONPath for the machine and JSONata for its states, or use JSONata here");
  }
}

void Checker::check_objects(const Context& context, const Field& field, const json::Value& value) {
  if (!require(value, Kind::array, field.name)) return;
  if (value.items().size() < static_cast<std::size_t>(field.least)) {
    error(value.offset(), std::string{field.name} + " is empty", "give at least one");
  }
  for (const json::Value& item : value.items()) check_object(context, item, field.kind);
  if (field.kind != Object::rule) check_error_order(value);
}

void Checker::check_parts(const Context& context, const json::Value& value) {
  if (!require(value, Kind::array, "Branches")) return;
  if (value.items().empty()) {
    error(value.offset(), "Branches is empty", "give at least one branch");
  }
  for (const json::Value& branch : value.items()) check_machine(context, branch, Object::branch);
}

}  // namespace idm_synth::asl::validation
