#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes sdk_actions.inc: which actions of the AWS SDK a Task can call, and their parameters.

    python3 -m pip install botocore==1.43.11    (or a newer one)
    python3 src/asl/validate/sdk_actions.py

Of botocore's models (Apache-2.0) only names are taken. Step Functions calls services through the
AWS SDK for Java 2, whose code generator makes other names of them, by rules that are in
https://github.com/aws/aws-sdk-java-v2/tree/master/codegen (DefaultNamingStrategy, Utils); what one
service has of its own is in its services/*/src/main/resources/codegen-resources/. What Step
Functions leaves out is in
https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html (DOC below).
"""
import pathlib
import re

import botocore
import botocore.loaders

# DOC still has these, or has them as deprecated; botocore no longer does, so no action is known.
GONE = """
    alexaforbusiness apptest codestar elasticinference elastictranscoder evidently gamesparks
    honeycode iotanalytics iotfleethub iotroborunner lookoutmetrics lookoutvision macie mobile nimble
    opsworks opsworkscm privatenetworks qldb qldbsession robomaker sms worklink
""".split()

# What needs an endpoint of its own: https://github.com/sam-goodwin/functionless/issues/443
REFUSED_SERVICES = {"apigatewaymanagementapi"}

# DOC, "Unsupported operations". Those of event streams are left out of every service.
REFUSED_ACTIONS = {
    "applicationdiscovery": "describeExportConfigurations exportConfigurations",
    "codedeploy": "batchGetDeploymentInstances getDeploymentInstance listDeploymentInstances"
    " skipWaitTimeForInstanceTermination",
    "comprehendmedical": "detectEntities",
    "dataexchange": "sendApiAsset",
    "directconnect": "allocateConnectionOnInterconnect describeConnectionLoa"
    " describeConnectionsOnInterconnect describeInterconnectLoa",
    "efs": "createTags",
    "emr": "describeJobFlows",
    "iot": "attachPrincipalPolicy listPrincipalPolicies detachPrincipalPolicy listPolicyPrincipals",
    "iotdeviceadvisor": "listTestCases",
    "lambda": "invokeAsync",
    "mediapackage": "rotateChannelCredentials",
    "rdsdata": "executeSql",
    "shield": "deleteSubscription",
    "sts": "assumeRole assumeRoleWithSAML assumeRoleWithWebIdentity",
}

# Names that the Java SDK adds to those of the model, in place of one of those or beside them: what
# its customization.config says of requests. The model's own name is taken, too, where it stands for
# another: copyObject is written with either.
ADDED_PARAMETERS = {
    "cloudformation:listStacks": ["StackStatusFilters"],
    "cloudsearchdomain:search": ["ReturnValues"],
    "cloudsearchdomain:uploadDocuments": ["ContentLength"],
    "glacier:uploadArchive": ["ContentLength"],
    "s3:copyObject": [
        "DestinationBucket", "DestinationKey", "SourceBucket", "SourceKey", "SourceVersionId"],
    "s3:uploadPart": ["SdkPartType"],
    "s3:uploadPartCopy": [
        "DestinationBucket", "DestinationKey", "SourceBucket", "SourceKey", "SourceVersionId"],
    "sns:addPermission": ["ActionNames", "AwsAccountIds"],
}

# Members that a model requires and a Task may leave out, for the Java SDK has another name for them
# or a value of its own.
OPTIONAL_PARAMETERS = {
    "s3:copyObject": {"Bucket", "CopySource", "Key"},
    "s3:uploadPartCopy": {"Bucket", "CopySource", "Key"},
    "sns:addPermission": {"ActionName", "AwsAccountId"},
}
OPTIONAL_IN_SERVICE = {"glacier": {"AccountId"}}

# A member of such a name gets "Value" behind it: https://github.com/aws/aws-cdk/issues/29968
JAVA_WORDS = set("""
    abstract assert boolean break byte case catch char class const continue default do double else
    enum extends false final finally float for goto if implements import instanceof int interface
    long native new null package private protected public return short static strictfp super switch
    synchronized this throw throws transient true try void volatile while
    equals finalize getclass hashcode notify notifyall tostring wait
    builder sdkfields tobuilder overrideconfiguration sdkhttpresponse
""".split())


def uncapitalized(name):
    """An acronym at the start is one word: DBInstance becomes dbInstance."""
    end = 1
    while end < len(name) and name[end].isupper() and not name[end + 1 : end + 2].islower():
        end += 1
    return name[:end].lower() + name[end:]


def capitalized(name):
    name = uncapitalized(name)
    return name[0].upper() + name[1:]


def plain(name):
    return re.sub("[^a-z0-9]", "", name.lower())


def service_name(model):
    name = plain(model["metadata"]["serviceId"])
    return re.sub("^(amazon|aws)|service$", "", name)


def has_events(model, operation):
    shapes = model["shapes"]
    members = [
        member["shape"]
        for way in ("input", "output")
        if way in operation
        for member in shapes[operation[way]["shape"]].get("members", {}).values()
    ]
    return any(shapes[shape].get("eventstream") for shape in members)


def parameters(model, operation, service, action):
    """Sorted; what is required ends in *."""
    shape = model["shapes"][operation["input"]["shape"]] if "input" in operation else {}
    optional = OPTIONAL_PARAMETERS.get(action, set()) | OPTIONAL_IN_SERVICE.get(service, set())
    required = set(shape.get("required", []))
    names = set(ADDED_PARAMETERS.get(action, []))
    for member in shape.get("members", {}):
        name = capitalized(member)
        if name.lower() in JAVA_WORDS:
            names |= {name, name + "Value"}
        elif member in required and name not in optional:
            names.add(name + "*")
        else:
            names.add(name)
    return sorted(names)


def actions(model, service):
    lines = {}
    for name, operation in model["operations"].items():
        action = uncapitalized(re.sub(r"\d{4}_\d{2}_\d{2}$", "", name))
        if has_events(model, operation) or action in REFUSED_ACTIONS.get(service, "").split():
            continue
        names = parameters(model, operation, service, f"{service}:{action}")
        lines[action] = " ".join([action, *names])
    return "".join(lines[action] + "\n" for action in sorted(lines))


def main():
    loader = botocore.loaders.create_loader()
    services = {name: ("", "") for name in GONE}
    others = {}
    for directory in loader.list_available_services("service-2"):
        model = loader.load_service_model(directory, "service-2")
        name = service_name(model)
        if name in REFUSED_SERVICES:
            continue
        others[name] = {directory, model["metadata"]["endpointPrefix"]}
        services[name] = ("", actions(model, name))
    # A name that is near its own, or that of another service, is no help.
    for name, aliases in others.items():
        known = {other for other in aliases if "." not in other and plain(other) not in services}
        services[name] = (" ".join(sorted(known)), services[name][1])

    target = pathlib.Path(__file__).with_name("sdk_actions.inc")
    with target.open("w", encoding="ascii", newline="\n") as file:
        file.write(
            "// SPDX-License-Identifier: Apache-2.0\n"
            "// Written by sdk_actions.py; do not edit. Of the models of botocore (Apache-2.0) only"
            " names are\n"
            "// taken. Of each service: its name, what else it is called, and its actions.\n"
            f'constexpr std::string_view models = "botocore {botocore.__version__}";\n'
            "constexpr SdkService services[] = {\n"
        )
        for name in sorted(services):
            others, lines = services[name]
            if lines:
                # Each action has a line of the file; the first line break is no part of the text.
                file.write(f'{{"{name}", "{others}", R"(\n{lines})"sv.substr(1)}},\n')
            else:
                file.write(f'{{"{name}", "{others}", ""}},\n')
        file.write("};\n")


if __name__ == "__main__":
    main()
