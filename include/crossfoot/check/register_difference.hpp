#pragma once

#include <crossfoot/check/check.hpp>
#include <crossfoot/model/unit_register.hpp>

#include <vector>

namespace crossfoot {

/// What happened to a unit, so that it is counted in a cell, or no longer is.
enum class unit_event {
    joined,    ///< began to take part
    left,      ///< no longer takes part
    moved,     ///< went to another place or category
    named,     ///< was given a title
    upgraded,  ///< rose to a higher tier
    expired,   ///< its title came to the end of its term
    revoked,   ///< its title was revoked
    counted,   ///< nothing: it is counted, and the report has none of the cell
};

/// The stable name of an event, such as "revoked".
[[nodiscard]] const char* name_of(unit_event which) noexcept;

/// A unit that may make a difference between a reported count and that of the register.
struct unit_change {
    unit_id unit;                            ///< whose place in the cell is in doubt
    unit_event event = unit_event::counted;  ///< what happened to it
    day when;                                ///< of the event; of `counted`, the day of the count

    friend bool operator==(const unit_change&, const unit_change&) = default;
};

/// The units behind a difference.
struct register_difference {
    std::vector<unit_change> units;  ///< those nearest to the day of the count first
    /// Whether they are just as many as are needed: then these make the difference, unless several
    /// errors make up for each other. If not, they are the nearest of more that may.
    bool told = false;
};

/// The units that make the difference of a failing finding of kind `registered`, where it can be
/// told: those that came into the cell or went from it within the period (or within one more after
/// it), or if these are not as many as are missing, ever. A unit that other reported counts of the
/// same place speak against is none of them: one that was upgraded is not, where the higher tier
/// agrees. No units for other findings, and where nobody can tell.
///
/// `report` must be a check of `data` against a register. Costs time in proportion to the register.
[[nodiscard]] register_difference units_behind(const finding& what,
                                               const check_report& report,
                                               const dataset& data);

}  // namespace crossfoot
