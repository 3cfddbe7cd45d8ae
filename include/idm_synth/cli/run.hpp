// SPDX-License-Identifier: Apache-2.0
// The command line of a program that describes infrastructure.
#pragma once

#include <concepts>
#include <functional>
#include <idm_synth/cli/verb.hpp>
#include <idm_synth/core/app.hpp>
#include <string>
#include <utility>
#include <vector>

namespace idm_synth::cli {

/// What the definition of an App learns from the command line, and what it may decide.
struct Invocation {
  /// The configuration file that was given or found; empty where there is none.
  std::string config_file = {};
  /// Where the files belong, unless -o says otherwise: relative to the folder of the configuration
  /// file, without one to the current directory.
  std::string output_directory = ".";
  /// Findings that belong to no stack, such as those about the configuration file.
  Diagnostics diagnostics = {};
  /// The text of a mock file that has a test case for each of the program's scenarios.
  /// https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
  std::string mocks = {};
};

/// A way that the program's state machine may go, for `simulate`.
struct Scenario {
  std::string name;            ///< of its test case in the mock file
  std::string summary;         ///< one line, for --help
  std::string input;           ///< of the execution, as JSON
  std::string execution_name;  ///< 1 to 80 characters
};

/// Fills the App: `[](App& app) {…}` or `[](App& app, Invocation& invocation) {…}`. It may throw,
/// best an Error; what it reports as Diagnostics is shown, and nothing is written if one is an
/// error.
class Definition {
 public:
  template <std::invocable<App&> Function>
  Definition(Function function)
      : function_{[define = std::move(function)](App& app, Invocation&) { define(app); }} {}
  template <std::invocable<App&, Invocation&> Function>
  Definition(Function function) : function_{std::move(function)} {}

  void operator()(App& app, Invocation& invocation) const { function_(app, invocation); }

 private:
  std::function<void(App&, Invocation&)> function_;
};

/// A program of the author's own.
struct Program {
  std::string name;              ///< how people call it; stands in every file that it generates
  std::string description = {};  ///< one sentence, for --help
  std::string version = {};      ///< for --version; empty: there is no such option
  /// The name of the configuration file, such as "idm-synth.json". It is given by --config, else
  /// looked for in the current directory and above it, up to the folder that holds .git. Empty:
  /// the program takes none.
  std::string config_file = {};
  Definition define;
  /// Adds a stack of import blocks for the resources of the others, such as builders::add_imports()
  /// fills. With it, `synth` and `check` have --import. Empty: they do not.
  std::function<void(App&)> imports = {};
  /// What `simulate` can run without a file; the first one unless another is named.
  std::vector<Scenario> scenarios = {};
  /// Beyond those of every program: synth, check, list, validate, simulate and verify.
  std::vector<Verb> verbs = {};
};

/// Does what the command line says and returns the exit code of the process: 0 for success, 1 for
/// what a verb is there to find (files that are not current, errors in a definition, an execution
/// that fails, a counterexample), 2 for an error. It throws nothing.
///
///     int main(int argc, char** argv) {
///       return cli::run(argc, argv, {.name = "my-infra", .define = [](App& app) { … }});
///     }
[[nodiscard]] int run(int argc, const char* const* argv, const Program& program) noexcept;

}  // namespace idm_synth::cli
