#pragma once

#include <crossfoot/compute/rates.hpp>
#include <crossfoot/compute/rollup.hpp>
#include <crossfoot/model/dataset.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace crossfoot {

/// What a place's figures of one series come to: reported there, and added up from below.
struct place_total {
    cell where;                           ///< whose total it is, of what and when
    std::string reported;                 ///< as it was written; empty where it was not
    std::optional<interval> computed;     ///< what the parts add up to, or the rate of the sums
    std::optional<computed_rate> counts;  ///< of a rate
    std::size_t due = 0;                  ///< parts that should have been reported
    std::size_t reporting = 0;            ///< those of them that were, wholly or in parts
};

/// What is added up at the places of a level: a series of scope total, and for when.
struct totals_column {
    series what;  ///< what is added up
    period when;  ///< and for when
};

/// How columns of totals follow each other: as the codebook has them, then by period. Of a stock,
/// periods that end on one day are one.
using totals_order = std::tuple<indicator_id, std::vector<int>, day, day>;

/// Where a column stands among others; equal for those that are one.
[[nodiscard]] totals_order order_of(const totals_column& which, const codebook& book);

/// Whether figures of an indicator are added up from place to place: additive ones that are no
/// rates.
[[nodiscard]] bool is_added_up(const indicator& which);

/// The columns that figures of a series make: its own, where it is added up or a rate, and the
/// rates whose numerator it is.
[[nodiscard]] std::vector<totals_column> columns_made_by(const codebook& book,
                                                         const series& what,
                                                         const period& when);

/// The total at a cell, of an indicator that is added up or a rate of counts. Where it has neither
/// `computed` nor `reported` there is none.
[[nodiscard]] place_total total_at(const cell_reader& cells, const hierarchy& tree, cell where);

/// For every place of a level that `admits` lets through: each indicator that is added up and each
/// rate of which anything was reported at or below it, by series, then period, then place in
/// hierarchy order.
[[nodiscard]] std::vector<place_total> totals_at(const dataset& data,
                                                 level_id level,
                                                 const std::function<bool(const cell&)>& admits);

}  // namespace crossfoot
