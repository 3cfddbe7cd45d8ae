// SPDX-License-Identifier: Apache-2.0
// idm-synth: the command line with the two stacks.
#include <idm_synth/cli/bindgen.hpp>
#include <idm_synth/cli/run.hpp>

using idm_synth::App;
namespace cli = idm_synth::cli;

int main(int argc, char** argv) {
  return cli::run(argc, argv,
                  {.name = "idm-synth",
                   .description = "Writes Terraform JSON from infrastructure described in C++",
                   .version = IDM_SYNTH_VERSION,
                   .config_file = "idm-synth.json",
                   .define = [](App&, cli::Invocation&) {},
                   .verbs = {cli::bindgen_verb()}});
}
