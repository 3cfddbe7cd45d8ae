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
      {"$.store.book[(@.length-1)].price", "22"},
      {"$.store.book[( @.length - 4 )].price", "8.95"},
      {"$.store.book[(@.size()-2)].price", "8.99"},
      {"$.store.book[(@.length-5)]", "nothing"},
      {"$.store.book[(@.length-0)]", "nothing"},
      {"$.limit[(@.length-1)]", "nothing"},
      {"$.matrix[0][1]", "2"},
      {"$.nothing", "null"},
      // Nowhere.
      {"$.missing", "nothing"},
      {"$.missing.a", "nothing"},
      {"$.store.book[4]", "nothing"},
      {"$.store.book[-1]", "nothing"},
      {"$.store.book[-1].price", "nothing"},
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
      {"$.store.book[*].tags[0]", R"(["a",null])"},
      {"$.store.book[*].tags[0].x", "[]"},
      {"$.store.book[*].tags[(@.length-1)]", R"(["b",null])"},
      {"$.store.book[*].tags[*]", R"(["a","b"])"},
      {"$.store.book[*].missing", "[]"},
      {"$.store.book[*].missing.deeper", "[]"},
      {"$.limit[*]", "[]"},
      {"$.limit.*", "[]"},
      {"$.numbers[0,2]", "[3,2.5]"},
      {"$.numbers[2,0,7]", "[2.5,3,null]"},
      {"$.numbers[-1,1]", "[null,1]"},
      {"$.matrix[*][0]", "[1,3]"},
      {"$.matrix[*][1]", "[2,null]"},
      {"$.matrix[*].a", "[]"},
      // Members together: one object at the end of a path.
      {"$.store.bicycle['price','color']", R"({"price":19.95,"color":"red"})"},
      {"$.store.bicycle['price','missing']", R"({"price":19.95})"},
      {"$.store['bicycle','missing'].color", "nothing"},
      {"$.store.book[*]['author','isbn'].x", "nothing"},
      {"$.numbers[*]['a','b'].x", "[]"},
      {"$.limit['a','b']", "nothing"},
      {"$.numbers['a','b']", "nothing"},
      // Slices.
      {"$.numbers[1:]", "[1,2.5]"},
      {"$.numbers[:2]", "[3,1]"},
      {"$.numbers[1:2]", "[1]"},
      {"$.numbers[-2:]", "[1,2.5]"},
      {"$.numbers[:-1]", "[3,1]"},
      {"$.numbers[-9:]", "[3,1,2.5]"},
      {"$.numbers[1:-1]", "[]"},
      {"$.numbers[2:1]", "[]"},
      {"$.numbers[-1:2]", "[null,3,1]"},
      {"$.numbers[7:]", "[]"},
      {"$.numbers[0:9]", "[3,1,2.5]"},
      {"$.numbers[:]", "[3,1,2.5]"},
      {"$.store.book[0:2].price", "[8.95,12.99]"},
      // Many may be none, but of a value with another type nothing can be taken.
      {"$.missing[*]", "[]"},
      {"$.missing.deeper[*].still", "[]"},
      {"$.missing[1:]", "[]"},
      {"$.missing[:2].a", "[]"},
      {"$.missing[1:5]", "[]"},
      {"$.missing[0,1]", "[]"},
      {"$.missing[?(@.a)]", "[]"},
      {"$.missing..a", "[]"},
      {"$.missing['a','b'][*]", "[]"},
      {"$.limit.a[*]", "[]"},
      {"$.store.book[9].tags[*]", "[]"},
      {"$.store.book[9][*]", "[]"},
      {"$.store.book[9][1:]", "[]"},
      {"$[1:5]", "nothing"},
      {"$[1:]", "nothing"},
      {"$[:1]", "nothing"},
      {"$[*]['a','b'].c", "nothing"},
      {"$.store['a','b'][*]", "nothing"},
      {"$.store[0:2]", "nothing"},
      {"$.store[0].a[*]", "nothing"},
      {"$.limit[?(@.a)]", "nothing"},
      {"$.store.book[9][?(@.a)]", "nothing"},
      {"$.limit[1:]", "nothing"},
      {"$.limit[0,1]", "nothing"},
      // Whatever the depth.
      {"$..color", R"(["red"])"},
      {"$..price", "[8.95,12.99,8.99,22,19.95]"},
      {"$.store..price", "[8.95,12.99,8.99,22,19.95]"},
      {"$..book[0].price", "[8.95]"},
      {"$..tags[1]", R"(["b",null])"},
      {"$.matrix..[1]", "[[3],2,null]"},
      {"$..numbers[(@.length-1)]", "[2.5]"},
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
      {"@.price != 22", "[8.95,12.99,8.99]"},
      {"@.price < '10'", "[8.95,8.99]"},
      {"@.price == x", "[]"},
      {"@.price != x", "[]"},
      {"@.price < $.limit", "[8.95,8.99]"},
      {"@.price<10", "[8.95,8.99]"},
      {"@['price'] < 10", "[8.95,8.99]"},
      // A text needs no quotes, and takes the kind of what stands before it.
      {"@.category == 'fiction'", "[12.99,8.99,22]"},
      {"@.category == fiction", "[12.99,8.99,22]"},
      {"@.category==fiction", "[12.99,8.99,22]"},
      {"@.category != fiction", "[8.95]"},
      {"@.author == Nigel Rees", "[8.95]"},
      {"@.author==Nigel Rees && @.price < 10", "[8.95]"},
      {"@.category == /fiction", "[]"},
      {"Nigel Rees == @.author", "[8.95]"},
      {"10 > @.price", "[]"},
      {"@.category < 1", "[]"},
      {"@.category > 1", "[8.95,12.99,8.99,22]"},
      {"@.category == \"fiction\" && @.price < 10", "[8.99]"},
      {"@.category=='fiction'&&@.price<10", "[8.99]"},
      {"@.isbn&&@.author", "[8.99]"},
      {"@.price < 8.96 || @.price > 20", "[8.95,22]"},
      {"@.price < 8.96 || @.price > 20 && @.category == 'x'", "[8.95]"},
      {"(@.price < 8.96 || @.price > 20) && @.category == 'fiction'", "[22]"},
      // A null is not there, and yet it can be compared.
      {"@.isbn", "[8.99]"},
      {"!@.isbn", "[8.95,12.99,22]"},
      {"!(@.isbn)", "[8.95,12.99,22]"},
      {"@.isbn == null", "[22]"},
      {"@.isbn == 'null'", "[22]"},
      {"@.isbn != null", "[8.99]"},
      {"@.isbn < 1", "[8.99]"},
      {"@.isbn <= null", "[]"},
      {"@.missing == 1", "[]"},
      {"@.missing != 1", "[]"},
      {"@.missing < 1", "[]"},
      {"$.limit", "[]"},
      {"@.category < 'g'", "[12.99,8.99,22]"},
      {"@.author =~ /.*REES/i", "[8.95]"},
      {"@.author =~ /.*REES/", "[]"},
      {"@.author =~ /Rees/", "[]"},
      {"@.price =~ /\\d\\d/", "[22]"},
      {"@.tags =~ /a/", "[8.95]"},
      {"@.tags[0] == 'a'", "[8.95]"},
      {"@.tags[0] == null", "[12.99]"},
      {"@.tags[(@.length-1)] == b", "[8.95]"},
      {"@.tags == a", "[]"},
      // There are no functions.
      {"@.tags.length() == 0", "[]"},
      {"@.category == true", "[]"},
  }));
  CAPTURE(filter);
  World world{store};
  CHECK(find("$.store.book[?(" + filter + ")].price", world) == prices);
}

TEST_CASE("a filter looks at items, and at an object itself", "[asl][interpreter][path]") {
  CHECK(evaluate("$.a[?(@ > 1)]", R"({"a":[1,2,3]})") == "[]");
  CHECK(evaluate("$.a[?(@[0] == 1)]", R"({"a":[[1],[2]]})") == "[]");
  CHECK(evaluate("$.a[?(@.b == true)]", R"({"a":[{"b":true},{"b":false},{"b":"true"}]})") ==
        R"([{"b":true},{"b":"true"}])");
  CHECK(evaluate("$.a[?(@.b == @.c)]", R"({"a":[{"b":true,"c":true},{"b":true,"c":1}]})") ==
        R"([{"b":true,"c":true}])");
  CHECK(evaluate("$.a[?(@.Name==/eggs/cooked/like)].Value",
                 R"({"a":[{"Name":"/eggs/cooked/like","Value":"poached"}]})") == R"(["poached"])");
  CHECK(evaluate("$.a[?(@.b == 1)]", R"({"a":{"b":1}})") == R"([{"b":1}])");
  CHECK(evaluate("$.a[?(@.b == 2)]", R"({"a":{"b":1}})") == "[]");
  CHECK(evaluate("$[?(@.year <= 1999)]", R"([{"year":1999},{"year":2000}])") ==
        R"([{"year":1999}])");
  CHECK(evaluate("$.[?(@.year)].year", R"([{"year":1999},{}])") == "[1999]");
  CHECK(evaluate("$.users[?(@.status == 0)]",
                 R"({"users":[{"year":1997,"status":0},{"year":1998,"status":1}]})") ==
        R"([{"year":1997,"status":0}])");
}

TEST_CASE("what looks like a function is a name", "[asl][interpreter][path]") {
  World world{R"j({"a": [1, 2], "b": {"length()": 3}})j"};
  CHECK(find("$.a.length()", world) == "nothing");
  CHECK(find("$.a.sum()", world) == "nothing");
  CHECK(find("$.b.length()", world) == "3");
  CHECK(find("$..length()", world) == "[3]");
  CHECK(problem("$.list.length()", R"({"list": []})") ==
        "Invalid path '$.list.length()' : Property ['length()'] not found in path $['list']");
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
  CHECK(find("$x[?(@.a[1] > $.a[0])]", world) == R"([{"a":[1,2]}])");
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
      {"$.a[1]", R"({"a":[0]})", "null"},
      {"$.a[-1]", R"({"a":[0]})", "null"},
      {"$.a['b','c']", R"({"a":[0]})",
       "Invalid path '$.a['b','c']' : Property ['b', 'c'] not found in path $['a']"},
      {"$['a', 'b'].v", R"({"a":{"v":1},"b":{"v":2}})",
       "Invalid path '$['a', 'b'].v' : Multi properties can only be used as path leafs: "
       "$['a', 'b']"},
      {"$.c[*]['a','b'].v", R"({"c":[{}]})",
       "Invalid path '$.c[*]['a','b'].v' : Multi properties can only be used as path leafs: "
       "$['c'][*]['a', 'b']"},
      {"$.a[-1].b", R"({"a":[0]})",
       "Invalid path '$.a[-1].b' : Property ['b'] not found in path $['a'][-1]"},
      {"$.a[1][0]", R"({"a":[0]})", "Invalid path '$.a[1][0]' : The path $['a'][1] is null"},
      {"$.a[(@.length-1)].b", R"({"a":[0,1]})",
       "Invalid path '$.a[(@.length-1)].b' : Property ['b'] not found in path $['a'][1]"},
      {"$.a[(@.length-1)]..b", R"({"a":1})",
       "Invalid path '$.a[(@.length-1)]..b' : Filter: [@.size()-1]..['b'] can only be applied to "
       "arrays. Current context is: 1"},
      {"$.a[?(@.b)]", R"({"a":1})",
       "Invalid path '$.a[?(@.b)]' : Filter: [?] can not be applied to primitives. Current context "
       "is: 1"},
      {"$.a[0]", R"({"a":1})",
       "Invalid path '$.a[0]' : Filter: [0] can only be applied to arrays. Current context is: 1"},
      {"$.a[0].x", R"({"a":1})",
       "Invalid path '$.a[0].x' : Filter: [0]['x'] can only be applied to arrays. Current context "
       "is: 1"},
      {"$.a[1:2]", R"({"a":{}})",
       "Invalid path '$.a[1:2]' : Filter: [1:2] can only be applied to arrays. Current context is: "
       "{}"},
      {"$.a.b", R"({"a":"x"})", "Invalid path '$.a.b' : Property ['b'] not found in path $['a']"},
      {"$.a[*]", "{}", "[]"},
  }));
  CAPTURE(path);
  CHECK(problem(path, input) == expected);
}

TEST_CASE("a filter that is none is refused", "[asl][interpreter][path]") {
  VariableNames names;
  const std::string path =
      GENERATE(as<std::string>{}, "$[?(@.a ==)]", "$[?(1)]", "$[?(@.a == 'x' &&)]", "$[?(@.a ~ 1)]",
               "$[?(@.a =~ /[/)]", "$[?(@.a =~ b)]", "$[?(@.a in [1])]", "$[?(@.a[*] == 1)]",
               "$[?(@.a = 1)]");
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
          nested("", "@ =~ /" + std::string(depth, '(') + std::string(depth, ')') + "/", "", 0),
          nested("", "@ =~ /" + std::string(depth * 10, 'a') + "/", "", 0)}) {
      CHECK_THROWS_AS(CompiledPath(parse_path(path), names), UsageError);
    }
  }
  CHECK(evaluate(nested("(", "@.a", ")", 90), R"([{"a":1}])") == R"([{"a":1}])");
  CHECK(evaluate(nested("!", "@.a", "", 90), R"([{"a":1}])") == R"([{"a":1}])");
  CHECK(evaluate(nested("", "@.a =~ /" + std::string(4'096, 'a') + "/", "", 0), R"([{"a":1}])") ==
        "[]");
}

TEST_CASE("a regular expression survives a long text", "[asl][interpreter][path]") {
  const std::string text(200'000, 'a');
  CHECK(evaluate("$[?(@.a =~ /(a|b)*c?/)].b", R"([{"a":")" + text + R"(","b":1}])") == "[1]");
}
