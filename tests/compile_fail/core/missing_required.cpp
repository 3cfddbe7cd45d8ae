// SPDX-License-Identifier: Apache-2.0
// A required argument is left out.
// expect: "name"
// expect: deleted
#include "support/example_binding.hpp"

example::Vault vault{.enabled = true};
