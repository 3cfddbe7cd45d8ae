// SPDX-License-Identifier: Apache-2.0
// A required nested block is left out.
// expect: "rule"
// expect: deleted
#include "support/example_binding.hpp"

example::Plan plan{.vault_name = "v", .retention = example::Vault::Rule::Retention{.days = 1}};
