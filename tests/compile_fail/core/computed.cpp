// SPDX-License-Identifier: Apache-2.0
// An attribute that only the provider sets is given as an argument.
// expect-g++: has no non-static data member named
// expect-clang: field designator
// expect: arn
#include "support/example_binding.hpp"

example::Vault vault{.name = "v", .arn = "arn:aws:vault"};
