// SPDX-License-Identifier: Apache-2.0
// The verb that makes typed bindings of a provider's schema.
#pragma once

#include <idm_synth/cli/verb.hpp>

namespace idm_synth::cli {

/// `bindgen --schema FILE --resource TYPE… [--data TYPE…] -o DIR`. The bindings.cmake that it
/// writes lists the types of one call only.
[[nodiscard]] Verb bindgen_verb();

}  // namespace idm_synth::cli
