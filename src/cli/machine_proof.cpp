// SPDX-License-Identifier: Apache-2.0
#include "machine_proof.hpp"

#include <idm_synth/asl/validate.hpp>
#include <idm_synth/asl/verify.hpp>

#include "input_file.hpp"
#include "machine_file.hpp"
#include "proof_records.hpp"

namespace idm_synth::cli {
namespace {

Diagnostics invalid(const AppMachine& machine) {
  Diagnostics all;
  for (const asl::LocatedFinding& finding : asl::validate(machine.definition, machine.options)) {
    Diagnostic diagnostic = diagnostic_in("", finding);
    diagnostic.address = machine.address + " " + finding.path;
    diagnostic.places = {machine.place};
    all.push_back(std::move(diagnostic));
  }
  return all;
}

Diagnostics violated(const AppMachine& machine, const asl::VerifyResult& result) {
  Diagnostics all;
  for (const asl::Property& property : result.properties) {
    for (const asl::Counterexample& counterexample : property.counterexamples) {
      all.push_back({.severity = Severity::error,
                     .code = "verify-" + property.id,
                     .summary = "not true that " + property.title + ": " + counterexample.summary,
                     .help = "`verify` shows how it comes to that; --no-verify writes the machine "
                             "all the same",
                     .address = machine.address + " " + counterexample.state,
                     .places = {machine.place}});
    }
  }
  return all;
}

void append(Diagnostics& all, Diagnostics more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Diagnostics faults_of(const std::vector<AppMachine>& machines, bool with_verify, Console& console) {
  Diagnostics all;
  const ProofRecords records;
  for (const AppMachine& machine : machines) {
    if (records.has(machine)) {
      console.detail("verified before: " + machine.address);
      continue;
    }
    const Diagnostics found = invalid(machine);
    append(all, found);
    if (!with_verify || has_errors(found)) continue;
    try {
      const asl::VerifyResult result =
          asl::verify(parsed_definition(machine), {.machine_name = machine.name});
      append(all, violated(machine, result));
      if (!result.holds()) continue;
      console.detail("verified: " + machine.address);
      if (found.empty()) records.add(machine);
    } catch (const Error& error) {
      console.info("note: " + machine.address + " is written unverified: " + error.what());
    }
  }
  return all;
}

}  // namespace idm_synth::cli
