// SPDX-License-Identifier: Apache-2.0
// Nested blocks of a resource: Block<T> for at most one, Blocks<T> for several.
#pragma once

#include <cstddef>
#include <idm_synth/core/fixed_string.hpp>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace idm_synth {

/// A nested block that stands once or not at all. It owns its T by value semantics; T may be
/// incomplete where the Block is declared. (std::optional cost three times the compile time.)
template <class T>
class Block {
 public:
  Block() = default;
  Block(T block) : block_{std::make_unique<T>(std::move(block))} {}
  Block(const Block& other) : block_{other.block_ ? std::make_unique<T>(*other.block_) : nullptr} {}
  Block(Block&&) noexcept = default;
  Block& operator=(Block other) noexcept {
    block_ = std::move(other.block_);
    return *this;
  }
  ~Block() = default;

  /// The block, or null when it is not set.
  [[nodiscard]] const T* get() const { return block_.get(); }

 private:
  std::unique_ptr<T> block_;
};

/// A nested block that must stand exactly once.
template <class T, FixedString Name>
class RequiredBlock : public Block<T> {
 public:
  RequiredBlock() = delete;
  using Block<T>::Block;
};

/// Nested blocks in the author's order. Max is 0 where Terraform sets no limit; both limits are
/// checked when the resource is added to a stack.
template <class T, std::size_t Min = 0, std::size_t Max = 0>
class Blocks {
 public:
  static constexpr std::size_t min = Min;
  static constexpr std::size_t max = Max;

  using Items = std::vector<T>;

  Blocks() = default;
  Blocks(std::initializer_list<T> blocks) : blocks_{blocks} {}
  Blocks(std::vector<T> blocks) : blocks_{std::move(blocks)} {}

  [[nodiscard]] const std::vector<T>& get() const { return blocks_; }

 private:
  std::vector<T> blocks_;
};

/// Nested blocks of which there must be at least Min.
template <class T, FixedString Name, std::size_t Min = 1, std::size_t Max = 0>
class RequiredBlocks : public Blocks<T, Min, Max> {
 public:
  RequiredBlocks() = delete;
  using Blocks<T, Min, Max>::Blocks;
};

/// Nested blocks with a label each (Terraform's "map" nesting), in the author's order.
template <class T>
class BlockMap {
 public:
  BlockMap() = default;
  BlockMap(std::initializer_list<std::pair<std::string, T>> blocks) : blocks_{blocks} {}

  [[nodiscard]] const std::vector<std::pair<std::string, T>>& get() const { return blocks_; }

 private:
  std::vector<std::pair<std::string, T>> blocks_;
};

}  // namespace idm_synth
