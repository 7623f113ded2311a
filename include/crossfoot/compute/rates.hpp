#pragma once

#include <crossfoot/compute/rollup.hpp>
#include <crossfoot/number/rate.hpp>

#include <optional>
#include <vector>

namespace crossfoot {

/// Whether the counts of a rate were reported at its place or rolled up from below.
enum class operand_basis { reported, rolled_up };

/// The stable names: "reported", "rolled_up".
[[nodiscard]] const char* name_of(operand_basis which) noexcept;

/// The counts that a rate is the ratio of, both of one basis: as reported at the place, where both
/// are; else rolled up, where something was reported below for each; else as far as reported.
struct rate_counts {
    std::vector<rollup_part> numerator;  ///< one part where reported, else the parts of the roll-up
    std::vector<rollup_part> denominator;           ///< likewise
    operand_basis basis = operand_basis::reported;  ///< where both counts come from
    bool applicable = true;                         ///< neither count is marked as not applicable
    bool complete = false;                          ///< each side rests on at least one figure
};

/// Gathers the counts of a rate. `what` is a series of the rate's indicator; each count takes over
/// those items for which it has a breakdown. Expects an indicator with numerator and denominator.
[[nodiscard]] rate_counts gather_rate_counts(const cell_reader& cells,
                                             const hierarchy& tree,
                                             place_id place,
                                             const series& what,
                                             const period& when);

/// A rate that was computed from counts.
struct computed_rate {
    interval count;                                 ///< the numerator
    interval total;                                 ///< the denominator
    operand_basis basis = operand_basis::reported;  ///< where both come from
    std::optional<rate> exact;  ///< where both counts are exact and the total is not zero
};

/// The rate of a place, as a pair of counts; no value where one of them was reported neither there
/// nor below. It is never averaged from rates below.
[[nodiscard]] std::optional<computed_rate> rate_of(const cell_reader& cells,
                                                   const hierarchy& tree,
                                                   place_id place,
                                                   const series& what,
                                                   const period& when);

}  // namespace crossfoot
