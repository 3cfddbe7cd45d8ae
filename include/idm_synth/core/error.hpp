// SPDX-License-Identifier: Apache-2.0
// What the library throws when its caller misuses it. Findings about the infrastructure that is
// described are Diagnostics instead, and are collected.
#pragma once

#include <stdexcept>
#include <string>

namespace idm_synth {

/// The root of all that this library throws. what() is one sentence for a person.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A call that no valid program makes, such as a null pointer given as a string.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// A file or directory that cannot be read or written. what() names it.
class FileError : public Error {
 public:
  using Error::Error;
};

}  // namespace idm_synth
