// SPDX-License-Identifier: Apache-2.0
// One case for each code that diagnose() reports, and for what it must let pass.
#include <algorithm>
#include <cmath>
#include <idm_synth/core/app.hpp>
#include <limits>
#include <string>

#include "support/catch.hpp"
#include "support/example_binding.hpp"

using namespace idm_synth;
using example::Vault;

namespace {

constexpr SourcePlace here{"stack.cpp", 10};
constexpr SourcePlace there{"other.cpp", 20};

/// `code address: summary`, a line each.
std::string findings(const App& app) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnose(app)) {
    CHECK(diagnostic.severity == Severity::error);
    CHECK_FALSE(diagnostic.help.empty());
    CHECK_FALSE(diagnostic.places.empty());
    all += diagnostic.code + " " + diagnostic.address + ": " + diagnostic.summary + "\n";
  }
  return all;
}

/// The findings about one vault.
std::string findings(const Vault& vault, const MetaArguments& meta = {}) {
  App app;
  app.stack("s").add("v", vault, meta);
  return findings(app);
}

}  // namespace

TEST_CASE("a sound app has no findings") {
  App app;
  CHECK(diagnose(app).empty());
  Stack& stack = app.stack("backup");
  const auto vault = stack.add("v", Vault{.name = "v", .tags = {{"a", "b"}}});
  app.stack("export").add("w", Vault{.name = vault.arn()}, {.depends_on = {vault}});
  CHECK(findings(app).empty());
}

TEST_CASE("bad-stack-name") {
  for (const char* name : {"", "1a", "a b", "a/b", "../a", "override", "a_override"}) {
    App app;
    app.stack(name, here);
    const Diagnostics found = diagnose(app);
    INFO(name);
    REQUIRE(found.size() == 1);
    CHECK(found.front().code == "bad-stack-name");
    CHECK(found.front().places.front().line == 10);
  }
  App app;
  app.stack("overrides");
  app.stack("_override");
  CHECK(findings(app) == "bad-stack-name _override: \"_override\" cannot name a stack\n");
}

TEST_CASE("duplicate-stack, whatever the case") {
  App app;
  app.stack("backup", here);
  app.stack("Backup", there);
  const Diagnostics found = diagnose(app);
  REQUIRE(found.size() == 1);
  CHECK(found.front().code == "duplicate-stack");
  REQUIRE(found.front().places.size() == 2);
  CHECK(std::string{found.front().places[0].file} == "other.cpp");
  CHECK(std::string{found.front().places[1].file} == "stack.cpp");
}

TEST_CASE("duplicate-address, across the stacks of an app") {
  App app;
  app.stack("a").add("v", Vault{.name = "1"}, {}, here);
  app.stack("b").add("v", Vault{.name = "2"}, {}, there);
  const Diagnostics found = diagnose(app);
  REQUIRE(found.size() == 1);
  CHECK(found.front().code == "duplicate-address");
  CHECK(found.front().address == "example_vault.v");
  REQUIRE(found.front().places.size() == 2);
  CHECK(found.front().places[0].line == 20);
  CHECK(found.front().places[1].line == 10);
}

TEST_CASE("duplicate-address concerns locals, variables, outputs and providers, too") {
  App app;
  Stack& stack = app.stack("s");
  for (int i = 0; i < 2; ++i) {
    stack.local("l", 1);
    stack.variable("v", Variable<String>{});
    stack.output("o", {.value = 1});
    stack.provider("aws", {});
    stack.provider("aws", {.alias = "west"});
    stack.terraform({});
    stack.moved("example_vault.old", AnyNode{Expression::external("example_vault.new")});
  }
  CHECK(findings(app) ==
        "duplicate-address local.l: local.l is declared twice\n"
        "duplicate-address var.v: var.v is declared twice\n"
        "duplicate-address output.o: output.o is declared twice\n"
        "duplicate-address provider.aws: provider.aws is declared twice\n"
        "duplicate-address provider.aws.west: provider.aws.west is declared twice\n");
}

TEST_CASE("bad-name") {
  App app;
  Stack& stack = app.stack("s");
  stack.add("a b", Vault{.name = "v"});
  stack.add("", Vault{.name = "v"});
  stack.local("1", 1);
  stack.output("${a}", {.value = 1});
  stack.provider("aws", {.alias = "eu-west-1"});
  stack.provider("aws", {.alias = "eu west"});
  stack.variable("count", Variable<Number>{});
  CHECK(findings(app) ==
        "bad-name example_vault.a b: \"a b\" is not a Terraform name\n"
        "bad-name example_vault: \"\" is not a Terraform name\n"
        "bad-name local.1: \"1\" is not a Terraform name\n"
        "bad-name output.${a}: \"${a}\" is not a Terraform name\n"
        "bad-name provider.aws.eu west: \"eu west\" is not a Terraform name\n"
        "bad-name var.count: \"count\" is reserved by Terraform\n");
}

TEST_CASE("default-not-literal") {
  App app;
  Stack& stack = app.stack("s");
  stack.variable("literal", Variable<Map<String>>{.default_value = {{"a", "${b}"}}});
  stack.variable("computed",
                 Variable<List<String>>{.default_value = {"a", external<String>("local.b")}});
  CHECK(findings(app) ==
        "default-not-literal var.computed: the default of a variable must be a literal\n");
}

TEST_CASE("duplicate-setting: a root module has its providers' requirements and backend once") {
  App app;
  const TerraformSettings versions{.required_version = ">= 1.6"};
  const TerraformSettings providers{
      .required_providers = {{.name = "aws", .source = "x/aws", .version = "1.0"}}};
  app.stack("s").terraform(versions);
  app.stack("t").terraform(versions);
  CHECK(findings(app).empty());
  app.stack("u").terraform(providers, here);
  app.stack("v").terraform(providers, there);
  CHECK(findings(app) == "duplicate-setting terraform: \"required_providers\" is declared twice\n");
  CHECK(diagnose(app).front().places.front().line == 20);
  CHECK(diagnose(app).front().places.back().line == 10);
}

TEST_CASE("backend-not-literal") {
  App app;
  const auto bucket = external<String>("var.bucket");
  app.stack("s").terraform(
      {.backend = Backend{.type = "s3", .arguments = {{"bucket", bucket}, {"key", "${a}"}}}});
  CHECK(findings(app) ==
        "backend-not-literal terraform: the arguments of a backend must be literals\n");
}

TEST_CASE("moved-still-declared") {
  App app;
  Stack& stack = app.stack("s");
  const auto vault = stack.add("v", Vault{.name = "v"});
  stack.moved("example_vault.old", vault);
  CHECK(findings(app).empty());
  stack.moved("example_vault.v", vault);
  CHECK(findings(app) ==
        "moved-still-declared example_vault.v: example_vault.v is moved, but still declared\n");
}

TEST_CASE("bad-number") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(findings({.name = "v", .size = infinity}) ==
        "bad-number example_vault.v: \"size\" is not a finite number\n");
  CHECK(findings({.name = "v", .extra = array({object({{"a", std::nan("")}})})}) ==
        "bad-number example_vault.v: \"extra[0].a\" is not a finite number\n");
}

TEST_CASE("what Terraform would misread in a template is refused") {
  App app;
  Stack& stack = app.stack("s");
  const std::string mark = "\xEF\xBB\xBF";
  const auto fine = stack.local("fine", array({"a" + mark, "\r", "\r\n${a}", "\ra$"}));
  const auto text = fine.as<String>();
  stack.local("also_fine",
              array({interpolate("\r\n{}\xEF\xBB\xBF", text), interpolate("{}\n", text)}));
  CHECK(diagnose(app).empty());
  stack.local("marked", array({mark, interpolate("\xEF\xBB\xBF{}", text)}));
  stack.local("marked_key", object({{mark, 1}}));
  stack.local("returned", array({"\r${a}", "%{\r", interpolate("a\r{}", text)}));
  stack.local("returned_key", object({{"\r${a}", 1}}));
  const Diagnostics found = diagnose(app);
  const auto count = [&](std::string_view code) {
    return std::count_if(found.begin(), found.end(),
                         [&](const Diagnostic& finding) { return finding.code == code; });
  };
  CHECK(count("byte-order-mark") == 3);
  CHECK(count("carriage-return") == 4);
  CHECK(found.size() == 7);
}

TEST_CASE("bad-utf8, in literals, keys, templates and expressions") {
  const std::string bad = "a\xFFz";
  CHECK(findings({.name = bad}) ==
        "bad-utf8 example_vault.v: \"name\" is not valid UTF-8 at byte 1\n");
  CHECK(findings({.name = interpolate("{}{}", bad, external<String>("a.b"))}) ==
        "bad-utf8 example_vault.v: \"name\" is not valid UTF-8 at byte 1\n");
  CHECK(findings({.name = external<String>(bad)}) ==
        "bad-utf8 example_vault.v: \"name\" is not valid UTF-8 at byte 1\n");
  CHECK(findings({.name = "v", .tags = {{bad, "b"}}}).find("\"tags\" is not valid UTF-8") !=
        std::string::npos);
  CHECK(findings({.name = "\xC3\xA9"}).empty());
}

TEST_CASE("unknown-reference, in arguments, templates and meta-arguments") {
  App other;
  const auto stranger = other.stack("o").add("x", Vault{.name = "x"});
  const std::string tail = "refers to example_vault.x, which no stack of this app holds\n";
  CHECK(findings({.name = stranger.arn()}) ==
        "unknown-reference example_vault.v: \"name\" " + tail);
  CHECK(findings({.name = interpolate("a{}", stranger.arn())}) ==
        "unknown-reference example_vault.v: \"name\" " + tail);
  CHECK(findings({.name = "v", .rule = {{.rule_name = stranger.arn()}}}) ==
        "unknown-reference example_vault.v: \"rule[0].rule_name\" " + tail);
  CHECK(findings({.name = "v"}, {.depends_on = {stranger}}) ==
        "unknown-reference example_vault.v: \"depends_on[0]\" " + tail);
  CHECK(findings({.name = "v"}, {.lifecycle = {.replace_triggered_by = {stranger}}}) ==
        "unknown-reference example_vault.v: \"lifecycle.replace_triggered_by[0]\" " + tail);
  CHECK(findings({.name = external<String>("example_vault.x.arn")}).empty());
}

TEST_CASE("missing-index") {
  App app;
  Stack& stack = app.stack("s");
  const auto many = stack.add("many", Vault{.name = "m"}, {.count = 2});
  const auto keyed = stack.add("keyed", Vault{.name = "k"}, {.for_each = {{"a"}}});
  stack.local("bad", array({many.arn(), keyed.arn()}));
  stack.local("good", array({instance(many, 0).arn(), instance(keyed, "a").arn()}));
  stack.add("after", Vault{.name = "a"}, {.depends_on = {many, keyed}});
  CHECK(findings(app) ==
        "missing-index local.bad: \"[0]\" refers to all instances of example_vault.many\n"
        "missing-index local.bad: \"[1]\" refers to all instances of example_vault.keyed\n");
}

TEST_CASE("missing-index, for what an import adopts") {
  App app;
  Stack& stack = app.stack("s");
  const auto vaults = stack.add("v", Vault{.name = "v"}, {.count = 2});
  stack.import({.to = instance(vaults, 1), .id = "v"});
  CHECK(findings(app).empty());
  stack.import({.to = vaults, .id = "v"});
  CHECK(findings(app) ==
        "missing-index import: \"to\" refers to all instances of example_vault.v\n");
}

TEST_CASE("count-and-for-each") {
  const ForEach keys = std::vector<std::string>{"a"};
  CHECK(findings(Vault{.name = "v"}, {.count = 2, .for_each = keys}) ==
        "count-and-for-each example_vault.v: count and for_each are both set\n");
  CHECK(findings(Vault{.name = "v"}, {.count = 2}).empty());
  CHECK(findings(Vault{.name = "v"}, {.for_each = keys}).empty());
}

TEST_CASE("unexpected-index") {
  App app;
  Stack& stack = app.stack("s");
  const auto one = stack.add("one", Vault{.name = "m"});
  stack.local("bad", instance(one, 0).arn());
  stack.local("zone", element(one.zones(), 0));
  const auto zones = stack.variable("zones", Variable<List<String>>{});
  stack.local("first", element(zones, 0));
  CHECK(findings(app) ==
        "unexpected-index local.bad: the value refers to one instance of example_vault.one\n");
}

TEST_CASE("duplicate-key, in few keys and in many") {
  CHECK(findings({.name = "v", .tags = {{"a", "1"}, {"b", "2"}, {"a", "3"}}}) ==
        "duplicate-key example_vault.v: \"a\" stands twice in \"tags\"\n");
  Attr<Map<String>>::Items many;
  for (int i = 0; i < 40; ++i) many.emplace_back("key" + std::to_string(i), "x");
  CHECK(findings({.name = "v", .tags = many}).empty());
  many.emplace_back("key7", "y");
  CHECK(findings({.name = "v", .tags = many}) ==
        "duplicate-key example_vault.v: \"key7\" stands twice in \"tags\"\n");
}

TEST_CASE("block-count") {
  const Vault::Rule rule{.rule_name = "r"};
  CHECK(findings({.name = "v", .rule = {rule, rule, rule}}) ==
        "block-count example_vault.v: \"rule\" needs at most 2 blocks, not 3\n");
}

TEST_CASE("unknown-override") {
  App app;
  Stack& stack = app.stack("s");
  const auto vault = stack.add("v", Vault{.name = "v"}, {}, here);
  stack.override_argument(vault, "name", "w");
  stack.override_argument(vault, "new_argument", array({1}));
  stack.override_argument(vault, "rule[0].rule_name", "w", there);
  stack.override_argument(vault, "..", "w");
  stack.override_argument(AnyNode{Expression::external("example_vault.w")}, "name", "w", there);
  CHECK(findings(app) ==
        "unknown-override example_vault.v: an override leads nowhere: \"rule\" does not exist\n"
        "unknown-override example_vault.v: an override leads nowhere: \"..\" is not a path, such "
        "as rule[0].schedule or tags[\"name\"]\n"
        "unknown-override example_vault.w: an override concerns example_vault.w, which no stack "
        "holds\n");
  const Diagnostics found = diagnose(app);
  CHECK(found.front().places.front().line == 20);
  CHECK(found.front().places.back().line == 10);
  CHECK(found.back().places.size() == 1);
}

TEST_CASE("new-override: a new argument that looks like a misspelt one is a warning") {
  App app;
  Stack& stack = app.stack("s");
  const auto vault = stack.add("v", Vault{.name = "v", .tags = {{"a", "b"}}});
  stack.override_argument(vault, "tagz", 1);
  const Diagnostics found = diagnose(app);
  REQUIRE(found.size() == 1);
  CHECK(found.front().severity == Severity::warning);
  CHECK(found.front().summary == "an override adds \"tagz\" beside an argument \"tags\"");
}

TEST_CASE("an override belongs into the stack of its element") {
  App app;
  const auto vault = app.stack("s").add("v", Vault{.name = "v"});
  app.stack("t").override_argument(vault, "name", "w");
  CHECK(findings(app) ==
        "unknown-override example_vault.v: an override concerns example_vault.v, which another "
        "stack holds\n");
}

TEST_CASE("an override may reach into what an earlier one made") {
  App app;
  Stack& stack = app.stack("s");
  const auto vault = stack.add("v", Vault{.name = "v"});
  stack.override_argument(vault, "made", object({}));
  stack.override_argument(vault, "made.deeper", 1);
  CHECK(findings(app).empty());
}

TEST_CASE("the value of an override is checked as well") {
  App app;
  Stack& stack = app.stack("s");
  const auto vault = stack.add("v", Vault{.name = "v"});
  stack.override_argument(vault, "tags", object({{"a", 1}, {"a", 2}}));
  CHECK(findings(app) == "duplicate-key example_vault.v: \"a\" stands twice in \"tags\"\n");
}

TEST_CASE("findings of the author's own are kept, and all come at once") {
  App app;
  Stack& stack = app.stack("a b");
  stack.report({.severity = Severity::warning, .code = "own", .summary = "mine"});
  CHECK_FALSE(has_errors(stack.reported()));
  stack.add("1", Vault{.name = "\xFF"});
  const Diagnostics found = diagnose(app);
  REQUIRE(found.size() == 4);
  CHECK(found[0].code == "bad-stack-name");
  CHECK(found[1].code == "own");
  CHECK(found[2].code == "bad-name");
  CHECK(found[3].code == "bad-utf8");
  CHECK(has_errors(found));
}
