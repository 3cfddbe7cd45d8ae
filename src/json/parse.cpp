// SPDX-License-Identifier: Apache-2.0
// Builds a Tree from the events of nlohmann's parser. Those do not say where they come from, so the
// text is given to it through a cursor that knows. The parser looks at every character several
// times, so the cursor leaves out what it need not see: the insides of plain strings, which are
// taken from the text, and indentation.
#include <algorithm>
#include <cstring>
#include <idm_synth/core/text.hpp>
#include <idm_synth/json/located.hpp>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "explain.hpp"

namespace idm_synth::json {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The number there, where it is an integer; else nothing. The text goes on behind it.
std::string_view integer_at(const char* at) {
  const char* end = at + (*at == '-' ? 1 : 0);
  while (*end >= '0' && *end <= '9') ++end;
  const bool is_integer = *end != '.' && *end != 'e' && *end != 'E';
  return is_integer ? std::string_view{at, static_cast<std::size_t>(end - at)} : std::string_view{};
}

/// Where the parser is in a text, which ends with a line feed and a NUL.
class Cursor {
 public:
  /// Comments may hold quotes: where they are allowed, nothing is left out.
  Cursor(const char* text, bool leaves_out) : at_{text}, leaves_out_{leaves_out} {}

  [[nodiscard]] const char* at() const { return at_; }
  /// Where the last string starts, unless comments are allowed.
  [[nodiscard]] const char* string_start() const { return string_start_; }

  void advance() {
    const char passed = *at_++;
    if (!leaves_out_) return;
    if (inside_ == Inside::escape) {
      inside_ = Inside::string;
    } else if (passed == '"') {
      pass_quote();
    } else if (passed == '\n') {
      // In a string, it is an error in itself.
      while (is_blank(*at_)) ++at_;
    } else if (passed == '\\') {
      inside_ = Inside::escape;
    }
  }

 private:
  void pass_quote() {
    if (inside_ == Inside::string) {
      inside_ = Inside::nothing;
      return;
    }
    inside_ = Inside::string;
    string_start_ = at_ - 1;
    const char* end = at_;
    while (*end != '"' && *end != '\\' && static_cast<unsigned char>(*end) >= 0x20) ++end;
    if (*end == '"') at_ = end;
  }

  const char* at_;
  const char* string_start_ = nullptr;
  bool leaves_out_;
  enum class Inside { nothing, string, escape } inside_ = Inside::nothing;
};

/// Iterates over a text, by a cursor that stands outside since the parser keeps its own copy.
struct CursorIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor* cursor;

  reference operator*() const { return *cursor->at(); }
  CursorIterator& operator++() {
    cursor->advance();
    return *this;
  }
  CursorIterator operator++(int) = delete;
  bool operator==(const CursorIterator& other) const { return cursor->at() == other.cursor->at(); }
  bool operator!=(const CursorIterator& other) const { return !(*this == other); }
};

/// Objects this small are searched for repeated keys pair by pair.
constexpr std::size_t few_keys = 16;

}  // namespace

/// The handler of the parser's events.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, const ParseOptions& options, std::pmr::memory_resource& memory)
      : text_{text}, options_{options}, memory_{memory}, cursor_{text.data(), !options.comments} {}

  /// Parses the text; false where it is no JSON, for the reason that fault() then gives.
  bool parse() {
    Cursor end{text_.data() + text_.size(), false};
    return nlohmann::json::sax_parse(CursorIterator{&cursor_}, CursorIterator{&end}, this,
                                     nlohmann::json::input_format_t::json, true, options_.comments);
  }
  [[nodiscard]] const Value& root() const { return values_.front(); }
  [[nodiscard]] const Fault& fault() const { return fault_; }

  // What the parser calls. Each gives false to stop it.
  bool null() {
    scalar(Value::Kind::null);
    return true;
  }
  bool boolean(bool value) {
    scalar(Value::Kind::boolean).payload_.boolean = value;
    return true;
  }
  bool number_integer(std::int64_t value) {
    number(Value::Kind::integer).payload_.integer = value;
    return true;
  }
  bool number_unsigned(std::uint64_t value) {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return number_integer(static_cast<std::int64_t>(value));
    }
    return number_float(static_cast<double>(value), {});
  }
  bool number_float(double nearest, const std::string& /*spelling*/) {
    Value& value = number(Value::Kind::number);
    const std::string_view digits = integer_at(text_.data() + value.offset_);
    if (digits.empty()) {
      value.payload_.number = nearest;
    } else {
      value.payload_.text = digits.data();
      value.size_ = static_cast<std::uint32_t>(digits.size());
    }
    return true;
  }
  bool string(const std::string& content) {
    Value& value = push(Value::Kind::string, begin_string());
    end_token(ParseState::After::value);
    const std::string_view kept = keep(content, value.offset_);
    value.payload_.text = kept.data();
    value.size_ = static_cast<std::uint32_t>(kept.size());
    return true;
  }
  bool binary(const std::vector<std::uint8_t>& /*value*/) { return false; }  // JSON has none

  bool start_object(std::size_t /*size*/) { return open(Value::Kind::object); }
  bool start_array(std::size_t /*size*/) { return open(Value::Kind::array); }
  bool key(const std::string& content) {
    const std::size_t start = begin_string();
    end_token(ParseState::After::key);
    keys_.push_back({keep(content, start), start});
    return true;
  }
  bool end_array() {
    const Frame frame = frames_.back();
    const std::size_t count = values_.size() - frame.first_value;
    auto* items = static_cast<Value*>(memory_.allocate(count * sizeof(Value), alignof(Value)));
    std::uninitialized_copy_n(values_.end() - static_cast<std::ptrdiff_t>(count), count, items);
    close(frame, count).payload_.items = items;
    return true;
  }
  bool end_object() {
    const Frame frame = frames_.back();
    const std::size_t count = values_.size() - frame.first_value;
    auto* members = static_cast<Member*>(memory_.allocate(count * sizeof(Member), alignof(Member)));
    for (std::size_t i = 0; i < count; ++i) {
      const Key& key = keys_[frame.first_key + i];
      new (members + i) Member{key.text, key.offset, values_[frame.first_value + i]};
    }
    keys_.resize(frame.first_key);
    std::size_t kept = count;
    if (options_.repeated_keys) {
      kept = merge_keys({members, count});
    } else if (!check_keys({members, count})) {
      return false;
    }
    close(frame, kept).payload_.members = members;
    return true;
  }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::json::exception& /*error*/) {
    fault_ = explain(text_, state_, options_.comments);
    return false;
  }

 private:
  /// An array or object that is still open.
  struct Frame {
    Value::Kind kind;
    std::size_t offset;
    std::size_t first_value;
    std::size_t first_key;
  };
  struct Key {
    std::string_view text;
    std::size_t offset;
  };

  [[nodiscard]] std::size_t consumed() const {
    return static_cast<std::size_t>(cursor_.at() - text_.data());
  }
  /// Where the token starts whose end the parser has just reached.
  [[nodiscard]] std::size_t begin_token() const {
    std::size_t at = skip_blanks(text_, state_.end, options_.comments);
    if (text_[at] == ',' || text_[at] == ':') at = skip_blanks(text_, at + 1, options_.comments);
    return at;
  }
  [[nodiscard]] std::size_t begin_string() const {
    if (options_.comments) return begin_token();
    return static_cast<std::size_t>(cursor_.string_start() - text_.data());
  }
  void end_token(ParseState::After after, std::size_t looked_ahead = 0) {
    state_.end = consumed() - looked_ahead;
    state_.after = after;
  }

  Value& push(Value::Kind kind, std::size_t start) {
    Value& value = values_.emplace_back();
    value.kind_ = kind;
    value.offset_ = static_cast<std::uint32_t>(start);
    return value;
  }
  // scalar() and number() differ in that the parser reads one character more to know that a number
  // is over.
  Value& scalar(Value::Kind kind) {
    Value& value = push(kind, begin_token());
    end_token(ParseState::After::value);
    return value;
  }
  Value& number(Value::Kind kind) {
    Value& value = push(kind, begin_token());
    end_token(ParseState::After::value, 1);
    return value;
  }

  bool open(Value::Kind kind) {
    const std::size_t start = begin_token();
    if (frames_.size() == options_.max_depth) {
      fault_ = {start,
                "the text nests deeper than " + std::to_string(options_.max_depth) + " levels",
                "give a flatter structure"};
      return false;
    }
    const bool object = kind == Value::Kind::object;
    end_token(object ? ParseState::After::open_object : ParseState::After::open_array);
    frames_.push_back({kind, start, values_.size(), keys_.size()});
    enter_innermost();
    return true;
  }
  Value& close(const Frame& frame, std::size_t count) {
    values_.resize(frame.first_value);
    frames_.pop_back();
    enter_innermost();
    end_token(ParseState::After::value);
    Value& value = push(frame.kind, frame.offset);
    value.size_ = static_cast<std::uint32_t>(count);
    return value;
  }
  void enter_innermost() {
    if (frames_.empty()) {
      state_.inside = ParseState::Inside::nothing;
      return;
    }
    const bool object = frames_.back().kind == Value::Kind::object;
    state_.inside = object ? ParseState::Inside::object : ParseState::Inside::array;
    state_.opened = frames_.back().offset;
  }

  /// The content of the string that starts there and has just ended: a part of the text, unless it
  /// has escapes. The parser has seen nothing of a string that the cursor left out.
  std::string_view keep(const std::string& content, std::size_t start) {
    const std::size_t raw = consumed() - start - 2;
    if (content.empty() || content.size() == raw) return text_.substr(start + 1, raw);
    auto* copy = static_cast<char*>(memory_.allocate(content.size() + 1, 1));
    std::memcpy(copy, content.data(), content.size());
    return {copy, content.size()};
  }

  bool check_keys(std::span<const Member> members) {
    if (members.size() <= few_keys) {
      for (std::size_t i = 1; i < members.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          if (members[i].key == members[j].key) return refuse_repeated(members[j], members[i]);
        }
      }
      return true;
    }
    std::unordered_map<std::string_view, const Member*> seen;
    for (const Member& member : members) {
      const auto [earlier, is_new] = seen.emplace(member.key, &member);
      if (!is_new) return refuse_repeated(*earlier->second, member);
    }
    return true;
  }
  /// Moves what is left to the front, and says how many those are.
  static std::size_t merge_keys(std::span<Member> members) {
    std::unordered_map<std::string_view, std::size_t> seen;
    std::size_t kept = 0;
    for (const Member& member : members) {
      const auto [earlier, is_new] = seen.emplace(member.key, kept);
      if (is_new) {
        members[kept++] = member;
      } else {
        members[earlier->second].value = member.value;
      }
    }
    return kept;
  }
  bool refuse_repeated(const Member& first, const Member& second) {
    const auto line =
        1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(first.key_offset),
                       '\n');
    fault_ = {second.key_offset,
              "the key " + shown(second.key) + " stands twice in one object, first in line " +
                  std::to_string(line),
              "leave one of the two out"};
    return false;
  }

  std::string_view text_;
  ParseOptions options_;
  std::pmr::memory_resource& memory_;
  Cursor cursor_;
  ParseState state_;
  std::vector<Frame> frames_;
  std::vector<Value> values_;  ///< of the open arrays and objects
  std::vector<Key> keys_;      ///< of the open objects
  Fault fault_;
};

namespace {

/// What would be wrong whatever the text says. The parser would take a NUL for the text's end.
Fault find_bad_bytes(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    return {0, "the text starts with a byte order mark", "save it as UTF-8 without a mark"};
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return {0, "the text is UTF-16", "save it as UTF-8"};
  }
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    return {bad, "the text is not valid UTF-8 here", "save it as UTF-8"};
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return {nul, "the text holds a NUL byte", "take the byte out; a string may hold \\u0000"};
  }
  return {};
}

std::vector<std::uint32_t> line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts = {0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return starts;
}

}  // namespace

Tree::Tree(std::string text, const ParseOptions& options) : text_{std::move(text)} {
  if (text_.size() >= std::numeric_limits<std::uint32_t>::max()) {
    throw SyntaxError{{}, "the text is larger than 4 GiB", "give a smaller one"};
  }
  lines_ = line_starts(text_);
  Fault fault = find_bad_bytes(text_);
  if (fault.problem.empty()) {
    text_ += '\n';
    TreeBuilder builder{text_, options, memory_};
    if (builder.parse()) {
      root_ = builder.root();
      return;
    }
    fault = builder.fault();
  }
  throw SyntaxError{position(fault.offset), fault.problem, std::move(fault.help)};
}

}  // namespace idm_synth::json
