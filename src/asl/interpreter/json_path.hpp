// SPDX-License-Identifier: Apache-2.0
// JSONPath as Jayway's library has it, which the service uses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/json/arena.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace idm_synth::asl {

class JsonPath;
class PathFilter;

/// A function at the end of a path. https://github.com/json-path/JsonPath#functions
struct PathFunction {
  enum class Name : std::uint8_t {
    min,
    max,
    avg,
    stddev,
    sum,
    length,
    keys,
    concat,
    append,
    first,
    last,
    index,
  };
  using Argument = std::variant<std::string, double, std::shared_ptr<const JsonPath>>;

  Name name;
  std::vector<Argument> arguments;

  [[nodiscard]] static std::optional<Name> find(std::string_view name);
  /// Throws RuntimeError where the value has nothing to compute with.
  [[nodiscard]] json::Value call(const json::Value& value, const json::Value& document,
                                 json::Arena& arena) const;
};

/// One step of a path.
struct PathStep {
  enum class Kind : std::uint8_t {
    key,
    index,
    keys,
    indices,
    slice,
    wildcard,
    descent,  ///< `..`: the next step is taken at every value below, and here
    filter,
    function,
  };

  Kind kind;
  std::vector<std::string> keys = {};
  std::vector<std::int64_t> indices = {};
  std::optional<std::int64_t> from = {};
  std::optional<std::int64_t> to = {};
  std::shared_ptr<const PathFilter> filter = {};
  std::shared_ptr<const PathFunction> function = {};
  /// Whether this step and those before it name one value at most.
  bool is_definite = true;

  /// As Jayway spells it: "['a']".
  [[nodiscard]] std::string text() const;
};

/// The steps of a path, wherever it starts.
class JsonPath {
 public:
  /// Reads a path behind its root (`$`, `$$`, `$name` or `@`), from the offset `at` to its end,
  /// which is left in `at`. In a filter, an operator ends it. Throws UsageError for a filter or a
  /// function that is none.
  JsonPath(std::string_view text, std::size_t& at, bool is_in_filter);
  JsonPath(const JsonPath&) = delete;
  JsonPath& operator=(const JsonPath&) = delete;
  JsonPath(JsonPath&&) = default;
  JsonPath& operator=(JsonPath&&) = default;
  ~JsonPath() = default;

  /// Whether it finds one value or nothing. Any other finds an array of what there is.
  [[nodiscard]] bool is_definite() const { return is_definite_; }
  /// Nothing where the definite steps that it starts with lead nowhere. `document` is what a `$` in
  /// a filter or a function stands for.
  [[nodiscard]] std::optional<json::Value> find(const json::Value& root,
                                                const json::Value& document,
                                                json::Arena& arena) const {
    return is_plain_ ? find_plain(root) : find_any(root, document, arena);
  }
  /// Jayway's text for why find() gives nothing.
  [[nodiscard]] std::string problem(const json::Value& root) const;
  /// The key or index of the step that leads nowhere, where find() gives nothing.
  [[nodiscard]] std::string missing_step(const json::Value& root) const;
  /// Whether find() gives nothing because the last step is behind the end of an array.
  [[nodiscard]] bool ends_behind_array(const json::Value& root) const;
  /// problem() where find() gives nothing because an index is used on something that is no array.
  [[nodiscard]] std::optional<std::string> index_problem(const json::Value& root) const;

 private:
  friend class PathWalk;

  explicit JsonPath(std::vector<PathStep> steps);

  /// A key, or an index where the key points to nothing.
  struct PlainStep {
    std::string_view key;  ///< into steps_
    std::int64_t index;
  };
  /// Where the definite steps that the path starts with lead nowhere.
  struct DeadEnd {
    const PathStep* step;
    json::Value value;     ///< that the step is taken at
    std::string position;  ///< of the value, as Jayway spells it
  };

  [[nodiscard]] std::optional<json::Value> find_plain(const json::Value& root) const;
  [[nodiscard]] std::optional<json::Value> find_any(const json::Value& root,
                                                    const json::Value& document,
                                                    json::Arena& arena) const;
  [[nodiscard]] std::optional<DeadEnd> dead_end(const json::Value& root) const;

  std::vector<PathStep> steps_;
  std::vector<PlainStep> plain_steps_;  ///< the same, where there is nothing else
  bool is_definite_ = true;
  bool is_plain_ = true;
};

/// The item of an array, counted from its end where the index is negative; null where there is
/// none.
[[nodiscard]] inline const json::Value* item_at(const json::Value& array, std::int64_t index) {
  const auto items = array.items();
  const auto count = static_cast<std::int64_t>(items.size());
  if (index < 0) index += count;
  return index < 0 || index >= count ? nullptr : items.data() + index;
}

}  // namespace idm_synth::asl
