#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""acceptance.py PROGRAM CASE: what PROGRAM, an idm-synth, writes must be accepted by Terraform and
the AWS provider, with an emulator of AWS on loopback. CASE is `adoption` or one of CONFIGURATIONS.

Ends with 77, skipped, where terraform, the provider or moto is missing. That is a failure if
IDM_SYNTH_REQUIRE_ACCEPTANCE is set."""

import json
import re
import shutil
import signal
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
try:
    import emulator
    import executions
    import watch
except ImportError as problem:
    emulator = None
    why_no_emulator = problem
from terraform import HERE, Failed, Skipped, Terraform, run, status_of

NO_CHANGE = []

# Each configuration: its region, whether its files configure the provider, and, where it is of the
# hardened profile, after how many hours without an export there is an alarm.
CONFIGURATIONS = {
    "default": ("eu-west-1", False, None),
    "everything": ("eu-west-2", True, None),
    "hardened_standalone": ("eu-west-2", True, 84),
}


def synth(program, configuration, directory, *options):
    file = HERE / "configs" / f"{configuration}.json"
    run([program, "synth", "--quiet", "--config", file, "-o", directory, *options])


def surroundings(aws):
    """What the files refer to, and others manage."""
    aws.client("rds").create_db_cluster(
        DBClusterIdentifier="identifiers-serverless",
        Engine="aurora-mysql",
        MasterUsername="admin",
        MasterUserPassword="not-a-secret",
    )
    aws.client("sqs").create_queue(QueueName="alerts")


def create(terraform, directory):
    """Applies files for which there is nothing yet; gives the number of resources."""
    plan = terraform.plan(directory)
    count = sum(line.endswith(" will be created") for line in plan)
    if not count or plan[-1] != f"Plan: {count} to add, 0 to change, 0 to destroy.":
        raise Failed("\n".join(["the first plan does not only create:", *plan]))
    terraform.apply(directory)
    terraform.require_plan(directory, NO_CHANGE)
    return count


def deploy(aws, terraform, program, scratch, configuration):
    """The files are applied, the state machine goes through its cases, everything is destroyed."""
    _, has_provider, longest_silence = CONFIGURATIONS[configuration]
    directory = scratch / "deployment"
    synth(program, configuration, directory)
    terraform.module(directory, has_provider)
    count = create(terraform, directory)
    print(f"{count} resources applied; the second plan is empty", flush=True)
    machine = executions.Executions(aws, program, scratch, longest_silence is not None)
    print(executions.drive_all(machine), flush=True)
    print(watch.drive(aws, machine, longest_silence), flush=True)
    # The hardened profile has every type of resource.
    if longest_silence:
        import_all(terraform, program, configuration, directory)
    terraform.destroy(directory)


def replace(path, pattern, replacement, flags=0):
    """Changes the one place in a file that the pattern matches."""
    text, count = re.subn(pattern, replacement, path.read_text(), flags=flags)
    if count != 1:
        raise Failed(f"{pattern} matches {path.name} {count} times")
    path.write_text(text)


# What the hardened profile does to the existing deployment: the arguments that change, where a
# resource stays what it is.
HARDENED = {
    "aws_backup_plan.id_minter_daily": ["rule", "tags", "tags_all"],
    "aws_backup_vault.id_minter": ["tags", "tags_all"],
    "aws_cloudwatch_event_rule.backup_not_completed": "create",
    "aws_cloudwatch_event_rule.export_ended": "create",
    "aws_cloudwatch_event_target.alert_backup_not_completed": "create",
    "aws_cloudwatch_event_target.alert_export_ended": "create",
    "aws_cloudwatch_event_target.start_export": ["dead_letter_config", "retry_policy"],
    "aws_cloudwatch_metric_alarm.export_overdue": "create",
    "aws_cloudwatch_metric_alarm.undelivered_events": "create",
    "aws_iam_role.eventbridge_export": ["assume_role_policy"],
    "aws_iam_role.export_state_machine": ["assume_role_policy"],
    "aws_iam_role_policy.export_sfn_alert_key": "create",
    "aws_iam_role_policy.export_sfn_key": "create",
    "aws_iam_role_policy.export_sfn_rds": ["policy"],
    "aws_iam_role_policy.export_sfn_tracing": "create",
    "aws_iam_role_policy.rds_s3_export_kms": ["policy"],
    "aws_kms_alias.rds_export_alerts": "create",
    "aws_kms_alias.rds_export_machine": "create",
    "aws_kms_key.rds_export": ["policy"],
    "aws_kms_key.rds_export_alerts": "create",
    "aws_kms_key.rds_export_machine": "create",
    "aws_sfn_state_machine.rds_export": [
        "definition",
        "encryption_configuration",
        "logging_configuration",
        "tracing_configuration",
    ],
    "aws_sns_topic.rds_export_alerts": ["kms_master_key_id", "tags", "tags_all"],
    "aws_sns_topic_policy.rds_export_alerts": "create",
    "aws_sns_topic_subscription.alerts_email_team_example_org": "create",
    "aws_sqs_queue.undelivered_events": "create",
    "aws_sqs_queue_policy.undelivered_events": "create",
}
# The default of longest_silence_hours.
DEFAULT_SILENCE = 26
# Its name changes, and a log group cannot be renamed.
LOG_GROUP = "aws_cloudwatch_log_group.export_state_machine"


def changes(planned):
    """What a plan does to each resource that it does not leave as it is: the action, or the
    arguments that an update changes."""
    found = {}
    for resource in planned:
        change = resource["change"]
        before, after, unknown = (
            change[part] or {} for part in ("before", "after", "after_unknown")
        )
        names = {*before, *after, *unknown}
        if change["actions"] == ["update"]:
            found[resource["address"]] = sorted(
                name for name in names if before.get(name) != after.get(name) or unknown.get(name)
            )
        elif change["actions"] not in (["no-op"], ["read"]):
            found[resource["address"]] = " and ".join(change["actions"])
    return found


def harden(aws, terraform, program, directory):
    """What `terraform plan` says where the files of the hardened profile take the place of the
    existing ones, and what becomes of the log."""
    synth(program, "hardened", directory)
    planned = terraform.planned(directory)
    wanted = {**HARDENED, LOG_GROUP: "delete and create"}
    watch.require("changes of the hardened profile", changes(planned), wanted)
    watch.check_examples(aws)
    late = watch.silence(aws, watch.planned_alarm(aws, planned, "export_overdue"), DEFAULT_SILENCE)
    # As docs/security-controls.md says.
    terraform("state rm", LOG_GROUP, directory=directory)
    wanted[LOG_GROUP] = "create"
    watch.require("the log kept", changes(terraform.planned(directory)), wanted)
    print("hardened: nothing is destroyed once the log group is let go", flush=True)
    print(f"hardened: an alarm would ring {watch.hours(late)} after the last export", flush=True)


def adopt(aws, terraform, program, scratch):
    """The hand-written files are applied. Where the generated ones take their place, the definition
    of the state machine changes and nothing else."""
    directory = scratch / "deployment"
    shutil.copytree(HERE / "existing", directory)
    terraform.module(directory, has_provider=True)
    terraform.plan(directory)
    terraform.apply(directory)

    for name in ("backup.tf", "export.tf"):
        (directory / name).unlink()
    state = directory / "terraform.tfstate"
    known = state.read_bytes()
    harden(aws, terraform, program, directory)
    state.write_bytes(known)
    synth(program, "existing", directory)
    # As proof that the plan tells: a value, a role for another one in a document, an attribute the
    # less.
    generated = {path: path.read_text() for path in directory.glob("*_id_minter.tf.json")}
    backup, export = sorted(generated)
    replace(backup, '"delete_after": 30', '"delete_after": 31')
    replace(
        export,
        r'("iam:PassRole".*?"Resource": .*?)aws_iam_role\.rds_s3_export',
        r"\1aws_iam_role.backup",
        re.DOTALL,
    )
    replace(export, r'\n.*"Fires when.*', "")
    definition = ["aws_sfn_state_machine.rds_export will be updated in-place", "~ definition"]
    terraform.require_plan(
        directory,
        [
            "aws_backup_plan.id_minter_daily will be updated in-place",
            "- rule",
            "+ rule",
            "aws_cloudwatch_event_rule.backup_completed will be updated in-place",
            "- description",
            "aws_iam_role_policy.export_sfn_rds will be updated in-place",
            "~ policy",
            *definition,
            "Plan: 0 to add, 4 to change, 0 to destroy.",
        ],
    )
    for path, text in generated.items():
        path.write_text(text)
    total = "Plan: 0 to add, 1 to change, 0 to destroy."
    terraform.require_plan(directory, [*definition, total])
    terraform.apply(directory)
    terraform.require_plan(directory, NO_CHANGE)
    print("adopted: one change, then the second plan is empty", flush=True)


# What is Terraform's own, so that no import gives it and a plan adds it.
OWN = {
    "aws_kms_key": ["bypass_policy_lockout_safety_check", "deletion_window_in_days"],
    "aws_sns_topic_subscription": ["confirmation_timeout_in_minutes", "endpoint_auto_confirms"],
}
# What a user finds as the variable's description says.
GIVEN = {"aws_cloudwatch_event_target": "target_id", "aws_sns_topic_subscription": "arn"}


def import_all(terraform, program, configuration, directory):
    """What was applied is forgotten. With the import blocks, a plan takes in every resource and
    changes nothing in AWS."""
    state = directory / "terraform.tfstate"
    managed = [r for r in json.loads(state.read_text())["resources"] if r["mode"] == "managed"]
    state.unlink()
    (directory / "terraform.tfstate.backup").unlink(missing_ok=True)

    synth(program, configuration, directory, "--import")
    imports = json.loads((directory / "import_id_minter.tf.json").read_text())
    ids = {
        f"import_{r['type'].removeprefix('aws_')}_{r['name']}": r["instances"][0]["attributes"][
            GIVEN.get(r["type"], "id")
        ]
        for r in managed
    }
    values = {name: ids[name] for name in imports["variable"]}
    (directory / "ids.auto.tfvars.json").write_text(json.dumps(values))
    wanted = []
    for resource in sorted(managed, key=lambda r: (r["type"], r["name"])):
        address = f"{resource['type']}.{resource['name']}"
        if resource["type"] in OWN:
            wanted += [
                f"{address} will be updated in-place",
                f'(imported from "{resource["instances"][0]["attributes"]["id"]}")',
                *(f"+ {argument}" for argument in OWN[resource["type"]]),
            ]
        else:
            wanted.append(f"{address} will be imported")
    updated = sum(resource["type"] in OWN for resource in managed)
    total = f"Plan: {len(managed)} to import, 0 to add, {updated} to change, 0 to destroy."
    terraform.require_plan(directory, [*wanted, total])
    terraform.apply(directory)
    (directory / "import_id_minter.tf.json").unlink()
    (directory / "ids.auto.tfvars.json").unlink()
    terraform.require_plan(directory, NO_CHANGE)
    print(f"{len(managed)} resources imported, none changed in AWS", flush=True)


def run_case(program, case):
    if emulator is None:
        raise Skipped(f"python3 has no emulator of AWS: {why_no_emulator}")
    region = CONFIGURATIONS.get(case, ("eu-west-1",))[0]
    with tempfile.TemporaryDirectory() as name, emulator.Emulator(region) as aws:
        scratch = Path(name)
        terraform = Terraform(scratch, aws)
        surroundings(aws)
        if case == "adoption":
            adopt(aws, terraform, program, scratch)
        else:
            deploy(aws, terraform, program, scratch, case)


def main(program, case):
    # So that what was started is ended.
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(1))
    return status_of(case, lambda: run_case(Path(program).resolve(), case))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
