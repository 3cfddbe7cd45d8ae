// SPDX-License-Identifier: Apache-2.0
// Text and configurations that try to be misread. The same seed gives the same ones everywhere.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace idm_synth::test {

class Hostile {
 public:
  /// All that a configuration may have; a test compares them with its schema.
  static constexpr std::array<std::string_view, 18> keys = {"$schema",
                                                            "profile",
                                                            "output_directory",
                                                            "name_prefix",
                                                            "region",
                                                            "account",
                                                            "cluster",
                                                            "bucket",
                                                            "s3_prefix",
                                                            "export_identifier_prefix",
                                                            "schedule",
                                                            "retention_days",
                                                            "poll_interval_seconds",
                                                            "longest_export_hours",
                                                            "longest_silence_hours",
                                                            "vault_lock",
                                                            "alert_subscriptions",
                                                            "terraform_block"};

  explicit Hostile(std::uint32_t seed) : random_{seed} {}

  [[nodiscard]] std::size_t number(std::size_t below) { return random_() % below; }

  /// Valid UTF-8 that Unicode's normalization leaves alone; Terraform normalizes all text.
  [[nodiscard]] std::string text() {
    using namespace std::string_view_literals;
    static constexpr std::array pieces = {"${"sv,
                                          "%{"sv,
                                          "$${"sv,
                                          "%%{"sv,
                                          "$$"sv,
                                          "$"sv,
                                          "%"sv,
                                          "}"sv,
                                          "{"sv,
                                          "~}"sv,
                                          "${~"sv,
                                          "%{ if true }"sv,
                                          "%{ endif }"sv,
                                          "${file("sv,
                                          "\"${1}\""sv,
                                          "\""sv,
                                          "'"sv,
                                          "`"sv,
                                          "\\"sv,
                                          "\\\""sv,
                                          "\\n"sv,
                                          "\\u0000"sv,
                                          "\\${"sv,
                                          "\n"sv,
                                          "\r\n"sv,
                                          "\r"sv,
                                          "\t"sv,
                                          "\x01"sv,
                                          "\x1b[2J"sv,
                                          "\x7f"sv,
                                          "<<EOT\n"sv,
                                          "EOT\n"sv,
                                          "#"sv,
                                          "//"sv,
                                          "/*"sv,
                                          "*/"sv,
                                          "<!--"sv,
                                          "&amp;"sv,
                                          "=>"sv,
                                          "=\n"sv,
                                          "]]"sv,
                                          "((("sv,
                                          "\xC3\xA9"sv,
                                          "\xC3\x9F"sv,
                                          "\xE2\x82\xAC"sv,
                                          "\xF0\x9F\x98\x80"sv,
                                          "\xE2\x80\xA8"sv,
                                          "\xE2\x80\xAE"sv,
                                          "\xC2\x85"sv,
                                          "\xEF\xBB\xBF"sv,
                                          "\xE2\x80\x8B"sv,
                                          "\xEF\xBF\xBD"sv,
                                          "\xEF\xBF\xBF"sv,
                                          "\xF4\x8F\xBF\xBF"sv,
                                          " "sv,
                                          "  "sv,
                                          ""sv,
                                          "a"sv,
                                          "local.x"sv,
                                          "null"sv,
                                          "true"sv,
                                          "-0"sv,
                                          "1e999"sv,
                                          "0x1F"sv,
                                          ".."sv,
                                          "/"sv,
                                          "../"sv,
                                          ".$"sv,
                                          "$.x"sv,
                                          "$$.y"sv,
                                          "States.Format('{}', $.x)"sv,
                                          "{% $x %}"sv,
                                          "count.index"sv,
                                          "for"sv};
    std::string text;
    for (std::size_t i = 1 + number(6); i > 0; --i) text += of(std::span{pieces});
    // Now and then very long.
    if (number(500) == 0) {
      for (int i = 0; i < 6; ++i) text += text;
    }
    return text;
  }

  /// Text that is no UTF-8.
  [[nodiscard]] std::string broken_text() {
    using namespace std::string_view_literals;
    static constexpr std::array pieces = {"\xFF"sv,     "\xC3"sv,         "\xC0\xAF"sv,
                                          "\x80"sv,     "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv,
                                          "\xE2\x82"sv, "\xF0\x9F\x98"sv};
    std::string broken = text();
    broken.insert(number(broken.size() + 1), of(std::span{pieces}));
    return broken + "|";
  }

  /// What may be a configuration: wrong in its syntax, in its types, in its values, or right.
  [[nodiscard]] std::string config() {
    switch (number(8)) {
      case 0:
        return text();
      case 1:
        return std::string(1 + number(100000), number(2) == 0 ? '[' : '{');
      case 2:
        return nested(1 + number(400));
      case 3:
        return damaged(object(1 + number(6)));
      default:
        return object(1 + number(3));
    }
  }

 private:
  template <class T, std::size_t size>
  const T& of(std::span<const T, size> choices) {
    return choices[number(choices.size())];
  }

  static std::string quoted(std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string result = "\"";
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20) {
        result.append("\\u00") += digits[byte >> 4U];
        result += digits[byte & 15U];
      } else {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
      }
    }
    return result += '"';
  }

  static std::string nested(std::size_t depth) {
    std::string result;
    for (std::size_t i = 0; i < depth; ++i) result += R"({"cluster": [)";
    result += "1";
    for (std::size_t i = 0; i < depth; ++i) result += "]}";
    return result;
  }

  std::string damaged(std::string json) {
    switch (number(5)) {
      case 0:
        json.insert(number(json.size()), 1, '\0');
        break;
      case 1:
        json.insert(number(json.size()), broken_text());
        break;
      case 2:
        json.resize(number(json.size()));
        break;
      case 3:
        json.insert(0, "\xEF\xBB\xBF");
        break;
      default:
        json.insert(number(json.size()), text());
    }
    return json;
  }

  std::string value() {
    using namespace std::string_view_literals;
    static constexpr std::array others = {"0"sv,
                                          "-1"sv,
                                          "-0"sv,
                                          "1"sv,
                                          "36500"sv,
                                          "9223372036854775807"sv,
                                          "1e308"sv,
                                          "1e999"sv,
                                          "1.5"sv,
                                          "null"sv,
                                          "{}"sv,
                                          "[]"sv,
                                          "18446744073709551616"sv,
                                          "true"sv,
                                          "\"\\ud800\""sv,
                                          "\"\\u0000\""sv,
                                          "\"\\ufeff\""sv,
                                          "\"hardened\""sv,
                                          "\"governance\""sv,
                                          "99999999999999999999999999999999999999999999999999"sv};
    return number(3) == 0 ? std::string{of(std::span{others})} : quoted(text());
  }

  /// Hostile within what may be accepted: s3_prefix and the endpoints take nearly any text.
  std::string plausible() {
    switch (number(6)) {
      case 0:
        return prefix();
      case 1:
        return R"("cluster": {"expression": )" + quoted("local." + text()) + "}";
      case 2:
      case 3:
        return subscription();
      default:
        return hardened();
    }
  }

  std::string prefix() { return R"("s3_prefix": )" + quoted("p" + text() + "s"); }

  std::string subscription() {
    static constexpr std::array<std::string_view, 6> endpoints = {
        R"({"protocol": "https", "endpoint": "https://x/)",
        R"({"protocol": "email", "endpoint": "a@)",
        R"({"protocol": "http", "endpoint": "http://x?)",
        R"({"protocol": "sqs", "endpoint": "arn:aws:sqs:eu-west-1:123456789012:)",
        R"({"protocol": "lambda", "endpoint": "arn:aws:lambda:eu-west-1:123456789012:function:)",
        R"({"protocol": "application", "endpoint": "arn:aws:sns:eu-west-1:123456789012:endpoint/)"};
    std::string tail = quoted(text()).substr(1);
    std::erase_if(tail, [](char c) { return c == ' ' || static_cast<unsigned char>(c) > 0x7E; });
    return R"("alert_subscriptions": [)" + std::string{of(std::span{endpoints})} + tail + "}]";
  }

  /// The profile that has most in its files, and what belongs to it.
  std::string hardened() {
    static constexpr std::array<std::string_view, 4> locks = {"none", "governance", "compliance",
                                                              "${lock}"};
    std::string members = R"("profile": "hardened", )" + subscription();
    if (number(2) == 0) members += ", " + prefix();
    if (number(2) == 0) members += R"(, "longest_silence_hours": )" + std::to_string(number(170));
    if (number(2) == 0) members += R"(, "vault_lock": )" + quoted(of(std::span{locks}));
    return members;
  }

  std::string object(std::size_t members) {
    if (number(2) == 0) return "{" + plausible() + "}";
    std::string json = "{";
    for (std::size_t i = 0; i < members; ++i) {
      if (i > 0) json += ", ";
      const std::size_t key = number(keys.size() + 2);
      json += (key < keys.size() ? quoted(keys[key]) : quoted(text())) + ": " + value();
    }
    return json + "}";
  }

  std::mt19937 random_;
};

}  // namespace idm_synth::test
