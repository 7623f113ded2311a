#pragma once

#include <crossfoot/check/check.hpp>

#include "evidence.hpp"
#include "moment_input.hpp"
#include "moment_scratch.hpp"
#include "moment_sums.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace crossfoot::detail {

/// What is said of the figures of one day.
struct moment_findings {
    dataset evidence;                       ///< the figures that the findings rest on
    std::vector<finding> findings;          ///< in order
    std::vector<check_tally> tallies;       ///< of all checks asked about, those that hold too
    std::size_t figures = 0;                ///< how many figures there are of what is asked about
    std::vector<duplicate_row> duplicates;  ///< in the order of the rows; left out of all this
};

/// Which cells somebody asks about: only of those it is told how many checks hold. Where places are
/// named, such checks are among the findings.
struct cells_asked_about {
    std::vector<place_id> places;  ///< empty: any
    /// Whether a series is, for a period; empty: any.
    std::function<bool(const series&, const period&)> admits;

    [[nodiscard]] bool are_all() const { return places.empty() && !admits; }
};

/// Judges the rules at the figures of one day: by columns where all figures are exact counts, cell
/// by cell where one is not, and where a check does not hold. `rules` are of one moment:
/// `are_of_one_moment`. `evidence` is an empty dataset.
[[nodiscard]] moment_findings check_moment(const moment_input& of,
                                           const std::vector<rule>& rules,
                                           const cells_asked_about& asked,
                                           dataset evidence,
                                           moment_scratch& scratch,
                                           moment_wanted wanted);

}  // namespace crossfoot::detail
