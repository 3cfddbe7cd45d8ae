// SPDX-License-Identifier: Apache-2.0
#include <idm_synth/core/text.hpp>
#include <string>

#include "support/catch.hpp"

using idm_synth::find_invalid_utf8;
using idm_synth::is_identifier;

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
