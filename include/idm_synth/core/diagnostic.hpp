// SPDX-License-Identifier: Apache-2.0
// A finding about the infrastructure that an App describes, or about a file that was read.
#pragma once

#include <idm_synth/core/source_place.hpp>
#include <string>
#include <vector>

namespace idm_synth {

enum class Severity { error, warning };

/// One finding. Checks collect all of them; nothing stops at the first.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code = {};     ///< stable, for machines, such as "duplicate-address"
  std::string summary = {};  ///< what is wrong, one sentence without a full stop
  std::string help = {};     ///< what to do about it; may be empty
  std::string address = {};  ///< the Terraform address it concerns, such as "aws_kms_key.export"
  std::vector<Place> places = {};  ///< where it comes from, the most useful place first
};

using Diagnostics = std::vector<Diagnostic>;

/// Whether any of them is an error, as opposed to a warning.
[[nodiscard]] bool has_errors(const Diagnostics& diagnostics);

}  // namespace idm_synth
