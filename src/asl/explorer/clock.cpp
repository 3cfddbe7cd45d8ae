// SPDX-License-Identifier: Apache-2.0
#include "clock.hpp"

#include <algorithm>

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

void Clock::start(const Recorded& record) {
  const std::size_t depth = graph_.sites()[record.site].depth;
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
    now_ = std::max(now_, around_.back().latest);
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
  for (Recorded& record : records) {
    if (record.is_by_chance) return false;
    if (record.turn == Turn::failure && !let_others_come(clock, last)) return false;
    clock.start(record);
    if (record.turn != Turn::none && record.turn != Turn::failure) last = {};
    if (record.call != nullptr) last = {.record = pace == Pace::typical ? &record : nullptr};
    clock.end(record);
  }
  for (; has_failed && clock.is_among_others(); clock.leave()) {
    if (!let_others_come(clock, last)) return false;
  }
  return !clock.is_among_others();
}

}  // namespace idm_synth::asl
