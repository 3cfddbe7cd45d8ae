// SPDX-License-Identifier: Apache-2.0
// Verifies definitions in the tests, and replays what is found.
#pragma once

#include <idm_synth/asl/verify.hpp>
#include <string>

#include "support/catch.hpp"

namespace idm_synth::test {

/// A file of the tests' folder.
std::string read_test_file(const std::string& path);

/// The export machine, as it is deployed.
std::string export_machine();

/// A definition that lives as long as what it is made of.
asl::Definition definition_of(const std::string& text);

/// Simulates the trace: it must end as the trace says, and use all of its mocks.
void check_replay(const asl::Definition& definition, const asl::Trace& trace);

/// Verifies the definition, and replays every counterexample and every other trace.
asl::VerifyResult verified(const std::string& text, const asl::VerifyOptions& options = {});

/// The counterexample of that state whose summary holds the text; null where there is none.
const asl::Counterexample* find(const asl::VerifyResult& result, const std::string& property,
                                const std::string& state, const std::string& summary);

/// The names of the properties that are violated, in order: "ends alert".
std::string violated(const asl::VerifyResult& result);

}  // namespace idm_synth::test
