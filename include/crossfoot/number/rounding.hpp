#pragma once

#include <crossfoot/number/exact.hpp>
#include <crossfoot/number/interval.hpp>

namespace crossfoot {

/// Which multiple of the unit a number is rounded to. "Down" and "up" speak of the size of a
/// number, as reports do: away from zero is up, for negative numbers too.
enum class rounding_mode {
    half_up,    ///< to the nearest, half away from zero: 四舍五入
    half_even,  ///< to the nearest, half to the even multiple: GB/T 8170-2008, 3.2
    half_down,  ///< to the nearest, half toward zero
    down,       ///< toward zero: the rest is cut off (去尾)
    up,         ///< away from zero: any rest counts as one more (进一)
    floor,      ///< toward minus infinity
    ceiling,    ///< toward plus infinity
};

/// The stable name of a mode, such as "half_even".
[[nodiscard]] const char* name_of(rounding_mode mode) noexcept;

/// The multiple of `unit` that `value` is rounded to. Expects `unit > 0`.
///
///     round_to(rational{5, 2}, 1, rounding_mode::half_up)   == 3
///     round_to(rational{5, 2}, 1, rounding_mode::half_even) == 2
[[nodiscard]] rational round_to(const rational& value, const rational& unit, rounding_mode mode);

/// Every number that `round_to` takes to `rounded`, exactly: the ends are included or not as the
/// mode has it. Expects `unit > 0` and `rounded` to be a multiple of it.
///
///     values_rounding_to(20, 1, rounding_mode::half_up)
///         == interval::closed_open(rational{39, 2}, rational{41, 2})
///     values_rounding_to(0, 1, rounding_mode::down) == interval::open(-1, 1)
[[nodiscard]] interval values_rounding_to(const rational& rounded,
                                          const rational& unit,
                                          rounding_mode mode);

}  // namespace crossfoot
