// SPDX-License-Identifier: Apache-2.0
// Rendering a stack as the text of its file.
#pragma once

#include <idm_synth/core/app.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace idm_synth::synth {

/// Takes rendered text piece by piece, in order.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view text) = 0;
};

/// Keeps the whole text.
class StringSink : public Sink {
 public:
  void write(std::string_view text) override { text_ += text; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

/// Says what generated a file; every file starts with it.
struct Generator {
  /// The program to run again, such as "idm-synth": letters, digits, `_`, `-` and `.`.
  std::string program;

  /// How the notice starts, whichever version wrote it: a file is the generator's if it says so.
  [[nodiscard]] std::string claim() const;
  /// The sentences that stand in the file, with those of its stack behind them.
  [[nodiscard]] std::string notice(const std::string& note) const;
};

/// The two ways to write what Terraform reads.
enum class Syntax {
  json,  ///< https://developer.hashicorp.com/terraform/language/syntax/json
  hcl,   ///< https://developer.hashicorp.com/terraform/language/syntax/configuration
};

/// Writes the stack in Terraform's JSON syntax: two spaces, LF, a final newline, sections in a
/// fixed order and everything else in the author's. Nothing in it depends on the time or the
/// machine.
void render_json(const Stack& stack, const Generator& generator, Sink& sink);

/// Writes the same in Terraform's native syntax, laid out as `terraform fmt` does. Expressions of
/// the author's own (external<T>()) are written as they are.
void render_hcl(const Stack& stack, const Generator& generator, Sink& sink);

/// Writes the stack in the given syntax.
void render(const Stack& stack, Syntax syntax, const Generator& generator, Sink& sink);

/// What will be written: a name in the output directory, and the text.
struct File {
  std::string name;
  std::string text;
};

/// ".tf.json" or ".tf".
[[nodiscard]] std::string_view file_extension(Syntax syntax);

/// The file name of a stack.
[[nodiscard]] std::string file_name(const Stack& stack, Syntax syntax = Syntax::json);

/// All files of the App, in the order of its stacks. The App must have no errors (diagnose()).
[[nodiscard]] std::vector<File> synthesize(const App& app, const Generator& generator,
                                           Syntax syntax = Syntax::json);

}  // namespace idm_synth::synth
