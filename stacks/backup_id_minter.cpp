// SPDX-License-Identifier: Apache-2.0
#include "stacks/backup_id_minter.hpp"

#include <idm_synth/aws/data/rds_cluster.hpp>
#include <idm_synth/builders/backup.hpp>
#include <idm_synth/builders/role.hpp>
#include <optional>

#include "stacks/hardening.hpp"

namespace idm_synth::stacks {
namespace {

using namespace builders;
using std::chrono::days;

Attr<String> cluster_arn(Stack& stack, const Cluster& cluster) {
  if (const auto* given = std::get_if<ClusterArn>(&cluster)) return given->arn;
  if (const auto* given = std::get_if<ClusterExpression>(&cluster)) {
    return external<String>(given->expression);
  }
  const auto& identifier = std::get<ClusterIdentifier>(cluster).identifier;
  return stack.add("identifiers", aws::data::RdsCluster{.cluster_identifier = identifier}).arn();
}

std::optional<VaultLock> lock(const Config& config) {
  if (config.vault_locking == VaultLocking::none) return std::nullopt;
  VaultLock lock;
  if (config.retention_days > 0) lock.shortest_retention = days{config.retention_days};
  if (config.vault_locking == VaultLocking::compliance) lock.changeable_for = days{14};
  return lock;
}

Resource<aws::BackupVault> add_vault(Stack& stack, const Config& config) {
  BackupVaultBuilder vault{stack, "id_minter"};
  (void)vault.name(config.name_prefix + "-backup-vault");
  if (config.profile == Profile::hardened) {
    (void)vault.tags(tags(config));
    if (const auto given = lock(config)) (void)vault.lock(*given);
  }
  return vault.build();
}

/// What makes a root module of the files where there is none. Terraform wants it once; it stands
/// in the first file.
void add_terraform_block(Stack& stack, const Config& config) {
  stack.terraform(
      {.required_version = ">= 1.5",
       .required_providers = {{.name = "aws", .source = "hashicorp/aws", .version = "~> 5.100"}}});
  stack.provider("aws", {.arguments = {{"region", config.region}}});
}

}  // namespace

BackupIdMinter::BackupIdMinter(App& app, const Config& config)
    : stack_{app.stack("backup_id_minter")}, vault_{add_vault(stack_, config)} {
  if (config.terraform_block) add_terraform_block(stack_, config);

  Role role = RoleBuilder{stack_, "backup"}
                  .name(config.name_prefix + "-backup-role")
                  .trusts(Principal::service("backup.amazonaws.com"))
                  .build();
  role.attach("backup_service",
              "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup");

  const Attr<Map<String>> given_tags =
      config.profile == Profile::hardened ? tags(config) : Attr<Map<String>>{};
  const auto plan = BackupPlanBuilder{stack_, "id_minter_daily"}
                        .name(config.name_prefix + "-daily-backup")
                        .rule("daily-snapshot", Schedule::cron(config.schedule), vault_,
                              retain(days{config.retention_days}), {.tags = given_tags})
                        .for_snapshot_exports()
                        .tags(given_tags)
                        .build();

  BackupSelectionBuilder{stack_, "id_minter"}
      .name(config.name_prefix + "-rds")
      .role(role)
      .plan(plan)
      .resource(cluster_arn(stack_, config.cluster))
      .build();
}

}  // namespace idm_synth::stacks
