// SPDX-License-Identifier: Apache-2.0
// What the builders have in common.
#pragma once

#include <idm_synth/builders/rules.hpp>
#include <idm_synth/core/attr.hpp>
#include <idm_synth/core/diagnostic.hpp>
#include <idm_synth/core/stack.hpp>
#include <string>
#include <string_view>

namespace idm_synth::builders {

/// A builder takes values step by step; build() adds the resources to the stack and reports there
/// what is missing or what AWS would refuse, with the place where the builder was made. Calls chain
/// on the builder itself:
///
///     BackupVaultBuilder{stack, "id_minter"}.name("id-minter-backup-vault").build();
///
/// The name given to the constructor becomes the Terraform name, as it is. Where a resource takes a
/// document, such as a policy, the document becomes a local value whose name ends with "_document".
///
/// Call build() once. Every other function is [[nodiscard]], so that the compiler warns of a chain
/// that ends without build() and would add nothing.
class Builder {
 protected:
  Builder(Stack& stack, std::string_view name, SourcePlace place)
      : stack_{stack}, name_{name}, place_{place} {}

  [[nodiscard]] Stack& stack() const { return stack_; }
  [[nodiscard]] const std::string& terraform_name() const { return name_; }
  [[nodiscard]] SourcePlace place() const { return place_; }

  template <class T>
  Resource<T> add(const T& arguments, const MetaArguments& meta = {}) {
    return add_checked(stack_, name_, arguments, meta, place_);
  }

  /// The argument, which must have been given by the builder's function of that name.
  template <class T>
  [[nodiscard]] Attr<String> required(const Attr<String>& argument, std::string_view function) {
    if (argument.is_set()) return argument;
    report_missing(Binding<T>::type, function);
    return external<String>("null");  // never written: the stack has an error now
  }

  /// Reports that a function of the builder was not called.
  void report_missing(std::string_view type, std::string_view function);
  /// Reports findings about this builder's resource.
  void report(std::string_view type, Diagnostics found);

  /// Adds a document that belongs to this builder's resource.
  Ref<String> document(std::string_view suffix, const Document& document) {
    return stack_.document(name_ + std::string{suffix}, document, place_);
  }

 private:
  Stack& stack_;
  std::string name_;
  SourcePlace place_;
};

}  // namespace idm_synth::builders
