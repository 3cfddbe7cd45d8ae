// SPDX-License-Identifier: Apache-2.0
#include "command.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <idm_synth/core/error.hpp>
#include <idm_synth/core/text.hpp>
#include <idm_synth/synth/output_directory.hpp>
#include <string_view>
#include <utility>

#include "config_search.hpp"

namespace idm_synth::cli {
namespace {

std::string config_file(const Program& program, const AppOptions& options) {
  if (program.config_file.empty()) return {};
  if (options.config_file.empty()) return find_config(program.config_file);
  std::error_code error;
  if (!std::filesystem::exists(options.config_file, error)) {
    throw FileError("there is no configuration file " + shown(options.config_file));
  }
  return options.config_file;
}

/// Runs the author's code: what it throws must not look like a fault of this library.
void define(const Program& program, App& app, Invocation& invocation, bool wants_imports) {
  try {
    program.define(app, invocation);
    if (wants_imports && !has_errors(invocation.diagnostics)) program.imports(app);
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    throw Error("the definition in " + program.name + " threw an exception: " + error.what());
  } catch (...) {
    throw Error("the definition in " + program.name + " threw what is no std::exception");
  }
}

}  // namespace

Defined::Defined(const Program& program, const AppOptions& options, Console& console) {
  Invocation invocation{.config_file = config_file(program, options)};
  if (!invocation.config_file.empty()) {
    console.detail("configuration: " + printable(invocation.config_file));
  }
  define(program, app_, invocation, options.wants_imports);
  diagnostics_ = std::move(invocation.diagnostics);
  mocks_ = std::move(invocation.mocks);
  // What the configuration leaves out of the App may be missed by what is in it.
  if (!has_errors(diagnostics_)) {
    const Diagnostics found = diagnose(app_);
    diagnostics_.insert(diagnostics_.end(), found.begin(), found.end());
  }
  const std::filesystem::path folder = std::filesystem::path{invocation.config_file}.parent_path();
  output_directory_ = options.output_directory;
  if (output_directory_.empty()) {
    output_directory_ = (folder / invocation.output_directory).lexically_normal().string();
  }
  if (output_directory_.size() > 1 && output_directory_.ends_with('/')) {
    output_directory_.pop_back();
  }
  if (output_directory_.empty()) output_directory_ = ".";
  console.detail("output directory: " + printable(output_directory_));
}

std::vector<synth::Syntax> syntaxes_of(const Defined& defined, const Program& program) {
  std::vector<synth::Syntax> syntaxes;
  for (const synth::StandingSyntax& standing :
       synth::standing_syntaxes(defined.app(), generator_of(program), defined.output_directory())) {
    syntaxes.push_back(standing.syntax);
  }
  return syntaxes;
}

void check_stack_names(const App& app, const std::vector<std::string>& names) {
  std::vector<std::string_view> known;
  for (const Stack& stack : app.stacks()) known.push_back(stack.name());
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    throw UsageError("there is no stack " + shown(name) + "; " + name_help(name, known));
  }
}

synth::Generator generator_of(const Program& program) {
  return {.program = program.name};
}

}  // namespace idm_synth::cli
