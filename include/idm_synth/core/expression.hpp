// SPDX-License-Identifier: Apache-2.0
// Terraform expressions as typed values: Ref<T>, templates, and interpolate().
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <idm_synth/core/error.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace idm_synth {

// Terraform's types. They are names only: Ref<List<String>> is an expression of type list(string).
struct String;
struct Number;
struct Bool;
struct Dynamic;  ///< a type that only Terraform knows; Ref::as() gives it one
template <class T>
struct List;
template <class T>
struct Set;
template <class T>
struct Map;

/// The text of a Terraform expression, and which element of the App it refers to, if any.
class Expression {
 public:
  /// An expression about things outside the App, such as `module.database.arn`. It is written as it
  /// is and not checked.
  [[nodiscard]] static Expression external(std::string text) { return {std::move(text), 0, 0}; }

  /// `<prefix><address><suffix>`: an expression that refers to the element at `address`. Synthesis
  /// checks that some stack holds it.
  [[nodiscard]] static Expression to(std::string_view address, std::string_view suffix = {},
                                     std::string_view prefix = {}) {
    std::string text;
    text.reserve(prefix.size() + address.size() + suffix.size());
    text.append(prefix).append(address).append(suffix);
    return {std::move(text), prefix.size(), address.size()};
  }

  /// Terraform's spelling, without `${}`.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The address referred to, empty for an external expression.
  [[nodiscard]] std::string_view address() const {
    return std::string_view{text_}.substr(address_offset_, address_size_);
  }
  [[nodiscard]] std::size_t address_offset() const { return address_offset_; }

  /// The same reference with more behind it, such as `[0]` or `.arn`.
  [[nodiscard]] Expression with_suffix(std::string_view suffix) const {
    Expression longer = *this;
    longer.text_ += suffix;
    return longer;
  }

 private:
  Expression(std::string text, std::size_t offset, std::size_t size)
      : text_{std::move(text)},
        address_offset_{static_cast<std::uint32_t>(offset)},
        address_size_{static_cast<std::uint32_t>(size)} {}

  std::string text_;
  std::uint32_t address_offset_ = 0;
  std::uint32_t address_size_ = 0;
};

/// Text as a Terraform string literal: `"` and the backslash escaped, `${` and `%{` taken
/// literally.
[[nodiscard]] std::string quoted_literal(std::string_view text);

/// An expression whose Terraform type is T.
template <class T>
class Ref {
 public:
  explicit Ref(Expression expression) : expression_{std::move(expression)} {}

  [[nodiscard]] const Expression& expression() const { return expression_; }

  /// The same expression taken as another type, where the author knows what Terraform finds out
  /// only later.
  template <class U>
  [[nodiscard]] Ref<U> as() const {
    return Ref<U>{expression_};
  }

 private:
  Expression expression_;
};

/// An expression about something that this App does not hold, such as a hand-written resource of
/// the same root module: `external<String>("module.database.cluster_arn")`.
template <class T>
[[nodiscard]] Ref<T> external(std::string text) {
  return Ref<T>{Expression::external(std::move(text))};
}

/// One element of a list, counted from 0.
template <class T>
[[nodiscard]] Ref<T> element(const Ref<List<T>>& list, std::size_t index) {
  return Ref<T>{list.expression().with_suffix("[" + std::to_string(index) + "]")};
}

/// One value of a map.
template <class T>
[[nodiscard]] Ref<T> element(const Ref<Map<T>>& map, std::string_view key) {
  return Ref<T>{map.expression().with_suffix("[" + quoted_literal(key) + "]")};
}

/// One attribute of an object whose type Terraform alone knows.
[[nodiscard]] inline Ref<Dynamic> attribute(const Ref<Dynamic>& object, std::string_view name) {
  return Ref<Dynamic>{object.expression().with_suffix("." + std::string{name})};
}

/// Inside a resource with `count`: the number of the instance, from 0.
[[nodiscard]] inline Ref<Number> count_index() {
  return external<Number>("count.index");
}
/// Inside a resource with `for_each`: the key and the value of the instance.
[[nodiscard]] inline Ref<String> each_key() {
  return external<String>("each.key");
}
template <class T = String>
[[nodiscard]] Ref<T> each_value() {
  return external<T>("each.value");
}

/// A string with expressions in it: literal text and expressions in turn.
class Template {
 public:
  using Part = std::variant<std::string, Expression>;

  explicit Template(std::vector<Part> parts) : parts_{std::move(parts)} {}
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

 private:
  std::vector<Part> parts_;
};

namespace detail {

template <class T>
concept StringLike = std::convertible_to<const T&, std::string_view> &&
    !std::same_as<std::remove_cvref_t<T>, std::nullptr_t>;

template <class T, class... Others>
inline constexpr bool is_any_of = (std::is_same_v<std::remove_cvref_t<T>, Others> || ...);

template <class T>
concept BoolLiteral = is_any_of<T, bool>;

template <class T>
concept Character = is_any_of<T, char, wchar_t, char8_t, char16_t, char32_t>;

/// Integers and floating point numbers. C++ counts bool and characters among them; Terraform and
/// JSON do not, and whoever writes 'x' means text.
template <class T>
concept NumberLiteral =
    std::is_arithmetic_v<std::remove_cvref_t<T>> && !BoolLiteral<T> && !Character<T>;

template <class T>
inline constexpr bool is_scalar_ref = false;
template <>
inline constexpr bool is_scalar_ref<Ref<String>> = true;
template <>
inline constexpr bool is_scalar_ref<Ref<Number>> = true;
template <>
inline constexpr bool is_scalar_ref<Ref<Bool>> = true;

template <class T>
concept Interpolable = StringLike<T> || is_scalar_ref<std::remove_cvref_t<T>>;

/// Text that may come from a C string; a null pointer is refused instead of read.
template <StringLike T>
std::string to_string(const T& text) {
  if constexpr (std::is_pointer_v<T>) {
    if (text == nullptr) throw UsageError("a null pointer was given where a string is expected");
  }
  return std::string{std::string_view{text}};
}

template <Interpolable T>
Template::Part to_part(const T& argument) {
  if constexpr (StringLike<T>) {
    return to_string(argument);
  } else {
    return argument.expression();
  }
}

// Named in the compiler's message when a pattern is wrong; never defined.
void interpolate_pattern_needs_one_placeholder_per_argument();
void interpolate_pattern_must_not_contain_terraform_syntax_pass_a_ref_instead();
void interpolate_pattern_has_a_single_brace_write_it_twice();

[[nodiscard]] Template interpolate(std::string_view pattern, std::vector<Template::Part> arguments);

}  // namespace detail

/// The pattern of interpolate(), checked when the program is compiled.
template <std::size_t Arguments>
class InterpolationPattern {
 public:
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
  consteval InterpolationPattern(const Text& text) : text_{text} {
    std::size_t placeholders = 0;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      const char following = i + 1 < text_.size() ? text_[i + 1] : '\0';
      if ((c == '$' || c == '%') && following == '{') {
        // `${` is refused, unless it is a `$` before a placeholder.
        if (i + 2 >= text_.size() || text_[i + 2] != '}') {
          detail::interpolate_pattern_must_not_contain_terraform_syntax_pass_a_ref_instead();
        }
      }
      if (c == '{' && following == '}') {
        ++placeholders;
        ++i;
      } else if ((c == '{' || c == '}') && following == c) {
        ++i;
      } else if (c == '{' || c == '}') {
        detail::interpolate_pattern_has_a_single_brace_write_it_twice();
      }
    }
    if (placeholders != Arguments) {
      detail::interpolate_pattern_needs_one_placeholder_per_argument();
    }
  }

  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// A string with a value in the place of each `{}`: `interpolate("{}:*", group.arn())`. Text stays
/// literal whatever it contains; `{{` and `}}` stand for a brace.
template <detail::Interpolable... Arguments>
[[nodiscard]] Template interpolate(InterpolationPattern<sizeof...(Arguments)> pattern,
                                   const Arguments&... arguments) {
  return detail::interpolate(pattern.text(), {detail::to_part(arguments)...});
}

}  // namespace idm_synth
