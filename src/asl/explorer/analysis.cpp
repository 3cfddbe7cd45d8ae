// SPDX-License-Identifier: Apache-2.0
#include "analysis.hpp"

#include <algorithm>
#include <queue>

namespace idm_synth::asl {
namespace {

using Kind = Configuration::Kind;
using std::chrono::milliseconds;

/// Of the times of one Parallel or Map, those that it has in any case.
constexpr std::size_t fixed = 2;

/// How many times are kept of the Parallel or Map of that child.
std::size_t size_of(const ChildAt& child) {
  return fixed + child.turns;
}

template <class Peak>
void take_later(Peak& time, const Peak& other) {
  if (other.time > time.time) time = other;
}

}  // namespace

Analysis::Analysis(const Explorer& graph) : graph_{graph} {
  find_order();
  find_successes();
  if (!has_loop()) find_longest();
}

/// Tarjan's algorithm, without recursion.
void Analysis::find_order() {
  struct Open {
    Id node;
    std::size_t edge;
  };
  const std::size_t count = graph_.count();
  std::vector<Id> index(count, 0);
  std::vector<Id> low(count, 0);
  std::vector<bool> is_on_stack(count, false);
  std::vector<Id> stack;
  std::vector<Open> open = {{0, 0}};
  component_.assign(count, 0);
  order_.reserve(count);
  Id next_index = 1;
  Id next_component = 1;
  index[0] = low[0] = next_index++;
  stack.push_back(0);
  is_on_stack[0] = true;
  while (!open.empty()) {
    auto& [node, edge] = open.back();
    const auto edges = graph_.edges(node);
    if (edge < edges.size()) {
      const Id to = edges[edge++].to;
      if (index[to] == 0) {
        index[to] = low[to] = next_index++;
        stack.push_back(to);
        is_on_stack[to] = true;
        open.push_back({to, 0});
      } else if (is_on_stack[to]) {
        low[node] = std::min(low[node], index[to]);
      }
      continue;
    }
    const Id done = node;
    open.pop_back();
    if (!open.empty()) low[open.back().node] = std::min(low[open.back().node], low[done]);
    if (low[done] != index[done]) continue;
    Id first = done;
    std::size_t size = 0;
    for (Id member = 0; member != done || size == 0; ++size) {
      member = stack.back();
      stack.pop_back();
      is_on_stack[member] = false;
      component_[member] = next_component;
      order_.push_back(member);
      first = std::min(first, member);
    }
    ++next_component;
    const std::span<const Id> members = std::span{order_}.last(size);
    const bool is_loop =
        size > 1 ||
        std::ranges::any_of(graph_.edges(done), [&](const GraphEdge& e) { return e.to == done; });
    if (is_loop) loops_.push_back(first);
    const auto is_inside = [&](const GraphEdge& e) { return component_[e.to] == component_[done]; };
    const bool is_endless = is_loop && std::ranges::all_of(members, [&](Id member) {
                              return std::ranges::all_of(graph_.edges(member), is_inside);
                            });
    if (is_endless) endless_.push_back(first);
  }
  std::ranges::sort(loops_);
}

void Analysis::find_successes() {
  can_succeed_.assign(graph_.count(), false);
  bool has_changed = true;
  while (has_changed) {
    has_changed = false;
    for (const Id id : order_) {
      if (can_succeed_[id]) continue;
      const bool can =
          (id != 0 && graph_.kind(id) == Kind::end && graph_.end_of(id).has_succeeded) ||
          std::ranges::any_of(graph_.edges(id),
                              [&](const GraphEdge& edge) { return can_succeed_[edge.to]; });
      if (!can) continue;
      can_succeed_[id] = true;
      has_changed = has_loop();  // without loops, once is enough
    }
  }
}

void Analysis::find_longest() {
  most_events_.assign(graph_.count(), 0);
  // Before where nothing has happened yet, any way is the longest.
  eventful_before_.assign(graph_.count(), 0);
  first_peak_ = {0, 1};
  for (Id id = 1; id < graph_.count(); ++id) {
    eventful_before_[id] = graph_.parent(id);
    std::size_t size = 1;
    for (const ChildAt& child : graph_.path(id)) size += size_of(child);
    first_peak_.push_back(first_peak_.back() + size);
  }
  peaks_.resize(first_peak_.back());
  peaks_.front().time = milliseconds{0};
  std::vector<Peak> way;
  for (auto id = order_.rbegin(); id != order_.rend(); ++id) {
    for (const GraphEdge& edge : graph_.edges(*id)) {
      find_peaks(*id, edge, way);
      if (const auto events = most_events_[*id] + edge.events; events > most_events_[edge.to]) {
        most_events_[edge.to] = events;
        eventful_before_[edge.to] = *id;
      }
    }
  }
}

std::span<Analysis::Peak> Analysis::peaks(Id id) {
  return std::span{peaks_}.subspan(first_peak_[id], first_peak_[id + 1] - first_peak_[id]);
}

/// Each time is the latest of its own, whatever the way that leads to it: those of a Parallel's end
/// are the latest of any branch. `way` is only memory.
void Analysis::find_peaks(Id from, const GraphEdge& edge, std::vector<Peak>& way) {
  const std::span<Peak> before = peaks(from);
  way.clear();
  for (std::uint32_t i = 0; i < before.size(); ++i) way.push_back({before[i].time, from, i});
  const Kind kind_before = graph_.kind(from);
  std::vector<ChildAt> path = graph_.path(from);
  if (kind_before == Kind::turn && !Explorer::leaves_child(edge.outcome)) {
    const std::size_t block = way.size() - size_of(path.back());
    const Peak waiting = way[block + fixed + edge.outcome];
    const bool starts_late = edge.outcome >= path.back().at_once;
    const Peak start = starts_late ? way[block + 1] : way[block];
    way[0] = waiting.time.count() < 0 ? start : waiting;
    path.back().child = edge.outcome;
  } else if (kind_before == Kind::fork) {
    way.insert(way.end(), {way[0], way[0]});
    path.push_back({});
  } else if (kind_before == Kind::join) {
    const std::size_t block = way.size() - size_of(path.back());
    take_later(way[0], way[block + 1]);
    way.resize(block);
    path.pop_back();
  }
  way[0].time += edge.worst;
  fit(way, std::move(path), from, edge.to);
  const std::span<Peak> after = peaks(edge.to);
  for (std::size_t i = 0; i < after.size(); ++i) take_later(after[i], way[i]);
}

/// Makes the times of a configuration with that path those of the one that it leads to.
void Analysis::fit(std::vector<Peak>& way, std::vector<ChildAt> path, Id from, Id to) const {
  const std::vector<ChildAt> path_after = graph_.path(to);
  const Kind kind_after = graph_.kind(to);
  const bool is_new = graph_.kind(from) == Kind::fork && path.size() == path_after.size();
  // What has failed has ended what was around it; what waits for its turn is gone for now.
  Peak latest = way[0];
  while (path.size() > path_after.size()) {
    const std::size_t block = way.size() - size_of(path.back());
    for (std::size_t i = block; i < way.size(); ++i) take_later(latest, way[i]);
    way.resize(block);
    path.pop_back();
  }
  // Where it starts, or comes back to where all wait inside, nobody has come further.
  const bool has_come_further = !is_new && path.size() == path_after.size();
  if (is_new) way.resize(way.size() + path_after.back().turns);  // none has started
  for (std::size_t i = path.size(); i < path_after.size(); ++i) {
    way.insert(way.end(), size_of(path_after[i]), way[0]);
  }
  if (path_after.empty()) return;
  const std::size_t block = way.size() - size_of(path_after.back());
  if (graph_.starts_another(to)) {
    take_later(way[block + 1], way[0]);
    way[0] = way[block];
  }
  const bool has_waited = kind_after == Kind::turn || kind_after == Kind::join;
  if (has_waited && has_come_further && path.back().turns != 0) {
    way[block + fixed + path.back().child] = latest;
    take_later(way[block + 1], latest);
  }
}

Id Analysis::outcome_between(Id from, Id to) const {
  const auto edges = graph_.edges(from);
  return std::ranges::find(edges, to, &GraphEdge::to)->outcome;
}

/// The outcome that leads from that time to there: of children that come to the same, the one whose
/// time it is.
Id Analysis::outcome_of(const Peak& peak, Id to) const {
  if (graph_.kind(peak.before) == Kind::turn) {
    const std::size_t first = first_peak_[peak.before + 1] - first_peak_[peak.before] -
                              graph_.path(peak.before).back().turns;
    for (const GraphEdge& edge : graph_.edges(peak.before)) {
      if (edge.to == to && first + edge.outcome == peak.number) return edge.outcome;
    }
  }
  return outcome_between(peak.before, to);
}

Way Analysis::shortest(Id to) const {
  Way way{.end = to};
  for (Id at = to; at != 0; at = graph_.parent(at)) {
    way.moves.push_back({graph_.parent(at), outcome_between(graph_.parent(at), at)});
  }
  std::ranges::reverse(way.moves);
  return way;
}

Way Analysis::slowest(Id to) const {
  Way way{.end = to};
  std::uint32_t number = 0;
  for (Id at = to; at != 0;) {
    const Peak& peak = peaks_[first_peak_[at] + number];
    way.moves.push_back({peak.before, outcome_of(peak, at)});
    at = peak.before;
    number = peak.number;
  }
  std::ranges::reverse(way.moves);
  return way;
}

Way Analysis::most_eventful(Id to) const {
  Way way{.end = to};
  for (Id at = to; at != 0; at = eventful_before_[at]) {
    way.moves.push_back({eventful_before_[at], outcome_between(eventful_before_[at], at)});
  }
  std::ranges::reverse(way.moves);
  return way;
}

std::optional<Way> Analysis::search(Id from, const std::function<bool(Id)>& is_goal,
                                    const std::function<bool(Id)>& is_inside) const {
  std::vector<Id> before(graph_.count(), 0);
  std::vector<bool> is_seen(graph_.count(), false);
  std::queue<Id> next;
  next.push(from);
  while (!next.empty()) {
    const Id at = next.front();
    next.pop();
    for (const GraphEdge& edge : graph_.edges(at)) {
      if (is_seen[edge.to] || !is_inside(edge.to)) continue;
      is_seen[edge.to] = true;
      before[edge.to] = at;
      if (!is_goal(edge.to)) {
        next.push(edge.to);
        continue;
      }
      Way way{.end = edge.to};
      Id step = edge.to;
      do {
        way.moves.push_back({before[step], outcome_between(before[step], step)});
        step = before[step];
      } while (step != from);
      std::ranges::reverse(way.moves);
      return way;
    }
  }
  return std::nullopt;
}

Way Analysis::around(Id loop) const {
  Way way = shortest(loop);
  way.loop_start = way.moves.size();
  const auto round = search(
      loop, [&](Id id) { return id == loop; },
      [&](Id id) { return component_[id] == component_[loop]; });
  way.moves.insert(way.moves.end(), round->moves.begin(), round->moves.end());
  return way;
}

Way Analysis::to_end(Way way) const {
  const auto is_end = [&](Id id) { return graph_.kind(id) == Kind::end; };
  if (is_end(way.end)) return way;
  if (const auto rest = search(way.end, is_end, [](Id) { return true; })) {
    way.moves.insert(way.moves.end(), rest->moves.begin(), rest->moves.end());
    way.end = rest->end;
  }
  return way;
}

}  // namespace idm_synth::asl
