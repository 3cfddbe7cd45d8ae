// SPDX-License-Identifier: Apache-2.0
#include "reads.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace idm_synth::asl {
namespace {

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

/// Whether the path goes through that member, or ends before it.
bool may_reach(const std::string& text, std::string_view member) {
  const std::size_t size = std::min(text.size(), member.size());
  if (text.compare(0, size, member, 0, size) != 0) return false;
  return text.size() <= member.size() || text[member.size()] == '.' || text[member.size()] == '[';
}

/// Whether the path is a chain of names and indices, the first two of which are names.
bool is_plain(const std::string& text) {
  return text.find('*') == std::string::npos && text.find("..") == std::string::npos &&
         text.find('(') == std::string::npos && text.find('\'') == std::string::npos &&
         text.find('"') == std::string::npos;
}

void insert(std::vector<std::size_t>& cells, std::size_t cell) {
  const auto place = std::lower_bound(cells.begin(), cells.end(), cell);
  if (place == cells.end() || *place != cell) cells.insert(place, cell);
}

}  // namespace

Cells::Cells(const VariableNames& names) : variables_{names.count()} {
  for (std::size_t i = 0; i < variables_; ++i) numbers_.emplace(names.name(i), i);
}

void Reads::add(const Path& path) {
  switch (path.root()) {
    case Path::Root::input:
      root = true;
      break;
    case Path::Root::context:
      add_context(path.text());
      break;
    case Path::Root::variable:
      const std::string name = path.text().substr(1, path.text().find_first_of(".[", 1) - 1);
      add_cell(cells_->variable(name));
      break;
  }
}

void Reads::add_context(const std::string& text) {
  const bool is_any = !is_plain(text);
  const auto reaches = [&](std::string_view member) { return is_any || may_reach(text, member); };
  const bool is_input = !is_any && may_reach(text, "$$.Execution.Input") && text.size() > 12;
  if (reaches("$$.Execution.Input")) add_cell(cells_->input());
  if (reaches("$$.Execution") && !is_input) add_cell(cells_->execution());
  if (reaches("$$.State.RetryCount")) retry_count = true;
  if (reaches("$$.State.EnteredTime")) entered_time = true;
}

void Reads::add(const Payload& payload) {
  std::visit(Overloaded{[](const Document&) {}, [&](const Path& path) { add(path); },
                        [&](const Intrinsic& call) { add(call); },
                        [&](const Fields& fields) { add(fields); },
                        [&](const Items& items) {
                          for (const Payload& item : items.get()) add(item);
                        }},
             payload.value());
}

void Reads::add(const Fields& fields) {
  if (!fields.is_set()) return;
  for (const Field& field : fields.get()) add(field.value);
}

void Reads::add(const Intrinsic& call) {
  // Another value for each try, as if it read their number.
  if (call.function == Function::uuid || call.function == Function::math_random) {
    retry_count = true;
    random = true;
  }
  for (const IntrinsicArgument& argument : call.arguments) {
    if (const auto* path = std::get_if<Path>(&argument.value)) add(*path);
    if (const auto* inner = std::get_if<Intrinsic>(&argument.value)) add(*inner);
  }
}

void Reads::add(const Condition& condition) {
  std::visit(Overloaded{[&](const Condition::Test& test) {
                          add(test.variable);
                          if (const auto* path = std::get_if<Path>(&test.operand)) add(*path);
                        },
                        [&](const Condition::All& all) {
                          for (const Condition& each : all.conditions) add(each);
                        },
                        [&](const Condition::Any& any) {
                          for (const Condition& each : any.conditions) add(each);
                        },
                        [&](const Condition::Not& negation) { add(negation.condition.front()); },
                        [](const auto&) {}},
             condition.value());
}

bool Reads::is_count(const Payload& payload, std::size_t cell) const {
  constexpr std::int64_t largest_step = 100;
  const auto* call = std::get_if<Intrinsic>(&payload.value());
  if (call == nullptr || call->function != Function::math_add || call->arguments.size() != 2) {
    return false;
  }
  bool has_step = false;
  bool has_variable = false;
  for (const IntrinsicArgument& argument : call->arguments) {
    const auto* number = std::get_if<std::int64_t>(&argument.value);
    const auto* path = std::get_if<Path>(&argument.value);
    has_step = has_step || (number != nullptr && std::abs(*number) <= largest_step);
    has_variable = has_variable || (path != nullptr && whole_variable(*path) == cell);
  }
  return has_step && has_variable;
}

std::optional<std::size_t> Reads::whole_variable(const Path& path) const {
  const bool is_whole = path.root() == Path::Root::variable &&
                        path.text().find_first_of(".[", 1) == std::string::npos;
  return is_whole ? std::optional{cells_->variable(path.text().substr(1))} : std::nullopt;
}

void Reads::add_assign(const Fields& assign) {
  if (!assign.is_set()) return;
  for (const Field& field : assign.get()) {
    Reads reads{*cells_};
    reads.add(field.value);
    const std::size_t cell = cells_->variable(field.key);
    if (is_count(field.value, cell)) std::erase(reads.used_, cell);
    add(reads);
  }
}

void Reads::add_told(const Payload& payload) {
  const auto add_variable = [&](const Path& path) {
    const std::optional<std::size_t> variable = whole_variable(path);
    if (!variable) return add(path);
    insert(list_, *variable);
  };
  if (const auto* path = std::get_if<Path>(&payload.value())) return add_variable(*path);
  const auto* call = std::get_if<Intrinsic>(&payload.value());
  if (call == nullptr || call->function != Function::format) return add(payload);
  // The template has as many places as there are arguments, or else it fails.
  bool is_template = true;
  for (const IntrinsicArgument& argument : call->arguments) {
    const auto* path = std::get_if<Path>(&argument.value);
    const auto* inner = std::get_if<Intrinsic>(&argument.value);
    if (path != nullptr) is_template ? add(*path) : add_variable(*path);
    if (inner != nullptr) is_template ? add(*inner) : add_told(*inner);
    is_template = false;
  }
}

void Reads::add(const Reads& other) {
  for (const std::size_t cell : other.list_) insert(list_, cell);
  for (const std::size_t cell : other.used_) insert(used_, cell);
  root = root || other.root;
  retry_count = retry_count || other.retry_count;
  random = random || other.random;
  entered_time = entered_time || other.entered_time;
}

void Reads::add_cell(std::size_t cell) {
  insert(list_, cell);
  insert(used_, cell);
}

}  // namespace idm_synth::asl
