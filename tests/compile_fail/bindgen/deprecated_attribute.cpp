// SPDX-License-Identifier: Apache-2.0
// A reference to an attribute that the provider deprecates.
// expect: the provider deprecates it
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include "snapshots/bindgen/include/idm_synth/kit/marks.hpp"

auto read(const idm_synth::Resource<idm_synth::kit::Marks>& marks) { return marks.old_arn(); }
