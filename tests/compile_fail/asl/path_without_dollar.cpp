// SPDX-License-Identifier: Apache-2.0
// A path that does not start with a dollar sign.
// expect: path_must_start_with_a_dollar_sign
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto wrong = path("resources[0]");
