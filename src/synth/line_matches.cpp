// SPDX-License-Identifier: Apache-2.0
#include "line_matches.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace idm_synth::synth {
namespace {

/// Beyond this many inserted and deleted lines Myers' algorithm gives up; its memory is the square.
constexpr std::ptrdiff_t most_differences = 256;
/// How often the ranges between unique lines are searched for lines that are unique there.
constexpr int deepest = 16;

struct Range {
  std::size_t begin;
  std::size_t end;
  [[nodiscard]] bool empty() const { return begin == end; }
  [[nodiscard]] std::size_t size() const { return end - begin; }
};

struct Pair {
  std::size_t before;
  std::size_t after;
};

class Matcher {
 public:
  Matcher(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after,
          std::size_t line_count)
      : before_{before}, after_{after}, occurrences_(line_count) {}

  std::vector<LineMatch> match() {
    match({0, before_.size()}, {0, after_.size()}, 0);
    return std::move(matches_);
  }

 private:
  /// How often a line stands in each of two ranges, and where last in the second.
  struct Occurrence {
    std::uint32_t in_before = 0;
    std::uint32_t in_after = 0;
    std::size_t place = 0;
  };

  void match(Range before, Range after, int depth) {
    std::size_t common = 0;
    while (common < std::min(before.size(), after.size()) &&
           before_[before.begin + common] == after_[after.begin + common]) {
      ++common;
    }
    add(before.begin, after.begin, common);
    before.begin += common;
    after.begin += common;
    std::size_t behind = 0;
    while (behind < std::min(before.size(), after.size()) &&
           before_[before.end - behind - 1] == after_[after.end - behind - 1]) {
      ++behind;
    }
    before.end -= behind;
    after.end -= behind;
    if (!before.empty() && !after.empty()) match_inside(before, after, depth);
    add(before.end, after.end, behind);
  }

  void match_inside(Range before, Range after, int depth) {
    const std::vector<Pair> anchors =
        depth < deepest ? longest_increasing(unique_lines(before, after)) : std::vector<Pair>{};
    if (anchors.empty()) {
      match_greedily(before, after);
      return;
    }
    for (const Pair& anchor : anchors) {
      match({before.begin, anchor.before}, {after.begin, anchor.after}, depth + 1);
      add(anchor.before, anchor.after, 1);
      before.begin = anchor.before + 1;
      after.begin = anchor.after + 1;
    }
    match(before, after, depth + 1);
  }

  /// The lines that stand exactly once in each range, in the order of `before`.
  std::vector<Pair> unique_lines(Range before, Range after) {
    for (std::size_t i = before.begin; i < before.end; ++i) ++occurrences_[before_[i]].in_before;
    for (std::size_t i = after.begin; i < after.end; ++i) {
      ++occurrences_[after_[i]].in_after;
      occurrences_[after_[i]].place = i;
    }
    std::vector<Pair> unique;
    for (std::size_t i = before.begin; i < before.end; ++i) {
      const Occurrence& line = occurrences_[before_[i]];
      if (line.in_before == 1 && line.in_after == 1) unique.push_back({i, line.place});
    }
    for (std::size_t i = before.begin; i < before.end; ++i) occurrences_[before_[i]] = {};
    for (std::size_t i = after.begin; i < after.end; ++i) occurrences_[after_[i]] = {};
    return unique;
  }

  /// The longest subsequence that is in order in both texts, by patience sorting.
  static std::vector<Pair> longest_increasing(const std::vector<Pair>& pairs) {
    std::vector<std::size_t> tops;  // for each length, the pair that ends a sequence lowest
    std::vector<std::size_t> previous(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto pile = std::lower_bound(
          tops.begin(), tops.end(), pairs[i].after,
          [&](std::size_t top, std::size_t after) { return pairs[top].after < after; });
      if (pile != tops.begin()) previous[i] = *std::prev(pile);
      if (pile == tops.end()) {
        tops.push_back(i);
      } else {
        *pile = i;
      }
    }
    std::vector<Pair> longest(tops.size());
    std::size_t at = tops.empty() ? 0 : tops.back();
    for (std::size_t i = tops.size(); i-- > 0; at = previous[at]) longest[i] = pairs[at];
    return longest;
  }

  /// Myers' algorithm: furthest_[d] holds, for each diagonal k = x - y in -d, -d + 2 … d, how far
  /// x gets in `before` with d differences.
  void match_greedily(Range before, Range after) {
    const auto width = static_cast<std::ptrdiff_t>(before.size());
    const auto height = static_cast<std::ptrdiff_t>(after.size());
    std::vector<std::vector<std::ptrdiff_t>> furthest;
    for (std::ptrdiff_t d = 0; d <= std::min(most_differences, width + height); ++d) {
      auto& row = furthest.emplace_back(static_cast<std::size_t>(d) + 1);
      for (std::ptrdiff_t k = -d; k <= d; k += 2) {
        std::ptrdiff_t x = d == 0 ? 0 : step(furthest, d, k).x;
        // Off the edge of the texts nothing can be reached from.
        while (x < width && x - k < height && x - k >= 0 &&
               before_[before.begin + static_cast<std::size_t>(x)] ==
                   after_[after.begin + static_cast<std::size_t>(x - k)]) {
          ++x;
        }
        row[index(d, k)] = x;
        if (x >= width && x - k >= height) {
          trace_back(furthest, before, after, k);
          return;
        }
      }
    }
  }

  struct Step {
    std::ptrdiff_t x;         ///< where the diagonal is entered
    std::ptrdiff_t diagonal;  ///< where from
  };

  static std::size_t index(std::ptrdiff_t d, std::ptrdiff_t k) {
    return static_cast<std::size_t>((k + d) / 2);
  }

  /// How the d-th difference leads to diagonal k: by an inserted line from above, or a deleted one.
  static Step step(const std::vector<std::vector<std::ptrdiff_t>>& furthest, std::ptrdiff_t d,
                   std::ptrdiff_t k) {
    const auto& row = furthest[static_cast<std::size_t>(d) - 1];
    const bool is_insertion =
        k == -d || (k != d && row[index(d - 1, k - 1)] < row[index(d - 1, k + 1)]);
    if (is_insertion) return {row[index(d - 1, k + 1)], k + 1};
    return {row[index(d - 1, k - 1)] + 1, k - 1};
  }

  void trace_back(const std::vector<std::vector<std::ptrdiff_t>>& furthest, Range before,
                  Range after, std::ptrdiff_t k) {
    std::vector<LineMatch> backwards;
    for (auto d = static_cast<std::ptrdiff_t>(furthest.size()) - 1; d >= 0; --d) {
      const std::ptrdiff_t end = furthest[static_cast<std::size_t>(d)][index(d, k)];
      const Step entry = d == 0 ? Step{0, 0} : step(furthest, d, k);
      backwards.push_back({before.begin + static_cast<std::size_t>(entry.x),
                           after.begin + static_cast<std::size_t>(entry.x - k),
                           static_cast<std::size_t>(end - entry.x)});
      k = entry.diagonal;
    }
    for (auto match = backwards.rbegin(); match != backwards.rend(); ++match) {
      add(match->before, match->after, match->size);
    }
  }

  void add(std::size_t before, std::size_t after, std::size_t size) {
    if (size == 0) return;
    if (!matches_.empty()) {
      LineMatch& last = matches_.back();
      if (last.before + last.size == before && last.after + last.size == after) {
        last.size += size;
        return;
      }
    }
    matches_.push_back({before, after, size});
  }

  std::span<const std::uint32_t> before_;
  std::span<const std::uint32_t> after_;
  std::vector<Occurrence> occurrences_;
  std::vector<LineMatch> matches_;
};

}  // namespace

std::vector<LineMatch> match_lines(std::span<const std::uint32_t> before,
                                   std::span<const std::uint32_t> after, std::size_t line_count) {
  return Matcher{before, after, line_count}.match();
}

}  // namespace idm_synth::synth
