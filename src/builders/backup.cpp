// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/builders/backup.hpp>

namespace idm_synth::builders {

BackupVaultBuilder& BackupVaultBuilder::name(Attr<String> name) {
  vault_name_ = std::move(name);
  return *this;
}

BackupVaultBuilder& BackupVaultBuilder::key(Attr<String> arn) {
  key_arn_ = std::move(arn);
  return *this;
}

BackupVaultBuilder& BackupVaultBuilder::tags(Attr<Map<String>> tags) {
  tags_ = std::move(tags);
  return *this;
}

BackupVaultBuilder& BackupVaultBuilder::lock(VaultLock lock) {
  lock_ = lock;
  return *this;
}

Resource<aws::BackupVault> BackupVaultBuilder::build() {
  auto vault = add(aws::BackupVault{.name = required<aws::BackupVault>(vault_name_, "name"),
                                    .kms_key_arn = key_arn_,
                                    .tags = tags_});
  if (lock_) {
    aws::BackupVaultLockConfiguration lock{.backup_vault_name = vault.name()};
    if (lock_->changeable_for) lock.changeable_for_days = lock_->changeable_for->count();
    if (lock_->longest_retention) lock.max_retention_days = lock_->longest_retention->count();
    if (lock_->shortest_retention) lock.min_retention_days = lock_->shortest_retention->count();
    // The provider does not read this one back, so that a lock that is imported would be replaced.
    MetaArguments meta;
    if (lock_->changeable_for) meta.lifecycle.ignore_changes = {"changeable_for_days"};
    add(lock, meta);
  }
  return vault;
}

BackupPlanBuilder& BackupPlanBuilder::name(Attr<String> name) {
  plan_name_ = std::move(name);
  return *this;
}

BackupPlanBuilder& BackupPlanBuilder::rule(Attr<String> name, const Schedule& schedule,
                                           const Resource<aws::BackupVault>& vault,
                                           const Retention& retention,
                                           const BackupRuleOptions& options) {
  aws::BackupPlan::Rule::Lifecycle lifecycle{.delete_after = retention.kept().count()};
  if (retention.cold_after()) lifecycle.cold_storage_after = retention.cold_after()->count();
  aws::BackupPlan::Rule rule{.rule_name = std::move(name),
                             .target_vault_name = vault.name(),
                             .schedule = schedule.expression(),
                             .lifecycle = std::move(lifecycle)};
  if (options.start_window) rule.start_window = options.start_window->count();
  if (options.completion_window) rule.completion_window = options.completion_window->count();
  if (options.continuous) rule.enable_continuous_backup = true;
  rule.recovery_point_tags = options.tags;
  rules_.push_back(std::move(rule));
  return *this;
}

BackupPlanBuilder& BackupPlanBuilder::for_snapshot_exports() {
  for_exports_ = true;
  return *this;
}

BackupPlanBuilder& BackupPlanBuilder::tags(Attr<Map<String>> tags) {
  tags_ = std::move(tags);
  return *this;
}

Resource<aws::BackupPlan> BackupPlanBuilder::build() {
  if (rules_.empty()) report_missing(Binding<aws::BackupPlan>::type, "rule");
  if (for_exports_) check_exportable();
  return add(aws::BackupPlan{.name = required<aws::BackupPlan>(plan_name_, "name"),
                             .tags = tags_,
                             .rule = std::move(rules_)});
}

/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-export-snapshot.html
void BackupPlanBuilder::check_exportable() {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const std::string rule = "rule[" + std::to_string(i) + "]";
    const auto refuse = [&](const std::string& what, std::string help) {
      report(Binding<aws::BackupPlan>::type,
             {{.code = "backup-not-exportable",
               .summary = rule + " " + what + ", which cannot be exported to S3",
               .help = std::move(help)}});
    };
    if (rules_[i].enable_continuous_backup.is_set()) {
      refuse("makes a continuous backup", "leave `continuous` out: a snapshot can be exported");
    }
    const auto* lifecycle = rules_[i].lifecycle.get();
    if (lifecycle != nullptr && lifecycle->cold_storage_after.is_set()) {
      refuse("moves the backup to cold storage", "leave cold_after() out");
    }
  }
}

BackupSelectionBuilder& BackupSelectionBuilder::name(Attr<String> name) {
  selection_name_ = std::move(name);
  return *this;
}

BackupSelectionBuilder& BackupSelectionBuilder::role(const Role& role) {
  role_arn_ = role.arn();
  return *this;
}

BackupSelectionBuilder& BackupSelectionBuilder::plan(const Resource<aws::BackupPlan>& plan) {
  plan_id_ = plan.id();
  return *this;
}

BackupSelectionBuilder& BackupSelectionBuilder::resource(Attr<String> arn) {
  resources_.push_back(std::move(arn));
  return *this;
}

Resource<aws::BackupSelection> BackupSelectionBuilder::build() {
  using Selection = aws::BackupSelection;
  return add(Selection{.iam_role_arn = required<Selection>(role_arn_, "role"),
                       .name = required<Selection>(selection_name_, "name"),
                       .plan_id = required<Selection>(plan_id_, "plan"),
                       .resources = std::move(resources_)});
}

}  // namespace idm_synth::builders
