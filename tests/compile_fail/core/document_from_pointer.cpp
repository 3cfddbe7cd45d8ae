// SPDX-License-Identifier: Apache-2.0
// A pointer in a document: C++ would make it true.
// expect-g++: deleted
// expect-clang: deleted
#include <idm_synth/core/document.hpp>

int number = 1;
idm_synth::Document document{&number};
