// SPDX-License-Identifier: Apache-2.0
// The state machine that a verb works on: of a file, or of the App.
#pragma once

#include <idm_synth/asl/parse.hpp>
#include <idm_synth/core/diagnostic.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app_machines.hpp"

namespace idm_synth::cli {

/// Findings that leave nothing to work on.
class UnusableInput : public Error {
 public:
  UnusableInput(const std::string& path, const std::vector<asl::LocatedFinding>& findings);
  explicit UnusableInput(Diagnostics diagnostics)
      : Error{"unusable input"}, diagnostics_{std::move(diagnostics)} {}

  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  Diagnostics diagnostics_;
};

/// The definition in the text; `path` is what messages call it. Throws UnusableInput.
[[nodiscard]] asl::Definition parsed_definition(const std::string& text,
                                                const asl::ValidateOptions& options,
                                                const std::string& path);

/// The same, of a machine of the App.
[[nodiscard]] asl::Definition parsed_definition(const AppMachine& machine);

/// The input of an execution, for as long as it is needed, without the white space behind it.
/// Throws UsageError for one that is too long, and UnusableInput for one that is no JSON.
[[nodiscard]] std::unique_ptr<const json::Tree> parsed_input(std::string text,
                                                             const std::string& path);

}  // namespace idm_synth::cli
