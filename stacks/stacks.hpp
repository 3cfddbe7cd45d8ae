// SPDX-License-Identifier: Apache-2.0
// Both stacks.
#pragma once

#include <idm_synth/core/app.hpp>

#include "stacks/config.hpp"

namespace idm_synth::stacks {

/// Adds the stacks backup_id_minter and export_id_minter to the app. What is wrong with the values
/// of the configuration is found when the app is diagnosed.
void define(App& app, const Config& config);

}  // namespace idm_synth::stacks
