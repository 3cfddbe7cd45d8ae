// SPDX-License-Identifier: Apache-2.0
// What is wrong with a definition in a file; check.hpp is for those that a program makes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/core/diagnostic.hpp>
#include <idm_synth/json/located.hpp>
#include <string>
#include <vector>

namespace idm_synth::asl {

/// The type of a state machine. An express one takes no `.sync`, no `.waitForTaskToken`, no
/// activity and no distributed Map.
/// https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
enum class MachineType : std::uint8_t { standard, express };

/// One finding about a text. An error is what the service refuses, a warning what it takes and the
/// author will regret. Codes are those of the service's own validation where it has one.
/// https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
struct LocatedFinding {
  Severity severity = Severity::error;
  std::string code;
  std::string path;      ///< JSON Pointer (RFC 6901) such as "/States/Poll/Next"; "/" is the whole
  std::size_t line = 1;  ///< from 1
  std::string message;   ///< what is wrong, without a full stop
  std::string help;      ///< what is allowed, or what to do; may be empty
};

struct ValidateOptions {
  MachineType type = MachineType::standard;
  /// Whether `${...}` in a string stands for something that is not known yet, so that nothing can
  /// be said about its value.
  bool has_placeholders = false;
  /// Whether calls of the AWS SDK are compared with its models: services, actions, parameters. What
  /// only runs with mocks, or is explored, may call what they lack.
  bool has_sdk_models = true;
};

/// Checks a definition: every field of every state in both query languages, transitions and
/// reachability, paths, payload templates, intrinsic functions, resources. In the text's order.
/// https://states-language.net/ and https://docs.aws.amazon.com/step-functions/latest/dg/
[[nodiscard]] std::vector<LocatedFinding> validate(const json::Tree& definition,
                                                   const ValidateOptions& options = {});

/// The same for a text that may not even be JSON.
[[nodiscard]] std::vector<LocatedFinding> validate(std::string text,
                                                   const ValidateOptions& options = {});

}  // namespace idm_synth::asl
