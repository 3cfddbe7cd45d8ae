// SPDX-License-Identifier: Apache-2.0
// The conditions of a Choice state.
#pragma once

#include <cstdint>
#include <idm_synth/asl/path.hpp>
#include <idm_synth/asl/payload.hpp>
#include <idm_synth/core/attr.hpp>
#include <idm_synth/core/document.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace idm_synth::asl {

/// The 39 data tests. One that ends in _path takes its operand from a path.
/// https://states-language.net/#choice-state
enum class Comparison : std::uint8_t {
  string_equals,
  string_equals_path,
  string_less_than,
  string_less_than_path,
  string_greater_than,
  string_greater_than_path,
  string_less_than_equals,
  string_less_than_equals_path,
  string_greater_than_equals,
  string_greater_than_equals_path,
  string_matches,
  numeric_equals,
  numeric_equals_path,
  numeric_less_than,
  numeric_less_than_path,
  numeric_greater_than,
  numeric_greater_than_path,
  numeric_less_than_equals,
  numeric_less_than_equals_path,
  numeric_greater_than_equals,
  numeric_greater_than_equals_path,
  boolean_equals,
  boolean_equals_path,
  timestamp_equals,
  timestamp_equals_path,
  timestamp_less_than,
  timestamp_less_than_path,
  timestamp_greater_than,
  timestamp_greater_than_path,
  timestamp_less_than_equals,
  timestamp_less_than_equals_path,
  timestamp_greater_than_equals,
  timestamp_greater_than_equals_path,
  is_null,
  is_present,
  is_numeric,
  is_string,
  is_boolean,
  is_timestamp,
};

/// The name in a definition, such as "StringEqualsPath".
[[nodiscard]] std::string_view name(Comparison comparison);
/// The comparison of that name; nothing where there is none.
[[nodiscard]] std::optional<Comparison> find_comparison(std::string_view name);

/// What a Choice rule asks. Made by the functions below; `&&`, `||` and `!` combine them. The
/// machine evaluates from left to right and stops as soon as the result is certain. So guard a path
/// by is_present() before another test reads it: a path that leads nowhere is an error that nothing
/// catches.
class Condition {
 public:
  struct Test {
    Path variable;
    Comparison comparison;
    std::variant<Document, Path> operand;
  };
  struct All {
    std::vector<Condition> conditions;  ///< never empty
  };
  struct Any {
    std::vector<Condition> conditions;  ///< never empty
  };
  struct Not {
    std::vector<Condition> condition;  ///< exactly one
  };
  /// The same whatever the input is; in JSONata only.
  struct Constant {
    bool holds;
  };
  using Value = std::variant<Test, All, Any, Not, Jsonata, Constant>;

  Condition(Test test) : value_{std::move(test)} {}
  Condition(All all) : value_{std::move(all)} {}
  Condition(Any any) : value_{std::move(any)} {}
  Condition(Not negation) : value_{std::move(negation)} {}
  Condition(Jsonata expression) : value_{std::move(expression)} {}
  Condition(Constant constant) : value_{constant} {}
  Condition(Value value, std::string comment)
      : value_{std::move(value)}, comment_{std::move(comment)} {}

  [[nodiscard]] const Value& value() const { return value_; }
  /// For people. A ChoiceRule has one of its own, which goes before that of its condition.
  [[nodiscard]] const std::string& comment() const { return comment_; }

 private:
  Value value_;
  std::string comment_;
};

/// True when all of them are; throws UsageError for an empty list.
[[nodiscard]] Condition all_of(std::vector<Condition> conditions);
/// True when one of them is; throws UsageError for an empty list.
[[nodiscard]] Condition any_of(std::vector<Condition> conditions);
[[nodiscard]] Condition operator&&(Condition first, Condition second);
[[nodiscard]] Condition operator||(Condition first, Condition second);
[[nodiscard]] Condition operator!(Condition condition);

// A value of another type than the test's makes the test false; it is no error.

[[nodiscard]] Condition string_equals(Path variable, Attr<String> text);
[[nodiscard]] Condition string_equals(Path variable, Path other);
[[nodiscard]] Condition string_less_than(Path variable, Attr<String> text);
[[nodiscard]] Condition string_less_than(Path variable, Path other);
[[nodiscard]] Condition string_greater_than(Path variable, Attr<String> text);
[[nodiscard]] Condition string_greater_than(Path variable, Path other);
[[nodiscard]] Condition string_less_than_equals(Path variable, Attr<String> text);
[[nodiscard]] Condition string_less_than_equals(Path variable, Path other);
[[nodiscard]] Condition string_greater_than_equals(Path variable, Attr<String> text);
[[nodiscard]] Condition string_greater_than_equals(Path variable, Path other);
/// In the pattern, `*` stands for any characters and `\*` for an asterisk; nothing else is special.
[[nodiscard]] Condition string_matches(Path variable, Attr<String> pattern);

[[nodiscard]] Condition numeric_equals(Path variable, Attr<Number> number);
[[nodiscard]] Condition numeric_equals(Path variable, Path other);
[[nodiscard]] Condition numeric_less_than(Path variable, Attr<Number> number);
[[nodiscard]] Condition numeric_less_than(Path variable, Path other);
[[nodiscard]] Condition numeric_greater_than(Path variable, Attr<Number> number);
[[nodiscard]] Condition numeric_greater_than(Path variable, Path other);
[[nodiscard]] Condition numeric_less_than_equals(Path variable, Attr<Number> number);
[[nodiscard]] Condition numeric_less_than_equals(Path variable, Path other);
[[nodiscard]] Condition numeric_greater_than_equals(Path variable, Attr<Number> number);
[[nodiscard]] Condition numeric_greater_than_equals(Path variable, Path other);

[[nodiscard]] Condition boolean_equals(Path variable, Attr<Bool> value);
[[nodiscard]] Condition boolean_equals(Path variable, Path other);

/// Timestamps are RFC 3339 with `T` and with `Z` or an offset: "2030-01-31T08:00:00Z".
[[nodiscard]] Condition timestamp_equals(Path variable, Attr<String> timestamp);
[[nodiscard]] Condition timestamp_equals(Path variable, Path other);
[[nodiscard]] Condition timestamp_less_than(Path variable, Attr<String> timestamp);
[[nodiscard]] Condition timestamp_less_than(Path variable, Path other);
[[nodiscard]] Condition timestamp_greater_than(Path variable, Attr<String> timestamp);
[[nodiscard]] Condition timestamp_greater_than(Path variable, Path other);
[[nodiscard]] Condition timestamp_less_than_equals(Path variable, Attr<String> timestamp);
[[nodiscard]] Condition timestamp_less_than_equals(Path variable, Path other);
[[nodiscard]] Condition timestamp_greater_than_equals(Path variable, Attr<String> timestamp);
[[nodiscard]] Condition timestamp_greater_than_equals(Path variable, Path other);

/// `expected` false asks for the opposite.
[[nodiscard]] Condition is_null(Path variable, bool expected = true);
/// The only test that may read a path that leads nowhere.
[[nodiscard]] Condition is_present(Path variable, bool expected = true);
[[nodiscard]] Condition is_numeric(Path variable, bool expected = true);
[[nodiscard]] Condition is_string(Path variable, bool expected = true);
[[nodiscard]] Condition is_boolean(Path variable, bool expected = true);
[[nodiscard]] Condition is_timestamp(Path variable, bool expected = true);

/// The condition as a definition has it: the members of a Choice rule, without its Next and its
/// Comment.
[[nodiscard]] Document::Object to_members(const Condition& condition);

}  // namespace idm_synth::asl
