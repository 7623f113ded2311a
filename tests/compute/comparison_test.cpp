#include <crossfoot/compute/comparison.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include "../support/changing_world.hpp"

#include <memory>

namespace {

using namespace crossfoot;
using dated_places::on;

constexpr comparison_day from = comparison_day::from;
constexpr comparison_day to = comparison_day::to;

codebook small_book() {
    const auto named = [](const char* code) { return coded_name{code, {code, code}, {}}; };
    codebook book;
    for (const char* code : {"province", "prefecture", "county", "township"}) {
        book.levels.push_back({named(code)});
    }
    indicator units;
    units.name = named("units");
    units.counts = counted::organisations;
    units.own_at = {level_id{1}};
    indicator models = units;
    models.name = named("models");
    models.part_of = indicator_id{0};
    indicator rate;
    rate.name = named("rate");
    rate.over_time = nature::rate;
    rate.counts = counted::share;
    rate.additive = false;
    rate.numerator = indicator_id{1};
    rate.denominator = indicator_id{0};
    rate.shown_as_percent = true;
    indicator length;
    length.name = named("length");
    length.counts = counted::length;
    length.over_time = nature::attribute;
    length.additive = false;
    book.indicators = {units, models, rate, length};
    book.index();
    return book;
}

/// A report of two years on dated places, and what it says when compared.
class two_years {
  public:
    explicit two_years(const std::vector<std::string>& rows)
        : data_{std::make_shared<const codebook>(small_book()),
                std::make_shared<const places>(dated_places::read(rows))} {}

    void put(const char* place,
             const char* indicator,
             const char* year,
             const char* text,
             scope extent = scope::total,
             const char* source = "") {
        data_.add({data_.where().at_code(place),
                   *period::parse(year),
                   {data_.book().indicator_at(indicator), extent, {}}},
                  read_figure(text).value.value(),
                  source);
    }

    [[nodiscard]] comparison compare(const char* place,
                                     const char* indicator,
                                     comparison_day as_of) const {
        const compared_periods when{period::year(2014), period::year(2016), as_of};
        const territory land{data_.where(), when.from.last(), when.to.last()};
        return compare_on(land,
                          when,
                          cell_reader{data_},
                          data_.where().at_code(place),
                          {data_.book().indicator_at(indicator), scope::total, {}});
    }

  private:
    dataset data_;
};

/// "100 -> 112, +12, 3/25"; "refused: why".
std::string told(const comparison& of) {
    if (of.refused) {
        return "refused: " + of.refused->en;
    }
    const auto text = [](const interval& values) {
        const auto end = [](const endpoint& each) {
            return each.is_finite() ? to_string(each.value) : std::string{"∞"};
        };
        return values.is_exact() ? end(values.lo()) : end(values.lo()) + ".." + end(values.hi());
    };
    return text(of.then->values) + " -> " + text(of.now->values) + ", " + text(*of.growth) + ", " +
           (of.growth_rate ? text(*of.growth_rate) : "none");
}

// By hand: county 12 was split in 2015 into 12 and 14, and township 111 moved from county 11 to 13.
//
//            2014                          2016
//   11       80 of it 111 30, 112 50       60 of it 112 60
//   12       120                           90
//   13       40 of it 131 40               81 of it 131 44, 111 37
//   14                                     50
//   own part of 1: 10                      12
//   1        250                           293
two_years by_hand() {
    two_years report{{"1,P,1,,,",
                      "11,A,2,1,,",
                      "12,B,2,1,,2015-06-30",
                      "12,B,2,1,2015-07-01,",
                      "13,C,2,1,,",
                      "14,D,2,1,2015-07-01,",
                      "111,Aa,3,11,,2015-03-31",
                      "111,Aa,3,13,2015-04-01,",
                      "112,Ab,3,11,,",
                      "131,Ca,3,13,,"}};
    const std::vector<std::pair<const char*, const char*>> then{{"1", "250"},
                                                                {"11", "80"},
                                                                {"12", "120"},
                                                                {"13", "40"},
                                                                {"111", "30"},
                                                                {"112", "50"},
                                                                {"131", "40"}};
    const std::vector<std::pair<const char*, const char*>> now{{"1", "293"},
                                                               {"11", "60"},
                                                               {"12", "90"},
                                                               {"13", "81"},
                                                               {"14", "50"},
                                                               {"111", "37"},
                                                               {"112", "60"},
                                                               {"131", "44"}};
    for (const auto& [place, text] : then) {
        report.put(place, "units", "2014", text);
    }
    for (const auto& [place, text] : now) {
        report.put(place, "units", "2016", text);
    }
    return report;
}

TEST(territory_comparison, leaves_the_totals_of_the_prefecture_as_they_are) {
    const two_years report = by_hand();
    EXPECT_EQ(told(report.compare("1", "units", from)), "250 -> 293, 43, 0.172");
}

TEST(territory_comparison, counts_a_moved_township_where_the_territory_has_it) {
    const two_years report = by_hand();
    EXPECT_EQ(told(report.compare("11", "units", from)), "80 -> 97, 17, 0.2125");
    EXPECT_EQ(told(report.compare("11", "units", to)), "50 -> 60, 10, 0.2");
    EXPECT_EQ(told(report.compare("13", "units", from)), "40 -> 44, 4, 0.1");
    EXPECT_EQ(told(report.compare("13", "units", to)), "70 -> 81, 11, 11/70");
}

TEST(territory_comparison, puts_a_split_county_together_again_and_does_not_divide_it) {
    const two_years report = by_hand();
    EXPECT_EQ(told(report.compare("12", "units", from)), "120 -> 140, 20, 1/6");
    EXPECT_EQ(told(report.compare("14", "units", to)),
              "refused: the territory of D (14) on 2016-12-31 holds only a part of B (12) as of "
              "2014-12-31, and no figure tells the parts apart: on 2015-07-01 B (12) became B (12) "
              "and D (14)");
    EXPECT_TRUE(report.compare("12", "units", to).refused.has_value());
}

TEST(territory_comparison, names_the_places_that_were_counted) {
    const comparison seen = by_hand().compare("11", "units", to);
    ASSERT_EQ(seen.then->places.size(), 2U);
    EXPECT_EQ(seen.then->places[1].with, territory_term::sign::minus);
    EXPECT_EQ(seen.now->places.size(), 1U);
}

two_years moved() {
    return two_years{{"1,P,1,,,",
                      "11,A,2,1,,",
                      "12,B,2,1,,",
                      "13,C,2,1,,",
                      "111,Aa,3,11,,2015-03-31",
                      "111,Aa,3,12,2015-04-01,",
                      "112,Ab,3,11,,",
                      "121,Ba,3,12,,"}};
}

TEST(territory_comparison, names_a_figure_that_is_not_there_and_fills_nothing_in) {
    two_years report = moved();
    report.put("11", "units", "2014", "80");
    report.put("11", "units", "2016", "60");
    EXPECT_EQ(told(report.compare("11", "units", to)),
              "refused: no figure for units of Aa (111) in 2014");
    EXPECT_EQ(told(report.compare("11", "units", from)),
              "refused: no figure for units of Aa (111) in 2016");
}

TEST(territory_comparison, adds_up_what_was_not_reported_where_nothing_is_missing) {
    two_years report = moved();
    report.put("12", "units", "2014", "40");
    report.put("111", "units", "2014", "30");
    report.put("111", "units", "2016", "35");
    EXPECT_EQ(told(report.compare("12", "units", to)),
              "refused: no figure for units of Ba (121) in 2016");
    report.put("121", "units", "2016", "45");
    EXPECT_EQ(told(report.compare("12", "units", to)), "70 -> 80, 10, 1/7");
}

TEST(territory_comparison, does_not_take_an_own_part_for_nothing) {
    two_years report = moved();
    for (const char* year : {"2014", "2016"}) {
        report.put("11", "units", year, "10");
        report.put("12", "units", year, "10");
        report.put("13", "units", year, "10");
    }
    EXPECT_EQ(told(report.compare("1", "units", to)),
              "refused: no figure for own part of units of P (1) in 2014");
    report.put("1", "units", "2014", "5", scope::own);
    report.put("1", "units", "2016", "6", scope::own);
    EXPECT_EQ(told(report.compare("1", "units", to)), "35 -> 36, 1, 1/35");
}

TEST(territory_comparison, keeps_figures_that_are_not_exact_open) {
    two_years report = moved();
    report.put("11", "units", "2014", "80余");
    report.put("111", "units", "2014", "30");
    report.put("11", "units", "2016", "60");
    EXPECT_EQ(told(report.compare("11", "units", to)), "51..59 -> 60, 1..9, 1/59..3/17");
}

TEST(territory_comparison, has_no_growth_rate_where_there_may_have_been_nothing) {
    two_years report = moved();
    report.put("13", "units", "2014", "0");
    report.put("13", "units", "2016", "4");
    EXPECT_EQ(told(report.compare("13", "units", to)), "0 -> 4, 4, none");
}

TEST(territory_comparison, refuses_a_part_that_has_more_than_the_whole) {
    two_years report = moved();
    report.put("11", "units", "2014", "20");
    report.put("111", "units", "2014", "30");
    report.put("11", "units", "2016", "60");
    EXPECT_EQ(told(report.compare("11", "units", to)),
              "refused: the places that are taken away have more units in 2014 than there are");
}

TEST(territory_comparison, of_a_rate_is_of_the_ratio_of_the_sums) {
    two_years report = moved();
    report.put("12", "units", "2014", "60");
    report.put("12", "models", "2014", "30");
    report.put("12", "rate", "2014", "50%");
    report.put("111", "units", "2014", "40");
    report.put("111", "models", "2014", "30");
    report.put("12", "units", "2016", "120");
    report.put("12", "models", "2016", "90");
    // 60/100 then, 90/120 now: 15 points more, which is a quarter more.
    EXPECT_EQ(told(report.compare("12", "rate", to)), "0.6 -> 0.75, 0.15, 0.25");
    EXPECT_EQ(report.compare("12", "rate", to).then->counts->exact, (rate{60, 100}));
}

TEST(territory_comparison, of_a_printed_rate_without_counts_needs_an_unchanged_territory) {
    two_years report = moved();
    for (const char* place : {"12", "13"}) {
        report.put(place, "rate", "2014", "50%");
        report.put(place, "rate", "2016", "60%");
    }
    EXPECT_EQ(told(report.compare("13", "rate", to)),
              "0.495..0.505 -> 0.595..0.605, 0.09..0.11, 18/101..2/9");
    EXPECT_EQ(told(report.compare("12", "rate", to)),
              "refused: no figure for models of B (12) in 2014");
}

TEST(territory_comparison, of_what_does_not_add_up_needs_an_unchanged_territory) {
    two_years report = moved();
    for (const char* place : {"12", "13"}) {
        report.put(place, "length", "2014", "40");
        report.put(place, "length", "2016", "50");
    }
    EXPECT_EQ(told(report.compare("13", "length", to)), "40 -> 50, 10, 0.25");
    EXPECT_EQ(told(report.compare("12", "length", to)),
              "refused: length does not add up over places, and the territory is another one");
}

TEST(territory_comparison, refuses_sources_that_exclude_each_other) {
    two_years report = moved();
    report.put("13", "units", "2014", "10");
    report.put("13", "units", "2014", "11", scope::total, "yearbook");
    report.put("13", "units", "2016", "10");
    EXPECT_EQ(told(report.compare("13", "units", to)),
              "refused: the sources exclude each other on units of C (13) in 2014");
}

// ---- against what really happened
// ------------------------------------------------------------------

/// Figures of every place on the first and last day, as the fields say.
struct counted_world {
    explicit counted_world(unsigned seed) : world{seed} {
        for (int i = 0; i < 3; ++i) {
            world.pass(changing_world::told, 1 + i % 2);
        }
    }
    [[nodiscard]] period when(std::size_t number) const {
        const day only = changing_world::world::day_of(number);
        return period::days(only, only);
    }
    [[nodiscard]] int value(const std::string& place, std::size_t number) const {
        int sum = 0;
        for (const int field : world.fields_of(place, number)) {
            sum += 1 + (field * 7 + static_cast<int>(number) * 5) % 11;
        }
        return sum;
    }
    changing_world::world world;
};

TEST(territory_world, growth_is_that_of_the_fields_of_the_territory) {
    int compared = 0;
    for (unsigned seed = 1; seed <= 100 && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(seed);
        const counted_world all{seed};
        const auto where = std::make_shared<const places>(dated_places::build(all.world.rows()));
        dataset data{std::make_shared<const codebook>(small_book()), where};
        const series what{indicator_id{0}, scope::total, {}};
        const std::size_t last = all.world.days();
        const territory land{*where, all.when(0).last(), all.when(last).last()};
        unsigned number = seed;
        for (const auto& [which, day] : {std::pair{from, std::size_t{0}}, std::pair{to, last}}) {
            for (const place_id place : land.tree(which).in_order()) {
                // Some do not report: then nothing may be said that rests on them.
                if (++number % 17 != 0) {
                    data.add(
                        {place, all.when(day), what},
                        read_figure(std::to_string(all.value(std::string{where->code(place)}, day)))
                            .value.value());
                }
            }
        }
        const cell_reader cells{data};
        for (const comparison_day as_of : {from, to}) {
            const std::size_t own = as_of == from ? 0 : last;
            for (const place_id place : land.tree(as_of).in_order()) {
                const comparison seen =
                    compare_on(land, {all.when(0), all.when(last), as_of}, cells, place, what);
                if (seen.refused) {
                    continue;
                }
                ++compared;
                // The same fields, with the weights of each day.
                int then = 0;
                int now = 0;
                for (const int field : all.world.fields_of(std::string{where->code(place)}, own)) {
                    then += 1 + (field * 7) % 11;
                    now += 1 + (field * 7 + static_cast<int>(last) * 5) % 11;
                }
                EXPECT_EQ(seen.then->values, interval::exactly(then));
                EXPECT_EQ(seen.now->values, interval::exactly(now));
                EXPECT_EQ(*seen.growth, interval::exactly(now - then));
                EXPECT_EQ(*seen.growth_rate, interval::exactly(rational{now - then, then}));
            }
        }
    }
    EXPECT_GT(compared, 500);
}

}  // namespace
