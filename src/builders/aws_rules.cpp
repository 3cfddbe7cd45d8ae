// SPDX-License-Identifier: Apache-2.0
// The rules as data. Each names the page of AWS's API reference, user guide or quota list that it
// is taken from. Rules that the AWS provider 5.100 checks as well are here too: a person hears of
// the mistake when the files are made, not when Terraform runs.
#include <algorithm>
#include <array>
#include <idm_synth/builders/rules.hpp>
#include <idm_synth/builders/schedule.hpp>
#include <idm_synth/core/fixed_string.hpp>
#include <idm_synth/core/text.hpp>
#include <optional>

namespace idm_synth::builders {
namespace {

// Characters.

constexpr bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

constexpr bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

/// ASCII letters and digits, and the characters of Others.
template <FixedString Others>
bool alphanumeric_or(char32_t c) {
  return is_digit(c) || is_letter(c) ||
         (c < U'\x80' && Others.view().find(static_cast<char>(c)) != std::string_view::npos);
}

bool lower_alphanumeric_dot_dash(char32_t c) {
  return is_digit(c) || (c >= U'a' && c <= U'z') || c == U'.' || c == U'-';
}

/// Printable Latin-1, tabs and line breaks.
bool latin1(char32_t c) {
  return c == U'\t' || c == U'\n' || c == U'\r' || (c >= U' ' && c <= U'~') ||
         (c >= U'\u00A1' && c <= U'\u00FF');
}

/// What a policy may hold.
bool latin1_text(char32_t c) {
  return latin1(c) || (c >= U'\x7F' && c <= U'\u00A0');
}

bool visible_ascii(char32_t c) {
  return c >= U'!' && c <= U'~';
}

bool printable_ascii(char32_t c) {
  return c >= U' ' && c <= U'~';
}

bool s3_prefix_character(char32_t c) {
  return c != U':' && c != U'\\' && c != U'`' && c != U'"' && c != U' ';
}

// The form of texts.

std::string iam_path_problem(std::string_view path) {
  return path.starts_with('/') && path.ends_with('/') ? "" : "does not start and end with \"/\"";
}

std::string arn_problem(std::string_view text) {
  return text.starts_with("arn:") && std::count(text.begin(), text.end(), ':') >= 5 ? ""
                                                                                    : "is no ARN";
}

/// A continuous backup's ARN is AWS Backup's own; those of its snapshots are of the service rds.
std::string export_source_problem(std::string_view arn) {
  std::string problem = arn_problem(arn);
  if (!problem.empty()) return problem;
  std::array<std::string_view, 6> parts;
  std::string_view rest = arn.substr(4);
  for (std::string_view& part : parts) {
    part = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  }
  const auto& [partition, service, region, account, kind, name] = parts;
  if (service == "backup" && kind == "recovery-point") {
    return "is a recovery point that is no snapshot";
  }
  const bool is_account =
      account.size() == 12 && std::all_of(account.begin(), account.end(), [](char c) {
        return is_digit(static_cast<unsigned char>(c));
      });
  return !partition.empty() && service == "rds" && !region.empty() && is_account &&
                 kind == "cluster-snapshot" && !name.empty()
             ? ""
             : "is no snapshot of a cluster";
}

std::string alias_problem(std::string_view name) {
  if (!name.starts_with("alias/")) return "does not start with \"alias/\"";
  return name.starts_with("alias/aws/") ? "starts with \"alias/aws/\", which is AWS's own" : "";
}

/// The one dot that a name may have is that of ".fifo".
std::string fifo_problem(std::string_view name) {
  const std::size_t dot = name.find('.');
  return dot == std::string_view::npos || (dot > 0 && name.substr(dot) == ".fifo")
             ? ""
             : "has a \".\" other than that of \".fifo\"";
}

std::string dead_letter_problem(std::string_view arn) {
  std::string problem = arn_problem(arn);
  if (!problem.empty()) return problem;
  if (arn.find(":sqs:") == std::string_view::npos) return "is no queue";
  return arn.ends_with(".fifo") ? "is a FIFO queue" : "";
}

std::string log_destination_problem(std::string_view arn) {
  return arn.ends_with(":*") ? "" : "does not end with \":*\"";
}

std::string subject_problem(std::string_view subject) {
  return subject.starts_with(' ') ? "starts with a space" : "";
}

std::string s3_prefix_problem(std::string_view prefix) {
  return prefix.starts_with('/') || prefix.ends_with('/') ? "starts or ends with \"/\"" : "";
}

std::string export_identifier_problem(std::string_view identifier) {
  if (!is_letter(static_cast<unsigned char>(identifier.front()))) {
    return "does not start with a letter";
  }
  if (identifier.ends_with('-')) return "ends with a hyphen";
  return identifier.find("--") != std::string_view::npos ? "has two hyphens in a row" : "";
}

std::string bucket_problem(std::string_view name) {
  for (const std::string_view prefix : {"xn--", "sthree-", "amzn-s3-demo-"}) {
    if (name.starts_with(prefix)) return "starts with \"" + std::string{prefix} + "\"";
  }
  for (const std::string_view suffix : {"-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"}) {
    if (name.ends_with(suffix)) return "ends with \"" + std::string{suffix} + "\"";
  }
  const auto is_dot_or_dash = [](char c) { return c == '.' || c == '-'; };
  if (is_dot_or_dash(name.front()) || is_dot_or_dash(name.back())) {
    return "starts or ends with a dot or hyphen";
  }
  if (name.find("..") != std::string_view::npos) return "has two dots in a row";
  const bool looks_like_address = std::count(name.begin(), name.end(), '.') == 3 &&
                                  std::all_of(name.begin(), name.end(), [](char c) {
                                    return c == '.' || is_digit(static_cast<unsigned char>(c));
                                  });
  return looks_like_address ? "looks like an IP address" : "";
}

// Numbers.

bool is_log_retention(std::int64_t days) {
  static constexpr std::array<std::int64_t, 23> allowed = {
      0,   1,   3,   5,   7,    14,   30,   60,   90,   120,  150, 180,
      365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653};
  return std::find(allowed.begin(), allowed.end(), days) != allowed.end();
}

bool is_alarm_period(std::int64_t seconds) {
  return seconds == 10 || seconds == 20 || seconds == 30 || seconds % 60 == 0;
}

// Whole blocks.

bool is_body(const Value& value) {
  return value.kind() == Value::Kind::block || value.kind() == Value::Kind::object;
}

/// The argument's number, else the default; nothing where it is an expression.
std::optional<std::int64_t> number(const Value& block, std::string_view key,
                                   std::optional<std::int64_t> unset) {
  const Value* value = block.find(key);
  if (value == nullptr) return unset;
  if (value->kind() != Value::Kind::integer) return {};
  return value->integer();
}

std::string completion_window_problem(const Value& rule) {
  const auto start = number(rule, "start_window", 480);
  const auto completion = number(rule, "completion_window", 10080);
  if (!start || !completion || *completion > *start) return {};
  return "has a completion_window of " + std::to_string(*completion) +
         " minutes, which is no longer than the start_window of " + std::to_string(*start);
}

std::string cold_storage_problem(const Value& lifecycle) {
  const auto cold = number(lifecycle, "cold_storage_after", {});
  const auto kept = number(lifecycle, "delete_after", {});
  if (!cold || !kept || *cold < 0 || *kept < 0 || *kept >= *cold + 90) return {};
  return "deletes after " + std::to_string(*kept) + " days what moves to cold storage after " +
         std::to_string(*cold);
}

std::string continuous_problem(const Value& rule) {
  const Value* continuous = rule.find("enable_continuous_backup");
  const Value* lifecycle = rule.find("lifecycle");
  if (continuous == nullptr || continuous->kind() != Value::Kind::boolean ||
      !continuous->boolean() || lifecycle == nullptr || !is_body(*lifecycle)) {
    return {};
  }
  const auto kept = number(*lifecycle, "delete_after", {});
  if (!kept || (*kept >= 1 && *kept <= 35)) return {};
  return "keeps a continuous backup for " +
         (*kept == -1 ? std::string{"ever"} : std::to_string(*kept) + " days");
}

std::string empty_selection_problem(const Value& selection) {
  const Value* resources = selection.find("resources");
  const bool none = resources == nullptr ||
                    (resources->kind() == Value::Kind::list && resources->items().empty());
  if (!none || selection.find("selection_tag") != nullptr) return {};
  return "selects nothing";
}

std::string selection_wildcards_problem(const Value& selection) {
  const Value* resources = selection.find("resources");
  if (resources == nullptr || resources->kind() != Value::Kind::list) return {};
  const auto items = resources->items();
  const auto wildcards = std::count_if(items.begin(), items.end(), [](const Value& item) {
    return item.kind() == Value::Kind::string && item.text().find('*') != std::string_view::npos;
  });
  if (wildcards == 0 || items.size() <= 30) return {};
  return "selects " + std::to_string(items.size()) + " resources, some with a wildcard";
}

/// EventBridge starts a state machine with the permissions of a role.
std::string target_role_problem(const Value& target) {
  const Value* arn = target.find("arn");
  if (arn == nullptr || target.find("role_arn") != nullptr) return {};
  const bool is_machine = arn->kind() == Value::Kind::expression
                              ? arn->address().starts_with("aws_sfn_state_machine.")
                              : arn->kind() == Value::Kind::string &&
                                    arn->text().find(":stateMachine:") != std::string_view::npos;
  return is_machine ? "starts a state machine without a role_arn" : "";
}

/// The provider's `arn` of a log group lacks the ":*" that Step Functions asks for.
std::string log_group_arn_problem(const Value& logging) {
  const Value* destination = logging.find("log_destination");
  if (destination == nullptr || destination->kind() != Value::Kind::expression) return {};
  const bool is_bare = destination->address().starts_with("aws_cloudwatch_log_group.") &&
                       destination->text().ends_with(".arn");
  return is_bare ? "has a log_destination that does not end with \":*\"" : "";
}

std::string input_paths_problem(const Value& paths) {
  for (const Entry& entry : paths.entries()) {
    if (entry.key.starts_with("AWS.")) return "has the key \"" + std::string{entry.key} + "\"";
  }
  return {};
}

std::string tags_problem(const Value& tags) {
  const auto is_allowed = [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 ||
           alphanumeric_or<" _.:/=+-@">(static_cast<unsigned char>(c));
  };
  for (const auto& [key, value] : tags.entries()) {
    const std::string the_key = "the key \"" + std::string{key} + "\"";
    if (const std::size_t length = character_count(key); length == 0 || length > 128) {
      return "has a key of " + std::to_string(length) + " characters";
    }
    if (key.starts_with("aws:")) return "has " + the_key + ", which is AWS's own";
    if (!std::all_of(key.begin(), key.end(), is_allowed)) return "has " + the_key;
    if (value.kind() != Value::Kind::string) continue;
    if (const std::size_t length = character_count(value.text()); length > 256) {
      return "has a value of " + std::to_string(length) + " characters under " + the_key;
    }
  }
  return {};
}

/// An alarm looks back a week at most, and a day where its periods are shorter than an hour.
std::string alarm_window_problem(const Value& alarm) {
  constexpr std::int64_t hour = 3600;
  constexpr std::int64_t day = 24 * hour;
  const auto period = number(alarm, "period", {});
  const auto periods = number(alarm, "evaluation_periods", {});
  if (!period || !periods || *period <= 0) return {};
  if (*periods <= (*period >= hour ? 7 * day : day) / *period) return {};
  return "looks back over " + std::to_string(*periods) + " periods of " + std::to_string(*period) +
         " seconds";
}

// Choices.

constexpr std::array<std::string_view, 30> vault_events = {"BACKUP_JOB_STARTED",
                                                           "BACKUP_JOB_COMPLETED",
                                                           "BACKUP_JOB_SUCCESSFUL",
                                                           "BACKUP_JOB_FAILED",
                                                           "BACKUP_JOB_EXPIRED",
                                                           "RESTORE_JOB_STARTED",
                                                           "RESTORE_JOB_COMPLETED",
                                                           "RESTORE_JOB_SUCCESSFUL",
                                                           "RESTORE_JOB_FAILED",
                                                           "COPY_JOB_STARTED",
                                                           "COPY_JOB_SUCCESSFUL",
                                                           "COPY_JOB_FAILED",
                                                           "RECOVERY_POINT_MODIFIED",
                                                           "BACKUP_PLAN_CREATED",
                                                           "BACKUP_PLAN_MODIFIED",
                                                           "S3_BACKUP_OBJECT_FAILED",
                                                           "S3_RESTORE_OBJECT_FAILED",
                                                           "CONTINUOUS_BACKUP_INTERRUPTED",
                                                           "RECOVERY_POINT_INDEX_COMPLETED",
                                                           "RECOVERY_POINT_INDEX_DELETED",
                                                           "RECOVERY_POINT_INDEXING_FAILED",
                                                           "EKS_RESTORE_OBJECT_FAILED",
                                                           "EKS_RESTORE_OBJECT_SKIPPED",
                                                           "EKS_BACKUP_OBJECT_FAILED",
                                                           "ACCESS_POINT_AVAILABLE",
                                                           "ACCESS_POINT_CREATION_FAILED",
                                                           "ACCESS_POINT_DELETED",
                                                           "ACCESS_POINT_DELETION_FAILED",
                                                           "ACCESS_POINT_EXPIRED",
                                                           "ACCESS_POINT_DISASSOCIATED"};
constexpr std::array<std::string_view, 9> subscription_protocols = {
    "application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs"};
constexpr std::array<std::string_view, 4> missing_data = {"breaching", "ignore", "missing",
                                                          "notBreaching"};
constexpr std::array<std::string_view, 4> log_levels = {"ALL", "ERROR", "FATAL", "OFF"};
constexpr std::array<std::string_view, 2> machine_types = {"STANDARD", "EXPRESS"};
constexpr std::array<std::string_view, 2> lifecycle_states = {"Enabled", "Disabled"};

// The table.

constexpr std::array table = {
    Rule{"tags", "", "tags", "at most 50 tags", "Tagging API Reference, Tag", CountLimit{0, 50}},
    Rule{"tags", "", "tags",
         "keys of 1 to 128 and values of at most 256 letters, digits, spaces and _.:/=+-@; no key "
         "that starts with \"aws:\"",
         "Tagging API Reference, Tag", BlockLimit{tags_problem}},

    Rule{"backup-plan-name", "aws_backup_plan", "name",
         "1 to 50 letters, digits, hyphens, underscores and dots",
         "AWS Backup API Reference, BackupPlanInput", TextLimit{1, 50, alphanumeric_or<"-_.">}},
    Rule{"backup-rule-name", "aws_backup_plan", "rule.rule_name",
         "1 to 50 letters, digits, hyphens, underscores and dots",
         "AWS Backup API Reference, BackupRuleInput", TextLimit{1, 50, alphanumeric_or<"-_.">}},
    Rule{"backup-vault-name", "aws_backup_plan", "rule.target_vault_name",
         "2 to 50 letters, digits, hyphens and underscores",
         "AWS Backup API Reference, BackupRuleInput", TextLimit{2, 50, alphanumeric_or<"-_">}},
    Rule{"backup-schedule", "aws_backup_plan", "rule.schedule",
         "cron(minutes hours day-of-month month day-of-week year) with ? for exactly one of the "
         "two days, at most once an hour, such as cron(0 3 * * ? *)",
         "AWS Backup Developer Guide, Backup plan options",
         TextLimit{1, 256, nullptr, cron_problem}},
    Rule{"backup-start-window", "aws_backup_plan", "rule.start_window", "60 to 52560000 minutes",
         "AWS Backup API Reference, BackupRuleInput", NumberLimit{60, 52560000}},
    Rule{"backup-completion-window", "aws_backup_plan", "rule",
         "a completion_window longer than the start_window; unset they are 10080 and 480 minutes",
         "AWS Backup API Reference, BackupRuleInput", BlockLimit{completion_window_problem}},
    Rule{"backup-retention", "aws_backup_plan", "rule.lifecycle.delete_after",
         "1 to 36500 days, or -1 to keep for ever", "AWS Backup API Reference, Lifecycle",
         NumberLimit{1, 36500, true}},
    Rule{"backup-cold-storage", "aws_backup_plan", "rule.lifecycle.cold_storage_after",
         "1 to 36500 days, or -1 for never", "AWS Backup API Reference, Lifecycle",
         NumberLimit{1, 36500, true}},
    Rule{"backup-cold-storage", "aws_backup_plan", "rule.lifecycle",
         "at least 90 days in cold storage", "AWS Backup API Reference, Lifecycle",
         BlockLimit{cold_storage_problem}},
    Rule{"backup-continuous", "aws_backup_plan", "rule", "1 to 35 days for continuous backups",
         "AWS Backup Developer Guide, Point-in-time recovery", BlockLimit{continuous_problem}},

    Rule{"backup-selection-name", "aws_backup_selection", "name",
         "1 to 50 letters, digits, hyphens, underscores and dots",
         "AWS Backup API Reference, BackupSelection", TextLimit{1, 50, alphanumeric_or<"-_.">}},
    Rule{"backup-selection-resources", "aws_backup_selection", "resources", "at most 500 resources",
         "AWS Backup API Reference, BackupSelection", CountLimit{0, 500}},
    Rule{"backup-selection-resources", "aws_backup_selection", "",
         "at least one resource or tag; with none nothing is ever backed up",
         "AWS Backup API Reference, BackupSelection", BlockLimit{empty_selection_problem}},
    Rule{"backup-selection-resources", "aws_backup_selection", "",
         "at most 30 resources where one has a wildcard",
         "AWS Backup API Reference, BackupSelection", BlockLimit{selection_wildcards_problem}},

    Rule{"backup-vault-name", "aws_backup_vault", "name",
         "2 to 50 letters, digits, hyphens and underscores",
         "AWS Backup API Reference, CreateBackupVault", TextLimit{2, 50, alphanumeric_or<"-_">}},
    Rule{"backup-vault-key", "aws_backup_vault", "kms_key_arn", "the ARN of a key",
         "AWS Backup API Reference, CreateBackupVault", TextLimit{1, 2048, nullptr, arn_problem}},

    Rule{"backup-vault-lock", "aws_backup_vault_lock_configuration", "changeable_for_days",
         "3 to 36500 days", "AWS Backup API Reference, PutBackupVaultLockConfiguration",
         NumberLimit{3, 36500}},

    Rule{"backup-vault-events", "aws_backup_vault_notifications", "backup_vault_events",
         "BACKUP_JOB_COMPLETED, BACKUP_JOB_FAILED and the other events of the reference",
         "AWS Backup API Reference, PutBackupVaultNotifications", TextChoice{vault_events}},

    Rule{"event-rule-name", "aws_cloudwatch_event_rule", "name",
         "1 to 64 letters, digits, hyphens, underscores and dots",
         "EventBridge API Reference, PutRule", TextLimit{1, 64, alphanumeric_or<"-_.">}},
    Rule{"event-rule-description", "aws_cloudwatch_event_rule", "description",
         "at most 512 characters", "EventBridge API Reference, PutRule", TextLimit{0, 512}},

    Rule{"event-rule-pattern", "aws_cloudwatch_event_rule", "event_pattern",
         "at most 4096 characters", "EventBridge API Reference, PutRule", DocumentLimit{4096}},
    Rule{"event-target-id", "aws_cloudwatch_event_target", "target_id",
         "1 to 64 letters, digits, hyphens, underscores and dots",
         "EventBridge API Reference, Target", TextLimit{1, 64, alphanumeric_or<"-_.">}},
    Rule{"event-target-arn", "aws_cloudwatch_event_target", "arn",
         "an ARN of at most 1600 characters", "EventBridge API Reference, Target",
         TextLimit{1, 1600, nullptr, arn_problem}},
    Rule{"event-target-role", "aws_cloudwatch_event_target", "",
         "a state machine as target needs a role_arn whose role may start it",
         "EventBridge User Guide, Permissions for targets", BlockLimit{target_role_problem}},
    Rule{"event-target-retry", "aws_cloudwatch_event_target", "retry_policy.maximum_retry_attempts",
         "0 to 185 attempts", "EventBridge API Reference, RetryPolicy", NumberLimit{0, 185}},
    Rule{"event-target-age", "aws_cloudwatch_event_target",
         "retry_policy.maximum_event_age_in_seconds", "60 to 86400 seconds",
         "EventBridge API Reference, RetryPolicy", NumberLimit{60, 86400}},
    Rule{"event-target-dead-letter", "aws_cloudwatch_event_target", "dead_letter_config.arn",
         "the ARN of a standard SQS queue in the same region",
         "EventBridge User Guide, Dead-letter queues",
         TextLimit{1, 1600, nullptr, dead_letter_problem}},
    Rule{"event-target-input", "aws_cloudwatch_event_target", "input_transformer.input_template",
         "1 to 8192 characters", "EventBridge API Reference, InputTransformer", TextLimit{1, 8192}},
    Rule{"event-target-input", "aws_cloudwatch_event_target", "input_transformer.input_paths",
         "at most 100 paths", "EventBridge API Reference, InputTransformer", CountLimit{0, 100}},
    Rule{"event-target-input", "aws_cloudwatch_event_target", "input_transformer.input_paths",
         "keys that do not start with \"AWS.\"", "EventBridge API Reference, InputTransformer",
         BlockLimit{input_paths_problem}},

    Rule{"log-group-name", "aws_cloudwatch_log_group", "name",
         "1 to 512 letters, digits and . - _ / #", "CloudWatch Logs API Reference, CreateLogGroup",
         TextLimit{1, 512, alphanumeric_or<".-_/#">}},
    Rule{"log-group-retention", "aws_cloudwatch_log_group", "retention_in_days",
         "0 (for ever), 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, "
         "2192, 2557, 2922, 3288 or 3653 days",
         "CloudWatch Logs API Reference, PutRetentionPolicy",
         NumberLimit{0, 3653, false, is_log_retention}},
    Rule{"log-group-key", "aws_cloudwatch_log_group", "kms_key_id", "the ARN of a key",
         "CloudWatch Logs API Reference, CreateLogGroup", TextLimit{1, 256, nullptr, arn_problem}},

    Rule{"alarm-actions", "aws_cloudwatch_metric_alarm", "alarm_actions", "at most 5 actions",
         "CloudWatch API Reference, PutMetricAlarm", CountLimit{0, 5}},
    Rule{"alarm-description", "aws_cloudwatch_metric_alarm", "alarm_description",
         "at most 1024 characters", "CloudWatch API Reference, PutMetricAlarm", TextLimit{0, 1024}},
    Rule{"alarm-name", "aws_cloudwatch_metric_alarm", "alarm_name", "1 to 255 characters",
         "CloudWatch API Reference, PutMetricAlarm", TextLimit{1, 255}},
    Rule{"alarm-period", "aws_cloudwatch_metric_alarm", "period",
         "10, 20, 30 or a multiple of 60 seconds, up to a week",
         "CloudWatch API Reference, PutMetricAlarm",
         NumberLimit{10, 604800, false, is_alarm_period}},
    Rule{"alarm-missing-data", "aws_cloudwatch_metric_alarm", "treat_missing_data",
         "breaching, ignore, missing or notBreaching", "CloudWatch API Reference, PutMetricAlarm",
         TextChoice{missing_data}},

    Rule{"alarm-window", "aws_cloudwatch_metric_alarm", "",
         "a week in all where a period has an hour or more, else a day",
         "CloudWatch API Reference, PutMetricAlarm", BlockLimit{alarm_window_problem}},

    Rule{"role-name", "aws_iam_role", "name", "1 to 64 letters, digits and _ + = , . @ -",
         "IAM API Reference, CreateRole", TextLimit{1, 64, alphanumeric_or<"_+=,.@-">}},
    Rule{"role-name", "aws_iam_role", "name_prefix", "1 to 38 letters, digits and _ + = , . @ -",
         "IAM API Reference, CreateRole; Terraform appends 26 characters",
         TextLimit{1, 38, alphanumeric_or<"_+=,.@-">}},
    Rule{"role-description", "aws_iam_role", "description",
         "at most 1000 characters of Latin-1: no typographic dashes or quotes",
         "IAM API Reference, CreateRole", TextLimit{0, 1000, latin1}},
    Rule{"role-path", "aws_iam_role", "path",
         "\"/\", or 1 to 512 visible ASCII characters that start and end with \"/\"",
         "IAM API Reference, CreateRole", TextLimit{1, 512, visible_ascii, iam_path_problem}},
    Rule{"role-session", "aws_iam_role", "max_session_duration", "3600 to 43200 seconds",
         "IAM API Reference, CreateRole", NumberLimit{3600, 43200}},

    Rule{"role-trust", "aws_iam_role", "assume_role_policy",
         "at most 2048 characters of Latin-1 that are no blanks", "IAM User Guide, IAM quotas",
         DocumentLimit{2048, true, latin1_text}},
    Rule{"role-policy-name", "aws_iam_role_policy", "name",
         "1 to 128 letters, digits and _ + = , . @ -", "IAM API Reference, PutRolePolicy",
         TextLimit{1, 128, alphanumeric_or<"_+=,.@-">}},

    Rule{"role-policy-size", "aws_iam_role_policy", "policy",
         "at most 10240 characters of Latin-1 that are no blanks, in all inline policies of a role",
         "IAM User Guide, IAM quotas", DocumentLimit{10240, true, latin1_text}},
    Rule{"policy-arn", "aws_iam_role_policy_attachment", "policy_arn",
         "the ARN of a policy, 20 to 2048 characters", "IAM API Reference, AttachRolePolicy",
         TextLimit{20, 2048, nullptr, arn_problem}},

    Rule{"key-alias-name", "aws_kms_alias", "name",
         "\"alias/\" and letters, digits and / _ -, at most 256 characters, not \"alias/aws/\"",
         "KMS API Reference, CreateAlias",
         TextLimit{7, 256, alphanumeric_or<"/_-">, alias_problem}},

    Rule{"key-deletion-window", "aws_kms_key", "deletion_window_in_days", "7 to 30 days",
         "KMS API Reference, ScheduleKeyDeletion", NumberLimit{7, 30}},
    Rule{"key-description", "aws_kms_key", "description", "at most 8192 characters",
         "KMS API Reference, CreateKey", TextLimit{0, 8192}},
    Rule{"key-rotation", "aws_kms_key", "rotation_period_in_days", "90 to 2560 days",
         "KMS API Reference, EnableKeyRotation", NumberLimit{90, 2560}},

    Rule{"key-policy", "aws_kms_key", "policy", "at most 32768 bytes of Latin-1",
         "KMS API Reference, PutKeyPolicy", DocumentLimit{32768, false, latin1_text}},
    Rule{"bucket-name", "aws_s3_bucket", "bucket",
         "3 to 63 lower-case letters, digits, dots and hyphens, none of S3's reserved forms",
         "S3 User Guide, General purpose bucket naming rules",
         TextLimit{3, 63, lower_alphanumeric_dot_dash, bucket_problem}},

    Rule{"bucket-expiration", "aws_s3_bucket_lifecycle_configuration", "rule.expiration.days",
         "at least 1 day", "S3 API Reference, LifecycleExpiration", NumberLimit{1, 2147483647}},
    Rule{"bucket-lifecycle-id", "aws_s3_bucket_lifecycle_configuration", "rule.id",
         "1 to 255 characters", "S3 API Reference, LifecycleRule", TextLimit{1, 255}},
    Rule{"bucket-lifecycle-status", "aws_s3_bucket_lifecycle_configuration", "rule.status",
         "Enabled or Disabled", "S3 API Reference, LifecycleRule", TextChoice{lifecycle_states}},

    Rule{"state-machine-definition", "aws_sfn_state_machine", "definition", "at most 1048576 bytes",
         "Step Functions API Reference, CreateStateMachine", DocumentLimit{1048576}},
    Rule{"state-machine-key-reuse", "aws_sfn_state_machine",
         "encryption_configuration.kms_data_key_reuse_period_seconds", "60 to 900 seconds",
         "Step Functions API Reference, EncryptionConfiguration", NumberLimit{60, 900}},
    Rule{"state-machine-log-level", "aws_sfn_state_machine", "logging_configuration.level",
         "ALL, ERROR, FATAL or OFF", "Step Functions API Reference, LoggingConfiguration",
         TextChoice{log_levels}},
    Rule{"state-machine-log-destination", "aws_sfn_state_machine",
         "logging_configuration.log_destination", "the ARN of a log group with \":*\" behind it",
         "Step Functions API Reference, CloudWatchLogsLogGroup",
         TextLimit{1, 256, nullptr, log_destination_problem}},
    Rule{"state-machine-log-destination", "aws_sfn_state_machine", "logging_configuration",
         "the ARN of a log group with \":*\" behind it, such as interpolate(\"{}:*\", group.arn())",
         "Step Functions API Reference, CloudWatchLogsLogGroup", BlockLimit{log_group_arn_problem}},
    Rule{"state-machine-name", "aws_sfn_state_machine", "name",
         "1 to 80 letters, digits, hyphens and underscores",
         "Step Functions API Reference, CreateStateMachine",
         TextLimit{1, 80, alphanumeric_or<"-_">}},
    Rule{"state-machine-role", "aws_sfn_state_machine", "role_arn", "the ARN of a role",
         "Step Functions API Reference, CreateStateMachine",
         TextLimit{1, 256, nullptr, arn_problem}},
    Rule{"state-machine-type", "aws_sfn_state_machine", "type", "STANDARD or EXPRESS",
         "Step Functions API Reference, CreateStateMachine", TextChoice{machine_types}},

    Rule{"topic-display-name", "aws_sns_topic", "display_name", "at most 100 characters",
         "SNS Developer Guide, Creating a topic", TextLimit{0, 100}},
    Rule{"topic-name", "aws_sns_topic", "name",
         "1 to 256 letters, digits, hyphens and underscores; a FIFO topic ends with \".fifo\"",
         "SNS API Reference, CreateTopic", TextLimit{1, 256, alphanumeric_or<"-_.">, fifo_problem}},

    Rule{"topic-subscription", "aws_sns_topic_subscription", "protocol",
         "application, email, email-json, firehose, http, https, lambda, sms or sqs",
         "SNS API Reference, Subscribe", TextChoice{subscription_protocols}},

    Rule{"queue-retention", "aws_sqs_queue", "message_retention_seconds", "60 to 1209600 seconds",
         "SQS API Reference, CreateQueue", NumberLimit{60, 1209600}},
    Rule{"queue-name", "aws_sqs_queue", "name",
         "1 to 80 letters, digits, hyphens and underscores; a FIFO queue ends with \".fifo\"",
         "SQS API Reference, CreateQueue", TextLimit{1, 80, alphanumeric_or<"-_.">, fifo_problem}},

    Rule{"export-identifier", "rds:StartExportTask", "ExportTaskIdentifier",
         "1 to 60 letters, digits and single hyphens, a letter first and no hyphen last",
         "RDS API, as StartExportTask answers",
         TextLimit{1, 60, alphanumeric_or<"-">, export_identifier_problem}},
    Rule{"export-prefix", "rds:StartExportTask", "S3Prefix",
         "no colon, backslash, backtick, quote or space, and no slash first or last",
         "Aurora User Guide, Exporting DB cluster snapshot data to S3",
         TextLimit{0, 1024, s3_prefix_character, s3_prefix_problem}},
    Rule{"export-bucket", "rds:StartExportTask", "S3BucketName",
         "3 to 63 lower-case letters, digits, dots and hyphens, none of S3's reserved forms",
         "S3 User Guide, General purpose bucket naming rules",
         TextLimit{3, 63, lower_alphanumeric_dot_dash, bucket_problem}},
    Rule{"export-source", "rds:StartExportTask", "SourceArn",
         "the ARN of a cluster's snapshot, arn:aws:rds:<region>:<account>:cluster-snapshot:<name>; "
         "AWS Backup's snapshots have such ARNs, its continuous backups cannot be exported",
         "Aurora User Guide, Exporting DB cluster snapshot data to S3",
         TextLimit{1, 2048, visible_ascii, export_source_problem}},

    Rule{"publish-subject", "sns:Publish", "Subject",
         "1 to 99 printable ASCII characters, no space first", "SNS API Reference, Publish",
         TextLimit{1, 99, printable_ascii, subject_problem}},
    Rule{"publish-message", "sns:Publish", "Message", "1 to 262144 bytes",
         "SNS API Reference, Publish", TextLimit{1, 262144, nullptr, nullptr, true}},
};

static_assert(std::is_sorted(table.begin(), table.end(),
                             [](const Rule& a, const Rule& b) { return a.type < b.type; }),
              "violations() searches by type");

}  // namespace

std::span<const Rule> aws_rules() {
  return table;
}

}  // namespace idm_synth::builders
