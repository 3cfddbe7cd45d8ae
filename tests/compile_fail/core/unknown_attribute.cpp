// SPDX-License-Identifier: Apache-2.0
// An attribute that the resource does not have.
// expect-g++: has no member named
// expect-clang: no member named
// expect: endpoint
#include "support/example_binding.hpp"

idm_synth::Ref<idm_synth::String> endpoint_of(const idm_synth::Resource<example::Vault>& vault) {
  return vault.endpoint();
}
