// SPDX-License-Identifier: Apache-2.0
// idm-synth.json: the file that sets a Config. templates/idm-synth.json shows every key, and
// templates/idm-synth.schema.json describes them for editors.
#pragma once

#include <idm_synth/core/diagnostic.hpp>
#include <string>
#include <variant>

#include "stacks/config.hpp"

namespace idm_synth::stacks {

/// Reads a configuration: a JSON object, comments allowed. A key that is left out keeps its
/// built-in value. Every string is taken literally; `${` means nothing in it. Gives everything that
/// is wrong, with its place in `file_name`: unknown keys, wrong types, values that AWS refuses. Of
/// text that is no JSON, only the first fault is found.
[[nodiscard]] std::variant<Config, Diagnostics> parse_config(std::string text,
                                                             const std::string& file_name);

/// The same for a file. Throws FileError if it cannot be read.
[[nodiscard]] std::variant<Config, Diagnostics> read_config(const std::string& path);

}  // namespace idm_synth::stacks
