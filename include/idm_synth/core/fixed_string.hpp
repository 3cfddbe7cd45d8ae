// SPDX-License-Identifier: Apache-2.0
// A string as a template argument: it puts an argument's name into the compiler's messages.
#pragma once

#include <cstddef>
#include <string_view>

namespace idm_synth {

template <std::size_t Size>
struct FixedString {
  char characters[Size]{};

  // Implicit on purpose: Required<String, "name"> is how it is written.
  constexpr FixedString(const char (&text)[Size]) {
    for (std::size_t i = 0; i < Size; ++i) characters[i] = text[i];
  }

  [[nodiscard]] constexpr std::string_view view() const { return {characters, Size - 1}; }
};

}  // namespace idm_synth
