// SPDX-License-Identifier: Apache-2.0
// The kinds of values that fields of a state take.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <idm_synth/asl/path.hpp>
#include <idm_synth/asl/payload.hpp>
#include <idm_synth/core/attr.hpp>
#include <utility>
#include <variant>

namespace idm_synth::asl {

enum class QueryLanguage : std::uint8_t { jsonpath, jsonata };

/// A path field: unset (the field is left out), null (`nullptr`), or a path.
template <std::derived_from<Path> P>
class PathField {
 public:
  using Value = std::variant<std::monostate, std::nullptr_t, P>;

  PathField() = default;
  PathField(std::nullptr_t) : value_{nullptr} {}
  PathField(P path) : value_{std::move(path)} {}

  [[nodiscard]] bool is_set() const { return value_.index() != 0; }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

/// A field that has a form for a literal and a form for a path, such as TimeoutSeconds and
/// TimeoutSecondsPath: unset, or one of the two. A literal is a T or a Ref.
template <class T>
class LiteralOrPath {
 public:
  using Value = std::variant<std::monostate, T, Expression, ReferencePath, Jsonata>;

  LiteralOrPath() = default;
  LiteralOrPath(T literal) : value_{std::move(literal)} {}
  LiteralOrPath(const Ref<Number>& ref) : value_{ref.expression()} {}
  LiteralOrPath(ReferencePath path) : value_{std::move(path)} {}
  LiteralOrPath(Jsonata expression) : value_{std::move(expression)} {}

  [[nodiscard]] bool is_set() const { return value_.index() != 0; }
  [[nodiscard]] const Value& value() const { return value_; }
  [[nodiscard]] const T* literal() const { return std::get_if<T>(&value_); }
  [[nodiscard]] const ReferencePath* path() const { return std::get_if<ReferencePath>(&value_); }

 private:
  Value value_;
};

/// Whole seconds; 1 to 99,999,999 where nothing else is said.
class Seconds : public LiteralOrPath<std::chrono::seconds> {
 public:
  using LiteralOrPath<std::chrono::seconds>::LiteralOrPath;
  template <class Rep, class Period>
  requires std::convertible_to<std::chrono::duration<Rep, Period>, std::chrono::seconds> Seconds(
      std::chrono::duration<Rep, Period> duration)
      : LiteralOrPath<std::chrono::seconds>{std::chrono::seconds{duration}} {}
};

}  // namespace idm_synth::asl
