// SPDX-License-Identifier: Apache-2.0
// The conditions of Choice rules out of JSON.
#include "condition.hpp"

#include <idm_synth/asl/parse.hpp>

namespace idm_synth::asl::parsing {
namespace {

using Kind = json::Value::Kind;

Condition nested(const json::Value& value) {
  Reader rule{value, false};
  std::string comment = rule.text("Comment");
  Condition::Value asked = condition(rule).value();
  rule.finish();
  return {std::move(asked), std::move(comment)};
}

std::vector<Condition> all_nested(const json::Value& value) {
  if (items(value).empty()) {
    throw Unreadable{value.offset(), "And and Or need at least one rule"};
  }
  std::vector<Condition> rules;
  rules.reserve(value.items().size());
  for (const json::Value& item : value.items()) rules.push_back(nested(item));
  return rules;
}

Condition constant(const json::Value& value) {
  if (value.kind() == Kind::boolean) return Condition::Constant{value.boolean()};
  return Jsonata{text(value)};
}

bool takes_path(Comparison comparison) {
  return name(comparison).ends_with("Path");
}

}  // namespace

Condition condition(Reader& rule) {
  if (const json::Value* value = rule.take("And")) return Condition::All{all_nested(*value)};
  if (const json::Value* value = rule.take("Or")) return Condition::Any{all_nested(*value)};
  if (const json::Value* value = rule.take("Not")) return Condition::Not{{nested(*value)}};
  if (const json::Value* value = rule.take("Condition")) return constant(*value);
  Path variable = path<Path>(rule.require("Variable"));
  const auto [comparison, operand] = rule.comparison();
  if (takes_path(comparison)) {
    return Condition::Test{std::move(variable), comparison, path<Path>(*operand)};
  }
  return Condition::Test{std::move(variable), comparison, document(*operand)};
}

}  // namespace idm_synth::asl::parsing

namespace idm_synth::asl {

Condition parse_condition(const json::Value& rule) {
  parsing::Reader reader{rule, false};
  std::string comment = reader.text("Comment");
  Condition condition = parsing::condition(reader);
  for (const std::string_view field : {"Next", "Assign", "Output"}) reader.take(field);
  reader.finish();
  return {condition.value(), std::move(comment)};
}

}  // namespace idm_synth::asl
