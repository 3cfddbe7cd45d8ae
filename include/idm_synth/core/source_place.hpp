// SPDX-License-Identifier: Apache-2.0
// Where in the author's C++ something was declared, so that a diagnostic can point there.
#pragma once

namespace idm_synth {

/// A place in a C++ source file. `std::source_location` is missing with clang 14.
struct SourcePlace {
  const char* file = "";
  unsigned line = 0;

  /// The place of the caller, when used as a default argument.
  [[nodiscard]] static constexpr SourcePlace here(const char* file = __builtin_FILE(),
                                                  unsigned line = __builtin_LINE()) noexcept {
    return {file, line};
  }
};

}  // namespace idm_synth
