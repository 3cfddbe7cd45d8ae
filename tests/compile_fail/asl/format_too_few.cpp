// SPDX-License-Identifier: Apache-2.0
// A template with fewer placeholders than arguments.
// expect: format_template_needs_one_placeholder_per_argument
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto text = states::format("{}", 1, 2);
