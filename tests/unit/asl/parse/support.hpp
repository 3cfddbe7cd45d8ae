// SPDX-License-Identifier: Apache-2.0
// A definition to its model and back.
#pragma once

#include <idm_synth/asl/parse.hpp>
#include <idm_synth/json/arena.hpp>
#include <idm_synth/json/located.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/document_json.hpp"

namespace idm_synth::test {

/// The definition without white space, as its model has it.
inline std::string parsed_and_rendered(const std::string& definition,
                                       const asl::ValidateOptions& options = {}) {
  const json::Tree tree{definition};
  return test::json_of(asl::to_document(asl::parse(tree, options)));
}

/// Whether two texts are the same JSON, whatever the order of members; the states of a machine must
/// have the same order.
inline bool is_same_definition(const std::string& first, const std::string& second);

namespace detail {

inline bool have_same_states(const json::Value& first, const json::Value& second) {
  if (first.kind() == json::Value::Kind::array) {
    for (std::size_t i = 0; i < first.items().size(); ++i) {
      if (!have_same_states(first.items()[i], second.items()[i])) return false;
    }
  }
  if (first.kind() != json::Value::Kind::object) return true;
  for (const json::Member& member : first.members()) {
    const json::Value& other = *second.find(member.key);
    if (!have_same_states(member.value, other)) return false;
    if (member.key != "States" || member.value.kind() != json::Value::Kind::object) continue;
    for (std::size_t i = 0; i < member.value.members().size(); ++i) {
      if (member.value.members()[i].key != other.members()[i].key) return false;
    }
  }
  return true;
}

}  // namespace detail

inline bool is_same_definition(const std::string& first, const std::string& second) {
  const json::Tree one{first};
  const json::Tree other{second};
  return json::equal(one.root(), other.root()) &&
         detail::have_same_states(one.root(), other.root());
}

inline void check_round_trip(const std::string& definition,
                             const asl::ValidateOptions& options = {}) {
  INFO(definition);
  const std::string rendered = parsed_and_rendered(definition, options);
  INFO(rendered);
  CHECK(is_same_definition(definition, rendered));
}

}  // namespace idm_synth::test
