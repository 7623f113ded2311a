#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// A rule's text as its reader sees it: character by character, twins made one.
namespace crossfoot::detail {

/// One character of a text, and how many bytes it takes up there.
struct character {
    char32_t folded = U'\0';  ///< its ASCII twin, in lower case; any blank is ' '; 0 behind the end
    std::size_t length = 0;
};

/// The character that begins at byte `i`. Expects valid UTF-8.
[[nodiscard]] character character_at(std::string_view text, std::size_t i);

/// Whether words of Latin letters consist of it: a letter, a digit or '_'.
[[nodiscard]] bool is_word_character(char32_t folded);

/// Whether it is a letter of another script, such as a Chinese one: no sign, quotation mark, blank.
[[nodiscard]] bool is_other_letter(char32_t folded);

/// The byte at which the next word or sign begins, from byte `i` on.
[[nodiscard]] std::size_t after_blanks(std::string_view text, std::size_t i);

/// How many bytes `spelling` takes up at byte `i`: widths, case and the number of blanks do not
/// matter. 0 where it does not stand there.
[[nodiscard]] std::size_t spelled_length(std::string_view text,
                                         std::size_t i,
                                         std::string_view spelling);

/// The same for a word: one that ends in a Latin letter or digit is not followed by another.
[[nodiscard]] std::size_t word_length(std::string_view text, std::size_t i, std::string_view word);

/// Without the blanks at both ends.
[[nodiscard]] std::string_view without_blanks_around(std::string_view text);

/// In quotation marks for a message, cut where it is long; long runs of digits are not repeated.
[[nodiscard]] std::string in_marks(std::string_view text);

}  // namespace crossfoot::detail
