// SPDX-License-Identifier: Apache-2.0
// A list has no place in a string.
// expect: Interpolable
#include <idm_synth/core/expression.hpp>

const auto text = idm_synth::interpolate(
    "{}", idm_synth::external<idm_synth::List<idm_synth::String>>("var.zones"));
