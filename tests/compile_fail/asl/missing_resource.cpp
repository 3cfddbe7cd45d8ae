// SPDX-License-Identifier: Apache-2.0
// A Task without what it calls.
// expect: "resource"
// expect: deleted
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const Task wrong{.call = {}};
