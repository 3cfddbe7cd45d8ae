// SPDX-License-Identifier: Apache-2.0
// AWS Backup: where backups are kept, when they are made, and what is backed up.
// https://docs.aws.amazon.com/aws-backup/latest/devguide/
#pragma once

#include <chrono>
#include <idm_synth/aws/backup_plan.hpp>
#include <idm_synth/aws/backup_selection.hpp>
#include <idm_synth/aws/backup_vault.hpp>
#include <idm_synth/aws/backup_vault_lock_configuration.hpp>
#include <idm_synth/builders/builder.hpp>
#include <idm_synth/builders/role.hpp>
#include <idm_synth/builders/schedule.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace idm_synth::builders {

/// Keeps backups from being deleted before their time, by anyone.
/// https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
struct VaultLock {
  /// A backup that would be kept for less, or for more, fails.
  std::optional<std::chrono::days> shortest_retention = std::nullopt;
  std::optional<std::chrono::days> longest_retention = std::nullopt;
  /// How long from now on the lock can still be removed: at least 3 days. After that nobody can
  /// remove it, not even AWS.
  /// Unset: whoever has the permission can remove it at any time.
  std::optional<std::chrono::days> changeable_for = std::nullopt;
};

class BackupVaultBuilder : public Builder {
 public:
  BackupVaultBuilder(Stack& stack, std::string_view name, SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// Required. 2 to 50 letters, digits, hyphens and underscores.
  [[nodiscard]] BackupVaultBuilder& name(Attr<String> name);
  /// Encrypts what AWS Backup manages by itself; snapshots of Aurora keep their cluster's key.
  [[nodiscard]] BackupVaultBuilder& key(Attr<String> arn);

  [[nodiscard]] BackupVaultBuilder& tags(Attr<Map<String>> tags);
  [[nodiscard]] BackupVaultBuilder& lock(VaultLock lock);

  Resource<aws::BackupVault> build();

 private:
  Attr<String> vault_name_;
  Attr<String> key_arn_;
  Attr<Map<String>> tags_;
  std::optional<VaultLock> lock_;
};

/// How long a backup is kept. Made by retain() and retain_for_ever().
class Retention {
 public:
  explicit Retention(std::chrono::days kept) : kept_{kept} {}

  /// Moves the backup to cold storage, where it must stay for 90 days at least. Aurora's snapshots
  /// cannot be moved.
  [[nodiscard]] Retention cold_after(std::chrono::days days) const {
    Retention moved = *this;
    moved.cold_after_ = days;
    return moved;
  }

  /// -1 day stands for ever, as it does for AWS Backup.
  [[nodiscard]] std::chrono::days kept() const { return kept_; }
  [[nodiscard]] std::optional<std::chrono::days> cold_after() const { return cold_after_; }

 private:
  std::chrono::days kept_;
  std::optional<std::chrono::days> cold_after_;
};

/// Deletes the backup after 1 to 36500 days.
[[nodiscard]] inline Retention retain(std::chrono::days days) {
  return Retention{days};
}
/// Never deletes the backup.
[[nodiscard]] inline Retention retain_for_ever() {
  return Retention{std::chrono::days{-1}};
}

/// What else a rule of a backup plan says.
struct BackupRuleOptions {
  /// How late a backup may start: at least an hour; 8 hours when unset.
  std::optional<std::chrono::minutes> start_window = std::nullopt;
  /// How long it may take from its scheduled time on: longer than the start window; 7 days when
  /// unset.
  std::optional<std::chrono::minutes> completion_window = std::nullopt;
  /// Keeps a log to restore to any point in time, for at most 35 days.
  bool continuous = false;
  Attr<Map<String>> tags = {};  ///< of each backup
};

class BackupPlanBuilder : public Builder {
 public:
  BackupPlanBuilder(Stack& stack, std::string_view name, SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// Required. 1 to 50 letters, digits, hyphens, underscores and dots.
  [[nodiscard]] BackupPlanBuilder& name(Attr<String> name);

  /// At least one is required. The rule's name has 1 to 50 letters, digits, hyphens, underscores
  /// and dots.
  [[nodiscard]] BackupPlanBuilder& rule(Attr<String> name, const Schedule& schedule,
                                        const Resource<aws::BackupVault>& vault,
                                        const Retention& retention,
                                        const BackupRuleOptions& options = {});

  /// Says that rds:StartExportTask will export the backups: a continuous one or one in cold storage
  /// is no snapshot that it could take.
  [[nodiscard]] BackupPlanBuilder& for_snapshot_exports();
  /// Tags of the plan itself.
  [[nodiscard]] BackupPlanBuilder& tags(Attr<Map<String>> tags);

  Resource<aws::BackupPlan> build();

 private:
  void check_exportable();

  Attr<String> plan_name_;
  std::vector<aws::BackupPlan::Rule> rules_;
  Attr<Map<String>> tags_;
  bool for_exports_ = false;
};

class BackupSelectionBuilder : public Builder {
 public:
  BackupSelectionBuilder(Stack& stack, std::string_view name,
                         SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// Required. 1 to 50 letters, digits, hyphens, underscores and dots.
  [[nodiscard]] BackupSelectionBuilder& name(Attr<String> name);
  /// Required: with which permissions the backups are made.
  [[nodiscard]] BackupSelectionBuilder& role(const Role& role);
  /// Required: what decides when.
  [[nodiscard]] BackupSelectionBuilder& plan(const Resource<aws::BackupPlan>& plan);
  /// What is backed up, by ARN; at least one, at most 500.
  [[nodiscard]] BackupSelectionBuilder& resource(Attr<String> arn);

  Resource<aws::BackupSelection> build();

 private:
  Attr<String> selection_name_;
  Attr<String> role_arn_;
  Attr<String> plan_id_;
  std::vector<Attr<String>> resources_;
};

}  // namespace idm_synth::builders
