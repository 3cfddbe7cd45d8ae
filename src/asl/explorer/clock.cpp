// SPDX-License-Identifier: Apache-2.0
#include "clock.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace idm_synth::asl {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Turn = Recorded::Turn;

/// The call that is followed by nothing but itself.
struct LastCall {
  Recorded* record = nullptr;
  milliseconds limit = milliseconds::max();  ///< it must end before, or others end first
};

/// The last calls of children that take turns.
class Turns {
 public:
  /// To that child, in place of the one whose last call is that one; and to the next child's.
  void give(const Recorded& record, std::size_t depth, LastCall& last) {
    Id& going = going_.emplace(depth, record.child).first->second;
    calls_[{depth, going}] = last;
    going = record.child;
    last = calls_[{depth, going}];
  }
  /// Those of the children that start at that depth.
  void forget(std::size_t depth) {
    going_.erase(going_.lower_bound(depth), going_.end());
    calls_.erase(calls_.lower_bound({depth, 0}), calls_.end());
  }

 private:
  std::map<std::size_t, Id> going_;  ///< by depth
  std::map<std::pair<std::size_t, Id>, LastCall> calls_;
};

/// Lets the call, which starts now, last until what others have seen before it has happened; false
/// where it cannot.
bool let_come_after(Recorded& call, milliseconds now, milliseconds seen) {
  const milliseconds missing = seen - now - call.typical;
  if (missing.count() <= 0) return true;
  if (call.patience.count() != 0 && call.delay + missing >= call.patience) return false;
  call.delay += missing;
  call.typical += missing;
  return true;
}

/// Lets what the others do come before this failure, by a call that takes longer; false where it
/// cannot.
bool let_others_come(Clock& clock, LastCall& last) {
  if (const milliseconds latest = clock.latest_of_others(); clock.now() <= latest) {
    const milliseconds missing = latest - clock.now() + seconds{1};
    Recorded* call = last.record;
    if (call == nullptr || call->call->is_timeout) return false;
    if (call->patience.count() != 0 && call->delay + missing >= call->patience) return false;
    call->delay += missing;
    call->typical += missing;
    clock.wait(missing);
  }
  last.limit = std::min(last.limit, clock.patience_of_others());
  return clock.now() < last.limit;
}

}  // namespace

bool Clock::is_among_turns() const {
  return std::ranges::any_of(around_,
                             [](const Around& around) { return around.going.has_value(); });
}

milliseconds Clock::latest_of_others() const {
  milliseconds latest = around_.back().latest;
  for (const Child& child : around_.back().waiting) latest = std::max(latest, child.now);
  return latest;
}

void Clock::give_turn(const Recorded& record, std::size_t depth) {
  const auto found = std::ranges::find(around_, depth, &Around::depth);
  std::vector<Around> inside{std::make_move_iterator(found + 1),
                             std::make_move_iterator(around_.end())};
  around_.erase(found + 1, around_.end());
  Around& around = around_.back();
  if (around.going) around.waiting.push_back({*around.going, now_, std::move(inside)});
  around.going = record.child;
  now_ = record.starts_late ? latest_of_others() : around.started;
  const auto next = std::ranges::find(around.waiting, record.child, &Child::number);
  if (next == around.waiting.end()) return;
  Child going = std::move(*next);
  around.waiting.erase(next);
  now_ = going.now;
  std::ranges::move(going.inside, std::back_inserter(around_));
}

void Clock::start(const Recorded& record) {
  const std::size_t depth = graph_.sites()[record.site].depth;
  if (record.turn == Turn::go) return give_turn(record, depth);
  const bool is_of_around = record.turn == Turn::child || record.turn == Turn::join;
  while (is_among_others() && around_.back().depth + (is_of_around ? 0 : 1) > depth) {
    // What is left inside of what is left goes on, too.
    const milliseconds patience = patience_of_others();
    leave();
    if (record.turn == Turn::child && is_among_others()) {
      around_.back().patience = std::min(around_.back().patience, patience);
    }
  }
  if (record.turn == Turn::child) {
    Around& around = around_.back();
    around.latest = std::max(around.latest, now_);
    now_ = around.started;
  } else if (record.turn == Turn::join) {
    now_ = std::max(now_, latest_of_others());
    leave();
  }
}

void Clock::end(const Recorded& record) {
  now_ += duration_of(record);
  if (record.turn == Turn::fork) {
    around_.push_back(
        {.depth = graph_.sites()[record.site].depth, .started = now_, .latest = now_});
  } else if (record.turn == Turn::left && record.patience.count() != 0 && is_among_others()) {
    around_.back().patience = std::min(around_.back().patience, now_ + record.patience);
  }
}

bool arrange(std::vector<Recorded>& records, const Explorer& graph, Pace pace, bool has_failed) {
  Clock clock{graph, pace};
  LastCall last;
  Turns turns;
  milliseconds seen{0};
  for (Recorded& record : records) {
    if (record.is_by_chance) return false;
    if (record.turn == Turn::failure && !let_others_come(clock, last)) return false;
    clock.start(record);
    if (record.turn == Turn::go) {
      turns.give(record, graph.sites()[record.site].depth, last);
    } else if (record.turn == Turn::fork) {
      turns.forget(graph.sites()[record.site].depth);
      last = {};
    } else if (record.turn != Turn::none && record.turn != Turn::failure) {
      last = {};
    }
    if (record.call != nullptr && clock.is_among_turns() && graph.is_seen(record.site)) {
      if (!let_come_after(record, clock.now(), seen)) return false;
      seen = clock.now() + record.typical;
    }
    if (record.call != nullptr) last = {.record = pace == Pace::typical ? &record : nullptr};
    clock.end(record);
  }
  for (; has_failed && clock.is_among_others(); clock.leave()) {
    if (!let_others_come(clock, last)) return false;
  }
  // What depends on the time was explored without these delays.
  const bool is_late =
      graph.sites().depends_on_time() && std::ranges::any_of(records, [&](const Recorded& record) {
        return record.delay.count() != 0 || (pace == Pace::worst && record.turn != Turn::none);
      });
  return !is_late && !clock.is_among_others();
}

}  // namespace idm_synth::asl
