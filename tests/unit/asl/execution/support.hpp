// SPDX-License-Identifier: Apache-2.0
// Runs one execution of a definition whose tasks follow a script.
#pragma once

#include <chrono>
#include <idm_synth/asl/execution.hpp>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace idm_synth::test {

/// What a call gives: JSON text, or an error.
struct Answer {
  std::string result = "{}";
  std::optional<asl::Thrown> thrown = {};
  std::chrono::milliseconds duration{0};
};

[[nodiscard]] inline Answer returns(std::string json, std::chrono::milliseconds after = {}) {
  return {.result = std::move(json), .duration = after};
}
[[nodiscard]] inline Answer throws(std::string error, std::string cause = "because",
                                   std::chrono::milliseconds after = {}) {
  return {.thrown = asl::Thrown{std::move(error), std::move(cause)}, .duration = after};
}

/// For each task, what its calls give, in turn; the last answer is given again and again.
using Script = std::map<std::string, std::vector<Answer>>;

/// How an execution went, as text.
struct Ran {
  std::string status;
  std::string output;  ///< JSON; empty where it did not succeed
  std::optional<std::string> error;
  std::optional<std::string> cause;
  std::chrono::milliseconds lasted;
  std::vector<std::string> events;  ///< "4<3 TaskStarted {details}", without the details of input
  std::vector<std::string> types;   ///< of the events
  std::vector<std::string> parameters;           ///< of each call, in the order of time
  std::vector<std::chrono::milliseconds> calls;  ///< when each was made, since the start
};

/// The execution is called "run" and starts at 2026-02-10T03:21:17.042Z.
[[nodiscard]] Ran run(const std::string& definition, const std::string& input = "{}",
                      const Script& script = {});

/// The whole definition of a machine with these states, the first of which is "First".
[[nodiscard]] std::string machine(const std::string& states);

/// The output of a machine with one state, which is its end.
[[nodiscard]] std::string output_of(const std::string& fields, const std::string& input = "{}",
                                    const Script& script = {});

/// What the service says before the problem, for the state "First" as the first one entered.
[[nodiscard]] std::string in_first();

}  // namespace idm_synth::test
