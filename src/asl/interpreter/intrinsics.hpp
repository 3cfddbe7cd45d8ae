// SPDX-License-Identifier: Apache-2.0
// The intrinsic functions, computed.
#pragma once

#include <cstdint>
#include <idm_synth/asl/intrinsic.hpp>
#include <idm_synth/json/arena.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation.hpp"

namespace idm_synth::asl {

/// A call that fails for its arguments. what() says so without the call.
class CallError : public RuntimeError {
 public:
  using RuntimeError::RuntimeError;
};

/// The text of a quoted argument without its escapes.
[[nodiscard]] std::string unescape_literal(std::string_view quoted);

/// A template of States.Format in its pieces, between which the values go.
class FormatPieces {
 public:
  /// Takes more of the template, with its escapes. Throws CallError for a brace without the other.
  void add_template(std::string_view written);
  /// Takes text that stands for itself.
  void add_text(std::string_view text) { pieces_.back() += text; }

  /// Throws CallError unless there are as many values as placeholders.
  [[nodiscard]] json::Value fill(std::span<const json::Value> values, json::Arena& arena) const;

 private:
  std::vector<std::string> pieces_ = {{}};
};

/// What the function gives. Throws CallError.
[[nodiscard]] json::Value call(Function function, std::span<const json::Value> arguments,
                               const Scope& scope);

namespace intrinsics {

using Arguments = std::span<const json::Value>;

// What the functions of several files need. Each throws CallError.

[[noreturn]] void fail(Function function);
[[nodiscard]] std::span<const json::Value> array(Function function, const json::Value& value);
[[nodiscard]] std::string_view text(Function function, const json::Value& value);
/// A number of 32 bits; a fraction is cut off.
[[nodiscard]] std::int32_t integer(Function function, const json::Value& value);

[[nodiscard]] json::Value array_contains(Arguments arguments);
[[nodiscard]] json::Value array_get_item(Arguments arguments);
[[nodiscard]] json::Value array_partition(Arguments arguments, json::Arena& arena);
[[nodiscard]] json::Value array_range(Arguments arguments, json::Arena& arena);
[[nodiscard]] json::Value array_unique(Arguments arguments, json::Arena& arena);

[[nodiscard]] json::Value base64_decode(Arguments arguments, json::Arena& arena);
[[nodiscard]] json::Value base64_encode(Arguments arguments, json::Arena& arena);
[[nodiscard]] json::Value hash(Arguments arguments, json::Arena& arena);

[[nodiscard]] json::Value json_merge(Arguments arguments, json::Arena& arena);
[[nodiscard]] json::Value string_to_json(Arguments arguments, json::Arena& arena);
[[nodiscard]] json::Value string_split(Arguments arguments, json::Arena& arena);
[[nodiscard]] json::Value uuid(const Scope& scope);

[[nodiscard]] json::Value math_add(Arguments arguments);
[[nodiscard]] json::Value math_random(Arguments arguments, const Scope& scope);

}  // namespace intrinsics
}  // namespace idm_synth::asl
