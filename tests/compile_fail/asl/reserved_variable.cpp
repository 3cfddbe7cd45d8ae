// SPDX-License-Identifier: Apache-2.0
// A variable of a reserved name.
// expect: path_must_not_use_the_reserved_variable_states
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto wrong = variable("states");
