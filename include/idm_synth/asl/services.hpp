// SPDX-License-Identifier: Apache-2.0
// Calls of AWS services with typed arguments. Any other service is called by a Call with its ARN.
#pragma once

#include <idm_synth/asl/argument.hpp>
#include <idm_synth/asl/state.hpp>
#include <optional>
#include <string>
#include <vector>

namespace idm_synth::asl {

/// The result of each has the members of the API's response; those without a value are absent.
/// https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
namespace rds {

/// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_StartExportTask.html
struct StartExportTask {
  /// At most 60 characters: a letter, then letters, digits and single hyphens, no hyphen last.
  RequiredArgument<String, "export_task_identifier"> export_task_identifier;
  RequiredArgument<String, "source_arn"> source_arn;  ///< of a snapshot
  RequiredArgument<String, "s3_bucket_name"> s3_bucket_name;
  std::optional<Argument<String>> s3_prefix = {};  ///< no colon
  RequiredArgument<String, "iam_role_arn"> iam_role_arn;
  RequiredArgument<String, "kms_key_id"> kms_key_id;  ///< an ARN, id or alias
  std::vector<std::string> export_only = {};  ///< "database", "database.table"; empty is all
};
[[nodiscard]] Call start_export_task(const StartExportTask& arguments);

/// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeExportTasks.html
struct DescribeExportTasks {
  std::optional<Argument<String>> export_task_identifier = {};
  std::optional<Argument<String>> source_arn = {};
  std::optional<Argument<String>> source_type = {};  ///< SNAPSHOT or CLUSTER
  std::optional<Argument<Number>> max_records = {};  ///< 20 to 100
  std::optional<Argument<String>> marker = {};
};
[[nodiscard]] Call describe_export_tasks(const DescribeExportTasks& arguments);

}  // namespace rds

namespace sns {

/// https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
struct Publish {
  RequiredArgument<String, "topic_arn"> topic_arn;
  /// ASCII without line breaks, starting with a letter, digit or punctuation, below 100 characters.
  std::optional<Argument<String>> subject = {};
  RequiredArgument<String, "message"> message;  ///< at most 262,144 bytes of UTF-8
  Fields message_attributes = {};
};
/// The optimised integration:
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html
[[nodiscard]] Call publish(const Publish& arguments);

}  // namespace sns
}  // namespace idm_synth::asl
