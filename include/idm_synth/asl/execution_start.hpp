// SPDX-License-Identifier: Apache-2.0
// What an execution may be started with.
#pragma once

#include <cstddef>
#include <idm_synth/asl/execution.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace idm_synth::asl {

/// The most bytes of UTF-8 that the input of an execution may have.
/// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
inline constexpr std::size_t max_input_size = 262'144;

/// The time of an RFC 3339 text such as "2026-02-10T03:21:17.042Z", to the millisecond; nothing
/// where it is none.
[[nodiscard]] std::optional<Time> parse_time(std::string_view text);

/// Why the service refuses the name of an execution, such as "is empty"; empty where it does not.
/// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
[[nodiscard]] std::string execution_name_problem(std::string_view name);

}  // namespace idm_synth::asl
