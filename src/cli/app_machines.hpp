// SPDX-License-Identifier: Apache-2.0
// The state machines of an App, as text.
#pragma once

#include <idm_synth/asl/validate.hpp>
#include <idm_synth/core/app.hpp>
#include <string>
#include <vector>

namespace idm_synth::cli {

struct AppMachine {
  std::string address;           ///< such as "aws_sfn_state_machine.export"
  std::string name;              ///< of the machine, as far as the App knows it; else empty
  std::string definition;        ///< JSON, with what only Terraform knows as "${...}"
  asl::ValidateOptions options;  ///< what the definition may hold
  SourcePlace place;             ///< of the resource
};

/// Every aws_sfn_state_machine whose definition is a document of the App, in the stacks' order.
[[nodiscard]] std::vector<AppMachine> machines_of(const App& app);

}  // namespace idm_synth::cli
