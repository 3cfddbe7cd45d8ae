// SPDX-License-Identifier: Apache-2.0
#include "stacks/config.hpp"

#include <algorithm>

namespace idm_synth::stacks {

using std::chrono::seconds;

std::string in_words(seconds duration) {
  const auto count = duration.count();
  const auto words = [](auto number, const std::string& unit) {
    return std::to_string(number) + " " + unit + (number == 1 ? "" : "s");
  };
  if (count % 3600 == 0) return words(count / 3600, "hour");
  if (count % 60 == 0) return words(count / 60, "minute");
  return words(count, "second");
}

seconds::rep poll_limit(const Config& config) {
  const seconds::rep interval = std::max<seconds::rep>(1, config.poll_interval.count());
  return std::max<seconds::rep>(1, (config.longest_export.count() + interval - 1) / interval);
}

std::optional<PollProblem> poll_problem(const Config& config) {
  using namespace std::chrono_literals;
  const std::string polled = "an export of " + in_words(config.longest_export) +
                             " that is polled every " + in_words(config.poll_interval);
  if (config.poll_interval < 1s) {
    return PollProblem{polled + " leaves no time between the polls", "wait for 1 s at least"};
  }
  if (config.longest_export < config.poll_interval) {
    return PollProblem{polled + " is never polled",
                       "make the longest export longer than the poll interval"};
  }
  if (config.longest_export > longest_wait) {
    return PollProblem{
        polled + " may outlive its execution",
        "make the longest export at most " + std::to_string(longest_wait.count()) + " hours"};
  }
  const seconds::rep polls = poll_limit(config);
  if (polls > most_polls) {
    return PollProblem{polled + " takes " + std::to_string(polls) + " polls, at most " +
                           std::to_string(most_polls) + " of which fit one execution's history",
                       "poll less often, or make the longest export shorter"};
  }
  return std::nullopt;
}

}  // namespace idm_synth::stacks
