// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <idm_synth/core/value.hpp>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/value_text.hpp"

using namespace idm_synth;
using idm_synth::test::value_text;

TEST_CASE("a value is small and null by default") {
  STATIC_REQUIRE(sizeof(Value) == 16);
  CHECK(Value{}.kind() == Value::Kind::null);
}

TEST_CASE("scalars come back as they went in") {
  ValueArena arena;
  CHECK(arena.boolean(true).boolean());
  CHECK_FALSE(arena.boolean(false).boolean());
  CHECK(arena.integer(std::numeric_limits<std::int64_t>::min()).integer() ==
        std::numeric_limits<std::int64_t>::min());
  CHECK(arena.number(0.1).number() == 0.1);
  CHECK(arena.string("").text().empty());
  CHECK(arena.string(std::string_view{"a\0b", 3}).text().size() == 3);
  CHECK(arena.verbatim("${a}").kind() == Value::Kind::verbatim);
}

TEST_CASE("the arena keeps copies of text, items and entries") {
  ValueArena arena;
  std::optional<std::string> text = "text that is too long for a string's own buffer";
  std::optional<std::vector<Value>> items = std::vector{arena.string(*text), arena.integer(1)};
  const Value list = arena.sequence(Value::Kind::list, *items);
  std::optional<std::vector<Entry>> entries = std::vector<Entry>{{arena.copy("key"), list}};
  const Value object = arena.body(Value::Kind::object, *entries);
  text.reset();
  items.reset();
  entries.reset();
  CHECK(value_text(object) == "{key: [\"text that is too long for a string's own buffer\", 1]}");
}

TEST_CASE("an entry is found by its key") {
  ValueArena arena;
  const std::array entries = {Entry{"a", arena.integer(1)}, Entry{"b", arena.integer(2)}};
  const Value body = arena.body(Value::Kind::block, entries);
  REQUIRE(body.find("b") != nullptr);
  CHECK(body.find("b")->integer() == 2);
  CHECK(body.find("c") == nullptr);
}

TEST_CASE("values outlive the growth of the arena") {
  ValueArena arena;
  std::vector<Value> values;
  for (int i = 0; i < 10000; ++i) values.push_back(arena.string("value " + std::to_string(i)));
  CHECK(values.front().text() == "value 0");
  CHECK(values.back().text() == "value 9999");
}

TEST_CASE("expressions and references keep their address") {
  ValueArena arena;
  const Expression expression = Expression::to("local.policy", ")", "jsonencode(");
  for (const Value& value : {arena.expression(expression), arena.reference(expression)}) {
    CHECK(value.text() == "jsonencode(local.policy)");
    CHECK(value.address() == "local.policy");
  }
  CHECK(arena.expression(Expression::external("module.a.b")).address().empty());
}

TEST_CASE("a template becomes its parts") {
  ValueArena arena;
  const Ref<String> arn{Expression::to("aws_kms_key.export", ".arn")};
  const Value text = arena.text(interpolate("a{}b", arn));
  REQUIRE(text.items().size() == 3);
  CHECK(text.items()[1].address() == "aws_kms_key.export");
  CHECK(value_text(text) == "t[\"a\", ${aws_kms_key.export.arn}, \"b\"]");
}

TEST_CASE("a dollar sign before an expression stays one") {
  ValueArena arena;
  const Ref<String> price = external<String>("var.price");
  CHECK(value_text(arena.text(interpolate("a ${}", price))) == R"(t["a ", ${"$"}, ${var.price}])");
  CHECK(value_text(arena.text(interpolate("$${}$", price))) == R"(t[${"$$"}, ${var.price}, "$"])");
  CHECK(value_text(arena.text(interpolate("%{}", price))) == R"(t["%", ${var.price}])");
}

TEST_CASE("neighbouring literals of a template become one") {
  ValueArena arena;
  const Template text{{std::string{"$"}, std::string{"{a}"}}};
  CHECK(value_text(arena.text(text)) == R"(t["${a}"])");
  CHECK(value_text(arena.text(Template{{}})) == R"(t[""])");
}

TEST_CASE("a value for a place without templates has verbatim strings") {
  ValueArena arena;
  const Value value = arena.document(
      object({{"a", "${x}"}, {"b", array({"y", 1, object({{"c", "z"}})})}, {"d", nullptr}}));
  CHECK(value_text(arena.literal(value)) == R"({a: v"${x}", b: [v"y", 1, {c: v"z"}], d: null})");
  CHECK(value_text(value) == R"({a: "${x}", b: ["y", 1, {c: "z"}], d: null})");
}
