// SPDX-License-Identifier: Apache-2.0
// A resource with deprecated arguments that leaves them out compiles without a warning, copied,
// moved and assigned.
#pragma GCC diagnostic error "-Wdeprecated-declarations"
#include "snapshots/bindgen/include/idm_synth/kit/marks.hpp"

using idm_synth::kit::Marks;

Marks copy_of(const Marks& marks) {
  Marks copy{.password = "long enough"};
  copy = marks;
  Marks moved = std::move(copy);
  return moved;
}
