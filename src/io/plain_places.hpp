#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace crossfoot::detail {

/// The cells of a row of places that needs no closer look: no quotes, no blanks around a cell, no
/// dates. They lie in the text that they were read from.
struct plain_place {
    std::string_view code;    ///< not empty, and too short to hold a personal number
    std::string_view name;    ///< may hold a personal number
    std::string_view level;   ///< as it stands there
    std::string_view parent;  ///< too short to hold a personal number; may be empty
    std::size_t bytes = 0;    ///< of the row, with its line end
};

/// Whether rows of a text can be read plainly: its lines end in line feeds alone, and nothing in it
/// is in quotes.
[[nodiscard]] bool has_plain_rows(std::string_view text) noexcept;

/// The row at the beginning of such a text, if it is a plain one of so many cells, code, name,
/// level and parent first. No value for the others, which are for those who look at each cell; most
/// rows of large files are plain.
[[nodiscard]] std::optional<plain_place> plain_place_at(std::string_view text,
                                                        std::size_t columns) noexcept;

}  // namespace crossfoot::detail
