// SPDX-License-Identifier: Apache-2.0
// Terraform names as C++ names.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace idm_synth::bindgen {

/// `rule_name` as it is; `default` becomes `default_`, and so does every word that C++ or a
/// system header has taken.
[[nodiscard]] std::string member_name(std::string_view terraform_name);

/// `backup_plan` becomes `BackupPlan`; `map` becomes `Map_`, for the bindings write Map themselves.
[[nodiscard]] std::string class_name(std::string_view terraform_name);

/// `aws_backup_plan` without the provider's word: `backup_plan`.
[[nodiscard]] std::string_view without_provider(std::string_view type);

/// The names of one C++ scope. Whoever comes second gets an underscore more.
class Scope {
 public:
  [[nodiscard]] std::string unique(std::string name) {
    while (!names_.insert(name).second) name += '_';
    return name;
  }

 private:
  std::set<std::string> names_;
};

}  // namespace idm_synth::bindgen
