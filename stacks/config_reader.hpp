// SPDX-License-Identifier: Apache-2.0
// Reads typed values from a configuration's JSON, and collects everything that is wrong with them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <idm_synth/core/diagnostic.hpp>
#include <idm_synth/json/located.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stacks/config_rules.hpp"

namespace idm_synth::stacks {

class ConfigReader;

/// A key of an object in the file, and how its value enters the target.
template <class Target>
struct Field {
  std::string_view key;
  void (*read)(ConfigReader& reader, const json::Value& value, Target& target);
};

[[nodiscard]] Place place_of(const std::string& file, const json::Position& at);

/// `"a", "b" or "c"`.
[[nodiscard]] std::string listed(std::span<const std::string_view> names,
                                 std::string_view last_word);

/// What gives an optional gives nothing where it has reported a problem.
class ConfigReader {
 public:
  /// A step from the value at hand to one inside it, taken back at the end of the scope.
  class Step {
   public:
    Step(ConfigReader& reader, const std::string& step)
        : name_{reader.name_}, length_before_{reader.name_.size()} {
      name_ += step;
    }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    ~Step() { name_.resize(length_before_); }

   private:
    std::string& name_;
    std::size_t length_before_;
  };

  /// Both must outlive the reader.
  ConfigReader(const json::Tree& tree, const std::string& file) : tree_{tree}, file_{file} {}

  template <class Target>
  void object(const json::Value& value, std::span<const Field<Target>> fields, Target& target) {
    if (!expect(value, json::Value::Kind::object, "an object")) return;
    for (const json::Member& member : value.members()) {
      const auto field = std::find_if(fields.begin(), fields.end(),
                                      [&](const auto& known) { return known.key == member.key; });
      if (field == fields.end()) {
        report_unknown(member, keys_of(fields));
        continue;
      }
      const Step step{*this, (name_.empty() ? "" : ".") + std::string{member.key}};
      field->read(*this, member.value, target);
    }
  }

  /// An object that must have exactly one of the fields.
  template <class Target>
  void one_of(const json::Value& value, std::span<const Field<Target>> fields, Target& target) {
    object(value, fields, target);
    if (value.kind() != json::Value::Kind::object || value.members().size() == 1) return;
    report(value.offset(), "config-choice",
           quoted_name() + " has " + std::to_string(value.members().size()) + " keys",
           "give exactly one of " + listed(keys_of(fields), "and"));
  }

  /// Calls `read` for each item of an array.
  template <class Read>
  void array(const json::Value& value, Read read) {
    if (!expect(value, json::Value::Kind::array, "an array")) return;
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      const Step step{*this, "[" + std::to_string(i) + "]"};
      read(value.items()[i]);
    }
  }

  /// Literal text without control characters.
  [[nodiscard]] std::optional<std::string> text(const json::Value& value);
  [[nodiscard]] std::optional<std::string> text(const json::Value& value, const TextRule& rule);
  /// Text that AWS allows in an argument of a resource (or of an action) with `before` and `behind`
  /// around it. `path` leads to the argument through nested blocks, as in builders::Rule.
  [[nodiscard]] std::optional<std::string> aws_text(const json::Value& value, std::string_view type,
                                                    std::string_view path,
                                                    std::string_view before = {},
                                                    std::string_view behind = {});
  [[nodiscard]] std::optional<int> integer(const json::Value& value, int min, int max);
  /// A whole number that AWS allows in an argument of a resource.
  [[nodiscard]] std::optional<int> aws_integer(const json::Value& value, std::string_view type,
                                               std::string_view path);
  /// Which of the names a text is; `kind` says what they are, as in "is no profile".
  [[nodiscard]] std::optional<std::size_t> choice(const json::Value& value,
                                                  std::span<const std::string_view> names,
                                                  const std::string& kind);
  [[nodiscard]] std::optional<bool> boolean(const json::Value& value);

  /// A finding at a place in the text.
  void report(std::size_t offset, std::string code, std::string summary, std::string help);
  /// The value at hand is a string that will not do; `problem` as in TextRule.
  void report_value(const json::Value& value, const std::string& problem, std::string help);
  /// The name of the value at hand, such as "cluster.arn" in its quotes.
  [[nodiscard]] std::string quoted_name() const;

  [[nodiscard]] const json::Value& root() const { return tree_.root(); }
  [[nodiscard]] Diagnostics& found() { return found_; }

 private:
  template <class Target>
  static std::vector<std::string_view> keys_of(std::span<const Field<Target>> fields) {
    std::vector<std::string_view> keys;
    for (const auto& field : fields) keys.push_back(field.key);
    return keys;
  }
  bool expect(const json::Value& value, json::Value::Kind kind, const std::string& wanted);
  void report_unknown(const json::Member& member, std::span<const std::string_view> keys);

  const json::Tree& tree_;
  const std::string& file_;
  std::string name_;
  Diagnostics found_;
};

}  // namespace idm_synth::stacks
