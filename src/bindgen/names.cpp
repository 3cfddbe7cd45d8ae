// SPDX-License-Identifier: Apache-2.0
#include "names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace idm_synth::bindgen {
namespace {

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_taken_by_cpp(std::string_view word) {
  // The keywords and alternative tokens of C++20.
  static constexpr std::array<std::string_view, 92> keywords = {
      "alignas",       "alignof",     "and",
      "and_eq",        "asm",         "auto",
      "bitand",        "bitor",       "bool",
      "break",         "case",        "catch",
      "char",          "char16_t",    "char32_t",
      "char8_t",       "class",       "co_await",
      "co_return",     "co_yield",    "compl",
      "concept",       "const",       "const_cast",
      "consteval",     "constexpr",   "constinit",
      "continue",      "decltype",    "default",
      "delete",        "do",          "double",
      "dynamic_cast",  "else",        "enum",
      "explicit",      "export",      "extern",
      "false",         "float",       "for",
      "friend",        "goto",        "if",
      "inline",        "int",         "long",
      "mutable",       "namespace",   "new",
      "noexcept",      "not",         "not_eq",
      "nullptr",       "operator",    "or",
      "or_eq",         "private",     "protected",
      "public",        "register",    "reinterpret_cast",
      "requires",      "return",      "short",
      "signed",        "sizeof",      "static",
      "static_assert", "static_cast", "struct",
      "switch",        "template",    "this",
      "thread_local",  "throw",       "true",
      "try",           "typedef",     "typeid",
      "typename",      "union",       "unsigned",
      "using",         "virtual",     "void",
      "volatile",      "wchar_t",     "while",
      "xor",           "xor_eq"};
  // Macros of the C library's headers and of GNU C++, and what the bindings call.
  static constexpr std::array<std::string_view, 13> others = {
      "assert", "errno", "i386",   "linux", "major",        "makedev", "minor",
      "stderr", "stdin", "stdout", "unix",  "attribute_of", "node"};
  return is_one_of(keywords, word) || is_one_of(others, word);
}

/// What the generated structs name; a nested struct of the same name would hide it.
constexpr std::array<std::string_view, 16> core_names = {
    "Attr",          "Block",          "BlockMap", "BlockWriter", "Blocks", "Bool",
    "Deprecated",    "Dynamic",        "List",     "Map",         "Number", "Required",
    "RequiredBlock", "RequiredBlocks", "Set",      "String"};

}  // namespace

std::string member_name(std::string_view terraform_name) {
  std::string name{terraform_name};
  std::replace(name.begin(), name.end(), '-', '_');
  if (is_taken_by_cpp(name)) name += '_';
  return name;
}

std::string class_name(std::string_view terraform_name) {
  std::string name;
  bool starts_word = true;
  for (const char c : terraform_name) {
    if (c == '_' || c == '-') {
      starts_word = true;
      continue;
    }
    name += starts_word && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    starts_word = false;
  }
  // A name of nothing but underscores is legal too.
  if (name.empty()) name = "Unnamed";
  if (name.front() >= '0' && name.front() <= '9') name.insert(0, 1, '_');
  if (is_one_of(core_names, name)) name += '_';
  return name;
}

std::string_view without_provider(std::string_view type) {
  const std::size_t underscore = type.find('_');
  if (underscore == std::string_view::npos || underscore + 1 == type.size()) return type;
  return type.substr(underscore + 1);
}

}  // namespace idm_synth::bindgen
