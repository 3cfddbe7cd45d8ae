// SPDX-License-Identifier: Apache-2.0
// The control: all that the other cases get wrong, done right.
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto item = path("$.resources[0]");
const auto polls = variable("polls");
const auto text = states::format("{}: {}", polls, item);
const auto sum = states::math_add(polls, 1);
const auto length = states::array_length(states::string_split(text, ","));
const auto rule = numeric_greater_than(polls, 3) && string_equals(item, "x");
const auto call = sns::publish({.topic_arn = "arn", .message = text});
const Pass pass{.parameters = {{"item", item}}, .result_path = result_path("$.a")};
