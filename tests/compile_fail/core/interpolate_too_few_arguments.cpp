// SPDX-License-Identifier: Apache-2.0
// A placeholder without an argument.
// expect: interpolate_pattern_needs_one_placeholder_per_argument
#include <idm_synth/core/expression.hpp>

const auto text = idm_synth::interpolate("{}-{}", "a");
