// SPDX-License-Identifier: Apache-2.0
// What the exploration of machines shows, for a person and for programs.
#pragma once

#include <idm_synth/asl/verify.hpp>
#include <idm_synth/synth/render.hpp>
#include <string>
#include <vector>

#include "console.hpp"

namespace idm_synth::cli {

/// A machine, and what was shown of it.
struct Verified {
  std::string path;       ///< of the file; the address of the App's machine
  std::string file = {};  ///< what `simulate` is given for it; empty: the App's machine
  asl::VerifyResult result;
};

/// Where the scenarios of the counterexamples are.
struct Scenarios {
  std::string program;           ///< how people call it
  std::string directory = {};    ///< empty: they are not written
  std::string config_file = {};  ///< what --config says of the App; empty: nothing
};

/// For each machine: what was explored, each property, its counterexamples, the longest time, and
/// what no machine can catch.
[[nodiscard]] std::string verified_text(const std::vector<Verified>& all,
                                        const Scenarios& scenarios, const Style& style);

/// {"machines": [{"path", "holds", "inputs", "configurations", "transitions", "ends", "endings",
/// "mostEvents", "longestSeconds", "properties", "excused", "notExplored"}]}; each ending has
/// "state", "status" and "error", which may be null; each property has "id", "title", "verdict"
/// (holds, violated, not-checked), "detail" and "counterexamples": "summary", "state", "input",
/// "steps", "loopStart", "status", "error", "testCase", "mocks".
[[nodiscard]] std::string verified_json(const std::vector<Verified>& all);

/// Mock files and inputs, to replay the counterexamples and the longest execution.
[[nodiscard]] std::vector<synth::File> scenario_files(const std::vector<Verified>& all);

}  // namespace idm_synth::cli
