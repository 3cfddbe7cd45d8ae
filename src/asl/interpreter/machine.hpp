// SPDX-License-Identifier: Apache-2.0
// A definition made ready to be executed: names are indices, expressions are compiled.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/execution.hpp>
#include <idm_synth/json/arena.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "../timestamp.hpp"
#include "evaluation.hpp"

namespace idm_synth::asl {

struct CompiledState;

/// A machine, a branch or a processor.
struct Region {
  std::vector<CompiledState> states;
  std::size_t start = 0;
};

/// InputPath or OutputPath: everything, nothing (`{}`), or what a path finds.
struct Filter {
  bool is_null = false;
  std::optional<CompiledPath> path = {};
};

/// ResultPath: where a result goes in the raw input. No steps: it replaces all of it.
struct ResultPlace {
  using Step = std::variant<std::string, std::size_t>;
  bool is_null = false;
  std::string text = {};
  std::vector<Step> steps = {};
};

/// One member of an Assign. The template gives an object of that one member.
struct Assignment {
  std::size_t variable;
  CompiledPayload value;
};
using Assignments = std::vector<Assignment>;

/// A field that is a literal, or found by a path when the machine runs.
template <class T>
using LiteralOrFound = std::variant<std::monostate, T, CompiledPath>;

struct CompiledRetrier {
  std::vector<std::string> error_equals;
  double interval = 1;  ///< seconds
  double backoff_rate = 2;
  std::optional<double> max_delay = {};  ///< seconds
  std::int64_t max_attempts = 3;
  bool is_jittered = false;
};

struct CompiledCatcher {
  std::vector<std::string> error_equals;
  std::size_t next = 0;
  ResultPlace result_place = {};
  Assignments assign = {};
};

struct CompiledTask {
  std::string resource;
  bool is_submitted = false;                    ///< its result comes after the call: .sync, a token
  bool says_who_starts = false;                 ///< the service adds StartedBy to them
  LiteralOrFound<std::int64_t> timeout = {};    ///< seconds
  LiteralOrFound<std::int64_t> heartbeat = {};  ///< seconds
  std::optional<CompiledPayload> credentials = {};
};

struct CompiledPass {
  std::optional<json::Value> result = {};
};

struct CompiledWait {
  /// Until a literal time, or for literal seconds, or what is found for one of the two.
  std::variant<std::int64_t, Timestamp, CompiledPath> time;
  bool is_until = false;  ///< of a path: it finds a time, not seconds
};

struct CompiledChoice {
  struct Rule {
    CompiledCondition when;
    std::size_t next = 0;
    Assignments assign = {};
  };
  std::vector<Rule> rules;
  std::optional<std::size_t> otherwise = {};
};

struct CompiledParallel {
  std::vector<Region> branches;
};

struct CompiledMap {
  Region processor;
  std::optional<CompiledPath> items_path = {};
  std::optional<CompiledPayload> item_selector = {};
  LiteralOrFound<std::int64_t> max_concurrency = {};
};

struct CompiledSucceed {};

/// A text, a function that gives one, or where one is found.
using TextOrFound = std::variant<std::monostate, CompiledPayload, CompiledPath>;

struct CompiledFail {
  TextOrFound error = {};
  TextOrFound cause = {};
};

struct CompiledState {
  std::string name;
  std::variant<CompiledTask, CompiledPass, CompiledWait, CompiledChoice, CompiledParallel,
               CompiledMap, CompiledSucceed, CompiledFail>
      detail;
  Filter input_path = {};
  Filter output_path = {};
  std::optional<CompiledPayload> parameters = {};
  std::optional<CompiledPayload> result_selector = {};
  ResultPlace result_place = {};
  Assignments assign = {};
  std::vector<CompiledRetrier> retry = {};
  std::vector<CompiledCatcher> catchers = {};
  std::optional<std::size_t> next = {};  ///< none: the end
  bool reads_context = false;            ///< whether any expression in it starts at `$$`
};

struct Program::Machine {
  json::Arena constants;  ///< holds the literals of all that is compiled
  VariableNames variables;
  Region root;
  std::optional<std::chrono::seconds> timeout = {};
};

/// Compiles a definition. Throws UnsupportedError.
void compile(const Definition& definition, Program::Machine& machine);

/// "Task" and so on.
[[nodiscard]] std::string_view type_name(const CompiledState& state);

}  // namespace idm_synth::asl
