// SPDX-License-Identifier: Apache-2.0
#include "path_filter.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <idm_synth/core/error.hpp>
#include <idm_synth/core/text.hpp>
#include <utility>

namespace idm_synth::asl {
namespace {

using json::Value;
using Operator = PathFilter::Operator;

struct Spelling {
  std::string_view text;
  Operator operation;
};

/// Longer ones before those that they start with.
constexpr std::array<Spelling, 19> operators = {{
    {"===", Operator::identical}, {"!==", Operator::not_identical},
    {"==", Operator::equal},      {"!=", Operator::not_equal},
    {"<=", Operator::less_equal}, {">=", Operator::greater_equal},
    {"=~", Operator::matches},    {"<", Operator::less},
    {">", Operator::greater},     {"in", Operator::in},
    {"nin", Operator::not_in},    {"contains", Operator::contains},
    {"all", Operator::all},       {"subsetof", Operator::subset_of},
    {"anyof", Operator::any_of},  {"noneof", Operator::none_of},
    {"size", Operator::size},     {"empty", Operator::empty},
    {"=", Operator::equal},
}};

bool is_number(const Value& value) {
  return value.kind() == Value::Kind::integer || value.kind() == Value::Kind::number;
}

double as_double(const Value& value) {
  return value.kind() == Value::Kind::integer ? static_cast<double>(value.integer())
                                              : value.number();
}

/// Numbers also equal strings that spell them.
bool equals(const Value& left, const Value& right) {
  if (is_number(right) && left.kind() == Value::Kind::string) return equals(right, left);
  if (!is_number(left) || right.kind() != Value::Kind::string) return json::equal(left, right);
  double number = 0;
  const std::string_view text = right.text();
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && stop == text.data() + text.size() && number == as_double(left);
}

bool is_less(const Value& left, const Value& right) {
  if (is_number(left) && is_number(right)) return as_double(left) < as_double(right);
  return left.kind() == Value::Kind::string && right.kind() == Value::Kind::string &&
         left.text() < right.text();
}

bool is_ordered(const Value& left, const Value& right) {
  return (is_number(left) && is_number(right)) ||
         (left.kind() == Value::Kind::string && right.kind() == Value::Kind::string);
}

bool holds_item(const Value& array, const Value& wanted) {
  return array.kind() == Value::Kind::array &&
         std::any_of(array.items().begin(), array.items().end(),
                     [&](const Value& item) { return equals(item, wanted); });
}

/// Whether all, or some, of the items of one array stand in the other.
bool holds_all(const Value& array, const Value& wanted) {
  return array.kind() == Value::Kind::array && wanted.kind() == Value::Kind::array &&
         std::all_of(wanted.items().begin(), wanted.items().end(),
                     [&](const Value& item) { return holds_item(array, item); });
}
bool holds_some(const Value& array, const Value& wanted) {
  return array.kind() == Value::Kind::array && wanted.kind() == Value::Kind::array &&
         std::any_of(wanted.items().begin(), wanted.items().end(),
                     [&](const Value& item) { return holds_item(array, item); });
}

std::optional<std::size_t> size_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::string:
      return character_count(value.text());
    case Value::Kind::array:
      return value.items().size();
    case Value::Kind::object:
      return value.members().size();
    default:
      return std::nullopt;
  }
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
    Node node{.kind = Kind::exists, .left = operand()};
    skip_blanks();
    if (const auto operation = find_operator()) {
      node.kind = Kind::comparison;
      node.operation = *operation;
      skip_blanks();
      node.right = operand();
    } else if (!std::holds_alternative<PathFilter::ItemPath>(node.left)) {
      fail();
    }
    return node;
  }

  std::optional<Operator> find_operator() {
    for (const auto& [spelling, operation] : operators) {
      if (!text_.substr(at_).starts_with(spelling)) continue;
      const std::size_t end = at_ + spelling.size();
      if (is_letter(spelling.front()) && end < text_.size() && is_letter(text_[end])) continue;
      at_ = end;
      return operation;
    }
    return std::nullopt;
  }

  PathFilter::Operand operand() {
    if (peek() == '@' || peek() == '$') {
      const bool is_root = peek() == '$';
      ++at_;
      return PathFilter::ItemPath{is_root, std::make_shared<const JsonPath>(text_, at_, true)};
    }
    if (peek() == '/') return pattern();
    return literal();
  }

  std::regex pattern() {
    const std::size_t start = ++at_;
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

  Value literal() {
    if (peek() == '\'' || peek() == '"') return string();
    if (take("[")) return array();
    if (take("true")) return json::Arena::boolean(true);
    if (take("false")) return json::Arena::boolean(false);
    if (take("null")) return json::Arena::null();
    const char* const first = text_.data() + at_;
    const char* const end = text_.data() + text_.size();
    std::int64_t integer = 0;
    double number = 0;
    const auto whole = std::from_chars(first, end, integer);
    const auto real = std::from_chars(first, end, number);
    if (real.ec != std::errc{}) fail();
    at_ += static_cast<std::size_t>(real.ptr - first);
    if (whole.ec == std::errc{} && whole.ptr == real.ptr) return json::Arena::integer(integer);
    return json::Arena::number(number);
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

  Value array() {
    std::vector<Value> items;
    skip_blanks();
    while (!take("]")) {
      items.push_back(literal());
      skip_blanks();
      if (peek() != ']' && !take(",")) fail();
      skip_blanks();
    }
    return literals_.array(items);
  }

  std::string_view text_;
  std::size_t& at_;
  json::Arena& literals_;
};

PathFilter::PathFilter(std::string_view text, std::size_t& at)
    : root_{FilterParser{text, at, literals_}.parse()} {}

bool PathFilter::accepts(const Value& item, const Value& document, json::Arena& arena) const {
  return holds(root_, {item, document, arena});
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
    case Node::Kind::exists:
      return value_of(node.left, place).has_value();
    case Node::Kind::comparison:
      break;
  }
  return compare(node, place);
}

std::optional<Value> PathFilter::value_of(const Operand& operand, const Place& place) {
  if (const auto* path = std::get_if<ItemPath>(&operand)) {
    return path->path->find(path->is_root ? place.document : place.item, place.document,
                            place.arena);
  }
  return std::get<Value>(operand);
}

bool PathFilter::compare(const Node& node, const Place& place) {
  if (node.operation == Operator::matches) {
    const auto* pattern = std::get_if<std::regex>(&node.right);
    const Operand& other = pattern == nullptr ? node.right : node.left;
    if (pattern == nullptr) pattern = std::get_if<std::regex>(&node.left);
    if (pattern == nullptr || std::holds_alternative<std::regex>(other)) return false;
    const auto value = value_of(other, place);
    return value.has_value() && asl::matches(*pattern, *value);
  }
  if (std::holds_alternative<std::regex>(node.left) ||
      std::holds_alternative<std::regex>(node.right)) {
    return false;
  }
  const auto left = value_of(node.left, place);
  const auto right = value_of(node.right, place);
  const bool are_there = left.has_value() && right.has_value();
  const auto same = [&] { return are_there && equals(*left, *right); };
  const auto identical = [&] { return are_there && json::equal(*left, *right); };
  const auto ordered = [&] { return are_there && is_ordered(*left, *right); };
  switch (node.operation) {
    case Operator::equal:
      return same();
    case Operator::not_equal:
      return !same();
    case Operator::identical:
      return identical();
    case Operator::not_identical:
      return !identical();
    case Operator::less:
      return ordered() && is_less(*left, *right);
    case Operator::less_equal:
      return ordered() && !is_less(*right, *left);
    case Operator::greater:
      return ordered() && is_less(*right, *left);
    case Operator::greater_equal:
      return ordered() && !is_less(*left, *right);
    case Operator::in:
      return are_there && holds_item(*right, *left);
    case Operator::not_in:
      return !(are_there && holds_item(*right, *left));
    case Operator::contains:
      if (!are_there) return false;
      if (left->kind() == Value::Kind::string && right->kind() == Value::Kind::string) {
        return left->text().find(right->text()) != std::string_view::npos;
      }
      return holds_item(*left, *right);
    case Operator::all:
      return are_there && holds_all(*left, *right);
    case Operator::subset_of:
      return are_there && holds_all(*right, *left);
    case Operator::any_of:
      return are_there && holds_some(*right, *left);
    case Operator::none_of:
      return !(are_there && holds_some(*right, *left));
    case Operator::size:
      return are_there && is_number(*right) && size_of(*left).has_value() &&
             static_cast<double>(*size_of(*left)) == as_double(*right);
    case Operator::empty:
      return are_there && right->kind() == Value::Kind::boolean && size_of(*left).has_value() &&
             (*size_of(*left) == 0) == right->boolean();
    case Operator::matches:
      break;
  }
  return false;
}

}  // namespace idm_synth::asl
