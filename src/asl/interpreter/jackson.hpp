// SPDX-License-Identifier: Apache-2.0
// What Jackson, the library that the service reads JSON with, says of a text that is no JSON.
#pragma once

#include <cstddef>
#include <idm_synth/json/arena.hpp>
#include <string>
#include <string_view>

namespace idm_synth::asl {

/// How deep arrays and objects may nest in a text that Jackson reads or writes.
/// https://javadoc.io/doc/com.fasterxml.jackson.core/jackson-core/2.17.0/com.fasterxml.jackson.core/com/fasterxml/jackson/core/StreamWriteConstraints.html
constexpr std::size_t deepest_json = 1000;
static_assert(deepest_json == json::Arena::most_levels, "a value can be as deep as its text");

/// What Jackson says of a value that it does not write, for it nests deeper.
[[nodiscard]] std::string too_deep_to_write();

/// The message of Jackson's JsonParseException. The text must be no JSON and not blank.
[[nodiscard]] std::string jackson_problem(std::string_view text);

}  // namespace idm_synth::asl
