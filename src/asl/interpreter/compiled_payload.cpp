// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>
#include <variant>

#include "evaluation.hpp"
#include "intrinsics.hpp"
#include "java.hpp"

namespace idm_synth::asl {
namespace {

using json::Value;

/// A Terraform expression, of which nobody knows the value yet.
std::string placeholder(const Expression& expression) {
  return "${" + expression.text() + "}";
}

struct LiteralMaker {
  json::Arena& arena;

  Value operator()(std::nullptr_t) const { return json::Arena::null(); }
  Value operator()(bool value) const { return json::Arena::boolean(value); }
  Value operator()(std::int64_t value) const { return json::Arena::integer(value); }
  Value operator()(double value) const { return json::Arena::number(value); }
  Value operator()(const Document::LargeInteger& value) const {
    return arena.large_integer(value.digits);
  }
  Value operator()(const std::string& text) const { return arena.string(text); }
  Value operator()(const Expression& expression) const {
    return arena.string(placeholder(expression));
  }
  Value operator()(const Template& text) const {
    std::string all;
    for (const Template::Part& part : text.parts()) {
      const auto* plain = std::get_if<std::string>(&part);
      all += plain == nullptr ? placeholder(std::get<Expression>(part)) : *plain;
    }
    return arena.string(all);
  }
  Value operator()(const std::shared_ptr<const Document::Array>& items) const {
    return arena.array(items->size(),
                       [&](std::size_t i) { return literal_value((*items)[i], arena); });
  }
  Value operator()(const std::shared_ptr<const Document::Object>& members) const {
    return arena.object(members->size(), [&](std::size_t i) {
      const auto& [key, value] = (*members)[i];
      return json::Member{arena.copy(key), 0, literal_value(value, arena)};
    });
  }
};

}  // namespace

Value literal_value(const Document& document, json::Arena& arena) {
  return std::visit(LiteralMaker{arena}, document.value());
}

struct CompiledPayload::Program {
  struct Node;
  /// The value of a field.
  struct PathNode {
    CompiledPath path;
    std::string field;
  };
  /// An argument of a call.
  struct ArgumentNode {
    CompiledPath path;
  };
  struct CallNode {
    Function function;
    std::vector<Node> arguments;
    std::vector<bool> is_json;           ///< of the arguments; which States.Format spells as JSON
    std::optional<FormatPieces> pieces;  ///< of a States.Format whose template is written out
    std::string problem;                 ///< of that template
  };
  /// A call that is no argument of another.
  struct OuterCallNode {
    CallNode call;
    std::string source;
  };
  struct ArrayNode {
    std::vector<Node> items;
  };
  struct ObjectNode {
    std::vector<std::pair<std::string_view, Node>> members;
  };
  struct Node {
    std::variant<Value, PathNode, ArgumentNode, CallNode, OuterCallNode, ArrayNode, ObjectNode>
        value;
  };
  struct Compiler;

  Node root;
  bool reads_context;

  [[nodiscard]] static Value evaluate(const Node& node, const Scope& scope);
  [[nodiscard]] static Value evaluate(const CallNode& call, const Scope& scope);
  [[nodiscard]] static Value evaluate(const OuterCallNode& outer, const Scope& scope);
};

/// Makes nodes of a payload; parts that are not computed become one value.
struct CompiledPayload::Program::Compiler {
  VariableNames& variables;
  json::Arena& constants;
  bool reads_context = false;

  CompiledPath path(const Path& path) {
    CompiledPath compiled{path, variables};
    reads_context = reads_context || compiled.reads_context();
    return compiled;
  }

  Node payload(const Payload& payload, std::string_view key) {
    if (const auto* found = std::get_if<Path>(&payload.value())) {
      return {PathNode{path(*found), std::string{key} + ".$"}};
    }
    if (const auto* call = std::get_if<Intrinsic>(&payload.value())) return outer_call(*call);
    if (const auto* members = std::get_if<asl::Fields>(&payload.value())) return fields(*members);
    if (const auto* given = std::get_if<Items>(&payload.value())) return items(*given);
    return {literal_value(std::get<Document>(payload.value()), constants)};
  }

  Node fields(const Fields& fields) {
    ObjectNode object;
    std::vector<const Field*> computed;
    std::vector<std::int32_t> hashes;
    for (const Field& field : fields.get()) {
      if (field.value.is_computed()) {
        computed.push_back(&field);
        hashes.push_back(java::hash(field.key));
      } else {
        add(object, field);
      }
    }
    for (const std::size_t i : java::order(hashes, java::buckets(hashes.size()))) {
      add(object, *computed[i]);
    }
    for (const auto& [key, node] : object.members) {
      if (!std::holds_alternative<Value>(node.value)) return {std::move(object)};
    }
    return {constants.object(object.members.size(), [&](std::size_t i) {
      const auto& [key, node] = object.members[i];
      return json::Member{key, 0, std::get<Value>(node.value)};
    })};
  }
  void add(ObjectNode& object, const Field& field) {
    object.members.emplace_back(constants.copy(field.key), payload(field.value, field.key));
  }

  Node items(const Items& items) {
    ArrayNode array;
    bool is_constant = true;
    for (const Payload& item : items.get()) {
      array.items.push_back(payload(item, {}));
      is_constant = is_constant && std::holds_alternative<Value>(array.items.back().value);
    }
    if (!is_constant) return {std::move(array)};
    return {constants.array(array.items.size(),
                            [&](std::size_t i) { return std::get<Value>(array.items[i].value); })};
  }

  Node outer_call(const Intrinsic& call) {
    std::string source = call.source;
    if (source.empty()) {
      const auto text = literal_value(Template{call.render()}, constants).text();
      source = text;
    }
    return {OuterCallNode{this->call(call), std::move(source)}};
  }

  CallNode call(const Intrinsic& call) {
    CallNode node{call.function, {}, {}, {}, {}};
    const auto& arguments = call.arguments;
    const auto* written = call.function == Function::format && !arguments.empty()
                              ? std::get_if<IntrinsicArgument::Quoted>(&arguments.front().value)
                              : nullptr;
    if (written != nullptr) prepare(node, *written);
    for (std::size_t i = written == nullptr ? 0 : 1; i < arguments.size(); ++i) {
      const auto* inner = std::get_if<Intrinsic>(&arguments[i].value);
      node.is_json.push_back(inner != nullptr && inner->function == Function::string_to_json);
      node.arguments.push_back(argument(arguments[i]));
    }
    return node;
  }
  static void prepare(CallNode& node, const IntrinsicArgument::Quoted& written) {
    node.pieces.emplace();
    try {
      for (const Template::Part& part : written.parts) {
        if (const auto* text = std::get_if<std::string>(&part)) {
          node.pieces->add_template(*text);
        } else {
          node.pieces->add_text(placeholder(std::get<Expression>(part)));
        }
      }
    } catch (const CallError& error) {
      node.problem = error.what();
    }
  }

  Node argument(const IntrinsicArgument& argument) {
    struct Visitor {
      Compiler& compiler;

      Node operator()(std::nullptr_t) const { return {json::Arena::null()}; }
      Node operator()(bool value) const { return {json::Arena::boolean(value)}; }
      Node operator()(std::int64_t value) const { return {json::Arena::integer(value)}; }
      Node operator()(double value) const { return {json::Arena::number(value)}; }
      Node operator()(const IntrinsicArgument::Quoted& quoted) const {
        std::string text;
        for (const Template::Part& part : quoted.parts) {
          const auto* plain = std::get_if<std::string>(&part);
          text +=
              plain == nullptr ? placeholder(std::get<Expression>(part)) : unescape_literal(*plain);
        }
        return {compiler.constants.string(text)};
      }
      Node operator()(const Expression& expression) const {
        return {compiler.constants.string(placeholder(expression))};
      }
      Node operator()(const Path& path) const { return {ArgumentNode{compiler.path(path)}}; }
      Node operator()(const Intrinsic& call) const { return {compiler.call(call)}; }
    };
    return std::visit(Visitor{*this}, argument.value);
  }
};

Value CompiledPayload::Program::evaluate(const Node& node, const Scope& scope) {
  struct Visitor {
    const Scope& scope;

    Value operator()(const Value& constant) const { return constant; }
    Value operator()(const PathNode& node) const { return node.path.get_for(scope, node.field); }
    Value operator()(const ArgumentNode& node) const { return node.path.get_argument(scope); }
    Value operator()(const CallNode& call) const { return evaluate(call, scope); }
    Value operator()(const OuterCallNode& call) const { return evaluate(call, scope); }
    Value operator()(const ArrayNode& array) const {
      return scope.arena->array(array.items.size(),
                                [&](std::size_t i) { return evaluate(array.items[i], scope); });
    }
    Value operator()(const ObjectNode& object) const {
      return scope.arena->object(object.members.size(), [&](std::size_t i) {
        const auto& [key, value] = object.members[i];
        return json::Member{key, 0, evaluate(value, scope)};
      });
    }
  };
  return std::visit(Visitor{scope}, node.value);
}

Value CompiledPayload::Program::evaluate(const CallNode& call, const Scope& scope) {
  constexpr std::size_t usual_count = 8;
  std::array<Value, usual_count> usual;
  std::vector<Value> many;
  const std::size_t count = call.arguments.size();
  if (count > usual_count) many.resize(count);
  const std::span<Value> values{count > usual_count ? many.data() : usual.data(), count};
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = evaluate(call.arguments[i], scope);
    if (call.function == Function::format && call.is_json[i]) {
      values[i] = scope.arena->string(json::to_text(values[i]));
    }
  }
  if (!call.problem.empty()) throw CallError(call.problem);
  if (call.pieces.has_value()) return call.pieces->fill(values, *scope.arena);
  return asl::call(call.function, values, scope);
}

Value CompiledPayload::Program::evaluate(const OuterCallNode& outer, const Scope& scope) {
  try {
    return evaluate(outer.call, scope);
  } catch (const CallError& error) {
    throw RuntimeError("There was an error while evaluating the intrinsic function: " +
                       outer.source + ". " + error.what());
  } catch (const RuntimeError& error) {
    throw RuntimeError("The function '" + outer.source +
                       "' had the following error: " + error.what());
  }
}

CompiledPayload::CompiledPayload(const Payload& payload, VariableNames& variables,
                                 json::Arena& constants) {
  Program::Compiler compiler{variables, constants};
  Program::Node root = compiler.payload(payload, {});
  program_ = std::make_unique<const Program>(Program{std::move(root), compiler.reads_context});
}

CompiledPayload::CompiledPayload(const Fields& fields, VariableNames& variables,
                                 json::Arena& constants)
    : CompiledPayload{Payload{fields}, variables, constants} {}

CompiledPayload::CompiledPayload(const Intrinsic& call, VariableNames& variables,
                                 json::Arena& constants)
    : CompiledPayload{Payload{call}, variables, constants} {}

CompiledPayload::CompiledPayload(CompiledPayload&&) noexcept = default;
CompiledPayload& CompiledPayload::operator=(CompiledPayload&&) noexcept = default;
CompiledPayload::~CompiledPayload() = default;

bool CompiledPayload::reads_context() const {
  return program_->reads_context;
}

Value CompiledPayload::evaluate(const Scope& scope) const {
  return Program::evaluate(program_->root, scope);
}

}  // namespace idm_synth::asl
