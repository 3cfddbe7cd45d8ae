// SPDX-License-Identifier: Apache-2.0
#include "config_search.hpp"

#include <sys/stat.h>

namespace idm_synth::cli {
namespace {

bool exists(const std::string& path) {
  struct ::stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

bool is_root(const std::string& up) {
  struct ::stat here {};
  struct ::stat above {};
  return ::stat((up + ".").c_str(), &here) != 0 || ::stat((up + "..").c_str(), &above) != 0 ||
         (here.st_dev == above.st_dev && here.st_ino == above.st_ino);
}

}  // namespace

std::string find_config(const std::string& name) {
  if (exists(name)) return name;
  std::string found;
  // A work tree has a file called .git, a clone a folder.
  for (std::string up;; up += "../") {
    if (found.empty() && exists(up + name)) found = up + name;
    if (exists(up + ".git")) return found;
    if (is_root(up)) return {};
  }
}

}  // namespace idm_synth::cli
