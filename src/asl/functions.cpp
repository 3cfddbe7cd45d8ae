// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/asl/functions.hpp>

namespace idm_synth::asl {
namespace detail {
namespace {

using Quoted = IntrinsicArgument::Quoted;

/// Only the literals that an Argument lets through come here: scalars.
struct LiteralVisitor {
  IntrinsicArgument operator()(std::nullptr_t) const { return {nullptr}; }
  IntrinsicArgument operator()(bool value) const { return {value}; }
  IntrinsicArgument operator()(std::int64_t value) const { return {value}; }
  IntrinsicArgument operator()(double value) const { return {value}; }
  IntrinsicArgument operator()(const Document::LargeInteger&) const {
    throw UsageError("an intrinsic function takes no integer beyond 64 bits");
  }
  IntrinsicArgument operator()(const std::string& text) const {
    return {Quoted{{escape_literal(text)}}};
  }
  IntrinsicArgument operator()(const Expression& expression) const { return {expression}; }
  IntrinsicArgument operator()(const Template& text) const {
    Quoted quoted;
    for (const Template::Part& part : text.parts()) {
      const auto* literal = std::get_if<std::string>(&part);
      quoted.parts.push_back(literal == nullptr ? part : escape_literal(*literal));
    }
    return {quoted};
  }
  template <class Container>
  IntrinsicArgument operator()(const std::shared_ptr<const Container>&) const {
    throw UsageError("an intrinsic function takes no object or array as a literal");
  }
};

/// The escaped text of a string without expressions; null for anything else.
const std::string* plain_text(const IntrinsicArgument& argument) {
  const auto* quoted = std::get_if<Quoted>(&argument.value);
  return quoted != nullptr && quoted->parts.size() == 1
             ? std::get_if<std::string>(&quoted->parts.front())
             : nullptr;
}

}  // namespace

IntrinsicArgument to_argument(const Payload& payload, bool is_text_ref) {
  if (const auto* path = std::get_if<Path>(&payload.value())) return {*path};
  if (const auto* call = std::get_if<Intrinsic>(&payload.value())) return {*call};
  const Document* literal = payload.literal();
  if (literal == nullptr) {
    throw UsageError("an intrinsic function takes no object or array as a literal");
  }
  if (is_text_ref) return {Quoted{{std::get<Expression>(literal->value())}}};
  return std::visit(LiteralVisitor{}, literal->value());
}

Intrinsic format(std::string_view text, std::vector<IntrinsicArgument> arguments) {
  std::string pattern;
  std::vector<IntrinsicArgument> rest(1);
  auto argument = arguments.begin();
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{' && text[i + 1] == '}') {
      if (const std::string* known = plain_text(*argument)) {
        pattern += *known;
      } else {
        pattern += "{}";
        rest.push_back(std::move(*argument));
      }
      ++argument;
      ++i;
    } else {
      if (c == '{' || c == '}') ++i;  // It is doubled, as FormatTemplate has checked.
      pattern += escape_literal(std::string_view{&c, 1});
    }
  }
  rest.front() = {Quoted{{std::move(pattern)}}};
  return {Function::format, std::move(rest)};
}

}  // namespace detail

namespace states {

using detail::call;

namespace {

std::string_view name(HashAlgorithm algorithm) {
  switch (algorithm) {
    case HashAlgorithm::md5:
      return "MD5";
    case HashAlgorithm::sha_1:
      return "SHA-1";
    case HashAlgorithm::sha_256:
      return "SHA-256";
    case HashAlgorithm::sha_384:
      return "SHA-384";
    case HashAlgorithm::sha_512:
      return "SHA-512";
  }
  return {};
}

}  // namespace

IntrinsicOf<Array> array_partition(const Argument<Array>& array, const Argument<Number>& size) {
  return IntrinsicOf<Array>{call(Function::array_partition, array, size)};
}

IntrinsicOf<Bool> array_contains(const Argument<Array>& array, const Argument<Dynamic>& value) {
  return IntrinsicOf<Bool>{call(Function::array_contains, array, value)};
}

IntrinsicOf<Array> array_range(const Argument<Number>& first, const Argument<Number>& last,
                               const Argument<Number>& step) {
  return IntrinsicOf<Array>{call(Function::array_range, first, last, step)};
}

IntrinsicOf<Dynamic> array_get_item(const Argument<Array>& array, const Argument<Number>& index) {
  return IntrinsicOf<Dynamic>{call(Function::array_get_item, array, index)};
}

IntrinsicOf<Number> array_length(const Argument<Array>& array) {
  return IntrinsicOf<Number>{call(Function::array_length, array)};
}

IntrinsicOf<Array> array_unique(const Argument<Array>& array) {
  return IntrinsicOf<Array>{call(Function::array_unique, array)};
}

IntrinsicOf<String> base64_encode(const Argument<String>& text) {
  return IntrinsicOf<String>{call(Function::base64_encode, text)};
}

IntrinsicOf<String> base64_decode(const Argument<String>& text) {
  return IntrinsicOf<String>{call(Function::base64_decode, text)};
}

IntrinsicOf<String> hash(const Argument<Dynamic>& data, HashAlgorithm algorithm) {
  return IntrinsicOf<String>{call(Function::hash, data, Argument<String>{name(algorithm)})};
}

IntrinsicOf<Dynamic> json_merge(const Argument<Dynamic>& first, const Argument<Dynamic>& second) {
  return IntrinsicOf<Dynamic>{call(Function::json_merge, first, second, Argument<Bool>{false})};
}

IntrinsicOf<Dynamic> string_to_json(const Argument<String>& text) {
  return IntrinsicOf<Dynamic>{call(Function::string_to_json, text)};
}

IntrinsicOf<String> json_to_string(const Argument<Dynamic>& value) {
  return IntrinsicOf<String>{call(Function::json_to_string, value)};
}

IntrinsicOf<Number> math_random(const Argument<Number>& start, const Argument<Number>& end) {
  return IntrinsicOf<Number>{call(Function::math_random, start, end)};
}

IntrinsicOf<Number> math_random(const Argument<Number>& start, const Argument<Number>& end,
                                const Argument<Number>& seed) {
  return IntrinsicOf<Number>{call(Function::math_random, start, end, seed)};
}

IntrinsicOf<Number> math_add(const Argument<Number>& first, const Argument<Number>& second) {
  return IntrinsicOf<Number>{call(Function::math_add, first, second)};
}

IntrinsicOf<Array> string_split(const Argument<String>& text, const Argument<String>& delimiters) {
  return IntrinsicOf<Array>{call(Function::string_split, text, delimiters)};
}

IntrinsicOf<String> uuid() {
  return IntrinsicOf<String>{call(Function::uuid)};
}

}  // namespace states
}  // namespace idm_synth::asl
