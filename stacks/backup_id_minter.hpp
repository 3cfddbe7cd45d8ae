// SPDX-License-Identifier: Apache-2.0
// The backups of the identifiers' database.
#pragma once

#include <idm_synth/aws/backup_vault.hpp>
#include <idm_synth/core/app.hpp>

#include "stacks/config.hpp"

namespace idm_synth::stacks {

/// The stack backup_id_minter: backs the Aurora cluster up into a vault of its own, by AWS Backup.
class BackupIdMinter {
 public:
  BackupIdMinter(App& app, const Config& config);

  /// Where the backups are.
  [[nodiscard]] const Resource<aws::BackupVault>& vault() const { return vault_; }

 private:
  Stack& stack_;
  Resource<aws::BackupVault> vault_;
};

}  // namespace idm_synth::stacks
