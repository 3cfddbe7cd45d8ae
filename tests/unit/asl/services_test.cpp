// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/services.hpp>
#include <type_traits>

#include "support/catch.hpp"
#include "support/document_json.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;
using test::json_of;

namespace {

std::string resource_of(const Call& call) {
  return std::get<std::string>(call.resource.value());
}

}  // namespace

TEST_CASE("rds:startExportTask", "[asl][services]") {
  const Call call = rds::start_export_task({.export_task_identifier = variable("exportId"),
                                            .source_arn = path("$.resources[0]"),
                                            .s3_bucket_name = "bucket",
                                            .s3_prefix = "it's",
                                            .iam_role_arn = external<String>("aws_iam_role.r.arn"),
                                            .kms_key_id = "alias/k",
                                            .export_only = {"db", "db.t"}});
  CHECK(resource_of(call) == "arn:aws:states:::aws-sdk:rds:startExportTask");
  CHECK(json_of(to_document(call.parameters)) ==
        R"({"ExportTaskIdentifier.$":"$exportId","SourceArn.$":"$.resources[0]",)"
        R"("S3BucketName":"bucket","S3Prefix":"it's","IamRoleArn":"${aws_iam_role.r.arn}",)"
        R"("KmsKeyId":"alias/k","ExportOnly":["db","db.t"]})");
}

TEST_CASE("rds:describeExportTasks", "[asl][services]") {
  const Call all = rds::describe_export_tasks({});
  CHECK(resource_of(all) == "arn:aws:states:::aws-sdk:rds:describeExportTasks");
  CHECK(json_of(to_document(all.parameters)) == "{}");
  CHECK(all.parameters.is_set());
  const Call some = rds::describe_export_tasks({.export_task_identifier = "x",
                                                .source_arn = path("$.arn"),
                                                .source_type = "SNAPSHOT",
                                                .max_records = 20,
                                                .marker = path("$.marker")});
  CHECK(json_of(to_document(some.parameters)) ==
        R"({"ExportTaskIdentifier":"x","SourceArn.$":"$.arn","SourceType":"SNAPSHOT",)"
        R"("MaxRecords":20,"Marker.$":"$.marker"})");
}

TEST_CASE("sns:publish", "[asl][services]") {
  const Call call =
      sns::publish({.topic_arn = external<String>("aws_sns_topic.t.arn"),
                    .subject = "Failed",
                    .message = path("$.text"),
                    .message_attributes = {{"kind", Fields{{"DataType", "String"},
                                                           {"StringValue", variable("kind")}}}}});
  CHECK(resource_of(call) == "arn:aws:states:::sns:publish");
  CHECK(json_of(to_document(call.parameters)) ==
        R"({"TopicArn":"${aws_sns_topic.t.arn}","Subject":"Failed","Message.$":"$.text",)"
        R"("MessageAttributes":{"kind":{"DataType":"String","StringValue.$":"$kind"}}})");
}

TEST_CASE("an argument is of its type", "[asl][services]") {
  STATIC_REQUIRE_FALSE(std::is_default_constructible_v<rds::StartExportTask>);
  STATIC_REQUIRE_FALSE(std::is_default_constructible_v<sns::Publish>);
  STATIC_REQUIRE(std::is_default_constructible_v<rds::DescribeExportTasks>);
}
