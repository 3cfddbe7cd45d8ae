# SPDX-License-Identifier: Apache-2.0
"""Terraform with the provider from a mirror directory, against an emulator."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = "hashicorp/aws"
VERSION = "5.100.0"
SERVICES = "backup cloudwatch events iam kms logs rds s3 sfn sns sqs sts".split()
COMMAND_SECONDS = 180
# The status that CTest takes for a test that was not run.
SKIPPED = 77
# The file with the last plan.
PLAN = "last.tfplan"


class Failed(Exception):
    """The test has failed; the text says how."""


class Skipped(Exception):
    """The test needs what this machine has not."""


def status_of(name, test):
    """The status that a program ends with whose test is the function."""
    start = time.monotonic()
    try:
        test()
    except Skipped as reason:
        print(f"skipped: {reason}", file=sys.stderr)
        return 1 if os.environ.get("IDM_SYNTH_REQUIRE_ACCEPTANCE") else SKIPPED
    except Failed as problem:
        print(f"{name}: {problem}", file=sys.stderr)
        return 1
    print(f"{name}: {time.monotonic() - start:.0f} s")
    return 0


def run(command, seconds=COMMAND_SECONDS, accepted=(0,), **options):
    """The status and the output of a command, which is ended, with all that it started, when it
    takes too long."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )
    shown = " ".join(str(word) for word in command[:2])
    try:
        output, errors = process.communicate(timeout=seconds)
    except BaseException as problem:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if isinstance(problem, subprocess.TimeoutExpired):
            raise Failed(f"{shown} takes more than {seconds} s") from None
        raise
    if process.returncode not in accepted:
        raise Failed(f"{shown} ends with {process.returncode}\n{output}{errors}")
    return process.returncode, output


def mirror():
    """The directory with the provider."""
    if not shutil.which("terraform"):
        raise Skipped("there is no terraform in PATH")
    finder = HERE.parent.parent / "src/aws/provider-mirror"
    status, directory = run([finder, SOURCE, VERSION], accepted=(0, 1))
    if status:
        raise Skipped(f"the provider {SOURCE} {VERSION} is not installed")
    return directory.strip()


class Terraform:
    """Terraform in the directories of a scratch directory."""

    def __init__(self, scratch, emulator):
        self.emulator = emulator
        settings = scratch / "terraformrc"
        settings.write_text(
            f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirror()}"\n  }}\n}}\n'
        )
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TF_", "AWS_"))
        }
        self.environment |= {
            "TF_CLI_CONFIG_FILE": str(settings),
            "TF_IN_AUTOMATION": "1",
            "CHECKPOINT_DISABLE": "1",
            # The provider's schema makes garbage whose collection takes a third of the time.
            "GOGC": "400",
        }

    def module(self, directory, has_provider):
        """Makes a directory a root module; has_provider tells that its files configure one."""
        if not has_provider:
            text = json.dumps(
                {
                    "terraform": {
                        "required_providers": {"aws": {"source": SOURCE, "version": VERSION}}
                    },
                    "provider": {"aws": {"region": self.emulator.region}},
                }
            )
            (directory / "main.tf.json").write_text(text)
        # The provider's 25 retries would hide for minutes that the emulator lacks something.
        provider = {
            "access_key": "test",
            "secret_key": "test",
            "max_retries": 1,
            "s3_use_path_style": True,
            "skip_credentials_validation": True,
            "skip_metadata_api_check": True,
            "skip_region_validation": True,
            "endpoints": {service: self.emulator.endpoint for service in SERVICES},
        }
        text = json.dumps({"provider": {"aws": provider}})
        (directory / "provider_override.tf.json").write_text(text)
        self("init", "-input=false", directory=directory)

    def __call__(self, verb, *arguments, directory, accepted=(0,)):
        command = ["terraform", *verb.split(), "-no-color", *arguments]
        return run(command, accepted=accepted, cwd=directory, env=self.environment)

    def plan(self, directory):
        """What a plan does: each resource that is not left as it is, with its arguments, and the
        totals. Nothing where the plan is empty, for which Terraform has a status of its own."""
        status, text = self(
            "plan", "-input=false", "-detailed-exitcode", f"-out={PLAN}", directory=directory,
            accepted=(0, 2),
        )  # fmt: skip
        changed = re.compile(r"  # (.*)|      ([-+~/]+ \w+).*|(Plan: .*)")
        found = [changed.fullmatch(line) for line in text.splitlines()]
        lines = [line[line.lastindex] for line in found if line]
        if bool(status) != bool(lines):
            raise Failed(f"the plan is not understood:\n{text}")
        return lines

    def planned(self, directory):
        """Plans; gives resource_changes of
        https://developer.hashicorp.com/terraform/internals/json-format#plan-representation"""
        self.plan(directory)
        _, text = self("show", "-json", PLAN, directory=directory)
        return json.loads(text)["resource_changes"]

    def apply(self, directory):
        """Applies the last plan."""
        self("apply", "-input=false", PLAN, directory=directory)

    def require_plan(self, directory, wanted):
        """A plan must do what is wanted and nothing else."""
        plan = self.plan(directory)
        if plan != wanted:
            raise Failed("\n".join(["the plan is", *plan, "instead of", *wanted]))

    def destroy(self, directory):
        """Destroys everything, which the last plan has just looked at; then the state must be
        empty."""
        self("destroy", "-input=false", "-auto-approve", "-refresh=false", directory=directory)
        left = json.loads((directory / "terraform.tfstate").read_text())["resources"]
        if left:
            raise Failed(f"left after destroy: {left}")
