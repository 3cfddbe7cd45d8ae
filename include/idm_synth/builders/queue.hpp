// SPDX-License-Identifier: Apache-2.0
// Queues: where messages wait to be looked at.
#pragma once

#include <chrono>
#include <idm_synth/aws/sqs_queue.hpp>
#include <idm_synth/aws/sqs_queue_policy.hpp>
#include <idm_synth/builders/builder.hpp>
#include <idm_synth/builders/policy.hpp>
#include <optional>
#include <string_view>

namespace idm_synth::builders {

/// A standard queue, not a FIFO one.
class QueueBuilder : public Builder {
 public:
  QueueBuilder(Stack& stack, std::string_view name, SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// Required. 1 to 80 letters, digits, hyphens and underscores.
  [[nodiscard]] QueueBuilder& name(Attr<String> name);
  /// How long a message is kept: 1 minute to 14 days; 4 days when unset.
  [[nodiscard]] QueueBuilder& keep(std::chrono::seconds retention);
  /// The ARN of a key that encrypts the messages. Its policy must let every service that sends some
  /// use it (kms:GenerateDataKey and kms:Decrypt).
  [[nodiscard]] QueueBuilder& key(Attr<String> arn);
  /// What others than the account's own roles may do. Statements that name no resource are about
  /// the queue.
  [[nodiscard]] QueueBuilder& policy(PolicyDocument policy);

  Resource<aws::SqsQueue> build();

 private:
  aws::SqsQueue queue_;
  std::optional<PolicyDocument> policy_;
};

}  // namespace idm_synth::builders
