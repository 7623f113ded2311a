#pragma once

#include "register_world.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <tuple>

/// Registers made up at random on a small hierarchy with dates, and counts of them that are taken
/// from the definitions alone: from the rows, without the library.
namespace random_register {

using namespace crossfoot;
using register_world::on;

/// A prefecture 1. On 2012-07-01 township 121 moved from county 12 to 11; on 2014-01-01 township
/// 123 was abolished; on 2015-01-01 county 13 was split off 11, with township 112 and a new one.
inline const std::vector<std::string>& places_rows() {
    static const std::vector<std::string> rows{"1,P,1,,,",
                                               "11,A,2,1,,2014-12-31",
                                               "11,A,2,1,2015-01-01,",
                                               "12,B,2,1,,",
                                               "13,C,2,1,2015-01-01,",
                                               "111,a,3,11,,",
                                               "112,b,3,11,,2014-12-31",
                                               "112,b,3,13,2015-01-01,",
                                               "121,c,3,12,,2012-06-30",
                                               "121,c,3,11,2012-07-01,",
                                               "122,d,3,12,,",
                                               "123,e,3,12,,2013-12-31",
                                               "131,f,3,13,2015-01-01,"};
    return rows;
}

inline const day first_day = on("2008-01-01");
inline const day last_day = on("2018-12-31");

constexpr std::size_t categories = 2;
constexpr std::size_t tiers = 3;

struct raw_stay {
    std::string place;
    std::size_t category = 0;
    std::optional<day> joined;
    std::optional<day> left;
};

struct raw_title {
    std::size_t tier = 0;
    day named_on;
    std::optional<int> years;  ///< as written
    std::optional<day> revoked_on;
};

struct raw_unit {
    std::string code;
    std::vector<raw_stay> stays;
    std::vector<raw_title> titles;
};

// ---- what the definitions say
// --------------------------------------------------------------------

/// The places on a day, each with the one above it ("" at the top).
inline std::map<std::string, std::string> parents_on(day when) {
    std::map<std::string, std::string> parents;
    for (const std::string& row : places_rows()) {
        const std::vector<std::string> cells = register_world::cells_of(row, 6);
        const bool has_begun = cells[4].empty() || on(cells[4]) <= when;
        const bool has_ended = !cells[5].empty() && on(cells[5]) < when;
        if (has_begun && !has_ended) {
            parents[cells[0]] = cells[3];
        }
    }
    return parents;
}

inline bool takes_part(const raw_stay& stay, day when) {
    return !(stay.joined && when < *stay.joined) && !(stay.left && when >= *stay.left);
}

/// The years for which a title is given: as written, else five for the highest tier.
inline std::optional<int> years_of(const raw_title& title) {
    return title.years || title.tier != 0 ? title.years : std::optional{5};
}

/// By comparing year, month and day one after the other: a term of n years from 29 February is over
/// once the calendar is past 28 February n years later.
inline bool holds(const raw_title& title, day when) {
    if (when < title.named_on || (title.revoked_on && when >= *title.revoked_on)) {
        return false;
    }
    const std::optional<int> years = years_of(title);
    if (!years) {
        return true;
    }
    const std::chrono::year_month_day begun{title.named_on};
    const std::chrono::year_month_day today{when};
    return std::tuple{int{today.year()}, unsigned{today.month()}, unsigned{today.day()}} <
           std::tuple{int{begun.year()} + *years, unsigned{begun.month()}, unsigned{begun.day()}};
}

/// Whether a unit with these titles is counted at a tier.
inline bool is_counted(const std::set<std::size_t>& held,
                       std::size_t tier,
                       tier_counting counting) {
    if (held.empty()) {
        return false;
    }
    switch (counting) {
    case tier_counting::exclusive: return *held.begin() == tier;
    case tier_counting::at_or_above: return *held.begin() <= tier;
    case tier_counting::held: return held.contains(tier);
    }
    return false;
}

/// Counts by place and category (the last: of every category): units, those with a title, and those
/// at each tier.
using tally = std::map<std::pair<std::string, std::size_t>, std::array<std::int64_t, 2 + tiers>>;

inline tally recount(const std::vector<raw_unit>& units,
                     day when,
                     tier_counting counting,
                     scope extent) {
    const std::map<std::string, std::string> parents = parents_on(when);
    tally counts;
    for (const raw_unit& unit : units) {
        std::set<std::size_t> held;
        for (const raw_title& title : unit.titles) {
            if (holds(title, when)) {
                held.insert(title.tier);
            }
        }
        for (const raw_stay& stay : unit.stays) {
            if (!takes_part(stay, when)) {
                continue;
            }
            for (std::string place = stay.place; !place.empty(); place = parents.at(place)) {
                for (const std::size_t category : {stay.category, categories}) {
                    auto& row = counts[{place, category}];
                    ++row[0];
                    row[1] += held.empty() ? 0 : 1;
                    for (std::size_t tier = 0; tier < tiers; ++tier) {
                        row[2 + tier] += is_counted(held, tier, counting) ? 1 : 0;
                    }
                }
                if (extent == scope::own) {
                    break;
                }
            }
        }
    }
    return counts;
}

// ---- how they are made up
// ------------------------------------------------------------------------

class generator {
  public:
    explicit generator(std::uint32_t seed) : random_{seed} {}

    /// A whole number from 0 to below `count`.
    std::size_t below(std::size_t count) { return random_() % count; }
    bool chance(std::size_t percent) { return below(100) < percent; }

    /// Any of the days, and often one on which the hierarchy changes or a unit may.
    day any_day() {
        static const std::vector<day> special{on("2012-06-30"),
                                              on("2012-07-01"),
                                              on("2013-12-31"),
                                              on("2014-01-01"),
                                              on("2014-12-31"),
                                              on("2015-01-01"),
                                              on("2012-02-29"),
                                              on("2016-02-29")};
        if (chance(10)) {
            return special[below(special.size())];
        }
        return first_day +
               std::chrono::days{below(static_cast<std::size_t>((last_day - first_day).count()))};
    }

    std::vector<raw_unit> units(std::size_t count) {
        std::vector<raw_unit> made;
        for (std::size_t i = 0; i < count; ++i) {
            raw_unit unit{"U" + std::to_string(i), stays(), {}};
            for (std::size_t tier = 0; tier < tiers; ++tier) {
                add_titles(unit, tier);
            }
            made.push_back(std::move(unit));
        }
        return made;
    }

  private:
    /// Up to four stays one after the other, with and without a gap.
    std::vector<raw_stay> stays() {
        std::set<day> cuts;
        for (std::size_t i = 0; i < 2 + below(5); ++i) {
            cuts.insert(any_day());
        }
        const std::vector<day> days{cuts.begin(), cuts.end()};
        std::vector<raw_stay> made;
        for (std::size_t i = 0; i <= days.size(); ++i) {
            raw_stay stay;
            stay.joined = i == 0 ? std::nullopt : std::optional{days[i - 1]};
            stay.left = i == days.size() ? std::nullopt : std::optional{days[i]};
            const std::vector<std::string> there = places_throughout(stay);
            stay.place = there[below(there.size())];
            stay.category = below(categories);
            if (chance(75)) {
                made.push_back(stay);
            }
        }
        if (made.empty()) {
            made.push_back({"11", 0, {}, {}});
        }
        return made;
    }

    static std::vector<std::string> places_throughout(const raw_stay& stay) {
        std::vector<std::string> there{"1", "11", "12", "111", "112", "121", "122"};
        if (stay.left && *stay.left <= on("2014-01-01")) {
            there.emplace_back("123");
        }
        if (stay.joined && *stay.joined >= on("2015-01-01")) {
            there.emplace_back("13");
            there.emplace_back("131");
        }
        return there;
    }

    /// Titles of one tier one after the other; half of those that end are renewed at once.
    void add_titles(raw_unit& unit, std::size_t tier) {
        std::optional<day> from;
        for (std::size_t tries = 0; tries < 8; ++tries) {
            const bool is_renewal = from && chance(50);
            const day when = is_renewal ? *from : any_day();
            const bool is_member = std::ranges::any_of(
                unit.stays, [&](const raw_stay& each) { return takes_part(each, when); });
            if (!is_member || (from && when < *from) || chance(30)) {
                continue;
            }
            raw_title title{tier, when, {}, {}};
            if (chance(60)) {
                title.years = static_cast<int>(1 + below(6));
            }
            if (chance(25)) {
                title.revoked_on = when + std::chrono::days{below(2000)};
            }
            unit.titles.push_back(title);
            // The first day on which it does not hold, by looking at one after the other.
            day end = when;
            while (holds(title, end) && end <= last_day) {
                end += std::chrono::days{1};
            }
            if (end > last_day) {
                return;
            }
            from = end;
        }
    }

    std::mt19937 random_;
};

inline std::string text_of(const std::optional<day>& when) {
    return when ? to_string(*when) : std::string{};
}

/// The rows of units.csv, without names, and of designations.csv.
inline register_world::rows rows_of(const std::vector<raw_unit>& units) {
    static constexpr std::array<const char*, categories> category_codes{"organ", "school"};
    static constexpr std::array<const char*, tiers> tier_codes{"national", "provincial", "county"};
    register_world::rows made;
    for (const raw_unit& unit : units) {
        for (const raw_stay& each : unit.stays) {
            made.units.push_back(unit.code + "," + category_codes[each.category] + "," +
                                 each.place + "," + text_of(each.joined) + "," +
                                 text_of(each.left));
        }
        for (const raw_title& each : unit.titles) {
            made.titles.push_back(unit.code + "," + tier_codes[each.tier] + "," +
                                  to_string(each.named_on) + "," +
                                  (each.years ? std::to_string(*each.years) : std::string{}) + "," +
                                  text_of(each.revoked_on));
        }
    }
    return made;
}

inline std::shared_ptr<const places> where() {
    return std::make_shared<const places>(dated_places::read(places_rows()));
}

inline unit_register as_register(const std::vector<raw_unit>& units) {
    return register_world::good(
        std::make_shared<const codebook>(register_world::categories_and_tiers()),
        where(),
        rows_of(units));
}

/// The place codes, each once.
inline std::set<std::string> place_codes() {
    std::set<std::string> codes;
    for (const std::string& row : places_rows()) {
        codes.insert(register_world::cells_of(row, 6)[0]);
    }
    return codes;
}

inline const std::array<tier_counting, 3> all_countings{
    tier_counting::exclusive, tier_counting::at_or_above, tier_counting::held};

/// The number of a category as the library takes it; the last one stands for all.
inline std::uint16_t category_item(std::size_t category) {
    return category == categories ? series::all : static_cast<std::uint16_t>(category);
}

}  // namespace random_register
