// SPDX-License-Identifier: Apache-2.0
// Mock files: what the tasks of an execution end with, in the format of Step Functions Local.
#pragma once

#include <cstddef>
#include <idm_synth/asl/execution.hpp>
#include <idm_synth/asl/validate.hpp>
#include <idm_synth/core/error.hpp>
#include <idm_synth/json/located.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace idm_synth::asl {

/// A mock file that cannot be used. what() is the first finding in one sentence.
class MockConfigError : public Error {
 public:
  explicit MockConfigError(std::vector<LocatedFinding> findings);

  /// Everything that is wrong, in the text's order; never empty.
  [[nodiscard]] const std::vector<LocatedFinding>& findings() const { return findings_; }

 private:
  std::vector<LocatedFinding> findings_;
};

/// Mocks that do not fit the execution: a call without an outcome, or outcomes without a call.
class MockMismatch : public Error {
 public:
  MockMismatch(const std::string& problem, std::string help)
      : Error{problem}, help_{std::move(help)} {}

  /// What to do about it.
  [[nodiscard]] const std::string& help() const { return help_; }

 private:
  std::string help_;
};

/// What the calls of one state end with: call number `first` to `last` with `outcome`.
struct MockedCalls {
  std::size_t first = 0;  ///< counted from 0
  std::size_t last = 0;
  TaskOutcome outcome = {};
};

/// What a test case says of one state.
struct MockedState {
  std::string_view state;
  std::string_view response;                        ///< the name of the mocked response
  std::size_t line = 1;                             ///< where the test case names it
  const std::vector<MockedCalls>* calls = nullptr;  ///< in order and without gaps, from call 0
};

/// One test case; it points into its MockConfig. Without a name it stands for no mocks at all.
struct MockTestCase {
  std::string_view machine = {};
  std::string_view name = {};
  std::vector<MockedState> states = {};
};

/// A mock file in AWS's format:
///
///     {"StateMachines": {"<machine>": {"TestCases": {"<case>": {"<state>": "<response>"}}}},
///      "MockedResponses": {"<response>": {"0": {"Throw": {"Error": "…", "Cause": "…"}},
///                                         "1-2": {"Return": {…}, "DelaySeconds": 2.5}}}}
///
/// The numbers count the calls of the state in the execution; they start at 0 and leave no gap.
/// A response without any says that the state is never called. Error and Cause of a Throw may each
/// be null or absent, as in the service. DelaySeconds (0 to 99,999,999) is ours: how long the call
/// takes, for timeouts and heartbeats; without it a call takes no time.
/// https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
class MockConfig {
 public:
  /// Throws MockConfigError.
  explicit MockConfig(std::string text);

  /// The names of the test cases of a machine, in the file's order; an empty `machine` is the only
  /// one of the file. Throws MockConfigError for one that is not there.
  [[nodiscard]] std::vector<std::string_view> test_cases(std::string_view machine) const;

  /// The test case of that name; an empty `machine` is the only one of the file. Throws
  /// MockConfigError for one that is not there, and for a state that is no Task of the definition.
  [[nodiscard]] MockTestCase test_case(std::string_view machine, std::string_view name,
                                       const Definition& definition) const;

 private:
  struct Response {
    std::string_view name;
    std::vector<MockedCalls> calls;
  };

  [[nodiscard]] const json::Member& machine(std::string_view name) const;

  std::unique_ptr<const json::Tree> tree_;
  std::vector<Response> responses_;
};

/// Outcomes that tasks may have, for exploring all of them: a JSON object with the name of a state
/// or the ARN of a resource as key, and a list of outcomes as a mock file has them:
///
///     {"CountRows": [{"Return": {"rows": 1}}, {"Throw": {"Error": "Lambda.Unknown"}}]}
class ListedOutcomes {
 public:
  /// Throws MockConfigError.
  explicit ListedOutcomes(std::string text);

  /// Those of the state, else of the resource; null where there are none.
  [[nodiscard]] const std::vector<TaskOutcome>* find(std::string_view state,
                                                     std::string_view resource) const;

 private:
  struct Entry {
    std::string_view key;
    std::vector<TaskOutcome> outcomes;
  };

  std::unique_ptr<const json::Tree> tree_;
  std::vector<Entry> entries_;
};

/// Gives the outcomes of a test case to the calls of one execution. A call that AWS would refuse
/// (see refuse()) fails as AWS fails it, unless its mocked outcome is a failure already.
class MockedOutcomes final : public TaskOutcomes {
 public:
  /// Keeps a pointer to the test case.
  explicit MockedOutcomes(const MockTestCase& test_case);

  /// Throws MockMismatch where nothing is mocked for the call, and AWS would not refuse it.
  [[nodiscard]] TaskOutcome call(const TaskCall& call) override;
  /// As parameters_problem().
  [[nodiscard]] std::string problem(std::string_view resource,
                                    const json::Value& parameters) override;

  /// Throws MockMismatch, naming the states, where an outcome is left over. After a refusal that
  /// is no error: what follows may well be another way than the mocks are for.
  void check_all_used() const;
  /// What a person should know of an execution that AWS took another way than its mocks say.
  [[nodiscard]] std::vector<std::string> notes() const;
  /// For the next execution.
  void restart();

 private:
  struct Progress {
    const MockedState* mocked;
    std::size_t calls = 0;  ///< so far
    std::size_t range = 0;  ///< of the next call
  };

  [[nodiscard]] Progress* find(std::string_view state);
  [[noreturn]] void throw_missing(std::string_view state, const Progress* progress) const;
  [[nodiscard]] std::string unused() const;

  const MockTestCase* test_case_;
  std::vector<Progress> states_;
  std::vector<std::string> overruled_;
  bool is_refused_ = false;
};

}  // namespace idm_synth::asl
