// SPDX-License-Identifier: Apache-2.0
// A provider's schema, as far as it was asked for, in the words of Terraform.
#pragma once

#include <cstddef>
#include <idm_synth/bindgen/bindgen.hpp>
#include <istream>
#include <string>
#include <vector>

namespace idm_synth::bindgen {

struct SchemaAttribute;

/// The type of an attribute.
struct SchemaType {
  enum class Kind { string, number, boolean, dynamic, list, set, map, object, tuple };

  Kind kind = Kind::dynamic;
  std::vector<SchemaType> elements;         ///< of list, set and map one, of tuple each
  std::vector<SchemaAttribute> attributes;  ///< of object, by name
};

struct SchemaAttribute {
  std::string name;
  SchemaType type = {};
  std::string description = {};
  bool required = false;
  bool optional = false;
  bool computed = false;
  bool sensitive = false;
  bool deprecated = false;
  bool write_only = false;

  [[nodiscard]] bool is_argument() const { return required || optional; }
};

struct SchemaNestedBlock;

struct SchemaBlock {
  std::vector<SchemaAttribute> attributes;  ///< by name
  std::vector<SchemaNestedBlock> blocks;    ///< by name
  std::string description;
  bool deprecated = false;
};

struct SchemaNestedBlock {
  enum class Nesting { single, group, list, set, map };

  std::string name;
  Nesting nesting = Nesting::single;
  std::size_t min = 0;
  std::size_t max = 0;  ///< 0: no limit
  SchemaBlock block = {};
};

/// One resource or data source.
struct SchemaEntry {
  std::string type;  ///< such as "aws_kms_key"
  bool is_data_source = false;
  SchemaBlock block = {};
};

struct Schema {
  std::string provider;                   ///< such as "registry.terraform.io/hashicorp/aws"
  std::vector<SchemaEntry> entries = {};  ///< resources, then data sources, each by type
};

/// Reads what the request asks for and skips the rest. Throws as generate() does.
[[nodiscard]] Schema read_schema(std::istream& input, const Request& request);

}  // namespace idm_synth::bindgen
