#pragma once

#include <crossfoot/model/dataset.hpp>
#include <crossfoot/model/unit_register.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace crossfoot {

/// Which title a unit holds on a day: the tiers, as bits from the highest (bit 0) down.
using tier_set = std::uint32_t;

/// The most tiers that a register can count.
inline constexpr std::size_t most_tiers = 32;

/// The tiers that a unit holds on a day, whether or not it takes part then.
[[nodiscard]] tier_set tiers_held(const unit_register& of, unit_id unit, day when);

/// The tiers at which a unit with these titles is counted.
///
///     tiers_counted(0b01010, tier_counting::exclusive, 5)   == 0b00010  // the highest alone
///     tiers_counted(0b01010, tier_counting::at_or_above, 5) == 0b11110  // and all below it
///     tiers_counted(0b01010, tier_counting::held, 5)        == 0b01010
[[nodiscard]] tier_set tiers_counted(tier_set held, tier_counting counting, std::size_t tiers);

/// How many units of a register there are on one day: by place, category and tier.
///
/// Made once, in time proportion to the register; each count is looked up then.
class unit_counts {
  public:
    /// Counts the units that take part on `when`. `extent` says whether a place's counts are those
    /// of the place with all below it, or of units that stand at the place itself. Expects a
    /// codebook with at most `most_tiers` tiers.
    unit_counts(const unit_register& of, day when, tier_counting counting, scope extent);

    /// The units at a place, of a category, or of all for `series::all`.
    [[nodiscard]] std::int64_t units(place_id place, std::uint16_t category) const;
    /// Those of them that hold a title.
    [[nodiscard]] std::int64_t designated(place_id place, std::uint16_t category) const;
    /// Those that are counted at a tier; for `series::all`, as `units`.
    [[nodiscard]] std::int64_t at(place_id place, std::uint16_t category, std::uint16_t tier) const;

    /// The places of that day.
    [[nodiscard]] const hierarchy& tree() const noexcept { return tree_; }

  private:
    // A row of columns for each category and for all of them: units, designated, then the tiers.
    static constexpr std::uint32_t no_row = 0xffffffffU;
    [[nodiscard]] std::int64_t look_up(place_id place,
                                       std::uint16_t category,
                                       std::size_t column) const;
    std::uint32_t* row_of(place_id place);

    hierarchy tree_;
    std::size_t categories_;
    std::size_t columns_;
    std::vector<std::uint32_t> rows_;  // by place; `no_row` where there is no unit
    std::vector<std::uint32_t> counts_;
};

}  // namespace crossfoot
