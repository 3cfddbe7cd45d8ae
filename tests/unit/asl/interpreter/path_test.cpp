// SPDX-License-Identifier: Apache-2.0
#include "evaluate.hpp"
#include "support/catch.hpp"

using namespace idm_synth;
using namespace idm_synth::asl;
using namespace idm_synth::asl::test;

namespace {

const std::string store = R"({
  "store": {"book": [
      {"category": "reference", "author": "Nigel Rees", "price": 8.95, "tags": ["a", "b"]},
      {"category": "fiction", "author": "Evelyn Waugh", "price": 12.99, "tags": []},
      {"category": "fiction", "author": "Herman Melville", "isbn": "0-553", "price": 8.99},
      {"category": "fiction", "author": "J. R. R. Tolkien", "isbn": null, "price": 22}],
    "bicycle": {"color": "red", "price": 19.95}},
  "limit": 10, "names": ["Nigel Rees", "x"], "it's": {"a b": 1}, "numbers": [3, 1, 2.5],
  "matrix": [[1, 2], [3]], "nothing": null, "text": "abc"})";

/// What find() gives, "nothing" where it is nothing.
std::string find(const std::string& path, World& world) {
  const CompiledPath compiled{parse_path(path), world.names};
  const auto found = compiled.find(world.scope());
  return found.has_value() ? json::to_text(*found) : "nothing";
}

std::string problem(const std::string& path, const std::string& input) {
  World world{input};
  const CompiledPath compiled{parse_path(path), world.names};
  try {
    return json::to_text(compiled.get(world.scope()));
  } catch (const RuntimeError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a backslash before the other kind of quote is a part of the name",
          "[asl][interpreter][path]") {
  World world{R"({"a\\\"b": 1, "a\"b": 2, "a\\b": 3})"};
  CHECK(find(R"($['a\"b'])", world) == "1");
  CHECK(find(R"($["a\"b"])", world) == "2");
  CHECK(find(R"($['a\\b'])", world) == "3");
}

TEST_CASE("a path finds what it names", "[asl][interpreter][path]") {
  struct Case {
    std::string path;
    std::string found;
  };
  const auto [path, found] = GENERATE(values<Case>({
      {"$.limit", "10"},
      {"$.store.bicycle", R"({"color":"red","price":19.95})"},
      {"$['store']['bicycle'][\"color\"]", R"("red")"},
      {"$['it\\'s']['a b']", "1"},
      {"$.store.book[0].author", R"("Nigel Rees")"},
      {"$.store.book[-1].price", "22"},
      {"$.store.book[-4].price", "8.95"},
      {"$.matrix[0][1]", "2"},
      {"$.nothing", "null"},
      // Nowhere.
      {"$.missing", "nothing"},
      {"$.missing.a", "nothing"},
      {"$.store.book[4]", "nothing"},
      {"$.store.book[-5]", "nothing"},
      {"$.limit[0]", "nothing"},
      {"$.limit.a", "nothing"},
      {"$.nothing.a", "nothing"},
      {"$.store[0]", "nothing"},
      {"$.numbers.a", "nothing"},
      // Several: always an array.
      {"$.numbers[*]", "[3,1,2.5]"},
      {"$.numbers.*", "[3,1,2.5]"},
      {"$.store.bicycle.*", R"(["red",19.95])"},
      {"$.store.book[*].price", "[8.95,12.99,8.99,22]"},
      {"$.store.book[*].isbn", R"(["0-553",null])"},
      {"$.store.book[*].tags[0]", R"(["a"])"},
      {"$.store.book[*].tags[*]", R"(["a","b"])"},
      {"$.store.book[*].missing", "[]"},
      {"$.store.book[*].missing.deeper", "[]"},
      {"$.limit[*]", "[]"},
      {"$.limit.*", "[]"},
      {"$.numbers[0,2]", "[3,2.5]"},
      {"$.numbers[2,0,7]", "[2.5,3]"},
      {"$.matrix[*][0]", "[1,3]"},
      {"$.matrix[*].a", "[]"},
      // Members together: one object at the end of a path.
      {"$.store.bicycle['price','color']", R"({"price":19.95,"color":"red"})"},
      {"$.store.bicycle['price','missing']", R"({"price":19.95})"},
      {"$.store['bicycle','missing'].color", R"(["red"])"},
      {"$.limit['a','b']", "nothing"},
      // Slices.
      {"$.numbers[1:]", "[1,2.5]"},
      {"$.numbers[:2]", "[3,1]"},
      {"$.numbers[1:2]", "[1]"},
      {"$.numbers[-2:]", "[1,2.5]"},
      {"$.numbers[:-1]", "[3,1]"},
      {"$.numbers[-9:]", "[3,1,2.5]"},
      {"$.numbers[1:-1]", "[]"},
      {"$.numbers[2:1]", "[]"},
      {"$.numbers[7:]", "[]"},
      {"$.numbers[0:9]", "[3,1,2.5]"},
      {"$.numbers[:]", "[3,1,2.5]"},
      {"$.store.book[0:2].price", "[8.95,12.99]"},
      // What is definite must lead somewhere, what follows need not.
      {"$.missing[*]", "nothing"},
      {"$.missing[1:]", "nothing"},
      {"$.limit[1:]", "nothing"},
      {"$.limit[0,1]", "nothing"},
      {"$.store.book[9][*]", "[]"},
      // Whatever the depth.
      {"$..color", R"(["red"])"},
      {"$..price", "[8.95,12.99,8.99,22,19.95]"},
      {"$.store..price", "[8.95,12.99,8.99,22,19.95]"},
      {"$..book[0].price", "[8.95]"},
      {"$..tags[1]", R"(["b"])"},
      {"$.matrix..[0]", "[[1,2],1,3]"},
      {"$.matrix..*", "[[1,2],[3],1,2,3]"},
      {"$..missing", "[]"},
      {"$..bicycle['color','price']", R"([{"color":"red","price":19.95}])"},
      {"$..book[?(@.price < 9)].author", R"(["Nigel Rees","Herman Melville"])"},
  }));
  CAPTURE(path);
  World world{store};
  CHECK(find(path, world) == found);
}

TEST_CASE("a filter takes what it accepts", "[asl][interpreter][path]") {
  struct Case {
    std::string filter;
    std::string prices;
  };
  const auto [filter, prices] = GENERATE(values<Case>({
      {"@.price < 10", "[8.95,8.99]"},
      {"@.price <= 8.95", "[8.95]"},
      {"@.price > 12.99", "[22]"},
      {"@.price >= 12.99", "[12.99,22]"},
      {"@.price == 22", "[22]"},
      {"@.price == 22.0", "[22]"},
      {"@.price == '22'", "[22]"},
      {"@.price === '22'", "[]"},
      {"@.price === 22", "[22]"},
      {"@.price !== 22", "[8.95,12.99,8.99]"},
      {"@.price != 22", "[8.95,12.99,8.99]"},
      {"10 > @.price", "[8.95,8.99]"},
      {"@.price < $.limit", "[8.95,8.99]"},
      {"@.price<10", "[8.95,8.99]"},
      {"@['price'] < 10", "[8.95,8.99]"},
      {"@.category == 'fiction'", "[12.99,8.99,22]"},
      {"@.category == \"fiction\" && @.price < 10", "[8.99]"},
      {"@.category=='fiction'&&@.price<10", "[8.99]"},
      {"@.price < 8.96 || @.price > 20", "[8.95,22]"},
      {"@.price < 8.96 || @.price > 20 && @.category == 'x'", "[8.95]"},
      {"(@.price < 8.96 || @.price > 20) && @.category == 'fiction'", "[22]"},
      {"@.isbn", "[8.99,22]"},
      {"!@.isbn", "[8.95,12.99]"},
      {"!(@.isbn)", "[8.95,12.99]"},
      {"@.isbn == null", "[22]"},
      {"@.isbn != null", "[8.95,12.99,8.99]"},
      {"@.missing == 1", "[]"},
      {"@.missing < 1", "[]"},
      {"@.category < 'g'", "[12.99,8.99,22]"},
      {"@.category < 1", "[]"},
      {"@.author =~ /.*REES/i", "[8.95]"},
      {"@.author =~ /.*REES/", "[]"},
      {"@.author =~ /Rees/", "[]"},
      {"@.price =~ /\\d\\d/", "[22]"},
      {"@.tags =~ /a/", "[8.95]"},
      {"@.author in ['Nigel Rees', 'x']", "[8.95]"},
      {"@.author in $.names", "[8.95]"},
      {"@.author nin $.names", "[12.99,8.99,22]"},
      {"@.price in [22, 8.99]", "[8.99,22]"},
      {"@.author contains 'el'", "[8.95,12.99,8.99]"},
      {"@.author contains 'Mel'", "[8.99]"},
      {"@.tags contains 'b'", "[8.95]"},
      {"@.tags all ['a','b']", "[8.95]"},
      {"@.tags subsetof ['a','b','c']", "[8.95,12.99]"},
      {"@.tags anyof ['b','z']", "[8.95]"},
      {"@.tags noneof ['b']", "[12.99,8.99,22]"},
      {"@.tags size 2", "[8.95]"},
      {"@.category size 7", "[12.99,8.99,22]"},
      {"@.tags empty true", "[12.99]"},
      {"@.tags empty false", "[8.95]"},
      {"@.tags.length() == 0", "[12.99]"},
      {"@.tags[0] == 'a'", "[8.95]"},
      {"@.category == true", "[]"},
  }));
  CAPTURE(filter);
  World world{store};
  CHECK(find("$.store.book[?(" + filter + ")].price", world) == prices);
}

TEST_CASE("a filter looks at items, and at an object itself", "[asl][interpreter][path]") {
  CHECK(evaluate("$.a[?(@ > 1)]", R"({"a":[1,2,3]})") == "[2,3]");
  CHECK(evaluate("$.a[?(@.b == 1)]", R"({"a":{"b":1}})") == R"([{"b":1}])");
  CHECK(evaluate("$.a[?(@.b == 2)]", R"({"a":{"b":1}})") == "[]");
  CHECK(evaluate("$[?(@.year <= 1999)]", R"([{"year":1999},{"year":2000}])") ==
        R"([{"year":1999}])");
  CHECK(evaluate("$.[?(@.year)].year", R"([{"year":1999},{}])") == "[1999]");
  CHECK(evaluate("$.users[?(@.status == 0)]",
                 R"({"users":[{"year":1997,"status":0},{"year":1998,"status":1}]})") ==
        R"([{"year":1997,"status":0}])");
}

TEST_CASE("a path may end in a function", "[asl][interpreter][path]") {
  struct Case {
    std::string path;
    std::string found;
  };
  const auto [path, found] = GENERATE(values<Case>({
      {"$.numbers.length()", "3"},
      {"$.numbers.size()", "3"},
      {"$.store.length()", "2"},
      {"$.limit.length()", "null"},
      {"$.numbers.min()", "1.0"},
      {"$.numbers.max()", "3.0"},
      {"$.numbers.sum()", "6.5"},
      {"$.matrix[0].avg()", "1.5"},
      {"$.matrix[0].stddev()", "0.5"},
      {"$.numbers.sum(1, $.limit)", "17.5"},
      {"$..price.max()", "22.0"},
      {"$..book.length()", "4"},
      {"$.store.bicycle.keys()", R"(["color","price"])"},
      {"$.numbers.keys()", "null"},
      {"$.names.concat()", R"("Nigel Reesx")"},
      {"$.names.concat('-', $.text)", R"("Nigel Reesx-abc")"},
      {"$.numbers.append(4)", "[3,1,2.5,4.0]"},
      {"$.numbers.first()", "3"},
      {"$.numbers.last()", "2.5"},
      {"$.numbers.index(1)", "1"},
      {"$.store.book[*].tags.length()", "[2,0]"},
      {"$.missing.length()", "nothing"},
  }));
  CAPTURE(path);
  World world{store};
  CHECK(find(path, world) == found);
}

TEST_CASE("an aggregation needs numbers", "[asl][interpreter][path]") {
  World world{store};
  const std::string path = GENERATE(as<std::string>{}, "$.names.sum()", "$.text.max()",
                                    "$.numbers.index(7)", "$.text.first()");
  CHECK_THROWS_WITH(find(path, world),
                    "Aggregation function attempted to calculate value using empty array");
}

TEST_CASE("a path starts at the input, the context or a variable", "[asl][interpreter][path]") {
  World world{R"({"State":1})"};
  CHECK(find("$", world) == R"({"State":1})");
  CHECK(find("$.State", world) == "1");
  CHECK(find("$$", world) == R"({"State":{"Name":"S"}})");
  CHECK(find("$$.State.Name", world) == R"("S")");
  CHECK(find("$$['State'].Name", world) == R"("S")");
  CHECK(find("$x", world) == R"({"a":[1,2]})");
  CHECK(find("$x.a[1]", world) == "2");
  CHECK(find("$x.a[?(@ > $.a[0])]", world) == "[2]");
  CHECK(find("$unset", world) == "nothing");
  CHECK(find("$unset.a", world) == "nothing");
  CHECK(find("$unheard", world) == "nothing");
  CHECK(CompiledPath{parse_path("$$.a"), world.names}.reads_context());
  CHECK_FALSE(CompiledPath{parse_path("$.a"), world.names}.reads_context());
  CHECK_FALSE(CompiledPath{parse_path("$x"), world.names}.reads_context());
  CHECK(CompiledPath{parse_path("$x.a"), world.names}.text() == "$x.a");
}

TEST_CASE("variables have numbers", "[asl][interpreter][path]") {
  VariableNames names;
  CHECK(names.number_of("a") == 0);
  CHECK(names.number_of("b") == 1);
  CHECK(names.number_of("a") == 0);
  CHECK(names.count() == 2);
  CHECK(names.name(1) == "b");
}

TEST_CASE("a path that leads nowhere says how", "[asl][interpreter][path]") {
  struct Case {
    std::string path;
    std::string input;
    std::string problem;
  };
  const auto [path, input, expected] = GENERATE(values<Case>({
      {"$.a", R"({"a":1})", "1"},
      {"$.NoSuchInputPath", "{}",
       "Invalid path '$.NoSuchInputPath' : No results for path: $['NoSuchInputPath']"},
      {"$.a.b", R"({"a":{}})", "Invalid path '$.a.b' : No results for path: $['a']['b']"},
      {"$.no.such.result.path", "{}",
       "Invalid path '$.no.such.result.path' : Missing property in path $['no']"},
      {"$.a[1]", R"({"a":[0]})", "Invalid path '$.a[1]' : No results for path: $['a'][1]"},
      {"$.a[0]", R"({"a":1})",
       "Invalid path '$.a[0]' : Filter: [0] can only be applied to arrays. Current context is: 1"},
      {"$.a[0].x", R"({"a":1})",
       "Invalid path '$.a[0].x' : Filter: [0]['x'] can only be applied to arrays. Current context "
       "is: 1"},
      {"$.a[1:2]", R"({"a":{}})",
       "Invalid path '$.a[1:2]' : Filter: [1:2] can only be applied to arrays. Current context is: "
       "{}"},
      {"$.a.b", R"({"a":"x"})",
       "Invalid path '$.a.b' : Expected to find an object with property ['b'] in path $['a'] but "
       "found 'com.fasterxml.jackson.databind.node.TextNode'. This is not a json object according "
       "to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'."},
      {"$.a[*]", "{}", "Invalid path '$.a[*]' : Missing property in path $['a']"},
  }));
  CAPTURE(path);
  CHECK(problem(path, input) == expected);
}

TEST_CASE("a filter or function that is none is refused", "[asl][interpreter][path]") {
  VariableNames names;
  const std::string path =
      GENERATE(as<std::string>{}, "$[?(@.a ==)]", "$[?(1)]", "$[?(@.a == 'x' &&)]", "$[?(@.a ~ 1)]",
               "$[?(@.a =~ /[/)]", "$[?(@.a in [1)]", "$[?(@.a == b)]", "$.a.median()",
               "$.a.sum(x)", "$.a.sum('x' 'y')");
  CAPTURE(path);
  CHECK_THROWS_AS(CompiledPath(parse_path(path), names), UsageError);
}

TEST_CASE("a filter is read to a bounded depth", "[asl][interpreter][path]") {
  const auto nested = [](const std::string& start, const std::string& middle,
                         const std::string& end, std::size_t depth) {
    std::string path = "$[?(";
    for (std::size_t i = 0; i < depth; ++i) path += start;
    path += middle;
    for (std::size_t i = 0; i < depth; ++i) path += end;
    return path + ")]";
  };
  VariableNames names;
  for (const std::size_t depth : {std::size_t{1'000}, std::size_t{100'000}}) {
    CAPTURE(depth);
    for (const std::string& path :
         {nested("(", "@.a", ")", depth), nested("!", "@.a", "", depth),
          nested("! ", "@.a", "", depth), nested("@[?(", "@", ")]", depth),
          nested("", "@ in " + std::string(depth, '[') + std::string(depth, ']'), "", 0),
          nested("", "@ =~ /" + std::string(depth, '(') + std::string(depth, ')') + "/", "", 0),
          nested("", "@ =~ /" + std::string(depth * 10, 'a') + "/", "", 0)}) {
      CHECK_THROWS_AS(CompiledPath(parse_path(path), names), UsageError);
    }
  }
  CHECK(evaluate(nested("(", "@", ")", 90), "[1]") == "[1]");
  CHECK(evaluate(nested("!", "@", "", 90), "[1]") == "[1]");
  CHECK(evaluate(nested("", "@ =~ /" + std::string(4'096, 'a') + "/", "", 0), "[1]") == "[]");
}

TEST_CASE("a regular expression survives a long text", "[asl][interpreter][path]") {
  const std::string text(200'000, 'a');
  CHECK(evaluate("$[?(@ =~ /(a|b)*c?/)].length()", "[\"" + text + "\"]") == "[null]");
}
