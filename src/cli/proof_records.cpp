// SPDX-License-Identifier: Apache-2.0
#include "proof_records.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <string_view>

namespace idm_synth::cli {
namespace {

/// The directory of the user's caches; empty if there is none. A relative one is to be ignored.
std::string cache_directory() {
  const auto absolute = [](const char* name) -> std::string_view {
    const char* value = std::getenv(name);
    return value != nullptr && *value == '/' ? value : std::string_view{};
  };
  const std::string_view cache = absolute("XDG_CACHE_HOME");
  if (!cache.empty()) return std::string{cache};
  const std::string_view home = absolute("HOME");
  return home.empty() ? std::string{} : std::string{home} + "/.cache";
}

/// What changes with every build: the libraries are linked statically, so that whatever explores
/// and defines is part of the file. Nobody can set the time of a file's last change of status.
std::string running_executable() {
  struct ::stat status {};
  if (::stat("/proc/self/exe", &status) != 0) return {};
  std::string identity;
  for (const auto number :
       {static_cast<long long>(status.st_dev), static_cast<long long>(status.st_ino),
        static_cast<long long>(status.st_size), static_cast<long long>(status.st_ctim.tv_sec),
        static_cast<long long>(status.st_ctim.tv_nsec)}) {
    identity += std::to_string(number) + " ";
  }
  return identity;
}

std::string record(const std::string& executable, const AppMachine& machine) {
  const bool is_express = machine.options.type == asl::MachineType::express;
  return executable + (is_express ? "EXPRESS" : "STANDARD") + "\n" + machine.definition;
}

}  // namespace

ProofRecords::ProofRecords() : executable_{running_executable()} {
  if (executable_.empty()) return;
  const std::string cache = cache_directory();
  if (!cache.empty()) directories_ = {cache, cache + "/idm-synth", cache + "/idm-synth/proved"};
}

bool ProofRecords::has(const AppMachine& machine) const {
  if (directories_.empty()) return false;
  const std::string wanted = record(executable_, machine);
  std::string found(wanted.size() + 1, '\0');
  // read_file() would throw where there is none, and the first exception takes milliseconds.
  std::ifstream file{path_of(machine), std::ios::binary};
  file.read(found.data(), static_cast<std::streamsize>(found.size()));
  found.resize(static_cast<std::size_t>(file.gcount()));
  return found == wanted;
}

void ProofRecords::add(const AppMachine& machine) const {
  if (directories_.empty()) return;
  // What fails here fails again below, and then the machine is explored again the next time.
  for (const std::string& directory : directories_) {
    static_cast<void>(::mkdir(directory.c_str(), S_IRWXU));
  }
  std::ofstream{path_of(machine), std::ios::binary} << record(executable_, machine);
}

std::string ProofRecords::path_of(const AppMachine& machine) const {
  return directories_.back() + "/" + machine.address;
}

}  // namespace idm_synth::cli
