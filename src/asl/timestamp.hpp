// SPDX-License-Identifier: Apache-2.0
// Timestamps as the Amazon States Language writes them.
#pragma once

#include <string_view>

namespace idm_synth::asl {

/// RFC 3339 with `T`, and with `Z` or an offset; the ranges of its fields, too.
/// https://states-language.net/#timestamps
[[nodiscard]] bool is_timestamp(std::string_view text);

}  // namespace idm_synth::asl
