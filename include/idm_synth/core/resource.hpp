// SPDX-License-Identifier: Apache-2.0
// What Stack::add() returns: typed references to the attributes of a resource or data source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/core/expression.hpp>
#include <idm_synth/core/source_place.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace idm_synth {

/// The sections of a Terraform file that can hold elements, in the order in which they are written.
enum class Section : std::uint8_t {
  terraform,
  provider,
  variable,
  local,
  data,
  resource,
  moved,
  import,
  output,
};

/// Names an element, so that others may depend on it.
class Node {
 public:
  Node(std::string address, SourcePlace place) : address_{std::move(address)}, place_{place} {}

  /// The Terraform address, such as `aws_sns_topic.alerts` or `data.aws_region.current`.
  [[nodiscard]] const std::string& address() const { return address_; }
  /// Which instance is meant where the element has count or for_each: `[0]`, `["blue"]`, or empty.
  [[nodiscard]] const std::string& instance() const { return instance_; }
  [[nodiscard]] const SourcePlace& place() const { return place_; }
  [[nodiscard]] Expression expression(std::string_view suffix = {}) const {
    return Expression::to(address_, instance_ + std::string{suffix});
  }

  [[nodiscard]] Node with_instance(std::string instance) const {
    Node node = *this;
    node.instance_ = std::move(instance);
    return node;
  }

 private:
  std::string address_;
  std::string instance_;
  SourcePlace place_;
};

/// The typed handle of a binding T. The generated specialisations add one accessor for each
/// attribute of the resource; nothing else may be added, for any name may be an attribute's.
template <class T>
class Resource;

/// The part that all of them share. No AWS resource has an attribute called node.
class Referable {
 public:
  explicit Referable(Node node) : node_{std::move(node)} {}
  [[nodiscard]] const Node& node() const { return node_; }

 private:
  Node node_;
};

/// What kind of element a binding T makes, and Terraform's name of its type. Generated:
/// `static constexpr Section section` and `static constexpr std::string_view type`.
template <class T>
struct Binding;

/// A reference to an attribute; the accessors are made of it.
template <class T>
[[nodiscard]] Ref<T> attribute_of(const Node& node, std::string_view attribute) {
  std::string suffix;
  suffix.reserve(1 + attribute.size());
  suffix.append(1, '.').append(attribute);
  return Ref<T>{node.expression(suffix)};
}

/// One instance of a resource that was added with `count`.
template <class T>
[[nodiscard]] Resource<T> instance(const Resource<T>& resource, std::size_t index) {
  return Resource<T>{resource.node().with_instance("[" + std::to_string(index) + "]")};
}

/// One instance of a resource that was added with `for_each`.
template <class T>
[[nodiscard]] Resource<T> instance(const Resource<T>& resource, std::string_view key) {
  return Resource<T>{resource.node().with_instance("[" + quoted_literal(key) + "]")};
}

/// The instance that belongs to the one at hand, in a resource with `for_each` or `count` of its
/// own: `instance(queue, each_key())`, `instance(bucket, count_index())`.
template <class T>
[[nodiscard]] Resource<T> instance(const Resource<T>& resource, const Ref<String>& key) {
  return Resource<T>{resource.node().with_instance("[" + key.expression().text() + "]")};
}
template <class T>
[[nodiscard]] Resource<T> instance(const Resource<T>& resource, const Ref<Number>& index) {
  return Resource<T>{resource.node().with_instance("[" + index.expression().text() + "]")};
}

/// A place where any element may be named, whatever its type.
class AnyNode {
 public:
  AnyNode(const Node& node) : expression_{node.expression()} {}
  template <class T>
  AnyNode(const Resource<T>& resource) : expression_{resource.node().expression()} {}
  /// Something that the App does not hold: `AnyNode{Expression::external("module.database")}`.
  explicit AnyNode(Expression expression) : expression_{std::move(expression)} {}

  [[nodiscard]] const Expression& expression() const { return expression_; }

 private:
  Expression expression_;
};

}  // namespace idm_synth
