// SPDX-License-Identifier: Apache-2.0
// bindgen: a provider's schema in, typed C++ bindings out. Pure: it writes no file.
#pragma once

#include <idm_synth/core/error.hpp>
#include <istream>
#include <string>
#include <vector>

namespace idm_synth::bindgen {

/// Which bindings to make.
struct Request {
  std::vector<std::string> resources = {};     ///< such as "aws_kms_key"
  std::vector<std::string> data_sources = {};  ///< such as "aws_region"
  /// The source address ("registry.terraform.io/hashicorp/aws") or its last part ("aws"). May be
  /// empty where the schema holds one provider.
  std::string provider = {};
  /// Such as "5.100.0": the schema does not tell. Stands in the generated files; may be empty.
  std::string provider_version = {};
};

struct GeneratedFile {
  std::string path;  ///< relative, with `/`: "include/idm_synth/aws/kms_key.hpp"
  std::string text;
};

/// The schema cannot be read, or does not hold what was asked for.
class SchemaError : public Error {
 public:
  using Error::Error;
};

/// Reads the output of `terraform providers schema -json` and makes, for each type asked for, a
/// header and a source file, and the list of the sources (src/<provider>/bindings.cmake). The files
/// are sorted by path; the same input gives the same bytes. A type named twice is made once.
/// Throws SchemaError for an input that is no JSON (with line and column), is no provider schema,
/// or holds no such provider or type (with the name probably meant), and UsageError for a request
/// that names no type at all.
[[nodiscard]] std::vector<GeneratedFile> generate(std::istream& schema, const Request& request);

}  // namespace idm_synth::bindgen
