// SPDX-License-Identifier: Apache-2.0
// `scale N DIR`: many resources in one file, to measure time and memory. It uses the library
// without the command line, as a program might that is no command itself.
#include <charconv>
#include <exception>
#include <idm_synth/aws/sns_topic.hpp>
#include <idm_synth/aws/sns_topic_policy.hpp>
#include <idm_synth/core/app.hpp>
#include <idm_synth/synth/output_directory.hpp>
#include <iostream>
#include <string>
#include <string_view>

using namespace idm_synth;

namespace {

/// N topics, each with a policy that refers to it.
void define(App& app, int count) {
  Stack& stack = app.stack("topics");
  for (int i = 0; i < count; ++i) {
    const std::string name = "topic_" + std::to_string(i);
    const auto topic = stack.add(name, aws::SnsTopic{.name = "topic-" + std::to_string(i)});
    const auto policy = stack.document(
        name, object({{"Version", "2012-10-17"},
                      {"Statement",
                       array({object({{"Effect", "Allow"},
                                      {"Principal", object({{"Service", "events.amazonaws.com"}})},
                                      {"Action", "sns:Publish"},
                                      {"Resource", topic.arn()}})})}}));
    stack.add(name, aws::SnsTopicPolicy{.arn = topic.arn(), .policy = policy});
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    int count = 0;
    const std::string_view number = argc == 3 ? argv[1] : "";
    const auto parsed = std::from_chars(number.data(), number.data() + number.size(), count);
    if (parsed.ec != std::errc{} || parsed.ptr != number.data() + number.size() || count < 0) {
      std::cerr << "usage: scale N DIR\n";
      return 2;
    }
    App app;
    define(app, count);
    for (const Diagnostic& diagnostic : diagnose(app)) {
      std::cerr << diagnostic.code << ": " << diagnostic.summary << '\n';
      return 2;
    }
    synth::write(app, {.program = "scale"}, argv[2]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "error: " << error.what() << '\n';
    return 2;
  }
}
