// SPDX-License-Identifier: Apache-2.0
// A verb of the command line.
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace idm_synth::cli {

class Console;

/// A verb that a program has beyond those of every program.
struct Verb {
  /// What the verb does; returns the exit code of the process.
  using Action = std::function<int(Console&)>;

  std::string name;
  std::string summary;  ///< one line for --help
  /// Adds the options of the verb to its command, and returns what to do when the verb is given.
  /// The command outlives the action.
  std::function<Action(CLI::App& command)> add;
};

}  // namespace idm_synth::cli
