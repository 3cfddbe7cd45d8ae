// SPDX-License-Identifier: Apache-2.0
// Valid JSON: the tree, and where its parts stand.
#include <idm_synth/json/located.hpp>
#include <string>

#include "support/catch.hpp"

using idm_synth::json::Position;
using idm_synth::json::Tree;
using idm_synth::json::Value;

TEST_CASE("every kind of value is read") {
  const Tree tree{R"({"a": null, "b": [true, false], "c": -12, "d": 1.5e1, "e": "x", "f": {}})"};
  const Value& root = tree.root();
  REQUIRE(root.kind() == Value::Kind::object);
  REQUIRE(root.members().size() == 6);
  CHECK(root.members()[5].key == "f");
  CHECK(root.find("a")->kind() == Value::Kind::null);
  REQUIRE(root.find("b")->items().size() == 2);
  CHECK(root.find("b")->items()[0].boolean());
  CHECK_FALSE(root.find("b")->items()[1].boolean());
  CHECK(root.find("c")->integer() == -12);
  CHECK(root.find("d")->number() == 15.0);
  CHECK(root.find("e")->text() == "x");
  CHECK(root.find("f")->members().empty());
  CHECK(root.find("g") == nullptr);
}

TEST_CASE("a scalar may be the whole text") {
  CHECK(Tree{"7"}.root().integer() == 7);
  CHECK(Tree{" \"x\""}.root().text() == "x");
  CHECK(Tree{"\ttrue\r\n"}.root().boolean());
}

TEST_CASE("integers are kept exactly as far as 64 bits go") {
  CHECK(Tree{"9223372036854775807"}.root().integer() == INT64_MAX);
  CHECK(Tree{"-9223372036854775808"}.root().integer() == INT64_MIN);
  for (const char* large : {"9223372036854775808", "18446744073709551616", "-1e30", "1.0"}) {
    CHECK(Tree{large}.root().kind() == Value::Kind::number);
  }
  CHECK(Tree{"9223372036854775808"}.root().number() == 9223372036854775808.0);
  CHECK(Tree{"9223372036854775808"}.root().digits() == "9223372036854775808");
  CHECK(Tree{"[\n-9223372036854775809\n  ]"}.root().items()[0].digits() == "-9223372036854775809");
  for (const char* other : {"1.5", "-1e30", "9223372036854775808.0"}) {
    CHECK(Tree{other}.root().digits().empty());
  }
}

TEST_CASE("strings are literal, whatever they hold") {
  const Tree tree{
      R"(["${file(\"x\")} %{if}", "\u00e9\uD83D\uDE00", "a\u0000b", "\"\\\/\b\f\n\r\t",)"
      R"( "é😀", ""])"};
  const auto items = tree.root().items();
  REQUIRE(items.size() == 6);
  CHECK(items[0].text() == "${file(\"x\")} %{if}");
  CHECK(items[1].text() == "é😀");
  CHECK(items[2].text() == std::string_view("a\0b", 3));
  CHECK(items[3].text() == "\"\\/\b\f\n\r\t");
  CHECK(items[4].text() == "é😀");
  CHECK(items[5].text().empty());
}

TEST_CASE("values and keys know their lines and columns") {
  const Tree tree{
      "{\n  \"a\": 1,\r\n\t\"é😀\" : [ \"x\\\"\",\n-2.5e3 , {\"b\":null}]\n, \"c\":true}"};
  const auto members = tree.root().members();
  REQUIRE(members.size() == 3);
  CHECK(tree.position(tree.root().offset()) == Position{1, 1});
  CHECK(tree.position(members[0].key_offset) == Position{2, 3});
  CHECK(tree.position(members[0].value.offset()) == Position{2, 8});
  CHECK(tree.position(members[1].key_offset) == Position{3, 2});
  CHECK(tree.position(members[1].value.offset()) == Position{3, 9});
  const auto items = members[1].value.items();
  CHECK(tree.position(items[0].offset()) == Position{3, 11});
  CHECK(tree.position(items[1].offset()) == Position{4, 1});
  CHECK(tree.position(items[2].offset()) == Position{4, 10});
  CHECK(tree.position(items[2].members()[0].value.offset()) == Position{4, 15});
  CHECK(tree.position(members[2].key_offset) == Position{5, 3});
  CHECK(tree.position(members[2].value.offset()) == Position{5, 7});
}

TEST_CASE("comments are blanks, where they are allowed") {
  const Tree tree{"// 1, \"\n/* { */{/**/\"a\"/* : */:/***/1/* 2 */,//}\r\n\"b\"://\n2/**/}//",
                  {.comments = true}};
  const auto members = tree.root().members();
  REQUIRE(members.size() == 2);
  CHECK(tree.position(tree.root().offset()) == Position{2, 8});
  CHECK(tree.position(members[0].key_offset) == Position{2, 13});
  CHECK(tree.position(members[0].value.offset()) == Position{2, 29});
  CHECK(tree.position(members[1].key_offset) == Position{3, 1});
  CHECK(tree.position(members[1].value.offset()) == Position{4, 1});
  CHECK(Tree{R"({"a": "/* no */ // comment"})"}.root().find("a")->text() == "/* no */ // comment");
}

TEST_CASE("values and keys know their JSON pointers") {
  const Tree tree{R"( {"a": [1, [2, {"x/y~z": 3}]], "": {"b": 4}, "c": []} )"};
  const Value& root = tree.root();
  const Value& deep = root.find("a")->items()[1].items()[1];
  CHECK(tree.pointer(root.offset()) == "");
  CHECK(tree.pointer(root.find("a")->offset()) == "/a");
  CHECK(tree.pointer(root.members()[0].key_offset) == "/a");
  CHECK(tree.pointer(deep.offset()) == "/a/1/1");
  CHECK(tree.pointer(deep.members()[0].value.offset()) == "/a/1/1/x~1y~0z");
  CHECK(tree.pointer(root.find("")->find("b")->offset()) == "//b");
  CHECK(tree.pointer(root.find("c")->offset()) == "/c");
}

TEST_CASE("nesting is limited, and as deep as the limit is fine") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(Tree{nested(200)}.root().items().size() == 1);
  CHECK_THROWS_AS(Tree{nested(201)}, idm_synth::json::SyntaxError);
  CHECK_THROWS_AS((Tree{nested(3), {.max_depth = 2}}), idm_synth::json::SyntaxError);
  CHECK_THROWS_AS(Tree{std::string(10'000'000, '[')}, idm_synth::json::SyntaxError);
}

TEST_CASE("the text is kept as it was given") {
  const Tree tree{"[1] "};
  CHECK(tree.text() == "[1] ");
}
