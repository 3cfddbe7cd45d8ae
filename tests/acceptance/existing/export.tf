# SPDX-License-Identifier: Apache-2.0
# The exports as they were written by hand, for comparing plans. The state machine is cut down to
# one state: it is the one thing that the generated files change.

data "aws_caller_identity" "current" {}

resource "aws_kms_key" "rds_export" {
  description             = "Encryption key for id-minter RDS S3 exports"
  deletion_window_in_days = 14
  enable_key_rotation     = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AllowKeyAdmin"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "AllowRDSExportRole"
        Effect    = "Allow"
        Principal = { AWS = aws_iam_role.rds_s3_export.arn }
        Action = [
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:GenerateDataKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
          "kms:CreateGrant",
          "kms:DescribeKey",
          "kms:RetireGrant",
        ]
        Resource = "*"
      },
      {
        Sid       = "AllowStepFunctionsRole"
        Effect    = "Allow"
        Principal = { AWS = aws_iam_role.export_state_machine.arn }
        Action    = ["kms:DescribeKey", "kms:CreateGrant"]
        Resource  = "*"
      },
    ]
  })
}

resource "aws_kms_alias" "rds_export" {
  name          = "alias/id-minter-rds-export"
  target_key_id = aws_kms_key.rds_export.key_id
}

resource "aws_iam_role" "rds_s3_export" {
  name = "id-minter-rds-s3-export"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "export.rds.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "rds_s3_export_s3" {
  name = "s3-write"
  role = aws_iam_role.rds_s3_export.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:ListBucket", "s3:GetBucketLocation"]
        Resource = ["arn:aws:s3:::wellcomecollection-platform-id-minter"]
      },
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject*", "s3:DeleteObject", "s3:AbortMultipartUpload"]
        Resource = ["arn:aws:s3:::wellcomecollection-platform-id-minter/*"]
      },
    ]
  })
}

resource "aws_iam_role_policy" "rds_s3_export_kms" {
  name = "kms-encrypt"
  role = aws_iam_role.rds_s3_export.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:CreateGrant",
        "kms:DescribeKey",
        "kms:RetireGrant",
      ]
      Resource = [aws_kms_key.rds_export.arn]
    }]
  })
}

resource "aws_sns_topic" "rds_export_alerts" {
  name = "id-minter-rds-export-alerts"
}

resource "aws_cloudwatch_log_group" "export_state_machine" {
  name              = "/aws/stepfunctions/id-minter-rds-export"
  retention_in_days = 30
}

resource "aws_iam_role" "export_state_machine" {
  name = "id-minter-rds-export-state-machine"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "states.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "export_sfn_rds" {
  name = "rds-export"
  role = aws_iam_role.export_state_machine.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["rds:StartExportTask", "rds:DescribeExportTasks"]
        Resource = "*"
      },
      {
        Effect   = "Allow"
        Action   = "iam:PassRole"
        Resource = aws_iam_role.rds_s3_export.arn
      },
      {
        Effect   = "Allow"
        Action   = ["kms:DescribeKey", "kms:CreateGrant"]
        Resource = aws_kms_key.rds_export.arn
      },
    ]
  })
}

resource "aws_iam_role_policy" "export_sfn_sns" {
  name = "sns-publish"
  role = aws_iam_role.export_state_machine.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sns:Publish"
      Resource = aws_sns_topic.rds_export_alerts.arn
    }]
  })
}

resource "aws_iam_role_policy" "export_sfn_logging" {
  name = "cloudwatch-logs"
  role = aws_iam_role.export_state_machine.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
      ]
      Resource = "*"
    }]
  })
}

resource "aws_sfn_state_machine" "rds_export" {
  name     = "id-minter-rds-export"
  role_arn = aws_iam_role.export_state_machine.arn

  definition = jsonencode({
    StartAt = "StartExportTask"
    States  = { StartExportTask = { Type = "Succeed" } }
  })

  logging_configuration {
    level                  = "ERROR"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.export_state_machine.arn}:*"
  }
}

resource "aws_iam_role" "eventbridge_export" {
  name = "id-minter-rds-export-eventbridge"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "eventbridge_export_sfn" {
  name = "start-execution"
  role = aws_iam_role.eventbridge_export.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "states:StartExecution"
      Resource = aws_sfn_state_machine.rds_export.arn
    }]
  })
}

resource "aws_cloudwatch_event_rule" "backup_completed" {
  name        = "id-minter-backup-completed"
  description = "Fires when an AWS Backup job completes for the id-minter vault"

  event_pattern = jsonencode({
    source      = ["aws.backup"]
    detail-type = ["Backup Job State Change"]
    detail = {
      state           = ["COMPLETED"]
      backupVaultName = [aws_backup_vault.id_minter.name]
    }
  })
}

resource "aws_cloudwatch_event_target" "start_export" {
  rule     = aws_cloudwatch_event_rule.backup_completed.name
  arn      = aws_sfn_state_machine.rds_export.arn
  role_arn = aws_iam_role.eventbridge_export.arn
}
