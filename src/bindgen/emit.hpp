// SPDX-License-Identifier: Apache-2.0
// A planned binding as C++ text.
#pragma once

#include <idm_synth/bindgen/bindgen.hpp>
#include <string>
#include <vector>

#include "plan.hpp"

namespace idm_synth::bindgen {

/// Where bindings come from and where they go.
struct Origin {
  std::string provider;  ///< such as "registry.terraform.io/hashicorp/aws"
  std::string version;   ///< may be empty
  std::string name;      ///< the namespace and folder, such as "aws"
};

[[nodiscard]] GeneratedFile emit_header(const Origin& origin, const PlannedBinding& binding);
[[nodiscard]] GeneratedFile emit_source(const Origin& origin, const PlannedBinding& binding);
/// The list of the sources, for CMake.
[[nodiscard]] GeneratedFile emit_list(const Origin& origin,
                                      const std::vector<PlannedBinding>& bindings);

}  // namespace idm_synth::bindgen
