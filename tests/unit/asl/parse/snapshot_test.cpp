// SPDX-License-Identifier: Apache-2.0
// The reviewed machine of the repository, read back.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "support.hpp"
#include "support/snapshot.hpp"

using namespace idm_synth;
using namespace idm_synth::test;

TEST_CASE("the export machine is read as it was written", "[asl][parse]") {
  std::ifstream file{test::snapshot_path("export_machine.asl.json")};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  REQUIRE_FALSE(text.empty());
  check_round_trip(text, {.has_placeholders = true});
  const json::Tree tree{text};
  const asl::Definition machine = asl::parse(tree, {.has_placeholders = true}, "machine.json");
  for (const asl::StateNode& node : machine.states()) {
    INFO(node.name);
    const std::size_t line = text.find("\n    \"" + node.name + "\": {");
    REQUIRE(line != std::string::npos);
    CHECK(node.place.line ==
          2 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(line), '\n'));
  }
}
