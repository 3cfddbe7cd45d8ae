// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>
#include <idm_synth/asl/mock_config.hpp>
#include <idm_synth/core/text.hpp>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>

namespace idm_synth::asl {
namespace {

using json::Member;
using json::Tree;
using json::Value;
using Kind = json::Value::Kind;

constexpr double max_delay_seconds = 99'999'999;
constexpr std::size_t max_error_characters = 256;
constexpr std::size_t max_cause_characters = 32'768;

/// Collects what is wrong with a file.
class Findings {
 public:
  explicit Findings(const Tree& tree) : tree_{tree} {}

  void add(std::string code, std::size_t offset, std::string message, std::string help) {
    std::string path = tree_.pointer(offset);
    findings_.push_back({.code = std::move(code),
                         .path = path.empty() ? "/" : std::move(path),
                         .line = tree_.position(offset).line,
                         .message = std::move(message),
                         .help = std::move(help)});
  }

  /// Whether the value is an object; a finding where it is not.
  bool expect_object(const Value& value, const std::string& what, const std::string& help) {
    if (value.kind() == Kind::object) return true;
    add("bad-value", value.offset(), what + " is " + std::string{name_of(value.kind())}, help);
    return false;
  }

  void expect_fields(const Value& object, const std::string& what,
                     std::initializer_list<std::string_view> known) {
    for (const Member& member : object.members()) {
      if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
      add("unknown-field", member.key_offset, what + " has no field " + shown(member.key),
          name_help(member.key, {known.begin(), known.size()}));
    }
  }

  /// Throws what has been found, if anything.
  void finish() {
    if (!findings_.empty()) raise();
  }

  /// Throws what has been found, which must be something.
  [[noreturn]] void raise() {
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const auto& one, const auto& other) { return one.line < other.line; });
    throw MockConfigError(std::move(findings_));
  }

 private:
  const Tree& tree_;
  std::vector<LocatedFinding> findings_;
};

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    text.append(text.empty() ? "" : ", ").append(shown(name));
  }
  return text;
}

/// As name_help(), for names that people chose, and with `none` where there are none.
std::string nearest_or_all(std::string_view name, std::span<const std::string_view> known,
                           const std::string& none) {
  const std::string_view nearest = nearest_name(name, known);
  if (!nearest.empty()) return "did you mean " + shown(nearest) + "?";
  return known.empty() ? none : "there are: " + listed(known);
}

/// A number of a call: digits without a leading zero.
std::optional<std::size_t> call_number(std::string_view text) {
  constexpr std::size_t max_digits = 9;
  if (text.empty() || text.size() > max_digits || (text[0] == '0' && text.size() > 1)) return {};
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

/// Reads the mocked responses.
class ResponseReader {
 public:
  explicit ResponseReader(Findings& findings) : findings_{findings} {}

  std::vector<MockedCalls> read(const Member& response) {
    struct Range {
      MockedCalls calls;
      const Member* member;
    };
    std::vector<Range> ranges;
    const std::string what = "the mocked response " + shown(response.key);
    if (findings_.expect_object(response.value, what,
                                "give an object such as {\"0\": {\"Return\": {}}}")) {
      for (const Member& member : response.value.members()) {
        std::optional<MockedCalls> calls = range_of(member);
        std::optional<TaskOutcome> outcome = outcome_of(member);
        if (!calls || !outcome) continue;
        calls->outcome = std::move(*outcome);
        ranges.push_back({std::move(*calls), &member});
      }
      if (ranges.size() < response.value.members().size()) ranges.clear();
    }
    std::sort(ranges.begin(), ranges.end(), [](const Range& one, const Range& other) {
      return one.calls.first < other.calls.first;
    });
    std::vector<MockedCalls> calls;
    std::size_t expected = 0;
    for (Range& range : ranges) {
      check_start(what, *range.member, range.calls.first, expected);
      expected = std::max(expected, range.calls.last + 1);
      calls.push_back(std::move(range.calls));
    }
    return calls;
  }

  std::vector<TaskOutcome> read_list(const Member& listed) {
    std::vector<TaskOutcome> outcomes;
    if (listed.value.kind() != Kind::array || listed.value.items().empty()) {
      const std::string_view given =
          listed.value.kind() == Kind::array ? "an empty array" : name_of(listed.value.kind());
      findings_.add("bad-value", listed.value.offset(),
                    "the outcomes of " + shown(listed.key) + " are " + std::string{given},
                    "give an array of at least one, such as [{\"Return\": {}}]");
      return outcomes;
    }
    for (const Value& item : listed.value.items()) {
      auto outcome = outcome_of({std::to_string(outcomes.size()), item.offset(), item});
      if (!outcome) break;
      outcomes.push_back(std::move(*outcome));
    }
    return outcomes;
  }

 private:
  std::optional<MockedCalls> range_of(const Member& member) {
    const std::size_t dash = member.key.find('-');
    const auto first = call_number(member.key.substr(0, dash));
    const auto last =
        dash == std::string_view::npos ? first : call_number(member.key.substr(dash + 1));
    if (first && last && *first <= *last) return MockedCalls{.first = *first, .last = *last};
    findings_.add("bad-range", member.key_offset,
                  shown(member.key) + " is neither a number nor a range of calls",
                  R"(write "0" for the first call, "1-3" for the three after it)");
    return {};
  }

  void check_start(const std::string& what, const Member& member, std::size_t first,
                   std::size_t expected) {
    if (first > expected) {
      const std::string missing = expected + 1 == first ? "call " + std::to_string(expected)
                                                        : "the calls " + std::to_string(expected) +
                                                              " to " + std::to_string(first - 1);
      findings_.add("bad-range", member.key_offset, what + " says nothing of " + missing,
                    "the calls of a state count from 0, and each needs an outcome");
    } else if (first < expected) {
      findings_.add("bad-range", member.key_offset,
                    what + " says twice what call " + std::to_string(first) + " ends with",
                    "let each call stand in one range only");
    }
  }

  std::optional<TaskOutcome> outcome_of(const Member& member) {
    const std::string what = "the outcome " + shown(member.key);
    if (!findings_.expect_object(member.value, what, "give an object with Return or Throw")) {
      return {};
    }
    findings_.expect_fields(member.value, what, {"Return", "Throw", "DelaySeconds"});
    const Value* returned = member.value.find("Return");
    const Value* thrown = member.value.find("Throw");
    if ((returned == nullptr) == (thrown == nullptr)) {
      findings_.add(returned == nullptr ? "missing-field" : "bad-value", member.value.offset(),
                    what + (returned == nullptr ? " has neither Return nor Throw"
                                                : " has both Return and Throw"),
                    "give one of them");
      return {};
    }
    TaskOutcome outcome;
    if (returned != nullptr) {
      outcome.result = *returned;
    } else {
      outcome.result = thrown_of(*thrown);
    }
    if (const Value* delay = member.value.find("DelaySeconds")) outcome.duration = delay_of(*delay);
    return outcome;
  }

  Thrown thrown_of(const Value& value) {
    if (!findings_.expect_object(value, "Throw", "give an object with Error and Cause")) return {};
    findings_.expect_fields(value, "Throw", {"Error", "Cause"});
    return {.error = text_of(value, "Error", max_error_characters),
            .cause = text_of(value, "Cause", max_cause_characters)};
  }

  std::optional<std::string> text_of(const Value& object, const std::string& key,
                                     std::size_t max_characters) {
    const Value* value = object.find(key);
    if (value == nullptr || value->kind() == Kind::null) return {};
    if (value->kind() != Kind::string) {
      findings_.add("bad-value", value->offset(),
                    key + " is " + std::string{name_of(value->kind())}, "give a string or null");
      return {};
    }
    if (character_count(value->text()) > max_characters) {
      findings_.add("bad-value", value->offset(),
                    key + " has " + std::to_string(character_count(value->text())) + " characters",
                    "the service takes at most " + std::to_string(max_characters));
    }
    return std::string{value->text()};
  }

  std::chrono::milliseconds delay_of(const Value& value) {
    const bool is_number = value.kind() == Kind::integer || value.kind() == Kind::number;
    const double seconds = value.kind() == Kind::integer  ? static_cast<double>(value.integer())
                           : value.kind() == Kind::number ? value.number()
                                                          : 0;
    if (!is_number || seconds < 0 || seconds > max_delay_seconds) {
      findings_.add("bad-value", value.offset(), "DelaySeconds is no duration",
                    "give seconds as a number from 0 to 99999999");
      return {};
    }
    constexpr double milliseconds_per_second = 1000;
    return std::chrono::milliseconds{std::llround(seconds * milliseconds_per_second)};
  }

  Findings& findings_;
};

void collect_states(const Definition& definition, std::vector<const StateNode*>& states) {
  for (const StateNode& node : definition.states()) {
    states.push_back(&node);
    Definition::for_each_part(node.state,
                              [&](const Definition& part) { collect_states(part, states); });
  }
}

std::unique_ptr<const Tree> parsed(std::string text) {
  try {
    return std::make_unique<const Tree>(std::move(text));
  } catch (const json::SyntaxError& error) {
    throw MockConfigError({{.code = "bad-json",
                            .path = "/",
                            .line = error.position().line,
                            .message = error.what(),
                            .help = error.help()}});
  }
}

std::vector<std::string_view> keys_of(const Value& object) {
  std::vector<std::string_view> keys;
  for (const Member& member : object.members()) keys.push_back(member.key);
  return keys;
}

void check_test_case(const Member& test_case, std::span<const std::string_view> responses,
                     Findings& findings) {
  if (!findings.expect_object(test_case.value, "the test case " + shown(test_case.key),
                              "give an object of states and their mocked responses")) {
    return;
  }
  for (const Member& state : test_case.value.members()) {
    if (state.value.kind() != Kind::string) {
      findings.add("bad-value", state.value.offset(),
                   "the response of the state " + shown(state.key) + " is " +
                       std::string{name_of(state.value.kind())},
                   "give the name of a mocked response");
    } else if (std::find(responses.begin(), responses.end(), state.value.text()) ==
               responses.end()) {
      findings.add(
          "unknown-name", state.value.offset(),
          "there is no mocked response " + shown(state.value.text()),
          nearest_or_all(state.value.text(), responses, "add it to the file's MockedResponses"));
    }
  }
}

void check_machine(const Member& machine, std::span<const std::string_view> responses,
                   Findings& findings) {
  const std::string what = "the state machine " + shown(machine.key);
  if (!findings.expect_object(machine.value, what, "give an object with TestCases")) return;
  findings.expect_fields(machine.value, what, {"TestCases"});
  const Value* test_cases = machine.value.find("TestCases");
  if (test_cases == nullptr) {
    findings.add("missing-field", machine.value.offset(), what + " has no TestCases",
                 "add an object of test cases");
  } else if (findings.expect_object(*test_cases, "TestCases", "give an object of test cases")) {
    for (const Member& test_case : test_cases->members()) {
      check_test_case(test_case, responses, findings);
    }
  }
}

}  // namespace

MockConfigError::MockConfigError(std::vector<LocatedFinding> findings)
    : Error{"line " + std::to_string(findings.front().line) + ": " + findings.front().message},
      findings_{std::move(findings)} {}

MockConfig::MockConfig(std::string text) : tree_{parsed(std::move(text))} {
  Findings findings{*tree_};
  const Value& root = tree_->root();
  if (!findings.expect_object(root, "the mock file",
                              "give an object with StateMachines and MockedResponses")) {
    findings.raise();
  }
  findings.expect_fields(root, "the mock file", {"StateMachines", "MockedResponses"});
  ResponseReader reader{findings};
  const Value* responses = root.find("MockedResponses");
  if (responses != nullptr &&
      findings.expect_object(*responses, "MockedResponses", "give an object of responses")) {
    for (const Member& response : responses->members()) {
      responses_.push_back({.name = response.key, .calls = reader.read(response)});
    }
  }
  std::vector<std::string_view> names;
  for (const Response& response : responses_) names.push_back(response.name);
  const Value* machines = root.find("StateMachines");
  if (machines == nullptr) {
    findings.add("missing-field", root.offset(), "the mock file has no StateMachines",
                 "add an object of state machines and their test cases");
  } else if (findings.expect_object(*machines, "StateMachines",
                                    "give an object of state machines")) {
    for (const Member& machine : machines->members()) check_machine(machine, names, findings);
    if (machines->members().empty()) {
      findings.add("bad-value", machines->offset(), "StateMachines is empty",
                   "add a state machine and its test cases");
    }
  }
  findings.finish();
}

const Member& MockConfig::machine(std::string_view name) const {
  const Value& machines = *tree_->root().find("StateMachines");
  const std::span<const Member> all = machines.members();
  if (name.empty() && all.size() == 1) return all.front();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Member& machine) { return machine.key == name; });
  if (found != all.end()) return *found;
  Findings findings{*tree_};
  if (name.empty()) {
    findings.add("unknown-name", machines.offset(),
                 "the mock file has " + counted(all.size(), "state machine"),
                 "choose one of " + listed(keys_of(machines)));
  } else {
    findings.add("unknown-name", machines.offset(),
                 "the mock file has no state machine " + shown(name),
                 nearest_or_all(name, keys_of(machines), ""));
  }
  findings.raise();
}

std::vector<std::string_view> MockConfig::test_cases(std::string_view machine) const {
  return keys_of(*this->machine(machine).value.find("TestCases"));
}

MockTestCase MockConfig::test_case(std::string_view machine, std::string_view name,
                                   const Definition& definition) const {
  const Member& found = this->machine(machine);
  const Value& test_cases = *found.value.find("TestCases");
  Findings findings{*tree_};
  const Value* test_case = test_cases.find(name);
  if (test_case == nullptr) {
    findings.add("unknown-name", test_cases.offset(),
                 "the state machine " + shown(found.key) + " has no test case " + shown(name),
                 nearest_or_all(name, keys_of(test_cases), "add one"));
    findings.raise();
  }
  std::vector<const StateNode*> states;
  collect_states(definition, states);
  std::vector<std::string_view> tasks;
  for (const StateNode* node : states) {
    if (std::holds_alternative<Task>(node->state)) tasks.push_back(node->name);
  }
  MockTestCase result{.machine = found.key, .name = name, .states = {}};
  for (const Member& member : test_case->members()) {
    const auto node = std::find_if(states.begin(), states.end(), [&](const StateNode* candidate) {
      return candidate->name == member.key;
    });
    if (node == states.end()) {
      findings.add("unknown-name", member.key_offset,
                   "the definition has no state " + shown(member.key),
                   nearest_or_all(member.key, tasks, "the definition has no tasks at all"));
    } else if (!std::holds_alternative<Task>((*node)->state)) {
      findings.add("bad-value", member.key_offset,
                   "the state " + shown(member.key) + " is a " +
                       std::string{type_name((*node)->state)} + ", and calls nothing",
                   "only a Task has outcomes");
    }
    const auto response = std::find_if(
        responses_.begin(), responses_.end(),
        [&](const Response& candidate) { return candidate.name == member.value.text(); });
    result.states.push_back({.state = member.key,
                             .response = response->name,
                             .line = tree_->position(member.key_offset).line,
                             .calls = &response->calls});
  }
  findings.finish();
  return result;
}

ListedOutcomes::ListedOutcomes(std::string text) : tree_{parsed(std::move(text))} {
  Findings findings{*tree_};
  ResponseReader reader{findings};
  if (findings.expect_object(tree_->root(), "the file of outcomes",
                             "give an object of states, or resources, and their outcomes")) {
    for (const Member& member : tree_->root().members()) {
      entries_.push_back({.key = member.key, .outcomes = reader.read_list(member)});
    }
  }
  findings.finish();
}

const std::vector<TaskOutcome>* ListedOutcomes::find(std::string_view state,
                                                     std::string_view resource) const {
  for (const std::string_view key : {state, resource}) {
    const auto found = std::ranges::find(entries_, key, &Entry::key);
    if (found != entries_.end()) return &found->outcomes;
  }
  return nullptr;
}

}  // namespace idm_synth::asl
