// SPDX-License-Identifier: Apache-2.0
// Lists of names as one text, with a blank between each two.
#pragma once

#include <algorithm>
#include <string_view>

namespace idm_synth::asl::validation {

/// Takes the first word from the text; empty where there is none left.
[[nodiscard]] constexpr std::string_view take_word(std::string_view& words) {
  const std::string_view first = words.substr(0, words.find(' '));
  words.remove_prefix(std::min(words.size(), first.size() + 1));
  return first;
}

[[nodiscard]] constexpr bool is_listed(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    if (take_word(words) == word) return true;
  }
  return false;
}

}  // namespace idm_synth::asl::validation
