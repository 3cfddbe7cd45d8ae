// SPDX-License-Identifier: Apache-2.0
// A variable with a name that the service refuses.
// expect: path_has_a_bad_variable_name
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto wrong = variable("export-id");
