# SPDX-License-Identifier: Apache-2.0
"""Compares an execution in the emulator with `idm-synth simulate`, whose mocks are what the
emulator's services answered, and with what `idm-synth verify` says of all executions."""

import json
import re

from terraform import Failed, run


def without_arn(value, name):
    """The value without the ARN of the execution of that name, which depends on the account."""
    arn = r"arn:aws:states:[^:]+:\d+:execution:[^:]+:" + re.escape(name)
    return json.loads(re.sub(arn, "EXECUTION", json.dumps(value)))


def details(event, kind):
    """The member of an event that tells the details of its kind."""
    return event[kind[0].lower() + kind[1:] + "EventDetails"]


def entered(events):
    """The names of the states entered, in order."""
    return [
        details(event, "StateEntered")["name"]
        for event in events
        if event["type"].endswith("StateEntered")
    ]


def calls(events):
    """The calls of tasks: resource and parameters."""
    scheduled = [
        details(event, "TaskScheduled") for event in events if event["type"] == "TaskScheduled"
    ]
    return [(call["resource"], json.loads(call["parameters"])) for call in scheduled]


def mocks(events):
    """The outcomes of each state's calls, as a mock file of one test case."""
    outcomes = {}
    for event in events:
        kind = event["type"]
        if kind.endswith("StateEntered"):
            state = details(event, "StateEntered")["name"]
        elif kind == "TaskSucceeded":
            answer = {"Return": json.loads(details(event, kind)["output"])}
            outcomes.setdefault(state, []).append(answer)
        elif kind in ("TaskFailed", "TaskTimedOut"):
            failure = details(event, kind)
            thrown = {"Error": failure["error"], "Cause": failure.get("cause", "")}
            outcomes.setdefault(state, []).append({"Throw": thrown})
    return {
        "StateMachines": {"machine": {"TestCases": {"case": {state: state for state in outcomes}}}},
        "MockedResponses": {
            state: {str(number): outcome for number, outcome in enumerate(of_state)}
            for state, of_state in outcomes.items()
        },
    }


def ending(execution, events):
    """How an execution ends: the last state, the status and the error."""
    return entered(events)[-1], execution["status"], execution.get("error")


class Simulator:
    """`PROGRAM simulate` with the definition of a state machine. `PROGRAM verify` must find no
    fault with it; `endings` is how it says that executions may end."""

    def __init__(self, program, scratch, definition):
        self.program = program
        self.scratch = scratch
        self.definition = scratch / "machine.asl.json"
        self.definition.write_text(definition)
        _, text = run([program, "verify", self.definition, "--format", "json"])
        (verified,) = json.loads(text)["machines"]
        self.endings = {
            (known["state"], known["status"], known["error"]) for known in verified["endings"]
        }

    def __call__(self, execution, events):
        """What the simulator makes of the execution that DescribeExecution and the history tell
        of."""
        mock_file = self.scratch / "mocks.json"
        mock_file.write_text(json.dumps(mocks(events)))
        input_file = self.scratch / "input.json"
        input_file.write_text(execution["input"])
        command = [
            self.program, "simulate", self.definition, "--format", "json",
            "--mocks", mock_file, "--test-case", "case", "--input", input_file,
            "--execution-name", execution["name"],
            "--start-time", execution["startDate"].isoformat(),
        ]  # fmt: skip
        _, text = run(command, accepted=(0, 1))
        return json.loads(text)


def outcome(result, events, name):
    """What must be the same: the end, the states, and the calls with their parameters."""
    output = result.get("output")
    told = {
        "status": result["status"],
        "error": result.get("error"),
        "cause": result.get("cause"),
        "output": json.loads(output) if isinstance(output, str) else output,
        "states": entered(events),
        "calls": calls(events),
    }
    return without_arn(told, name)


def require_same(emulated, simulated):
    """Fails with the first difference."""
    for part, value in emulated.items():
        if value != simulated[part]:
            raise Failed(
                f"{part} differs\n  emulator:  {json.dumps(value)}\n"
                f"  simulator: {json.dumps(simulated[part])}"
            )
