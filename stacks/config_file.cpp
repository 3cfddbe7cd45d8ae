// SPDX-License-Identifier: Apache-2.0
#include "stacks/config_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <idm_synth/core/error.hpp>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "stacks/config_reader.hpp"
#include "stacks/config_rules.hpp"

namespace idm_synth::stacks {
namespace {

template <class Target, class Source>
void set(Target& target, std::optional<Source>&& source) {
  if (source) target = std::move(*source);
}

// What the prefix must leave room for: the names with the least of it in each kind.
struct DerivedName {
  std::string_view type;
  std::string_view before;
  std::string_view behind;
};
constexpr std::array<DerivedName, 8> derived_names = {{
    {"aws_backup_vault", "", "-backup-vault"},
    {"aws_backup_plan", "", "-daily-backup"},
    {"aws_backup_selection", "", "-rds"},
    {"aws_iam_role", "", "-rds-export-state-machine"},
    {"aws_sfn_state_machine", "", "-rds-export"},
    {"aws_cloudwatch_event_rule", "", "-backup-completed"},
    {"aws_sns_topic", "", "-rds-export-alerts"},
    {"aws_kms_alias", "alias/", "-rds-export"},
}};

/// Stands for the UUID that an export's identifier ends with.
constexpr std::string_view some_uuid = "-00000000-0000-0000-0000-000000000000";

void read_name_prefix(ConfigReader& reader, const json::Value& value, Config& config) {
  std::optional<std::string> prefix = reader.text(value, not_empty);
  for (const DerivedName& name : derived_names) {
    if (!prefix) return;
    prefix = reader.aws_text(value, name.type, "name", name.before, name.behind);
  }
  set(config.name_prefix, std::move(prefix));
}

constexpr std::array<Field<Cluster>, 3> cluster_fields = {{
    {"identifier",
     [](ConfigReader& reader, const json::Value& value, Cluster& cluster) {
       if (auto text = reader.text(value, cluster_identifier_rule)) {
         cluster = ClusterIdentifier{std::move(*text)};
       }
     }},
    {"arn",
     [](ConfigReader& reader, const json::Value& value, Cluster& cluster) {
       if (auto text = reader.text(value, cluster_arn_rule)) cluster = ClusterArn{std::move(*text)};
     }},
    {"expression",
     [](ConfigReader& reader, const json::Value& value, Cluster& cluster) {
       if (auto text = reader.text(value, expression_rule)) {
         cluster = ClusterExpression{std::move(*text)};
       }
     }},
}};

constexpr std::array<Field<Bucket>, 2> bucket_fields = {{
    {"name",
     [](ConfigReader& reader, const json::Value& value, Bucket& bucket) {
       if (auto text = reader.aws_text(value, "aws_s3_bucket", "bucket")) {
         bucket = BucketName{std::move(*text)};
       }
     }},
    {"expression",
     [](ConfigReader& reader, const json::Value& value, Bucket& bucket) {
       if (auto text = reader.text(value, expression_rule)) {
         bucket = BucketExpression{std::move(*text)};
       }
     }},
}};

constexpr std::array<Field<Subscription>, 2> subscription_fields = {{
    {"protocol",
     [](ConfigReader& reader, const json::Value& value, Subscription& subscription) {
       std::vector<std::string_view> names;
       for (const Protocol& protocol : protocols()) names.push_back(protocol.name);
       if (const auto chosen = reader.choice(value, names, "protocol")) {
         subscription.protocol = names[*chosen];
       }
     }},
    {"endpoint",
     [](ConfigReader& reader, const json::Value& value, Subscription& subscription) {
       set(subscription.endpoint, reader.text(value));
     }},
}};

void read_subscription(ConfigReader& reader, const json::Value& value, Config& config) {
  Subscription subscription;
  const std::size_t found_before = reader.found().size();
  reader.object<Subscription>(value, subscription_fields, subscription);
  if (value.kind() != json::Value::Kind::object) return;
  for (const auto& field : subscription_fields) {
    if (value.find(field.key) != nullptr) continue;
    reader.report(value.offset(), "config-missing",
                  reader.quoted_name() + " lacks \"" + std::string{field.key} + "\"",
                  "give both a protocol and an endpoint");
  }
  if (reader.found().size() > found_before) return;
  const auto protocol =
      std::find_if(protocols().begin(), protocols().end(),
                   [&](const Protocol& known) { return known.name == subscription.protocol; });
  const std::string problem = protocol->endpoint.problem(subscription.endpoint);
  if (!problem.empty()) {
    const ConfigReader::Step step{reader, ".endpoint"};
    reader.report_value(*value.find("endpoint"), problem,
                        "give " + std::string{protocol->endpoint.allowed});
    return;
  }
  auto& all = config.alert_subscriptions;
  if (std::find(all.begin(), all.end(), subscription) != all.end()) {
    reader.report(value.offset(), "config-value",
                  reader.quoted_name() + " repeats an earlier subscription", "leave one out");
    return;
  }
  all.push_back(std::move(subscription));
}

constexpr std::string_view poll_key = "poll_interval_seconds";
constexpr std::string_view longest_key = "longest_export_hours";

constexpr std::string_view profile_key = "profile";
constexpr std::string_view subscriptions_key = "alert_subscriptions";
constexpr std::string_view silence_key = "longest_silence_hours";
constexpr std::string_view lock_key = "vault_lock";

// In the order of their enumerators.
constexpr std::array<std::string_view, 2> profile_names = {"default", "hardened"};
constexpr std::array<std::string_view, 3> lock_names = {"none", "governance", "compliance"};

/// CloudWatch looks back no further.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
constexpr int most_silent_hours = 7 * 24;

constexpr std::array<Field<Config>, 18> config_fields = {{
    {"$schema", [](ConfigReader& reader, const json::Value& value,
                   Config& /*config*/) { (void)reader.text(value); }},
    {profile_key,
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       if (const auto chosen = reader.choice(value, profile_names, "profile")) {
         config.profile = static_cast<Profile>(*chosen);
       }
     }},
    {"output_directory",
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       set(config.output_directory, reader.text(value, not_empty));
     }},
    {"name_prefix", read_name_prefix},
    {"region", [](ConfigReader& reader, const json::Value& value,
                  Config& config) { set(config.region, reader.text(value, region_rule)); }},
    {"account", [](ConfigReader& reader, const json::Value& value,
                   Config& config) { set(config.account, reader.text(value, account_rule)); }},
    {"cluster",
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       reader.one_of<Cluster>(value, cluster_fields, config.cluster);
     }},
    {"bucket", [](ConfigReader& reader, const json::Value& value,
                  Config& config) { reader.one_of<Bucket>(value, bucket_fields, config.bucket); }},
    {"s3_prefix",
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       if (!reader.text(value, not_empty)) return;
       set(config.s3_prefix, reader.aws_text(value, "rds:StartExportTask", "S3Prefix"));
     }},
    {"export_identifier_prefix",
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       set(config.export_identifier_prefix,
           reader.aws_text(value, "rds:StartExportTask", "ExportTaskIdentifier", {}, some_uuid));
     }},
    {"schedule",
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       set(config.schedule, reader.aws_text(value, "aws_backup_plan", "rule.schedule"));
     }},
    {"retention_days",
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       set(config.retention_days,
           reader.aws_integer(value, "aws_backup_plan", "rule.lifecycle.delete_after"));
     }},
    {poll_key,
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       // Amazon States Language, Wait.Seconds.
       if (auto seconds = reader.integer(value, 1, 99'999'999)) {
         config.poll_interval = std::chrono::seconds{*seconds};
       }
     }},
    {longest_key,
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       if (auto hours = reader.integer(value, 1, longest_wait.count())) {
         config.longest_export = std::chrono::hours{*hours};
       }
     }},
    {silence_key,
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       if (auto hours = reader.integer(value, 1, most_silent_hours)) {
         config.longest_silence = std::chrono::hours{*hours};
       }
     }},
    {lock_key,
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       if (const auto chosen = reader.choice(value, lock_names, "vault lock")) {
         config.vault_locking = static_cast<VaultLocking>(*chosen);
       }
     }},
    {subscriptions_key,
     [](ConfigReader& reader, const json::Value& value, Config& config) {
       reader.array(value,
                    [&](const json::Value& item) { read_subscription(reader, item, config); });
     }},
    {"terraform_block", [](ConfigReader& reader, const json::Value& value,
                           Config& config) { set(config.terraform_block, reader.boolean(value)); }},
}};

/// The two durations together. One that is not in the file has its built-in value; one that was
/// refused by itself is not judged again.
void check_durations(ConfigReader& reader, const Config& config) {
  const json::Value* poll = reader.root().find(poll_key);
  const json::Value* longest = reader.root().find(longest_key);
  const auto was_taken = [](const json::Value* value, std::chrono::seconds taken, int unit) {
    return value == nullptr || (value->kind() == json::Value::Kind::integer &&
                                value->integer() == taken.count() / unit);
  };
  if (poll == nullptr && longest == nullptr) return;
  if (!was_taken(poll, config.poll_interval, 1) ||
      !was_taken(longest, config.longest_export, 3600)) {
    return;
  }
  const std::size_t offset = (longest != nullptr ? longest : poll)->offset();
  if (const auto problem = poll_problem(config)) {
    reader.report(offset, "config-polls", problem->summary, problem->help);
  }
}

void check_profile(ConfigReader& reader, const Config& config) {
  const auto problem = profile_problem(config);
  // A value that was not taken says nothing about the profile.
  if (!problem || !reader.found().empty()) return;
  const json::Value* value = reader.root().find(problem->key);
  if (value == nullptr) value = reader.root().find(profile_key);
  reader.report(value->offset(), "config-profile", problem->summary, problem->help);
}

}  // namespace

std::variant<Config, Diagnostics> parse_config(std::string text, const std::string& file_name) {
  try {
    const json::Tree tree{std::move(text), {.comments = true}};
    ConfigReader reader{tree, file_name};
    Config config;
    reader.object<Config>(tree.root(), config_fields, config);
    if (tree.root().kind() == json::Value::Kind::object) {
      check_durations(reader, config);
      check_profile(reader, config);
    }
    if (!reader.found().empty()) return std::move(reader.found());
    return config;
  } catch (const json::SyntaxError& error) {
    return Diagnostics{{.code = "config-syntax",
                        .summary = error.what(),
                        .help = error.help(),
                        .address = {},
                        .places = {place_of(file_name, error.position())}}};
  }
}

std::variant<Config, Diagnostics> read_config(const std::string& path) {
  // More is no configuration, and a device may never end.
  constexpr std::size_t largest = std::size_t{1} << 20U;
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  std::string text(largest + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad()) {
    throw FileError{"cannot read \"" + path + "\": " + std::generic_category().message(errno)};
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > largest) {
    throw FileError{"cannot read \"" + path + "\": a configuration has at most 1 MiB"};
  }
  return parse_config(std::move(text), path);
}

}  // namespace idm_synth::stacks
