// SPDX-License-Identifier: Apache-2.0
// A resource where one of its attributes is meant.
// expect: deleted
// expect: Resource<example::Vault>
#include "support/example_binding.hpp"

example::Vault vault_for(const idm_synth::Resource<example::Vault>& other) {
  return {.name = other};
}
