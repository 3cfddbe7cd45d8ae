#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""cfn_lint.py: what cfn-lint says of the policies, the state machine and the event patterns in the
snapshots. It reads CloudFormation only, so that the documents are put into a template.

Ends with 77, skipped, where cfn-lint is missing. That is a failure if IDM_SYNTH_REQUIRE_ACCEPTANCE
is set."""

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from terraform import HERE, Failed, Skipped, run, status_of

SNAPSHOTS = HERE.parent / "snapshots"
PROFILES = {
    "default": SNAPSHOTS,
    "everything": SNAPSHOTS / "full",
    "hardened": SNAPSHOTS / "hardened",
}
STACKS = ("backup_id_minter", "export_id_minter")
REGION = "eu-west-1"
ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/name"
# What AWS would put in the place of a reference.
ARNS = {
    "aws_cloudwatch_log_group": f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:name",
    "aws_iam_role": ROLE,
    "aws_kms_key": f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "aws_sfn_state_machine": f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:name",
    "aws_sns_topic": f"arn:aws:sns:{REGION}:{ACCOUNT}:name",
    "aws_sqs_queue": f"arn:aws:sqs:{REGION}:{ACCOUNT}:name",
}
OTHERS = {
    "data.aws_caller_identity.current.account_id": ACCOUNT,
    "data.aws_region.current.name": REGION,
    "module.storage.bucket_name": "bucket",
}
DOCUMENT = re.compile(r"\$\{jsonencode\(local\.(\w+)\)\}")
# Each argument that takes a document: the type in CloudFormation, its property, and the others that
# it must have.
PLACES = {
    ("aws_cloudwatch_event_rule", "event_pattern"): ("AWS::Events::Rule", "EventPattern", {}),
    ("aws_iam_role", "assume_role_policy"): ("AWS::IAM::Role", "AssumeRolePolicyDocument", {}),
    ("aws_iam_role_policy", "policy"): (
        "AWS::IAM::RolePolicy", "PolicyDocument", {"RoleName": "name"},
    ),
    ("aws_kms_key", "policy"): ("AWS::KMS::Key", "KeyPolicy", {"EnableKeyRotation": True}),
    ("aws_sfn_state_machine", "definition"): (
        "AWS::StepFunctions::StateMachine", "Definition", {"RoleArn": ROLE},
    ),
    ("aws_sns_topic_policy", "policy"): (
        "AWS::SNS::TopicPolicy", "PolicyDocument", {"Topics": [ARNS["aws_sns_topic"]]},
    ),
    ("aws_sqs_queue_policy", "policy"): (
        "AWS::SQS::QueuePolicy", "PolicyDocument",
        {"Queues": [f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/name"]},
    ),
}  # fmt: skip


def value_of(reference):
    """The value of a reference of Terraform."""
    kind, _, attribute = reference.partition(".")
    if reference in OTHERS:
        return OTHERS[reference]
    if attribute.endswith(".name"):
        return "name"
    if attribute.endswith(".arn") and kind in ARNS:
        return ARNS[kind]
    raise Failed(f"there is no value for ${{{reference}}}")


def evaluated(value):
    """A document as Terraform makes it: with values for references and without escapes."""
    if isinstance(value, dict):
        return {evaluated(key): evaluated(member) for key, member in value.items()}
    if isinstance(value, list):
        return [evaluated(element) for element in value]
    if not isinstance(value, str):
        return value
    text = re.sub(r"(?<!\$)\$\{([^}]*)\}", lambda found: value_of(found[1]), value)
    return text.replace("$${", "${").replace("%%{", "%{")


def resource(kind, name, argument, document):
    """The resource of CloudFormation that takes the document."""
    if (kind, argument) not in PLACES:
        raise Failed(f"no place is known for the {argument} of {kind}.{name}")
    type_, place, others = PLACES[kind, argument]
    properties = {**others, place: document}
    # The policies of one role must not share a name.
    if kind == "aws_iam_role_policy":
        properties["PolicyName"] = name
    return {"Type": type_, "Properties": properties}


def template(directory):
    """The documents of the stacks in a directory as a template of CloudFormation."""
    resources = {}
    for stack in STACKS:
        file = json.loads((directory / f"{stack}.tf.json").read_text())
        documents = file["locals"]
        used = set()
        for kind, named in file["resource"].items():
            for name, arguments in named.items():
                for argument, value in arguments.items():
                    document = DOCUMENT.fullmatch(value) if isinstance(value, str) else None
                    if not document:
                        continue
                    used.add(document[1])
                    identifier = "".join(re.findall("[A-Za-z0-9]", f"{kind}_{name}".title()))
                    content = evaluated(documents[document[1]])
                    resources[identifier] = resource(kind, name, argument, content)
        if used != set(documents):
            raise Failed(f"{stack}: documents that nothing uses: {set(documents) - used}")
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}


def findings(scratch, templates):
    """The rules that cfn-lint sees broken in templates, each with what and where."""
    files = []
    for name, content in templates.items():
        files.append(scratch / f"{name}.json")
        files[-1].write_text(json.dumps(content))
    # I3011 and I3042 are about templates: what becomes of a resource that leaves one, and AWS's
    # partition as a parameter.
    _, text = run(
        ["cfn-lint", "--format", "json", "--regions", REGION, "--include-checks", "I",
         "--ignore-checks", "I3011", "I3042", "--template", *files],
        accepted=(0, 2, 4, 6, 8, 10, 12, 14), cwd=scratch,
    )  # fmt: skip
    return [
        " ".join(
            [
                found["Rule"]["Id"],
                found["Message"],
                Path(found["Filename"]).stem,
                *map(str, found["Location"]["Path"] or []),
            ]
        )
        for found in json.loads(text)
    ]


# What is misspelt to show that cfn-lint tells of it, and how the finding begins. An event pattern
# need only be an object.
MISTAKES = [
    ('"rds:StartExportTask"', '"rds:StartExportTsk"', "W3037 'startexporttsk' "),
    ('"sns:Publish"', '"sns:Publsh"', "W3037 'publsh' "),
    ('"sts:AssumeRole"', '"sts:AssumeRle"', "W3037 'assumerle' "),
    ('"kms:DescribeKey"', '"kms:DescribeKy"', "W3037 'describeky' "),
    ('"StringEquals"', '"StringEqual"', "E3510 "),
    ('"StartAt"', '"StartsAt"', "E3601 'StartAt' is a required property"),
]


def lint():
    if not shutil.which("cfn-lint"):
        raise Skipped("there is no cfn-lint in PATH")
    templates = {name: template(directory) for name, directory in PROFILES.items()}
    text = json.dumps(templates["hardened"])
    for right, wrong, _ in MISTAKES:
        if right not in text:
            raise Failed(f"the template has no {right}")
        text = text.replace(right, wrong)
    with tempfile.TemporaryDirectory() as scratch:
        found = findings(Path(scratch), templates)
        if found:
            raise Failed("\n".join(found))
        for name, content in templates.items():
            print(f"{name}: {len(content['Resources'])} documents, no finding")
        found = findings(Path(scratch), {"misspelt": json.loads(text)})
        for _, wrong, finding in MISTAKES:
            if not any(told.startswith(finding) for told in found):
                raise Failed("\n".join([f"{wrong} is not found:", *found]))
        print(f"{len(MISTAKES)} mistakes found")


if __name__ == "__main__":
    sys.exit(status_of("cfn-lint", lint))
