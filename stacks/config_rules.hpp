// SPDX-License-Identifier: Apache-2.0
// What the configuration's values must look like, as far as no AWS rule of the builders says it.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace idm_synth::stacks {

/// A rule for a text.
struct TextRule {
  std::string_view allowed;  ///< in words, to be read behind "give "
  /// What is wrong, as in "has 11 digits"; empty where nothing is.
  std::string (*problem)(std::string_view text);
};

extern const TextRule not_empty;
/// https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html
extern const TextRule account_rule;
/// https://docs.aws.amazon.com/general/latest/gr/rande.html
extern const TextRule region_rule;
/// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
extern const TextRule cluster_identifier_rule;
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.ARN.html
extern const TextRule cluster_arn_rule;
/// One Terraform expression on one line, with balanced brackets and without `${`.
/// https://developer.hashicorp.com/terraform/language/expressions
extern const TextRule expression_rule;

/// A protocol of an SNS subscription, and what its endpoint must be.
/// https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
struct Protocol {
  std::string_view name;
  TextRule endpoint;
};
/// All but firehose, whose subscription needs a role besides.
[[nodiscard]] std::span<const Protocol> protocols();

}  // namespace idm_synth::stacks
