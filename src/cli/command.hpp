// SPDX-License-Identifier: Apache-2.0
// What the verbs share: the App that they work on.
#pragma once

#include <idm_synth/cli/run.hpp>
#include <idm_synth/synth/render.hpp>
#include <string>
#include <vector>

#include "console.hpp"
#include "options.hpp"

namespace idm_synth::cli {

enum ExitCode : int { exit_success = 0, exit_findings = 1, exit_failure = 2 };

/// The App that a verb works on, defined and diagnosed.
class Defined {
 public:
  /// Throws Error for what the definition throws, or a configuration file that is not there.
  Defined(const Program& program, const AppOptions& options, Console& console);

  [[nodiscard]] const App& app() const { return app_; }
  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }
  [[nodiscard]] const std::string& output_directory() const { return output_directory_; }
  /// The mock file of the program's scenarios.
  [[nodiscard]] const std::string& mocks() const { return mocks_; }

 private:
  App app_;
  Diagnostics diagnostics_;
  std::string output_directory_;
  std::string mocks_;
};

/// The syntax in which each stack of the App is, or would be, written, in order.
[[nodiscard]] std::vector<synth::Syntax> syntaxes_of(const Defined& defined,
                                                     const Program& program);

/// Throws Error, naming the nearest, if no stack has one of the names.
void check_stack_names(const App& app, const std::vector<std::string>& names);

[[nodiscard]] synth::Generator generator_of(const Program& program);

// The verbs that every program has.
[[nodiscard]] Verb synth_verb(const Program& program);
[[nodiscard]] Verb check_verb(const Program& program);
[[nodiscard]] Verb list_verb(const Program& program);
[[nodiscard]] Verb validate_verb(const Program& program);
[[nodiscard]] Verb simulate_verb(const Program& program);
[[nodiscard]] Verb verify_verb(const Program& program);

}  // namespace idm_synth::cli
