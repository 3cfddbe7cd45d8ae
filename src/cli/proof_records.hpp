// SPDX-License-Identifier: Apache-2.0
// Machines that have been proved before, so that `synth` explores each only once.
#pragma once

#include <string>
#include <vector>

#include "app_machines.hpp"

namespace idm_synth::cli {

/// Keeps, of each machine, the last definition that was proved and the executable that proved it.
/// They lie in the user's cache, $XDG_CACHE_HOME/idm-synth/proved or ~/.cache/idm-synth/proved
/// (https://specifications.freedesktop.org/basedir-spec/latest/), and may be removed at any time.
/// A record is the whole text of what was proved, so that one that is cut off, or that two
/// processes wrote at once, proves nothing. Without a cache that can be written nothing is kept.
class ProofRecords {
 public:
  ProofRecords();

  /// Whether this very executable has proved this very definition.
  [[nodiscard]] bool has(const AppMachine& machine) const;
  void add(const AppMachine& machine) const;

 private:
  [[nodiscard]] std::string path_of(const AppMachine& machine) const;

  std::string executable_;                ///< which one runs
  std::vector<std::string> directories_;  ///< that of the records behind those above it, or none
};

}  // namespace idm_synth::cli
