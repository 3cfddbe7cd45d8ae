// SPDX-License-Identifier: Apache-2.0
#include "resource.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <idm_synth/core/text.hpp>
#include <utility>
#include <vector>

#include "integrations.hpp"
#include "sdk_actions.hpp"
#include "words.hpp"

namespace idm_synth::asl::validation {
namespace {

constexpr std::string_view sdk = "aws-sdk:";

/// The parts of an ARN: partition, service, region, account, and what follows.
struct Arn {
  std::array<std::string_view, 5> parts;

  static std::optional<Arn> parse(std::string_view text) {
    if (!text.starts_with("arn:")) return std::nullopt;
    std::string_view rest = text.substr(4);
    Arn arn{};
    for (std::size_t i = 0; i + 1 < arn.parts.size(); ++i) {
      const std::size_t colon = rest.find(':');
      if (colon == std::string_view::npos) return std::nullopt;
      arn.parts.at(i) = rest.substr(0, colon);
      rest.remove_prefix(colon + 1);
    }
    arn.parts.back() = rest;
    return arn;
  }
  [[nodiscard]] std::string_view partition() const { return parts[0]; }
  [[nodiscard]] std::string_view service() const { return parts[1]; }
  [[nodiscard]] std::string_view region() const { return parts[2]; }
  [[nodiscard]] std::string_view resource() const { return parts[4]; }

  [[nodiscard]] bool is_integration() const { return service() == "states" && region().empty(); }
  [[nodiscard]] bool is_activity() const {
    return service() == "states" && resource().starts_with("activity:");
  }
};

std::uint8_t pattern_of(std::string_view suffix) {
  if (suffix == ".sync") return sync;
  if (suffix == ".sync:2") return sync2;
  return suffix == ".waitForTaskToken" ? token : none;
}

/// The parts of service:action; the action may be missing.
std::pair<std::string_view, std::string_view> split_call(std::string_view call) {
  const std::size_t colon = call.find(':');
  return {call.substr(0, colon),
          colon == std::string_view::npos ? std::string_view{} : call.substr(colon + 1)};
}

/// AWS adds names that the table does not have yet, so the help says what was compared.
template <typename Nearest>
std::string sdk_help(SdkLookup& lookup, const Nearest& find_nearest) {
  const std::string models = "compared with " + std::string{sdk_models()};
  if (lookup.searches > 0) {
    --lookup.searches;
    const std::string_view nearest = find_nearest();
    if (!nearest.empty()) return "did you mean " + std::string{nearest} + "? (" + models + ")";
  }
  return "look its name up in the service's documentation; " + models;
}

/// "The resource provided ... is not recognized": https://github.com/aws/aws-cdk/pull/27635
std::optional<ResourceProblem> sdk_problem(std::string_view call, std::string_view suffix,
                                           SdkLookup& lookup) {
  const auto is_camel_case = [](std::string_view text) {
    return !text.empty() && is_letter(text.front()) && to_lower(text.front()) == text.front() &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_letter(c) || is_digit(c); });
  };
  const auto [name, action] = split_call(call);
  const SdkService* service = find_sdk_service(name);
  if (service == nullptr && (lookup.has_models || !is_camel_case(name))) {
    return ResourceProblem{
        shown(name) + " is no service of the AWS SDK that a Task can call",
        sdk_help(lookup, [&, name = name] { return nearest_sdk_service(name); })};
  }
  const bool has_actions = lookup.has_models && !service->actions.empty();
  const bool is_known =
      has_actions ? find_sdk_action(*service, action).has_value() : is_camel_case(action);
  if (!is_known) {
    return ResourceProblem{
        shown(action) + " is no action of " + std::string{name} + " that a Task can call",
        sdk_help(lookup, [&, action = action] {
          return service == nullptr ? "" : nearest_sdk_action(*service, action);
        })};
  }
  if (suffix.empty() || suffix == ".waitForTaskToken") return std::nullopt;
  return ResourceProblem{"a call of the AWS SDK has no pattern " + shown(suffix),
                         "leave it out, or use .waitForTaskToken"};
}

std::optional<ResourceProblem> unknown_integration(std::string_view call) {
  std::vector<std::string_view> names;
  const std::string_view service = call.substr(0, call.find(':') + 1);
  std::string same_service;
  for (const Integration& known : integrations()) {
    names.push_back(known.name);
    if (!known.name.starts_with(service)) continue;
    same_service += (same_service.empty() ? "" : ", ") + std::string{known.name};
  }
  const std::string_view nearest = nearest_name(call, names);
  std::string help;
  if (!nearest.empty()) {
    help = "did you mean " + std::string{nearest} + "?";
  } else if (!same_service.empty() && !service.empty()) {
    help = "there are " + same_service + "; any other action is called through aws-sdk:";
  } else {
    help = "call it as arn:aws:states:::aws-sdk:service:action";
  }
  return ResourceProblem{shown(call) + " is no service integration", std::move(help)};
}

std::optional<ResourceProblem> integration_problem(std::string_view call, MachineType type,
                                                   SdkLookup& lookup) {
  const std::size_t dot = call.find('.');
  const std::string_view suffix =
      dot == std::string_view::npos ? std::string_view{} : call.substr(dot);
  const std::string_view name = call.substr(0, dot);
  const std::uint8_t pattern = pattern_of(suffix);
  if (!suffix.empty() && pattern == none) {
    return ResourceProblem{shown(suffix) + " is no integration pattern",
                           "there are .sync, .sync:2 and .waitForTaskToken"};
  }
  if (name.starts_with(sdk)) {
    if (auto problem = sdk_problem(name.substr(sdk.size()), suffix, lookup)) return problem;
  } else {
    const Integration* known = find_integration(name);
    if (known == nullptr) return unknown_integration(name);
    if ((known->patterns & pattern) != pattern) {
      return ResourceProblem{std::string{name} + " has no pattern " + shown(suffix),
                             "leave it out, or look the service's patterns up"};
    }
  }
  if (type == MachineType::express && pattern != none) {
    return ResourceProblem{"an express machine takes no " + std::string{suffix},
                           "make the machine a standard one, or call without waiting"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<ResourceProblem> resource_problem(std::string_view text, MachineType type,
                                                SdkLookup& lookup) {
  const auto arn = Arn::parse(text);
  if (!arn || !arn->partition().starts_with("aws") || arn->resource().empty()) {
    return ResourceProblem{shown(text) + " is no ARN",
                           "give an ARN such as arn:aws:states:::sns:publish"};
  }
  if (arn->service() == "lambda") return std::nullopt;
  if (arn->is_integration()) {
    return integration_problem(arn->resource(), type, lookup);
  }
  if (arn->is_activity()) {
    if (type == MachineType::standard) return std::nullopt;
    return ResourceProblem{"an express machine takes no activity",
                           "make the machine a standard one"};
  }
  return ResourceProblem{"a Task cannot call " + shown(text),
                         "give a service integration (arn:aws:states:::service:action), a Lambda "
                         "function or an activity"};
}

std::optional<ResourceProblem> data_resource_problem(std::string_view text,
                                                     std::span<const std::string_view> allowed) {
  const auto arn = Arn::parse(text);
  if (arn && arn->partition().starts_with("aws") && arn->is_integration() &&
      std::find(allowed.begin(), allowed.end(), arn->resource()) != allowed.end()) {
    return std::nullopt;
  }
  std::string names;
  for (const std::string_view name : allowed) {
    names += (names.empty() ? "" : " or ") + ("arn:aws:states:::" + std::string{name});
  }
  return ResourceProblem{shown(text) + " is no resource for this", "give " + names};
}

bool is_activity(std::string_view text) {
  const auto arn = Arn::parse(text);
  return arn && arn->is_activity();
}

std::optional<CallParameters> parameters_of(std::string_view text, const SdkLookup& lookup) {
  const auto arn = Arn::parse(text);
  if (!arn || !arn->is_integration()) return std::nullopt;
  const std::string_view name = arn->resource().substr(0, arn->resource().find('.'));
  if (!name.starts_with(sdk)) {
    const Integration* known = find_integration(name);
    if (known == nullptr) return std::nullopt;
    return CallParameters{.names = known->required};
  }
  const auto [service_name, action] = split_call(name.substr(sdk.size()));
  const SdkService* service = find_sdk_service(service_name);
  if (!lookup.has_models) return CallParameters{};
  if (service == nullptr) return std::nullopt;
  if (service->actions.empty()) return CallParameters{};
  const auto parameters = find_sdk_action(*service, action);
  if (!parameters) return std::nullopt;
  return CallParameters{.names = *parameters, .are_all = true};
}

std::optional<ResourceProblem> parameter_problem(const CallParameters& parameters,
                                                 std::string_view name, SdkLookup& lookup) {
  if (!parameters.are_all) return std::nullopt;
  const auto without_mark = [](std::string_view word) {
    return word.substr(0, word.size() - (word.ends_with('*') ? 1 : 0));
  };
  for (std::string_view rest = parameters.names; !rest.empty();) {
    if (without_mark(take_word(rest)) == name) return std::nullopt;
  }
  const auto find_nearest = [&] {
    std::vector<std::string_view> names;
    for (std::string_view rest = parameters.names; !rest.empty();) {
      names.push_back(without_mark(take_word(rest)));
    }
    return nearest_name(name, names);
  };
  return ResourceProblem{"the action takes no parameter " + shown(name),
                         sdk_help(lookup, find_nearest)};
}

}  // namespace idm_synth::asl::validation
