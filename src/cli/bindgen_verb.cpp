// SPDX-License-Identifier: Apache-2.0
// `bindgen`: typed bindings of a provider's schema.
#include <cerrno>
#include <fstream>
#include <idm_synth/bindgen/bindgen.hpp>
#include <idm_synth/cli/bindgen.hpp>
#include <idm_synth/core/error.hpp>
#include <idm_synth/core/text.hpp>
#include <idm_synth/synth/output_directory.hpp>
#include <memory>
#include <system_error>
#include <utility>

#include "command.hpp"
#include "console.hpp"

namespace idm_synth::cli {
namespace {

struct Options {
  std::string schema;
  std::string directory;
  bindgen::Request request = {};
};

int run_bindgen(const Options& options, Console& console) {
  errno = 0;
  std::ifstream schema{options.schema, std::ios::binary};
  // A directory can be opened, but not read.
  if (!schema || (schema.peek() == std::ifstream::traits_type::eof() && !schema.eof())) {
    throw FileError("cannot read " + shown(options.schema) + ": " +
                    std::generic_category().message(errno == 0 ? EIO : errno));
  }
  std::vector<synth::File> files;
  for (bindgen::GeneratedFile& file : bindgen::generate(schema, options.request)) {
    files.push_back({std::move(file.path), std::move(file.text)});
  }
  for (const synth::WrittenFile& file : synth::write(files, options.directory)) {
    console.info((file.is_changed ? "wrote     " : "unchanged ") +
                 printable(synth::path_of(options.directory, file.name)));
  }
  return exit_success;
}

}  // namespace

Verb bindgen_verb() {
  return {
      .name = "bindgen",
      .summary = "Make typed C++ bindings of a provider's schema",
      .add = [](CLI::App& command) {
        const auto options = std::make_shared<Options>();
        add_required_option(command,
                            {"--schema", "FILE", "Output of `terraform providers schema -json`"},
                            options->schema);
        add_option(command, {"--resource", "TYPE", "Resource types, such as aws_kms_key"},
                   options->request.resources);
        add_option(command, {"--data", "TYPE", "Types of data sources, such as aws_region"},
                   options->request.data_sources);
        add_option(command,
                   {"--provider", "NAME",
                    "Which provider of the schema, such as aws, if it holds several"},
                   options->request.provider);
        add_option(command,
                   {"--provider-version", "VERSION", "Its version, which the schema does not tell"},
                   options->request.provider_version);
        add_required_option(command, {"-o,--output", "DIR", "Directory to write to"},
                            options->directory);
        set_footer(command,
                   "bindings.cmake lists the types of this call only: name all that you use.\n\n"
                   "Examples:\n  terraform providers schema -json > schema.json\n  " +
                       program_name(command) +
                       " bindgen --schema schema.json --resource aws_sns_topic aws_sqs_queue -o .");
        return [options](Console& console) { return run_bindgen(*options, console); };
      }};
}

}  // namespace idm_synth::cli
