// SPDX-License-Identifier: Apache-2.0
#include <regex>

#include <idm_synth/asl/functions.hpp>

#include "evaluate.hpp"
#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;
using namespace idm_synth::asl::test;

namespace {

struct Case {
  std::string call;
  std::string input;
  std::string result;
};

/// Without the name of the function in front.
std::string refusal(const std::string& call, const std::string& function) {
  return "error: There was an error while evaluating the intrinsic function: " + call +
         ". Invalid arguments in States." + function;
}

std::string function_of(const std::string& call) {
  return call.substr(7, call.find('(') - 7);
}

}  // namespace

TEST_CASE("functions of arrays", "[asl][interpreter][intrinsics]") {
  const auto [call, input, result] = GENERATE(values<Case>({
      {"States.Array()", "0", "[]"},
      {"States.Array(42, true, null, 'hello', false, '', 0, -1.5)", "0",
       R"([42,true,null,"hello",false,"",0,-1.5])"},
      {"States.Array( $.a , $.b )", R"({"a":9007199254740991,"b":-9007199254740991})",
       "[9007199254740991,-9007199254740991]"},
      {"States.Array($, $)", R"({"Arg1":1,"Arg2":[]})",
       R"([{"Arg1":1,"Arg2":[]},{"Arg1":1,"Arg2":[]}])"},

      {"States.ArrayPartition($, 4)", "[]", "[]"},
      {"States.ArrayPartition($, 5)", "[0]", "[[0]]"},
      {"States.ArrayPartition($, 2)", "[1,2,3]", "[[1,2],[3]]"},
      {"States.ArrayPartition($, 2.6)", "[1,2,3,4]", "[[1,2],[3,4]]"},
      {"States.ArrayPartition($, 2147483647)", "[1]", "[[1]]"},

      {"States.ArrayContains($, null)", "[]", "false"},
      {"States.ArrayContains($, null)", "[1,null,3]", "true"},
      {"States.ArrayContains($, 1)", "[[1],2]", "false"},
      {"States.ArrayContains($[0], $[1])", "[[[1,2,3],2],[1,2,3]]", "true"},
      {"States.ArrayContains($[0], $[1])", R"([[{"1":2,"2":[]}],{"1":2,"2":[]}])", "true"},
      {"States.ArrayContains($[0], $[1])", R"([[{"a":1,"b":2}],{"b":2,"a":1}])", "false"},
      {"States.ArrayContains($[0], $[1])", R"([[{"1":2,"2":[]}],[]])", "false"},
      {"States.ArrayContains($, true)", "[true,false]", "true"},
      {"States.ArrayContains($, true)", R"(["true","false","maybe"])", "true"},
      {"States.ArrayContains($, false)", "[0,1,-1,-1.5]", "false"},
      {"States.ArrayContains($, 9007199254740991)", R"(["9007199254740991"])", "true"},

      {"States.ArrayRange(0, 9, 3)", "0", "[0,3,6,9]"},
      {"States.ArrayRange(0, 10, 3)", "0", "[0,3,6,9]"},
      {"States.ArrayRange(1, 9, 9)", "0", "[1]"},
      {"States.ArrayRange(-2, 2, 2)", "0", "[-2,0,2]"},
      {"States.ArrayRange(1.4, 5.6, 2.2)", "0", "[1,3,5]"},
      {"States.ArrayRange(3, 3, 1)", "0", "[3]"},
      {"States.ArrayRange(3, 3, -1)", "0", "[3]"},
      {"States.ArrayRange(5, 1, -2)", "0", "[5,3,1]"},
      {"States.ArrayRange(5.4, -0.6, -2.4)", "0", "[5,3,1]"},
      {"States.ArrayRange(1.6, 1.4, 1)", "0", "[1]"},
      {"States.ArrayRange(5, 1, 1)", "0", "[]"},
      {"States.ArrayRange(1, 5, -1)", "0", "[]"},
      {"States.ArrayLength(States.ArrayRange(1, 1000, 1))", "0", "1000"},
      {"States.ArrayLength(States.ArrayRange(1000, 1, -1))", "0", "1000"},

      {"States.ArrayGetItem($, 5)", "[1,2,3,4,5,6,7,8,9]", "6"},
      {"States.ArrayGetItem($, 1.2)", "[0,1,2]", "1"},
      {"States.ArrayGetItem($, 1)", "[0,null]", "null"},
      {"States.ArrayGetItem($, 999)", "[]", "null"},
      {"States.ArrayLength($)", "[1,[2,3],{}]", "3"},

      {"States.ArrayUnique($)", "[]", "[]"},
      {"States.ArrayUnique($)", "[1,2,3,3,3,4]", "[1,2,3,4]"},
      {"States.ArrayUnique($)", R"(["a","b","a","c","b"])", R"(["a","b","c"])"},
      {"States.ArrayUnique($)", "[true,false,true,false]", "[false,true]"},
      {"States.ArrayUnique($)", "[[1,2],[1,2],[2,1]]", "[[2,1],[1,2]]"},
      {"States.ArrayUnique($)", "[null,null,1,null]", "[null,1]"},
      {"States.ArrayUnique($)", R"([1,"1",1,"01"])", R"([1,"1","01"])"},
      {"States.ArrayUnique($)", R"([{"a":1,"b":2},{"b":2,"a":1}])", R"([{"a":1,"b":2}])"},
      {"States.ArrayUnique($)", R"([{"n":{"x":1}},{"n":{"x":1}}])", R"([{"n":{"x":1}}])"},
      {"States.ArrayUnique($)", "[32,16,0]", "[32,16,0]"},
      {"States.ArrayUnique($)", "[0,17,1,1,1,1,1,1,1,1,1,1]", "[0,1,17]"},
  }));

  CAPTURE(call, input);
  CHECK(evaluate(call, input) == result);
}

TEST_CASE("functions of texts and objects", "[asl][interpreter][intrinsics]") {
  const auto [call, input, result] = GENERATE(values<Case>({
      {"States.Format('Formatting argument {}.', $)", R"("")", R"("Formatting argument .")"},
      {"States.Format('Formatting argument {}.', $)", R"(" ")", R"("Formatting argument  .")"},
      {"States.Format('{}', $)", "null", R"("null")"},
      {"States.Format('{}', $)", "1", R"("1")"},
      {"States.Format('{}', $)", "1.1", R"("1.1")"},
      {"States.Format('{}', $)", "1.0", R"("1.0")"},
      {"States.Format('{}', $)", "12345678.5", R"("1.23456785E7")"},
      {"States.Format('{}', $)", "true", R"("true")"},
      {"States.Format('{}', $)", R"("{\"Arg1\": 1}")", R"("{\"Arg1\": 1}")"},
      {"States.Format('fst={} and snd={}.', $, $)", R"({"Arg1":1,"Arg2":[]})",
       R"("fst={Arg1=1, Arg2=[]} and snd={Arg1=1, Arg2=[]}.")"},
      {"States.Format('{}', $)", R"({"a":"x","b":[1,"y",null,{"c":true}]})",
       R"("{a=x, b=[1, y, null, {c=true}]}")"},
      {"States.Format('{} {} {}', 'x', 2, true)", "0", R"("x 2 true")"},
      {"States.Format('none')", "0", R"("none")"},
      {"States.Format(' \\'{}\\' \\{\\} \\\\ \" ', 'a')", "0", R"(" 'a' {} \\ \" ")"},
      {"States.Format($.t, 1)", R"({"t":"n={}"})", R"("n=1")"},
      {"States.Format($.t, 1)", R"({"t":"\\{{}\\}"})", R"("{1}")"},
      {"States.Format('{}', States.JsonToString($))", R"({"a":1})", R"("{\"a\":1}")"},
      {"States.Format('{}', States.StringToJson($))", R"("\"x\"")", R"("\"x\"")"},
      {"States.Format('{}', States.StringSplit('a,b', ','))", "0", R"("[a, b]")"},
      {"States.Array('{\"a\": {}}')", "0", R"(["{\"a\": {}}"])"},

      {"States.StringToJson($)", R"("")", "null"},
      {"States.StringToJson($)", R"(" ")", "null"},
      {"States.StringToJson($)", R"("null")", "null"},
      {"States.StringToJson($)", R"("-0")", "0"},
      {"States.StringToJson($)", R"("1.1")", "1.1"},
      {"States.StringToJson($)", R"(" true ")", "true"},
      {"States.StringToJson($)", R"("\"HelloWorld\"")", R"("HelloWorld")"},
      {"States.StringToJson($)", R"("[1, 2, \"HelloWorld\"]")", R"([1,2,"HelloWorld"])"},
      {"States.StringToJson('{\"a\": {\"b\": [1]}}')", "0", R"({"a":{"b":[1]}})"},
      {"States.StringToJson($)", R"("{\"a\":1,\"b\":2,\"a\":3}")", R"({"a":3,"b":2})"},
      {"States.StringToJson($)", '"' + std::string(999, '[') + std::string(999, ']') + '"',
       std::string(999, '[') + std::string(999, ']')},

      {"States.JsonToString($)", "null", R"("null")"},
      {"States.JsonToString($)", "0", R"("0")"},
      {"States.JsonToString($)", "3.5", R"("3.5")"},
      {"States.JsonToString($)", "-9007199254740991", R"("-9007199254740991")"},
      {"States.JsonToString($)", "12345678901234567890", R"("12345678901234567890")"},
      {"States.StringToJson($)", R"("[12345678901234567890]")", "[12345678901234567890]"},
      {"States.Format('{}', $)", "-12345678901234567890", R"("-12345678901234567890")"},
      {"States.JsonToString('x')", "0", R"("\"x\"")"},
      {"States.JsonToString($)", R"([1, 2, "HelloWorld"])", R"("[1,2,\"HelloWorld\"]")"},
      {"States.JsonToString($)", R"({"b": 1, "a": []})", R"("{\"b\":1,\"a\":[]}")"},

      {"States.JsonMerge($.f, $.s, false)",
       R"({"f":{"a":{"a1":1,"a2":2},"b":2,"d":3},"s":{"a":{"a3":1,"a4":2},"c":3,"d":4}})",
       R"({"a":{"a3":1,"a4":2},"b":2,"c":3,"d":4})"},
      {"States.JsonMerge(States.StringToJson('{\"constant_in_literal\": \"false\"}'), $, false)",
       R"({"constant_input_field":"v"})",
       R"({"constant_input_field":"v","constant_in_literal":"false"})"},
      {"States.JsonMerge($.f, $.s, 'false')", R"({"f":{"a":1},"s":{"a":null}})", R"({"a":null})"},
      {"States.JsonMerge($.f, $.s, false)",
       R"({"f":{"nested":{"left":true},"keep":1},"s":)"
       R"({"nested":null}})",
       R"({"nested":null,"keep":1})"},
      {"States.JsonMerge($.f, $.s, false)", R"({"f":{"__proto__":1},"s":{"x":1}})",
       R"({"x":1,"__proto__":1})"},
      {"States.JsonMerge($.f, $.s, false)", R"({"f":{"value":1},"s":{"fallback":true,"value":2}})",
       R"({"value":2,"fallback":true})"},

      {"States.StringSplit($, ',')", R"(" ")", R"([" "])"},
      {"States.StringSplit($, ',')", R"(", , ,")", R"([" "," "])"},
      {"States.StringSplit($, ',')", R"(",,,,")", "[]"},
      {"States.StringSplit($, ',')", R"("")", "[]"},
      {"States.StringSplit('1,2,3', ',')", "0", R"(["1","2","3"])"},
      {"States.StringSplit(',a,,b,', ',')", "0", R"(["a","b"])"},
      {"States.StringSplit('This.is+a,test=string', '.+,=')", "0",
       R"(["This","is","a","test","string"])"},
      {"States.StringSplit('1a2b3ab4', 'ab')", "0", R"(["1","2","3","4"])"},
      {"States.StringSplit('a\nb', '\n')", "0", R"(["a","b"])"},
      {"States.StringSplit('ab', '')", "0", R"(["ab"])"},
      {"States.StringSplit('a\xE2\x82\xAC\xE2\x82\xAD', '\xE2\x82\xAC')", "0",
       "[\"a\",\"\xE2\x82\xAD\"]"},
      {"States.StringSplit($, ',')", R"("V1,V3\nV4,\n,,,\ntrue,1,'H'\nNull,   \n")",
       R"(["V1","V3\nV4","\n","\ntrue","1","'H'\nNull","   \n"])"},

      {"States.Base64Encode('')", "0", R"("")"},
      {"States.Base64Encode('Data to encode')", "0", R"("RGF0YSB0byBlbmNvZGU=")"},
      {"States.Base64Encode($)", "\"\xE2\x9C\x93\"", R"("4pyT")"},
      {"States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", "0", R"("Data to encode")"},
      {"States.Base64Decode('')", "0", R"("")"},
      {"States.Base64Decode('4pyT')", "0", "\"\xE2\x9C\x93\""},
      {"States.Base64Decode('IA==')", "0", R"(" ")"},
      {"States.Base64Decode('AA==')", "0", R"("\u0000")"},
      {"States.Base64Decode('aGVsbG8')", "0", R"("hello")"},
      {"States.Base64Decode('!aGV*sbG8=!')", "0", R"("hello")"},
      {"States.Base64Decode(' YWJjZA== ')", "0", R"("abcd")"},
      {"States.Base64Decode('YWI=cd')", "0", R"("ab")"},
      {"States.Base64Decode('4pyTa')", "0", "\"\xE2\x9C\x93\""},
      {"States.Base64Decode('YWL_')", "0", "\"ab\xEF\xBF\xBD\""},
      {"States.Base64Decode('YWL/')", "0", "\"ab\xEF\xBF\xBD\""},

      {"States.Hash('input data', 'MD5')", "0", R"("812f45842bc6d66ee14572ce20db8e86")"},
      {"States.Hash('input data', 'SHA-1')", "0", R"("aaff4a450a104cd177d28d18d74485e8cae074b7")"},
      {"States.Hash('', 'SHA-256')", "0",
       R"("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")"},
      {"States.Hash($, 'SHA-256')", "\"\xF0\x9F\x9A\x80\"",
       R"("ebbc0b2870eb323f2b6cffa5c493ceef81ae7eb36afc73d4e0367301631daec5")"},
      {"States.Hash('hello', 'MD5')", "0", R"("5d41402abc4b2a76b9719d911017c592")"},
      {"States.Hash('abc', 'SHA-384')", "0",
       R"("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed)"
       R"(8086072ba1e7cc2358baeca134c825a7")"},
      {"States.Hash('abc', 'SHA-512')", "0",
       R"("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a)"
       R"(2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")"},
      {"States.Hash(123, 'MD5')", "0", R"("202cb962ac59075b964b07152d234b70")"},
  }));

  CAPTURE(call, input);
  CHECK(evaluate(call, input) == result);
}

TEST_CASE("functions of numbers", "[asl][interpreter][intrinsics]") {
  const auto [call, input, result] = GENERATE(values<Case>({
      {"States.MathAdd(-9, 3)", "0", "-6"},
      {"States.MathAdd(1.49, 1.5)", "0", "3"},
      {"States.MathAdd(1.5, 1.51)", "0", "4"},
      {"States.MathAdd(0.49999999999999994, 0)", "0", "0"},
      {"States.MathAdd(-0.49999999999999994, 0)", "0", "0"},
      {"States.MathAdd(-1.49, -1.5)", "0", "-2"},
      {"States.MathAdd(-1.5, -1.51)", "0", "-3"},
      {"States.MathAdd(1.49, 0)", "0", "1"},
      {"States.MathAdd(1.49, -1.49)", "0", "0"},
      {"States.MathAdd(-1.51, 0)", "0", "-2"},
      {"States.MathAdd(0.5, 0)", "0", "1"},
      {"States.MathAdd(2.5, 0)", "0", "3"},
      {"States.MathAdd(-0.5, 0.5)", "0", "1"},
      {"States.MathAdd(-0.5, 0)", "0", "0"},
      {"States.MathAdd(-2.5, 0)", "0", "-2"},
      {"States.MathAdd(-3.5, 0)", "0", "-3"},
      {"States.MathAdd(1.6, 2.7)", "0", "5"},
      {"States.MathAdd(0.1, 0.2)", "0", "0"},
      {"States.MathAdd(2147483647, 0)", "0", "2147483647"},
      {"States.MathAdd(-2147483648, 0)", "0", "-2147483648"},
      {"States.ArrayGetItem(States.StringSplit($, '-'), "
       "States.MathAdd(States.ArrayLength(States.StringSplit($, '-')), -1))",
       R"("a-b-c")", R"("c")"},

      {"States.MathRandom(1, 100, 42)", "0", "63"},
      {"States.MathRandom(1, 1000, 1)", "0", "106"},
      {"States.MathRandom(1, 1000, 2)", "0", "806"},
      {"States.MathRandom(1, 10, -10)", "0", "1"},
      {"States.MathRandom(1, 10, 0)", "0", "7"},
      {"States.MathRandom(2147483640, 2147483647, 1)", "0", "2147483644"},
      {"States.MathRandom(States.MathAdd(0, 1), States.MathAdd(0, 5), 42)", "0", "3"},
      {"States.MathRandom(1.6, 2.9)", "0", "1"},
  }));
  CAPTURE(call);
  CHECK(evaluate(call, input) == result);
}

TEST_CASE("arguments that a function cannot use", "[asl][interpreter][intrinsics]") {
  const std::string call = GENERATE(
      as<std::string>{}, "States.ArrayContains(1, 1)", "States.ArrayContains($.a)",
      "States.ArrayContains($.a, 1, 2)", "States.ArrayGetItem($.a, 3)",
      "States.ArrayGetItem($.a, -1)", "States.ArrayGetItem($.a, '1')",
      "States.ArrayGetItem('x', 1)", "States.ArrayLength('abc')", "States.ArrayLength($)",
      "States.ArrayLength()", "States.ArrayPartition($.a, 0.6)", "States.ArrayPartition($.a, 0)",
      "States.ArrayPartition($.a, -1)", "States.ArrayPartition($.a, '2')",
      "States.ArrayPartition($.a, null)", "States.ArrayPartition('x', 1)",
      "States.ArrayPartition($.a)", "States.ArrayPartition($.a, 2147483648)",
      "States.ArrayRange(1, 2, 0)", "States.ArrayRange(1, 2, 0.49)", "States.ArrayRange('1', 2, 1)",
      "States.ArrayRange(1, 1001, 1)", "States.ArrayRange(0, 1000, 1)", "States.ArrayRange(1, 2)",
      "States.ArrayRange(1, 2, 3, 4)", "States.ArrayUnique(1)", "States.ArrayUnique($.a, $.a)",
      "States.Base64Decode(1)", "States.Base64Decode($)", "States.Base64Decode()",
      "States.Base64Decode('a', 'b')", "States.Base64Decode($.long)", "States.Base64Encode(1)",
      "States.Base64Encode($.long)", "States.Format()", "States.Format(1)", "States.Hash('a')",
      "States.Hash('a', 'MD5', 1)", "States.Hash('a', 123)", "States.Hash('a', 'sha-256')",
      "States.Hash('a', 'SHA256')", "States.Hash('a', '')", "States.Hash($.long, 'MD5')",
      "States.JsonMerge($, null, false)", "States.JsonMerge($.a, $, false)",
      "States.JsonMerge($, 'x', false)", "States.JsonMerge($, $, true)", "States.JsonMerge($, $)",
      "States.MathAdd(2147483647, 1)", "States.MathAdd(2147483648, 0)",
      "States.MathAdd(-2147483648, -1)", "States.MathAdd('2', 1)", "States.MathAdd(null, 1)",
      "States.MathAdd(true, 1)", "States.MathAdd($.a, 1)", "States.MathAdd(1)",
      "States.MathAdd(1, 2, 3)", "States.MathRandom(10, 5)", "States.MathRandom(5, 5)",
      "States.MathRandom(1.4, 1.6)", "States.MathRandom('1', 2)", "States.MathRandom(1, null)",
      "States.MathRandom(1, 9, null)", "States.MathRandom(1, 9, 'x')", "States.MathRandom(1)",
      "States.MathRandom(1, 2, 3, 4)", "States.StringSplit(123, ',')",
      "States.StringSplit(null, ',')", "States.StringSplit('a', $.a)", "States.StringSplit('a')",
      "States.StringToJson(1)", "States.StringToJson($)", "States.StringToJson()",
      "States.StringToJson($.text, $.text)");
  CAPTURE(call);
  const std::string input =
      R"({"a":[1,2,3],"text":"t","long":")" + std::string(10'001, 'a') + "\"}";
  CHECK(evaluate(call, input) == refusal(call, function_of(call)));
}

TEST_CASE("ten thousand characters are not too many", "[asl][interpreter][intrinsics]") {
  const std::string text(10'000, 'a');
  CHECK(evaluate("States.Base64Decode(States.Base64Encode($))",
                 '"' + text.substr(0, 7'500) + '"') == '"' + text.substr(0, 7'500) + '"');
  CHECK_FALSE(evaluate("States.Hash($, 'MD5')", '"' + text + '"').starts_with("error"));
  // Characters, not bytes.
  std::string accents;
  for (int i = 0; i < 10'000; ++i) accents += "\xC3\xA9";
  CHECK_FALSE(evaluate("States.Base64Encode($)", '"' + accents + '"').starts_with("error"));
}

TEST_CASE("an error quotes the whole call", "[asl][interpreter][intrinsics]") {
  const std::string before = "error: There was an error while evaluating the intrinsic function: ";
  CHECK(evaluate("States.ArrayLength(States.JsonToString($))") ==
        refusal("States.ArrayLength(States.JsonToString($))", "ArrayLength"));
  CHECK(evaluate("States.Array(States.MathAdd('1', 2),3)") ==
        refusal("States.Array(States.MathAdd('1', 2),3)", "MathAdd"));
  CHECK(evaluate("States.Format('Hello {', $)") ==
        before +
            "States.Format('Hello {', $). Invalid template in States.Format: matching '}' not "
            "found for '{'.");
  CHECK(evaluate("States.Format('{{}}', 1)") ==
        before +
            "States.Format('{{}}', 1). Invalid template in States.Format: matching '}' not "
            "found for '{'.");
  CHECK(evaluate("States.Format('}')") ==
        before +
            "States.Format('}'). Invalid template in States.Format: matching '{' not found "
            "for '}'.");
  CHECK(evaluate("States.Format($)", R"("{")") ==
        before +
            "States.Format($). Invalid template in States.Format: matching '}' not found for "
            "'{'.");
  CHECK(evaluate("States.StringToJson($.json)", R"({"json":"{bad json}"})") ==
        before +
            "States.StringToJson($.json). Cannot convert String to Json in "
            "States.StringToJson, caused by: Unexpected character ('b' (code 98)): was "
            "expecting double-quote to start field name\n at [Source: REDACTED "
            "(`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]");
}

TEST_CASE("States.Format says that the values do not fit its template",
          "[asl][interpreter][intrinsics]") {
  const std::string call =
      GENERATE(as<std::string>{}, "States.Format('{}')", "States.Format('{}', 1, 2)",
               "States.Format('', 1)", "States.Format($, 1, 2)", "States.Format(123, 'x')");
  CAPTURE(call);
  CHECK(evaluate(call, R"("{}")") ==
        refusal(call, "Format") + ": number of arguments do not match the occurrences of {}.");
}

TEST_CASE("States.JsonToString says how many arguments it takes",
          "[asl][interpreter][intrinsics]") {
  const std::string call =
      GENERATE(as<std::string>{}, "States.JsonToString()", "States.JsonToString(1, 2)");
  CAPTURE(call);
  CHECK(evaluate(call, "{}") ==
        refusal(call, "JsonToString") + ": only a single argument is allowed.");
}

TEST_CASE("random results stay in their range", "[asl][interpreter][intrinsics]") {
  World world{"{}"};
  for (int i = 0; i < 100; ++i) {
    const std::string number = evaluate("States.MathRandom(-3, 3)", world);
    CHECK(std::stoi(number) >= -3);
    CHECK(std::stoi(number) < 3);
  }
  const std::string first = evaluate("States.UUID()", world);
  const std::regex shape{"\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\""};
  CHECK(std::regex_match(first, shape));
  CHECK(first != evaluate("States.UUID()", world));
  // Arguments are not refused as elsewhere.
  CHECK(std::regex_match(evaluate("States.UUID('x', null)", world), shape));
}

TEST_CASE("a Terraform expression in a call stands for itself", "[asl][interpreter][intrinsics]") {
  World world{"{}"};
  const CompiledPayload payload{
      static_cast<const Intrinsic&>(states::format("{} \\{}", external<String>("var.a"), 1)),
      world.names, world.constants};
  CHECK(json::to_text(payload.evaluate(world.scope())) == R"("${var.a} \\1")");
}
