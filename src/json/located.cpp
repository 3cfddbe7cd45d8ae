// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <idm_synth/json/located.hpp>

namespace idm_synth::json {
namespace {

/// The last child that starts at or before the offset. `start_of` says where a child starts.
template <class Child, class StartOf>
const Child* child_at(std::span<const Child> children, std::size_t offset, StartOf start_of) {
  const auto behind =
      std::upper_bound(children.begin(), children.end(), offset,
                       [&](std::size_t at, const Child& child) { return at < start_of(child); });
  return behind == children.begin() ? nullptr : &*(behind - 1);
}

}  // namespace

double Value::nearest_number(std::string_view digits) {
  double number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

const Value* Value::find(std::string_view key) const {
  for (const Member& member : members()) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

std::string_view name_of(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::null:
      return "null";
    case Value::Kind::boolean:
      return "a boolean";
    case Value::Kind::integer:
    case Value::Kind::number:
      return "a number";
    case Value::Kind::string:
      return "a string";
    case Value::Kind::array:
      return "an array";
    case Value::Kind::object:
      break;
  }
  return "an object";
}

std::string_view Tree::text() const {
  return std::string_view{text_}.substr(0, text_.size() - 1);
}

Position Tree::position(std::size_t offset) const {
  const auto behind = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const std::size_t start = *(behind - 1);
  const std::string_view before = std::string_view{text_}.substr(start, offset - start);
  // Every byte but the continuations of UTF-8 starts a character.
  const auto characters = std::count_if(before.begin(), before.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  return {.line = static_cast<std::size_t>(behind - lines_.begin()),
          .column = static_cast<std::size_t>(characters) + 1};
}

std::string Tree::pointer(std::size_t offset) const {
  std::string result;
  const Value* value = &root_;
  while (offset > value->offset()) {
    if (value->kind() == Value::Kind::array) {
      const Value* item =
          child_at(value->items(), offset, [](const Value& v) { return v.offset(); });
      if (item == nullptr) break;
      result.append("/").append(std::to_string(item - value->items().data()));
      value = item;
    } else if (value->kind() == Value::Kind::object) {
      const Member* member =
          child_at(value->members(), offset, [](const Member& m) { return m.key_offset; });
      if (member == nullptr) break;
      result += '/';
      for (const char c : member->key) {
        if (c == '~') {
          result += "~0";
        } else if (c == '/') {
          result += "~1";
        } else {
          result += c;
        }
      }
      value = &member->value;
    } else {
      break;
    }
  }
  return result;
}

}  // namespace idm_synth::json
