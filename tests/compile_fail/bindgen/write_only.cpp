// SPDX-License-Identifier: Apache-2.0
// A write-only argument can be set, but not referred to.
// expect: secret
#include "snapshots/bindgen/include/idm_synth/kit/marks.hpp"

idm_synth::kit::Marks marks{.secret = "s"};
auto read(const idm_synth::Resource<idm_synth::kit::Marks>& added) { return added.secret(); }
