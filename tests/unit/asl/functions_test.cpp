// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/functions.hpp>
#include <string>
#include <type_traits>

#include "support/catch.hpp"
#include "support/document_json.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;

namespace {

std::string text_of(const Payload& payload) {
  return test::to_json(to_document(payload)).get<std::string>();
}

}  // namespace

TEST_CASE("every intrinsic function is written as the service spells it", "[asl][intrinsic]") {
  const Path a = path("$.a");
  CHECK(text_of(states::array()) == "States.Array()");
  CHECK(text_of(states::array(1, "x", true, nullptr, a, 1.5)) ==
        "States.Array(1, 'x', true, null, $.a, 1.5)");
  CHECK(text_of(states::array_partition(a, 4)) == "States.ArrayPartition($.a, 4)");
  CHECK(text_of(states::array_contains(a, "x")) == "States.ArrayContains($.a, 'x')");
  CHECK(text_of(states::array_range(1, 9, 2)) == "States.ArrayRange(1, 9, 2)");
  CHECK(text_of(states::array_get_item(a, 0)) == "States.ArrayGetItem($.a, 0)");
  CHECK(text_of(states::array_length(a)) == "States.ArrayLength($.a)");
  CHECK(text_of(states::array_unique(a)) == "States.ArrayUnique($.a)");
  CHECK(text_of(states::base64_encode("text")) == "States.Base64Encode('text')");
  CHECK(text_of(states::base64_decode(a)) == "States.Base64Decode($.a)");
  CHECK(text_of(states::hash(a, HashAlgorithm::md5)) == "States.Hash($.a, 'MD5')");
  CHECK(text_of(states::hash(a, HashAlgorithm::sha_1)) == "States.Hash($.a, 'SHA-1')");
  CHECK(text_of(states::hash(a, HashAlgorithm::sha_256)) == "States.Hash($.a, 'SHA-256')");
  CHECK(text_of(states::hash(a, HashAlgorithm::sha_384)) == "States.Hash($.a, 'SHA-384')");
  CHECK(text_of(states::hash(a, HashAlgorithm::sha_512)) == "States.Hash($.a, 'SHA-512')");
  CHECK(text_of(states::json_merge(a, path("$.b"))) == "States.JsonMerge($.a, $.b, false)");
  CHECK(text_of(states::string_to_json(a)) == "States.StringToJson($.a)");
  CHECK(text_of(states::json_to_string(a)) == "States.JsonToString($.a)");
  CHECK(text_of(states::math_random(1, 10)) == "States.MathRandom(1, 10)");
  CHECK(text_of(states::math_random(1, 10, 7)) == "States.MathRandom(1, 10, 7)");
  CHECK(text_of(states::math_add(variable("polls"), -1)) == "States.MathAdd($polls, -1)");
  CHECK(text_of(states::string_split(a, ", ")) == "States.StringSplit($.a, ', ')");
  CHECK(text_of(states::uuid()) == "States.UUID()");
  CHECK(text_of(states::format("x")) == "States.Format('x')");
}

TEST_CASE("functions have names, and names have functions", "[asl][intrinsic]") {
  for (int i = 0; i < 18; ++i) {
    const auto function = static_cast<Function>(i);
    CHECK(find_function(name(function)) == function);
  }
  CHECK(name(Function::array) == "States.Array");
  CHECK(name(Function::uuid) == "States.UUID");
  CHECK_FALSE(find_function("States.Reverse"));
}

TEST_CASE("calls nest inside one string", "[asl][intrinsic]") {
  const auto first =
      states::array_get_item(states::string_split(context::execution_name(), "_"), 0);
  CHECK(text_of(states::format("export-{}", first)) ==
        "States.Format('export-{}', States.ArrayGetItem(States.StringSplit($$.Execution.Name, "
        "'_'), 0))");
  CHECK(states::uuid().depth() == 1);
  CHECK(first.depth() == 2);
  CHECK(states::format("{}", first).depth() == 3);
}

TEST_CASE("literals are escaped", "[asl][intrinsic]") {
  CHECK(text_of(states::base64_encode(R"(it's {a} \ b)")) ==
        R"(States.Base64Encode('it\'s \{a\} \\ b'))");
  CHECK(text_of(states::base64_encode("two\nlines")) == "States.Base64Encode('two\nlines')");
  CHECK(text_of(states::base64_encode("")) == "States.Base64Encode('')");
}

TEST_CASE("the template of a format", "[asl][intrinsic]") {
  const Path a = path("$.a");
  SECTION("has its placeholders in order") {
    CHECK(text_of(states::format("{}-{}", a, 3)) == "States.Format('{}-{}', $.a, 3)");
  }
  SECTION("is escaped, with doubled braces for braces") {
    CHECK(text_of(states::format(R"(it's {{{}}} \)", a)) ==
          R"(States.Format('it\'s \{{}\} \\', $.a))");
  }
  SECTION("takes literal text in") {
    CHECK(text_of(states::format("{}/{}", "ex{por}t's", a)) ==
          R"(States.Format('ex\{por\}t\'s/{}', $.a))");
    const std::string prefix = "p";
    CHECK(text_of(states::format("{}-{}", prefix, "q")) == "States.Format('p-q')");
  }
  SECTION("keeps other literals as arguments") {
    CHECK(text_of(states::format("{} {} {}", true, nullptr, 0.5)) ==
          "States.Format('{} {} {}', true, null, 0.5)");
  }
}

TEST_CASE("Terraform's expressions stand in a call", "[asl][intrinsic]") {
  const auto arn = external<String>("aws_sns_topic.alerts.arn");
  CHECK(text_of(states::format("{} {}", arn, path("$.a"))) ==
        "States.Format('{} {}', '${aws_sns_topic.alerts.arn}', $.a)");
  CHECK(text_of(states::base64_encode(interpolate("it's {}", arn))) ==
        R"(States.Base64Encode('it\'s ${aws_sns_topic.alerts.arn}'))");
  CHECK(text_of(states::math_add(external<Number>("var.n"), 1)) == "States.MathAdd(${var.n}, 1)");

  const Document document = to_document(states::base64_encode(arn));
  const auto* text = std::get_if<Template>(&document.value());
  REQUIRE(text != nullptr);
  REQUIRE(text->parts().size() == 3);
  CHECK(std::get<std::string>(text->parts()[0]) == "States.Base64Encode('");
  CHECK(std::get<Expression>(text->parts()[1]).text() == "aws_sns_topic.alerts.arn");
  CHECK(std::get<std::string>(text->parts()[2]) == "')");
}

TEST_CASE("an argument takes what suits its type", "[asl][intrinsic]") {
  using Array = List<Dynamic>;
  STATIC_REQUIRE(std::is_constructible_v<Argument<String>, const char*>);
  STATIC_REQUIRE(std::is_constructible_v<Argument<String>, Path>);
  STATIC_REQUIRE(std::is_constructible_v<Argument<String>, ReferencePath>);
  STATIC_REQUIRE(std::is_constructible_v<Argument<String>, Ref<String>>);
  STATIC_REQUIRE(std::is_constructible_v<Argument<String>, IntrinsicOf<String>>);
  STATIC_REQUIRE(std::is_constructible_v<Argument<String>, IntrinsicOf<Dynamic>>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Argument<String>, int>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Argument<String>, Ref<Number>>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Argument<String>, IntrinsicOf<Number>>);
  STATIC_REQUIRE(std::is_constructible_v<Argument<Number>, int>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Argument<Number>, bool>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Argument<Number>, const char*>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Argument<Bool>, const char*>);
  STATIC_REQUIRE(std::is_constructible_v<Argument<Array>, IntrinsicOf<Array>>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Argument<Array>, const char*>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Argument<Array>, IntrinsicOf<String>>);
  STATIC_REQUIRE(std::is_constructible_v<Argument<Dynamic>, IntrinsicOf<Array>>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Argument<Dynamic>, Document>);
}
