// SPDX-License-Identifier: Apache-2.0
// Ten thousand values and keys that try to be misread. As an idm-synth program it writes them as
// outputs. `hostile_values configs json|hcl` prints a file with one more: the strings that the
// stacks have in their files for ten thousand hostile configurations, copied as they stand there.
// `hostile_values compare OUTPUTS` says whether Terraform gives all of them back as they were,
// where OUTPUTS is what `terraform output -json` printed.
#include <fstream>
#include <functional>
#include <idm_synth/cli/run.hpp>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/config_fate.hpp"
#include "support/hcl_strings.hpp"
#include "support/hostile.hpp"

using namespace idm_synth;

namespace {

// Terraform's time grows with the square of the number of outputs.
constexpr int groups = 10;
constexpr int group_size = 1000;
constexpr int configurations = 10'000;

using Values = std::vector<std::string>;

bool has_lone_return(const std::string& text) {
  for (std::size_t at = 0; (at = text.find('\r', at)) != std::string::npos; ++at) {
    if (text.compare(at, 2, "\r\n") != 0) return true;
  }
  return false;
}

std::vector<Values> values() {
  test::Hostile hostile{4};
  std::vector<Values> all(groups);
  for (Values& group : all) {
    while (group.size() < group_size) {
      std::string value = hostile.text();
      // Both are refused, for Terraform misreads them.
      if (value.starts_with("\xEF\xBB\xBF") || has_lone_return(value)) continue;
      group.push_back(std::move(value));
    }
  }
  return all;
}

/// A key's number keeps it apart from the others.
std::string key(std::size_t number, const std::string& text) {
  return std::to_string(number) + text;
}

/// As a value, as a key, and in text with an expression.
Document document_of(const Values& group, const Ref<String>& expression) {
  Document::Array items;
  Document::Object keys;
  for (std::size_t i = 0; i < group.size(); ++i) {
    items.push_back(array({group[i], interpolate("{}{}", group[i], expression)}));
    keys.push_back({key(i, group[i]), group[i]});
  }
  return object({{"items", Document{std::move(items)}}, {"keys", Document{std::move(keys)}}});
}

nlohmann::json expected(const Values& group) {
  nlohmann::json items = nlohmann::json::array();
  nlohmann::json keys = nlohmann::json::object();
  for (std::size_t i = 0; i < group.size(); ++i) {
    items.push_back(nlohmann::json::array({group[i], group[i] + "${x}"}));
    keys[key(i, group[i])] = group[i];
  }
  return {{"items", items}, {"keys", keys}};
}

void define(App& app) {
  Stack& stack = app.stack("hostile");
  const auto expression = stack.local("x", "${x}").as<String>();
  int number = 0;
  for (const Values& group : values()) {
    const std::string name = std::to_string(number++);
    stack.output("value" + name,
                 {.value = document_of(group, expression), .description = group[0]});
    stack.output("text" + name,
                 {.value = stack.document("text" + name, document_of(group, expression))});
  }
}

/// The hostile configurations that are accepted.
void for_each_config(const std::function<void(const stacks::Config&, const App&)>& act) {
  test::Hostile hostile{5};
  for (int i = 0; i < configurations; ++i) {
    const auto read = stacks::parse_config(hostile.config(), "config.json");
    const auto* config = std::get_if<stacks::Config>(&read);
    if (config == nullptr) continue;
    App app;
    stacks::define(app, *config);
    if (!has_errors(diagnose(app))) act(*config, app);
  }
}

void print_configs(std::ostream& out, synth::Syntax syntax) {
  std::set<std::string> literals;
  for_each_config([&](const stacks::Config& /*config*/, const App& app) {
    for (const synth::File& file : synth::synthesize(app, {.program = "idm-synth"}, syntax)) {
      std::vector<std::string> strings;
      if (syntax == synth::Syntax::json) {
        test::collect_strings(nlohmann::json::parse(file.text), strings);
        std::erase_if(strings, [](const std::string& text) { return !test::is_literal(text); });
      } else {
        strings = test::HclStrings{file.text}.literals();
      }
      literals.insert(strings.begin(), strings.end());
    }
  });
  if (syntax == synth::Syntax::json) {
    out << nlohmann::json{{"output", {{"configs", {{"value", literals}}}}}};
    return;
  }
  out << "output \"configs\" {\n  value = [\n";
  for (const std::string& literal : literals) out << "    \"" << literal << "\",\n";
  out << "  ]\n}\n";
}

/// Whether all that the configurations want literally came back.
bool has_values_of_configs(const nlohmann::json& outputs) {
  const auto found = outputs.at("configs").at("value").get<std::set<std::string>>();
  std::set<std::string> values;
  int configs = 0;
  for_each_config([&](const stacks::Config& config, const App& /*app*/) {
    ++configs;
    for (std::string& value : test::literal_values(config)) values.insert(std::move(value));
  });
  for (const std::string& value : values) {
    if (found.count(value) > 0) continue;
    std::cerr << "a configuration's value is not literal: " << value << '\n';
    return false;
  }
  std::cout << values.size() << " values of " << configs << " configurations came back\n";
  return !values.empty();
}

int compare(const std::string& path) {
  std::ifstream stream{path};
  const auto outputs = nlohmann::json::parse(stream);
  int number = 0;
  for (const Values& group : values()) {
    const std::string name = std::to_string(number++);
    const auto& value = outputs.at("value" + name).at("value");
    const auto text =
        nlohmann::json::parse(outputs.at("text" + name).at("value").get<std::string>());
    const auto wanted = expected(group);
    for (const auto& found : {value, text}) {
      if (found == wanted) continue;
      std::cerr << "group " << name << " is not literal:\n"
                << nlohmann::json::diff(wanted, found).dump(2) << '\n';
      return 1;
    }
  }
  std::cout << groups * group_size << " values came back\n";
  return has_values_of_configs(outputs) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view{argv[1]} == "compare") return compare(argv[2]);
  if (argc == 3 && std::string_view{argv[1]} == "configs") {
    print_configs(std::cout,
                  std::string_view{argv[2]} == "hcl" ? synth::Syntax::hcl : synth::Syntax::json);
    return 0;
  }
  return cli::run(argc, argv, {.name = "hostile_values", .define = define});
}
