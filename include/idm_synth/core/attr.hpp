// SPDX-License-Identifier: Apache-2.0
// The argument of a resource: unset, a literal, or an expression of the right type.
#pragma once

#include <concepts>
#include <cstdint>
#include <idm_synth/core/block.hpp>
#include <idm_synth/core/document.hpp>
#include <idm_synth/core/expression.hpp>
#include <idm_synth/core/fixed_string.hpp>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace idm_synth {

/// An argument of Terraform type T. Each specialisation takes what Terraform takes and refuses the
/// rest when compiled: its deleted constructor makes the compiler name the line and the type given.
/// This one is for object types, for which the bindings have a struct T.
template <class T>
class Attr {
 public:
  using Value = std::variant<std::monostate, Block<T>, Expression>;

  Attr() = default;
  Attr(T object) : value_{Block<T>{std::move(object)}} {}
  Attr(const Ref<T>& ref) : value_{ref.expression()} {}

  [[nodiscard]] bool is_set() const { return value_.index() != 0; }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

namespace detail {

/// What the deleted constructor of an Attr (Self) is chosen for: all that it does not take.
template <class Other, class Self>
concept RefusedString = !StringLike<std::remove_cvref_t<Other>> &&
                        !std::same_as<std::remove_cvref_t<Other>, Ref<String>> &&
                        !std::same_as<std::remove_cvref_t<Other>, Template> &&
                        !std::derived_from<std::remove_cvref_t<Other>, Self>;
template <class Other, class Self>
concept RefusedNumber =
    !NumberLiteral<Other> && !std::same_as<std::remove_cvref_t<Other>, Ref<Number>> &&
    !std::derived_from<std::remove_cvref_t<Other>, Self>;
template <class Other, class Self>
concept RefusedBool = !BoolLiteral<Other> && !std::same_as<std::remove_cvref_t<Other>, Ref<Bool>> &&
                      !std::derived_from<std::remove_cvref_t<Other>, Self>;

}  // namespace detail

template <>
class Attr<String> {
 public:
  using Value = std::variant<std::monostate, std::string, Expression, Template>;

  Attr() = default;
  Attr(const Ref<String>& ref) : value_{ref.expression()} {}
  Attr(Template text) : value_{std::move(text)} {}
  template <detail::StringLike Text>
  Attr(const Text& text) : value_{detail::to_string(text)} {}
  template <detail::RefusedString<Attr> Other>
  Attr(Other&&) = delete;

  [[nodiscard]] bool is_set() const { return value_.index() != 0; }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

template <>
class Attr<Number> {
 public:
  using Value = std::variant<std::monostate, std::int64_t, double, Expression>;

  Attr() = default;
  Attr(const Ref<Number>& ref) : value_{ref.expression()} {}
  template <detail::NumberLiteral Literal>
  Attr(Literal literal) : value_{number(literal)} {}
  template <detail::RefusedNumber<Attr> Other>
  Attr(Other&&) = delete;

  [[nodiscard]] bool is_set() const { return value_.index() != 0; }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  template <class Literal>
  static Value number(Literal literal) {
    if constexpr (std::floating_point<Literal>) {
      return static_cast<double>(literal);
    } else {
      if (!std::in_range<std::int64_t>(literal)) {
        throw UsageError("an integer argument is larger than 9223372036854775807");
      }
      return static_cast<std::int64_t>(literal);
    }
  }

  Value value_;
};

template <>
class Attr<Bool> {
 public:
  using Value = std::variant<std::monostate, bool, Expression>;

  Attr() = default;
  Attr(const Ref<Bool>& ref) : value_{ref.expression()} {}
  template <detail::BoolLiteral Literal>
  Attr(Literal literal) : value_{literal} {}
  template <detail::RefusedBool<Attr> Other>
  Attr(Other&&) = delete;

  [[nodiscard]] bool is_set() const { return value_.index() != 0; }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

/// Any value: what the provider's schema calls "dynamic".
template <>
class Attr<Dynamic> {
 public:
  Attr() = default;
  template <class Any>
  requires std::convertible_to<Any, Document> &&
      (!std::derived_from<std::remove_cvref_t<Any>, Attr>)Attr(Any&& value)
      : value_{Document(std::forward<Any>(value))}, is_set_{true} {}

  [[nodiscard]] bool is_set() const { return is_set_; }
  [[nodiscard]] const Document& value() const { return value_; }

 private:
  Document value_ = nullptr;
  bool is_set_ = false;
};

namespace detail {

/// What list(T) and set(T) have in common.
template <class T, class Collection>
class SequenceAttr {
 public:
  using Items = std::vector<Attr<T>>;
  using Value = std::variant<std::monostate, Items, Expression>;

  SequenceAttr() = default;
  SequenceAttr(std::initializer_list<Attr<T>> items) : value_{Items(items)} {}
  SequenceAttr(Items items) : value_{std::move(items)} {}
  SequenceAttr(const Ref<Collection>& ref) : value_{ref.expression()} {}

  [[nodiscard]] bool is_set() const { return value_.index() != 0; }
  [[nodiscard]] const Value& value() const { return value_; }

 protected:
  explicit SequenceAttr(const Expression& expression) : value_{expression} {}

 private:
  Value value_;
};

}  // namespace detail

template <class T>
class Attr<List<T>> : public detail::SequenceAttr<T, List<T>> {
 public:
  using detail::SequenceAttr<T, List<T>>::SequenceAttr;
};

template <class T>
class Attr<Set<T>> : public detail::SequenceAttr<T, Set<T>> {
 public:
  using detail::SequenceAttr<T, Set<T>>::SequenceAttr;
  /// Terraform makes a set of a list by itself.
  Attr(const Ref<List<T>>& ref) : detail::SequenceAttr<T, Set<T>>(ref.expression()) {}
};

template <class T>
class Attr<Map<T>> {
 public:
  using Items = std::vector<std::pair<std::string, Attr<T>>>;
  using Value = std::variant<std::monostate, Items, Expression>;

  Attr() = default;
  Attr(std::initializer_list<std::pair<std::string, Attr<T>>> items) : value_{Items(items)} {}
  Attr(Items items) : value_{std::move(items)} {}
  Attr(const Ref<Map<T>>& ref) : value_{ref.expression()} {}

  [[nodiscard]] bool is_set() const { return value_.index() != 0; }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

/// An argument that Terraform requires. Leaving it out does not compile, and the message shows
/// Name.
template <class T, FixedString Name>
class Required : public Attr<T> {
 public:
  Required() = delete;
  using Attr<T>::Attr;
  /// Takes an argument that is known to be set, such as one that a builder holds. Throws UsageError
  /// for one that is not.
  Required(Attr<T> argument) : Attr<T>(std::move(argument)) {
    if (!this->is_set()) {
      throw UsageError("the argument \"" + std::string{Name.view()} + "\" is required");
    }
  }
};

}  // namespace idm_synth
