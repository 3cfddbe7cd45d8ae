// SPDX-License-Identifier: Apache-2.0
// Event rules: which events start what.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html
#pragma once

#include <chrono>
#include <idm_synth/aws/cloudwatch_event_rule.hpp>
#include <idm_synth/aws/cloudwatch_event_target.hpp>
#include <idm_synth/aws/sfn_state_machine.hpp>
#include <idm_synth/builders/builder.hpp>
#include <idm_synth/builders/role.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::builders {

/// What becomes of an event that a target did not take.
struct Delivery {
  std::optional<int> attempts = std::nullopt;                 ///< 0 to 185; 185 when unset
  std::optional<std::chrono::seconds> oldest = std::nullopt;  ///< 1 minute to 24 hours
  /// The ARN of a standard queue for what was given up; its policy must let events.amazonaws.com
  /// send messages.
  Attr<String> dead_letter_queue = {};
};

class EventRuleBuilder : public Builder {
 public:
  EventRuleBuilder(Stack& stack, std::string_view name, SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// Required. 1 to 64 letters, digits, hyphens, underscores and dots.
  [[nodiscard]] EventRuleBuilder& name(Attr<String> name);
  /// At most 512 characters.
  [[nodiscard]] EventRuleBuilder& description(Attr<String> description);
  /// Required: an object whose leaves are arrays of what matches; at most 4096 characters.
  /// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
  [[nodiscard]] EventRuleBuilder& pattern(Document pattern);

  /// Starts the machine with the event as its input. The role must trust events.amazonaws.com and
  /// be allowed states:StartExecution. The target gets a Terraform name of its own.
  [[nodiscard]] EventRuleBuilder& starts(std::string name,
                                         const Resource<aws::SfnStateMachine>& machine,
                                         const Role& role, const Delivery& delivery = {});
  /// Sends the event to something whose own policy lets EventBridge in, such as a queue or topic.
  [[nodiscard]] EventRuleBuilder& sends_to(std::string name, Attr<String> arn,
                                           const Delivery& delivery = {});

  Resource<aws::CloudwatchEventRule> build();

 private:
  struct Target {
    std::string name;
    Attr<String> arn;
    Attr<String> role_arn;
    Delivery delivery;
  };

  void check_pattern();

  aws::CloudwatchEventRule rule_;
  std::optional<Document> pattern_;
  std::vector<Target> targets_;
};

}  // namespace idm_synth::builders
