// SPDX-License-Identifier: Apache-2.0
// Writes values in Terraform's JSON syntax to a Sink, with indentation.
#pragma once

#include <cstddef>
#include <idm_synth/core/value.hpp>
#include <idm_synth/synth/render.hpp>
#include <string>
#include <string_view>

namespace idm_synth::synth {

class JsonText {
 public:
  explicit JsonText(Sink& sink) : sink_{sink} { buffer_.reserve(flush_size + slack); }

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  /// A member's key; Terraform reads it as it is, or as a template inside an expression object.
  void key(std::string_view key, bool is_template);
  /// Starts the next item of an array.
  void item() { separate(); }
  void value(const Value& value);
  void string(std::string_view text, bool is_template);
  /// Ends the text with a newline and hands it all to the sink.
  void finish();

 private:
  static constexpr std::size_t flush_size = std::size_t{64} * 1024;
  static constexpr std::size_t slack = 4096;

  void begin(char bracket);
  void end(char bracket);
  void separate();
  void line();
  void flush_when_full();

  Sink& sink_;
  std::string buffer_;
  std::size_t depth_ = 0;
  bool is_empty_ = true;  ///< nothing stands in the current object or array yet
};

}  // namespace idm_synth::synth
