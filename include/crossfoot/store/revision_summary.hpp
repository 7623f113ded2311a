#pragma once

#include <crossfoot/number/exact.hpp>
#include <crossfoot/store/tracker.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace crossfoot {

/// How the figures of an indicator were revised.
struct revision_summary {
    std::string indicator;    ///< its code
    std::size_t revised = 0;  ///< figures that say something else than before
    std::size_t up = 0;       ///< of these, how many became larger, whatever they are exactly
    std::size_t down = 0;     ///< of these, how many became smaller, likewise
    std::size_t added = 0;    ///< figures that were not known before
    std::size_t gone = 0;     ///< figures that are no longer known
    /// Of how many of the revised ones both versions are exact numbers. The next two are sums over
    /// these: divided by this, they are the mean revision and its mean size.
    std::size_t compared = 0;
    rational sum;           ///< after less before
    rational sum_of_sizes;  ///< the same without signs

    friend bool operator==(const revision_summary&, const revision_summary&) = default;
};

/// Adds up what changed between two vintages, indicator by indicator.
[[nodiscard]] std::vector<revision_summary> summarise(std::span<const figure_change> changes);

}  // namespace crossfoot
