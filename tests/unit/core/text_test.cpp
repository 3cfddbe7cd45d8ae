// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <idm_synth/core/text.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"

using idm_synth::counted;
using idm_synth::find_invalid_utf8;
using idm_synth::is_identifier;
using idm_synth::name_help;
using idm_synth::nearest_name;
using idm_synth::shown;
using idm_synth::start_of;
using idm_synth::take_character;

TEST_CASE("valid UTF-8 is accepted") {
  CHECK(find_invalid_utf8("") == std::string::npos);
  CHECK(find_invalid_utf8("plain ASCII text, longer than a word") == std::string::npos);
  CHECK(find_invalid_utf8("\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80") == std::string::npos);
  CHECK(find_invalid_utf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF") == std::string::npos);
}

TEST_CASE("the first invalid byte is found") {
  CHECK(find_invalid_utf8("12345678\xFF") == 8);
  CHECK(find_invalid_utf8("\x80") == 0);              // a continuation alone
  CHECK(find_invalid_utf8("a\xC0\xAF") == 1);         // overlong
  CHECK(find_invalid_utf8("a\xE0\x80\x80") == 1);     // overlong
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);      // a surrogate
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);  // beyond U+10FFFF
  CHECK(find_invalid_utf8("\xF0\x9F\x98") == 0);      // cut off
  CHECK(find_invalid_utf8("1234567\xE2\x82") == 7);   // cut off behind a word
}

TEST_CASE("identifiers follow Terraform's rule") {
  CHECK(is_identifier("id_minter"));
  CHECK(is_identifier("_a-1"));
  CHECK_FALSE(is_identifier(""));
  CHECK_FALSE(is_identifier("1a"));
  CHECK_FALSE(is_identifier("-a"));
  CHECK_FALSE(is_identifier("a.b"));
  CHECK_FALSE(is_identifier("a b"));
  CHECK_FALSE(is_identifier("${a}"));
}

TEST_CASE("a mistyped name finds the nearest one") {
  constexpr std::array<std::string_view, 4> names = {"region", "bucket", "s3_prefix",
                                                     "name_prefix"};
  CHECK(nearest_name("regoin", names) == "region");    // neighbours swapped
  CHECK(nearest_name("buket", names) == "bucket");     // left out
  CHECK(nearest_name("bucketts", names) == "bucket");  // added
  CHECK(nearest_name("namePrefix", names) == "name_prefix");
  CHECK(nearest_name("s3_prefix", names) == "s3_prefix");
  CHECK(nearest_name("prefix", names).empty());
  CHECK(nearest_name("schedule", names).empty());
  CHECK(nearest_name("", names).empty());
  CHECK(nearest_name(std::string(1'000'000, 'r'), names).empty());
  CHECK(nearest_name("region", {}).empty());
}

TEST_CASE("of two names, the nearer one is suggested, and the first of equals") {
  constexpr std::array<std::string_view, 3> names = {"cron_a", "crone", "cronb"};
  CHECK(nearest_name("cronx", names) == "crone");
  CHECK(nearest_name("cronbb", names) == "cronb");
}

TEST_CASE("the help for an unknown name is the nearest one, or all that there are") {
  const std::array<std::string_view, 2> names = {"vault", "plan"};
  CHECK(name_help("valut", names) == "did you mean vault?");
  CHECK(name_help("topic", names) == "there are: vault, plan");
  CHECK(name_help("topic", {}) == "there are none");
}

TEST_CASE("the start of a text has whole characters") {
  CHECK(start_of("abc", 3) == "abc");
  CHECK(start_of("abc", 2) == "ab");
  CHECK(start_of("a\xC3\xA9", 2) == "a");
  CHECK(start_of("\xF0\x9F\x98\x80", 3).empty());
}

TEST_CASE("things are counted") {
  CHECK(counted(0, "file") == "0 files");
  CHECK(counted(1, "file") == "1 file");
  CHECK(counted(2, "file") == "2 files");
}

TEST_CASE("text from outside is shown without what a terminal would obey") {
  CHECK(shown("plain") == "\"plain\"");
  CHECK(shown("\"a\\b\"") == R"("\"a\\b\"")");
  CHECK(shown("\x1B[31m\n\x7F") == "\"\\u001b[31m\\u000a\\u007f\"");
  CHECK(shown("\xC2\x9B"
              "1m \xC3\xA9") == "\"\\u009b1m \xC3\xA9\"");
  CHECK(shown(std::string(100, 'a')) == "\"" + std::string(80, 'a') + "...\"");
  CHECK(shown(std::string(79, 'a') + "\xC3\xA9") == "\"" + std::string(79, 'a') + "...\"");
}

TEST_CASE("characters are taken from UTF-8 text one by one") {
  std::string_view text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x9A\x80";
  CHECK(static_cast<unsigned>(take_character(text)) == 0x61);
  CHECK(static_cast<unsigned>(take_character(text)) == 0xE9);
  CHECK(static_cast<unsigned>(take_character(text)) == 0x20AC);
  CHECK(static_cast<unsigned>(take_character(text)) == 0x1F680);
  CHECK(text.empty());
  for (const std::string_view broken : {"\x80", "\xFF", "\xE2\x82", "\xC3"}) {
    std::string_view rest = broken;
    static_cast<void>(take_character(rest));
    CHECK(rest.empty());
  }
}
