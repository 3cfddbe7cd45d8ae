// SPDX-License-Identifier: Apache-2.0
// Each rule with a definition that breaks it, and with one that just does not.
#include <idm_synth/asl/check.hpp>
#include <idm_synth/asl/functions.hpp>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

using Lines = std::vector<std::string>;

/// "code pointer" of each finding.
Lines findings(const Definition& definition) {
  Lines lines;
  for (const Finding& finding : check(definition)) {
    CHECK(finding.severity == Severity::error);
    CHECK_FALSE(finding.summary.empty());
    CHECK_FALSE(finding.help.empty());
    CHECK_FALSE(finding.places.empty());
    lines.push_back(finding.code + " " + finding.pointer);
  }
  return lines;
}

/// The findings about a state named S; pointers start behind it.
Lines findings_of(AnyState state) {
  Definition definition;
  const std::string_view type = type_name(state);
  const auto handle = definition.add("S", std::move(state));
  if (type != "Succeed" && type != "Fail") definition.end(handle);
  Lines lines = findings(definition);
  for (std::string& line : lines) {
    const std::string prefix = " /States/S";
    const std::size_t at = line.find(prefix);
    REQUIRE(at != std::string::npos);
    line.erase(at + 1, prefix.size() - 1);
    const std::string code = "schema-validation-failed ";
    if (line.starts_with(code)) line.erase(0, code.size());
  }
  return lines;
}

Lines findings_of(Retrier retrier) {
  return findings_of(Task{.call = {.resource = "arn"}, .retry = {std::move(retrier)}});
}

Task some_task() {
  return {.call = {.resource = "arn"}};
}

Definition fine() {
  Definition definition;
  definition.add("Inner", Succeed{});
  return definition;
}

}  // namespace

TEST_CASE("an empty definition", "[asl][check]") {
  CHECK(findings(Definition{}) == Lines{"schema-validation-failed /States"});
}

TEST_CASE("names have 1 to 80 characters", "[asl][check]") {
  const auto named = [](const std::string& name) {
    Definition definition;
    definition.add(name, Succeed{});
    return findings(definition);
  };
  CHECK(named(std::string(80, 'x')).empty());
  std::string umlauts;
  for (int i = 0; i < 80; ++i) umlauts += "\xC3\xBC";
  CHECK(named(umlauts).empty());
  CHECK(named(std::string(81, 'x')) == Lines{"invalid-state-name /States/" + std::string(81, 'x')});
  CHECK(named("") == Lines{"invalid-state-name /States/"});
}

TEST_CASE("a pointer escapes names", "[asl][check]") {
  Definition definition;
  definition.add("a/b~c", Wait{.time = wait_for(-1s)});
  const auto all = check(definition);
  REQUIRE_FALSE(all.empty());
  CHECK(all.front().pointer == "/States/a~1b~0c");
}

TEST_CASE("names are unique in the whole machine", "[asl][check]") {
  Definition flow;
  flow.end(flow.add("Inner", Parallel{.branches = {fine()}}));
  CHECK(findings(flow) == Lines{"duplicate-state-name /States/Inner/Branches/0/States/Inner"});
  CHECK(check(flow).front().places.size() == 2);
}

TEST_CASE("a flow ends, and every state is on the way", "[asl][check]") {
  SECTION("no end") {
    Definition flow;
    const auto a = flow.add("A", Pass{});
    const auto b = flow.add("B", Pass{});
    flow.next(a, b).next(b, a);
    CHECK(findings(flow) == Lines{"missing-end-state /States"});
  }
  SECTION("nowhere to go") {
    Definition flow;
    const auto a = flow.add("A", Pass{});
    const auto b = flow.add("B", Succeed{});
    CHECK(findings(flow) ==
          Lines{"schema-validation-failed /States/A", "missing-transition-target /States/B"});
    flow.next(a, b);
    CHECK(findings(flow).empty());
  }
  SECTION("an island that refers to itself") {
    Definition flow;
    flow.add("A", Succeed{});
    const auto b = flow.add("B", Pass{});
    const auto c = flow.add("C", Pass{});
    flow.next(b, c).next(c, b);
    CHECK(findings(flow) ==
          Lines{"missing-transition-target /States/B", "missing-transition-target /States/C"});
  }
  SECTION("a Choice without rules") {
    Definition flow;
    const auto a = flow.add("A", Choice{});
    const auto b = flow.add("B", Succeed{});
    flow.choose(a, {}, b);
    CHECK(findings(flow) == Lines{"schema-validation-failed /States/A/Choices"});
  }
}

TEST_CASE("the settings of a definition", "[asl][check]") {
  const auto with = [](DefinitionSettings settings) {
    Definition definition{std::move(settings)};
    definition.add("A", Succeed{});
    return findings(definition);
  };
  CHECK(with({.version = "1.0", .timeout = 1s}).empty());
  CHECK(with({.timeout = 99'999'999s}).empty());
  CHECK(with({.timeout = 0s}) == Lines{"schema-validation-failed /TimeoutSeconds"});
  CHECK(with({.timeout = 100'000'000s}) == Lines{"schema-validation-failed /TimeoutSeconds"});
  CHECK(with({.version = "2"}) == Lines{"schema-validation-failed /Version"});
}

TEST_CASE("retriers", "[asl][check]") {
  CHECK(findings_of(Retrier{.error_equals = {"A"},
                            .interval = 1s,
                            .backoff_rate = 1,
                            .max_delay = 2s,
                            .max_attempts = 0})
            .empty());
  CHECK(findings_of(
            Retrier{.error_equals = {"A"}, .max_delay = 31'622'400s, .max_attempts = 99'999'999})
            .empty());
  CHECK(findings_of(Retrier{}) == Lines{"/Retry/0/ErrorEquals"});
  CHECK(findings_of(Retrier{.error_equals = {""}}) == Lines{"/Retry/0/ErrorEquals"});
  CHECK(findings_of(Retrier{.error_equals = {"A"}, .interval = 0s}) ==
        Lines{"/Retry/0/IntervalSeconds"});
  CHECK(findings_of(Retrier{.error_equals = {"A"}, .backoff_rate = 0.99}) ==
        Lines{"/Retry/0/BackoffRate"});
  CHECK(findings_of(Retrier{.error_equals = {"A"},
                            .backoff_rate = std::numeric_limits<double>::quiet_NaN()}) ==
        Lines{"/Retry/0/BackoffRate"});
  CHECK(findings_of(Retrier{.error_equals = {"A"}, .max_delay = 31'622'401s}) ==
        Lines{"/Retry/0/MaxDelaySeconds"});
  CHECK(findings_of(Retrier{.error_equals = {"A"}, .interval = 5s, .max_delay = 5s}) ==
        Lines{"/Retry/0/MaxDelaySeconds"});
  CHECK(findings_of(Retrier{.error_equals = {"A"}, .max_attempts = -1}) ==
        Lines{"/Retry/0/MaxAttempts"});
  CHECK(findings_of(Retrier{.error_equals = {"A"}, .max_attempts = 100'000'000}) ==
        Lines{"/Retry/0/MaxAttempts"});
}

TEST_CASE("States.ALL stands alone and last", "[asl][check]") {
  Task task = some_task();
  task.retry = {{.error_equals = {"A"}}, {.error_equals = {"States.ALL"}}};
  CHECK(findings_of(task).empty());
  task.retry = {{.error_equals = {"States.ALL"}}, {.error_equals = {"A"}}};
  CHECK(findings_of(task) == Lines{"/Retry/0/ErrorEquals"});
  task.retry = {{.error_equals = {"A", "States.ALL"}}};
  CHECK(findings_of(task) == Lines{"/Retry/0/ErrorEquals"});

  Definition flow;
  const auto a = flow.add("A", some_task());
  const auto b = flow.add("B", Fail{});
  flow.end(a).on_error(a, b, {"States.ALL"}).on_error(a, b, {});
  CHECK(findings(flow) == Lines{"schema-validation-failed /States/A/Catch/0/ErrorEquals",
                                "schema-validation-failed /States/A/Catch/1/ErrorEquals"});
}

TEST_CASE("payload templates", "[asl][check]") {
  const auto with = [](Fields fields) {
    Lines lines = findings_of(Pass{.parameters = std::move(fields)});
    return lines;
  };
  CHECK(with({{"a", path("$.a")}, {"b", Items{1, Fields{{"c", path("$.c")}}}}}).empty());
  CHECK(with({{"a.$", "$.a"}}) == Lines{"/Parameters/a.$"});
  CHECK(with({{"a.$", path("$.a")}}) == Lines{"/Parameters/a.$"});
  CHECK(with({{"a", object({{"b.$", "$.b"}})}}) == Lines{"/Parameters/a/b.$"});
  CHECK(with({{"a", array({object({{"b.$", "$.b"}})})}}) == Lines{"/Parameters/a/0/b.$"});
  CHECK(with({{"a", object({{"b", 1}, {"b", 2}})}}) == Lines{"/Parameters/a/b"});
  CHECK(with({{"a", path("$.a")}, {"a", 1}}) == Lines{"/Parameters/a"});
  CHECK(with({{"a", Items{path("$.a")}}}) == Lines{"/Parameters/a/0"});
  CHECK(with({{"a", Fields{{"b", Fields{{"c.$", 1}}}}}}) == Lines{"/Parameters/a/b/c.$"});

  Intrinsic call = states::uuid();
  for (int depth = 2; depth <= 10; ++depth) {
    call = Intrinsic{Function::base64_encode, {{call}}};
  }
  CHECK(with({{"a", call}}).empty());
  CHECK(with({{"a", Intrinsic{Function::base64_encode, {{call}}}}}) == Lines{"/Parameters/a.$"});
}

TEST_CASE("templates are checked wherever they stand", "[asl][check]") {
  const Fields bad = {{"k.$", 1}};
  const Lines task_lines = findings_of(Task{.call = {.resource = "arn", .parameters = bad},
                                            .credentials = {{"RoleArn", "r"}, {"k.$", 1}},
                                            .result_selector = bad,
                                            .assign = bad});
  CHECK(task_lines ==
        Lines{"/Assign/k.$", "/ResultSelector/k.$", "/Parameters/k.$", "/Credentials/k.$"});
  const Lines map_lines =
      findings_of(asl::Map{.processor = fine(),
                           .item_reader = {{.resource = "arn", .parameters = bad}},
                           .item_selector = bad,
                           .item_batcher = {{.max_items_per_batch = 1, .batch_input = bad}},
                           .result_writer = {{.resource = "arn", .parameters = bad}},
                           .result_selector = bad,
                           .assign = bad});
  CHECK(map_lines == Lines{"/Assign/k.$", "/ResultSelector/k.$", "/ItemSelector/k.$",
                           "/ItemReader/Parameters/k.$", "/ItemBatcher/BatchInput/k.$",
                           "/ResultWriter/Parameters/k.$"});

  Definition flow;
  const auto choice = flow.add("C", Choice{});
  const auto task = flow.add("T", some_task());
  const auto end = flow.add("E", Fail{});
  flow.choose(choice, {{.when = is_null(path("$.a")), .to = task, .assign = bad}}, end);
  flow.end(task).on_error(task, end, {"A"}, {.assign = bad});
  CHECK(findings(flow) == Lines{"schema-validation-failed /States/C/Choices/0/Assign/k.$",
                                "schema-validation-failed /States/T/Catch/0/Assign/k.$"});
}

TEST_CASE("a variable has a legal name", "[asl][check]") {
  CHECK(findings_of(Pass{.assign = {{"export_id2", 1}}}).empty());
  CHECK(findings_of(Pass{.assign = {{"export-id", 1}}}) == Lines{"/Assign/export-id"});
  CHECK(findings_of(Pass{.assign = {{"2nd", 1}}}) == Lines{"/Assign/2nd"});
  CHECK(findings_of(Pass{.assign = {{"states", 1}}}) == Lines{"/Assign/states"});
  CHECK(findings_of(Pass{.assign = {{"", 1}}}) == Lines{"/Assign/"});
}

TEST_CASE("a Task's times", "[asl][check]") {
  const auto with = [](Seconds timeout, Seconds heartbeat) {
    return findings_of(Task{.call = {.resource = "arn"},
                            .timeout = std::move(timeout),
                            .heartbeat = std::move(heartbeat)});
  };
  CHECK(with(99'999'999s, 99'999'998s).empty());
  CHECK(with(1s, {}).empty());
  CHECK(with(reference_path("$.t"), 5s).empty());
  CHECK(with(0s, {}) == Lines{"/TimeoutSeconds"});
  CHECK(with(100'000'000s, {}) == Lines{"/TimeoutSeconds"});
  CHECK(with({}, 0s) == Lines{"/HeartbeatSeconds"});
  CHECK(with(5s, 5s) == Lines{"/HeartbeatSeconds"});
}

TEST_CASE("what a Task calls", "[asl][check]") {
  CHECK(findings_of(Task{.call = {.resource = ""}}) == Lines{"/Resource"});
  CHECK(findings_of(Task{.call = {.resource = "arn"}, .credentials = {{"Role", "x"}}}) ==
        Lines{"/Credentials"});
  CHECK(findings_of(Task{.call = {.resource = "arn"}, .credentials = {{"RoleArn", path("$.r")}}})
            .empty());
}

TEST_CASE("a Wait's time", "[asl][check]") {
  CHECK(findings_of(Wait{.time = wait_for(0s)}).empty());
  CHECK(findings_of(Wait{.time = wait_for(99'999'999s)}).empty());
  CHECK(findings_of(Wait{.time = wait_for(-1s)}) == Lines{"/Seconds"});
  CHECK(findings_of(Wait{.time = wait_for(100'000'000s)}) == Lines{"/Seconds"});
}

TEST_CASE("timestamps", "[asl][check]") {
  const std::string good =
      GENERATE(as<std::string>{}, "2030-01-31T08:00:00Z", "2030-01-31T08:00:00.123Z",
               "2030-01-31T08:00:00+01:00", "2030-12-31T23:59:60-09:30");
  CHECK(findings_of(Wait{.time = wait_until(good)}).empty());
  const std::string bad =
      GENERATE(as<std::string>{}, "", "2030-01-31", "2030-01-31T08:00:00", "2030-01-31 08:00:00Z",
               "2030-01-31t08:00:00Z", "2030-13-31T08:00:00Z", "2030-01-32T08:00:00Z",
               "2030-01-31T24:00:00Z", "2030-01-31T08:60:00Z", "2030-01-31T08:00:00.Z",
               "2030-01-31T08:00:00+1:00", "2030-01-31T08:00:00ZZ", "2030-00-31T08:00:00Z",
               "2030-01-00T08:00:00Z", "2030-01-31T08:00:61Z", "tomorrow");
  INFO(bad);
  CHECK(findings_of(Wait{.time = wait_until(bad)}) == Lines{"/Timestamp"});
}

TEST_CASE("timestamps in conditions, however deep", "[asl][check]") {
  const auto with = [](Condition condition) {
    Definition flow;
    const auto choice = flow.add("C", Choice{});
    const auto end = flow.add("E", Succeed{});
    flow.choose(choice, {{std::move(condition), end}});
    return findings(flow);
  };
  const Path a = path("$.a");
  const std::string base = "schema-validation-failed /States/C/Choices/0";
  CHECK(with(timestamp_equals(a, "2030-01-31T08:00:00Z")).empty());
  CHECK(with(timestamp_equals(a, path("$.b"))).empty());
  CHECK(with(string_equals(a, "soon")).empty());
  CHECK(with(timestamp_less_than(a, "soon")) == Lines{base + "/TimestampLessThan"});
  CHECK(with(is_null(a) && (is_null(a) || !timestamp_equals(a, "soon"))) ==
        Lines{base + "/And/1/Or/1/Not/TimestampEquals"});
}

TEST_CASE("a condition reads one value", "[asl][check]") {
  Definition flow;
  const auto choice = flow.add("C", Choice{});
  const auto end = flow.add("E", Succeed{});
  const Path many = path("$.a[*]");
  flow.choose(choice, {{!(is_null(many) || string_equals(path("$.a"), many)), end}}, end);
  const std::string base = "schema-validation-failed /States/C/Choices/0/Not/Or/";
  CHECK(findings(flow) == Lines{base + "0/Variable", base + "1/StringEqualsPath"});
}

TEST_CASE("what only a whole machine has", "[asl][check]") {
  Definition branch{{.query_language = QueryLanguage::jsonpath, .version = "1.0", .timeout = 1s}};
  branch.add("Inner", Succeed{});
  const std::string base = "/Branches/0/";
  CHECK(findings_of(Parallel{.branches = {branch}}) ==
        Lines{base + "QueryLanguage", base + "Version", base + "TimeoutSeconds"});
}

TEST_CASE("a machine in JSONata has no state in JSONPath", "[asl][check]") {
  Definition flow{{.query_language = QueryLanguage::jsonata}};
  flow.add("A", Succeed{.query_language = QueryLanguage::jsonpath});
  CHECK(findings(flow) == Lines{"schema-validation-failed /States/A/QueryLanguage"});
}

TEST_CASE("a Parallel has branches, which are checked", "[asl][check]") {
  CHECK(findings_of(Parallel{}) == Lines{"/Branches"});
  CHECK(findings_of(Parallel{.branches = {fine()}}).empty());
  CHECK(findings_of(Parallel{.branches = {fine(), Definition{}}}) == Lines{"/Branches/1/States"});
}

TEST_CASE("a Map", "[asl][check]") {
  const auto with = [](auto change) {
    asl::Map map{.processor = fine()};
    change(map);
    return findings_of(std::move(map));
  };
  CHECK(with([](asl::Map&) {}).empty());
  CHECK(findings_of(asl::Map{.processor = Definition{}}) == Lines{"/ItemProcessor/States"});
  SECTION("processor config") {
    const Lines refused = {"/ItemProcessor/ProcessorConfig"};
    CHECK(with([](asl::Map& map) { map.processor_config = ProcessorConfig{}; }).empty());
    CHECK(with([](asl::Map& map) {
            map.processor_config = {ProcessorMode::distributed, ExecutionType::standard};
          }).empty());
    CHECK(with([](asl::Map& map) {
            map.processor_config = {ProcessorMode::distributed, {}};
          }) == refused);
    CHECK(with([](asl::Map& map) {
            map.processor_config = {ProcessorMode::inline_, ExecutionType::standard};
          }) == refused);
  }
  SECTION("numbers") {
    CHECK(with([](asl::Map& map) {
            map.max_concurrency = 0;
            map.tolerated_failure_count = 0;
            map.tolerated_failure_percentage = 100.0;
          }).empty());
    CHECK(with([](asl::Map& map) { map.max_concurrency = -1; }) == Lines{"/MaxConcurrency"});
    CHECK(with([](asl::Map& map) { map.tolerated_failure_count = -1; }) ==
          Lines{"/ToleratedFailureCount"});
    const Lines refused = {"/ToleratedFailurePercentage"};
    CHECK(with([](asl::Map& map) { map.tolerated_failure_percentage = 100.1; }) == refused);
    CHECK(with([](asl::Map& map) { map.tolerated_failure_percentage = -0.1; }) == refused);
    const auto of_context = asl::context::execution_input()["n"];
    CHECK(with([&](asl::Map& map) { map.max_concurrency = variable("n"); }).empty());
    CHECK(with([&](asl::Map& map) { map.max_concurrency = of_context; }) ==
          Lines{"/MaxConcurrencyPath"});
    CHECK(with([&](asl::Map& map) { map.tolerated_failure_percentage = of_context; }) ==
          Lines{"/ToleratedFailurePercentagePath"});
  }
  SECTION("label") {
    CHECK(with([](asl::Map& map) { map.label = std::string(40, 'x'); }).empty());
    const std::string bad = GENERATE(as<std::string>{}, std::string(41, 'x'), "a b", "a?", "a\"",
                                     "a`", "a\\", "a\n", "a\x7F");
    CHECK(with([&](asl::Map& map) { map.label = bad; }) == Lines{"invalid-label-name /Label"});
  }
  SECTION("item reader") {
    const auto read = [&](ReaderConfig config) {
      return with([&](asl::Map& map) {
        map.item_reader = ItemReader{.resource = "arn", .reader_config = std::move(config)};
      });
    };
    CHECK(read({.input_type = "CSV", .csv_header_location = "FIRST_ROW", .max_items = 0}).empty());
    CHECK(read({.input_type = "XML"}) == Lines{"/ItemReader/ReaderConfig/InputType"});
    CHECK(read({.csv_header_location = "LAST_ROW"}) ==
          Lines{"/ItemReader/ReaderConfig/CSVHeaderLocation"});
    CHECK(read({.max_items = -1}) == Lines{"/ItemReader/ReaderConfig/MaxItems"});
    CHECK(read({.input_type = "CSV"}) == Lines{"/ItemReader/ReaderConfig"});
    CHECK(read({.input_type = "JSON",
                .manifest_type = "LIST",
                .csv_header_location = "GIVEN",
                .csv_headers = {"a"}}) == Lines{"/ItemReader/ReaderConfig/ManifestType",
                                                "/ItemReader/ReaderConfig/CSVHeaderLocation",
                                                "/ItemReader/ReaderConfig/CSVHeaders",
                                                "/ItemReader/ReaderConfig/ManifestType"});
    CHECK(read({.transformation = "LOAD_AND_FLATTEN", .items_pointer = "a"}) ==
          Lines{"/ItemReader/ReaderConfig", "/ItemReader/ReaderConfig/ItemsPointer"});
  }
  SECTION("item batcher") {
    const auto batch = [&](ItemBatcher batcher) {
      return with([&](asl::Map& map) { map.item_batcher = std::move(batcher); });
    };
    CHECK(batch({.max_input_bytes_per_batch = 262'144}).empty());
    CHECK(batch({.max_items_per_batch = variable("n")}).empty());
    CHECK(batch({}) == Lines{"/ItemBatcher"});
    CHECK(batch({.max_items_per_batch = 0}).empty());
    CHECK(batch({.max_items_per_batch = -1}) == Lines{"/ItemBatcher/MaxItemsPerBatch"});
    CHECK(batch({.max_input_bytes_per_batch = 262'145}) ==
          Lines{"/ItemBatcher/MaxInputBytesPerBatch"});
  }
  SECTION("result writer") {
    const auto write = [&](ResultWriter writer) {
      return with([&](asl::Map& map) { map.result_writer = std::move(writer); });
    };
    CHECK(
        write({.writer_config = {{.transformation = "COMPACT", .output_type = "JSONL"}}}).empty());
    CHECK(write({}) == Lines{"/ResultWriter"});
    CHECK(write({.writer_config = {{.transformation = "ZIP"}}}) ==
          Lines{"/ResultWriter/WriterConfig/Transformation"});
    CHECK(write({.writer_config = {{.output_type = "CSV"}}}) ==
          Lines{"/ResultWriter/WriterConfig/OutputType"});
  }
}

TEST_CASE("no flow sets a variable of the flow around it", "[asl][check]") {
  const auto inside = [](AnyState state) {
    Definition flow;
    const auto first = flow.add("First", Pass{.assign = {{"x", 1}}});
    const auto outer = flow.add("S", std::move(state));
    flow.next(first, outer).end(outer);
    return flow;
  };
  Definition inner;
  const auto task =
      inner.add("Task", Task{.call = {.resource = "arn"}, .assign = {{"x", path("$.a")}}});
  const auto choice = inner.add("Choice", Choice{.assign = {{"y", 1}}});
  const auto end = inner.add("End", Succeed{});
  inner.next(task, choice).on_error(task, end, {"A"}, {.assign = {{"x", 2}}});
  inner.choose(choice, {{.when = is_null(path("$.a")), .to = end, .assign = {{"x", 3}}}}, end);

  const Lines states = {"/Task/Assign/x.$", "/Task/Catch/0/Assign/x", "/Choice/Choices/0/Assign/x"};
  const auto found_in = [&](const std::string& part) {
    Lines lines;
    for (const std::string& state : states) {
      lines.push_back("duplicate-variable-name /States/S/" + part + "/States" + state);
    }
    return lines;
  };
  const Definition parallel = inside(Parallel{.branches = {fine(), inner}});
  CHECK(findings(parallel) == found_in("Branches/1"));
  CHECK(check(parallel).front().places.size() == 2);
  CHECK(findings(inside(asl::Map{.processor = inner})) == found_in("ItemProcessor"));
  CHECK(
      findings(inside(asl::Map{.processor = inner,
                               .processor_config = {{.mode = ProcessorMode::distributed,
                                                     .execution_type = ExecutionType::standard}}}))
          .empty());
  CHECK(findings(inner).empty());

  Definition twice;
  const auto a = twice.add("A", Parallel{.branches = {inner}});
  twice.end(a);
  CHECK(findings(twice).empty());
}

TEST_CASE("labels are unique", "[asl][check]") {
  Definition flow;
  const auto a = flow.add("A", asl::Map{.processor = fine(), .label = "x"});
  Definition other;
  other.add("Other", Succeed{});
  const auto b = flow.add("B", asl::Map{.processor = other, .label = "x"});
  flow.next(a, b).end(b);
  CHECK(findings(flow) == Lines{"duplicate-label-name /States/B/Label"});
}

TEST_CASE("the error and cause of a Fail", "[asl][check]") {
  CHECK(
      findings_of(Fail{.error = std::string(256, 'x'), .cause = std::string(32'768, 'x')}).empty());
  CHECK(findings_of(Fail{.error = std::string(257, 'x')}) == Lines{"/Error"});
  CHECK(findings_of(Fail{.cause = std::string(32'769, 'x')}) == Lines{"/Cause"});
  CHECK(findings_of(Fail{.error = path("$.a[0]"), .cause = states::uuid()}).empty());
  CHECK(findings_of(Fail{.error = path("$.a[*]")}) == Lines{"/ErrorPath"});
}

TEST_CASE("problems are diagnostics without an address", "[asl][check]") {
  Definition flow;
  const unsigned line = SourcePlace::here().line + 1;
  flow.end(flow.add("A", Wait{.time = wait_for(-1s)}));
  const Diagnostics problems = flow.problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].code == "schema-validation-failed");
  CHECK(problems[0].summary == "/States/A/Seconds: -1 is out of range");
  CHECK(problems[0].help == "allowed are 0 to 99999999");
  CHECK(problems[0].address.empty());
  REQUIRE(problems[0].places.size() == 1);
  CHECK(problems[0].places[0].line == line);
}
