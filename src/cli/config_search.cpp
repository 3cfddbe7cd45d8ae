// SPDX-License-Identifier: Apache-2.0
#include "config_search.hpp"

#include <sys/stat.h>

#include <cerrno>

namespace idm_synth::cli {
namespace {

/// Also true of a symbolic link that leads nowhere, and where a directory may not be searched.
bool is_taken(const std::string& path) {
  struct ::stat status {};
  return ::lstat(path.c_str(), &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

bool exists(const std::string& path) {
  struct ::stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

bool is_root(const std::string& up) {
  struct ::stat here {};
  struct ::stat above {};
  return ::stat((up + ".").c_str(), &here) != 0 || ::stat((up + "..").c_str(), &above) != 0 ||
         (here.st_dev == above.st_dev && here.st_ino == above.st_ino);
}

}  // namespace

std::string find_config(const std::string& name, const std::string& directory) {
  if (is_taken(directory + name)) return directory + name;
  std::string found;
  // A work tree has a file called .git, a clone a folder.
  for (std::string up = directory;; up += "../") {
    if (found.empty() && is_taken(up + name)) found = up + name;
    if (exists(up + ".git")) return found;
    if (is_root(up)) return {};
  }
}

}  // namespace idm_synth::cli
