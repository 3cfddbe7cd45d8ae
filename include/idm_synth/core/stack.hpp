// SPDX-License-Identifier: Apache-2.0
// Stack: the elements of one generated file.
#pragma once

#include <deque>
#include <idm_synth/core/block_writer.hpp>
#include <idm_synth/core/diagnostic.hpp>
#include <idm_synth/core/meta_arguments.hpp>
#include <idm_synth/core/resource.hpp>
#include <idm_synth/core/settings.hpp>
#include <idm_synth/core/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace idm_synth {

class App;

/// One element of a file, ready to be written.
struct Element {
  Section section = Section::resource;
  bool has_instances = false;  ///< count or for_each is set: a reference needs an index
  std::string_view type;       ///< of resource, data, provider; else empty
  std::string_view name;       ///< of moved, import, terraform: empty; of provider: its alias
  SourcePlace place;
  Value body;

  /// The Terraform address, such as "aws_kms_key.export", "local.policy" or "output.arn".
  [[nodiscard]] std::string address() const;
};

/// Replaces one value of an element, past what the bindings allow.
struct Override {
  std::string address;
  std::string path;  ///< such as "rule[0].lifecycle.delete_after"
  Value value;
  SourcePlace place;
};

/// The type of a variable in Terraform's spelling, such as "list(string)".
template <class T>
inline constexpr std::string_view type_spelling = {};
template <>
inline constexpr std::string_view type_spelling<String> = "string";
template <>
inline constexpr std::string_view type_spelling<Number> = "number";
template <>
inline constexpr std::string_view type_spelling<Bool> = "bool";
template <>
inline constexpr std::string_view type_spelling<Dynamic> = "any";
template <>
inline constexpr std::string_view type_spelling<List<String>> = "list(string)";
template <>
inline constexpr std::string_view type_spelling<List<Number>> = "list(number)";
template <>
inline constexpr std::string_view type_spelling<Set<String>> = "set(string)";
template <>
inline constexpr std::string_view type_spelling<Map<String>> = "map(string)";

/// The elements of one generated file, in the author's order. An App makes and owns it.
///
/// Names are the author's; they become Terraform names as they are. What is wrong with them (bad,
/// or taken) is found when the App is diagnosed, so that all findings come at once.
class Stack {
 public:
  Stack(App& app, std::string name, SourcePlace place);
  Stack(const Stack&) = delete;
  Stack& operator=(const Stack&) = delete;

  /// Adds a resource or a data source, and returns the handle that gives references to it. T is a
  /// binding, such as aws::BackupVault.
  template <class T>
  Resource<T> add(std::string_view name, const T& arguments, const MetaArguments& meta = {},
                  SourcePlace place = SourcePlace::here()) {
    BlockWriter out{arena()};
    write_before(out, meta);
    write_block(out, arguments);
    return Resource<T>{add_element(Binding<T>::section, Binding<T>::type, name, out, meta, place)};
  }

  /// Adds a local value that holds the document as it is.
  Ref<Dynamic> local(std::string_view name, const Document& value,
                     SourcePlace place = SourcePlace::here());

  /// Adds a local value that holds the document, and refers to it as JSON text: what a policy, a
  /// state machine definition or an event pattern takes.
  Ref<String> document(std::string_view name, const Document& value,
                       SourcePlace place = SourcePlace::here());

  /// Adds an input variable.
  template <class T>
  Ref<T> variable(std::string_view name, const Variable<T>& variable,
                  SourcePlace place = SourcePlace::here()) {
    static_assert(!type_spelling<T>.empty(), "a variable cannot have this type");
    BlockWriter out{arena()};
    out.add("type", arena().reference(Expression::external(std::string{type_spelling<T>})));
    if (variable.default_value.is_set()) {
      out.add("default", arena().literal(out.value(variable.default_value)));
    }
    write_variable(out, variable.description, variable.sensitive, variable.nullable,
                   variable.ephemeral, variable.validation);
    return Ref<T>{add_element(Section::variable, {}, name, out, {}, place).expression()};
  }

  /// Adds an output value.
  void output(std::string_view name, const Output& output, SourcePlace place = SourcePlace::here());

  /// Configures a provider, such as "aws". What it returns chooses this configuration in the
  /// MetaArguments of a resource.
  ProviderReference provider(std::string_view name, const Provider& provider,
                             SourcePlace place = SourcePlace::here());

  /// Adds a `terraform` block. An App may have several, but only one with each setting.
  void terraform(const TerraformSettings& settings, SourcePlace place = SourcePlace::here());

  /// Tells Terraform that what its state knows as `from` is called `to` now. No stack may hold
  /// `from` any more.
  void moved(std::string_view from, const AnyNode& to, SourcePlace place = SourcePlace::here());

  /// Makes Terraform adopt something that exists already, at its next apply.
  void import(const Import& import, SourcePlace place = SourcePlace::here());

  /// The escape hatch: sets the argument at `path` of the element, whatever the bindings say. All
  /// steps of the path but the last must exist. In the place of nested blocks, an object becomes
  /// one block, a list of objects several, and null removes them.
  void override_argument(const AnyNode& element, std::string_view path, const Document& value,
                         SourcePlace place = SourcePlace::here());

  /// Says something to whoever opens the file, in the comment at its start.
  void note(std::string text) { note_ = std::move(text); }

  /// Adds a finding of the author's own, or of a builder.
  void report(Diagnostic diagnostic);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& note() const { return note_; }
  [[nodiscard]] const SourcePlace& place() const { return place_; }
  [[nodiscard]] const std::deque<Element>& elements() const { return elements_; }
  [[nodiscard]] const std::vector<Override>& overrides() const { return overrides_; }
  [[nodiscard]] const Diagnostics& reported() const { return reported_; }

 private:
  ValueArena& arena();
  void write_before(BlockWriter& out, const MetaArguments& meta);
  void write_variable(BlockWriter& out, const std::string& description,
                      const std::optional<bool>& sensitive, const std::optional<bool>& nullable,
                      const std::optional<bool>& ephemeral,
                      const std::vector<Condition>& validation);
  Node add_element(Section section, std::string_view type, std::string_view name, BlockWriter& out,
                   const MetaArguments& meta, SourcePlace place);
  Node add_element(Section section, std::string_view type, std::string_view name, Value body,
                   SourcePlace place);

  App& app_;
  std::string name_;
  std::string note_;
  SourcePlace place_;
  std::deque<Element> elements_;
  std::vector<Override> overrides_;
  Diagnostics reported_;
};

}  // namespace idm_synth
