// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/asl/path.hpp>

namespace idm_synth::asl {
namespace {

/// Whether a key may stand behind a dot.
bool is_plain_key(std::string_view key) {
  return !key.empty() && !is_digit(key.front()) &&
         std::all_of(key.begin(), key.end(), detail::is_id_continue);
}

}  // namespace

std::string_view describe(PathProblem problem) {
  switch (problem) {
    case PathProblem::none:
      return "nothing is wrong";
    case PathProblem::no_dollar_sign:
      return "a path starts with $, $$ or $variable";
    case PathProblem::bad_variable_name:
      return "a variable's name is a letter, then letters, digits and _, at most 80 characters";
    case PathProblem::reserved_variable_name:
      return "the variable $states is reserved";
    case PathProblem::missing_name:
      return "a name is missing or empty";
    case PathProblem::unclosed_bracket:
      return "a bracket, parenthesis or quote is not closed";
    case PathProblem::bad_bracket:
      return "brackets hold an index, a slice, a quoted name, *, ?(filter) or (@.length-1)";
    case PathProblem::unexpected_character:
      return "a step is .name or [...]; other characters stand in quotes: ['my name']";
    case PathProblem::not_a_reference:
      return "a reference path names one node: no wildcard, slice, filter, descent, negative index "
             "or function";
    case PathProblem::not_in_the_input:
      return "a result goes into the input, which starts with $: not into $$ or a variable";
  }
  return {};
}

std::optional<Path> Path::parse(std::string_view text, PathProblem& problem) {
  problem = path_problem(text, kind);
  if (problem != PathProblem::none) return std::nullopt;
  return Path{std::string{text}};
}

Path::Root Path::root() const {
  if (text_.size() == 1 || text_[1] == '.' || text_[1] == '[') return Root::input;
  return text_[1] == '$' ? Root::context : Root::variable;
}

std::optional<ReferencePath> ReferencePath::parse(std::string_view text, PathProblem& problem) {
  problem = path_problem(text, kind);
  if (problem != PathProblem::none) return std::nullopt;
  return ReferencePath{std::string{text}};
}

ReferencePath ReferencePath::operator[](std::string_view key) const {
  if (is_plain_key(key)) return ReferencePath{text() + "." + std::string{key}};
  std::string longer = text() + "['";
  for (const char c : key) {
    if (c == '\'' || c == '\\') longer += '\\';
    longer += c;
  }
  return ReferencePath{longer + "']"};
}

ReferencePath ReferencePath::operator[](std::size_t index) const {
  return ReferencePath{text() + "[" + std::to_string(index) + "]"};
}

std::optional<ResultPath> ResultPath::parse(std::string_view text, PathProblem& problem) {
  problem = path_problem(text, kind);
  if (problem != PathProblem::none) return std::nullopt;
  return ResultPath{std::string{text}};
}

ReferencePath variable(VariableName name) {
  return ReferencePath{"$" + std::string{name.text()}};
}

}  // namespace idm_synth::asl
