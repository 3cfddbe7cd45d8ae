// SPDX-License-Identifier: Apache-2.0
// Valid definitions with anything in them, for properties.
#pragma once

#include <idm_synth/asl/definition.hpp>
#include <iosfwd>
#include <string>

namespace idm_synth::asl {

/// How a counterexample is shown.
void showValue(const Definition& definition, std::ostream& stream);

}  // namespace idm_synth::asl

namespace idm_synth::test {

// These draw from rapidcheck: only a property may call them. What they draw shrinks to the first
// alternative, the shortest list and the absent field.

/// A definition without errors.
[[nodiscard]] asl::Definition random_definition();
[[nodiscard]] asl::Intrinsic random_call();
[[nodiscard]] asl::Condition random_condition();

}  // namespace idm_synth::test
