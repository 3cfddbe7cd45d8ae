// SPDX-License-Identifier: Apache-2.0
// A number where a string is compared.
// expect: deleted
// expect: Attr<idm_synth::String>
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto wrong = string_equals(path("$.a"), 3);
