// SPDX-License-Identifier: Apache-2.0
#include "intrinsics.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "java.hpp"

namespace idm_synth::asl {
namespace {

using json::Value;

struct Arity {
  std::size_t least;
  std::size_t most;
};

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

/// In the order of the enumeration.
constexpr std::array<Arity, 18> arities = {{
    {0, any_number},  // Array
    {2, 2},           // ArrayContains
    {2, 2},           // ArrayGetItem
    {1, 1},           // ArrayLength
    {2, 2},           // ArrayPartition
    {3, 3},           // ArrayRange
    {1, 1},           // ArrayUnique
    {1, 1},           // Base64Decode
    {1, 1},           // Base64Encode
    {1, any_number},  // Format
    {2, 2},           // Hash
    {3, 3},           // JsonMerge
    {1, 1},           // JsonToString, which says so in its own words
    {2, 2},           // MathAdd
    {2, 3},           // MathRandom
    {2, 2},           // StringSplit
    {1, 1},           // StringToJson
    {0, any_number},  // UUID, which does not look at them
}};

/// Calls `plain` for text and `escaped` for a character behind a backslash.
template <class Plain, class Escaped>
void read_literal(std::string_view written, const Plain& plain, const Escaped& escaped) {
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] != '\\' || i + 1 == written.size()) {
      i += plain(i);
      continue;
    }
    const char c = written[++i];
    switch (c) {
      case '\'':
      case '{':
      case '}':
      case '\\':
        escaped(std::string_view{&c, 1});
        break;
      default:
        escaped(written.substr(i - 1, 2));
    }
  }
}

}  // namespace

std::string unescape_literal(std::string_view quoted) {
  std::string text;
  read_literal(
      quoted,
      [&](std::size_t at) {
        text += quoted[at];
        return std::size_t{0};
      },
      [&](std::string_view escaped) { text += escaped; });
  return text;
}

void FormatPieces::add_template(std::string_view written) {
  read_literal(
      written,
      [&](std::size_t at) {
        const char c = written[at];
        if (c == '}') {
          throw CallError("Invalid template in States.Format: matching '{' not found for '}'.");
        }
        if (c != '{') {
          pieces_.back() += c;
          return std::size_t{0};
        }
        if (at + 1 == written.size() || written[at + 1] != '}') {
          throw CallError("Invalid template in States.Format: matching '}' not found for '{'.");
        }
        pieces_.emplace_back();
        return std::size_t{1};
      },
      [&](std::string_view escaped) { pieces_.back() += escaped; });
}

Value FormatPieces::fill(std::span<const Value> values, json::Arena& arena) const {
  if (values.size() + 1 != pieces_.size()) {
    throw CallError(
        "Invalid arguments in States.Format: number of arguments do not match the occurrences "
        "of {}.");
  }
  std::string text = pieces_.front();
  for (std::size_t i = 0; i < values.size(); ++i) {
    java::append_text(text, values[i]);
    text += pieces_[i + 1];
  }
  return arena.string(text);
}

namespace intrinsics {

void fail(Function function) {
  throw CallError("Invalid arguments in " + std::string{name(function)});
}

std::span<const Value> array(Function function, const Value& value) {
  if (value.kind() != Value::Kind::array) fail(function);
  return value.items();
}

std::string_view text(Function function, const Value& value) {
  if (value.kind() != Value::Kind::string) fail(function);
  return value.text();
}

std::int32_t integer(Function function, const Value& value) {
  double number = 0;
  if (value.kind() == Value::Kind::integer) {
    number = static_cast<double>(value.integer());
  } else if (value.kind() == Value::Kind::number) {
    number = std::trunc(value.number());
  } else {
    fail(function);
  }
  if (!(number >= std::numeric_limits<std::int32_t>::min() &&
        number <= std::numeric_limits<std::int32_t>::max())) {
    fail(function);
  }
  return static_cast<std::int32_t>(number);
}

}  // namespace intrinsics

Value call(Function function, std::span<const Value> arguments, const Scope& scope) {
  const Arity& arity = arities.at(static_cast<std::size_t>(function));
  if (arguments.size() < arity.least || arguments.size() > arity.most) {
    if (function == Function::json_to_string) {
      throw CallError(
          "Invalid arguments in States.JsonToString: only a single argument is allowed.");
    }
    intrinsics::fail(function);
  }
  json::Arena& arena = *scope.arena;
  switch (function) {
    case Function::array:
      return arena.array(arguments);
    case Function::array_contains:
      return intrinsics::array_contains(arguments);
    case Function::array_get_item:
      return intrinsics::array_get_item(arguments);
    case Function::array_length:
      return json::Arena::integer(
          static_cast<std::int64_t>(intrinsics::array(function, arguments[0]).size()));
    case Function::array_partition:
      return intrinsics::array_partition(arguments, arena);
    case Function::array_range:
      return intrinsics::array_range(arguments, arena);
    case Function::array_unique:
      return intrinsics::array_unique(arguments, arena);
    case Function::base64_decode:
      return intrinsics::base64_decode(arguments, arena);
    case Function::base64_encode:
      return intrinsics::base64_encode(arguments, arena);
    case Function::format: {
      FormatPieces pieces;
      // A template that is no string has no {} to fill.
      if (arguments[0].kind() == Value::Kind::string || arguments.size() == 1) {
        pieces.add_template(intrinsics::text(function, arguments[0]));
      }
      return pieces.fill(arguments.subspan(1), arena);
    }
    case Function::hash:
      return intrinsics::hash(arguments, arena);
    case Function::json_merge:
      return intrinsics::json_merge(arguments, arena);
    case Function::json_to_string:
      return arena.string(json::to_text(arguments[0]));
    case Function::math_add:
      return intrinsics::math_add(arguments);
    case Function::math_random:
      return intrinsics::math_random(arguments, scope);
    case Function::string_split:
      return intrinsics::string_split(arguments, arena);
    case Function::string_to_json:
      return intrinsics::string_to_json(arguments, arena);
    case Function::uuid:
      break;
  }
  return intrinsics::uuid(scope);
}

}  // namespace idm_synth::asl
