// SPDX-License-Identifier: Apache-2.0
// What the tests of the configuration share.
#pragma once

#include <fstream>
#include <idm_synth/core/diagnostic.hpp>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "stacks/config_file.hpp"
#include "support/catch.hpp"

namespace idm_synth::test {

inline std::string read_text(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  INFO(path);
  REQUIRE(file.is_open());
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// One finding: where it is, then what it says and its help, a line each.
inline std::string to_text(const Diagnostics& findings) {
  std::string text;
  for (const Diagnostic& finding : findings) {
    REQUIRE(finding.places.size() == 1);
    const Place& place = finding.places.front();
    text += place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) +
            ": " + finding.code + "\n  " + finding.summary + "\n  " + finding.help + "\n";
  }
  return text;
}

/// What is wrong with a configuration; empty where nothing is.
inline std::string problems_of(std::string text, const std::string& file_name = "idm-synth.json") {
  const auto result = stacks::parse_config(std::move(text), file_name);
  const auto* findings = std::get_if<Diagnostics>(&result);
  return findings == nullptr ? "" : to_text(*findings);
}

/// A configuration that must be right.
inline stacks::Config config_of(std::string text) {
  INFO(problems_of(text));
  auto result = stacks::parse_config(std::move(text), "idm-synth.json");
  REQUIRE(std::holds_alternative<stacks::Config>(result));
  return std::get<stacks::Config>(std::move(result));
}

}  // namespace idm_synth::test
