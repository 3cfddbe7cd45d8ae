// SPDX-License-Identifier: Apache-2.0
// A number where text is expected.
// expect: deleted
// expect: int
#include "support/example_binding.hpp"

example::Vault vault{.name = 30};
