// SPDX-License-Identifier: Apache-2.0
// Explores every execution of a definition, and proves what must hold of each.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/execution.hpp>
#include <idm_synth/asl/mock_config.hpp>
#include <idm_synth/core/error.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::asl {

/// More configurations than may be explored. what() says how many, and what to do.
class TooManyConfigurations : public Error {
 public:
  using Error::Error;
};

/// What an execution may be started with.
struct VerifyInput {
  std::string label;                ///< for people: "AWS Backup event"
  std::string text;                 ///< JSON
  std::string execution_name = {};  ///< 1 to 80 characters; empty: a UUID
  /// Whether the execution must be able to succeed, and no call of it be refused.
  bool is_valid = false;
};

struct VerifyOptions {
  /// Beside the event, the manual starts and the broken inputs that a machine of RDS exports gets;
  /// any other machine gets these only, or `{}`.
  std::vector<VerifyInput> inputs = {};
  /// The Task whose success tells people; empty: any sns:publish does.
  std::string alert_state = {};
  const ListedOutcomes* outcomes = nullptr;
  std::size_t most_configurations = 3'000'000;  ///< and outcomes of calls, each counted once
  std::string machine_name = "StateMachine";    ///< in the scenarios

  [[nodiscard]] const std::vector<TaskOutcome>* find_outcomes(std::string_view state,
                                                              std::string_view resource) const {
    return outcomes == nullptr ? nullptr : outcomes->find(state, resource);
  }
};

/// "0 s", "250 ms", "5 min", "63 h 12 min", "1 min 3.5 s", "8 d 1 h"
[[nodiscard]] std::string in_words(std::chrono::milliseconds duration);

/// What happens in a state, in the words of a person.
struct TraceStep {
  std::chrono::milliseconds time{0};      ///< since the start
  std::chrono::milliseconds duration{0};  ///< with the wait before the next try
  std::string state;
  std::string what;  ///< "Rds.RdsException; tried again after 30 s"; may be empty
};

/// An execution that shows something: a violation, or the longest time.
struct Trace {
  VerifyInput input = {};
  std::optional<Time> start_time = {};  ///< where what happens depends on the time
  std::vector<TraceStep> steps = {};
  std::optional<std::size_t> loop_start = {};  ///< of steps that go on for ever, up to the last one
  std::string end = {};                        ///< "FAILED with States.Runtime: …"
  std::chrono::milliseconds duration{0};
  /// How the execution ends when `mocks` are replayed.
  ExecutionStatus status = ExecutionStatus::failed;
  std::optional<std::string> error = {};
  /// The text of a mock file with the one test case `test_case`. Empty where no mocks can tell:
  /// which iterations that go on at the same time call first, that a branch fails though its times
  /// let others end before, what depends on the time where branches wait for each other, and
  /// heartbeats.
  std::string mocks = {};
  std::string test_case = {};
};

/// A way to violate a property.
struct Counterexample {
  std::string summary;  ///< one sentence without a full stop
  std::string state;    ///< where it shows
  Trace trace;          ///< a shortest one
};

struct Property {
  enum class Verdict : std::uint8_t { holds, violated, not_checked };

  std::string id;     ///< "ends"
  std::string title;  ///< "every execution ends"
  Verdict verdict = Verdict::holds;
  std::string detail = {};  ///< why it was not checked, or in which numbers it holds
  std::vector<Counterexample> counterexamples = {};  ///< at most one for a state and kind
};

/// What no machine can prevent; it does not count as a violation.
struct Excused {
  std::string what;       ///< "SNS refuses the alert for good"
  std::size_t count = 0;  ///< of ends that are excused for it; 0 for what is always so
  std::optional<Trace> trace = {};
};

/// How an execution may end of its own accord: not when it is stopped, and neither at the machine's
/// TimeoutSeconds nor at the limit of the history, of which the properties tell.
struct Ending {
  /// The last one: a Parallel or Map where a branch of it fails, unless with what cannot be caught.
  std::string state;
  ExecutionStatus status = ExecutionStatus::failed;
  std::optional<std::string> error = {};  ///< none of a success, and of a Fail that names none
};

struct VerifyResult {
  std::size_t inputs = 0;
  std::size_t configurations = 0;
  std::size_t transitions = 0;
  std::size_t ends = 0;              ///< distinct configurations
  std::vector<Ending> endings = {};  ///< distinct, by state, status and error
  /// The longest history; none where the limit of 25,000 events may be reached, or not all is
  /// explored.
  std::optional<std::int64_t> most_events = {};
  /// The longest time that an execution may take; none where there is no bound.
  std::optional<std::chrono::milliseconds> longest = {};
  std::optional<Trace> longest_trace = {};
  std::vector<Property> properties = {};
  std::vector<Excused> excused = {};
  std::vector<std::string> not_explored = {};  ///< what else this definition may do

  /// Whether no property is violated; one that was not checked counts as holding.
  [[nodiscard]] bool holds() const;
  /// Throws UsageError where there is no property of that id.
  [[nodiscard]] const Property& property(std::string_view id) const;
};

/// Explores the definition breadth first: every input, every outcome of every call, each retry
/// failing and succeeding. Time is virtual: a call takes no time in the shortest traces and all of
/// its TimeoutSeconds in the longest.
///
/// - Branches of a Parallel and iterations of a Map that go on at the same time: each fails before
///   all others, wherever those are then, and those that ask RDS for the same export do so in any
///   order, whether or not their times allow it. Where that comes to too much, and is not explored,
///   VerifyResult::not_explored says so.
/// - States.UUID and States.MathRandom give one value for a state, number of tries and number of
///   exports that RDS knows of.
/// - A call that never ends is not explored: a Task without TimeoutSeconds may last for a year.
///
/// Throws UnsupportedError for what cannot be executed, UsageError for a task whose outcomes are
/// not known and an alert state that is no Task, TooManyConfigurations.
[[nodiscard]] VerifyResult verify(const Definition& definition, const VerifyOptions& options = {});

}  // namespace idm_synth::asl
