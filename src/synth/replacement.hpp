// SPDX-License-Identifier: Apache-2.0
// Replacing several files together.
#pragma once

#include <csignal>
#include <cstddef>
#include <deque>
#include <string>

#include "file.hpp"

namespace idm_synth::synth {

/// New texts for files, and files to remove: all of it is done, or nothing. The texts are
/// collected in files without a name, or, where the file system has none, in temporary files beside
/// their targets, whose names neither Terraform nor find_orphans look at. What has not been
/// committed leaves nothing behind, but for such a temporary file when the process is killed.
/// Nothing is synced to the disk, so a power cut may lose either text.
class Replacement {
 public:
  Replacement() = default;
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;
  ~Replacement();

  /// Starts the new text of the file at `path`, to be written to the sink that is returned. `old`
  /// is the file that stands there, null if none; the new one gets its permissions and owner.
  /// Throws FileError.
  Sink& add(const std::string& path, const InputFile* old);

  /// Removes the file at `path`; of a symbolic link, the link alone.
  void remove(const std::string& path);

  /// Does it all, in the order of the calls. Throws FileError, and then every file is what it was
  /// before. No system call replaces two files, and SIGKILL cannot be blocked; so a child process
  /// in a session of its own does it, which a kill of this process or of its group does not reach.
  /// It keeps this process's descriptors, and with them its locks, until it is done.
  void commit();

 private:
  enum class Fate { made, replaced, removed };
  struct File {
    std::string path;       ///< as the caller knows it, for messages
    std::string target;     ///< the same without symbolic links
    std::string temporary;  ///< the name of the new text before it takes the target's place
    std::string backup;     ///< the name of the old file while others are replaced
    Fate fate;
    std::string nameless;        ///< the path of the new text while it has no name
    bool has_temporary = false;  ///< a file stands under that name
    bool has_backup = false;
    bool is_done = false;
    Descriptor descriptor;
    DescriptorSink sink;
  };
  struct Outcome {
    int error = 0;         ///< a value of errno
    std::size_t file = 0;  ///< which one failed
  };

  // These allocate nothing: in a child process of several threads' only system calls are safe.
  [[nodiscard]] Outcome replace_all();
  [[nodiscard]] static bool prepare(File& file);
  [[nodiscard]] static bool replace(File& file);
  void restore();

  std::deque<File> files_;
};

/// Removes the temporary files that killed processes left in the directory. None must be writing
/// there.
void remove_leftovers(const std::string& directory);

/// While it lives, signals that ask the process to end wait.
class SignalsWait {
 public:
  SignalsWait();
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;
  ~SignalsWait();

 private:
  ::sigset_t before_;
};

}  // namespace idm_synth::synth
