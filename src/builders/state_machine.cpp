// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/builders/state_machine.hpp>
#include <idm_synth/core/text.hpp>
#include <utility>

namespace idm_synth::builders {
namespace {

constexpr std::string_view spelling(LogLevel level) {
  switch (level) {
    case LogLevel::all:
      return "ALL";
    case LogLevel::error:
      return "ERROR";
    case LogLevel::fatal:
      return "FATAL";
  }
  return "";
}

/// What it takes to log; these actions know no resources.
/// https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
PolicyDocument logging_policy() {
  return {{.actions = {"logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery",
                       "logs:DeleteLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy",
                       "logs:DescribeResourcePolicies", "logs:DescribeLogGroups"},
           .resources = "*"}};
}

}  // namespace

StateMachineBuilder& StateMachineBuilder::name(Attr<String> name) {
  machine_name_ = std::move(name);
  return *this;
}

StateMachineBuilder& StateMachineBuilder::role(Role& role) {
  role_ = &role;
  return *this;
}

StateMachineBuilder& StateMachineBuilder::definition(asl::Definition definition) {
  definition_ = std::move(definition);
  return *this;
}

StateMachineBuilder& StateMachineBuilder::policy(std::string service, PolicyNames names) {
  policies_.push_back({std::move(service), std::move(names)});
  return *this;
}

StateMachineBuilder& StateMachineBuilder::allow(std::string task,
                                                std::vector<Statement> statements) {
  stated_[std::move(task)] = std::move(statements);
  return *this;
}

StateMachineBuilder& StateMachineBuilder::logging(const Resource<aws::CloudwatchLogGroup>& group,
                                                  LogLevel level, LogData data, PolicyNames names) {
  logging_ = Logging{group, level, data, std::move(names)};
  return *this;
}

Resource<aws::SfnStateMachine> StateMachineBuilder::build() {
  using Machine = aws::SfnStateMachine;
  const Attr<String> role_arn = role_ == nullptr ? Attr<String>{} : role_->arn();
  Machine machine{.definition = "{}",
                  .role_arn = required<Machine>(role_arn, "role"),
                  .name = required<Machine>(machine_name_, "name")};
  MetaArguments meta;
  if (definition_) {
    machine.definition = document("_definition_document", asl::to_document(*definition_));
    meta.depends_on = add_policies();
  } else {
    report_missing(Binding<Machine>::type, "definition");
  }
  if (logging_) {
    machine.logging_configuration = Machine::LoggingConfiguration{
        .include_execution_data = logging_->data == LogData::include,
        .level = spelling(logging_->level),
        .log_destination = interpolate("{}:*", logging_->group.arn())};
  }
  auto resource = add(machine, meta);
  if (definition_) report_definition(resource.node());
  return resource;
}

std::vector<AnyNode> StateMachineBuilder::add_policies() {
  std::vector<AnyNode> added;
  if (role_ == nullptr) return added;
  TaskPermissions needed = task_permissions(*definition_, stated_);
  report(Binding<aws::SfnStateMachine>::type, std::move(needed.problems));
  for (const auto& [service, names] : policies_) {
    const auto permissions =
        std::find_if(needed.services.begin(), needed.services.end(),
                     [&](const ServicePermissions& each) { return each.service == service; });
    if (permissions == needed.services.end()) {
      refuse("unused-policy", "a policy is named for " + shown(service) + ", which no task needs",
             "leave it out");
      continue;
    }
    added.emplace_back(role_->inline_policy(
        names.terraform, names.aws, PolicyDocument{std::move(permissions->statements)}, place()));
    needed.services.erase(permissions);
  }
  for (const ServicePermissions& permissions : needed.services) {
    refuse("missing-policy",
           "tasks need permissions of " + shown(permissions.service) +
               ", for which no policy is "
               "named",
           "call .policy(" + shown(permissions.service) + ", {...}) on the builder");
  }
  if (logging_) {
    added.emplace_back(role_->inline_policy(logging_->policy.terraform, logging_->policy.aws,
                                            logging_policy(), place()));
  }
  return added;
}

void StateMachineBuilder::report_definition(const Node& machine) {
  for (const auto& found : {definition_->problems(), task_violations(*definition_)}) {
    for (Diagnostic diagnostic : found) {
      diagnostic.address = machine.address();
      if (diagnostic.places.empty()) diagnostic.places = {machine.place()};
      stack().report(std::move(diagnostic));
    }
  }
  report_violations(stack(), machine, Binding<aws::SfnStateMachine>::type, "definition",
                    asl::to_document(*definition_));
}

void StateMachineBuilder::refuse(std::string code, std::string summary, std::string help) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.summary = std::move(summary);
  diagnostic.help = std::move(help);
  report(Binding<aws::SfnStateMachine>::type, {std::move(diagnostic)});
}

}  // namespace idm_synth::builders
