// SPDX-License-Identifier: Apache-2.0
// Whatever programs make is read back as it was. Every run draws the same.
#include <rapidcheck.h>
#include <rapidcheck/detail/TestListenerAdapter.h>
#include <idm_synth/asl/parse_intrinsic.hpp>

#include "random_definition.hpp"
#include "support.hpp"

using namespace idm_synth;
using namespace idm_synth::test;

namespace {

/// Fails the test with the smallest counterexample that is found.
template <class Property>
void check_property(const Property& property) {
  rc::detail::TestParams params;
  params.seed = 20260101;
  params.maxSuccess = 300;
  rc::detail::TestListenerAdapter listener;
  const auto result = rc::detail::checkProperty(rc::detail::toProperty(property),
                                                rc::detail::TestMetadata{}, params, listener, {});
  std::ostringstream message;
  rc::detail::printResultMessage(result, message);
  INFO(message.str());
  CHECK(result.template is<rc::detail::SuccessResult>());
}

std::string text_of(const asl::Intrinsic& call) {
  std::string text;
  for (const Template::Part& part : call.render()) text += std::get<std::string>(part);
  return text;
}

}  // namespace

TEST_CASE("a valid definition built by the model parses back to itself", "[asl][parse]") {
  check_property([] {
    const std::string text = test::json_of(asl::to_document(random_definition()));
    const json::Tree tree{text};
    for (const asl::LocatedFinding& finding : asl::validate(tree)) {
      if (finding.severity == Severity::error) RC_FAIL(finding.path + ": " + finding.message);
    }
    RC_ASSERT(test::json_of(asl::to_document(asl::parse(tree))) == text);
  });
}

TEST_CASE("check() and validate() agree that it has no error", "[asl][parse]") {
  check_property([] {
    const asl::Definition definition = random_definition();
    for (const Diagnostic& problem : definition.problems()) {
      if (problem.severity == Severity::error) RC_FAIL(problem.summary);
    }
  });
}

TEST_CASE("a call built by the functions parses back to itself", "[asl][parse]") {
  check_property([] {
    const std::string text = text_of(random_call());
    RC_LOG() << text << "\n";
    const auto parsed = asl::parse_intrinsic(text);
    const auto* call = std::get_if<asl::Intrinsic>(&parsed);
    RC_ASSERT(call != nullptr);
    RC_ASSERT(text_of(*call) == text);
  });
}

TEST_CASE("a condition parses back to itself", "[asl][parse]") {
  check_property([] {
    const std::string text = test::json_of(asl::to_members(random_condition()));
    RC_LOG() << text << "\n";
    const json::Tree tree{text};
    RC_ASSERT(test::json_of(asl::to_members(asl::parse_condition(tree.root()))) == text);
  });
}
