// SPDX-License-Identifier: Apache-2.0
// Makes traces for people, and mock files to replay them, of ways through the graph.
#pragma once

#include <idm_synth/asl/verify.hpp>
#include <string>
#include <vector>

#include "analysis.hpp"
#include "clock.hpp"

namespace idm_synth::asl {

class Tracer {
 public:
  Tracer(Explorer& graph, std::chrono::milliseconds deadline, std::string machine_name)
      : graph_{graph}, deadline_{deadline}, machine_name_{std::move(machine_name)} {}

  /// `test_case` is the name in the mock file. The way ends at an end, goes on for ever, or stops
  /// at a call that never ends.
  [[nodiscard]] Trace trace(const Way& way, const std::string& test_case,
                            Pace pace = Pace::typical);

 private:
  Explorer& graph_;
  std::chrono::milliseconds deadline_;  ///< when the service ends an execution
  std::string machine_name_;
};

}  // namespace idm_synth::asl
