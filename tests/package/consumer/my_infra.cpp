// SPDX-License-Identifier: Apache-2.0
// The program of the README, linked as it says.
#include <idm_synth/aws/s3_bucket.hpp>
#include <idm_synth/aws/s3_bucket_public_access_block.hpp>
#include <idm_synth/cli/run.hpp>

using namespace idm_synth;

int main(int argc, char** argv) {
  return cli::run(argc, argv,
                  {.name = "my-infra", .define = [](App& app) {
                     Stack& stack = app.stack("storage");
                     const auto uploads =
                         stack.add("uploads", aws::S3Bucket{.bucket = "example-uploads"});
                     stack.add("uploads", aws::S3BucketPublicAccessBlock{
                                              .bucket = uploads.id(), .block_public_acls = true});
                   }});
}
