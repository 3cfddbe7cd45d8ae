// SPDX-License-Identifier: Apache-2.0
#include "rules.hpp"

#include <algorithm>
#include <array>

namespace idm_synth::asl::validation {
namespace {

using Names = std::array<std::string_view, 2>;

constexpr std::int64_t longest = 99'999'999;  // seconds, and retries
constexpr std::int64_t largest_count = 2'147'483'647;

constexpr std::array<std::string_view, 1> versions = {"1.0"};
constexpr std::array<std::string_view, 2> modes = {"INLINE", "DISTRIBUTED"};
constexpr std::array<std::string_view, 2> execution_types = {"STANDARD", "EXPRESS"};
constexpr std::array<std::string_view, 2> jitters = {"FULL", "NONE"};
constexpr std::array<std::string_view, 5> input_types = {"CSV", "JSON", "JSONL", "PARQUET",
                                                         "MANIFEST"};
constexpr std::array<std::string_view, 2> manifest_types = {"ATHENA_DATA", "S3_INVENTORY"};
constexpr std::array<std::string_view, 2> reader_transformations = {"NONE", "LOAD_AND_FLATTEN"};
constexpr std::array<std::string_view, 5> delimiters = {"COMMA", "PIPE", "SEMICOLON", "SPACE",
                                                        "TAB"};
constexpr std::array<std::string_view, 2> header_locations = {"FIRST_ROW", "GIVEN"};
constexpr std::array<std::string_view, 3> writer_transformations = {"NONE", "COMPACT", "FLATTEN"};
constexpr std::array<std::string_view, 2> output_types = {"JSON", "JSONL"};
constexpr std::array<std::string_view, 2> readers = {"s3:getObject", "s3:listObjectsV2"};
constexpr std::array<std::string_view, 1> data_writers = {"s3:putObject"};

constexpr Field integer(std::string_view name, std::int64_t least, std::int64_t most) {
  return {.name = name, .takes = Takes::integer, .least = least, .most = most};
}
constexpr Field fixed_integer(std::string_view name, std::int64_t least, std::int64_t most) {
  return {.name = name, .takes = Takes::fixed_integer, .least = least, .most = most};
}
constexpr Field required(std::string_view name, Takes takes, In in = In::both) {
  return {.name = name, .takes = takes, .in = in, .is_required = true};
}
constexpr Field word(std::string_view name, std::span<const std::string_view> words) {
  return {.name = name, .takes = Takes::word, .words = words};
}
constexpr Field object(std::string_view name, Object kind) {
  return {.name = name, .takes = Takes::object, .kind = kind};
}
constexpr Field objects(std::string_view name, Object kind) {
  return {.name = name, .takes = Takes::objects, .kind = kind};
}

constexpr Field type_field = required("Type", Takes::text);
constexpr Field comment = {"Comment", Takes::text};
constexpr Field query_language = {"QueryLanguage", Takes::query_language};
constexpr Field next = {"Next", Takes::state};
constexpr Field end = {"End", Takes::truth};
constexpr Field input_path = {"InputPath", Takes::path_or_null, In::jsonpath};
constexpr Field output_path = {"OutputPath", Takes::path_or_null, In::jsonpath};
constexpr Field result_path = {"ResultPath", Takes::result_or_null, In::jsonpath};
constexpr Field parameters = {"Parameters", Takes::template_value, In::jsonpath};
constexpr Field result_selector = {"ResultSelector", Takes::template_object, In::jsonpath};
constexpr Field arguments = {"Arguments", Takes::expression, In::jsonata};
constexpr Field output = {"Output", Takes::expression, In::jsonata};
constexpr Field assign = {"Assign", Takes::assignments};
constexpr Field retry = objects("Retry", Object::retrier);
constexpr Field catch_field = objects("Catch", Object::catcher);
constexpr Field start_at = required("StartAt", Takes::state);
constexpr Field states = required("States", Takes::states);
constexpr Field resource = required("Resource", Takes::resource);

// clang-format off
// Common fields stand first: they are looked for most.

constexpr Field task_fields[] = {
    type_field, resource, next, end, parameters, arguments, result_path, result_selector, retry,
    catch_field, comment, assign, output, input_path, output_path, query_language,
    integer("TimeoutSeconds", 1, longest), integer("HeartbeatSeconds", 1, longest),
    {"TimeoutSecondsPath", Takes::reference, In::jsonpath},
    {"HeartbeatSecondsPath", Takes::reference, In::jsonpath},
    object("Credentials", Object::credentials),
};
constexpr Field parallel_fields[] = {
    type_field, next, end, required("Branches", Takes::parts), parameters, arguments, result_path,
    result_selector, retry, catch_field, comment, assign, output, input_path, output_path,
    query_language,
};
constexpr Field map_fields[] = {
    type_field, next, end, {"ItemProcessor", Takes::part}, {"Iterator", Takes::part},
    {"ItemsPath", Takes::reference, In::jsonpath}, {"Items", Takes::items, In::jsonata},
    {"ItemSelector", Takes::template_value}, parameters,
    integer("MaxConcurrency", 0, largest_count),
    {"MaxConcurrencyPath", Takes::own_reference, In::jsonpath},
    result_path, result_selector, retry, catch_field, comment, assign, output, input_path,
    output_path, query_language,
    integer("ToleratedFailureCount", 0, largest_count),
    {"ToleratedFailureCountPath", Takes::own_reference, In::jsonpath},
    {.name = "ToleratedFailurePercentage", .takes = Takes::number, .least = 0, .most = 100},
    {"ToleratedFailurePercentagePath", Takes::own_reference, In::jsonpath},
    object("ItemReader", Object::item_reader), object("ItemBatcher", Object::item_batcher),
    object("ResultWriter", Object::result_writer), {"Label", Takes::label},
};
constexpr Field pass_fields[] = {
    type_field, next, end, {"Result", Takes::constant, In::jsonpath}, parameters, result_path,
    comment, assign, output, input_path, output_path, query_language,
};
constexpr Field wait_fields[] = {
    type_field, next, end, integer("Seconds", 0, longest),
    {"SecondsPath", Takes::reference, In::jsonpath}, {"Timestamp", Takes::timestamp},
    {"TimestampPath", Takes::reference, In::jsonpath}, comment, assign, output, input_path,
    output_path, query_language,
};
constexpr Field choice_fields[] = {
    type_field,
    {.name = "Choices", .takes = Takes::objects, .is_required = true, .least = 1,
     .kind = Object::rule},
    {"Default", Takes::state}, comment, assign, output, input_path, output_path, query_language,
};
constexpr Field succeed_fields[] = {
    type_field, comment, output, input_path, output_path, query_language,
};
constexpr Field fail_fields[] = {
    type_field, {"Error", Takes::error_text}, {"Cause", Takes::error_text},
    {"ErrorPath", Takes::string_source, In::jsonpath},
    {"CausePath", Takes::string_source, In::jsonpath}, comment, query_language,
};
constexpr Field machine_fields[] = {
    start_at, states, comment, fixed_integer("TimeoutSeconds", 0, longest),
    word("Version", versions), query_language,
};
constexpr Field branch_fields[] = {start_at, states, comment};
constexpr Field processor_fields[] = {
    start_at, states, comment, object("ProcessorConfig", Object::processor_config),
};
constexpr Field processor_config_fields[] = {
    word("Mode", modes), word("ExecutionType", execution_types),
};
constexpr Field retrier_fields[] = {
    required("ErrorEquals", Takes::error_names), fixed_integer("IntervalSeconds", 0, longest),
    fixed_integer("MaxAttempts", 0, longest),
    {.name = "BackoffRate", .takes = Takes::fixed_number, .least = 1, .most = largest_count},
    fixed_integer("MaxDelaySeconds", 1, 31'622'400), word("JitterStrategy", jitters), comment,
};
constexpr Field catcher_fields[] = {
    required("ErrorEquals", Takes::error_names), required("Next", Takes::state), result_path,
    assign, output, comment,
};
constexpr Field rule_fields[] = {
    {"Variable", Takes::reference, In::jsonpath}, next, comment, assign, output,
    {"Condition", Takes::condition, In::jsonata},
    {"And", Takes::rules, In::jsonpath}, {"Or", Takes::rules, In::jsonpath},
    {.name = "Not", .takes = Takes::object, .in = In::jsonpath, .kind = Object::nested_rule},
};
constexpr Field nested_rule_fields[] = {
    {"Variable", Takes::reference, In::jsonpath}, comment, {"And", Takes::rules, In::jsonpath},
    {"Or", Takes::rules, In::jsonpath},
    {.name = "Not", .takes = Takes::object, .in = In::jsonpath, .kind = Object::nested_rule},
};
constexpr Field credentials_fields[] = {
    {"RoleArn", Takes::error_text}, {"RoleArn.$", Takes::computed, In::jsonpath},
};
constexpr Field item_reader_fields[] = {
    {.name = "Resource", .takes = Takes::data_resource, .is_required = true, .words = readers},
    parameters, arguments, object("ReaderConfig", Object::reader_config),
};
constexpr Field reader_config_fields[] = {
    word("InputType", input_types), word("Transformation", reader_transformations),
    word("ManifestType", manifest_types), word("CSVDelimiter", delimiters),
    word("CSVHeaderLocation", header_locations), {"CSVHeaders", Takes::words},
    {"ItemsPointer", Takes::text}, integer("MaxItems", 0, 100'000'000),
    {"MaxItemsPath", Takes::own_reference, In::jsonpath},
};
constexpr Field item_batcher_fields[] = {
    integer("MaxItemsPerBatch", 0, largest_count),
    {"MaxItemsPerBatchPath", Takes::own_reference, In::jsonpath},
    integer("MaxInputBytesPerBatch", 0, 262'144),
    {"MaxInputBytesPerBatchPath", Takes::own_reference, In::jsonpath},
    {"BatchInput", Takes::template_value},
};
constexpr Field result_writer_fields[] = {
    {.name = "Resource", .takes = Takes::data_resource, .words = data_writers}, parameters,
    arguments, object("WriterConfig", Object::writer_config),
};
constexpr Field writer_config_fields[] = {
    word("Transformation", writer_transformations), word("OutputType", output_types),
};

constexpr Names timeouts = {"TimeoutSeconds", "TimeoutSecondsPath"};
constexpr Names heartbeats = {"HeartbeatSeconds", "HeartbeatSecondsPath"};
constexpr Names transitions = {"Next", "End"};
constexpr Names processors = {"ItemProcessor", "Iterator"};
constexpr Names selectors = {"ItemSelector", "Parameters"};
constexpr Names concurrencies = {"MaxConcurrency", "MaxConcurrencyPath"};
constexpr Names failure_counts = {"ToleratedFailureCount", "ToleratedFailureCountPath"};
constexpr Names failure_shares = {"ToleratedFailurePercentage", "ToleratedFailurePercentagePath"};
constexpr Names errors = {"Error", "ErrorPath"};
constexpr Names causes = {"Cause", "CausePath"};
constexpr Names role_arns = {"RoleArn", "RoleArn.$"};
constexpr Names max_items = {"MaxItems", "MaxItemsPath"};
constexpr Names batch_items = {"MaxItemsPerBatch", "MaxItemsPerBatchPath"};
constexpr Names batch_bytes = {"MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"};
constexpr Names writers = {"Resource", "WriterConfig"};
constexpr std::array<std::string_view, 4> waits = {"Seconds", "SecondsPath", "Timestamp",
                                                   "TimestampPath"};
constexpr std::array<std::string_view, 4> batches = {
    "MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch",
    "MaxInputBytesPerBatchPath"};

constexpr Group task_groups[] = {{transitions, 1}, {timeouts, 0}, {heartbeats, 0}};
constexpr Group flow_groups[] = {{transitions, 1}};
constexpr Group map_groups[] = {{transitions, 1}, {processors, 1}, {selectors, 0},
                                {concurrencies, 0}, {failure_counts, 0}, {failure_shares, 0}};
constexpr Group wait_groups[] = {{transitions, 1}, {waits, 1}};
constexpr Group fail_groups[] = {{errors, 0}, {causes, 0}};
constexpr Group credentials_groups[] = {{role_arns, 1}};
constexpr Group reader_config_groups[] = {{max_items, 0}};
constexpr Group item_batcher_groups[] = {{batch_items, 0}, {batch_bytes, 0}, {batches, 1, 4}};
constexpr Group result_writer_groups[] = {{writers, 1, 2}};

/// In the order of the enumeration.
constexpr std::array<ObjectRules, 22> all_rules = {{
    {"a Task state", task_fields, task_groups},
    {"a Parallel state", parallel_fields, flow_groups},
    {"a Map state", map_fields, map_groups},
    {"a Pass state", pass_fields, flow_groups},
    {"a Wait state", wait_fields, wait_groups},
    {"a Choice state", choice_fields},
    {"a Succeed state", succeed_fields},
    {"a Fail state", fail_fields, fail_groups},
    {"a state machine", machine_fields},
    {"a branch", branch_fields},
    {"a Map's processor", processor_fields},
    {"a ProcessorConfig", processor_config_fields, {}, false},
    {"a retrier", retrier_fields},
    {"a catcher", catcher_fields},
    {"a rule of a Choice", rule_fields},
    {"a rule inside And, Or or Not", nested_rule_fields},
    {"Credentials", credentials_fields, credentials_groups, false},
    {"an ItemReader", item_reader_fields, {}, false},
    {"a ReaderConfig", reader_config_fields, reader_config_groups, false},
    {"an ItemBatcher", item_batcher_fields, item_batcher_groups, false},
    {"a ResultWriter", result_writer_fields, result_writer_groups, false},
    {"a WriterConfig", writer_config_fields, {}, false},
}};

constexpr Field text_test(std::string_view name) { return {name, Takes::text, In::jsonpath}; }
constexpr Field number_test(std::string_view name) {
  return {.name = name, .takes = Takes::fixed_number, .in = In::jsonpath, .least = 1, .most = 0};
}
constexpr Field time_test(std::string_view name) { return {name, Takes::timestamp, In::jsonpath}; }
constexpr Field flag_test(std::string_view name) { return {name, Takes::boolean, In::jsonpath}; }
constexpr Field path_test(std::string_view name) { return {name, Takes::reference, In::jsonpath}; }

constexpr Field comparisons[] = {
    text_test("StringEquals"), path_test("StringEqualsPath"),
    text_test("StringLessThan"), path_test("StringLessThanPath"),
    text_test("StringGreaterThan"), path_test("StringGreaterThanPath"),
    text_test("StringLessThanEquals"), path_test("StringLessThanEqualsPath"),
    text_test("StringGreaterThanEquals"), path_test("StringGreaterThanEqualsPath"),
    text_test("StringMatches"),
    number_test("NumericEquals"), path_test("NumericEqualsPath"),
    number_test("NumericLessThan"), path_test("NumericLessThanPath"),
    number_test("NumericGreaterThan"), path_test("NumericGreaterThanPath"),
    number_test("NumericLessThanEquals"), path_test("NumericLessThanEqualsPath"),
    number_test("NumericGreaterThanEquals"), path_test("NumericGreaterThanEqualsPath"),
    flag_test("BooleanEquals"), path_test("BooleanEqualsPath"),
    time_test("TimestampEquals"), path_test("TimestampEqualsPath"),
    time_test("TimestampLessThan"), path_test("TimestampLessThanPath"),
    time_test("TimestampGreaterThan"), path_test("TimestampGreaterThanPath"),
    time_test("TimestampLessThanEquals"), path_test("TimestampLessThanEqualsPath"),
    time_test("TimestampGreaterThanEquals"), path_test("TimestampGreaterThanEqualsPath"),
    flag_test("IsNull"), flag_test("IsPresent"), flag_test("IsNumeric"), flag_test("IsString"),
    flag_test("IsBoolean"), flag_test("IsTimestamp"),
};
// clang-format on

/// In the order of the first values of Object.
constexpr std::array<std::string_view, 8> types = {"Task", "Parallel", "Map",     "Pass",
                                                   "Wait", "Choice",   "Succeed", "Fail"};

}  // namespace

const ObjectRules& rules_of(Object object) {
  return all_rules.at(static_cast<std::size_t>(object));
}

std::optional<Object> find_state_type(std::string_view type) {
  const auto* const found = std::find(types.begin(), types.end(), type);
  if (found == types.end()) return std::nullopt;
  return static_cast<Object>(found - types.begin());
}

std::span<const std::string_view> state_types() {
  return types;
}

const Field* find_field(std::span<const Field> fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::span<const Field> comparison_fields() {
  return comparisons;
}

}  // namespace idm_synth::asl::validation
