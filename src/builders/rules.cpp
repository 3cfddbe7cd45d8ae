// SPDX-License-Identifier: Apache-2.0
// Applying the rules to what will be written.
#include <algorithm>
#include <idm_synth/builders/rules.hpp>
#include <idm_synth/core/text.hpp>
#include <utility>

namespace idm_synth::builders {
namespace {

// Each returns what is wrong, to be read behind the argument's name; empty where nothing is.

std::string problem(const TextLimit& limit, const Value& value) {
  if (value.kind() != Value::Kind::string) return {};
  const std::string_view text = value.text();
  const std::string is = "is " + shown(text);
  const std::size_t length = limit.in_bytes ? text.size() : character_count(text);
  if (length < limit.min || length > limit.max) {
    const std::string_view unit = limit.in_bytes ? "byte" : "character";
    return length == 0 ? "is empty" : is + ", which has " + counted(length, unit);
  }
  if (limit.is_allowed != nullptr) {
    for (std::string_view rest = text; !rest.empty();) {
      const std::string_view start = rest;
      if (!limit.is_allowed(take_character(rest))) {
        return is + ", which contains " + shown(start.substr(0, start.size() - rest.size()));
      }
    }
  }
  if (limit.problem == nullptr) return {};
  const std::string found = limit.problem(text);
  return found.empty() ? found : is + ", which " + found;
}

std::string problem(const NumberLimit& limit, const Value& value) {
  if (value.kind() == Value::Kind::number) {
    return "is " + std::to_string(value.number()) + ", which is no whole number";
  }
  if (value.kind() != Value::Kind::integer) return {};
  const std::int64_t number = value.integer();
  if (limit.or_minus_one && number == -1) return {};
  const bool in_range = number >= limit.min && number <= limit.max;
  if (in_range && (limit.is_allowed == nullptr || limit.is_allowed(number))) return {};
  return "is " + std::to_string(number);
}

std::string problem(const TextChoice& choice, const Value& value) {
  if (value.kind() != Value::Kind::string) return {};
  const auto& texts = choice.texts;
  if (std::find(texts.begin(), texts.end(), value.text()) != texts.end()) return {};
  return "is " + shown(value.text());
}

std::string problem(const CountLimit& limit, const Value& value) {
  std::size_t count = 0;
  switch (value.kind()) {
    case Value::Kind::list:
    case Value::Kind::blocks:
      count = value.items().size();
      break;
    case Value::Kind::object:
      count = value.entries().size();
      break;
    default:
      return {};
  }
  if (count >= limit.min && count <= limit.max) return {};
  return "has " + counted(count, "item");
}

std::string problem(const BlockLimit& limit, const Value& value) {
  const bool is_block = value.kind() == Value::Kind::block || value.kind() == Value::Kind::object;
  return is_block ? limit.problem(value) : std::string{};
}

/// The bytes of the text in JSON as jsonencode writes it; with `without_blanks`, those of other
/// characters than blanks.
std::size_t json_size(std::string_view text, bool without_blanks) {
  std::size_t size = 2;
  for (const char c : text) {
    const bool is_blank = c == ' ';
    if (is_blank && without_blanks) continue;
    if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t') {
      size += 2;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == '<' || c == '>' || c == '&') {
      size += 6;
    } else {
      size += 1;
    }
  }
  return size;
}

/// The same of a document, as if every expression gave nothing: it is not smaller than that.
std::size_t json_size(const Value& value, bool without_blanks) {
  std::size_t size = 0;
  switch (value.kind()) {
    case Value::Kind::string:
      return json_size(value.text(), without_blanks);
    case Value::Kind::text:
      for (const Value& part : value.items()) {
        if (part.kind() == Value::Kind::string) size += json_size(part.text(), without_blanks) - 2;
      }
      return size + 2;
    case Value::Kind::list:
      for (const Value& item : value.items()) size += json_size(item, without_blanks) + 1;
      return std::max<std::size_t>(size, 1) + 1;  // the brackets; one comma fewer than items
    case Value::Kind::object:
      for (const auto& [key, item] : value.entries()) {
        size += json_size(key, without_blanks) + 1 + json_size(item, without_blanks) + 1;
      }
      return std::max<std::size_t>(size, 1) + 1;
    case Value::Kind::boolean:
      return value.boolean() ? 4 : 5;
    case Value::Kind::null:
      return 4;
    case Value::Kind::integer:
      return std::to_string(value.integer()).size();
    default:
      return 0;
  }
}

/// The first character in the document's texts that is not allowed, quoted; empty: none.
std::string bad_character(const Value& value, bool (*is_allowed)(char32_t)) {
  const auto in_text = [&](std::string_view rest) -> std::string {
    while (!rest.empty()) {
      const std::string_view start = rest;
      if (!is_allowed(take_character(rest))) {
        return shown(start.substr(0, start.size() - rest.size()));
      }
    }
    return {};
  };
  std::string found;
  switch (value.kind()) {
    case Value::Kind::string:
      return in_text(value.text());
    case Value::Kind::text:
    case Value::Kind::list:
      for (const Value& item : value.items()) {
        if (found.empty()) found = bad_character(item, is_allowed);
      }
      return found;
    case Value::Kind::object:
      for (const auto& [key, item] : value.entries()) {
        if (found.empty()) found = in_text(key);
        if (found.empty()) found = bad_character(item, is_allowed);
      }
      return found;
    default:
      return {};
  }
}

std::string problem(const DocumentLimit& limit, const Value& value) {
  if (value.kind() != Value::Kind::object) return {};
  const std::size_t size = json_size(value, limit.without_blanks);
  if (size > limit.max) return "has " + counted(size, "character") + " or more";
  if (limit.is_allowed == nullptr) return {};
  const std::string found = bad_character(value, limit.is_allowed);
  return found.empty() ? found : "contains " + found;
}

/// Walks one rule's path through a block.
class Walk {
 public:
  Walk(const Rule& rule, Diagnostics& found) : rule_{rule}, found_{found} {}

  void visit(const Value& value, std::string_view path, const std::string& way) {
    const bool counts_items = path.empty() && std::holds_alternative<CountLimit>(rule_.limit);
    const bool is_list = value.kind() == Value::Kind::blocks || value.kind() == Value::Kind::list;
    if (is_list && !counts_items) {
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        visit(value.items()[i], path, way + "[" + std::to_string(i) + "]");
      }
    } else if (path.empty()) {
      std::string wrong =
          std::visit([&](const auto& limit) { return problem(limit, value); }, rule_.limit);
      if (!wrong.empty()) report(way, wrong);
    } else if (value.kind() == Value::Kind::block || value.kind() == Value::Kind::object) {
      const std::size_t dot = path.find('.');
      const std::string_view step = path.substr(0, dot);
      for (const auto& [key, item] : value.entries()) {
        if (key != step) continue;
        visit(item, dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1),
              way.empty() ? std::string{key} : way + "." + std::string{key});
      }
    }
  }

 private:
  void report(const std::string& way, const std::string& wrong) {
    found_.push_back({.code = std::string{rule_.code},
                      .summary = (way.empty() ? std::string{rule_.type} : way) + " " + wrong,
                      .help = "allowed: " + std::string{rule_.allowed} + " (" +
                              std::string{rule_.source} + ")"});
  }

  const Rule& rule_;
  Diagnostics& found_;
};

}  // namespace

std::size_t smallest_size(const Document& document, bool without_blanks) {
  ValueArena arena;
  return json_size(arena.document(document), without_blanks);
}

Diagnostics violations(std::string_view type, const Value& body) {
  Diagnostics found;
  const auto rules = aws_rules();
  for (const std::string_view group : {std::string_view{}, type}) {
    const auto first = std::partition_point(rules.begin(), rules.end(),
                                            [&](const Rule& rule) { return rule.type < group; });
    for (auto rule = first; rule != rules.end() && rule->type == group; ++rule) {
      Walk{*rule, found}.visit(body, rule->path, {});
    }
  }
  return found;
}

void report_findings(Stack& stack, const Node& node, Diagnostics found) {
  for (Diagnostic& diagnostic : found) {
    diagnostic.address = node.address();
    diagnostic.places = {node.place()};
    stack.report(std::move(diagnostic));
  }
}

void report_violations(Stack& stack, const Node& node, std::string_view type,
                       std::string_view argument, const Document& document) {
  ValueArena arena;
  const Value body = arena.document(Document::Object{{std::string{argument}, document}});
  report_findings(stack, node, violations(type, body));
}

void report_violations(Stack& stack, const Element& element) {
  if (element.section != Section::resource) return;
  report_findings(stack, {element.address(), element.place},
                  violations(element.type, element.body));
}

}  // namespace idm_synth::builders
