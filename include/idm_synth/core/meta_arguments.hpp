// SPDX-License-Identifier: Apache-2.0
// Terraform's meta-arguments: what every resource takes, whatever its type.
// https://developer.hashicorp.com/terraform/language/meta-arguments
#pragma once

#include <idm_synth/core/attr.hpp>
#include <idm_synth/core/resource.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace idm_synth {

/// A condition that Terraform checks while it plans or applies.
struct Condition {
  Required<Bool, "condition"> condition;
  Required<String, "error_message"> error_message;
};

/// Attributes whose changes Terraform ignores once the resource exists.
class IgnoreChanges {
 public:
  IgnoreChanges() = default;
  /// Attribute paths of the resource itself, such as "tags" or "rule[0].schedule".
  IgnoreChanges(std::initializer_list<std::string> attributes) : attributes_{attributes} {}
  [[nodiscard]] static IgnoreChanges all() {
    IgnoreChanges everything;
    everything.all_ = true;
    return everything;
  }

  [[nodiscard]] bool is_all() const { return all_; }
  [[nodiscard]] const std::vector<std::string>& attributes() const { return attributes_; }

 private:
  std::vector<std::string> attributes_;
  bool all_ = false;
};

/// How Terraform creates, replaces and destroys the resource.
struct Lifecycle {
  std::optional<bool> create_before_destroy = std::nullopt;
  std::optional<bool> prevent_destroy = std::nullopt;
  IgnoreChanges ignore_changes = {};
  std::vector<AnyNode> replace_triggered_by = {};
  std::vector<Condition> precondition = {};
  std::vector<Condition> postcondition = {};
};

/// A provider configuration to use in the place of the default one; Stack::provider() returns it.
class ProviderReference {
 public:
  ProviderReference(Expression expression) : expression_{std::move(expression)} {}
  [[nodiscard]] const Expression& expression() const { return expression_; }

 private:
  Expression expression_;
};

/// What for_each takes: a map, or a set of strings.
class ForEach {
 public:
  ForEach() = default;
  ForEach(Attr<Map<String>> map) : value_{std::move(map)} {}
  template <class T>
  ForEach(const Ref<Map<T>>& map) : value_{Attr<Map<String>>{map.template as<Map<String>>()}} {}
  ForEach(const Ref<Set<String>>& set) : value_{set.expression()} {}
  /// One instance for each key.
  ForEach(const std::vector<std::string>& keys) : value_{to_set(keys)} {}

  using Value = std::variant<std::monostate, Attr<Map<String>>, Expression>;
  [[nodiscard]] bool is_set() const { return value_.index() != 0; }
  [[nodiscard]] const Value& value() const { return value_; }

 private:
  /// A JSON array is a tuple to Terraform, which for_each refuses.
  static Expression to_set(const std::vector<std::string>& keys);

  Value value_;
};

/// What Stack::add() takes besides a resource's own arguments.
struct MetaArguments {
  Attr<Number> count = {};  ///< how many instances; not together with for_each
  ForEach for_each = {};
  std::optional<ProviderReference> provider = std::nullopt;
  std::vector<AnyNode> depends_on = {};
  Lifecycle lifecycle = {};
};

}  // namespace idm_synth
