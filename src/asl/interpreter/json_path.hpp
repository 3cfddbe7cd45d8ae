// SPDX-License-Identifier: Apache-2.0
// JSONPath as Jayway's library had it up to version 2.0, which the service uses: no functions, no
// index that counts from the end but [(@.length-1)].
#pragma once

#include <cstddef>
#include <cstdint>
#include <idm_synth/json/arena.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace idm_synth::asl {

class JsonPath;
class PathFilter;

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
    from_end,  ///< `[(@.length-1)]`, which names one item
  };

  Kind kind;
  std::vector<std::string> keys = {};
  std::vector<std::int64_t> indices = {};
  std::optional<std::int64_t> from = {};
  std::optional<std::int64_t> to = {};
  std::shared_ptr<const PathFilter> filter = {};
  /// Whether this step and those before it name one value at most.
  bool is_definite = true;

  /// As Jayway spells it: "['a']", "..".
  [[nodiscard]] std::string text() const;
};

/// The steps of a path, wherever it starts.
class JsonPath {
 public:
  /// Reads a path behind its root (`$`, `$$`, `$name` or `@`), from the offset `at` to its end,
  /// which is left in `at`. In a filter, an operator ends it. Throws UsageError for what
  /// is no path.
  JsonPath(std::string_view text, std::size_t& at, bool is_in_filter);
  JsonPath(const JsonPath&) = delete;
  JsonPath& operator=(const JsonPath&) = delete;
  JsonPath(JsonPath&&) = default;
  JsonPath& operator=(JsonPath&&) = default;
  ~JsonPath() = default;

  /// Whether it finds one value or nothing. Any other finds an array of what there is.
  [[nodiscard]] bool is_definite() const { return is_definite_; }
  /// Whether a step is an index such as `[-1]`, which names no item.
  [[nodiscard]] bool has_negative_index() const;
  /// Nothing where it is definite and leads nowhere. Any other gives an empty array where a member
  /// is missing, but nothing where a value has the wrong type, such as an object in place of an
  /// array. `document` is what a `$` in a filter stands for.
  [[nodiscard]] std::optional<json::Value> find(const json::Value& root,
                                                const json::Value& document,
                                                json::Arena& arena) const {
    return is_plain_ ? find_plain(root) : find_any(root, document, arena);
  }
  /// As find(), and null where the path ends behind the end of an array: there, the library that
  /// Jayway reads JSON with gives Java's null instead of an error.
  [[nodiscard]] std::optional<json::Value> find_or_null(const json::Value& root,
                                                        const json::Value& document,
                                                        json::Arena& arena) const {
    auto found = find(root, document, arena);
    return found.has_value() || !ends_behind_array(root) ? found : json::Arena::null();
  }
  /// Jayway's text for why find_or_null() gives nothing.
  [[nodiscard]] std::string problem(const json::Value& root) const;
  /// The key or index of the step that leads nowhere, where find() gives nothing.
  [[nodiscard]] std::string missing_step(const json::Value& root) const;
  /// problem() where find() gives nothing because an index is used on something that is no array.
  [[nodiscard]] std::optional<std::string> index_problem(const json::Value& root) const;

 private:
  friend class PathWalk;

  explicit JsonPath(std::vector<PathStep> steps);

  /// A key, or an index where the key points to nothing.
  struct PlainStep {
    std::string_view key;  ///< into steps_
    std::int64_t index;
    bool is_from_end;
  };
  /// Where the definite steps that the path starts with lead nowhere.
  struct DeadEnd {
    const PathStep* step;
    json::Value value;     ///< that the step is taken at
    bool is_behind;        ///< whether that is the null behind the end of an array
    std::string position;  ///< of the value, as Jayway spells it
  };

  [[nodiscard]] std::optional<json::Value> find_plain(const json::Value& root) const;
  [[nodiscard]] std::optional<json::Value> find_any(const json::Value& root,
                                                    const json::Value& document,
                                                    json::Arena& arena) const;
  [[nodiscard]] std::optional<DeadEnd> dead_end(const json::Value& root) const;
  /// Whether find() gives nothing because the last step is behind the end of an array.
  [[nodiscard]] bool ends_behind_array(const json::Value& root) const;
  /// Whether it leads nowhere because of the type of a value, not because a member is missing.
  [[nodiscard]] bool has_wrong_type(const json::Value& root) const;
  [[nodiscard]] static std::string text_of(std::span<const PathStep> steps);

  std::vector<PathStep> steps_;
  std::vector<PlainStep> plain_steps_;  ///< the same, where there is nothing else
  bool is_definite_ = true;
  bool is_plain_ = true;
};

/// The item of an array; null where there is none, as behind its end or at a negative index.
[[nodiscard]] inline const json::Value* item_at(const json::Value& array, std::int64_t index) {
  const auto items = array.items();
  const bool is_there = index >= 0 && index < static_cast<std::int64_t>(items.size());
  return is_there ? items.data() + index : nullptr;
}

}  // namespace idm_synth::asl
