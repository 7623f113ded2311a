#pragma once

#include <crossfoot/check/check.hpp>

#include "instance_builder.hpp"
#include "model/figure_rows.hpp"
#include "moment_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace crossfoot::detail {

/// Where a row stands among the rows of a day.
struct row_place {
    std::uint32_t block = 0;
    std::uint32_t row = 0;

    friend auto operator<=>(const row_place&, const row_place&) = default;
};

/// A row whose cell has a figure from the same source already.
struct duplicate_row {
    row_place at;
    row_place earlier;
};

/// What is said of the figures of one day.
struct moment_findings {
    dataset evidence;                       ///< the figures that the findings rest on
    std::vector<finding> findings;          ///< in order; none of them holds
    std::vector<check_tally> tallies;       ///< of all checks, those that hold too
    std::size_t figures = 0;                ///< how many figures there are
    std::vector<duplicate_row> duplicates;  ///< in the order of the rows; left out of all this
};

/// How places stand in the hierarchy of a day, for adding up.
struct rollup_layout {
    static constexpr std::uint32_t none = 0xffffffffU;
    static constexpr std::uint32_t leaf_flag = 0x80000000U;

    explicit rollup_layout(const hierarchy& tree, std::size_t places);

    const hierarchy* tree;
    /// By place: its position in `inner`; of a place without children, that of the place above,
    /// with `leaf_flag`; `none` of places that are not there.
    std::vector<std::uint32_t> target;
    std::vector<place_id> inner;        ///< places with children, each before those in it
    std::vector<std::uint32_t> parent;  ///< by position in `inner`; `none` at the top
};

/// Memory for checks of days, one after the other.
class moment_scratch {
  public:
    const rollup_layout& layout_of(const hierarchy& tree, std::size_t places);

    std::vector<std::uint64_t> there;    ///< by place, scope and track: a bit for a figure
    std::vector<std::uint64_t> needed;   ///< likewise: findings rest on it
    std::vector<std::int64_t> computed;  ///< by inner place and track: the sum of the parts
    std::vector<std::int64_t> claimed;   ///< likewise: the total that was reported
    std::vector<std::uint32_t> parts;    ///< likewise: how many children have a figure
    std::vector<std::uint8_t> unclear;   ///< likewise: see moment_check.cpp

  private:
    std::shared_ptr<const rollup_layout> layout_;
};

/// How much is wanted of a day.
enum class moment_wanted {
    findings,
    duplicates,  ///< nothing will be judged, but all that is wrong with the rows is told
};

/// Judges the rules of one moment (`are_of_one_moment`) at the figures of one day: by columns
/// where all figures are exact counts, cell by cell where one is not, and where a check does not
/// hold. `schema` has the slots of the rows and no observations.
[[nodiscard]] moment_findings check_moment(day last,
                                           std::span<const figure_rows* const> blocks,
                                           std::span<const moment_slot> slots,
                                           dataset evidence,
                                           const std::vector<rule>& rules,
                                           const std::shared_ptr<trees>& hierarchies,
                                           moment_scratch& scratch,
                                           moment_wanted wanted);

}  // namespace crossfoot::detail
