// SPDX-License-Identifier: Apache-2.0
// What the tests of asl share: a Document as the text of a definition.
#pragma once

#include <idm_synth/core/document.hpp>
#include <nlohmann/json.hpp>
#include <string>

namespace idm_synth::tests {

/// The document as JSON, with Terraform expressions as `${...}`. Members keep their order; numbers
/// are written in their shortest form.
inline nlohmann::ordered_json to_json(const Document& document) {
  struct Visitor {
    nlohmann::ordered_json operator()(const Expression& expression) const {
      return "${" + expression.text() + "}";
    }
    nlohmann::ordered_json operator()(const Template& text) const {
      std::string joined;
      for (const auto& part : text.parts()) {
        const auto* literal = std::get_if<std::string>(&part);
        joined += literal != nullptr ? *literal : "${" + std::get<Expression>(part).text() + "}";
      }
      return joined;
    }
    nlohmann::ordered_json operator()(const std::shared_ptr<const Document::Array>& items) const {
      auto array = nlohmann::ordered_json::array();
      for (const Document& item : *items) array.push_back(to_json(item));
      return array;
    }
    nlohmann::ordered_json operator()(
        const std::shared_ptr<const Document::Object>& members) const {
      auto object = nlohmann::ordered_json::object();
      for (const Document::Member& member : *members) object[member.key] = to_json(member.value);
      return object;
    }
    nlohmann::ordered_json operator()(double number) const {
      const auto whole = static_cast<std::int64_t>(number);
      if (static_cast<double>(whole) == number) return whole;
      return number;
    }
    template <class Scalar>
    nlohmann::ordered_json operator()(const Scalar& scalar) const {
      return scalar;
    }
  };
  return std::visit(Visitor{}, document.value());
}

/// Compact JSON with the keys in the document's order.
inline std::string json_of(const Document& document) {
  return to_json(document).dump();
}

}  // namespace idm_synth::tests
