// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <idm_synth/builders/rules.hpp>
#include <idm_synth/builders/task_permissions.hpp>
#include <idm_synth/core/text.hpp>
#include <optional>
#include <set>
#include <utility>

namespace idm_synth::builders {
namespace {

/// An action that a call needs, and the parameter that names the resource; "" stands for any
/// resource.
struct Need {
  std::string_view action;
  std::string_view parameter;
  bool takes_names = false;  ///< the parameter may also be a name, which no policy can hold
};

struct KnownCall {
  std::string_view resource;  ///< of the task, behind "arn:aws:states:::"
  std::array<Need, 4> needs;  ///< the call's own action first
};

/// From the service authorization reference, and
/// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-export-snapshot.Setup.html
/// https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
constexpr std::array known_calls = {
    KnownCall{"aws-sdk:rds:startExportTask",
              {{{"rds:StartExportTask", ""},
                {"iam:PassRole", "IamRoleArn"},
                {"kms:DescribeKey", "KmsKeyId"},
                {"kms:CreateGrant", "KmsKeyId"}}}},
    KnownCall{"aws-sdk:rds:describeExportTasks", {{{"rds:DescribeExportTasks", ""}}}},
    KnownCall{"aws-sdk:rds:cancelExportTask", {{{"rds:CancelExportTask", ""}}}},
    KnownCall{"sns:publish", {{{"sns:Publish", "TopicArn"}}}},
    KnownCall{"aws-sdk:sns:publish", {{{"sns:Publish", "TopicArn"}}}},
    KnownCall{"states:startExecution", {{{"states:StartExecution", "StateMachineArn"}}}},
    KnownCall{"aws-sdk:sfn:startExecution", {{{"states:StartExecution", "StateMachineArn"}}}},
    KnownCall{"lambda:invoke", {{{"lambda:InvokeFunction", "FunctionName", true}}}},
    KnownCall{"aws-sdk:lambda:invoke", {{{"lambda:InvokeFunction", "FunctionName", true}}}},
};

const KnownCall* find_call(const asl::Call& call) {
  constexpr std::string_view prefix = "arn:aws:states:::";
  const auto* resource = std::get_if<std::string>(&call.resource.value());
  if (resource == nullptr || !resource->starts_with(prefix)) return nullptr;
  const std::string_view name = std::string_view{*resource}.substr(prefix.size());
  const auto known = std::find_if(known_calls.begin(), known_calls.end(),
                                  [&](const KnownCall& each) { return each.resource == name; });
  return known == known_calls.end() ? nullptr : &*known;
}

std::string service_of(std::string_view action) {
  return std::string{action.substr(0, action.find(':'))};
}

/// By its spelling, as all that is known of an expression is how the provider names what it gives.
bool is_arn(const Expression& expression) {
  return expression.text().ends_with(".arn") || expression.text().ends_with(".qualified_arn");
}

/// By its start: what follows the ARN, such as ":live", only narrows it.
bool is_arn(const Template& text) {
  if (text.parts().empty()) return false;
  const Template::Part& first = text.parts().front();
  const auto* expression = std::get_if<Expression>(&first);
  return expression == nullptr ? std::get<std::string>(first).starts_with("arn:")
                               : is_arn(*expression);
}

/// The ARN that the needed parameter gives when the files are made; nothing where only the machine
/// will know, or where it is no ARN.
std::optional<Attr<String>> arn_parameter(const asl::Call& call, const Need& need) {
  const asl::Payload* parameter = call.parameters.find(need.parameter);
  const Document* literal = parameter == nullptr ? nullptr : parameter->literal();
  if (literal == nullptr) return {};
  if (const auto* text = std::get_if<std::string>(&literal->value())) {
    if (text->starts_with("arn:")) return Attr<String>{*text};
  } else if (const auto* expression = std::get_if<Expression>(&literal->value())) {
    if (!need.takes_names || is_arn(*expression)) return Attr<String>{Ref<String>{*expression}};
  } else if (const auto* text_template = std::get_if<Template>(&literal->value())) {
    if (!need.takes_names || is_arn(*text_template)) return Attr<String>{*text_template};
  }
  return {};
}

/// What tells two resources apart: the text of a literal or expression.
struct Identity {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& literal) const { return "\"" + literal; }
  std::string operator()(const Expression& expression) const { return "$" + expression.text(); }
  std::string operator()(const Template& text) const {
    std::string joined;
    for (const Template::Part& part : text.parts()) joined += std::visit(*this, part);
    return joined;
  }
};

/// Gathers what one service's tasks need: one statement for each service and resource.
class Gatherer {
 public:
  explicit Gatherer(std::string service) : service_{std::move(service)} {}

  [[nodiscard]] const std::string& service() const { return service_; }

  void need(std::string_view action, const Attr<String>& resource, bool is_implied) {
    const std::string key = service_of(action) + " " + std::visit(Identity{}, resource.value());
    std::vector<Line>& lines = is_implied ? implied_ : own_;
    auto line =
        std::find_if(lines.begin(), lines.end(), [&](const Line& each) { return each.key == key; });
    if (line == lines.end()) line = lines.insert(lines.end(), {key, {}, resource});
    std::vector<std::string>& actions = line->actions;
    if (std::find(actions.begin(), actions.end(), action) == actions.end()) {
      actions.emplace_back(action);
    }
  }

  void state(const std::vector<Statement>& statements) {
    stated_.insert(stated_.end(), statements.begin(), statements.end());
  }

  [[nodiscard]] ServicePermissions take() {
    ServicePermissions result{std::move(service_), {}};
    for (const std::vector<Line>* lines : {&own_, &implied_}) {
      for (const Line& line : *lines) {
        const std::vector<Attr<String>> actions(line.actions.begin(), line.actions.end());
        result.statements.push_back(
            {.actions = actions.size() == 1 ? OneOrList(line.actions.front()) : OneOrList(actions),
             .resources = line.resource});
      }
    }
    result.statements.insert(result.statements.end(), stated_.begin(), stated_.end());
    return result;
  }

 private:
  struct Line {
    std::string key;
    std::vector<std::string> actions;
    Attr<String> resource;
  };

  std::string service_;
  std::vector<Line> own_;
  std::vector<Line> implied_;
  std::vector<Statement> stated_;
};

class Derivation {
 public:
  explicit Derivation(const StatedPermissions& stated) : stated_{stated} {}

  void visit(const asl::StateNode& node, const asl::Task& task) {
    if (const auto stated = stated_.find(node.name); stated != stated_.end()) {
      used_.insert(node.name);
      const auto& statements = stated->second;
      if (statements.empty() || statements.front().actions.items().empty()) return;
      const Attr<String>& action = statements.front().actions.items().front();
      const auto* text = std::get_if<std::string>(&action.value());
      gatherer(service_of(text == nullptr ? std::string_view{} : *text)).state(statements);
      return;
    }
    const KnownCall* call = find_call(task.call);
    if (call == nullptr) {
      report(node.name, "calls what no permissions are known for");
      return;
    }
    Gatherer& service = gatherer(service_of(call->needs.front().action));
    for (const Need& need : call->needs) {
      if (need.action.empty()) break;
      const bool is_implied = need.action != call->needs.front().action;
      if (need.parameter.empty()) {
        service.need(need.action, "*", is_implied);
      } else if (const auto resource = arn_parameter(task.call, need)) {
        service.need(need.action, *resource, is_implied);
      } else {
        report(node.name, "has no " + std::string{need.parameter} + " that is an ARN now, so " +
                              std::string{need.action} + " cannot be derived");
        return;
      }
    }
  }

  TaskPermissions take() {
    for (const auto& [name, statements] : stated_) {
      if (used_.contains(name)) continue;
      result_.problems.push_back(
          {.code = "unknown-task",
           .summary = "permissions are stated for " + shown(name) + ", which is no task",
           .help = "name a Task state of the definition"});
    }
    for (Gatherer& each : gatherers_) result_.services.push_back(each.take());
    return std::move(result_);
  }

 private:
  Gatherer& gatherer(const std::string& service) {
    const auto found =
        std::find_if(gatherers_.begin(), gatherers_.end(),
                     [&](const Gatherer& each) { return each.service() == service; });
    return found == gatherers_.end() ? gatherers_.emplace_back(service) : *found;
  }

  void report(const std::string& task, const std::string& why) {
    result_.problems.push_back(
        {.code = "underived-permission",
         .summary = "the task " + shown(task) + " " + why,
         .help = "state what it needs: .allow(" + shown(task) + ", {{.actions = ..., ...}})"});
  }

  const StatedPermissions& stated_;
  std::set<std::string> used_;
  std::vector<Gatherer> gatherers_;
  TaskPermissions result_;
};

}  // namespace

TaskPermissions task_permissions(const asl::Definition& definition,
                                 const StatedPermissions& stated) {
  Derivation derivation{stated};
  definition.for_each_task(
      [&](const asl::StateNode& node, const asl::Task& task) { derivation.visit(node, task); });
  return derivation.take();
}

Diagnostics task_violations(const asl::Definition& definition) {
  Diagnostics found;
  definition.for_each_task([&](const asl::StateNode& node, const asl::Task& task) {
    const KnownCall* call = find_call(task.call);
    if (call == nullptr) return;
    ValueArena arena;
    const Value parameters = arena.document(asl::to_document(task.call.parameters));
    for (Diagnostic& diagnostic : violations(call->needs.front().action, parameters)) {
      diagnostic.summary = "in the task " + shown(node.name) + ", " + diagnostic.summary;
      diagnostic.places = {node.place};
      found.push_back(std::move(diagnostic));
    }
  });
  return found;
}

}  // namespace idm_synth::builders
