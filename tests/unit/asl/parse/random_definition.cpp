// SPDX-License-Identifier: Apache-2.0
#include "random_definition.hpp"

#include <rapidcheck.h>
#include <idm_synth/asl/functions.hpp>
#include <ostream>

#include "support/document_json.hpp"

namespace idm_synth::asl {

void showValue(const Definition& definition, std::ostream& stream) {
  stream << test::to_json(to_document(definition)).dump(2);
}

}  // namespace idm_synth::asl

namespace idm_synth::test {
namespace {

using asl::Argument;
using asl::Condition;
using asl::Definition;
using asl::Fields;
using asl::Items;
using asl::Jsonata;
using asl::Payload;
using asl::ReferencePath;

/// From 0 to `most`, all equally likely.
int pick(int most) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, most + 1));
}
bool coin() {
  return pick(1) == 1;
}
/// What is absent at first.
bool is_given() {
  return pick(3) == 1;
}
template <class T>
T one_of(std::initializer_list<T> choices) {
  return *(choices.begin() + pick(static_cast<int>(choices.size()) - 1));
}

std::string text() {
  if (coin()) {
    return one_of<std::string>(
        {"a", "", "two words", "\u00fcn\u00ef", "\"quoted\\\"", "line\nfeed", "{}", "'", "$5"});
  }
  return *rc::gen::container<std::string>(rc::gen::inRange(' ', '~'));
}
std::string comment() {
  return is_given() ? "Because of " + text() : "";
}

template <class P>
P any_path(std::initializer_list<const char*> choices) {
  auto problem = asl::PathProblem::none;
  return *P::parse(one_of(choices), problem);
}
asl::Path path() {
  return any_path<asl::Path>(
      {"$", "$.a", "$$.State.Name", "$v", "$..b[?(@.c > 1)].d", "$.a[-1:]", "$['a, b'][0]"});
}
ReferencePath reference() {
  return any_path<ReferencePath>({"$.a", "$$.Execution.Input.b", "$v.c[0]", "$['it\\'s']"});
}
template <class P>
asl::PathField<P> path_field(std::initializer_list<const char*> choices) {
  if (!is_given()) return {};
  if (coin()) return nullptr;
  return any_path<P>(choices);
}
asl::PathField<asl::Path> input_field() {
  return path_field<asl::Path>({"$", "$.a", "$$", "$..a"});
}
asl::PathField<asl::ResultPath> result_field() {
  return path_field<asl::ResultPath>({"$", "$.a.b"});
}

Document literal(int depth) {
  switch (pick(depth > 0 ? 7 : 5)) {
    case 0:
      return nullptr;
    case 1:
      return coin();
    case 2:
      return *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
    case 3:
      return one_of({0.5, -2.25, 1e-7, 1e300, 3.0});
    case 4:
    case 5:
      return text();
    case 6: {
      Document::Array items;
      for (int left = pick(3); left > 0; --left) items.push_back(literal(depth - 1));
      return items;
    }
    default: {
      Document::Object members;
      for (int left = pick(3); left > 0; --left) {
        members.push_back({"k" + std::to_string(left), literal(depth - 1)});
      }
      return members;
    }
  }
}

asl::Intrinsic call(int depth);

template <class T>
Argument<T> argument(int depth, const T* /*type*/ = nullptr) {
  if (depth > 0 && is_given()) return asl::IntrinsicOf<Dynamic>{call(depth - 1)};
  return path();
}
Argument<Number> number(int depth) {
  if (coin()) return argument<Number>(depth);
  return coin() ? Argument<Number>{pick(100) - 50} : Argument<Number>{one_of({1.5, 2.0, 1e30})};
}
Argument<String> string(int depth) {
  return coin() ? argument<String>(depth) : Argument<String>{text()};
}
Argument<Dynamic> anything(int depth) {
  switch (pick(4)) {
    case 0:
      return nullptr;
    case 1:
      return coin();
    case 2:
      return pick(9);
    case 3:
      return text();
    default:
      return argument<Dynamic>(depth);
  }
}

asl::Intrinsic call(int depth) {
  namespace states = asl::states;
  const auto array = [&] { return argument<List<Dynamic>>(depth); };
  switch (pick(17)) {
    case 0:
      return states::uuid();
    case 1:
      return states::array(anything(depth), anything(depth));
    case 2:
      return states::array();
    case 3:
      return states::array_partition(array(), number(depth));
    case 4:
      return states::array_contains(array(), anything(depth));
    case 5:
      return states::array_range(number(depth), number(depth), number(depth));
    case 6:
      return states::array_get_item(array(), number(depth));
    case 7:
      return states::array_length(array());
    case 8:
      return states::array_unique(array());
    case 9:
      return states::base64_encode(string(depth));
    case 10:
      return states::base64_decode(string(depth));
    case 11:
      return states::hash(anything(depth), asl::HashAlgorithm::sha_384);
    case 12:
      return states::json_merge(argument<Dynamic>(depth), argument<Dynamic>(depth));
    case 13:
      return states::string_to_json(string(depth));
    case 14:
      return states::json_to_string(anything(depth));
    case 15:
      return coin() ? states::math_random(number(depth), number(depth))
                    : states::math_random(number(depth), number(depth), number(depth));
    case 16:
      return states::string_split(string(depth), string(depth));
    default:
      if (depth == 0) return states::format("'{}' {{}} of \\ {}", path(), text());
      return states::format("{}{}", text(), asl::IntrinsicOf<Dynamic>{call(depth - 1)});
  }
}

/// A template, or in JSONata a literal.
Payload payload(int depth, bool is_jsonata);

Fields fields(int depth, bool is_jsonata) {
  std::vector<asl::Field> all;
  for (int left = pick(3); left > 0; --left) {
    all.push_back({"k" + std::to_string(left), payload(depth, is_jsonata)});
  }
  return Fields{std::move(all)};
}

Payload payload(int depth, bool is_jsonata) {
  if (is_jsonata) {
    return coin() ? Payload{literal(depth)} : Payload{asl::jsonata("$states.input.a")};
  }
  switch (pick(depth > 0 ? 4 : 2)) {
    case 0:
      return literal(depth);
    case 1:
      return path();
    case 2:
      return call(2);
    case 3:
      return fields(depth - 1, false);
    default: {
      // An item that is computed by itself is none that a definition can hold.
      std::vector<Payload> items;
      for (int left = pick(3); left > 0; --left) {
        items.push_back(coin() ? Payload{literal(1)} : Payload{fields(depth - 1, false)});
      }
      return Items{std::move(items)};
    }
  }
}

Fields maybe_fields(bool is_jsonata = false) {
  return is_given() ? fields(2, is_jsonata) : Fields{};
}
std::optional<Payload> maybe_payload(bool is_jsonata) {
  if (!is_given()) return std::nullopt;
  return payload(2, is_jsonata);
}

asl::Seconds seconds(bool is_jsonata, int least) {
  if (coin()) return std::chrono::seconds{least + pick(1000)};
  if (is_jsonata) return asl::jsonata("5 + 5");
  return reference();
}
template <class T>
asl::LiteralOrPath<T> maybe_number(bool is_jsonata) {
  if (!is_given()) return {};
  if (coin()) return static_cast<T>(1 + pick(50));
  if (is_jsonata) return asl::jsonata("$v");
  return any_path<ReferencePath>({"$.a", "$v.c[0]"});  // not of the context object
}

Condition test_condition() {
  const auto comparison =
      static_cast<asl::Comparison>(pick(static_cast<int>(asl::Comparison::is_timestamp)));
  const std::string_view called = asl::name(comparison);
  if (called.ends_with("Path")) return Condition::Test{reference(), comparison, reference()};
  Document operand = true;
  if (called.starts_with("String")) {
    operand = text();
  } else if (called.starts_with("Numeric")) {
    operand = one_of<Document>({1, -2.5, 1e20});
  } else if (called.starts_with("Timestamp")) {
    operand = "2030-01-31T08:00:00Z";
  }
  return Condition::Test{reference(), comparison, operand};
}

Condition condition(int depth) {
  const int kind = depth > 0 ? pick(3) : 0;
  if (kind == 0) return test_condition();
  if (kind == 1) return Condition::Not{{condition(depth - 1)}};
  std::vector<Condition> inner;
  for (int left = 1 + pick(2); left > 0; --left) {
    inner.emplace_back(condition(depth - 1).value(), comment());
  }
  return kind == 2 ? asl::all_of(std::move(inner)) : asl::any_of(std::move(inner));
}

std::vector<asl::Retrier> retriers() {
  std::vector<asl::Retrier> all;
  for (int left = pick(2); left > 0; --left) {
    asl::Retrier retrier{.comment = comment(), .error_equals = {"A", "States.Timeout"}};
    if (left == 1 && coin()) retrier.error_equals = {"States.ALL"};
    if (coin()) retrier.interval = std::chrono::seconds{1 + pick(5)};
    if (coin()) retrier.max_delay = std::chrono::seconds{7 + pick(100)};
    if (coin()) retrier.backoff_rate = one_of({1.0, 1.5, 2.0});
    if (coin()) retrier.max_attempts = pick(10);
    if (coin()) retrier.jitter = one_of({asl::Jitter::full, asl::Jitter::none});
    all.push_back(std::move(retrier));
  }
  return all;
}

/// Makes one machine with those inside it.
class Maker {
 public:
  Definition machine(bool is_jsonata, int depth, bool is_top) {
    asl::DefinitionSettings settings{.comment = comment()};
    if (is_top && (is_jsonata || is_given())) {
      settings.query_language =
          is_jsonata ? asl::QueryLanguage::jsonata : asl::QueryLanguage::jsonpath;
    }
    if (is_top && is_given()) settings.version = "1.0";
    if (is_top && is_given()) settings.timeout = std::chrono::seconds{1 + pick(1000)};
    std::vector<asl::StateNode> states;
    const int count = 1 + pick(3);
    const int first = names_;
    names_ += count;
    for (int i = 0; i < count; ++i) {
      states.push_back(node(first + i, i + 1 == count, is_jsonata, depth));
    }
    return {std::move(settings), name(first), std::move(states), SourcePlace{}};
  }

 private:
  static std::string name(int number) {
    return (number % 3 == 2 ? "~/\"\u00fc" : "S") + std::to_string(number);
  }

  /// Names that no flow around this one has: deeper ones are written with fewer of these marks.
  static Fields maybe_assign(bool is_jsonata, int depth) {
    Fields assign = maybe_fields(is_jsonata);
    if (!assign.is_set()) return assign;
    std::vector<asl::Field> all = assign.get();
    for (asl::Field& field : all) field.key.append(static_cast<std::size_t>(depth), '_');
    return Fields{std::move(all)};
  }

  template <class State>
  static void set_shared(State& state, bool is_jsonata, int depth) {
    state.comment = comment();
    if constexpr (requires { state.output; }) {
      if (is_jsonata) {
        state.output = maybe_payload(true);
      } else {
        state.input_path = input_field();
        state.output_path = input_field();
      }
    }
    if constexpr (requires { state.assign; }) state.assign = maybe_assign(is_jsonata, depth);
    if constexpr (requires { state.result_path; }) {
      if (!is_jsonata) state.result_path = result_field();
    }
    if constexpr (requires { state.result_selector; }) {
      if (!is_jsonata) state.result_selector = maybe_fields();
    }
    if constexpr (requires { state.retry; }) state.retry = retriers();
    if constexpr (requires { state.parameters; }) {
      if (!is_jsonata) state.parameters = maybe_fields();
    }
    if constexpr (requires { state.arguments; }) {
      if (is_jsonata) state.arguments = maybe_payload(true);
    }
  }

  static asl::Task task(bool is_jsonata) {
    asl::Task task{.call = {.resource = "arn:aws:lambda:eu-west-1:123456789012:function:f"}};
    if (is_jsonata) {
      task.call.arguments = maybe_payload(true);
    } else {
      task.call.parameters = maybe_fields();
    }
    if (is_given()) task.credentials = {{"RoleArn", "arn:aws:iam::123456789012:role/r"}};
    if (is_given()) task.timeout = seconds(is_jsonata, 1001);
    if (is_given()) task.heartbeat = seconds(is_jsonata, 1);
    return task;
  }

  static asl::WaitTime wait_time(bool is_jsonata) {
    if (coin()) return asl::wait_for(seconds(is_jsonata, 0));
    if (coin()) return asl::wait_until("2030-01-31T08:00:00+01:00");
    if (is_jsonata) return asl::wait_until(asl::jsonata("$now()"));
    return asl::wait_until(reference());
  }

  asl::Map map(bool machine_is_jsonata, bool is_jsonata, int depth) {
    // An express machine has no distributed Map.
    const bool was_express = is_express_;
    const bool is_distributed = !is_express_ && coin();
    const auto type = one_of({asl::ExecutionType::standard, asl::ExecutionType::express});
    is_express_ = was_express || (is_distributed && type == asl::ExecutionType::express);
    asl::Map map{.processor = machine(machine_is_jsonata, depth - 1, false)};
    is_express_ = was_express;
    map.item_selector = maybe_payload(is_jsonata);
    map.max_concurrency = maybe_number<std::int64_t>(is_jsonata);
    if (is_jsonata) {
      if (is_given()) map.items = asl::jsonata("[1, 2]");
    } else if (is_given()) {
      map.items_path = reference();
    }
    if (!is_distributed) return map;
    map.processor_config = {.mode = asl::ProcessorMode::distributed, .execution_type = type};
    map.tolerated_failure_count = maybe_number<std::int64_t>(is_jsonata);
    map.tolerated_failure_percentage = maybe_number<double>(is_jsonata);
    if (is_given()) map.label = "label" + std::to_string(labels_++);
    if (is_given()) {
      map.item_reader = {.resource = "arn:aws:states:::s3:getObject"};
      if (coin()) map.item_reader->reader_config = asl::ReaderConfig{.input_type = "JSON"};
    }
    if (is_given()) {
      map.item_batcher = {.max_items_per_batch = 1 + pick(9),
                          .max_input_bytes_per_batch = maybe_number<std::int64_t>(is_jsonata),
                          .batch_input = maybe_payload(is_jsonata)};
    }
    if (is_given()) map.result_writer = {.writer_config = {{.output_type = "JSONL"}}};
    return map;
  }

  static std::optional<Argument<String>> fail_text(bool is_jsonata) {
    if (!is_given()) return std::nullopt;
    if (coin()) return text();
    if (is_jsonata) return "{% 'E' %}";
    if (coin()) return asl::states::format("{}", path());
    return reference();
  }

  template <class State>
  static State shared(State state, bool is_jsonata, int depth) {
    set_shared(state, is_jsonata, depth);
    return state;
  }

  asl::AnyState state(bool is_last, bool machine_is_jsonata, bool is_jsonata, int depth) {
    switch (pick(depth > 0 ? 6 : 4)) {
      case 0: {
        asl::Pass pass;
        if (!is_jsonata && is_given()) pass.result = literal(3);
        return shared(std::move(pass), is_jsonata, depth);
      }
      case 1:
      case 2:
        return shared(task(is_jsonata), is_jsonata, depth);
      case 3:
        return shared(asl::Wait{.time = wait_time(is_jsonata)}, is_jsonata, depth);
      case 4:
        if (!is_last) return shared(asl::Choice{}, is_jsonata, depth);
        if (coin()) return shared(asl::Succeed{}, is_jsonata, depth);
        return shared(asl::Fail{.error = fail_text(is_jsonata), .cause = fail_text(is_jsonata)},
                      is_jsonata, depth);
      case 5: {
        asl::Parallel parallel;
        for (int left = 1 + pick(1); left > 0; --left) {
          parallel.branches.push_back(machine(machine_is_jsonata, depth - 1, false));
        }
        return shared(std::move(parallel), is_jsonata, depth);
      }
      default:
        return shared(map(machine_is_jsonata, is_jsonata, depth), is_jsonata, depth);
    }
  }

  asl::StateNode node(int number, bool is_last, bool machine_is_jsonata, int depth) {
    const bool is_jsonata = machine_is_jsonata || is_given();
    asl::StateNode node{.name = name(number),
                        .state = state(is_last, machine_is_jsonata, is_jsonata, depth)};
    if (is_jsonata && !machine_is_jsonata) {
      std::visit([](auto& typed) { typed.query_language = asl::QueryLanguage::jsonata; },
                 node.state);
    }
    const std::string next = name(is_last ? number : number + 1);
    if (std::holds_alternative<asl::Choice>(node.state)) {
      for (int left = 1 + pick(2); left > 0; --left) {
        node.rules.push_back({.when = rule_condition(is_jsonata),
                              .next = next,
                              .assign = maybe_assign(is_jsonata, depth),
                              .output = is_jsonata ? maybe_payload(true) : std::nullopt,
                              .comment = comment()});
      }
      if (coin()) node.otherwise = node.name;
    } else if (!std::holds_alternative<asl::Succeed>(node.state) &&
               !std::holds_alternative<asl::Fail>(node.state)) {
      if (is_last) {
        node.transition = asl::StateNode::End{};
      } else {
        node.transition = next;
      }
    }
    if (asl::retriers_of(node.state) != nullptr && is_given()) {
      asl::CatchOptions options{.comment = comment(), .assign = maybe_assign(is_jsonata, depth)};
      if (is_jsonata) {
        options.output = maybe_payload(true);
      } else {
        options.result_path = result_field();
      }
      node.catchers.push_back({{"States.ALL"}, next, std::move(options)});
    }
    return node;
  }

  static Condition rule_condition(bool is_jsonata) {
    if (!is_jsonata) return condition(3);
    if (coin()) return Condition::Constant{coin()};
    return asl::jsonata("$states.input.a > 1");
  }

  int names_ = 0;
  int labels_ = 0;
  bool is_express_ = false;
};

}  // namespace

Definition random_definition() {
  return *rc::gen::exec([] {
    const bool is_jsonata = is_given();
    return Maker{}.machine(is_jsonata, 2, true);
  });
}

asl::Intrinsic random_call() {
  return *rc::gen::exec([] { return call(4); });
}

Condition random_condition() {
  return *rc::gen::exec([] { return condition(4); });
}

}  // namespace idm_synth::test
