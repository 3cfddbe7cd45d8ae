# SPDX-License-Identifier: Apache-2.0
# The mocked provider makes up every computed value, a different one each time, so that a reference
# to the wrong resource is a change. The values here are those whose form the provider checks.

mock_provider "aws" {}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "760097843905" }
}

override_data {
  target = data.aws_region.current
  values = { name = "eu-west-1" }
}

override_resource {
  target = aws_s3_bucket.id_minter
  values = { id = "wellcomecollection-platform-id-minter" }
}

override_resource {
  target = aws_iam_role.backup
  values = { arn = "arn:aws:iam::760097843905:role/backup" }
}

override_resource {
  target = aws_iam_role.rds_s3_export
  values = { arn = "arn:aws:iam::760097843905:role/rds_s3_export" }
}

override_resource {
  target = aws_iam_role.export_state_machine
  values = { arn = "arn:aws:iam::760097843905:role/export_state_machine" }
}

override_resource {
  target = aws_iam_role.eventbridge_export
  values = { arn = "arn:aws:iam::760097843905:role/eventbridge_export" }
}

override_resource {
  target = aws_kms_key.rds_export
  values = { arn = "arn:aws:kms:eu-west-1:760097843905:key/rds_export" }
}

override_resource {
  target = aws_kms_key.rds_export_alerts
  values = { arn = "arn:aws:kms:eu-west-1:760097843905:key/rds_export_alerts" }
}

override_resource {
  target = aws_kms_key.rds_export_machine
  values = { arn = "arn:aws:kms:eu-west-1:760097843905:key/rds_export_machine" }
}

override_resource {
  target = aws_sqs_queue.undelivered_events
  values = { arn = "arn:aws:sqs:eu-west-1:760097843905:undelivered_events" }
}

override_resource {
  target = aws_sns_topic.rds_export_alerts
  values = { arn = "arn:aws:sns:eu-west-1:760097843905:rds_export_alerts" }
}

override_resource {
  target = aws_cloudwatch_log_group.export_state_machine
  values = { arn = "arn:aws:logs:eu-west-1:760097843905:log-group:export_state_machine" }
}

override_resource {
  target = aws_sfn_state_machine.rds_export
  values = { arn = "arn:aws:states:eu-west-1:760097843905:stateMachine:rds_export" }
}
