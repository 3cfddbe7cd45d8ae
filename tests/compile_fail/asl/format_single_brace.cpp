// SPDX-License-Identifier: Apache-2.0
// A template with a brace that is no placeholder.
// expect: format_template_has_a_single_brace_write_it_twice
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto text = states::format("{ {}", 1);
