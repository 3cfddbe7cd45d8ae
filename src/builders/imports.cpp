// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <idm_synth/aws/data/caller_identity.hpp>
#include <idm_synth/aws/data/kms_key.hpp>
#include <idm_synth/aws/data/region.hpp>
#include <idm_synth/aws/data/sqs_queue.hpp>
#include <idm_synth/aws/kms_alias.hpp>
#include <idm_synth/builders/imports.hpp>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace idm_synth::builders {
namespace {

/// How the import id of a type is made. In `id` and `command`, `{argument}` is what the resource
/// has there; `{argument/}` the same with a slash behind it, and nothing where it is not set;
/// `{account}` and `{region}` are the provider's; `{key}` and `{url}` are asked of AWS; `{?}` is
/// the user's to give, and `command` prints it.
struct Rule {
  std::string_view type;
  std::string_view id;
  std::string_view command = {};
};

/// From the section "Import" of each resource's page, such as
/// https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/backup_selection
constexpr std::array rules = {
    Rule{"aws_backup_plan", "{?}",
         "aws backup list-backup-plans "
         "--query \"BackupPlansList[?BackupPlanName=='{name}'].BackupPlanId\""},
    Rule{"aws_backup_selection", "{plan_id}|{?}",
         "aws backup list-backup-selections --backup-plan-id PLAN "
         "--query \"BackupSelectionsList[?SelectionName=='{name}'].SelectionId\""},
    Rule{"aws_backup_vault", "{name}"},
    Rule{"aws_backup_vault_lock_configuration", "{backup_vault_name}"},
    Rule{"aws_backup_vault_notifications", "{backup_vault_name}"},
    Rule{"aws_backup_vault_policy", "{backup_vault_name}"},
    Rule{"aws_cloudwatch_event_bus", "{name}"},
    Rule{"aws_cloudwatch_event_rule", "{event_bus_name/}{name}"},
    Rule{"aws_cloudwatch_event_target", "{event_bus_name/}{rule}/{?}",
         "aws events list-targets-by-rule --rule {rule} --query \"Targets[].[Id,Arn]\""},
    Rule{"aws_cloudwatch_log_group", "{name}"},
    Rule{"aws_cloudwatch_metric_alarm", "{alarm_name}"},
    Rule{"aws_iam_role", "{name}"},
    Rule{"aws_iam_role_policy", "{role}:{name}"},
    Rule{"aws_iam_role_policy_attachment", "{role}/{policy_arn}"},
    Rule{"aws_kms_alias", "{name}"},
    Rule{"aws_kms_key", "{key}", "aws kms list-aliases"},
    Rule{"aws_rds_cluster", "{cluster_identifier}"},
    Rule{"aws_s3_bucket", "{bucket}"},
    Rule{"aws_s3_bucket_lifecycle_configuration", "{bucket}"},
    Rule{"aws_s3_bucket_public_access_block", "{bucket}"},
    Rule{"aws_sfn_state_machine", "arn:aws:states:{region}:{account}:stateMachine:{name}"},
    Rule{"aws_sns_topic", "arn:aws:sns:{region}:{account}:{name}"},
    Rule{"aws_sns_topic_policy", "{arn}"},
    Rule{"aws_sns_topic_subscription", "{?}",
         "aws sns list-subscriptions-by-topic --topic-arn TOPIC "
         "--query \"Subscriptions[?Endpoint=='{endpoint}'].SubscriptionArn\""},
    Rule{"aws_sqs_queue", "{url}"},
    Rule{"aws_sqs_queue_policy", "{queue_url}"},
};

Rule rule_for(std::string_view type) {
  const auto* found =
      std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.type == type; });
  return found == rules.end() ? Rule{type, "{?}"} : *found;
}

using Parts = std::vector<Template::Part>;

void append(Parts& parts, const Parts& more) {
  parts.insert(parts.end(), more.begin(), more.end());
}

/// The text, as a person would read it.
std::string readable(const Parts& parts) {
  std::string text;
  for (const Template::Part& part : parts) {
    const auto* literal = std::get_if<std::string>(&part);
    text += literal != nullptr ? *literal : std::get<Expression>(part).text();
  }
  return text;
}

class Importer {
 public:
  Importer(const App& app, Stack& imports) : imports_{imports} {
    for (const Stack& stack : app.stacks()) {
      if (&stack == &imports) continue;
      for (const Element& element : stack.elements())
        elements_.emplace(element.address(), &element);
      for (const Element& element : stack.elements()) {
        if (element.section == Section::resource) resources_.push_back(&element);
      }
    }
  }

  void add_all() {
    for (const Element* element : resources_) {
      const Node node{element->address(), element->place};
      if (element->has_instances) {
        imports_.report({.severity = Severity::warning,
                         .code = "import-instances",
                         .summary = "the resource has several instances, none of which is imported",
                         .help = "write an import block for each instance, by its key",
                         .address = node.address(),
                         .places = {element->place}});
        continue;
      }
      Import import{.to = node, .id = Template{id_of(*element)}};
      if (const Value* provider = element->body.find("provider")) {
        import.provider = Expression::external(std::string{provider->text()});
      }
      imports_.import(import, element->place);
    }
  }

 private:
  /// The import id; the same one whenever it is asked for.
  const Parts& id_of(const Element& element) {
    const auto known = ids_.find(&element);
    if (known != ids_.end()) return known->second;
    const Rule rule = rule_for(element.type);
    return ids_.emplace(&element, expanded(rule.id, element)).first->second;
  }

  Parts expanded(std::string_view pattern, const Element& element) {
    Parts parts;
    while (!pattern.empty()) {
      const std::size_t open = pattern.find('{');
      if (open > 0) parts.emplace_back(std::string{pattern.substr(0, open)});
      if (open == std::string_view::npos) break;
      const std::size_t close = pattern.find('}', open);
      append(parts, placeholder(pattern.substr(open + 1, close - open - 1), element));
      pattern.remove_prefix(close + 1);
    }
    return parts;
  }

  Parts placeholder(std::string_view name, const Element& element) {
    if (name == "account") return {account()};
    if (name == "region") return {region()};
    if (name == "key") return key_id(element);
    if (name == "url") return queue_url(element);
    if (name == "?") return {variable(element)};
    if (name.ends_with('/')) {
      const Value* value = element.body.find(name.substr(0, name.size() - 1));
      if (value == nullptr) return {};
      Parts parts = resolved(*value);
      parts.emplace_back("/");
      return parts;
    }
    const Value* value = element.body.find(name);
    return value == nullptr ? Parts{variable(element)} : resolved(*value);
  }

  /// What the value will be, as far as the App knows: references are followed, because Terraform
  /// wants an id before it has the resource that the reference is to.
  Parts resolved(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::string:
      case Value::Kind::verbatim:
        return {std::string{value.text()}};
      case Value::Kind::text: {
        Parts parts;
        for (const Value& item : value.items()) append(parts, resolved(item));
        return parts;
      }
      default:
        return reference(value);
    }
  }

  Parts reference(const Value& value) {
    const std::string_view text = value.text();
    const std::string_view address = value.address();
    const auto target = elements_.find(std::string{address});
    if (target == elements_.end() || target->second->section != Section::resource) {
      return {Expression::external(std::string{text})};
    }
    const std::string_view attribute = text.substr(text.rfind('.') + 1);
    const Value* argument = target->second->body.find(attribute);
    // References that go round in a circle are Terraform's to refuse.
    constexpr int longest_chain = 100;
    if (depth_ == longest_chain) return {Expression::external(std::string{text})};
    ++depth_;
    // An attribute that AWS gives, such as the ARN, is the import id where it is asked for.
    Parts parts = argument != nullptr ? resolved(*argument) : id_of(*target->second);
    --depth_;
    return parts;
  }

  Expression account() {
    if (!account_) account_ = imports_.add("import", aws::data::CallerIdentity{}).account_id();
    return account_->expression();
  }

  Expression region() {
    if (!region_) region_ = imports_.add("import", aws::data::Region{}).name();
    return region_->expression();
  }

  /// By one of its aliases; there is no other name.
  Parts key_id(const Element& key) {
    const std::string address = key.address();
    for (const Element* element : resources_) {
      if (element->type != Binding<aws::KmsAlias>::type) continue;
      const Value* target = element->body.find("target_key_id");
      const Value* name = element->body.find("name");
      if (target == nullptr || name == nullptr || target->address() != address) continue;
      const auto found = imports_.add(
          key.name, aws::data::KmsKey{.key_id = Template{resolved(*name)}}, {}, key.place);
      return {found.id().expression()};
    }
    return {variable(key)};
  }

  Parts queue_url(const Element& queue) {
    const Value* name = queue.body.find("name");
    if (name == nullptr) return {variable(queue)};
    const auto found = imports_.add(
        queue.name, aws::data::SqsQueue{.name = Template{resolved(*name)}}, {}, queue.place);
    return {found.url().expression()};
  }

  Expression variable(const Element& element) {
    const Rule rule = rule_for(element.type);
    const std::string type{element.type};
    const std::string plain = type.starts_with("aws_") ? type.substr(4) : type;
    std::string description = "Id of " + element.address() + ". ";
    if (rule.command.empty()) {
      description +=
          "Its form: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/"
          "resources/" +
          plain + "#import";
    } else {
      description += "To find it: " + readable(expanded(rule.command, element));
    }
    return imports_
        .variable("import_" + plain + "_" + std::string{element.name},
                  Variable<String>{.description = std::move(description), .nullable = false},
                  element.place)
        .expression();
  }

  Stack& imports_;
  std::map<std::string, const Element*> elements_;
  std::vector<const Element*> resources_;
  std::map<const Element*, Parts> ids_;
  std::optional<Ref<String>> account_;
  std::optional<Ref<String>> region_;
  int depth_ = 0;  ///< of references that are followed
};

}  // namespace

void add_imports(const App& app, Stack& imports) {
  imports.note(
      "Adopts what exists but is in no state: give the variables values (their descriptions say "
      "where to find them), apply with Terraform 1.6 or later, then remove this file.");
  Importer{app, imports}.add_all();
}

}  // namespace idm_synth::builders
