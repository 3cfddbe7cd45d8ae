// SPDX-License-Identifier: Apache-2.0
// What Jackson, the library that the service reads JSON with, says of a text that is no JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace idm_synth::asl {

/// How deep arrays and objects may nest in a text that Jackson reads.
constexpr std::size_t deepest_json = 1000;

/// The message of Jackson's JsonParseException. The text must be no JSON and not blank.
[[nodiscard]] std::string jackson_problem(std::string_view text);

}  // namespace idm_synth::asl
