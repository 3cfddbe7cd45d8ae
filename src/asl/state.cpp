// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <idm_synth/asl/definition.hpp>
#include <idm_synth/core/error.hpp>
#include <utility>

namespace idm_synth::asl {
namespace {

struct TimestampVisitor {
  WaitTime operator()(std::monostate) const {
    throw UsageError("wait_until() was given an argument that is not set");
  }
  template <class Text>
  WaitTime operator()(const Text& text) const {
    return WaitTime::Until{text};
  }
};

}  // namespace

WaitTime wait_for(Seconds duration) {
  if (!duration.is_set()) throw UsageError("wait_for() was given a duration that is not set");
  return duration;
}

WaitTime wait_until(const Attr<String>& timestamp) {
  return std::visit(TimestampVisitor{}, timestamp.value());
}

WaitTime wait_until(ReferencePath timestamp) {
  return WaitTime::Until{std::move(timestamp)};
}

WaitTime wait_until(Jsonata timestamp) {
  return WaitTime::Until{std::move(timestamp)};
}

std::string_view type_name(const AnyState& state) {
  static constexpr std::array<std::string_view, std::variant_size_v<AnyState>> names = {
      "Task", "Pass", "Wait", "Choice", "Parallel", "Map", "Succeed", "Fail"};
  return names[state.index()];
}

const std::string& comment_of(const AnyState& state) {
  return std::visit([](const auto& typed) -> const std::string& { return typed.comment; }, state);
}

const std::vector<Retrier>* retriers_of(const AnyState& state) {
  return std::visit(
      [](const auto& typed) -> const std::vector<Retrier>* {
        if constexpr (requires { typed.retry; }) {
          return &typed.retry;
        } else {
          return nullptr;
        }
      },
      state);
}

}  // namespace idm_synth::asl
