// SPDX-License-Identifier: Apache-2.0
// What the provider deprecates is set; the warning is an error here.
// expect: the provider deprecates this argument
// expect-g++: "acl"
// expect-clang: deprecated_argument.cpp:9
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include "snapshots/bindgen/include/idm_synth/kit/marks.hpp"

idm_synth::kit::Marks marks{.acl = "private"};
