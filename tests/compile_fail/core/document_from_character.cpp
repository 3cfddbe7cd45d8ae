// SPDX-License-Identifier: Apache-2.0
// A character in a document: C++ would make it a number.
// expect-g++: deleted
// expect-clang: deleted
#include <idm_synth/core/document.hpp>

idm_synth::Document document{'x'};
