// SPDX-License-Identifier: Apache-2.0
// The exports of the identifiers' database.
#pragma once

#include <idm_synth/aws/kms_key.hpp>
#include <idm_synth/aws/sfn_state_machine.hpp>
#include <idm_synth/aws/sns_topic.hpp>
#include <idm_synth/builders/role.hpp>
#include <idm_synth/core/app.hpp>
#include <optional>
#include <string>
#include <utility>

#include "stacks/backup_id_minter.hpp"
#include "stacks/config.hpp"
#include "stacks/hardening.hpp"

namespace idm_synth::stacks {

/// The stack export_id_minter: each completed backup starts a state machine, which exports the
/// snapshot to S3 and tells a topic when that fails.
class ExportIdMinter {
 public:
  ExportIdMinter(App& app, const Config& config, const BackupIdMinter& backup);

 private:
  /// The policy as the profile has it.
  [[nodiscard]] builders::PolicyDocument narrowed(const builders::PolicyDocument& policy) const;
  [[nodiscard]] Resource<aws::KmsKey> add_key();
  void let_export_write(const Resource<aws::KmsKey>& key);
  [[nodiscard]] Resource<aws::SnsTopic> add_alert_topic();
  [[nodiscard]] Resource<aws::SfnStateMachine> add_machine(const Resource<aws::KmsKey>& key,
                                                           const Resource<aws::SnsTopic>& alerts);
  void start_on_backup(const Resource<aws::SfnStateMachine>& machine,
                       const Resource<aws::BackupVault>& vault);

  template <class T>
  void report(std::string code, const ConfigProblem& problem, const Resource<T>& resource) {
    stack_.report({.code = std::move(code),
                   .summary = problem.summary,
                   .help = problem.help,
                   .address = resource.node().address(),
                   .places = {resource.node().place()}});
  }

  const Config& config_;
  Stack& stack_;
  Ref<String> account_;                 ///< its number
  std::optional<Hardening> hardening_;  ///< of the hardened profile
  builders::Role export_role_;          ///< RDS writes the export with it
  builders::Role machine_role_;
};

}  // namespace idm_synth::stacks
