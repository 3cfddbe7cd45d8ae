// SPDX-License-Identifier: Apache-2.0
// Paths, payload templates, intrinsic functions and conditions, compiled once and evaluated often.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/asl/condition.hpp>
#include <idm_synth/asl/intrinsic.hpp>
#include <idm_synth/asl/path.hpp>
#include <idm_synth/asl/payload.hpp>
#include <idm_synth/core/error.hpp>
#include <idm_synth/json/arena.hpp>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::asl {

/// What ends an execution as States.Runtime: a path that leads nowhere, a function that fails.
/// what() is the part of the service's text that says so.
class RuntimeError : public Error {
 public:
  using Error::Error;
};

/// A ResultPath or ItemsPath that does not fit the value that it is applied to. The service has a
/// name of its own for it, States.ReferencePathConflict, and does not say in which state it was.
class ReferencePathConflict : public RuntimeError {
 public:
  using RuntimeError::RuntimeError;
};

/// The variables of a program, each by its number.
class VariableNames {
 public:
  /// The number of the variable of that name (without `$`); a new one where it is new.
  [[nodiscard]] std::size_t number_of(std::string_view name);
  [[nodiscard]] std::size_t count() const { return names_.size(); }
  [[nodiscard]] const std::string& name(std::size_t number) const { return names_[number]; }

 private:
  std::vector<std::string> names_;
};

/// The values of the variables, by their numbers; one that is not assigned has none.
using Variables = std::vector<std::optional<json::Value>>;

/// What an expression is evaluated in.
struct Scope {
  json::Value root;                      ///< `$`
  json::Value context;                   ///< `$$`
  const Variables* variables = nullptr;  ///< `$name`
  json::Arena* arena = nullptr;          ///< where what is made lives
  std::mt19937_64* random = nullptr;     ///< for States.MathRandom and States.UUID
  /// How `root` was written where it has come through untouched, as errors then show it; where this
  /// is empty, they show it as compact JSON.
  std::string_view root_text = {};
};

/// What the author of a path will regret, though Path::parse() takes it.
struct PathReview {
  std::optional<std::string> problem = {};  ///< of a filter, or another step that cannot be read
  bool has_negative_index = false;          ///< such as `[-1]`
};
[[nodiscard]] PathReview review(std::string_view path);

/// A compiled JSONPath. A definite path names one node at most; any other gives the array of the
/// nodes that it finds. https://states-language.net/#path
class CompiledPath {
 public:
  /// Throws UsageError for a filter or a step that is none.
  CompiledPath(const Path& path, VariableNames& variables);
  CompiledPath(CompiledPath&&) noexcept;
  CompiledPath& operator=(CompiledPath&&) noexcept;
  ~CompiledPath();

  [[nodiscard]] const std::string& text() const;
  /// Whether it starts at `$$`.
  [[nodiscard]] bool reads_context() const;
  /// Nothing where the path leads nowhere or the variable is not assigned. A path that is not
  /// definite gives an empty array where a member is missing; it leads nowhere only where a value
  /// has the wrong type. Throws RuntimeError where the whole input is null.
  [[nodiscard]] std::optional<json::Value> find(const Scope& scope) const;
  /// As find(), for ItemsPath; throws ReferencePathConflict instead.
  [[nodiscard]] json::Value get_items(const Scope& scope) const;
  /// As find(), for InputPath, OutputPath and TimeoutSecondsPath: an index behind the end of an
  /// array gives null. Throws RuntimeError instead.
  [[nodiscard]] json::Value get(const Scope& scope) const;
  /// As find(), for the field of that name (with `.$`) of a payload template, for ErrorPath and
  /// CausePath: an index behind the end of an array gives null. Throws RuntimeError.
  [[nodiscard]] json::Value get_for(const Scope& scope, std::string_view field) const;
  /// As find(), for an argument of an intrinsic function, which may be a null input; throws
  /// RuntimeError.
  [[nodiscard]] json::Value get_argument(const Scope& scope) const;

 private:
  /// As find(), and null where the path ends behind the end of an array.
  [[nodiscard]] std::optional<json::Value> find_or_null(const Scope& scope) const;

  struct Program;
  std::unique_ptr<const Program> program_;
};

/// A compiled intrinsic function, path or literal with what is inside it. An object has its plain
/// members first, then the computed ones in the order of a Java HashMap, as the service has them.
class CompiledPayload {
 public:
  /// Literals are made once, in `constants`, which must live as long as this. A Terraform
  /// expression in a literal becomes the text "${…}".
  CompiledPayload(const Payload& payload, VariableNames& variables, json::Arena& constants);
  CompiledPayload(const Fields& fields, VariableNames& variables, json::Arena& constants);
  CompiledPayload(const Intrinsic& call, VariableNames& variables, json::Arena& constants);
  CompiledPayload(CompiledPayload&&) noexcept;
  CompiledPayload& operator=(CompiledPayload&&) noexcept;
  ~CompiledPayload();

  [[nodiscard]] bool reads_context() const;
  /// Throws RuntimeError.
  [[nodiscard]] json::Value evaluate(const Scope& scope) const;

 private:
  struct Program;
  std::unique_ptr<const Program> program_;
};

/// A compiled condition of a Choice rule.
class CompiledCondition {
 public:
  CompiledCondition(const Condition& condition, VariableNames& variables, json::Arena& constants);
  CompiledCondition(CompiledCondition&&) noexcept;
  CompiledCondition& operator=(CompiledCondition&&) noexcept;
  ~CompiledCondition();

  [[nodiscard]] bool reads_context() const;
  /// Throws RuntimeError for a path that leads nowhere in a test other than IsPresent.
  [[nodiscard]] bool holds(const Scope& scope) const;

 private:
  struct Program;
  std::unique_ptr<const Program> program_;
};

/// The cause of an execution that ended by a RuntimeError: the service's text around what() says in
/// which state. `entered` is the number of the event that the state was entered with.
[[nodiscard]] std::string runtime_cause(std::string_view state, std::uint64_t entered,
                                        std::string_view problem);

/// A literal as a value in `arena`; a Terraform expression in it becomes the text "${…}".
[[nodiscard]] json::Value literal_value(const Document& document, json::Arena& arena);

}  // namespace idm_synth::asl
