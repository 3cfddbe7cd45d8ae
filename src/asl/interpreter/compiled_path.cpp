// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/asl/path_syntax.hpp>

#include "evaluation.hpp"
#include "json_path.hpp"

namespace idm_synth::asl {
namespace {

/// Where the steps of a path start: behind `$`, `$$` or `$name`.
std::size_t end_of_root(std::string_view text, Path::Root root) {
  std::size_t at = root == Path::Root::context ? 2 : 1;
  if (root != Path::Root::variable) return at;
  while (at < text.size() && detail::is_id_continue(text[at])) ++at;
  return at;
}

/// Throws UsageError.
JsonPath steps_of(const Path& path) {
  std::size_t at = end_of_root(path.text(), path.root());
  JsonPath steps{path.text(), at, false};
  if (at < path.text().size()) {
    throw UsageError("the path " + path.text() + " cannot be read at " + path.text().substr(at));
  }
  return steps;
}

/// A value as errors show it; null for a variable that is not assigned.
std::string text_of(const json::Value* value, const Scope& scope) {
  if (value == nullptr) return "null";
  if (value == &scope.root && !scope.root_text.empty()) return std::string{scope.root_text};
  return json::to_text(*value);
}

}  // namespace

PathReview review(std::string_view path) {
  if (path.find('[') == std::string_view::npos) return {};
  PathProblem problem = PathProblem::none;
  const auto parsed = Path::parse(path, problem);
  if (!parsed.has_value()) return {};
  try {
    return {.has_negative_index = steps_of(*parsed).has_negative_index()};
  } catch (const UsageError& error) {
    return {.problem = error.what()};
  }
}

struct CompiledPath::Program {
  std::string text;
  Path::Root root;
  std::size_t variable;
  JsonPath steps;

  /// What the path starts from; null where the variable is not assigned.
  [[nodiscard]] const json::Value* start(const Scope& scope) const {
    if (root == Path::Root::input) return &scope.root;
    if (root == Path::Root::context) return &scope.context;
    if (scope.variables == nullptr || variable >= scope.variables->size()) return nullptr;
    const auto& value = (*scope.variables)[variable];
    return value.has_value() ? &*value : nullptr;
  }
  /// The same. Throws RuntimeError where the whole input is null.
  [[nodiscard]] const json::Value* checked_start(const Scope& scope) const {
    const json::Value* at = start(scope);
    if (at == &scope.root && at->kind() == json::Value::Kind::null) {
      throw RuntimeError("Unable to apply Path transformation to null or empty input.");
    }
    return at;
  }
};

std::size_t VariableNames::number_of(std::string_view name) {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found != names_.end()) return static_cast<std::size_t>(found - names_.begin());
  names_.emplace_back(name);
  return names_.size() - 1;
}

std::string runtime_cause(std::string_view state, std::uint64_t entered, std::string_view problem) {
  return "An error occurred while executing the state '" + std::string{state} +
         "' (entered at the event id #" + std::to_string(entered) + "). " + std::string{problem};
}

CompiledPath::CompiledPath(const Path& path, VariableNames& variables)
    : program_{std::make_unique<const Program>(
          Program{path.text(), path.root(),
                  path.root() == Path::Root::variable
                      ? variables.number_of(std::string_view{path.text()}.substr(
                            1, end_of_root(path.text(), path.root()) - 1))
                      : 0,
                  steps_of(path)})} {}

CompiledPath::CompiledPath(CompiledPath&&) noexcept = default;
CompiledPath& CompiledPath::operator=(CompiledPath&&) noexcept = default;
CompiledPath::~CompiledPath() = default;

const std::string& CompiledPath::text() const {
  return program_->text;
}

bool CompiledPath::reads_context() const {
  return program_->root == Path::Root::context;
}

std::optional<json::Value> CompiledPath::find(const Scope& scope) const {
  const json::Value* start = program_->checked_start(scope);
  if (start == nullptr) return std::nullopt;
  return program_->steps.find(*start, *start, *scope.arena);
}

std::optional<json::Value> CompiledPath::find_or_null(const Scope& scope) const {
  const json::Value* start = program_->checked_start(scope);
  if (start == nullptr) return std::nullopt;
  return program_->steps.find_or_null(*start, *start, *scope.arena);
}

json::Value CompiledPath::get_items(const Scope& scope) const {
  if (auto found = find(scope)) return *found;
  const json::Value* start = program_->start(scope);
  if (start == nullptr) start = &scope.root;
  throw ReferencePathConflict("Unable to apply step \"" + program_->steps.missing_step(*start) +
                              "\" to input " + text_of(start, scope));
}

json::Value CompiledPath::get(const Scope& scope) const {
  if (auto found = find_or_null(scope)) return *found;
  const json::Value* start = program_->start(scope);
  throw RuntimeError("Invalid path '" + program_->text +
                     "' : " + program_->steps.problem(start == nullptr ? json::Value{} : *start));
}

json::Value CompiledPath::get_for(const Scope& scope, std::string_view field) const {
  if (auto found = find_or_null(scope)) return *found;
  const json::Value* start = program_->start(scope);
  throw RuntimeError("The JSONPath '" + program_->text + "' specified for the field '" +
                     std::string{field} + "' could not be found in the input '" +
                     text_of(start, scope) + "'");
}

json::Value CompiledPath::get_argument(const Scope& scope) const {
  const json::Value* start = program_->start(scope);
  if (start != nullptr) {
    if (auto found = program_->steps.find(*start, *start, *scope.arena)) return *found;
    if (const auto problem = program_->steps.index_problem(*start)) throw RuntimeError(*problem);
  }
  // The service names the path without the root that it has.
  const std::size_t steps = end_of_root(program_->text, program_->root);
  const std::string path =
      program_->root == Path::Root::context ? "$" + program_->text.substr(steps) : program_->text;
  throw RuntimeError("The JsonPath argument for the field '" + path +
                     "' could not be found in the input '" + text_of(&scope.root, scope) + "'");
}

}  // namespace idm_synth::asl
