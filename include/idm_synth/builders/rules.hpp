// SPDX-License-Identifier: Apache-2.0
// What AWS allows in the arguments of its resources, above all where the Terraform provider's own
// validation lets a mistake pass that AWS refuses later, during apply.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/core/diagnostic.hpp>
#include <idm_synth/core/stack.hpp>
#include <idm_synth/core/value.hpp>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace idm_synth::builders {

/// Limits a text: its length, the characters in it, its form.
struct TextLimit {
  std::size_t min = 0;  ///< characters (Unicode code points), unless in_bytes
  std::size_t max = 0;
  bool (*is_allowed)(char32_t character) = nullptr;    ///< null: every character
  std::string (*problem)(std::string_view) = nullptr;  ///< as in "has 5 fields"; empty: none
  bool in_bytes = false;                               ///< min and max count bytes of UTF-8
};

/// Limits a whole number.
struct NumberLimit {
  std::int64_t min = 0;
  std::int64_t max = 0;
  bool or_minus_one = false;                   ///< -1 is allowed, too: AWS Backup's "for ever"
  bool (*is_allowed)(std::int64_t) = nullptr;  ///< null: every number from min to max
};

/// The texts that are allowed.
struct TextChoice {
  std::span<const std::string_view> texts;
};

/// Limits the number of items in a list or of keys in a map.
struct CountLimit {
  std::size_t min = 0;
  std::size_t max = 0;
};

/// Limits a document that becomes JSON text: its size in bytes, and the characters in its texts.
struct DocumentLimit {
  std::size_t max = 0;
  bool without_blanks = false;  ///< blanks do not count
  bool (*is_allowed)(char32_t character) = nullptr;
};

/// A rule about several arguments of one block.
struct BlockLimit {
  std::string (*problem)(const Value& block);  ///< as in "has ..."; empty: none
};

/// One rule of AWS.
struct Rule {
  std::string_view code;     ///< of the diagnostic, such as "backup-plan-name"
  std::string_view type;     ///< the resource's type; empty: every resource
  std::string_view path;     ///< to the argument through nested blocks, such as "rule.schedule"
  std::string_view allowed;  ///< in words, for the diagnostic's help
  std::string_view source;   ///< where AWS says so
  std::variant<TextLimit, NumberLimit, TextChoice, CountLimit, DocumentLimit, BlockLimit> limit;
};

/// Every rule, ordered by type.
[[nodiscard]] std::span<const Rule> aws_rules();

/// What AWS would refuse in a block of that type; of each diagnostic, address and places are left
/// to the caller. Only literals are checked: what an expression will give is not known.
/// `type` is a resource's, or an API action's, such as "rds:StartExportTask".
[[nodiscard]] Diagnostics violations(std::string_view type, const Value& body);

/// Reports findings about a node, with its address and place.
void report_findings(Stack& stack, const Node& node, Diagnostics found);

/// Reports what AWS would refuse in an element of the stack.
void report_violations(Stack& stack, const Element& element);

/// Reports what AWS would refuse in a document that is given to an argument of the node. (The
/// argument itself holds an expression, jsonencode(...), which tells nothing.)
void report_violations(Stack& stack, const Node& node, std::string_view type,
                       std::string_view argument, const Document& document);

/// The least number of bytes that jsonencode can make of the document: expressions count as
/// nothing.
[[nodiscard]] std::size_t smallest_size(const Document& document, bool without_blanks = false);

/// Adds a resource as Stack::add() does, and reports what AWS would refuse. The builders add all of
/// theirs with it.
template <class T>
Resource<T> add_checked(Stack& stack, std::string_view name, const T& arguments,
                        const MetaArguments& meta = {}, SourcePlace place = SourcePlace::here()) {
  Resource<T> resource = stack.add(name, arguments, meta, place);
  report_violations(stack, stack.elements().back());
  return resource;
}

}  // namespace idm_synth::builders
