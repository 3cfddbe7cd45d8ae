// SPDX-License-Identifier: Apache-2.0
// The virtual time of an execution, told by its records.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "explorer.hpp"

namespace idm_synth::asl {

/// Which of the times that a call may take it takes.
enum class Pace : std::uint8_t {
  typical,  ///< none, but for timeouts
  worst,    ///< all that it may
};

/// Goes through the records in their order. Of branches that go on at the same time, each starts
/// when the first one did; those that take turns have a time each.
class Clock {
 public:
  /// `graph` must live as long as this.
  Clock(const Explorer& graph, Pace pace) : graph_{graph}, pace_{pace} {}

  [[nodiscard]] std::chrono::milliseconds now() const { return now_; }
  [[nodiscard]] std::chrono::milliseconds duration_of(const Recorded& record) const {
    return pace_ == Pace::worst ? record.worst : record.typical;
  }

  /// Comes to the record, and then to its end.
  void start(const Recorded& record);
  void end(const Recorded& record);

  /// Whether branches take turns.
  [[nodiscard]] bool is_among_turns() const;
  /// Whether branches still go on at the same time.
  [[nodiscard]] bool is_among_others() const { return !around_.empty(); }
  /// When the last one was, of what the others do that stand before the one that goes on, or had
  /// their turns.
  [[nodiscard]] std::chrono::milliseconds latest_of_others() const;
  /// The first time when another one that waits for its call would do so no longer.
  [[nodiscard]] std::chrono::milliseconds patience_of_others() const {
    return around_.back().patience;
  }
  /// As if the call before had taken so much longer.
  void wait(std::chrono::milliseconds time) { now_ += time; }
  /// As if the others around ended here.
  void leave() { around_.pop_back(); }

 private:
  struct Child;
  /// A Parallel or Map whose children go on at the same time.
  struct Around {
    std::size_t depth = 0;  ///< of its site
    std::chrono::milliseconds started{0};
    std::chrono::milliseconds latest{0};
    std::chrono::milliseconds patience = std::chrono::milliseconds::max();
    std::optional<Id> going = {};     ///< of those that take turns, the one whose turn it is
    std::vector<Child> waiting = {};  ///< the others that have had theirs
  };
  struct Child {
    Id number = 0;
    std::chrono::milliseconds now{0};
    std::vector<Around> inside = {};
  };

  void give_turn(const Recorded& record, std::size_t depth);

  const Explorer& graph_;
  Pace pace_;
  std::chrono::milliseconds now_{0};
  std::vector<Around> around_;
};

/// Lets the calls before failures take so long that all has happened before them that the records
/// say of the others. Gives whether mocks can tell what happens; `has_failed`, whether the
/// execution fails with the last record.
[[nodiscard]] bool arrange(std::vector<Recorded>& records, const Explorer& graph, Pace pace,
                           bool has_failed);

}  // namespace idm_synth::asl
