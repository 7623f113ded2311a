#include "../support/told.hpp"

#include <gmock/gmock.h>

// The rules that compare figures of several periods, each derived from what a codebook says.

namespace {

using namespace crossfoot;
using testing::ElementsAre;
using testing::IsEmpty;
using told::report;

constexpr const char* county = "990101";
constexpr const char* founded_later = "990103";

/// Talks month by month, and their running totals.
codebook running_totals() {
    codebook book = told::with_levels();
    const indicator_id talks = told::add(book, "talks", nature::flow);
    const indicator_id total = told::add(book, "total", nature::cumulative);
    const indicator_id this_year = told::add(book, "this_year", nature::year_to_date);
    book.indicators[total.index()].accumulates = talks;
    book.indicators[this_year.index()].accumulates = talks;
    return book;
}

codebook only_totals() {
    codebook book = told::with_levels();
    told::add(book, "total", nature::cumulative);
    told::add(book, "this_year", nature::year_to_date);
    return book;
}

// -- running totals never fall --------------------------------------------------------------------

TEST(cumulative, holds_where_each_is_at_least_the_one_before) {
    report data{only_totals()};
    data.months(county, "total", "2016-01", {"3", "3", "8"});
    EXPECT_THAT(data.says(),
                ElementsAre("cumulative:total@990101/2016-02: holds",
                            "cumulative:total@990101/2016-03: holds"));
}

TEST(cumulative, fails_where_one_is_below_the_one_before) {
    report data{only_totals()};
    data.months(county, "total", "2016-01", {"3", "2"});
    EXPECT_THAT(data.says(), ElementsAre("cumulative:total@990101/2016-02: fails"));
}

TEST(cumulative, of_a_year_may_begin_again_in_january_and_in_no_other_month) {
    report data{only_totals()};
    data.months(county, "this_year", "2015-11", {"8", "9", "1", "0"});
    EXPECT_THAT(data.says(),
                ElementsAre("cumulative:this_year@990101/2015-12: holds",
                            "cumulative:this_year@990101/2016-02: fails"));
}

TEST(cumulative, of_all_years_may_not_begin_again_in_january) {
    report data{only_totals()};
    data.months(county, "total", "2015-12", {"9", "1"});
    EXPECT_EQ(data.of("cumulative:total@990101/2016-01"), "fails");
}

TEST(cumulative, with_periods_missing_in_between_is_unknown_with_bounds_for_each) {
    report data{only_totals()};
    data.months(county, "total", "2016-01", {"3", "x", "", "8"});
    EXPECT_THAT(data.says(),
                ElementsAre("cumulative:total@990101/2016-04: unknown, total 2016-02 [3, 8], "
                            "total 2016-03 [3, 8]"));
}

TEST(cumulative, fails_across_missing_periods_all_the_same) {
    report data{only_totals()};
    data.months(county, "total", "2016-01", {"3", "x", "x", "2"});
    EXPECT_THAT(data.says(), ElementsAre("cumulative:total@990101/2016-04: fails"));
}

TEST(cumulative, of_a_year_does_not_reach_across_new_year_for_one_that_is_missing) {
    report data{only_totals()};
    data.months(county, "this_year", "2015-12", {"9", "x", "2"});
    EXPECT_THAT(data.says(), IsEmpty());
}

TEST(cumulative, says_nothing_where_the_data_begin) {
    report data{only_totals()};
    data.months(county, "total", "2016-01", {"", "3"});
    EXPECT_THAT(data.says(), IsEmpty());
}

TEST(cumulative, says_nothing_before_a_place_was_founded) {
    report data{only_totals()};
    data.months(county, "total", "2016-05", {"3", "4", "5", "6"});
    data.months(founded_later, "total", "2016-07", {"1", "2"});
    EXPECT_THAT(data.says("cumulative:total@990103"),
                ElementsAre("cumulative:total@990103/2016-08: holds"));
}

TEST(cumulative, of_rounded_figures_that_overlap_is_possible) {
    report data{only_totals()};
    data.months(county, "total", "2016-01", {"1.2万", "1.2万", "12499", "1.1万"});
    EXPECT_THAT(data.says(),
                ElementsAre("cumulative:total@990101/2016-02: possible",
                            "cumulative:total@990101/2016-03: holds",
                            "cumulative:total@990101/2016-04: fails"));
}

TEST(cumulative, of_open_figures_holds_only_where_none_can_fall) {
    report data{only_totals()};
    data.months(county, "total", "2016-01", {"600余", "699", "700", "600余"});
    EXPECT_THAT(data.says(),
                ElementsAre("cumulative:total@990101/2016-02: holds",
                            "cumulative:total@990101/2016-03: holds",
                            "cumulative:total@990101/2016-04: fails"));
}

TEST(cumulative, compares_years_with_years_and_months_with_months) {
    report data{only_totals()};
    data.put(county, "total", "2015", "9").put(county, "total", "2016", "8");
    data.months(county, "total", "2016-01", {"3", "4"});
    EXPECT_THAT(data.says(),
                ElementsAre("cumulative:total@990101/2016: fails",
                            "cumulative:total@990101/2016-02: holds"));
}

TEST(cumulative, skips_a_period_in_which_there_was_no_such_thing) {
    report data{only_totals()};
    data.months(county, "total", "2016-01", {"3", "-", "4"});
    EXPECT_THAT(data.says(), ElementsAre("cumulative:total@990101/2016-03: holds"));
}

TEST(cumulative, holds_for_own_parts_as_for_totals) {
    report data{only_totals()};
    data.months("990101/own", "total", "2016-01", {"3", "2"});
    EXPECT_THAT(data.says(), ElementsAre("cumulative:total@990101/2016-02/own: fails"));
}

// -- running totals grow by what was added --------------------------------------------------------

TEST(accumulation, is_the_one_before_and_what_came_in_the_period) {
    report data{running_totals()};
    data.months(county, "talks", "2016-01", {"3", "5", "2"});
    data.months(county, "total", "2016-01", {"13", "18", "21"});
    EXPECT_THAT(data.says("accumulation"),
                ElementsAre("accumulation:total@990101/2016-02: holds",
                            "accumulation:total@990101/2016-03: fails"));
}

TEST(accumulation, of_a_year_is_the_flow_itself_in_january) {
    report data{running_totals()};
    data.months(county, "talks", "2015-12", {"4", "3", "5"});
    data.months(county, "this_year", "2015-12", {"40", "3", "8"});
    EXPECT_THAT(data.says("accumulation"),
                ElementsAre("accumulation:this_year@990101/2016-01: holds",
                            "accumulation:this_year@990101/2016-02: holds"));
    report wrong{running_totals()};
    wrong.months(county, "talks", "2015-12", {"4", "3"});
    wrong.months(county, "this_year", "2015-12", {"40", "43"});
    EXPECT_EQ(wrong.of("accumulation:this_year@990101/2016-01"), "fails");
}

TEST(accumulation, of_a_year_is_the_flow_itself_in_the_first_quarter_and_the_year) {
    report data{running_totals()};
    data.put(county, "talks", "2016-Q1", "7").put(county, "this_year", "2016-Q1", "7");
    data.put(county, "talks", "2016-Q2", "5").put(county, "this_year", "2016-Q2", "12");
    data.put(county, "talks", "2016", "20").put(county, "this_year", "2016", "21");
    EXPECT_THAT(data.says("accumulation"),
                ElementsAre("accumulation:this_year@990101/2016: fails",
                            "accumulation:this_year@990101/2016-Q1: holds",
                            "accumulation:this_year@990101/2016-Q2: holds"));
}

TEST(accumulation, with_a_flow_missing_says_which_would_do) {
    report data{running_totals()};
    data.months(county, "talks", "2016-01", {"3", "x"});
    data.months(county, "total", "2016-01", {"13", "18"});
    EXPECT_THAT(data.says("accumulation"),
                ElementsAre("accumulation:total@990101/2016-02: unknown, talks 2016-02 5"));
}

TEST(accumulation, with_the_one_before_missing_says_which_would_do) {
    report data{running_totals()};
    data.months(county, "talks", "2016-01", {"3", "5", "2"});
    data.months(county, "total", "2016-01", {"13", "", "20"});
    EXPECT_THAT(data.says("accumulation"),
                ElementsAre("accumulation:total@990101/2016-03: unknown, total 2016-02 18"));
}

TEST(accumulation, below_the_flow_fails_whatever_is_missing) {
    report data{running_totals()};
    data.months(county, "talks", "2016-01", {"3", "5", "20"});
    data.months(county, "total", "2016-01", {"13", "x", "19"});
    EXPECT_EQ(data.of("accumulation:total@990101/2016-03"), "fails");
}

TEST(accumulation, says_nothing_of_the_first_total_that_there_is) {
    report data{running_totals()};
    data.months(county, "talks", "2015-12", {"4", "3"});
    data.months(county, "total", "2016-01", {"13"});
    EXPECT_THAT(data.says("accumulation"), IsEmpty());
}

TEST(accumulation, of_a_place_founded_later_begins_when_it_is_there) {
    report data{running_totals()};
    data.months(county, "total", "2016-05", {"3", "4", "5", "6"});
    data.months(county, "talks", "2016-05", {"3", "1", "1", "1"});
    data.months(founded_later, "talks", "2016-07", {"1", "1"});
    data.months(founded_later, "total", "2016-07", {"1", "2"});
    EXPECT_THAT(data.says("accumulation:total@990103"),
                ElementsAre("accumulation:total@990103/2016-08: holds"));
}

TEST(accumulation, of_rounded_figures_is_judged_by_what_they_may_be) {
    report data{running_totals()};
    data.months(county, "talks", "2016-01", {"x", "1.2万", "300余"});
    data.months(county, "total", "2016-01", {"1.3万", "2.6万", "2.7万"});
    EXPECT_THAT(data.says("accumulation"),
                ElementsAre("accumulation:total@990101/2016-02: possible",
                            "accumulation:total@990101/2016-03: possible"));
}

TEST(accumulation, wrong_in_one_month_is_one_finding_and_the_next_month_follows) {
    report data{running_totals()};
    data.months(county, "talks", "2016-01", {"3", "5", "2", "1"});
    data.months(county, "total", "2016-01", {"13", "81", "20", "21"});
    EXPECT_THAT(
        data.says(),
        ElementsAre("cumulative:total@990101/2016-02: holds",
                    "cumulative:total@990101/2016-03: fails < accumulation:total@990101/2016-02",
                    "cumulative:total@990101/2016-04: holds",
                    "accumulation:total@990101/2016-02: fails",
                    "accumulation:total@990101/2016-03: fails < accumulation:total@990101/2016-02",
                    "accumulation:total@990101/2016-04: holds"));
}

TEST(accumulation, of_a_month_with_a_slip_of_its_own_does_not_follow_from_the_one_before) {
    report data{running_totals()};
    data.months(county, "talks", "2016-08", {"60", "60", "60", "60"});
    data.months(county, "total", "2016-08", {"500", "5600", "620", "650"});
    EXPECT_THAT(
        data.says("accumulation"),
        ElementsAre("accumulation:total@990101/2016-09: fails",
                    "accumulation:total@990101/2016-10: fails < accumulation:total@990101/2016-09",
                    "accumulation:total@990101/2016-11: fails"))
        << "October only seems to fall: it is not to blame, and does not excuse November";
}

TEST(accumulation, carried_on_from_a_wrong_month_is_the_one_finding) {
    report data{running_totals()};
    data.months(county, "talks", "2016-01", {"3", "5", "2", "1"});
    data.months(county, "total", "2016-01", {"13", "28", "30", "31"});
    EXPECT_THAT(data.says("accumulation"),
                ElementsAre("accumulation:total@990101/2016-02: fails",
                            "accumulation:total@990101/2016-03: holds",
                            "accumulation:total@990101/2016-04: holds"));
}

TEST(accumulation, with_a_wrong_flow_is_told_at_the_total_and_at_the_longer_period) {
    report data{running_totals()};
    data.months(county, "talks", "2016-01", {"3", "50", "2"});
    data.put(county, "talks", "2016-Q1", "10");
    data.months(county, "total", "2016-01", {"13", "18", "20"});
    EXPECT_THAT(data.says(),
                ElementsAre("periods:talks@990101/2016-Q1: fails",
                            "cumulative:total@990101/2016-02: holds",
                            "cumulative:total@990101/2016-03: holds",
                            "accumulation:total@990101/2016-02: fails",
                            "accumulation:total@990101/2016-03: holds"));
}

TEST(accumulation, with_a_flow_that_its_own_months_disprove_follows_from_that) {
    report data{running_totals()};
    data.months(county, "talks", "2016-04", {"3", "5", "2"});
    data.put(county, "talks", "2016-Q2", "19");
    data.put(county, "total", "2016-Q1", "13").put(county, "total", "2016-Q2", "23");
    EXPECT_THAT(
        data.says("accumulation"),
        ElementsAre("accumulation:total@990101/2016-Q2: fails < periods:talks@990101/2016-Q2"));
}

TEST(accumulation, holds_for_own_parts_and_items_as_for_totals) {
    codebook book = running_totals();
    book.breakdowns = {{told::named("kind"), false, {{told::named("a"), {}}}}};
    for (indicator& each : book.indicators) {
        each.breakdowns = {{breakdown_id{0}, breakdown_kind::of_which}};
    }
    report data{book};
    for (const char* place : {"990101/own", "990102"}) {
        data.put(place, "total", "2016-01", "5", "kind=a")
            .put(place, "total", "2016-02", "9", "kind=a");
        data.put(place, "talks", "2016-02", "3", "kind=a");
    }
    EXPECT_THAT(data.says("accumulation"),
                ElementsAre("accumulation:total@990101/2016-02/own[kind=a]: fails",
                            "accumulation:total@990102/2016-02[kind=a]: fails"));
}

// -- stocks and their movements -------------------------------------------------------------------

codebook stocks() {
    codebook book = told::with_levels();
    const indicator_id units = told::add(book, "units", nature::stock, counted::organisations);
    const indicator_id joined = told::add(book, "joined", nature::flow, counted::organisations);
    const indicator_id merged = told::add(book, "merged", nature::flow, counted::organisations);
    const indicator_id left = told::add(book, "left", nature::flow, counted::organisations);
    const indicator_id closed = told::add(book, "closed", nature::flow, counted::organisations);
    book.indicators[units.index()].inflows = {joined, merged};
    book.indicators[units.index()].outflows = {left, closed};
    return book;
}

report moved(std::string_view opening,
             std::string_view joined,
             std::string_view merged,
             std::string_view left,
             std::string_view closed,
             std::string_view closing) {
    report data{stocks()};
    const auto put = [&](const char* what, const char* when, std::string_view text) {
        if (text != "x") {
            data.put(county, what, when, text);
        }
    };
    put("units", "2015", opening);
    put("joined", "2016", joined);
    put("merged", "2016", merged);
    put("left", "2016", left);
    put("closed", "2016", closed);
    put("units", "2016", closing);
    return data;
}

constexpr const char* balance_of_2016 = "balance:units@990101/2016";

TEST(balance, is_the_opening_and_all_that_came_less_all_that_went) {
    EXPECT_EQ(moved("100", "10", "5", "3", "2", "110").of(balance_of_2016), "holds");
    EXPECT_EQ(moved("100", "10", "5", "3", "2", "105").of(balance_of_2016), "fails");
}

TEST(balance, with_a_movement_missing_says_which_would_do) {
    EXPECT_EQ(moved("100", "10", "x", "3", "2", "110").of(balance_of_2016),
              "unknown, merged 2016 5");
    EXPECT_EQ(moved("100", "10", "5", "", "2", "110").of(balance_of_2016), "unknown, left 2016 3");
    EXPECT_EQ(moved("100", "10", "5", "x", "x", "110").of(balance_of_2016),
              "unknown, left 2016 [0, 5], closed 2016 [0, 5]");
}

TEST(balance, fails_where_no_movement_that_is_missing_would_do) {
    EXPECT_EQ(moved("100", "10", "x", "3", "2", "104").of(balance_of_2016), "fails");
    EXPECT_EQ(moved("100", "10", "5", "3", "x", "113").of(balance_of_2016), "fails");
}

TEST(balance, with_the_opening_missing_says_which_would_do) {
    report data = moved("", "10", "5", "3", "2", "110");
    EXPECT_EQ(data.of(balance_of_2016), "unknown, units 2015 100");
}

TEST(balance, says_nothing_where_no_movement_was_told) {
    EXPECT_EQ(moved("100", "x", "x", "x", "x", "110").of(balance_of_2016), "nothing");
}

TEST(balance, says_nothing_where_the_data_begin) {
    EXPECT_EQ(moved("x", "10", "5", "3", "2", "110").of(balance_of_2016), "nothing");
}

TEST(balance, of_a_month_begins_on_the_last_day_of_the_one_before) {
    report data{stocks()};
    // The year's end and that of December are one moment.
    data.put(county, "units", "2015", "100").put(county, "units", "2016-01", "103");
    data.put(county, "joined", "2016-01", "4").put(county, "merged", "2016-01", "0");
    data.put(county, "left", "2016-01", "1").put(county, "closed", "2016-01", "0");
    EXPECT_THAT(data.says("balance"), ElementsAre("balance:units@990101/2016-01: holds"));
}

TEST(balance, that_is_wrong_in_one_month_is_one_finding) {
    report data{stocks()};
    data.months(county, "units", "2016-01", {"100", "203", "106"});
    data.months(county, "joined", "2016-02", {"3", "3"});
    data.months(county, "merged", "2016-02", {"1", "1"});
    data.months(county, "left", "2016-02", {"1", "1"});
    data.months(county, "closed", "2016-02", {"0", "0"});
    EXPECT_THAT(data.says("balance"),
                ElementsAre("balance:units@990101/2016-02: fails",
                            "balance:units@990101/2016-03: fails < balance:units@990101/2016-02"));
}

TEST(balance, of_rounded_figures_is_judged_by_what_they_may_be) {
    EXPECT_EQ(moved("1.2万", "1000余", "0", "0", "0", "1.3万").of(balance_of_2016), "possible");
    EXPECT_EQ(moved("1.2万", "1000余", "0", "0", "0", "1.5万").of(balance_of_2016), "fails");
}

// -- periods and their parts ----------------------------------------------------------------------

codebook flows() {
    codebook book = told::with_levels();
    told::add(book, "talks", nature::flow);
    return book;
}

TEST(periods, a_year_is_the_sum_of_its_months) {
    report data{flows()};
    data.months(county, "talks", "2016-01", std::vector<std::string>(12, "2"));
    data.put(county, "talks", "2016", "24");
    EXPECT_THAT(data.says(), ElementsAre("periods:talks@990101/2016: holds"));
}

TEST(periods, every_longer_period_is_compared_with_the_next_finer_one_that_is_complete) {
    report data{flows()};
    data.months(county, "talks", "2016-01", std::vector<std::string>(12, "2"));
    data.put(county, "talks", "2016", "24");
    data.put(county, "talks", "2016-H1", "12").put(county, "talks", "2016-H2", "12");
    data.put(county, "talks", "2016-Q1", "6").put(county, "talks", "2016-Q2", "7");
    data.put(county, "talks", "2016-Q3", "6").put(county, "talks", "2016-Q4", "6");
    EXPECT_THAT(data.says(),
                ElementsAre("periods:talks@990101/2016: holds",
                            "periods:talks@990101/2016-H1: fails < "
                            "periods:talks@990101/2016-Q2",
                            "periods:talks@990101/2016-Q1: holds",
                            "periods:talks@990101/2016-Q2: fails",
                            "periods:talks@990101/2016-H2: holds",
                            "periods:talks@990101/2016-Q3: holds",
                            "periods:talks@990101/2016-Q4: holds"));
}

TEST(periods, incomplete_quarters_give_way_to_complete_months) {
    report data{flows()};
    data.months(county, "talks", "2016-01", std::vector<std::string>(12, "2"));
    data.put(county, "talks", "2016-Q1", "6").put(county, "talks", "2016", "25");
    EXPECT_EQ(data.of("periods:talks@990101/2016"), "fails");
}

TEST(periods, quarters_of_which_one_was_left_blank_give_way_to_complete_months) {
    report data{flows()};
    data.months(county, "talks", "2016-01", std::vector<std::string>(12, "2"));
    data.put(county, "talks", "2016-Q1", "6").put(county, "talks", "2016-Q2", "6");
    data.put(county, "talks", "2016-Q3", "6").put(county, "talks", "2016-Q4", "");
    data.put(county, "talks", "2016", "25");
    EXPECT_EQ(data.of("periods:talks@990101/2016"), "fails");
}

TEST(periods, halves_that_are_all_blank_give_way_to_the_quarters_that_there_are) {
    report data{flows()};
    data.put(county, "talks", "2016-H1", "").put(county, "talks", "2016-H2", "");
    data.put(county, "talks", "2016-Q1", "6").put(county, "talks", "2016-Q2", "6");
    data.put(county, "talks", "2016-Q3", "6").put(county, "talks", "2016", "25");
    EXPECT_EQ(data.of("periods:talks@990101/2016"), "unknown, talks 2016-Q4 7");
}

TEST(periods, where_none_are_complete_the_coarsest_that_began_say_what_is_missing) {
    report data{flows()};
    data.put(county, "talks", "2016-Q1", "6").put(county, "talks", "2016-Q2", "6");
    data.put(county, "talks", "2016-Q4", "6");
    data.months(county, "talks", "2016-01", {"2", "2"});
    data.put(county, "talks", "2016", "25");
    EXPECT_EQ(data.of("periods:talks@990101/2016"), "unknown, talks 2016-Q3 7");
    data.put(county, "talks", "2015-Q1", "6").put(county, "talks", "2015", "5");
    EXPECT_EQ(data.of("periods:talks@990101/2015"), "fails");
}

TEST(periods, a_half_is_compared_with_quarters_and_a_quarter_with_months) {
    report data{flows()};
    data.put(county, "talks", "2016-H1", "9").put(county, "talks", "2016-Q1", "5");
    data.put(county, "talks", "2016-Q2", "4");
    data.months(county, "talks", "2016-04", {"1", "1", "1"});
    EXPECT_THAT(
        data.says(),
        ElementsAre("periods:talks@990101/2016-H1: holds", "periods:talks@990101/2016-Q2: fails"));
}

TEST(periods, last_winter_and_spring_are_their_months) {
    report data{flows()};
    data.months(county, "talks", "2015-11", {"1", "1", "1", "1", "1", "1"});
    data.put(county, "talks", "2015-11/2016-04", "7");
    EXPECT_THAT(data.says(), ElementsAre("periods:talks@990101/2015-11/2016-04: fails"));
}

TEST(periods, months_before_a_place_was_founded_are_no_gap) {
    report data{flows()};
    data.months(founded_later, "talks", "2016-07", std::vector<std::string>(6, "2"));
    data.put(founded_later, "talks", "2016", "12");
    EXPECT_THAT(data.says(), ElementsAre("periods:talks@990103/2016: holds"));
}

TEST(periods, without_any_part_are_not_judged) {
    report data{flows()};
    data.put(county, "talks", "2016", "12").put(county, "talks", "2015-12", "1");
    EXPECT_THAT(data.says(), IsEmpty());
}

TEST(periods, a_month_that_does_not_apply_counts_as_none) {
    report data{flows()};
    data.months(county, "talks", "2016-01", {"1", "-", "1"});
    data.put(county, "talks", "2016-Q1", "3");
    EXPECT_THAT(data.says(), ElementsAre("periods:talks@990101/2016-Q1: fails"));
}

// -- what is told of last year --------------------------------------------------------------------

codebook compared() {
    codebook book = told::with_levels();
    const indicator_id talks = told::add(book, "talks", nature::flow);
    const indicator_id then = told::add(book, "then", nature::flow);
    book.indicators[then.index()].last_year_of = talks;
    const indicator_id growth = told::add(book, "growth", nature::rate, counted::share);
    book.indicators[growth.index()].growth_of = talks;
    const indicator_id monthly = told::add(book, "monthly_growth", nature::rate, counted::share);
    book.indicators[monthly.index()].growth_of = talks;
    book.indicators[monthly.index()].against = compared_with::previous;
    const indicator_id share = told::add(book, "share", nature::rate, counted::share);
    const indicator_id change = told::add(book, "change", nature::rate, counted::share);
    book.indicators[change.index()].change_of = share;
    const indicator_id units = told::add(book, "units", nature::stock, counted::organisations);
    const indicator_id more = told::add(book, "more_units", nature::stock, counted::organisations);
    book.indicators[more.index()].change_of = units;
    book.indicators[more.index()].against = compared_with::previous;
    return book;
}

TEST(last_year, is_what_was_reported_then) {
    report data{compared()};
    data.put(county, "talks", "2015-03", "12").put(county, "then", "2016-03", "12");
    data.put(county, "talks", "2015", "90").put(county, "then", "2016", "91");
    EXPECT_THAT(
        data.says("last_year"),
        ElementsAre("last_year:then@990101/2016: fails", "last_year:then@990101/2016-03: holds"));
}

TEST(last_year, may_be_told_rounded) {
    report data{compared()};
    data.put(county, "talks", "2015", "12345").put(county, "then", "2016", "1.2万");
    EXPECT_EQ(data.of("last_year:then@990101/2016"), "holds");
}

TEST(last_year, that_nobody_filed_says_what_it_must_have_been) {
    report data{compared()};
    data.put("990102", "talks", "2015", "5").put(county, "then", "2016", "600余");
    EXPECT_EQ(data.of("last_year:then@990101/2016"), "unknown, talks 2015 [601, 699]");
}

TEST(last_year, says_nothing_where_nothing_reaches_back_so_far) {
    report data{compared()};
    data.put(county, "talks", "2016", "5").put(county, "then", "2016", "4");
    EXPECT_THAT(data.says("last_year"), IsEmpty());
}

TEST(last_year, says_nothing_of_a_place_that_was_not_there) {
    report data{compared()};
    data.put(county, "talks", "2015", "5").put(founded_later, "then", "2016", "4");
    EXPECT_THAT(data.says("last_year"), IsEmpty());
}

// -- growth and change ----------------------------------------------------------------------------

report grown(std::string_view before, std::string_view now, std::string_view growth) {
    report data{compared()};
    data.put(county, "talks", "2015", before).put(county, "talks", "2016", now);
    data.put(county, "growth", "2016", growth);
    return data;
}

constexpr const char* growth_of_2016 = "growth:growth@990101/2016";

TEST(growth, is_the_ratio_to_last_year_less_one) {
    EXPECT_EQ(grown("80", "100", "25%").of(growth_of_2016), "holds");
    EXPECT_EQ(grown("80", "100", "125%").of(growth_of_2016), "fails");
    EXPECT_EQ(grown("3", "4", "33.3%").of(growth_of_2016), "holds");
    EXPECT_EQ(grown("3", "4", "33.4%").of(growth_of_2016), "fails");
}

TEST(growth, may_be_negative_down_to_the_loss_of_all) {
    EXPECT_EQ(grown("100", "80", "-20%").of(growth_of_2016), "holds");
    EXPECT_EQ(grown("100", "80", "20%").of(growth_of_2016), "fails");
    EXPECT_EQ(grown("100", "0", "-100%").of(growth_of_2016), "holds");
    EXPECT_THAT(grown("100", "80", "-20%").says("domain"), IsEmpty());
}

TEST(growth, of_less_than_the_loss_of_all_is_no_growth) {
    EXPECT_THAT(grown("100", "0", "-120%").says("domain"),
                ElementsAre("domain@990101/2016#growth: fails"));
}

TEST(growth, from_nothing_fails_whatever_it_is_said_to_be) {
    EXPECT_EQ(grown("0", "80", "20%").of(growth_of_2016), "fails");
}

TEST(growth, of_rounded_figures_is_judged_by_what_they_may_be) {
    EXPECT_EQ(grown("1.2万", "1.3万", "8%").of(growth_of_2016), "possible");
    EXPECT_EQ(grown("1.2万", "1.3万", "20%").of(growth_of_2016), "fails");
}

TEST(growth, with_last_year_missing_says_what_it_must_have_been) {
    EXPECT_EQ(grown("", "100", "25%").of(growth_of_2016), "unknown, talks 2015 80");
}

TEST(growth, against_the_period_before_is_that_of_the_month) {
    report data{compared()};
    data.months(county, "talks", "2016-01", {"10", "15"});
    data.put(county, "monthly_growth", "2016-02", "50%");
    EXPECT_THAT(data.says("growth"), ElementsAre("growth:monthly_growth@990101/2016-02: holds"));
}

TEST(change, is_in_percentage_points_and_not_in_percent) {
    report data{compared()};
    data.put(county, "share", "2015", "90%").put(county, "share", "2016", "94.5%");
    data.put(county, "change", "2016", "5%");
    EXPECT_EQ(data.of("change:change@990101/2016"), "possible");
    report wrong{compared()};
    wrong.put(county, "share", "2015", "80.0%").put(county, "share", "2016", "88.0%");
    wrong.put(county, "change", "2016", "10.0%");
    EXPECT_EQ(wrong.of("change:change@990101/2016"), "fails");
}

TEST(change, may_be_negative) {
    report data{compared()};
    data.put(county, "share", "2015", "90%").put(county, "share", "2016", "85%");
    data.put(county, "change", "2016", "-5%");
    EXPECT_THAT(data.says(), ElementsAre("change:change@990101/2016: possible"));
}

TEST(change, of_counts_is_their_difference) {
    report data{compared()};
    data.months(county, "units", "2016-01", {"100", "97"});
    data.put(county, "more_units", "2016-02", "-3");
    EXPECT_THAT(data.says(), ElementsAre("change:more_units@990101/2016-02: holds"));
}

TEST(change, with_a_figure_missing_says_what_it_must_have_been) {
    report data{compared()};
    data.months(county, "units", "2016-01", {"100"});
    data.put(county, "more_units", "2016-02", "-3");
    EXPECT_THAT(data.says(),
                ElementsAre("change:more_units@990101/2016-02: unknown, units 2016-02 97"));
}

// -- yearly events --------------------------------------------------------------------------------

codebook yearly() {
    codebook book = told::with_levels();
    const indicator_id month = told::add(book, "awareness_month", nature::attribute);
    book.indicators[month.index()].year_zero = 1982;
    return book;
}

TEST(ordinal, is_the_year_less_the_one_before_the_first) {
    report data{yearly()};
    data.put(county, "awareness_month", "2016", "34")
        .put(county, "awareness_month", "2017-09", "34");
    EXPECT_THAT(data.says(),
                ElementsAre("ordinal:awareness_month@990101/2016: holds",
                            "ordinal:awareness_month@990101/2017-09: fails"));
}

// -- powers of ten --------------------------------------------------------------------------------

codebook magnitudes() {
    codebook book = told::with_levels();
    const indicator_id people = told::add(book, "people", nature::flow, counted::persons);
    book.indicators[people.index()].keeps_magnitude = true;
    return book;
}

std::string jump(std::string_view before, std::string_view now) {
    report data{magnitudes()};
    data.put(county, "people", "2016-01", before).put(county, "people", "2016-02", now);
    return data.of("magnitude:people@990101/2016-02");
}

TEST(magnitude, is_a_query) {
    const codebook book = [] {
        codebook made = magnitudes();
        made.index();
        return made;
    }();
    for (const rule& each : derive_rules(book)) {
        if (each.kind == rule_kind::magnitude) {
            EXPECT_EQ(each.weight, severity::query);
        }
    }
}

TEST(magnitude, fails_about_a_power_of_ten_from_the_figure_before) {
    for (const char* now :
         {"1000", "500", "2000", "10", "5", "20", "10000", "100000", "1000000", "1"}) {
        EXPECT_EQ(jump("100", now), "fails") << now;
    }
    EXPECT_EQ(jump("10000", "1"), "fails");
}

TEST(magnitude, holds_anywhere_between_the_powers) {
    for (const char* now : {"100", "499", "2001", "4999", "21", "49", "0", "2000001"}) {
        EXPECT_EQ(jump("100", now), "holds") << now;
    }
    EXPECT_EQ(jump("0", "100"), "holds");
}

TEST(magnitude, of_rounded_figures_fails_only_where_all_that_they_may_be_do) {
    EXPECT_EQ(jump("1.2万", "12万"), "fails");
    EXPECT_EQ(jump("100", "500余"), "fails");
    EXPECT_EQ(jump("100", "400余"), "holds");
    EXPECT_EQ(jump("100", "500以上"), "holds");
}

TEST(magnitude, of_a_slip_that_was_corrected_is_one_finding) {
    report data{magnitudes()};
    data.months(county, "people", "2016-01", {"100", "1000", "100"});
    EXPECT_THAT(data.says(),
                ElementsAre("magnitude:people@990101/2016-02: fails",
                            "magnitude:people@990101/2016-03: fails < "
                            "magnitude:people@990101/2016-02"));
}

std::vector<place_row> five_counties() {
    std::vector<place_row> rows = told::three_counties();
    rows.push_back({"990104", "County 4", level_id{3}, "9901", {}, {}, {}});
    rows.push_back({"990105", "County 5", level_id{3}, "9901", {}, {}, {}});
    return rows;
}

TEST(magnitude, without_a_figure_before_is_held_against_all_neighbours) {
    report data{magnitudes(), five_counties()};
    data.put("990101", "people", "2016", "9000").put("990102", "people", "2016", "80");
    data.put("990103", "people", "2016", "120").put("990104", "people", "2016", "100");
    EXPECT_THAT(data.says(),
                ElementsAre("magnitude:people@990101/2016: fails",
                            "magnitude:people@990102/2016: holds",
                            "magnitude:people@990103/2016: holds",
                            "magnitude:people@990104/2016: holds"));
}

TEST(magnitude, is_not_told_from_fewer_than_three_neighbours) {
    report data{magnitudes()};
    data.put("990101", "people", "2016", "9000").put("990102", "people", "2016", "80");
    data.put("990103", "people", "2016", "120");
    EXPECT_THAT(data.says(), IsEmpty());
}

TEST(magnitude, of_one_among_unlike_neighbours_holds) {
    report data{magnitudes(), five_counties()};
    data.put("990101", "people", "2016", "9000").put("990102", "people", "2016", "80");
    data.put("990103", "people", "2016", "3000").put("990104", "people", "2016", "100");
    EXPECT_EQ(data.of("magnitude:people@990101/2016"), "holds");
}

// -- nested and overlapping items, and what differs from place to place ---------------------------

codebook broken_down(breakdown_kind as, tier_counting counting = tier_counting::exclusive) {
    codebook book = told::with_levels();
    book.breakdowns = {
        {told::named("share"),
         true,
         {{told::named("10"), {}}, {told::named("20"), {}}, {told::named("30"), {}}}}};
    const indicator_id places = told::add(book, "places", nature::stock, counted::things);
    book.indicators[places.index()].breakdowns = {{breakdown_id{0}, as, counting}};
    return book;
}

report items(const codebook& book,
             const std::vector<std::string>& texts,
             std::string_view total,
             const char* place = county) {
    report data{book};
    const char* const codes[] = {"share=10", "share=20", "share=30"};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (texts[i] != "x") {
            data.put(place, "places", "2016", texts[i], codes[i]);
        }
    }
    if (total != "x") {
        data.put(place, "places", "2016", total);
    }
    return data;
}

TEST(nested, each_item_holds_the_next_and_the_total_holds_the_first) {
    const codebook book = broken_down(breakdown_kind::nested);
    EXPECT_THAT(items(book, {"9", "5", "5"}, "9").says(),
                ElementsAre("nested:places:share@990101/2016[share=10]: holds",
                            "nested:places:share@990101/2016[share=20]: holds",
                            "nested:places:share@990101/2016[share=30]: holds"));
    EXPECT_THAT(items(book, {"9", "5", "6"}, "8").says(),
                ElementsAre("nested:places:share@990101/2016[share=10]: fails",
                            "nested:places:share@990101/2016[share=20]: holds",
                            "nested:places:share@990101/2016[share=30]: fails"));
}

TEST(nested, an_item_that_is_missing_is_passed_over) {
    const codebook book = broken_down(breakdown_kind::nested);
    EXPECT_EQ(items(book, {"4", "x", "5"}, "9").of("nested:places:share@990101/2016[share=30]"),
              "fails");
    EXPECT_EQ(items(book, {"x", "", "5"}, "4").of("nested:places:share@990101/2016[share=30]"),
              "fails");
}

TEST(nested, without_any_wider_figure_says_what_the_total_must_be) {
    const codebook book = broken_down(breakdown_kind::nested);
    EXPECT_EQ(items(book, {"x", "x", "5"}, "").of("nested:places:share@990101/2016[share=30]"),
              "unknown, places 2016 [5, ...)");
}

TEST(overlapping, the_total_lies_between_the_largest_item_and_the_sum) {
    const codebook book = broken_down(breakdown_kind::partition, tier_counting::held);
    constexpr const char* key = "partition:places:share@990101/2016";
    EXPECT_EQ(items(book, {"4", "5", "3"}, "5").of(key), "possible");
    EXPECT_EQ(items(book, {"4", "5", "3"}, "12").of(key), "possible");
    EXPECT_EQ(items(book, {"4", "0", "0"}, "4").of(key), "holds");
    EXPECT_EQ(items(book, {"4", "5", "3"}, "13").of(key), "fails");
    EXPECT_EQ(items(book, {"4", "5", "3"}, "4").of(key), "fails");
    EXPECT_EQ(items(book, {"4", "5", "x"}, "12").of(key), "unknown, places 2016 30 [3, 12]");
}

TEST(residual_item, that_is_missing_is_exactly_what_the_others_leave) {
    const codebook book = broken_down(breakdown_kind::partition);
    constexpr const char* key = "partition:places:share@990101/2016";
    EXPECT_EQ(items(book, {"4", "5", "x"}, "12").of(key), "unknown, places 2016 30 3");
    EXPECT_EQ(items(book, {"4", "5", "x"}, "8").of(key), "fails");
    EXPECT_EQ(items(book, {"4", "x", "x"}, "12").of(key),
              "unknown, places 2016 20 [0, 8], places 2016 30 [0, 8]");
}

TEST(breakdown, may_be_a_partition_at_one_place_and_some_of_it_at_another) {
    codebook book = broken_down(breakdown_kind::partition);
    book.indicators[0].breakdowns.push_back(
        {breakdown_id{0}, breakdown_kind::of_which, tier_counting::exclusive, {"990102"}});
    EXPECT_THAT(items(book, {"4", "5", "2"}, "12").says(),
                ElementsAre("partition:places:share@990101/2016: fails"));
    EXPECT_THAT(items(book, {"4", "5", "13"}, "12", "990102").says(),
                ElementsAre("of_which:places:share@990102/2016[share=10]: holds",
                            "of_which:places:share@990102/2016[share=20]: holds",
                            "of_which:places:share@990102/2016[share=30]: fails"));
}

TEST(breakdown, named_for_a_place_holds_below_it_and_the_nearest_naming_counts) {
    codebook book = broken_down(breakdown_kind::partition);
    book.indicators[0].breakdowns.push_back(
        {breakdown_id{0}, breakdown_kind::of_which, tier_counting::exclusive, {"9901"}});
    book.indicators[0].breakdowns.push_back(
        {breakdown_id{0}, breakdown_kind::partition, tier_counting::held, {"990102"}});
    EXPECT_THAT(items(book, {"4"}, "12").says(),
                ElementsAre("of_which:places:share@990101/2016[share=10]: holds"));
    EXPECT_THAT(items(book, {"4", "5", "2"}, "12", "99").says(),
                ElementsAre("partition:places:share@99/2016: fails"));
    EXPECT_THAT(items(book, {"4", "5", "2"}, "12", "990102").says(),
                ElementsAre("partition:places:share:held@990102/2016: fails"));
}

TEST(breakdown, crossed_with_another_is_added_up_both_ways) {
    codebook book = broken_down(breakdown_kind::partition);
    book.breakdowns.push_back(
        {told::named("kind"), false, {{told::named("a"), {}}, {told::named("b"), {}}}});
    book.breakdowns[0].items.pop_back();
    book.indicators[0].breakdowns.push_back({breakdown_id{1}, breakdown_kind::partition});
    report data{book};
    const auto put = [&](int share, int kind, const std::string& text) {
        cell where = data.at(county, "places", "2016");
        if (share >= 0) {
            where.what = where.what.with(breakdown_id{0}, static_cast<std::uint16_t>(share));
        }
        if (kind >= 0) {
            where.what = where.what.with(breakdown_id{1}, static_cast<std::uint16_t>(kind));
        }
        data.data().add(where, read_figure(text).value.value());
    };
    put(0, 0, "1");
    put(0, 1, "2");
    put(0, -1, "3");
    put(1, 0, "4");
    put(1, 1, "5");
    put(1, -1, "9");
    put(-1, 0, "5");
    put(-1, 1, "8");
    put(-1, -1, "12");
    EXPECT_THAT(data.says(),
                ElementsAre("partition:places:share@990101/2016: holds",
                            "partition:places:share@990101/2016[kind=a]: holds",
                            "partition:places:share@990101/2016[kind=b]: fails",
                            "partition:places:kind@990101/2016: fails < "
                            "partition:places:share@990101/2016[kind=b]",
                            "partition:places:kind@990101/2016[share=10]: holds",
                            "partition:places:kind@990101/2016[share=20]: holds"));
}

// -- who need not report --------------------------------------------------------------------------

codebook with_exemption(codebook book,
                        const std::vector<indicator_id>& indicators,
                        std::optional<day> until = {}) {
    book.exemptions.push_back({county, indicators, until, {"has no such thing", "没有"}});
    return book;
}

TEST(exemption, reads_what_a_place_leaves_out_as_none_and_says_so) {
    report data{with_exemption(running_totals(), {indicator_id{0}})};
    data.months(county, "total", "2016-01", {"13", "13"});
    data.months("990102", "total", "2016-01", {"13", "13"});
    EXPECT_THAT(data.says("accumulation"),
                ElementsAre("accumulation:total@990101/2016-02: holds",
                            "accumulation:total@990102/2016-02: unknown, talks 2016-02 0"));
    const check_report found = check(data.data());
    for (const finding& each : found.findings) {
        if (found.rules[each.rule].kind == rule_kind::accumulation) {
            const bool is_exempt = data.data().where().code(each.where.place) == county;
            EXPECT_EQ(each.terms.back().reading,
                      is_exempt ? term_reading::exempt : term_reading::missing);
        }
    }
}

TEST(exemption, of_all_indicators_counts_until_its_last_day) {
    report data{with_exemption(stocks(), {}, parse_day("2016-02-29"))};
    data.months(county, "units", "2016-01", {"10", "10", "10"});
    data.months(county, "joined", "2016-02", {"0", "0"});
    EXPECT_THAT(data.says("balance"),
                ElementsAre("balance:units@990101/2016-02: holds",
                            "balance:units@990101/2016-03: unknown, merged 2016-03 [0, ...), "
                            "left 2016-03 [0, ...), closed 2016-03 [0, ...)"));
}

TEST(exemption, does_not_cover_what_was_reported_all_the_same) {
    report data{with_exemption(running_totals(), {indicator_id{0}})};
    data.months(county, "total", "2016-01", {"13", "13"});
    data.months(county, "talks", "2016-02", {"1"});
    EXPECT_THAT(data.says("accumulation"), ElementsAre("accumulation:total@990101/2016-02: fails"));
}

TEST(change, of_counts_without_any_lower_end_is_what_it_may_be) {
    report data{compared()};
    data.months(county, "units", "2016-01", {"100", "97"});
    data.put(county, "more_units", "2016-02", "5以下");
    EXPECT_EQ(data.of("change:more_units@990101/2016-02"), "holds");
}

TEST(exemption, completes_the_parts_of_a_period) {
    report data{with_exemption(flows(), {}, parse_day("2016-03-31"))};
    data.months(
        county, "talks", "2016-01", {"x", "x", "x", "1", "1", "1", "1", "1", "1", "1", "1", "1"});
    data.put(county, "talks", "2016", "10");
    EXPECT_THAT(data.says(), ElementsAre("periods:talks@990101/2016: fails"));
}

// -- sources that make their totals add -----------------------------------------------------------

codebook with_source(codebook book, printed_totals totals) {
    book.sources.push_back({"2.3", totals});
    return book;
}

report added(const codebook& book, std::string_view source_of_last = "2.3") {
    report data{book};
    data.put(county, "total", "2016-01", "1.2万", {}, "2.3");
    data.put(county, "talks", "2016-02", "1.3万", {}, source_of_last);
    data.put(county, "total", "2016-02", "2.6万", {}, "2.3");
    return data;
}

TEST(adjusted_source, adds_up_as_printed) {
    constexpr const char* key = "accumulation:total@990101/2016-02";
    EXPECT_EQ(added(with_source(running_totals(), printed_totals::adjusted)).of(key), "fails");
    EXPECT_EQ(added(with_source(running_totals(), printed_totals::unadjusted)).of(key), "possible");
    EXPECT_EQ(added(running_totals()).of(key), "possible");
}

TEST(adjusted_source, says_nothing_of_sums_with_figures_of_another_source) {
    EXPECT_EQ(added(with_source(running_totals(), printed_totals::adjusted), "5")
                  .of("accumulation:total@990101/2016-02"),
              "possible");
}

TEST(adjusted_source, holds_where_the_numbers_add_up_as_they_stand) {
    report data{with_source(broken_down(breakdown_kind::partition), printed_totals::adjusted)};
    data.put(county, "places", "2016", "1.2万", "share=10", "2.3");
    data.put(county, "places", "2016", "1.3万", "share=20", "2.3");
    data.put(county, "places", "2016", "0", "share=30", "2.3");
    data.put(county, "places", "2016", "2.5万", {}, "2.3");
    EXPECT_EQ(data.of("partition:places:share@990101/2016"), "holds");
}

TEST(adjusted_source, says_what_is_missing_to_the_printed_total) {
    report data{with_source(broken_down(breakdown_kind::partition), printed_totals::adjusted)};
    data.put(county, "places", "2016", "1.2万", "share=10", "2.3");
    data.put(county, "places", "2016", "1.3万", "share=20", "2.3");
    data.put(county, "places", "2016", "2.5万", {}, "2.3");
    EXPECT_EQ(data.of("partition:places:share@990101/2016"), "unknown, places 2016 30 0");
}

TEST(adjusted_source, takes_a_figure_that_is_no_single_number_as_what_it_may_be) {
    report data{with_source(broken_down(breakdown_kind::partition), printed_totals::adjusted)};
    data.put(county, "places", "2016", "2-3", "share=10", "2.3");
    data.put(county, "places", "2016", "600余", "share=20", "2.3");
    data.put(county, "places", "2016", "0", "share=30", "2.3");
    data.put(county, "places", "2016", "650", {}, "2.3");
    EXPECT_EQ(data.of("partition:places:share@990101/2016"), "possible");
}

TEST(adjusted_source, leaves_other_rules_as_they_are) {
    report data{with_source(only_totals(), printed_totals::adjusted)};
    data.put(county, "total", "2016-01", "1.2万", {}, "2.3");
    data.put(county, "total", "2016-02", "1.2万", {}, "2.3");
    EXPECT_EQ(data.of("cumulative:total@990101/2016-02"), "possible");
}

}  // namespace
