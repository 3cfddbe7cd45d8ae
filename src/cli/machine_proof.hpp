// SPDX-License-Identifier: Apache-2.0
// What must hold of the App's state machines before they are written.
#pragma once

#include <idm_synth/core/diagnostic.hpp>
#include <vector>

#include "app_machines.hpp"
#include "console.hpp"

namespace idm_synth::cli {

/// What `validate` finds wrong with the machines, and, if that is no error, what `verify` does: an
/// error for each property that does not hold. A machine that nothing was found wrong with is not
/// looked at again by the same executable. Says which machines cannot be explored.
[[nodiscard]] Diagnostics faults_of(const std::vector<AppMachine>& machines, bool with_verify,
                                    Console& console);

}  // namespace idm_synth::cli
