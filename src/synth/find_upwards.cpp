// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <idm_synth/synth/find_upwards.hpp>
#include <system_error>

namespace idm_synth::synth {
namespace fs = std::filesystem;

std::string find_upwards(std::string_view name, const std::string& directory) {
  std::error_code unreadable;  // counts as absent
  const fs::path start = fs::canonical(directory, unreadable);
  if (unreadable) return {};
  const fs::path beside = fs::path{directory} / name;
  if (fs::is_regular_file(beside, unreadable)) return beside.lexically_normal().string();
  fs::path found;
  for (fs::path at = start;; at = at.parent_path()) {
    if (found.empty() && fs::is_regular_file(at / name, unreadable)) found = at / name;
    // A file in a linked working tree.
    if (fs::exists(at / ".git", unreadable)) return found.string();
    if (at == at.parent_path()) return {};
  }
}

}  // namespace idm_synth::synth
