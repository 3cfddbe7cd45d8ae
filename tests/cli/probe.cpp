// SPDX-License-Identifier: Apache-2.0
// A program for the transcripts: the one word in its configuration file says what is wrong with it,
// and PROBE_VERB the name of a verb that it has beyond the others.
#include <CLI/App.hpp>
#include <cstdlib>
#include <fstream>
#include <idm_synth/aws/sfn_state_machine.hpp>
#include <idm_synth/cli/bindgen.hpp>
#include <idm_synth/cli/run.hpp>
#include <idm_synth/core/error.hpp>
#include <stdexcept>
#include <string>
#include <vector>

using namespace idm_synth;

namespace {

void add_machine(Stack& stack, const char* name, const Document& definition) {
  stack.add(name, aws::SfnStateMachine{.definition = stack.document(name, definition),
                                       .role_arn = "arn:aws:iam::123456789012:role/flow"});
}

void define(App& app, cli::Invocation& invocation) {
  std::string word;
  std::ifstream{invocation.config_file} >> word;
  invocation.output_directory = word == "here" ? "." : "infra";
  if (word == "throw") throw Error("the definition says no");
  if (word == "crash") throw std::out_of_range("somewhere in the author's code");
  if (word == "crash-oddly") throw 1;
  if (word == "config") {
    invocation.diagnostics.push_back({.code = "bad-value",
                                      .summary = "\"config\" is no word",
                                      .help = "write another",
                                      .places = {Place{invocation.config_file, 1, 3}}});
    return;
  }
  Stack& first = app.stack("first");
  Stack& second = app.stack("second");
  first.local("wait", object({{"Seconds", word == "longer" ? 600 : 300}, {"Type", "Wait"}}));
  first.output("wait", {.value = external<Number>("local.wait.Seconds")});
  const auto greeting = second.local("greeting", object({{"text", "hello"}}));
  second.override_argument(AnyNode{greeting.expression()}, "text", "good morning");
  if (word == "duplicate") {
    first.local("wait", 1);
    second.local("not a name", external<Number>("1"));
  }
  if (word == "machine") {
    add_machine(
        second, "flow",
        object({{"StartAt", "Call"},
                {"States", object({{"Call", object({{"Type", "Task"},
                                                    {"Resource", external<String>("var.arn")},
                                                    {"Next", "Nowhere"}})}})}}));
  }
  if (word == "machines" || word == "machines-of-years") {
    const Document end =
        word == "machines-of-years"
            ? object({{"Type", "Wait"}, {"Seconds", 99'999'999}, {"End", true}})
            : object({{"Type", "Pass"}, {"Result", external<String>("var.x")}, {"End", true}});
    for (const char* name : {"one", "two"}) {
      add_machine(second, name, object({{"StartAt", "End"}, {"States", object({{"End", end}})}}));
    }
  }
  if (word == "endless") {
    const Document rule = object({{"Variable", "$.done"}, {"IsPresent", false}, {"Next", "Wait"}});
    add_machine(
        second, "flow",
        object({{"StartAt", "Wait"},
                {"States",
                 object({{"Wait", object({{"Type", "Wait"}, {"Seconds", 60}, {"Next", "IsDone"}})},
                         {"IsDone", object({{"Type", "Choice"},
                                            {"Choices", array({rule})},
                                            {"Default", "Done"}})},
                         {"Done", object({{"Type", "Succeed"}})}})}}));
  }
  if (word == "doubtful") {  // it never catches anything
    const Document none = object(
        {{"StartAt", "None"}, {"States", object({{"None", object({{"Type", "Succeed"}})}})}});
    add_machine(
        second, "flow",
        object(
            {{"StartAt", "Both"},
             {"States",
              object({{"Both",
                       object({{"Type", "Parallel"},
                               {"Branches", array({none})},
                               {"Retry", array({object({{"ErrorEquals", array({"State.ALL"})}})})},
                               {"End", true}})}})}}));
  }
  if (word == "warn") {
    second.report({.severity = Severity::warning,
                   .code = "short-wait",
                   .summary = "five minutes are short",
                   .help = {},
                   .address = "local.wait"});
  }
}

/// A verb of an author; one that is called "quiet" has an option that all verbs have.
std::vector<cli::Verb> own_verbs() {
  const char* name = std::getenv("PROBE_VERB");
  if (name == nullptr) return {};
  if (name == std::string{"bindgen"}) return {cli::bindgen_verb()};
  return {{.name = name, .summary = "Does nothing", .add = [](CLI::App& command) {
             if (command.get_name() == "quiet") command.add_flag("-q");
             return [](cli::Console&) { return 0; };
           }}};
}

}  // namespace

int main(int argc, char** argv) {
  return cli::run(argc, argv,
                  {.name = "probe",
                   .description = "Tries the command line",
                   .version = "1.2.3",
                   .config_file = "probe.json",
                   .define = define,
                   .verbs = own_verbs()});
}
