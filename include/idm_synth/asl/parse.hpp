// SPDX-License-Identifier: Apache-2.0
// Reads a definition from its text into the model that programs make.
#pragma once

#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/validate.hpp>
#include <idm_synth/core/error.hpp>
#include <idm_synth/json/located.hpp>
#include <string>
#include <vector>

namespace idm_synth::asl {

/// A text that is no definition. what() is the first error in one sentence.
class DefinitionError : public Error {
 public:
  explicit DefinitionError(std::vector<LocatedFinding> findings);

  /// Every error and warning, in the text's order.
  [[nodiscard]] const std::vector<LocatedFinding>& findings() const { return findings_; }

 private:
  std::vector<LocatedFinding> findings_;
};

/// Reads a definition in either query language. States, branches and edges keep the text's order;
/// every state's place is the line where its name stands, in `file`. Throws DefinitionError where
/// validate() finds an error, but for calls of the AWS SDK: those are not compared with its models.
///
/// to_document() gives the same JSON again, but for spellings that mean the same: a Map's Iterator
/// becomes its ItemProcessor and its Parameters its ItemSelector; a ProcessorConfig without a Mode
/// gets INLINE; a comment or setting that is the empty string, and an empty Retry or Catch, are
/// left out; calls of intrinsic functions have their blanks and numbers in one form.
///
/// With placeholders, a string that holds one stays as it is. Where the model holds numbers, one
/// that is the whole string becomes an Expression; where it needs to know the value (a path outside
/// of a template, a field of a retrier, a part of the machine), it is an UNKNOWN_VALUE error.
[[nodiscard]] Definition parse(const json::Tree& definition, const ValidateOptions& options = {},
                               const std::string& file = {});

/// Reads the condition of a Choice rule, with or without the rule's Next, Assign and Output. Throws
/// Error where it is none.
[[nodiscard]] Condition parse_condition(const json::Value& rule);

}  // namespace idm_synth::asl
