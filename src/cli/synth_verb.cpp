// SPDX-License-Identifier: Apache-2.0
// `synth`: writes the files.
#include <algorithm>
#include <idm_synth/synth/output_directory.hpp>

#include "command.hpp"
#include "machine_proof.hpp"

namespace idm_synth::cli {
namespace {

struct Options {
  AppOptions app = {};
  synth::WriteOptions write = {};
  bool to_stdout = false;
  bool without_verify = false;
};

/// Hands on to standard output.
class OutSink : public synth::Sink {
 public:
  explicit OutSink(Console& console) : console_{console} {}
  void write(std::string_view text) override { console_.out(text); }

 private:
  Console& console_;
};

const std::string import_help =
    "With --import, ids that AWS made up are variables: terraform asks for them, and their\n"
    "descriptions say where to find them. Remove the file once it is applied.\n\n";

bool is_chosen(const Stack& stack, const std::vector<std::string>& names) {
  return names.empty() || std::find(names.begin(), names.end(), stack.name()) != names.end();
}

/// Shows the findings; whether one is an error.
bool complain(const Diagnostics& diagnostics, Console& console) {
  if (!diagnostics.empty()) {
    console.complaint(diagnostics_text(diagnostics, console.talk_style()));
  }
  return has_errors(diagnostics);
}

int run_synth(const Program& program, const Options& options, Console& console) {
  const Defined defined{program, options.app, console};
  if (complain(defined.diagnostics(), console)) return exit_failure;
  check_stack_names(defined.app(), options.write.stacks);

  const synth::Generator generator = generator_of(program);
  const auto machines = machines_of(defined.app());
  if (complain(faults_of(machines, !options.without_verify, console), console)) return exit_failure;
  if (options.to_stdout) {
    OutSink sink{console};
    const std::vector<synth::Syntax> syntaxes = syntaxes_of(defined, program);
    auto standing = syntaxes.begin();
    for (const Stack& stack : defined.app().stacks()) {
      const synth::Syntax syntax = options.write.syntax.value_or(*standing++);
      if (is_chosen(stack, options.write.stacks)) synth::render(stack, syntax, generator, sink);
    }
    return exit_success;
  }

  const std::string& directory = defined.output_directory();
  for (const synth::WrittenFile& file :
       synth::write(defined.app(), generator, directory, options.write)) {
    console.info((file.is_removed   ? "removed   "
                  : file.is_changed ? "wrote     "
                                    : "unchanged ") +
                 printable(synth::path_of(directory, file.name)));
  }
  for (const std::string& name : synth::find_orphans(defined.app(), generator, directory)) {
    console.info("orphaned  " + printable(synth::path_of(directory, name)) +
                 ": no stack gives it any more; remove it");
  }
  return exit_success;
}

}  // namespace

Verb synth_verb(const Program& program) {
  return {
      .name = "synth", .summary = "Write the files", .add = [&program](CLI::App& command) {
        const auto options = std::make_shared<Options>();
        add_option(command, {"STACK", "", "Only these stacks; else all of them"},
                   options->write.stacks);
        add_output_option(command, options->app);
        add_config_option(command, program, options->app);
        add_import_option(command, program, options->app);
        add_choice(
            command, "--format", "Syntax of the files; else that of those that are there, or json",
            {"json", "hcl"}, [options](std::size_t position) {
              options->write.syntax = position == 0 ? synth::Syntax::json : synth::Syntax::hcl;
            });
        add_flag(command, "--force", options->write.force,
                 "Overwrite files that this program did not generate, too");
        add_flag(command, "--no-verify", options->without_verify,
                 "Do not explore the executions of state machines");
        add_flag(command, "--stdout", options->to_stdout,
                 "Write to standard output, one stack after the other");
        set_footer(
            command,
            "Files that are right already are left alone. All are written, or none. A stack's file "
            "in\n"
            "the other syntax is removed, if this program generated it. No file is written while "
            "a\n"
            "state machine breaks a rule of `validate`, or `verify` has a counterexample.\n\n" +
                (program.imports ? import_help : std::string{}) + "Examples:\n  " + program.name +
                " synth\n  " + program.name + " synth -o infra\n  " + program.name +
                " synth --format hcl");
        return
            [&program, options](Console& console) { return run_synth(program, *options, console); };
      }};
}

}  // namespace idm_synth::cli
