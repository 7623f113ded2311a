#pragma once

#include <crossfoot/check/check.hpp>

#include "evidence.hpp"
#include "instance_builder.hpp"
#include "model/figure_rows.hpp"
#include "moment_columns.hpp"
#include "moment_scratch.hpp"

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

/// How much is wanted of a day.
enum class moment_wanted {
    findings,
    findings_if_clean,  ///< nothing is judged where a cell is there twice from one source
    duplicates,         ///< nothing will be judged, but all that is wrong with the rows is told
};

/// The figures of one day.
struct moment_input {
    day last;                                    ///< the day
    std::span<const figure_rows* const> blocks;  ///< the rows, in their order
    std::span<const moment_slot> slots;          ///< those of the rows, by number
    const std::vector<rule>& rules;              ///< of one moment: `are_of_one_moment`
    const std::shared_ptr<trees>& hierarchies;   ///< of the places
};

/// Judges the rules at the figures of one day: by columns where all figures are exact counts, cell
/// by cell where one is not, and where a check does not hold. `evidence` is an empty dataset.
[[nodiscard]] moment_findings check_moment(const moment_input& of,
                                           dataset evidence,
                                           moment_scratch& scratch,
                                           moment_wanted wanted);

}  // namespace crossfoot::detail
