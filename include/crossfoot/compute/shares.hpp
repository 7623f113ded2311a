#pragma once

#include <crossfoot/number/exact.hpp>

#include <span>
#include <vector>

namespace crossfoot {

/// The shares of counts in their sum, rounded to `decimals` digits of a percent so that they add up
/// to exactly 1 (largest remainder, Hamilton's method; of equal remainders the earlier count's is
/// rounded up). One share for each count, as a fraction of one. Expects counts that are not
/// negative and `decimals >= 0`; throws `error` (divided_by_zero) where they add to zero.
///
///     shares_of({1, 1, 1}, 0) == {34%, 33%, 33%}
[[nodiscard]] std::vector<rational> shares_of(std::span<const integer> counts, int decimals);

}  // namespace crossfoot
