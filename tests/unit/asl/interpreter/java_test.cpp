// SPDX-License-Identifier: Apache-2.0
#include "interpreter/java.hpp"

#include <idm_synth/json/arena.hpp>
#include <limits>
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
  CHECK(hash_of("9223372036854775808") == std::numeric_limits<std::int32_t>::min());
  CHECK(hash_of("18446744073709551615") == -32);
  CHECK(hash_of("-18446744073709551615") == 32);
  CHECK(hash_of("18446744073709551616") == 961);
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
      {R"({"a":})",
       "Unexpected character ('}' (code 125)): expected a valid value (JSON String, Number, Array, "
       "Object or token 'null', 'true' or 'false')",
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
       "line: 1, column: 3"},
      {R"("\x")", "Unrecognized character escape 'x' (code 120)", "line: 1, column: 3"},
      {R"("\u1g")",
       "Unexpected character ('g' (code 103)): expected a hex-digit for character escape sequence",
       "line: 1, column: 5"},
      {"01", "Invalid numeric value: Leading zeroes not allowed", "line: 1, column: 2"},
      {"1a", "Unexpected character ('a' (code 97)): Expected space separating root-level values",
       "line: 1, column: 2"},
      {"1.",
       "Unexpected character ('.' (code 46)) in numeric value: Decimal point not followed by a "
       "digit",
       "line: 1, column: 2"},
      {"[1.]",
       "Unexpected character (']' (code 93)) in numeric value: Decimal point not followed by a "
       "digit",
       "line: 1, column: 3"},
      {"12.5ex",
       "Unexpected character ('x' (code 120)) in numeric value: Exponent indicator not followed by "
       "a digit",
       "line: 1, column: 3"},
      {"[I\x01]",
       "Unrecognized token 'I\x01': was expecting (JSON String, Number, Array, Object or token "
       "'null', 'true' or 'false')",
       "line: 1, column: 4"},
      {"-", "Unexpected end-of-inputNo digit following sign", "line: 1, column: 2"},
      {"1e", "Unexpected end-of-inputexpected a digit for number exponent", "line: 1, column: 3"},
      {"+1",
       "Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to "
       "have plus signs: enable `JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow",
       "line: 1, column: 2"},
      {"[NaN]",
       "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
       "line: 1, column: 5"},
      {"-Infinity",
       "Non-standard token '-Infinity': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to "
       "allow",
       "line: 1, column: 10"},
      {"-Iron",
       "Unexpected character ('r' (code 114)) in numeric value: expected digit (0-9) to follow "
       "minus sign, for valid numeric value",
       "line: 1, column: 3"},
      {"[1,", "Unexpected end-of-input within/between Array entries", "line: 1, column: 4"},
      {"[1,]",
       "Unexpected character (']' (code 93)): expected a valid value (JSON String, Number, Array, "
       "Object or token 'null', 'true' or 'false')",
       "line: 1, column: 4"},
      {"[1,}", "Unexpected character ('}' (code 125)): expected a value", "line: 1, column: 4"},
      {R"({"a":1,})",
       "Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
       "line: 1, column: 8"},
      {"{\"a\":\r\n\r#}",
       "Unexpected character ('#' (code 35)): expected a valid value (JSON String, Number, Array, "
       "Object or token 'null', 'true' or 'false')",
       "line: 3, column: 1"},
      {"/* a */ 1",
       "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as "
       "one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
       "line: 1, column: 1"},
      {"[\x01]",
       "Illegal character ((CTRL-CHAR, code 1)): only regular white space (\\r, \\n, \\t) is "
       "allowed between tokens",
       "line: 1, column: 3"},
      {"{\xE2\x80\x9C",
       "Unexpected character ('\xE2\x80\x9C' (code 8220 / 0x201c)): was expecting double-quote to "
       "start field name",
       "line: 1, column: 2"},
      {"\xE2\x80\x9C",
       "Unexpected character ('\xE2\x80\x9C' (code 8220 / 0x201c)): expected a valid value (JSON "
       "String, Number, Array, Object or token 'null', 'true' or 'false')",
       "line: 1, column: 1"},
      {"[\xC3\xA9t\xC3\xA9]",
       "Unrecognized token '\xC3\xA9t\xC3\xA9': was expecting (JSON String, Number, Array, Object "
       "or token 'null', 'true' or 'false')",
       "line: 1, column: 5"},
      {"-.5",
       "Unexpected character ('.' (code 46)): expected a valid value (JSON String, Number, Array, "
       "Object or token 'null', 'true' or 'false')",
       "line: 1, column: 2"},
      {"\xF0\x9F\x9A\x80",
       "Unexpected character ('?' (code 55357 / 0xd83d)): expected a valid value (JSON String, "
       "Number, Array, Object or token 'null', 'true' or 'false')",
       "line: 1, column: 1"},
  }));
  const std::string source =
      "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); ";
  CHECK(jackson_problem(text) == message + "\n at " + source + place + "]");
  CHECK(jackson_problem(R"({"a":1)") ==
        "Unexpected end-of-input: expected close marker for Object (start marker at " + source +
            "line: 1, column: 1])\n at " + source + "line: 1, column: 7]");
  CHECK(jackson_problem("[[1}]") ==
        "Unexpected close marker '}': expected ']' (for Array starting at " + source +
            "line: 1, column: 2])\n at " + source + "line: 1, column: 4]");
  CHECK(jackson_problem("]") == "Unexpected close marker ']': expected '}' (for root starting at " +
                                    source + "line: 1])\n at " + source + "line: 1, column: 1]");
  CHECK(jackson_problem(std::string(256, 'n')) ==
        "Unrecognized token '" + std::string(256, 'n') +
            "...': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or "
            "'false')\n at " +
            source + "line: 1, column: 257]");
}

TEST_CASE("a text may nest as deep as Jackson lets it", "[asl][interpreter][java]") {
  const std::string message =
      "Document nesting depth (1001) exceeds the maximum allowed (1000, from "
      "`StreamReadConstraints.getMaxNestingDepth()`)";
  CHECK(jackson_problem(std::string(1001, '[')) == message);
  CHECK(jackson_problem(std::string(1'000'000, '[')) == message);
  CHECK(jackson_problem(std::string(1000, '[')).starts_with("Unexpected end-of-input"));
}
