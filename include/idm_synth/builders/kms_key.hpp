// SPDX-License-Identifier: Apache-2.0
// Encryption keys.
#pragma once

#include <chrono>
#include <idm_synth/aws/kms_alias.hpp>
#include <idm_synth/aws/kms_key.hpp>
#include <idm_synth/builders/builder.hpp>
#include <idm_synth/builders/policy.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::builders {

/// A symmetric key, which is the kind that AWS's services encrypt with.
class KmsKeyBuilder : public Builder {
 public:
  KmsKeyBuilder(Stack& stack, std::string_view name, SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// At most 8192 characters.
  [[nodiscard]] KmsKeyBuilder& description(Attr<String> description);
  /// How long a deletion can be taken back: 7 to 30 days.
  [[nodiscard]] KmsKeyBuilder& deletion_window(std::chrono::days days);
  /// Makes new key material every year.
  [[nodiscard]] KmsKeyBuilder& rotate();
  /// Who may use the key. Some statement must let someone change this policy (kms:PutKeyPolicy).
  /// Every principal must exist already: name roles by reference, so that Terraform waits for them.
  [[nodiscard]] KmsKeyBuilder& policy(PolicyDocument policy);
  /// Another name for the key: "alias/" and letters, digits and / _ -. The alias gets a Terraform
  /// name of its own.
  [[nodiscard]] KmsKeyBuilder& alias(std::string name, Attr<String> alias);

  Resource<aws::KmsKey> build();

 private:
  struct Alias {
    std::string name;
    Attr<String> alias;
  };

  aws::KmsKey key_;
  std::optional<PolicyDocument> policy_;
  std::vector<Alias> aliases_;
};

}  // namespace idm_synth::builders
