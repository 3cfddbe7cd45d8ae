// SPDX-License-Identifier: Apache-2.0
// A message must be given to publish one.
// expect: "message"
// expect: deleted
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/asl/functions.hpp>
#include <idm_synth/asl/services.hpp>

using namespace idm_synth;
using namespace idm_synth::asl;

const auto wrong = sns::publish({.topic_arn = "arn"});
