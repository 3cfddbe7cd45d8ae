// SPDX-License-Identifier: Apache-2.0
// A string where a number is compared.
// expect: deleted
// expect: Attr<idm_synth::Number>
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto wrong = numeric_equals(path("$.a"), "3");
