// SPDX-License-Identifier: Apache-2.0
// Small questions about text that several layers ask.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace idm_synth {

/// Of ASCII, whatever the locale.
[[nodiscard]] constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
/// Whether only the case of letters tells the texts apart, if anything does.
[[nodiscard]] constexpr bool equal_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

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

/// The names with a comma between them, as a message lists them.
[[nodiscard]] std::string joined(std::span<const std::string_view> names);

/// The help for a name that is none of the candidates: "did you mean vault?" where one is near,
/// else "there are: vault, plan" or "there are none".
[[nodiscard]] std::string name_help(std::string_view name,
                                    std::span<const std::string_view> candidates);

/// The number of characters (code points) in UTF-8 text.
[[nodiscard]] constexpr std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
  }
  return count;
}

/// Takes the first character from UTF-8 text, which must not be empty, and returns its code point.
/// The text need not be valid: at least one byte is always taken, and never more than there are.
constexpr char32_t take_character(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  const std::size_t size = std::min<std::size_t>(lead < 0xC0   ? 1
                                                 : lead < 0xE0 ? 2
                                                 : lead < 0xF0 ? 3
                                                               : 4,
                                                 text.size());
  char32_t character = size == 1 ? lead : lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) character = (character << 6U) | (byte(i) & 0x3FU);
  text.remove_prefix(size);
  return character;
}

/// The start of UTF-8 text: at most that many bytes, and no part of a character.
[[nodiscard]] std::string_view start_of(std::string_view text, std::size_t most_bytes);

/// "1 file", "2 files"
[[nodiscard]] std::string counted(std::size_t count, std::string_view singular);

/// Text from outside as a message may show it: in double quotes, with JSON's escapes for control
/// characters (a terminal would obey them), and cut where it is long.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace idm_synth
