// SPDX-License-Identifier: Apache-2.0
// `list`: what the App holds.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "command.hpp"

namespace idm_synth::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  AppOptions app = {};
  Format format = Format::text;
};

std::string text_of(const SourcePlace& place) {
  return std::string{place.file} + ":" + std::to_string(place.line);
}

std::string list_text(const App& app, const std::vector<synth::Syntax>& syntaxes,
                      const Style& style) {
  std::string out;
  auto syntax = syntaxes.begin();
  for (const Stack& stack : app.stacks()) {
    out.append(style.strong).append(stack.name()).append(style.end);
    out += "  " + synth::file_name(stack, *syntax++) + "  " + text_of(stack.place()) + "\n";
    std::vector<std::string> addresses;
    std::size_t width = 0;
    for (const Element& element : stack.elements()) {
      width = std::max(width, addresses.emplace_back(element.address()).size());
    }
    for (std::size_t i = 0; i < addresses.size(); ++i) {
      out += "  " + addresses[i] + std::string(width - addresses[i].size() + 2, ' ');
      out.append(style.faint).append(text_of(stack.elements()[i].place)).append(style.end) += '\n';
    }
    for (const Override& change : stack.overrides()) {
      out += "  override of " + change.address + ": " + change.path + "  ";
      out.append(style.faint).append(text_of(change.place)).append(style.end) += '\n';
    }
  }
  return out;
}

Json place_json(const SourcePlace& place) {
  return {{"file", place.file}, {"line", place.line}};
}

std::string list_json(const App& app, const std::vector<synth::Syntax>& syntaxes) {
  auto syntax = syntaxes.begin();
  Json stacks = Json::array();
  for (const Stack& stack : app.stacks()) {
    Json elements = Json::array();
    for (const Element& element : stack.elements()) {
      elements.push_back({{"address", element.address()}, {"place", place_json(element.place)}});
    }
    Json overrides = Json::array();
    for (const Override& change : stack.overrides()) {
      overrides.push_back({{"address", change.address},
                           {"path", change.path},
                           {"place", place_json(change.place)}});
    }
    stacks.push_back({{"name", stack.name()},
                      {"file", synth::file_name(stack, *syntax++)},
                      {"place", place_json(stack.place())},
                      {"elements", std::move(elements)},
                      {"overrides", std::move(overrides)}});
  }
  return Json{{"stacks", std::move(stacks)}}.dump(2, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

int run_list(const Program& program, const Options& options, Console& console) {
  const Defined defined{program, options.app, console};
  if (!defined.diagnostics().empty()) {
    console.complaint(diagnostics_text(defined.diagnostics(), console.talk_style()));
  }
  if (has_errors(defined.diagnostics())) return exit_failure;
  const std::vector<synth::Syntax> syntaxes = syntaxes_of(defined, program);
  console.out(options.format == Format::json
                  ? list_json(defined.app(), syntaxes)
                  : list_text(defined.app(), syntaxes, console.out_style()));
  return exit_success;
}

}  // namespace

Verb list_verb(const Program& program) {
  return {.name = "list",
          .summary = "List the stacks, their elements and overrides",
          .add = [&program](CLI::App& command) {
            const auto options = std::make_shared<Options>();
            add_config_option(command, program, options->app);
            add_format_option(command, {Format::text, Format::json}, options->format);
            set_footer(command, "Examples:\n  " + program.name + " list\n  " + program.name +
                                    " list --format json");
            return [&program, options](Console& console) {
              return run_list(program, *options, console);
            };
          }};
}

}  // namespace idm_synth::cli
