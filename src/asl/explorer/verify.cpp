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
           const std::vector<VerifyInput>& inputs, std::set<Id> in_turns)
      : graph{definition, program, options, inputs, std::move(in_turns)},
        analysis{(graph.explore(), graph)} {}

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
    while (!sites.empty()) {
      explored = std::make_unique<Explored>(definition, program, options, inputs, sites);
      // In turns they may come to more.
      const std::size_t before = sites.size();
      sites.merge(explored->graph.not_explored());
      if (sites.size() == before) break;
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
  Explored explored{definition, program, options, inputs, {}};
  const auto in_turns =
      explored_in_turns(definition, program, options, inputs, explored.graph.not_explored());
  Explored& all = in_turns ? *in_turns : explored;
  return Properties{all.graph, all.analysis, options, definition.settings().timeout}.check();
}

}  // namespace idm_synth::asl
