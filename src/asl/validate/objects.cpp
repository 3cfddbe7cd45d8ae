// SPDX-License-Identifier: Apache-2.0
// The rules that connect the fields of one object.
#include <algorithm>
#include <array>
#include <idm_synth/core/text.hpp>
#include <utility>

#include "checker.hpp"
#include "words.hpp"

namespace idm_synth::asl::validation {
namespace {

using Kind = json::Value::Kind;

constexpr std::string_view all_errors = "States.ALL";

/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
constexpr std::array<std::string_view, 17> error_names = {
    all_errors,
    "States.BranchFailed",
    "States.DataLimitExceeded",
    "States.ExceedToleratedFailureThreshold",
    "States.HeartbeatTimeout",
    "States.Http.Socket",
    "States.IntrinsicFailure",
    "States.ItemReaderFailed",
    "States.NoChoiceMatched",
    "States.ParameterPathFailure",
    "States.Permissions",
    "States.QueryEvaluationError",
    "States.ResultPathMatchFailure",
    "States.ResultWriterFailed",
    "States.Runtime",
    "States.TaskFailed",
    "States.Timeout",
};

/// What only a distributed Map has.
constexpr std::array<std::string_view, 8> distributed_fields = {
    "ItemReader",
    "ItemBatcher",
    "ResultWriter",
    "Label",
    "ToleratedFailureCount",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath",
};

const json::Value* find_kind(const json::Value& object, std::string_view key, Kind kind) {
  if (object.kind() != Kind::object) return nullptr;
  const json::Value* value = object.find(key);
  return value != nullptr && value->kind() == kind ? value : nullptr;
}

bool has_text(const json::Value& object, std::string_view key, std::string_view text) {
  const json::Value* value = find_kind(object, key, Kind::string);
  return value != nullptr && value->text() == text;
}

const json::Value* processor_of(const json::Value& map) {
  const json::Value* processor = find_kind(map, "ItemProcessor", Kind::object);
  return processor != nullptr ? processor : find_kind(map, "Iterator", Kind::object);
}

/// Whether the name starts with "State." or "States.", whatever the case of the letters.
bool resembles_reserved(std::string_view name) {
  const std::string_view prefix = name.substr(0, name.find('.') + 1);
  return equal_but_for_case(prefix, "state.") || equal_but_for_case(prefix, "states.");
}

}  // namespace

void Checker::check_together(const Context& context, const json::Value& value, Object kind) {
  switch (kind) {
    case Object::machine:
      return check_machine_timeout(value);
    case Object::task:
      return check_task(context, value);
    case Object::map:
      return check_map(context, value);
    case Object::retrier:
      return check_retrier(value);
    case Object::reader_config:
      return check_reader_config(value);
    case Object::rule:
      return check_rule(context, value, false);
    case Object::nested_rule:
      return check_rule(context, value, true);
    default:
      return;
  }
}

void Checker::check_machine_timeout(const json::Value& value) {
  const json::Value* timeout = find_kind(value, "TimeoutSeconds", Kind::integer);
  if (timeout == nullptr || timeout->integer() != 0) return;
  warn("ZERO_SECONDS", timeout->offset(), "TimeoutSeconds is 0",
       "give the seconds that an execution may take, or leave it out");
}

void Checker::check_task(const Context& context, const json::Value& value) {
  const json::Value* heartbeat = find_kind(value, "HeartbeatSeconds", Kind::integer);
  const json::Value* timeout = find_kind(value, "TimeoutSeconds", Kind::integer);
  if (heartbeat != nullptr && timeout != nullptr && heartbeat->integer() >= timeout->integer()) {
    error(heartbeat->offset(), "HeartbeatSeconds is not less than TimeoutSeconds",
          "give less than " + std::to_string(timeout->integer()));
  }
  const json::Value* resource = find_kind(value, "Resource", Kind::string);
  if (resource == nullptr || is_placeholder(*resource)) return;
  const json::Value* credentials = value.find("Credentials");
  if (credentials != nullptr && is_activity(resource->text())) {
    error(credentials->offset(), "an activity takes no Credentials", "take them out");
  }
  check_call(context, value, *resource);
}

void Checker::check_call(const Context& context, const json::Value& value,
                         const json::Value& resource) {
  const auto parameters = parameters_of(resource.text(), sdk_lookup_);
  if (!parameters) return;
  const std::string field = context.is_jsonata ? "Arguments" : "Parameters";
  const json::Value* given = value.find(field);
  if (given == nullptr) {
    return error(resource.offset(), "a call of a service needs the field " + field,
                 "add it, empty where the action takes none");
  }
  if (given->kind() != Kind::object) {
    if (!context.is_jsonata && !is_placeholder(*given)) wrong_kind(*given, field, "an object");
    return;
  }
  // The service asks for what an action's model requires, be it a token of idempotency that an SDK
  // would fill in: "The field 'ClientToken' is required", for emrserverless:startJobRun.
  for (std::string_view rest = parameters->names; !rest.empty();) {
    std::string_view name = take_word(rest);
    if (!name.ends_with('*')) continue;
    name.remove_suffix(1);
    const bool is_there = given->find(name) != nullptr ||
                          (!context.is_jsonata && given->find(std::string{name} + ".$") != nullptr);
    if (is_there) continue;
    error(given->offset(), "the call needs " + std::string{name} + " in its " + field, "add it");
  }
  for (const json::Member& member : given->members()) {
    check_parameter(context, member, *parameters);
  }
}

void Checker::check_parameter(const Context& context, const json::Member& member,
                              const CallParameters& parameters) {
  if (options_.has_placeholders && member.key.find("${") != std::string_view::npos) return;
  std::string_view name = member.key;
  const bool is_path = name.ends_with(".$");
  if (is_path) name.remove_suffix(2);
  auto problem = parameter_problem(parameters, name, sdk_lookup_);
  if (!problem) return;
  // "The field ... is not supported by Step Functions": the service says so of what is written out
  // when a machine is created (https://github.com/aws/aws-cdk/issues/29968), and of what is
  // computed when it runs, as far as is known.
  const bool is_computed = context.is_jsonata ? member.value.kind() == Kind::string &&
                                                    member.value.text().starts_with("{%")
                                              : is_path;
  if (is_computed) {
    warn("UNKNOWN_PARAMETER", member.key_offset, std::move(problem->message),
         std::move(problem->help));
  } else {
    error(member.key_offset, std::move(problem->message), std::move(problem->help));
  }
}

void Checker::check_processor(Context context, const json::Value& value) {
  if (const json::Value* config = find_kind(value, "ProcessorConfig", Kind::object);
      config != nullptr && has_text(*config, "Mode", "DISTRIBUTED")) {
    // Each item has an execution of its own, of this type, which knows no variables around it.
    const bool is_express = has_text(*config, "ExecutionType", "EXPRESS");
    context.type = is_express ? MachineType::express : MachineType::standard;
    context.scope = no_scope;
  }
  check_machine(context, value, Object::processor);
}

void Checker::check_map(const Context& context, const json::Value& value) {
  const json::Value* processor = processor_of(value);
  if (processor == nullptr) return;
  const json::Value* config = find_kind(*processor, "ProcessorConfig", Kind::object);
  if (config != nullptr && has_text(*config, "Mode", "DISTRIBUTED")) {
    if (config->find("ExecutionType") == nullptr) {
      error(config->offset(), "a distributed Map needs an ExecutionType",
            "give STANDARD or EXPRESS");
    }
    if (context.type == MachineType::express) {
      error(config->find("Mode")->offset(), "an express machine has no distributed Map",
            "make the machine a standard one, or the mode INLINE");
    }
    return;
  }
  // A Mode that is left out is INLINE.
  if (config != nullptr &&
      (config->find("Mode") == nullptr || has_text(*config, "Mode", "INLINE"))) {
    if (const json::Value* type = config->find("ExecutionType")) {
      error(type->offset(), "an inline Map has no ExecutionType",
            "take it out, or make the mode DISTRIBUTED");
    }
  }
  for (const json::Member& member : value.members()) {
    if (std::find(distributed_fields.begin(), distributed_fields.end(), member.key) ==
        distributed_fields.end()) {
      continue;
    }
    warn("NOT_DISTRIBUTED", member.key_offset,
         std::string{member.key} + " is for a distributed Map, and this one is inline",
         "give its ProcessorConfig \"Mode\": \"DISTRIBUTED\", or take the field out");
  }
}

void Checker::check_reader_config(const json::Value& value) {
  const json::Value* location = value.find("CSVHeaderLocation");
  const json::Value* headers = value.find("CSVHeaders");
  const bool is_json = has_text(value, "InputType", "JSON");
  const bool is_given = has_text(value, "CSVHeaderLocation", "GIVEN");
  if (is_json || has_text(value, "InputType", "JSONL")) {
    for (const char* field : {"CSVHeaderLocation", "CSVHeaders"}) {
      const json::Value* given = value.find(field);
      if (given == nullptr) continue;
      error(given->offset(), std::string{"a reader of JSON has no field "} + field, "take it out");
    }
  } else if (location == nullptr && has_text(value, "InputType", "CSV")) {
    error(value.offset(), "a reader of CSV needs the field CSVHeaderLocation",
          "give FIRST_ROW or GIVEN");
  } else if (is_given && headers == nullptr) {
    error(value.offset(), "CSVHeaderLocation is GIVEN, and there are no CSVHeaders",
          "give the names of the columns");
  } else if (!is_given && headers != nullptr) {
    warn("UNUSED_FIELD", headers->offset(), "CSVHeaders is not used",
         "let CSVHeaderLocation be GIVEN");
  }
  if (const json::Value* manifest = value.find("ManifestType"); is_json && manifest != nullptr) {
    error(manifest->offset(), "a reader of JSON has no field ManifestType",
          "take it out, or let InputType be CSV, JSONL or PARQUET");
  }
  if (has_text(value, "Transformation", "LOAD_AND_FLATTEN") && value.find("InputType") == nullptr) {
    error(value.offset(), "what is to be flattened needs the field InputType",
          "give CSV, JSON, JSONL or PARQUET");
  }
  const json::Value* pointer = find_kind(value, "ItemsPointer", Kind::string);
  if (pointer != nullptr && !pointer->text().empty() && pointer->text().front() != '/') {
    error(pointer->offset(), "ItemsPointer is no JSON pointer", "let it start with /");
  }
}

void Checker::check_retrier(const json::Value& value) {
  const json::Value* delay = find_kind(value, "MaxDelaySeconds", Kind::integer);
  const json::Value* interval = find_kind(value, "IntervalSeconds", Kind::integer);
  const std::int64_t first = interval == nullptr ? 1 : interval->integer();
  if (first == 0) {
    warn("ZERO_SECONDS", interval->offset(), "IntervalSeconds is 0: the retry does not wait",
         "give at least 1");
  }
  if (delay == nullptr || delay->integer() > first) return;
  warn("UNUSED_FIELD", delay->offset(), "MaxDelaySeconds is not more than IntervalSeconds",
       "give more than " + std::to_string(first) + ": delays do not grow otherwise");
}

void Checker::check_error_names(const json::Value& value) {
  if (!require(value, Kind::array, "ErrorEquals")) return;
  if (value.items().empty()) {
    error(value.offset(), "ErrorEquals is empty", "name at least one error, or States.ALL");
  }
  for (const json::Value& item : value.items()) {
    if (!require(item, Kind::string, "an error's name")) continue;
    const std::string_view name = item.text();
    if (name == all_errors && value.items().size() > 1) {
      error(item.offset(), "States.ALL does not stand alone",
            "leave the other names out, or give them a handler of their own");
    } else if (name == "States.Runtime") {
      warn("UNCATCHABLE_ERROR", item.offset(), "nothing retries or catches States.Runtime",
           "avoid the error: guard paths by IsPresent in a Choice");
    } else if (resembles_reserved(name) &&
               std::find(error_names.begin(), error_names.end(), name) == error_names.end()) {
      const std::string_view nearest = nearest_name(name, error_names);
      warn("UNKNOWN_ERROR_NAME", item.offset(), "no error is called " + shown(name),
           nearest.empty() ? "names that start with States. are those of the service"
                           : "did you mean " + std::string{nearest} + "?");
    }
  }
}

void Checker::check_error_order(const json::Value& handlers) {
  for (std::size_t i = 0; i + 1 < handlers.items().size(); ++i) {
    const json::Value* errors = find_kind(handlers.items()[i], "ErrorEquals", Kind::array);
    if (errors == nullptr) continue;
    for (const json::Value& item : errors->items()) {
      if (item.kind() != Kind::string || item.text() != all_errors) continue;
      error(item.offset(), "States.ALL is not in the last element",
            "move it to the end: what follows it is never tried");
    }
  }
}

void Checker::check_rule(const Context& context, const json::Value& value, bool is_nested) {
  if (!is_nested && value.find("Next") == nullptr) {
    error(value.offset(), "a rule of a Choice needs the field Next", "say where it leads");
  }
  if (context.is_jsonata) {
    if (value.find("Condition") == nullptr) {
      error(value.offset(), "a rule in JSONata needs the field Condition",
            "give true, false, or an expression {% ... %}");
    }
    return;
  }
  std::size_t operators = 0;
  bool is_test = false;
  bool has_unknown = false;  // which is reported already
  for (const json::Member& member : value.members()) {
    const bool is_comparison = find_field(comparison_fields(), member.key) != nullptr;
    const bool is_known =
        is_comparison || find_field(rules_of(context.object).fields, member.key) != nullptr;
    has_unknown = has_unknown || !is_known;
    if (!is_comparison && member.key != "And" && member.key != "Or" && member.key != "Not") {
      continue;
    }
    is_test = is_test || is_comparison;
    if (++operators == 2) {
      error(member.key_offset, "a rule has exactly one operator", "combine several by And or Or");
    }
  }
  const json::Value* variable = value.find("Variable");
  if (operators == 0) {
    if (has_unknown) return;
    error(value.offset(), "a rule needs an operator",
          "add a comparison such as StringEquals, or And, Or or Not");
  } else if (is_test && variable == nullptr) {
    error(value.offset(), "a comparison needs the field Variable",
          "give the path of what is compared");
  } else if (!is_test && variable != nullptr) {
    error(variable->offset(), "And, Or and Not have no Variable", "leave it to the inner rules");
  }
}

}  // namespace idm_synth::asl::validation
