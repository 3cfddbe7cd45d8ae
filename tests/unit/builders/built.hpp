// SPDX-License-Identifier: Apache-2.0
// A stack for a test of builders, and what they made in it.
#pragma once

#include <idm_synth/core/app.hpp>
#include <string>
#include <vector>

#include "support/value_text.hpp"

namespace idm_synth::test {

struct Built {
  App app;
  Stack& stack = app.stack("test");

  /// The element's body; "none" where there is no such element.
  [[nodiscard]] std::string body(const std::string& address) const {
    for (const Element& element : stack.elements()) {
      if (element.address() == address) return value_text(element.body);
    }
    return "none";
  }

  [[nodiscard]] std::vector<std::string> addresses() const {
    std::vector<std::string> result;
    for (const Element& element : stack.elements()) result.push_back(element.address());
    return result;
  }

  /// What was found, as "code: summary (address)".
  [[nodiscard]] std::vector<std::string> problems() const {
    std::vector<std::string> result;
    for (const Diagnostic& found : diagnose(app)) {
      result.push_back(found.code + ": " + found.summary + " (" + found.address + ")");
    }
    return result;
  }
};

using Texts = std::vector<std::string>;

}  // namespace idm_synth::test
