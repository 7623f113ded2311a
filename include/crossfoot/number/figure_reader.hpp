#pragma once

#include <crossfoot/number/bilingual.hpp>
#include <crossfoot/number/figure.hpp>
#include <crossfoot/number/reading_convention.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace crossfoot {

/// What became of a text that should be a figure.
struct reading {
    /// How far the text got.
    reading_state state = reading_state::incomplete;
    /// The figure; there exactly where `state` is complete.
    std::optional<figure> value;
    /// Where it is not complete: the byte offset of the first character that does not fit, or the
    /// length of the text where more should follow.
    std::size_t at = 0;
    /// Where it is not complete: what would have been right.
    bilingual expected;
    /// The unit of measure found after the number, spelt as in the list given; empty where none.
    std::string unit;

    friend bool operator==(const reading&, const reading&) = default;
};

/// The longest text, in bytes, that can be a figure.
inline constexpr std::size_t longest_figure_text = 4096;

/// Reads one whole cell as a figure: Arabic digits of either width, Chinese numerals, scales,
/// shares and the words around them, in Chinese and English. docs/concepts.md lists every form
/// with the values that it stands for.
///
/// `text` is UTF-8; blanks around it do not matter. `units` are the units of measure that may
/// follow the number. A unit that itself begins with a scale is taken whole: under the unit 万元,
/// "5万元" is 5; under 元 it is 50000, rounded. Never throws for any text; one longer than
/// `longest_figure_text` is invalid. What could still become a figure if more were typed is
/// incomplete, such as "12,34" (12,345) or "5-3" (5-30).
///
///     read_figure("261").value->values()   == interval::exactly(261)
///     read_figure("10.2万").value->values() == interval::closed_open(101500, 102500)
///     read_figure("600余").value->values()  == interval::open(600, 700)
///     read_figure("10.").state              == reading_state::incomplete
///     read_figure("4l.5").at                == 1
[[nodiscard]] reading read_figure(std::string_view text,
                                  const reading_convention& convention = {},
                                  std::span<const std::string> units = {});

/// The units of measure that reports use most, in Chinese and English, for `read_figure` where a
/// column allows any of them.
///
///     read_figure("5万余人次", {}, known_units()).unit == "人次"
[[nodiscard]] std::span<const std::string> known_units();

/// The fast way in for the common cell: ASCII digits only, fitting 64 bits. No value for anything
/// else, which `read_figure` may still read. Leading zeros count for nothing.
///
///     read_plain_count("261")   == 261
///     read_plain_count("2,610") == std::nullopt
[[nodiscard]] std::optional<std::int64_t> read_plain_count(std::string_view text) noexcept;

}  // namespace crossfoot
