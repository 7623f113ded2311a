#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

// UTF-8, character by character.
namespace crossfoot::detail {

/// The length in bytes of the valid character that begins at byte `i`; 0 where none does. Expects
/// `i < text.size()`.
[[nodiscard]] std::size_t character_length(std::string_view text, std::size_t i) noexcept;

/// The first byte that does not belong to valid UTF-8; the length where all do.
[[nodiscard]] std::size_t valid_utf8_until(std::string_view text) noexcept;

/// The characters of a text; a byte that belongs to none stands for itself.
[[nodiscard]] std::vector<std::string_view> characters_of(std::string_view text);

}  // namespace crossfoot::detail
