// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/builders/event_rule.hpp>
#include <utility>

namespace idm_synth::builders {
namespace {

/// The path to the first leaf that is no array; empty where there is none.
std::string bare_leaf(const Document::Object& pattern) {
  for (const auto& [key, value] : pattern) {
    if (const Document::Object* members = value.object()) {
      const std::string inner = bare_leaf(*members);
      if (!inner.empty()) return key + "." + inner;
    } else if (value.array() == nullptr && !std::holds_alternative<Expression>(value.value())) {
      return key;
    }
  }
  return {};
}

/// A rule has at most five targets.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
constexpr std::size_t max_targets = 5;

}  // namespace

EventRuleBuilder& EventRuleBuilder::name(Attr<String> name) {
  rule_.name = std::move(name);
  return *this;
}

EventRuleBuilder& EventRuleBuilder::description(Attr<String> description) {
  rule_.description = std::move(description);
  return *this;
}

EventRuleBuilder& EventRuleBuilder::pattern(Document pattern) {
  pattern_ = std::move(pattern);
  return *this;
}

EventRuleBuilder& EventRuleBuilder::starts(std::string name,
                                           const Resource<aws::SfnStateMachine>& machine,
                                           const Role& role, const Delivery& delivery) {
  targets_.push_back({std::move(name), machine.arn(), role.arn(), delivery});
  return *this;
}

EventRuleBuilder& EventRuleBuilder::sends_to(std::string name, Attr<String> arn,
                                             const Delivery& delivery) {
  targets_.push_back({std::move(name), std::move(arn), {}, delivery});
  return *this;
}

Resource<aws::CloudwatchEventRule> EventRuleBuilder::build() {
  using EventRule = aws::CloudwatchEventRule;
  using EventTarget = aws::CloudwatchEventTarget;
  rule_.name = required<EventRule>(rule_.name, "name");
  if (pattern_) {
    rule_.event_pattern = document("_pattern_document", *pattern_);
  } else {
    report_missing(Binding<EventRule>::type, "pattern");
  }
  auto rule = add(rule_);
  if (pattern_) {
    report_violations(stack(), rule.node(), Binding<EventRule>::type, "event_pattern", *pattern_);
    check_pattern();
  }
  for (const auto& [name, arn, role_arn, delivery] : targets_) {
    EventTarget target{.arn = arn, .rule = rule.name(), .role_arn = role_arn};
    if (delivery.attempts || delivery.oldest) {
      EventTarget::RetryPolicy retry;
      if (delivery.oldest) retry.maximum_event_age_in_seconds = delivery.oldest->count();
      if (delivery.attempts) retry.maximum_retry_attempts = *delivery.attempts;
      target.retry_policy = std::move(retry);
    }
    if (delivery.dead_letter_queue.is_set()) {
      target.dead_letter_config = EventTarget::DeadLetterConfig{.arn = delivery.dead_letter_queue};
    }
    add_checked(stack(), name, target, {}, place());
  }
  return rule;
}

void EventRuleBuilder::check_pattern() {
  const std::string_view type = Binding<aws::CloudwatchEventRule>::type;
  const auto refuse = [&](std::string code, std::string summary, std::string help) {
    report(type,
           {{.code = std::move(code), .summary = std::move(summary), .help = std::move(help)}});
  };
  const std::string leaf = pattern_->object() == nullptr ? "it" : bare_leaf(*pattern_->object());
  if (!leaf.empty()) {
    refuse("event-rule-pattern", "the event pattern is wrong: " + leaf + " is no array",
           "EventBridge compares with arrays of values, such as {\"source\": [\"aws.backup\"]}");
  }
  if (targets_.size() > max_targets) {
    refuse("event-rule-targets", "the rule has " + std::to_string(targets_.size()) + " targets",
           "allowed: at most 5 (EventBridge User Guide, EventBridge quotas)");
  }
}

}  // namespace idm_synth::builders
