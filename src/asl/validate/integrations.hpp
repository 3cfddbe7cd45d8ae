// SPDX-License-Identifier: Apache-2.0
// The optimised integrations: which services a Task calls under a name of their own.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace idm_synth::asl::validation {

/// Patterns that an integration has besides request and response, as bits.
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html
enum Pattern : std::uint8_t { none = 0, sync = 1, sync2 = 2, token = 4 };

struct Integration {
  std::string_view name;  ///< service:action
  std::uint8_t patterns;
  /// Parameters without which the service takes no definition, as far as that is known; as in
  /// CallParameters.
  std::string_view required = {};
};

/// All of them, by name.
/// https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
[[nodiscard]] std::span<const Integration> integrations();
/// Null where there is none of that name.
[[nodiscard]] const Integration* find_integration(std::string_view name);

}  // namespace idm_synth::asl::validation
