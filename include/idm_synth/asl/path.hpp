// SPDX-License-Identifier: Apache-2.0
// Paths as typed values: into a state's input, into the context object, and into variables.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <idm_synth/asl/path_syntax.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace idm_synth::asl {

/// The text of a path that stands in the program; a wrong one does not compile.
template <PathKind Kind>
class PathLiteral {
 public:
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
  consteval PathLiteral(const Text& text) : text_{text} {
    detail::require(path_problem(text_, Kind));
  }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// The name of a variable that stands in the program; a wrong one does not compile.
class VariableName {
 public:
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view>
  consteval VariableName(const Text& text) : text_{text} {
    detail::require(detail::variable_name_problem(text_));
  }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// A JSONPath: a value that the machine looks up when it runs.
/// https://states-language.net/#path
class Path {
 public:
  static constexpr PathKind kind = PathKind::any;

  /// What the path starts from.
  enum class Root : std::uint8_t { input, context, variable };

  Path(PathLiteral<PathKind::any> literal) : Path{std::string{literal.text()}} {}

  /// A path known only at run time. Without a value, the reason is in `problem`.
  [[nodiscard]] static std::optional<Path> parse(std::string_view text, PathProblem& problem);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Root root() const;

 protected:
  explicit Path(std::string checked) : text_{std::move(checked)} {}

 private:
  std::string text_;
};

/// A path that names exactly one node. https://states-language.net/#ref-paths
class ReferencePath : public Path {
 public:
  static constexpr PathKind kind = PathKind::reference;

  ReferencePath(PathLiteral<PathKind::reference> literal)
      : ReferencePath{std::string{literal.text()}} {}

  [[nodiscard]] static std::optional<ReferencePath> parse(std::string_view text,
                                                          PathProblem& problem);

  /// The member of an object: `context::execution_input()["resources"]`. Any key will do.
  [[nodiscard]] ReferencePath operator[](std::string_view key) const;
  /// The item of an array, counted from 0.
  [[nodiscard]] ReferencePath operator[](std::size_t index) const;

 protected:
  explicit ReferencePath(std::string checked) : Path{std::move(checked)} {}

 private:
  friend ReferencePath variable(VariableName name);
};

/// Where a ResultPath puts a result: a reference path into the state's input.
/// https://states-language.net/#filters
class ResultPath : public ReferencePath {
 public:
  static constexpr PathKind kind = PathKind::result;

  ResultPath(PathLiteral<PathKind::result> literal) : ReferencePath{std::string{literal.text()}} {}

  [[nodiscard]] static std::optional<ResultPath> parse(std::string_view text, PathProblem& problem);

 private:
  explicit ResultPath(std::string checked) : ReferencePath{std::move(checked)} {}
};

/// `path("$.resources[0]")`: any JSONPath, checked when compiled.
[[nodiscard]] inline Path path(PathLiteral<PathKind::any> literal) {
  return {literal};
}

/// `reference_path("$.resources[0]")`: a path that names one node, checked when compiled.
[[nodiscard]] inline ReferencePath reference_path(PathLiteral<PathKind::reference> literal) {
  return {literal};
}

/// `result_path("$.export")`: a place in the state's input, checked when compiled.
[[nodiscard]] inline ResultPath result_path(PathLiteral<PathKind::result> literal) {
  return {literal};
}

/// `variable("polls")` is `$polls`: a variable that an Assign has set.
/// https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
[[nodiscard]] ReferencePath variable(VariableName name);

/// The context object: what the service knows of the execution.
/// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
namespace context {

// clang-format off
[[nodiscard]] inline ReferencePath all() { return reference_path("$$"); }

[[nodiscard]] inline ReferencePath execution_id() { return reference_path("$$.Execution.Id"); }  ///< its ARN
[[nodiscard]] inline ReferencePath execution_input() { return reference_path("$$.Execution.Input"); }
[[nodiscard]] inline ReferencePath execution_name() { return reference_path("$$.Execution.Name"); }  ///< 1 to 80 characters
[[nodiscard]] inline ReferencePath execution_role_arn() { return reference_path("$$.Execution.RoleArn"); }
[[nodiscard]] inline ReferencePath execution_start_time() { return reference_path("$$.Execution.StartTime"); }  ///< ISO 8601, UTC
[[nodiscard]] inline ReferencePath execution_redrive_count() { return reference_path("$$.Execution.RedriveCount"); }
[[nodiscard]] inline ReferencePath execution_redrive_time() { return reference_path("$$.Execution.RedriveTime"); }  ///< absent before the first redrive

[[nodiscard]] inline ReferencePath state_name() { return reference_path("$$.State.Name"); }
[[nodiscard]] inline ReferencePath state_entered_time() { return reference_path("$$.State.EnteredTime"); }
[[nodiscard]] inline ReferencePath state_retry_count() { return reference_path("$$.State.RetryCount"); }  ///< in a Task, Parallel or Map only

[[nodiscard]] inline ReferencePath state_machine_id() { return reference_path("$$.StateMachine.Id"); }  ///< its ARN
[[nodiscard]] inline ReferencePath state_machine_name() { return reference_path("$$.StateMachine.Name"); }

[[nodiscard]] inline ReferencePath task_token() { return reference_path("$$.Task.Token"); }  ///< in a .waitForTaskToken Task only

[[nodiscard]] inline ReferencePath map_item_index() { return reference_path("$$.Map.Item.Index"); }  ///< from 0
[[nodiscard]] inline ReferencePath map_item_value() { return reference_path("$$.Map.Item.Value"); }
[[nodiscard]] inline ReferencePath map_item_key() { return reference_path("$$.Map.Item.Key"); }  ///< over an object only
[[nodiscard]] inline ReferencePath map_item_source() { return reference_path("$$.Map.Item.Source"); }  ///< distributed only
// clang-format on

}  // namespace context
}  // namespace idm_synth::asl
