// SPDX-License-Identifier: Apache-2.0
// Random machines: no execution may do what was not found when all were explored.
#include <idm_synth/asl/execution.hpp>
#include <idm_synth/asl/mock_config.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "support.hpp"

using namespace idm_synth;
using Json = nlohmann::ordered_json;
using std::chrono::seconds;

namespace {

/// Choices that are the same everywhere: the distributions of the standard library are not.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_{seed} {}

  std::size_t below(std::size_t count) { return engine_() % count; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <class T>
  T one_of(std::initializer_list<T> all) {
    return *(all.begin() + below(all.size()));
  }

 private:
  std::mt19937 engine_;
};

/// Writes machines whose states wait, call a function that may fail with A, B or C, tell people,
/// fail, and do all that in branches and iterations. Their input is {"items": [1, 2, 3]}.
class Writer {
 public:
  explicit Writer(Dice& dice) : dice_{dice} {}

  Json machine() {
    Json machine = region(0);
    if (dice_.one_in(4)) machine["TimeoutSeconds"] = dice_.one_of({60, 300});
    return machine;
  }

 private:
  Json region(std::size_t depth) {
    const std::size_t size = 1 + dice_.below(depth == 0 ? 3 : 2);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < size; ++i) names.push_back("S" + std::to_string(next_++));
    const std::string alert = "S" + std::to_string(next_++);
    const std::string failed = "S" + std::to_string(next_++);
    Json states;
    for (std::size_t i = 0; i < size; ++i) {
      states[names[i]] = state(depth, i + 1 < size ? names[i + 1] : "", alert);
    }
    if (states.dump().find("\"Next\":\"" + alert + '"') == std::string::npos) {
      return {{"StartAt", names.front()}, {"States", std::move(states)}};
    }
    states[alert] = Json::parse(R"({"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
        "Parameters": {"TopicArn": "arn:aws:sns:eu-west-1:111122223333:alerts", "Message": "m"},
        "TimeoutSeconds": 5, "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 300,
        "BackoffRate": 1}], "ResultPath": null})");
    states[alert]["Next"] = failed;
    states[failed] = {{"Type", "Fail"}, {"Error", error()}};
    return {{"StartAt", names.front()}, {"States", std::move(states)}};
  }

  Json state(std::size_t depth, const std::string& next, const std::string& alert) {
    constexpr std::size_t most_depth = 2;
    Json state;
    switch (dice_.below(depth == 0 ? 8 : depth < most_depth && dice_.one_in(4) ? 8 : 4)) {
      case 0:
        state = {{"Type", "Wait"}, {"Seconds", dice_.one_of({0, 1, 7, 40})}};
        break;
      case 1:
        if (next.empty()) return {{"Type", "Fail"}, {"Error", error()}};
        state = {{"Type", "Pass"}};
        break;
      case 4:
      case 5:
      case 6: {
        state = {{"Type", "Parallel"}, {"Branches", Json::array()}, {"ResultPath", nullptr}};
        const std::size_t count = 1 + dice_.below(3);
        for (std::size_t i = 0; i < count; ++i) state["Branches"].push_back(region(depth + 1));
        add_handlers(state, alert);
        break;
      }
      case 7:
        state = {{"Type", "Map"},
                 {"ItemsPath", "$.items"},
                 {"ResultPath", nullptr},
                 {"MaxConcurrency", dice_.one_of({0, 1, 2})},
                 {"ItemSelector", Json::parse(R"({"items": [1, 2]})")},
                 {"ItemProcessor", region(most_depth)}};
        add_handlers(state, alert);
        break;
      default:
        state = {{"Type", "Task"},
                 {"Resource", "arn:aws:states:::lambda:invoke"},
                 {"Parameters", {{"FunctionName", "f"}}},
                 {"TimeoutSeconds", dice_.one_of({2, 10, 30})},
                 {"ResultPath", nullptr}};
        add_handlers(state, alert);
    }
    if (next.empty()) {
      state["End"] = true;
    } else {
      state["Next"] = next;
    }
    return state;
  }

  void add_handlers(Json& state, const std::string& alert) {
    if (dice_.one_in(3)) {
      state["Retry"] = {{{"ErrorEquals", {error()}},
                         {"IntervalSeconds", dice_.one_of({1, 20})},
                         {"MaxAttempts", 1 + dice_.below(2)}}};
    }
    if (dice_.one_in(2)) {
      state["Catch"] = {{{"ErrorEquals", {dice_.one_in(2) ? "States.ALL" : error()}},
                         {"ResultPath", nullptr},
                         {"Next", alert}}};
    }
  }

  std::string error() { return dice_.one_of<const char*>({"A", "B", "States.Timeout"}); }

  Dice& dice_;
  int next_ = 0;
};

/// Whatever a call may end with, after whatever time.
class AnyOutcomes : public asl::TaskOutcomes {
 public:
  explicit AnyOutcomes(Dice& dice) : dice_{dice} {}

  asl::TaskOutcome call(const asl::TaskCall& call) override {
    const auto duration = seconds{dice_.one_of({0, 0, 1, 4, 9, 29, 100})};
    if (call.resource.ends_with("sns:publish")) {
      const auto soon = std::min(duration, seconds{4});
      told_at_ = std::min(told_at_, call.time + soon);
      return {.result = call.arena.object({}), .duration = soon};
    }
    const auto* error = dice_.one_of<const char*>({nullptr, nullptr, "A", "B", "C"});
    if (error == nullptr) return {.result = call.arena.object({}), .duration = duration};
    return {.result = asl::Thrown{.error = error, .cause = "It failed."}, .duration = duration};
  }

  /// Whether people were told before an execution that ends then.
  [[nodiscard]] bool has_told(asl::Time end) const { return told_at_ <= end; }

 private:
  Dice& dice_;
  asl::Time told_at_ = asl::Time::max();
};

}  // namespace

TEST_CASE("no execution of a random machine does what was not found", "[explorer]") {
  const asl::ListedOutcomes listed{R"({"arn:aws:states:::lambda:invoke": [{"Return": {}},
      {"Throw": {"Error": "A"}}, {"Throw": {"Error": "B"}}, {"Throw": {"Error": "C"}}]})"};
  asl::VerifyOptions options;
  options.outcomes = &listed;
  options.inputs = {{.label = "items", .text = R"({"items": [1, 2, 3]})"}};
  std::size_t silent = 0;
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    Dice dice{seed};
    const std::string text = Writer{dice}.machine().dump();
    INFO("seed " << seed << ": " << text);
    const asl::VerifyResult result = test::verified(text, options);
    const bool is_told = result.property("alert").verdict == asl::Property::Verdict::holds;
    const asl::Definition definition = test::definition_of(text);
    const asl::Program program{definition};
    const json::Tree input{options.inputs.front().text};
    for (int run = 0; run < 60; ++run) {
      AnyOutcomes outcomes{dice};
      json::Arena arena;
      const asl::ExecutionResult end =
          program.execute({.input = input.root(), .name = "run", .time = {}}, outcomes, arena);
      if (end.status == asl::ExecutionStatus::timed_out) {
        CHECK_FALSE((is_told && !outcomes.has_told(end.end)));
        continue;
      }
      CHECK(std::ranges::any_of(result.endings, [&](const asl::Ending& ending) {
        return ending.status == end.status && ending.error == end.error;
      }));
      REQUIRE(result.longest);
      CHECK(end.end - asl::Time{} <= *result.longest);
      if (result.most_events) {
        CHECK(static_cast<std::int64_t>(end.events.size()) <= *result.most_events);
      }
      if (end.status == asl::ExecutionStatus::failed && !outcomes.has_told(end.end)) {
        ++silent;
        CHECK_FALSE(is_told);
      }
    }
  }
  CHECK(silent > 100);
}
