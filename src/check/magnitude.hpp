#pragma once

#include <crossfoot/check/relation.hpp>

#include <optional>

namespace crossfoot::detail {

/// The power of ten, 1 to 4 or -1 to -4, by which what is admitted is away from the terms of a
/// relation, give or take a factor of two; no value where it is away by none.
///
/// Of one term, the figure before: whatever both may really be. Of several, those of neighbours:
/// it is more than five times the largest (or less than a fifth of the smallest), and a power of
/// ten brings it among them.
[[nodiscard]] std::optional<int> power_away(const relation& what);

}  // namespace crossfoot::detail
