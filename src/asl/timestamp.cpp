// SPDX-License-Identifier: Apache-2.0
#include "timestamp.hpp"

#include <algorithm>
#include <idm_synth/asl/path_syntax.hpp>

namespace idm_synth::asl {

bool is_timestamp(std::string_view text) {
  static constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";
  const auto matches = [](std::string_view part, std::string_view form) {
    return part.size() == form.size() &&
           std::equal(part.begin(), part.end(), form.begin(), [](char c, char expected) {
             return expected == 'd' ? detail::is_digit(c) : c == expected;
           });
  };
  const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  if (text.size() <= shape.size() || !matches(text.substr(0, shape.size()), shape)) return false;
  if (number(5) < 1 || number(5) > 12 || number(8) < 1 || number(8) > 31 || number(11) > 23 ||
      number(14) > 59 || number(17) > 60) {
    return false;
  }
  std::size_t at = shape.size();
  if (text[at] == '.') {
    const std::size_t first = ++at;
    while (at < text.size() && detail::is_digit(text[at])) ++at;
    if (at == first) return false;
  }
  const std::string_view zone = text.substr(at);
  return zone == "Z" || matches(zone, "+dd:dd") || matches(zone, "-dd:dd");
}

}  // namespace idm_synth::asl
