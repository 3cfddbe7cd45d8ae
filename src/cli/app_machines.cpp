// SPDX-License-Identifier: Apache-2.0
#include "app_machines.hpp"

#include <idm_synth/json/arena.hpp>
#include <map>
#include <string_view>

namespace idm_synth::cli {
namespace {

std::string placeholder(const Value& value) {
  return "${" + std::string{value.text()} + "}";
}

json::Value json_of(const Value& value, json::Arena& arena) {
  switch (value.kind()) {
    case Value::Kind::null:
      break;
    case Value::Kind::boolean:
      return json::Arena::boolean(value.boolean());
    case Value::Kind::integer:
      return json::Arena::integer(value.integer());
    case Value::Kind::number:
      return json::Arena::number(value.number());
    case Value::Kind::string:
    case Value::Kind::verbatim:
      return json::Arena::view(value.text());
    case Value::Kind::reference:
    case Value::Kind::expression:
      return arena.string(placeholder(value));
    case Value::Kind::text: {
      std::string text;
      for (const Value& part : value.items()) {
        text += part.kind() == Value::Kind::string ? std::string{part.text()} : placeholder(part);
      }
      return arena.string(text);
    }
    case Value::Kind::list:
    case Value::Kind::blocks:
      return arena.array(value.items().size(),
                         [&](std::size_t i) { return json_of(value.items()[i], arena); });
    case Value::Kind::object:
    case Value::Kind::block:
    case Value::Kind::labelled:
      return arena.object(value.entries().size(), [&](std::size_t i) {
        const Entry& entry = value.entries()[i];
        return json::Member{entry.key, 0, json_of(entry.value, arena)};
      });
  }
  return json::Arena::null();
}

/// The documents that the stacks hold as local values, by address.
std::map<std::string, Value> documents_of(const App& app) {
  std::map<std::string, Value> documents;
  for (const Stack& stack : app.stacks()) {
    for (const Element& element : stack.elements()) {
      if (element.section == Section::local) documents.emplace(element.address(), element.body);
    }
  }
  return documents;
}

}  // namespace

std::vector<AppMachine> machines_of(const App& app) {
  const std::map<std::string, Value> documents = documents_of(app);
  std::vector<AppMachine> machines;
  json::Arena arena;
  for (const Stack& stack : app.stacks()) {
    for (const Element& element : stack.elements()) {
      if (element.section != Section::resource || element.type != "aws_sfn_state_machine") continue;
      const Value* definition = element.body.find("definition");
      if (definition == nullptr || definition->kind() != Value::Kind::expression) continue;
      const auto document = documents.find(std::string{definition->address()});
      const bool is_whole = document != documents.end() &&
                            definition->text() == "jsonencode(" + document->first + ")";
      if (!is_whole) continue;
      const Value* type = element.body.find("type");
      const bool is_express =
          type != nullptr && type->kind() == Value::Kind::string && type->text() == "EXPRESS";
      const Value* name = element.body.find("name");
      machines.push_back(
          {.address = element.address(),
           .name = name != nullptr && name->kind() == Value::Kind::string
                       ? std::string{name->text()}
                       : "",
           .definition = json::to_pretty_text(json_of(document->second, arena)),
           .options = {.type = is_express ? asl::MachineType::express : asl::MachineType::standard,
                       .has_placeholders = true},
           .place = element.place});
    }
  }
  return machines;
}

}  // namespace idm_synth::cli
