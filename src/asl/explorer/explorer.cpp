// SPDX-License-Identifier: Apache-2.0
#include "explorer.hpp"

#include <algorithm>
#include <array>
#include <idm_synth/core/text.hpp>

#include "../interpreter/history.hpp"

namespace idm_synth::asl {
namespace {

using Kind = Configuration::Kind;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// The outcome of an edge to a call that is not tried again.
constexpr Id no_outcome = std::numeric_limits<Id>::max();

/// Edges that leave a child where it is have outcomes from here on: for each Parallel or Map around
/// it a block of this size, and in it one for each of services_after().
constexpr Id first_leaving = Id{1} << 30U;
constexpr Id leavings_of_level = Id{1} << 16U;

/// What a machine of a few states comes to.
constexpr std::size_t usual_configurations = std::size_t{1} << 17U;
constexpr std::size_t usual_edges = std::size_t{1} << 19U;

Failure failure_of(const CallOutcome& outcome, const Effect& call) {
  return {.error = outcome.thrown->error,
          .cause = outcome.thrown->cause,
          .is_heartbeat = outcome.is_timeout && call.limits.heartbeat.has_value() &&
                          call.limits.heartbeat <
                              call.limits.timeout.value_or(longest_execution.count() * 86400),
          .is_catchable = outcome.is_catchable};
}

}  // namespace

Explorer::Explorer(const Definition& definition, const Program& program,
                   const VerifyOptions& options, std::vector<VerifyInput> inputs,
                   std::set<Id> in_turns, bool waits_in_loops)
    : machine_{program.machine()},
      options_{options},
      inputs_{std::move(inputs)},
      start_time_{std::chrono::sys_days{std::chrono::year{2026} / 2 / 10} + std::chrono::hours{3} +
                  std::chrono::minutes{21} + seconds{19} + milliseconds{4}},
      sites_{definition, machine_},
      steps_{sites_, machine_, values_, tuples_, start_time_},
      model_{options_, values_, tuples_},
      in_turns_{std::move(in_turns)},
      waits_in_loops_{waits_in_loops} {
  std::stable_partition(inputs_.begin(), inputs_.end(),
                        [](const VerifyInput& input) { return input.is_valid; });
  // Memory that is not touched costs nothing, and what grows step by step touches twice as much.
  edges_.reserve(usual_edges);
  edge_starts_.reserve(usual_configurations);
  parents_.reserve(usual_configurations);
  depths_.reserve(usual_configurations);
  bool is_found = options.alert_state.empty();
  for (std::size_t i = 0; i < sites_.count(); ++i) {
    const CompiledState& state = *sites_[i].state;
    const auto* task = std::get_if<CompiledTask>(&state.detail);
    const bool is_named = task != nullptr && state.name == options.alert_state;
    no_retries_.push_back(tuples_.intern(std::vector<Id>(state.retry.size(), 0)));
    is_found = is_found || is_named;
    asks_rds_.push_back(task != nullptr && (calls(task->resource, "rds", "startExportTask") ||
                                            calls(task->resource, "rds", "describeExportTasks")));
    is_alert_.push_back(options.alert_state.empty()
                            ? task != nullptr && calls(task->resource, "sns", "publish")
                            : is_named);
  }
  goes_round_.assign(sites_.count(), false);
  if (waits_in_loops) find_loops();
  if (!is_found) {
    throw UsageError("the alert state " + shown(options.alert_state) +
                     " is no Task of the definition");
  }
}

/// The tasks that a loop goes through without a call that others may see.
void Explorer::find_loops() {
  for (Id start = 0; start < sites_.count(); ++start) {
    if (!std::holds_alternative<CompiledTask>(sites_[start].state->detail)) continue;
    std::vector<bool> is_known(sites_.count(), false);
    std::vector<std::size_t> open = {start};
    while (!open.empty()) {
      const std::size_t site = open.back();
      open.pop_back();
      if (is_seen(static_cast<Id>(site))) continue;
      for (const Site::Edge& edge : sites_[site].edges) {
        if (!edge.to || is_known[*edge.to]) continue;
        is_known[*edge.to] = true;
        open.push_back(*edge.to);
      }
    }
    goes_round_[start] = is_known[start];
  }
}

std::span<const GraphEdge> Explorer::edges(Id id) const {
  if (id == 0) return starts_;
  const std::size_t end = id < edge_starts_.size() ? edge_starts_[id] : edges_.size();
  return {edges_.data() + edge_starts_[id - 1], end - edge_starts_[id - 1]};
}

bool Explorer::leaves_child(Id outcome) {
  return outcome >= first_leaving && outcome != no_outcome;
}

std::vector<ChildAt> Explorer::path(Id id) const {
  std::vector<ChildAt> path;
  for (Id stack = node(id).stack; stack != 0; stack = tuples_[stack].front()) {
    const Frame frame = Frame::of(tuples_[stack]);
    path.push_back({.child = frame.child(),
                    .turns = frame.takes_turns() ? frame.count : 0,
                    .at_once = frame.at_once});
  }
  std::ranges::reverse(path);
  return path;
}

bool Explorer::starts_another(Id id) const {
  if (kind(id) != Kind::child) return false;
  const Frame frame = Frame::of(tuples_[node(id).stack]);
  return frame.is_all_at_once() && !frame.takes_turns() && frame.index > 0;
}

EndOf Explorer::end_of(Id id) const {
  const Configuration at = node(id);
  return {.site = at.site,
          .has_succeeded = at.cells != 0,
          .is_complete = at.retries != 0,
          .error = at.root,
          .flags = at.flags};
}

void Explorer::explore() {
  const auto first_broken = std::ranges::find(inputs_, false, &VerifyInput::is_valid);
  const auto valid = static_cast<std::size_t>(first_broken - inputs_.begin());
  Id next = 1;
  const auto expand_all = [&] {
    for (; next < count(); ++next) {
      check_size(count(), " configurations");
      expand(next);
    }
  };
  for (std::size_t i = 0; i < valid; ++i) add_input(i);
  expand_all();
  valid_end_ = static_cast<Id>(count());
  for (std::size_t i = valid; i < inputs_.size(); ++i) add_input(i);
  expand_all();
}

void Explorer::check_size(std::size_t size, const std::string& what) const {
  if (size <= options_.most_configurations) return;
  throw TooManyConfigurations("more than " + std::to_string(options_.most_configurations) + what +
                              ": variables that go on changing, such as counters without a limit, "
                              "make ever new ones");
}

void Explorer::add_input(std::size_t input) {
  Cost cost;
  const Id to = start(input, cost);
  starts_.push_back(
      {.to = to, .outcome = static_cast<Id>(input), .events = cost.events, .worst = cost.worst});
  ++transitions_;
  if (to >= parents_.size()) {
    parents_.push_back(0);
    depths_.push_back(cost.events);
  }
}

void Explorer::expand(Id id) {
  edge_starts_.push_back(edges_.size());
  const Configuration at = node(id);
  if (depths_[id] >= most_events) {
    cut_.push_back(id);
    return;
  }
  switch (static_cast<Kind>(at.kind)) {
    case Kind::state:
      expand_outcome(at, 0);
      expand_leaving(at);
      break;
    case Kind::call:
      expand_call(id, at);
      expand_leaving(at);
      break;
    case Kind::answer:
      expand_answer(id, at);
      expand_leaving(at);
      break;
    case Kind::fork:
      for (Id i = 0; i < first_failures(at).size(); ++i) expand_outcome(at, i);
      expand_leaving(at);
      break;
    case Kind::child:
      expand_child(at);
      break;
    case Kind::turn:
      for (const Id child : next_turns(at)) expand_outcome(at, child);
      expand_leaving(at);
      break;
    case Kind::join:
      expand_outcome(at, 0);
      break;
    case Kind::start:
    case Kind::nowhere:
    case Kind::end:
      break;
  }
}

Id Explorer::expand_outcome(const Configuration& at, Id outcome) {
  Cost cost;
  const Id to = follow(at, outcome, cost);
  add_edge(to, outcome, cost);
  return to;
}

void Explorer::add_edge(Id to, Id outcome, const Cost& cost) {
  const Id from = static_cast<Id>(edge_starts_.size());
  if (outcome != no_outcome) ++transitions_;
  if (to >= parents_.size()) {
    parents_.push_back(from);
    depths_.push_back(depths_[from] + cost.events);
  }
  // Each child has come to its turn at another time.
  const bool is_turn = kind(from) == Kind::turn;
  for (std::size_t i = edge_starts_.back(); i < edges_.size(); ++i) {
    GraphEdge& known = edges_[i];
    if (known.to != to || (is_turn && known.outcome != outcome)) continue;
    ++known.count;
    known.worst = std::max(known.worst, cost.worst);
    known.events = std::max(known.events, cost.events);
    return;
  }
  edges_.push_back({.to = to, .outcome = outcome, .events = cost.events, .worst = cost.worst});
}

void Explorer::expand_call(Id id, const Configuration& at) {
  const Effect& call = steps_.enter(at);
  if (call.failure) {
    expand_outcome(at, 0);
    return;
  }
  const CompiledState& state = *sites_[at.site].state;
  const std::vector<CallOutcome>& outcomes = outcomes_of(at, call);
  if (is_seen(at.site)) add_beside(at);
  if (asks_rds_[at.site] && outcomes.front().meaning != CallOutcome::Meaning::refused) {
    add_asked(at, call);
  }
  // A call whose only outcome cannot be caught is not made.
  if (!call.patience() && std::ranges::any_of(outcomes, &CallOutcome::is_catchable)) {
    hanging_.push_back(id);
  }
  bool has_answer = false;
  tried_.clear();
  for (Id i = 0; i < outcomes.size(); ++i) {
    const CallOutcome& outcome = outcomes[i];
    if (!outcome.retrier) {
      has_answer = true;
      continue;
    }
    const std::size_t retrier = *outcome.retrier;
    const bool is_open = tuples_[at.retries][retrier] < state.retry[retrier].max_attempts;
    if (is_open && outcome.meaning == CallOutcome::Meaning::nothing) {
      const std::tuple group{retrier, outcome.service,
                             outcome.is_timeout && sites_.depends_on_time(),
                             outcome.is_late && sites_.depends_on_time()};
      if (std::ranges::find(tried_, group) != tried_.end()) {
        ++transitions_;
        continue;  // the same but for its name
      }
      tried_.push_back(group);
    }
    Cost cost;
    const Id to = follow_call(at, call, outcome, cost);
    add_edge(to, i, cost);
    if (outcome.meaning != CallOutcome::Meaning::nothing) {
      sightings_.push_back({id, i, to, outcome.meaning});
    }
  }
  if (!has_answer) return;
  Configuration answer = at;
  answer.flags |= is_alert_[at.site] && has_tried_long(at) ? Id{is_long} : Id{0};
  if (!sites_[at.site].counts_retries) answer.retries = 0;
  add_edge(node(Kind::answer, answer), no_outcome, {});
}

void Explorer::expand_answer(Id id, const Configuration& at) {
  const Effect& call = steps_.enter(at);
  const std::vector<CallOutcome>& outcomes = outcomes_of(at, call);
  for (Id i = 0; i < outcomes.size(); ++i) {
    const CallOutcome& outcome = outcomes[i];
    if (outcome.retrier) continue;
    Cost cost;
    const Id to = follow_call(at, call, outcome, cost);
    add_edge(to, i, cost);
    if (outcome.meaning != CallOutcome::Meaning::nothing) {
      sightings_.push_back({id, i, to, outcome.meaning});
    }
  }
}

/// Of children that ask for different exports none sees what the others do, in whatever order.
void Explorer::add_asked(const Configuration& at, const Effect& call) {
  const json::Value* identifier = values_[call.output].find("ExportTaskIdentifier");
  const Id asked = identifier == nullptr ? 0 : values_.intern(*identifier);
  for (Id stack = at.stack; stack != 0;) {
    const Frame frame = Frame::of(tuples_[stack]);
    stack = frame.stack;
    if (frame.is_in_turn() || frame.takes_turns()) continue;
    const std::array in_common = {frame.site, frame.root, frame.cells, frame.input, frame.items};
    asked_[tuples_.intern(in_common)].emplace(asked, frame.child());
  }
}

/// Inside of a child that takes turns, they are seen from outside: how far each one has come.
void Explorer::add_beside(const Configuration& at) {
  if (in_turns_.empty()) return;
  for (Id stack = at.stack; stack != 0;) {
    const Frame frame = Frame::of(tuples_[stack]);
    stack = frame.stack;
    if (!frame.is_in_turn() && !frame.takes_turns() && is_among_turns(stack)) {
      beside_.insert(frame.site);
    }
  }
}

std::set<Id> Explorer::contended() const {
  std::set<Id> sites = beside_;
  for (const auto& [in_common, asked] : asked_) {
    // Sorted by export, those for any export first.
    const bool is_any = asked.begin()->first == 0;
    const auto other =
        std::ranges::adjacent_find(asked, [is_any](const auto& one, const auto& next) {
          return (is_any || one.first == next.first) && one.second != next.second;
        });
    if (other != asked.end()) sites.insert(tuples_[in_common].front());
  }
  return sites;
}

std::set<Id> Explorer::not_explored() const {
  std::set<Id> sites = contended();
  sites.insert(crowded_.begin(), crowded_.end());
  return sites;
}

/// It is left before it starts only where it does not come to anything that it may be left at.
void Explorer::expand_child(const Configuration& at) {
  const auto kind = static_cast<Kind>(node(expand_outcome(at, 0)).kind);
  if (kind != Kind::state && kind != Kind::call && kind != Kind::fork) expand_leaving(at);
}

/// After all its other edges.
void Explorer::expand_leaving(const Configuration& at) {
  if (at.stack == 0) return;
  // It may have come further, to where it would fail; the limit of the history counts that.
  std::uint32_t events = 0;
  for (const GraphEdge& edge : std::span{edges_}.subspan(edge_starts_.back())) {
    if (kind(edge.to) == Kind::nowhere) events = std::max(events, edge.events);
  }
  const std::size_t services = services_after(at).size();
  Id stack = at.stack;
  for (Id level = 0; stack != 0; ++level) {
    const Frame frame = Frame::of(tuples_[stack]);
    stack = frame.stack;
    if (!frame.may_be_left()) continue;
    for (Id i = 0; i < services; ++i) {
      const Id outcome = first_leaving + level * leavings_of_level + i;
      Cost cost;
      const Id to = follow(at, outcome, cost);
      cost.events += events;
      add_edge(to, outcome, cost);
    }
  }
}

/// What RDS may know while the state is not left yet.
std::vector<Id> Explorer::services_after(const Configuration& at) {
  std::vector<Id> services = {at.service};
  const auto kind = static_cast<Kind>(at.kind);
  if (kind != Kind::call && kind != Kind::answer) return services;
  const Effect& call = steps_.enter(at);
  if (call.failure) return services;
  for (const CallOutcome& outcome : outcomes_of(at, call)) {
    if (std::ranges::find(services, outcome.service) == services.end()) {
      services.push_back(outcome.service);
    }
  }
  return services;
}

const std::vector<CallOutcome>& Explorer::outcomes_of(const Configuration& at, const Effect& call) {
  const std::array key = {at.site, call.output, at.service,
                          static_cast<Id>(call.limits.timeout.value_or(0)),
                          static_cast<Id>(call.limits.heartbeat.value_or(0))};
  const Id number = calls_.intern(key);
  if (number >= outcomes_.size()) outcomes_.resize(number + 1);
  if (outcomes_[number] == nullptr) {
    const CompiledState& state = *sites_[at.site].state;
    std::vector<CallOutcome> outcomes =
        model_.outcomes(state.name, std::get<CompiledTask>(state.detail).resource, call.output,
                        at.service, call.silence().has_value());
    if (call.silence() && call.patience() && call.is_prolonged()) {
      outcomes.push_back({.label = "States.Timeout, for all its heartbeats",
                          .thrown = Thrown{.error = "States.Timeout", .cause = {}},
                          .is_late = true,
                          .service = at.service});
    }
    for (CallOutcome& outcome : outcomes) {
      if (!outcome.thrown) continue;
      outcome.failure = failure_of(outcome, call);
      const auto retrier = find_retrier(state, outcome.failure);
      if (retrier && state.retry[*retrier].max_attempts > 0) outcome.retrier = retrier;
      outcome.catcher = find_catcher(state, outcome.failure);
      outcome.error = steps_.error_value(outcome.failure);
    }
    known_outcomes_ += outcomes.size();
    check_size(known_outcomes_, " outcomes of calls");
    outcomes_[number] = std::make_unique<const std::vector<CallOutcome>>(std::move(outcomes));
  }
  return *outcomes_[number];
}

Id Explorer::follow(const Configuration& at, Id outcome, Cost& cost) {
  if (leaves_child(outcome)) {
    Configuration left = at;
    left.service = services_after(at)[(outcome - first_leaving) % leavings_of_level];
    return leave_child(left, (outcome - first_leaving) / leavings_of_level, cost);
  }
  switch (static_cast<Kind>(at.kind)) {
    case Kind::state:
      return enter(at, cost, true);
    case Kind::fork:
      return start_children(at, first_failures(at)[outcome], cost);
    case Kind::child:
      return follow_child(at, cost);
    case Kind::turn:
      return take_turn(at, outcome, cost);
    case Kind::join:
      return join_children(at, cost);
    default:
      break;
  }
  const Effect& call = steps_.enter(at);
  if (call.failure) return fail_call(at, call, cost);
  return follow_call(at, call, outcomes_of(at, call)[outcome], cost);
}

void Explorer::record(Id from, Id outcome, std::uint32_t& events, std::vector<Recorded>& records) {
  if (outcome == no_outcome) return;
  Cost cost{.events = events, .records = &records};
  if (from == 0) {
    start(outcome, cost);
  } else {
    follow(node(from), outcome, cost);
  }
  events = cost.events;
}

}  // namespace idm_synth::asl
