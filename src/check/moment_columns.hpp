#pragma once

#include <crossfoot/check/rule.hpp>
#include <crossfoot/model/dataset.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace crossfoot::detail {

/// What rows of a slot have in common.
struct moment_slot {
    slot_id number;
    series what;
    period when;
    period moment;  ///< the period under which cells of the series are kept
    std::string source;
};

/// The periods that indicators have figures of.
using reported_periods = std::map<indicator_id, std::set<period>>;

/// The figures of one series at all places on one day, of both scopes: what roll-ups add up.
struct track {
    series total;                 ///< the series, with scope total
    period moment;                ///< the period under which its cells are kept
    std::uint32_t rule;           ///< its roll-up's position; `no_rule` where it has none
    bool is_added_up = false;     ///< whether it is added up from place to place
    bool absent_is_zero = false;  ///< whether a part without a row counts as none
    // Plain counts between them are figures that the indicator can have.
    std::int64_t least = 0;
    std::int64_t most = std::numeric_limits<std::int64_t>::max();

    static constexpr std::uint32_t no_rule = 0xffffffffU;
};

/// Which track and scope a slot belongs to.
struct slot_track {
    static constexpr std::uint32_t none = 0xffffffffU;  ///< a slot of another day

    std::uint32_t number = none;
    scope extent = scope::total;
};

/// The tracks of one day.
struct moment_columns {
    std::vector<track> tracks;
    std::vector<slot_track> of_slot;  ///< by number of the slot

    [[nodiscard]] const track& operator[](std::uint32_t number) const { return tracks[number]; }
};

inline constexpr std::size_t bits_of_a_word = 64;

/// Where the bit of a place, scope and track stands in a list of words, of which each place and
/// scope has `words`.
[[nodiscard]] constexpr std::size_t word_at(std::uint32_t place,
                                            scope extent,
                                            std::uint32_t track,
                                            std::size_t words) noexcept {
    return (std::size_t{place} * 2 + static_cast<std::size_t>(extent)) * words +
           track / bits_of_a_word;
}
/// And in its word.
[[nodiscard]] constexpr std::uint64_t bit_of(std::uint32_t track) noexcept {
    return std::uint64_t{1} << (track % bits_of_a_word);
}

/// Whether an item of the series occurs only at some places.
[[nodiscard]] bool is_limited(const codebook& book, const series& what);

/// The slot of that number; expects that it is there.
[[nodiscard]] const moment_slot& slot_numbered(std::span<const moment_slot> slots, slot_id number);

/// Finds the tracks of the figures that speak of one day, by their slots.
[[nodiscard]] moment_columns columns_of(const codebook& book,
                                        const std::vector<rule>& rules,
                                        std::span<const moment_slot> slots);

/// Whether all rules that can say anything of such figures can be judged day by day. Others speak
/// of several days, or of cells that no figure names.
[[nodiscard]] bool are_of_one_moment(const std::vector<rule>& rules, const reported_periods& there);

}  // namespace crossfoot::detail
