# SPDX-License-Identifier: Apache-2.0
"""What the deployed state machine is put through, and how each execution must end."""

import dataclasses
import uuid

SNAPSHOT = "job-4ece7121-d60e-00c2-5c3b-49960142d03b"
OTHER_SNAPSHOT = "job-0b8a3d52-6f41-4f0e-9c83-2f7f4dd1a6e0"
STARTING = {"status": "STARTING"}
RUNNING = {"status": "IN_PROGRESS", "percent_progress": 40}
COMPLETE = {"status": "COMPLETE", "percent_progress": 100}
BUSY = ("Throttling", "Rate exceeded")
EVENT_ID = str(uuid.UUID(int=7))


@dataclasses.dataclass
class Case:
    """One execution, and its end."""

    name: str
    status: str = "SUCCEEDED"
    error: str | None = None
    # Messages published, and exports that RDS starts.
    alerts: int = 0
    starts: int = 1
    # An event of AWS Backup starts it, or that of the case before once more, or somebody by hand,
    # who may give a name or another input than the resources.
    again: bool = False
    by_hand: bool = False
    execution_name: str | None = None
    input: dict | None = None
    # Ends of RDS ARNs, or other ARNs.
    resources: tuple = ("cluster-snapshot:awsbackup:" + SNAPSHOT,)
    # What RDS and SNS do: see emulator/exports.py and emulator/alerts.py.
    answers: tuple = (STARTING, RUNNING, COMPLETE)
    refusals: tuple = ()
    alert_refusals: int = 0


def failed(name, error, **others):
    return Case(name, "FAILED", error, **{"alerts": 1, **others})


CASES = [
    Case("an event"),
    Case("the event once more", again=True, starts=0),
    Case("by hand", by_hand=True),
    Case("by hand, with a name", by_hand=True, execution_name="Friday_evening.--"),
    Case("a warning", alerts=1, answers=({**COMPLETE, "warning_message": "skipped a table"},)),
    Case(
        "throttled",
        refusals=(BUSY,) * 3,
        answers=(BUSY, RUNNING, BUSY, BUSY, COMPLETE),
    ),
    Case("five exports run", refusals=(("ExportTaskLimitReachedFault", "5 exports"),) * 12),
    Case("not found at first", answers=(None, None, ("ExportTaskNotFound", "none"), COMPLETE)),
    failed(
        "FAILED",
        "ExportTaskFailed",
        answers=(RUNNING, {"status": "FAILED", "failure_cause": 'No "access".\n'}),
    ),
    failed(
        "CANCELED",
        "ExportTaskFailed",
        answers=({"status": "CANCELING"}, {"status": "CANCELED"}),
    ),
    failed(
        "no such snapshot",
        "StartExportTaskFailed",
        resources=("cluster-snapshot:gone",),
        starts=0,
    ),
    failed(
        "the bucket is refused",
        "StartExportTaskFailed",
        refusals=(("InvalidS3BucketFault", "no such bucket"),) * 16,
        starts=0,
    ),
    failed(
        "access is denied for ever",
        "StartExportTaskFailed",
        refusals=(("AccessDenied", "not authorized"),) * 16,
        starts=0,
    ),
    failed("no resources", "NoSnapshotInInput", resources=(), starts=0),
    failed("no input", "NoSnapshotInInput", by_hand=True, input={}, starts=0),
    failed("a number", "NoSnapshotInInput", by_hand=True, input={"resources": [7]}, starts=0),
    failed(
        "a recovery point",
        "NotAClusterSnapshot",
        resources=("arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:cluster-1",),
        starts=0,
    ),
    failed("never complete", "ExportTookTooLong", answers=(RUNNING,)),
    failed("never found", "ExportTookTooLong", answers=(None,)),
    failed(
        "it must not be read",
        "DescribeExportTaskFailed",
        answers=(("AccessDenied", "not authorized"),),
    ),
    failed("an unknown status", "ExportTookTooLong", answers=({"status": "PAUSED"},)),
    failed(
        "SNS fails twice",
        "ExportTaskFailed",
        answers=({"status": "FAILED"},),
        alert_refusals=2,
    ),
    failed(
        "SNS fails",
        "ExportTaskFailed",
        answers=({"status": "FAILED"},),
        alert_refusals=13,
        alerts=0,
    ),
    failed(
        "SNS fails at a warning",
        "WarningNotPublished",
        answers=({**COMPLETE, "warning_message": "skipped a table"},),
        alert_refusals=13,
    ),
    Case("an identifier", by_hand=True, execution_name=f"{EVENT_ID}_{uuid.UUID(int=1)}"),
    failed(
        "the identifier of another snapshot",
        "ExportOfAnotherSnapshot",
        by_hand=True,
        execution_name=f"{EVENT_ID}_{uuid.UUID(int=2)}",
        resources=("cluster-snapshot:awsbackup:" + OTHER_SNAPSHOT,),
        starts=0,
    ),
]
