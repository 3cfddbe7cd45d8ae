// SPDX-License-Identifier: Apache-2.0
// Finding a program's configuration file.
#pragma once

#include <string>

namespace idm_synth::cli {

/// The path of the nearest file called `name` in the directory or above it, up to the folder that
/// holds .git; empty where there is none. `directory` is empty for the current one, else it ends
/// with a slash; the path starts with it. Outside a repository only the directory itself counts,
/// since whoever may write to one above could otherwise choose the file. Whatever has the name is
/// found, even if it cannot be read: whoever reads it says why, and no other file takes its place.
[[nodiscard]] std::string find_config(const std::string& name, const std::string& directory = {});

}  // namespace idm_synth::cli
