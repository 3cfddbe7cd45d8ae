// SPDX-License-Identifier: Apache-2.0
// The search for the configuration file.
#include <cli/config_search.hpp>
#include <filesystem>
#include <string>

#include "support/catch.hpp"
#include "support/scratch_directory.hpp"

namespace fs = std::filesystem;
using idm_synth::cli::find_config;
using idm_synth::test::ScratchDirectory;

namespace {

bool is_same_file(const std::string& found, const std::string& expected) {
  return !found.empty() && fs::equivalent(found, expected);
}

}  // namespace

TEST_CASE("a configuration is found beside, and above up to the repository's root") {
  const ScratchDirectory scratch;
  scratch.write("repository/.git/HEAD", "");
  scratch.write("repository/a/b/main.tf", "");
  const std::string below = scratch.path("repository/a/b/");
  CHECK(find_config("x.json", below).empty());
  const std::string at_root = scratch.write("repository/x.json", "{}");
  CHECK(is_same_file(find_config("x.json", below), at_root));
  const std::string nearer = scratch.write("repository/a/x.json", "{}");
  CHECK(is_same_file(find_config("x.json", below), nearer));
  const std::string beside = scratch.write("repository/a/b/x.json", "{}");
  CHECK(find_config("x.json", below) == beside);
}

TEST_CASE("the search ends at the repository's root") {
  const ScratchDirectory scratch;
  scratch.write("x.json", "{}");
  scratch.write("repository/.git/HEAD", "");
  scratch.write("linked/.git", "gitdir: elsewhere");
  scratch.write("linked/a/main.tf", "");
  CHECK(find_config("x.json", scratch.path("repository/")).empty());
  CHECK(find_config("x.json", scratch.path("linked/a/")).empty());
}

TEST_CASE("a configuration above is not taken outside a repository") {
  const ScratchDirectory scratch;
  scratch.write("x.json", "{}");
  scratch.write("a/main.tf", "");
  CHECK(find_config("x.json", scratch.path("a/")).empty());
  CHECK(is_same_file(find_config("x.json", scratch.path("")), scratch.path("x.json")));
}

TEST_CASE("what cannot be read is found, and no other configuration takes its place") {
  const ScratchDirectory scratch;
  scratch.write(".git/HEAD", "");
  scratch.write("x.json", "{}");
  scratch.write("a/x.json/main.tf", "");
  scratch.write("b/main.tf", "");
  fs::create_symlink("nowhere", scratch.path("b/x.json"));
  CHECK(find_config("x.json", scratch.path("a/")) == scratch.path("a/x.json"));
  CHECK(find_config("x.json", scratch.path("b/")) == scratch.path("b/x.json"));
}

TEST_CASE("a directory that is not there has no configuration") {
  const ScratchDirectory scratch;
  CHECK(find_config("x.json", scratch.path("missing/")).empty());
}
