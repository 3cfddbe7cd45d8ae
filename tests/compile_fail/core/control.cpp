// SPDX-License-Identifier: Apache-2.0
// What the other cases get wrong, done right: this one must compile.
#include "support/example_binding.hpp"

using idm_synth::interpolate;

example::Vault vault{.name = "v", .enabled = false, .size = 30};
example::Plan plan{.vault_name = "v",
                   .retention = example::Vault::Rule::Retention{.days = 1},
                   .rule = {{.rule_name = "r"}}};

example::Vault vault_for(const idm_synth::Resource<example::Vault>& other) {
  return {.name = interpolate("{}-{{{}}}", other.arn(), "a"),
          .enabled = other.enabled(),
          .size = other.size(),
          .zones = {"a", other.arn()}};
}

example::Vault vault_like(const idm_synth::Resource<example::Vault>& other) {
  return {.name = other.name(), .tags = other.tags(), .zones = other.zones()};
}

void add(idm_synth::Stack& stack) {
  (void)stack.variable("v", idm_synth::Variable<idm_synth::String>{});
}

const auto text = interpolate("${}", "a");
idm_synth::Document document{1};
