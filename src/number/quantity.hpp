#pragma once

#include <crossfoot/number/bilingual.hpp>
#include <crossfoot/number/exact.hpp>

#include "numeral.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace crossfoot::detail {

/// What a numeral counts: things, tenths or hundredths, or the parts of a fraction.
enum class share {
    none,
    parts,     ///< 95%, 七成: rounded to the last digit written
    fraction,  ///< 1/3: exact
};

/// A numeral with its sign and share.
struct quantity {
    numeral number;
    int sign = 1;
    share kind = share::none;
    rational part = 1;                // 1/100 for a percentage, 1/3 for 三分之二
    bool part_stands_before = false;  // 百分之三, not 3%
    std::size_t digits_end = 0;       // where the numeral ended
    [[nodiscard]] rational value() const { return sign * number.value * part; }
};

/// Reads a numeral with its sign and share: -5, 95%, 百分之九十五, 三成五, 三分之一. No value where
/// none stands here; `expected` is then changed where something more particular can be said.
std::optional<quantity> take_quantity(text_cursor& text,
                                      std::span<const std::string> units,
                                      bilingual& expected);

}  // namespace crossfoot::detail
