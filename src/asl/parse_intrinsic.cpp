// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <idm_synth/asl/parse_intrinsic.hpp>
#include <idm_synth/core/text.hpp>
#include <utility>

namespace idm_synth::asl {
namespace {

/// Deeper calls are refused before the stack feels them. The service takes 10.
constexpr std::size_t deepest = 10;

/// What may stand behind a backslash in a string.
constexpr std::string_view escaped = "'{}\\";

/// What an argument may be, as far as a literal tells: any of the letters s(tring), n(umber),
/// b(oolean), a(rray) and o(bject); a path may be anything. `?` is anything.
struct Signature {
  std::size_t least;
  std::size_t most;
  std::array<std::string_view, 3> takes;
  char gives;
};

constexpr std::size_t any_number = static_cast<std::size_t>(-1);

/// In the order of the enumeration.
/// https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
constexpr std::array<Signature, 18> signatures = {{
    {0, any_number, {"?", "?", "?"}, 'a'},  // Array
    {2, 2, {"a", "?"}, 'b'},                // ArrayContains
    {2, 2, {"a", "n"}, '?'},                // ArrayGetItem
    {1, 1, {"a"}, 'n'},                     // ArrayLength
    {2, 2, {"a", "n"}, 'a'},                // ArrayPartition
    {3, 3, {"n", "n", "n"}, 'a'},           // ArrayRange
    {1, 1, {"a"}, 'a'},                     // ArrayUnique
    {1, 1, {"s"}, 's'},                     // Base64Decode
    {1, 1, {"s"}, 's'},                     // Base64Encode
    {1, any_number, {"s", "?", "?"}, 's'},  // Format
    {2, 2, {"?", "s"}, 's'},                // Hash
    {3, 3, {"o", "o", "b"}, 'o'},           // JsonMerge
    {1, 1, {"?"}, 's'},                     // JsonToString
    {2, 2, {"n", "n"}, 'n'},                // MathAdd
    {2, 3, {"n", "n", "n"}, 'n'},           // MathRandom
    {2, 2, {"s", "s"}, 'a'},                // StringSplit
    {1, 1, {"s"}, '?'},                     // StringToJson
    {0, any_number, {"?", "?", "?"}, 's'},  // UUID, which ignores them
}};

const Signature& signature(Function function) {
  return signatures.at(static_cast<std::size_t>(function));
}

std::string arity_text(const Signature& expected) {
  const auto counted = [](std::size_t count) {
    return std::to_string(count) + (count == 1 ? " argument" : " arguments");
  };
  if (expected.most == any_number) return "at least " + counted(expected.least);
  if (expected.least == expected.most) return counted(expected.least);
  return std::to_string(expected.least) + " or " + counted(expected.most);
}

bool is_name_character(char c) {
  return detail::is_id_continue(c) || c == '.';
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_{text} {}

  std::variant<Intrinsic, IntrinsicProblem> parse() {
    Intrinsic call{};
    skip_blanks();
    if (parse_call(call, 1)) {
      skip_blanks();
      if (at_ == text_.size()) {
        call.source = text_;
        return call;
      }
      fail("more text follows the call");
    }
    return problem_;
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++at_;
  }
  bool fail(std::string message) { return fail_at(at_, std::move(message)); }
  bool fail_at(std::size_t offset, std::string message) {
    problem_ = {offset, std::move(message)};
    return false;
  }

  bool parse_call(Intrinsic& call, std::size_t depth) {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
    const std::string_view called = text_.substr(start, at_ - start);
    const auto function = find_function(called);
    if (!function) return fail_at(start, "there is no intrinsic function " + shown(called));
    if (depth > deepest) return fail_at(start, "functions nest deeper than 10 levels");
    call.function = *function;
    skip_blanks();
    if (peek() != '(') return fail("a parenthesis ( is missing behind " + std::string{called});
    ++at_;
    skip_blanks();
    if (peek() == ')') {
      ++at_;
      return true;
    }
    while (true) {
      if (!parse_argument(call.arguments.emplace_back(), depth)) return false;
      skip_blanks();
      if (peek() == ')') {
        ++at_;
        return true;
      }
      if (peek() != ',') {
        return fail(at_ == text_.size() ? "the parenthesis is not closed"
                                        : "a comma or a closing parenthesis is missing");
      }
      ++at_;
      skip_blanks();
    }
  }

  bool parse_argument(IntrinsicArgument& argument, std::size_t depth) {
    const char c = peek();
    if (c == '\'') return parse_string(argument);
    if (c == '$') return parse_path(argument);
    if (c == '-' || is_digit(c)) return parse_number(argument);
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    if (word == "null") {
      argument.value = nullptr;
    } else if (word == "true" || word == "false") {
      argument.value = word == "true";
    } else if (word.starts_with("States.")) {
      at_ = start;
      Intrinsic call{};
      if (!parse_call(call, depth + 1)) return false;
      argument.value = std::move(call);
    } else {
      return fail_at(start,
                     "an argument is a 'string', a number, true, false, null, a path or a call");
    }
    return true;
  }

  bool parse_string(IntrinsicArgument& argument) {
    const std::size_t start = ++at_;
    for (; at_ < text_.size() && text_[at_] != '\''; ++at_) {
      if (text_[at_] != '\\' || ++at_ == text_.size()) continue;
      if (escaped.find(text_[at_]) == std::string_view::npos) {
        return fail_at(at_ - 1, "in a string, a backslash stands only before ' { } or \\");
      }
    }
    if (at_ >= text_.size()) return fail_at(start - 1, "the string is not closed by a quote '");
    argument.value =
        IntrinsicArgument::Quoted{{Template::Part{std::string{text_.substr(start, at_ - start)}}}};
    ++at_;
    return true;
  }

  bool parse_number(IntrinsicArgument& argument) {
    const char* first = text_.data() + at_;
    const char* last = text_.data() + text_.size();
    // from_chars would take "-inf".
    if (*first == '-' && (first + 1 == last || !is_digit(first[1]))) {
      return fail("this is no number");
    }
    std::int64_t integer = 0;
    const auto whole = std::from_chars(first, last, integer);
    double number = 0;
    const auto real = std::from_chars(first, last, number);
    if (real.ec != std::errc{}) return fail("this is no number");
    if (whole.ec == std::errc{} && whole.ptr == real.ptr) {
      argument.value = integer;
    } else {
      argument.value = number;
    }
    at_ += static_cast<std::size_t>(real.ptr - first);
    return true;
  }

  bool parse_path(IntrinsicArgument& argument) {
    const std::size_t start = at_;
    std::size_t open = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\'' || c == '"') {
        // Only brackets hold quotes.
        if (open == 0) break;
        const std::size_t quote = at_++;
        while (at_ < text_.size() && text_[at_] != c) at_ += text_[at_] == '\\' ? 2 : 1;
        if (at_ >= text_.size()) return fail_at(quote, "a quote in the path is not closed");
      } else if (c == '[' || c == '(') {
        ++open;
      } else if (c == ']' || c == ')') {
        if (open == 0) break;
        --open;
      } else if (open == 0 && (c == ',' || c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
        break;
      }
    }
    PathProblem problem = PathProblem::none;
    const std::string_view written = text_.substr(start, at_ - start);
    auto path = Path::parse(written, problem);
    if (!path) {
      return fail_at(start, shown(written) + " is no path: " + std::string{describe(problem)});
    }
    argument.value = std::move(*path);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  IntrinsicProblem problem_;
};

/// The letter of Signature; `?` for what only the running machine knows.
char type_of(const IntrinsicArgument::Value& value) {
  struct Visitor {
    char operator()(std::nullptr_t) const { return '0'; }
    char operator()(bool) const { return 'b'; }
    char operator()(std::int64_t) const { return 'n'; }
    char operator()(double) const { return 'n'; }
    char operator()(const IntrinsicArgument::Quoted&) const { return 's'; }
    char operator()(const Expression&) const { return '?'; }
    char operator()(const Path&) const { return '?'; }
    char operator()(const Intrinsic& call) const { return signature(call.function).gives; }
  };
  return std::visit(Visitor{}, value);
}

std::string_view type_name(char type) {
  switch (type) {
    case 's':
      return "a string";
    case 'n':
      return "a number";
    case 'b':
      return "a boolean";
    case 'a':
      return "an array";
    case 'o':
      return "an object";
    default:
      return "null";
  }
}

std::optional<std::string> doomed_arity(const Intrinsic& call) {
  const Signature& expected = signature(call.function);
  const std::size_t given = call.arguments.size();
  if (given >= expected.least && given <= expected.most) return std::nullopt;
  return std::string{name(call.function)} + " takes " + arity_text(expected) + ", not " +
         std::to_string(given);
}

/// The placeholders of a States.Format whose template is written out.
std::optional<std::string> doomed_template(const Intrinsic& call) {
  const auto* text = std::get_if<IntrinsicArgument::Quoted>(&call.arguments.front().value);
  if (text == nullptr) return std::nullopt;
  std::size_t placeholders = 0;
  for (const Template::Part& part : text->parts) {
    const auto* written = std::get_if<std::string>(&part);
    if (written == nullptr) continue;
    for (std::size_t i = 0; i < written->size(); ++i) {
      const char c = (*written)[i];
      if (c == '\\') {
        ++i;
      } else if (c == '{' && written->substr(i + 1, 1) == "}") {
        ++placeholders;
        ++i;
      } else if (c == '{' || c == '}') {
        return std::string{"the template of States.Format has a single "} + c +
               ": a placeholder is {}, and a brace is \\{ or \\}";
      }
    }
  }
  const std::size_t values = call.arguments.size() - 1;
  if (placeholders == values) return std::nullopt;
  return "the template of States.Format has " + std::to_string(placeholders) +
         " placeholders {} for " + std::to_string(values) + (values == 1 ? " value" : " values");
}

const std::int64_t* integer(const Intrinsic& call, std::size_t index) {
  return std::get_if<std::int64_t>(&call.arguments.at(index).value);
}

/// The rules about values that go beyond types.
std::optional<std::string> doomed_value(const Intrinsic& call) {
  if (call.function == Function::array_partition) {
    const auto* size = integer(call, 1);
    if (size != nullptr && *size < 1) return "States.ArrayPartition needs a positive size";
  } else if (call.function == Function::array_range) {
    const auto* step = integer(call, 2);
    if (step != nullptr && *step == 0) return "States.ArrayRange needs a step other than 0";
  } else if (call.function == Function::array_get_item) {
    const auto* index = integer(call, 1);
    if (index != nullptr && *index < 0) return "States.ArrayGetItem counts from 0";
  } else if (call.function == Function::json_merge) {
    const auto* deep = std::get_if<bool>(&call.arguments.at(2).value);
    if (deep != nullptr && *deep) return "States.JsonMerge only merges shallowly: give false";
  } else if (call.function == Function::format) {
    return doomed_template(call);
  } else if (call.function == Function::hash) {
    const auto* algorithm = std::get_if<IntrinsicArgument::Quoted>(&call.arguments.at(1).value);
    if (algorithm == nullptr) return std::nullopt;
    const auto& given = std::get<std::string>(algorithm->parts.front());
    for (const std::string_view known : {"MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"}) {
      if (given == known) return std::nullopt;
    }
    return "States.Hash knows MD5, SHA-1, SHA-256, SHA-384 and SHA-512, not " + shown(given);
  }
  return std::nullopt;
}

}  // namespace

std::variant<Intrinsic, IntrinsicProblem> parse_intrinsic(std::string_view text) {
  return Parser{text}.parse();
}

bool looks_like_intrinsic(std::string_view text) {
  if (!text.starts_with("States.")) return false;
  std::size_t at = 7;
  while (at < text.size() && is_name_character(text[at])) ++at;
  return at < text.size() && text[at] == '(';
}

std::optional<std::string> doomed_argument(const Intrinsic& call) {
  if (auto doomed = doomed_arity(call)) return doomed;
  const Signature& expected = signature(call.function);
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const IntrinsicArgument::Value& value = call.arguments[i].value;
    const std::string_view takes = i < expected.takes.size() ? expected.takes.at(i) : "?";
    const char type = type_of(value);
    if (type != '?' && takes != "?" && takes.find(type) == std::string_view::npos) {
      return std::string{name(call.function)} + " takes " + std::string{type_name(takes.front())} +
             " as argument " + std::to_string(i + 1) + ", not " + std::string{type_name(type)};
    }
    if (const auto* nested = std::get_if<Intrinsic>(&value)) {
      if (auto doomed = doomed_argument(*nested)) return doomed;
    }
  }
  return doomed_value(call);
}

bool gives_string(Function function) {
  return signature(function).gives == 's' || function == Function::array_get_item;
}

}  // namespace idm_synth::asl
