// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <idm_synth/json/arena.hpp>
#include <memory>
#include <vector>

namespace idm_synth::json {
namespace {

bool is_number(const Value& value) {
  return value.kind() == Value::Kind::integer || value.kind() == Value::Kind::number;
}

double as_double(const Value& value) {
  return value.kind() == Value::Kind::integer ? static_cast<double>(value.integer())
                                              : value.number();
}

/// The spelling of an integer that does not fit 64 bits.
std::string_view digits_beyond_64_bits(const Value& value) {
  return value.kind() == Value::Kind::number ? value.digits() : std::string_view{};
}

bool is_integer(const Value& value) {
  return value.kind() == Value::Kind::integer || !digits_beyond_64_bits(value).empty();
}

bool equal_numbers(const Value& first, const Value& second) {
  if (!is_integer(first) || !is_integer(second)) return as_double(first) == as_double(second);
  if (first.kind() != second.kind()) return false;
  return first.kind() == Value::Kind::integer ? first.integer() == second.integer()
                                              : first.digits() == second.digits();
}

/// Of objects with as many members. The keys mostly stand in the same order.
bool equal_objects(const Value& first, const Value& second) {
  for (std::size_t i = 0; i < first.members().size(); ++i) {
    const Member& member = first.members()[i];
    const Member& neighbour = second.members()[i];
    const Value* other = neighbour.key == member.key ? &neighbour.value : second.find(member.key);
    if (other == nullptr || !equal(member.value, *other)) return false;
  }
  return true;
}

std::size_t mix(std::size_t seed, std::size_t value) {
  constexpr std::size_t golden_ratio = 0x9E3779B97F4A7C15U;
  return (seed ^ (value + golden_ratio)) * 0xFF51AFD7ED558CCDU;
}

}  // namespace

Value Arena::boolean(bool value) {
  Value made;
  made.kind_ = Value::Kind::boolean;
  made.payload_.boolean = value;
  return made;
}

Value Arena::integer(std::int64_t value) {
  Value made;
  made.kind_ = Value::Kind::integer;
  made.payload_.integer = value;
  return made;
}

Value Arena::number(double value) {
  Value made;
  made.kind_ = Value::Kind::number;
  made.payload_.number = value;
  return made;
}

Value Arena::view(std::string_view text) {
  Value made;
  made.kind_ = Value::Kind::string;
  made.size_ = static_cast<std::uint32_t>(text.size());
  made.payload_.text = text.data();
  return made;
}

Value Arena::string(std::string_view text) {
  return view(copy(text));
}

Value Arena::sequence(const Value* items, std::size_t count) {
  Value made;
  made.kind_ = Value::Kind::array;
  made.size_ = static_cast<std::uint32_t>(count);
  made.payload_.items = items;
  std::size_t inside = 0;
  for (const Value& item : made.items()) inside = std::max<std::size_t>(inside, item.height_);
  set_height(made, inside);
  return made;
}

Value Arena::sequence(const Member* members, std::size_t count) {
  Value made;
  made.kind_ = Value::Kind::object;
  made.size_ = static_cast<std::uint32_t>(count);
  made.payload_.members = members;
  std::size_t inside = 0;
  for (const Member& member : made.members()) {
    inside = std::max<std::size_t>(inside, member.value.height_);
  }
  set_height(made, inside);
  return made;
}

void Arena::set_height(Value& made, std::size_t height_inside) {
  if (height_inside >= most_levels) {
    throw TooDeepError("the value nests deeper than " + std::to_string(most_levels) + " levels");
  }
  made.height_ = static_cast<std::uint16_t>(height_inside + 1);
}

Value Arena::array(std::span<const Value> items) {
  return array(items.size(), [&](std::size_t i) { return items[i]; });
}

Value Arena::object(std::span<const Member> members) {
  return object(members.size(), [&](std::size_t i) { return members[i]; });
}

Value Arena::with(const Value& object, std::string_view key, const Value& value) {
  const auto members = object.members();
  const auto same = static_cast<std::size_t>(
      std::find_if(members.begin(), members.end(),
                   [&](const Member& member) { return member.key == key; }) -
      members.begin());
  return this->object(std::max(members.size(), same + 1), [&](std::size_t i) {
    return i == same ? Member{key, 0, value} : members[i];
  });
}

Value Arena::large_integer(std::string_view digits) {
  Value made = string(digits);
  made.kind_ = Value::Kind::number;
  return made;
}

Value Arena::copy(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::string:
      return string(value.text());
    case Value::Kind::array:
      return array(value.items().size(), [&](std::size_t i) { return copy(value.items()[i]); });
    case Value::Kind::object:
      return object(value.members().size(), [&](std::size_t i) {
        const Member& member = value.members()[i];
        return Member{copy(member.key), 0, copy(member.value)};
      });
    default:
      break;
  }
  Value copied = value;
  copied.offset_ = 0;
  const std::string_view digits = digits_beyond_64_bits(value);
  if (!digits.empty()) copied.payload_.text = copy(digits).data();
  return copied;
}

std::string_view Arena::copy(std::string_view text) {
  if (text.empty()) return {};
  auto* copied = allocate<char>(text.size());
  std::memcpy(copied, text.data(), text.size());
  return {copied, text.size()};
}

bool equal(const Value& first, const Value& second) {
  if (is_number(first) && is_number(second)) return equal_numbers(first, second);
  if (first.kind() != second.kind()) return false;
  switch (first.kind()) {
    case Value::Kind::boolean:
      return first.boolean() == second.boolean();
    case Value::Kind::string:
      return first.text() == second.text();
    case Value::Kind::array:
      return first.items().data() == second.items().data()
                 ? first.items().size() == second.items().size()
                 : std::equal(first.items().begin(), first.items().end(), second.items().begin(),
                              second.items().end(), equal);
    case Value::Kind::object:
      return first.members().size() == second.members().size() &&
             (first.members().data() == second.members().data() || equal_objects(first, second));
    default:
      return true;  // null
  }
}

bool identical(const Value& first, const Value& second) {
  if (first.kind() != second.kind()) return false;
  if (first.kind() == Value::Kind::array) {
    return is_same(first, second) ||
           std::equal(first.items().begin(), first.items().end(), second.items().begin(),
                      second.items().end(), identical);
  }
  if (first.kind() == Value::Kind::object) {
    return is_same(first, second) ||
           std::equal(first.members().begin(), first.members().end(), second.members().begin(),
                      second.members().end(), [](const Member& one, const Member& other) {
                        return one.key == other.key && identical(one.value, other.value);
                      });
  }
  return digits_beyond_64_bits(first) == digits_beyond_64_bits(second) && equal(first, second);
}

bool is_same(const Value& first, const Value& second) {
  if (first.kind() != second.kind()) return false;
  switch (first.kind()) {
    case Value::Kind::string:
      return first.text().data() == second.text().data() &&
             first.text().size() == second.text().size();
    case Value::Kind::array:
      return first.items().data() == second.items().data() &&
             first.items().size() == second.items().size();
    case Value::Kind::object:
      return first.members().data() == second.members().data() &&
             first.members().size() == second.members().size();
    default:
      return identical(first, second);
  }
}

std::size_t hash(const Value& value) {
  const auto kind = static_cast<std::size_t>(value.kind());
  switch (value.kind()) {
    case Value::Kind::null:
      return mix(0, kind);
    case Value::Kind::boolean:
      return mix(kind, value.boolean() ? 1 : 0);
    case Value::Kind::integer:
    case Value::Kind::number:
      return std::hash<double>{}(as_double(value));
    case Value::Kind::string:
      return mix(kind, std::hash<std::string_view>{}(value.text()));
    case Value::Kind::array: {
      std::size_t result = kind;
      for (const Value& item : value.items()) result = mix(result, hash(item));
      return result;
    }
    case Value::Kind::object:
      break;
  }
  std::size_t result = 0;  // a sum, for the order of the members does not count
  for (const Member& member : value.members()) {
    result += mix(std::hash<std::string_view>{}(member.key), hash(member.value));
  }
  return mix(kind, result);
}

}  // namespace idm_synth::json
