// SPDX-License-Identifier: Apache-2.0
// The same with blocks.
// expect: the provider deprecates this argument
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include "snapshots/bindgen/include/idm_synth/kit/marks.hpp"

idm_synth::kit::Marks marks{.old_rule = {{.a = "1"}, {.a = "2"}}};
