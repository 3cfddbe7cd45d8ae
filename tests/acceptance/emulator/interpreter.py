# SPDX-License-Identifier: Apache-2.0
"""Step Functions, the interpreter: where moto's departs from AWS in what the machine relies on."""

import copy
import datetime
import functools
import json
import re
import sys
import types
import uuid

from moto.stepfunctions.exceptions import ValidationException
from moto.stepfunctions.parser.asl.component.common.assign.assign_decl import AssignDecl
from moto.stepfunctions.parser.asl.component.common.assign.assign_template_value_terminal import (
    AssignTemplateValueTerminalLit,
)
from moto.stepfunctions.parser.asl.component.common.error_name.error_equals_decl import (
    ErrorEqualsDecl,
)
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import (
    StatesErrorName,
)
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import (
    StatesErrorNameType,
)
from moto.stepfunctions.parser.asl.component.common.path import result_path
from moto.stepfunctions.parser.asl.component.common.query_language import QueryLanguageMode
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.common.string import string_expression
from moto.stepfunctions.parser.asl.component.intrinsic.function.statesfunction import (
    json_manipulation,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_aws_sdk,
    state_task_service_sns,
)
from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import (
    WaitFunction,
)
from moto.stepfunctions.parser.asl.parse.intrinsic.preprocessor import (
    Preprocessor as IntrinsicPreprocessor,
)
from moto.stepfunctions.parser.asl.parse.preprocessor import Preprocessor
from moto.stepfunctions.parser.asl.utils import json_path
from moto.stepfunctions.parser.backend.execution import Execution
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker
from moto.stepfunctions.parser.models import StepFunctionsParserBackend

from .policies import trusts
from .repair import repair


# Waits and retries take no time.
@repair(WaitFunction)
def _wait_interval(self, env, wait_seconds):
    pass


retrier_decl.time = types.SimpleNamespace(sleep=lambda seconds: None)


# Each start copies the machine with its executions, and those cannot be copied: their threads.
@repair(Execution)
def __deepcopy__(self, memo):
    return self


# An execution that is given no name is called None, and nobody asks whether Step Functions may take
# the role of the machine.
@repair(StepFunctionsParserBackend)
def start_execution(self, state_machine_arn, name=None, *others, **named):
    name = name or str(uuid.uuid4())
    role = self.describe_state_machine(state_machine_arn).roleArn
    account = state_machine_arn.split(":")[4]
    context = {"aws:SourceArn": state_machine_arn, "aws:SourceAccount": account}
    if not trusts(role, "states.amazonaws.com", context):
        raise ValidationException(f"{role} does not trust {state_machine_arn}")
    return start_execution.original(self, state_machine_arn, name, *others, **named)


def timestamp(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"


# The start of an execution is a datetime, where the context object has text.
@repair(ExecutionWorker)
def _get_evaluation_environment(self):
    environment = _get_evaluation_environment.original(self)
    execution = environment.states.context_object.context_object_data["Execution"]
    execution["StartTime"] = timestamp(execution["StartTime"])
    return environment


# A string in an Assign keeps its escapes: \\" is two characters.
@repair(Preprocessor)
def visitAssign_template_value_terminal_string_literal(self, ctx):
    return AssignTemplateValueTerminalLit(json.loads(ctx.string_literal().getText()))


# A rule of a Choice loses its Assign where its condition is a single comparison.
@repair(Preprocessor)
def visitChoice_rule_comparison_variable(self, ctx):
    rule = visitChoice_rule_comparison_variable.original(self, ctx)
    assigns = [part for part in map(self.visit, ctx.children) if isinstance(part, AssignDecl)]
    rule.assign = assigns[0] if assigns else None
    return rule


# A string in a States function keeps its escapes, those of JSON and its own. Escaped braces, which
# templates of States.Format have, become what they are for Python's format.
@repair(IntrinsicPreprocessor, "_text_of_str")
@staticmethod
def text_of_string(tree):
    text = json.loads(f'"{tree.getText()[1:-1]}"')
    return re.sub(r"\\(.)", lambda found: found[1] * (2 if found[1] in "{}" else 1), text)


# Text of JSON has other characters than those of ASCII as they are.
@repair(json_manipulation.json_to_string.JsonToString, "_eval_body")
def json_to_string(self, env):
    self.argument_list.eval(env=env)
    (value,) = env.stack.pop()
    env.stack.append(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


# A definite path, one of names and indices only, gives a value. Moto gives a list of one where an
# index is on the way.
DEFINITE = re.compile(r"\$(?:\.[A-Za-z_]\w*|\['[^']*'\]|\[\d+\])*")
STEP = re.compile(r"\.([A-Za-z_]\w*)|\['([^']*)'\]|\[(\d+)\]")


def extract_json(path, data):
    if not DEFINITE.fullmatch(path):
        return extract_json.original(path, data)
    value = data
    for name, quoted, index in STEP.findall(path):
        if isinstance(value, list) and index and int(index) < len(value):
            value = value[int(index)]
        elif isinstance(value, dict) and not index and (name or quoted) in value:
            value = value[name or quoted]
        else:
            raise json_path.NoSuchJsonPathError(path, data)
    return value


extract_json.original = json_path.extract_json
for name, module in list(sys.modules.items()):
    if name.startswith("moto.stepfunctions.") and hasattr(module, "extract_json"):
        module.extract_json = extract_json

# Each path makes itself a parser, which takes a tenth of the time of an execution.
for module in (json_path, result_path):
    module.parse = functools.cache(module.parse)

VARIABLE = re.compile(r"\$([A-Za-z_]\w*)(.*)", re.DOTALL)


# Moto reads variables with JSONata, which it has no interpreter for.
@repair(string_expression.StringVariableSample, "_eval_body")
def read_variable(self, env):
    if self.query_language_mode != QueryLanguageMode.JSONPath:
        raise NotImplementedError("JSONata")
    name, rest = VARIABLE.fullmatch(self.expression).groups()
    env.stack.append(copy.deepcopy(extract_json("$" + rest, env.variable_store.get(name))))


RUNTIME = StatesErrorName(typ=StatesErrorNameType.StatesRuntime)


# States.ALL does not match States.Runtime.
@repair(ErrorEqualsDecl, "_eval_body")
def matches(self, env):
    if env.stack[-1] == RUNTIME:
        env.stack[-1] = False
    else:
        matches.original(self, env)


# Answers become JSON, times as AWS writes them.
def as_json(value):
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, dict):
        return {name: as_json(member) for name, member in value.items()}
    if isinstance(value, list):
        return [as_json(member) for member in value]
    return value


sdk = state_task_service_aws_sdk.StateTaskServiceAwsSdk
make_client = state_task_service_aws_sdk.boto_client_for


# A new client for every call takes most of the time of an execution with many polls.
@functools.cache
def client_of(region, service):
    return make_client(region=region, service=service)


def boto_client_for(region, service, state_credentials=None):
    return client_of(region, service)


for module in (state_task_service_aws_sdk, state_task_service_sns):
    module.boto_client_for = boto_client_for


@repair(sdk)
def _eval_service_task(self, env, *others, **named):
    _eval_service_task.original(self, env, *others, **named)
    env.stack[-1] = as_json(env.stack[-1])


# The errors of a service have the names of its Java library, where the shape
# DBClusterSnapshotNotFoundFault is DbClusterSnapshotNotFoundException.
@repair(sdk, "_normalise_exception_name")
@staticmethod
def error_name(service, error):
    service = service[0].upper() + service[1:].lower()
    shape = type(error).__name__
    if shape == "ClientError":
        return f"{service}.{service}Exception"
    stem = re.sub("(Fault|Exception)$", "", shape)
    words = re.sub("[A-Z]{2,}(?=[A-Z][a-z])", lambda found: found[0].capitalize(), stem)
    return f"{service}.{words}Exception"
