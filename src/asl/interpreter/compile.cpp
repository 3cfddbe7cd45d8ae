// SPDX-License-Identifier: Apache-2.0
// Compiles a Definition.
#include <algorithm>
#include <charconv>
#include <idm_synth/core/text.hpp>
#include <type_traits>

#include "machine.hpp"

namespace idm_synth::asl {
namespace {

[[noreturn]] void refuse(const std::string& state, const std::string& what) {
  throw UnsupportedError("the state " + shown(state) + " " + what);
}

/// The steps of a reference path into the input.
std::vector<ResultPlace::Step> steps_of(std::string_view path) {
  std::vector<ResultPlace::Step> steps;
  std::size_t at = 1;
  while (at < path.size()) {
    if (path[at] == '.') ++at;
    if (path[at] != '[') {
      const std::size_t end = std::min(path.find_first_of(".[", at), path.size());
      steps.emplace_back(std::string{path.substr(at, end - at)});
      at = end;
      continue;
    }
    const char quote = path[at + 1];
    if (quote == '\'' || quote == '"') {
      std::string name;
      for (at += 2; path[at] != quote; ++at) {
        if (path[at] == '\\') ++at;
        name += path[at];
      }
      steps.emplace_back(std::move(name));
      at += 2;
    } else {
      std::size_t index = 0;
      const auto end = std::from_chars(path.data() + at + 1, path.data() + path.size(), index).ptr;
      steps.emplace_back(index);
      at = static_cast<std::size_t>(end - path.data()) + 1;
    }
  }
  return steps;
}

/// Compiles the states of one definition, and by others those inside it.
class Compiler {
 public:
  Compiler(Program::Machine& machine, bool is_jsonata)
      : machine_{machine}, is_jsonata_{is_jsonata} {}

  Region region(const Definition& definition) {
    definition_ = &definition;
    const bool outer = is_jsonata_;
    is_jsonata_ = is_jsonata(definition.settings().query_language);
    Region region;
    region.start = index_of(definition.start());
    region.states.reserve(definition.states().size());
    for (const StateNode& node : definition.states()) region.states.push_back(state(node));
    is_jsonata_ = outer;
    return region;
  }

 private:
  [[nodiscard]] bool is_jsonata(const std::optional<QueryLanguage>& language) const {
    return language.has_value() ? *language == QueryLanguage::jsonata : is_jsonata_;
  }

  [[nodiscard]] std::size_t index_of(const std::string& name) const {
    const auto& states = definition_->states();
    const auto found = std::find_if(states.begin(), states.end(),
                                    [&](const StateNode& node) { return node.name == name; });
    if (found == states.end()) throw UsageError("no state is named " + shown(name));
    return static_cast<std::size_t>(found - states.begin());
  }

  CompiledState state(const StateNode& node) {
    CompiledState state{.name = node.name, .detail = CompiledSucceed{}};
    if (const auto* next = std::get_if<std::string>(&node.transition)) state.next = index_of(*next);
    std::visit([&](const auto& authored) { fill(state, authored, node); }, node.state);
    if (const auto* retriers = retriers_of(node.state)) {
      for (const Retrier& retrier : *retriers) state.retry.push_back(compiled(retrier));
    }
    for (const StateNode::Catcher& catcher : node.catchers) {
      state.catchers.push_back({.error_equals = catcher.error_equals,
                                .next = index_of(catcher.next),
                                .result_place = place(catcher.options.result_path),
                                .assign = assignments(catcher.options.assign)});
    }
    state.reads_context = reads_context_;
    reads_context_ = false;
    return state;
  }

  template <class Authored>
  void fill(CompiledState& state, const Authored& authored, const StateNode& node) {
    refuse_jsonata(node.name, authored.query_language);
    if constexpr (!std::is_same_v<Authored, Fail>) {
      state.input_path = filter(authored.input_path);
      state.output_path = filter(authored.output_path);
    }
    if constexpr (requires { authored.assign; }) state.assign = assignments(authored.assign);
    if constexpr (requires { authored.parameters; }) state.parameters = fields(authored.parameters);
    if constexpr (requires { authored.result_selector; }) {
      state.result_selector = fields(authored.result_selector);
    }
    if constexpr (requires { authored.result_path; }) {
      state.result_place = place(authored.result_path);
    }
    if constexpr (std::is_same_v<Authored, Task>) {
      state.parameters = fields(authored.call.parameters);
    }
    state.detail = detail(authored, node);
  }

  void refuse_jsonata(const std::string& name, const std::optional<QueryLanguage>& language) const {
    if (is_jsonata(language)) refuse(name, "is in JSONata, and only JSONPath can be executed");
  }

  CompiledTask detail(const Task& task, const StateNode& node) {
    CompiledTask compiled{.resource = literal(task.call.resource, node, "Resource")};
    const std::string_view resource = compiled.resource;
    compiled.is_submitted = resource.ends_with(".sync") || resource.ends_with(".sync:2") ||
                            resource.ends_with(".waitForTaskToken");
    compiled.says_who_starts = resource.ends_with(":::ecs:runTask.sync");
    compiled.timeout = seconds(task.timeout, node, "TimeoutSeconds");
    compiled.heartbeat = seconds(task.heartbeat, node, "HeartbeatSeconds");
    compiled.credentials = fields(task.credentials);
    return compiled;
  }

  CompiledPass detail(const Pass& pass, const StateNode& /*node*/) {
    if (!pass.result.has_value()) return {};
    return {literal_value(*pass.result, machine_.constants)};
  }

  CompiledWait detail(const Wait& wait, const StateNode& node) {
    if (const auto* until = std::get_if<WaitTime::Until>(&wait.time.value())) {
      if (const auto* path = std::get_if<ReferencePath>(&until->timestamp)) {
        return {.time = compiled(*path), .is_until = true};
      }
      const auto* text = std::get_if<std::string>(&until->timestamp);
      const auto time = text == nullptr ? std::nullopt : parse_timestamp(*text);
      if (!time.has_value()) refuse_unknown(node, "Timestamp");
      return {.time = *time};
    }
    auto found = seconds(std::get<Seconds>(wait.time.value()), node, "Seconds");
    if (auto* path = std::get_if<CompiledPath>(&found)) return {.time = std::move(*path)};
    return {.time = std::get<std::int64_t>(found)};
  }

  CompiledChoice detail(const Choice& /*choice*/, const StateNode& node) {
    CompiledChoice compiled;
    for (const StateNode::Rule& rule : node.rules) {
      compiled.rules.push_back({.when = {rule.when, machine_.variables, machine_.constants},
                                .next = index_of(rule.next),
                                .assign = assignments(rule.assign)});
      note(compiled.rules.back().when);
    }
    if (node.otherwise.has_value()) compiled.otherwise = index_of(*node.otherwise);
    return compiled;
  }

  CompiledParallel detail(const Parallel& parallel, const StateNode& /*node*/) {
    CompiledParallel compiled;
    for (const Definition& branch : parallel.branches) compiled.branches.push_back(inner(branch));
    return compiled;
  }

  CompiledMap detail(const Map& map, const StateNode& node) {
    const bool is_distributed = map.processor_config.has_value() &&
                                map.processor_config->mode == ProcessorMode::distributed;
    if (is_distributed || map.item_reader || map.item_batcher || map.result_writer) {
      refuse(node.name, "is a distributed Map, and only an inline one can be executed");
    }
    CompiledMap compiled{.processor = inner(*map.processor.get())};
    if (map.items_path.has_value()) compiled.items_path = this->compiled(*map.items_path);
    if (map.item_selector.has_value()) {
      compiled.item_selector =
          note(CompiledPayload{*map.item_selector, machine_.variables, machine_.constants});
    }
    compiled.max_concurrency = found(map.max_concurrency, node, "MaxConcurrency");
    return compiled;
  }

  CompiledSucceed detail(const Succeed& /*succeed*/, const StateNode& /*node*/) { return {}; }

  CompiledFail detail(const Fail& fail, const StateNode& /*node*/) {
    CompiledFail compiled;
    if (fail.error.has_value()) compiled.error = text(fail.error->payload());
    if (fail.cause.has_value()) compiled.cause = text(fail.cause->payload());
    return compiled;
  }

  /// A definition inside a state. What it reads of the context is not read by that state.
  Region inner(const Definition& definition) {
    const bool reads_context = reads_context_;
    reads_context_ = false;
    Region region = Compiler{machine_, is_jsonata_}.region(definition);
    reads_context_ = reads_context;
    return region;
  }

  template <class Compiled>
  Compiled note(Compiled compiled) {
    reads_context_ = reads_context_ || compiled.reads_context();
    return compiled;
  }
  void note(const CompiledCondition& condition) {
    reads_context_ = reads_context_ || condition.reads_context();
  }

  CompiledPath compiled(const Path& path) { return note(CompiledPath{path, machine_.variables}); }

  TextOrFound text(const Payload& payload) {
    if (const auto* path = std::get_if<Path>(&payload.value())) return compiled(*path);
    return note(CompiledPayload{payload, machine_.variables, machine_.constants});
  }

  std::optional<CompiledPayload> fields(const Fields& fields) {
    if (!fields.is_set()) return std::nullopt;
    return note(CompiledPayload{fields, machine_.variables, machine_.constants});
  }

  template <class P>
  Filter filter(const PathField<P>& field) {
    Filter filter{.is_null = std::holds_alternative<std::nullptr_t>(field.value())};
    if (const auto* path = std::get_if<P>(&field.value())) {
      if (path->text() != "$") filter.path = compiled(*path);
    }
    return filter;
  }

  static ResultPlace place(const PathField<ResultPath>& field) {
    ResultPlace place{.is_null = std::holds_alternative<std::nullptr_t>(field.value())};
    if (const auto* path = std::get_if<ResultPath>(&field.value())) {
      place.text = path->text();
      place.steps = steps_of(path->text());
    }
    return place;
  }

  Assignments assignments(const Fields& assign) {
    Assignments assignments;
    if (!assign.is_set()) return assignments;
    for (const Field& field : assign.get()) {
      assignments.push_back(
          {.variable = machine_.variables.number_of(field.key),
           .value = note(CompiledPayload{Fields{field}, machine_.variables, machine_.constants})});
    }
    return assignments;
  }

  static CompiledRetrier compiled(const Retrier& retrier) {
    CompiledRetrier compiled{.error_equals = retrier.error_equals};
    if (retrier.interval) compiled.interval = static_cast<double>(retrier.interval->count());
    if (retrier.backoff_rate) compiled.backoff_rate = *retrier.backoff_rate;
    if (retrier.max_delay) compiled.max_delay = static_cast<double>(retrier.max_delay->count());
    if (retrier.max_attempts) compiled.max_attempts = *retrier.max_attempts;
    compiled.is_jittered = retrier.jitter == Jitter::full;
    return compiled;
  }

  LiteralOrFound<std::int64_t> seconds(const Seconds& field, const StateNode& node,
                                       const char* name) {
    if (const auto* literal = field.literal()) return std::int64_t{literal->count()};
    if (const auto* path = field.path()) return compiled(*path);
    if (field.is_set()) refuse_unknown(node, name);
    return {};
  }

  template <class T>
  LiteralOrFound<T> found(const LiteralOrPath<T>& field, const StateNode& node, const char* name) {
    if (const auto* literal = field.literal()) return *literal;
    if (const auto* path = field.path()) return compiled(*path);
    if (field.is_set()) refuse_unknown(node, name);
    return {};
  }

  [[noreturn]] static void refuse_unknown(const StateNode& node, const char* field) {
    refuse(node.name, std::string{"cannot be executed: only Terraform knows its "} + field);
  }

  static std::string literal(const Attr<String>& text, const StateNode& node, const char* field) {
    if (const auto* literal = std::get_if<std::string>(&text.value())) return *literal;
    if (const auto* reference = std::get_if<Expression>(&text.value())) {
      return "${" + reference->text() + "}";
    }
    if (const auto* mixed = std::get_if<Template>(&text.value())) {
      json::Arena arena;
      return std::string{literal_value(Document{*mixed}, arena).text()};
    }
    refuse_unknown(node, field);
  }

  Program::Machine& machine_;
  bool is_jsonata_;
  const Definition* definition_ = nullptr;
  bool reads_context_ = false;  ///< of the state that is being compiled
};

}  // namespace

void compile(const Definition& definition, Program::Machine& machine) {
  machine.root = Compiler{machine, false}.region(definition);
  machine.timeout = definition.settings().timeout;
}

std::string_view type_name(const CompiledState& state) {
  static constexpr std::string_view names[] = {"Task",     "Pass", "Wait",    "Choice",
                                               "Parallel", "Map",  "Succeed", "Fail"};
  return names[state.detail.index()];
}

}  // namespace idm_synth::asl
