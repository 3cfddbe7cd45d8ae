// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <idm_synth/json/arena.hpp>
#include <limits>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace idm_synth;
using json::Arena;
using json::Member;
using json::Tree;
using json::Value;

namespace {

bool equal(const std::string& first, const std::string& second) {
  const Tree a{first};
  const Tree b{second};
  const bool is_equal = json::equal(a.root(), b.root());
  CHECK(json::equal(b.root(), a.root()) == is_equal);
  if (is_equal) CHECK(json::hash(a.root()) == json::hash(b.root()));
  return is_equal;
}

std::string rewritten(const std::string& text) {
  const Tree tree{text};
  std::string written = json::to_text(tree.root());
  CHECK(json::text_size(tree.root()) == written.size());
  return written;
}

std::string number_text(double number) {
  std::string text;
  json::write_number(text, number);
  return text;
}

}  // namespace

TEST_CASE("an arena makes values of every kind", "[json][arena]") {
  Arena arena;
  CHECK(Arena::null().kind() == Value::Kind::null);
  CHECK(Arena::boolean(true).boolean());
  CHECK(Arena::integer(-7).integer() == -7);
  CHECK(Arena::number(0.5).number() == 0.5);
  CHECK(Arena::view("abc").text() == "abc");
  std::string text = "a\0b";
  const Value copied = arena.string(text);
  text = "xxx";
  CHECK(copied.text() == "a");
  CHECK(arena.string("").text().empty());
  const std::array items = {Arena::integer(1), copied};
  CHECK(json::to_text(arena.array(items)) == R"([1,"a"])");
  CHECK(json::to_text(arena.array({})) == "[]");
  const std::array members = {Member{"k", 0, Arena::boolean(false)}};
  CHECK(json::to_text(arena.object(members)) == R"({"k":false})");
  CHECK(json::to_text(arena.object({})) == "{}");
}

TEST_CASE("an arena makes sequences item by item", "[json][arena]") {
  Arena arena;
  const Value numbers = arena.array(3, [&](std::size_t i) {
    return arena.array(i, [](std::size_t k) { return Arena::integer(static_cast<int>(k)); });
  });
  CHECK(json::to_text(numbers) == "[[],[0],[0,1]]");
  const std::array keys = {"a", "b"};
  const Value object = arena.object(2, [&](std::size_t i) {
    return Member{keys.at(i), 0, Arena::integer(static_cast<int>(i))};
  });
  CHECK(json::to_text(object) == R"({"a":0,"b":1})");
}

TEST_CASE("values nest a thousand levels deep", "[json][arena]") {
  const auto wrapped = [](Arena& arena, Value value, std::size_t times) {
    for (std::size_t i = 0; i < times; ++i) {
      value = i % 2 == 0
                  ? arena.array(std::span{&value, 1})
                  : arena.with(arena.object(0, [](std::size_t) { return Member{}; }), "k", value);
    }
    return value;
  };
  Arena arena;
  const Value deepest = wrapped(arena, Arena::null(), 1000);
  CHECK(json::text_size(arena.copy(deepest)) == json::text_size(deepest));
  CHECK_THROWS_AS(wrapped(arena, deepest, 1), json::TooDeepError);
  const Tree tree{R"({"flat": [], "deep": [[{"k": [1]}], 2]})"};
  CHECK_NOTHROW(wrapped(arena, tree.root(), 995));
  CHECK_THROWS_AS(wrapped(arena, tree.root(), 996), json::TooDeepError);
}

TEST_CASE("a member is set in a copy of its object", "[json][arena]") {
  const Tree tree{R"({"a":1,"b":2})"};
  Arena arena;
  CHECK(json::to_text(arena.with(tree.root(), "a", Arena::null())) == R"({"a":null,"b":2})");
  CHECK(json::to_text(arena.with(tree.root(), "b", Arena::null())) == R"({"a":1,"b":null})");
  CHECK(json::to_text(arena.with(tree.root(), "c", Arena::null())) == R"({"a":1,"b":2,"c":null})");
  CHECK(json::to_text(arena.with(arena.object({}), "c", Arena::null())) == R"({"c":null})");
  CHECK(json::to_text(tree.root()) == R"({"a":1,"b":2})");
}

TEST_CASE("a copy outlives what it was made of", "[json][arena]") {
  Arena arena;
  Value copy;
  {
    const Tree tree{
        R"([ {"key": "value", "deep": [1, 2.5, null, true]}, "text", 12345678901234567890 ])"};
    copy = arena.copy(tree.root());
  }
  CHECK(json::to_text(copy) ==
        R"([{"key":"value","deep":[1,2.5,null,true]},"text",12345678901234567890])");
  CHECK(copy.offset() == 0);
  CHECK(copy.items()[0].find("deep")->items()[1].offset() == 0);
}

TEST_CASE("an integer beyond 64 bits keeps its digits", "[json][arena]") {
  Arena arena;
  const Value large = arena.large_integer("-123456789012345678901");
  CHECK(large.kind() == Value::Kind::number);
  CHECK(large.digits() == "-123456789012345678901");
  CHECK(large.number() == -123456789012345678901.0);
  CHECK(to_text(large) == "-123456789012345678901");
}

TEST_CASE("an arena can be used again", "[json][arena]") {
  Arena arena;
  for (int round = 0; round < 3; ++round) {
    const std::string text(100'000, static_cast<char>('a' + round));
    const Value large = arena.string(text);
    const Value small = arena.string("small");
    CHECK(large.text() == text);
    CHECK(small.text() == "small");
    arena.clear();
  }
}

TEST_CASE("equal values", "[json][arena]") {
  CHECK(equal("null", "null"));
  CHECK(equal("true", "true"));
  CHECK_FALSE(equal("true", "false"));
  CHECK_FALSE(equal("null", "false"));
  CHECK_FALSE(equal("0", "false"));
  CHECK(equal("1", "1.0"));
  CHECK(equal("1e3", "1000"));
  CHECK(equal("0", "-0.0"));
  CHECK_FALSE(equal("1", "2"));
  CHECK_FALSE(equal("9007199254740993", "9007199254740992"));
  CHECK(equal(R"("a")", R"("\u0061")"));
  CHECK_FALSE(equal(R"("1")", "1"));
  CHECK(equal("12345678901234567890", "12345678901234567890"));
  CHECK_FALSE(equal("12345678901234567890", "12345678901234567891"));
  CHECK_FALSE(equal("9223372036854775807", "9223372036854775808"));
  CHECK(equal("100000000000000000000", "1e20"));
  CHECK(equal("[]", "[]"));
  CHECK(equal("[1,[2]]", "[1.0,[2]]"));
  CHECK_FALSE(equal("[1,2]", "[2,1]"));
  CHECK_FALSE(equal("[1]", "[1,2]"));
  CHECK(equal("{}", "{}"));
  CHECK_FALSE(equal("{}", "[]"));
  CHECK(equal(R"({"a":1,"b":[2]})", R"({"b":[2],"a":1})"));
  CHECK_FALSE(equal(R"({"a":1,"b":2})", R"({"a":2,"b":1})"));
  CHECK_FALSE(equal(R"({"a":1})", R"({"b":1})"));
  CHECK_FALSE(equal(R"({"a":1})", R"({"a":1,"b":1})"));
}

TEST_CASE("hashes tell values apart", "[json][arena]") {
  const Tree tree{R"([null, true, false, 0, 1, "", "a", [], [1], [1, 2], [2, 1], {}, {"a": 1},
                      {"a": 2}, {"b": 1}])"};
  const auto items = tree.root().items();
  for (const Value& first : items) {
    for (const Value& second : items) {
      CAPTURE(json::to_text(first), json::to_text(second));
      CHECK((json::hash(first) == json::hash(second)) == (&first == &second));
    }
  }
}

TEST_CASE("values are written as compact JSON", "[json][arena]") {
  CHECK(rewritten(R"( { "b" : [ 1 , -2.5, true ] , "a" : null , "" : { } } )") ==
        R"({"b":[1,-2.5,true],"a":null,"":{}})");
  CHECK(rewritten(R"("\" \\ \/ \b \f \n \r \t \u001f \u007f \u00e9 \ud83d\ude80")") ==
        "\"\\\" \\\\ / \\b \\f \\n \\r \\t \\u001F \x7F \xC3\xA9 \xF0\x9F\x9A\x80\"");
  CHECK(rewritten("[]") == "[]");
  CHECK(rewritten("-9223372036854775808") == "-9223372036854775808");
  CHECK(rewritten("[9223372036854775808, -9223372036854775809\n ]") ==
        "[9223372036854775808,-9223372036854775809]");
  CHECK(rewritten("123456789012345678901234567890") == "123456789012345678901234567890");
  CHECK(rewritten("[1e20, 123456789012345678901234567890.0]") == "[1.0E20,1.2345678901234568E29]");
  CHECK(rewritten("1.50") == "1.5");
  std::string text = "x";
  json::write(text, Arena::integer(1));
  CHECK(text == "x1");
}

TEST_CASE("numbers are spelled as Java spells them", "[json][arena]") {
  CHECK(number_text(0) == "0.0");
  CHECK(number_text(-0.0) == "-0.0");
  CHECK(number_text(1) == "1.0");
  CHECK(number_text(-1.5) == "-1.5");
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(0.001) == "0.001");
  CHECK(number_text(0.00123) == "0.00123");
  CHECK(number_text(0.0001) == "1.0E-4");
  CHECK(number_text(0.000123) == "1.23E-4");
  CHECK(number_text(100) == "100.0");
  CHECK(number_text(123.456) == "123.456");
  CHECK(number_text(9999999) == "9999999.0");
  CHECK(number_text(1e7) == "1.0E7");
  CHECK(number_text(12345678.5) == "1.23456785E7");
  CHECK(number_text(1e21) == "1.0E21");
  CHECK(number_text(std::numeric_limits<double>::max()) == "1.7976931348623157E308");
  CHECK(number_text(std::numeric_limits<double>::denorm_min()) == "5.0E-324");
}

TEST_CASE("values are written over several lines", "[json][arena]") {
  const Tree tree{R"({"a":[1,{"b":2}],"c":[],"d":{}})"};
  CHECK(json::to_pretty_text(tree.root()) == R"({
  "a": [
    1,
    {
      "b": 2
    }
  ],
  "c": [],
  "d": {}
})");
}
