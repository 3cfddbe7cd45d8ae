// SPDX-License-Identifier: Apache-2.0
// `check`: are the committed files current?
#include <algorithm>
#include <idm_synth/synth/output_directory.hpp>
#include <iterator>

#include "command.hpp"

namespace idm_synth::cli {
namespace {

struct Options {
  AppOptions app = {};
  bool wants_diff = false;
  Format format = Format::text;
};

bool is_comparable(synth::FileState state) {
  return state == synth::FileState::differs || state == synth::FileState::missing ||
         state == synth::FileState::foreign;
}

std::vector<FileReport> compare(const App& app, const synth::Generator& generator,
                                const std::string& directory, bool wants_diff) {
  std::vector<FileReport> reports;
  for (const synth::FileStatus& file : synth::compare(app, generator, directory)) {
    FileReport& report = reports.emplace_back(FileReport{
        .path = synth::path_of(directory, file.name), .state = file.state, .line = file.line});
    // It follows the one that is compared.
    if (file.state == synth::FileState::duplicated) report.twin = std::next(reports.rbegin())->path;
    if (wants_diff && is_comparable(file.state)) {
      auto difference = synth::difference(*file.stack, file.syntax, generator, directory);
      report.is_compared = true;
      report.summary = std::move(difference.summary);
      report.diff = std::move(difference.diff);
    }
  }
  return reports;
}

/// What to do about them, for people.
std::string advice(const std::vector<FileReport>& files, const std::string& program) {
  const auto count = [&](auto... states) {
    return std::count_if(files.begin(), files.end(),
                         [&](const FileReport& file) { return ((file.state == states) || ...); });
  };
  std::string text;
  if (count(synth::FileState::differs, synth::FileState::missing) > 0) {
    text += "\n  help: run `" + program + " synth`, and commit the files";
  }
  if (count(synth::FileState::foreign) > 0) {
    text +=
        "\n  help: move foreign files away, or overwrite them with `" + program + " synth --force`";
  }
  if (count(synth::FileState::duplicated) > 0) {
    text += "\n  help: delete one of the two files, or run `" + program +
            " synth --format json` (or hcl), which does it";
  }
  if (count(synth::FileState::orphaned) > 0) text += "\n  help: remove the orphaned files";
  return text;
}

int run_check(const Program& program, const Options& options, Console& console) {
  const Defined defined{program, options.app, console};
  Report report{
      .program = program.name, .version = program.version, .diagnostics = defined.diagnostics()};
  const bool is_text = options.format == Format::text;
  const bool is_broken = has_errors(report.diagnostics);
  if (!is_broken) {
    report.files = compare(defined.app(), generator_of(program), defined.output_directory(),
                           options.wants_diff);
  }
  if (!is_text) {
    console.out(machine_text(report, options.format));
  } else if (!report.diagnostics.empty()) {
    console.complaint(diagnostics_text(report.diagnostics, console.talk_style()));
  }
  if (is_broken) return exit_failure;
  if (is_text) console.out(files_text(report.files, console.out_style()));

  const auto stale =
      std::count_if(report.files.begin(), report.files.end(),
                    [](const FileReport& file) { return file.state != synth::FileState::current; });
  const std::string total = std::to_string(report.files.size());
  if (stale == 0) {
    console.info("all files are current (" + total + ")");
    return exit_success;
  }
  console.info(std::to_string(stale) + " of " + total + " files not current" +
               advice(report.files, program.name));
  return exit_findings;
}

}  // namespace

Verb check_verb(const Program& program) {
  return {.name = "check",
          .summary = "Tell whether the committed files are current",
          .add = [&program](CLI::App& command) {
            const auto options = std::make_shared<Options>();
            add_output_option(command, options->app);
            add_config_option(command, program, options->app);
            add_import_option(command, program, options->app);
            add_flag(command, "--diff", options->wants_diff,
                     "Show what differs, by address and by line");
            add_format_option(command, {Format::text, Format::json, Format::github, Format::sarif},
                              options->format);
            set_footer(command,
                       "The files may be in either syntax, as synth --format wrote them.\n"
                       "Exit code: 0 current; 1 a file is missing, differs, or is orphaned; "
                       "2 an error.\n\nExamples:\n  " +
                           program.name + " check --diff\n  " + program.name +
                           " check --format github");
            return [&program, options](Console& console) {
              return run_check(program, *options, console);
            };
          }};
}

}  // namespace idm_synth::cli
