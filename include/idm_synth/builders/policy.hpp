// SPDX-License-Identifier: Apache-2.0
// Policies: who may do what, with which resources.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
#pragma once

#include <concepts>
#include <cstdint>
#include <idm_synth/core/attr.hpp>
#include <idm_synth/core/document.hpp>
#include <idm_synth/core/resource.hpp>
#include <idm_synth/core/stack.hpp>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace idm_synth::builders {

/// One text, or a list of texts: `"sns:Publish"` stands as a string, `{"sns:Publish"}` as a list of
/// one. Both mean the same to AWS.
class OneOrList {
 public:
  OneOrList() = default;
  template <class Text>
  requires std::convertible_to<const Text&, Attr<String>> OneOrList(const Text& text)
      : items_(1, Attr<String>(text)), is_list_{false} {}
  OneOrList(std::initializer_list<Attr<String>> items) : items_(items) {}
  OneOrList(std::vector<Attr<String>> items) : items_(std::move(items)) {}

  [[nodiscard]] const std::vector<Attr<String>>& items() const { return items_; }
  [[nodiscard]] Document to_document() const;

 private:
  std::vector<Attr<String>> items_;
  bool is_list_ = true;
};

/// Who a statement is about.
class Principal {
 public:
  Principal() = default;
  /// An AWS service, such as "backup.amazonaws.com".
  [[nodiscard]] static Principal service(OneOrList names) { return {"Service", std::move(names)}; }
  /// A role, a user or an account, by ARN.
  [[nodiscard]] static Principal aws(OneOrList arns) { return {"AWS", std::move(arns)}; }
  [[nodiscard]] static Principal everyone() { return {"*", {}}; }

  [[nodiscard]] bool is_set() const { return !kind_.empty(); }
  /// It is set, to a list of names with none in it.
  [[nodiscard]] bool is_nobody() const {
    return is_set() && kind_ != "*" && names_.items().empty();
  }
  [[nodiscard]] Document to_document() const;

 private:
  Principal(std::string kind, OneOrList names) : kind_{std::move(kind)}, names_(std::move(names)) {}

  std::string kind_;
  OneOrList names_;
};

/// A condition: `{"StringEquals", "aws:SourceAccount", account}`. It needs at least one value.
struct PolicyCondition {
  std::string test;
  std::string key;
  OneOrList values;
};

enum class Effect : std::uint8_t { allow, deny };

struct Statement {
  std::string sid = {};  ///< letters and digits
  Effect effect = Effect::allow;
  Principal principal = {};
  OneOrList actions = {};    ///< such as "sns:Publish"
  OneOrList resources = {};  ///< ARNs, or "*"
  std::vector<PolicyCondition> conditions = {};
};

/// What a policy is attached to, which decides what its statements need.
enum class PolicyKind : std::uint8_t {
  identity,  ///< a role: resources, no principal
  resource,  ///< a key, a queue, a topic: resources and a principal
  trust,     ///< what a role trusts: a principal, no resources
};

/// A policy in the language version 2012-10-17. Statements keep their order.
class PolicyDocument {
 public:
  PolicyDocument(std::initializer_list<Statement> statements) : statements_{statements} {}
  explicit PolicyDocument(std::vector<Statement> statements) : statements_{std::move(statements)} {}

  [[nodiscard]] const std::vector<Statement>& statements() const { return statements_; }
  [[nodiscard]] Document to_document() const;

  /// The same policy, where the statements that name no resource are about this one: what a policy
  /// of a topic or queue is about.
  [[nodiscard]] PolicyDocument about(const Attr<String>& resource) const;

  /// What AWS would refuse, as the author should read it; address and places are left to the
  /// caller.
  [[nodiscard]] Diagnostics problems(PolicyKind kind) const;

 private:
  std::vector<Statement> statements_;
};

/// Refuses the actions to everyone who does not use TLS, for a policy of a resource.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
[[nodiscard]] Statement deny_without_tls(OneOrList actions);

}  // namespace idm_synth::builders
