// SPDX-License-Identifier: Apache-2.0
// Invalid JSON: what the message says, and where it points.
#include <idm_synth/json/located.hpp>
#include <string>

#include "support/catch.hpp"

using idm_synth::json::SyntaxError;
using idm_synth::json::Tree;

namespace {

/// "line:column: problem", or "accepted".
std::string error_of(std::string text, bool comments = false) {
  try {
    const Tree tree{std::move(text), {.comments = comments}};
  } catch (const SyntaxError& error) {
    CHECK_FALSE(error.help().empty());
    return std::to_string(error.position().line) + ":" + std::to_string(error.position().column) +
           ": " + error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("texts without a value are refused") {
  CHECK(error_of("") == "1:1: the text holds no JSON value");
  CHECK(error_of(" \n ") == "2:2: the text holds no JSON value");
  CHECK(error_of("// only this", true) == "1:13: the text holds no JSON value");
}

TEST_CASE("texts that end too early are refused") {
  CHECK(error_of("{") == "1:2: the text ends inside the object that starts in line 1");
  CHECK(error_of("\n[1,") == "2:4: the text ends inside the array that starts in line 2");
  CHECK(error_of("{\"a\"") == "1:5: the text ends inside the object that starts in line 1");
  CHECK(error_of("{\"a\":") == "1:6: the text ends inside the object that starts in line 1");
  CHECK(error_of("{\"a\":1") == "1:7: the text ends inside the object that starts in line 1");
  CHECK(error_of("[{},[]") == "1:7: the text ends inside the array that starts in line 1");
}

TEST_CASE("commas and colons are demanded and refused") {
  CHECK(error_of("[1,\n]") == "1:3: a comma stands before the closing ]");
  CHECK(error_of("{\"a\":1,\n}") == "1:7: a comma stands before the closing }");
  CHECK(error_of("[1 2]") == "1:4: a comma is missing before the next value");
  CHECK(error_of("{\"a\":1\n\"b\":2}") == "2:1: a comma is missing before the next key");
  CHECK(error_of("[,1]") == "1:2: a value is missing before ,");
  CHECK(error_of("[1,,2]") == "1:4: a value is missing before ,");
  CHECK(error_of("{,}") == "1:2: a comma stands where a key is expected");
  CHECK(error_of("{\"a\" 1}") == "1:6: a colon is missing between the key and its value");
  CHECK(error_of("{\"a\":}") == "1:6: a value is missing before }");
  CHECK(error_of("[1/**/,/**/]", true) == "1:7: a comma stands before the closing ]");
}

TEST_CASE("brackets must match") {
  CHECK(error_of("[1}") == "1:3: a bracket } closes an array");
  CHECK(error_of("{\"a\":1]") == "1:7: a bracket ] closes an object");
  CHECK(error_of("{]") == "1:2: a bracket ] closes an object");
  CHECK(error_of("]") == "1:1: a value is missing before ]");
}

TEST_CASE("more than one value is refused") {
  CHECK(error_of("{} {}") == "1:4: more text follows the JSON value");
  CHECK(error_of("1 2") == "1:3: more text follows the JSON value");
  CHECK(error_of("[]]") == "1:3: more text follows the JSON value");
  CHECK(error_of("1-2") == "1:2: more text follows the JSON value");
}

TEST_CASE("keys must be strings, and stand once in an object") {
  CHECK(error_of("{a: 1}") == "1:2: a key is not a string in double quotes");
  CHECK(error_of("{1: 1}") == "1:2: a key is not a string in double quotes");
  CHECK(error_of("{\"b\":1,'a': 1}") == "1:8: a key is not a string in double quotes");
  CHECK(error_of("{\"a\": 1,\n \"b\": {\"a\": 2},\n \"\\u0061\": 3}") ==
        "3:2: the key \"a\" stands twice in one object, first in line 1");
  std::string many = "{";
  for (int i = 0; i < 100; ++i) many += "\"k" + std::to_string(i) + "\": 0,\n";
  CHECK(error_of(many + "\"k42\": 1}") ==
        "101:1: the key \"k42\" stands twice in one object, first in line 43");
}

TEST_CASE("words and numbers follow JSON's grammar") {
  CHECK(error_of("[True]") == "1:2: \"True\" is no JSON value");
  CHECK(error_of("[nul]") == "1:2: \"nul\" is no JSON value");
  CHECK(error_of("NaN") == "1:1: \"NaN\" is no JSON value");
  CHECK(error_of("[-Infinity]") == "1:2: \"-Infinity\" is no JSON number");
  CHECK(error_of("[1.]") == "1:2: \"1.\" is no JSON number");
  CHECK(error_of("[.5]") == "1:2: \".5\" is no JSON number");
  CHECK(error_of("[+1]") == "1:2: \"+1\" is no JSON number");
  CHECK(error_of("[-]") == "1:2: \"-\" is no JSON number");
  CHECK(error_of("[1e]") == "1:2: \"1e\" is no JSON number");
  CHECK(error_of("[01]") == "1:3: a number goes on behind its end");
  CHECK(error_of("[0x10]") == "1:3: a comma is missing before the next value");
  CHECK(error_of("[1e999]") == "1:2: the number \"1e999\" is too large");
  CHECK(error_of("[" + std::string(400, '9') + "]") ==
        "1:2: the number \"" + std::string(80, '9') + "...\" is too large");
  CHECK(error_of("['a']") == "1:2: a string stands in single quotes");
  CHECK(error_of("[\xC3\xA9]") == "1:2: unexpected character \"\xC3\xA9\"");
  CHECK(error_of("[\x1B]") == "1:2: unexpected character \"\\u001b\"");
}

TEST_CASE("strings must be closed, and free of control characters and bad escapes") {
  CHECK(error_of("[\"abc") == "1:2: the string is not closed in its line");
  CHECK(error_of("[\"abc\n\"]") == "1:2: the string is not closed in its line");
  CHECK(error_of("{\"abc\n\": 1}") == "1:2: the string is not closed in its line");
  CHECK(error_of("[\"a\tb\"]") == "1:4: a string holds the control character \"\\u0009\"");
  CHECK(error_of("[\"\\\\\\q\"]") == "1:5: a string holds an escape that JSON does not have");
  CHECK(error_of("[\"\\u12G4\"]") == "1:3: \\u is not followed by four hexadecimal digits");
  CHECK(error_of("[\"\\u1\"]") == "1:3: \\u is not followed by four hexadecimal digits");
  CHECK(error_of("[\"\\") == "1:3: a string holds an escape that JSON does not have");
}

TEST_CASE("halves of surrogate pairs are refused") {
  CHECK(error_of(R"(["a\uD83D"])") == "1:4: a string holds half of a surrogate pair");
  CHECK(error_of(R"(["\uD83Dx"])") == "1:3: a string holds half of a surrogate pair");
  CHECK(error_of(R"(["\uDE00"])") == "1:3: a string holds half of a surrogate pair");
  CHECK(error_of(R"(["\uD83D\uD83D"])") == "1:3: a string holds half of a surrogate pair");
  CHECK(error_of(R"({"\uD83D\uDE00\uDE00": 1})") ==
        "1:15: a string holds half of a surrogate pair");
}

TEST_CASE("comments are refused unless they are allowed, and must be closed") {
  CHECK(error_of("[1, // one\n 2]") == "1:5: a comment stands here, and JSON has none");
  CHECK(error_of("/**/ 1") == "1:1: a comment stands here, and JSON has none");
  CHECK(error_of("[1 /* one ]", true) == "1:4: the comment is not closed");
  CHECK(error_of("[1 / 2]", true) == "1:4: unexpected character \"/\"");
  CHECK(error_of("[/", true) == "1:2: unexpected character \"/\"");
  CHECK(error_of("{\"a\":/*/}", true) == "1:6: the comment is not closed");
}

TEST_CASE("texts that are not UTF-8 are refused") {
  CHECK(error_of("\xEF\xBB\xBF{}") == "1:1: the text starts with a byte order mark");
  CHECK(error_of(std::string("\xFF\xFE{\0}\0", 6)) == "1:1: the text is UTF-16");
  CHECK(error_of("[\n\"\xC3\xA9\xFF\"]") == "2:3: the text is not valid UTF-8 here");
  CHECK(error_of(std::string("{}\0", 3)) == "1:3: the text holds a NUL byte");
  CHECK(error_of(std::string("[\"a\0\"]", 6)) == "1:4: the text holds a NUL byte");
}

TEST_CASE("nesting that is too deep is refused where it starts") {
  CHECK(error_of(std::string(100'000, '[')) == "1:201: the text nests deeper than 200 levels");
  std::string objects;
  for (int i = 0; i < 1000; ++i) objects += "{\"a\":\n";
  CHECK(error_of(objects) == "201:1: the text nests deeper than 200 levels");
}

TEST_CASE("whatever a text is cut to, the error is a SyntaxError") {
  const std::string text =
      "{\"a\": [1, -2.5e3, true, null, \"x\\u00e9\\uD83D\\uDE00\"], /* c */ \"b\": {}} // d";
  const std::size_t value_ends = text.find(" // d");
  for (std::size_t size = 0; size < value_ends; ++size) {
    CHECK(error_of(text.substr(0, size), true) != "accepted");
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const char c : {'\0', '\n', '"', '\\', ',', ':', '{', ']', '/', '0', 'e', '\x80'}) {
      std::string changed = text;
      changed[i] = c;
      CHECK_FALSE(error_of(changed, true).empty());  // throws nothing else
    }
  }
}
