// SPDX-License-Identifier: Apache-2.0
// The AWS bindings at work: resources with blocks in blocks, and references between them.
#include <idm_synth/aws/backup_plan.hpp>
#include <idm_synth/aws/backup_vault.hpp>
#include <idm_synth/aws/data/caller_identity.hpp>
#include <idm_synth/aws/data/rds_cluster.hpp>
#include <idm_synth/aws/kms_alias.hpp>
#include <idm_synth/aws/kms_key.hpp>
#include <idm_synth/aws/s3_bucket.hpp>
#include <idm_synth/aws/s3_bucket_lifecycle_configuration.hpp>
#include <idm_synth/core/app.hpp>
#include <idm_synth/synth/render.hpp>

#include "support/catch.hpp"
#include "support/snapshot.hpp"

using namespace idm_synth;

namespace {

std::string rendered(const App& app) {
  REQUIRE(diagnose(app).empty());
  return synth::synthesize(app, {"idm-synth"}).front().text;
}

}  // namespace

TEST_CASE("a backup plan with its rules") {
  App app;
  Stack& stack = app.stack("backup");
  const auto vault = stack.add("main", aws::BackupVault{.name = "main-vault"});
  using Rule = aws::BackupPlan::Rule;
  stack.add(
      "daily",
      aws::BackupPlan{
          .name = "daily",
          .rule = {Rule{.rule_name = "daily",
                        .target_vault_name = vault.name(),
                        .schedule = "cron(0 3 * * ? *)",
                        .lifecycle = Rule::Lifecycle{.delete_after = 30}},
                   Rule{.rule_name = "monthly",
                        .target_vault_name = vault.name(),
                        .copy_action = {Rule::CopyAction{
                            .destination_vault_arn = vault.arn(),
                            .lifecycle = Rule::CopyAction::Lifecycle{.delete_after = 365}}}}}});
  CHECK_SNAPSHOT(rendered(app), "aws/backup_plan.tf.json");
}

TEST_CASE("a key and the data that its policy needs") {
  App app;
  Stack& stack = app.stack("key");
  const auto account = stack.add("current", aws::data::CallerIdentity{});
  const auto cluster =
      stack.add("main", aws::data::RdsCluster{.cluster_identifier = "main-cluster"});
  const auto key = stack.add(
      "export",
      aws::KmsKey{.deletion_window_in_days = 14,
                  .description = interpolate("Exports of {}", cluster.arn()),
                  .enable_key_rotation = true,
                  .policy = stack.document("policy", object({{"Account", account.account_id()}})),
                  .tags = {{"team", "data"}}});
  stack.add("export", aws::KmsAlias{.target_key_id = key.key_id(), .name = "alias/export"});
  // What only the provider knows the type of is reached by name.
  const auto secret = attribute(element(cluster.master_user_secret(), 0), "secret_arn");
  stack.output("secret", {.value = secret});
  CHECK_SNAPSHOT(rendered(app), "aws/kms_key.tf.json");
}

TEST_CASE("a bucket with its lifecycle") {
  App app;
  Stack& stack = app.stack("bucket");
  const auto bucket = stack.add("exports", aws::S3Bucket{.bucket = "exports"});
  using Lifecycle = aws::S3BucketLifecycleConfiguration;
  stack.add("exports", Lifecycle{.bucket = bucket.id(),
                                 .rule = {Lifecycle::Rule{
                                     .id = "expire",
                                     .status = "Enabled",
                                     .expiration = {{.days = 30}},
                                     .filter = {{.prefix = "exports/"}},
                                     .transition = {{.storage_class = "GLACIER", .days = 7}}}}});
  CHECK_SNAPSHOT(rendered(app), "aws/s3_bucket.tf.json");
}
