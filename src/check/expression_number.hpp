#pragma once

#include <crossfoot/number/figure.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace crossfoot::detail {

/// What a number stands in front of.
enum class number_place {
    anywhere,
    before_and,  ///< the lower end of a range: 和, 至, 到 and "to" end it
};

/// Whether the words behind a number may be a unit of measure.
enum class number_units { none, known };

/// A figure that begins a text, and how many bytes of it it takes up.
struct leading_figure {
    figure value;
    std::size_t length = 0;
};

/// The longest number, in bytes, that an expression can hold.
inline constexpr std::size_t longest_number = 256;

/// The longest figure that `text` begins with, up to the next sign or keyword of the language.
/// Expects valid UTF-8.
[[nodiscard]] std::optional<leading_figure> find_leading_figure(std::string_view text,
                                                                number_place place,
                                                                number_units units);

}  // namespace crossfoot::detail
