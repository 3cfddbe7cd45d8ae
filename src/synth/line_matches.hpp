// SPDX-License-Identifier: Apache-2.0
// Which lines of two texts correspond.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace idm_synth::synth {

/// `size` lines that are the same, from `before` in one text and `after` in the other; from 0.
struct LineMatch {
  std::size_t before;
  std::size_t after;
  std::size_t size;
};

/// The lines that two texts have in common, in order. Equal lines have equal numbers, below
/// `line_count`.
///
/// Lines that stand in each text once are taken first (patience diff: in generated files they are
/// the ones that mean something, unlike brackets); what lies between them is compared by Myers'
/// greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986) up to a number of
/// differences, beyond which it counts as replaced. So the time is bounded.
[[nodiscard]] std::vector<LineMatch> match_lines(std::span<const std::uint32_t> before,
                                                 std::span<const std::uint32_t> after,
                                                 std::size_t line_count);

}  // namespace idm_synth::synth
