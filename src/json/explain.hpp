// SPDX-License-Identifier: Apache-2.0
// Why a text is no JSON, in words: looked for only once the parser has refused it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace idm_synth::json {

/// A fault in a text and where it is.
struct Fault {
  std::size_t offset = 0;
  std::string problem;
  std::string help;
};

/// The first position at or behind `at` that holds neither white space nor, if they are allowed, a
/// complete comment; text.size() where nothing else follows.
[[nodiscard]] std::size_t skip_blanks(std::string_view text, std::size_t at, bool comments);

/// What the parser had read when it met the fault.
struct ParseState {
  enum class After { nothing, open_array, open_object, key, value };

  std::size_t end = 0;  ///< where its last value, key or bracket ends
  After after = After::nothing;
  enum class Inside { nothing, array, object } inside = Inside::nothing;  ///< the innermost
  std::size_t opened = 0;  ///< where the innermost array or object starts
};

/// The fault that made the parser stop. `text` has one line feed added at its end.
[[nodiscard]] Fault explain(std::string_view text, const ParseState& state, bool comments);

}  // namespace idm_synth::json
