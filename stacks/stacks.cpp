// SPDX-License-Identifier: Apache-2.0
#include "stacks/stacks.hpp"

#include "stacks/backup_id_minter.hpp"
#include "stacks/export_id_minter.hpp"

namespace idm_synth::stacks {

void define(App& app, const Config& config) {
  const BackupIdMinter backup{app, config};
  const ExportIdMinter exports{app, config, backup};
}

}  // namespace idm_synth::stacks
