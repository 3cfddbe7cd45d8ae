// SPDX-License-Identifier: Apache-2.0
// What becomes of a configuration, whatever it is: refused in clear words, or files that hold its
// values literally.
#pragma once

#include <algorithm>
#include <functional>
#include <idm_synth/core/app.hpp>
#include <idm_synth/synth/render.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "stacks/config_file.hpp"
#include "stacks/stacks.hpp"
#include "support/hcl_strings.hpp"

namespace idm_synth::test {

/// Whether a terminal shows it all, as it is. A line feed is part of no message but a help line's.
inline bool is_printable(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; });
}

/// What Terraform makes of a string in JSON that holds no template of its own; `<template>` if it
/// holds one. https://developer.hashicorp.com/terraform/language/expressions/strings
inline std::string evaluated(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const bool is_escape = text.starts_with("$${") || text.starts_with("%%{");
    if (text.starts_with("${") || text.starts_with("%{")) return "<template>";
    if (is_escape) text.remove_prefix(1);
    const std::size_t taken = is_escape ? 2 : 1;
    result += text.substr(0, taken);
    text.remove_prefix(taken);
  }
  return result;
}

/// Whether Terraform finds no template of its own in a string in JSON.
inline bool is_literal(std::string_view text) {
  return evaluated(text) != "<template>";
}

/// All strings of a JSON value, as they are; no keys.
inline void collect_strings(const nlohmann::json& value, std::vector<std::string>& strings) {
  if (value.is_string()) {
    strings.push_back(value);
  } else if (value.is_structured()) {
    for (const auto& child : value) collect_strings(child, strings);
  }
}

/// The text of a string in HCL that holds no template of its own; its escapes are some of JSON's.
inline std::string evaluated_hcl(const std::string& literal) {
  if (literal.find('\\') == std::string::npos) return evaluated(literal);
  const auto text = nlohmann::json::parse('"' + evaluated(literal) + '"', nullptr, false);
  return text.is_string() ? text.get<std::string>() : "<bad escape>";
}

/// What the files must hold, and Terraform must read, as it is.
inline std::vector<std::string> literal_values(const stacks::Config& config) {
  std::string prefix;
  for (const char c : config.s3_prefix) {
    if (c == '\'' || c == '{' || c == '}') prefix += '\\';
    prefix += c;
  }
  std::vector<std::string> values = {config.schedule, "States.Format('" + prefix + "/{}', $date)"};
  for (const auto& subscription : config.alert_subscriptions) {
    values.push_back(subscription.endpoint);
  }
  return values;
}

/// "" where all is well, else what is not.
inline std::string problem_of(const Diagnostics& found) {
  for (const Diagnostic& finding : found) {
    if (finding.summary.empty() || !is_printable(finding.summary)) {
      return "an unclear message: " + finding.summary;
    }
    if (finding.code.empty()) return "a finding without a code";
  }
  return "";
}

/// Refused, or written with the profile.
enum class Fate { refused, standard, hardened };

/// What becomes of the configuration; `require(holds, what)` is told what must hold.
inline Fate config_fate(const std::string& text,
                        const std::function<void(bool, const std::string&)>& require) {
  const auto read = stacks::parse_config(text, "config.json");
  if (const auto* found = std::get_if<Diagnostics>(&read)) {
    require(has_errors(*found) && problem_of(*found).empty(), problem_of(*found));
    for (const Diagnostic& finding : *found) {
      require(finding.places.size() == 1 && finding.places[0].line > 0, "a finding has no place");
    }
    return Fate::refused;
  }
  const auto& config = std::get<stacks::Config>(read);
  App app;
  stacks::define(app, config);
  const Diagnostics found = diagnose(app);
  require(problem_of(found).empty(), problem_of(found));
  if (has_errors(found)) return Fate::refused;
  std::vector<std::string> in_json;
  for (const synth::File& file : synth::synthesize(app, {.program = "idm-synth"})) {
    const auto json = nlohmann::json::parse(file.text, nullptr, false);
    require(!json.is_discarded(), file.name + " is no JSON");
    collect_strings(json, in_json);
  }
  for (std::string& string : in_json) string = evaluated(string);
  std::vector<std::string> in_hcl;
  for (const synth::File& file :
       synth::synthesize(app, {.program = "idm-synth"}, synth::Syntax::hcl)) {
    const HclStrings strings{file.text};
    require(strings.is_whole() && file.text.ends_with('\n'), file.name + " is not whole");
    for (const std::string& literal : strings.literals()) in_hcl.push_back(evaluated_hcl(literal));
  }
  for (const std::string& value : literal_values(config)) {
    for (const auto* strings : {&in_json, &in_hcl}) {
      require(std::find(strings->begin(), strings->end(), value) != strings->end(),
              (strings == &in_json ? "JSON" : "HCL") + (" is not literal: " + value));
    }
  }
  return config.profile == stacks::Profile::hardened ? Fate::hardened : Fate::standard;
}

}  // namespace idm_synth::test
