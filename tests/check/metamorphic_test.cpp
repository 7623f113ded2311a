#include "../support/told.hpp"

#include <algorithm>
#include <cstdint>
#include <map>

// What a check says of a report, and of the same report told in another way: what must stay the
// same does, and what must change changes exactly as it should.

namespace {

using namespace crossfoot;
using told::report;

/// One figure of a report; counts apart from their text, so that they can be divided and rescaled.
struct entry {
    std::string place;
    std::string indicator;
    std::string when;
    std::string item;
    std::int64_t count = 0;
    bool is_rate = false;
};

codebook prefecture_book() {
    codebook book = told::with_levels();
    book.breakdowns = {
        {told::named("tier"), true, {{told::named("high"), {}}, {told::named("low"), {}}}}};
    const indicator_id units = told::add(book, "units", nature::stock, counted::organisations);
    const indicator_id models = told::add(book, "models", nature::stock, counted::organisations);
    const indicator_id rate = told::add(book, "rate", nature::rate, counted::share);
    const indicator_id talks = told::add(book, "talks", nature::flow);
    const indicator_id total = told::add(book, "total", nature::cumulative);
    const indicator_id joined = told::add(book, "joined", nature::flow, counted::organisations);
    for (const indicator_id each : {units, models, talks, total, joined}) {
        book.indicators[each.index()].additive = true;
    }
    indicator& of_models = book.indicators[models.index()];
    of_models.part_of = units;
    of_models.breakdowns = {{breakdown_id{0}}};
    book.indicators[rate.index()].numerator = models;
    book.indicators[rate.index()].denominator = units;
    book.indicators[total.index()].accumulates = talks;
    book.indicators[units.index()].inflows = {joined};
    return book;
}

class chance {
  public:
    explicit chance(std::uint64_t seed) : state_{seed * 2654435761U + 1} {}

    std::int64_t below(std::uint64_t end) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return static_cast<std::int64_t>((state_ >> 11U) % end);
    }

  private:
    std::uint64_t state_;
};

const std::vector<std::string> counties{"990101", "990102", "990103"};

/// Figures of three counties and their prefecture for two months, a few of them wrong or left out.
std::vector<entry> some_report(std::uint64_t seed, bool with_gaps) {
    chance by{seed};
    std::map<std::pair<std::string, std::string>, std::int64_t> sums;
    std::vector<entry> all;
    const auto put = [&](const std::string& place,
                         const std::string& indicator,
                         const std::string& when,
                         const std::string& item,
                         std::int64_t count) {
        const bool is_county = place != "9901";
        if (is_county) {
            sums[{indicator + item, when}] += count;
        }
        const std::int64_t luck = by.below(with_gaps ? 12 : 24);
        if (with_gaps && luck == 0) {
            return;
        }
        all.push_back(
            {place, indicator, when, item, luck == 1 ? count + 1 + by.below(9) : count, false});
    };
    for (const std::string& county : counties) {
        std::int64_t units = 20 + by.below(20);
        std::int64_t total = by.below(9);
        put(county, "units", "2016-07", "", units);
        put(county, "total", "2016-07", "", total);
        const std::int64_t joined = by.below(5);
        const std::int64_t talks = by.below(9);
        put(county, "joined", "2016-08", "", joined);
        put(county, "talks", "2016-08", "", talks);
        units += joined;
        total += talks;
        put(county, "units", "2016-08", "", units);
        put(county, "total", "2016-08", "", total);
        const std::int64_t high = by.below(5);
        const std::int64_t low = by.below(15);
        put(county, "models", "2016-08", "tier=high", high);
        put(county, "models", "2016-08", "tier=low", low);
        put(county, "models", "2016-08", "", high + low);
    }
    const auto of_all = sums;
    for (const auto& [what, sum] : of_all) {
        const std::size_t items = what.first.find("tier");
        put("9901",
            what.first.substr(0, items),
            what.second,
            items == std::string::npos ? "" : what.first.substr(items),
            sum);
    }
    // A rate in percent, as it would be printed.
    const std::int64_t models = of_all.at({"models", "2016-08"});
    const std::int64_t units = of_all.at({"units", "2016-08"});
    all.push_back({"9901", "rate", "2016-08", "", (models * 200 + units) / (2 * units), true});
    return all;
}

std::vector<std::string> said(const std::vector<entry>& all,
                              std::vector<place_row> rows = told::three_counties(),
                              std::string_view begin = {}) {
    report data{prefecture_book(), std::move(rows)};
    for (const entry& each : all) {
        data.put(each.place,
                 each.indicator,
                 each.when,
                 std::to_string(each.count) + (each.is_rate ? "%" : ""),
                 each.item);
    }
    return data.says(begin);
}

constexpr std::uint64_t samples = 150;

/// That a finding follows from another, and not from which: of several causes the first is named,
/// and the order may be another one.
std::string without_cause(const std::string& line) {
    const std::size_t sign = line.find(" < ");
    return sign == std::string::npos ? line : line.substr(0, sign) + " follows";
}

std::vector<std::string> without_causes(std::vector<std::string> lines) {
    std::ranges::transform(lines, lines.begin(), without_cause);
    return lines;
}

std::vector<std::string> sorted(std::vector<std::string> lines) {
    for (std::string& line : lines) {
        line = without_cause(line);
        // What would do is told in the order of the places, which is another one.
        std::vector<std::string> parts;
        for (std::size_t at = 0; at != std::string::npos;) {
            const std::size_t next = line.find(", ", at);
            const bool in_bounds =
                next != std::string::npos && line[next + 2] >= '0' && line[next + 2] <= '9';
            if (in_bounds || next == std::string::npos) {
                parts.push_back(line.substr(at));
                break;
            }
            parts.push_back(line.substr(at, next - at));
            at = next + 2;
        }
        std::ranges::sort(parts.begin() + 1, parts.end());
        line.clear();
        for (const std::string& part : parts) {
            line += part + "; ";
        }
    }
    std::ranges::sort(lines);
    return lines;
}

// -- permuting children ---------------------------------------------------------------------------

TEST(metamorphic, the_order_of_children_and_of_rows_changes_nothing) {
    for (std::uint64_t seed = 1; seed <= samples; ++seed) {
        std::vector<entry> all = some_report(seed, true);
        std::vector<place_row> rows = told::three_counties();
        const std::vector<std::string> before = sorted(said(all, rows));
        std::swap(rows[2], rows[4]);
        chance by{seed};
        for (std::size_t i = all.size(); i > 1; --i) {
            std::swap(all[i - 1], all[static_cast<std::size_t>(by.below(i))]);
        }
        ASSERT_EQ(sorted(said(all, rows)), before) << "sample " << seed;
    }
}

TEST(metamorphic, changing_places_changes_names_and_no_verdict) {
    for (std::uint64_t seed = 1; seed <= samples; ++seed) {
        std::vector<entry> all = some_report(seed, true);
        const std::vector<std::string> before =
            without_causes(said(all, told::three_counties(), "rollup"));
        for (entry& each : all) {
            each.place = each.place == "990101"   ? "990102"
                         : each.place == "990102" ? "990101"
                                                  : each.place;
        }
        // Only the prefecture has children, so that its findings do not name the counties.
        ASSERT_EQ(without_causes(said(all, told::three_counties(), "rollup")), before)
            << "sample " << seed;
    }
}

// -- splitting a place ----------------------------------------------------------------------------

TEST(metamorphic, a_place_split_in_two_with_its_figures_divided_leaves_those_above_as_they_were) {
    for (std::uint64_t seed = 1; seed <= samples; ++seed) {
        const std::vector<entry> all = some_report(seed, false);
        chance by{seed};
        std::vector<entry> divided;
        for (const entry& each : all) {
            divided.push_back(each);
            if (each.place == "990101") {
                const std::int64_t part = by.below(static_cast<std::uint64_t>(each.count) + 1);
                divided.back().count = part;
                divided.push_back(each);
                divided.back().place = "990109";
                divided.back().count = each.count - part;
            }
        }
        std::vector<place_row> rows = told::three_counties();
        rows.push_back({"990109", "County 9", level_id{3}, "9901", {}, {}, {}});
        const auto of_prefecture = [](const std::vector<std::string>& lines) {
            std::vector<std::string> kept;
            for (const std::string& line : lines) {
                if (line.find("@9901/") < line.find(": ")) {
                    // What it follows from may be another finding: that of one of the two.
                    kept.push_back(line.substr(0, line.find(" < ")));
                }
            }
            return kept;
        };
        ASSERT_EQ(of_prefecture(said(divided, rows)), of_prefecture(said(all)))
            << "sample " << seed;
    }
}

// -- rescaling the unit ---------------------------------------------------------------------------

TEST(metamorphic, exact_figures_in_a_tenth_of_the_unit_agree_as_before) {
    for (std::uint64_t seed = 1; seed <= samples; ++seed) {
        std::vector<entry> all = some_report(seed, false);
        const std::vector<std::string> before = said(all);
        for (entry& each : all) {
            each.count *= each.is_rate ? 1 : 10;
        }
        ASSERT_EQ(said(all), before) << "sample " << seed;
    }
}

TEST(metamorphic, what_would_do_is_rescaled_with_the_unit) {
    for (std::int64_t total = 0; total <= 9; ++total) {
        for (std::int64_t first = 0; first <= 5; ++first) {
            const auto bounds_times = [&](std::int64_t unit) {
                report data{prefecture_book()};
                data.put("9901", "units", "2016", std::to_string(total * unit));
                data.put("990101", "units", "2016", std::to_string(first * unit));
                const check_report found = check(data.data());
                std::vector<interval> bounds;
                for (const finding& each : found.findings) {
                    for (const fill_bound& bound : each.bounds) {
                        bounds.push_back(bound.values);
                    }
                }
                return bounds;
            };
            std::vector<interval> expected = bounds_times(1);
            for (interval& each : expected) {
                each = each * interval::exactly(10);
            }
            EXPECT_EQ(bounds_times(10), expected);
            EXPECT_EQ(expected.size(), total >= first ? 2U : 0U);
        }
    }
}

// -- a child that says nothing --------------------------------------------------------------------

TEST(metamorphic, a_silent_child_takes_the_upper_bound_of_a_sum_and_leaves_the_lower) {
    const std::vector<std::pair<std::string, std::pair<int, int>>> texts{
        {"3", {3, 3}}, {"0", {0, 0}}, {"2-4", {2, 4}}, {"10余", {11, 19}}};
    for (const auto& [first, a] : texts) {
        for (const auto& [second, b] : texts) {
            for (int total = 0; total <= 40; ++total) {
                // Captured by name: Clang 14 does not capture structured bindings.
                const auto told_of =
                    [&, one = std::string{first}, other = std::string{second}](bool silent) {
                        std::vector<place_row> rows = told::three_counties();
                        rows.pop_back();
                        if (silent) {
                            rows.push_back({"990109", "County 9", level_id{3}, "9901", {}, {}, {}});
                        }
                        report data{prefecture_book(), rows};
                        data.put("9901", "units", "2016", std::to_string(total));
                        data.put("990101", "units", "2016", one);
                        data.put("990102", "units", "2016", other);
                        return data.of("rollup:units@9901/2016");
                    };
                const int least = a.first + b.first;
                const int most = a.second + b.second;
                const std::string before = total < least || total > most ? "fails"
                                           : least == most               ? "holds"
                                                                         : "possible";
                ASSERT_EQ(told_of(false), before) << first << " + " << second << " = " << total;
                const int low = std::max(0, total - most);
                const int high = total - least;
                const std::string fill =
                    low == high ? std::to_string(low)
                                : "[" + std::to_string(low) + ", " + std::to_string(high) + "]";
                const std::string after = total < least ? "fails" : "unknown, units 2016 " + fill;
                ASSERT_EQ(told_of(true), after) << first << " + " << second << " = " << total;
            }
        }
    }
}

TEST(metamorphic, a_silent_child_leaves_a_total_that_nobody_claims_open_above) {
    for (const bool silent : {false, true}) {
        std::vector<place_row> rows = told::three_counties();
        rows.pop_back();
        if (silent) {
            rows.push_back({"990109", "County 9", level_id{3}, "9901", {}, {}, {}});
        }
        report data{prefecture_book(), rows};
        data.put("990101", "units", "2016", "3").put("990102", "units", "2016", "2-4");
        const check_report found = check(data.data());
        const auto total = std::ranges::find_if(found.derived, [&](const derived_value& each) {
            return data.data().where().code(each.where.place) == "9901";
        });
        ASSERT_NE(total, found.derived.end());
        EXPECT_EQ(total->values, silent ? interval::at_least(5) : interval::closed(5, 7));
    }
}

TEST(metamorphic, a_silent_child_that_reads_as_none_changes_nothing) {
    codebook book = prefecture_book();
    for (indicator& each : book.indicators) {
        each.absent = absence::zero;
    }
    std::vector<place_row> rows = told::three_counties();
    rows.push_back({"990109", "County 9", level_id{3}, "9901", {}, {}, {}});
    for (int total = 4; total <= 6; ++total) {
        report data{book, rows};
        data.put("9901", "units", "2016", std::to_string(total));
        data.put("990101", "units", "2016", "3").put("990102", "units", "2016", "2");
        EXPECT_EQ(data.of("rollup:units@9901/2016"), total == 5 ? "holds" : "fails");
    }
}

}  // namespace
