// SPDX-License-Identifier: Apache-2.0
// Explores the executions of a machine breadth first, into a graph of configurations.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <idm_synth/asl/verify.hpp>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "service_model.hpp"
#include "steps.hpp"

namespace idm_synth::asl {

/// How one configuration leads to another.
struct GraphEdge {
  Id to = 0;
  Id outcome = 0;                      ///< of the call, by its index; the input's; or of a fork
  std::uint32_t count = 1;             ///< of outcomes that lead there
  std::uint32_t events = 0;            ///< of the history
  std::chrono::milliseconds worst{0};  ///< the longest that it takes
};

/// One thing that happens on the way from a configuration to the next.
struct Recorded {
  Id site = 0;
  std::string what = {};
  std::chrono::milliseconds typical{0};  ///< with calls that take no time, but for timeouts
  std::chrono::milliseconds worst{0};
  std::uint32_t events = 0;  ///< of the history, at its end; of a call, before it is made
  const CallOutcome* call = nullptr;
  /// Of a call: the longest that it may take without heartbeats; 0: for ever.
  std::chrono::seconds patience{0};
  bool is_prolonged = false;           ///< the same: with heartbeats it may take longer
  std::chrono::milliseconds delay{0};  ///< the same: how long it takes at least, of `typical`
  /// Of children that go on at the same time, all start when the first one does.
  enum class Turn : std::uint8_t {
    none,
    fork,     ///< they start after this
    child,    ///< another one of them starts
    go,       ///< of those that take turns, another one goes on, or starts
    left,     ///< the one before is left where it is: in a call, if mocks can tell
    join,     ///< all have ended
    failure,  ///< one has failed, and ended all
  };
  Turn turn = Turn::none;
  Id child = 0;               ///< of `go`: which
  bool starts_late = false;   ///< of `go`: only when another one has ended
  bool is_by_chance = false;  ///< which calls are made from here on, and in which order
};

/// What an execution has done so far.
enum Flag : Id {
  alerted = 1,       ///< people were told
  refused_long = 2,  ///< SNS has refused an alert for so long that it is excused
  is_long = 4,       ///< of a call that is not tried again: those before it took so long
};

/// How an execution ends, as a configuration of the kind `end` has it.
struct EndOf {
  Id site;
  bool has_succeeded;
  bool is_complete;  ///< whether RDS has said COMPLETE for its snapshot
  Id error;          ///< a value; 0 where it has none
  Id flags;
};

/// A child of a Parallel or Map.
struct ChildAt {
  Id child = 0;
  Id turns = 0;    ///< so many take turns: all, or none
  Id at_once = 0;  ///< so many go on at the same time
};

/// A call whose outcome matters to a property.
struct Sighting {
  Id node = 0;
  Id outcome = 0;
  Id to = 0;
  CallOutcome::Meaning meaning = CallOutcome::Meaning::nothing;
};

/// The configurations that can be reached, by number; 0 is before the start. The edges of 0 are the
/// inputs, valid ones first.
class Explorer {
 public:
  /// The children of the Parallels and Maps `in_turns` take turns, where they are not too many;
  /// with `waits_in_loops` they wait for those in loops, too, which others do not see but may end.
  Explorer(const Definition& definition, const Program& program, const VerifyOptions& options,
           std::vector<VerifyInput> inputs, std::set<Id> in_turns = {},
           bool waits_in_loops = false);

  /// Throws TooManyConfigurations.
  void explore();

  [[nodiscard]] std::size_t count() const { return nodes_.count(); }
  [[nodiscard]] Configuration node(Id id) const { return Configuration::of(nodes_[id]); }
  [[nodiscard]] Configuration::Kind kind(Id id) const {
    return static_cast<Configuration::Kind>(nodes_[id].front());
  }
  /// The children that it is in, the outermost first.
  [[nodiscard]] std::vector<ChildAt> path(Id id) const;
  /// Whether it is a child that starts when its Parallel or Map does, though it is explored after
  /// another one.
  [[nodiscard]] bool starts_another(Id id) const;
  [[nodiscard]] std::span<const GraphEdge> edges(Id id) const;
  /// Whether an edge with that outcome leaves a child where it is, for another one will fail.
  [[nodiscard]] static bool leaves_child(Id outcome);
  [[nodiscard]] std::size_t transitions() const { return transitions_; }
  /// The one that it was reached from first, on a shortest way.
  [[nodiscard]] Id parent(Id id) const { return parents_[id]; }
  /// Those below it can be reached from a valid input.
  [[nodiscard]] Id valid_end() const { return valid_end_; }
  /// Those where the history has reached its limit on the shortest way; not explored further.
  [[nodiscard]] const std::vector<Id>& cut() const { return cut_; }
  /// Those with a call that may last for ever.
  [[nodiscard]] const std::vector<Id>& hanging() const { return hanging_; }
  [[nodiscard]] const std::vector<Sighting>& sightings() const { return sightings_; }
  /// The Parallels and Maps with children that ask RDS for the same export, at the same time, and
  /// do not take turns; and those with calls that children around there see, which do.
  [[nodiscard]] std::set<Id> contended() const;
  /// Those with too many children at the same time to explore each one's failure before all
  /// others'.
  [[nodiscard]] const std::set<Id>& crowded() const { return crowded_; }
  /// Both.
  [[nodiscard]] std::set<Id> not_explored() const;
  [[nodiscard]] const std::vector<VerifyInput>& inputs() const { return inputs_; }
  [[nodiscard]] const Sites& sites() const { return sites_; }
  [[nodiscard]] const Values& values() const { return values_; }
  [[nodiscard]] EndOf end_of(Id id) const;
  [[nodiscard]] bool is_alert(Id site) const { return is_alert_[site]; }
  /// Whether other children may see that the call in that state is made: it asks RDS, or is an
  /// alert.
  [[nodiscard]] bool is_seen(Id site) const { return is_alert_[site] || asks_rds_[site]; }
  [[nodiscard]] Time start_time() const { return start_time_; }

  /// What happens along one edge; `outcome` as GraphEdge has it. `events` counts on.
  void record(Id from, Id outcome, std::uint32_t& events, std::vector<Recorded>& records);

 private:
  struct Cost {
    std::chrono::milliseconds typical{0};
    std::chrono::milliseconds worst{0};
    std::uint32_t events = 0;
    std::vector<Recorded>* records = nullptr;
  };

  void expand(Id id);
  void expand_call(Id id, const Configuration& at);
  void expand_answer(Id id, const Configuration& at);
  Id expand_outcome(const Configuration& at, Id outcome);
  void expand_child(const Configuration& at);
  void expand_leaving(const Configuration& at);
  /// Where the edge of that outcome leads.
  Id follow(const Configuration& at, Id outcome, Cost& cost);
  void add_edge(Id to, Id outcome, const Cost& cost);
  void add_asked(const Configuration& at, const Effect& call);
  void add_beside(const Configuration& at);
  void add_input(std::size_t input);
  void find_loops();

  // How an execution goes on, in walk.cpp, walk_children.cpp and walk_turns.cpp: each gives the
  // configuration that it comes to.
  Id start(std::size_t input, Cost& cost);
  Id follow_call(const Configuration& at, const Effect& call, const CallOutcome& outcome,
                 Cost& cost);
  Id fail_call(const Configuration& at, const Effect& call, Cost& cost);
  Id enter(const Configuration& at, Cost& cost, bool is_known_head = false);
  Id walk(Configuration at, Cost& cost, bool is_known_head = false);
  void move_on(Configuration& at, const Effect& effect, Cost& cost);
  [[nodiscard]] Id unused(Id value);
  [[nodiscard]] Id any_like(Id value);
  void load_cells(const Configuration& at);
  Id leave(Configuration at, const Effect& effect, Cost& cost);
  Id start_children(const Configuration& at, Id failing, Cost& cost);
  Id start_child(const Configuration& around, const Frame& frame, Cost& cost);
  Id follow_child(const Configuration& at, Cost& cost);
  Id leave_child(const Configuration& at, std::size_t levels, Cost& cost);
  Id end_child(const Configuration& at, Cost& cost);
  Id join_children(const Configuration& at, Cost& cost);
  Id finish_children(const Configuration& around, const Frame& frame, Cost& cost);
  Id end_last_child(const Configuration& around, const Frame& frame, Cost& cost);
  Id await_turn(const Configuration& at, const Failure* failure = nullptr);
  Id give_turn(Frame frame, const Configuration& at, Id standing);
  Id take_turn(const Configuration& at, Id child, Cost& cost);
  Id end_in_turn(const Configuration& at, Frame frame, Cost& cost);
  Id fail_in_turn(Configuration at, const Failure& failure, Cost& cost);
  void leave_others(const Frame& frame, Cost& cost);
  Id fail(const Configuration& at, const Failure& failure, Cost& cost);
  Id fail_now(const Configuration& at, const Failure& failure, Cost& cost);
  Id fail_task(Configuration at, const CallOutcome& outcome, Cost& cost);
  Id retry(Configuration at, std::size_t retrier, Cost& cost);
  Id catch_failure(const Configuration& at, std::size_t catcher, Id error, Cost& cost);
  Id end(const Configuration& at, bool has_succeeded, const std::optional<std::string>& error,
         Cost& cost);
  Id nowhere();
  Id node(Configuration::Kind kind, Configuration at);

  void pass_time(Configuration& at, Cost& cost, std::chrono::milliseconds typical,
                 std::chrono::milliseconds worst) const;
  static void note(Cost& cost, Id site, std::string what);
  [[nodiscard]] std::vector<Id> first_failures(const Configuration& fork);
  [[nodiscard]] std::size_t child_count(const Configuration& fork);
  [[nodiscard]] bool is_elsewhere(const Configuration& at, const Failure& failure) const;
  [[nodiscard]] bool is_among_turns(Id stack) const;
  [[nodiscard]] bool awaits_turn(const Configuration& at) const;
  [[nodiscard]] std::optional<Id> next_start(const Frame& frame) const;
  [[nodiscard]] std::vector<Id> next_turns(const Configuration& at) const;
  [[nodiscard]] Id turns_around(Id stack) const;
  [[nodiscard]] Id moved(Id stack, Id from, Id to);
  [[nodiscard]] std::vector<Configuration> others_in_turns(const Frame& frame) const;
  [[nodiscard]] std::uint32_t events_of_left(const Configuration& at, Id stack) const;
  [[nodiscard]] bool is_map(Id site) const {
    return std::holds_alternative<CompiledMap>(sites_[site].state->detail);
  }
  [[nodiscard]] static bool is_call(const Configuration& at) {
    return at.kind == static_cast<Id>(Configuration::Kind::call) ||
           at.kind == static_cast<Id>(Configuration::Kind::answer);
  }
  void note_turn(Cost& cost, const Frame& frame, Id child) const;
  [[nodiscard]] std::vector<Id> services_after(const Configuration& at);
  const std::vector<CallOutcome>& outcomes_of(const Configuration& at, const Effect& call);
  /// Throws TooManyConfigurations.
  void check_size(std::size_t size, const std::string& what) const;
  [[nodiscard]] std::optional<std::size_t> open_retrier(const Configuration& at,
                                                        const Failure& failure) const;
  [[nodiscard]] bool has_tried_long(const Configuration& at) const;
  void mask_cells(const Site& site);
  [[nodiscard]] Id without_maker(Id service);

  Values values_;
  Tuples tuples_;
  const Program::Machine& machine_;
  VerifyOptions options_;
  std::vector<VerifyInput> inputs_;
  Time start_time_;
  Sites sites_;
  Steps steps_;
  ServiceModel model_;
  std::set<Id> in_turns_;
  bool waits_in_loops_;
  std::vector<bool> is_alert_;  ///< by site
  std::vector<bool> asks_rds_;  ///< by site
  /// By site: whether a child waits there for its turn, though others do not see the call.
  std::vector<bool> goes_round_;
  std::vector<Id> no_retries_;  ///< by site: the tuple of so many zeros
  std::vector<Id> cells_;       ///< of the configuration that is on its way
  std::vector<Id> retries_;     ///< that are being counted
  /// Of a call: retriers, what RDS knows, and whether time passes.
  std::vector<std::tuple<std::size_t, Id, bool, bool>> tried_;
  std::vector<Id> unused_;         ///< by value; 0: not yet
  std::vector<Id> without_maker_;  ///< what ServiceModel says, by service; 0: not yet

  Tuples nodes_;
  std::vector<Id> parents_ = {0};
  std::vector<std::uint32_t> depths_ = {0};  ///< in events, on the shortest way
  std::vector<std::size_t> edge_starts_;     ///< of each node but 0
  std::vector<GraphEdge> edges_;
  std::vector<GraphEdge> starts_;  ///< of node 0
  std::vector<Sighting> sightings_;
  std::vector<Id> cut_;
  std::vector<Id> hanging_;
  /// Of which exports RDS is asked, by identifier or 0 for any, and by which children: by the tuple
  /// of what the children of one Parallel or Map have in common, its site before all else.
  std::map<Id, std::set<std::pair<Id, Id>>> asked_;
  std::set<Id> beside_;  ///< inside of children that take turns, and do not
  std::set<Id> crowded_;
  std::size_t transitions_ = 0;
  Id valid_end_ = 0;

  Tuples calls_;  ///< what each list of outcomes depends on
  std::vector<std::unique_ptr<const std::vector<CallOutcome>>> outcomes_;
  std::size_t known_outcomes_ = 0;  ///< in all of these
};

}  // namespace idm_synth::asl
