// SPDX-License-Identifier: Apache-2.0
// What a call may end with: for RDS exports and SNS, what those services may say; for any other
// resource, what a person has listed.
#pragma once

#include <idm_synth/asl/verify.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../interpreter/semantics.hpp"
#include "interned.hpp"

namespace idm_synth::asl {

/// One way a call may end.
struct CallOutcome {
  /// What it means for the properties.
  enum class Meaning : std::uint8_t {
    nothing,
    second_export,     ///< the execution has made two exports
    own_export_known,  ///< AlreadyExists, of the very export that is wanted
    refused,           ///< for its arguments, every time
  };

  std::string label;  ///< what a person reads
  Id result = 0;      ///< of a call that succeeds
  std::optional<Thrown> thrown = {};
  bool is_too_large = false;  ///< its result, for which the Task fails with `thrown`
  bool is_catchable = true;
  bool is_timeout = false;  ///< for it says nothing in time
  bool is_late = false;     ///< after the whole TimeoutSeconds, for all its heartbeats
  Id service = 0;           ///< what RDS knows afterwards
  Meaning meaning = Meaning::nothing;

  // What the Explorer finds in the state, once for all calls:
  Failure failure = {};                     ///< of `thrown`
  std::optional<std::size_t> retrier = {};  ///< that matches it, and has attempts at all
  std::optional<std::size_t> catcher = {};  ///< that matches it
  Id error = 0;                             ///< what that catcher is given
};

/// The outcomes of calls. RDS knows which exports there are, by identifier and snapshot, and never
/// takes COMPLETE, FAILED and CANCELED back. What it knows is a tuple: the snapshot that the
/// execution is for, whether the execution has made an export, and of each export its identifier,
/// its snapshot and how it ended. Of more than a few, the oldest are forgotten.
class ServiceModel {
 public:
  ServiceModel(const VerifyOptions& options, Values& values, Tuples& tuples)
      : options_{options}, values_{values}, tuples_{tuples} {}

  /// What RDS knows before an execution that is to export that snapshot; 0: none.
  [[nodiscard]] Id before(Id snapshot);
  /// What is needed of it, where no export may be started any more.
  [[nodiscard]] Id without_maker(Id service);
  /// Whether RDS has said COMPLETE for an export of the snapshot that the execution is for.
  [[nodiscard]] bool is_complete(Id service) const;

  /// Every way the call may end. Throws UsageError, naming the state, where nothing is known.
  [[nodiscard]] std::vector<CallOutcome> outcomes(std::string_view state,
                                                  const std::string& resource, Id parameters,
                                                  Id service, bool has_timeout);

 private:
  struct Export {
    Id identifier = 0;
    Id snapshot = 0;
    Id final = 0;  ///< the status, once it is final
  };
  struct Knowledge {
    Id snapshot = 0;
    Id has_made_one = 0;
    std::vector<Export> exports = {};
  };

  [[nodiscard]] Knowledge read(Id service) const;
  [[nodiscard]] Id write(const Knowledge& knowledge);
  void add_start(const json::Value& parameters, Id service, bool has_timeout);
  void add_describe(const json::Value& parameters, Id service, bool has_timeout);
  void add_answers(Export task, Id service, const Knowledge& knowledge);
  void add_publish(bool is_sdk, Id service, bool has_timeout);
  void add_listed(std::string_view state, const std::string& resource, Id service,
                  bool has_timeout);
  void add_return(std::string label, const json::Value& result, Id service);
  void add_error(const std::string& error, const std::string& cause, Id service,
                 CallOutcome::Meaning meaning = CallOutcome::Meaning::nothing);
  void add_timeout(Id service, bool is_lost = false);
  /// Lets the calls fail whose results are over the limit, as their Tasks do: before a
  /// ResultSelector makes less of the result, and so that a retrier or catcher may take it.
  void fail_too_large(const std::string& resource);

  const VerifyOptions& options_;
  Values& values_;
  Tuples& tuples_;
  json::Arena arena_;                  ///< of the results that are being made
  std::vector<CallOutcome> outcomes_;  ///< that are being made
};

}  // namespace idm_synth::asl
