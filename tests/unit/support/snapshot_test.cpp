// SPDX-License-Identifier: Apache-2.0
#include "support/snapshot.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/catch.hpp"
#include "support/scratch_directory.hpp"

using idm_synth::test::check_snapshot;
using idm_synth::test::line_diff;
using idm_synth::test::ScratchDirectory;
using idm_synth::test::SnapshotMode;

namespace {

std::string read(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST_CASE("a diff marks the lines that differ and shows three around them") {
  CHECK(line_diff("a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nd\nX\nf\ng\n") ==
        "...\n b\n c\n d\n-e\n+X\n f\n g\n");
  CHECK(line_diff("a\nb\n", "a\nnew\nb\n") == " a\n+new\n b\n");
  CHECK(line_diff("a\nb\nc\n", "a\nc\n") == " a\n-b\n c\n");
  CHECK(line_diff("", "a\n") == "+a\n");
  CHECK(line_diff("same\n", "same\n").empty());
}

TEST_CASE("a diff shows a missing newline") {
  CHECK(line_diff("a\n", "a") == "-a\n+a\n\\ no newline at the end\n");
}

TEST_CASE("a snapshot must be the text, byte for byte") {
  const ScratchDirectory directory;
  const std::string path = directory.write("snapshot.txt", "one\ntwo\n");
  CHECK(check_snapshot("one\ntwo\n", path, SnapshotMode::compare).empty());
  const std::string problem = check_snapshot("one\n2\n", path, SnapshotMode::compare);
  CHECK(problem.find("snapshot.txt differs") != std::string::npos);
  CHECK(problem.find("UPDATE_SNAPSHOTS=1") != std::string::npos);
  CHECK(problem.find(" one\n-two\n+2\n") != std::string::npos);
  CHECK_FALSE(check_snapshot("one\ntwo", path, SnapshotMode::compare).empty());
  CHECK(read(path) == "one\ntwo\n");
}

TEST_CASE("a missing snapshot fails") {
  const ScratchDirectory directory;
  const std::string problem =
      check_snapshot("text", directory.path("none.txt"), SnapshotMode::compare);
  CHECK(problem.find("there is no snapshot none.txt") != std::string::npos);
}

TEST_CASE("an update rewrites the file, but never in CI") {
  const ScratchDirectory directory;
  const std::string path = directory.path("deep/er/snapshot.txt");
  CHECK(check_snapshot("new\n", path, SnapshotMode::refuse).find("CI does not update") !=
        std::string::npos);
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK(check_snapshot("new\n", path, SnapshotMode::update).empty());
  CHECK(read(path) == "new\n");
  CHECK(check_snapshot("newer\n", path, SnapshotMode::update).empty());
  CHECK(read(path) == "newer\n");
}
