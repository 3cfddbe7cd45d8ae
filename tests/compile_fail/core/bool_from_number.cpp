// SPDX-License-Identifier: Apache-2.0
// A number where a bool is expected.
// expect: deleted
// expect: Attr<idm_synth::Bool>
#include "support/example_binding.hpp"

example::Vault vault{.name = "v", .enabled = 1};
