// SPDX-License-Identifier: Apache-2.0
// An argument is misspelt.
// expect-g++: has no non-static data member named
// expect-clang: field designator
// expect: nmae
#include "support/example_binding.hpp"

example::Vault vault{.nmae = "v"};
