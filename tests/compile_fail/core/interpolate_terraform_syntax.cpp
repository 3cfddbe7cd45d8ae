// SPDX-License-Identifier: Apache-2.0
// A hand-written Terraform template.
// expect: interpolate_pattern_must_not_contain_terraform_syntax_pass_a_ref_instead
#include <idm_synth/core/expression.hpp>

const auto text = idm_synth::interpolate("${aws_sns_topic.alerts.arn}");
