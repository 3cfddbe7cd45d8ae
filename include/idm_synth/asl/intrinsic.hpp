// SPDX-License-Identifier: Apache-2.0
// A call of an intrinsic function, as a tree. Programs make them with the typed functions of
// functions.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/asl/path.hpp>
#include <idm_synth/core/expression.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace idm_synth::asl {

/// https://states-language.net/#appendix-b
enum class Function : std::uint8_t {
  array,
  array_contains,
  array_get_item,
  array_length,
  array_partition,
  array_range,
  array_unique,
  base64_decode,
  base64_encode,
  format,
  hash,
  json_merge,
  json_to_string,
  math_add,
  math_random,
  string_split,
  string_to_json,
  uuid,
};

/// The name in a definition, such as "States.MathAdd".
[[nodiscard]] std::string_view name(Function function);
/// The function of that name; nothing where there is none.
[[nodiscard]] std::optional<Function> find_function(std::string_view name);

struct IntrinsicArgument;

/// A call of an intrinsic function.
struct Intrinsic {
  Function function;
  std::vector<IntrinsicArgument> arguments;
  /// How the call was written, where it was read from a text: errors of the service quote it.
  std::string source = {};

  /// The depth of the nesting, 1 for a call that holds no other.
  [[nodiscard]] std::size_t depth() const;
  /// The call as a definition has it; with a Terraform expression in it, it is no plain text.
  [[nodiscard]] std::vector<Template::Part> render() const;
};

/// An argument of a call.
struct IntrinsicArgument {
  /// A string, as it stands between the quotes: `'`, `{`, `}` and `\` are escaped by a backslash
  /// (in the template of States.Format, a bare `{}` is a placeholder). Terraform puts the values of
  /// expressions in as they are.
  struct Quoted {
    std::vector<Template::Part> parts;
  };
  using Value =
      std::variant<std::nullptr_t, bool, std::int64_t, double, Quoted, Expression, Path, Intrinsic>;
  Value value;
};

/// Text with `'`, `{`, `}` and `\` escaped, for use between the quotes of a string.
[[nodiscard]] std::string escape_literal(std::string_view text);

}  // namespace idm_synth::asl
