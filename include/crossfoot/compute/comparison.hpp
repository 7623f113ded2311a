#pragma once

#include <crossfoot/compute/rates.hpp>
#include <crossfoot/compute/territory.hpp>

#include <optional>
#include <vector>

namespace crossfoot {

/// One side of a comparison: what a period's figures say about a territory.
struct compared_value {
    interval values;                      ///< what the value can be; exact where all figures are
    std::vector<territory_term> places;   ///< whose figures were added and taken away
    std::optional<computed_rate> counts;  ///< of a rate of counts
};

/// An indicator in two periods on one territory 可比口径.
struct comparison {
    place_id place;                      ///< the place whose territory it is
    series what;                         ///< what is compared
    std::optional<compared_value> then;  ///< no value where refused, as for all that follow
    std::optional<compared_value> now;   ///< in the later period; no value where it was refused
    /// Now less then. Of a rate this is in points: 0.01 is one percentage point.
    std::optional<interval> growth;
    /// Now over then, less one; no value where then may be zero, too.
    std::optional<interval> growth_rate;
    std::optional<bilingual> refused;  ///< why the two cannot be compared
};

/// The two periods that are compared, and whose territory both are counted on.
struct compared_periods {
    period from;  ///< the earlier one
    period to;    ///< the later one
    comparison_day as_of =
        comparison_day::to;  ///< on whose territory: as the places were at the end of which period
};

/// Compares an indicator in two periods on the territory that `place` has on the last day of one of
/// them. Counts are added over the places that make up the territory, as reported there, else added
/// up from below where all of it was reported. A rate is the ratio of the sums of its counts.
/// Indicators that do not add up are compared only where the place kept its territory.
///
/// A figure that is not there is named and the comparison refused: nothing is filled in.
///
/// `what` is a series of scope total; `land` is between the last days of the two periods.
[[nodiscard]] comparison compare_on(const territory& land,
                                    const compared_periods& when,
                                    const cell_reader& cells,
                                    place_id place,
                                    const series& what);

}  // namespace crossfoot
