// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/builders/log_group.hpp>
#include <utility>

namespace idm_synth::builders {

LogGroupBuilder& LogGroupBuilder::name(Attr<String> name) {
  group_.name = std::move(name);
  return *this;
}

LogGroupBuilder& LogGroupBuilder::keep(LogRetention retention) {
  group_.retention_in_days = static_cast<std::int16_t>(retention);
  return *this;
}

LogGroupBuilder& LogGroupBuilder::key(Attr<String> arn) {
  group_.kms_key_id = std::move(arn);
  return *this;
}

Resource<aws::CloudwatchLogGroup> LogGroupBuilder::build() {
  using Group = aws::CloudwatchLogGroup;
  group_.name = required<Group>(group_.name, "name");
  if (!group_.retention_in_days.is_set()) report_missing(Binding<Group>::type, "keep");
  return add(group_);
}

}  // namespace idm_synth::builders
