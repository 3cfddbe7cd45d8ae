// SPDX-License-Identifier: Apache-2.0
// A brace that is neither doubled nor a placeholder.
// expect: interpolate_pattern_has_a_single_brace_write_it_twice
#include <idm_synth/core/expression.hpp>

const auto text = idm_synth::interpolate("{name}", "a");
