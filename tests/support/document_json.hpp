// SPDX-License-Identifier: Apache-2.0
// A Document as JSON text, for tests.
#pragma once

#include <cmath>
#include <idm_synth/core/document.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>

namespace idm_synth::test {

inline nlohmann::ordered_json to_json(const Document& document);

namespace detail {

struct DocumentVisitor {
  using Json = nlohmann::ordered_json;

  Json operator()(const Expression& expression) const { return "${" + expression.text() + "}"; }
  Json operator()(const Template& text) const {
    std::string joined;
    for (const auto& part : text.parts()) {
      const auto* literal = std::get_if<std::string>(&part);
      joined += literal != nullptr ? *literal : "${" + std::get<Expression>(part).text() + "}";
    }
    return joined;
  }
  Json operator()(const std::shared_ptr<const Document::Array>& items) const {
    Json array = Json::array();
    for (const Document& item : *items) array.push_back(to_json(item));
    return array;
  }
  Json operator()(const std::shared_ptr<const Document::Object>& members) const {
    Json object = Json::object();
    for (const Document::Member& member : *members) object[member.key] = to_json(member.value);
    return object;
  }
  Json operator()(double number) const {
    if (std::abs(number) > 1e18) return Json(number);  // no std::int64_t
    const auto whole = static_cast<std::int64_t>(number);
    return static_cast<double>(whole) == number ? Json(whole) : Json(number);
  }
  Json operator()(const Document::LargeInteger& number) const {
    return Json(std::stod(number.digits));  // Json holds no more
  }
  template <class Scalar>
  Json operator()(const Scalar& scalar) const {
    return scalar;
  }
};

}  // namespace detail

/// The document as JSON, with Terraform expressions as `${...}`. Members keep their order; numbers
/// are written in their shortest form.
inline nlohmann::ordered_json to_json(const Document& document) {
  return std::visit(detail::DocumentVisitor{}, document.value());
}

/// Compact JSON with the keys in the document's order.
inline std::string json_of(const Document& document) {
  return to_json(document).dump();
}

}  // namespace idm_synth::test
