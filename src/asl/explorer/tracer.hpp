// SPDX-License-Identifier: Apache-2.0
// Makes traces for people, and mock files to replay them, of ways through the graph.
#pragma once

#include <idm_synth/asl/verify.hpp>
#include <optional>
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
  class Replay;

  void add_steps(Trace& trace, const std::vector<Recorded>& records, Pace pace) const;
  /// Behind the steps, the call that the way stops at, unless the execution has ended before it.
  /// Whether mocks can tell that it does not end: they have no heartbeats.
  [[nodiscard]] bool add_call_without_end(Trace& trace, Replay& replay, Id last) const;
  /// Of an execution that the service ends: its time or its history has reached the limit.
  static void cut(Trace& trace, const Replay& replay);
  /// How the execution ends; `end` is none where only the service ends it.
  void end(Trace& trace, const Replay& replay, const std::optional<EndOf>& end) const;
  /// Whether a mock file can tell what the records say.
  [[nodiscard]] bool can_be_told(const std::vector<Recorded>& records, const Replay& replay,
                                 Pace pace) const;

  Explorer& graph_;
  std::chrono::milliseconds deadline_;  ///< when the service ends an execution
  std::string machine_name_;
};

}  // namespace idm_synth::asl
