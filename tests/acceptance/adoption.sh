#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# adoption.sh PROGRAM: where the hand-written files are deployed, replacing them by those that
# PROGRAM, an idm-synth, writes must give a plan that changes the state machine's definition and
# nothing else. As proof that the plan tells, a second one has a few wrong values.
set -eu
program=$(realpath -- "$1")
tests=$(CDPATH='' cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/acceptance/terraform.sh
. "$tests/terraform.sh"

# Runs that share a state (state_key) came with terraform 1.11.
terraform version | sed -n '1s/^Terraform v\([0-9]*\)\.\([0-9]*\).*/\1 \2/p' >"$scratch/version"
read -r major minor <"$scratch/version" || finish 1 "terraform does not tell its version"
[ "$major" -gt 1 ] || [ "$minor" -ge 11 ] ||
  finish 77 "skipped: it takes terraform 1.11, and this is $major.$minor"

deployment=$scratch/deployment
mkdir "$deployment"
# Terraform initializes no directory that has no configuration.
: >"$deployment/main.tf"
cp "$tests/adoption.tftest.hcl" "$deployment"
cp -R "$tests/existing" "$deployment/by_hand"
root_module "$deployment/generated"
synth "$program" "$tests/configs/existing.json" "$deployment/generated"

# alter FILE SCRIPT: sed's SCRIPT must change FILE.
alter() {
  sed "$2" "$deployment/generated/$1" >"$deployment/altered/$1"
  ! cmp -s "$deployment/generated/$1" "$deployment/altered/$1" || finish 1 "$1 was not altered: $2"
}

# One value, a role for another one in a document, and an attribute the less.
cp -R "$deployment/generated" "$deployment/altered"
alter backup_id_minter.tf.json 's/"delete_after": 30/"delete_after": 31/'
alter export_id_minter.tf.json '
  /"iam:PassRole"/,/"Resource"/ s/aws_iam_role\.rds_s3_export/aws_iam_role.backup/
  /"Fires when/d'

run "$deployment" init -input=false -no-color
run "$deployment" test -no-color -verbose

# Of each plan: the resources that are not left as they are, their arguments, and the totals.
awk '
  /^  run "/ { split($0, part, "\""); name = part[2] ": " }
  /^  # / { print name substr($0, 5) }
  /^      (~|\+|-|-\/\+|\+\/-) / { print name $1 " " $2 }
  /^Plan: / || /^No changes/ { print name $0 }
' "$scratch/log" >"$scratch/changes"

cat >"$scratch/expected" <<'END'
generated: aws_sfn_state_machine.rds_export will be updated in-place
generated: ~ definition
generated: Plan: 0 to add, 1 to change, 0 to destroy.
altered: aws_backup_plan.id_minter_daily will be updated in-place
altered: - rule
altered: + rule
altered: aws_cloudwatch_event_rule.backup_completed will be updated in-place
altered: - description
altered: aws_iam_role_policy.export_sfn_rds will be updated in-place
altered: ~ policy
altered: aws_sfn_state_machine.rds_export will be updated in-place
altered: ~ definition
altered: Plan: 0 to add, 4 to change, 0 to destroy.
END
cmp -s "$scratch/expected" "$scratch/changes" || {
  cat "$scratch/log" >&2
  diff -u "$scratch/expected" "$scratch/changes" >&2 || :
  finish 1 "the plans are not as expected"
}
