// SPDX-License-Identifier: Apache-2.0
// Files as the operating system sees them, with errors that name the path and the reason.
#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <idm_synth/synth/render.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace idm_synth::synth {

/// `cannot <what> "<path>": <the text of error>`; error is a value of errno.
[[noreturn]] void throw_file_error(std::string_view what, const std::string& path, int error);

/// A file descriptor that closes itself.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_{number} {}
  Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { (void)close(); }

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }
  /// 0 or a value of errno.
  [[nodiscard]] int close();

 private:
  int number_ = -1;
};

/// A regular file that is read from its beginning.
class InputFile {
 public:
  /// Nothing where there is no such file. Throws FileError for anything that cannot be read as a
  /// regular file: a directory, a symbolic link that leads nowhere, no permission.
  [[nodiscard]] static std::optional<InputFile> open(const std::string& path);

  /// Fills as much of the buffer as there is; 0 at the end.
  [[nodiscard]] std::size_t read(std::span<char> buffer);
  [[nodiscard]] std::string read_all();
  /// Goes back to the beginning.
  void rewind();
  [[nodiscard]] const struct ::stat& status() const { return status_; }

 private:
  std::string path_;
  Descriptor descriptor_;
  struct ::stat status_ {};
};

/// Writes to a descriptor that it does not own; `path` is for messages.
class DescriptorSink : public Sink {
 public:
  DescriptorSink(int descriptor, std::string path)
      : descriptor_{descriptor}, path_{std::move(path)} {}
  /// Throws FileError.
  void write(std::string_view text) override;

 private:
  int descriptor_;
  std::string path_;
};

}  // namespace idm_synth::synth
