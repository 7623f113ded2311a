#pragma once

#include <crossfoot/number/bilingual.hpp>

#include "model/nearest_name.hpp"
#include "model/utf8.hpp"

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

/// In quotation marks, for a message: control characters made visible, long texts cut, and nothing
/// of a text that holds a personal number.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// "a, b or c" and "a、b或c".
[[nodiscard]] bilingual listed(std::span<const std::string_view> words);

/// "did you mean …?" where a candidate is near; else "expected " and what is `otherwise` expected.
[[nodiscard]] bilingual suggestion(std::string_view text,
                                   std::span<const std::string_view> candidates,
                                   const bilingual& otherwise);

}  // namespace crossfoot::detail
