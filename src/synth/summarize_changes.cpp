// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <idm_synth/core/text.hpp>
#include <idm_synth/json/located.hpp>
#include <idm_synth/synth/diff.hpp>
#include <map>
#include <nlohmann/json.hpp>

namespace idm_synth::synth {
namespace {

using Json = nlohmann::json;

/// Deeper nesting is no file of ours, and would exhaust the stack.
constexpr std::size_t deepest = 1000;

/// By address.
using Elements = std::map<std::string, const Json*>;

std::string text_of(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string text_of(const json::Position& at) {
  return "line " + std::to_string(at.line) + ", column " + std::to_string(at.column);
}

/// Terraform takes a body as an object, or as a list of one.
const Json& body_of(const Json& value) {
  return value.is_array() && value.size() == 1 && value[0].is_object() ? value[0] : value;
}

class Collector {
 public:
  explicit Collector(const Json& root) {
    for (const auto& [section, value] : root.items()) {
      if (section == "resource" || section == "data") {
        const std::string prefix = section == "data" ? "data." : "";
        for_members(prefix, value, [&](const std::string& type, const Json& named) {
          for_members(type + ".", named, [&](const std::string& address, const Json& body) {
            add(address, body_of(body));
          });
        });
      } else if (section == "provider") {
        for_members("provider.", value, [&](const std::string& address, const Json& bodies) {
          providers(address, bodies);
        });
      } else if (const char* prefix = prefix_of(section); prefix != nullptr) {
        const bool is_value = section == "locals";
        for_members(prefix, value, [&](const std::string& address, const Json& body) {
          add(address, is_value ? body : body_of(body));
        });
      } else {
        list(section, value);
      }
    }
  }

  [[nodiscard]] const Elements& elements() const { return elements_; }

 private:
  static const char* prefix_of(std::string_view section) {
    if (section == "locals") return "local.";
    if (section == "variable") return "var.";
    if (section == "output") return "output.";
    if (section == "module") return "module.";
    return nullptr;
  }

  /// What has not the form that Terraform wants stays one element.
  template <class Use>
  void for_members(const std::string& prefix, const Json& value, Use use) {
    if (!value.is_object()) {
      add(prefix.empty() ? "resource" : prefix.substr(0, prefix.size() - 1), value);
      return;
    }
    for (const auto& [name, member] : value.items()) use(prefix + name, member);
  }

  void providers(const std::string& address, const Json& bodies) {
    if (!bodies.is_array()) {
      add(address, bodies);
      return;
    }
    for (const Json& body : bodies) {
      const auto alias = body.find("alias");
      const bool is_named = alias != body.end() && alias->is_string();
      add(is_named ? address + "." + alias->get<std::string>() : address, body);
    }
  }

  void list(const std::string& section, const Json& value) {
    if (!value.is_array() || value.size() <= 1) {
      add(section, body_of(value));
      return;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
      add(section + "[" + std::to_string(i) + "]", value[i]);
    }
  }

  void add(const std::string& address, const Json& body) {
    elements_.insert_or_assign(address, &body);
  }

  Elements elements_;
};

/// Calls `use` with the key and the values of all members that either side has, in order; a value
/// is null where the side lacks it.
template <class Use>
void for_both(const Json& before, const Json& after, Use use) {
  auto left = before.begin();
  auto right = after.begin();
  while (left != before.end() || right != after.end()) {
    const int order = left == before.end()   ? 1
                      : right == after.end() ? -1
                                             : left.key().compare(right.key());
    const std::string& key = order <= 0 ? left.key() : right.key();
    use(key, order <= 0 ? &*left : nullptr, order >= 0 ? &*right : nullptr);
    if (order <= 0) ++left;
    if (order >= 0) ++right;
  }
}

class Comparer {
 public:
  void elements(const Elements& before, const Elements& after) {
    for (const auto& [address, body] : before) {
      address_ = address;
      const auto found = after.find(address);
      compare({}, body, found == after.end() ? nullptr : found->second);
    }
    for (const auto& [address, body] : after) {
      address_ = address;
      if (!before.contains(address)) compare({}, nullptr, body);
    }
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const Change& a, const Change& b) { return a.address < b.address; });
  }

  [[nodiscard]] std::vector<Change> take() { return std::move(changes_); }

 private:
  void compare(const std::string& path, const Json* before, const Json* after) {
    if (before == nullptr) {
      changes_.push_back({Change::Kind::added, address_, path, {}, text_of(*after)});
    } else if (after == nullptr) {
      changes_.push_back({Change::Kind::removed, address_, path, text_of(*before), {}});
    } else if (before->is_object() && after->is_object()) {
      for_both(*before, *after, [&](const std::string& key, const Json* left, const Json* right) {
        compare(path_to(path, key), left, right);
      });
    } else if (before->is_array() && after->is_array()) {
      arrays(path, *before, *after);
    } else if (*before != *after) {
      changes_.push_back(
          {Change::Kind::changed, address_, path, text_of(*before), text_of(*after)});
    }
  }

  /// An item that was put in or taken out must not make all that follow look changed: what is the
  /// same at both ends is left out, and the rest compared in turn.
  void arrays(const std::string& path, const Json& before, const Json& after) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t first = 0;
    while (first < shorter && before[first] == after[first]) ++first;
    std::size_t behind = 0;
    while (behind < shorter - first &&
           before[before.size() - behind - 1] == after[after.size() - behind - 1]) {
      ++behind;
    }
    const std::size_t before_end = before.size() - behind;
    const std::size_t after_end = after.size() - behind;
    for (std::size_t i = first; i < std::max(before_end, after_end); ++i) {
      compare(path + "[" + std::to_string(i) + "]", i < before_end ? &before[i] : nullptr,
              i < after_end ? &after[i] : nullptr);
    }
  }

  static std::string path_to(const std::string& path, const std::string& key) {
    if (!is_identifier(key)) return path + "[" + text_of(key) + "]";
    return path.empty() ? key : path + "." + key;
  }

  std::string address_;
  std::vector<Change> changes_;
};

/// The parsed text, or why it cannot be compared. nlohmann alone would take a repeated key, and
/// tell less of what is wrong.
Json parse(std::string_view text, std::string& problem) {
  try {
    const json::Tree checked{std::string{text}, {.max_depth = deepest}};
    if (checked.root().kind() == json::Value::Kind::object) return Json::parse(text);
    const json::Position at = checked.position(checked.root().offset());
    problem = text_of(at) + ": it is not a JSON object";
  } catch (const json::SyntaxError& error) {
    problem = text_of(error.position()) + ": " + error.what();
  }
  return {};
}

}  // namespace

ChangeSummary summarize_changes(std::string_view before, std::string_view after) {
  ChangeSummary summary;
  const Json old_root = parse(before, summary.problem);
  if (!summary.problem.empty()) return summary;
  const Json new_root = parse(after, summary.problem);
  if (!summary.problem.empty()) {
    summary.problem.insert(0, "the new text, ");
    return summary;
  }
  const Collector old_elements{old_root};
  const Collector new_elements{new_root};
  Comparer comparer;
  comparer.elements(old_elements.elements(), new_elements.elements());
  summary.changes = comparer.take();
  return summary;
}

}  // namespace idm_synth::synth
