// SPDX-License-Identifier: Apache-2.0
// `simulate`: one execution of a state machine on a virtual clock.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <idm_synth/asl/execution_start.hpp>
#include <idm_synth/asl/mock_config.hpp>
#include <idm_synth/core/text.hpp>
#include <memory>
#include <optional>
#include <random>

#include "command.hpp"
#include "input_file.hpp"
#include "machine_file.hpp"
#include "timeline.hpp"

namespace idm_synth::cli {
namespace {

struct Options {
  AppOptions app = {};
  std::string file = {};
  std::string address = {};
  std::string input = {};
  std::string mocks = {};
  std::string test_case = {};
  std::string machine = {};
  std::string execution_name = {};
  std::string start_time = {};
  std::size_t repeat = 0;  ///< 0: a single one, which is shown
  Format format = Format::text;
};

/// What is simulated, and what it is simulated with by default.
struct Subject {
  asl::Definition definition;
  std::string machine_name = {};
  std::string input = "{}";
  std::string execution_name = {};
  std::string test_case = {};
  std::string mocks = {};       ///< a text
  std::string mocks_path = {};  ///< where it comes from; empty: there are no mocks
};

AppMachine chosen_machine(const App& app, const std::string& address) {
  std::vector<AppMachine> machines = machines_of(app);
  std::vector<std::string_view> addresses;
  addresses.reserve(machines.size());
  for (const AppMachine& machine : machines) addresses.push_back(machine.address);
  if (machines.empty()) {
    throw UsageError("the stacks have no state machine; name a FILE with a definition");
  }
  if (address.empty()) {
    if (machines.size() == 1) return std::move(machines.front());
    throw UsageError("the stacks have several state machines; choose one by --address: " +
                     joined(addresses));
  }
  const auto found = std::find(addresses.begin(), addresses.end(), address);
  if (found == addresses.end()) {
    throw UsageError("the stacks have no state machine " + shown(address) +
                     "; there are: " + joined(addresses));
  }
  return std::move(machines[static_cast<std::size_t>(found - addresses.begin())]);
}

const Scenario* find_scenario(const Program& program, const std::string& name) {
  const auto found = std::find_if(program.scenarios.begin(), program.scenarios.end(),
                                  [&](const Scenario& scenario) { return scenario.name == name; });
  return found == program.scenarios.end() ? nullptr : &*found;
}

[[noreturn]] void throw_no_scenario(const Program& program, const std::string& name) {
  std::vector<std::string_view> names;
  for (const Scenario& scenario : program.scenarios) names.push_back(scenario.name);
  if (names.empty()) throw UsageError("--test-case needs --mocks: the program has no scenarios");
  throw UsageError("there is no scenario " + shown(name) + "; " + name_help(name, names));
}

Subject app_subject(const Program& program, const Options& options, Console& console) {
  const Defined defined{program, options.app, console};
  if (has_errors(defined.diagnostics())) throw UnusableInput(defined.diagnostics());
  const AppMachine machine = chosen_machine(defined.app(), options.address);
  Subject subject{.definition = parsed_definition(machine),
                  .machine_name = machine.name,
                  .test_case = options.test_case};
  const Scenario* scenario = find_scenario(program, options.test_case);
  if (options.mocks.empty()) {
    if (scenario == nullptr && !options.test_case.empty()) {
      throw_no_scenario(program, options.test_case);
    }
    subject.mocks = defined.mocks();
    if (!subject.mocks.empty()) subject.mocks_path = "the scenarios of " + program.name;
  }
  if (scenario == nullptr && !program.scenarios.empty()) scenario = &program.scenarios.front();
  if (scenario == nullptr) return subject;
  subject.input = scenario->input;
  subject.execution_name = scenario->execution_name;
  if (options.mocks.empty()) {
    subject.test_case = scenario->name;
    console.info("scenario " + scenario->name + ": " + scenario->summary);
  }
  return subject;
}

Subject file_subject(const Options& options) {
  return {.definition = parsed_definition(read_file(options.file), {}, options.file),
          .test_case = options.test_case};
}

std::string fresh_uuid() {
  std::random_device random;
  std::string uuid = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
  constexpr std::string_view digits = "0123456789abcdef";
  for (char& c : uuid) {
    constexpr unsigned variant = 8;
    if (c == 'x') c = digits[random() % digits.size()];
    if (c == 'y') c = digits[variant + random() % 4];
  }
  return uuid;
}

asl::Time start_time(const std::string& text) {
  if (text.empty()) {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
  }
  return *asl::parse_time(text);  // refuse_time() has looked at it
}

/// The mocks of the execution, and the file that they point into.
class Mocks {
 public:
  Mocks(const Subject& subject, const std::string& machine) {
    if (subject.mocks_path.empty()) return;
    try {
      config_ = std::make_unique<const asl::MockConfig>(subject.mocks);
      if (subject.test_case.empty()) {
        throw UsageError("--mocks needs --test-case; there are: " +
                         joined(config_->test_cases(machine)));
      }
      test_case_ = config_->test_case(machine, subject.test_case, subject.definition);
    } catch (const asl::MockConfigError& error) {
      throw UnusableInput(subject.mocks_path, error.findings());
    }
  }

  [[nodiscard]] const asl::MockTestCase& test_case() const { return test_case_; }

 private:
  std::unique_ptr<const asl::MockConfig> config_;
  asl::MockTestCase test_case_;
};

int exit_code(asl::ExecutionStatus status) {
  return status == asl::ExecutionStatus::succeeded ? exit_success : exit_findings;
}

int repeat(const asl::Program& machine, const asl::ExecutionStart& start,
           asl::MockedOutcomes& outcomes, std::size_t count, Console& console) {
  json::Arena arena;
  asl::ExecutionStatus status = asl::ExecutionStatus::succeeded;
  const auto before = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    status = machine.execute(start, outcomes, arena).status;
    outcomes.check_all_used();
    outcomes.restart();
    arena.clear();
  }
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - before;
  std::array<char, 64> seconds{};
  std::snprintf(seconds.data(), seconds.size(), "%.6f", passed.count());
  console.out("{\"executions\":" + std::to_string(count) + ",\"seconds\":" + seconds.data() +
              "}\n");
  return exit_code(status);
}

int simulate_subject(const Options& options, Subject& subject, Console& console) {
  if (!options.mocks.empty()) {
    subject.mocks = read_file(options.mocks);
    subject.mocks_path = options.mocks;
  }
  const Mocks mocks{subject, options.machine};
  const bool has_input = !options.input.empty();
  const auto input = parsed_input(has_input ? read_file_or_stdin(options.input) : subject.input,
                                  !has_input             ? "the scenario's input"
                                  : options.input == "-" ? "standard input"
                                                         : options.input);
  const asl::Program machine{subject.definition};
  asl::ExecutionStart start{.input = input->root(),
                            .input_text = std::string{input->text()},
                            .name = !options.execution_name.empty()   ? options.execution_name
                                    : !subject.execution_name.empty() ? subject.execution_name
                                                                      : fresh_uuid(),
                            .time = start_time(options.start_time),
                            .with_history = options.repeat == 0};
  if (!mocks.test_case().machine.empty()) start.machine_name = mocks.test_case().machine;
  if (!subject.machine_name.empty()) start.machine_name = subject.machine_name;
  asl::MockedOutcomes outcomes{mocks.test_case()};
  if (options.repeat > 0) return repeat(machine, start, outcomes, options.repeat, console);

  json::Arena arena;
  const asl::ExecutionResult result = machine.execute(start, outcomes, arena);
  outcomes.check_all_used();
  console.out(options.format == Format::json ? execution_json(result)
                                             : timeline_text(start, result, console.out_style()));
  for (const std::string& note : outcomes.notes()) console.info("note: " + note);
  return exit_code(result.status);
}

int simulate(const Program& program, const Options& options, Console& console) {
  if (!options.file.empty() && options.mocks.empty() && !options.test_case.empty()) {
    throw UsageError("--test-case needs --mocks");
  }
  if (!options.file.empty() && options.mocks.empty() && !options.machine.empty()) {
    throw UsageError("--machine needs --mocks");
  }
  if (!options.file.empty() && !options.address.empty()) {
    throw UsageError("--address names a machine of the stacks, and " + shown(options.file) +
                     " is a file: leave out one of them");
  }
  try {
    Subject subject =
        options.file.empty() ? app_subject(program, options, console) : file_subject(options);
    return simulate_subject(options, subject, console);
  } catch (const asl::MockMismatch& error) {
    console.error(error.what(), error.help());
  }
  return exit_failure;
}

std::string footer(const Program& program) {
  std::string text;
  if (!program.scenarios.empty()) {
    text += "Scenarios (the first without --test-case):\n";
    for (const Scenario& scenario : program.scenarios) {
      constexpr std::size_t width = 30;
      std::string name = "  " + scenario.name;
      name.resize(std::max(name.size() + 2, width), ' ');
      text += name + scenario.summary + "\n";
    }
    text += "\n";
  }
  return text +
         "Outcomes are in AWS's format for Step Functions Local (MockConfigFile.json), where\n"
         "\"DelaySeconds\" beside Return or Throw may say how long a call takes. Waits and "
         "retries\n"
         "take no real time.\n\n"
         "Exit code: 0 the execution succeeds; 1 it fails or times out; 2 unusable input.\n\n"
         "Examples:\n  " +
         program.name +
         " simulate flow.asl.json --input event.json --mocks mocks.json "
         "--test-case HappyPath\n  " +
         program.name + " simulate flow.asl.json --format json | jq .output" +
         (program.scenarios.empty()
              ? ""
              : "\n  " + program.name + " simulate --test-case " + program.scenarios.back().name);
}

std::string refuse_time(const std::string& text) {
  if (asl::parse_time(text)) return "";
  return shown(text) + " is no time of RFC 3339, such as 2026-02-10T03:21:17Z";
}

std::string refuse_name(const std::string& name) {
  const std::string problem = asl::execution_name_problem(name);
  return problem.empty() ? "" : "the name " + shown(name) + " " + problem;
}

}  // namespace

Verb simulate_verb(const Program& program) {
  return {
      .name = "simulate",
      .summary = "Run one execution of a state machine on a virtual clock",
      .add = [&program](CLI::App& command) {
        const auto options = std::make_shared<Options>();
        add_config_option(command, program, options->app);
        add_option(
            command,
            {"FILE", "", "Definition in the Amazon States Language; none: that of the stacks"},
            options->file);
        add_option(command,
                   {"--address", "ADDRESS", "The machine of the stacks, where there are several"},
                   options->address);
        add_option(command, {"--input", "FILE", "The execution's input; - is standard input"},
                   options->input);
        add_option(command, {"--mocks", "FILE", "What the calls of tasks end with"},
                   options->mocks);
        add_option(command,
                   {"--test-case", "NAME",
                    program.scenarios.empty() ? "Test case of the mocks"
                                              : "Test case of the mocks; without: a scenario"},
                   options->test_case);
        add_option(command,
                   {"--machine", "NAME", "State machine of the mocks, where there are several"},
                   options->machine);
        add_option(command, {"--execution-name", "NAME", "Else a new UUID"},
                   options->execution_name, refuse_name);
        add_option(command,
                   {"--start-time", "TIME", "When the virtual clock starts, RFC 3339; else now"},
                   options->start_time, refuse_time);
        add_option(command, {"--repeat", "N", "Execute so often, and tell how long it takes"},
                   options->repeat);
        add_format_option(command, {Format::text, Format::json}, options->format);
        set_footer(command, footer(program));
        return
            [&program, options](Console& console) { return simulate(program, *options, console); };
      }};
}

}  // namespace idm_synth::cli
