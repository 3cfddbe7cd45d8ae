// SPDX-License-Identifier: Apache-2.0
// The one value tree behind every output format, kept compactly in an arena.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/core/document.hpp>
#include <memory_resource>
#include <span>
#include <string_view>

namespace idm_synth {

struct Entry;

/// A value as it will be written: 16 bytes that point into the arena that made it. Each accessor is
/// for values of the kinds that it names; what it gives for another kind is undefined.
class Value {
 public:
  enum class Kind : std::uint8_t {
    null,
    boolean,
    integer,
    number,
    string,      ///< literal text; the renderer escapes what Terraform would read as a template
    verbatim,    ///< text in a place where Terraform knows no templates, such as a description
    reference,   ///< an expression in a place that takes no `${}`, such as depends_on
    expression,  ///< an expression; its text() is without `${}`
    text,        ///< a template: items() are strings and expressions in turn
    list,
    object,    ///< an expression object, or the body of an attribute of type map
    block,     ///< the body of a nested block
    blocks,    ///< several nested blocks of one name: items() are blocks
    labelled,  ///< nested blocks of one name with a label each: entries() are blocks
  };

  constexpr Value() = default;

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool boolean() const { return payload_.boolean; }
  [[nodiscard]] std::int64_t integer() const { return payload_.integer; }
  [[nodiscard]] double number() const { return payload_.number; }
  /// Of string, verbatim, reference, expression.
  [[nodiscard]] std::string_view text() const { return {payload_.text, size_}; }
  /// Of reference and expression: the address of the element referred to, empty if external.
  [[nodiscard]] std::string_view address() const;
  /// Of text, list, blocks.
  [[nodiscard]] std::span<const Value> items() const { return {payload_.items, size_}; }
  /// Of object, block, labelled.
  [[nodiscard]] std::span<const Entry> entries() const;
  /// Of object, block, labelled: the value of the first entry with that key; null where there is
  /// none.
  [[nodiscard]] const Value* find(std::string_view key) const;

 private:
  friend class ValueArena;

  Kind kind_ = Kind::null;
  std::uint32_t size_ = 0;
  union {
    bool boolean;
    std::int64_t integer;
    double number;
    const char* text;
    const Value* items;
    const Entry* entries;
  } payload_ = {.integer = 0};
};

/// A key and its value in an object or a block.
struct Entry {
  std::string_view key;
  Value value;
};

inline std::span<const Entry> Value::entries() const {
  return {payload_.entries, size_};
}

/// Makes Values, and owns what they point to.
class ValueArena {
 public:
  ValueArena() = default;
  ValueArena(const ValueArena&) = delete;
  ValueArena& operator=(const ValueArena&) = delete;

  [[nodiscard]] Value boolean(bool value);
  [[nodiscard]] Value integer(std::int64_t value);
  [[nodiscard]] Value number(double value);
  [[nodiscard]] Value string(std::string_view text);
  [[nodiscard]] Value verbatim(std::string_view text);
  [[nodiscard]] Value reference(const Expression& expression);
  [[nodiscard]] Value expression(const Expression& expression);
  [[nodiscard]] Value text(const Template& text);
  [[nodiscard]] Value document(const Document& document);
  /// The same value for a place where Terraform knows no templates: its strings become verbatim.
  [[nodiscard]] Value literal(const Value& value);
  /// Copies the items; kind is text, list or blocks.
  [[nodiscard]] Value sequence(Value::Kind kind, std::span<const Value> items);
  /// Copies the entries but not their keys; kind is object, block or labelled.
  [[nodiscard]] Value body(Value::Kind kind, std::span<const Entry> entries);
  /// Copies text that must live as long as the arena, such as a key.
  [[nodiscard]] std::string_view copy(std::string_view text);

 private:
  static Value of(Value::Kind kind, const char* text, std::size_t size);
  Value expression_value(Value::Kind kind, const Expression& expression);

  std::pmr::monotonic_buffer_resource memory_{std::size_t{16} * 1024};
};

}  // namespace idm_synth
