// SPDX-License-Identifier: Apache-2.0
// nullptr where text is expected.
// expect: deleted
// expect: nullptr
#include "support/example_binding.hpp"

example::Vault vault{.name = nullptr};
