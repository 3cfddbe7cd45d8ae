// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/core/block_writer.hpp>

namespace idm_synth {
namespace {

/// Turns the alternatives of an Attr's value into Values.
struct ToValue {
  ValueArena& arena;

  Value operator()(std::monostate) const { return {}; }
  Value operator()(bool value) const { return arena.boolean(value); }
  Value operator()(std::int64_t value) const { return arena.integer(value); }
  Value operator()(double value) const { return arena.number(value); }
  Value operator()(const std::string& text) const { return arena.string(text); }
  Value operator()(const Expression& expression) const { return arena.expression(expression); }
  Value operator()(const Template& text) const { return arena.text(text); }
};

}  // namespace

Value BlockWriter::value(const Attr<String>& argument) {
  return std::visit(ToValue{arena_}, argument.value());
}

Value BlockWriter::value(const Attr<Number>& argument) {
  return std::visit(ToValue{arena_}, argument.value());
}

Value BlockWriter::value(const Attr<Bool>& argument) {
  return std::visit(ToValue{arena_}, argument.value());
}

Value BlockWriter::value(const Attr<Dynamic>& argument) {
  return arena_.document(argument.value());
}

void BlockWriter::check_count(std::string_view name, std::size_t count, std::size_t min,
                              std::size_t max) {
  if (count >= min && (max == 0 || count <= max)) return;
  const bool too_few = count < min;
  const std::size_t limit = too_few ? min : max;
  problems_.push_back("\"" + std::string{name} + "\" needs at " + (too_few ? "least " : "most ") +
                      std::to_string(limit) + (limit == 1 ? " block" : " blocks") + ", not " +
                      std::to_string(count));
}

Value BlockWriter::take_from(std::size_t start, Value::Kind kind) {
  const Value body = arena_.body(kind, std::span{entries_}.subspan(start));
  entries_.resize(start);
  return body;
}

}  // namespace idm_synth
