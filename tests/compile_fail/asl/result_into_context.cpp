// SPDX-License-Identifier: Apache-2.0
// A result cannot be put into the context object.
// expect: path_must_lead_into_the_input_not_the_context_or_a_variable
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const Pass wrong{.result_path = result_path("$$.Execution")};
