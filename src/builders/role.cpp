// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/builders/role.hpp>
#include <utility>

namespace idm_synth::builders {
namespace {

/// Of all inline policies of a role together, without blanks; the rule "role-policy-size" has the
/// same number for each one.
constexpr std::size_t max_inline_size = 10240;

}  // namespace

Resource<aws::IamRolePolicy> Role::inline_policy(std::string_view name,
                                                 const Attr<String>& policy_name,
                                                 const PolicyDocument& policy, SourcePlace place) {
  using Policy = aws::IamRolePolicy;
  const Document document = policy.to_document();
  auto resource = add_checked(
      stack_, name,
      Policy{.policy = stack_.document(std::string{name} + "_document", document, place),
             .role = resource_.name(),
             .name = policy_name},
      {}, place);
  report_findings(stack_, resource.node(), policy.problems(PolicyKind::identity));
  report_violations(stack_, resource.node(), Binding<Policy>::type, "policy", document);

  const std::size_t size = smallest_size(document, true);
  if (size <= max_inline_size && inline_size_ + size > max_inline_size) {
    report_findings(stack_, resource.node(),
                    {{.code = "role-policy-size",
                      .summary = "the inline policies of " + resource_.node().address() + " have " +
                                 std::to_string(inline_size_ + size) + " characters or more",
                      .help = "allowed: at most " + std::to_string(max_inline_size) +
                              " characters that are no blanks, in all of them together (IAM User "
                              "Guide, IAM quotas)"}});
  }
  inline_size_ += size;
  return resource;
}

Resource<aws::IamRolePolicyAttachment> Role::attach(std::string_view name,
                                                    const Attr<String>& policy_arn,
                                                    SourcePlace place) {
  return add_checked(
      stack_, name,
      aws::IamRolePolicyAttachment{.policy_arn = policy_arn, .role = resource_.name()}, {}, place);
}

RoleBuilder& RoleBuilder::name(Attr<String> name) {
  role_name_ = std::move(name);
  return *this;
}

RoleBuilder& RoleBuilder::trusts(Principal principal, std::vector<PolicyCondition> conditions) {
  trust_.push_back({.principal = std::move(principal),
                    .actions = "sts:AssumeRole",
                    .conditions = std::move(conditions)});
  return *this;
}

RoleBuilder& RoleBuilder::description(Attr<String> description) {
  description_ = std::move(description);
  return *this;
}

Role RoleBuilder::build() {
  using IamRole = aws::IamRole;
  if (trust_.empty()) report_missing(Binding<IamRole>::type, "trusts");
  // Without a name, Terraform would make up a random one.
  const Attr<String> name = required<IamRole>(role_name_, "name");
  const PolicyDocument trust{std::move(trust_)};
  const Document document = trust.to_document();
  auto role = add(IamRole{.assume_role_policy = this->document("_trust_document", document),
                          .description = description_,
                          .name = name});
  report_findings(stack(), role.node(), trust.problems(PolicyKind::trust));
  report_violations(stack(), role.node(), Binding<IamRole>::type, "assume_role_policy", document);
  return {stack(), std::move(role)};
}

}  // namespace idm_synth::builders
