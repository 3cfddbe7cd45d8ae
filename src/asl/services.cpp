// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/services.hpp>
#include <utility>

namespace idm_synth::asl {
namespace {

/// The fields of a call, in the order in which they are set.
class Parameters {
 public:
  template <class T>
  Parameters& set(const char* key, const Argument<T>& value) {
    fields_.push_back({key, value.payload()});
    return *this;
  }
  template <class T>
  Parameters& set(const char* key, const std::optional<Argument<T>>& value) {
    return value ? set(key, *value) : *this;
  }
  Parameters& set(const char* key, const std::vector<std::string>& items) {
    if (!items.empty()) {
      fields_.push_back({key, Document(Document::Array(items.begin(), items.end()))});
    }
    return *this;
  }
  Parameters& set(const char* key, const Fields& fields) {
    if (fields.is_set()) fields_.push_back({key, fields});
    return *this;
  }
  [[nodiscard]] Fields take() { return Fields{std::move(fields_)}; }

 private:
  std::vector<Field> fields_;
};

}  // namespace

namespace rds {

Call start_export_task(const StartExportTask& arguments) {
  return {.resource = "arn:aws:states:::aws-sdk:rds:startExportTask",
          .parameters = Parameters{}
                            .set("ExportTaskIdentifier", arguments.export_task_identifier)
                            .set("SourceArn", arguments.source_arn)
                            .set("S3BucketName", arguments.s3_bucket_name)
                            .set("S3Prefix", arguments.s3_prefix)
                            .set("IamRoleArn", arguments.iam_role_arn)
                            .set("KmsKeyId", arguments.kms_key_id)
                            .set("ExportOnly", arguments.export_only)
                            .take()};
}

Call describe_export_tasks(const DescribeExportTasks& arguments) {
  return {.resource = "arn:aws:states:::aws-sdk:rds:describeExportTasks",
          .parameters = Parameters{}
                            .set("ExportTaskIdentifier", arguments.export_task_identifier)
                            .set("SourceArn", arguments.source_arn)
                            .set("SourceType", arguments.source_type)
                            .set("MaxRecords", arguments.max_records)
                            .set("Marker", arguments.marker)
                            .take()};
}

}  // namespace rds

namespace sns {

Call publish(const Publish& arguments) {
  return {.resource = "arn:aws:states:::sns:publish",
          .parameters = Parameters{}
                            .set("TopicArn", arguments.topic_arn)
                            .set("Subject", arguments.subject)
                            .set("Message", arguments.message)
                            .set("MessageAttributes", arguments.message_attributes)
                            .take()};
}

}  // namespace sns
}  // namespace idm_synth::asl
