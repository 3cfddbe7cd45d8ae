// SPDX-License-Identifier: Apache-2.0
// Lines of generated code, at most 100 columns wide where their words allow it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace idm_synth::bindgen {

class Layout {
 public:
  void line(std::string_view text = {});
  [[nodiscard]] bool fits(std::string_view text) const;
  /// `head` and `tail` on one line, or where that is too long, on two: the second one is indented
  /// to `column` (counted from the indentation of the first).
  void wrapped(std::string_view head, std::string_view tail, std::size_t column);
  /// `///` comments: the words of each paragraph, wrapped.
  void doc(const std::vector<std::string>& paragraphs);
  void indent() { indentation_ += 2; }
  void outdent() { indentation_ -= 2; }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t indentation_ = 0;
};

}  // namespace idm_synth::bindgen
