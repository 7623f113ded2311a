#pragma once

#include <crossfoot/check/check.hpp>

#include <span>
#include <vector>

namespace crossfoot {

/// How the checks of a report came out, by rule, level from the top down and indicator: where to
/// begin with thousands of findings. Of a report that does not list what holds, those that were
/// counted while it was checked; else they are counted now.
[[nodiscard]] std::vector<check_tally> tallies_of(const check_report& report, const dataset& data);

/// Adds one verdict to counts.
void count(check_summary& counts, const finding& found);

/// Adds all counts of another.
void add(check_summary& counts, const check_summary& more);

}  // namespace crossfoot
