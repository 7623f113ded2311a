#pragma once

#include <crossfoot/number/interval.hpp>

#include <optional>

namespace crossfoot {

/// Whether some whole n in `counts` and some whole d in `totals`, d >= 1, have n/d inside `ratio`.
///
/// This is what judges a rate of two inexact counts sharply: an interval of reals would also admit
/// ratios that no two whole numbers have. Both ranges may be unbounded above. Expects counts that
/// are not negative; totals below 1 and ratios below 0 are never chosen. The cost grows with the
/// number of digits, not with the length of the ranges.
///
///     some_ratio_in({7, 7}, {20, 22}, interval::exactly(rational{1, 3}))    == true   // 7/21
///     some_ratio_in({7, 7}, {22, 90}, interval::at_least(rational{1, 3}))   == false
[[nodiscard]] bool some_ratio_in(const integer_range& counts,
                                 const integer_range& totals,
                                 const interval& ratio);

/// The smallest and the largest n in `counts` for which some d in `totals` has n/d inside `ratio`;
/// no value where there is none. Not every n between the two need have one. No `last` where there
/// is always a larger one.
///
///     counts_with_ratio_in({0, 100}, {10, 12}, interval::exactly(rational{1, 3}))
///         == integer_range{4, 4}
[[nodiscard]] std::optional<integer_range> counts_with_ratio_in(const integer_range& counts,
                                                                const integer_range& totals,
                                                                const interval& ratio);

/// The smallest and the largest d in `totals` for which some n in `counts` has n/d inside `ratio`;
/// otherwise as `counts_with_ratio_in`.
///
///     totals_with_ratio_in({5, 6}, {1, 100}, interval::exactly(rational{1, 3}))
///         == integer_range{15, 18}
[[nodiscard]] std::optional<integer_range> totals_with_ratio_in(const integer_range& counts,
                                                                const integer_range& totals,
                                                                const interval& ratio);

}  // namespace crossfoot
