// SPDX-License-Identifier: Apache-2.0
// A program of a user's own, with a binding of its own.
#include <idm_synth/core/app.hpp>
#include <idm_synth/synth/render.hpp>
#include <iostream>

namespace consumer {

struct Topic {
  idm_synth::Required<idm_synth::String, "name"> name;
};

void write_block(idm_synth::BlockWriter& out, const Topic& topic) {
  out.attribute("name", topic.name);
}

}  // namespace consumer

template <>
struct idm_synth::Binding<consumer::Topic> {
  static constexpr Section section = Section::resource;
  static constexpr std::string_view type = "aws_sns_topic";
};

template <>
class idm_synth::Resource<consumer::Topic> : public Referable {
 public:
  using Referable::Referable;
};

int main() {
  idm_synth::App app;
  app.stack("topics").add("alerts", consumer::Topic{.name = "from-a-consumer"});
  if (!diagnose(app).empty()) return 1;
  for (const auto& file : idm_synth::synth::synthesize(app, {.program = "consumer"})) {
    std::cout << file.text;
  }
}
