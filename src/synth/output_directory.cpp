// SPDX-License-Identifier: Apache-2.0
#include <dirent.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <functional>
#include <idm_synth/core/error.hpp>
#include <idm_synth/synth/output_directory.hpp>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

#include "file.hpp"
#include "old_file.hpp"
#include "replacement.hpp"

namespace idm_synth::synth {
namespace {

constexpr std::string_view extension = ".tf.json";

/// A file to be, and what renders its text.
struct Output {
  std::string name;
  std::function<void(Sink&)> render;
};

/// Where the file and the rendered text differ first, if they do.
template <class Render>
std::optional<std::size_t> first_difference(InputFile& file, const Render& render) {
  ComparingSink sink{file};
  render(sink);
  return sink.finish();
}

void make_directory(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw_file_error("make the directory", path, error.value());
}

/// `check_old(path, file)` throws if the file must not be replaced.
template <class CheckOld>
std::vector<WrittenFile> write_outputs(const std::vector<Output>& outputs,
                                       const std::string& directory, const CheckOld& check_old) {
  make_directory(directory);
  const SignalsWait signals_wait;
  Replacement replacement;
  std::vector<WrittenFile> files;
  for (const Output& output : outputs) {
    WrittenFile& written = files.emplace_back(WrittenFile{.name = output.name});
    const std::string path = path_of(directory, output.name);
    auto old = InputFile::open(path);
    if (old) {
      if (!first_difference(*old, output.render)) continue;
      old->rewind();
      check_old(path, *old);
    } else if (const std::size_t slash = output.name.rfind('/'); slash != std::string::npos) {
      make_directory(path_of(directory, output.name.substr(0, slash)));
    }
    written.is_changed = true;
    output.render(replacement.add(path, old ? &*old : nullptr));
  }
  replacement.commit();
  return files;
}

FileStatus status_of(const Stack& stack, const Generator& generator, const std::string& directory) {
  FileStatus status{.name = file_name(stack)};
  const std::string path = path_of(directory, status.name);
  auto file = InputFile::open(path);
  if (!file) {
    status.state = FileState::missing;
    return status;
  }
  const auto difference =
      first_difference(*file, [&](Sink& sink) { render_json(stack, generator, sink); });
  if (!difference) return status;
  file->rewind();
  if (is_generated(*file, generator)) {
    status.state = FileState::differs;
    status.line = *difference;
  } else {
    status.state = FileState::foreign;
  }
  return status;
}

struct CloseDirectory {
  void operator()(::DIR* directory) const { ::closedir(directory); }
};

/// The names of the files *.tf.json, sorted.
std::vector<std::string> candidates(const std::string& directory) {
  std::vector<std::string> names;
  const std::unique_ptr<::DIR, CloseDirectory> entries{::opendir(directory.c_str())};
  if (entries == nullptr) {
    if (errno == ENOENT) return names;
    throw_file_error("read", directory, errno);
  }
  errno = 0;
  while (const ::dirent* entry = ::readdir(entries.get())) {
    const std::string_view name = entry->d_name;
    if (name.ends_with(extension)) names.emplace_back(name);
    errno = 0;
  }
  if (errno != 0) throw_file_error("read", directory, errno);
  std::sort(names.begin(), names.end());
  return names;
}

bool is_orphan(const std::string& path, const Generator& generator) {
  try {
    auto file = InputFile::open(path);
    return file && is_generated(*file, generator);
  } catch (const FileError&) {
    // Not ours to complain about: a directory or a broken link of someone else's.
    return false;
  }
}

std::vector<const Stack*> chosen_stacks(const App& app, const std::vector<std::string>& names) {
  std::vector<const Stack*> stacks;
  for (const Stack& stack : app.stacks()) {
    if (names.empty() || std::find(names.begin(), names.end(), stack.name()) != names.end()) {
      stacks.push_back(&stack);
    }
  }
  for (const std::string& name : names) {
    if (std::none_of(stacks.begin(), stacks.end(),
                     [&](const Stack* stack) { return stack->name() == name; })) {
      throw UsageError("no stack is called \"" + name + "\"");
    }
  }
  return stacks;
}

}  // namespace

std::vector<FileStatus> compare(const App& app, const Generator& generator,
                                const std::string& directory) {
  std::vector<FileStatus> files;
  for (const Stack& stack : app.stacks()) files.push_back(status_of(stack, generator, directory));
  for (std::string& name : find_orphans(app, generator, directory)) {
    files.push_back({.name = std::move(name), .state = FileState::orphaned});
  }
  return files;
}

std::vector<std::string> find_orphans(const App& app, const Generator& generator,
                                      const std::string& directory) {
  std::vector<std::string> names = candidates(directory);
  std::erase_if(names, [&](const std::string& name) {
    const std::string_view stem{name.data(), name.size() - extension.size()};
    const bool is_given = std::any_of(app.stacks().begin(), app.stacks().end(),
                                      [&](const Stack& stack) { return stack.name() == stem; });
    return is_given || !is_orphan(path_of(directory, name), generator);
  });
  return names;
}

FileDifference difference(const Stack& stack, const Generator& generator,
                          const std::string& directory) {
  const std::string path = path_of(directory, file_name(stack));
  auto file = InputFile::open(path);
  const std::string before = file ? file->read_all() : std::string{};
  StringSink after;
  render_json(stack, generator, after);
  StringSink diff;
  unified_diff({file ? path : "/dev/null", before}, {path, after.text()}, diff);
  FileDifference result{.summary = {}, .diff = diff.take()};
  if (file) result.summary = summarize_changes(before, after.text());
  return result;
}

std::string path_of(const std::string& directory, std::string_view name) {
  if (directory.empty() || directory == ".") return std::string{name};
  std::string path = directory;
  if (path.back() != '/') path += '/';
  return path.append(name);
}

std::vector<WrittenFile> write(const App& app, const Generator& generator,
                               const std::string& directory, const WriteOptions& options) {
  std::vector<Output> outputs;
  for (const Stack* stack : chosen_stacks(app, options.stacks)) {
    outputs.push_back({file_name(*stack),
                       [stack, &generator](Sink& sink) { render_json(*stack, generator, sink); }});
  }
  return write_outputs(outputs, directory, [&](const std::string& path, InputFile& old) {
    if (!options.force && !is_generated(old, generator)) {
      throw ForeignFileError("\"" + path + "\" was not generated by " + generator.program +
                             "; nothing has been written");
    }
  });
}

std::vector<WrittenFile> write(const std::vector<File>& files, const std::string& directory) {
  std::vector<Output> outputs;
  outputs.reserve(files.size());
  for (const File& file : files) {
    outputs.push_back({file.name, [&file](Sink& sink) { sink.write(file.text); }});
  }
  return write_outputs(outputs, directory, [](const std::string&, InputFile&) {});
}

}  // namespace idm_synth::synth
