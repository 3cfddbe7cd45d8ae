// SPDX-License-Identifier: Apache-2.0
// A program of one's own: a private bucket for uploads, a replica in another region, and one queue
// for each kind of upload, with an alarm for what could not be worked on.
//
//     upload-intake synth -o terraform     upload-intake check -o terraform     upload-intake list
#include <idm_synth/aws/cloudwatch_metric_alarm.hpp>
#include <idm_synth/aws/s3_bucket.hpp>
#include <idm_synth/aws/s3_bucket_lifecycle_configuration.hpp>
#include <idm_synth/aws/s3_bucket_public_access_block.hpp>
#include <idm_synth/aws/sns_topic.hpp>
#include <idm_synth/aws/sqs_queue.hpp>
#include <idm_synth/cli/run.hpp>

using namespace idm_synth;

namespace {

void add_settings(Stack& stack) {
  stack.terraform(
      {.required_version = ">= 1.6",
       .required_providers = {{.name = "aws", .source = "hashicorp/aws", .version = "~> 5.100"}}});
}

/// Nobody outside the account may read a bucket, whatever its policy says.
void close_to_the_public(Stack& stack, std::string_view name, const Resource<aws::S3Bucket>& bucket,
                         const MetaArguments& meta = {}) {
  stack.add(name,
            aws::S3BucketPublicAccessBlock{.bucket = bucket.id(),
                                           .block_public_acls = true,
                                           .block_public_policy = true,
                                           .ignore_public_acls = true,
                                           .restrict_public_buckets = true},
            meta);
}

void add_buckets(Stack& stack) {
  stack.provider("aws", {.arguments = {{"region", "eu-west-1"}}});
  const auto frankfurt =
      stack.provider("aws", {.alias = "frankfurt", .arguments = {{"region", "eu-central-1"}}});
  const auto prefix = stack.variable<String>(
      "prefix", {.description = "Starts the name of every bucket; names are unique world-wide"});
  const auto replicas = stack.variable<Number>(
      "replicas", {.default_value = 1, .description = "How many buckets to keep elsewhere"});

  using Lifecycle = aws::S3BucketLifecycleConfiguration;
  const auto uploads =
      stack.add("uploads", aws::S3Bucket{.bucket = interpolate("{}-uploads", prefix)},
                {.lifecycle = {.prevent_destroy = true}});
  close_to_the_public(stack, "uploads", uploads);
  stack.add("uploads",
            Lifecycle{.bucket = uploads.id(),
                      .rule = {Lifecycle::Rule{
                          .id = "expire",
                          .status = "Enabled",
                          .abort_incomplete_multipart_upload = {{.days_after_initiation = 1}},
                          .expiration = {{.days = 30}},
                          .filter = {{.prefix = "incoming/"}}}}});

  const MetaArguments elsewhere{.count = replicas, .provider = frankfurt};
  const auto replica = stack.add(
      "replica", aws::S3Bucket{.bucket = interpolate("{}-replica-{}", prefix, count_index())},
      elsewhere);
  close_to_the_public(stack, "replica", instance(replica, count_index()), elsewhere);
  stack.output("uploads_arn", {.value = uploads.arn(), .description = "Where to upload to"});
  stack.output("first_replica_arn", {.value = instance(replica, 0).arn()});
}

void add_queues(Stack& stack) {
  const auto alerts = stack.add("alerts", aws::SnsTopic{.name = "upload-alerts"});
  const MetaArguments each_kind{.for_each = std::vector<std::string>{"image", "text"}};
  const auto failed = stack.add("failed",
                                aws::SqsQueue{.message_retention_seconds = 1209600,
                                              .name = interpolate("uploads-{}-failed", each_key())},
                                each_kind);
  const auto failed_of_kind = instance(failed, each_key());

  stack.add("uploads",
            aws::SqsQueue{
                .name = interpolate("uploads-{}", each_key()),
                .redrive_policy = interpolate(
                    R"({{"deadLetterTargetArn":"{}","maxReceiveCount":5}})", failed_of_kind.arn()),
                .visibility_timeout_seconds = 300},
            each_kind);
  stack.add("failed",
            aws::CloudwatchMetricAlarm{.alarm_name = interpolate("uploads-{}-failed", each_key()),
                                       .comparison_operator = "GreaterThanThreshold",
                                       .evaluation_periods = 1,
                                       .alarm_actions = {alerts.arn()},
                                       .dimensions = {{"QueueName", failed_of_kind.name()}},
                                       .metric_name = "ApproximateNumberOfMessagesVisible",
                                       .namespace_ = "AWS/SQS",
                                       .period = 300,
                                       .statistic = "Maximum",
                                       .threshold = 0,
                                       .treat_missing_data = "notBreaching"},
            each_kind);
}

}  // namespace

int main(int argc, char** argv) {
  return cli::run(argc, argv, {.name = "upload-intake", .define = [](App& app) {
                                 Stack& storage = app.stack("storage");
                                 add_settings(storage);
                                 add_buckets(storage);
                                 add_queues(app.stack("queues"));
                               }});
}
