// SPDX-License-Identifier: Apache-2.0
// A reference to a list in the place of one of its elements.
// expect: deleted
// expect: Ref<
#include "support/example_binding.hpp"

example::Vault vault_for(const idm_synth::Resource<example::Vault>& other) {
  return {.name = "v", .zones = {"a", other.zones()}};
}
