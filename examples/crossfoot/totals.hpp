#pragma once

#include <crossfoot/crossfoot.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace crossfoot::program {

/// What a place's figures of one series come to: reported there, and added up from below.
struct place_total {
    cell where;
    std::string reported;                 ///< as it was written; empty where it was not
    std::optional<interval> computed;     ///< what the parts add up to, or the rate of the sums
    std::optional<computed_rate> counts;  ///< of a rate
    std::size_t due = 0;
    std::size_t reporting = 0;
};

/// For every place of a level: each additive indicator and each rate of which anything was reported
/// at or below one of them, by series, then period, then place in hierarchy order.
[[nodiscard]] std::vector<place_total> totals_at(const dataset& data,
                                                 level_id level,
                                                 const finding_filter& filter);

}  // namespace crossfoot::program
