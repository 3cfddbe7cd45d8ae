// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <idm_synth/cli/run.hpp>
#include <idm_synth/core/error.hpp>
#include <idm_synth/core/text.hpp>
#include <idm_synth/synth/output_directory.hpp>

#include "command.hpp"
#include "console.hpp"
#include "machine_file.hpp"
#include "report.hpp"

namespace idm_synth::cli {
namespace {

/// A file must never get the number of a standard stream that the caller has closed: what is meant
/// for the stream would be written into it.
void occupy_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) != -1) continue;
    // Opened the wrong way round, so that using it is an error still.
    (void)::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

void ignore_signals_that_are_errors() {
  std::signal(SIGPIPE, SIG_IGN);  // EPIPE
  std::signal(SIGXFSZ, SIG_IGN);  // EFBIG
}

void check_name(const std::string& name) {
  const bool is_plain =
      !name.empty() && name.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyz"
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.") == std::string::npos;
  if (!is_plain) {
    throw UsageError("a program's name may hold letters, digits, _, - and . only, unlike " +
                     shown(name));
  }
}

/// The command line of one program, and what it chooses.
class CommandLine {
 public:
  CommandLine(const Program& program, Console& console)
      : program_{program}, console_{console}, app_{program.description, program.name} {
    app_.get_formatter()->column_width(32);
    app_.get_formatter()->label("SUBCOMMAND", "VERB");
    app_.require_subcommand(1);
    if (!program.version.empty()) {
      app_.set_version_flag("--version", program.name + " " + program.version,
                            "Print the version and exit");
    }
    app_.footer("`" + program.name + " VERB --help` tells more of each.");
    for (Verb& verb :
         std::vector<Verb>{synth_verb(program), check_verb(program), list_verb(program),
                           validate_verb(program), simulate_verb(program), verify_verb(program)}) {
      add(verb);
    }
    for (const Verb& verb : program.verbs) add(verb);
  }

  int run(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      console_.out(app_.help());
      return exit_success;
    } catch (const CLI::CallForVersion& version) {
      console_.out(std::string{version.what()} + "\n");
      return exit_success;
    } catch (const CLI::ParseError& error) {
      return complain(error);
    }
    console_.set_verbosity(is_quiet_     ? Verbosity::quiet
                           : is_verbose_ ? Verbosity::verbose
                                         : Verbosity::normal);
    const CLI::App* chosen = app_.get_subcommands().front();
    const auto command = std::find_if(commands_.begin(), commands_.end(),
                                      [&](const auto& known) { return known.first == chosen; });
    return command->second(console_);
  }

 private:
  /// Throws UsageError for a verb whose name another one has, or that nobody could type.
  void add(const Verb& verb) {
    const auto is_same = [&](const auto& known) { return known.first->get_name() == verb.name; };
    if (std::any_of(commands_.begin(), commands_.end(), is_same)) {
      throw UsageError(program_.name + " has two verbs called " + shown(verb.name));
    }
    CLI::App* command = nullptr;
    try {
      command = app_.add_subcommand(verb.name, verb.summary);
    } catch (const CLI::ConstructionError& error) {
      throw UsageError(program_.name + " cannot have the verb " + shown(verb.name) + ": " +
                       error.what());
    }
    command->group("Verbs");
    commands_.emplace_back(command, Verb::Action{});
    // Only the verb that is called gets its options: making those of all takes a sixth of `synth`.
    command->preparse_callback([this, verb, index = commands_.size() - 1](std::size_t) {
      add_options(verb, commands_[index]);
    });
  }

  /// Throws UsageError for a verb that does not go with what all have.
  void add_options(const Verb& verb, std::pair<CLI::App*, Verb::Action>& command) {
    try {
      command.second = verb.add(*command.first);
      command.first->add_flag("-q,--quiet", is_quiet_, "Tell only what is wrong");
      command.first->add_flag("-v,--verbose", is_verbose_, "Tell more");
    } catch (const CLI::ConstructionError& error) {
      throw UsageError(
          program_.name + " cannot have the verb " + shown(verb.name) +
          ", since it does not go with -q and -v, which every verb has: " + error.what());
    }
  }

  /// What to say of words that are left over, at least one.
  static std::string surplus(const std::string& verb, const std::vector<std::string>& rest) {
    const auto option = std::find_if(rest.begin(), rest.end(), is_option);
    if (option != rest.end()) return "there is no option " + printable(*option);
    return verb + " takes no " + shown(rest.front());
  }

  static bool is_option(const std::string& word) { return word.size() > 1 && word[0] == '-'; }

  int complain(const CLI::ParseError& error) {
    const auto chosen = app_.get_subcommands();
    const std::string verb = chosen.empty() ? "" : chosen.front()->get_name();
    const std::string help =
        "see `" + program_.name + (verb.empty() ? "" : " " + verb) + " --help`";
    const std::vector<std::string> rest = app_.remaining(true);
    if (!verb.empty()) {
      const bool is_surplus = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
      console_.error(is_surplus ? surplus(verb, rest) : error.what(), help);
      return exit_failure;
    }
    if (!rest.empty() && is_option(rest.front())) {
      console_.error("there is no option " + printable(rest.front()), help);
      return exit_failure;
    }
    if (rest.empty()) {
      console_.error("a verb is missing", help);
      return exit_failure;
    }
    std::vector<std::string_view> verbs;
    std::vector<std::string> names;
    for (const auto& [command, action] : commands_) names.push_back(command->get_name());
    verbs.assign(names.begin(), names.end());
    const std::string_view nearest = nearest_name(rest.front(), verbs);
    console_.error("there is no verb " + shown(rest.front()),
                   nearest.empty() ? help : "did you mean `" + std::string{nearest} + "`?");
    return exit_failure;
  }

  const Program& program_;
  Console& console_;
  CLI::App app_;
  bool is_quiet_ = false;
  bool is_verbose_ = false;
  std::vector<std::pair<CLI::App*, Verb::Action>> commands_;
};

int run_reporting_errors(int argc, const char* const* argv, const Program& program) {
  Console console;
  try {
    check_name(program.name);
    return CommandLine{program, console}.run(argc, argv);
  } catch (const OutputError& error) {
    if (!error.is_closed_pipe()) console.error(error.what());
  } catch (const UnusableInput& error) {
    console.complaint(diagnostics_text(error.diagnostics(), console.talk_style()));
  } catch (const synth::ForeignFileError& error) {
    console.error(error.what(), "move the file away, or overwrite it with --force");
  } catch (const synth::AmbiguousSyntaxError& error) {
    console.error(error.what(), "say which one to keep: --format json or --format hcl");
  } catch (const Error& error) {
    console.error(error.what());
  } catch (const std::exception& error) {
    console.error("internal error: " + std::string{error.what()} + ", please report it");
  }
  return exit_failure;
}

}  // namespace

int run(int argc, const char* const* argv, const Program& program) noexcept {
  try {
    occupy_standard_descriptors();
    ignore_signals_that_are_errors();
    return run_reporting_errors(argc, argv, program);
  } catch (...) {
    // Not even the message could be written.
    return exit_failure;
  }
}

}  // namespace idm_synth::cli
