#pragma once

#include <crossfoot/number/interval.hpp>

namespace crossfoot {

/// Whether a target has been reached by a figure that may be inexact.
enum class attainment {
    reached,        ///< by every possible value
    maybe_reached,  ///< by some
    not_reached,    ///< by none
};

/// The stable names: "reached", "maybe_reached", "not_reached".
[[nodiscard]] const char* name_of(attainment which) noexcept;

/// How far an indicator has come towards its target.
struct progress {
    interval done;       ///< the share of the target, 1 where it is exactly reached
    interval remaining;  ///< the target less what was reached; negative where it was exceeded
    attainment reached = attainment::not_reached;  ///< whether the target is reached
};

/// The progress of `value` towards `target`. Throws `error` (divided_by_zero) for a target of zero.
///
///     progress_towards(interval::exactly(25), 30).done == interval::exactly(rational{5, 6})
[[nodiscard]] progress progress_towards(const interval& value, const rational& target);

}  // namespace crossfoot
