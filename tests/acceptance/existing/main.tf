# SPDX-License-Identifier: Apache-2.0
# What the generated files join.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

module "identifiers_serverless_rds_cluster" {
  source = "./cluster"
}

resource "aws_s3_bucket" "id_minter" {
  bucket = "wellcomecollection-platform-id-minter"
}
