// SPDX-License-Identifier: Apache-2.0
// What Step Functions itself asks of the parameters of a call, before the service sees them.
#pragma once

#include <cstdint>
#include <idm_synth/json/located.hpp>
#include <span>
#include <string>
#include <string_view>

namespace idm_synth::asl {

enum class ParameterType : std::uint8_t { text, integer, texts, objects, object, anything };

struct Parameter {
  std::string_view name;
  ParameterType type = ParameterType::text;
  bool is_required = false;
};

/// Whether it has no placeholder, "${...}", of what only Terraform knows.
[[nodiscard]] bool is_known(const json::Value& value);

/// What is wrong with the names and types of the parameters, an object; empty where nothing is. The
/// texts for unknown names and other types are recorded.
[[nodiscard]] std::string form_problem(const json::Value& parameters,
                                       std::span<const Parameter> known);

/// Step Functions reads the parameters of an integration as a template once more when it has worked
/// them out: the first name in it that ends in ".$" with a value that is no path and no call. The
/// text is recorded.
[[nodiscard]] std::string template_problem(const json::Value& value);

}  // namespace idm_synth::asl
