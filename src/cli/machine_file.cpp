// SPDX-License-Identifier: Apache-2.0
#include "machine_file.hpp"

#include <idm_synth/asl/execution_start.hpp>

#include "input_file.hpp"

namespace idm_synth::cli {

UnusableInput::UnusableInput(const std::string& path,
                             const std::vector<asl::LocatedFinding>& findings)
    : Error{"unusable input"} {
  for (const auto& finding : findings) diagnostics_.push_back(diagnostic_in(path, finding));
}

asl::Definition parsed_definition(const std::string& text, const asl::ValidateOptions& options,
                                  const std::string& path) {
  try {
    return asl::parse(json::Tree{text}, options, path);
  } catch (const asl::DefinitionError& error) {
    throw UnusableInput(path, error.findings());
  } catch (const json::SyntaxError&) {
    throw UnusableInput(path, asl::validate(text, options));
  }
}

asl::Definition parsed_definition(const AppMachine& machine) {
  return parsed_definition(machine.definition, machine.options, machine.address);
}

std::unique_ptr<const json::Tree> parsed_input(std::string text, const std::string& path) {
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  if (text.size() > asl::max_input_size) {
    throw UsageError("the input has " + std::to_string(text.size()) +
                     " bytes; an execution takes at most " + std::to_string(asl::max_input_size));
  }
  try {
    return std::make_unique<const json::Tree>(std::move(text));
  } catch (const json::SyntaxError& error) {
    throw UnusableInput(path, {{.code = "bad-json",
                                .path = "/",
                                .line = error.position().line,
                                .message = error.what(),
                                .help = error.help()}});
  }
}

}  // namespace idm_synth::cli
