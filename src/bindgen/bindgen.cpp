// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/bindgen/bindgen.hpp>
#include <idm_synth/core/text.hpp>
#include <map>
#include <string_view>
#include <utility>

#include "emit.hpp"
#include "names.hpp"
#include "plan.hpp"
#include "schema.hpp"

namespace idm_synth::bindgen {
namespace {

/// Two types whose names differ in underscores alone would define one class twice.
void refuse_equal_classes(const std::vector<PlannedBinding>& bindings) {
  std::map<std::pair<bool, std::string>, std::string> types;
  for (const PlannedBinding& binding : bindings) {
    const auto [other, is_new] =
        types.insert({{binding.is_data_source, binding.arguments.name}, binding.type});
    if (!is_new) {
      throw SchemaError(other->second + " and " + binding.type + " would both become the class " +
                        binding.arguments.name + "; generate one of them");
    }
  }
}

/// What stands in comments and names of the generated files must not break out of them.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) ||
           std::string_view{".-_+~/:"}.find(c) != std::string_view::npos;
  });
}

}  // namespace

std::vector<GeneratedFile> generate(std::istream& schema, const Request& request) {
  if (request.resources.empty() && request.data_sources.empty()) {
    throw UsageError("bindgen was asked for no type; name a resource or a data source");
  }
  if (!is_plain(request.provider_version)) {
    throw UsageError(shown(request.provider_version) + " is no version of a provider");
  }
  const Schema read = read_schema(schema, request);
  const std::string name = member_name(read.provider.substr(read.provider.rfind('/') + 1));
  if (!is_plain(read.provider) || !is_identifier(name)) {
    throw SchemaError(shown(read.provider) + " is no address of a provider");
  }
  std::vector<PlannedBinding> bindings;
  for (const SchemaEntry& entry : read.entries) bindings.push_back(plan_binding(entry));
  refuse_equal_classes(bindings);

  const Origin origin{read.provider, request.provider_version, name};
  std::vector<GeneratedFile> files{emit_list(origin, bindings)};
  for (const PlannedBinding& binding : bindings) {
    files.push_back(emit_header(origin, binding));
    files.push_back(emit_source(origin, binding));
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

}  // namespace idm_synth::bindgen
