// SPDX-License-Identifier: Apache-2.0
// Finding a program's configuration file.
#pragma once

#include <string>

namespace idm_synth::cli {

/// The path, relative to the current directory, of the nearest file called `name` there or above,
/// up to the folder that holds .git; empty where there is none. Outside a repository only the
/// current directory counts.
[[nodiscard]] std::string find_config(const std::string& name);

}  // namespace idm_synth::cli
