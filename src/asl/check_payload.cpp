// SPDX-License-Identifier: Apache-2.0
// The rules of payload templates.
#include <idm_synth/core/text.hpp>
#include <set>

#include "computed_key.hpp"
#include "findings.hpp"

namespace idm_synth::asl {
namespace {

constexpr std::size_t deepest_intrinsic = 10;  // calls in one another

void check_key(Findings& found, std::string_view key, std::set<std::string_view>& keys,
               const std::string& pointer) {
  if (key.ends_with(computed_suffix)) {
    found.report(pointer + step(key), "the key " + shown(key) + " is written with its .$",
                 "leave the .$ out: it comes by itself when the value is a path() or a function");
  }
  if (!keys.insert(key).second) {
    found.report(pointer + step(key), "the key " + shown(key) + " stands twice", "leave one out");
  }
}

void check_literal(Findings& found, const Document& literal, const std::string& pointer) {
  if (const auto* members = literal.object()) {
    std::set<std::string_view> keys;
    for (const Document::Member& member : *members) {
      check_key(found, member.key, keys, pointer);
      check_literal(found, member.value, pointer + step(member.key));
    }
  } else if (const auto* items = literal.array()) {
    for (std::size_t i = 0; i < items->size(); ++i) {
      check_literal(found, (*items)[i], pointer + step(i));
    }
  }
}

}  // namespace

void check_assign(Findings& found, const Fields& assign, const std::string& state_pointer) {
  const std::string pointer = state_pointer + "/Assign";
  for (const Field& field : assign.get()) {
    const PathProblem problem = detail::variable_name_problem(field.key);
    if (problem != PathProblem::none && !field.key.ends_with(computed_suffix)) {
      found.report(pointer + step(field.key), shown(field.key) + " cannot name a variable",
                   std::string{describe(problem)});
    }
  }
  check_fields(found, assign, pointer);
}

void check_reference(Findings& found, const Path& path, const std::string& pointer) {
  const PathProblem problem = path_problem(path.text(), PathKind::reference);
  if (problem == PathProblem::none) return;
  found.report(pointer, shown(path.text()) + " is no reference path",
               std::string{describe(problem)});
}

void check_fields(Findings& found, const Fields& fields, const std::string& pointer) {
  std::set<std::string_view> keys;
  for (const auto& [key, value] : fields.get()) {
    check_key(found, key, keys, pointer);
    check_payload(found, value, pointer + step(value.is_computed() ? key + ".$" : key));
  }
}

void check_payload(Findings& found, const Payload& payload, const std::string& pointer) {
  if (const auto* fields = std::get_if<Fields>(&payload.value())) {
    check_fields(found, *fields, pointer);
  } else if (const auto* items = std::get_if<Items>(&payload.value())) {
    for (std::size_t i = 0; i < items->get().size(); ++i) {
      const Payload& item = items->get()[i];
      if (item.is_computed()) {
        found.report(pointer + step(i), "an item of an array cannot be computed by itself",
                     "make the whole array with states::array()");
      }
      check_payload(found, item, pointer + step(i));
    }
  } else if (const auto* call = std::get_if<Intrinsic>(&payload.value())) {
    const std::size_t depth = call->depth();
    if (depth > deepest_intrinsic) {
      found.report(pointer, "functions are nested " + std::to_string(depth) + " deep",
                   "allowed are 10; keep a part in a variable");
    }
  } else if (const Document* literal = payload.literal()) {
    check_literal(found, *literal, pointer);
  }
}

}  // namespace idm_synth::asl
