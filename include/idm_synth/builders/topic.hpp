// SPDX-License-Identifier: Apache-2.0
// Topics: whom to tell.
#pragma once

#include <idm_synth/aws/sns_topic.hpp>
#include <idm_synth/aws/sns_topic_policy.hpp>
#include <idm_synth/aws/sns_topic_subscription.hpp>
#include <idm_synth/builders/builder.hpp>
#include <idm_synth/builders/policy.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::builders {

/// Who hears what is published. A person must confirm an e-mail subscription before it counts.
struct TopicSubscription {
  std::string name;                       ///< in Terraform
  Required<String, "protocol"> protocol;  ///< such as "email", "https" or "sqs"
  Required<String, "endpoint"> endpoint;
};

class TopicBuilder : public Builder {
 public:
  TopicBuilder(Stack& stack, std::string_view name, SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// Required. 1 to 256 letters, digits, hyphens and underscores.
  [[nodiscard]] TopicBuilder& name(Attr<String> name);
  /// Stands as the sender of e-mails and messages; at most 100 characters.
  [[nodiscard]] TopicBuilder& display_name(Attr<String> name);
  [[nodiscard]] TopicBuilder& subscribe(std::vector<TopicSubscription> subscriptions);

  /// The ARN of a key that encrypts what is published. Its policy must let every service that
  /// publishes use it (kms:GenerateDataKey* and kms:Decrypt), and so must the policies of roles.
  [[nodiscard]] TopicBuilder& key(Attr<String> arn);
  /// What others than the account's own roles may do. Statements that name no resource are about
  /// the topic. It takes the place of the policy that SNS gives a new topic.
  [[nodiscard]] TopicBuilder& policy(PolicyDocument policy);
  [[nodiscard]] TopicBuilder& tags(Attr<Map<String>> tags);

  Resource<aws::SnsTopic> build();

 private:
  aws::SnsTopic topic_;
  std::vector<TopicSubscription> subscriptions_;
  std::optional<PolicyDocument> policy_;
};

}  // namespace idm_synth::builders
