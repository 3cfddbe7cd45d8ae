// SPDX-License-Identifier: Apache-2.0
#include "service_model.hpp"

#include <algorithm>
#include <array>
#include <idm_synth/asl/service_refusal.hpp>
#include <idm_synth/core/text.hpp>

#include "../interpreter/history.hpp"
#include "sites.hpp"

namespace idm_synth::asl {
namespace {

using Meaning = CallOutcome::Meaning;
using Members = std::vector<json::Member>;

const std::string request_id = "00000000-0000-0000-0000-000000000000";

std::string sdk_cause(const std::string& message, const std::string& service) {
  return message + " (Service: " + service + ", Status Code: 400, Request ID: " + request_id + ")";
}

/// What the model of the API has for StartExportTask, beside ExportTaskAlreadyExistsFault.
/// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_StartExportTask.html
constexpr std::array start_errors = {
    "DbClusterSnapshotNotFoundException", "DbSnapshotNotFoundException",
    "DbClusterNotFoundException",         "IamRoleMissingPermissionsException",
    "IamRoleNotFoundException",           "InvalidExportSourceStateException",
    "InvalidExportOnlyException",         "InvalidS3BucketException",
    "KmsKeyNotAccessibleException"};

/// https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
constexpr std::array publish_errors = {
    "InternalErrorException",      "NotFoundException",
    "AuthorizationErrorException", "EndpointDisabledException",
    "InvalidParameterException",   "InvalidParameterValueException",
    "InvalidSecurityException",    "PlatformApplicationDisabledException",
    "ValidationException",         "KMSAccessDeniedException",
    "KMSDisabledException",        "KMSInvalidStateException",
    "KMSNotFoundException",        "KMSThrottlingException",
    "KMSOptInRequiredException"};

constexpr std::array statuses = {"COMPLETE", "IN_PROGRESS", "FAILED", "CANCELED",
                                 "STARTING", "CANCELING",   "PAUSED"};

/// RDS writes sentences, in lines: too long for the subject of an alert, and not to be put into it.
const std::string long_cause =
    "The tables below could not be exported. Look at the permissions of the role on the bucket, "
    "and "
    "at the key.\n- identifiers.example";

bool is_final(std::string_view status) {
  return status == "COMPLETE" || status == "FAILED" || status == "CANCELED";
}

json::Member member(std::string_view key, const json::Value& value) {
  return {key, 0, value};
}
json::Member member(std::string_view key, std::string_view text) {
  return {key, 0, json::Arena::view(text)};
}

/// "KMSDisabledException" is "KmsDisabledException" in the SDK.
std::string sdk_name(std::string name) {
  if (name.starts_with("KMS")) name.replace(0, 3, "Kms");
  return name;
}

}  // namespace

ServiceModel::Knowledge ServiceModel::read(Id service) const {
  const std::span<const Id> tuple = tuples_[service];
  Knowledge knowledge;
  if (tuple.empty()) return knowledge;
  knowledge.snapshot = tuple[0];
  knowledge.has_made_one = tuple[1];
  for (std::size_t i = 2; i < tuple.size(); i += 3) {
    knowledge.exports.push_back({tuple[i], tuple[i + 1], tuple[i + 2]});
  }
  return knowledge;
}

Id ServiceModel::write(const Knowledge& knowledge) {
  std::vector<Id> tuple = {knowledge.snapshot, knowledge.has_made_one};
  for (const Export& known : knowledge.exports) {
    tuple.insert(tuple.end(), {known.identifier, known.snapshot, known.final});
  }
  return tuples_.intern(tuple);
}

Id ServiceModel::before(Id snapshot) {
  return write({.snapshot = snapshot});
}

Id ServiceModel::without_maker(Id service) {
  Knowledge knowledge = read(service);
  knowledge.has_made_one = 0;
  return write(knowledge);
}

bool ServiceModel::is_complete(Id service) const {
  const Knowledge knowledge = read(service);
  return std::ranges::any_of(knowledge.exports, [&](const Export& known) {
    return known.snapshot == knowledge.snapshot && knowledge.snapshot != 0 && known.final != 0 &&
           values_[known.final].text() == "COMPLETE";
  });
}

std::vector<CallOutcome> ServiceModel::outcomes(std::string_view state, const std::string& resource,
                                                Id parameters, Id service, bool has_timeout) {
  outcomes_.clear();
  const json::Value given = values_[parameters];
  if (std::string problem = parameters_problem(resource, given); !problem.empty()) {
    outcomes_.push_back({.label = "cannot be called with these parameters: " + problem,
                         .thrown = Thrown{.error = "States.Runtime", .cause = std::move(problem)},
                         .is_catchable = false,
                         .service = service,
                         .meaning = Meaning::refused});
  } else if (auto refusal = refuse(resource, given)) {
    outcomes_.push_back({.label = "refused for its arguments with " + refusal->error.value_or(""),
                         .thrown = std::move(*refusal),
                         .service = service,
                         .meaning = Meaning::refused});
  } else if (calls(resource, "rds", "startExportTask")) {
    add_start(given, service, has_timeout);
  } else if (calls(resource, "rds", "describeExportTasks")) {
    add_describe(given, service, has_timeout);
  } else if (calls(resource, "sns", "publish")) {
    add_publish(resource.find("aws-sdk:") != std::string::npos, service, has_timeout);
  } else {
    add_listed(state, resource, service, has_timeout);
  }
  fail_too_large(resource);
  arena_.clear();
  return std::move(outcomes_);
}

void ServiceModel::add_return(std::string label, const json::Value& result, Id service) {
  outcomes_.push_back(
      {.label = std::move(label), .result = values_.intern(result), .service = service});
}

void ServiceModel::add_error(const std::string& error, const std::string& cause, Id service,
                             Meaning meaning) {
  outcomes_.push_back({.label = error,
                       .thrown = Thrown{.error = error, .cause = cause},
                       .service = service,
                       .meaning = meaning});
}

void ServiceModel::add_timeout(Id service, bool is_lost) {
  outcomes_.push_back(
      {.label = is_lost ? "States.Timeout, though the call took effect" : "States.Timeout",
       .thrown = Thrown{.error = "States.Timeout", .cause = {}},
       .is_timeout = true,
       .service = service});
}

void ServiceModel::fail_too_large(const std::string& resource) {
  for (CallOutcome& outcome : outcomes_) {
    if (outcome.thrown || !is_over_limit(values_[outcome.result])) continue;
    Failure failure = data_limit_exceeded(integration_of(resource).type, true);
    outcome.label += ": " + *failure.error;
    outcome.thrown = Thrown{.error = std::move(failure.error), .cause = std::move(failure.cause)};
    outcome.is_too_large = true;
  }
}

void ServiceModel::add_start(const json::Value& parameters, Id service, bool has_timeout) {
  const Knowledge before = read(service);
  const Id identifier = values_.intern(*parameters.find("ExportTaskIdentifier"));
  const Id snapshot = values_.intern(*parameters.find("SourceArn"));
  const auto known = std::ranges::find(before.exports, identifier, &Export::identifier);
  const std::string exists = "Rds.ExportTaskAlreadyExistsException";
  const std::string exists_cause = sdk_cause("The export task already exists.", "Rds");
  const auto add_known = [&](Id of_snapshot, Id after) {
    const bool is_wanted = of_snapshot == before.snapshot && snapshot == before.snapshot;
    add_error(exists, exists_cause, after,
              is_wanted ? Meaning::own_export_known : Meaning::nothing);
  };
  const auto with = [&](Id of_snapshot, bool is_own) {
    Knowledge after = before;
    if (is_own) after.has_made_one = 1;
    constexpr std::size_t most_exports = 3;
    if (after.exports.size() == most_exports) after.exports.erase(after.exports.begin());
    after.exports.push_back({identifier, of_snapshot, 0});
    return write(after);
  };
  if (known != before.exports.end()) {
    add_known(known->snapshot, service);
  } else {
    const Meaning meaning = before.has_made_one != 0 ? Meaning::second_export : Meaning::nothing;
    const Id made = with(snapshot, true);
    const Members full = {member("ExportTaskIdentifier", values_[identifier]),
                          member("SourceArn", values_[snapshot]), member("Status", "STARTING")};
    add_return("the export starts", arena_.object(full), made);
    outcomes_.back().meaning = meaning;
    add_return("the export starts; the answer is empty", arena_.object({}), made);
    outcomes_.back().meaning = meaning;
    // The answer is lost on its way: the caller sees an error.
    if (has_timeout) {
      add_timeout(made, true);
    } else {
      add_error("Rds.SdkClientException",
                "Unable to execute HTTP request: Read timed out (Service: Rds)", made);
      outcomes_.back().label += ", though the call took effect";
    }
    outcomes_.back().meaning = meaning;
    // Another execution for the same event has made it, or one for another snapshot.
    add_known(snapshot, with(snapshot, false));
    outcomes_.back().label += " (of a duplicate event)";
    const json::Value other = arena_.string(std::string{values_[snapshot].text()} + "-other");
    add_known(values_.intern(other), with(values_.intern(other), false));
    outcomes_.back().label += " (of another snapshot)";
  }
  for (const char* error : start_errors) {
    add_error("Rds." + std::string{error}, sdk_cause("The export cannot be started.", "Rds"),
              service);
  }
  add_error("Rds.RdsException", sdk_cause("Rate exceeded", "Rds"), service);
  if (has_timeout) add_timeout(service);
}

void ServiceModel::add_describe(const json::Value& parameters, Id service, bool has_timeout) {
  const Knowledge knowledge = read(service);
  const json::Value* identifier = parameters.find("ExportTaskIdentifier");
  const json::Value* source = parameters.find("SourceArn");
  const auto found = std::ranges::find_if(knowledge.exports, [&](const Export& known) {
    return (identifier == nullptr || json::equal(*identifier, values_[known.identifier])) &&
           (source == nullptr || json::equal(*source, values_[known.snapshot]));
  });
  if (found != knowledge.exports.end()) add_answers(*found, service, knowledge);
  const Members empty = {member("ExportTasks", arena_.array({}))};
  add_return("an empty list", arena_.object(empty), service);
  add_return("an answer without ExportTasks", arena_.object({}), service);
  add_error("Rds.ExportTaskNotFoundException", sdk_cause("The export task is not found.", "Rds"),
            service);
  add_error("Rds.RdsException", sdk_cause("Rate exceeded", "Rds"), service);
  add_error("Rds.SdkClientException",
            "Unable to execute HTTP request: Read timed out (Service: Rds)", service);
  if (has_timeout) add_timeout(service);
}

void ServiceModel::add_answers(Export task, Id service, const Knowledge& knowledge) {
  const json::Member identifier = member("ExportTaskIdentifier", values_[task.identifier]);
  const json::Member source = member("SourceArn", values_[task.snapshot]);
  const auto add = [&](std::string label, const Members& members, Id after) {
    const std::array tasks = {arena_.object(members)};
    const Members answer = {member("ExportTasks", arena_.array(tasks))};
    add_return(std::move(label), arena_.object(answer), after);
  };
  for (const std::string status : statuses) {
    if (task.final != 0 && values_[task.final].text() != status) continue;
    const json::Member said = member("Status", arena_.string(status));
    Id after = service;
    if (is_final(status)) {
      Knowledge known = knowledge;
      for (Export& each : known.exports) {
        if (each.identifier == task.identifier) each.final = values_.intern(said.value);
      }
      after = write(known);
    }
    add(status, {identifier, source, said}, after);
    if (status == "COMPLETE") {
      add("COMPLETE with a warning",
          {identifier, source, said, member("WarningMessage", long_cause)}, after);
      add("COMPLETE with an empty warning",
          {identifier, source, said, member("WarningMessage", "")}, after);
    } else if (status == "FAILED") {
      add("FAILED with a cause", {identifier, source, said, member("FailureCause", long_cause)},
          after);
    }
    if (is_final(status) || status == "IN_PROGRESS") {
      add(status + " without SourceArn", {identifier, said}, after);
    }
  }
  add("a task without Status", {identifier, source}, service);
  add("a task without members", {}, service);
}

void ServiceModel::add_publish(bool is_sdk, Id service, bool has_timeout) {
  const Members answer = {member("MessageId", request_id)};
  add_return("published", arena_.object(answer), service);
  for (const std::string error : publish_errors) {
    if (is_sdk) {
      add_error("Sns." + sdk_name(error), sdk_cause("The message is not published.", "Sns"),
                service);
    } else {
      add_error(
          "SNS." + error,
          "The message is not published. (Service: AmazonSNS; Status Code: 400; Request ID: " +
              request_id + "; Proxy: null)",
          service);
    }
  }
  // What the API does not model, throttling above all, has the name of the service.
  add_error(is_sdk ? "Sns.SnsException" : "SNS.AmazonSNSException", "Rate exceeded", service);
  if (has_timeout) add_timeout(service);
}

void ServiceModel::add_listed(std::string_view state, const std::string& resource, Id service,
                              bool has_timeout) {
  const std::vector<TaskOutcome>* listed = options_.find_outcomes(state, resource);
  if (listed == nullptr) {
    throw UsageError("it is not known what the task of the state " + shown(state) +
                     " may end with (" + resource +
                     "): list its outcomes, as the help of verify shows");
  }
  for (const TaskOutcome& outcome : *listed) {
    if (const auto* thrown = std::get_if<Thrown>(&outcome.result)) {
      outcomes_.push_back({.label = thrown->error.value_or("an error without a name"),
                           .thrown = *thrown,
                           .service = service});
    } else {
      const json::Value& result = std::get<json::Value>(outcome.result);
      constexpr std::size_t longest = 60;
      std::string text = json::to_text(result);
      if (text.size() > longest) text = "a result of " + std::to_string(text.size()) + " bytes";
      add_return(std::move(text), result, service);
    }
  }
  add_error("States.TaskFailed", "The task failed.", service);
  if (has_timeout) add_timeout(service);
}

}  // namespace idm_synth::asl
