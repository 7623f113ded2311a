#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Small work on UTF-8 text that the readers share.
namespace crossfoot::detail {

/// Without blanks, tabs and ideographic spaces at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// How many characters (code points) a text has.
[[nodiscard]] std::size_t count_characters(std::string_view text) noexcept;

/// The first byte that does not belong to valid UTF-8; the length where all do.
[[nodiscard]] std::size_t valid_utf8_until(std::string_view text) noexcept;

/// In quotation marks, for a message: control characters made visible, long texts cut.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// The candidate that was probably meant: the nearest by edits, if it is near; else "".
[[nodiscard]] std::string_view nearest(std::string_view text, std::span<const std::string_view> candidates);

/// "a, b or c" with the last word given.
[[nodiscard]] std::string joined(std::span<const std::string_view> words, std::string_view last_word);

/// Whether a text holds a resident identity number: 18 digits (the last may be X) with a date in it
/// and a valid check digit (GB 11643-1999), in ASCII or full-width digits.
[[nodiscard]] bool holds_identity_number(std::string_view text);

/// Whether a text holds a mobile number: 11 digits standing alone, from 13… to 19….
[[nodiscard]] bool holds_mobile_number(std::string_view text);

}  // namespace crossfoot::detail
