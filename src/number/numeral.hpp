#pragma once

#include <crossfoot/number/exact.hpp>

#include "figure_text.hpp"

#include <optional>
#include <span>
#include <string>

namespace crossfoot::detail {

/// How a numeral is written, as far as it matters for what it leaves possible.
enum class numeral_kind {
    whole,       ///< 261, 二百六十一
    decimal,     ///< 41.5, 一点五
    scaled,      ///< 10.2万, 三万, 6千, 1.2 million
    several,     ///< 几十, 数百, hundreds
    neighbours,  ///< 二三十
};

/// A number without sign, share or the words around it, its scale applied.
struct numeral {
    rational value;
    numeral_kind kind = numeral_kind::whole;
    /// One unit of the last digit written.
    rational written_unit = 1;
    /// One unit of the last digit that is not a trailing zero. A zero behind the point is not
    /// trailing: whoever writes it says something by it.
    rational telling_unit = 1;
    /// For several and neighbours the upper end; `value` is the lower.
    rational upper;
    /// The scale that a number before it, in a range, takes over: 万 in 20-30万. 1 if none.
    rational shared_scale = 1;
    /// Whether 余 or 多 stands inside, before the scale: 4500余万.
    bool has_more = false;
};

/// Reads a numeral, Arabic or Chinese, with its scale. No value where none stands here; the cursor
/// is then where it stopped fitting. A scale that begins one of `units` is left for the unit.
std::optional<numeral> take_numeral(text_cursor& text, std::span<const std::string> units);

/// Takes a single Chinese digit, zero included.
std::optional<int> take_chinese_digit(text_cursor& text);

/// `numeral::telling_unit` for a whole number: the largest power of ten that divides it; 1 for 0.
rational power_of_ten_in(const integer& value);

}  // namespace crossfoot::detail
