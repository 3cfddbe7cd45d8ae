// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

#include <array>
#include <idm_synth/asl/verify.hpp>

using namespace std::chrono_literals;

namespace idm_synth::asl {

std::string in_words(std::chrono::milliseconds duration) {
  struct Unit {
    std::chrono::milliseconds length;
    const char* name;
  };
  if (duration < 1s && duration > 0ms) return std::to_string(duration.count()) + " ms";
  constexpr std::array<Unit, 3> units = {{{24h, " d"}, {1h, " h"}, {1min, " min"}}};
  // Days only where there are many: 63 h reads better than 2 d 15 h.
  const std::size_t first = duration < 7 * 24h ? 1 : 0;
  std::string words;
  const auto add = [&](const std::string& part) { words += (words.empty() ? "" : " ") + part; };
  for (std::size_t i = first; i < units.size(); ++i) {
    const auto count = duration / units[i].length;
    if (count != 0) add(std::to_string(count) + units[i].name);
    duration %= units[i].length;
  }
  if (duration == 0ms && !words.empty()) return words;
  std::string seconds = std::to_string(duration / 1s);
  if (const auto rest = (duration % 1s).count(); rest != 0) {
    std::string digits = std::to_string(1000 + rest).substr(1);
    while (digits.ends_with('0')) digits.pop_back();
    seconds += "." + digits;
  }
  add(seconds + " s");
  return words;
}

std::string words_for(const CompiledState& state, const Effect& effect) {
  if (std::holds_alternative<CompiledWait>(state.detail)) return "waits " + in_words(effect.wait);
  if (std::holds_alternative<CompiledChoice>(state.detail) && !effect.failure) {
    return effect.rule ? "rule " + std::to_string(*effect.rule + 1) : "default";
  }
  if (std::holds_alternative<CompiledFail>(state.detail) && effect.failure &&
      effect.failure->is_catchable) {
    return "fails with " + effect.failure->error.value_or("no error");
  }
  if (std::holds_alternative<CompiledMap>(state.detail)) {
    return std::to_string(effect.items.size()) + (effect.items.size() == 1 ? " item" : " items");
  }
  return {};
}

std::string words_for_child(const CompiledState& state, Id child, Id count) {
  const bool is_map = std::holds_alternative<CompiledMap>(state.detail);
  return (is_map ? "iteration " : "branch ") + std::to_string(child + 1) + " of " +
         std::to_string(count);
}

}  // namespace idm_synth::asl
