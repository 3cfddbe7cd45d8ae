// SPDX-License-Identifier: Apache-2.0
#include "support/snapshot.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace idm_synth::test {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t context_lines = 3;

/// With a last line that does not end: a missing newline is a difference, too.
Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

struct MarkedLine {
  char mark = ' ';
  std::string_view text;
};

/// The shortest way from one to the other, by the length of the longest common subsequence.
std::vector<MarkedLine> compare(const Lines& before, const Lines& after) {
  const std::size_t width = after.size() + 1;
  std::vector<std::size_t> common((before.size() + 1) * width, 0);
  for (std::size_t i = before.size(); i-- > 0;) {
    for (std::size_t j = after.size(); j-- > 0;) {
      common[i * width + j] =
          before[i] == after[j] ? common[(i + 1) * width + j + 1] + 1
                                : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  std::vector<MarkedLine> marked;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < before.size() || j < after.size()) {
    if (i < before.size() && j < after.size() && before[i] == after[j]) {
      marked.push_back({' ', before[i]});
      ++i;
      ++j;
    } else if (j == after.size() ||
               (i < before.size() && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      marked.push_back({'-', before[i++]});
    } else {
      marked.push_back({'+', after[j++]});
    }
  }
  return marked;
}

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

SnapshotMode snapshot_mode() {
  const char* update = std::getenv("UPDATE_SNAPSHOTS");
  if (update == nullptr || std::string_view{update} != "1") return SnapshotMode::compare;
  return is_set("CI") ? SnapshotMode::refuse : SnapshotMode::update;
}

std::string snapshot_path(std::string_view name) {
  return (std::filesystem::path{IDM_SYNTH_SNAPSHOT_DIRECTORY} / name).string();
}

std::string line_diff(std::string_view before, std::string_view after) {
  const std::vector<MarkedLine> lines = compare(split(before), split(after));
  const auto is_near_change = [&](std::size_t at) {
    const std::size_t first = at < context_lines ? 0 : at - context_lines;
    const std::size_t last = std::min(at + context_lines + 1, lines.size());
    return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(first),
                       lines.begin() + static_cast<std::ptrdiff_t>(last),
                       [](const MarkedLine& line) { return line.mark != ' '; });
  };
  std::string diff;
  bool is_gap = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_near_change(i)) {
      is_gap = true;
      continue;
    }
    if (is_gap) diff += "...\n";
    is_gap = false;
    diff.append(1, lines[i].mark).append(lines[i].text);
    if (!diff.ends_with('\n')) diff += "\n\\ no newline at the end\n";
  }
  return diff;
}

std::string check_snapshot(const std::string& text, const std::string& path, SnapshotMode mode) {
  std::ifstream file{path, std::ios::binary};
  const bool exists = file.is_open();
  const std::string expected{std::istreambuf_iterator<char>{file}, {}};
  if (exists && text == expected) return {};
  if (mode == SnapshotMode::update) {
    std::filesystem::create_directories(std::filesystem::path{path}.parent_path());
    std::ofstream out{path, std::ios::binary};
    out << text;
    out.close();
    return out ? std::string{} : "cannot write the snapshot " + path;
  }
  const std::string name = std::filesystem::path{path}.filename().string();
  const std::string advice = mode == SnapshotMode::refuse
                                 ? "CI does not update snapshots: run the tests with "
                                   "UPDATE_SNAPSHOTS=1 elsewhere and commit the file"
                                 : "if this is intended, run the tests with UPDATE_SNAPSHOTS=1";
  if (!exists) return "there is no snapshot " + name + "; " + advice;
  return "the snapshot " + name + " differs; " + advice + "\n" + line_diff(expected, text);
}

}  // namespace idm_synth::test
