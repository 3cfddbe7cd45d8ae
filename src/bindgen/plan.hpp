// SPDX-License-Identifier: Apache-2.0
// What the C++ of a binding consists of: the schema with all names and types chosen.
#pragma once

#include <string>
#include <vector>

#include "schema.hpp"

namespace idm_synth::bindgen {

/// A member of a struct, and how the BlockWriter takes it.
struct PlannedMember {
  std::string key;                    ///< Terraform's name
  std::string name;                   ///< the member's
  std::string type = {};              ///< such as `Required<List<String>, "actions">`
  std::string writer = {};            ///< attribute, block, blocks or block_map
  bool required = false;              ///< else it is initialized with {}
  std::vector<std::string> doc = {};  ///< paragraphs
};

struct PlannedStruct {
  std::string name;  ///< such as `Lifecycle`
  std::string
      qualified;  ///< within the provider's namespace, such as `BackupPlan::Rule::Lifecycle`
  std::vector<std::string> doc = {};
  std::vector<PlannedStruct> nested = {};
  std::vector<PlannedMember> members = {};
};

/// A function that refers to an attribute of the resource.
struct PlannedAccessor {
  std::string key;
  std::string name;
  std::string type;  ///< such as `List<String>`
  bool deprecated = false;
  std::vector<std::string> doc = {};
};

struct PlannedBinding {
  std::string type;  ///< Terraform's
  bool is_data_source = false;
  std::string file;  ///< such as `backup_plan`
  PlannedStruct arguments;
  std::vector<PlannedAccessor> accessors = {};  ///< by key
};

[[nodiscard]] PlannedBinding plan_binding(const SchemaEntry& entry);

}  // namespace idm_synth::bindgen
