// SPDX-License-Identifier: Apache-2.0
// Where something was written, in the author's C++ or in a file, so that a diagnostic can point
// there.
#pragma once

#include <string>
#include <utility>

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

/// A place in any file: the author's C++, or one that was read, such as a configuration.
struct Place {
  // Implicit, so that a SourcePlace can be given wherever a Place is wanted.
  Place(const SourcePlace& source) : file{source.file}, line{source.line} {}
  Place(std::string in_file, unsigned at_line, unsigned at_column = 0)
      : file{std::move(in_file)}, line{at_line}, column{at_column} {}

  std::string file;
  unsigned line;        ///< from 1; 0 where only the file is known
  unsigned column = 0;  ///< from 1, in characters; 0 where it is unknown
};

}  // namespace idm_synth
