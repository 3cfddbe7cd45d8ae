// SPDX-License-Identifier: Apache-2.0
// What the generated bindings write their arguments to.
#pragma once

#include <cstddef>
#include <idm_synth/core/attr.hpp>
#include <idm_synth/core/block.hpp>
#include <idm_synth/core/value.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace idm_synth {

/// Collects the arguments and nested blocks of one block into the value tree. Each binding has a
/// free function `write_block(BlockWriter&, const Binding&)` in its own namespace.
/// Names must outlive the arena: they are string literals in generated code.
class BlockWriter {
 public:
  explicit BlockWriter(ValueArena& arena) : arena_{arena} {}

  /// Writes nothing when the argument is unset.
  template <class T>
  void attribute(std::string_view name, const Attr<T>& argument) {
    if (argument.is_set()) add(name, value(argument));
  }

  template <class T>
  void block(std::string_view name, const Block<T>& block) {
    if (block.get() != nullptr) add(name, body(*block.get()));
  }

  template <class T, std::size_t Min, std::size_t Max>
  void blocks(std::string_view name, const Blocks<T, Min, Max>& blocks) {
    check_count(name, blocks.get().size(), Min, Max);
    if (blocks.get().empty()) return;
    std::vector<Value> bodies;
    bodies.reserve(blocks.get().size());
    for (const T& block : blocks.get()) bodies.push_back(body(block));
    add(name, arena_.sequence(Value::Kind::blocks, bodies));
  }

  template <class T>
  void block_map(std::string_view name, const BlockMap<T>& blocks) {
    if (blocks.get().empty()) return;
    std::vector<Entry> labelled;
    for (const auto& [label, block] : blocks.get()) {
      labelled.push_back({arena_.copy(label), body(block)});
    }
    add(name, arena_.body(Value::Kind::labelled, labelled));
  }

  /// For what is no argument of the resource: depends_on, lifecycle and the like.
  void add(std::string_view name, Value value) { entries_.push_back({name, value}); }

  [[nodiscard]] ValueArena& arena() { return arena_; }
  /// The finished body.
  [[nodiscard]] Value take() { return take_from(0, Value::Kind::block); }
  /// What was wrong with the number of nested blocks, one sentence each.
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  /// The value of an argument; null when it is unset, which happens inside of collections.
  [[nodiscard]] Value value(const Attr<String>& argument);
  [[nodiscard]] Value value(const Attr<Number>& argument);
  [[nodiscard]] Value value(const Attr<Bool>& argument);
  [[nodiscard]] Value value(const Attr<Dynamic>& argument);
  template <class T>
  [[nodiscard]] Value value(const Attr<List<T>>& argument) {
    return sequence(argument);
  }
  template <class T>
  [[nodiscard]] Value value(const Attr<Set<T>>& argument) {
    return sequence(argument);
  }
  template <class T>
  [[nodiscard]] Value value(const Attr<Map<T>>& argument) {
    if (const auto* expression = std::get_if<Expression>(&argument.value())) {
      return arena_.expression(*expression);
    }
    const auto* items = std::get_if<typename Attr<Map<T>>::Items>(&argument.value());
    if (items == nullptr) return {};
    std::vector<Entry> entries;
    entries.reserve(items->size());
    for (const auto& [key, item] : *items) entries.push_back({arena_.copy(key), value(item)});
    return arena_.body(Value::Kind::object, entries);
  }
  /// The value of an object type; T's write_block() writes its attributes.
  template <class T>
  [[nodiscard]] Value value(const Attr<T>& argument) {
    if (const auto* expression = std::get_if<Expression>(&argument.value())) {
      return arena_.expression(*expression);
    }
    const auto* object = std::get_if<Block<T>>(&argument.value());
    return object == nullptr ? Value{} : body(*object->get(), Value::Kind::object);
  }

 private:
  template <class T>
  Value sequence(const T& argument) {
    if (const auto* expression = std::get_if<Expression>(&argument.value())) {
      return arena_.expression(*expression);
    }
    const auto* items = std::get_if<typename T::Items>(&argument.value());
    if (items == nullptr) return {};
    std::vector<Value> values;
    values.reserve(items->size());
    for (const auto& item : *items) values.push_back(value(item));
    return arena_.sequence(Value::Kind::list, values);
  }

  template <class T>
  Value body(const T& block, Value::Kind kind = Value::Kind::block) {
    const std::size_t start = entries_.size();
    write_block(*this, block);
    return take_from(start, kind);
  }

  void check_count(std::string_view name, std::size_t count, std::size_t min, std::size_t max);
  Value take_from(std::size_t start, Value::Kind kind);

  ValueArena& arena_;
  std::vector<Entry> entries_;
  std::vector<std::string> problems_;
};

}  // namespace idm_synth
