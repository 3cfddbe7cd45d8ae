// SPDX-License-Identifier: Apache-2.0
// Findings in the forms that people and machines read.
#pragma once

#include <cstddef>
#include <idm_synth/core/diagnostic.hpp>
#include <idm_synth/synth/diff.hpp>
#include <idm_synth/synth/output_directory.hpp>
#include <string>
#include <vector>

#include "console.hpp"

namespace idm_synth::cli {

enum class Format {
  text,
  json,
  github,  ///< workflow commands, shown as annotations in a pull request
  sarif,   ///< SARIF 2.1.0, for code scanning
};

/// A file of the output directory, and what is different about it.
struct FileReport {
  std::string path;
  synth::FileState state = synth::FileState::current;
  std::size_t line = 0;      ///< the first that differs, from 1; else 0
  std::string twin = {};     ///< duplicated: the path of the other file of the stack; else empty
  bool is_compared = false;  ///< whether `summary` and `diff` have been made
  synth::ChangeSummary summary = {};
  std::string diff = {};
};

struct Report {
  std::string program;
  std::string version = {};
  Diagnostics diagnostics = {};
  std::vector<FileReport> files = {};
};

/// A path or an address for a person: as it is, or shown() where a terminal would obey it.
[[nodiscard]] std::string printable(const std::string& text);

/// `error[code]: summary` and the lines below it, for each; without the last newline.
[[nodiscard]] std::string diagnostics_text(const Diagnostics& diagnostics, const Style& style);

/// What is wrong with the files, one line each and more where they have been compared.
[[nodiscard]] std::string files_text(const std::vector<FileReport>& files, const Style& style);

/// The whole report in any format but text.
[[nodiscard]] std::string machine_text(const Report& report, Format format);

}  // namespace idm_synth::cli
