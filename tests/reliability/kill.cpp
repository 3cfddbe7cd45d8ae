// SPDX-License-Identifier: Apache-2.0
// kill PROGRAM KILLS|MINUTESm [SEED]: runs PROGRAM, an idm-synth, and kills it with SIGKILL at
// random moments, and at the worst ones. After each kill its directory must hold all the old files
// or all the new ones, and nothing else; now and then there are no old ones, or one of them is a
// symbolic link. Then lets two runs meet in one directory.
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/scratch_directory.hpp"
#include "synth/file.hpp"

using namespace idm_synth;
namespace fs = std::filesystem;
using std::chrono::microseconds;
using std::chrono::steady_clock;

namespace {

using Files = std::map<std::string, std::string>;

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what);
}

Files files_in(const fs::path& directory) {
  Files files;
  for (const auto& entry : fs::directory_iterator{directory}) {
    std::ifstream file{entry.path(), std::ios::binary};
    files[entry.path().filename()] = {std::istreambuf_iterator<char>{file}, {}};
  }
  return files;
}

std::string names_of(const Files& files) {
  std::string names;
  for (const auto& [name, text] : files) {
    names += " " + name + " (" + std::to_string(text.size()) + " bytes)";
  }
  return names;
}

/// What the program is to write, and what it does write then.
struct Version {
  std::string config;
  std::string syntax;
  Files files = {};
};

::pid_t start(const std::string& program, const Version& version, const std::string& directory) {
  const std::array<const char*, 11> arguments = {program.c_str(),
                                                 "synth",
                                                 "--quiet",
                                                 "--no-verify",
                                                 "--config",
                                                 version.config.c_str(),
                                                 "--format",
                                                 version.syntax.c_str(),
                                                 "-o",
                                                 directory.c_str(),
                                                 nullptr};
  const ::pid_t process = ::fork();
  if (process < 0) fail("cannot fork");
  if (process == 0) {
    ::setpgid(0, 0);
    ::execv(program.c_str(), const_cast<char* const*>(arguments.data()));
    ::_exit(127);
  }
  ::setpgid(process, process);
  return process;
}

int wait_for(::pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) fail("cannot wait");
  }
  return status;
}

bool has_succeeded(int status) {
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Waits until nobody holds the directory: the kill may have left a process that finishes the work.
void settle(const std::string& directory) {
  const synth::Descriptor descriptor{::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (::flock(descriptor.number(), LOCK_EX) != 0) fail("cannot lock the directory");
}

/// Sees directories change.
class Watch {
 public:
  explicit Watch(const std::vector<std::string>& directories)
      : descriptor_{::inotify_init1(IN_CLOEXEC)} {
    for (const std::string& directory : directories) {
      if (::inotify_add_watch(descriptor_.number(), directory.c_str(),
                              IN_CREATE | IN_DELETE | IN_MOVED_TO) < 0) {
        fail("cannot watch " + directory);
      }
    }
  }
  /// Returns at that many changes, or when there is none for so long.
  void wait(int changes, std::chrono::milliseconds longest) const {
    alignas(::inotify_event) std::array<char, 4096> buffer{};
    for (int seen = 0; seen < changes;) {
      ::pollfd poll{.fd = descriptor_.number(), .events = POLLIN, .revents = 0};
      if (::poll(&poll, 1, static_cast<int>(longest.count())) <= 0) return;
      const ::ssize_t size = ::read(descriptor_.number(), buffer.data(), buffer.size());
      for (::ssize_t at = 0; at < size; ++seen) {
        ::inotify_event event{};
        std::memcpy(&event, buffer.data() + at, sizeof event);
        at += static_cast<::ssize_t>(sizeof event + event.len);
      }
    }
  }

 private:
  synth::Descriptor descriptor_;
};

class Test {
 public:
  Test(std::string program, unsigned seed) : program_{std::move(program)}, random_{seed} {
    fs::create_directory(elsewhere_);
    const std::string one = scratch_.write("one.json", "{}");
    const std::string other = scratch_.write("other.json", R"({"name_prefix": "other"})");
    versions_ = {{one, "json"}, {other, "json"}, {one, "hcl"}};
    for (Version& version : versions_) {
      const auto begin = steady_clock::now();
      run(version);
      duration_ = std::chrono::duration_cast<microseconds>(steady_clock::now() - begin);
      version.files = files_in(directory_);
      if (version.files.size() != 2) fail("there are not two files:" + names_of(version.files));
    }
  }

  /// One run, killed; returns whether it was alive then.
  bool kill() {
    const auto choice = number(0, 9);
    if (choice == 0) clear();
    if (choice == 1) make_link();
    const bool has_old = current_ < versions_.size();
    const Files old = has_old ? versions_[current_].files : Files{};
    const std::size_t next = (current_ + static_cast<std::size_t>(number(1, 2))) % versions_.size();
    const Version& wanted = versions_[next];
    const bool has_link = !link_.empty();
    const Watch watch{{directory_, elsewhere_}};
    const ::pid_t process = start(program_, wanted, directory_);
    if (number(0, 1) == 0) {
      std::this_thread::sleep_for(microseconds{number(0, duration_.count() * 5 / 4)});
    } else {
      // Among the few calls that change the directory.
      watch.wait(static_cast<int>(number(1, has_old ? 8 : 2)),
                 std::chrono::ceil<std::chrono::milliseconds>(2 * duration_));
    }
    ::kill(number(0, 1) == 0 ? process : -process, SIGKILL);
    const int status = wait_for(process);
    settle(directory_);
    const Files files = files_in(directory_);
    const bool is_new = files == wanted.files;
    if (!is_new && files != old) fail("a kill leaves" + names_of(files));
    check_link(files);
    if (is_new) current_ = next;
    if (!WIFSIGNALED(status)) {
      if (!has_succeeded(status) || !is_new) fail("a run that ended by itself has not succeeded");
      return false;
    }
    ++(is_new ? new_ : old_);
    if (!has_old) ++from_nothing_;
    if (has_link) ++from_link_;
    return true;
  }

  /// Two runs at once.
  void race() {
    const ::pid_t first = start(program_, versions_[0], directory_);
    const ::pid_t second = start(program_, versions_[1], directory_);
    const int first_status = wait_for(first);
    if (!has_succeeded(wait_for(second)) || !has_succeeded(first_status)) fail("a run has failed");
    const Files files = files_in(directory_);
    if (files != versions_[0].files && files != versions_[1].files) {
      fail("two runs leave" + names_of(files));
    }
  }

  void report(std::ostream& out) const {
    if (old_ == 0 || new_ == 0) fail("all the kills came too early, or too late");
    if (from_nothing_ == 0 || from_link_ == 0) fail("there were always old files, or never links");
    out << old_ + new_ << " kills survived: " << old_ << " left the old files, " << new_
        << " the new ones; " << from_nothing_ << " met an empty directory, " << from_link_
        << " a symbolic link\n";
  }

  void run(const Version& version) const {
    if (!has_succeeded(wait_for(start(program_, version, directory_)))) fail("synth fails");
  }

 private:
  /// Takes the files away.
  void clear() {
    for (const auto& [name, text] : files_in(directory_)) fs::remove(directory_ + "/" + name);
    check_link({});
    current_ = versions_.size();
  }

  /// Puts one of the files elsewhere, and a link in its place.
  void make_link() {
    const Files files = files_in(directory_);
    if (!link_.empty() || files.empty()) return;
    link_ = (number(0, 1) == 0 ? files.begin() : std::prev(files.end()))->first;
    const fs::path file = fs::path{directory_} / link_;
    fs::rename(file, fs::path{elsewhere_} / link_);
    fs::create_symlink("../elsewhere/" + link_, file);
  }

  /// The link must be one still, unless its file is gone; and nothing may be left where it leads.
  void check_link(const Files& files) {
    const Files others = files_in(elsewhere_);
    if (others.size() != (link_.empty() ? 0 : 1)) fail("a link's directory has" + names_of(others));
    if (link_.empty()) return;
    if (files.count(link_) > 0) {
      if (!fs::is_symlink(fs::path{directory_} / link_)) fail("a link has become a file");
      return;
    }
    fs::remove(fs::path{elsewhere_} / link_);
    link_.clear();
  }

  std::int64_t number(std::int64_t from, std::int64_t to) {
    return from + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(to - from + 1));
  }

  std::string program_;
  std::mt19937 random_;
  test::ScratchDirectory scratch_;
  std::string directory_ = scratch_.path("out");
  std::string elsewhere_ = scratch_.path("elsewhere");
  std::string link_ = {};  ///< the file that is a symbolic link; empty where none is
  std::vector<Version> versions_;
  std::size_t current_ = 2;  ///< of the versions; their number where the directory is empty
  microseconds duration_{};
  int old_ = 0;
  int new_ = 0;
  int from_nothing_ = 0;
  int from_link_ = 0;
};

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 3) fail("usage: kill PROGRAM KILLS|MINUTESm [SEED]");
  const std::string amount = argv[2];
  const unsigned seed = argc > 3 ? static_cast<unsigned>(std::stoul(argv[3])) : 1;
  std::cout << "seed " << seed << std::endl;
  Test test{fs::canonical(argv[1]), seed};
  const int limit = std::stoi(amount);
  const bool is_timed = amount.ends_with('m');
  const auto end = steady_clock::now() + std::chrono::minutes{limit};
  for (int kills = 0; is_timed ? steady_clock::now() < end : kills < limit;) {
    if (test.kill()) ++kills;
  }
  test.report(std::cout);
  constexpr int races = 100;
  for (int i = 0; i < races; ++i) test.race();
  std::cout << races << " races of two runs left the files of one\n";
  return 0;
} catch (const std::exception& error) {
  std::cerr << "kill: " << error.what() << '\n';
  return 1;
}
