// SPDX-License-Identifier: Apache-2.0
#include "app_machines.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

namespace idm_synth::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string placeholder(const Value& value) {
  return "${" + std::string{value.text()} + "}";
}

Json json_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      break;
    case Value::Kind::boolean:
      return value.boolean();
    case Value::Kind::integer:
      return value.integer();
    case Value::Kind::number:
      return value.number();
    case Value::Kind::string:
    case Value::Kind::verbatim:
      return std::string{value.text()};
    case Value::Kind::reference:
    case Value::Kind::expression:
      return placeholder(value);
    case Value::Kind::text: {
      std::string text;
      for (const Value& part : value.items()) {
        text += part.kind() == Value::Kind::string ? std::string{part.text()} : placeholder(part);
      }
      return text;
    }
    case Value::Kind::list:
    case Value::Kind::blocks: {
      Json items = Json::array();
      for (const Value& item : value.items()) items.push_back(json_of(item));
      return items;
    }
    case Value::Kind::object:
    case Value::Kind::block:
    case Value::Kind::labelled: {
      Json members = Json::object();
      for (const Entry& entry : value.entries()) {
        members[std::string{entry.key}] = json_of(entry.value);
      }
      return members;
    }
  }
  return nullptr;
}

const Value* find(const Value& body, std::string_view key) {
  for (const Entry& entry : body.entries()) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
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
  for (const Stack& stack : app.stacks()) {
    for (const Element& element : stack.elements()) {
      if (element.section != Section::resource || element.type != "aws_sfn_state_machine") continue;
      const Value* definition = find(element.body, "definition");
      if (definition == nullptr || definition->kind() != Value::Kind::expression) continue;
      const auto document = documents.find(std::string{definition->address()});
      const bool is_whole = document != documents.end() &&
                            definition->text() == "jsonencode(" + document->first + ")";
      if (!is_whole) continue;
      const Value* type = find(element.body, "type");
      const bool is_express =
          type != nullptr && type->kind() == Value::Kind::string && type->text() == "EXPRESS";
      const Value* name = find(element.body, "name");
      machines.push_back(
          {.address = element.address(),
           .name = name != nullptr && name->kind() == Value::Kind::string
                       ? std::string{name->text()}
                       : "",
           .definition =
               json_of(document->second).dump(2, ' ', false, Json::error_handler_t::replace),
           .options = {.type = is_express ? asl::MachineType::express : asl::MachineType::standard,
                       .has_placeholders = true},
           .place = element.place});
    }
  }
  return machines;
}

}  // namespace idm_synth::cli
