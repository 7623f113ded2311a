#pragma once

#include <crossfoot/check/finding.hpp>
#include <crossfoot/model/unit_register.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace crossfoot {

/// How many of what a check has found.
struct check_summary {
    std::size_t figures = 0;   ///< observations with a figure
    std::size_t checks = 0;    ///< rules judged at cells
    std::size_t holds = 0;     ///< how many hold
    std::size_t possible = 0;  ///< how many are possible
    std::size_t fails = 0;     ///< not counting those that follow from another
    std::size_t follows = 0;   ///< failing ones that follow from another
    std::size_t unknown = 0;   ///< how many cannot be told
    /// Of `fails`: those that are excused, by an exception of a written rule.
    std::size_t excused = 0;
    /// Of `fails`: those that an office has explained; 0 where explanations are not looked at.
    std::size_t explained = 0;

    friend bool operator==(const check_summary&, const check_summary&) = default;
};

/// How the checks of one rule came out, of one indicator, at the places of one level.
struct check_tally {
    std::uint32_t rule = 0;         ///< its position in `check_report::rules`
    std::optional<level_id> level;  ///< no value: at places that are not there on that day
    indicator_id indicator;         ///< whose figures were judged
    check_summary counts;           ///< without `figures`, `excused` and `explained`

    friend bool operator==(const check_tally&, const check_tally&) = default;
};

/// What a check found: by rule, then place in hierarchy order, then period.
struct check_report {
    std::vector<rule>
        rules;  ///< what was judged; findings and derived values name a rule by its position here
    std::vector<finding> findings;         ///< those that hold too, if `lists_what_holds`
    std::vector<derived_value> derived;    ///< values that nobody reported, in the same order
    check_summary summary;                 ///< the counts of all this
    const unit_register* units = nullptr;  ///< what counts were held against; it must live as long
    /// Whether `findings` has those that hold, and `derived` what can be computed. Where it has
    /// not, since there are too many, they are counted all the same: in `summary` and `tallies`.
    bool lists_what_holds = true;
    /// By rule, level from the top down and indicator; only where not `lists_what_holds`: see
    /// `tallies_of`.
    std::vector<check_tally> tallies{};
    /// Whether `summary` and `tallies` count only what was asked about: see `check_options::only`.
    bool counts_what_was_asked = false;
};

/// Judges every rule that follows from the dataset's codebook and places, wherever its claim was
/// reported. A pure function of the dataset: the same findings in the same order, whatever the
/// order in which figures were added.
[[nodiscard]] check_report check(const dataset& data);

/// The same, and holds reported counts of units against the register (kind `registered`). Expects
/// a register over the same codebook and places.
[[nodiscard]] check_report check(const dataset& data, const unit_register& units);

}  // namespace crossfoot
