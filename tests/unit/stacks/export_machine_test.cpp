// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "stacks/export_machine.hpp"
#include "stacks/stacks.hpp"
#include "support/catch.hpp"
#include "support/document_json.hpp"
#include "support/snapshot.hpp"

using namespace idm_synth;
using namespace std::chrono_literals;
using nlohmann::ordered_json;
using stacks::Config;

namespace {

asl::Definition machine(const Config& config, asl::Argument<String> bucket = "a-bucket") {
  return stacks::export_machine(
      config, {.bucket = std::move(bucket),
               .export_role_arn = external<String>("aws_iam_role.rds_s3_export.arn"),
               .key_id = external<String>("aws_kms_key.rds_export.arn"),
               .alert_topic_arn = external<String>("aws_sns_topic.rds_export_alerts.arn")});
}

ordered_json states(const Config& config) {
  return test::to_json(to_document(machine(config)))["States"];
}

}  // namespace

TEST_CASE("the export machine", "[stacks][export_machine]") {
  const asl::Definition flow = machine(Config{}, "wellcomecollection-platform-id-minter");
  CHECK(flow.problems().empty());
  CHECK_SNAPSHOT(test::to_json(to_document(flow)).dump(2) + "\n", "export_machine.asl.json");
}

TEST_CASE("the export machine takes its names from the configuration", "[stacks][export_machine]") {
  Config config;
  config.name_prefix = "other";
  config.s3_prefix = "it's/{here}";
  config.export_identifier_prefix = "nightly";
  const ordered_json json = states(config);
  CHECK(json["NotifyFailure"]["Parameters"]["Subject"] == "other RDS export failed");
  CHECK(json["NotifyWarning"]["Parameters"]["Subject"] ==
        "other RDS export complete, with a warning");
  CHECK(json["StartExportTask"]["Parameters"]["S3Prefix.$"] ==
        R"(States.Format('it\'s/\{here\}/{}', $date))");
  const ordered_json& assign = json["PrepareExport"]["Assign"];
  CHECK(assign["namedExportId.$"] == "States.Format('nightly-{}', $$.Execution.Name)");
  CHECK(assign["exportId.$"] ==
        "States.Format('nightly-{}', States.Hash($$.Execution.Name, 'MD5'))");
  CHECK(assign["eventExportId.$"] ==
        "States.ArrayGetItem(States.StringSplit(States.Format('nightly-{}', $$.Execution.Name), "
        "'_'), 0)");
}

TEST_CASE("the bucket may be an expression", "[stacks][export_machine]") {
  const asl::Definition flow = machine(Config{}, external<String>("aws_s3_bucket.b.bucket"));
  CHECK(
      test::to_json(to_document(flow))["States"]["StartExportTask"]["Parameters"]["S3BucketName"] ==
      "${aws_s3_bucket.b.bucket}");
}

TEST_CASE("the longest export is counted in polls", "[stacks][export_machine]") {
  struct Case {
    std::chrono::seconds interval;
    std::chrono::seconds longest;
    int polls;
    std::string words;
  };
  const auto expected = GENERATE(values<Case>({
      {5min, 12h, 144, "12 hours"},
      {5min, 1h, 12, "1 hour"},
      {7min, 1h, 9, "1 hour"},
      {10min, 90min, 9, "90 minutes"},
      {60s, 90s, 2, "90 seconds"},
      {10min, 1min, 1, "1 minute"},
  }));
  Config config;
  config.poll_interval = expected.interval;
  config.longest_export = expected.longest;
  const ordered_json json = states(config);
  CHECK(json["WaitForExport"]["Seconds"] == expected.interval.count());
  const ordered_json& limit = json["CheckExportStatus"]["Choices"][4];
  CHECK(limit["And"][0]["NumericGreaterThanEquals"] == expected.polls);
  CHECK(json["CheckExportStatus"]["Choices"][5]["NumericGreaterThanEquals"] == expected.polls);
  CHECK(limit["Comment"] == "The longest export, " + expected.words + ", in polls.");
  CHECK(limit["Assign"]["problem"] == "The export was not complete after " + expected.words +
                                          " of polling. It may still be running.");
}

TEST_CASE("values that no machine can have are reported", "[stacks][export_machine]") {
  Config config;
  config.poll_interval = -1s;
  const Diagnostics problems = machine(config).problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].summary == "/States/WaitForExport/Seconds: -1 is out of range");
}

TEST_CASE("an export that cannot be polled as configured is reported", "[stacks]") {
  const auto summary = [](std::chrono::seconds interval, std::chrono::seconds longest) {
    Config config;
    config.poll_interval = interval;
    config.longest_export = longest;
    const auto problem = poll_problem(config);
    return problem ? problem->summary : "";
  };
  CHECK(summary(5min, 12h).empty());
  CHECK(summary(1s, 750s).empty());
  CHECK(summary(0s, 1h) ==
        "an export of 1 hour that is polled every 0 hours leaves no time between "
        "the polls");
  CHECK(summary(2h, 1h) == "an export of 1 hour that is polled every 2 hours is never polled");
  CHECK(summary(1s, 751s) ==
        "an export of 751 seconds that is polled every 1 second takes 751 "
        "polls, at most 750 of which fit one execution's history");
  CHECK(summary(1h, 720h).empty());
  CHECK(summary(1h, 721h) ==
        "an export of 721 hours that is polled every 1 hour may outlive its "
        "execution");

  App app;
  Config config;
  config.poll_interval = 0s;
  define(app, config);
  const Diagnostics found = diagnose(app);
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "config-polls");
  CHECK(found[0].address == "aws_sfn_state_machine.rds_export");
}

TEST_CASE("the machine calls three operations", "[stacks][export_machine]") {
  std::string calls;
  machine(Config{}).for_each_task([&](const asl::StateNode& node, const asl::Task& task) {
    calls += node.name + " " + std::get<std::string>(task.call.resource.value()) + "\n";
  });
  CHECK(calls ==
        "StartExportTask arn:aws:states:::aws-sdk:rds:startExportTask\n"
        "DescribeExportTask arn:aws:states:::aws-sdk:rds:describeExportTasks\n"
        "NotifyWarning arn:aws:states:::sns:publish\n"
        "NotifyFailure arn:aws:states:::sns:publish\n");
}
