// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/core/expression.hpp>
#include <idm_synth/core/fixed_string.hpp>
#include <string>

#include "support/catch.hpp"

using namespace idm_synth;

namespace {

const Ref<String> arn{Expression::to("aws_kms_key.export", ".arn")};

/// Literal parts in quotes, expressions in `${}`.
std::string text_of(const Template& text) {
  std::string all;
  for (const Template::Part& part : text.parts()) {
    if (const auto* expression = std::get_if<Expression>(&part)) {
      all += "${" + expression->text() + "}";
    } else {
      all += "'" + std::get<std::string>(part) + "'";
    }
  }
  return all;
}

}  // namespace

TEST_CASE("an expression knows which element it refers to") {
  const Expression whole = Expression::to("local.policy", ")", "jsonencode(");
  CHECK(whole.text() == "jsonencode(local.policy)");
  CHECK(whole.address() == "local.policy");
  CHECK(whole.address_offset() == 11);
  CHECK(arn.expression().with_suffix("[0]").text() == "aws_kms_key.export.arn[0]");
  CHECK(arn.expression().with_suffix("[0]").address() == "aws_kms_key.export");
}

TEST_CASE("an external expression refers to no element") {
  const Ref<String> database = external<String>("module.database.arn");
  CHECK(database.expression().text() == "module.database.arn");
  CHECK(database.expression().address().empty());
}

TEST_CASE("an expression can be taken as another type") {
  const Ref<Dynamic> local{Expression::to("local.config")};
  const Ref<String> name = attribute(local, "name").as<String>();
  CHECK(name.expression().text() == "local.config.name");
  CHECK(name.expression().address() == "local.config");
}

TEST_CASE("elements of lists and maps are indexed") {
  const auto zones = external<List<String>>("var.zones");
  const auto tags = external<Map<String>>("var.tags");
  CHECK(element(zones, 2).expression().text() == "var.zones[2]");
  CHECK(element(tags, "cost \"centre\"").expression().text() == R"(var.tags["cost \"centre\""])");
}

TEST_CASE("instances know their number, key and value") {
  CHECK(count_index().expression().text() == "count.index");
  CHECK(each_key().expression().text() == "each.key");
  CHECK(each_value().expression().text() == "each.value");
  CHECK(each_value<Number>().expression().address().empty());
}

TEST_CASE("a string literal is quoted as Terraform reads it") {
  CHECK(quoted_literal("") == R"("")");
  CHECK(quoted_literal("a\"b\\c") == R"("a\"b\\c")");
  CHECK(quoted_literal("a\nb\rc\td") == R"("a\nb\rc\td")");
  CHECK(quoted_literal("${a} %{if} $a 5% $") == R"("$${a} %%{if} $a 5% $")");
  CHECK(quoted_literal("\xC3\xA9") == "\"\xC3\xA9\"");
}

TEST_CASE("interpolate keeps literals and expressions apart") {
  CHECK(text_of(interpolate("{}:*", arn)) == "${aws_kms_key.export.arn}':*'");
  CHECK(text_of(interpolate("{}", arn)) == "${aws_kms_key.export.arn}");
  CHECK(text_of(interpolate("{}{}", arn, arn)) ==
        "${aws_kms_key.export.arn}${aws_kms_key.export.arn}");
  CHECK(text_of(interpolate("a {} b {} c", 'x' + std::string{"yz"}, arn)) ==
        "'a " + std::string{static_cast<char>('x')} + "yz b '${aws_kms_key.export.arn}' c'");
}

TEST_CASE("interpolate takes any text and scalar") {
  const std::string_view view = "view";
  CHECK(text_of(interpolate("{} {} {}", "text", std::string{"string"}, view)) ==
        "'text string view'");
  CHECK(text_of(interpolate("{}/{}", count_index(), external<Bool>("var.on"))) ==
        "${count.index}'/'${var.on}");
}

TEST_CASE("interpolate writes a doubled brace once") {
  CHECK(text_of(interpolate("{{}} {} }}{{", arn)) == "'{} '${aws_kms_key.export.arn}' }{'");
  CHECK(text_of(interpolate("")) == "''");
  CHECK(text_of(interpolate("${}", "a")) == "'$a'");
}

TEST_CASE("what is put into a pattern is not read as a pattern") {
  CHECK(text_of(interpolate("<{}>", "{} ${a} {{")) == "'<{} ${a} {{>'");
}

TEST_CASE("a null pointer is refused") {
  const char* nothing = nullptr;
  CHECK_THROWS_AS(interpolate("{}", nothing), UsageError);
}

TEST_CASE("a fixed string is its text") {
  constexpr FixedString name{"name"};
  STATIC_REQUIRE(name.view() == "name");
}
