// SPDX-License-Identifier: Apache-2.0
// A loop over the fields of a temporary, which is gone in the first turn.
// expect: deleted
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

int count() {
  int count = 0;
  for (const Field& field : Fields{{"a", 1}}.get()) count += field.key.empty() ? 0 : 1;
  return count;
}
