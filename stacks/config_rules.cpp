// SPDX-License-Identifier: Apache-2.0
#include "stacks/config_rules.hpp"

#include <algorithm>
#include <array>
#include <idm_synth/core/fixed_string.hpp>
#include <idm_synth/core/text.hpp>

namespace idm_synth::stacks {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_visible(char c) {
  return c > ' ' && c <= '~';
}

bool all_of(std::string_view text, bool (*is_allowed)(char)) {
  return std::all_of(text.begin(), text.end(), is_allowed);
}

/// The piece before the separator, which both leave the text; all of it where there is none.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view piece = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return piece;
}

bool is_account(std::string_view text) {
  return text.size() == 12 && all_of(text, is_digit);
}

/// Such as eu-west-1, us-gov-east-1.
bool is_region(std::string_view text) {
  const std::size_t last = text.rfind('-');
  if (last == std::string_view::npos) return false;
  const std::string_view number = text.substr(last + 1);
  if (number.empty() || number.size() > 2 || !all_of(number, is_digit)) return false;
  std::string_view words = text.substr(0, last);
  int count = 0;
  for (bool more = true; more; ++count) {
    more = words.find('-') != std::string_view::npos;
    const std::string_view word = take_until(words, '-');
    if (word.size() < 2 || !all_of(word, is_lower)) return false;
  }
  return count >= 2;
}

bool is_cluster_identifier(std::string_view text) {
  return !text.empty() && text.size() <= 63 && is_letter(text.front()) && text.back() != '-' &&
         text.find("--") == std::string_view::npos &&
         all_of(text, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

/// arn:aws:service:region:account:resource, of one service. `resource` may hold colons. The stacks
/// write ARNs of the partition aws only.
bool is_arn(std::string_view text, std::string_view service,
            bool (*is_resource)(std::string_view)) {
  if (take_until(text, ':') != "arn") return false;
  if (take_until(text, ':') != "aws") return false;
  return take_until(text, ':') == service && is_region(take_until(text, ':')) &&
         is_account(take_until(text, ':')) && is_resource(text);
}

bool is_visible_name(std::string_view text) {
  return !text.empty() && all_of(text, is_visible);
}

bool is_address(std::string_view text, std::string_view scheme) {
  return text.starts_with(scheme) && text.size() > scheme.size() && all_of(text, is_visible) &&
         text[scheme.size()] != '/';
}

/// The problem of a text whose form is all or nothing.
template <bool (*is_right)(std::string_view), FixedString otherwise>
std::string form_problem(std::string_view text) {
  return is_right(text) ? std::string{} : std::string{otherwise.view()};
}

std::string empty_problem(std::string_view text) {
  return text.empty() ? "has no characters" : "";
}

bool is_cluster_arn(std::string_view text) {
  return is_arn(text, "rds", [](std::string_view resource) {
    return take_until(resource, ':') == "cluster" && is_cluster_identifier(resource);
  });
}
bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && all_of(text, is_visible);
}
bool is_http(std::string_view text) {
  return is_address(text, "http://");
}
bool is_https(std::string_view text) {
  return is_address(text, "https://");
}
/// E.164: https://www.itu.int/rec/T-REC-E.164
bool is_phone_number(std::string_view text) {
  return text.size() >= 3 && text.size() <= 16 && text.front() == '+' && text[1] != '0' &&
         all_of(text.substr(1), is_digit);
}
bool is_queue_arn(std::string_view text) {
  return is_arn(text, "sqs", is_visible_name);
}
bool is_function_arn(std::string_view text) {
  return is_arn(text, "lambda", [](std::string_view resource) {
    return take_until(resource, ':') == "function" && is_visible_name(resource);
  });
}
bool is_application_arn(std::string_view text) {
  return is_arn(text, "sns", [](std::string_view resource) {
    return take_until(resource, '/') == "endpoint" && is_visible_name(resource);
  });
}

char opening(char close) {
  return close == ')' ? '(' : close == ']' ? '[' : '{';
}

std::string expression_problem(std::string_view text) {
  if (text.empty()) return "has no characters";
  if (text.find("${") != std::string_view::npos || text.find("%{") != std::string_view::npos) {
    return "holds a template, where an expression is expected";
  }
  if (!is_letter(text.front()) && text.front() != '_') return "does not start with a letter or _";
  if (text.back() == ' ') return "ends with a space";
  std::string open;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '(' || c == '[' || c == '{') {
      open += c;
    } else if (c == ')' || c == ']' || c == '}') {
      if (open.empty() || open.back() != opening(c)) {
        return "has a bracket " + std::string{c} + " that closes none";
      }
      open.pop_back();
    } else if (c == '#' || text.substr(i).starts_with("//") || text.substr(i).starts_with("/*")) {
      return "holds a comment";
    }
  }
  if (in_string) return "has a string that is not closed";
  if (!open.empty()) return "has a bracket " + std::string{open.back()} + " that is not closed";
  return "";
}

}  // namespace

const TextRule not_empty = {"at least one character", empty_problem};
const TextRule account_rule = {"the 12 digits of an AWS account",
                               form_problem<is_account, "is no account number">};
const TextRule region_rule = {"a region such as eu-west-1",
                              form_problem<is_region, "is no region">};
const TextRule cluster_identifier_rule = {
    "1 to 63 letters, digits and single hyphens, a letter first and no hyphen last",
    form_problem<is_cluster_identifier, "is no cluster identifier">};
const TextRule cluster_arn_rule = {
    "arn:aws:rds:<region>:<account>:cluster:<identifier>; another kind of cluster cannot be "
    "exported",
    form_problem<is_cluster_arn, "is no ARN of a cluster">};
const TextRule expression_rule = {
    "one Terraform expression without ${}, such as module.database.cluster_arn",
    expression_problem};

std::span<const Protocol> protocols() {
  static constexpr std::array<Protocol, 8> all = {{
      {"application",
       {"arn:aws:sns:<region>:<account>:endpoint/...",
        form_problem<is_application_arn, "is no ARN of an endpoint">}},
      {"email",
       {"an address such as team@example.org", form_problem<is_email, "is no email address">}},
      {"email-json",
       {"an address such as team@example.org", form_problem<is_email, "is no email address">}},
      {"http",
       {"an address that starts with http://", form_problem<is_http, "is no such address">}},
      {"https",
       {"an address that starts with https://", form_problem<is_https, "is no such address">}},
      {"lambda",
       {"arn:aws:lambda:<region>:<account>:function:<name>",
        form_problem<is_function_arn, "is no ARN of a function">}},
      {"sms",
       {"a number such as +441234567890", form_problem<is_phone_number, "is no phone number">}},
      {"sqs",
       {"arn:aws:sqs:<region>:<account>:<queue>",
        form_problem<is_queue_arn, "is no ARN of a queue">}},
  }};
  return all;
}

}  // namespace idm_synth::stacks
