// SPDX-License-Identifier: Apache-2.0
// The elements of a Terraform file that are no resources: variables, outputs, providers and so on.
// https://developer.hashicorp.com/terraform/language/syntax/json
#pragma once

#include <idm_synth/core/meta_arguments.hpp>
#include <optional>
#include <string>
#include <vector>

namespace idm_synth {

/// An input variable of type T. Terraform takes its default and description literally: a template
/// in them is not evaluated.
template <class T>
struct Variable {
  Attr<T> default_value = {};
  std::string description = {};
  std::optional<bool> sensitive = std::nullopt;
  std::optional<bool> nullable = std::nullopt;
  std::optional<bool> ephemeral = std::nullopt;
  std::vector<Condition> validation = {};
};

struct Output {
  Document value;
  std::string description = {};
  std::optional<bool> sensitive = std::nullopt;
  std::optional<bool> ephemeral = std::nullopt;
  std::vector<AnyNode> depends_on = {};
  std::vector<Condition> precondition = {};
};

/// A nested block that no binding describes. Blocks of one name may stand several times.
struct NestedBlock {
  std::string name;  ///< such as "default_tags"
  Document::Object arguments = {};
  std::vector<NestedBlock> blocks = {};
};

/// A provider configuration. Without an alias it is the default one of its provider.
struct Provider {
  std::string alias = {};
  Document::Object arguments = {};  ///< such as {"region", "eu-west-1"}
  std::vector<NestedBlock> blocks = {};
};

struct RequiredProvider {
  std::string name;     ///< the local name, such as "aws"
  std::string source;   ///< such as "hashicorp/aws"
  std::string version;  ///< a version constraint, such as "~> 5.100"; may be empty
};

struct Backend {
  std::string type;                 ///< such as "s3"
  Document::Object arguments = {};  ///< literals only
  std::vector<NestedBlock> blocks = {};
};

/// The `terraform` block.
struct TerraformSettings {
  std::string required_version = {};
  std::vector<RequiredProvider> required_providers = {};
  std::optional<Backend> backend = std::nullopt;
};

/// Adopts something that exists.
struct Import {
  AnyNode to;
  Required<String, "id"> id;
  std::optional<ProviderReference> provider = std::nullopt;
};

}  // namespace idm_synth
