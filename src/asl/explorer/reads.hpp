// SPDX-License-Identifier: Apache-2.0
// What expressions read of an execution.
#pragma once

#include <cstddef>
#include <idm_synth/asl/definition.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "../interpreter/evaluation.hpp"

namespace idm_synth::asl {

/// The parts of an execution that outlive a state, by number: first the variables, then the two
/// parts of the context object that differ from one execution to another.
class Cells {
 public:
  explicit Cells(const VariableNames& names);

  [[nodiscard]] std::size_t count() const { return variables_ + 2; }
  [[nodiscard]] std::size_t variables() const { return variables_; }
  [[nodiscard]] std::size_t variable(const std::string& name) const { return numbers_.at(name); }
  /// `$$.Execution.Input`
  [[nodiscard]] std::size_t input() const { return variables_; }
  /// The rest of `$$.Execution`.
  [[nodiscard]] std::size_t execution() const { return variables_ + 1; }

 private:
  std::size_t variables_;
  std::unordered_map<std::string, std::size_t> numbers_;
};

/// What some expressions read.
class Reads {
 public:
  explicit Reads(const Cells& cells) : cells_{&cells} {}

  void add(const Path& path);
  void add(const Payload& payload);
  void add(const Fields& fields);
  void add(const Intrinsic& call);
  void add(const Condition& condition);
  /// Assignments. A variable that is counted on, in small steps, is not used by that.
  void add_assign(const Fields& assign);
  /// What a person is told, and nothing else. A variable that is read only for that is not used.
  void add_told(const Payload& payload);
  void add(const Reads& other);

  /// In order.
  [[nodiscard]] const std::vector<std::size_t>& cells() const { return list_; }
  /// The same without those that are not used.
  [[nodiscard]] const std::vector<std::size_t>& used_cells() const { return used_; }

  bool root = false;          ///< `$`
  bool retry_count = false;   ///< `$$.State.RetryCount`, or something random
  bool random = false;        ///< States.UUID or States.MathRandom
  bool entered_time = false;  ///< `$$.State.EnteredTime`

 private:
  void add_context(const std::string& text);
  /// Whether the payload adds a small number to that variable.
  [[nodiscard]] bool is_count(const Payload& payload, std::size_t cell) const;
  /// The variable that the path is, without members or items of it.
  [[nodiscard]] std::optional<std::size_t> whole_variable(const Path& path) const;
  void add_cell(std::size_t cell);

  const Cells* cells_;
  std::vector<std::size_t> list_;
  std::vector<std::size_t> used_;
};

}  // namespace idm_synth::asl
