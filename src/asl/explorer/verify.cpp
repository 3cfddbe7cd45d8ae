// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/asl/verify.hpp>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "inputs.hpp"
#include "properties.hpp"

namespace idm_synth::asl {

bool VerifyResult::holds() const {
  return std::ranges::none_of(properties, [](const Property& property) {
    return property.verdict == Property::Verdict::violated;
  });
}

const Property& VerifyResult::property(std::string_view id) const {
  const auto found = std::ranges::find(properties, id, &Property::id);
  if (found == properties.end()) throw UsageError("there is no property " + std::string{id});
  return *found;
}

namespace {

struct Explored {
  Explored(const Definition& definition, const Program& program, const VerifyOptions& options,
           const std::vector<VerifyInput>& inputs, std::set<Id> in_turns = {},
           bool waits_in_loops = false)
      : graph{definition, program, options, inputs, std::move(in_turns), waits_in_loops},
        analysis{(graph.explore(), graph)} {}

  /// Whether a child goes round for ever, or up to the limit of the history, so that others may
  /// have no turn any more.
  [[nodiscard]] bool has_turn_without_end() const {
    const auto is_turn = [&](Id id) {
      return std::ranges::any_of(graph.path(id), [](ChildAt child) { return child.turns != 0; });
    };
    return std::ranges::any_of(analysis.endless(), is_turn) ||
           std::ranges::any_of(graph.cut(), is_turn);
  }

  Explorer graph;
  Analysis analysis;
};

/// The configurations of children that take turns are those of each times those of all others.
/// This many take seconds.
constexpr std::size_t most_in_turns = 500'000;

/// Once more, with these children taking turns; null where there are none, or it would be too much.
std::unique_ptr<Explored> explored_in_turns(const Definition& definition, const Program& program,
                                            VerifyOptions options,
                                            const std::vector<VerifyInput>& inputs,
                                            std::set<Id> sites) {
  options.most_configurations = std::min(options.most_configurations, most_in_turns);
  std::unique_ptr<Explored> explored;
  try {
    bool waits_in_loops = false;
    for (bool is_new = !sites.empty(); is_new;) {
      explored =
          std::make_unique<Explored>(definition, program, options, inputs, sites, waits_in_loops);
      // In turns they may come to more.
      const std::size_t before = sites.size();
      sites.merge(explored->graph.not_explored());
      is_new = sites.size() != before;
      if (!waits_in_loops && explored->has_turn_without_end()) is_new = waits_in_loops = true;
    }
  } catch (const TooManyConfigurations&) {
    return nullptr;
  }
  return explored;
}

}  // namespace

VerifyResult verify(const Definition& definition, const VerifyOptions& options) {
  const Program program{definition};
  bool has_exports = false;
  definition.for_each_task([&](const StateNode&, const Task& task) {
    const auto* resource = std::get_if<std::string>(&task.call.resource.value());
    has_exports =
        has_exports || (resource != nullptr && calls(*resource, "rds", "startExportTask"));
  });
  std::vector<VerifyInput> inputs = options.inputs;
  if (has_exports) {
    const std::vector<VerifyInput> known = export_inputs();
    inputs.insert(inputs.begin(), known.begin(), known.end());
  } else if (inputs.empty()) {
    inputs.push_back({"{}", "{}", manual_name()});
  }
  for (VerifyInput& input : inputs) {
    if (input.execution_name.empty()) input.execution_name = manual_name();
  }
  Explored explored{definition, program, options, inputs};
  const auto in_turns =
      explored_in_turns(definition, program, options, inputs, explored.graph.not_explored());
  Explored& all = in_turns ? *in_turns : explored;
  return Properties{all.graph, all.analysis, options, definition.settings().timeout}.check();
}

}  // namespace idm_synth::asl
