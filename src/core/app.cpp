// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/core/app.hpp>
#include <utility>

namespace idm_synth {

Stack& App::stack(std::string name, SourcePlace place) {
  return stacks_.emplace_back(*this, std::move(name), place);
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error;
  });
}

}  // namespace idm_synth
