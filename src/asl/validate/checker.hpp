// SPDX-License-Identifier: Apache-2.0
// Walks through a definition and collects what is wrong.
#pragma once

#include <cstddef>
#include <idm_synth/asl/intrinsic.hpp>
#include <idm_synth/asl/path_syntax.hpp>
#include <idm_synth/asl/validate.hpp>
#include <idm_synth/json/located.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "resource.hpp"
#include "rules.hpp"

namespace idm_synth::asl::validation {

class Checker {
 public:
  Checker(const json::Tree& tree, const ValidateOptions& options)
      : tree_{tree}, options_{options}, sdk_lookup_{.has_models = options.has_sdk_models} {}

  [[nodiscard]] std::vector<LocatedFinding> check();

 private:
  static constexpr std::size_t no_scope = static_cast<std::size_t>(-1);
  /// Where the walk is.
  struct Context {
    Object object = Object::machine;  ///< whose fields are being checked
    Object state = Object::machine;   ///< the type of the state around it
    bool is_jsonata = false;          ///< the query language of that state
    MachineType type = MachineType::standard;
    std::size_t scope = no_scope;  ///< of the variables that are set
  };
  struct Named {
    std::string_view name;
    std::size_t offset;
  };
  struct Assigned {
    std::string_view name;
    std::size_t scope;
    std::size_t offset;
  };
  struct Found {
    std::size_t offset;
    Severity severity;
    std::string_view code;
    std::string message;
    std::string help;
  };

  // --- reporting (checker.cpp)
  void error(std::string_view code, std::size_t offset, std::string message, std::string help);
  void error(std::size_t offset, std::string message, std::string help);
  void warn(std::string_view code, std::size_t offset, std::string message, std::string help);
  void report_repeated(std::vector<Named>& names, std::string_view code, std::string_view what);
  void report_unassigned_variables();
  void report_shadowed_variables();

  // --- the machine and its graph (checker.cpp, graph.cpp)
  void check_machine(Context context, const json::Value& value, Object kind);
  void check_states(const Context& context, const json::Value& value);
  void check_state(Context context, const json::Member& member);
  void check_graph(const json::Value& machine, bool is_whole);
  /// Whether the object names JSONata; what `otherwise` says where it names nothing. The service
  /// takes whatever is not exactly JSONPath for JSONata, besides refusing it.
  [[nodiscard]] static bool says_jsonata(const json::Value& object, bool otherwise);

  // --- objects and their fields (fields.cpp)
  void check_object(const Context& context, const json::Value& value, Object kind);
  void check_member(const Context& context, const json::Member& member, const Field& field);
  void check_groups(const Context& context, const json::Value& value, const ObjectRules& rules);
  void report_unknown(const Context& context, const json::Member& member, const ObjectRules& rules);
  void check_value(const Context& context, const Field& field, const json::Value& value);
  void check_number(const Field& field, const json::Value& value, bool is_integer);
  void check_words(const Field& field, const json::Value& value);
  void check_label(const json::Value& value);
  void check_query_language(const Context& context, const json::Value& value);
  void check_objects(const Context& context, const Field& field, const json::Value& value);
  void check_parts(const Context& context, const json::Value& value);
  /// False, and an error, where the value has another kind.
  bool require(const json::Value& value, json::Value::Kind kind, std::string_view field);
  void wrong_kind(const json::Value& value, std::string_view field, std::string_view expected);

  // --- rules that connect fields (objects.cpp)
  void check_together(const Context& context, const json::Value& value, Object kind);
  void check_machine_timeout(const json::Value& value);
  void check_task(const Context& context, const json::Value& value);
  void check_call(const Context& context, const json::Value& value, const json::Value& resource);
  void check_parameter(const Context& context, const json::Member& member,
                       const CallParameters& parameters);
  void check_map(const Context& context, const json::Value& value);
  void check_retrier(const json::Value& value);
  void check_reader_config(const json::Value& value);
  void check_rule(const Context& context, const json::Value& value, bool is_nested);
  void check_error_names(const json::Value& value);
  void check_error_order(const json::Value& handlers);
  void check_processor(Context context, const json::Value& value);

  // --- paths, templates and expressions (templates.cpp, expressions.cpp)
  void check_path(PathKind kind, const json::Value& value, std::string_view field);
  void check_string_source(const json::Value& value, std::string_view field);
  void check_computed(const json::Value& value, std::string_view key);
  void check_intrinsic(const Intrinsic& call, std::size_t offset);
  void note_path(std::string_view path, std::size_t offset);
  void check_template(const json::Value& value);
  void check_assignments(const Context& context, const json::Value& value);
  void check_constant(const json::Value& value);
  void check_expressions(const Context& context, std::string_view field, const json::Value& value);
  /// Whether the string is, or tries to be, an expression; it is checked then.
  bool check_expression(const Context& context, std::string_view field, const json::Value& value);
  [[nodiscard]] bool is_placeholder(const json::Value& value) const;

  const json::Tree& tree_;
  ValidateOptions options_;
  bool top_is_jsonata_ = false;
  SdkLookup sdk_lookup_;
  bool in_item_selector_ = false;  ///< of a Map, or its Parameters: there is `$$.Map`
  std::vector<Found> found_;
  std::vector<Named> names_;
  std::vector<Named> labels_;
  std::vector<Assigned> assigned_;
  std::vector<std::size_t> outer_scopes_;  ///< of each scope
  std::vector<Named> used_variables_;
};

/// Whether a string that is taken literally was probably meant as a path or a function.
[[nodiscard]] bool looks_computed(std::string_view text);

}  // namespace idm_synth::asl::validation
