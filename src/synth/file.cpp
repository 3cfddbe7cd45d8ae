// SPDX-License-Identifier: Apache-2.0
#include "file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <idm_synth/core/error.hpp>
#include <system_error>

namespace idm_synth::synth {

void throw_file_error(std::string_view what, const std::string& path, int error) {
  throw FileError("cannot " + std::string{what} + " \"" + path +
                  "\": " + std::generic_category().message(error));
}

int Descriptor::close() {
  if (number_ < 0) return 0;
  return ::close(std::exchange(number_, -1)) == 0 ? 0 : errno;
}

std::optional<InputFile> InputFile::open(const std::string& path) {
  InputFile file;
  file.path_ = path;
  // Opening a pipe must not wait for its other end.
  file.descriptor_ = Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (!file.descriptor_.is_open()) {
    const int error = errno;
    if (error != ENOENT) throw_file_error("read", path, error);
    if (::lstat(path.c_str(), &file.status_) == 0) {
      throw FileError("cannot read \"" + path + "\": it is a symbolic link that leads nowhere");
    }
    return std::nullopt;
  }
  if (::fstat(file.descriptor_.number(), &file.status_) != 0) throw_file_error("read", path, errno);
  if (S_ISDIR(file.status_.st_mode)) throw_file_error("read", path, EISDIR);
  if (!S_ISREG(file.status_.st_mode)) {
    throw FileError("cannot read \"" + path + "\": it is not a regular file");
  }
  return file;
}

std::size_t InputFile::read(std::span<char> buffer) {
  std::size_t filled = 0;
  while (filled < buffer.size()) {
    const ::ssize_t count =
        ::read(descriptor_.number(), buffer.data() + filled, buffer.size() - filled);
    if (count == 0) break;
    if (count > 0) {
      filled += static_cast<std::size_t>(count);
    } else if (errno != EINTR) {
      throw_file_error("read", path_, errno);
    }
  }
  return filled;
}

std::string InputFile::read_all() {
  // One more than the size, so that the end is seen without growing.
  std::string text(static_cast<std::size_t>(status_.st_size) + 1, '\0');
  std::size_t size = 0;
  while (true) {
    size += read(std::span{text}.subspan(size));
    if (size < text.size()) break;
    text.resize(text.size() * 2);
  }
  text.resize(size);
  return text;
}

void InputFile::rewind() {
  if (::lseek(descriptor_.number(), 0, SEEK_SET) != 0) throw_file_error("read", path_, errno);
}

void DescriptorSink::write(std::string_view text) {
  while (!text.empty()) {
    const ::ssize_t count = ::write(descriptor_, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      throw_file_error("write", path_, errno);
    }
  }
}

}  // namespace idm_synth::synth
