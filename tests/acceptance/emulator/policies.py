# SPDX-License-Identifier: Apache-2.0
"""What policies allow to a service of AWS. Moto asks none of them before it delivers an event or an
alarm; the policies of a deployment are most of what can be wrong with it.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"""

import json
import re

from moto.iam.models import iam_backends
from moto.kms.models import kms_backends


def as_list(value):
    return value if isinstance(value, list) else [value]


def is_like(text, pattern):
    """Whether a text matches a pattern with * and ?."""
    parts = ({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in pattern)
    return re.fullmatch("".join(parts), text, re.DOTALL) is not None


def is_equal(text, wanted):
    return text == wanted


# ArnEquals and ArnLike are the same.
OPERATORS = {
    "ArnEquals": is_like,
    "ArnLike": is_like,
    "Bool": is_equal,
    "StringEquals": is_equal,
    "StringLike": is_like,
}


def holds(conditions, context):
    """Whether all conditions of a statement hold. One whose key the context lacks does not."""
    return all(
        key in context and any(OPERATORS[operator](context[key], text) for text in as_list(texts))
        for operator, keys in conditions.items()
        for key, texts in keys.items()
    )


def is_for(statement, service):
    """Whether a statement is about a service. Those of a role's own policies name nobody."""
    principal = statement.get("Principal", "*")
    if principal == "*":
        return True
    return any(
        who == "*" or (kind == "Service" and who == service)
        for kind, names in principal.items()
        for who in as_list(names)
    )


def allows(document, service, action, context, resource="*"):
    """Whether a policy allows a service an action, under the keys of the context."""
    effects = {
        statement["Effect"]
        for statement in json.loads(document)["Statement"]
        if is_for(statement, service)
        and any(is_like(action, pattern) for pattern in as_list(statement["Action"]))
        and any(is_like(resource, pattern) for pattern in as_list(statement.get("Resource", "*")))
        and holds(statement.get("Condition", {}), context)
    }
    return effects == {"Allow"}


def role_of(role_arn):
    return iam_backends[role_arn.split(":")[4]]["aws"].get_role_by_arn(role_arn)


def trusts(role_arn, service, context):
    """Whether the service may take the role."""
    document = role_of(role_arn).assume_role_policy_document
    return allows(document, service, "sts:AssumeRole", context)


def lets_assume(role_arn, service, action, resource, context):
    """Whether the service may take the role, and the role may act on the resource."""
    role = role_of(role_arn)
    return trusts(role_arn, service, context) and any(
        allows(policy, service, action, context, resource) for policy in role.policies.values()
    )


def lets_encrypt(key_arn, service, context):
    """Whether the service may use the key of a topic or queue to send to it."""
    if not key_arn:
        return True
    _, _, _, region, account, *_ = key_arn.split(":")
    document = kms_backends[account][region].describe_key(key_arn).policy
    return all(
        allows(document, service, action, context)
        for action in ("kms:GenerateDataKey", "kms:Decrypt")
    )
