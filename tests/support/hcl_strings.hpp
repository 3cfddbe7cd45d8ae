// SPDX-License-Identifier: Apache-2.0
// The quoted strings of a file in HCL, read by rules of their own: the renderer's are not trusted.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::test {

/// Reads what the synthesizer writes: `#` starts a comment, and there are no heredocs.
/// https://developer.hashicorp.com/terraform/language/expressions/strings
class HclStrings {
 public:
  explicit HclStrings(std::string_view text) : text_{text} {
    while (at_ < text_.size()) {
      if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_[at_++] == '"') {
        read_string();
      }
    }
  }

  /// As they stand between the quotes; none that holds a template of its own.
  [[nodiscard]] const std::vector<std::string>& literals() const { return literals_; }
  /// Whether each quote and each template has its end.
  [[nodiscard]] bool is_whole() const { return is_whole_; }

 private:
  void read_string() {
    const std::size_t begin = at_;
    bool is_literal = true;
    while (at_ < text_.size() && text_[at_] != '"') {
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("$${") || rest.starts_with("%%{")) {
        at_ += 3;
      } else if (rest.starts_with("${") || rest.starts_with("%{")) {
        at_ += 2;
        is_literal = false;
        read_template();
      } else {
        at_ += rest.front() == '\\' ? 2 : 1;
      }
    }
    if (at_ >= text_.size()) {
      is_whole_ = false;
    } else if (is_literal) {
      literals_.emplace_back(text_.substr(begin, at_ - begin));
    }
    ++at_;
  }

  void read_template() {
    for (int depth = 1; depth > 0; ++at_) {
      if (at_ >= text_.size()) {
        is_whole_ = false;
        return;
      }
      if (text_[at_] == '{') ++depth;
      if (text_[at_] == '}') --depth;
      if (text_[at_] == '"') {
        ++at_;
        read_string();
        --at_;
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::string> literals_;
  bool is_whole_ = true;
};

}  // namespace idm_synth::test
