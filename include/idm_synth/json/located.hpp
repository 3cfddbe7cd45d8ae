// SPDX-License-Identifier: Apache-2.0
// JSON read into a tree that knows where each value and each key stands in its text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/core/error.hpp>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace idm_synth::json {

struct Member;

/// A place in a text, as editors count it.
struct Position {
  std::size_t line = 1;    ///< from 1; lines end with LF
  std::size_t column = 1;  ///< from 1; in characters (code points) of the line, a tab being one

  bool operator==(const Position&) const = default;
};

/// Text that is no JSON. what() is one sentence without the place.
class SyntaxError : public Error {
 public:
  SyntaxError(Position position, const std::string& problem, std::string help)
      : Error{problem}, position_{position}, help_{std::move(help)} {}

  [[nodiscard]] const Position& position() const { return position_; }
  /// What to do about it.
  [[nodiscard]] const std::string& help() const { return help_; }

 private:
  Position position_;
  std::string help_;
};

/// A value in a Tree (or an Arena), which owns what it points to. Each accessor is for values of
/// one kind; what it gives for another kind is undefined.
class Value {
 public:
  enum class Kind : std::uint8_t { null, boolean, integer, number, string, array, object };

  /// null
  constexpr Value() = default;

  [[nodiscard]] Kind kind() const { return kind_; }
  /// Where it starts in the text, in bytes from 0; Tree::position() makes a line and column of it.
  [[nodiscard]] std::size_t offset() const { return offset_; }

  /// Of boolean.
  [[nodiscard]] bool boolean() const { return payload_.boolean; }
  /// Of integer: a number that is written without fraction and exponent, and fits 64 bits.
  [[nodiscard]] std::int64_t integer() const { return payload_.integer; }
  /// Of number: any other number, to the nearest that a double can hold.
  [[nodiscard]] double number() const {
    return size_ == 0 ? payload_.number : nearest_number(digits());
  }
  /// Of number: the spelling of an integer that does not fit 64 bits, which no double need hold;
  /// empty for any other.
  [[nodiscard]] std::string_view digits() const { return size_ == 0 ? std::string_view{} : text(); }
  /// Of string: its content, without escapes. It may hold any character, U+0000 too.
  [[nodiscard]] std::string_view text() const { return {payload_.text, size_}; }
  /// Of array.
  [[nodiscard]] std::span<const Value> items() const { return {payload_.items, size_}; }
  /// Of object: in the order of the text; no key stands there twice.
  [[nodiscard]] std::span<const Member> members() const;
  /// Of object: the value of a key, nullptr where it is absent.
  [[nodiscard]] const Value* find(std::string_view key) const;

 private:
  friend class TreeBuilder;
  friend class Arena;

  [[nodiscard]] static double nearest_number(std::string_view digits);

  Kind kind_ = Kind::null;
  std::uint16_t height_ = 0;  ///< how deep arrays and objects nest in it, with itself
  std::uint32_t offset_ = 0;
  std::uint32_t size_ = 0;
  union {
    bool boolean;
    std::int64_t integer;
    double number;
    const char* text;
    const Value* items;
    const Member* members;
  } payload_ = {.integer = 0};
};

struct Member {
  std::string_view key;
  std::size_t key_offset;  ///< where the key starts in the text
  Value value;
};

inline std::span<const Member> Value::members() const {
  return {payload_.members, size_};
}

/// A kind in words with its article, such as "a string".
[[nodiscard]] std::string_view name_of(Value::Kind kind);

struct ParseOptions {
  bool comments = false;        ///< allow // and /* */ where JSON allows white space
  std::size_t max_depth = 200;  ///< how deep arrays and objects may nest
  bool repeated_keys = false;   ///< take a key's last value, at the place of its first
};

/// A JSON text (RFC 8259) of at most 4 GiB and its values. Stricter than most readers: no byte
/// order mark, only valid UTF-8, no key twice in an object unless the options let it, no number
/// that a double cannot hold.
class Tree {
 public:
  /// Throws SyntaxError, for the first thing that is wrong.
  explicit Tree(std::string text, const ParseOptions& options = {});
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  [[nodiscard]] const Value& root() const { return root_; }
  /// The text as it was given.
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] Position position(std::size_t offset) const;
  /// The JSON pointer (RFC 6901) of the value or the key that starts there, such as
  /// "/rules/0/name".
  [[nodiscard]] std::string pointer(std::size_t offset) const;

 private:
  std::string text_;                  ///< and a line feed, which ends a number that ends the text
  std::vector<std::uint32_t> lines_;  ///< where each line starts
  std::pmr::monotonic_buffer_resource memory_{std::size_t{4} * 1024};
  Value root_;
};

}  // namespace idm_synth::json
