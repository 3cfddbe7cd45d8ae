// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/builders/policy.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/value_text.hpp"

namespace {

using namespace idm_synth;
using namespace idm_synth::builders;

std::string text(const Document& document) {
  ValueArena arena;
  return test::value_text(arena.document(document));
}

std::vector<std::string> problems(const PolicyDocument& policy, PolicyKind kind) {
  std::vector<std::string> result;
  for (const Diagnostic& found : policy.problems(kind)) {
    result.push_back(found.code + ": " + found.summary);
  }
  return result;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("one text stands as a string, a list as a list") {
  const auto arn = external<String>("var.arn");
  CHECK(text(OneOrList("a").to_document()) == "\"a\"");
  CHECK(text(OneOrList(arn).to_document()) == "${var.arn}");
  CHECK(text(OneOrList(interpolate("{}/*", arn)).to_document()) == "t[${var.arn}, \"/*\"]");
  CHECK(text(OneOrList{"a"}.to_document()) == "[\"a\"]");
  CHECK(text(OneOrList{arn, "b"}.to_document()) == "[${var.arn}, \"b\"]");
}

TEST_CASE("a policy is rendered in the usual order of its members") {
  const PolicyDocument policy{
      {.sid = "Write",
       .effect = Effect::deny,
       .principal = Principal::service("backup.amazonaws.com"),
       .actions = {"s3:PutObject*", "s3:GetObject"},
       .resources = "*",
       .conditions = {{"StringEquals", "aws:SourceAccount", "123456789012"},
                      {"ArnLike", "aws:SourceArn", {"arn:aws:sns:*:*:a", "arn:aws:sns:*:*:b"}},
                      {"StringEquals", "aws:SourceOrgID", "o-1"}}},
      {.principal = Principal::everyone(), .actions = "*", .resources = "*"}};
  CHECK(text(policy.to_document()) ==
        R"({Version: "2012-10-17", Statement: [{Sid: "Write", Effect: "Deny", )"
        R"(Principal: {Service: "backup.amazonaws.com"}, )"
        R"(Action: ["s3:PutObject*", "s3:GetObject"], Resource: "*", )"
        R"(Condition: {StringEquals: {aws:SourceAccount: "123456789012", )"
        R"(aws:SourceOrgID: "o-1"}, )"
        R"(ArnLike: {aws:SourceArn: ["arn:aws:sns:*:*:a", "arn:aws:sns:*:*:b"]}}}, )"
        R"({Effect: "Allow", Principal: "*", Action: "*", Resource: "*"}]})");
}

TEST_CASE("each kind of policy says what its statements need") {
  const Principal someone = Principal::aws("arn:aws:iam::123456789012:root");
  const PolicyDocument identity{{.actions = "sns:Publish", .resources = "*"}};
  const PolicyDocument resource{{.principal = someone, .actions = "kms:*", .resources = "*"}};
  const PolicyDocument trust{{.principal = someone, .actions = "sts:AssumeRole"}};
  CHECK(problems(identity, PolicyKind::identity).empty());
  CHECK(problems(resource, PolicyKind::resource).empty());
  CHECK(problems(trust, PolicyKind::trust).empty());

  CHECK(problems(identity, PolicyKind::trust) ==
        Texts{"policy-principal: statement 1 has no principal",
              "policy-resource: statement 1 has a resource"});
  CHECK(problems(resource, PolicyKind::identity) ==
        Texts{"policy-principal: statement 1 has a principal"});
  CHECK(problems(trust, PolicyKind::resource) ==
        Texts{"policy-resource: statement 1 has no resource"});
}

TEST_CASE("actions and Sids are checked") {
  const auto with_action = [](const std::string& action) {
    return problems({{.actions = action, .resources = "*"}}, PolicyKind::identity);
  };
  for (const char* action : {"*", "rds:Describe*", "s3:Get?bject", "aws-portal:ViewBilling"}) {
    INFO(action);
    CHECK(with_action(action).empty());
  }
  for (const std::string action : {"Publish", "sns:", ":Publish", "sns:Publish:x", "sns Publish"}) {
    CHECK(with_action(action) ==
          Texts{"policy-action: statement 1 has the action \"" + action + "\""});
  }
  CHECK(problems({{.resources = "*"}}, PolicyKind::identity) ==
        Texts{"policy-action: statement 1 has no action"});

  const auto named = [](const std::string& sid) {
    return Statement{.sid = sid, .actions = "sns:Publish", .resources = "*"};
  };
  CHECK(problems({named("A1"), named("b")}, PolicyKind::identity).empty());
  CHECK(problems({named("A"), named("A")}, PolicyKind::identity) ==
        Texts{"policy-sid: the statement \"A\" stands twice"});
  CHECK(problems({named("a-b")}, PolicyKind::identity) ==
        Texts{"policy-sid: the statement \"a-b\" has a bad Sid"});
}

TEST_CASE("a list in a statement has something in it") {
  const OneOrList none;
  for (const Principal& nobody : {Principal::service(none), Principal::aws(none)}) {
    CHECK(problems({{.principal = nobody, .actions = "sts:AssumeRole"}}, PolicyKind::trust) ==
          Texts{"policy-principal: statement 1 has a principal without names"});
    CHECK(problems({{.principal = nobody, .actions = "kms:*", .resources = "*"}},
                   PolicyKind::resource) ==
          Texts{"policy-principal: statement 1 has a principal without names"});
    CHECK(problems({{.principal = nobody, .actions = "kms:*", .resources = "*"}},
                   PolicyKind::identity) == Texts{"policy-principal: statement 1 has a principal"});
  }
  CHECK(problems({{.principal = Principal::everyone(), .actions = "kms:*", .resources = "*"}},
                 PolicyKind::resource)
            .empty());

  const auto when = [](std::vector<PolicyCondition> conditions) {
    return problems({{.actions = "kms:*", .resources = "*", .conditions = std::move(conditions)}},
                    PolicyKind::identity);
  };
  CHECK(when({{"StringEquals", "aws:SourceAccount", "123456789012"}}).empty());
  CHECK(when({{"StringEquals", "aws:SourceAccount", external<String>("var.account")}}).empty());
  CHECK(when({{"StringEquals", "aws:SourceAccount", "123456789012"},
              {"ArnLike", "aws:SourceArn", none},
              {"Bool", "aws:SecureTransport", {}}}) ==
        Texts{"policy-condition: statement 1 has no value for its condition \"ArnLike\" on "
              "\"aws:SourceArn\"",
              "policy-condition: statement 1 has no value for its condition \"Bool\" on "
              "\"aws:SecureTransport\""});
}
