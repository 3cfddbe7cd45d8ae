# SPDX-License-Identifier: Apache-2.0
"""Drives what the machine cannot tell of itself: that a backup or an execution has ended badly,
that it was not started, and that nothing has been exported for too long. Only the hardened profile
has an answer to that."""

import dataclasses
import json

from cases import BUSY, SNAPSHOT, Case
from terraform import Failed

# As many as any retry policy takes.
FOR_EVER = 200
HOUR = 60 * 60
DAY = 24 * HOUR
# Some Monday, and the hour at which its export is complete at the latest.
MONDAY = 1_767_571_200
COMPLETE = 4 * HOUR

BACKUP = "Backup Job State Change"
EXECUTION = "Step Functions Execution Status Change"
# In an event: what the deployment has, what another has, and a member that the event lacks.
OURS, ANOTHER, ABSENT = object(), object(), object()


@dataclasses.dataclass
class Event:
    """An event of AWS, and how many messages it makes where somebody watches."""

    alerts: int
    kind: str
    # Of the backup job, or of the execution.
    state: str
    # The vault or the machine.
    place: object = OURS
    # Why an execution ended.
    cause: object = None


# AWS tells the cause of a failure, and null where there is none; of a machine with a key of one's
# own it may leave it out.
EVENTS = [
    Event(1, BACKUP, "FAILED"),
    Event(1, BACKUP, "EXPIRED"),
    Event(1, BACKUP, "ABORTED"),
    Event(1, BACKUP, "PARTIAL"),
    Event(1, BACKUP, "FAILED", place=ABSENT),
    Event(0, BACKUP, "FAILED", place=ANOTHER),
    Event(0, BACKUP, "EXPIRED", place=ANOTHER),
    Event(0, BACKUP, "PARTIAL", place=ANOTHER),
    Event(0, BACKUP, "COMPLETED", place=ANOTHER),
    Event(0, BACKUP, "COMPLETED", place=ABSENT),
    Event(0, BACKUP, "CREATED"),
    Event(0, BACKUP, "RUNNING"),
    Event(0, BACKUP, "ABORTING"),
    Event(1, EXECUTION, "TIMED_OUT"),
    Event(1, EXECUTION, "TIMED_OUT", cause=ABSENT),
    Event(1, EXECUTION, "ABORTED"),
    Event(1, EXECUTION, "ABORTED", cause=ABSENT),
    Event(1, EXECUTION, "ABORTED", cause="Stopped by hand."),
    Event(1, EXECUTION, "FAILED"),
    Event(1, EXECUTION, "FAILED", cause=ABSENT),
    Event(1, EXECUTION, "FAILED", cause=""),
    Event(1, EXECUTION, "FAILED", cause="The JsonPath argument could not be found."),
    Event(1, EXECUTION, "FAILED", cause="None. The alert could not be published."),
    Event(0, EXECUTION, "FAILED", cause="None. The alert was published.\nSee RDS."),
    Event(0, EXECUTION, "FAILED", place=ANOTHER),
    Event(0, EXECUTION, "TIMED_OUT", place=ANOTHER),
    Event(0, EXECUTION, "ABORTED", place=ANOTHER),
    Event(0, EXECUTION, "RUNNING"),
    Event(0, EXECUTION, "SUCCEEDED"),
]


def require(what, told, wanted):
    if told != wanted:
        raise Failed(f"{what}: {told} instead of {wanted}")


class Watch:
    """The queue and the alarms of a deployment."""

    def __init__(self, emulator, executions):
        self.emulator = emulator
        self.executions = executions
        self.sqs = emulator.client("sqs")
        self.iam = emulator.client("iam")
        found = emulator.client("cloudwatch").describe_alarms()["MetricAlarms"]
        self.alarms = {
            definition["MetricName"]: emulator.alarms.Alarm(definition) for definition in found
        }

    def detail(self, event):
        """The detail of an event."""
        if event.kind == BACKUP:
            vault = self.executions.vault
            places = {OURS: vault, ANOTHER: vault + "-2", ABSENT: ABSENT}
            members = {"backupVaultName": places[event.place], "state": event.state}
        else:
            machine = self.executions.machine
            places = {OURS: machine, ANOTHER: machine + "-2"}
            members = {
                "stateMachineArn": places[event.place],
                "status": event.state,
                "input": "{}",
                "output": None,
                "error": ABSENT if event.cause is ABSENT else event.cause and "Error",
                "cause": event.cause,
            }
        return {name: value for name, value in members.items() if value is not ABSENT}

    def hear(self):
        """Each event makes as many messages as it should, which say what it says, and starts
        nothing; gives the number of messages."""
        published = self.emulator.alerts.published
        count = 0
        for event in EVENTS:
            detail = self.detail(event)
            before = self.executions.started()
            published.clear()
            source = "aws.backup" if event.kind == BACKUP else "aws.states"
            self.executions.send(source, event.kind, [], detail)
            told = [json.loads(message["Message"])["detail"] for message in published]
            wanted = event.alerts if self.executions.is_watched else 0
            require(f"messages of {detail}", told, [detail] * wanted)
            require(f"executions that {detail} starts", self.executions.started() - before, set())
            count += wanted
        return count

    def queue(self):
        """The name of the queue that the alarm watches."""
        alarm = self.alarms["ApproximateNumberOfMessagesVisible"]
        return alarm.definition["Dimensions"][0]["Value"]

    def require_queue_alarm(self, state, at=MONDAY):
        """What the alarm says of the queue as it is, a minute later and when it has no data."""
        alarm = self.alarms["ApproximateNumberOfMessagesVisible"]
        datum = self.emulator.metrics.messages_in_queue(self.sqs, self.queue(), at)
        require("alarm of the queue", alarm.state([datum], at + 60), state)
        require("alarm of a queue without data", alarm.state([], at), "OK")

    def require_told(self, alarm):
        """The alarm reaches the topic."""
        published = self.emulator.alerts.published
        published.clear()
        require(f"alarm {alarm.definition['AlarmName']}", alarm.ring(), [])
        require("messages of an alarm", len(published), 1)

    def send(self):
        """A backup is complete; gives how many executions that starts."""
        before = self.executions.started()
        resource = self.executions.arn("cluster-snapshot:awsbackup:" + SNAPSHOT)
        self.executions.backup_has("COMPLETED", [resource])
        return len(self.executions.started() - before)

    def lose(self, code, condition):
        """An event that cannot be delivered is in the queue, whose alarm says so, and from there
        starts an export after all. Without a queue it is lost unheard."""
        self.emulator.alerts.published.clear()
        self.emulator.events.lost.clear()
        require("executions started", self.send(), 0)
        is_watched = self.executions.is_watched
        require("lost events", len(self.emulator.events.lost), 0 if is_watched else 1)
        if not is_watched:
            require("alerts", self.emulator.alerts.published, [])
            return
        self.require_queue_alarm("ALARM")
        self.require_told(self.alarms["ApproximateNumberOfMessagesVisible"])
        url = self.sqs.get_queue_url(QueueName=self.queue())["QueueUrl"]
        (message,) = self.sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"])[
            "Messages"
        ]
        self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        self.require_queue_alarm("OK")
        attributes = {
            name: value["StringValue"] for name, value in message["MessageAttributes"].items()
        }
        told = (attributes["ERROR_CODE"], attributes.get("EXHAUSTED_RETRY_CONDITION"))
        require("error and condition", told, (code, condition))
        require("retries", int(attributes["RETRY_ATTEMPTS"]) > 0, condition is not None)
        require("target", attributes["TARGET_ARN"], self.executions.machine)
        event = json.loads(message["Body"])
        self.executions.drive(Case("from the queue", by_hand=True, input=event))

    def deliver(self):
        """EventBridge cannot start the machine: for a while, for too long, or at all."""
        refusals = self.emulator.events.refusals
        refusals[:] = [BUSY] * 3
        # To its end, or else it would start its export in the midst of the next case.
        self.executions.drive(Case("started at last"))
        require("refusals left", refusals, [])
        refusals[:] = [BUSY] * FOR_EVER
        self.lose(BUSY[0], "MaximumEventAgeInSeconds")
        refusals.clear()

        _, target, _ = self.emulator.events.deliveries[-1]
        role = target["RoleArn"].rpartition("/")[2]
        (name,) = self.iam.list_role_policies(RoleName=role)["PolicyNames"]
        found = self.iam.get_role_policy(RoleName=role, PolicyName=name)
        self.iam.delete_role_policy(RoleName=role, PolicyName=name)
        self.lose("NO_PERMISSIONS", None)
        document = json.dumps(found["PolicyDocument"])
        self.iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=document)

    def be_silent(self, longest):
        """Exports on schedule raise no alarm, and their absence does; says after how long."""
        alarm = self.alarms["ExecutionsSucceeded"]
        (dimension,) = alarm.definition["Dimensions"]
        require("machine", dimension["Value"], self.executions.machine)
        late = silence(self.emulator, alarm, longest)
        self.require_told(alarm)
        return hours(late)


# AWS's examples, for alarms of three periods: values, oldest first, where X breaches, 0 does not
# and - is missing; how many of three must breach; the states if what is missing breaches, and if it
# does not.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
EXAMPLES = [
    ("0-X-X", 3, "OK", "OK"),
    ("0----", 3, "OK", "OK"),
    ("-----", 3, "ALARM", "OK"),
    ("0XX-X", 3, "ALARM", "ALARM"),
    ("--X--", 3, "ALARM", "OK"),
    ("0-X-X", 2, "ALARM", "ALARM"),
    ("00X0X", 2, "ALARM", "ALARM"),
    ("0-X--", 2, "ALARM", "OK"),
    ("----0", 2, "ALARM", "OK"),
    ("---X-", 2, "ALARM", "OK"),
]


def check_examples(emulator):
    """The emulator's alarms are those of CloudWatch."""
    for values, enough, *states in EXAMPLES:
        for missing, state in zip(("breaching", "notBreaching"), states):
            alarm = emulator.alarms.Alarm(
                {
                    "Namespace": "AWS/SQS",
                    "MetricName": "Any",
                    "Dimensions": [],
                    "Statistic": "Maximum",
                    "Period": 60,
                    "EvaluationPeriods": 3,
                    "DatapointsToAlarm": enough,
                    "ComparisonOperator": "GreaterThanThreshold",
                    "Threshold": 0,
                    "TreatMissingData": missing,
                }
            )
            data = [
                emulator.metrics.Datum(alarm.metric, 60 * index, value == "X")
                for index, value in enumerate(values)
                if value != "-"
            ]
            told = alarm.state(data, 60 * (len(values) - 1), len(values) - 3)
            require(f"{enough} of {values}, {missing}", told, state)


def planned_alarm(emulator, changes, name):
    """An alarm of a plan, as DescribeAlarms would give it."""
    (after,) = (
        change["change"]["after"]
        for change in changes
        if change["address"] == f"aws_cloudwatch_metric_alarm.{name}"
    )
    definition = {
        "".join(word.capitalize() for word in key.split("_")): value
        for key, value in after.items()
        if key != "dimensions"
    }
    dimensions = [{"Name": key, "Value": value} for key, value in after["dimensions"].items()]
    return emulator.alarms.Alarm({**definition, "Dimensions": dimensions})


def hours(late):
    return f"{late[0]} to {late[-1]} h"


def silence(emulator, alarm, longest):
    """After how many hours without an export the alarm rings, for each number of periods before
    that CloudWatch may look at. Within the longest silence, in hours, it must be quiet, whatever
    the day of the week, and soon after it must not."""
    (dimension,) = alarm.definition["Dimensions"]
    machine_arn = dimension["Value"]
    # Daily, or on weekdays where the alarm has the patience.
    days = [day for day in range(14) if longest < 72 or day % 7 < 5]

    def end(status, at):
        return emulator.metrics.end_of_execution(machine_arn, status, at)

    # The exports take up to an hour and a half, each another time.
    data = [
        end("SUCCEEDED", MONDAY + day * DAY + COMPLETE - 60 * (day * 37 % 90)) for day in days
    ]
    first, last = data[0].at, data[-1].at
    failed = [end("FAILED", last + hour * HOUR) for hour in range(1, longest + 12)]
    late = []
    for periods_before in range(emulator.alarms.MOST_PERIODS_BEFORE + 1):
        state = alarm.state(data, first - 60, periods_before)
        require("alarm before the first export", state, "ALARM")
        for at in range(int(first), int(last + longest * HOUR), 20 * 60):
            if alarm.state(data + failed, at, periods_before) != "OK":
                age = at - max(datum.at for datum in data if datum.at <= at)
                raise Failed(f"an alarm {age / HOUR:.1f} h after an export")
        silent = longest
        while alarm.state(data + failed, last + silent * HOUR, periods_before) == "OK":
            silent += 1
            if silent > longest + emulator.alarms.MOST_PERIODS_BEFORE:
                raise Failed(f"no alarm {silent} h after the last export")
        late.append(silent)
        again = last + (silent + 1) * HOUR
        state = alarm.state([*data, *failed, end("SUCCEEDED", again)], again, periods_before)
        require("alarm after the next export", state, "OK")
    return late


def drive(emulator, executions, longest_silence):
    """Drives the deployment, whose alarm has that much patience, in hours; says what was driven."""
    watch = Watch(emulator, executions)
    heard = f"{len(EVENTS)} events make {watch.hear()} messages"
    watch.deliver()
    require("alarms", len(watch.alarms), 2 if executions.is_watched else 0)
    if not watch.alarms:
        return f"{heard}; one that is not delivered is lost, unheard"
    late = watch.be_silent(longest_silence)
    return f"{heard}; undelivered ones are kept; an alarm rings {late} after the last export"
