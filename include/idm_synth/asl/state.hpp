// SPDX-License-Identifier: Apache-2.0
// The eight types of states. What leads from one to another (Next, Catch, Choices) is added to a
// Definition.
#pragma once

#include <chrono>
#include <cstdint>
#include <idm_synth/asl/argument.hpp>
#include <idm_synth/asl/field.hpp>
#include <idm_synth/asl/path.hpp>
#include <idm_synth/asl/payload.hpp>
#include <idm_synth/core/attr.hpp>
#include <idm_synth/core/block.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace idm_synth::asl {

class Definition;

/// The fields that states share, as https://states-language.net/#state-type-table has them:
/// `comment` is for people. `input_path` and `output_path` choose a part of the input and of the
/// output (nullptr: `{}`). `assign` sets variables. `result_selector` makes a payload of the
/// result, and `result_path` says where in the raw input it goes (nullptr: it is dropped).
/// `arguments` and `output` are for states in JSONata only.

enum class Jitter : std::uint8_t { full, none };

/// What is tried again, and how often. https://states-language.net/#errors
struct Retrier {
  std::string comment = {};
  std::vector<std::string> error_equals;  ///< not empty; "States.ALL" alone, in the last retrier
  std::optional<std::chrono::seconds> interval =
      {};                                   ///< before the first retry, at least 1 s; unset is 1 s
  std::optional<double> backoff_rate = {};  ///< multiplies each wait, at least 1; unset is 2
  std::optional<std::chrono::seconds> max_delay = {};  ///< more than interval, to 31,622,400 s
  std::optional<std::int64_t> max_attempts = {};       ///< retries, 0 to 99,999,999; unset is 3
  std::optional<Jitter> jitter = {};
};

/// What a Task calls: the resource, and what it is given.
struct Call {
  /// An ARN: a service integration such as "arn:aws:states:::sns:publish", a function, an activity.
  Required<String, "resource"> resource;
  Fields parameters = {};
  std::optional<Payload> arguments = {};
};

/// Does one thing by calling a service.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html
struct Task {
  std::string comment = {};
  std::optional<QueryLanguage> query_language = {};
  Call call;
  PathField<Path> input_path = {};
  Fields credentials = {};  ///< must hold RoleArn
  Seconds timeout = {};     ///< ends the call as States.Timeout
  Seconds heartbeat = {};   ///< less than timeout
  Fields result_selector = {};
  PathField<ResultPath> result_path = {};
  PathField<Path> output_path = {};
  std::optional<Payload> output = {};
  Fields assign = {};
  std::vector<Retrier> retry = {};
};

/// Passes its input on, or a fixed result.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html
struct Pass {
  std::string comment = {};
  std::optional<QueryLanguage> query_language = {};
  PathField<Path> input_path = {};
  Fields parameters = {};
  std::optional<Document> result = {};  ///< taken as it is: nothing in it is computed
  PathField<ResultPath> result_path = {};
  PathField<Path> output_path = {};
  std::optional<Payload> output = {};
  Fields assign = {};
};

/// How long a Wait lasts: a duration of 0 to 99,999,999 seconds, or until a time.
class WaitTime {
 public:
  /// A time as RFC 3339 with `T` and with `Z` or an offset, or where one is found.
  struct Until {
    std::variant<std::string, Expression, Template, ReferencePath, Jsonata> timestamp;
  };
  using Value = std::variant<Seconds, Until>;

  WaitTime(Seconds duration) : value_{std::move(duration)} {}
  WaitTime(Until until) : value_{std::move(until)} {}

  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};

/// `wait_for(minutes{5})`, `wait_for(reference_path("$.seconds"))`
[[nodiscard]] WaitTime wait_for(Seconds duration);
/// `wait_until("2030-01-31T08:00:00Z")`, `wait_until(reference_path("$.start"))`
[[nodiscard]] WaitTime wait_until(const Attr<String>& timestamp);
[[nodiscard]] WaitTime wait_until(ReferencePath timestamp);
[[nodiscard]] WaitTime wait_until(Jsonata timestamp);

/// https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html
struct Wait {
  std::string comment = {};
  std::optional<QueryLanguage> query_language = {};
  WaitTime time;
  PathField<Path> input_path = {};
  PathField<Path> output_path = {};
  std::optional<Payload> output = {};
  Fields assign = {};
};

/// Goes where the first rule whose condition holds leads. The rules are added by
/// Definition::choose(). https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
struct Choice {
  std::string comment = {};
  std::optional<QueryLanguage> query_language = {};
  PathField<Path> input_path = {};
  PathField<Path> output_path = {};
  std::optional<Payload> output = {};
  Fields assign = {};  ///< set only when no rule holds; a rule has its own
};

/// Runs all branches at once; its result is the array of their outputs.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html
struct Parallel {
  std::string comment = {};
  std::optional<QueryLanguage> query_language = {};
  std::vector<Definition> branches;  ///< at least one
  PathField<Path> input_path = {};
  Fields parameters = {};
  std::optional<Payload> arguments = {};
  Fields result_selector = {};
  PathField<ResultPath> result_path = {};
  PathField<Path> output_path = {};
  std::optional<Payload> output = {};
  Fields assign = {};
  std::vector<Retrier> retry = {};
};

enum class ProcessorMode : std::uint8_t { inline_, distributed };
enum class ExecutionType : std::uint8_t { standard, express };

/// The settings of a Map gain fields now and then: `others` holds those that are not known here, as
/// a definition has them.

/// How a Map runs its items: in the same execution, or each in one of its own (distributed, which
/// needs an execution type).
struct ProcessorConfig {
  ProcessorMode mode = ProcessorMode::inline_;
  std::optional<ExecutionType> execution_type = {};
  Document::Object others = {};
};

/// How items are read.
/// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
struct ReaderConfig {
  std::string input_type = {};  ///< CSV, JSON, JSONL, PARQUET or MANIFEST
  std::string transformation = {};
  std::string manifest_type = {};
  std::string csv_delimiter = {};
  std::string csv_header_location = {};       ///< FIRST_ROW or GIVEN
  std::vector<std::string> csv_headers = {};  ///< with GIVEN
  std::string items_pointer = {};
  LiteralOrPath<std::int64_t> max_items = {};  ///< 0 to 100,000,000
  Document::Object others = {};
};

/// Where a distributed Map finds its items.
struct ItemReader {
  Required<String, "resource"> resource;
  Fields parameters = {};
  std::optional<Payload> arguments = {};
  std::optional<ReaderConfig> reader_config = {};
  Document::Object others = {};
};

/// Gives each execution of a distributed Map several items; at least one of the two limits.
/// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
struct ItemBatcher {
  LiteralOrPath<std::int64_t> max_items_per_batch = {};        ///< 0 or more
  LiteralOrPath<std::int64_t> max_input_bytes_per_batch = {};  ///< 0 to 262,144
  std::optional<Payload> batch_input = {};
  Document::Object others = {};
};

/// In which form results are written.
struct WriterConfig {
  std::string transformation = {};  ///< NONE, COMPACT or FLATTEN
  std::string output_type = {};     ///< JSON or JSONL
  Document::Object others = {};
};

/// Where a distributed Map writes its results.
/// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
struct ResultWriter {
  Attr<String> resource = {};
  Fields parameters = {};
  std::optional<Payload> arguments = {};
  std::optional<WriterConfig> writer_config = {};
  Document::Object others = {};
};

/// Runs the processor once for each item.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html
struct Map {
  std::string comment = {};
  std::optional<QueryLanguage> query_language = {};
  RequiredBlock<Definition, "processor"> processor;
  std::optional<ProcessorConfig> processor_config = {};
  PathField<Path> input_path = {};
  std::optional<ReferencePath> items_path = {};  ///< an array in the input; unset is all of it
  std::optional<Payload> items = {};             ///< JSONata's form of items_path
  std::optional<ItemReader> item_reader = {};
  std::optional<Payload> item_selector = {};  ///< mostly Fields; what an item becomes
  std::optional<ItemBatcher> item_batcher = {};
  LiteralOrPath<std::int64_t> max_concurrency = {};          ///< 0 (no limit) or more
  LiteralOrPath<std::int64_t> tolerated_failure_count = {};  ///< 0 or more
  LiteralOrPath<double> tolerated_failure_percentage = {};   ///< 0 to 100
  std::string label = {};  ///< at most 40 characters, no blank and none of ?*<>{}[]:;,\|^~$#%&`"
  std::optional<ResultWriter> result_writer = {};
  Fields result_selector = {};
  PathField<ResultPath> result_path = {};
  PathField<Path> output_path = {};
  std::optional<Payload> output = {};
  Fields assign = {};
  std::vector<Retrier> retry = {};
};

/// Ends the execution, or the branch, well.
/// https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html
struct Succeed {
  std::string comment = {};
  std::optional<QueryLanguage> query_language = {};
  PathField<Path> input_path = {};
  PathField<Path> output_path = {};
  std::optional<Payload> output = {};
};

/// Ends the execution as failed. A computed value becomes ErrorPath or CausePath: a reference path
/// or a function that gives a string. The service takes at most 256 characters of an error and
/// 32,768 of a cause. https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html
struct Fail {
  std::string comment = {};
  std::optional<QueryLanguage> query_language = {};
  std::optional<Argument<String>> error = {};
  std::optional<Argument<String>> cause = {};
};

using AnyState = std::variant<Task, Pass, Wait, Choice, Parallel, Map, Succeed, Fail>;

/// The Type of a state, such as "Task".
[[nodiscard]] std::string_view type_name(const AnyState& state);
[[nodiscard]] const std::string& comment_of(const AnyState& state);
/// The retriers of a Task, Parallel or Map; null for the other types.
[[nodiscard]] const std::vector<Retrier>* retriers_of(const AnyState& state);

}  // namespace idm_synth::asl
