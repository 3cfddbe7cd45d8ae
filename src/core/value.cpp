// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <idm_synth/core/value.hpp>
#include <limits>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace idm_synth {
namespace {

/// Stands in front of an expression's text in the arena.
struct ExpressionHeader {
  std::uint32_t address_offset;
  std::uint32_t address_size;
};

std::uint32_t checked_size(std::size_t size) {
  if (size > std::numeric_limits<std::uint32_t>::max()) {
    throw UsageError("a value holds more than 4294967295 characters or members");
  }
  return static_cast<std::uint32_t>(size);
}

template <class T>
const T* copy_range(std::pmr::memory_resource& memory, std::span<const T> range) {
  static_assert(std::is_trivially_destructible_v<T>, "the arena destroys nothing");
  if (range.empty()) return nullptr;
  auto* copy = static_cast<T*>(memory.allocate(range.size_bytes(), alignof(T)));
  std::uninitialized_copy(range.begin(), range.end(), copy);
  return copy;
}

}  // namespace

std::string_view Value::address() const {
  ExpressionHeader header;
  std::memcpy(&header, payload_.text - sizeof header, sizeof header);
  return text().substr(header.address_offset, header.address_size);
}

const Value* Value::find(std::string_view key) const {
  for (const Entry& entry : entries()) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Value ValueArena::boolean(bool value) {
  Value result;
  result.kind_ = Value::Kind::boolean;
  result.payload_.boolean = value;
  return result;
}

Value ValueArena::integer(std::int64_t value) {
  Value result;
  result.kind_ = Value::Kind::integer;
  result.payload_.integer = value;
  return result;
}

Value ValueArena::number(double value) {
  Value result;
  result.kind_ = Value::Kind::number;
  result.payload_.number = value;
  return result;
}

std::string_view ValueArena::copy(std::string_view text) {
  const std::span<const char> characters{text.data(), text.size()};
  return {copy_range(memory_, characters), text.size()};
}

Value ValueArena::of(Value::Kind kind, const char* text, std::size_t size) {
  Value result;
  result.kind_ = kind;
  result.size_ = checked_size(size);
  result.payload_.text = text;
  return result;
}

Value ValueArena::string(std::string_view text) {
  return of(Value::Kind::string, copy(text).data(), text.size());
}

Value ValueArena::verbatim(std::string_view text) {
  return of(Value::Kind::verbatim, copy(text).data(), text.size());
}

Value ValueArena::expression_value(Value::Kind kind, const Expression& expression) {
  const std::string& text = expression.text();
  const ExpressionHeader header{static_cast<std::uint32_t>(expression.address_offset()),
                                static_cast<std::uint32_t>(expression.address().size())};
  auto* memory = static_cast<char*>(memory_.allocate(sizeof header + text.size(), 1));
  std::memcpy(memory, &header, sizeof header);
  std::memcpy(memory + sizeof header, text.data(), text.size());
  return of(kind, memory + sizeof header, text.size());
}

Value ValueArena::reference(const Expression& expression) {
  return expression_value(Value::Kind::reference, expression);
}

Value ValueArena::expression(const Expression& expression) {
  return expression_value(Value::Kind::expression, expression);
}

Value ValueArena::text(const Template& text) {
  std::vector<Value> parts;
  std::string literal;
  for (const Template::Part& part : text.parts()) {
    const auto* expression_part = std::get_if<Expression>(&part);
    if (expression_part == nullptr) {
      // Neighbours become one: `$` and `{` must not meet unescaped.
      literal += std::get<std::string>(part);
      continue;
    }
    // `$` before `${` would make Terraform read the expression literally: it becomes one, too.
    const std::size_t plain = literal.find_last_not_of('$') + 1;
    if (plain > 0) parts.push_back(string(std::string_view{literal}.substr(0, plain)));
    if (plain < literal.size()) {
      parts.push_back(expression(Expression::external(quoted_literal(literal.substr(plain)))));
    }
    literal.clear();
    parts.push_back(expression(*expression_part));
  }
  if (!literal.empty() || parts.empty()) parts.push_back(string(literal));
  return sequence(Value::Kind::text, parts);
}

Value ValueArena::sequence(Value::Kind kind, std::span<const Value> items) {
  Value result;
  result.kind_ = kind;
  result.size_ = checked_size(items.size());
  result.payload_.items = copy_range(memory_, items);
  return result;
}

Value ValueArena::body(Value::Kind kind, std::span<const Entry> entries) {
  Value result;
  result.kind_ = kind;
  result.size_ = checked_size(entries.size());
  result.payload_.entries = copy_range(memory_, entries);
  return result;
}

Value ValueArena::document(const Document& document) {
  struct ToValue {
    ValueArena& arena;

    Value operator()(std::nullptr_t) const { return {}; }
    Value operator()(bool value) const { return arena.boolean(value); }
    Value operator()(std::int64_t value) const { return arena.integer(value); }
    Value operator()(double value) const { return arena.number(value); }
    Value operator()(const Document::LargeInteger& number) const {
      // A literal of Terraform may have as many digits.
      return arena.expression(Expression::external(number.digits));
    }
    Value operator()(const std::string& text) const { return arena.string(text); }
    Value operator()(const Expression& expression) const { return arena.expression(expression); }
    Value operator()(const Template& text) const { return arena.text(text); }
    Value operator()(const std::shared_ptr<const Document::Array>& array) const {
      std::vector<Value> items;
      items.reserve(array->size());
      for (const Document& item : *array) items.push_back(arena.document(item));
      return arena.sequence(Value::Kind::list, items);
    }
    Value operator()(const std::shared_ptr<const Document::Object>& object) const {
      std::vector<Entry> entries;
      entries.reserve(object->size());
      for (const auto& [key, value] : *object) {
        entries.push_back({arena.copy(key), arena.document(value)});
      }
      return arena.body(Value::Kind::object, entries);
    }
  };
  return std::visit(ToValue{*this}, document.value());
}

Value ValueArena::literal(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::string:
      return of(Value::Kind::verbatim, value.text().data(), value.text().size());
    case Value::Kind::list:
    case Value::Kind::blocks: {
      std::vector<Value> items;
      for (const Value& item : value.items()) items.push_back(literal(item));
      return sequence(value.kind(), items);
    }
    case Value::Kind::object:
    case Value::Kind::block:
    case Value::Kind::labelled: {
      std::vector<Entry> entries;
      for (const auto& [key, item] : value.entries()) entries.push_back({key, literal(item)});
      return body(value.kind(), entries);
    }
    default:
      return value;
  }
}

}  // namespace idm_synth
