#pragma once

#include <crossfoot/number/rounding.hpp>

namespace crossfoot {

/// How a scaled figure such as 1万 or 1.2 million is meant; a codebook says it with `written`.
enum class scaled_figures {
    rounded,  ///< rounded to the last digit written: 1万 is [5000, 15000)
    exact,    ///< 1万 is 10000
};

/// Where 余 and 多 end.
enum class more_upper_end {
    one_unit,  ///< 600余 is (600, 700)
    none,      ///< 600余 is above 600
};

/// How far 近 and 约 reach, in units of the last digit that is not a trailing zero.
enum class nearness {
    half_unit,  ///< 近3000 is [2500, 3000), 约3000 is [2500, 3500)
    one_unit,   ///< 近3000 is [2000, 3000), 约3000 is (2000, 4000)
};

/// Whether a limit holds the number that it names.
enum class own_number { included, excluded };

/// What the words around a number are taken to mean. A value one can change: a figure's text read
/// under another convention is another figure. The defaults are those of docs/concepts.md.
struct reading_convention {
    /// How scaled figures, decimals and percentages were rounded.
    rounding_mode rounding = rounding_mode::half_up;
    /// Decides for scaled figures only; decimals and percentages are always rounded.
    scaled_figures scaled = scaled_figures::rounded;
    /// Where 余 and 多 end.
    more_upper_end more = more_upper_end::one_unit;
    /// How far 近, 约 and 左右 reach.
    nearness near = nearness::half_unit;
    /// 以上. Included by law (Civil Code of China, article 1259).
    own_number or_more = own_number::included;
    /// 以下 and 以内. Included by law (Civil Code of China, article 1259).
    own_number or_less = own_number::included;

    friend bool operator==(const reading_convention&, const reading_convention&) = default;
};

}  // namespace crossfoot
