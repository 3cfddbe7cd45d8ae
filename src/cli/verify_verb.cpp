// SPDX-License-Identifier: Apache-2.0
// `verify`: every execution of a state machine.
#include <idm_synth/asl/verify.hpp>
#include <idm_synth/synth/output_directory.hpp>
#include <memory>
#include <optional>

#include "command.hpp"
#include "input_file.hpp"
#include "machine_file.hpp"
#include "verify_report.hpp"

namespace idm_synth::cli {
namespace {

struct Options {
  AppOptions app = {};
  std::string file = {};
  std::string alert_state = {};
  std::string outcomes = {};
  std::vector<std::string> inputs = {};
  std::string scenarios = {};
  Format format = Format::text;
};

/// What machines are explored with.
asl::VerifyOptions verify_options(const Options& options,
                                  std::optional<asl::ListedOutcomes>& outcomes) {
  asl::VerifyOptions made;
  made.alert_state = options.alert_state;
  for (const std::string& path : options.inputs) {
    std::string text = read_file(path);
    static_cast<void>(parsed_input(text, path));
    made.inputs.push_back({.label = path, .text = std::move(text)});
  }
  if (options.outcomes.empty()) return made;
  try {
    outcomes.emplace(read_file(options.outcomes));
  } catch (const asl::MockConfigError& error) {
    throw UnusableInput(options.outcomes, error.findings());
  }
  made.outcomes = &*outcomes;
  return made;
}

std::vector<Verified> verify_file(const Options& options, const asl::VerifyOptions& how) {
  const asl::Definition definition = parsed_definition(read_file(options.file), {}, options.file);
  return {{.path = options.file, .file = options.file, .result = asl::verify(definition, how)}};
}

std::vector<Verified> verify_app(const Program& program, const Options& options,
                                 asl::VerifyOptions how, Console& console) {
  const Defined defined{program, options.app, console};
  if (has_errors(defined.diagnostics())) throw UnusableInput(defined.diagnostics());
  std::vector<Verified> all;
  for (const AppMachine& machine : machines_of(defined.app())) {
    if (!machine.name.empty()) how.machine_name = machine.name;
    all.push_back(
        {.path = machine.address, .result = asl::verify(parsed_definition(machine), how)});
  }
  if (all.empty()) {
    throw UsageError("the stacks have no state machine; name a FILE with a definition");
  }
  return all;
}

int verify(const Program& program, const Options& options, Console& console) {
  std::optional<asl::ListedOutcomes> outcomes;
  const asl::VerifyOptions how = verify_options(options, outcomes);
  const std::vector<Verified> all =
      options.file.empty() ? verify_app(program, options, how, console) : verify_file(options, how);
  if (!options.scenarios.empty()) synth::write(scenario_files(all), options.scenarios);
  const Scenarios scenarios{.program = program.name,
                            .directory = options.scenarios,
                            .config_file = options.app.config_file};
  console.out(options.format == Format::json ? verified_json(all)
                                             : verified_text(all, scenarios, console.out_style()));
  bool holds = true;
  for (const Verified& verified : all) holds = holds && verified.result.holds();
  if (holds) return exit_success;
  if (options.scenarios.empty()) {
    console.info("note: --scenarios DIR writes files to replay the counterexamples with");
  }
  return exit_findings;
}

}  // namespace

Verb verify_verb(const Program& program) {
  return {
      .name = "verify",
      .summary = "Explore every execution of a state machine",
      .add = [&program](CLI::App& command) {
        const auto options = std::make_shared<Options>();
        add_config_option(command, program, options->app);
        add_option(
            command,
            {"FILE", "", "Definition in the Amazon States Language; none: those of the stacks"},
            options->file);
        add_option(command,
                   {"--alert-state", "NAME",
                    "Task that tells people of a failure; else any sns:publish does"},
                   options->alert_state);
        add_option(command,
                   {"--outcomes", "FILE",
                    "What tasks may end with, for services other than RDS exports and SNS"},
                   options->outcomes);
        add_option(command,
                   {"--input", "FILE",
                    "Start with this input, too; instead of {} where nothing is exported"},
                   options->inputs, refuse_empty);
        add_option(
            command,
            {"--scenarios", "DIR", "Write files to replay the counterexamples with `simulate`"},
            options->scenarios);
        add_format_option(command, {Format::text, Format::json}, options->format);
        set_footer(
            command,
            "Each call ends in every way that the service has; each retry fails and succeeds. The\n"
            "outcomes of other services are listed by state or resource, as in a mock file:\n"
            "  {\"CountRows\": [{\"Return\": {\"rows\": 1}}, {\"Throw\": {\"Error\": "
            "\"Lambda.Unknown\"}}]}\n\n"
            "Exit code: 0 everything holds; 1 a counterexample; 2 unusable input.\n\n"
            "Examples:\n  " +
                program.name + " verify\n  " + program.name +
                " verify flow.asl.json --outcomes outcomes.json --alert-state TellPeople");
        return [&program, options](Console& console) { return verify(program, *options, console); };
      }};
}

}  // namespace idm_synth::cli
