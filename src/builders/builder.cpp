// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/builders/builder.hpp>

namespace idm_synth::builders {

void Builder::report_missing(std::string_view type, std::string_view function) {
  report(type, {{.code = "missing-argument",
                 .summary = std::string{type} + "." + name_ + " has no " + std::string{function},
                 .help = "call ." + std::string{function} + "(...) on the builder"}});
}

void Builder::report(std::string_view type, Diagnostics found) {
  for (Diagnostic& diagnostic : found) {
    diagnostic.address = std::string{type} + "." + name_;
    diagnostic.places = {place_};
    stack_.report(std::move(diagnostic));
  }
}

}  // namespace idm_synth::builders
