// SPDX-License-Identifier: Apache-2.0
// `validate`: definitions of state machines, in files or in the App.
#include <algorithm>
#include <atomic>
#include <exception>
#include <idm_synth/asl/validate.hpp>
#include <idm_synth/core/text.hpp>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <variant>

#include "app_machines.hpp"
#include "command.hpp"
#include "input_file.hpp"

namespace idm_synth::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  AppOptions app = {};
  std::vector<std::string> files = {};
  asl::MachineType type = asl::MachineType::standard;
  Format format = Format::text;
};

/// What was validated, and what was found.
struct Validated {
  std::string path;  ///< of the file; the address of the App's machine
  std::vector<asl::LocatedFinding> findings = {};
  /// Where the App's machine is made: there is no file to point into.
  std::vector<Place> places = {};
};

Diagnostic diagnostic_of(const Validated& validated, const asl::LocatedFinding& finding) {
  Diagnostic diagnostic = diagnostic_in(validated.path, finding);
  if (validated.places.empty()) return diagnostic;
  diagnostic.address = validated.path + " " + finding.path;
  diagnostic.places = validated.places;
  return diagnostic;
}

std::string json_text(const std::vector<Validated>& all) {
  Json files = Json::array();
  for (const Validated& validated : all) {
    Json diagnostics = Json::array();
    for (const asl::LocatedFinding& finding : validated.findings) {
      diagnostics.push_back(
          {{"severity", finding.severity == Severity::error ? "error" : "warning"},
           {"code", finding.code},
           {"path", finding.path},
           {"line", finding.line},
           {"message", finding.message},
           {"help", finding.help}});
    }
    files.push_back({{"path", validated.path}, {"diagnostics", std::move(diagnostics)}});
  }
  return Json{{"files", std::move(files)}}.dump(2, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

/// A finding about the App itself, in the form of those about definitions.
Validated validated_app(const Diagnostic& diagnostic) {
  Validated validated;
  asl::LocatedFinding finding{.severity = diagnostic.severity,
                              .code = diagnostic.code,
                              .path = diagnostic.address,
                              .message = diagnostic.summary,
                              .help = diagnostic.help};
  if (!diagnostic.places.empty()) {
    validated.path = diagnostic.places.front().file;
    finding.line = diagnostic.places.front().line;
  }
  validated.findings.push_back(std::move(finding));
  return validated;
}

/// Puts the App's own findings in front, those about one file together.
void add_app_findings(std::vector<Validated>& all, const Diagnostics& diagnostics) {
  std::vector<Validated> own;
  for (const Diagnostic& diagnostic : diagnostics) {
    Validated one = validated_app(diagnostic);
    const auto same = std::find_if(own.begin(), own.end(),
                                   [&](const Validated& known) { return known.path == one.path; });
    if (same == own.end()) {
      own.push_back(std::move(one));
    } else {
      same->findings.push_back(std::move(one.findings.front()));
    }
  }
  all.insert(all.begin(), own.begin(), own.end());
}

int report(const Program& program, Format format, const std::vector<Validated>& all,
           const Diagnostics& of_app, Console& console) {
  Report result{.program = program.name, .version = program.version, .diagnostics = of_app};
  for (const Validated& validated : all) {
    for (const asl::LocatedFinding& finding : validated.findings) {
      result.diagnostics.push_back(diagnostic_of(validated, finding));
    }
  }
  if (format == Format::json) {
    std::vector<Validated> with_app = all;
    add_app_findings(with_app, of_app);
    console.out(json_text(with_app));
  } else if (format != Format::text) {
    console.out(machine_text(result, format));
  } else if (!result.diagnostics.empty()) {
    console.out(diagnostics_text(result.diagnostics, console.out_style()) + "\n");
  }
  const auto errors = static_cast<std::size_t>(std::count_if(
      result.diagnostics.begin(), result.diagnostics.end(),
      [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; }));
  console.info(counted(all.size(), "definition") + ": " + counted(errors, "error") + ", " +
               counted(result.diagnostics.size() - errors, "warning"));
  return errors == 0 ? exit_success : exit_findings;
}

/// Validates one file; the message where it cannot be read.
std::variant<Validated, std::string> validate_file(const std::string& path, asl::MachineType type) {
  try {
    return Validated{.path = path, .findings = asl::validate(read_file(path), {.type = type})};
  } catch (const FileError& error) {
    return std::string{error.what()};
  }
}

/// Validates files, many at once where there are many; in the order in which they are given.
std::vector<std::variant<Validated, std::string>> validate_each(const Options& options) {
  constexpr std::size_t few_files = 16;  // sooner done than threads are started
  std::vector<std::variant<Validated, std::string>> results(options.files.size());
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failure;
  std::mutex failing;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < results.size(); i = next++) {
        results[i] = validate_file(options.files[i], options.type);
      }
    } catch (...) {  // out of memory, above all
      const std::scoped_lock lock{failing};
      failure = std::current_exception();
    }
  };
  {
    const std::size_t threads =
        results.size() <= few_files ? 1 : std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
    work();
  }
  if (failure != nullptr) std::rethrow_exception(failure);
  return results;
}

int validate_files(const Program& program, const Options& options, Console& console) {
  std::vector<Validated> all;
  bool is_complete = true;
  for (auto& result : validate_each(options)) {
    if (auto* validated = std::get_if<Validated>(&result)) {
      all.push_back(std::move(*validated));
    } else {
      console.error(std::get<std::string>(result));
      is_complete = false;
    }
  }
  const int code = report(program, options.format, all, {}, console);
  return is_complete ? code : exit_failure;
}

int validate_app(const Program& program, const Options& options, Console& console) {
  const Defined defined{program, options.app, console};
  std::vector<Validated> all;
  for (AppMachine& machine : machines_of(defined.app())) {
    all.push_back({.path = std::move(machine.address),
                   .findings = asl::validate(std::move(machine.definition), machine.options),
                   .places = {machine.place}});
  }
  return report(program, options.format, all, defined.diagnostics(), console);
}

}  // namespace

Verb validate_verb(const Program& program) {
  return {
      .name = "validate",
      .summary = "Check definitions of state machines, in files or in the stacks",
      .add = [&program](CLI::App& command) {
        const auto options = std::make_shared<Options>();
        add_config_option(command, program, options->app);
        add_option(
            command,
            {"FILE", "", "Definitions in the Amazon States Language; none: those of the stacks"},
            options->files);
        add_choice(command, "--type", "Type of the machines in the files (STANDARD)",
                   {"STANDARD", "EXPRESS"}, [options](std::size_t position) {
                     options->type =
                         position == 0 ? asl::MachineType::standard : asl::MachineType::express;
                   });
        add_format_option(command, {Format::text, Format::json, Format::github, Format::sarif},
                          options->format);
        set_footer(command,
                   "Exit code: 0 no error; 1 errors; 2 a file cannot be read.\n\nExamples:\n  " +
                       program.name + " validate\n  " + program.name +
                       " validate machines/*.asl.json --format github");
        return [&program, options](Console& console) {
          return options->files.empty() ? validate_app(program, *options, console)
                                        : validate_files(program, *options, console);
        };
      }};
}

}  // namespace idm_synth::cli
