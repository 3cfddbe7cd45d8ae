// SPDX-License-Identifier: Apache-2.0
// Where the states of one machine lead: targets, reachability, ends.
#include <algorithm>
#include <cstdint>
#include <idm_synth/core/text.hpp>

#include "checker.hpp"

namespace idm_synth::asl::validation {
namespace {

using Kind = json::Value::Kind;
constexpr std::string_view missing_target = "MISSING_TRANSITION_TARGET";

/// As the service sees it: what has no Type is no state yet, and ends nothing.
bool is_terminal(const json::Value& state) {
  const json::Value* type = state.find("Type");
  if (type == nullptr) return false;
  const json::Value* end = state.find("End");
  if (end != nullptr && end->kind() == Kind::boolean && end->boolean()) return true;
  return type->kind() == Kind::string && (type->text() == "Succeed" || type->text() == "Fail");
}

/// The states of one States object by name.
class Index {
 public:
  explicit Index(std::span<const json::Member> states) {
    sorted_.reserve(states.size());
    for (const json::Member& state : states) {
      sorted_.emplace_back(state.key, static_cast<std::uint32_t>(sorted_.size()));
    }
    std::sort(sorted_.begin(), sorted_.end());
  }

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const {
    const auto found =
        std::lower_bound(sorted_.begin(), sorted_.end(), std::pair{name, std::uint32_t{0}});
    if (found == sorted_.end() || found->first != name) return std::nullopt;
    return found->second;
  }
  [[nodiscard]] std::string_view nearest(std::string_view name) const {
    std::vector<std::string_view> names;
    names.reserve(sorted_.size());
    for (const auto& [known, index] : sorted_) names.push_back(known);
    return nearest_name(name, names);
  }

 private:
  std::vector<std::pair<std::string_view, std::uint32_t>> sorted_;
};

/// Calls back for each value that names the next state.
template <class Callback>
void for_each_target(const json::Value& state, const Callback& callback) {
  const auto of_array = [&](const json::Value& array) {
    if (array.kind() != Kind::array) return;
    for (const json::Value& item : array.items()) {
      if (item.kind() != Kind::object) continue;
      if (const json::Value* next = item.find("Next")) callback(*next);
    }
  };
  const bool is_choice = state.find("Choices") != nullptr;
  for (const json::Member& member : state.members()) {
    if (member.key == "Next" || (member.key == "Default" && is_choice)) {
      callback(member.value);
    } else if (member.key == "Catch" || member.key == "Choices") {
      of_array(member.value);
    }
  }
}

}  // namespace

void Checker::check_graph(const json::Value& machine, bool is_whole) {
  const json::Value* states = machine.find("States");
  if (states == nullptr || states->kind() != Kind::object) return;
  const std::span<const json::Member> members = states->members();
  const Index index{members};

  const auto resolve = [&](const json::Value& target) -> std::optional<std::uint32_t> {
    if (target.kind() != Kind::string) return std::nullopt;  // reported with the field
    const auto found = index.find(target.text());
    if (!found) {
      const std::string_view nearest = index.nearest(target.text());
      error(missing_target, target.offset(), "there is no state " + shown(target.text()) + " here",
            nearest.empty() ? "name a state of the same States object"
                            : "did you mean " + shown(nearest) + "?");
    }
    return found;
  };

  std::vector<std::vector<std::uint32_t>> targets(members.size());
  bool has_end = false;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const json::Value& state = members[i].value;
    if (state.kind() != Kind::object) continue;
    has_end = has_end || is_terminal(state);
    for_each_target(state, [&](const json::Value& target) {
      if (const auto found = resolve(target)) targets[i].push_back(*found);
    });
  }
  if (!has_end) {
    // Inside a Parallel or a Map, the service does not look for an end.
    found_.push_back({states->offset(), is_whole ? Severity::error : Severity::warning,
                      "MISSING_END_STATE", "no state ends the flow",
                      "let one have \"End\": true, or add a Succeed or Fail state"});
  }

  const json::Value* start_at = machine.find("StartAt");
  const auto start = start_at == nullptr ? std::nullopt : resolve(*start_at);
  if (!start) return;
  std::vector<bool> is_reached(members.size());
  std::vector<std::uint32_t> open = {*start};
  is_reached[*start] = true;
  while (!open.empty()) {
    const std::uint32_t state = open.back();
    open.pop_back();
    for (const std::uint32_t target : targets[state]) {
      if (is_reached[target]) continue;
      is_reached[target] = true;
      open.push_back(target);
    }
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (is_reached[i]) continue;
    error(missing_target, members[i].key_offset,
          "the state " + shown(members[i].key) + " is not reachable",
          "lead to it from a state that is, or take it out");
  }
}

}  // namespace idm_synth::asl::validation
