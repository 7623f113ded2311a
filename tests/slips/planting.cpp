#include "planting.hpp"

#include <algorithm>
#include <set>

namespace slips {

namespace {

using texts = std::vector<std::string>;

/// Looks for all slips that a report admits.
///
/// What a wrong figure brings about depends on the rules in which it stands. Where a rule has it as
/// its claim, that finding is the root, and all others, judged again with what it computes, follow:
/// talks are the sum of their venues, creation units are what they were and what came and went, a
/// longer period is the sum of its parts. A figure that no rule computes is found where it is added
/// up: each total in which it stands is a root of its own.
class search {
  public:
    search(const world& all, const report& clean, random_numbers& chance)
        : all_{all}, clean_{clean}, chance_{chance} {}

    std::vector<slip> run() {
        for (int month = 0; month < months; ++month) {
            for (const int county : all_.counties_at(month)) {
                look_at_talks(county, month);
                look_at_people(county, month);
                look_at_sessions(county, month);
                look_at_running_totals(county, month);
                look_at_units(county, month);
                look_at_titles(county, month);
                look_for_missing_rows(county, month);
            }
            look_at_prefecture(month);
        }
        for (int quarter = 0; quarter < quarters; ++quarter) {
            look_at_quarter(quarter);
        }
        for (int year = 0; year < years; ++year) {
            look_at_year(year);
        }
        return std::move(found_);
    }

  private:
    // -- cells ------------------------------------------------------------------------------------

    static cell at_month(int place, const char* indicator, int month) {
        return {place, month_text(month), indicator, false, {}};
    }
    static cell at_quarter(int place, const char* indicator, int quarter) {
        return {place, quarter_text(quarter), indicator, false, {}};
    }
    static cell at_year(int place, const char* indicator, int year) {
        return {place, year_text(year), indicator, false, {}};
    }
    [[nodiscard]] count number(const cell& where) const { return clean_.at(where).number; }
    [[nodiscard]] const std::string& text(const cell& where) const { return clean_.at(where).text; }

    /// Nobody's attendances of the quarter are rounded: what is wrong in a sum is seen in it.
    [[nodiscard]] bool is_exact(int quarter) const {
        for (int month = 3 * quarter; month < 3 * quarter + 3; ++month) {
            if (all_.scaled[static_cast<std::size_t>(month)]) {
                return false;
            }
        }
        return true;
    }
    /// Whether the report could follow a place from the month before.
    [[nodiscard]] bool was_there_before(int place, int month) const {
        return month > 0 && all_.has(place, month - 1);
    }

    // -- what a slip is seen in -------------------------------------------------------------------

    static std::string mark(const char* what, int time) {
        return std::string{what} + '/' + std::to_string(time);
    }
    static std::string mark(const char* what, int place, int time) {
        return mark(what, place) + '/' + std::to_string(time);
    }
    static texts together(texts a, const texts& b) {
        a.insert(a.end(), b.begin(), b.end());
        return a;
    }
    /// Talks of a month: their quarter, running total and the column of a year later.
    static texts seen_in_talks(int place, int month) {
        return {mark("talks", quarter_of(month)),
                mark("talks", quarter_of(month) + 4),
                mark("talks of year", place, month / 12),
                mark("talks to date", month),
                mark("last year", month + 12)};
    }
    static texts seen_in_people(int place, int month) {
        return {mark("people", quarter_of(month)), mark("people of year", place, month / 12)};
    }
    static texts seen_in_sessions(int place, int month) {
        return {mark("sessions", quarter_of(month)),
                mark("sessions of year", place, month / 12),
                mark("sessions to date", month),
                mark("sessions to date", month + 1)};
    }
    /// The total after it may fall because of it, and the one after that then rests on one in
    /// doubt.
    static texts seen_in_running_total(const char* what, int month) {
        return {mark(what, month), mark(what, month + 1), mark(what, month + 2)};
    }
    /// A count in doubt leaves the rate in doubt, and that the change of the quarter after it.
    static texts seen_in_units(int place, int month) {
        return {mark("units", month),
                mark("units", month + 1),
                mark("rate", place, quarter_of(month)),
                mark("rate", place, quarter_of(month) + 1)};
    }

    // -- slips ------------------------------------------------------------------------------------

    void add(const char* kind, std::vector<edit> edits, texts keys, texts touches) {
        found_.push_back({kind, std::move(edits), std::move(keys), std::move(touches)});
    }
    void add(const char* kind, const cell& where, std::string wrong, texts keys, texts touches) {
        if (wrong == text(where)) {
            return;
        }
        add(kind,
            {{edit::kind::text, where, std::move(wrong)}},
            std::move(keys),
            std::move(touches));
    }
    void add(const char* kind, const cell& where, count wrong, texts keys, texts touches) {
        if (wrong >= 0) {
            add(kind, where, std::to_string(wrong), std::move(keys), std::move(touches));
        }
    }

    /// What fingers do to an exact count. What comes of it is another count.
    void mistype(const cell& where, const texts& keys, const texts& touches) {
        const std::string right = text(where);
        const std::size_t at = chance_.below(right.size());
        // Zeros more or fewer are another slip.
        const auto is_number = [&](const std::string& digits) {
            return !digits.empty() && (digits.front() != '0' || digits == "0") &&
                   digits != right + '0' && digits + '0' != right;
        };
        if (at + 1 < right.size()) {
            std::string swapped = right;
            std::swap(swapped[at], swapped[at + 1]);
            if (is_number(swapped)) {
                add("digits_swapped", where, swapped, keys, touches);
            }
        }
        std::string lost = right;
        lost.erase(at, 1);
        if (is_number(lost)) {
            add("digit_lost", where, lost, keys, touches);
        }
        std::string doubled = right;
        doubled.insert(at, 1, right[at]);
        if (right != "0" && is_number(doubled)) {
            add("digit_doubled", where, doubled, keys, touches);
        }
    }

    /// What units of measure do to a count: ten thousands for ones, and zeros too many.
    void scale(const cell& where, const texts& keys, const texts& touches) {
        const std::string right = text(where);
        if (right == "0") {
            return;
        }
        add("factor_10", where, right + "0", keys, touches);
        add("factor_100", where, right + "00", keys, touches);
        add("factor_1000", where, right + "000", keys, touches);
        add("factor_10000", where, right + "万", keys, touches);
        if (right.size() > 1 && right.ends_with('0')) {
            add("factor_10", where, right.substr(0, right.size() - 1), keys, touches);
        }
    }

    // -- talks and activities ---------------------------------------------------------------------

    void look_at_talks(int county, int month) {
        const cell talks = at_month(county, "talks", month);
        const std::string by_venues = talks.key("partition:talks:venue");
        const texts touches = seen_in_talks(county, month);
        mistype(talks, {by_venues}, touches);
        scale(talks, {by_venues}, touches);
        if (was_there_before(county, month)) {
            add("figure_carried_over",
                talks,
                number(at_month(county, "talks", month - 1)),
                {by_venues},
                touches);
        }
        for (const std::string_view venue : venues) {
            const cell item = talks.with(by_venue, venue);
            cell above = item;
            above.place = prefecture;
            mistype(item, {by_venues, above.key("rollup:talks")}, touches);
        }
        const cell next = at_month(county, "talks", month + 1);
        if (!ends_quarter(month) && number(talks) != number(next)) {
            add("periods_exchanged",
                {{edit::kind::text, talks, text(next)}, {edit::kind::text, next, text(talks)}},
                {by_venues, next.key("partition:talks:venue")},
                together(touches, seen_in_talks(county, month + 1)));
        }
        const int neighbour = county % old_counties + 1;
        const cell other = at_month(neighbour, "talks", month);
        if (county != neighbour && number(talks) != number(other)) {
            add("counties_exchanged",
                {{edit::kind::text, talks, text(other)}, {edit::kind::text, other, text(talks)}},
                {by_venues, other.key("partition:talks:venue")},
                together(touches, seen_in_talks(neighbour, month)));
        }
        if (month >= 12 && all_.has(county, month - 12)) {
            look_at_last_year(county, month);
        }
    }

    void look_at_last_year(int county, int month) {
        const cell column = at_month(county, "talks_last_year", month);
        const texts keys{column.key("last_year:talks_last_year")};
        const texts touches{mark("last year", month)};
        add("wrong_year_in_last_year_column",
            column,
            number(at_month(county, "talks", month)),
            keys,
            touches);
        if (month >= 24 && all_.has(county, month - 24)) {
            add("wrong_year_in_last_year_column",
                column,
                number(at_month(county, "talks", month - 24)),
                keys,
                touches);
        }
        mistype(column, keys, touches);
    }

    void look_at_people(int county, int month) {
        if (!is_exact(quarter_of(month))) {
            return;
        }
        const cell people = at_month(county, "people_reached", month);
        const texts keys{
            at_month(prefecture, "people_reached", month).key("rollup:people_reached"),
            at_quarter(county, "people_reached", quarter_of(month)).key("periods:people_reached")};
        const texts touches = seen_in_people(county, month);
        mistype(people, keys, touches);
        if (was_there_before(county, month) && !all_.scaled[static_cast<std::size_t>(month - 1)]) {
            add("figure_carried_over",
                people,
                number(at_month(county, "people_reached", month - 1)),
                keys,
                touches);
        }
    }

    void look_at_sessions(int county, int month) {
        const cell sessions = at_month(county, "activity_sessions", month);
        const cell quarter = at_quarter(county, "activity_sessions", quarter_of(month));
        const texts keys{
            at_month(prefecture, "activity_sessions", month).key("rollup:activity_sessions"),
            quarter.key("periods:activity_sessions"),
            at_month(county, "activity_to_date", month).key("accumulation:activity_to_date")};
        const texts touches = seen_in_sessions(county, month);
        // In the first month of a new county's year nothing stands before it.
        if (!was_there_before(county, month) && month % 12 != 0) {
            return;
        }
        mistype(sessions, keys, touches);
    }

    void look_at_running_totals(int county, int month) {
        if (!was_there_before(county, month)) {
            return;
        }
        const cell talks = at_month(county, "talks_to_date", month);
        const count talks_before = number(at_month(county, "talks_to_date", month - 1));
        const texts keys{talks.key("accumulation:talks_to_date")};
        const texts touches = seen_in_running_total("talks to date", month);
        mistype(talks, keys, touches);
        add("running_total_falls", talks, talks_before - chance_.between(1, 20), keys, touches);
        add("running_total_carried_over", talks, talks_before, keys, touches);
        if (month % 12 == 0) {
            return;
        }
        const cell sessions = at_month(county, "activity_to_date", month);
        const count sessions_before = number(at_month(county, "activity_to_date", month - 1));
        const texts keys_of_sessions{sessions.key("accumulation:activity_to_date")};
        const texts touches_of_sessions = seen_in_running_total("sessions to date", month);
        mistype(sessions, keys_of_sessions, touches_of_sessions);
        add("running_total_carried_over",
            sessions,
            sessions_before,
            keys_of_sessions,
            touches_of_sessions);
        add("running_total_falls",
            sessions,
            sessions_before - chance_.between(1, 20),
            keys_of_sessions,
            touches_of_sessions);
    }

    // -- the organisations ------------------------------------------------------------------------

    void look_at_units(int county, int month) {
        look_for_names_twice(county, month);
        if (!was_there_before(county, month)) {
            return;
        }
        const cell units = at_month(county, "creation_units", month);
        const std::string balance = units.key("balance:creation_units");
        const texts touches = seen_in_units(county, month);
        const cell joined = at_month(county, "units_joined", month);
        if (number(joined) > 0) {
            add("unit_that_joined_not_counted",
                joined,
                number(joined) - 1,
                {balance, at_month(prefecture, "units_joined", month).key("rollup:units_joined")},
                touches);
        }
        // At the end of a year the categories say what the total is, too.
        texts keys{balance};
        if (ends_year(month)) {
            keys.push_back(units.key("partition:creation_units:category"));
        }
        mistype(units, keys, touches);
        scale(units, keys, touches);
        add("stock_carried_over",
            units,
            number(at_month(county, "creation_units", month - 1)),
            keys,
            touches);
        if (county == all_.split_county && month >= all_.split_month) {
            add("area_counted_twice",
                units,
                number(units) + number(at_month(new_county, "creation_units", month)),
                keys,
                touches);
        }
    }

    /// An organisation entered in the register a second time, and taken out again in the month
    /// after.
    void look_for_names_twice(int county, int month) {
        std::vector<const unit*> there;
        for (const unit& each : all_.units) {
            if (each.place_at(month) == county) {
                there.push_back(&each);
            }
        }
        const unit& chosen = *there[chance_.below(there.size())];
        const std::string category{categories[chosen.category]};
        cell units = at_month(county, "creation_units", month);
        if (ends_year(month)) {
            units = units.with(by_category, category);
        }
        const std::string row = chosen.code + "-2," + chosen.name + ',' + category + ',' +
                                code_of_place(county) + ',' +
                                date_text(month, static_cast<int>(chance_.between(1, 28))) + ',' +
                                (month + 1 < months ? date_text(month + 1, 9) : "") + '\n';
        add("name_twice_in_register",
            {{edit::kind::unit_row, {}, row}},
            {units.key("register:creation_units")},
            seen_in_units(county, month));
    }

    void look_at_titles(int county, int month) {
        const cell titled = at_month(county, "model_units", month);
        const texts touches = seen_in_units(county, month);
        if (!ends_quarter(month)) {
            add("unit_of_register_not_counted",
                titled,
                number(titled) - 1,
                {titled.key("register:model_units")},
                touches);
            return;
        }
        texts keys{titled.key("partition:model_units:tier")};
        if (ends_year(month)) {
            keys.push_back(titled.key("partition:model_units:category"));
            look_for_categories_mixed_up(titled, touches);
        }
        for (const std::string_view tier : tiers) {
            const cell of_tier = titled.with(by_tier, tier);
            add("tier_counted_twice", titled, number(titled) + number(of_tier), keys, touches);
            add("tier_left_out", titled, number(titled) - number(of_tier), keys, touches);
            // At the end of a year the categories say how many there are of a tier.
            mistype(of_tier,
                    {of_tier.key(ends_year(month) ? "partition:model_units:category"
                                                  : "register:model_units")},
                    touches);
        }
        mistype(titled, keys, touches);
    }

    void look_for_categories_mixed_up(const cell& titled, const texts& touches) {
        for (const std::string_view tier : tiers) {
            const std::size_t one = chance_.below(categories.size());
            const std::size_t other = (one + 1) % categories.size();
            const cell from = titled.with(by_tier, tier).with(by_category, categories[one]);
            const cell to = titled.with(by_tier, tier).with(by_category, categories[other]);
            if (number(from) == 0) {
                continue;
            }
            add("categories_mixed_up",
                {{edit::kind::text, from, std::to_string(number(from) - 1)},
                 {edit::kind::text, to, std::to_string(number(to) + 1)}},
                {from.key("register:model_units"), to.key("register:model_units")},
                touches);
        }
    }

    // -- what is owed -----------------------------------------------------------------------------

    void look_for_missing_rows(int county, int month) {
        const std::string due = at_month(county, "", month).key("due:monthly");
        const auto missing = [&](const char* indicator, texts touches) {
            touches.push_back(mark("due", county, month));
            add("row_missing",
                {{edit::kind::removal, at_month(county, indicator, month), {}}},
                {due},
                std::move(touches));
        };
        missing("talks", seen_in_talks(county, month));
        missing("people_reached", seen_in_people(county, month));
        missing("activity_sessions", seen_in_sessions(county, month));
        missing("talks_to_date", seen_in_running_total("talks to date", month));
        missing("creation_units", seen_in_units(county, month));
        missing("units_left", seen_in_units(county, month));
    }

    // -- the prefecture ---------------------------------------------------------------------------

    void look_at_prefecture(int month) {
        if (is_exact(quarter_of(month))) {
            look_at_total("people_reached", month, seen_in_people(prefecture, month));
        }
        look_at_total("activity_sessions", month, seen_in_sessions(prefecture, month));
    }

    void look_at_total(const char* indicator, int month, const texts& touches) {
        const cell total = at_month(prefecture, indicator, month);
        const texts keys{total.key("rollup:" + std::string{indicator})};
        cell own = total;
        own.own = true;
        add("own_taken_for_total", total, number(own), keys, touches);
        for (const int county : all_.counties_at(month)) {
            add("county_left_out",
                total,
                number(total) - number(at_month(county, indicator, month)),
                keys,
                touches);
        }
        mistype(total, keys, touches);
        scale(total, keys, touches);
    }

    // -- by quarter -------------------------------------------------------------------------------

    void look_at_quarter(int quarter) {
        const int month = last_month_of(quarter);
        for (const int place : all_.places_at(month)) {
            look_at_rate(place, quarter);
            look_at_growth(place, quarter);
        }
        for (const int county : all_.counties_at(month)) {
            look_at_quarters_sums(county, quarter);
            look_at_measures(county, quarter);
        }
        const cell of_counties = at_quarter(prefecture, "county_talks", quarter);
        cell own = at_quarter(prefecture, "talks", quarter);
        own.own = true;
        add("own_counted_among_counties",
            of_counties,
            number(of_counties) + number(own),
            {of_counties.key("county_talks")},
            {mark("talks of counties", quarter), mark("talks", quarter)});
    }

    void look_at_quarters_sums(int county, int quarter) {
        const int month = last_month_of(quarter);
        const auto look = [&](const char* indicator, const texts& touches) {
            const cell sum = at_quarter(county, indicator, quarter);
            const texts keys{sum.key("periods:" + std::string{indicator})};
            mistype(sum, keys, touches);
            scale(sum, keys, touches);
            if (all_.has(county, month - 2)) {
                add("month_left_out",
                    sum,
                    number(sum) - number(at_month(county, indicator, month - 1)),
                    keys,
                    touches);
            }
        };
        look("talks",
             {mark("talks", quarter),
              mark("talks", quarter + 4),
              mark("talks of year", county, quarter / 4),
              mark("talks of counties", quarter),
              mark("growth", county, quarter),
              mark("growth", county, quarter + 4)});
        if (is_exact(quarter)) {
            look("people_reached", seen_in_people(county, month));
        }
        look("activity_sessions",
             {mark("sessions", quarter), mark("sessions of year", county, quarter / 4)});
    }

    void look_at_rate(int place, int quarter) {
        if (quarter == 0 || !all_.has(place, last_month_of(quarter - 1))) {
            return;
        }
        const cell rate = at_quarter(place, "creation_rate", quarter);
        const texts touches{mark("rate", place, quarter), mark("rate", place, quarter + 1)};
        const std::string& before = text(at_quarter(place, "creation_rate", quarter - 1));
        add("rate_not_updated", rate, before, {rate.key("rate:creation_rate")}, touches);

        const cell change = at_quarter(place, "creation_rate_change", quarter);
        const auto counts = [&](int when) {
            const int month = last_month_of(when);
            return std::pair{number(at_month(place, "model_units", month)),
                             number(at_month(place, "creation_units", month))};
        };
        const auto [titled, units] = counts(quarter);
        const auto [titled_before, units_before] = counts(quarter - 1);
        const count difference = titled * units_before - titled_before * units;
        const count both = units * units_before;
        const texts keys{change.key("change:creation_rate_change")};
        // A half of the last digit of each of three rounded figures, and more, must be between.
        if (1000 * std::abs(difference) > 3 * both) {
            add("sign_lost", change, points_text(-difference, both), keys, touches);
        }
        if (titled_before > 0) {
            // x/x' - 1 for x - x': in percent of what the rate was.
            const count part = difference * units_before;
            const count whole = both * titled_before;
            const count apart = difference * units_before - difference * titled_before;
            if (1000 * std::abs(apart) > 3 * whole) {
                add("percent_for_percentage_points",
                    change,
                    percent_text(part, whole),
                    keys,
                    touches);
            }
        }
    }

    void look_at_growth(int place, int quarter) {
        if (quarter < 4 || !all_.has(place, last_month_of(quarter - 4))) {
            return;
        }
        const cell growth = at_quarter(place, "talks_growth", quarter);
        const std::string& right = text(growth);
        const count now = number(at_quarter(place, "talks", quarter));
        const count before = number(at_quarter(place, "talks", quarter - 4));
        // Nothing shrinks by more than there was.
        if (1000 * std::abs(now - before) < 2 * before ||
            100 * std::abs(now - before) > 95 * before) {
            return;
        }
        add("sign_lost",
            growth,
            right.front() == '-' ? right.substr(1) : '-' + right,
            {growth.key("growth:talks_growth")},
            {mark("growth", place, quarter), mark("talks", quarter), mark("talks", quarter - 4)});
    }

    void look_at_measures(int county, int quarter) {
        const int month = last_month_of(quarter);
        const cell planned = at_month(county, "measures", month);
        const cell completed = at_month(county, "measures_completed", month);
        const texts touches{mark("measures", quarter)};
        add("part_above_whole",
            completed,
            number(planned) + chance_.between(1, 9),
            {completed.key("part_of:measures_completed")},
            touches);
        add("row_under_wrong_month",
            {{edit::kind::period, planned, month_text(month - 1)}},
            {at_quarter(county, "", quarter).key("due:quarterly")},
            together(touches, {mark("due of quarter", county, quarter)}));
        add("county_left_out",
            at_month(prefecture, "measures", month),
            number(at_month(prefecture, "measures", month)) - number(planned),
            {at_month(prefecture, "measures", month).key("rollup:measures")},
            touches);
        const cell sites = at_month(county, "demonstration_sites", month);
        const cell named = sites.with(by_naming, "named_as_example");
        add("item_above_total",
            named,
            number(sites) + chance_.between(1, 9),
            {named.key("of_which:demonstration_sites:naming")},
            {mark("sites", quarter)});
    }

    // -- by year ----------------------------------------------------------------------------------

    void look_at_year(int year) {
        const int month = 12 * year + 11;
        for (const int county : all_.counties_at(month)) {
            if (all_.has(county, 12 * year)) {
                look_at_years_sums(county, year);
            }
            const cell over_10 = at_year(county, "villages", year).with(by_coverage, coverages[0]);
            const cell over_20 = at_year(county, "villages", year).with(by_coverage, coverages[1]);
            add("class_above_the_one_that_holds_it",
                over_20,
                number(over_10) + chance_.between(1, 9),
                {over_20.key("nested:villages:coverage")},
                {mark("villages", year)});
            const cell partners = at_year(county, "exchange_partners", year);
            if (number(partners) > 0) {
                add("condition_broken",
                    partners,
                    0,
                    {at_year(county, "", year).key("partners")},
                    {mark("exchanges", county, year)});
            }
        }
        if (year == 0) {
            return;
        }
        for (const int place : all_.places_at(month)) {
            const cell ordinal = at_year(place, "education_month", year);
            add("ordinal_not_counted_on",
                ordinal,
                number(ordinal) - 1,
                {ordinal.key("ordinal:education_month")},
                {mark("education month", place, year)});
        }
    }

    void look_at_years_sums(int county, int year) {
        const auto look = [&](const char* indicator, const char* name, const char* of_year) {
            const cell sum = at_year(county, indicator, year);
            const texts keys{sum.key("periods:" + std::string{indicator})};
            const texts touches{mark(of_year, county, year), mark(name, -1 - year)};
            const int month = 12 * year + static_cast<int>(chance_.between(0, 11));
            add("month_left_out",
                sum,
                number(sum) - number(at_month(county, indicator, month)),
                keys,
                touches);
            mistype(sum, keys, touches);
        };
        look("talks", "talks", "talks of year");
        look("people_reached", "people", "people of year");
        look("activity_sessions", "sessions", "sessions of year");
    }

    const world& all_;
    const report& clean_;
    random_numbers& chance_;
    std::vector<slip> found_;
};

void carry_out(const edit& change, report& on) {
    switch (change.what) {
    case edit::kind::text: on.write_text(change.where, change.text); return;
    case edit::kind::removal: on.remove(change.where); return;
    case edit::kind::period: on.move_to(change.where, change.text); return;
    case edit::kind::unit_row: on.add_unit_row(change.text); return;
    }
}

}  // namespace

std::vector<slip> possible_slips(const world& all, const report& clean, random_numbers& chance) {
    return search{all, clean, chance}.run();
}

std::optional<slipped_report> plant(const world& all,
                                    const report& clean,
                                    std::uint64_t seed,
                                    std::size_t how_many) {
    random_numbers chance{seed};
    std::vector<slip> left = possible_slips(all, clean, chance);
    // In a random order; then those first of whose kind fewest were planted.
    for (std::size_t i = left.size(); i > 1; --i) {
        std::swap(left[i - 1], left[chance.below(i)]);
    }
    slipped_report made{clean, {}};
    std::set<std::string> touched;
    while (made.planted.size() < how_many) {
        std::set<std::string> kinds_of_round;
        std::vector<slip> later;
        const std::size_t before = made.planted.size();
        for (slip& each : left) {
            const bool is_free =
                std::none_of(each.touches.begin(), each.touches.end(), [&](const std::string& one) {
                    return touched.contains(one);
                });
            if (!is_free) {
                continue;
            }
            if (made.planted.size() == how_many || kinds_of_round.contains(each.kind)) {
                later.push_back(std::move(each));
                continue;
            }
            kinds_of_round.insert(each.kind);
            touched.insert(each.touches.begin(), each.touches.end());
            for (const edit& change : each.edits) {
                carry_out(change, made.with);
            }
            made.planted.push_back(std::move(each));
        }
        if (made.planted.size() == before) {
            return std::nullopt;
        }
        left = std::move(later);
    }
    return made;
}

std::string slips_csv(const std::vector<slip>& planted) {
    std::string made = "kind,key\n";
    for (const slip& each : planted) {
        for (const std::string& key : each.keys) {
            const bool is_plain = key.find(',') == std::string::npos;
            made += each.kind + ',' + (is_plain ? key : '"' + key + '"') + '\n';
        }
    }
    return made;
}

}  // namespace slips
