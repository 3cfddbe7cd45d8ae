// SPDX-License-Identifier: Apache-2.0
// Snapshot tests: a text must be what tests/snapshots/ holds.
#pragma once

#include <string>
#include <string_view>

#include "support/catch.hpp"

namespace idm_synth::test {

/// What a mismatch is answered with.
enum class SnapshotMode {
  compare,  ///< the test fails
  update,   ///< the file is rewritten, for its author to review
  refuse,   ///< the test fails, and says that a snapshot is not updated here
};

/// `update` if UPDATE_SNAPSHOTS is 1, `refuse` if CI is set as well, else `compare`.
[[nodiscard]] SnapshotMode snapshot_mode();

/// The path of the snapshot `name` in tests/snapshots/.
[[nodiscard]] std::string snapshot_path(std::string_view name);

/// Empty if the file at `path` holds exactly `text`; otherwise what is wrong, with a line diff in
/// which `-` is the file and `+` is the text.
[[nodiscard]] std::string check_snapshot(const std::string& text, const std::string& path,
                                         SnapshotMode mode);

/// The lines of both texts, those that differ marked with `-` and `+`, with three lines around
/// each.
[[nodiscard]] std::string line_diff(std::string_view before, std::string_view after);

}  // namespace idm_synth::test

/// `CHECK_SNAPSHOT(text, "topic.tf.json")`: run the tests with UPDATE_SNAPSHOTS=1 to rewrite it.
#define CHECK_SNAPSHOT(text, name)                                                       \
  do {                                                                                   \
    const std::string snapshot_problem = idm_synth::test::check_snapshot(                \
        (text), idm_synth::test::snapshot_path(name), idm_synth::test::snapshot_mode()); \
    if (!snapshot_problem.empty()) FAIL_CHECK(snapshot_problem);                         \
  } while (false)
