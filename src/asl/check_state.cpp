// SPDX-License-Identifier: Apache-2.0
// The rules of the fields of states.
#include <algorithm>
#include <idm_synth/core/text.hpp>
#include <variant>

#include "findings.hpp"

namespace idm_synth::asl {
namespace {

constexpr std::int64_t largest_payload = 262'144;  // bytes
constexpr std::int64_t most_items = 100'000'000;   // of an ItemReader
constexpr std::size_t longest_label = 40;          // characters
constexpr std::size_t longest_error = 256;         // characters
constexpr std::size_t longest_cause = 32'768;      // characters

void check_label(Findings& found, const std::string& label, const std::string& pointer) {
  static constexpr std::string_view refused = " ?*<>{}[]:;,\\|^~$#%&`\"";
  const bool is_refused = std::any_of(label.begin(), label.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || refused.find(c) != std::string_view::npos;
  });
  if (is_refused || character_count(label) > longest_label) {
    found.report("invalid-label-name", pointer, shown(label) + " cannot be a label",
                 "allowed are 40 characters, no blank or control character, and none of "
                 "?*<>{}[]:;,\\|^~$#%&`\"");
  }
}

/// The service reads the numbers of a Map from the input and from variables only.
template <class T>
void check_source(Findings& found, const LiteralOrPath<T>& number, const std::string& pointer) {
  const ReferencePath* path = number.path();
  if (path == nullptr || !path->text().starts_with("$$")) return;
  found.report(pointer + "Path", shown(path->text()) + " leads into the context object",
               "read the number from the state's input, or from a variable");
}

void check_number(Findings& found, const LiteralOrPath<std::int64_t>& number, std::int64_t least,
                  std::int64_t most, const std::string& pointer) {
  found.check_range(pointer, number, least, most);
  check_source(found, number, pointer);
}

/// What the fields of a ReaderConfig ask of each other.
void check_input(Findings& found, const ReaderConfig& config, const std::string& pointer) {
  const auto refuse = [&](const std::string& field, const std::string& help) {
    found.report(pointer + "/" + field, "a reader of JSON has no " + field, help);
  };
  const bool is_json = config.input_type == "JSON";
  if (is_json || config.input_type == "JSONL") {
    if (!config.csv_header_location.empty()) refuse("CSVHeaderLocation", "leave it out");
    if (!config.csv_headers.empty()) refuse("CSVHeaders", "leave them out");
  } else if (config.input_type == "CSV" && config.csv_header_location.empty()) {
    found.report(pointer, "a reader of CSV needs a CSVHeaderLocation", "give FIRST_ROW or GIVEN");
  }
  if (is_json && !config.manifest_type.empty()) {
    refuse("ManifestType", "leave it out, or let InputType be CSV, JSONL or PARQUET");
  }
  if (config.transformation == "LOAD_AND_FLATTEN" && config.input_type.empty()) {
    found.report(pointer, "what is to be flattened needs an InputType",
                 "give CSV, JSON, JSONL or PARQUET");
  }
  if (!config.items_pointer.empty() && config.items_pointer.front() != '/') {
    found.report(pointer + "/ItemsPointer", "it is no JSON pointer", "let it start with /");
  }
}

void check_reader(Findings& found, const ItemReader& reader, const std::string& pointer) {
  check_fields(found, reader.parameters, pointer + "/Parameters");
  if (!reader.reader_config) return;
  const ReaderConfig& config = *reader.reader_config;
  const std::string here = pointer + "/ReaderConfig";
  found.check_one_of(here + "/InputType", config.input_type,
                     {"CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"});
  found.check_one_of(here + "/CSVHeaderLocation", config.csv_header_location,
                     {"FIRST_ROW", "GIVEN"});
  found.check_one_of(here + "/Transformation", config.transformation, {"NONE", "LOAD_AND_FLATTEN"});
  found.check_one_of(here + "/ManifestType", config.manifest_type, {"ATHENA_DATA", "S3_INVENTORY"});
  found.check_one_of(here + "/CSVDelimiter", config.csv_delimiter,
                     {"COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"});
  check_number(found, config.max_items, 0, most_items, here + "/MaxItems");
  check_input(found, config, here);
}

void check_batcher(Findings& found, const ItemBatcher& batcher, const std::string& pointer) {
  if (!batcher.max_items_per_batch.is_set() && !batcher.max_input_bytes_per_batch.is_set()) {
    found.report(pointer, "the size of a batch is not limited",
                 "give MaxItemsPerBatch, MaxInputBytesPerBatch or both");
  }
  check_number(found, batcher.max_items_per_batch, 0, largest_count, pointer + "/MaxItemsPerBatch");
  check_number(found, batcher.max_input_bytes_per_batch, 0, largest_payload,
               pointer + "/MaxInputBytesPerBatch");
  if (batcher.batch_input) check_payload(found, *batcher.batch_input, pointer + "/BatchInput");
}

void check_fail_text(Findings& found, const std::optional<Argument<String>>& text,
                     const std::string& pointer, std::size_t most) {
  if (!text) return;
  const Payload& payload = text->payload();
  if (const auto* path = std::get_if<Path>(&payload.value())) {
    check_reference(found, *path, pointer + "Path");
  } else if (payload.is_computed()) {
    check_payload(found, payload, pointer + "Path");
  } else if (const auto* literal = std::get_if<std::string>(&payload.literal()->value())) {
    const std::size_t length = character_count(*literal);
    if (length > most) {
      found.report(pointer, "it has " + std::to_string(length) + " characters",
                   "allowed are at most " + std::to_string(most));
    }
  }
}

void check_type(Findings& found, const Task& task, const std::string& pointer) {
  check_fields(found, task.call.parameters, pointer + "/Parameters");
  found.check_range(pointer + "/TimeoutSeconds", task.timeout, 1, longest_time);
  found.check_range(pointer + "/HeartbeatSeconds", task.heartbeat, 1, longest_time);
  const auto* timeout = task.timeout.literal();
  const auto* heartbeat = task.heartbeat.literal();
  if (timeout != nullptr && heartbeat != nullptr && *heartbeat >= *timeout) {
    found.report(pointer + "/HeartbeatSeconds",
                 std::to_string(heartbeat->count()) + " is not less than TimeoutSeconds, " +
                     std::to_string(timeout->count()),
                 "a heartbeat is due before the time is out");
  }
  check_fields(found, task.credentials, pointer + "/Credentials");
  if (task.credentials.is_set() && task.credentials.find("RoleArn") == nullptr) {
    found.report(pointer + "/Credentials", "RoleArn is missing", "it is required there");
  }
  const auto* resource = std::get_if<std::string>(&task.call.resource.value());
  if (resource != nullptr && resource->empty()) {
    found.report(pointer + "/Resource", "it is empty", "give the ARN of what the task calls");
  }
}

void check_type(Findings& found, const Wait& wait, const std::string& pointer) {
  if (const auto* duration = std::get_if<Seconds>(&wait.time.value())) {
    found.check_range(pointer + "/Seconds", *duration, 0, longest_time);
    return;
  }
  const auto& until = std::get<WaitTime::Until>(wait.time.value()).timestamp;
  if (const auto* text = std::get_if<std::string>(&until)) {
    found.check_timestamp(*text, pointer + "/Timestamp");
  }
}

void check_type(Findings& found, const Parallel& parallel, const std::string& pointer) {
  if (parallel.branches.empty()) {
    found.report(pointer + "/Branches", "there is no branch", "give at least one");
  }
}

void check_type(Findings& found, const Map& map, const std::string& pointer) {
  const bool is_distributed =
      map.processor_config && map.processor_config->mode == ProcessorMode::distributed;
  const bool has_type = map.processor_config && map.processor_config->execution_type;
  if (is_distributed != has_type) {
    found.report(
        pointer + "/ItemProcessor/ProcessorConfig",
        is_distributed ? "ExecutionType is missing" : "ExecutionType stands with mode INLINE",
        "a distributed Map needs one, an inline Map has none");
  }
  if (map.item_selector) check_payload(found, *map.item_selector, pointer + "/ItemSelector");
  check_number(found, map.max_concurrency, 0, largest_count, pointer + "/MaxConcurrency");
  check_number(found, map.tolerated_failure_count, 0, largest_count,
               pointer + "/ToleratedFailureCount");
  const double* percentage = map.tolerated_failure_percentage.literal();
  if (percentage != nullptr && !(*percentage >= 0 && *percentage <= 100)) {
    found.report(pointer + "/ToleratedFailurePercentage", "it is out of range",
                 "allowed are 0 to 100");
  }
  check_source(found, map.tolerated_failure_percentage, pointer + "/ToleratedFailurePercentage");
  check_label(found, map.label, pointer + "/Label");
  if (map.item_reader) check_reader(found, *map.item_reader, pointer + "/ItemReader");
  if (map.item_batcher) check_batcher(found, *map.item_batcher, pointer + "/ItemBatcher");
  if (map.result_writer) {
    const std::string here = pointer + "/ResultWriter";
    if (!map.result_writer->resource.is_set() && !map.result_writer->writer_config) {
      found.report(here, "it says neither where nor how results are written",
                   "give Resource, WriterConfig or both");
    }
    check_fields(found, map.result_writer->parameters, here + "/Parameters");
    const WriterConfig config = map.result_writer->writer_config.value_or(WriterConfig{});
    found.check_one_of(here + "/WriterConfig/Transformation", config.transformation,
                       {"NONE", "COMPACT", "FLATTEN"});
    found.check_one_of(here + "/WriterConfig/OutputType", config.output_type, {"JSON", "JSONL"});
  }
}

void check_type(Findings& found, const Fail& fail, const std::string& pointer) {
  check_fail_text(found, fail.error, pointer + "/Error", longest_error);
  check_fail_text(found, fail.cause, pointer + "/Cause", longest_cause);
}

void check_type(Findings&, const Pass&, const std::string&) {}
void check_type(Findings&, const Choice&, const std::string&) {}
void check_type(Findings&, const Succeed&, const std::string&) {}

template <class State>
void check_common(Findings& found, const State& state, const std::string& pointer) {
  if constexpr (requires { state.assign; }) check_assign(found, state.assign, pointer);
  if constexpr (requires { state.parameters; }) {
    check_fields(found, state.parameters, pointer + "/Parameters");
  }
  if constexpr (requires { state.result_selector; }) {
    check_fields(found, state.result_selector, pointer + "/ResultSelector");
  }
}

}  // namespace

void check_state_fields(Findings& found, const AnyState& state, const std::string& pointer) {
  std::visit(
      [&](const auto& typed) {
        check_common(found, typed, pointer);
        check_type(found, typed, pointer);
      },
      state);
}

}  // namespace idm_synth::asl
