// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <idm_synth/core/document.hpp>
#include <idm_synth/core/value.hpp>
#include <limits>
#include <string>

#include "support/catch.hpp"
#include "support/value_text.hpp"

using namespace idm_synth;
using idm_synth::test::value_text;

namespace {

std::string text_of(const Document& document) {
  ValueArena arena;
  return value_text(arena.document(document));
}

}  // namespace

TEST_CASE("a document holds every JSON value") {
  CHECK(text_of(nullptr) == "null");
  CHECK(text_of(true) == "true");
  CHECK(text_of(-7) == "-7");
  CHECK(text_of(7U) == "7");
  CHECK(text_of(2.5) == "2.5d");
  CHECK(text_of(2.5F) == "2.5d");
  CHECK(text_of(Document::LargeInteger{"-9223372036854775809"}) == "${-9223372036854775809}");
  CHECK(text_of("text") == "\"text\"");
  CHECK(text_of(std::string_view{"view"}) == "\"view\"");
  CHECK(text_of(array({})) == "[]");
  CHECK(text_of(object({})) == "{}");
}

TEST_CASE("a document's leaves may be expressions") {
  const Ref<String> arn{Expression::to("aws_kms_key.export", ".arn")};
  CHECK(text_of(arn) == "${aws_kms_key.export.arn}");
  CHECK(text_of(interpolate("{}:*", arn)) == "t[${aws_kms_key.export.arn}, \":*\"]");
  CHECK(text_of(object({{"Resource", array({arn, "*"})}})) ==
        "{Resource: [${aws_kms_key.export.arn}, \"*\"]}");
}

TEST_CASE("members keep the author's order, and can be looked up") {
  const Document policy =
      object({{"Version", "2012-10-17"}, {"Effect", "Allow"}, {"Action", array({"a", "b"})}});
  CHECK(text_of(policy) == R"({Version: "2012-10-17", Effect: "Allow", Action: ["a", "b"]})");
  REQUIRE(policy.find("Action") != nullptr);
  CHECK(policy.find("Action")->array()->size() == 2);
  CHECK(policy.find("Action")->object() == nullptr);
  CHECK(policy.find("action") == nullptr);
  CHECK(Document{"text"}.find("Action") == nullptr);
  CHECK(Document{"text"}.array() == nullptr);
}

TEST_CASE("copies share their members") {
  const Document original = array({"a"});
  const Document copy = original;  // NOLINT(performance-unnecessary-copy-initialization)
  CHECK(copy.array() == original.array());
}

TEST_CASE("a document refuses what it cannot hold") {
  const char* nothing = nullptr;
  CHECK_THROWS_AS(Document{nothing}, UsageError);
  CHECK_THROWS_AS(Document{std::numeric_limits<std::uint64_t>::max()}, UsageError);
  CHECK(text_of(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
  CHECK(text_of(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
}
