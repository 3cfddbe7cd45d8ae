// SPDX-License-Identifier: Apache-2.0
// Bindings of a provider that does not exist, shaped as the generated ones are.
#pragma once

#include <idm_synth/core/app.hpp>

namespace example {

using idm_synth::Attr;
using idm_synth::Block;
using idm_synth::BlockMap;
using idm_synth::Blocks;
using idm_synth::Bool;
using idm_synth::Dynamic;
using idm_synth::List;
using idm_synth::Map;
using idm_synth::Number;
using idm_synth::Ref;
using idm_synth::Required;
using idm_synth::RequiredBlock;
using idm_synth::RequiredBlocks;
using idm_synth::Set;
using idm_synth::String;

/// A resource with every type of argument and every kind of nesting.
struct Vault {
  /// The value of an object attribute.
  struct Endpoint {
    Required<String, "host"> host;
    Attr<Number> port = {};
  };
  struct Rule {
    struct Retention {
      Required<Number, "days"> days;
    };
    Required<String, "rule_name"> rule_name;
    Attr<String> schedule = {};
    Block<Retention> retention = {};
  };
  struct Label {
    Attr<String> text = {};
  };

  Required<String, "name"> name;
  Attr<Bool> enabled = {};
  Attr<Endpoint> endpoint = {};
  Attr<Dynamic> extra = {};
  Attr<Number> size = {};
  Attr<Map<String>> tags = {};
  Attr<List<List<Number>>> table = {};
  Attr<Set<String>> zones = {};
  BlockMap<Label> label = {};
  Block<Rule::Retention> retention = {};
  Blocks<Rule, 0, 2> rule = {};
};

/// A resource whose nested blocks are required.
struct Plan {
  Required<String, "vault_name"> vault_name;
  RequiredBlock<Vault::Rule::Retention, "retention"> retention;
  RequiredBlocks<Vault::Rule, "rule"> rule;
};

/// A data source.
struct Region {
  Attr<String> name = {};
};

inline void write_block(idm_synth::BlockWriter& out, const Vault::Endpoint& endpoint) {
  out.attribute("host", endpoint.host);
  out.attribute("port", endpoint.port);
}

inline void write_block(idm_synth::BlockWriter& out, const Vault::Rule::Retention& retention) {
  out.attribute("days", retention.days);
}

inline void write_block(idm_synth::BlockWriter& out, const Vault::Rule& rule) {
  out.attribute("rule_name", rule.rule_name);
  out.attribute("schedule", rule.schedule);
  out.block("retention", rule.retention);
}

inline void write_block(idm_synth::BlockWriter& out, const Vault::Label& label) {
  out.attribute("text", label.text);
}

inline void write_block(idm_synth::BlockWriter& out, const Vault& vault) {
  out.attribute("name", vault.name);
  out.attribute("enabled", vault.enabled);
  out.attribute("endpoint", vault.endpoint);
  out.attribute("extra", vault.extra);
  out.attribute("size", vault.size);
  out.attribute("tags", vault.tags);
  out.attribute("table", vault.table);
  out.attribute("zones", vault.zones);
  out.block_map("label", vault.label);
  out.block("retention", vault.retention);
  out.blocks("rule", vault.rule);
}

inline void write_block(idm_synth::BlockWriter& out, const Plan& plan) {
  out.attribute("vault_name", plan.vault_name);
  out.block("retention", plan.retention);
  out.blocks("rule", plan.rule);
}

inline void write_block(idm_synth::BlockWriter& out, const Region& region) {
  out.attribute("name", region.name);
}

}  // namespace example

namespace idm_synth {

template <>
struct Binding<example::Vault> {
  static constexpr Section section = Section::resource;
  static constexpr std::string_view type = "example_vault";
};

template <>
class Resource<example::Vault> : public Referable {
 public:
  using Referable::Referable;
  [[nodiscard]] Ref<String> arn() const { return attribute_of<String>(node(), "arn"); }
  [[nodiscard]] Ref<Bool> enabled() const { return attribute_of<Bool>(node(), "enabled"); }
  [[nodiscard]] Ref<String> name() const { return attribute_of<String>(node(), "name"); }
  [[nodiscard]] Ref<Number> size() const { return attribute_of<Number>(node(), "size"); }
  [[nodiscard]] Ref<Map<String>> tags() const { return attribute_of<Map<String>>(node(), "tags"); }
  [[nodiscard]] Ref<List<String>> zones() const {
    return attribute_of<List<String>>(node(), "zones");
  }
};

template <>
struct Binding<example::Plan> {
  static constexpr Section section = Section::resource;
  static constexpr std::string_view type = "example_plan";
};

template <>
class Resource<example::Plan> : public Referable {
 public:
  using Referable::Referable;
};

template <>
struct Binding<example::Region> {
  static constexpr Section section = Section::data;
  static constexpr std::string_view type = "example_region";
};

template <>
class Resource<example::Region> : public Referable {
 public:
  using Referable::Referable;
  [[nodiscard]] Ref<String> name() const { return attribute_of<String>(node(), "name"); }
};

}  // namespace idm_synth
