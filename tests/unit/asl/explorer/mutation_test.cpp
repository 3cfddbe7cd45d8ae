// SPDX-License-Identifier: Apache-2.0
// Takes one guard out of the export machine at a time: each is needed, and each is missed.
#include <functional>
#include <nlohmann/json.hpp>

#include "support.hpp"

using namespace idm_synth;
using Json = nlohmann::ordered_json;

namespace {

struct Mutation {
  const char* name;
  const char* violated;  ///< at least this property
  std::function<void(Json&)> change;
};

Json without(const Json& items, std::size_t index) {
  Json kept = Json::array();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != index) kept.push_back(items[i]);
  }
  return kept;
}

void drop(Json& items, std::size_t index) {
  items = without(items, index);
}

std::string message_of(Json& states) {
  return states["NotifyFailure"]["Parameters"]["Message.$"];
}

const std::vector<Mutation>& mutations() {
  static const std::vector<Mutation> all = {
      {"no IsPresent of the snapshot", "alert",
       [](Json& s) { drop(s["CheckSnapshot"]["Choices"][0]["And"], 0); }},
      {"no check of the snapshot's ARN", "alert",
       [](Json& s) {
         s["CheckSnapshot"]["Choices"][0]["And"] =
             Json::array({{{"Variable", "$$.Execution.Input.resources[0]"}, {"IsString", true}}});
       }},
      {"no Catch of StartExportTask", "alert",
       [](Json& s) { s["StartExportTask"].erase("Catch"); }},
      {"no Catch of an export that exists", "no-false-alert",
       [](Json& s) { drop(s["StartExportTask"]["Catch"], 0); }},
      {"no Catch of DescribeExportTask", "alert",
       [](Json& s) { s["DescribeExportTask"].erase("Catch"); }},
      {"a Catch that leaves timeouts out", "alert",
       [](Json& s) { s["DescribeExportTask"]["Catch"][1]["ErrorEquals"] = {"States.TaskFailed"}; }},
      {"no TimeoutSeconds of DescribeExportTask", "bounded",
       [](Json& s) { s["DescribeExportTask"].erase("TimeoutSeconds"); }},
      {"no comparison of SourceArn", "complete",
       [](Json& s) {
         Json& rules = s["CheckExportStatus"]["Choices"];
         drop(rules[2]["And"], 1);
         drop(rules[1]["And"], 1);
         drop(rules, 0);
       }},
      {"IN_PROGRESS taken for COMPLETE", "complete",
       [](Json& s) {
         s["CheckExportStatus"]["Choices"][2]["And"][3]["StringEquals"] = "IN_PROGRESS";
       }},
      {"no IsPresent of the Status", "alert",
       [](Json& s) { drop(s["CheckExportStatus"]["Choices"][6]["And"], 0); }},
      {"no limit of the polls", "ends",
       [](Json& s) {
         drop(s["CheckExportStatus"]["Choices"], 5);
         drop(s["CheckExportStatus"]["Choices"], 4);
       }},
      {"polls that are not counted", "ends", [](Json& s) { s["WaitForExport"].erase("Assign"); }},
      {"no Default of CheckExportStatus", "alert",
       [](Json& s) { s["CheckExportStatus"].erase("Default"); }},
      {"nobody who is told anything", "alert",
       [](Json& s) {
         for (const char* name : {"NotifyFailure", "NotifyWarning"}) {
           s[name] = {{"Type", "Pass"}, {"Next", s[name]["Next"]}};
         }
       }},
      {"no Retry of NotifyFailure", "alert", [](Json& s) { s["NotifyFailure"].erase("Retry"); }},
      {"too few retries of NotifyFailure", "alert",
       [](Json& s) { s["NotifyFailure"]["Retry"][0]["MaxAttempts"] = 5; }},
      {"a subject that SNS refuses", "alert",
       [](Json& s) { s["NotifyFailure"]["Parameters"]["Subject"] = std::string(100, 'x'); }},
      {"a message that reads what is not there", "alert",
       [](Json& s) {
         std::string message = message_of(s);
         message.replace(message.find("$cause"), 6, "$.Cause");
         s["NotifyFailure"]["Parameters"]["Message.$"] = message;
       }},
      {"a variable that is not set at first", "alert",
       [](Json& s) { s["PrepareExport"]["Assign"].erase("status"); }},
      {"an identifier of the whole name", "valid-start",
       [](Json& s) {
         Json& assign = s["PrepareExport"]["Assign"];
         assign["exportId.$"] = assign["namedExportId.$"];
       }},
      {"an identifier that is new for each try", "once",
       [](Json& s) {
         s["StartExportTask"]["Parameters"]["ExportTaskIdentifier.$"] =
             "States.Format('e-{}', States.UUID())";
         // Every try makes another world; two of them are enough.
         for (Json& retry : s["StartExportTask"]["Retry"]) retry["MaxAttempts"] = 2;
       }},
      {"a prefix that RDS refuses", "valid-start",
       [](Json& s) {
         Json& parameters = s["StartExportTask"]["Parameters"];
         parameters.erase("S3Prefix.$");
         parameters["S3Prefix"] = "exports:identifiers";
       }},
  };
  return all;
}

/// The export machine with few polls, for the sake of time.
Json quick_machine() {
  Json machine = Json::parse(test::export_machine());
  Json& rules = machine["States"]["CheckExportStatus"]["Choices"];
  rules[4]["And"][0]["NumericGreaterThanEquals"] = 4;
  rules[5]["NumericGreaterThanEquals"] = 4;
  return machine;
}

}  // namespace

TEST_CASE("with few polls, the export machine holds", "[explorer][mutation]") {
  CHECK(test::verified(quick_machine().dump()).holds());
}

TEST_CASE("each guard of the export machine is missed", "[explorer][mutation]") {
  for (const Mutation& mutation : mutations()) {
    Json machine = quick_machine();
    mutation.change(machine["States"]);
    INFO(mutation.name);
    const asl::VerifyResult result = test::verified(machine.dump());
    INFO(test::violated(result));
    CHECK_FALSE(result.holds());
    CHECK(result.property(mutation.violated).verdict == asl::Property::Verdict::violated);
  }
}

TEST_CASE("a TimeoutSeconds of the machine ends executions unheard", "[explorer][mutation]") {
  Json machine = quick_machine();
  machine["TimeoutSeconds"] = 3600;
  const asl::VerifyResult result = test::verified(machine.dump());
  CHECK(test::violated(result) == "alert");
  CHECK(result.property("alert").counterexamples.front().summary ==
        "the machine's TimeoutSeconds ends the execution after 1 h, and nobody is told");
  CHECK(result.longest == std::chrono::hours{1});
}
