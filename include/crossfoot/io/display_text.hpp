#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace crossfoot {

/// Text from an input made fit to be shown: control characters, terminal escapes, marks that turn
/// the direction of writing, invisible characters and bytes that are not UTF-8 stand as "\x1b" or
/// "\u202e". Everything else stays as it is, so escaping twice changes nothing.
///
///     escaped("\x1b[31mred") == "\\x1b[31mred"
///     escaped("宣讲")         == "宣讲"
[[nodiscard]] std::string escaped(std::string_view text);

/// How many cells of a terminal a text takes: two for Chinese characters and full-width forms, none
/// for combining marks.
///
///     display_width("甲县 2016") == 9
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text with blanks after it up to `width` cells; unchanged where it is as wide already.
[[nodiscard]] std::string padded(std::string text, std::size_t width);

/// The text with blanks before it up to `width` cells.
[[nodiscard]] std::string right_aligned(std::string text, std::size_t width);

/// At most `width` cells of the text; where it is cut, "…" is the last of them.
[[nodiscard]] std::string shortened(std::string text, std::size_t width);

/// Two pieces of a Chinese text put together: a blank stands before and after Latin letters and
/// digits, nothing between Chinese characters.
///
///     joined_in_chinese("甲县", "宣讲") == "甲县宣讲"
///     joined_in_chinese("恰为 25", "时") == "恰为 25 时"
[[nodiscard]] std::string joined_in_chinese(std::string first, std::string_view then);

}  // namespace crossfoot
