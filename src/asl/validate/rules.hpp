// SPDX-License-Identifier: Apache-2.0
// Which object of a definition has which fields, and what they take: the rules that need no code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace idm_synth::asl::validation {

/// The objects that a definition is made of.
enum class Object : std::uint8_t {
  task,
  parallel,
  map,
  pass,
  wait,
  choice,
  succeed,
  fail,
  machine,
  branch,
  processor,
  processor_config,
  retrier,
  catcher,
  rule,
  nested_rule,
  credentials,
  item_reader,
  reader_config,
  item_batcher,
  result_writer,
  writer_config,
};

/// In which query languages a field is allowed.
enum class In : std::uint8_t { both, jsonpath, jsonata };

/// What a field takes.
enum class Takes : std::uint8_t {
  text,             ///< a string
  label,            ///< the name of a distributed Map in ARNs
  error_text,       ///< a string, in JSONata maybe an expression
  timestamp,        ///< RFC 3339, in JSONata maybe an expression
  integer,          ///< from `least` to `most`, in JSONata maybe an expression
  fixed_integer,    ///< never an expression
  fixed_number,     ///< never an expression
  number,           ///< from `least` to `most`, in JSONata maybe an expression
  boolean,          ///< true or false
  truth,            ///< true
  word,             ///< one of `words`
  words,            ///< an array of strings
  path_or_null,     ///< any path
  path,             ///< any path
  reference,        ///< a reference path
  own_reference,    ///< a reference path into the state's input or a variable
  result_or_null,   ///< a reference path into the input
  string_source,    ///< a reference path, or a function that gives a string
  computed,         ///< a path, or a function
  template_object,  ///< a payload template that is an object
  template_value,   ///< a payload template of any type
  assignments,      ///< names of variables and their values
  expression,       ///< any JSON with JSONata expressions in it
  items,            ///< an array, an object, or a JSONata expression
  condition,        ///< a boolean, or a JSONata expression
  constant,         ///< any JSON, taken as it is
  state,            ///< the name of a state
  resource,         ///< an ARN that a Task calls
  data_resource,    ///< an ARN of one of the integrations `words`
  query_language,   ///< JSONPath or JSONata
  error_names,      ///< what a retrier or catcher is for
  object,           ///< an object of the kind `kind`
  objects,          ///< an array of at least `least` such objects
  rules,            ///< And, Or: at least one nested rule
  parts,            ///< the branches of a Parallel
  part,             ///< the processor of a Map
  states,           ///< the states of a machine
};

struct Field {
  std::string_view name;
  Takes takes;
  In in = In::both;
  bool is_required = false;
  std::int64_t least = 0;  ///< of a number, or the least number of objects
  std::int64_t most = 0;   ///< of a number; less than `least`: any will do
  std::span<const std::string_view> words = {};
  Object kind = Object::machine;
};

/// Fields of which an object has no more than `most` and no less than `least`.
struct Group {
  std::span<const std::string_view> names;
  std::size_t least;
  std::size_t most = 1;
};

struct ObjectRules {
  std::string_view called;  ///< such as "a Task state"
  std::span<const Field> fields;
  std::span<const Group> groups = {};
  /// Whether an unknown field is an error. Where the service is likely to learn new ones, it is a
  /// warning.
  bool is_closed = true;
};

[[nodiscard]] const ObjectRules& rules_of(Object object);
/// The state of that Type, such as "Task".
[[nodiscard]] std::optional<Object> find_state_type(std::string_view type);
/// The Types, for messages.
[[nodiscard]] std::span<const std::string_view> state_types();
/// The field of that name; null where there is none.
[[nodiscard]] const Field* find_field(std::span<const Field> fields, std::string_view name);
/// The comparison operators of a Choice rule, as fields of a rule.
[[nodiscard]] std::span<const Field> comparison_fields();

}  // namespace idm_synth::asl::validation
