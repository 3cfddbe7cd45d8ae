#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# hcl.sh PROGRAM VALUES: what PROGRAM, an idm-synth, writes in HCL must be what `terraform fmt` would
# make of it, be valid, and plan no change where the same stacks in JSON have been applied. VALUES
# writes values that could be misread, which both syntaxes must give back.
set -eu
program=$(realpath -- "$1")
values=$(realpath -- "$2")
tests=$(CDPATH='' cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/acceptance/terraform.sh
. "$tests/terraform.sh"

for syntax in json hcl; do
  directory=$scratch/values/$syntax
  "$values" synth --quiet --format "$syntax" -o "$directory"
  run "$directory" apply -auto-approve -input=false -no-color
  for output in values literal; do
    terraform -chdir="$directory" output -json "$output"
  done >"$scratch/outputs"
  diff -u "$tests/values.json" "$scratch/outputs" >&2 || finish 1 "the values differ in $syntax"
done

cp -R "$tests/../snapshots" "$scratch"
run "$scratch/snapshots" fmt -check -diff -recursive

# write CONFIG DIRECTORY [OPTION...]: a module with the files of a configuration.
write() {
  case $1 in
    default | existing | hardened) root_module "$2" ;;
    *) mkdir "$2" ;;
  esac
  config=$1
  shift
  synth "$program" "$tests/configs/$config.json" "$@"
}

# plan NAME COMMAND STATE MODULE: a run of `terraform test`.
plan() {
  cat <<END

run "$1" {
  command   = $2
  state_key = "$3"
  module {
    source = "./$4"
  }
}
END
}

suite=$scratch/suite
mkdir "$suite"
# Terraform initializes no directory that has no configuration.
: >"$suite/main.tf"
{
  cat "$tests/mocks.tftest.hcl"
  cat <<'END'
override_data {
  target = data.aws_rds_cluster.identifiers
  values = { arn = "arn:aws:rds:eu-west-1:760097843905:cluster:identifiers" }
}
END
} >"$suite/hcl.tftest.hcl"
: >"$scratch/expected"
for config in default existing everything standalone hardened hardened_standalone; do
  write "$config" "$suite/$config-json" --format json
  write "$config" "$suite/$config-hcl" --format hcl --import
  for stack in backup_id_minter export_id_minter import_id_minter; do
    run "$suite/$config-hcl" fmt -check -diff "$stack.tf"
  done
  run "$suite/$config-hcl" init -input=false -no-color
  run "$suite/$config-hcl" validate -no-color
  # Terraform plans no import of what the mocked provider has applied.
  rm "$suite/$config-hcl/import_id_minter.tf"
  rm -rf "$suite/$config-hcl/.terraform" "$suite/$config-hcl/.terraform.lock.hcl"
  {
    plan "${config}_json" apply "$config" "$config-json"
    plan "${config}_hcl" plan "$config" "$config-hcl"
  } >>"$suite/hcl.tftest.hcl"
  echo "${config}_hcl: No changes." >>"$scratch/expected"
done

# Proof that the plans tell: a value and a key of a document are not the same.
cp -R "$suite/default-hcl" "$suite/altered"
sed 's/delete_after = 30/delete_after = 31/' "$suite/default-hcl/backup_id_minter.tf" \
  >"$suite/altered/backup_id_minter.tf"
sed '/IamRoleArn/s/IamRoleArn/iamRoleArn/' "$suite/default-hcl/export_id_minter.tf" \
  >"$suite/altered/export_id_minter.tf"
plan altered plan default altered >>"$suite/hcl.tftest.hcl"
cat >>"$scratch/expected" <<'END'
altered: aws_backup_plan.id_minter_daily will be updated in-place
altered: aws_sfn_state_machine.rds_export will be updated in-place
altered: Plan: 0 to add, 2 to change, 0 to destroy.
END

run "$suite" init -input=false -no-color
run "$suite" test -no-color -verbose
awk '
  /^  run "/ { split($0, part, "\""); name = part[2]; is_plan = name ~ /_hcl$|^altered$/ }
  is_plan && /^  # / { print name ": " substr($0, 5) }
  is_plan && /^Plan: / { print name ": " $0 }
  is_plan && /^Changes to Outputs/ { print name ": " $0 }
  is_plan && /^No changes/ { print name ": No changes." }
' "$scratch/log" >"$scratch/changes"
diff -u "$scratch/expected" "$scratch/changes" >&2 || {
  cat "$scratch/log" >&2
  finish 1 "the plans are not as expected"
}
