// SPDX-License-Identifier: Apache-2.0
// The checks of an App as a whole.
#include <algorithm>
#include <array>
#include <cmath>
#include <idm_synth/core/address_index.hpp>
#include <idm_synth/core/app.hpp>
#include <idm_synth/core/override.hpp>
#include <idm_synth/core/text.hpp>
#include <map>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace idm_synth {
namespace {

/// The way from an element to a value inside it; it lives on the stack of the walk.
struct Step {
  const Step* parent = nullptr;
  std::string_view key;
  std::size_t index = 0;

  [[nodiscard]] std::string path() const {
    if (parent == nullptr) return std::string{key};
    std::string text = parent->path();
    if (key.empty()) return text + "[" + std::to_string(index) + "]";
    if (!text.empty()) text += '.';
    return text.append(key);
  }

  /// As a message says it.
  [[nodiscard]] std::string quoted() const {
    const std::string text = path();
    return text.empty() ? "the value" : shown(text);
  }
};

/// Objects this small are searched for repeated keys pair by pair.
constexpr std::size_t few_keys = 16;

class Checker {
 public:
  explicit Checker(const App& app) : app_{app} {}

  Diagnostics check() {
    std::size_t count = 0;
    for (const Stack& stack : app_.stacks()) count += stack.elements().size();
    index_.reserve(count);
    for (const Stack& stack : app_.stacks()) {
      check_stack(stack);
      for (const Element& element : stack.elements()) enter(element);
    }
    for (const Stack& stack : app_.stacks()) {
      found_.insert(found_.end(), stack.reported().begin(), stack.reported().end());
      for (const Element& element : stack.elements()) {
        element_ = &element;
        check_element(element);
      }
      for (const Override& change : stack.overrides()) check_override(stack, change);
    }
    return std::move(found_);
  }

 private:
  void check_stack(const Stack& stack) {
    const std::string& name = stack.name();
    const bool merges_silently = name == "override" || name.ends_with("_override");
    if (!is_identifier(name) || merges_silently) {
      found_.push_back({.code = "bad-stack-name",
                        .summary = shown(name) + " cannot name a stack",
                        .help = merges_silently
                                    ? "Terraform merges files of that name into others silently; "
                                      "choose another name"
                                    : "use letters, digits, _ and -, and start with a letter or _",
                        .address = name,
                        .places = {stack.place()}});
    }
    for (const Stack& earlier : app_.stacks()) {
      if (&earlier == &stack) break;
      if (equal_but_for_case(earlier.name(), name)) {
        found_.push_back({.code = "duplicate-stack",
                          .summary = "two stacks would be written to one file, " + shown(name),
                          .help = "give each stack a name of its own, whatever its case",
                          .address = name,
                          .places = {stack.place(), earlier.place()}});
      }
    }
  }

  void enter(const Element& element) {
    if (element.section == Section::terraform) enter_settings(element);
    if (element.section == Section::terraform || element.section == Section::moved ||
        element.section == Section::import) {
      return;
    }
    const Element* earlier = index_.insert(element);
    if (earlier != nullptr) {
      found_.push_back({.code = "duplicate-address",
                        .summary = element.address() + " is declared twice",
                        .help = "give one of them another name",
                        .address = element.address(),
                        .places = {element.place, earlier->place}});
    }
  }

  /// A module may have several terraform blocks, but each of these in one of them only.
  /// https://developer.hashicorp.com/terraform/language/block/terraform
  void enter_settings(const Element& element) {
    for (const auto& [key, value] : element.body.entries()) {
      if (key != "required_providers" && key != "backend") continue;
      const auto [earlier, is_new] = settings_.try_emplace(key, &element);
      if (is_new) continue;
      found_.push_back({.code = "duplicate-setting",
                        .summary = shown(key) + " is declared twice",
                        .help = "a root module has it once: declare it in one stack only",
                        .address = element.address(),
                        .places = {element.place, earlier->second->place}});
    }
  }

  void check_element(const Element& element) {
    const bool has_name =
        !element.name.empty() ||
        (element.section != Section::terraform && element.section != Section::moved &&
         element.section != Section::import && element.section != Section::provider);
    if (has_name && !is_identifier(element.name)) {
      report("bad-name", shown(element.name) + " is not a Terraform name",
             "use letters, digits, _ and -, and start with a letter or _");
    }
    if (element.section == Section::variable) check_variable(element);
    if (element.section == Section::terraform) check_backend(element);
    if (element.section == Section::moved) check_moved(element);
    if (element.has_instances) check_instances(element);
    const Step root;
    check_value(element.body, root);
  }

  void check_variable(const Element& element) {
    // https://developer.hashicorp.com/terraform/language/values/variables#declaring-an-input-variable
    static constexpr std::array<std::string_view, 8> reserved = {
        "source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"};
    if (std::find(reserved.begin(), reserved.end(), element.name) != reserved.end()) {
      report("bad-name", shown(element.name) + " is reserved by Terraform",
             "choose another name for the variable");
    }
    if (const Value* value = element.body.find("default");
        value != nullptr && has_expression(*value)) {
      report("default-not-literal", "the default of a variable must be a literal",
             "use a local for a computed value");
    }
  }

  void check_backend(const Element& element) {
    if (const Value* backend = element.body.find("backend");
        backend != nullptr && has_expression(*backend)) {
      report("backend-not-literal", "the arguments of a backend must be literals",
             "Terraform reads them before anything else; give them by `terraform init "
             "-backend-config` where they differ");
    }
  }

  /// What moved has no declaration any more where it was.
  void check_moved(const Element& element) {
    const std::string from{element.body.find("from")->text()};
    const Element* still = index_.find(from);
    if (still == nullptr) return;
    found_.push_back({.code = "moved-still-declared",
                      .summary = from + " is moved, but still declared",
                      .help = "take its declaration away, or the moved block",
                      .address = from,
                      .places = {element.place, still->place}});
  }

  /// https://developer.hashicorp.com/terraform/language/meta-arguments/for_each
  void check_instances(const Element& element) {
    if (element.body.find("count") != nullptr && element.body.find("for_each") != nullptr) {
      report("count-and-for-each", "count and for_each are both set",
             "Terraform takes only one of them: leave the other out");
    }
  }

  static bool has_expression(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::expression:
      case Value::Kind::text:
        return true;
      case Value::Kind::list:
      case Value::Kind::blocks:
        return std::any_of(value.items().begin(), value.items().end(), has_expression);
      case Value::Kind::object:
      case Value::Kind::block:
      case Value::Kind::labelled:
        return std::any_of(value.entries().begin(), value.entries().end(),
                           [](const Entry& entry) { return has_expression(entry.value); });
      default:
        return false;
    }
  }

  void check_value(const Value& value, const Step& step) {
    switch (value.kind()) {
      case Value::Kind::null:
      case Value::Kind::boolean:
      case Value::Kind::integer:
        break;
      case Value::Kind::number:
        if (!std::isfinite(value.number())) {
          report("bad-number", step.quoted() + " is not a finite number",
                 "JSON has no way to write it");
        }
        break;
      case Value::Kind::string:
        check_template(value.text(), step, true, false);
        check_text(value.text(), step);
        break;
      case Value::Kind::verbatim:
        check_text(value.text(), step);
        break;
      case Value::Kind::reference:
      case Value::Kind::expression:
        check_text(value.text(), step);
        check_reference(value, step);
        break;
      case Value::Kind::text:
        check_parts(value.items(), step);
        break;
      case Value::Kind::list:
      case Value::Kind::blocks:
        for (std::size_t i = 0; i < value.items().size(); ++i) {
          check_value(value.items()[i], Step{.parent = &step, .key = {}, .index = i});
        }
        break;
      case Value::Kind::object:
      case Value::Kind::block:
      case Value::Kind::labelled:
        check_keys(value.entries(), step);
        for (const auto& [key, item] : value.entries()) {
          check_template(key, step, true, false);
          check_text(key, step);
          check_value(item, Step{.parent = &step, .key = key});
        }
        break;
    }
  }

  void check_parts(std::span<const Value> parts, const Step& step) {
    for (const Value& part : parts) {
      if (part.kind() == Value::Kind::string) {
        check_template(part.text(), step, &part == parts.data(), parts.size() > 1);
        check_text(part.text(), step);
      } else {
        check_value(part, step);
      }
    }
  }

  /// Where Terraform looks for templates it reads some characters as others.
  void check_template(std::string_view text, const Step& step, bool is_start, bool has_template) {
    if (is_start && text.starts_with("\xEF\xBB\xBF")) {
      report("byte-order-mark", step.quoted() + " starts with a byte order mark (U+FEFF)",
             "Terraform would drop it silently; take it out");
    }
    if (!has_template && text.find("${") == std::string_view::npos &&
        text.find("%{") == std::string_view::npos) {
      return;
    }
    for (std::size_t at = 0; (at = text.find('\r', at)) != std::string_view::npos; ++at) {
      if (text.substr(at).starts_with("\r\n")) continue;
      report("carriage-return",
             step.quoted() + " has a carriage return without a line feed, and ${ or %{",
             "Terraform would silently leave templates as they are; take it out");
      return;
    }
  }

  void check_text(std::string_view text, const Step& step) {
    const std::size_t bad = find_invalid_utf8(text);
    if (bad != std::string_view::npos) {
      report("bad-utf8", step.quoted() + " is not valid UTF-8 at byte " + std::to_string(bad),
             "Terraform would replace the byte silently; give UTF-8 text");
    }
  }

  void check_reference(const Value& value, const Step& step) {
    const std::string_view address = value.address();
    if (address.empty()) return;
    const Element* target = index_.find(address);
    if (target == nullptr) {
      report(
          "unknown-reference",
          step.quoted() + " refers to " + std::string{address} +
              ", which no stack of this app holds",
          "add it to a stack of this app, or use external<T>(\"...\") for what stands elsewhere");
      return;
    }
    const char* behind = address.data() + address.size();
    const char next = behind == value.text().data() + value.text().size() ? '\0' : *behind;
    const bool names_one = element_->section == Section::import && step.key == "to";
    if (target->has_instances && (next == '.' || (names_one && next == '\0'))) {
      report("missing-index", step.quoted() + " refers to all instances of " + std::string{address},
             "it has count or for_each: take one of them with instance(resource, index or key)");
    } else if (!target->has_instances && next == '[' && target->section != Section::local &&
               target->section != Section::variable) {
      report("unexpected-index",
             step.quoted() + " refers to one instance of " + std::string{address},
             "it has neither count nor for_each: leave instance() out");
    }
  }

  void check_keys(std::span<const Entry> entries, const Step& step) {
    const auto repeated = [&](std::string_view key) {
      report("duplicate-key",
             shown(key) + " stands twice in " +
                 (step.parent == nullptr ? std::string{"the element"} : step.quoted()),
             "Terraform takes each key once; leave one out");
    };
    if (entries.size() <= few_keys) {
      for (std::size_t i = 1; i < entries.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          if (entries[i].key == entries[j].key) {
            repeated(entries[i].key);
            break;
          }
        }
      }
      return;
    }
    std::unordered_set<std::string_view> seen;
    for (const Entry& entry : entries) {
      if (!seen.insert(entry.key).second) repeated(entry.key);
    }
  }

  void check_override(const Stack& stack, const Override& change) {
    const Element* target = index_.find(change.address);
    Diagnostic problem{.code = "unknown-override",
                       .summary = {},
                       .help = "name an element of this app, and a path whose steps exist",
                       .address = change.address,
                       .places = {change.place}};
    if (target == nullptr) {
      problem.summary = "an override concerns " + change.address + ", which no stack holds";
      found_.push_back(std::move(problem));
      return;
    }
    problem.places.emplace_back(target->place);
    const auto holds_target = [&](const Element& element) { return &element == target; };
    if (std::none_of(stack.elements().begin(), stack.elements().end(), holds_target)) {
      problem.summary = "an override concerns " + change.address + ", which another stack holds";
      problem.help = "override it in the stack that holds it";
      found_.push_back(std::move(problem));
      return;
    }
    // Later overrides may reach into what earlier ones made.
    Value& body = overridden_.try_emplace(target, target->body).first->second;
    const auto result = with_override(scratch_, body, change.path, change.value);
    if (const auto* failure = std::get_if<OverrideProblem>(&result)) {
      problem.summary = "an override leads nowhere: " + failure->summary;
      found_.push_back(std::move(problem));
      return;
    }
    warn_of_misspelling(body, change);
    body = std::get<Value>(result);
    element_ = target;
    const Step root;
    check_text(change.path, root);
    check_value(change.value, Step{.parent = &root, .key = change.path});
  }

  /// A path may end in an argument that the element does not have yet, and that may be a mistake.
  void warn_of_misspelling(const Value& body, const Override& change) {
    const std::string_view near = resembled_argument(body, change.path);
    if (near.empty()) return;
    found_.push_back(
        {.severity = Severity::warning,
         .code = "new-override",
         .summary = "an override adds " + shown(change.path) + " beside an argument " + shown(near),
         .help = "if the existing argument is meant, correct the path",
         .address = change.address,
         .places = {change.place}});
  }

  void report(std::string code, std::string summary, std::string help) {
    found_.push_back({.code = std::move(code),
                      .summary = std::move(summary),
                      .help = std::move(help),
                      .address = element_->address(),
                      .places = {element_->place}});
  }

  const App& app_;
  AddressIndex index_;
  std::map<std::string_view, const Element*> settings_;  ///< by the name of the setting
  Diagnostics found_;
  const Element* element_ = nullptr;
  ValueArena scratch_;
  std::unordered_map<const Element*, Value> overridden_;
};

}  // namespace

Diagnostics diagnose(const App& app) {
  return Checker{app}.check();
}

}  // namespace idm_synth
