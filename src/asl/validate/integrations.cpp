// SPDX-License-Identifier: Apache-2.0
#include "integrations.hpp"

#include <algorithm>

namespace idm_synth::asl::validation {
namespace {

// clang-format off
constexpr Integration all[] = {
    {"apigateway:invoke", token},
    {"athena:getQueryExecution", none},
    {"athena:getQueryResults", none},
    {"athena:startQueryExecution", sync},
    {"athena:stopQueryExecution", none},
    {"batch:submitJob", sync},
    {"bedrock:createModelCustomizationJob", sync | token},
    {"bedrock:invokeModel", token},
    {"bedrockagentcore:invokeHarness", none},
    {"codebuild:batchDeleteBuilds", none},
    {"codebuild:batchGetReports", none},
    {"codebuild:deleteBuildBatch", none},
    {"codebuild:retryBuildBatch", sync},
    {"codebuild:startBuild", sync},
    {"codebuild:startBuildBatch", sync},
    {"codebuild:stopBuild", none},
    {"codebuild:stopBuildBatch", none},
    {"databrew:startJobRun", sync},
    {"dynamodb:deleteItem", none},
    {"dynamodb:getItem", none, "TableName* Key*"},
    {"dynamodb:putItem", none, "TableName* Item*"},
    {"dynamodb:updateItem", none},
    {"ecs:runTask", sync | token, "TaskDefinition*"},
    {"eks:call", token},
    {"eks:createCluster", sync | token},
    {"eks:createFargateProfile", sync | token},
    {"eks:createNodegroup", sync | token},
    {"eks:deleteCluster", sync | token},
    {"eks:deleteFargateProfile", sync | token},
    {"eks:deleteNodegroup", sync | token},
    {"eks:runJob", sync | token},
    {"elasticmapreduce:addStep", sync},
    {"elasticmapreduce:cancelStep", none},
    {"elasticmapreduce:createCluster", sync},
    {"elasticmapreduce:modifyInstanceFleetByName", none},
    {"elasticmapreduce:modifyInstanceGroupByName", none},
    {"elasticmapreduce:setClusterTerminationProtection", none},
    {"elasticmapreduce:terminateCluster", sync},
    {"emr-containers:createVirtualCluster", none},
    {"emr-containers:deleteVirtualCluster", sync},
    {"emr-containers:startJobRun", sync},
    {"emr-serverless:cancelJobRun", sync},
    {"emr-serverless:createApplication", sync},
    {"emr-serverless:deleteApplication", sync},
    {"emr-serverless:startApplication", sync},
    {"emr-serverless:startJobRun", sync},
    {"emr-serverless:stopApplication", sync},
    {"events:putEvents", token, "Entries*"},
    {"glue:startJobRun", sync, "JobName*"},
    {"http:invoke", none},
    {"lambda:invoke", token, "FunctionName*"},
    {"mediaconvert:createJob", sync},
    {"sagemaker:createEndpoint", none},
    {"sagemaker:createEndpointConfig", none},
    {"sagemaker:createHyperParameterTuningJob", sync},
    {"sagemaker:createLabelingJob", sync},
    {"sagemaker:createModel", none},
    {"sagemaker:createProcessingJob", sync},
    {"sagemaker:createTrainingJob", sync},
    {"sagemaker:createTransformJob", sync},
    {"sagemaker:updateEndpoint", none},
    {"sns:publish", token, "Message*"},
    {"sqs:sendMessage", token, "QueueUrl* MessageBody*"},
    {"states:startExecution", sync | sync2 | token, "StateMachineArn*"},
};
// clang-format on

}  // namespace

std::span<const Integration> integrations() {
  return all;
}

const Integration* find_integration(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(all), std::end(all),
                   [&](const Integration& candidate) { return candidate.name == name; });
  return found == std::end(all) ? nullptr : found;
}

}  // namespace idm_synth::asl::validation
