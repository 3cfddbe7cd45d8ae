// SPDX-License-Identifier: Apache-2.0
// Ten thousand hostile configurations, and ten thousand hostile names and values: each is refused
// in clear words, or comes back literally. What Terraform makes of such values is for
// tests/acceptance.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "support/catch.hpp"
#include "support/config_fate.hpp"
#include "support/hostile.hpp"
#include "support/scratch_directory.hpp"

using namespace idm_synth;
using test::Fate;
using test::Hostile;

namespace {

/// How many of each; with sanitizers fewer are tried, for each takes many times as long.
int count_of_tries() {
  const char* wanted = std::getenv("IDM_SYNTH_HOSTILE");
  return wanted == nullptr ? 10'000 : std::stoi(wanted);
}

const int count = count_of_tries();

/// Fails the test; millions of CHECKs would take their time.
void require(bool holds, const std::string& what) {
  if (!holds) FAIL(what);
}

}  // namespace

TEST_CASE("a hostile configuration is refused in clear words, or its values are literal") {
  Hostile hostile{1};
  int standard = 0;
  int hardened = 0;
  for (int i = 0; i < count; ++i) {
    const std::string config = hostile.config();
    INFO(i << ": " << config.substr(0, 500));
    const Fate fate = test::config_fate(config, require);
    if (fate == Fate::standard) ++standard;
    if (fate == Fate::hardened) ++hardened;
  }
  CHECK(standard > count / 20);
  CHECK(hardened > count / 40);
  CHECK(standard + hardened < count / 2);
}

TEST_CASE("a hostile name or value is refused in clear words, or is literal") {
  Hostile hostile{2};
  int refused = 0;
  for (int i = 0; i < count; ++i) {
    const auto text = [&] {
      return hostile.number(20) == 0 ? hostile.broken_text() : hostile.text();
    };
    const auto name = [&](const char* usual) { return hostile.number(10) == 0 ? text() : usual; };
    const std::string stack_name = name("stack");
    const std::string local_name = name("a");
    const std::string output_name = name("b");
    const std::string key = text();
    const std::string value = text();
    const std::string description = text();
    INFO(i << ": " << stack_name << '|' << local_name << '|' << output_name << '|' << key << '|'
           << value << '|' << description);
    App app;
    Stack& stack = app.stack(stack_name);
    stack.local(local_name, object({{key, value}, {key + "'", array({value, "x" + value})}}));
    stack.output(output_name, {.value = value, .description = description});
    const Diagnostics found = diagnose(app);
    require(test::problem_of(found).empty(), test::problem_of(found));
    if (has_errors(found)) {
      ++refused;
      continue;
    }
    const std::vector<synth::File> files = synth::synthesize(app, {.program = "test"});
    require(files.size() == 1 && files[0].name.find('/') == std::string::npos, "a bad file name");
    const auto json = nlohmann::json::parse(files[0].text, nullptr, false);
    require(!json.is_discarded(), "no JSON");
    const auto& local = json.at("locals").at(local_name);
    require(local.size() == 2, "a key is lost");
    for (const auto& [written, content] : local.items()) {
      const std::string read = test::evaluated(written);
      require(read == key || read == key + "'", "a key is not literal: " + written);
      if (read == key) require(test::evaluated(content.get<std::string>()) == value, "a value");
    }
    const auto& output = json.at("output").at(output_name);
    require(test::evaluated(output.at("value").get<std::string>()) == value, "an output's value");
    // Terraform takes a description as it is.
    require(output.value("description", "") == description, "a description");
  }
  CHECK(refused > count / 10);
  CHECK(refused < count / 2);
}

TEST_CASE("the program says what is wrong with a hostile configuration, and writes nothing") {
  const test::ScratchDirectory scratch;
  Hostile hostile{3};
  const std::string config = scratch.path("config.json");
  const std::string out = scratch.path("out");
  for (int i = 0; i < count / 50; ++i) {
    const std::string text = hostile.config();
    INFO(i << ": " << text.substr(0, 500));
    scratch.write("config.json", text);
    const std::string command = "'" PROGRAM "' synth --no-verify --config '" + config + "' -o '" +
                                out + "' >'" + scratch.path("log") + "' 2>&1";
    const int status = std::system(command.c_str());
    std::ifstream stream{scratch.path("log"), std::ios::binary};
    const std::string log{std::istreambuf_iterator<char>{stream}, {}};
    INFO(log);
    require(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 2), "status");
    std::istringstream lines{log};
    for (std::string line; std::getline(lines, line);) require(test::is_printable(line), line);
    if (WEXITSTATUS(status) == 2) {
      require(log.starts_with("error"), "no error is said");
      require(!std::filesystem::exists(out), "something is written");
    }
    std::filesystem::remove_all(out);
  }
}
