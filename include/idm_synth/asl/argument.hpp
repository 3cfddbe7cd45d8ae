// SPDX-License-Identifier: Apache-2.0
// Arguments of a known type: of intrinsic functions and of service calls.
#pragma once

#include <concepts>
#include <cstddef>
#include <idm_synth/asl/payload.hpp>
#include <idm_synth/core/attr.hpp>
#include <idm_synth/core/fixed_string.hpp>
#include <type_traits>
#include <utility>

namespace idm_synth::asl {

/// A call whose result is of type T: String, Number, Bool, List<Dynamic>, or Dynamic where only the
/// running machine knows.
template <class T>
struct IntrinsicOf : Intrinsic {
  using Result = T;
  explicit IntrinsicOf(Intrinsic call) : Intrinsic{std::move(call)} {}
};

namespace detail {

template <class Given, class T>
concept LiteralOf = (std::same_as<T, String> &&
                     (idm_synth::detail::StringLike<Given> || std::same_as<Given, Ref<String>> ||
                      std::same_as<Given, Template>)) ||
                    (std::same_as<T, Number> && (idm_synth::detail::NumberLiteral<Given> ||
                                                 std::same_as<Given, Ref<Number>>)) ||
                    (std::same_as<T, Bool> &&
                     (idm_synth::detail::BoolLiteral<Given> || std::same_as<Given, Ref<Bool>>));

template <class Given, class T>
concept ResultOf = std::derived_from<Given, Intrinsic> &&
    (std::same_as<typename Given::Result, T> || std::same_as<typename Given::Result, Dynamic> ||
     std::same_as<T, Dynamic>);

template <class Given, class T>
concept Suits = std::derived_from<Given, Path> || LiteralOf<Given, T> || ResultOf<Given, T> ||
    (std::same_as<T, Dynamic> && (LiteralOf<Given, String> || LiteralOf<Given, Number> ||
                                  LiteralOf<Given, Bool> || std::same_as<Given, std::nullptr_t>));

}  // namespace detail

/// A value of type T that may be a literal, a Ref of that type, a path, or an intrinsic function
/// with such a result. What a path finds is known only when the machine runs.
template <class T>
class Argument {
 public:
  template <class Given>
  requires detail::Suits<std::remove_cvref_t<Given>, T> Argument(const Given& given)
      : payload_{given}, is_text_ref_{std::same_as<std::remove_cvref_t<Given>, Ref<String>>} {}
  template <class Other>
  requires(!detail::Suits<std::remove_cvref_t<Other>, T> &&
           !std::derived_from<std::remove_cvref_t<Other>, Argument>) Argument(Other&&)
  = delete;

  [[nodiscard]] const Payload& payload() const { return payload_; }
  /// Whether it is a Ref<String>, which stands between quotes in a call of a function.
  [[nodiscard]] bool is_text_ref() const { return is_text_ref_; }

 private:
  Payload payload_;
  bool is_text_ref_;
};

/// An argument that the service requires. Leaving it out does not compile, and the message shows
/// Name.
template <class T, FixedString Name>
class RequiredArgument : public Argument<T> {
 public:
  RequiredArgument() = delete;
  RequiredArgument(const Argument<T>& argument) : Argument<T>{argument} {}
  using Argument<T>::Argument;
};

}  // namespace idm_synth::asl
