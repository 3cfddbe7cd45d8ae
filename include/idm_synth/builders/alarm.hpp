// SPDX-License-Identifier: Apache-2.0
// Alarms on metrics of CloudWatch.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
#pragma once

#include <chrono>
#include <cstdint>
#include <idm_synth/aws/cloudwatch_metric_alarm.hpp>
#include <idm_synth/aws/sns_topic.hpp>
#include <idm_synth/builders/builder.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::builders {

/// What is measured, and of which thing.
struct Metric {
  std::string service;  ///< CloudWatch's namespace, such as "AWS/States"
  std::string name;     ///< such as "ExecutionsFailed"
  Attr<Map<String>> dimensions = {};
};

/// What becomes of all the values in a period.
enum class Statistic : std::uint8_t { sum, average, maximum, minimum };

enum class Comparison : std::uint8_t { less, less_or_equal, greater, greater_or_equal };

/// What a period without any value counts as.
enum class MissingData : std::uint8_t { good, bad, ignored, unknown };

class AlarmBuilder : public Builder {
 public:
  AlarmBuilder(Stack& stack, std::string_view name, SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// Required. 1 to 255 characters.
  [[nodiscard]] AlarmBuilder& name(Attr<String> name);
  /// At most 1024 characters; stands in the message.
  [[nodiscard]] AlarmBuilder& description(Attr<String> description);
  /// Required: when the alarm is raised, such as `{sum of the metric} less than 1`.
  [[nodiscard]] AlarmBuilder& when(Statistic statistic, Metric metric, Comparison comparison,
                                   std::int64_t threshold);
  /// Required: in each of so many periods on end. A period has 10, 20, 30 or a multiple of 60
  /// seconds. All of them together have a week at most, and a day where a period is shorter than an
  /// hour.
  [[nodiscard]] AlarmBuilder& during(int periods, std::chrono::seconds period);
  /// Required, because what is right differs: no value may be the very thing to hear of.
  [[nodiscard]] AlarmBuilder& without_data(MissingData counts_as);
  /// Publishes to the topic when the alarm is raised; at most five. The topic's policy, and that of
  /// its key, must let cloudwatch.amazonaws.com do so.
  [[nodiscard]] AlarmBuilder& tells(const Resource<aws::SnsTopic>& topic);

  Resource<aws::CloudwatchMetricAlarm> build();

 private:
  Attr<String> alarm_name_;
  aws::CloudwatchMetricAlarm alarm_{
      .alarm_name = "", .comparison_operator = "", .evaluation_periods = 1};
  std::vector<Attr<String>> topics_;
};

}  // namespace idm_synth::builders
