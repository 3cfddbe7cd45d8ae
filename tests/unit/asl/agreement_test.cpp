// SPDX-License-Identifier: Apache-2.0
// check() is for definitions that a program makes, validate() for those in files. The same
// definition is an error for both, or for none; what validate() only warns of may be one for
// check() alone.
#include <algorithm>
#include <idm_synth/asl/check.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/validate.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/document_json.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

enum class Verdict : std::uint8_t { fine, regretted, refused };
constexpr Verdict fine = Verdict::fine;
constexpr Verdict regretted = Verdict::regretted;  // an error for check(), a warning for validate()
constexpr Verdict refused = Verdict::refused;

struct Case {
  std::string what;
  Verdict verdict;
  Definition definition;
};

template <class AnyFinding>
bool has(const std::vector<AnyFinding>& findings, Severity severity) {
  return std::ranges::any_of(
      findings, [&](const AnyFinding& finding) { return finding.severity == severity; });
}

void check_all(const std::vector<Case>& cases) {
  for (const auto& [what, verdict, definition] : cases) {
    const std::string text = test::json_of(to_document(definition));
    INFO(what << "\n" << text);
    const std::vector<LocatedFinding> of_file = validate(text);
    CHECK(has(check(definition), Severity::error) == (verdict != fine));
    CHECK(has(of_file, Severity::error) == (verdict == refused));
    CHECK((verdict != regretted || has(of_file, Severity::warning)));
  }
}

Definition machine(AnyState state, DefinitionSettings settings = {}) {
  Definition definition{std::move(settings)};
  const std::string_view type = type_name(state);
  const auto handle = definition.add("S", std::move(state));
  if (type != "Succeed" && type != "Fail") definition.end(handle);
  return definition;
}

Definition part(DefinitionSettings settings = {}) {
  Definition definition{std::move(settings)};
  definition.add("Inner", Succeed{});
  return definition;
}

Task task() {
  return {.call = {.resource = "arn:aws:lambda:eu-west-1:123456789012:function:f"}};
}

Definition with_retry(Retrier retrier) {
  Task retried = task();
  retried.retry = {std::move(retrier)};
  return machine(std::move(retried));
}

Definition with_times(Seconds timeout, Seconds heartbeat = {}) {
  Task timed = task();
  timed.timeout = std::move(timeout);
  timed.heartbeat = std::move(heartbeat);
  return machine(std::move(timed));
}

Definition with_credentials(Fields credentials) {
  Task trusted = task();
  trusted.credentials = std::move(credentials);
  return machine(std::move(trusted));
}

/// A distributed Map, changed.
template <class Change>
Definition with_map(Change change) {
  asl::Map map{.processor = part(),
               .processor_config = {{.mode = ProcessorMode::distributed,
                                     .execution_type = ExecutionType::standard}}};
  change(map);
  return machine(std::move(map));
}

Definition with_reader(ReaderConfig config) {
  return with_map([&](asl::Map& map) {
    map.item_reader =
        ItemReader{.resource = "arn:aws:states:::s3:getObject", .reader_config = std::move(config)};
  });
}

Definition with_batcher(ItemBatcher batcher) {
  return with_map([&](asl::Map& map) { map.item_batcher = std::move(batcher); });
}

Definition with_writer(ResultWriter writer) {
  return with_map([&](asl::Map& map) { map.result_writer = std::move(writer); });
}

Definition with_rule(Condition condition) {
  Definition definition;
  const auto choice = definition.add("S", Choice{});
  const auto end = definition.add("End", Succeed{});
  definition.choose(choice, {{.when = std::move(condition), .to = end}}, end);
  return definition;
}

/// S fails, and what these name leads to E, each.
Definition with_catchers(const std::vector<std::vector<std::string>>& names) {
  Definition definition;
  const auto failing = definition.add("S", task());
  const auto end = definition.add("End", Succeed{});
  definition.next(failing, end);
  for (const std::vector<std::string>& errors : names) definition.on_error(failing, end, errors);
  return definition;
}

constexpr std::int64_t largest_count = 2'147'483'647;

}  // namespace

TEST_CASE("check() and validate() agree on machines", "[asl][agreement]") {
  Definition endless;
  const auto first = endless.add("A", Pass{});
  const auto second = endless.add("B", Pass{});
  endless.next(first, second).next(second, first);
  Definition island = part();
  island.end(island.add("Island", Pass{}));
  Definition without_rules;
  const auto choice = without_rules.add("S", Choice{});
  const auto end = without_rules.add("End", Succeed{});
  without_rules.choose(choice, {}, end);
  Definition twice;
  const auto one = twice.add("A", Parallel{.branches = {part()}});
  const auto other = twice.add("B", Parallel{.branches = {part()}});
  twice.next(one, other).end(other);
  Definition shadowing;
  Definition inner;
  inner.end(inner.add("Inner", Pass{.assign = {{"x", 1}}}));
  const auto outer = shadowing.add("A", Pass{.assign = {{"x", 1}}});
  const auto parallel = shadowing.add("B", Parallel{.branches = {inner}});
  shadowing.next(outer, parallel).end(parallel);
  const auto parallel_of = [](DefinitionSettings settings) {
    return machine(Parallel{.branches = {part(std::move(settings))}});
  };
  check_all({
      {"a state", fine, machine(Pass{})},
      {"no state", refused, Definition{}},
      {"no end", refused, endless},
      {"no end of a branch", regretted, machine(Parallel{.branches = {endless}})},
      {"out of reach", refused, island},
      {"a long name", refused,
       [] {
         Definition definition;
         definition.add(std::string(81, 'x'), Succeed{});
         return definition;
       }()},
      {"two states of a name", refused, twice},
      {"no branch", refused, machine(Parallel{})},
      {"no rule", refused, without_rules},
      {"a variable of the flow around", refused, shadowing},
      {"a version", fine, machine(Pass{}, {.version = "1.0"})},
      {"another version", refused, machine(Pass{}, {.version = "2.0"})},
      {"a timeout", fine, machine(Pass{}, {.timeout = 99'999'999s})},
      {"a timeout of 0", regretted, machine(Pass{}, {.timeout = 0s})},
      {"a timeout that is too long", refused, machine(Pass{}, {.timeout = 100'000'000s})},
      {"a comment of a branch", fine, parallel_of({.comment = "c"})},
      {"a language of a branch", refused, parallel_of({.query_language = QueryLanguage::jsonpath})},
      {"a version of a branch", refused, parallel_of({.version = "1.0"})},
      {"a timeout of a branch", refused, parallel_of({.timeout = 1s})},
      {"a language of a processor", refused, with_map([](asl::Map& map) {
         map.processor = part({.query_language = QueryLanguage::jsonata});
       })},
      {"a state in JSONata", fine, machine(Pass{.query_language = QueryLanguage::jsonata})},
      {"JSONPath in JSONata", refused,
       machine(Pass{.query_language = QueryLanguage::jsonpath},
               {.query_language = QueryLanguage::jsonata})},
  });
}

TEST_CASE("check() and validate() agree on retriers and catchers", "[asl][agreement]") {
  check_all({
      {"a retrier", fine,
       with_retry(
           {.error_equals = {"A"}, .interval = 99'999'999s, .backoff_rate = 1, .max_attempts = 0})},
      {"no error", refused, with_retry({})},
      {"no interval", regretted, with_retry({.error_equals = {"A"}, .interval = 0s})},
      {"a long interval", refused, with_retry({.error_equals = {"A"}, .interval = 100'000'000s})},
      {"the longest delay", fine, with_retry({.error_equals = {"A"}, .max_delay = 31'622'400s})},
      {"a longer delay", refused, with_retry({.error_equals = {"A"}, .max_delay = 31'622'401s})},
      {"no delay", refused, with_retry({.error_equals = {"A"}, .max_delay = 0s})},
      {"a delay that does not grow", regretted,
       with_retry({.error_equals = {"A"}, .interval = 5s, .max_delay = 5s})},
      {"a shrinking delay", refused, with_retry({.error_equals = {"A"}, .backoff_rate = 0.99})},
      {"the largest rate", fine,
       with_retry({.error_equals = {"A"}, .backoff_rate = static_cast<double>(largest_count)})},
      {"a larger rate", refused,
       with_retry({.error_equals = {"A"}, .backoff_rate = 2'147'483'648.0})},
      {"many attempts", fine, with_retry({.error_equals = {"A"}, .max_attempts = 99'999'999})},
      {"too many attempts", refused,
       with_retry({.error_equals = {"A"}, .max_attempts = 100'000'000})},
      {"fewer than no attempts", refused, with_retry({.error_equals = {"A"}, .max_attempts = -1})},
      {"all and another", refused, with_retry({.error_equals = {"A", "States.ALL"}})},
      {"all at the end", fine, with_catchers({{"A"}, {"States.ALL"}})},
      {"all before others", refused, with_catchers({{"States.ALL"}, {"A"}})},
      {"a catcher of nothing", refused, with_catchers({{}})},
  });
}

TEST_CASE("check() and validate() agree on states", "[asl][agreement]") {
  const Path a = path("$.a");
  Intrinsic deep = states::uuid();
  for (int depth = 2; depth <= 10; ++depth) deep = Intrinsic{Function::base64_encode, {{deep}}};
  check_all({
      {"times", fine, with_times(99'999'999s, 99'999'998s)},
      {"a timeout of 0", refused, with_times(0s)},
      {"a timeout that is too long", refused, with_times(100'000'000s)},
      {"a heartbeat of 0", refused, with_times({}, 0s)},
      {"a late heartbeat", refused, with_times(5s, 5s)},
      {"a timeout from a path", fine, with_times(reference_path("$.t"), 5s)},
      {"a timeout from the context", fine, with_times(context::execution_input()["t"])},
      {"credentials", fine, with_credentials({{"RoleArn", "arn:aws:iam::123456789012:role/r"}})},
      {"computed credentials", fine, with_credentials({{"RoleArn", path("$.r")}})},
      {"credentials without role", refused, with_credentials({{"Role", "r"}})},
      {"no wait", fine, machine(Wait{.time = wait_for(0s)})},
      {"a long wait", fine, machine(Wait{.time = wait_for(99'999'999s)})},
      {"a longer wait", refused, machine(Wait{.time = wait_for(100'000'000s)})},
      {"a wait back in time", refused, machine(Wait{.time = wait_for(-1s)})},
      {"a wait until", fine, machine(Wait{.time = wait_until("2030-01-31T08:00:00Z")})},
      {"a wait until soon", refused, machine(Wait{.time = wait_until("soon")})},
      // Values at run time may be written so, and literals may not.
      {"a wait without seconds", refused, machine(Wait{.time = wait_until("2030-01-31T08:00Z")})},
      {"a long error", fine, machine(Fail{.error = std::string(256, 'x')})},
      {"a longer error", regretted, machine(Fail{.error = std::string(257, 'x')})},
      {"a longer cause", regretted, machine(Fail{.cause = std::string(32'769, 'x')})},
      {"an error from a path", fine, machine(Fail{.error = path("$.a[0]")})},
      {"an error from many places", refused, machine(Fail{.error = path("$.a[*]")})},
      {"a variable", fine, machine(Pass{.assign = {{"export_id2", 1}}})},
      {"a bad variable", refused, machine(Pass{.assign = {{"export-id", 1}}})},
      {"a reserved variable", refused, machine(Pass{.assign = {{"states", 1}}})},
      {"a template", fine, machine(Pass{.parameters = {{"a", a}, {"b", path("$.a[*]")}}})},
      {"a key twice", refused, machine(Pass{.parameters = {{"a", a}, {"a", 1}}})},
      {"ten calls in one another", fine, machine(Pass{.parameters = {{"a", deep}}})},
      {"eleven", refused,
       machine(Pass{.parameters = {{"a", Intrinsic{Function::base64_encode, {{deep}}}}}})},
      {"a rule", fine, with_rule(is_null(a))},
      {"a rule about the context", fine, with_rule(is_null(context::execution_input()))},
      {"a rule about a variable", fine,
       [] {
         Definition assigning;
         const auto set = assigning.add("A", Pass{.assign = {{"v", 1}}});
         const auto choice = assigning.add("S", Choice{});
         const auto end = assigning.add("End", Succeed{});
         assigning.next(set, choice);
         assigning.choose(choice, {{.when = is_null(variable("v")), .to = end}}, end);
         return assigning;
       }()},
      {"a rule about many", refused, with_rule(is_null(path("$.a[*]")))},
      {"a rule about the last", refused, with_rule(!is_null(path("$.a[(@.length-1)]")))},
      {"a comparison with many", refused, with_rule(is_null(a) || string_equals(a, path("$..b")))},
      {"a comparison of times", fine, with_rule(timestamp_equals(a, "2030-01-31T08:00:00Z"))},
      {"a comparison with no time", refused, with_rule(timestamp_equals(a, "soon"))},
  });
}

TEST_CASE("check() and validate() agree on Maps", "[asl][agreement]") {
  const auto of_context = context::execution_input()["n"];
  const auto with_config = [](ProcessorMode mode, std::optional<ExecutionType> type) {
    return machine(asl::Map{.processor = part(),
                            .processor_config = {{.mode = mode, .execution_type = type}}});
  };
  const auto with_concurrency = [](LiteralOrPath<std::int64_t> number) {
    return with_map([&](asl::Map& map) { map.max_concurrency = std::move(number); });
  };
  const auto with_failures = [](LiteralOrPath<std::int64_t> number) {
    return with_map([&](asl::Map& map) { map.tolerated_failure_count = std::move(number); });
  };
  const auto with_share = [](LiteralOrPath<double> number) {
    return with_map([&](asl::Map& map) { map.tolerated_failure_percentage = std::move(number); });
  };
  const auto with_label = [](const std::string& label) {
    return with_map([&](asl::Map& map) { map.label = label; });
  };
  check_all({
      {"inline", fine, with_config(ProcessorMode::inline_, {})},
      {"inline with a type", refused, with_config(ProcessorMode::inline_, ExecutionType::express)},
      {"distributed", fine, with_config(ProcessorMode::distributed, ExecutionType::express)},
      {"distributed without a type", refused, with_config(ProcessorMode::distributed, {})},
      {"no limit", fine, with_concurrency(0)},
      {"a high limit", fine, with_concurrency(largest_count)},
      {"a higher limit", refused, with_concurrency(largest_count + 1)},
      {"a limit below 0", refused, with_concurrency(-1)},
      {"a limit in a variable", fine, with_concurrency(reference_path("$.n"))},
      {"a limit in the context", refused, with_concurrency(of_context)},
      {"many failures", fine, with_failures(largest_count)},
      {"too many failures", refused, with_failures(largest_count + 1)},
      {"failures in the context", refused, with_failures(of_context)},
      {"every failure", fine, with_share(100.0)},
      {"more than every failure", refused, with_share(100.1)},
      {"a label", fine, with_label(std::string(40, 'x'))},
      {"a long label", refused, with_label(std::string(41, 'x'))},
      {"a label with a blank", refused, with_label("a b")},
      {"CSV", fine,
       with_reader({.input_type = "CSV",
                    .csv_delimiter = "TAB",
                    .csv_header_location = "GIVEN",
                    .csv_headers = {"a"},
                    .max_items = 100'000'000})},
      {"CSV without headers", refused, with_reader({.input_type = "CSV"})},
      {"CSV with another delimiter", refused,
       with_reader(
           {.input_type = "CSV", .csv_delimiter = "DOT", .csv_header_location = "FIRST_ROW"})},
      {"headers elsewhere", refused, with_reader({.csv_header_location = "LAST_ROW"})},
      {"JSON", fine, with_reader({.input_type = "JSON", .items_pointer = "/items"})},
      {"JSON with headers", refused,
       with_reader({.input_type = "JSON", .csv_header_location = "FIRST_ROW"})},
      {"JSONL with headers", refused, with_reader({.input_type = "JSONL", .csv_headers = {"a"}})},
      {"JSON in a manifest", refused,
       with_reader({.input_type = "JSON", .manifest_type = "ATHENA_DATA"})},
      {"a manifest", fine, with_reader({.input_type = "PARQUET", .manifest_type = "ATHENA_DATA"})},
      {"another manifest", refused, with_reader({.manifest_type = "LIST"})},
      {"flattened", fine,
       with_reader({.input_type = "JSON", .transformation = "LOAD_AND_FLATTEN"})},
      {"flattened, of what", refused, with_reader({.transformation = "LOAD_AND_FLATTEN"})},
      {"another transformation", refused, with_reader({.transformation = "FLATTEN"})},
      {"another type", refused, with_reader({.input_type = "XML"})},
      {"no JSON pointer", refused, with_reader({.items_pointer = "items"})},
      {"too many items", refused, with_reader({.max_items = 100'000'001})},
      {"items in the context", refused, with_reader({.max_items = of_context})},
      {"a batch of any size", fine,
       with_batcher({.max_items_per_batch = 0, .max_input_bytes_per_batch = 0})},
      {"a large batch", fine,
       with_batcher({.max_items_per_batch = largest_count, .max_input_bytes_per_batch = 262'144})},
      {"a larger batch", refused, with_batcher({.max_items_per_batch = largest_count + 1})},
      {"a batch that is too large", refused, with_batcher({.max_input_bytes_per_batch = 262'145})},
      {"a batch without limits", refused, with_batcher({})},
      {"a writer", fine,
       with_writer({.writer_config = {{.transformation = "COMPACT", .output_type = "JSONL"}}})},
      {"a writer to a bucket", fine,
       with_writer({.resource = "arn:aws:states:::s3:putObject", .parameters = {{"Bucket", "b"}}})},
      {"a writer of nothing", refused, with_writer({.parameters = {{"Bucket", "b"}}})},
      {"a writer in another way", refused,
       with_writer({.writer_config = {{.transformation = "ZIP"}}})},
      {"a writer of another type", refused,
       with_writer({.writer_config = {{.output_type = "CSV"}}})},
  });
}
