// SPDX-License-Identifier: Apache-2.0
// Log groups.
#pragma once

#include <cstdint>
#include <idm_synth/aws/cloudwatch_log_group.hpp>
#include <idm_synth/builders/builder.hpp>
#include <string_view>

namespace idm_synth::builders {

/// How long CloudWatch keeps a log: it takes these and no others.
/// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
enum class LogRetention : std::int16_t {
  for_ever = 0,
  days_1 = 1,
  days_3 = 3,
  days_5 = 5,
  days_7 = 7,
  days_14 = 14,
  days_30 = 30,
  days_60 = 60,
  days_90 = 90,
  days_120 = 120,
  days_150 = 150,
  days_180 = 180,
  days_365 = 365,
  days_400 = 400,
  days_545 = 545,
  days_731 = 731,
  days_1096 = 1096,
  days_1827 = 1827,
  days_2192 = 2192,
  days_2557 = 2557,
  days_2922 = 2922,
  days_3288 = 3288,
  days_3653 = 3653,
};

class LogGroupBuilder : public Builder {
 public:
  LogGroupBuilder(Stack& stack, std::string_view name, SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// Required. 1 to 512 letters, digits and . - _ / #
  [[nodiscard]] LogGroupBuilder& name(Attr<String> name);
  /// Required, for a log that is kept for ever should be meant to be.
  [[nodiscard]] LogGroupBuilder& keep(LogRetention retention);
  /// The ARN of a key, whose policy must let logs.<region>.amazonaws.com use it.
  [[nodiscard]] LogGroupBuilder& key(Attr<String> arn);

  Resource<aws::CloudwatchLogGroup> build();

 private:
  aws::CloudwatchLogGroup group_;
};

}  // namespace idm_synth::builders
