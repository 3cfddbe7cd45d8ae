// SPDX-License-Identifier: Apache-2.0
// The states of a machine in one list, with what each reads and what is still needed after it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../interpreter/machine.hpp"
#include "reads.hpp"

namespace idm_synth::asl {

/// A state, wherever it stands.
struct Site {
  /// A way out of the state.
  struct Edge {
    std::optional<std::size_t> to;  ///< none: the end of the machine, branch or iteration
    std::vector<std::size_t> assigned;
    bool carries_root = false;  ///< the raw input may come out unchanged
  };

  const CompiledState* state = nullptr;
  const StateNode* node = nullptr;
  std::size_t region_start = 0;  ///< what an index in the state's region starts from
  std::optional<std::size_t> parent = {};
  std::size_t depth = 0;                   ///< so many Parallels and Maps are around it
  std::vector<std::size_t> children = {};  ///< where the branches, or the processor, start

  Reads enter;                     ///< what is read when the state is entered, or its task called
  Reads finish;                    ///< what is read with the result of a Task, Parallel or Map
  Reads item;                      ///< what the ItemSelector of a Map reads
  Reads choose;                    ///< what the conditions of a Choice read
  std::vector<Reads> chosen = {};  ///< what each rule that holds reads then; last, the Default
  std::vector<Reads> caught = {};  ///< what each catcher reads
  std::vector<Edge> edges = {};

  std::vector<bool> live = {};           ///< the cells that something may read from here on
  std::vector<std::uint32_t> kept = {};  ///< the same as masks of numbers: all ones, or zero
  bool is_root_live = false;             ///< whether something may read the raw input
  bool counts_retries = false;           ///< whether it makes a difference how many there were
  bool is_loop_head = false;             ///< of a loop that calls nothing
  bool may_start = false;                ///< an export, from here on
  bool may_ask = false;                  ///< for the state of exports, from here on
  bool may_succeed = false;              ///< the execution, from here on

  /// The site of a state of the same region.
  [[nodiscard]] std::uint32_t at(std::size_t index) const {
    return static_cast<std::uint32_t>(region_start + index);
  }
};

/// All states of a machine; those of a region stand together, in its order.
class Sites {
 public:
  /// Both must live as long as this.
  Sites(const Definition& definition, const Program::Machine& machine);

  [[nodiscard]] const Site& operator[](std::size_t site) const { return sites_[site]; }
  [[nodiscard]] std::size_t count() const { return sites_.size(); }
  [[nodiscard]] std::size_t start() const { return start_; }
  [[nodiscard]] const Cells& cells() const { return cells_; }
  /// Whether anything reads the variable but what counts on in it and what people are told: the
  /// message of an alert, the Cause that the execution ends with. Where nothing does, one number or
  /// short text is as good as another.
  [[nodiscard]] bool is_used(std::size_t cell) const { return is_used_[cell]; }
  /// Whether what happens depends on the time.
  [[nodiscard]] bool depends_on_time() const { return depends_on_time_; }

 private:
  std::size_t add_region(const Definition& definition, const Region& region,
                         std::optional<std::size_t> parent);
  void read(Site& site);
  void find_live();
  bool update_live(Site& site);
  void find_loop_heads();

  Cells cells_;
  std::vector<bool> is_used_;  ///< by cell
  std::vector<Site> sites_;
  std::size_t start_ = 0;
  bool depends_on_time_ = false;
};

/// Whether the resource is that action of that service, as an optimised integration or by the SDK:
/// calls(resource, "rds", "startExportTask").
[[nodiscard]] bool calls(const std::string& resource, const std::string& service,
                         const std::string& action);

/// Whether somebody may send heartbeats for it: the holder of a token, or the worker of an
/// activity.
/// https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html
[[nodiscard]] bool may_beat(const std::string& resource);

}  // namespace idm_synth::asl
