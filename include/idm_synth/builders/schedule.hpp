// SPDX-License-Identifier: Apache-2.0
// Schedule: when AWS Backup makes a backup.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace idm_synth::builders {

/// An AWS cron expression, in UTC. It is checked when it is used in a backup plan.
class Schedule {
 public:
  /// Once a day; hour from 0 to 23, minute from 0 to 59.
  [[nodiscard]] static Schedule daily_at(int hour, int minute);

  /// In AWS's own spelling, such as "cron(0 3 * * ? *)". cron_problem() says what is allowed.
  [[nodiscard]] static Schedule cron(std::string expression) {
    return Schedule{std::move(expression)};
  }

  /// AWS's spelling.
  [[nodiscard]] const std::string& expression() const { return expression_; }

 private:
  explicit Schedule(std::string expression) : expression_{std::move(expression)} {}

  std::string expression_;
};

/// What is wrong with the schedule of a backup rule, such as "has 5 fields"; empty where it is
/// right. AWS Backup takes cron expressions of six fields (minutes, hours, day of month, month, day
/// of week, year), of which exactly one of the two days is `?`, and that start at most once an
/// hour. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html
/// https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
[[nodiscard]] std::string cron_problem(std::string_view expression);

}  // namespace idm_synth::builders
