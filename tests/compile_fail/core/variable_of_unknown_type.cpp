// SPDX-License-Identifier: Apache-2.0
// A variable of a type that Terraform has no word for here.
// expect: a variable cannot have this type
#include "support/example_binding.hpp"

void add(idm_synth::Stack& stack) {
  (void)stack.variable("v", idm_synth::Variable<example::Vault::Endpoint>{});
}
