// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/asl/payload.hpp>

namespace idm_synth::asl {
namespace {

Document to_document(const Intrinsic& call) {
  std::vector<Template::Part> parts = call.render();
  if (parts.size() == 1) return std::get<std::string>(parts.front());
  return Template{std::move(parts)};
}

struct Renderer {
  Document operator()(const Document& literal) const { return literal; }
  Document operator()(const Path& path) const { return path.text(); }
  Document operator()(const Intrinsic& call) const { return to_document(call); }
  Document operator()(const Fields& fields) const { return asl::to_document(fields); }
  Document operator()(const Items& items) const {
    Document::Array array;
    array.reserve(items.get().size());
    for (const Payload& item : items.get()) array.push_back(asl::to_document(item));
    return array;
  }
};

}  // namespace

Fields::Fields(std::initializer_list<Field> fields) : Fields{std::vector<Field>(fields)} {}

Fields::Fields(std::vector<Field> fields)
    : fields_{std::make_shared<const std::vector<Field>>(std::move(fields))} {}

Fields Fields::empty() {
  return Fields{std::vector<Field>{}};
}

const std::vector<Field>& Fields::get() const& {
  static const std::vector<Field> none;
  return fields_ == nullptr ? none : *fields_;
}

const Payload* Fields::find(std::string_view key) const {
  const auto found = std::find_if(get().begin(), get().end(),
                                  [&](const Field& field) { return field.key == key; });
  return found == get().end() ? nullptr : &found->value;
}

Items::Items(std::initializer_list<Payload> items) : Items{std::vector<Payload>(items)} {}

Items::Items(std::vector<Payload> items)
    : items_{std::make_shared<const std::vector<Payload>>(std::move(items))} {}

Payload::Payload(Document literal) : value_{std::move(literal)} {}
Payload::Payload(Path path) : value_{std::move(path)} {}
Payload::Payload(Intrinsic intrinsic) : value_{std::move(intrinsic)} {}
Payload::Payload(const Jsonata& expression) : value_{Document(expression.text)} {}
Payload::Payload(Fields fields) : value_{std::move(fields)} {}
Payload::Payload(Items items) : value_{std::move(items)} {}

Document to_document(const Payload& payload) {
  return std::visit(Renderer{}, payload.value());
}

Document to_document(const Fields& fields) {
  Document::Object members;
  members.reserve(fields.get().size());
  for (const auto& [key, value] : fields.get()) {
    members.push_back({value.is_computed() ? key + ".$" : key, to_document(value)});
  }
  return members;
}

}  // namespace idm_synth::asl
