// SPDX-License-Identifier: Apache-2.0
// Payload templates out of JSON.
#include <algorithm>
#include <idm_synth/asl/parse_intrinsic.hpp>

#include "../computed_key.hpp"
#include "reader.hpp"

namespace idm_synth::asl::parsing {
namespace {

using Kind = json::Value::Kind;

std::optional<Payload> computed(const json::Value& value) {
  if (value.kind() != Kind::string) return std::nullopt;
  if (value.text().starts_with('$')) {
    PathProblem problem = PathProblem::none;
    if (auto path = Path::parse(value.text(), problem)) return Payload{std::move(*path)};
    return std::nullopt;
  }
  auto parsed = parse_intrinsic(value.text());
  if (auto* call = std::get_if<Intrinsic>(&parsed)) return Payload{std::move(*call)};
  return std::nullopt;
}

/// Whether anything inside is computed.
bool is_template(const json::Value& value) {
  if (value.kind() == Kind::array) {
    return std::any_of(value.items().begin(), value.items().end(), is_template);
  }
  return value.kind() == Kind::object &&
         std::any_of(value.members().begin(), value.members().end(), [](const auto& member) {
           return is_computed_key(member.key) || is_template(member.value);
         });
}

}  // namespace

Document document(const json::Value& value) {
  switch (value.kind()) {
    case Kind::null:
      break;
    case Kind::boolean:
      return value.boolean();
    case Kind::integer:
      return value.integer();
    case Kind::number:
      if (value.digits().empty()) return value.number();
      return Document::LargeInteger{std::string{value.digits()}};
    case Kind::string:
      return value.text();
    case Kind::array: {
      Document::Array items;
      items.reserve(value.items().size());
      for (const json::Value& item : value.items()) items.push_back(document(item));
      return items;
    }
    case Kind::object: {
      Document::Object members;
      members.reserve(value.members().size());
      for (const json::Member& member : value.members()) {
        members.push_back({std::string{member.key}, document(member.value)});
      }
      return members;
    }
  }
  return nullptr;
}

Payload payload(const json::Value& value, bool is_jsonata) {
  if (is_jsonata || !is_template(value)) return document(value);
  if (value.kind() == Kind::object) return fields(value, is_jsonata);
  std::vector<Payload> items;
  items.reserve(value.items().size());
  for (const json::Value& item : value.items()) items.push_back(payload(item, is_jsonata));
  return Items{std::move(items)};
}

Fields fields(const json::Value& value, bool is_jsonata) {
  if (value.kind() != Kind::object) throw Unreadable{value, "an object"};
  std::vector<Field> all;
  all.reserve(value.members().size());
  for (const auto& [key, offset, inner] : value.members()) {
    auto call = is_jsonata || !is_computed_key(key) ? std::nullopt : computed(inner);
    if (call) {
      all.push_back({std::string{plain_key(key)}, std::move(*call)});
    } else {
      all.push_back({std::string{key}, payload(inner, is_jsonata)});
    }
  }
  return Fields{std::move(all)};
}

}  // namespace idm_synth::asl::parsing
