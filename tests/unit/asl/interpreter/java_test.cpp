// SPDX-License-Identifier: Apache-2.0
#include "interpreter/java.hpp"

#include <idm_synth/json/arena.hpp>
#include <string>

#include "interpreter/jackson.hpp"
#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;

TEST_CASE("hashes are Java's", "[asl][interpreter][java]") {
  // Expected values: String.hashCode() and so on, computed by hand from their definitions.
  CHECK(java::hash("") == 0);
  CHECK(java::hash("a") == 97);
  CHECK(java::hash("Name") == 2420395);
  CHECK(java::hash("\xC3\xA9") == 0xE9);
  CHECK(java::hash("\xE2\x9C\x93") == 0x2713);
  CHECK(java::hash("\xF0\x9F\x9A\x80") == 0xD83D * 31 + 0xDE80);
  const auto hash_of = [](const std::string& text) {
    const json::Tree tree{text};
    return java::hash(tree.root());
  };
  CHECK(hash_of("null") == 0);
  CHECK(hash_of("true") == 1231);
  CHECK(hash_of("false") == 1237);
  CHECK(hash_of("-7") == -7);
  CHECK(hash_of("4294967297") == 0);
  CHECK(hash_of("1.0") == 1072693248);
  CHECK(hash_of("\"a\"") == 97);
  CHECK(hash_of("[]") == 1);
  CHECK(hash_of("[1,2]") == 994);
  CHECK(hash_of(R"({"a":1,"b":2})") == (97 ^ 1) + (98 ^ 2));
}

TEST_CASE("a hash table has room for its keys", "[asl][interpreter][java]") {
  CHECK(java::buckets(0) == 16);
  CHECK(java::buckets(12) == 16);
  CHECK(java::buckets(13) == 32);
  CHECK(java::buckets(25) == 64);
}

TEST_CASE("a copied hash table has little room", "[asl][interpreter][java]") {
  CHECK(java::merged_buckets(0, 0, 0) == 16);
  CHECK(java::merged_buckets(1, 0, 1) == 2);
  CHECK(java::merged_buckets(0, 1, 1) == 2);
  CHECK(java::merged_buckets(1, 1, 1) == 2);
  CHECK(java::merged_buckets(1, 1, 2) == 4);
  CHECK(java::merged_buckets(2, 1, 2) == 4);
  CHECK(java::merged_buckets(3, 3, 4) == 8);
  CHECK(java::merged_buckets(1, 4, 4) == 8);
  CHECK(java::merged_buckets(6, 0, 6) == 16);
}

TEST_CASE("strings are compared by UTF-16", "[asl][interpreter][java]") {
  CHECK(java::compare("", "") == 0);
  CHECK(java::compare("", "a") < 0);
  CHECK(java::compare("a", "ab") < 0);
  CHECK(java::compare("b", "ab") > 0);
  CHECK(java::compare("a", "\xC3\xA9") < 0);
  // A surrogate sorts before U+FF21 and behind U+D7FF.
  CHECK(java::compare("\xF0\x9F\x9A\x80", "\xEF\xBC\xA1") < 0);
  CHECK(java::compare("\xEF\xBC\xA1", "\xF0\x9F\x9A\x80") > 0);
  CHECK(java::compare("\xF0\x9F\x9A\x80", "\xED\x9F\xBF") > 0);
  CHECK(java::compare("\xF0\x9F\x9A\x80", "\xF0\x9F\x9A\x81") < 0);
  CHECK(java::length("a\xC3\xA9\xE2\x9C\x93\xF0\x9F\x9A\x80") == 5);
}

TEST_CASE("random numbers are Java's", "[asl][interpreter][java]") {
  CHECK(java::random(42, 99) == 62);
  CHECK(java::random(1, 999) == 105);
  CHECK(java::random(2, 999) == 805);
  CHECK(java::random(-10, 9) == 0);
  CHECK(java::random(0, 9) == 6);
  CHECK(java::random(1, 7) == 4);
  CHECK(java::random(42, 4) == 2);
  CHECK(java::random(0, 16) == 11);
}

TEST_CASE("a text that is no JSON is refused in Jackson's words", "[asl][interpreter][java]") {
  struct Case {
    std::string text;
    std::string message;
    std::string place;
  };
  const auto [text, message, place] = GENERATE(values<Case>({
      {"{bad json}",
       "Unexpected character ('b' (code 98)): was expecting double-quote to start field name",
       "line: 1, column: 2"},
      {"undefined",
       "Unrecognized token 'undefined': was expecting (JSON String, Number, Array, Object or token "
       "'null', 'true' or 'false')",
       "line: 1, column: 10"},
      {"[1\n 2]",
       "Unexpected character ('2' (code 50)): was expecting comma to separate Array "
       "entries",
       "line: 2, column: 2"},
      {R"({"a":1 "b":2})",
       "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries",
       "line: 1, column: 8"},
      {R"({"a" 1})",
       "Unexpected character ('1' (code 49)): was expecting a colon to separate field "
       "name and value",
       "line: 1, column: 6"},
      {R"({"a":})", "Unexpected character ('}' (code 125)): expected a value",
       "line: 1, column: 6"},
      {"[,]",
       "Unexpected character (',' (code 44)): expected a valid value (JSON String, Number, Array, "
       "Object or token 'null', 'true' or 'false')",
       "line: 1, column: 2"},
      {R"({"a":)", "Unexpected end-of-input within/between Object entries", "line: 1, column: 6"},
      {R"({"a)", "Unexpected end-of-input in field name", "line: 1, column: 4"},
      {R"("a)", "Unexpected end-of-input: was expecting closing quote for a string value",
       "line: 1, column: 3"},
      {"\"a\tb\"",
       "Illegal unquoted character ((CTRL-CHAR, code 9)): has to be escaped using backslash to be "
       "included in string value",
       "line: 1, column: 4"},
      {R"("\x")", "Unrecognized character escape 'x' (code 120)", "line: 1, column: 4"},
      {"01", "Invalid numeric value: Leading zeroes not allowed", "line: 1, column: 2"},
      {"1a", "Unexpected character ('a' (code 97)): Expected space separating root-level values",
       "line: 1, column: 2"},
  }));
  const std::string source =
      "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); ";
  CHECK(jackson_problem(text) == message + "\n at " + source + place + "]");
  CHECK(jackson_problem(R"({"a":1)") ==
        "Unexpected end-of-input: expected close marker for Object (start marker at " + source +
            "line: 1, column: 1])\n at " + source + "line: 1, column: 7]");
}
