// SPDX-License-Identifier: Apache-2.0
#include "path_filter.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <idm_synth/core/error.hpp>
#include <idm_synth/core/text.hpp>
#include <utility>

#include "java.hpp"

namespace idm_synth::asl {
namespace {

using json::Value;
using Operator = PathFilter::Operator;

struct Spelling {
  std::string_view text;
  Operator operation;
};

/// Longer ones before those that they start with.
constexpr std::array<Spelling, 7> operators = {{
    {"==", Operator::equal},
    {"!=", Operator::not_equal},
    {"<=", Operator::less_equal},
    {">=", Operator::greater_equal},
    {"=~", Operator::matches},
    {"<", Operator::less},
    {">", Operator::greater},
}};

bool is_number(const Value& value) {
  return value.kind() == Value::Kind::integer || value.kind() == Value::Kind::number;
}

double as_double(const Value& value) {
  return value.kind() == Value::Kind::integer ? static_cast<double>(value.integer())
                                              : value.number();
}

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return number;
}

template <class T>
int order(const T& left, const T& right) {
  return static_cast<int>(left > right) - static_cast<int>(left < right);
}

/// The text "null" is as good as a null.
bool is_null(const Value& value) {
  return value.kind() == Value::Kind::null ||
         (value.kind() == Value::Kind::string && value.text() == "null");
}

/// Below 0 where the left one is less, above where it is greater; nothing where they cannot be
/// compared. A text takes the kind of what stands on its left, not on its right.
std::optional<int> compared(const Value& left, const Value& right) {
  if (is_null(left) || is_null(right)) return order(!is_null(left), !is_null(right));
  const bool is_text = right.kind() == Value::Kind::string;
  if (is_text && left.kind() == Value::Kind::string) {
    return java::compare(left.text(), right.text());
  }
  if (is_number(left) && is_number(right)) return order(as_double(left), as_double(right));
  if (is_number(left) && is_text) {
    const auto number = number_in(right.text());
    return number.has_value() ? std::optional{order(as_double(left), *number)} : std::nullopt;
  }
  if (left.kind() != Value::Kind::boolean) return std::nullopt;
  if (is_text) return order(left.boolean(), equal_but_for_case(right.text(), "true"));
  if (right.kind() != Value::Kind::boolean) return std::nullopt;
  return order(left.boolean(), right.boolean());
}

/// Bounds what is read by recursion: our own reading of filters within filters, and the standard
/// library's of regular expressions, which takes stack for each character.
constexpr std::size_t deepest_filter = 200;
constexpr std::size_t longest_pattern = 4096;

/// Whether more brackets or negations are open at once than is read.
bool nests_too_deep(std::string_view text) {
  std::size_t open = 0;
  std::size_t negations = 0;
  for (const char c : text) {
    if (c != ' ') negations = c == '!' ? negations + 1 : 0;
    if (c == '(' || c == '[') ++open;
    if ((c == ')' || c == ']') && open > 0) --open;
    if (open > deepest_filter || negations > deepest_filter) return true;
  }
  return false;
}

bool matches(const std::regex& pattern, const Value& value) {
  if (value.kind() == Value::Kind::array) {
    return std::any_of(value.items().begin(), value.items().end(),
                       [&](const Value& item) { return matches(pattern, item); });
  }
  std::string text;
  if (value.kind() == Value::Kind::string) {
    text = value.text();
  } else if (is_number(value) || value.kind() == Value::Kind::boolean) {
    text = json::to_text(value);
  }
  return std::regex_match(text, pattern);
}

}  // namespace

/// https://github.com/json-path/JsonPath#predicates
class FilterParser {
 public:
  FilterParser(std::string_view text, std::size_t& at, json::Arena& literals)
      : text_{text}, at_{at}, literals_{literals} {}

  using Node = PathFilter::Node;
  using Kind = PathFilter::Node::Kind;

  Node parse() {
    if (nests_too_deep(text_.substr(at_))) {
      throw UsageError("the path " + shown(text_) + " has a filter that nests deeper than " +
                       std::to_string(deepest_filter) + " levels");
    }
    return group();
  }

 private:
  Node group() {
    Node root = any();
    skip_blanks();
    if (!take(")")) fail();
    return root;
  }

  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (peek() == ' ') ++at_;
  }
  bool take(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }
  [[noreturn]] void fail() const {
    throw UsageError("the filter of the path " + shown(text_) + " cannot be read at " +
                     shown(text_.substr(at_)));
  }

  Node any() {
    return sequence("||", Kind::any, [this] { return all(); });
  }
  Node all() {
    return sequence("&&", Kind::all, [this] { return term(); });
  }
  template <class Part>
  Node sequence(std::string_view separator, Kind kind, const Part& part) {
    Node first = part();
    skip_blanks();
    if (!text_.substr(at_).starts_with(separator)) return first;
    Node joined{.kind = kind};
    joined.children.push_back(std::move(first));
    while (take(separator)) {
      joined.children.push_back(part());
      skip_blanks();
    }
    return joined;
  }

  Node term() {
    skip_blanks();
    if (take("!")) {
      Node negation{.kind = Kind::negation};
      negation.children.push_back(term());
      return negation;
    }
    if (take("(")) return group();
    Node node{.kind = Kind::exists, .left = operand(true)};
    skip_blanks();
    if (const auto operation = find_operator()) {
      node.kind = Kind::comparison;
      node.operation = *operation;
      skip_blanks();
      node.right = *operation == Operator::matches ? pattern() : operand(false);
    } else if (!std::holds_alternative<PathFilter::ItemPath>(node.left)) {
      fail();
    }
    return node;
  }

  std::optional<Operator> find_operator() {
    for (const auto& [spelling, operation] : operators) {
      if (take(spelling)) return operation;
    }
    return std::nullopt;
  }

  PathFilter::Operand operand(bool is_left) {
    if (peek() == '@' || peek() == '$') {
      const bool is_root = peek() == '$';
      ++at_;
      auto path = std::make_shared<const JsonPath>(text_, at_, true);
      if (!path->is_definite()) fail();
      return PathFilter::ItemPath{is_root, std::move(path)};
    }
    if (peek() == '\'' || peek() == '"') return string();
    return bare_text(is_left);
  }

  PathFilter::Operand pattern() {
    if (!take("/")) fail();
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != '/') at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size()) fail();
    if (at_ - start > longest_pattern) {
      throw UsageError("the path " + shown(text_) + " has a regular expression of more than " +
                       std::to_string(longest_pattern) + " characters");
    }
    const std::string source{text_.substr(start, at_ - start)};
    auto flags = std::regex::ECMAScript;
#ifdef __GLIBCXX__
    // Its usual matcher takes stack for each character of the text.
    flags |= std::regex_constants::__polynomial;
#endif
    for (++at_; is_letter(peek()); ++at_) {
      if (peek() == 'i') flags |= std::regex::icase;
    }
    try {
      return std::regex{source, flags};
    } catch (const std::regex_error&) {
      throw UsageError("the path " + shown(text_) +
                       " has a regular expression that is none: " + shown(source));
    }
  }

  /// A text without quotes: on the left up to an operator, on the right to the end of the test.
  Value bare_text(bool is_left) {
    const std::size_t start = at_;
    const auto is_end = [&] {
      const std::string_view rest = text_.substr(at_);
      return rest.empty() || rest.front() == ')' || rest.starts_with("&&") ||
             rest.starts_with("||") ||
             (is_left && std::string_view{"=!<>"}.find(rest.front()) != std::string_view::npos);
    };
    while (!is_end()) ++at_;
    std::string_view bare = text_.substr(start, at_ - start);
    while (bare.ends_with(' ')) bare.remove_suffix(1);
    if (bare.empty()) fail();
    return literals_.string(bare);
  }

  Value string() {
    const char quote = peek();
    std::string content;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      content += text_[at_];
    }
    if (at_ >= text_.size()) fail();
    ++at_;
    return literals_.string(content);
  }

  std::string_view text_;
  std::size_t& at_;
  json::Arena& literals_;
};

PathFilter::PathFilter(std::string_view text, std::size_t& at)
    : root_{FilterParser{text, at, literals_}.parse()} {}

bool PathFilter::accepts(const Value& item, const Value& document, json::Arena& arena) const {
  return item.kind() == Value::Kind::object && holds(root_, {item, document, arena});
}

bool PathFilter::holds(const Node& node, const Place& place) {
  const auto is_held = [&](const Node& child) { return holds(child, place); };
  switch (node.kind) {
    case Node::Kind::all:
      return std::all_of(node.children.begin(), node.children.end(), is_held);
    case Node::Kind::any:
      return std::any_of(node.children.begin(), node.children.end(), is_held);
    case Node::Kind::negation:
      return !is_held(node.children.front());
    case Node::Kind::exists: {
      // Here a path that starts with $ is one into the item, too.
      const auto found = value_of(node.left, {place.item, place.item, place.arena});
      return found.has_value() && found->kind() != Value::Kind::null;
    }
    case Node::Kind::comparison:
      break;
  }
  return compare(node, place);
}

std::optional<Value> PathFilter::value_of(const Operand& operand, const Place& place) {
  if (const auto* path = std::get_if<ItemPath>(&operand)) {
    return path->path->find_or_null(path->is_root ? place.document : place.item, place.document,
                                    place.arena);
  }
  return std::get<Value>(operand);
}

bool PathFilter::compare(const Node& node, const Place& place) {
  const auto left = value_of(node.left, place);
  if (!left.has_value()) return false;
  if (const auto* pattern = std::get_if<std::regex>(&node.right)) {
    return asl::matches(*pattern, *left);
  }
  const auto right = value_of(node.right, place);
  if (!right.has_value()) return false;
  const auto order = compared(*left, *right);
  if (!order.has_value()) return false;
  if (node.operation == Operator::equal) return *order == 0;
  if (node.operation == Operator::not_equal) return *order != 0;
  if ((left->kind() == Value::Kind::null) != (right->kind() == Value::Kind::null)) return false;
  switch (node.operation) {
    case Operator::less:
      return *order < 0;
    case Operator::less_equal:
      return *order <= 0;
    case Operator::greater:
      return *order > 0;
    default:
      return *order >= 0;
  }
}

}  // namespace idm_synth::asl
