// SPDX-License-Identifier: Apache-2.0
// A wildcard where one node must be named.
// expect: path_must_be_a_reference_path_without_wildcard_slice_filter_or_function
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const Parallel wrong{.branches = {}, .result_path = result_path("$.a[*]")};
