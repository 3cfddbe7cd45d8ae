// SPDX-License-Identifier: Apache-2.0
#include "json_path.hpp"

#include <algorithm>
#include <utility>

#include "path_filter.hpp"

namespace idm_synth::asl {
namespace {

using Kind = PathStep::Kind;
using json::Value;

bool is_index(const PathStep& step) {
  return step.kind == Kind::index || step.kind == Kind::from_end;
}

bool is_single(const PathStep& step) {
  return step.kind == Kind::key || is_index(step);
}

/// The index that the step names in that array.
std::int64_t index_in(const Value& array, const PathStep& step) {
  const auto count = static_cast<std::int64_t>(array.items().size());
  return step.kind == Kind::from_end ? count + step.indices.front() : step.indices.front();
}

}  // namespace

/// Finds what the steps of a path lead to, one value after the other.
class PathWalk {
 public:
  PathWalk(const JsonPath& path, const Value& document, json::Arena& arena)
      : steps_{path.steps_}, document_{document}, arena_{arena} {}

  /// Takes the steps from that one on. False where a definite one leads nowhere.
  bool walk(std::size_t number, const Value& value) {
    if (number == steps_.size()) {
      results_.push_back(value);
      return true;
    }
    const PathStep& step = steps_[number];
    const bool is_certain = number == 0 || steps_[number - 1].is_definite;
    switch (step.kind) {
      case Kind::key:
        if (value.kind() != Value::Kind::object) return !is_certain;
        return member(number, value, step.keys.front());
      case Kind::keys:
        if (value.kind() != Value::Kind::object) return !is_certain;
        // Several members together can only be the end of a path.
        return number + 1 == steps_.size() && members(value, step.keys);
      case Kind::index:
      case Kind::indices:
        if (value.kind() != Value::Kind::array) return !is_certain;
        return all_of(step.indices, [&](std::int64_t index) { return item(number, value, index); });
      case Kind::slice:
        if (value.kind() != Value::Kind::array) return !is_certain;
        return slice(number, value);
      case Kind::wildcard:
        return each_child(value, [&](const Value& child) { return walk(number + 1, child); });
      case Kind::descent:
        return descend(number + 1, value);
      case Kind::filter:
        return filter(number, value, is_certain);
      case Kind::from_end:
        break;
    }
    if (value.kind() != Value::Kind::array) return !is_certain;
    return item(number, value, index_in(value, step));
  }

  [[nodiscard]] const std::vector<Value>& results() const { return results_; }

 private:
  template <class Range, class Take>
  static bool all_of(const Range& range, const Take& take) {
    return std::all_of(range.begin(), range.end(), take);
  }
  template <class Take>
  static bool each_child(const Value& value, const Take& take) {
    if (value.kind() == Value::Kind::array) return all_of(value.items(), take);
    if (value.kind() != Value::Kind::object) return true;
    return all_of(value.members(), [&](const json::Member& m) { return take(m.value); });
  }

  bool member(std::size_t number, const Value& object, std::string_view key) {
    if (const Value* found = object.find(key)) return walk(number + 1, *found);
    return number + 1 == steps_.size() || !steps_[number].is_definite;
  }
  bool members(const Value& object, const std::vector<std::string>& keys) {
    std::vector<json::Member> found;
    for (const std::string& key : keys) {
      const auto at = std::find_if(object.members().begin(), object.members().end(),
                                   [&](const json::Member& member) { return member.key == key; });
      const bool is_new = std::none_of(found.begin(), found.end(),
                                       [&](const auto& member) { return member.key == key; });
      if (at != object.members().end() && is_new) found.push_back(*at);
    }
    results_.push_back(arena_.object(found));
    return true;
  }
  bool item(std::size_t number, const Value& array, std::int64_t index) {
    if (const Value* found = item_at(array, index)) return walk(number + 1, *found);
    // Behind the end there is a null, unless the path names nothing else.
    if (steps_[number].is_definite && number + 1 == steps_.size()) return false;
    return walk(number + 1, Value{});
  }
  bool slice(std::size_t number, const Value& array) {
    const auto count = static_cast<std::int64_t>(array.items().size());
    const PathStep& step = steps_[number];
    // With both bounds, Jayway does not count a negative one from the end, but each item is.
    std::int64_t from = step.from.value_or(0);
    std::int64_t to = step.to.value_or(count);
    if (!step.to.has_value() && from < 0) from = std::max<std::int64_t>(from + count, 0);
    if (!step.from.has_value() && to < 0) to += count;
    for (to = std::min(to, count); from < to; ++from) {
      if (!item(number, array, from)) return false;
    }
    return true;
  }
  bool filter(std::size_t number, const Value& value, bool is_certain) {
    const PathFilter& accepted = *steps_[number].filter;
    const auto take = [&](const Value& candidate) {
      return !accepted.accepts(candidate, document_, arena_) || walk(number + 1, candidate);
    };
    if (value.kind() == Value::Kind::object) return take(value);
    if (value.kind() == Value::Kind::array) return all_of(value.items(), take);
    return !is_certain;
  }

  bool descend(std::size_t number, const Value& value) {
    if (applies(number, value) && !walk(number, value)) return false;
    return each_child(value, [&](const Value& child) { return descend(number, child); });
  }
  /// Whether a step behind `..` is taken at that value.
  bool applies(std::size_t number, const Value& value) {
    if (number == steps_.size()) return true;
    const PathStep& step = steps_[number];
    switch (step.kind) {
      case Kind::key:
        return value.kind() == Value::Kind::object && value.find(step.keys.front()) != nullptr;
      case Kind::keys:
        return value.kind() == Value::Kind::object &&
               all_of(step.keys,
                      [&](const std::string& key) { return value.find(key) != nullptr; });
      case Kind::index:
      case Kind::indices:
      case Kind::from_end:
      case Kind::slice:
        return value.kind() == Value::Kind::array;
      case Kind::filter:
        return step.filter->accepts(value, document_, arena_);
      default:
        return value.kind() == Value::Kind::array || value.kind() == Value::Kind::object;
    }
  }

  const std::vector<PathStep>& steps_;
  const Value& document_;
  json::Arena& arena_;
  std::vector<Value> results_;
};

JsonPath::JsonPath(std::vector<PathStep> steps) : steps_{std::move(steps)} {
  for (PathStep& step : steps_) {
    is_definite_ = is_definite_ && (is_single(step) || step.kind == Kind::keys);
    step.is_definite = is_definite_;
  }
  is_plain_ = std::all_of(steps_.begin(), steps_.end(), is_single);
  if (!is_plain_) return;
  for (const PathStep& step : steps_) {
    if (step.kind == Kind::key) {
      plain_steps_.push_back({step.keys.front(), 0, false});
    } else {
      plain_steps_.push_back({{}, step.indices.front(), step.kind == Kind::from_end});
    }
  }
}

bool JsonPath::has_negative_index() const {
  return std::ranges::any_of(steps_, [](const PathStep& step) {
    return step.kind != Kind::from_end &&
           std::ranges::any_of(step.indices, [](std::int64_t index) { return index < 0; });
  });
}

std::optional<Value> JsonPath::find_plain(const Value& root) const {
  const Value* at = &root;
  for (const PlainStep& step : plain_steps_) {
    if (step.key.data() == nullptr) {
      if (at->kind() != Value::Kind::array) return std::nullopt;
      const auto count = static_cast<std::int64_t>(at->items().size());
      at = item_at(*at, step.is_from_end ? count + step.index : step.index);
    } else {
      at = at->kind() == Value::Kind::object ? at->find(step.key) : nullptr;
    }
    if (at == nullptr) return std::nullopt;
  }
  return *at;
}

std::optional<Value> JsonPath::find_any(const Value& root, const Value& document,
                                        json::Arena& arena) const {
  PathWalk walk{*this, document, arena};
  if (!walk.walk(0, root)) {
    return is_definite_ || has_wrong_type(root) ? std::nullopt : std::optional{arena.array({})};
  }
  if (!is_definite_) return arena.array(walk.results());
  if (walk.results().empty()) return std::nullopt;
  return walk.results().back();
}

std::optional<JsonPath::DeadEnd> JsonPath::dead_end(const Value& root) const {
  const Value behind;
  const Value* at = &root;
  bool is_behind = false;
  std::string position = "$";
  for (const PathStep& step : steps_) {
    const bool is_object = at->kind() == Value::Kind::object;
    const bool is_array = at->kind() == Value::Kind::array;
    if (!step.is_definite) {
      const bool is_missing =
          ((step.kind == Kind::indices || step.kind == Kind::slice) && !is_array) ||
          (step.kind == Kind::filter && !is_array && !is_object);
      if (!is_missing) break;
      return DeadEnd{&step, *at, is_behind, position};
    }
    const Value* next = nullptr;
    if (step.kind == Kind::key && is_object) {
      next = at->find(step.keys.front());
    } else if (is_index(step) && is_array) {
      next = item_at(*at, index_in(*at, step));
    }
    const bool ends_array =
        next == nullptr && is_index(step) && is_array && &step != &steps_.back();
    if (next == nullptr && !ends_array) return DeadEnd{&step, *at, is_behind, position};
    position +=
        step.kind == Kind::from_end ? "[" + std::to_string(index_in(*at, step)) + "]" : step.text();
    is_behind = ends_array;
    at = ends_array ? &behind : next;
  }
  return std::nullopt;
}

bool JsonPath::has_wrong_type(const Value& root) const {
  const auto dead = dead_end(root);
  if (!dead.has_value()) return true;  // members taken together behind a step that finds many
  const bool is_object = dead->value.kind() == Value::Kind::object;
  switch (dead->step->kind) {
    case Kind::key:
      return false;
    case Kind::keys:
      return is_object;
    case Kind::filter:
      return true;
    default:
      return !dead->is_behind;
  }
}

std::string JsonPath::text_of(std::span<const PathStep> steps) {
  std::string text;
  for (const PathStep& step : steps) text += step.text();
  return text;
}

std::string JsonPath::problem(const Value& root) const {
  constexpr std::string_view no_leaf = "Multi properties can only be used as path leafs: ";
  const auto dead = dead_end(root);
  if (!dead.has_value()) {
    // Only members taken together behind a step that finds many.
    const auto together = std::find_if(
        steps_.begin(), steps_.end(), [](const PathStep& step) { return step.kind == Kind::keys; });
    if (together == steps_.end()) return "No results for path: $";
    return std::string{no_leaf} + "$" + text_of({steps_.begin(), together + 1});
  }
  if (dead->step->kind == Kind::key || dead->step->kind == Kind::keys) {
    if (dead->value.kind() != Value::Kind::object) {
      return "Property " + dead->step->text() + " not found in path " + dead->position;
    }
    const std::string missing = dead->position + dead->step->text();
    if (dead->step->kind == Kind::keys) return std::string{no_leaf} + missing;
    if (dead->step == &steps_.back()) return "No results for path: $" + text_of(steps_);
    return "Missing property in path " + missing;
  }
  if (dead->is_behind && dead->step->kind != Kind::filter) {
    return "The path " + dead->position + " is null";
  }
  return "Filter: " + text_of({dead->step, &steps_.back() + 1}) +
         (dead->step->kind == Kind::filter ? " can not be applied to primitives"
                                           : " can only be applied to arrays") +
         ". Current context is: " + json::to_text(dead->value);
}

std::string JsonPath::missing_step(const Value& root) const {
  const auto dead = dead_end(root);
  if (!dead.has_value()) return "$";
  return dead->step->keys.empty() ? dead->step->text() : dead->step->keys.front();
}

std::optional<std::string> JsonPath::index_problem(const Value& root) const {
  const auto dead = dead_end(root);
  if (!dead.has_value() || dead->value.kind() == Value::Kind::array ||
      dead->step->kind == Kind::key || dead->step->kind == Kind::keys) {
    return std::nullopt;
  }
  return problem(root);
}

bool JsonPath::ends_behind_array(const Value& root) const {
  const auto dead = dead_end(root);
  return dead.has_value() && dead->step == &steps_.back() && is_index(*dead->step) &&
         dead->value.kind() == Value::Kind::array;
}

}  // namespace idm_synth::asl
