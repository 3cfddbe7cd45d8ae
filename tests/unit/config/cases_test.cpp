// SPDX-License-Identifier: Apache-2.0
// The files in cases/: valid ones, and bad ones with all that the reader says about them.
#include <algorithm>
#include <filesystem>
#include <vector>

#include "config_text.hpp"

namespace {

namespace fs = std::filesystem;
using idm_synth::test::problems_of;
using idm_synth::test::read_text;

std::vector<fs::path> cases_in(const std::string& directory) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator{fs::path{CASES_DIRECTORY} / directory}) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  return files;
}

}  // namespace

TEST_CASE("the valid cases are accepted") {
  for (const fs::path& file : cases_in("valid")) {
    INFO(file.filename().string());
    CHECK(problems_of(read_text(file.string())) == "");
  }
}

TEST_CASE("the bad cases are refused in the expected words") {
  for (const char* directory : {"invalid", "beyond_schema"}) {
    for (const fs::path& file : cases_in(directory)) {
      const std::string name = file.filename().string();
      INFO(name);
      CHECK(problems_of(read_text(file.string()), name) ==
            read_text(fs::path{file}.replace_extension(".txt").string()));
    }
  }
}
