// SPDX-License-Identifier: Apache-2.0
// What is wrong with a definition that a program makes; validate.hpp is for definitions in files.
#pragma once

#include <idm_synth/asl/definition.hpp>
#include <idm_synth/core/diagnostic.hpp>
#include <idm_synth/core/source_place.hpp>
#include <string>
#include <vector>

namespace idm_synth::asl {

/// One finding about a definition. Codes are those of the service's own validation in our spelling
/// (MISSING_TRANSITION_TARGET is "missing-transition-target"), and "schema-validation-failed" where
/// it has no finer one.
/// https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
struct Finding {
  Severity severity = Severity::error;
  std::string code;
  std::string pointer;  ///< JSON Pointer (RFC 6901): "/States/Poll/Retry/0/MaxAttempts"
  std::string summary;  ///< what is wrong, without a full stop
  std::string help;     ///< what is allowed, or what to do
  std::vector<Place> places;
};

/// Checks the definition and everything inside it, in the author's order: what the types of the
/// model leave open, with the places in the author's source. Definition::problems() gives the same
/// as Diagnostics. It is stricter than validate() with what the service takes although its author
/// will regret it: that is an error here.
[[nodiscard]] std::vector<Finding> check(const Definition& definition);

}  // namespace idm_synth::asl
