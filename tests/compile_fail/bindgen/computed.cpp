// SPDX-License-Identifier: Apache-2.0
// An attribute that only the provider sets is given to a generated binding.
// expect-g++: has no non-static data member named
// expect-clang: field designator
// expect: token
#include "snapshots/bindgen/include/idm_synth/kit/marks.hpp"

idm_synth::kit::Marks marks{.token = "t"};
