// SPDX-License-Identifier: Apache-2.0
// Suggestions for a name that does not exist.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::bindgen {

/// Up to three of the names, those that take the fewest edits to become `name`; none that is far.
[[nodiscard]] std::vector<std::string> nearest(std::string_view name,
                                               const std::vector<std::string>& names);

/// "a, b, c"
[[nodiscard]] std::string joined(const std::vector<std::string>& names);

}  // namespace idm_synth::bindgen
