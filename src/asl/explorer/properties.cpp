// SPDX-License-Identifier: Apache-2.0
#include "properties.hpp"

#include <algorithm>
#include <idm_synth/core/text.hpp>
#include <tuple>

#include "../interpreter/history.hpp"
#include "words.hpp"

namespace idm_synth::asl {
namespace {

using Kind = Configuration::Kind;
using Meaning = CallOutcome::Meaning;
using Verdict = Property::Verdict;
using std::chrono::milliseconds;

std::string with_commas(std::int64_t number) {
  constexpr std::size_t group = 3;
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > group; at -= group)
    text.insert(text.begin() + static_cast<std::ptrdiff_t>(at - group), ',');
  return text;
}

Property not_checked(Property property, std::string why) {
  property.verdict = Verdict::not_checked;
  property.detail = std::move(why);
  return property;
}

const std::string no_exports = "the machine starts no export of RDS";

}  // namespace

Properties::Properties(Explorer& graph, const Analysis& analysis, const VerifyOptions& options,
                       std::optional<std::chrono::seconds> machine_timeout)
    : graph_{graph},
      analysis_{analysis},
      machine_timeout_{machine_timeout},
      deadline_{
          std::min<milliseconds>(longest_execution, machine_timeout.value_or(longest_execution))},
      tracer_{graph, deadline_, options.machine_name} {
  for (Id site = 0; site < graph.sites().count(); ++site) {
    const auto* task = std::get_if<CompiledTask>(&graph.sites()[site].state->detail);
    has_exports_ =
        has_exports_ || (task != nullptr && calls(task->resource, "rds", "startExportTask"));
    has_alert_ = has_alert_ || graph.is_alert(site);
  }
}

VerifyResult Properties::check() {
  result_.inputs = graph_.inputs().size();
  result_.configurations = graph_.count() - 1;
  result_.transitions = graph_.transitions();
  list_endings();
  list_not_explored();
  find_bound();
  for (const auto& property :
       {&Properties::ends, &Properties::succeeds_only_when_complete, &Properties::tells_people,
        &Properties::exports_once, &Properties::is_bounded, &Properties::valid_start_works,
        &Properties::has_no_false_alert}) {
    shown_.clear();
    result_.properties.push_back((this->*property)());
  }
  add_excused();
  return std::move(result_);
}

const std::string& Properties::name_of(Id site) const {
  return graph_.sites()[site].state->name;
}

std::string Properties::children_of(Id site) const {
  const bool is_map = std::holds_alternative<CompiledMap>(graph_.sites()[site].state->detail);
  return std::string{is_map ? "iterations" : "branches"} + " of " + shown(name_of(site));
}

std::string Properties::error_of(const EndOf& end) const {
  return end.error == 0 ? "no error" : std::string{graph_.values()[end.error].text()};
}

void Properties::add(Property& property, const Way& way, Id site, const std::string& kind,
                     std::string summary, Pace pace) {
  property.verdict = Verdict::violated;
  if (!shown_.emplace(name_of(site), kind).second) return;
  const std::string test_case =
      property.id + "-" + std::to_string(property.counterexamples.size() + 1);
  property.counterexamples.push_back({.summary = std::move(summary),
                                      .state = name_of(site),
                                      .trace = tracer_.trace(way, test_case, pace)});
}

Way Properties::through(const Sighting& sighting) const {
  Way way = analysis_.shortest(sighting.node);
  way.moves.push_back({sighting.node, sighting.outcome});
  way.end = sighting.to;
  return analysis_.to_end(std::move(way));
}

void Properties::list_endings() {
  std::set<std::tuple<std::string, ExecutionStatus, std::optional<std::string>>> distinct;
  for (Id id = 1; id < graph_.count(); ++id) {
    if (graph_.node(id).kind != static_cast<Id>(Kind::end)) continue;
    ++result_.ends;
    const EndOf end = graph_.end_of(id);
    std::optional<std::string> error;
    if (end.error != 0) error = std::string{graph_.values()[end.error].text()};
    distinct.emplace(name_of(end.site),
                     end.has_succeeded ? ExecutionStatus::succeeded : ExecutionStatus::failed,
                     std::move(error));
  }
  for (const auto& [state, status, error] : distinct) {
    result_.endings.push_back({.state = state, .status = status, .error = error});
  }
}

Property Properties::ends() {
  Property property{.id = "ends", .title = "every execution ends"};
  for (const Id loop : analysis_.loops()) {
    add(property, analysis_.around(loop), graph_.node(loop).site, "loop",
        "the execution goes round through " + shown(name_of(graph_.node(loop).site)) +
            " for ever, until its history reaches the limit of 25,000 events");
  }
  const std::string limit = "the history reaches its limit of 25,000 events";
  for (const Id id : graph_.cut()) {
    add(property, analysis_.shortest(id), graph_.node(id).site, "history", limit);
  }
  if (analysis_.has_loop() || !graph_.cut().empty()) return property;
  std::int64_t most = 0;
  for (Id id = 1; id < graph_.count(); ++id) {
    most = std::max<std::int64_t>(most, analysis_.most_events(id));
    if (most < most_events) continue;
    add(property, analysis_.most_eventful(id), graph_.node(id).site, "history", limit);
    return property;
  }
  property.detail = "at most " + with_commas(most) + " of 25,000 events in the history";
  if (result_.not_explored.empty()) {
    result_.most_events = most;
  } else {
    property.detail += ", in what is explored";
  }
  return property;
}

Property Properties::succeeds_only_when_complete() {
  Property property{.id = "complete",
                    .title = "it succeeds only if the export of this very snapshot is COMPLETE"};
  if (!has_exports_) return not_checked(std::move(property), no_exports);
  for (Id id = 1; id < graph_.count(); ++id) {
    if (graph_.node(id).kind != static_cast<Id>(Kind::end)) continue;
    const EndOf end = graph_.end_of(id);
    if (!end.has_succeeded || end.is_complete) continue;
    add(property, analysis_.shortest(id), end.site, "",
        "the execution succeeds, and RDS has not said COMPLETE for the export of its snapshot");
  }
  return property;
}

Property Properties::tells_people() {
  Property property{.id = "alert", .title = "every other end comes after an alert"};
  if (!has_alert_ && !has_exports_) {
    return not_checked(std::move(property),
                       "the machine publishes to no SNS topic; name its Task by --alert-state");
  }
  for (Id id = 1; id < graph_.count(); ++id) {
    if (graph_.node(id).kind != static_cast<Id>(Kind::end)) continue;
    const EndOf end = graph_.end_of(id);
    if (end.has_succeeded || (end.flags & (alerted | refused_long)) != 0) continue;
    const std::string error = error_of(end);
    const bool is_runtime = error == "States.Runtime" || error == "States.DataLimitExceeded" ||
                            error == "States.ReferencePathConflict";
    add(property, analysis_.shortest(id), end.site, is_runtime ? error : "failure",
        graph_.is_alert(end.site) && !is_runtime
            ? "the alert in " + shown(name_of(end.site)) + " fails with " + error +
                  ", and nothing tries long enough (10 minutes)"
            : "the execution fails in " + shown(name_of(end.site)) + " with " + error +
                  ", and nobody is told");
  }
  add_timed_out(property);
  return property;
}

/// The machine's TimeoutSeconds ends executions silently.
void Properties::add_timed_out(Property& property) {
  if (!machine_timeout_) return;
  const std::string summary = "the machine's TimeoutSeconds ends the execution after " +
                              in_words(deadline_) + ", and nobody is told";
  if (analysis_.has_loop()) {
    for (const Id loop : analysis_.loops()) {
      if ((graph_.node(loop).flags & alerted) != 0) continue;
      add(property, analysis_.around(loop), graph_.node(loop).site, "timeout", summary);
    }
    return;
  }
  for (Id id = 1; id < graph_.count(); ++id) {
    const Configuration at = graph_.node(id);
    if ((at.flags & alerted) != 0 || at.kind == static_cast<Id>(Kind::end)) continue;
    for (const GraphEdge& edge : graph_.edges(id)) {
      if (analysis_.latest(id) + edge.worst < deadline_) continue;
      Way way = analysis_.slowest(id);
      way.moves.push_back({id, edge.outcome});
      way.end = edge.to;
      add(property, way, at.site, "timeout", summary, Pace::worst);
      return;
    }
  }
}

Property Properties::exports_once() {
  Property property{.id = "once", .title = "no execution makes two exports"};
  if (!has_exports_) return not_checked(std::move(property), no_exports);
  for (const Sighting& sighting : graph_.sightings()) {
    if (sighting.meaning != Meaning::second_export) continue;
    const Id site = graph_.node(sighting.node).site;
    add(property, through(sighting), site, "",
        "the call in " + shown(name_of(site)) + " makes a second export");
  }
  return property;
}

void Properties::find_bound() {
  if (analysis_.has_loop() || !graph_.cut().empty()) {
    if (machine_timeout_) result_.longest = deadline_;
    return;
  }
  Id latest = 0;
  for (Id id = 1; id < graph_.count(); ++id) {
    if (graph_.node(id).kind != static_cast<Id>(Kind::end)) continue;
    if (latest == 0 || analysis_.latest(id) > analysis_.latest(latest)) latest = id;
  }
  if (latest == 0) return;
  result_.longest = std::min(deadline_, analysis_.latest(latest));
  result_.longest_trace = tracer_.trace(analysis_.slowest(latest), "longest", Pace::worst);
}

Property Properties::is_bounded() {
  Property property{.id = "bounded", .title = "the time is bounded"};
  if (machine_timeout_) {
    property.detail = "at most " + in_words(*result_.longest);
    return property;
  }
  for (const Id loop : analysis_.loops()) {
    add(property, analysis_.around(loop), graph_.node(loop).site, "loop",
        "the execution goes round through " + shown(name_of(graph_.node(loop).site)) + " for ever");
  }
  for (const Id id : graph_.hanging()) {
    const Id site = graph_.node(id).site;
    add(property, analysis_.shortest(id), site, "hang",
        "the call in " + shown(name_of(site)) +
            " may last until the execution is ended after a year: its Task has no TimeoutSeconds");
  }
  if (property.verdict == Verdict::holds) {
    if (!result_.longest) return not_checked(std::move(property), "the history has no bound");
    if (*result_.longest >= longest_execution) {
      property.verdict = Verdict::violated;
      property.counterexamples.push_back(
          {.summary = "the execution may last until it is ended after a year",
           .state = result_.longest_trace->steps.back().state,
           .trace = *result_.longest_trace});
    }
    property.detail = "at most " + in_words(*result_.longest);
  } else {
    result_.longest.reset();
    result_.longest_trace.reset();
  }
  return property;
}

Property Properties::valid_start_works() {
  Property property{.id = "valid-start",
                    .title = "a valid start is refused nothing, and can succeed"};
  if (!has_exports_) return not_checked(std::move(property), no_exports);
  for (const Sighting& sighting : graph_.sightings()) {
    if (sighting.meaning != Meaning::refused || sighting.node >= graph_.valid_end()) continue;
    const Id site = graph_.node(sighting.node).site;
    add(property, through(sighting), site, "refused",
        "AWS refuses the arguments of the call in " + shown(name_of(site)) + " every time");
  }
  for (const GraphEdge& start : graph_.edges(0)) {
    const VerifyInput& input = graph_.inputs()[start.outcome];
    if (!input.is_valid || analysis_.can_succeed(start.to)) continue;
    Way way{.moves = {{0, start.outcome}}, .end = start.to};
    add(property, analysis_.to_end(std::move(way)), graph_.node(start.to).site, input.label,
        "no execution that starts with " + input.label + " succeeds");
  }
  return property;
}

Property Properties::has_no_false_alert() {
  Property property{.id = "no-false-alert",
                    .title = "an export that is already there is no failure"};
  if (!has_exports_) return not_checked(std::move(property), no_exports);
  // Of what goes on beside others there are several explorations, and each has some of the ends.
  std::set<Id> can_succeed;
  for (const Sighting& sighting : graph_.sightings()) {
    const Configuration at = graph_.node(sighting.node);
    if (sighting.meaning == Meaning::own_export_known && at.stack != 0 &&
        analysis_.can_succeed(sighting.to))
      can_succeed.insert(at.site);
  }
  for (const Sighting& sighting : graph_.sightings()) {
    const Id site = graph_.node(sighting.node).site;
    if (sighting.meaning != Meaning::own_export_known || analysis_.can_succeed(sighting.to) ||
        can_succeed.contains(site)) {
      continue;
    }
    add(property, through(sighting), site, "",
        "RDS says in " + shown(name_of(site)) +
            " that the export of this very snapshot already exists, and from there no execution "
            "succeeds");
  }
  return property;
}

void Properties::add_excused() {
  Excused refused{.what = "SNS refuses the alert for 10 minutes or more", .count = 0};
  for (Id id = 1; id < graph_.count(); ++id) {
    if (graph_.node(id).kind != static_cast<Id>(Kind::end)) continue;
    const EndOf end = graph_.end_of(id);
    if (end.has_succeeded || (end.flags & alerted) != 0 || (end.flags & refused_long) == 0) {
      continue;
    }
    ++refused.count;
    if (!refused.trace) refused.trace = tracer_.trace(analysis_.shortest(id), "excused-1");
  }
  if (refused.count != 0) result_.excused.push_back(std::move(refused));
  result_.excused.push_back({.what = "somebody stops the execution (StopExecution)"});
  result_.excused.push_back({.what = "the execution is never started, or its event never sent"});
  result_.excused.push_back({.what = std::string{"the history reaches its limit of 25,000 events"} +
                                     (result_.most_events ? ", which it never does here" : "")});
}

void Properties::list_not_explored() {
  for (const Id site : graph_.crowded()) {
    result_.not_explored.push_back("what others of " + shown(name_of(site)) +
                                   " have done when one fails: there are more than 12");
  }
  for (const Id site : graph_.contended()) {
    result_.not_explored.push_back(children_of(site) +
                                   " that ask RDS for the same export in turns: they are explored "
                                   "one after the other");
  }
}

}  // namespace idm_synth::asl
