// SPDX-License-Identifier: Apache-2.0
// Takes the fields of one object of a definition out of its JSON.
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <idm_synth/asl/condition.hpp>
#include <idm_synth/asl/field.hpp>
#include <idm_synth/asl/path.hpp>
#include <idm_synth/asl/payload.hpp>
#include <idm_synth/core/document.hpp>
#include <idm_synth/core/error.hpp>
#include <idm_synth/json/located.hpp>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace idm_synth::asl::parsing {

/// What the model cannot hold, and where that stands. In a definition without errors, this is a
/// placeholder where the model needs the value.
class Unreadable : public Error {
 public:
  Unreadable(const json::Value& value, std::string_view expected);
  Unreadable(std::size_t offset, const std::string& problem) : Error{problem}, offset_{offset} {}

  [[nodiscard]] std::size_t offset() const { return offset_; }

 private:
  std::size_t offset_;
};

/// JSON as it is.
[[nodiscard]] Document document(const json::Value& value);
/// A payload template, in JSONata a literal. A member whose key ends in `.$` and whose value is
/// neither path nor function stays a literal with that key.
[[nodiscard]] Payload payload(const json::Value& value, bool is_jsonata);
/// The same for an object.
[[nodiscard]] Fields fields(const json::Value& value, bool is_jsonata);

[[nodiscard]] std::string text(const json::Value& value);
[[nodiscard]] std::span<const json::Value> items(const json::Value& value);

template <std::derived_from<Path> P>
[[nodiscard]] P path(const json::Value& value) {
  PathProblem problem = PathProblem::none;
  if (value.kind() == json::Value::Kind::string) {
    if (auto parsed = P::parse(value.text(), problem)) return std::move(*parsed);
  }
  throw Unreadable{value, "a path"};
}

/// Every field is taken once; finish() makes sure that none is left. All throw Unreadable.
class Reader {
 public:
  Reader(const json::Value& object, bool is_jsonata);

  /// The query language of the fields' values: that of the object around this one, at first.
  [[nodiscard]] bool is_jsonata() const { return is_jsonata_; }
  /// Where the object starts in its text.
  [[nodiscard]] std::size_t offset() const { return object_.offset(); }
  /// The field's value; null where the field is absent.
  const json::Value* take(std::string_view key);
  const json::Value& require(std::string_view key);

  /// The only field that is a comparison, with its operand.
  std::pair<Comparison, const json::Value*> comparison();

  /// Empty where the field is absent.
  std::string text(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  Fields fields(std::string_view key);

  std::optional<std::int64_t> integer(std::string_view key);
  std::optional<double> number(std::string_view key);
  std::optional<std::chrono::seconds> seconds(std::string_view key);
  std::optional<Payload> payload(std::string_view key);
  /// The field QueryLanguage; from then on, is_jsonata() is what it says.
  std::optional<QueryLanguage> query_language();

  /// One of several words, by what it stands for.
  template <class Meaning>
  std::optional<Meaning> word(
      std::string_view key, std::initializer_list<std::pair<std::string_view, Meaning>> meanings) {
    const json::Value* value = take(key);
    if (value == nullptr) return std::nullopt;
    if (value->kind() == json::Value::Kind::string) {
      for (const auto& [word, meaning] : meanings) {
        if (value->text() == word) return meaning;
      }
    }
    throw Unreadable{*value, "one of its words"};
  }

  template <std::derived_from<Path> P>
  PathField<P> path_or_null(std::string_view key) {
    const json::Value* value = take(key);
    if (value == nullptr) return {};
    if (value->kind() == json::Value::Kind::null) return nullptr;
    return path<P>(*value);
  }

  /// A field with a second form, named `<key>Path`: a Seconds or a LiteralOrPath.
  template <class Field>
  Field literal_or_path(const std::string& key);

  /// The fields that nothing has taken.
  Document::Object others();
  void finish();

 private:
  json::Value object_;
  bool is_jsonata_;
  std::vector<bool> is_taken_;
};

}  // namespace idm_synth::asl::parsing
