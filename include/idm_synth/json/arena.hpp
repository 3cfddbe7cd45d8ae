// SPDX-License-Identifier: Apache-2.0
// JSON values that a program makes, rather than a text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/json/located.hpp>
#include <memory>
#include <memory_resource>
#include <new>
#include <span>
#include <string>
#include <string_view>

namespace idm_synth::json {

/// A value would nest deeper than Arena::most_levels.
class TooDeepError : public Error {
 public:
  using Error::Error;
};

/// Makes Values and owns what they point to. A Value may hold others of the same arena, of another
/// arena or of a Tree, as long as those live. What is made has the offset 0.
class Arena {
 public:
  /// How deep arrays and objects may nest, so that what visits them by recursion needs no bound.
  static constexpr std::size_t most_levels = 1000;

  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  [[nodiscard]] static Value null() { return {}; }
  [[nodiscard]] static Value boolean(bool value);
  [[nodiscard]] static Value integer(std::int64_t value);
  [[nodiscard]] static Value number(double value);
  /// An integer that does not fit 64 bits, by its digits, which are copied.
  [[nodiscard]] Value large_integer(std::string_view digits);
  /// Copies the text.
  [[nodiscard]] Value string(std::string_view text);
  /// Does not copy the text, which must live as long as the value.
  [[nodiscard]] static Value view(std::string_view text);
  // Arrays and objects: throw TooDeepError.
  /// Copies the items, and not what they point to.
  [[nodiscard]] Value array(std::span<const Value> items);
  /// An array of that many items, each given by `make(index)`, in order.
  template <class Make>
  [[nodiscard]] Value array(std::size_t count, const Make& make);
  /// Copies the members, and not their keys and what they point to. No key may stand there twice.
  [[nodiscard]] Value object(std::span<const Member> members);
  /// An object of that many members, each given by `make(index)`, in order.
  template <class Make>
  [[nodiscard]] Value object(std::size_t count, const Make& make);
  /// The object with that member set: replaced where it stands, else added last.
  [[nodiscard]] Value with(const Value& object, std::string_view key, const Value& value);
  /// A copy of all that the value is made of.
  [[nodiscard]] Value copy(const Value& value);
  /// Copies text that must live as long as the arena, such as a key.
  [[nodiscard]] std::string_view copy(std::string_view text);

  /// Frees everything; no Value made before may be used again.
  void clear() { memory_.release(); }

 private:
  static constexpr std::size_t first_bytes = std::size_t{16} * 1024;

  template <class T>
  [[nodiscard]] T* allocate(std::size_t count) {
    return static_cast<T*>(memory_.allocate(count * sizeof(T), alignof(T)));
  }
  [[nodiscard]] static Value sequence(const Value* items, std::size_t count);
  [[nodiscard]] static Value sequence(const Member* members, std::size_t count);
  static void set_height(Value& made, std::size_t height_inside);

  /// Kept by clear(), so that an arena that is used again does not allocate.
  std::unique_ptr<std::byte[]> first_{new std::byte[first_bytes]};
  std::pmr::monotonic_buffer_resource memory_{first_.get(), first_bytes};
};

template <class Make>
Value Arena::array(std::size_t count, const Make& make) {
  auto* items = allocate<Value>(count);
  for (std::size_t i = 0; i < count; ++i) new (items + i) Value{make(i)};
  return sequence(items, count);
}

template <class Make>
Value Arena::object(std::size_t count, const Make& make) {
  auto* members = allocate<Member>(count);
  for (std::size_t i = 0; i < count; ++i) new (members + i) Member{make(i)};
  return sequence(members, count);
}

/// Whether both are the same JSON: numbers by value (1 equals 1.0), objects whatever the order of
/// their members.
[[nodiscard]] bool equal(const Value& first, const Value& second);

/// Whether both are the same JSON, with numbers of the same kind (1 differs from 1.0), and members
/// in the same order.
[[nodiscard]] bool identical(const Value& first, const Value& second);

/// Whether both are one and the same array, object or text in memory: quick, and true only of equal
/// values.
[[nodiscard]] bool is_same(const Value& first, const Value& second);

/// A hash that equal values share.
[[nodiscard]] std::size_t hash(const Value& value);

/// Appends a number as Java's Double.toString() spells it, which is JSON, too: "1.0", "1.5E10".
/// https://docs.oracle.com/javase/8/docs/api/java/lang/Double.html#toString-double-
void write_number(std::string& text, double number);
/// The value as JSON without white space. Integers keep all their digits, other numbers are spelled
/// as above; of strings only quotes, backslashes and control characters are escaped, as Jackson
/// escapes them: with capital hexadecimal digits.
[[nodiscard]] std::string to_text(const Value& value);
/// Appends to `text`.
void write(std::string& text, const Value& value);
/// The value over several lines, two spaces a level, without a final line feed.
[[nodiscard]] std::string to_pretty_text(const Value& value);
/// At least as many bytes as to_text() gives, found without a look at the characters.
[[nodiscard]] std::size_t text_size_bound(const Value& value);
/// How many bytes to_text() gives.
[[nodiscard]] std::size_t text_size(const Value& value);

}  // namespace idm_synth::json
