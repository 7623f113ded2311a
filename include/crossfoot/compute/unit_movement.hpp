#pragma once

#include <crossfoot/compute/unit_counts.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace crossfoot {

/// How a count of units came from one day to another: what there was, what came, what went, what
/// there is. Always exactly `opening + came() - went() == closing`.
struct unit_movement {
    std::int64_t opening = 0;       ///< on the first of the two days
    std::int64_t joined = 0;        ///< began, or began again, to take part
    std::int64_t moved_in = 0;      ///< came from another place or category
    std::int64_t named = 0;         ///< was given the title
    std::int64_t upgraded_in = 0;   ///< rose to the tier from a lower one
    std::int64_t fallen_in = 0;     ///< is counted here since a higher title ended
    std::int64_t left = 0;          ///< no longer takes part
    std::int64_t moved_out = 0;     ///< went to another place or category
    std::int64_t upgraded_out = 0;  ///< rose from the tier to a higher one
    std::int64_t expired = 0;       ///< its title came to the end of its term
    std::int64_t revoked = 0;       ///< its title was revoked
    std::int64_t closing = 0;       ///< on the second of the two days
    std::int64_t renewed = 0;       ///< was named again on the day on which its title ended

    /// All that was added to the count.
    [[nodiscard]] std::int64_t came() const noexcept {
        return joined + moved_in + named + upgraded_in + fallen_in;
    }
    /// All that was taken from it.
    [[nodiscard]] std::int64_t went() const noexcept {
        return left + moved_out + upgraded_out + expired + revoked;
    }
    friend bool operator==(const unit_movement&, const unit_movement&) = default;
};

/// The movement of every count of a register between two days: opening on `from`, what happened on
/// the days after it up to `to`, closing on `to`. Places that were moved in between take their
/// units with them.
class unit_movements {
  public:
    /// Expects `from <= to`, and a codebook with at most `most_tiers` tiers.
    unit_movements(const unit_register& of, day from, day to, tier_counting counting, scope extent);

    /// Of all units of a place and category (`series::all`: of every one).
    [[nodiscard]] unit_movement units(place_id place, std::uint16_t category) const;
    /// Of those that hold a title.
    [[nodiscard]] unit_movement designated(place_id place, std::uint16_t category) const;
    /// Of those that are counted at a tier; for `series::all`, as `units`.
    [[nodiscard]] unit_movement at(place_id place,
                                   std::uint16_t category,
                                   std::uint16_t tier) const;

    /// The places of the second day.
    [[nodiscard]] const hierarchy& tree() const noexcept { return tree_; }

  private:
    class counter;
    static constexpr std::uint32_t no_row = 0xffffffffU;
    [[nodiscard]] unit_movement look_up(place_id place,
                                        std::uint16_t category,
                                        std::size_t column) const;

    hierarchy tree_;
    std::size_t categories_;  // one more for all of them
    std::size_t columns_;
    std::vector<std::uint32_t> rows_;  // by place
    std::vector<unit_movement> movements_;
};

}  // namespace crossfoot
