// SPDX-License-Identifier: Apache-2.0
// The two streams of a command-line program: data to standard output, talk to standard error.
#pragma once

#include <idm_synth/core/error.hpp>
#include <memory>
#include <string_view>

namespace spdlog {
class logger;
}

namespace idm_synth::cli {

/// Standard output cannot be written.
class OutputError : public Error {
 public:
  /// `error` is a value of errno.
  explicit OutputError(int error);
  /// Whoever read the output has seen enough: nothing to tell.
  [[nodiscard]] bool is_closed_pipe() const { return is_closed_pipe_; }

 private:
  bool is_closed_pipe_;
};

enum class Verbosity { quiet, normal, verbose };

/// Colours for a terminal; empty texts where none are wanted.
struct Style {
  std::string_view error = {};
  std::string_view warning = {};
  std::string_view added = {};
  std::string_view removed = {};
  std::string_view strong = {};
  std::string_view faint = {};
  std::string_view end = {};

  /// Colours only if the descriptor is a terminal, and never with NO_COLOR (https://no-color.org).
  [[nodiscard]] static Style for_descriptor(int descriptor);
};

class Console {
 public:
  Console();
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  void set_verbosity(Verbosity verbosity);

  /// Writes data to standard output. Throws OutputError.
  void out(std::string_view text);

  // Talk: each is a line, or several, without the last newline.
  void detail(std::string_view text);  ///< only with --verbose
  void info(std::string_view text);    ///< not with --quiet
  void complaint(std::string_view text);
  /// `error: <text>`, and `  help: <help>` unless it is empty.
  void error(std::string_view text, std::string_view help = {});

  [[nodiscard]] const Style& out_style() const { return out_style_; }
  [[nodiscard]] const Style& talk_style() const { return talk_style_; }

 private:
  std::unique_ptr<spdlog::logger> log_;
  Style out_style_;
  Style talk_style_;
};

}  // namespace idm_synth::cli
