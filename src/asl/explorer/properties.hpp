// SPDX-License-Identifier: Apache-2.0
// What must hold of every execution, checked on the graph.
#pragma once

#include <idm_synth/asl/verify.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis.hpp"
#include "tracer.hpp"

namespace idm_synth::asl {

class Properties {
 public:
  Properties(Explorer& graph, const Analysis& analysis, const VerifyOptions& options,
             std::optional<std::chrono::seconds> machine_timeout);

  [[nodiscard]] VerifyResult check();

 private:
  Property ends();
  Property succeeds_only_when_complete();
  Property tells_people();
  Property exports_once();
  Property is_bounded();
  Property valid_start_works();
  Property has_no_false_alert();
  void list_endings();
  void list_not_explored();
  void find_bound();
  void add_excused();
  void add_timed_out(Property& property);

  /// Adds a counterexample, unless there is one of the same state and kind already.
  void add(Property& property, const Way& way, Id site, const std::string& kind,
           std::string summary, Pace pace = Pace::typical);
  [[nodiscard]] Way through(const Sighting& sighting) const;
  [[nodiscard]] const std::string& name_of(Id site) const;
  [[nodiscard]] std::string children_of(Id site) const;
  [[nodiscard]] std::string error_of(const EndOf& end) const;

  Explorer& graph_;
  const Analysis& analysis_;
  std::optional<std::chrono::seconds> machine_timeout_;
  std::chrono::milliseconds deadline_;
  Tracer tracer_;
  bool has_exports_ = false;
  bool has_alert_ = false;
  std::set<std::pair<std::string, std::string>> shown_;  ///< of the property at hand
  VerifyResult result_;
};

}  // namespace idm_synth::asl
