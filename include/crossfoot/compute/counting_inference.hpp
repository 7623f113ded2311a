#pragma once

#include <crossfoot/model/indicator.hpp>
#include <crossfoot/number/interval.hpp>

#include <array>
#include <optional>
#include <vector>

namespace crossfoot {

/// What a report says of its tiers, from which the way in which they are counted may be told.
struct counting_evidence {
    std::vector<interval> tiers;      ///< from the highest down, at least one; counts
    std::optional<interval> total{};  ///< of the units with a title
    std::optional<interval> rate{};   ///< that total over all units, a share
    std::optional<interval> units{};  ///< all units
};

/// Whether tiers can have been counted in one way, and what follows if they were.
struct counting_answer {
    tier_counting counting = tier_counting::exclusive;  ///< the way that is spoken of
    bool possible = false;                  ///< whether the figures can have been counted so
    std::optional<integer_range> totals{};  ///< from the least total to the most; where possible
    std::optional<integer_range> units{};   ///< so of all units; where a rate or they were given
};

/// Which of the three ways of counting can be true: one answer for each, in the order of
/// `tier_counting`.
///
/// 1, 2, 2, 94 and 149 of a total of 248: exclusive and held can be, at_or_above cannot. 1, 50 and
/// 306 at a rate of 81.38%: exclusive cannot be, for no whole number of units has 357 as 81.38%;
/// at_or_above can, of 376 units alone; held can.
[[nodiscard]] std::array<counting_answer, 3> infer_counting(const counting_evidence& said);

}  // namespace crossfoot
