// SPDX-License-Identifier: Apache-2.0
// What is wrong with a definition.
#include <algorithm>
#include <array>
#include <cmath>
#include <idm_synth/asl/check.hpp>
#include <map>
#include <set>
#include <type_traits>
#include <utility>

#include "timestamp.hpp"

namespace idm_synth::asl {
namespace {

using std::chrono::seconds;

constexpr std::int64_t longest = 99'999'999;        // seconds, and retries
constexpr std::int64_t longest_delay = 31'622'400;  // seconds: MaxDelaySeconds stays below
constexpr std::int64_t largest_payload = 262'144;   // bytes
constexpr std::size_t longest_state_name = 80;      // characters
constexpr std::size_t longest_label = 40;           // characters
constexpr std::size_t longest_error = 256;          // characters
constexpr std::size_t longest_cause = 32'768;       // characters
constexpr std::size_t deepest_intrinsic = 10;       // calls in one another
constexpr std::size_t longest_subject = 99;         // characters of an SNS subject
constexpr std::string_view all_errors = "States.ALL";
constexpr std::string_view computed_suffix = ".$";

std::string quoted(std::string_view text) {
  return "\"" + std::string{text} + "\"";
}

/// A step of a JSON Pointer.
std::string step(std::string_view name) {
  std::string escaped = "/";
  for (const char c : name) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}
std::string step(std::size_t index) {
  return "/" + std::to_string(index);
}

class Checker {
 public:
  std::vector<Finding> check(const Definition& definition) {
    check_definition(definition, {});
    return std::move(found_);
  }

 private:
  // --- reporting

  void report(std::string code, std::string pointer, std::string summary, std::string help) {
    found_.push_back({.code = std::move(code),
                      .pointer = std::move(pointer),
                      .summary = std::move(summary),
                      .help = std::move(help),
                      .places = {place_}});
  }
  void report(std::string pointer, std::string summary, std::string help) {
    report("schema-validation-failed", std::move(pointer), std::move(summary), std::move(help));
  }

  void check_range(const std::string& pointer, std::int64_t value, std::int64_t least,
                   std::int64_t most) {
    if (value < least || value > most) {
      report(pointer, std::to_string(value) + " is out of range",
             "allowed are " + std::to_string(least) + " to " + std::to_string(most));
    }
  }
  void check_range(const std::string& pointer, const std::optional<seconds>& value,
                   std::int64_t least, std::int64_t most) {
    if (value) check_range(pointer, value->count(), least, most);
  }
  void check_range(const std::string& pointer, const LiteralOrPath<std::int64_t>& value,
                   std::int64_t least, std::int64_t most) {
    if (const auto* literal = value.literal()) check_range(pointer, *literal, least, most);
  }
  void check_range(const std::string& pointer, const Seconds& value, std::int64_t least,
                   std::int64_t most) {
    if (const auto* literal = value.literal()) check_range(pointer, literal->count(), least, most);
  }

  void check_one_of(const std::string& pointer, const std::string& text,
                    std::initializer_list<std::string_view> allowed) {
    if (text.empty() || std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return;
    std::string help = "allowed are";
    for (const std::string_view value : allowed) help.append(" ").append(value);
    report(pointer, quoted(text) + " is not known", help);
  }

  // --- the graph

  void check_definition(const Definition& definition, const std::string& pointer) {
    for (const Diagnostic& misuse : definition.misuses()) {
      found_.push_back({.code = misuse.code,
                        .pointer = {},
                        .summary = misuse.summary,
                        .help = misuse.help,
                        .places = misuse.places});
    }
    place_ = definition.place();
    const DefinitionSettings& settings = definition.settings();
    check_range(pointer + "/TimeoutSeconds", settings.timeout, 1, longest);
    check_one_of(pointer + "/Version", settings.version, {"1.0"});
    if (definition.states().empty()) {
      report(pointer + "/States", "there is no state", "add() at least one");
      return;
    }
    if (definition.find(definition.start()) == nullptr) {
      report("missing-transition-target", pointer + "/StartAt",
             quoted(definition.start()) + " is no state of this definition",
             "name a state of the same States");
    }
    bool has_end = false;
    for (const StateNode& node : definition.states()) {
      place_ = node.place;
      has_end = has_end || is_end(node);
      check_state(definition, node, pointer + "/States" + step(node.name));
    }
    place_ = definition.place();
    if (!has_end) {
      report("missing-end-state", pointer + "/States", "no state ends the flow",
             "end with a Succeed, a Fail, or end()");
    }
    check_reachable(definition, pointer);
  }

  static bool is_end(const StateNode& node) {
    return std::holds_alternative<Succeed>(node.state) ||
           std::holds_alternative<Fail>(node.state) ||
           std::holds_alternative<StateNode::End>(node.transition);
  }

  /// Calls back with the pointer, behind the state's, and the target of each edge.
  template <class Callback>
  static void for_each_edge(const StateNode& node, Callback callback) {
    if (const auto* next = std::get_if<std::string>(&node.transition)) callback("/Next", *next);
    for (std::size_t i = 0; i < node.rules.size(); ++i) {
      callback("/Choices" + step(i) + "/Next", node.rules[i].next);
    }
    if (node.otherwise) callback("/Default", *node.otherwise);
    for (std::size_t i = 0; i < node.catchers.size(); ++i) {
      callback("/Catch" + step(i) + "/Next", node.catchers[i].next);
    }
  }

  void check_reachable(const Definition& definition, const std::string& pointer) {
    std::set<std::string_view> reached;
    std::vector<const StateNode*> open;
    const auto reach = [&](std::string_view name) {
      const StateNode* node = definition.find(name);
      if (node != nullptr && reached.insert(node->name).second) open.push_back(node);
    };
    reach(definition.start());
    while (!open.empty()) {
      const StateNode* node = open.back();
      open.pop_back();
      for_each_edge(*node, [&](const std::string&, const std::string& to) { reach(to); });
    }
    if (reached.empty()) return;  // The start itself is missing, and reported.
    for (const StateNode& node : definition.states()) {
      if (reached.contains(node.name)) continue;
      place_ = node.place;
      report("missing-transition-target", pointer + "/States" + step(node.name),
             "state " + quoted(node.name) + " is not reachable from " + quoted(definition.start()),
             "lead to it with next(), choose() or on_error(), or leave it out");
    }
  }

  void check_name(const StateNode& node, const std::string& pointer) {
    const std::size_t length = detail::character_count(node.name);
    if (length < 1 || length > longest_state_name) {
      report("invalid-state-name", pointer,
             "the name of a state has " + std::to_string(length) + " characters",
             "allowed are 1 to 80");
    }
    const auto [earlier, is_new] = names_.emplace(node.name, node.place);
    if (!is_new) {
      report("duplicate-state-name", pointer, "two states are named " + quoted(node.name),
             "names are unique in the whole machine, branches included");
      found_.back().places.push_back(earlier->second);
    }
  }

  void check_state(const Definition& definition, const StateNode& node,
                   const std::string& pointer) {
    check_name(node, pointer);
    for_each_edge(node, [&](const std::string& edge, const std::string& to) {
      if (definition.find(to) == nullptr) {
        report("missing-transition-target", pointer + edge,
               quoted(to) + " is no state of this definition",
               "no edge leads into or out of a branch: name a state of the same States");
      }
    });
    if (std::holds_alternative<Choice>(node.state)) {
      if (node.rules.empty()) {
        report(pointer + "/Choices", "the Choice " + quoted(node.name) + " has no rule",
               "give it rules with choose()");
      }
    } else if (!is_end(node) && std::holds_alternative<std::monostate>(node.transition)) {
      report(pointer, "state " + quoted(node.name) + " leads nowhere",
             "say what follows with next(), or end() that nothing does");
    }
    check_rules(node, pointer);
    if (const auto* retriers = retriers_of(node.state)) check_retriers(*retriers, pointer);
    check_catchers(node, pointer);
    std::visit([&](const auto& state) { check_common(state, pointer); }, node.state);
    std::visit([&](const auto& state) { check_type(state, pointer); }, node.state);
    check_parts(node.state, pointer);
  }

  void check_parts(const AnyState& state, const std::string& pointer) {
    const Place place = place_;
    if (const auto* parallel = std::get_if<Parallel>(&state)) {
      for (std::size_t i = 0; i < parallel->branches.size(); ++i) {
        check_definition(parallel->branches[i], pointer + "/Branches" + step(i));
      }
    } else if (const auto* map = std::get_if<Map>(&state)) {
      check_definition(*map->processor.get(), pointer + "/ItemProcessor");
    }
    place_ = place;
  }

  // --- conditions, retriers, catchers

  void check_rules(const StateNode& node, const std::string& pointer) {
    for (std::size_t i = 0; i < node.rules.size(); ++i) {
      const std::string rule = pointer + "/Choices" + step(i);
      check_condition(node.rules[i].when, rule);
      check_assign(node.rules[i].assign, rule);
    }
  }

  void check_condition(const Condition& condition, const std::string& pointer) {
    if (const auto* test = std::get_if<Condition::Test>(&condition.value())) {
      const std::string_view comparison = name(test->comparison);
      if (!comparison.starts_with("Timestamp")) return;
      const auto* operand = std::get_if<Document>(&test->operand);
      const auto* text = operand == nullptr ? nullptr : std::get_if<std::string>(&operand->value());
      if (text != nullptr) check_timestamp(*text, pointer + "/" + std::string{comparison});
    } else if (const auto* all = std::get_if<Condition::All>(&condition.value())) {
      check_conditions(all->conditions, pointer + "/And");
    } else if (const auto* any = std::get_if<Condition::Any>(&condition.value())) {
      check_conditions(any->conditions, pointer + "/Or");
    } else if (const auto* negation = std::get_if<Condition::Not>(&condition.value())) {
      check_condition(negation->condition.front(), pointer + "/Not");
    }
  }

  void check_conditions(const std::vector<Condition>& conditions, const std::string& pointer) {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      check_condition(conditions[i], pointer + step(i));
    }
  }

  void check_timestamp(const std::string& text, const std::string& pointer) {
    if (is_timestamp(text)) return;
    report(pointer, quoted(text) + " is no timestamp of RFC 3339",
           "write it as 2030-01-31T08:00:00Z, or with an offset such as +01:00 for the Z");
  }

  void check_errors(const std::vector<std::string>& errors, bool is_last,
                    const std::string& pointer) {
    if (errors.empty()) {
      report(pointer, "no error is named", "name at least one, or \"States.ALL\"");
    }
    if (std::find(errors.begin(), errors.end(), "") != errors.end()) {
      report(pointer, "the name of an error is empty", "leave it out");
    }
    if (std::find(errors.begin(), errors.end(), all_errors) == errors.end()) return;
    if (errors.size() > 1) {
      report(pointer, "States.ALL stands beside other errors", "it stands alone: it matches them");
    }
    if (!is_last) {
      report(pointer, "States.ALL stands before others of its kind",
             "put it last: those behind it would never be used");
    }
  }

  void check_retriers(const std::vector<Retrier>& retriers, const std::string& pointer) {
    for (std::size_t i = 0; i < retriers.size(); ++i) {
      const Retrier& retrier = retriers[i];
      const std::string here = pointer + "/Retry" + step(i);
      check_errors(retrier.error_equals, i + 1 == retriers.size(), here + "/ErrorEquals");
      check_range(here + "/IntervalSeconds", retrier.interval, 1, longest);
      check_range(here + "/MaxDelaySeconds", retrier.max_delay, 1, longest_delay - 1);
      const seconds interval = retrier.interval.value_or(seconds{1});
      if (retrier.max_delay && *retrier.max_delay <= interval) {
        report(here + "/MaxDelaySeconds",
               std::to_string(retrier.max_delay->count()) + " is not more than IntervalSeconds, " +
                   std::to_string(interval.count()),
               "give the longest of the growing delays");
      }
      if (retrier.max_attempts)
        check_range(here + "/MaxAttempts", *retrier.max_attempts, 0, longest);
      if (retrier.backoff_rate &&
          !(*retrier.backoff_rate >= 1.0 && std::isfinite(*retrier.backoff_rate))) {
        report(here + "/BackoffRate", "it is less than 1, or no number",
               "allowed are numbers from 1 on: delays do not shrink");
      }
    }
  }

  void check_catchers(const StateNode& node, const std::string& pointer) {
    for (std::size_t i = 0; i < node.catchers.size(); ++i) {
      const std::string here = pointer + "/Catch" + step(i);
      check_errors(node.catchers[i].error_equals, i + 1 == node.catchers.size(),
                   here + "/ErrorEquals");
      check_assign(node.catchers[i].options.assign, here);
    }
  }

  // --- payload templates

  template <class State>
  void check_common(const State& state, const std::string& pointer) {
    if constexpr (requires { state.assign; }) check_assign(state.assign, pointer);
    if constexpr (requires { state.parameters; }) {
      check_fields(state.parameters, pointer + "/Parameters");
    }
    if constexpr (requires { state.result_selector; }) {
      check_fields(state.result_selector, pointer + "/ResultSelector");
    }
  }

  void check_assign(const Fields& assign, const std::string& state_pointer) {
    const std::string pointer = state_pointer + "/Assign";
    for (const Field& field : assign.get()) {
      const PathProblem problem = detail::variable_name_problem(field.key);
      if (problem != PathProblem::none && !field.key.ends_with(computed_suffix)) {
        report(pointer + step(field.key), quoted(field.key) + " cannot name a variable",
               std::string{describe(problem)});
      }
    }
    check_fields(assign, pointer);
  }

  void check_fields(const Fields& fields, const std::string& pointer) {
    std::set<std::string_view> keys;
    for (const auto& [key, value] : fields.get()) {
      check_key(key, keys, pointer);
      check_payload(value, pointer + step(value.is_computed() ? key + ".$" : key));
    }
  }

  void check_key(std::string_view key, std::set<std::string_view>& keys,
                 const std::string& pointer) {
    if (key.ends_with(computed_suffix)) {
      report(pointer + step(key), "the key " + quoted(key) + " is written with its .$",
             "leave the .$ out: it comes by itself when the value is a path() or a function");
    }
    if (!keys.insert(key).second) {
      report(pointer + step(key), "the key " + quoted(key) + " stands twice", "leave one out");
    }
  }

  void check_payload(const Payload& payload, const std::string& pointer) {
    if (const auto* fields = std::get_if<Fields>(&payload.value())) {
      check_fields(*fields, pointer);
    } else if (const auto* items = std::get_if<Items>(&payload.value())) {
      for (std::size_t i = 0; i < items->get().size(); ++i) {
        const Payload& item = items->get()[i];
        if (item.is_computed()) {
          report(pointer + step(i), "an item of an array cannot be computed by itself",
                 "make the whole array with states::array()");
        }
        check_payload(item, pointer + step(i));
      }
    } else if (const auto* call = std::get_if<Intrinsic>(&payload.value())) {
      const std::size_t depth = call->depth();
      if (depth > deepest_intrinsic) {
        report(pointer, "functions are nested " + std::to_string(depth) + " deep",
               "allowed are 10; keep a part in a variable");
      }
    } else if (const Document* literal = payload.literal()) {
      check_literal(*literal, pointer);
    }
  }

  void check_literal(const Document& literal, const std::string& pointer) {
    if (const auto* members = literal.object()) {
      std::set<std::string_view> keys;
      for (const Document::Member& member : *members) {
        check_key(member.key, keys, pointer);
        check_literal(member.value, pointer + step(member.key));
      }
    } else if (const auto* items = literal.array()) {
      for (std::size_t i = 0; i < items->size(); ++i) check_literal((*items)[i], pointer + step(i));
    }
  }

  // --- the types of states

  void check_type(const Task& task, const std::string& pointer) {
    check_fields(task.call.parameters, pointer + "/Parameters");
    check_range(pointer + "/TimeoutSeconds", task.timeout, 1, longest);
    check_range(pointer + "/HeartbeatSeconds", task.heartbeat, 1, longest);
    const auto* timeout = task.timeout.literal();
    const auto* heartbeat = task.heartbeat.literal();
    if (timeout != nullptr && heartbeat != nullptr && *heartbeat >= *timeout) {
      report(pointer + "/HeartbeatSeconds",
             std::to_string(heartbeat->count()) + " is not less than TimeoutSeconds, " +
                 std::to_string(timeout->count()),
             "a heartbeat is due before the time is out");
    }
    check_fields(task.credentials, pointer + "/Credentials");
    if (task.credentials.is_set() && task.credentials.find("RoleArn") == nullptr) {
      report(pointer + "/Credentials", "RoleArn is missing", "it is required there");
    }
    const auto* resource = std::get_if<std::string>(&task.call.resource.value());
    if (resource != nullptr && resource->empty()) {
      report(pointer + "/Resource", "it is empty", "give the ARN of what the task calls");
    }
    if (resource != nullptr && resource->ends_with(":sns:publish")) {
      check_subject(task.call.parameters.find("Subject"), pointer + "/Parameters/Subject");
    }
  }

  /// https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
  void check_subject(const Payload* subject, const std::string& pointer) {
    const Document* literal = subject == nullptr ? nullptr : subject->literal();
    const auto* text = literal == nullptr ? nullptr : std::get_if<std::string>(&literal->value());
    if (text == nullptr) return;
    const bool is_printable =
        std::all_of(text->begin(), text->end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (text->empty() || text->front() == ' ' || text->size() > longest_subject || !is_printable) {
      report(pointer, "SNS refuses this subject",
             "allowed are 1 to 99 printable ASCII characters, with no space first");
    }
  }

  void check_type(const Wait& wait, const std::string& pointer) {
    if (const auto* duration = std::get_if<Seconds>(&wait.time.value())) {
      check_range(pointer + "/Seconds", *duration, 0, longest);
      return;
    }
    const auto& until = std::get<WaitTime::Until>(wait.time.value()).timestamp;
    if (const auto* text = std::get_if<std::string>(&until)) {
      check_timestamp(*text, pointer + "/Timestamp");
    }
  }

  void check_type(const Parallel& parallel, const std::string& pointer) {
    if (parallel.branches.empty()) {
      report(pointer + "/Branches", "there is no branch", "give at least one");
    }
  }

  void check_type(const Map& map, const std::string& pointer) {
    const bool is_distributed =
        map.processor_config && map.processor_config->mode == ProcessorMode::distributed;
    const bool has_type = map.processor_config && map.processor_config->execution_type;
    if (is_distributed != has_type) {
      report(pointer + "/ItemProcessor/ProcessorConfig",
             is_distributed ? "ExecutionType is missing" : "ExecutionType stands with mode INLINE",
             "a distributed Map needs one, an inline Map has none");
    }
    check_fields(map.item_selector, pointer + "/ItemSelector");
    check_range(pointer + "/MaxConcurrency", map.max_concurrency, 0, longest);
    check_range(pointer + "/ToleratedFailureCount", map.tolerated_failure_count, 0, longest);
    const double* percentage = map.tolerated_failure_percentage.literal();
    if (percentage != nullptr && !(*percentage >= 0 && *percentage <= 100)) {
      report(pointer + "/ToleratedFailurePercentage", "it is out of range", "allowed are 0 to 100");
    }
    check_label(map.label, pointer + "/Label");
    if (map.item_reader) check_reader(*map.item_reader, pointer + "/ItemReader");
    if (map.item_batcher) check_batcher(*map.item_batcher, pointer + "/ItemBatcher");
    if (map.result_writer) {
      const std::string here = pointer + "/ResultWriter";
      check_fields(map.result_writer->parameters, here + "/Parameters");
      check_one_of(here + "/WriterConfig/Transformation", map.result_writer->transformation,
                   {"NONE", "COMPACT", "FLATTEN"});
      check_one_of(here + "/WriterConfig/OutputType", map.result_writer->output_type,
                   {"JSON", "JSONL"});
    }
  }

  void check_label(const std::string& label, const std::string& pointer) {
    static constexpr std::string_view refused = " ?*<>{}[]:;,\\|^~$#%&`\"";
    const bool is_refused = std::any_of(label.begin(), label.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte < 0x20 || byte == 0x7F || refused.find(c) != std::string_view::npos;
    });
    if (is_refused || detail::character_count(label) > longest_label) {
      report("invalid-label-name", pointer, quoted(label) + " cannot be a label",
             "allowed are 40 characters, no blank or control character, and none of "
             "?*<>{}[]:;,\\|^~$#%&`\"");
    }
    if (!label.empty() && !labels_.insert(label).second) {
      report("duplicate-label-name", pointer, "two states have the label " + quoted(label),
             "labels are unique in the whole machine");
    }
  }

  void check_reader(const ItemReader& reader, const std::string& pointer) {
    check_fields(reader.parameters, pointer + "/Parameters");
    if (!reader.reader_config) return;
    const ReaderConfig& config = *reader.reader_config;
    const std::string here = pointer + "/ReaderConfig";
    check_one_of(here + "/InputType", config.input_type,
                 {"CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"});
    check_one_of(here + "/CSVHeaderLocation", config.csv_header_location, {"FIRST_ROW", "GIVEN"});
    check_range(here + "/MaxItems", config.max_items, 0, longest);
  }

  void check_batcher(const ItemBatcher& batcher, const std::string& pointer) {
    if (!batcher.max_items_per_batch.is_set() && !batcher.max_input_bytes_per_batch.is_set()) {
      report(pointer, "the size of a batch is not limited",
             "give MaxItemsPerBatch, MaxInputBytesPerBatch or both");
    }
    check_range(pointer + "/MaxItemsPerBatch", batcher.max_items_per_batch, 1, longest);
    check_range(pointer + "/MaxInputBytesPerBatch", batcher.max_input_bytes_per_batch, 1,
                largest_payload);
    check_fields(batcher.batch_input, pointer + "/BatchInput");
  }

  void check_type(const Fail& fail, const std::string& pointer) {
    check_fail_text(fail.error, pointer + "/Error", longest_error);
    check_fail_text(fail.cause, pointer + "/Cause", longest_cause);
  }

  void check_fail_text(const std::optional<Argument<String>>& text, const std::string& pointer,
                       std::size_t most) {
    if (!text) return;
    const Payload& payload = text->payload();
    const auto* path = std::get_if<Path>(&payload.value());
    if (path != nullptr) {
      const PathProblem problem = path_problem(path->text(), PathKind::reference);
      if (problem != PathProblem::none) {
        report(pointer + "Path", quoted(path->text()) + " is no reference path",
               std::string{describe(problem)});
      }
    } else if (payload.is_computed()) {
      check_payload(payload, pointer + "Path");
    } else if (const auto* literal = std::get_if<std::string>(&payload.literal()->value())) {
      const std::size_t length = detail::character_count(*literal);
      if (length > most) {
        report(pointer, "it has " + std::to_string(length) + " characters",
               "allowed are at most " + std::to_string(most));
      }
    }
  }

  void check_type(const Pass&, const std::string&) {}
  void check_type(const Choice&, const std::string&) {}
  void check_type(const Succeed&, const std::string&) {}

  std::vector<Finding> found_;
  Place place_ = SourcePlace{};
  std::map<std::string_view, Place> names_;
  std::set<std::string_view> labels_;
};

}  // namespace

std::vector<Finding> check(const Definition& definition) {
  return Checker{}.check(definition);
}

}  // namespace idm_synth::asl
