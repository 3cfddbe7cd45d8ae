// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/core/document.hpp>

namespace idm_synth {

Document::Document(Array items) : value_{std::make_shared<const Array>(std::move(items))} {}

Document::Document(Object members) : value_{std::make_shared<const Object>(std::move(members))} {}

const Document::Object* Document::object() const {
  const auto* object = std::get_if<std::shared_ptr<const Object>>(&value_);
  return object == nullptr ? nullptr : object->get();
}

const Document::Array* Document::array() const {
  const auto* array = std::get_if<std::shared_ptr<const Array>>(&value_);
  return array == nullptr ? nullptr : array->get();
}

const Document* Document::find(std::string_view key) const {
  if (const Object* members = object()) {
    for (const Member& member : *members) {
      if (member.key == key) return &member.value;
    }
  }
  return nullptr;
}

Document object(std::initializer_list<Document::Member> members) {
  return Document::Object(members);
}

Document array(std::initializer_list<Document> items) {
  return Document::Array(items);
}

}  // namespace idm_synth
