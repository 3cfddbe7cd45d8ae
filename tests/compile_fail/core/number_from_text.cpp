// SPDX-License-Identifier: Apache-2.0
// Text where a number is expected.
// expect: deleted
// expect: Attr<idm_synth::Number>
#include "support/example_binding.hpp"

example::Vault vault{.name = "v", .size = "30"};
