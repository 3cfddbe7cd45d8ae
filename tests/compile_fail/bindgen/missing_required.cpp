// SPDX-License-Identifier: Apache-2.0
// A generated block without its required argument; the message names it.
// expect: "a"
#include "snapshots/bindgen/include/idm_synth/kit/nesting.hpp"

idm_synth::kit::Nesting::Listed listed{};
