// SPDX-License-Identifier: Apache-2.0
// The filters of paths: `?(@.price < 10 && @.name =~ /a.*/)`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/json/arena.hpp>
#include <memory>
#include <optional>
#include <regex>
#include <string_view>
#include <variant>
#include <vector>

#include "json_path.hpp"

namespace idm_synth::asl {

/// A filter as Jayway 2.0 reads it: a literal is a text, in quotes or not, and takes the kind of
/// what it is compared with. The service knows no operators that are words.
/// https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
class PathFilter {
 public:
  /// Reads a filter from the offset `at`, behind `?(`, to its closing parenthesis; `at` is left
  /// behind that. Throws UsageError.
  PathFilter(std::string_view text, std::size_t& at);

  /// Only objects are accepted.
  [[nodiscard]] bool accepts(const json::Value& item, const json::Value& document,
                             json::Arena& arena) const;

  enum class Operator : std::uint8_t {
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    matches,
  };

 private:
  friend class FilterParser;

  struct ItemPath {
    bool is_root;  ///< `$`, not `@`
    std::shared_ptr<const JsonPath> path;
  };
  using Operand = std::variant<json::Value, ItemPath, std::regex>;
  struct Node {
    enum class Kind : std::uint8_t { all, any, negation, exists, comparison };
    Kind kind;
    std::vector<Node> children = {};
    Operand left = {};
    Operator operation = Operator::equal;
    Operand right = {};
  };
  /// What a filter is evaluated in.
  struct Place {
    const json::Value& item;
    const json::Value& document;
    json::Arena& arena;
  };

  [[nodiscard]] static bool holds(const Node& node, const Place& place);
  [[nodiscard]] static bool compare(const Node& node, const Place& place);
  [[nodiscard]] static std::optional<json::Value> value_of(const Operand& operand,
                                                           const Place& place);

  json::Arena literals_;
  Node root_;
};

}  // namespace idm_synth::asl
