// SPDX-License-Identifier: Apache-2.0
// Finding a file that belongs to the whole repository.
#pragma once

#include <string>
#include <string_view>

namespace idm_synth::synth {

/// The path of the regular file `name` in the directory or in the nearest one above it, up to the
/// root of its git repository: the directory that holds .git. Outside a repository only `directory`
/// itself counts, since whoever may write to a directory above could otherwise choose the file.
/// Empty where there is none.
[[nodiscard]] std::string find_upwards(std::string_view name, const std::string& directory);

}  // namespace idm_synth::synth
