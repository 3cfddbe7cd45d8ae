// SPDX-License-Identifier: Apache-2.0
#include "console.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace idm_synth::cli {

OutputError::OutputError(int error)
    : Error("cannot write to standard output: " + std::generic_category().message(error)),
      is_closed_pipe_{error == EPIPE} {}

Style Style::for_descriptor(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool is_forbidden = (no_color != nullptr && *no_color != '\0') ||
                            (terminal != nullptr && std::string_view{terminal} == "dumb");
  if (is_forbidden || ::isatty(descriptor) == 0) return {};
  return {.error = "\033[1;31m",
          .warning = "\033[1;33m",
          .added = "\033[32m",
          .removed = "\033[31m",
          .strong = "\033[1m",
          .faint = "\033[2m",
          .end = "\033[0m"};
}

Console::Console()
    : log_{std::make_unique<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_st>())},
      out_style_{Style::for_descriptor(STDOUT_FILENO)},
      talk_style_{Style::for_descriptor(STDERR_FILENO)} {
  log_->set_pattern("%v");
}

Console::~Console() = default;

void Console::set_verbosity(Verbosity verbosity) {
  log_->set_level(verbosity == Verbosity::quiet     ? spdlog::level::warn
                  : verbosity == Verbosity::verbose ? spdlog::level::debug
                                                    : spdlog::level::info);
}

void Console::out(std::string_view text) {
  while (!text.empty()) {
    const ::ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      throw OutputError(errno);
    }
  }
}

void Console::detail(std::string_view text) {
  log_->log(spdlog::level::debug, spdlog::string_view_t{text.data(), text.size()});
}

void Console::info(std::string_view text) {
  log_->log(spdlog::level::info, spdlog::string_view_t{text.data(), text.size()});
}

void Console::complaint(std::string_view text) {
  log_->log(spdlog::level::err, spdlog::string_view_t{text.data(), text.size()});
}

void Console::error(std::string_view text, std::string_view help) {
  std::string lines;
  lines.append(talk_style_.error).append("error:").append(talk_style_.end);
  lines.append(" ").append(text);
  if (!help.empty()) lines.append("\n  help: ").append(help);
  complaint(lines);
}

}  // namespace idm_synth::cli
