// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "../timestamp.hpp"
#include "evaluation.hpp"
#include "java.hpp"

namespace idm_synth::asl {
namespace {

using json::Value;

/// What the operand of a test must be.
enum class Type : std::uint8_t { string, pattern, numeric, boolean, timestamp, kind };
enum class Relation : std::uint8_t { equal, less, greater, less_equal, greater_equal };

Type type_of(Comparison comparison) {
  if (comparison < Comparison::string_matches) return Type::string;
  if (comparison == Comparison::string_matches) return Type::pattern;
  if (comparison < Comparison::boolean_equals) return Type::numeric;
  if (comparison < Comparison::timestamp_equals) return Type::boolean;
  if (comparison < Comparison::is_null) return Type::timestamp;
  return Type::kind;
}

Comparison first_of(Type type) {
  if (type == Type::string) return Comparison::string_equals;
  if (type == Type::numeric) return Comparison::numeric_equals;
  return Comparison::timestamp_equals;
}

/// The tests of a type stand in the order of the relations, each followed by its _path.
Relation relation_of(Comparison comparison, Type type) {
  const int number = static_cast<int>(comparison) - static_cast<int>(first_of(type));
  return static_cast<Relation>(number / 2);
}

template <class T>
bool holds(Relation relation, const T& left, const T& right) {
  switch (relation) {
    case Relation::equal:
      return left == right;
    case Relation::less:
      return left < right;
    case Relation::greater:
      return right < left;
    case Relation::less_equal:
      return left <= right;
    case Relation::greater_equal:
      break;
  }
  return right <= left;
}

bool is_number(const Value& value) {
  return value.kind() == Value::Kind::integer || value.kind() == Value::Kind::number;
}

/// What is no number is 0.
double as_double(const Value& value) {
  if (value.kind() == Value::Kind::integer) return static_cast<double>(value.integer());
  return value.kind() == Value::Kind::number ? value.number() : 0;
}

/// The service looks at the type of what is tested only, not at that of what it is compared with.
bool compare_numbers(Relation relation, const Value& left, const Value& right) {
  if (left.kind() == Value::Kind::integer && right.kind() == Value::Kind::integer) {
    return holds(relation, left.integer(), right.integer());
  }
  return is_number(left) && holds(relation, as_double(left), as_double(right));
}

std::optional<Timestamp> timestamp_of(const Value& value) {
  if (value.kind() != Value::Kind::string) return std::nullopt;
  return parse_offset_date_time(value.text());
}

/// A pattern of StringMatches: the texts between its asterisks.
class Pattern {
 public:
  explicit Pattern(std::string_view written) {
    for (std::size_t i = 0; i < written.size(); ++i) {
      const char c = written[i];
      if (c == '*') {
        pieces_.emplace_back();
      } else if (c == '\\' && i + 1 < written.size() &&
                 (written[i + 1] == '*' || written[i + 1] == '\\')) {
        pieces_.back() += written[++i];
      } else {
        pieces_.back() += c;
      }
    }
  }

  [[nodiscard]] bool matches(std::string_view text) const {
    if (pieces_.size() == 1) return text == pieces_.front();
    if (!text.starts_with(pieces_.front())) return false;
    text.remove_prefix(pieces_.front().size());
    for (std::size_t i = 1; i + 1 < pieces_.size(); ++i) {
      const std::size_t found = text.find(pieces_[i]);
      if (found == std::string_view::npos) return false;
      text.remove_prefix(found + pieces_[i].size());
    }
    return text.ends_with(pieces_.back());
  }

 private:
  std::vector<std::string> pieces_ = {{}};
};

bool is_of_kind(Comparison comparison, const Value& value) {
  switch (comparison) {
    case Comparison::is_null:
      return value.kind() == Value::Kind::null;
    case Comparison::is_numeric:
      return is_number(value);
    case Comparison::is_string:
      return value.kind() == Value::Kind::string;
    case Comparison::is_boolean:
      return value.kind() == Value::Kind::boolean;
    case Comparison::is_timestamp:
      return timestamp_of(value).has_value();
    default:
      return true;  // is_present
  }
}

Value look_up(const CompiledPath& path, const Scope& scope) {
  if (auto found = path.find(scope)) return *found;
  throw RuntimeError("Invalid path '" + path.text() +
                     "': The choice state's condition path references an invalid value.");
}

}  // namespace

struct CompiledCondition::Program {
  struct Node;
  struct TestNode {
    CompiledPath variable;
    Comparison comparison;
    Type type;
    Relation relation;
    std::variant<Value, CompiledPath> operand;
    std::optional<Timestamp> timestamp;  ///< of a literal operand
    std::optional<Pattern> pattern;

    [[nodiscard]] bool holds(const Scope& scope) const;
    [[nodiscard]] bool compare(const Value& value, const Value& other) const;
  };
  struct Group {
    enum class Kind : std::uint8_t { all, any, negation };
    Kind kind;
    std::vector<Node> conditions;
  };
  struct Node {
    std::variant<TestNode, Group> value;
  };
  struct Compiler;

  Node root;
  bool reads_context;

  [[nodiscard]] static bool holds(const Node& node, const Scope& scope);
};

struct CompiledCondition::Program::Compiler {
  VariableNames& variables;
  json::Arena& constants;
  bool reads_context = false;

  CompiledPath path(const Path& path) {
    CompiledPath compiled{path, variables};
    reads_context = reads_context || compiled.reads_context();
    return compiled;
  }

  Node node(const Condition& condition) {
    const auto& value = condition.value();
    if (const auto* data = std::get_if<Condition::Test>(&value)) return {test(*data)};
    if (const auto* all = std::get_if<Condition::All>(&value)) {
      return {group(Group::Kind::all, all->conditions)};
    }
    if (const auto* any = std::get_if<Condition::Any>(&value)) {
      return {group(Group::Kind::any, any->conditions)};
    }
    if (const auto* negation = std::get_if<Condition::Not>(&value)) {
      return {group(Group::Kind::negation, negation->condition)};
    }
    throw UsageError("a condition in JSONata cannot be evaluated");
  }

  Group group(Group::Kind kind, const std::vector<Condition>& conditions) {
    Group group{kind, {}};
    for (const Condition& condition : conditions) group.conditions.push_back(node(condition));
    return group;
  }

  TestNode test(const Condition::Test& test) {
    const Type type = type_of(test.comparison);
    const bool is_related =
        type == Type::string || type == Type::numeric || type == Type::timestamp;
    TestNode node{path(test.variable),
                  test.comparison,
                  type,
                  is_related ? relation_of(test.comparison, type) : Relation::equal,
                  Value{},
                  {},
                  {}};
    if (const auto* other = std::get_if<Path>(&test.operand)) {
      node.operand = path(*other);
      return node;
    }
    const Value literal = literal_value(std::get<Document>(test.operand), constants);
    node.operand = literal;
    if (type == Type::timestamp && literal.kind() == Value::Kind::string) {
      node.timestamp = parse_timestamp(literal.text());
    }
    if (type == Type::pattern && literal.kind() == Value::Kind::string) {
      node.pattern.emplace(literal.text());
    }
    return node;
  }
};

bool CompiledCondition::Program::TestNode::holds(const Scope& scope) const {
  const auto* literal = std::get_if<Value>(&operand);
  if (comparison == Comparison::is_present) {
    return variable.find(scope).has_value() == literal->boolean();
  }
  const Value value = look_up(variable, scope);
  if (type == Type::kind) return is_of_kind(comparison, value) == literal->boolean();
  return compare(value,
                 literal == nullptr ? look_up(std::get<CompiledPath>(operand), scope) : *literal);
}

bool CompiledCondition::Program::TestNode::compare(const Value& value, const Value& other) const {
  const auto are = [&](Value::Kind kind) { return value.kind() == kind && other.kind() == kind; };
  switch (type) {
    case Type::string:
      if (!are(Value::Kind::string)) return false;
      if (relation == Relation::equal) return value.text() == other.text();
      return asl::holds(relation, java::compare(value.text(), other.text()), 0);
    case Type::pattern:
      return are(Value::Kind::string) && pattern.has_value() && pattern->matches(value.text());
    case Type::numeric:
      return compare_numbers(relation, value, other);
    case Type::boolean:
      return are(Value::Kind::boolean) && value.boolean() == other.boolean();
    default:
      break;
  }
  const auto left = timestamp_of(value);
  const auto right = timestamp.has_value() ? timestamp : timestamp_of(other);
  return left.has_value() && right.has_value() && asl::holds(relation, *left, *right);
}

bool CompiledCondition::Program::holds(const Node& node, const Scope& scope) {
  if (const auto* test = std::get_if<TestNode>(&node.value)) return test->holds(scope);
  const auto& group = std::get<Group>(node.value);
  const auto is_held = [&](const Node& condition) { return holds(condition, scope); };
  switch (group.kind) {
    case Group::Kind::all:
      return std::all_of(group.conditions.begin(), group.conditions.end(), is_held);
    case Group::Kind::any:
      return std::any_of(group.conditions.begin(), group.conditions.end(), is_held);
    case Group::Kind::negation:
      break;
  }
  return !is_held(group.conditions.front());
}

CompiledCondition::CompiledCondition(const Condition& condition, VariableNames& variables,
                                     json::Arena& constants) {
  Program::Compiler compiler{variables, constants};
  Program::Node root = compiler.node(condition);
  program_ = std::make_unique<const Program>(Program{std::move(root), compiler.reads_context});
}

CompiledCondition::CompiledCondition(CompiledCondition&&) noexcept = default;
CompiledCondition& CompiledCondition::operator=(CompiledCondition&&) noexcept = default;
CompiledCondition::~CompiledCondition() = default;

bool CompiledCondition::reads_context() const {
  return program_->reads_context;
}

bool CompiledCondition::holds(const Scope& scope) const {
  return Program::holds(program_->root, scope);
}

}  // namespace idm_synth::asl
