// SPDX-License-Identifier: Apache-2.0
// The JSON Schema says what the reader does: keys, defaults, choices and limits.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "config_text.hpp"
#include "support/hostile.hpp"

namespace {

using idm_synth::test::config_of;
using idm_synth::test::problems_of;
using idm_synth::test::read_text;
using nlohmann::json;

json schema() {
  return json::parse(read_text(TEMPLATES_DIRECTORY "/idm-synth.schema.json"));
}

/// The words in double quotes behind the marker, sorted.
std::vector<std::string> quoted_words(const std::string& text, const std::string& marker) {
  std::vector<std::string> words;
  std::size_t at = text.find(marker);
  INFO(text);
  REQUIRE(at != std::string::npos);
  const std::size_t end = text.find('\n', at);
  while ((at = text.find('"', at)) < end) {
    const std::size_t close = text.find('"', at + 1);
    words.push_back(text.substr(at + 1, close - at - 1));
    at = close + 1;
  }
  std::sort(words.begin(), words.end());
  return words;
}

std::vector<std::string> keys_of(const json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;  // nlohmann sorts them
}

/// What the reader says about one key, leaving out the rules that concern several.
bool accepts(const std::string& key, const json& value) {
  const std::string problems = problems_of(json{{key, value}}.dump());
  return problems.empty() || problems.find(": config-polls\n") != std::string::npos ||
         problems.find(": config-profile\n") != std::string::npos;
}

}  // namespace

TEST_CASE("the schema has the reader's keys") {
  const json properties = schema()["properties"];
  const std::string unknown = "\"?????????????????????????\": 0";
  const std::string marker = "the keys are";
  CHECK(quoted_words(problems_of("{" + unknown + "}"), marker) == keys_of(properties));
  for (const std::string key : {"cluster", "bucket"}) {
    CHECK(quoted_words(problems_of("{\"" + key + "\": {" + unknown + "}}"), marker) ==
          keys_of(properties[key]["properties"]));
  }
  CHECK(quoted_words(problems_of("{\"alert_subscriptions\": [{" + unknown + "}]}"), marker) ==
        keys_of(properties["alert_subscriptions"]["items"]["properties"]));
}

TEST_CASE("the template shows the schema's keys") {
  const json shown = json::parse(read_text(TEMPLATES_DIRECTORY "/idm-synth.json"), nullptr, true,
                                 /*ignore_comments=*/true);
  json properties = schema()["properties"];
  properties.erase("$schema");
  CHECK(keys_of(shown) == keys_of(properties));
}

TEST_CASE("the hostile configurations have the schema's keys") {
  std::vector<std::string> keys{idm_synth::test::Hostile::keys.begin(),
                                idm_synth::test::Hostile::keys.end()};
  std::sort(keys.begin(), keys.end());
  CHECK(keys == keys_of(schema()["properties"]));
}

TEST_CASE("the fuzzer's dictionary has the schema's keys and choices") {
  const std::string dictionary = read_text(FUZZ_DIRECTORY "/config.dict");
  const auto check_words = [&](const json& node, const auto& again) -> void {
    std::vector<std::string> words;
    if (node.contains("properties")) words = keys_of(node["properties"]);
    for (const json& word : node.value("enum", json::array())) words.push_back(word);
    for (const std::string& word : words) {
      INFO(word);
      CHECK(dictionary.find("\n\"\\\"" + word + "\\\"") != std::string::npos);
    }
    for (const auto& [key, child] : node.items()) {
      if (child.is_object()) again(child, again);
    }
  };
  check_words(schema(), check_words);
}

TEST_CASE("the schema's defaults are the built-in values") {
  json defaults = json::object();
  const json properties = schema()["properties"];
  for (const auto& [key, property] : properties.items()) {
    if (key != "$schema") defaults[key] = property.at("default");
  }
  CHECK(config_of(defaults.dump()) == idm_synth::stacks::Config{});
}

TEST_CASE("the schema has the reader's protocols") {
  const json items = schema()["properties"]["alert_subscriptions"]["items"];
  CHECK(quoted_words(problems_of(R"({"alert_subscriptions": [{"protocol": "?"}]})"), "give ") ==
        items["properties"]["protocol"]["enum"].get<std::vector<std::string>>());
}

TEST_CASE("the schema has the reader's choices") {
  const json properties = schema()["properties"];
  for (const std::string key : {"profile", "vault_lock"}) {
    INFO(key);
    std::vector<std::string> names = properties[key]["enum"];
    std::sort(names.begin(), names.end());
    CHECK(quoted_words(problems_of(json{{key, "????????????"}}.dump()), "give ") == names);
  }
}

TEST_CASE("the schema has the reader's limits of numbers") {
  int limits = 0;
  const json properties = schema()["properties"];
  for (const auto& [key, property] : properties.items()) {
    if (property.value("type", "") != "integer") continue;
    INFO(key);
    const json& range = property.contains("anyOf") ? property["anyOf"][1] : property;
    const auto minimum = range.at("minimum").get<std::int64_t>();
    const auto maximum = range.at("maximum").get<std::int64_t>();
    CHECK(accepts(key, minimum));
    CHECK_FALSE(accepts(key, minimum - 1));
    CHECK(accepts(key, maximum));
    CHECK_FALSE(accepts(key, maximum + 1));
    if (property.contains("anyOf")) CHECK(accepts(key, property["anyOf"][0]["const"]));
    ++limits;
  }
  CHECK(limits == 4);
}

TEST_CASE("the schema has the reader's limits of text") {
  int limits = 0;
  const json properties = schema()["properties"];
  for (const auto& [key, property] : properties.items()) {
    if (!property.contains("maxLength")) continue;
    INFO(key);
    const auto longest = property["maxLength"].get<std::size_t>();
    CHECK(accepts(key, std::string(longest, 'a')));
    CHECK_FALSE(accepts(key, std::string(longest + 1, 'a')));
    ++limits;
  }
  CHECK(limits == 2);
  const auto identifier =
      properties["cluster"]["properties"]["identifier"]["maxLength"].get<std::size_t>();
  CHECK(accepts("cluster", {{"identifier", std::string(identifier, 'a')}}));
  CHECK_FALSE(accepts("cluster", {{"identifier", std::string(identifier + 1, 'a')}}));
}
