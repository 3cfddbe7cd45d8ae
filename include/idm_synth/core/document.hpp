// SPDX-License-Identifier: Apache-2.0
// Document: a JSON value whose leaves may be Terraform expressions.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <idm_synth/core/expression.hpp>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace idm_synth {

/// A JSON value whose leaves may be Refs and Templates: a policy, a state machine, an event
/// pattern. Immutable, and cheap to copy: copies share their members. Members keep the author's
/// order.
class Document {
 public:
  struct Member;
  /// A whole number that does not fit 64 bits.
  struct LargeInteger {
    std::string digits;  ///< as JSON has it, maybe with a minus
  };
  using Array = std::vector<Document>;
  using Object = std::vector<Member>;
  using Value = std::variant<std::nullptr_t, bool, std::int64_t, double, LargeInteger, std::string,
                             Expression, Template, std::shared_ptr<const Array>,
                             std::shared_ptr<const Object>>;

  Document(std::nullptr_t) {}
  template <class Literal>
  requires(detail::BoolLiteral<Literal> || detail::NumberLiteral<Literal>) Document(Literal literal)
      : value_{scalar(literal)} {}
  template <std::same_as<LargeInteger> Large>
  Document(Large number) : value_{std::move(number)} {}
  template <detail::StringLike Text>
  Document(const Text& text) : value_{detail::to_string(text)} {}
  template <class T>
  Document(const Ref<T>& ref) : value_{ref.expression()} {}
  Document(Template text) : value_{std::move(text)} {}
  Document(Array items);
  Document(Object members);
  template <class T>
  requires(detail::Character<T> || (std::is_pointer_v<T> && !detail::StringLike<T>)) Document(T)
  = delete;

  [[nodiscard]] const Value& value() const { return value_; }

  /// The members of an object, the items of an array; null for anything else.
  [[nodiscard]] const Object* object() const;
  [[nodiscard]] const Array* array() const;
  /// The value of a member of an object; null where there is none, or this is no object.
  [[nodiscard]] const Document* find(std::string_view key) const;

 private:
  template <class Literal>
  static Value scalar(Literal literal) {
    if constexpr (detail::BoolLiteral<Literal>) {
      return literal;
    } else if constexpr (std::integral<Literal>) {
      if (!std::in_range<std::int64_t>(literal)) {
        throw UsageError("an integer in a document is larger than 9223372036854775807");
      }
      return static_cast<std::int64_t>(literal);
    } else {
      return static_cast<double>(literal);
    }
  }

  Value value_ = nullptr;
};

/// One member of an object.
struct Document::Member {
  std::string key;
  Document value;
};

/// `object({{"Effect", "Allow"}, {"Resource", key.arn()}})`
[[nodiscard]] Document object(std::initializer_list<Document::Member> members);
/// `array({"kms:Encrypt", "kms:Decrypt"})`
[[nodiscard]] Document array(std::initializer_list<Document> items);

}  // namespace idm_synth
