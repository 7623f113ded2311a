#include "world.hpp"

#include <algorithm>

namespace slips {

// ---- random numbers
// ---------------------------------------------------------------------------------

// Steele, Lea and Flood's SplitMix64.
std::uint64_t random_numbers::next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
}

count random_numbers::between(count lo, count hi) {
    return lo + static_cast<count>(below(static_cast<std::size_t>(hi - lo + 1)));
}

std::size_t random_numbers::below(std::size_t size) {
    return static_cast<std::size_t>(next() % size);
}

// ---- time
// -------------------------------------------------------------------------------------------

namespace {

std::string two_digits(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string month_text(int month) {
    const int since_1900 = month + 12 * (first_year - 1900);
    return std::to_string(1900 + since_1900 / 12) + "-" + two_digits(since_1900 % 12 + 1);
}

std::string quarter_text(int quarter) {
    return year_text(quarter / 4) + "-Q" + std::to_string(quarter % 4 + 1);
}

std::string half_text(int half) {
    return year_text(half / 2) + "-H" + std::to_string(half % 2 + 1);
}

std::string year_text(int year) {
    return std::to_string(first_year + year);
}

std::string date_text(int month, int day) {
    return month_text(month) + "-" + two_digits(day);
}

std::string code_of_place(int place) {
    return place == prefecture ? "9903" : "99030" + std::to_string(place);
}

std::string name_of_place(int place) {
    return place == prefecture ? "Prefecture C" : "County C" + std::to_string(place);
}

// ---- units
// ------------------------------------------------------------------------------------------

std::optional<int> unit::place_at(int month) const {
    for (const stay& each : stays) {
        if (each.covers(month)) {
            return each.place;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> unit::tier_at(int month) const {
    std::optional<std::size_t> highest;
    for (const title& each : titles) {
        if (each.month <= month && (!highest || each.tier < *highest)) {
            highest = each.tier;
        }
    }
    return highest;
}

// ---- what happened
// ----------------------------------------------------------------------------------

world::world(std::uint64_t seed) {
    random_numbers chance{seed};
    split(chance);
    hold_talks(chance);
    carry_out_measures(chance);
    look_after_villages(chance);
    found_units(chance);
}

std::vector<int> world::places_at(int month) const {
    std::vector<int> found;
    for (int place = 0; place < all_places; ++place) {
        if (has(place, month)) {
            found.push_back(place);
        }
    }
    return found;
}

std::vector<int> world::counties_at(int month) const {
    std::vector<int> found = places_at(month);
    found.erase(found.begin());
    return found;
}

count world::talks_at(int place, int month) const {
    count sum = 0;
    for (const count each :
         talks[static_cast<std::size_t>(place)][static_cast<std::size_t>(month)]) {
        sum += each;
    }
    return sum;
}

void world::split(random_numbers& chance) {
    split_county = static_cast<int>(chance.between(1, old_counties));
    split_month = 6 * static_cast<int>(chance.between(1, 5));
    // Even half a year of the new county is not far below a year of what is left of the old one.
    moved_percent_ = chance.between(42, 48);
}

// What a place does goes up and down from month to month, but not by much: nothing in a clean
// report may look like a slip.
void world::hold_talks(random_numbers& chance) {
    std::array<count, all_places> talks_a_month{};
    std::array<count, all_places> sessions_a_month{};
    for (std::size_t place = 0; place < new_county; ++place) {
        const bool is_county = place != prefecture;
        talks_a_month[place] = is_county ? chance.between(20, 45) : chance.between(6, 9);
        sessions_a_month[place] = is_county ? chance.between(40, 95) : chance.between(8, 15);
        talks_before[place] = is_county ? chance.between(300, 950) : chance.between(60, 120);
    }
    // The new county begins to count on the day of its foundation.
    talks_before[new_county] = 0;
    for (int month = 0; month < months; ++month) {
        const auto at = static_cast<std::size_t>(month);
        if (month == split_month) {
            const auto old = static_cast<std::size_t>(split_county);
            for (auto* each : {&talks_a_month, &sessions_a_month}) {
                (*each)[new_county] = (*each)[old] * moved_percent_ / 100;
                (*each)[old] -= (*each)[new_county];
            }
        }
        scaled[at] = chance.percent(12);
        for (const int number : places_at(month)) {
            const auto place = static_cast<std::size_t>(number);
            const count held =
                std::max<count>(3, talks_a_month[place] * chance.between(85, 115) / 100);
            const count in_schools = held * chance.between(30, 45) / 100;
            const count in_villages = held * chance.between(20, 35) / 100;
            talks[place][at] = {in_schools, in_villages, held - in_schools - in_villages};
            people[place][at] = held * chance.between(270, 380) + chance.between(0, 99);
            sessions[place][at] = sessions_a_month[place] * chance.between(85, 115) / 100;
        }
    }
}

void world::carry_out_measures(random_numbers& chance) {
    std::array<count, all_places> planned{};
    std::array<count, all_places> there{};
    for (std::size_t place = 0; place < all_places; ++place) {
        there[place] = chance.between(9, 24);
    }
    constexpr std::array<count, 4> by_quarter{20, 42, 65, 85};  // in percent, about
    for (int quarter = 0; quarter < quarters; ++quarter) {
        const auto at = static_cast<std::size_t>(quarter);
        for (const int number : places_at(last_month_of(quarter))) {
            const auto place = static_cast<std::size_t>(number);
            if (quarter % 4 == 0 || planned[place] == 0) {
                planned[place] =
                    number == prefecture ? chance.between(12, 19) : chance.between(20, 60);
            }
            measures[place][at] = planned[place];
            completed[place][at] = std::max<count>(
                1, planned[place] * (by_quarter[at % 4] + chance.between(-5, 10)) / 100);
            if (number == prefecture) {
                continue;
            }
            there[place] += chance.between(0, 2);
            sites[place][at] = there[place];
            named_sites[place][at] = chance.between(1, 5);
        }
    }
}

void world::look_after_villages(random_numbers& chance) {
    std::array<count, all_places> there{};
    for (std::size_t place = 1; place < new_county; ++place) {
        there[place] = chance.between(45, 95);
    }
    for (int year = 0; year < years; ++year) {
        const auto at = static_cast<std::size_t>(year);
        const int last_month = 12 * year + 11;
        if (split_month / 12 == year) {
            const auto old = static_cast<std::size_t>(split_county);
            there[new_county] = there[old] * moved_percent_ / 100;
            there[old] -= there[new_county];
        }
        for (const int number : counties_at(last_month)) {
            const auto place = static_cast<std::size_t>(number);
            villages[place][at] = there[place];
            covered[place][at] = {there[place] * chance.between(55, 70) / 100,
                                  there[place] * chance.between(30, 45) / 100,
                                  there[place] * chance.between(8, 20) / 100};
            exchanges[place][at] = chance.between(0, 6);
            partners[place][at] =
                exchanges[place][at] > 0 ? chance.between(1, exchanges[place][at]) : 0;
        }
    }
}

// ---- the organisations
// ------------------------------------------------------------------------------

void world::found_units(random_numbers& chance) {
    for (int place = 0; place < new_county; ++place) {
        const count founded = place == prefecture ? chance.between(9, 13) : chance.between(28, 46);
        for (count i = 0; i < founded; ++i) {
            add_unit(chance, place, static_cast<int>(chance.between(-60, -2)));
            unit& made = units.back();
            if (!chance.percent(68)) {
                continue;
            }
            const count rank = chance.between(1, 100);
            const std::size_t tier = rank <= 3 ? 0U : rank <= 12 ? 1U : rank <= 45 ? 2U : 3U;
            // A national title holds for five years: none of these ends before the last report.
            const int joined = made.stays.front().from_month;
            const int earliest = tier == 0 ? std::max(-18, joined + 1) : joined + 1;
            made.titles.push_back({tier,
                                   static_cast<int>(chance.between(earliest, -1)),
                                   static_cast<int>(chance.between(1, 28))});
        }
    }
    for (int month = 0; month < months; ++month) {
        if (month == split_month) {
            divide_units(chance);
        }
        let_units_go(chance, month);
        for (const int place : places_at(month)) {
            name_units(chance, place, month);
            const count joining = place == prefecture ? (chance.percent(15) ? 1 : 0)
                                                      : std::max<count>(0, chance.between(-1, 2));
            for (count i = 0; i < joining; ++i) {
                add_unit(chance, place, month);
            }
        }
    }
}

void world::add_unit(random_numbers& chance, int place, int month) {
    static constexpr std::array<std::string_view, categories.size()> words{
        "Office", "School", "Village Committee", "Community Committee"};
    const std::string number = std::to_string(++units_of_[static_cast<std::size_t>(place)]);
    unit made;
    made.category = chance.below(categories.size());
    made.code = (place == prefecture ? "C-" : "C" + std::to_string(place) + "-") +
                std::string(3 - std::min<std::size_t>(3, number.size()), '0') + number;
    made.name = name_of_place(place) + " " + std::string{words[made.category]} + " " + number;
    made.stays.push_back({place, month, static_cast<int>(chance.between(1, 28)), {}, 1});
    units.push_back(std::move(made));
}

std::vector<std::size_t> world::members(int place, int month) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].place_at(month) == place) {
            found.push_back(i);
        }
    }
    return found;
}

void world::let_units_go(random_numbers& chance, int month) {
    for (const int place : counties_at(month)) {
        if (!chance.percent(25)) {
            continue;
        }
        std::vector<std::size_t> there = members(place, month);
        // One that came in this month does not leave again.
        there.erase(std::remove_if(
                        there.begin(),
                        there.end(),
                        [&](std::size_t i) { return units[i].stays.back().from_month >= month; }),
                    there.end());
        if (there.size() < 10) {
            continue;
        }
        stay& last = units[there[chance.below(there.size())]].stays.back();
        last.to_month = month;
        last.to_day = static_cast<int>(chance.between(1, 28));
    }
}

// New titles, and higher ones for units that have one; some units always stay without.
void world::name_units(random_numbers& chance, int place, int month) {
    const std::vector<std::size_t> there = members(place, month);
    std::vector<std::size_t> without;
    for (const std::size_t i : there) {
        if (units[i].titles.empty()) {
            without.push_back(i);
        }
    }
    const auto day = [&] { return static_cast<int>(chance.between(1, 28)); };
    // Of a unit that came in this month, the day of the title could lie before it.
    const auto was_there = [&](std::size_t i) { return units[i].stays.front().from_month < month; };
    if (without.size() * 100 > there.size() * 15 && chance.percent(55)) {
        const std::size_t chosen = without[chance.below(without.size())];
        if (was_there(chosen)) {
            units[chosen].titles.push_back({chance.percent(25) ? 2U : 3U, month, day()});
        }
    }
    if (!there.empty() && chance.percent(12)) {
        const std::size_t chosen = there[chance.below(there.size())];
        const std::optional<std::size_t> tier = units[chosen].tier_at(month);
        if (tier && *tier > 0 && units[chosen].titles.back().month < month) {
            units[chosen].titles.push_back({*tier - 1, month, day()});
        }
    }
}

void world::divide_units(random_numbers& chance) {
    for (const std::size_t i : members(split_county, split_month - 1)) {
        if (!chance.percent(moved_percent_)) {
            continue;
        }
        stay& last = units[i].stays.back();
        last.to_month = split_month;
        last.to_day = 1;
        units[i].stays.push_back({new_county, split_month, 1, {}, 1});
    }
}

}  // namespace slips
