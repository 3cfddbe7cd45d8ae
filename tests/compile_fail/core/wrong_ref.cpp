// SPDX-License-Identifier: Apache-2.0
// A reference to a number where text is expected.
// expect: deleted
// expect: Ref<idm_synth::Number>
#include "support/example_binding.hpp"

example::Vault vault_for(const idm_synth::Resource<example::Vault>& other) {
  return {.name = other.size()};
}
