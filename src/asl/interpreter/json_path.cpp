// SPDX-License-Identifier: Apache-2.0
#include "json_path.hpp"

#include <algorithm>
#include <utility>

#include "path_filter.hpp"

namespace idm_synth::asl {
namespace {

using Kind = PathStep::Kind;
using json::Value;

bool is_single(const PathStep& step) {
  return step.kind == Kind::key || step.kind == Kind::index;
}

/// The class of the value in the library that the service reads JSON with.
std::string_view java_class(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return "com.fasterxml.jackson.databind.node.NullNode";
    case Value::Kind::boolean:
      return "com.fasterxml.jackson.databind.node.BooleanNode";
    case Value::Kind::integer:
      return value.integer() == static_cast<std::int32_t>(value.integer())
                 ? "com.fasterxml.jackson.databind.node.IntNode"
                 : "com.fasterxml.jackson.databind.node.LongNode";
    case Value::Kind::number:
      return value.digits().empty() ? "com.fasterxml.jackson.databind.node.DoubleNode"
                                    : "com.fasterxml.jackson.databind.node.BigIntegerNode";
    case Value::Kind::string:
      return "com.fasterxml.jackson.databind.node.TextNode";
    case Value::Kind::array:
      return "com.fasterxml.jackson.databind.node.ArrayNode";
    case Value::Kind::object:
      break;
  }
  return "com.fasterxml.jackson.databind.node.ObjectNode";
}

/// A function behind a descent takes all that is found, not one value after the other.
void call_with_all(std::vector<PathStep>& steps, std::shared_ptr<const JsonPath> found) {
  PathFunction function = *steps.back().function;
  function.arguments.insert(function.arguments.begin(), std::move(found));
  steps.clear();
  steps.push_back(
      {.kind = Kind::function, .function = std::make_shared<PathFunction>(std::move(function))});
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
        if (number + 1 == steps_.size()) return members(value, step.keys);
        return all_of(step.keys, [&](const auto& key) { return member(number, value, key); });
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
      case Kind::function:
        break;
    }
    return walk(number + 1, step.function->call(value, document_, arena_));
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
    const Value* found = item_at(array, index);
    return found == nullptr || walk(number + 1, *found);
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
               (number + 1 < steps_.size() || all_of(step.keys, [&](const std::string& key) {
                  return value.find(key) != nullptr;
                }));
      case Kind::index:
      case Kind::indices:
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
  if (steps_.size() > 1 && steps_.front().kind == Kind::descent &&
      steps_.back().kind == Kind::function) {
    std::vector<PathStep> all{steps_.begin(), steps_.end() - 1};
    if (steps_.back().function->name == PathFunction::Name::length) {
      all.push_back({.kind = Kind::wildcard});
    }
    call_with_all(steps_, std::make_shared<const JsonPath>(JsonPath{std::move(all)}));
  }
  for (PathStep& step : steps_) {
    const bool is_last = &step == &steps_.back();
    is_definite_ = is_definite_ && (is_single(step) || step.kind == Kind::function ||
                                    (step.kind == Kind::keys && is_last));
    step.is_definite = is_definite_;
  }
  is_plain_ = std::all_of(steps_.begin(), steps_.end(), is_single);
  if (!is_plain_) return;
  for (const PathStep& step : steps_) {
    if (step.kind == Kind::key) {
      plain_steps_.push_back({step.keys.front(), 0});
    } else {
      plain_steps_.push_back({{}, step.indices.front()});
    }
  }
}

std::optional<Value> JsonPath::find_plain(const Value& root) const {
  const Value* at = &root;
  for (const PlainStep& step : plain_steps_) {
    if (step.key.data() == nullptr) {
      at = at->kind() == Value::Kind::array ? item_at(*at, step.index) : nullptr;
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
  if (!walk.walk(0, root)) return std::nullopt;
  if (!is_definite_) return arena.array(walk.results());
  if (walk.results().empty()) return std::nullopt;
  return walk.results().back();
}

std::optional<JsonPath::DeadEnd> JsonPath::dead_end(const Value& root) const {
  const Value* at = &root;
  std::string position = "$";
  for (const PathStep& step : steps_) {
    if (!step.is_definite || step.kind == Kind::function) {
      const bool is_missing =
          (step.kind == Kind::indices || step.kind == Kind::slice || step.kind == Kind::keys) &&
          at->kind() != (step.kind == Kind::keys ? Value::Kind::object : Value::Kind::array);
      if (!is_missing) break;
      return DeadEnd{&step, *at, position};
    }
    const Value* next = nullptr;
    if (step.kind == Kind::key && at->kind() == Value::Kind::object) {
      next = at->find(step.keys.front());
    } else if (step.kind == Kind::index && at->kind() == Value::Kind::array) {
      next = item_at(*at, step.indices.front());
    }
    if (next == nullptr) return DeadEnd{&step, *at, position};
    position += step.text();
    at = next;
  }
  return std::nullopt;
}

std::string JsonPath::problem(const Value& root) const {
  const auto dead = dead_end(root);
  if (!dead.has_value()) return "No results for path: $";
  const bool is_object = dead->value.kind() == Value::Kind::object;
  if (dead->step->kind == Kind::key || dead->step->kind == Kind::keys) {
    if (!is_object) {
      return "Expected to find an object with property " + dead->step->text() + " in path " +
             dead->position + " but found '" + std::string{java_class(dead->value)} +
             "'. This is not a json object according to the JsonProvider: "
             "'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.";
    }
    const std::string missing = dead->position + dead->step->text();
    if (dead->step == &steps_.back()) return "No results for path: " + missing;
    return "Missing property in path " + missing;
  }
  if (dead->value.kind() != Value::Kind::array) {
    std::string rest;
    for (const PathStep* step = dead->step; step <= &steps_.back(); ++step) rest += step->text();
    return "Filter: " + rest +
           " can only be applied to arrays. Current context is: " + json::to_text(dead->value);
  }
  std::string all = "$";
  for (const PathStep& step : steps_) all += step.text();
  return "No results for path: " + all;
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
  return dead.has_value() && dead->step == &steps_.back() && dead->step->kind == Kind::index &&
         dead->value.kind() == Value::Kind::array;
}

}  // namespace idm_synth::asl
