#pragma once

#include <crossfoot/check/check.hpp>

#include "evidence.hpp"
#include "moment_input.hpp"
#include "moment_scratch.hpp"
#include "moment_sums.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace crossfoot::detail {

/// What is said of the figures of one day.
struct moment_findings {
    dataset evidence;                       ///< the figures that the findings rest on
    std::vector<finding> findings;          ///< in order; none of them holds
    std::vector<check_tally> tallies;       ///< of all checks, those that hold too
    std::size_t figures = 0;                ///< how many figures there are
    std::vector<duplicate_row> duplicates;  ///< in the order of the rows; left out of all this
};

/// Judges the rules at the figures of one day: by columns where all figures are exact counts, cell
/// by cell where one is not, and where a check does not hold. `rules` are of one moment:
/// `are_of_one_moment`. `evidence` is an empty dataset.
[[nodiscard]] moment_findings check_moment(const moment_input& of,
                                           const std::vector<rule>& rules,
                                           dataset evidence,
                                           moment_scratch& scratch,
                                           moment_wanted wanted);

}  // namespace crossfoot::detail
