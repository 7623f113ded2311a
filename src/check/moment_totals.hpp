#pragma once

#include <crossfoot/compute/totals.hpp>

#include "moment_input.hpp"
#include "moment_scratch.hpp"
#include "moment_sums.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace crossfoot::detail {

/// The total of a place whose parts and reported total are exact counts, or the number of one for
/// which that is too little.
struct exact_total {
    static constexpr std::uint32_t is_other = 0xffffffffU;  ///< as `due`: `sum` is that number

    std::uint32_t place = 0;
    std::uint32_t due = 0;
    std::uint32_t reporting = 0;  ///< 0: nothing was added up
    bool is_reported = false;     ///< whether `reported` says anything
    std::int64_t sum = 0;
    std::int64_t reported = 0;
};

/// One column of totals: in hierarchy order, only where something was reported or added up.
struct column_totals {
    totals_column of;
    std::vector<exact_total> totals;
    std::vector<place_total> others;
};

/// What the figures of one day add up to.
struct moment_totals {
    std::vector<column_totals> columns;     ///< in the order of columns of totals
    std::vector<duplicate_row> duplicates;  ///< in the order of the rows
    bool is_possible = true;  ///< false where one column has figures under several periods: which
                              ///< of them comes first is not known here
};

/// Adds the figures of a day up to the places of a level: by columns where they are exact counts,
/// cell by cell where they are not.
[[nodiscard]] moment_totals total_moment(const moment_input& of,
                                         level_id level,
                                         dataset evidence,
                                         moment_scratch& scratch,
                                         moment_wanted wanted);

/// The total at a position of a column.
[[nodiscard]] place_total total_of(const column_totals& column, std::size_t number);

}  // namespace crossfoot::detail
