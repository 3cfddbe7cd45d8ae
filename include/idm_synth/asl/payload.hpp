// SPDX-License-Identifier: Apache-2.0
// Payload templates: JSON whose members may be computed when the machine runs.
#pragma once

#include <concepts>
#include <idm_synth/asl/intrinsic.hpp>
#include <idm_synth/asl/path.hpp>
#include <idm_synth/core/document.hpp>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace idm_synth::asl {

/// An expression in the query language JSONata. `text` includes the delimiters: `{% ... %}`.
/// https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
struct Jsonata {
  std::string text;
};

/// `jsonata("$states.input.id")`; the delimiters are added.
[[nodiscard]] inline Jsonata jsonata(std::string_view expression) {
  return {"{% " + std::string{expression} + " %}"};
}

class Payload;
struct Field;

/// The members of an object in a payload template, in the author's order: `{{"Status",
/// path("$.Status")}, {"Tries", 3}}`. A key gets its `.$` from the type of its value; a key that is
/// written with one is refused. Fields{} is unset: the definition leaves the field out.
/// Fields::empty() is an object without members.
/// Immutable, and cheap to copy. https://states-language.net/#payload-template
class Fields {
 public:
  Fields() = default;
  Fields(std::initializer_list<Field> fields);
  explicit Fields(std::vector<Field> fields);
  [[nodiscard]] static Fields empty();

  [[nodiscard]] bool is_set() const { return fields_ != nullptr; }
  [[nodiscard]] const std::vector<Field>& get() const&;
  const std::vector<Field>& get() && = delete;  ///< it would not outlive the temporary
  /// The value of a key (without `.$`); null where there is none.
  [[nodiscard]] const Payload* find(std::string_view key) const;

 private:
  std::shared_ptr<const std::vector<Field>> fields_;
};

/// The items of an array in a payload template. An item may be an object with computed members, but
/// cannot itself be computed: states::array() makes such an array.
class Items {
 public:
  Items(std::initializer_list<Payload> items);
  explicit Items(std::vector<Payload> items);

  [[nodiscard]] const std::vector<Payload>& get() const { return *items_; }

 private:
  std::shared_ptr<const std::vector<Payload>> items_;
};

/// A value in a payload template: a literal (whose leaves may be Terraform's Refs), or a value
/// computed when the machine runs, or an object or array of such.
class Payload {
 public:
  using Value = std::variant<Document, Path, Intrinsic, Fields, Items>;

  Payload(Document literal);
  template <class Literal>
  requires(std::convertible_to<const Literal&, Document> && !std::derived_from<Literal, Document> &&
           !std::derived_from<Literal, Payload>) Payload(const Literal& literal)
      : Payload(Document(literal)) {}
  Payload(Path path);
  Payload(Intrinsic intrinsic);
  Payload(const Jsonata& expression);
  Payload(Fields fields);
  Payload(Items items);

  [[nodiscard]] const Value& value() const { return value_; }
  /// Whether it is a path or an intrinsic function, for which a key gets its `.$`.
  [[nodiscard]] bool is_computed() const {
    return std::holds_alternative<Path>(value_) || std::holds_alternative<Intrinsic>(value_);
  }
  /// The literal; null for anything else.
  [[nodiscard]] const Document* literal() const { return std::get_if<Document>(&value_); }

 private:
  Value value_;
};

/// A key and its value.
struct Field {
  std::string key;
  Payload value;
};

/// The payload as a definition has it.
[[nodiscard]] Document to_document(const Payload& payload);
[[nodiscard]] Document to_document(const Fields& fields);

}  // namespace idm_synth::asl
