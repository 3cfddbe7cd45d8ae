# SPDX-License-Identifier: Apache-2.0
"""Drives the deployed state machine through the cases, and holds each execution to its case, to the
simulator and to what verify says."""

import json
import time

from cases import CASES, OTHER_SNAPSHOT, SNAPSHOT
from simulator import Simulator, ending, outcome, require_same, without_arn
from terraform import Failed

EXECUTION_SECONDS = 60


class Executions:
    """The state machine of the emulator."""

    def __init__(self, emulator, program, scratch, is_hardened):
        self.emulator = emulator
        # Rules tell of failed backups, and of executions that fail without an alert of their own.
        self.is_watched = is_hardened
        (vault,) = emulator.client("backup").list_backup_vaults()["BackupVaultList"]
        self.vault = vault["BackupVaultName"]
        self.states = emulator.client("stepfunctions")
        self.rds = emulator.client("rds")
        (machine,) = self.states.list_state_machines()["stateMachines"]
        self.machine = machine["stateMachineArn"]
        definition = self.states.describe_state_machine(stateMachineArn=self.machine)["definition"]
        self.simulator = Simulator(program, scratch, definition)
        # How those have ended that were driven.
        self.endings = set()

    def started(self):
        """The ARNs of all executions."""
        found = self.states.list_executions(stateMachineArn=self.machine)["executions"]
        return {execution["executionArn"] for execution in found}

    def send(self, source, kind, resources, detail):
        """An event of AWS."""
        event = {"Source": source, "DetailType": kind, "Resources": resources}
        event["Detail"] = json.dumps(detail, default=str)
        self.emulator.client("events").put_events(Entries=[event])

    def backup_has(self, state, resources):
        """The event of a backup job."""
        detail = {"state": state, "backupVaultName": self.vault}
        self.send("aws.backup", "Backup Job State Change", resources, detail)

    def start(self, case):
        """The ARN of the one execution that the case starts."""
        resources = [self.arn(resource) for resource in case.resources]
        if case.by_hand:
            given = {"resources": resources} if case.input is None else case.input
            name = {"name": case.execution_name} if case.execution_name else {}
            execution = self.states.start_execution(
                stateMachineArn=self.machine, input=json.dumps(given), **name
            )
            return execution["executionArn"]
        before = self.started()
        if case.again:
            self.emulator.events.deliver(*self.emulator.events.deliveries[-1])
        else:
            self.backup_has("COMPLETED", resources)
        new = self.started() - before
        if len(new) != 1:
            raise Failed(f"the event starts {len(new)} executions")
        return new.pop()

    def arn(self, resource):
        if resource.startswith("arn:"):
            return resource
        return f"arn:aws:rds:{self.emulator.region}:123456789012:{resource}"

    def wait(self, execution_arn):
        """The execution's description at its end, and its history."""
        end = time.monotonic() + EXECUTION_SECONDS
        while time.monotonic() < end:
            execution = self.states.describe_execution(executionArn=execution_arn)
            if execution["status"] != "RUNNING":
                history = self.states.get_execution_history(executionArn=execution_arn)
                return execution, history["events"]
            time.sleep(0.05)
        raise Failed(f"still running after {EXECUTION_SECONDS} s")

    def drive(self, case):
        emulator = self.emulator
        emulator.exports.play(case.answers, case.refusals)
        emulator.alerts.published.clear()
        emulator.alerts.refusals[:] = [("InternalError", "try again")] * case.alert_refusals
        exports_before = emulator.exports.started
        execution, events = self.wait(self.start(case))

        told = (
            execution["status"],
            execution.get("error"),
            len(emulator.alerts.published),
            emulator.exports.started - exports_before,
        )
        wanted = (case.status, case.error, case.alerts, case.starts)
        if told != wanted:
            raise Failed(
                f"status, error, alerts and exports: {told} instead of {wanted}\n{execution}"
            )
        end = ending(execution, events)
        if end not in self.simulator.endings:
            raise Failed(f"verify knows no end {end}, but {sorted(self.simulator.endings)}")
        self.endings.add(end)
        simulated = self.simulator(execution, events)
        emulated = outcome(execution, events, execution["name"])
        require_same(emulated, outcome(simulated, simulated["events"], execution["name"]))
        # What subscribers get is what the last call of the machine says.
        if emulator.alerts.published:
            (message,) = emulator.alerts.published
            message = without_arn(message, execution["name"])
            require_same({"alert": message}, {"alert": emulated["calls"][-1][1]})

        # Where somebody watches, every failure is told once, by the machine or for it.
        self.send("aws.states", "Step Functions Execution Status Change", [], execution)
        wanted = 1 if case.status == "FAILED" and self.is_watched else case.alerts
        if len(emulator.alerts.published) != wanted:
            raise Failed(f"{wanted} alerts are wanted: {emulator.alerts.published}")


def drive_all(executions):
    """Drives the state machine through every case and to every end; says how many there are."""
    for snapshot in (SNAPSHOT, OTHER_SNAPSHOT):
        executions.rds.create_db_cluster_snapshot(
            DBClusterSnapshotIdentifier=snapshot, DBClusterIdentifier="identifiers-serverless"
        )
    for case in CASES:
        try:
            executions.drive(case)
        except Failed as problem:
            raise Failed(f"{case.name}: {problem}") from None
    undriven = executions.simulator.endings - executions.endings
    if undriven:
        raise Failed(f"no case ends as verify says that an execution may: {sorted(undriven)}")
    ways = len(executions.endings)
    return f"{len(CASES)} executions end as simulate says, in each of verify's {ways} ways"
