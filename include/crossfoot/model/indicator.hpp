#pragma once

#include <crossfoot/model/code_list.hpp>
#include <crossfoot/model/ids.hpp>
#include <crossfoot/number/interval.hpp>

#include <optional>
#include <string>
#include <vector>

namespace crossfoot {

/// What an indicator counts; this decides the numbers that its figures can be.
enum class counted { organisations, persons, events, things, area, length, money, share };

/// How an indicator relates to time: as of the last day 时点, over the period 时期, since the
/// beginning 累计, since New Year 本年累计, a ratio of two others, or a lasting property.
enum class nature { stock, flow, cumulative, year_to_date, rate, attribute };

/// How the absence of an operand is read.
enum class absence {
    missing,        ///< it may be anything
    zero,           ///< no row means none
    zero_if_filed,  ///< none, where the place filed anything for the period
};

/// How a scaled figure such as 1万 is meant.
enum class written_as { rounded, exact };

/// How the items of a breakdown relate to its total.
enum class breakdown_kind {
    partition,  ///< they exhaust it
    of_which,   ///< 其中: each is at most the total
    nested,     ///< each holds the next: more than 10%, more than 20%, more than 30%
};

/// The earlier period that a growth or a change is measured from.
enum class compared_with {
    same_period_last_year,  ///< 同比
    previous,               ///< 环比: the adjacent period of the same length
};

/// How the units of several tiers are counted.
enum class tier_counting {
    exclusive,    ///< each unit once, at its highest tier: tiers add up to the total
    at_or_above,  ///< each tier counts the units of that rank or higher: the lowest is the total
    held,         ///< each title where held: the total lies between the largest tier and their sum
};

/// Which units of a register an indicator counts.
enum class register_basis {
    none,        ///< its figures are no counts of a register
    units,       ///< the units that take part
    designated,  ///< those of them that hold a title
};

/// The stable names, as codebooks write them.
[[nodiscard]] const char* name_of(counted what) noexcept;
/// The stable name of a nature, such as "year_to_date".
[[nodiscard]] const char* name_of(nature what) noexcept;
/// The stable name of a reading of absence, such as "zero_if_filed".
[[nodiscard]] const char* name_of(absence what) noexcept;
/// The stable name: "rounded" or "exact".
[[nodiscard]] const char* name_of(written_as what) noexcept;
/// The stable name: "partition", "of_which" or "nested".
[[nodiscard]] const char* name_of(breakdown_kind what) noexcept;
/// The stable name of a way of counting, such as "at_or_above".
[[nodiscard]] const char* name_of(tier_counting what) noexcept;
/// The stable name: "same_period_last_year" or "previous".
[[nodiscard]] const char* name_of(compared_with what) noexcept;
/// The stable name of a basis, such as "designated".
[[nodiscard]] const char* name_of(register_basis what) noexcept;

/// That an indicator is broken down by a breakdown, and how.
struct breakdown_use {
    breakdown_id by;                                ///< by what
    breakdown_kind as = breakdown_kind::partition;  ///< whether its items exhaust the total
    tier_counting counting =
        tier_counting::exclusive;  ///< of tiers: how a unit with several is counted
    /// Codes of the places in and below which it is so, instead of as the use without any says.
    std::vector<std::string> only_in{};
};

/// What is counted, as a codebook declares it.
struct indicator {
    coded_name name;                           ///< its code and names
    counted counts = counted::things;          ///< decides the numbers that it can be
    std::string unit;                          ///< of measure; empty where it has none
    nature over_time = nature::stock;          ///< how it relates to time
    bool additive = true;                      ///< over places
    std::vector<level_id> own_at;              ///< levels whose places have an own part 本级
    absence absent = absence::missing;         ///< how a cell without a row is read, as an operand
    written_as written = written_as::rounded;  ///< how a scaled figure is meant
    std::optional<indicator_id> part_of;       ///< each figure is at most that one's
    std::vector<breakdown_use> breakdowns;     ///< by what it is broken down, and where
    std::optional<indicator_id> numerator;     ///< of a rate
    std::optional<indicator_id> denominator;   ///< of a rate
    bool shown_as_percent = false;             ///< whether its figures are shown as percentages
    register_basis from_register = register_basis::none;  ///< what a register's count of it is
    std::optional<indicator_id> accumulates{};   ///< of a running total: the flow that it adds up
    std::vector<indicator_id> inflows{};         ///< of a stock: what comes to it in a period
    std::vector<indicator_id> outflows{};        ///< of a stock: what goes from it in a period
    std::optional<indicator_id> last_year_of{};  ///< it tells that one's figure of a year before
    std::optional<indicator_id> growth_of{};     ///< it is that one's growth, as a share
    std::optional<indicator_id> change_of{};     ///< it is that one's change, in the same unit
    compared_with against = compared_with::same_period_last_year;  ///< of growth and change
    std::optional<int> year_zero{};  ///< of a yearly event: its number is the year less this one
    bool keeps_magnitude = false;    ///< whether a jump by powers of ten is to be looked at

    /// Whether its figures are whole numbers.
    [[nodiscard]] bool counts_whole() const noexcept;
    /// How it is broken down by that, where no place says otherwise; null where it is not.
    [[nodiscard]] const breakdown_use* find_use(breakdown_id by) const noexcept;
};

}  // namespace crossfoot
