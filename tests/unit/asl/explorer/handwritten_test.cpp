// SPDX-License-Identifier: Apache-2.0
// What is wrong with an export machine that was written by hand: each way that it fails unheard.
#include "support.hpp"

using namespace idm_synth;
using idm_synth::test::find;

namespace {

const asl::VerifyResult& handwritten() {
  static const asl::VerifyResult result =
      test::verified(test::read_test_file("unit/asl/explorer/handwritten.asl.json"));
  return result;
}

bool has_step(const asl::Trace& trace, const std::string& state, const std::string& what) {
  for (const asl::TraceStep& step : trace.steps) {
    if (step.state == state && step.what.find(what) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the handwritten machine: EventBridge's name makes an identifier that RDS refuses",
          "[explorer][handwritten]") {
  const auto* found = find(handwritten(), "valid-start", "StartExportTask", "refuses");
  REQUIRE(found != nullptr);
  CHECK(found->trace.input.label == "AWS Backup event");
  CHECK(("identifiers-export-" + found->trace.input.execution_name).size() == 92);
  CHECK(find(handwritten(), "valid-start", "StartExportTask", "AWS Backup event succeeds") !=
        nullptr);
  CHECK(find(handwritten(), "valid-start", "StartExportTask", "manual start succeeds") == nullptr);
}

TEST_CASE("the handwritten machine: nobody hears of a describe call that goes on failing",
          "[explorer][handwritten]") {
  const auto* found = find(handwritten(), "alert", "DescribeExportTask", "with Rds.");
  REQUIRE(found != nullptr);
  CHECK(found->trace.steps.size() == 6);  // start, wait, and four tries
}

TEST_CASE("the handwritten machine: nothing catches an answer without the status",
          "[explorer][handwritten]") {
  const auto* found = find(handwritten(), "alert", "DescribeExportTask", "States.Runtime");
  REQUIRE(found != nullptr);
  CHECK(has_step(found->trace, "DescribeExportTask", "could not be found"));
}

TEST_CASE("the handwritten machine: nothing catches an input without a snapshot",
          "[explorer][handwritten]") {
  const auto* found = find(handwritten(), "alert", "StartExportTask", "States.Runtime");
  REQUIRE(found != nullptr);
  CHECK_FALSE(found->trace.input.is_valid);
  CHECK(has_step(found->trace, "StartExportTask", "$.resources[0]"));
}

TEST_CASE("the handwritten machine: an export without an end is polled for ever",
          "[explorer][handwritten]") {
  const auto* found = find(handwritten(), "ends", "DescribeExportTask", "for ever");
  REQUIRE(found != nullptr);
  REQUIRE(found->trace.loop_start);
  const auto& steps = found->trace.steps;
  bool waits = false;
  for (std::size_t i = *found->trace.loop_start; i < steps.size(); ++i) {
    waits = waits || steps[i].state == "WaitForExport";
  }
  CHECK(waits);
  CHECK_FALSE(handwritten().longest);
}

TEST_CASE("the handwritten machine: an alert that fails once is lost", "[explorer][handwritten]") {
  const auto* found = find(handwritten(), "alert", "NotifyFailure", "SNS.");
  REQUIRE(found != nullptr);
  CHECK(found->trace.steps.back().state == "NotifyFailure");
}

TEST_CASE("the handwritten machine: an export that is already there becomes a false alert",
          "[explorer][handwritten]") {
  const auto* found = find(handwritten(), "no-false-alert", "StartExportTask", "already exists");
  REQUIRE(found != nullptr);
  CHECK(has_step(found->trace, "StartExportTask", "of a duplicate event"));
  CHECK(has_step(found->trace, "NotifyFailure", "published"));
}

TEST_CASE("the handwritten machine: what is right about it", "[explorer][handwritten]") {
  CHECK(test::violated(handwritten()) == "ends alert bounded valid-start no-false-alert");
}
