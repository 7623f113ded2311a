#pragma once

#include <crossfoot/number/bilingual.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

// Small work on UTF-8 text that the readers share.
namespace crossfoot::detail {

/// Without blanks of any width (no-break, ideographic and zero-width ones too), tabs and byte order
/// marks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// How many characters (code points) a text has.
[[nodiscard]] std::size_t count_characters(std::string_view text) noexcept;

/// The first byte that does not belong to valid UTF-8; the length where all do.
[[nodiscard]] std::size_t valid_utf8_until(std::string_view text) noexcept;

/// In quotation marks, for a message: control characters made visible, long texts cut, and nothing
/// of a text that holds a personal number.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// The candidate that was probably meant: the nearest by edits, if it is near; else "".
[[nodiscard]] std::string_view nearest(std::string_view text,
                                       std::span<const std::string_view> candidates);

/// "a, b or c" and "a、b或c".
[[nodiscard]] bilingual listed(std::span<const std::string_view> words);

/// "did you mean …?" where a candidate is near; else "expected " and what is `otherwise` expected.
[[nodiscard]] bilingual suggestion(std::string_view text,
                                   std::span<const std::string_view> candidates,
                                   const bilingual& otherwise);

}  // namespace crossfoot::detail
