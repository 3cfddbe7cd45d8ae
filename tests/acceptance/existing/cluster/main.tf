# SPDX-License-Identifier: Apache-2.0
# Stands for the module of the database.

output "rds_cluster_arn" {
  value = "arn:aws:rds:eu-west-1:760097843905:cluster:identifiers-serverless"
}
