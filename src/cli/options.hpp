// SPDX-License-Identifier: Apache-2.0
// The options of verbs. The library that parses them stays behind this: it is long to compile.
#pragma once

#include <cstddef>
#include <functional>
#include <idm_synth/cli/run.hpp>
#include <string>
#include <vector>

#include "report.hpp"

namespace idm_synth::cli {

/// What is wrong with what is given; empty: nothing.
using Refuse = std::function<std::string(const std::string&)>;

/// For options that name a file: an empty name is more likely a variable that is not set than a
/// wish for what holds without the option.
[[nodiscard]] std::string refuse_empty(const std::string& name);

/// An option as --help shows it.
struct OptionHelp {
  std::string name;   ///< "--input", "-o,--output"; of an argument without one, "FILE"
  std::string value;  ///< what stands for its value, "NAME"; empty for an argument
  std::string description;
};

/// Adds an option with one value.
void add_option(CLI::App& command, const OptionHelp& help, std::string& value,
                const Refuse& refuse = refuse_empty);
/// Adds an option with a value that is a number from 1 to 999,999,999.
void add_option(CLI::App& command, const OptionHelp& help, std::size_t& value);
/// Adds an option that may be given several times, with several values.
void add_option(CLI::App& command, const OptionHelp& help, std::vector<std::string>& values,
                const Refuse& refuse = {});
/// Adds an option without which the verb is not run.
void add_required_option(CLI::App& command, const OptionHelp& help, std::string& value);
void add_flag(CLI::App& command, const std::string& name, bool& is_given,
              const std::string& description);
/// Adds an option that takes one of `names`; `choose` is called with the position of the one given.
void add_choice(CLI::App& command, const std::string& name, const std::string& description,
                const std::vector<std::string>& names, std::function<void(std::size_t)> choose);
/// Sets what --help shows below the options; a newline at its end would be one too many.
void set_footer(CLI::App& command, const std::string& text);
/// The name of the program that has the verb.
[[nodiscard]] std::string program_name(const CLI::App& command);

/// Options of every verb that works on the App.
struct AppOptions {
  std::string config_file = {};
  std::string output_directory = {};  ///< empty: as the configuration says
  bool wants_imports = false;
};

/// Adds --config, if the program takes a configuration file.
void add_config_option(CLI::App& command, const Program& program, AppOptions& options);

/// Adds -o.
void add_output_option(CLI::App& command, AppOptions& options);

/// Adds --import, if the program has import blocks.
void add_import_option(CLI::App& command, const Program& program, AppOptions& options);

/// Adds --format for a report, limited to `formats`.
void add_format_option(CLI::App& command, const std::vector<Format>& formats, Format& format);

}  // namespace idm_synth::cli
