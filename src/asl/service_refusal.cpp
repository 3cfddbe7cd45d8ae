// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <idm_synth/asl/service_refusal.hpp>
#include <idm_synth/core/text.hpp>
#include <span>
#include <vector>

#include "call_parameters.hpp"

namespace idm_synth::asl {
namespace {

using json::Value;
using Kind = json::Value::Kind;

/// The text of a parameter, where it is given and known.
std::optional<std::string_view> known_text(const Value& parameters, std::string_view name) {
  const Value* value = parameters.find(name);
  if (value == nullptr || value->kind() != Kind::string || !is_known(*value)) return {};
  return value->text();
}

// A request has an id of its own; no real one is zero.
constexpr std::string_view request_id = "00000000-0000-0000-0000-000000000000";

std::string sdk_cause(const std::string& message, const std::string& service, int status) {
  return message + " (Service: " + service + ", Status Code: " + std::to_string(status) +
         ", Request ID: " + std::string{request_id} + ")";
}

// rds

/// A code that the API does not model, such as InvalidParameterValue, arrives as this one.
Thrown rds_refusal(const std::string& message, const std::string& error = "Rds.RdsException") {
  return {.error = error, .cause = sdk_cause(message, "Rds", 400)};
}

std::optional<Thrown> refuse_identifier(std::string_view identifier) {
  constexpr std::size_t max_size = 60;
  const std::string start = "The parameter ExportTaskIdentifier is not a valid identifier";
  const bool is_legal = !identifier.empty() && is_letter(identifier.front()) &&
                        identifier.back() != '-' &&
                        identifier.find("--") == std::string_view::npos &&
                        std::all_of(identifier.begin(), identifier.end(),
                                    [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
  if (!is_legal) {
    return rds_refusal(start +
                       ". Identifiers must begin with a letter; must contain only ASCII letters, "
                       "digits, and hyphens; and must not end with a hyphen or contain two "
                       "consecutive hyphens.");
  }
  if (identifier.size() > max_size) {
    return rds_refusal(start + " because it is longer than " + std::to_string(max_size) +
                       " characters.");
  }
  return {};
}

/// The parts of an ARN; the last one is the rest, colons included.
std::array<std::string_view, 6> arn_parts(std::string_view arn) {
  std::array<std::string_view, 6> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t colon = i + 1 == parts.size() ? std::string_view::npos : arn.find(':');
    parts[i] = arn.substr(0, colon);
    arn = colon == std::string_view::npos ? "" : arn.substr(colon + 1);
  }
  return parts;
}

/// A snapshot or a cluster. A continuous recovery point of AWS Backup is neither, and cannot be
/// exported.
bool is_export_source(std::string_view arn) {
  const auto [scheme, partition, service, region, account, rest] = arn_parts(arn);
  if (scheme != "arn" || service != "rds" || partition.empty() || region.empty()) return false;
  const std::size_t colon = rest.find(':');
  if (account.empty() || colon == std::string_view::npos || colon + 1 == rest.size()) return false;
  const std::string_view type = rest.substr(0, colon);
  return type == "snapshot" || type == "cluster-snapshot" || type == "cluster";
}

/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
bool is_bucket_name(std::string_view name) {
  constexpr std::size_t min_size = 3;
  constexpr std::size_t max_size = 63;
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c); };
  return name.size() >= min_size && name.size() <= max_size && is_plain(name.front()) &&
         is_plain(name.back()) && std::all_of(name.begin(), name.end(), [&](char c) {
           return is_plain(c) || c == '.' || c == '-';
         });
}

/// "database", "database.table" or "database.schema.table".
bool is_export_part(std::string_view part) {
  constexpr auto max_dots = 2;
  return !part.empty() && part.front() != '.' && part.back() != '.' &&
         part.find("..") == std::string_view::npos &&
         std::count(part.begin(), part.end(), '.') <= max_dots;
}

std::optional<Thrown> refuse_start_export(const Value& parameters) {
  for (const char* name :
       {"ExportTaskIdentifier", "SourceArn", "S3BucketName", "IamRoleArn", "KmsKeyId"}) {
    if (known_text(parameters, name) == "") {
      return rds_refusal("The parameter " + std::string{name} +
                         " must be provided and must not be blank.");
    }
  }
  if (const auto identifier = known_text(parameters, "ExportTaskIdentifier")) {
    if (auto refusal = refuse_identifier(*identifier)) return refusal;
  }
  if (const auto arn = known_text(parameters, "SourceArn"); arn && !is_export_source(*arn)) {
    return rds_refusal(
        "The specified resource name does not match an RDS resource in this region.");
  }
  if (const auto bucket = known_text(parameters, "S3BucketName");
      bucket && !is_bucket_name(*bucket)) {
    return rds_refusal(
        "The specified Amazon S3 bucket name can't be found or Amazon RDS isn't authorized to "
        "access the specified Amazon S3 bucket.",
        "Rds.InvalidS3BucketException");
  }
  if (const auto prefix = known_text(parameters, "S3Prefix");
      prefix && prefix->find(':') != std::string_view::npos) {
    return rds_refusal("The parameter S3Prefix must not contain a colon.");
  }
  if (const Value* parts = parameters.find("ExportOnly")) {
    for (const Value& part : parts->items()) {
      if (is_known(part) && !is_export_part(part.text())) {
        return rds_refusal("The export is invalid.", "Rds.InvalidExportOnlyException");
      }
    }
  }
  return {};
}

std::optional<Thrown> refuse_describe_exports(const Value& parameters) {
  constexpr std::int64_t min_records = 20;
  constexpr std::int64_t max_records = 100;
  if (const Value* records = parameters.find("MaxRecords");
      records != nullptr && records->kind() == Kind::integer &&
      (records->integer() < min_records || records->integer() > max_records)) {
    return rds_refusal("Invalid value " + std::to_string(records->integer()) +
                       " for MaxRecords. Must be between 20 and 100");
  }
  if (const auto type = known_text(parameters, "SourceType");
      type && *type != "SNAPSHOT" && *type != "CLUSTER") {
    return rds_refusal("Invalid value " + std::string{*type} +
                       " for SourceType. Must be SNAPSHOT or CLUSTER");
  }
  return {};
}

std::optional<Thrown> refuse_nothing(const Value& /*parameters*/) {
  return {};
}

// sns

bool is_subject(std::string_view subject) {
  constexpr std::size_t max_size = 99;
  return !subject.empty() && subject.size() <= max_size && subject.front() != ' ' &&
         std::all_of(subject.begin(), subject.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// A text for each protocol: "default" at least. Both messages of the service are recorded.
std::string structure_problem(const Value& message) {
  const std::string start = "Invalid parameter: Message Structure - ";
  const auto problem_of = [&](const Value& texts) {
    if (texts.kind() != Kind::object) return start + "JSON message body failed to parse";
    const Value* text = texts.find("default");
    const bool is_given = text != nullptr && text->kind() == Kind::string;
    return is_given ? std::string{} : start + "No default entry in JSON message body";
  };
  if (message.kind() != Kind::string) return problem_of(message);
  try {
    return problem_of(json::Tree{std::string{message.text()}}.root());
  } catch (const json::SyntaxError&) {
    return start + "JSON message body failed to parse";
  }
}

/// What is wrong with the arguments; empty where nothing is.
std::string sns_problem(const Value& parameters) {
  constexpr std::size_t max_message_size = 262'144;
  const auto is_given = [&](std::string_view name) { return parameters.find(name) != nullptr; };
  if (!is_given("TopicArn") && !is_given("TargetArn") && !is_given("PhoneNumber")) {
    return "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter";
  }
  for (const char* name : {"TopicArn", "TargetArn"}) {
    const auto arn = known_text(parameters, name);
    if (!arn) continue;
    const auto elements = std::count(arn->begin(), arn->end(), ':') + 1;
    constexpr auto min_elements = 6;
    if (elements < min_elements) {
      return "Invalid parameter: " + std::string{name} +
             " Reason: An ARN must have at least 6 elements, not " + std::to_string(elements);
    }
    if (arn->ends_with(".fifo") && !is_given("MessageGroupId")) {
      return "Invalid parameter: The MessageGroupId parameter is required for FIFO topics";
    }
  }
  if (const auto subject = known_text(parameters, "Subject"); subject && !is_subject(*subject)) {
    return "Invalid parameter: Subject";
  }
  const Value* given = parameters.find("Message");
  const Value message = given == nullptr ? Value{} : *given;
  const bool is_text = message.kind() == Kind::string;
  if (is_text && message.text().empty()) return "Invalid parameter: Empty message";
  // A placeholder may become shorter.
  const std::size_t size = is_text ? message.text().size() : json::text_size(message);
  if (is_known(message) && size > max_message_size) return "Invalid parameter: Message too long";
  if (known_text(parameters, "MessageStructure") == "json" && is_known(message)) {
    return structure_problem(message);
  }
  return {};
}

std::optional<Thrown> refuse_publish(const Value& parameters) {
  const std::string problem = sns_problem(parameters);
  if (problem.empty()) return {};
  return Thrown{.error = "SNS.InvalidParameterException",
                .cause = problem +
                         " (Service: AmazonSNS; Status Code: 400; Error Code: InvalidParameter; "
                         "Request ID: " +
                         std::string{request_id} + "; Proxy: null)"};
}

std::optional<Thrown> refuse_sdk_publish(const Value& parameters) {
  const std::string problem = sns_problem(parameters);
  if (problem.empty()) return {};
  return Thrown{.error = "Sns.InvalidParameterException", .cause = sdk_cause(problem, "Sns", 400)};
}

// The operations.

constexpr std::array<Parameter, 7> start_export_parameters = {{
    {.name = "ExportTaskIdentifier", .is_required = true},
    {.name = "SourceArn", .is_required = true},
    {.name = "S3BucketName", .is_required = true},
    {.name = "IamRoleArn", .is_required = true},
    {.name = "KmsKeyId", .is_required = true},
    {.name = "S3Prefix"},
    {.name = "ExportOnly", .type = ParameterType::texts},
}};

constexpr std::array<Parameter, 6> describe_exports_parameters = {{
    {.name = "ExportTaskIdentifier"},
    {.name = "SourceArn"},
    {.name = "Filters", .type = ParameterType::objects},
    {.name = "Marker"},
    {.name = "MaxRecords", .type = ParameterType::integer},
    {.name = "SourceType"},
}};

constexpr std::array<Parameter, 1> cancel_export_parameters = {{
    {.name = "ExportTaskIdentifier", .is_required = true},
}};

/// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html. That a TaskToken beside the
/// payload is refused here, and not when the machine is made, is recorded.
constexpr std::array<Parameter, 8> invoke_parameters = {{
    {.name = "FunctionName", .is_required = true},
    {.name = "Payload", .type = ParameterType::anything},
    {.name = "InvocationType"},
    {.name = "Qualifier"},
    {.name = "ClientContext"},
    {.name = "LogType"},
    {.name = "TenantId"},
    {.name = "DurableExecutionName"},
}};

/// The optimised integration takes any JSON as the message, and publishes its text.
constexpr std::array<Parameter, 9> publish_parameters(ParameterType message) {
  return {{{.name = "TopicArn"},
           {.name = "TargetArn"},
           {.name = "PhoneNumber"},
           {.name = "Message", .type = message, .is_required = true},
           {.name = "Subject"},
           {.name = "MessageStructure"},
           {.name = "MessageAttributes", .type = ParameterType::object},
           {.name = "MessageDeduplicationId"},
           {.name = "MessageGroupId"}}};
}

constexpr auto optimised_publish_parameters = publish_parameters(ParameterType::anything);
constexpr auto sdk_publish_parameters = publish_parameters(ParameterType::text);

struct Operation {
  std::string_view resource;  ///< behind "arn:<partition>:states:::"
  std::span<const Parameter> parameters;
  std::optional<Thrown> (*refuse)(const Value& parameters);
};

constexpr std::array<Operation, 6> operations = {{
    {"aws-sdk:rds:startExportTask", start_export_parameters, refuse_start_export},
    {"aws-sdk:rds:describeExportTasks", describe_exports_parameters, refuse_describe_exports},
    {"aws-sdk:rds:cancelExportTask", cancel_export_parameters, refuse_nothing},
    {"sns:publish", optimised_publish_parameters, refuse_publish},
    {"aws-sdk:sns:publish", sdk_publish_parameters, refuse_sdk_publish},
    {"lambda:invoke", invoke_parameters, refuse_nothing},
}};

constexpr std::string_view states = ":states:::";

const Operation* find_operation(std::string_view resource) {
  constexpr std::string_view callback = ".waitForTaskToken";
  const std::size_t start = resource.find(states);
  if (start == std::string_view::npos) return nullptr;
  resource.remove_prefix(start + states.size());
  if (resource.ends_with(callback)) resource.remove_suffix(callback.size());
  const auto found =
      std::find_if(operations.begin(), operations.end(),
                   [&](const Operation& operation) { return operation.resource == resource; });
  return found == operations.end() ? nullptr : &*found;
}

}  // namespace

std::string parameters_problem(std::string_view resource, const Value& parameters) {
  if (resource.find(states) == std::string_view::npos) return {};
  if (std::string problem = template_problem(parameters); !problem.empty()) return problem;
  const Operation* operation = find_operation(resource);
  if (operation == nullptr || parameters.kind() != Kind::object) return {};
  return form_problem(parameters, operation->parameters);
}

std::optional<Thrown> refuse(std::string_view resource, const Value& parameters) {
  const Operation* operation = find_operation(resource);
  if (operation == nullptr || parameters.kind() != Kind::object) return {};
  return operation->refuse(parameters);
}

}  // namespace idm_synth::asl
