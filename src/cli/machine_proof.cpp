// SPDX-License-Identifier: Apache-2.0
#include "machine_proof.hpp"

#include <idm_synth/asl/validate.hpp>
#include <idm_synth/asl/verify.hpp>

#include "machine_file.hpp"

namespace idm_synth::cli {

Diagnostics invalid_machines(const std::vector<AppMachine>& machines) {
  Diagnostics all;
  for (const AppMachine& machine : machines) {
    for (const asl::LocatedFinding& finding : asl::validate(machine.definition, machine.options)) {
      Diagnostic diagnostic = diagnostic_in("", finding);
      diagnostic.address = machine.address + " " + finding.path;
      diagnostic.places = {machine.place};
      all.push_back(std::move(diagnostic));
    }
  }
  return all;
}

Diagnostics unproved_machines(const std::vector<AppMachine>& machines, Console& console) {
  Diagnostics all;
  for (const AppMachine& machine : machines) {
    asl::VerifyResult result;
    try {
      result = asl::verify(parsed_definition(machine), {.machine_name = machine.name});
    } catch (const Error& error) {
      console.info("note: " + machine.address + " is written unverified: " + error.what());
      continue;
    }
    for (const asl::Property& property : result.properties) {
      for (const asl::Counterexample& counterexample : property.counterexamples) {
        all.push_back({.severity = Severity::error,
                       .code = "verify-" + property.id,
                       .summary = "not true that " + property.title + ": " + counterexample.summary,
                       .help =
                           "`verify` shows how it comes to that; --no-verify writes the machine "
                           "all the same",
                       .address = machine.address + " " + counterexample.state,
                       .places = {machine.place}});
      }
    }
  }
  return all;
}

}  // namespace idm_synth::cli
