// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/builders/kms_key.hpp>
#include <utility>

namespace idm_synth::builders {
namespace {

/// Whether someone may change the policy; without that only AWS's support can help.
/// https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
bool keeps_administrator(const PolicyDocument& policy) {
  const auto gives_control = [](const Attr<String>& action) {
    const auto* text = std::get_if<std::string>(&action.value());
    return text == nullptr || *text == "*" || *text == "kms:*" || *text == "kms:Put*" ||
           *text == "kms:PutKeyPolicy";
  };
  return std::any_of(policy.statements().begin(), policy.statements().end(),
                     [&](const Statement& statement) {
                       const auto& actions = statement.actions.items();
                       return statement.effect == Effect::allow &&
                              std::any_of(actions.begin(), actions.end(), gives_control);
                     });
}

}  // namespace

KmsKeyBuilder& KmsKeyBuilder::description(Attr<String> description) {
  key_.description = std::move(description);
  return *this;
}

KmsKeyBuilder& KmsKeyBuilder::deletion_window(std::chrono::days days) {
  key_.deletion_window_in_days = days.count();
  return *this;
}

KmsKeyBuilder& KmsKeyBuilder::rotate() {
  key_.enable_key_rotation = true;
  return *this;
}

KmsKeyBuilder& KmsKeyBuilder::policy(PolicyDocument policy) {
  policy_ = std::move(policy);
  return *this;
}

KmsKeyBuilder& KmsKeyBuilder::alias(std::string name, Attr<String> alias) {
  aliases_.push_back({std::move(name), std::move(alias)});
  return *this;
}

Resource<aws::KmsKey> KmsKeyBuilder::build() {
  using Key = aws::KmsKey;
  if (policy_) key_.policy = document("_key_policy_document", policy_->to_document());
  auto key = add(key_);
  if (policy_) {
    report_findings(stack(), key.node(), policy_->problems(PolicyKind::resource));
    report_violations(stack(), key.node(), Binding<Key>::type, "policy", policy_->to_document());
    if (!keeps_administrator(*policy_)) {
      report_findings(stack(), key.node(),
                      {{.code = "key-policy-lockout",
                        .summary = "the key's policy lets nobody change it",
                        .help = "allow kms:PutKeyPolicy, or kms:*, to the root of the account"}});
    }
  }
  for (const auto& [name, alias] : aliases_) {
    add_checked(stack(), name, aws::KmsAlias{.target_key_id = key.key_id(), .name = alias}, {},
                place());
  }
  return key;
}

}  // namespace idm_synth::builders
