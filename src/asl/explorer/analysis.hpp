// SPDX-License-Identifier: Apache-2.0
// What the graph of configurations shows as a whole: loops, longest ways, what can still succeed.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "explorer.hpp"

namespace idm_synth::asl {

/// One edge of a way through the graph.
struct Move {
  Id from = 0;
  Id outcome = 0;
};

/// A way from the start.
struct Way {
  std::vector<Move> moves = {};
  Id end = 0;
  std::optional<std::size_t> loop_start = {};  ///< the first of the moves that go on for ever
};

class Analysis {
 public:
  explicit Analysis(const Explorer& graph);

  /// Whether some execution goes round for ever.
  [[nodiscard]] bool has_loop() const { return !loops_.empty(); }
  /// One configuration of each loop, the one that is reached first.
  [[nodiscard]] const std::vector<Id>& loops() const { return loops_; }
  /// Of these, those that nothing leads out of.
  [[nodiscard]] const std::vector<Id>& endless() const { return endless_; }

  /// The longest time and the most events before a configuration. Only without loops.
  [[nodiscard]] std::chrono::milliseconds latest(Id id) const {
    return peaks_[first_peak_[id]].time;
  }
  [[nodiscard]] std::uint32_t most_events(Id id) const { return most_events_[id]; }

  /// Whether the execution may still succeed.
  [[nodiscard]] bool can_succeed(Id id) const { return can_succeed_[id]; }

  /// A shortest way to there, from a valid input where one leads there.
  [[nodiscard]] Way shortest(Id to) const;
  /// The way that takes longest, or has the most events. Only without loops.
  [[nodiscard]] Way slowest(Id to) const;
  [[nodiscard]] Way most_eventful(Id to) const;
  /// A shortest way to a loop, and once around it.
  [[nodiscard]] Way around(Id loop) const;
  /// The way, and on from its end by a shortest way to some end.
  [[nodiscard]] Way to_end(Way way) const;

 private:
  /// The latest of some time: now; and for each Parallel or Map around, the outermost first, when
  /// its children started, and when the last of them ended of those that are explored; and where
  /// they take turns, when each of them came to where it waits, or -1 before it starts. Of those
  /// inside of a child that waits nothing is kept but the latest of all their times.
  struct Peak {
    std::chrono::milliseconds time{-1};
    Id before = 0;             ///< the configuration that it comes from
    std::uint32_t number = 0;  ///< and the number of the time there
  };

  void find_order();
  void find_longest();
  void find_peaks(Id from, const GraphEdge& edge, std::vector<Peak>& way);
  void fit(std::vector<Peak>& way, std::vector<ChildAt> path, Id from, Id to) const;
  [[nodiscard]] std::span<Peak> peaks(Id id);
  void find_successes();
  [[nodiscard]] std::optional<Way> search(Id from, const std::function<bool(Id)>& is_goal,
                                          const std::function<bool(Id)>& is_inside) const;
  [[nodiscard]] Id outcome_between(Id from, Id to) const;
  [[nodiscard]] Id outcome_of(const Peak& peak, Id to) const;

  const Explorer& graph_;
  std::vector<Id> order_;      ///< every configuration after all that it leads to, without loops
  std::vector<Id> component_;  ///< those that lead to each other have the same
  std::vector<Id> loops_;
  std::vector<Id> endless_;
  std::vector<Peak> peaks_;              ///< of all configurations
  std::vector<std::size_t> first_peak_;  ///< of each, and one more
  std::vector<std::uint32_t> most_events_;
  std::vector<Id> eventful_before_;
  std::vector<bool> can_succeed_;
};

}  // namespace idm_synth::asl
