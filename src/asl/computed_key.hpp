// SPDX-License-Identifier: Apache-2.0
// The keys of a payload template's JSON whose values are computed.
#pragma once

#include <string_view>

namespace idm_synth::asl {

constexpr std::string_view computed_suffix = ".$";

/// Whether the key says that its value is a path or a function.
/// https://states-language.net/#payload-template
[[nodiscard]] constexpr bool is_computed_key(std::string_view key) {
  return key.size() > computed_suffix.size() && key.ends_with(computed_suffix);
}

/// The key of what comes out of the template.
[[nodiscard]] constexpr std::string_view plain_key(std::string_view key) {
  return is_computed_key(key) ? key.substr(0, key.size() - computed_suffix.size()) : key;
}

}  // namespace idm_synth::asl
