// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/builders/policy.hpp>
#include <idm_synth/core/text.hpp>
#include <unordered_set>
#include <utility>

namespace idm_synth::builders {
namespace {

struct ToDocument {
  Document operator()(std::monostate) const { return nullptr; }
  Document operator()(const std::string& text) const { return text; }
  Document operator()(const Expression& expression) const { return Ref<String>{expression}; }
  Document operator()(const Template& text) const { return text; }
};

const std::string* literal(const Attr<String>& text) {
  return std::get_if<std::string>(&text.value());
}

Document conditions(const std::vector<PolicyCondition>& conditions) {
  Document::Object tests;
  for (const PolicyCondition& condition : conditions) {
    const auto test = std::find_if(tests.begin(), tests.end(), [&](const Document::Member& member) {
      return member.key == condition.test;
    });
    Document::Member clause{condition.key, condition.values.to_document()};
    if (test == tests.end()) {
      tests.push_back({condition.test, Document::Object{std::move(clause)}});
    } else {
      Document::Object clauses = *test->value.object();
      clauses.push_back(std::move(clause));
      test->value = std::move(clauses);
    }
  }
  return tests;
}

Document to_document(const Statement& statement) {
  Document::Object members;
  if (!statement.sid.empty()) members.push_back({"Sid", statement.sid});
  members.push_back({"Effect", statement.effect == Effect::allow ? "Allow" : "Deny"});
  if (statement.principal.is_set()) {
    members.push_back({"Principal", statement.principal.to_document()});
  }
  members.push_back({"Action", statement.actions.to_document()});
  if (!statement.resources.items().empty()) {
    members.push_back({"Resource", statement.resources.to_document()});
  }
  if (!statement.conditions.empty()) {
    members.push_back({"Condition", conditions(statement.conditions)});
  }
  return members;
}

/// "*", or a service and an action, such as "rds:Describe*".
bool is_action(std::string_view action) {
  if (action == "*") return true;
  const std::size_t colon = action.find(':');
  const auto is_word = [](std::string_view word, std::string_view others) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [&](char c) {
      return is_letter(c) || is_digit(c) || others.find(c) != std::string_view::npos;
    });
  };
  return colon != std::string_view::npos && is_word(action.substr(0, colon), "-") &&
         is_word(action.substr(colon + 1), "*?");
}

bool is_sid(std::string_view sid) {
  return std::all_of(sid.begin(), sid.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

class Checker {
 public:
  explicit Checker(PolicyKind kind) : kind_{kind} {}

  void check(const Statement& statement, std::size_t index) {
    name_ = statement.sid.empty() ? "statement " + std::to_string(index + 1)
                                  : "the statement " + shown(statement.sid);
    if (!is_sid(statement.sid)) {
      report("policy-sid", " has a bad Sid", "use letters and digits");
    } else if (!statement.sid.empty() && !sids_.insert(statement.sid).second) {
      report("policy-sid", " stands twice", "give each statement a Sid of its own, or none");
    }
    check_actions(statement);
    check_parts(statement);
  }

  Diagnostics take() { return std::move(found_); }

 private:
  void check_actions(const Statement& statement) {
    if (statement.actions.items().empty()) {
      report("policy-action", " has no action", "name at least one, such as \"sns:Publish\"");
    }
    for (const Attr<String>& action : statement.actions.items()) {
      const std::string* text = literal(action);
      if (text == nullptr || is_action(*text)) continue;
      report("policy-action", " has the action " + shown(*text),
             "write <service>:<action>, such as \"sns:Publish\"; * and ? stand for any characters");
    }
  }

  void check_parts(const Statement& statement) {
    const bool wants_principal = kind_ != PolicyKind::identity;
    if (statement.principal.is_set() != wants_principal) {
      report("policy-principal", wants_principal ? " has no principal" : " has a principal",
             wants_principal ? "say whom it is about, such as Principal::service(\"...\")"
                             : "leave it out: the policy is about the role that it belongs to");
    } else if (statement.principal.is_nobody()) {
      report("policy-principal", " has a principal without names",
             "name at least one, such as Principal::service(\"...\")");
    }
    const bool wants_resources = kind_ != PolicyKind::trust;
    if (statement.resources.items().empty() == wants_resources) {
      report("policy-resource", wants_resources ? " has no resource" : " has a resource",
             wants_resources ? "name at least one, or \"*\""
                             : "leave it out: a trust policy is about its own role");
    }
    for (const PolicyCondition& condition : statement.conditions) {
      if (!condition.values.items().empty()) continue;
      report("policy-condition",
             " has no value for its condition " + shown(condition.test) + " on " +
                 shown(condition.key),
             "give at least one value, or leave the condition out");
    }
  }

  void report(std::string code, const std::string& summary, std::string help) {
    found_.push_back(
        {.code = std::move(code), .summary = name_ + summary, .help = std::move(help)});
  }

  PolicyKind kind_;
  std::string name_;
  std::unordered_set<std::string> sids_;
  Diagnostics found_;
};

}  // namespace

Document OneOrList::to_document() const {
  Document::Array texts;
  for (const Attr<String>& item : items_) texts.push_back(std::visit(ToDocument{}, item.value()));
  if (!is_list_) return texts.front();
  return texts;
}

Document Principal::to_document() const {
  if (kind_ == "*") return "*";
  return Document::Object{{kind_, names_.to_document()}};
}

Document PolicyDocument::to_document() const {
  Document::Array statements;
  for (const Statement& statement : statements_) {
    statements.push_back(builders::to_document(statement));
  }
  return Document::Object{{"Version", "2012-10-17"}, {"Statement", std::move(statements)}};
}

PolicyDocument PolicyDocument::about(const Attr<String>& resource) const {
  PolicyDocument result = *this;
  for (Statement& statement : result.statements_) {
    if (statement.resources.items().empty()) statement.resources = resource;
  }
  return result;
}

Statement deny_without_tls(OneOrList actions) {
  return {.sid = "DenyWithoutTls",
          .effect = Effect::deny,
          .principal = Principal::everyone(),
          .actions = std::move(actions),
          .conditions = {{"Bool", "aws:SecureTransport", "false"}}};
}

Diagnostics PolicyDocument::problems(PolicyKind kind) const {
  Checker checker{kind};
  for (std::size_t i = 0; i < statements_.size(); ++i) checker.check(statements_[i], i);
  return checker.take();
}

}  // namespace idm_synth::builders
