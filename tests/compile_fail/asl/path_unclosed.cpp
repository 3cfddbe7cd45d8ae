// SPDX-License-Identifier: Apache-2.0
// A path with a bracket that is not closed.
// expect: path_has_an_unclosed_bracket_or_quote
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto wrong = path("$.resources[0");
