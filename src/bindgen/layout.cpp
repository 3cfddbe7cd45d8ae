// SPDX-License-Identifier: Apache-2.0
#include "layout.hpp"

#include <algorithm>

namespace idm_synth::bindgen {
namespace {

constexpr std::size_t columns = 100;
/// How far a second line is indented where there is no room to align it.
constexpr std::size_t least_column = 4;

/// The words of a provider's text, fit for a `//` comment: whitespace and control characters
/// separate them, characters that change the direction of the text are left out (they could make
/// code look like a comment), and no line can end in a backslash, which would continue it.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    while (!word.empty() && word.back() == '\\') word.pop_back();
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = [&](std::size_t at) {
      return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    if (byte(i) <= ' ' || byte(i) == 0x7F) {
      finish();
    } else if (byte(i) == 0xE2 && ((byte(i + 1) == 0x80 && byte(i + 2) >= 0xA8 &&
                                    byte(i + 2) <= 0xAE) ||  // U+2028 to U+202E
                                   (byte(i + 1) == 0x81 && byte(i + 2) >= 0xA6 &&
                                    byte(i + 2) <= 0xA9))) {  // U+2066 to U+2069
      i += 2;
    } else {
      word += text[i];
    }
  }
  finish();
  return words;
}

}  // namespace

void Layout::line(std::string_view text) {
  if (!text.empty()) text_.append(indentation_, ' ').append(text);
  text_ += '\n';
}

bool Layout::fits(std::string_view text) const {
  return indentation_ + text.size() <= columns;
}

void Layout::wrapped(std::string_view head, std::string_view tail, std::size_t column) {
  const std::string joined = std::string{head}.append(1, ' ').append(tail);
  if (fits(joined)) {
    line(joined);
    return;
  }
  line(head);
  const std::string aligned = std::string(column, ' ').append(tail);
  line(fits(aligned) ? aligned : std::string(std::min(column, least_column), ' ').append(tail));
}

void Layout::doc(const std::vector<std::string>& paragraphs) {
  for (const std::string& paragraph : paragraphs) {
    std::string current = "///";
    for (const std::string& word : words_of(paragraph)) {
      if (current != "///" && indentation_ + current.size() + 1 + word.size() > columns) {
        line(current);
        current = "///";
      }
      current.append(1, ' ').append(word);
    }
    if (current != "///") line(current);
  }
}

}  // namespace idm_synth::bindgen
