// SPDX-License-Identifier: Apache-2.0
// Text where a bool is expected: C++ would make it true.
// expect: deleted
// expect: Attr<idm_synth::Bool>
#include "support/example_binding.hpp"

example::Vault vault{.name = "v", .enabled = "false"};
