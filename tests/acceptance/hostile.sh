#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# hostile.sh VALUES: ten thousand values that try to be misread, and those of the hostile
# configurations that are accepted, come back from Terraform as they were, from both syntaxes.
set -eu
values=$(realpath -- "$1")
tests=$(CDPATH='' cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/acceptance/terraform.sh
. "$tests/terraform.sh"

for syntax in json hcl; do
  directory=$scratch/$syntax
  "$values" synth --quiet --format "$syntax" -o "$directory"
  case $syntax in
    json) "$values" configs json >"$directory/configs.tf.json" ;;
    hcl) "$values" configs hcl >"$directory/configs.tf" ;;
  esac
  run "$directory" apply -auto-approve -input=false -no-color
  terraform -chdir="$directory" output -json >"$scratch/outputs"
  "$values" compare "$scratch/outputs" || finish 1 "$syntax is misread"
done
