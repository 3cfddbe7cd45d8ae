// SPDX-License-Identifier: Apache-2.0
// Roles: who may take one, and what it may do.
#pragma once

#include <cstddef>
#include <idm_synth/aws/iam_role.hpp>
#include <idm_synth/aws/iam_role_policy.hpp>
#include <idm_synth/aws/iam_role_policy_attachment.hpp>
#include <idm_synth/builders/builder.hpp>
#include <idm_synth/builders/policy.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace idm_synth::builders {

/// A role that a stack holds. Its policies are added to it afterwards, because they often name what
/// in turn names the role, such as a key.
class Role {
 public:
  Role(Stack& stack, Resource<aws::IamRole> resource)
      : stack_{stack}, resource_{std::move(resource)} {}
  Role(const Role&) = delete;
  Role& operator=(const Role&) = delete;

  [[nodiscard]] const Resource<aws::IamRole>& resource() const { return resource_; }
  [[nodiscard]] Ref<String> arn() const { return resource_.arn(); }
  [[nodiscard]] Ref<String> name() const { return resource_.name(); }

  /// Allows (or denies) what the policy says. `policy_name` has 1 to 128 letters, digits and
  /// _+=,.@-; all inline policies of a role have at most 10240 characters.
  Resource<aws::IamRolePolicy> inline_policy(std::string_view name, const Attr<String>& policy_name,
                                             const PolicyDocument& policy,
                                             SourcePlace place = SourcePlace::here());

  /// Attaches a managed policy by ARN.
  Resource<aws::IamRolePolicyAttachment> attach(std::string_view name,
                                                const Attr<String>& policy_arn,
                                                SourcePlace place = SourcePlace::here());

 private:
  Stack& stack_;
  Resource<aws::IamRole> resource_;
  std::size_t inline_size_ = 0;
};

class RoleBuilder : public Builder {
 public:
  RoleBuilder(Stack& stack, std::string_view name, SourcePlace place = SourcePlace::here())
      : Builder{stack, name, place} {}

  /// Required. 1 to 64 letters, digits and _+=,.@-.
  [[nodiscard]] RoleBuilder& name(Attr<String> name);
  /// Required: who may take the role, and when. More calls add more statements.
  [[nodiscard]] RoleBuilder& trusts(Principal principal,
                                    std::vector<PolicyCondition> conditions = {});
  /// At most 1000 characters of Latin-1.
  [[nodiscard]] RoleBuilder& description(Attr<String> description);

  Role build();

 private:
  Attr<String> role_name_;
  Attr<String> description_;
  std::vector<Statement> trust_;
};

}  // namespace idm_synth::builders
