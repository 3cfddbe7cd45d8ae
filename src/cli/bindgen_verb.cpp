// SPDX-License-Identifier: Apache-2.0
// `bindgen`: typed bindings of a provider's schema.
#include <CLI/App.hpp>
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
  return {.name = "bindgen",
          .summary = "Make typed C++ bindings of a provider's schema",
          .add = [](CLI::App& command) {
            const auto options = std::make_shared<Options>();
            command
                .add_option("--schema", options->schema,
                            "Output of `terraform providers schema -json`")
                ->type_name("FILE")
                ->required();
            command
                .add_option("--resource", options->request.resources,
                            "Resource types, such as aws_kms_key")
                ->type_name("TYPE");
            command
                .add_option("--data", options->request.data_sources,
                            "Types of data sources, such as aws_region")
                ->type_name("TYPE");
            command
                .add_option("--provider", options->request.provider,
                            "Which provider of the schema, such as aws, if it holds several")
                ->type_name("NAME");
            command
                .add_option("--provider-version", options->request.provider_version,
                            "Its version, which the schema does not tell")
                ->type_name("VERSION");
            command.add_option("-o,--output", options->directory, "Directory to write to")
                ->check(refuse_empty)
                ->type_name("DIR")
                ->required();
            command.footer(
                "bindings.cmake lists the types of this call only: name all that you use.\n\n"
                "Examples:\n  terraform providers schema -json > schema.json\n  " +
                command.get_parent()->get_name() +
                " bindgen --schema schema.json --resource aws_sns_topic aws_sqs_queue -o .");
            return [options](Console& console) { return run_bindgen(*options, console); };
          }};
}

}  // namespace idm_synth::cli
