#pragma once

#include <crossfoot/check/rule.hpp>
#include <crossfoot/model/dataset.hpp>

#include "moment_columns.hpp"

#include <cstdint>
#include <vector>

namespace crossfoot::detail {

/// A rule among figures of one place and one scope.
struct local_rule {
    std::uint32_t rule = 0;
    std::uint32_t claim = 0;  ///< the track that is judged
    scope extent = scope::total;
    bool is_sum = false;  ///< the claim is the sum of the others; else at most the one
    std::vector<std::uint32_t> others;  ///< tracks; `slot_track::none` of one without any figure
    std::vector<bool> absent_is_zero;   ///< of those
    bool is_open = false;               ///< it is left to those who look at each cell
};

/// The rules that can say something of figures of one place, for each track that may be a claim.
[[nodiscard]] std::vector<local_rule> local_rules_of(const codebook& book,
                                                     const std::vector<rule>& rules,
                                                     const moment_columns& columns);

}  // namespace crossfoot::detail
