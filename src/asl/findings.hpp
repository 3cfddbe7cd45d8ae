// SPDX-License-Identifier: Apache-2.0
// Collects what is found wrong with a definition.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <idm_synth/asl/check.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace idm_synth::asl {

constexpr std::int64_t longest_time = 99'999'999;      ///< seconds; and the most retries
constexpr std::int64_t largest_count = 2'147'483'647;  ///< of what the service counts in 32 bits

/// A step of a JSON Pointer, with its slash.
[[nodiscard]] std::string step(std::string_view name);
[[nodiscard]] std::string step(std::size_t index);

/// The findings so far, and the place in the source that the next ones concern.
class Findings {
 public:
  void set_place(Place place) { place_ = std::move(place); }
  [[nodiscard]] const Place& place() const { return place_; }

  void report(std::string code, std::string pointer, std::string summary, std::string help);
  void report(std::string pointer, std::string summary, std::string help);
  /// One that knows its places itself.
  void add(Finding finding) { found_.push_back(std::move(finding)); }
  /// One more place for the last finding.
  void also_at(const Place& place) { found_.back().places.push_back(place); }

  void check_range(const std::string& pointer, std::int64_t value, std::int64_t least,
                   std::int64_t most);
  void check_range(const std::string& pointer, const std::optional<std::chrono::seconds>& value,
                   std::int64_t least, std::int64_t most);
  void check_range(const std::string& pointer, const LiteralOrPath<std::int64_t>& value,
                   std::int64_t least, std::int64_t most);
  void check_range(const std::string& pointer, const Seconds& value, std::int64_t least,
                   std::int64_t most);
  /// An empty text is not set, and fine.
  void check_one_of(const std::string& pointer, const std::string& text,
                    std::initializer_list<std::string_view> allowed);
  void check_timestamp(const std::string& text, const std::string& pointer);

  [[nodiscard]] std::vector<Finding> take() { return std::move(found_); }

 private:
  std::vector<Finding> found_;
  Place place_ = SourcePlace{};
};

/// Payload templates, by their pointers; that of check_assign is the state's.
void check_fields(Findings& found, const Fields& fields, const std::string& pointer);
void check_assign(Findings& found, const Fields& assign, const std::string& state_pointer);
void check_payload(Findings& found, const Payload& payload, const std::string& pointer);

/// A path that has to name one node.
void check_reference(Findings& found, const Path& path, const std::string& pointer);

/// The fields of a state, without its edges and what is inside it.
void check_state_fields(Findings& found, const AnyState& state, const std::string& pointer);

}  // namespace idm_synth::asl
