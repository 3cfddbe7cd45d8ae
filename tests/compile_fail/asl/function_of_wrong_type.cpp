// SPDX-License-Identifier: Apache-2.0
// The length of a string, which is no array.
// expect: deleted
// expect: Argument<
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto wrong = states::array_length(states::uuid());
