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

/// What it takes to trace; these actions know no resources either.
/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html
PolicyDocument tracing_policy() {
  return {{.actions = {"xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules",
                       "xray:GetSamplingTargets"},
           .resources = "*"}};
}

/// What it takes to work under a key: for the machine itself, and for what is sent to the log.
/// https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
PolicyDocument key_policy(const MachineKey& key, bool is_logged) {
  std::vector<Statement> statements = {
      {.actions = {"kms:Decrypt", "kms:GenerateDataKey"},
       .resources = key.key_arn,
       .conditions = {
           {"StringEquals", "kms:EncryptionContext:aws:states:stateMachineArn", key.machine_arn}}}};
  if (is_logged) {
    statements.push_back(
        {.actions = "kms:GenerateDataKey",
         .resources = key.key_arn,
         .conditions = {{"StringEquals", "kms:EncryptionContext:SourceArn", key.logs_arn}}});
  }
  return PolicyDocument{std::move(statements)};
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

StateMachineBuilder& StateMachineBuilder::tracing(PolicyNames names) {
  tracing_ = std::move(names);
  return *this;
}

StateMachineBuilder& StateMachineBuilder::key(MachineKey key, PolicyNames names) {
  key_ = Key{std::move(key), std::move(names)};
  return *this;
}

StateMachineBuilder& StateMachineBuilder::grant(PolicyNames names, PolicyDocument policy) {
  grants_.push_back({std::move(names), std::move(policy)});
  return *this;
}

Resource<aws::SfnStateMachine> StateMachineBuilder::build() {
  using Machine = aws::SfnStateMachine;
  const Attr<String> role_arn = role_ == nullptr ? Attr<String>{} : role_->arn();
  Machine machine{.definition = "{}",
                  .role_arn = required<Machine>(role_arn, "role"),
                  .name = required<Machine>(machine_name_, "name")};
  MetaArguments meta;
  std::optional<Document> definition;
  if (definition_) {
    definition = asl::to_document(*definition_);
    machine.definition = document("_definition_document", *definition);
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
  if (key_) {
    machine.encryption_configuration = Machine::EncryptionConfiguration{
        .kms_data_key_reuse_period_seconds = 300,  // as when unset, which Terraform would undo
        .kms_key_id = key_->key.key_arn,
        .type = "CUSTOMER_MANAGED_KMS_KEY"};
  }
  if (tracing_) machine.tracing_configuration = Machine::TracingConfiguration{.enabled = true};
  auto resource = add(machine, meta);
  if (definition) report_definition(resource.node(), *definition);
  return resource;
}

std::vector<AnyNode> StateMachineBuilder::add_policies() {
  std::vector<AnyNode> added;
  if (role_ == nullptr) return added;
  TaskPermissions needed = task_permissions(*definition_, stated_);
  report(Binding<aws::SfnStateMachine>::type, std::move(needed.problems));
  for (const Policy& policy : policies_) {
    const auto permissions = std::find_if(
        needed.services.begin(), needed.services.end(),
        [&](const ServicePermissions& each) { return each.service == policy.service; });
    if (permissions == needed.services.end()) {
      refuse("unused-policy",
             "a policy is named for " + shown(policy.service) + ", which no task needs",
             "leave it out");
      continue;
    }
    added.emplace_back(role_->inline_policy(policy.names.terraform, policy.names.aws,
                                            PolicyDocument{std::move(permissions->statements)},
                                            place()));
    needed.services.erase(permissions);
  }
  for (const ServicePermissions& permissions : needed.services) {
    refuse("missing-policy",
           "tasks need permissions of " + shown(permissions.service) +
               ", for which no policy is named",
           "call .policy(" + shown(permissions.service) + ", {...}) on the builder");
  }
  const auto add_policy = [&](const PolicyNames& names, const PolicyDocument& policy) {
    added.emplace_back(role_->inline_policy(names.terraform, names.aws, policy, place()));
  };
  if (logging_) add_policy(logging_->policy, logging_policy());
  if (tracing_) add_policy(*tracing_, tracing_policy());
  if (key_) add_policy(key_->policy, key_policy(key_->key, logging_.has_value()));
  for (const Grant& grant : grants_) add_policy(grant.names, grant.policy);
  return added;
}

void StateMachineBuilder::report_definition(const Node& machine, const Document& definition) {
  for (const auto& found : {definition_->problems(), task_violations(*definition_)}) {
    for (Diagnostic diagnostic : found) {
      diagnostic.address = machine.address();
      if (diagnostic.places.empty()) diagnostic.places = {machine.place()};
      stack().report(std::move(diagnostic));
    }
  }
  report_violations(stack(), machine, Binding<aws::SfnStateMachine>::type, "definition",
                    definition);
}

void StateMachineBuilder::refuse(std::string code, std::string summary, std::string help) {
  report(Binding<aws::SfnStateMachine>::type,
         {{.code = std::move(code), .summary = std::move(summary), .help = std::move(help)}});
}

}  // namespace idm_synth::builders
