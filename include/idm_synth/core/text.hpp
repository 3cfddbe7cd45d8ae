// SPDX-License-Identifier: Apache-2.0
// Small questions about text that several layers ask.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace idm_synth {

/// The offset of the first byte that is not valid UTF-8 (RFC 3629: no surrogates, nothing
/// overlong); npos where there is none. Terraform replaces such bytes silently, so we refuse them.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

/// Terraform's rule for names, narrowed to ASCII: letters, digits, `_` and `-`, and no digit or `-`
/// first. https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
[[nodiscard]] bool is_identifier(std::string_view text);

/// The candidate that a mistyped name probably meant, for "did you mean"; empty where none is near.
/// Near is at most one edit (a character left out, added or replaced, or two neighbours swapped)
/// for every three characters of the name, whatever the case of the letters.
[[nodiscard]] std::string_view nearest_name(std::string_view name,
                                            std::span<const std::string_view> candidates);

/// Characters of UTF-8 text: the bytes that continue no other.
[[nodiscard]] constexpr std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
  }
  return count;
}

/// Text from outside as a message may show it: in double quotes, with JSON's escapes for control
/// characters (a terminal would obey them), and cut where it is long.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace idm_synth
