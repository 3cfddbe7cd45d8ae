// SPDX-License-Identifier: Apache-2.0
// Machines out of JSON: settings, states, and what leads from one to another.
#include <algorithm>
#include <idm_synth/asl/parse.hpp>

#include "condition.hpp"
#include "state.hpp"

namespace idm_synth::asl {
namespace {

bool is_error(const LocatedFinding& finding) {
  return finding.severity == Severity::error;
}

}  // namespace

namespace parsing {
namespace {

std::span<const json::Member> members(const json::Value& value) {
  if (value.kind() != json::Value::Kind::object) throw Unreadable{value, "an object"};
  return value.members();
}

StateNode::Rule rule(const json::Value& value, bool is_jsonata) {
  Reader fields{value, is_jsonata};
  StateNode::Rule rule{.when = condition(fields),
                       .next = fields.text("Next"),
                       .assign = fields.fields("Assign"),
                       .output = fields.payload("Output"),
                       .comment = fields.text("Comment")};
  fields.finish();
  return rule;
}

StateNode::Catcher catcher(const json::Value& value, bool is_jsonata) {
  Reader fields{value, is_jsonata};
  StateNode::Catcher catcher{
      .error_equals = fields.texts("ErrorEquals"),
      .next = fields.text("Next"),
      .options = {.comment = fields.text("Comment"),
                  .result_path = fields.path_or_null<ResultPath>("ResultPath"),
                  .output = fields.payload("Output"),
                  .assign = fields.fields("Assign")}};
  fields.finish();
  return catcher;
}

/// Reads a machine and those inside it.
class MachineReader {
 public:
  MachineReader(const json::Tree& tree, const std::string& file) : tree_{tree}, file_{file} {}

  Definition machine(Reader& fields) {
    DefinitionSettings settings{.comment = fields.text("Comment"),
                                .query_language = fields.query_language(),
                                .version = fields.text("Version"),
                                .timeout = fields.seconds("TimeoutSeconds")};
    const bool is_jsonata = fields.is_jsonata();
    std::string start = text(fields.require("StartAt"));
    std::vector<StateNode> states;
    for (const json::Member& member : members(fields.require("States"))) {
      states.push_back(node(member, is_jsonata));
    }
    fields.finish();
    return {std::move(settings), std::move(start), std::move(states), place(fields.offset())};
  }

 private:
  [[nodiscard]] Place place(std::size_t offset) const {
    const json::Position position = tree_.position(offset);
    return {file_, static_cast<unsigned>(position.line), static_cast<unsigned>(position.column)};
  }

  StateNode node(const json::Member& member, bool inner_is_jsonata) {
    Reader fields{member.value, inner_is_jsonata};
    fields.query_language();
    const bool is_jsonata = fields.is_jsonata();
    StateNode node{
        .name = std::string{member.key},
        .state = state(fields, inner_is_jsonata, [this](Reader& part) { return machine(part); }),
        .transition = transition(fields),
        .place = place(member.key_offset)};
    if (std::holds_alternative<Choice>(node.state)) {
      for (const json::Value& item : items(fields.require("Choices"))) {
        node.rules.push_back(rule(item, is_jsonata));
      }
      if (const json::Value* otherwise = fields.take("Default")) node.otherwise = text(*otherwise);
    }
    if (const json::Value* catchers = fields.take("Catch")) {
      for (const json::Value& item : items(*catchers)) {
        node.catchers.push_back(catcher(item, is_jsonata));
      }
    }
    fields.finish();
    return node;
  }

  static StateNode::Transition transition(Reader& fields) {
    if (const json::Value* next = fields.take("Next")) return text(*next);
    const json::Value* end = fields.take("End");
    if (end == nullptr) return {};
    if (end->kind() == json::Value::Kind::boolean && end->boolean()) return StateNode::End{};
    throw Unreadable{*end, "true"};
  }

  const json::Tree& tree_;
  const std::string& file_;
};

}  // namespace
}  // namespace parsing

namespace {

std::string first_error(const std::vector<LocatedFinding>& findings) {
  const auto first = std::find_if(findings.begin(), findings.end(), is_error);
  return first == findings.end() ? "the definition has no error"
                                 : first->path + ": " + first->message;
}

}  // namespace

DefinitionError::DefinitionError(std::vector<LocatedFinding> findings)
    : Error{first_error(findings)}, findings_{std::move(findings)} {}

Definition parse(const json::Tree& definition, const ValidateOptions& options,
                 const std::string& file) {
  ValidateOptions lenient = options;
  lenient.has_sdk_models = false;
  std::vector<LocatedFinding> findings = validate(definition, lenient);
  if (std::any_of(findings.begin(), findings.end(), is_error)) {
    throw DefinitionError{std::move(findings)};
  }
  try {
    parsing::Reader fields{definition.root(), false};
    return parsing::MachineReader{definition, file}.machine(fields);
  } catch (const parsing::Unreadable& problem) {
    const std::string pointer = definition.pointer(problem.offset());
    const std::size_t line = definition.position(problem.offset()).line;
    const auto behind =
        std::find_if(findings.begin(), findings.end(),
                     [&](const LocatedFinding& other) { return other.line > line; });
    findings.insert(behind, {.code = "UNKNOWN_VALUE",
                             .path = pointer.empty() ? "/" : pointer,
                             .line = line,
                             .message = problem.what(),
                             .help = "write the value out"});
    throw DefinitionError{std::move(findings)};
  }
}

}  // namespace idm_synth::asl
