// SPDX-License-Identifier: Apache-2.0
// The 18 intrinsic functions as typed calls.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <idm_synth/asl/argument.hpp>
#include <string_view>
#include <vector>

namespace idm_synth::asl {

/// What States.Hash can compute.
enum class HashAlgorithm : std::uint8_t { md5, sha_1, sha_256, sha_384, sha_512 };

namespace detail {

// Named in the compiler's message when a template is wrong; never defined.
void format_template_needs_one_placeholder_per_argument();
void format_template_has_a_single_brace_write_it_twice();

[[nodiscard]] IntrinsicArgument to_argument(const Payload& payload, bool is_text_ref);
template <class T>
IntrinsicArgument to_argument(const Argument<T>& argument) {
  return to_argument(argument.payload(), argument.is_text_ref());
}

/// A call of States.Format. `{{` and `}}` in the text become escaped braces, and arguments that are
/// literal text become part of the template.
[[nodiscard]] Intrinsic format(std::string_view text, std::vector<IntrinsicArgument> arguments);

template <class... Arguments>
Intrinsic call(Function function, const Arguments&... arguments) {
  return {function, {to_argument(arguments)...}};
}

}  // namespace detail

/// The template of states::format(), checked when the program is compiled.
template <std::size_t Arguments>
class FormatTemplate {
 public:
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
  consteval FormatTemplate(const Text& text) : text_{text} {
    std::size_t placeholders = 0;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      const char following = i + 1 < text_.size() ? text_[i + 1] : '\0';
      if (c == '{' && following == '}') {
        ++placeholders;
        ++i;
      } else if ((c == '{' || c == '}') && following == c) {
        ++i;
      } else if (c == '{' || c == '}') {
        detail::format_template_has_a_single_brace_write_it_twice();
      }
    }
    if (placeholders != Arguments) detail::format_template_needs_one_placeholder_per_argument();
  }

  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// The intrinsic functions. A literal may hold any character; what needs a backslash gets it. A
/// Ref<String> stands between the quotes as Terraform finds it: it must hold no quote, brace or
/// backslash (ARNs and names do not), else pass it by an Assign. A wrong argument at run time is a
/// States.Runtime error, which nothing catches.
/// https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
namespace states {

using Array = List<Dynamic>;

/// An array of the arguments, which may be none.
template <class... Items>
requires(std::constructible_from<Argument<Dynamic>, const Items&>&&...)
    [[nodiscard]] IntrinsicOf<Array> array(const Items&... items) {
  return IntrinsicOf<Array>{detail::call(Function::array, Argument<Dynamic>(items)...)};
}
/// The array in pieces of `size` items, the last maybe shorter; size is a positive integer.
[[nodiscard]] IntrinsicOf<Array> array_partition(const Argument<Array>& array,
                                                 const Argument<Number>& size);
/// Whether an item of the array equals `value`.
[[nodiscard]] IntrinsicOf<Bool> array_contains(const Argument<Array>& array,
                                               const Argument<Dynamic>& value);
/// The integers from `first` to at most `last` in steps that are not 0; at most 1000 of them.
[[nodiscard]] IntrinsicOf<Array> array_range(const Argument<Number>& first,
                                             const Argument<Number>& last,
                                             const Argument<Number>& step);
/// The item at an index counted from 0; an index outside is an error.
[[nodiscard]] IntrinsicOf<Dynamic> array_get_item(const Argument<Array>& array,
                                                  const Argument<Number>& index);
[[nodiscard]] IntrinsicOf<Number> array_length(const Argument<Array>& array);
/// The array without repeated items.
[[nodiscard]] IntrinsicOf<Array> array_unique(const Argument<Array>& array);

/// At most 10,000 characters.
[[nodiscard]] IntrinsicOf<String> base64_encode(const Argument<String>& text);
[[nodiscard]] IntrinsicOf<String> base64_decode(const Argument<String>& text);
/// The hash of at most 10,000 characters, in lower-case hexadecimal.
[[nodiscard]] IntrinsicOf<String> hash(const Argument<Dynamic>& data, HashAlgorithm algorithm);

/// The members of both objects; of a key that both have, that of `second`. The merge is shallow:
/// the service knows no other.
[[nodiscard]] IntrinsicOf<Dynamic> json_merge(const Argument<Dynamic>& first,
                                              const Argument<Dynamic>& second);
[[nodiscard]] IntrinsicOf<Dynamic> string_to_json(const Argument<String>& text);
[[nodiscard]] IntrinsicOf<String> json_to_string(const Argument<Dynamic>& value);

/// A random integer from `start` to below `end`.
[[nodiscard]] IntrinsicOf<Number> math_random(const Argument<Number>& start,
                                              const Argument<Number>& end);
[[nodiscard]] IntrinsicOf<Number> math_random(const Argument<Number>& start,
                                              const Argument<Number>& end,
                                              const Argument<Number>& seed);
/// The sum of two integers; the service rounds other numbers.
[[nodiscard]] IntrinsicOf<Number> math_add(const Argument<Number>& first,
                                           const Argument<Number>& second);

/// The parts of the text between the delimiters: each character of `delimiters` is one, and empty
/// parts are dropped.
[[nodiscard]] IntrinsicOf<Array> string_split(const Argument<String>& text,
                                              const Argument<String>& delimiters);

/// A random UUID, version 4.
[[nodiscard]] IntrinsicOf<String> uuid();

/// The text with an argument in the place of each `{}`: `states::format("Export: {}",
/// variable("exportId"))`. `{{` and `}}` stand for a brace. Arguments that are literal text become
/// part of the template.
template <class... Items>
requires(std::constructible_from<Argument<Dynamic>, const Items&>&&...)
    [[nodiscard]] IntrinsicOf<String> format(FormatTemplate<sizeof...(Items)> text,
                                             const Items&... items) {
  return IntrinsicOf<String>{
      detail::format(text.text(), {detail::to_argument(Argument<Dynamic>(items))...})};
}

}  // namespace states
}  // namespace idm_synth::asl
