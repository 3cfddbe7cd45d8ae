// SPDX-License-Identifier: Apache-2.0
// Words for what happens in an execution.
#pragma once

#include <string>

#include "steps.hpp"

namespace idm_synth::asl {

/// What a state that calls nothing does: "rule 3", "waits 5 min".
[[nodiscard]] std::string words_for(const CompiledState& state, const Effect& effect);

/// "branch 2 of 3", "iteration 1 of 10": the child of a Parallel or Map of that number, from 0.
[[nodiscard]] std::string words_for_child(const CompiledState& state, Id child, Id count);

}  // namespace idm_synth::asl
