// SPDX-License-Identifier: Apache-2.0
#include "options.hpp"

#include <CLI/App.hpp>
#include <algorithm>
#include <idm_synth/core/text.hpp>
#include <iterator>
#include <string_view>
#include <utility>

namespace idm_synth::cli {
namespace {

constexpr std::pair<Format, std::string_view> format_names[] = {{Format::text, "text"},
                                                                {Format::json, "json"},
                                                                {Format::github, "github"},
                                                                {Format::sarif, "sarif"}};

std::string_view name_of(Format format) {
  return std::find_if(std::begin(format_names), std::end(format_names),
                      [&](const auto& named) { return named.first == format; })
      ->second;
}

std::string refuse_count(const std::string& text) {
  constexpr std::size_t max_digits = 9;
  const bool is_count = !text.empty() && text.size() <= max_digits && text[0] != '0' &&
                        text.find_first_not_of("0123456789") == std::string::npos;
  return is_count ? "" : shown(text) + " is no number from 1 to 999999999";
}

template <class Value>
CLI::Option& added(CLI::App& command, const OptionHelp& help, Value& value, const Refuse& refuse) {
  CLI::Option* option = command.add_option(help.name, value, help.description);
  if (refuse) option->check(refuse);
  return *option->type_name(help.value);
}

}  // namespace

std::string refuse_empty(const std::string& name) {
  return name.empty() ? "the name is empty" : "";
}

void add_option(CLI::App& command, const OptionHelp& help, std::string& value,
                const Refuse& refuse) {
  added(command, help, value, refuse);
}

void add_option(CLI::App& command, const OptionHelp& help, std::size_t& value) {
  added(command, help, value, refuse_count);
}

void add_option(CLI::App& command, const OptionHelp& help, std::vector<std::string>& values,
                const Refuse& refuse) {
  added(command, help, values, refuse);
}

void add_required_option(CLI::App& command, const OptionHelp& help, std::string& value) {
  added(command, help, value, refuse_empty).required();
}

void add_flag(CLI::App& command, const std::string& name, bool& is_given,
              const std::string& description) {
  command.add_flag(name, is_given, description);
}

void add_choice(CLI::App& command, const std::string& name, const std::string& description,
                const std::vector<std::string>& names, std::function<void(std::size_t)> choose) {
  std::string joined;
  for (const std::string& each : names) joined += (joined.empty() ? "" : "|") + each;
  command
      .add_option_function<std::string>(
          name,
          [name, names, joined, choose = std::move(choose)](const std::string& given) {
            const auto found = std::find(names.begin(), names.end(), given);
            if (found == names.end()) {
              throw CLI::ValidationError(name, shown(given) + " is none of " + joined);
            }
            choose(static_cast<std::size_t>(found - names.begin()));
          },
          description)
      ->type_name(joined);
}

void set_footer(CLI::App& command, const std::string& text) {
  command.footer(text);
}

std::string program_name(const CLI::App& command) {
  return command.get_parent()->get_name();
}

void add_config_option(CLI::App& command, const Program& program, AppOptions& options) {
  if (program.config_file.empty()) return;
  add_option(command,
             {"--config", "FILE",
              "Configuration; else " + program.config_file +
                  " here or above, up to the repository's root"},
             options.config_file);
}

void add_output_option(CLI::App& command, AppOptions& options) {
  add_option(command, {"-o,--output", "DIR", "Directory of the generated files"},
             options.output_directory);
}

void add_import_option(CLI::App& command, const Program& program, AppOptions& options) {
  if (!program.imports) return;
  add_flag(command, "--import", options.wants_imports,
           "Also a file of import blocks, for a deployment that is in no state");
}

void add_format_option(CLI::App& command, const std::vector<Format>& formats, Format& format) {
  std::vector<std::string> names;
  names.reserve(formats.size());
  for (const Format candidate : formats) names.emplace_back(name_of(candidate));
  add_choice(command, "--format", "Form of the output (text)", names,
             [formats, &format](std::size_t position) { format = formats[position]; });
}

}  // namespace idm_synth::cli
