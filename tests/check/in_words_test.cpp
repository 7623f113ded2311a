#include "../support/told.hpp"

#include <gmock/gmock.h>

// Rules that a codebook states in words of its own: what they say, where they are judged, and what
// follows from them.

namespace {

using namespace crossfoot;
using testing::ElementsAre;
using testing::IsEmpty;
using told::report;

constexpr const char* county = "990101";

codebook campaign() {
    codebook book = told::with_levels();
    book.breakdowns = {
        {told::named("tier"), true, {{told::named("high"), {}}, {told::named("low"), {}}}}};
    told::add(book, "talks", nature::flow, counted::events);
    // Visits by people, so that they can be compared with talks.
    told::add(book, "people", nature::flow, counted::events);
    const indicator_id units = told::add(book, "units", nature::stock, counted::organisations);
    book.indicators[units.index()].breakdowns = {{breakdown_id{0}, breakdown_kind::of_which}};
    told::add(book, "joined", nature::flow, counted::organisations);
    const indicator_id rate = told::add(book, "rate", nature::rate, counted::share);
    told::add(book, "models", nature::stock, counted::organisations);
    book.indicators[rate.index()].numerator = indicator_id{5};
    book.indicators[rate.index()].denominator = units;
    return book;
}

written_rule in_words(std::string check) {
    written_rule made;
    made.code = "own";
    made.check = std::move(check);
    return made;
}

/// A report under one rule in words, with the code "own".
report under(written_rule one, codebook book = campaign()) {
    book.rules.push_back(std::move(one));
    return report{std::move(book)};
}
report under(std::string check, codebook book = campaign()) {
    return under(in_words(std::move(check)), std::move(book));
}

constexpr const char* in_2016 = "own@990101/2016";

/// What a rule says of the talks and people of a county in 2016; "x" leaves a figure out.
std::string said_of(const std::string& check, const std::string& talks, const std::string& people) {
    report data = under(check);
    if (talks != "x") {
        data.put(county, "talks", "2016", talks);
    }
    if (people != "x") {
        data.put(county, "people", "2016", people);
    }
    return data.of(in_2016);
}

// -- what they say --------------------------------------------------------------------------------

TEST(in_words, an_order_holds_or_fails_as_it_says) {
    EXPECT_EQ(said_of("talks < 5", "4", "x"), "holds");
    EXPECT_EQ(said_of("talks < 5", "5", "x"), "fails");
    EXPECT_EQ(said_of("talks <= 5", "5", "x"), "holds");
    EXPECT_EQ(said_of("talks ≤ 5", "6", "x"), "fails");
    EXPECT_EQ(said_of("talks > 5", "6", "x"), "holds");
    EXPECT_EQ(said_of("talks > 5", "5", "x"), "fails");
    EXPECT_EQ(said_of("talks >= 5", "5", "x"), "holds");
    EXPECT_EQ(said_of("5 ≥ talks", "6", "x"), "fails");
    EXPECT_EQ(said_of("talks != 5", "5", "x"), "fails");
    EXPECT_EQ(said_of("talks ≠ 5", "6", "x"), "holds");
}

TEST(in_words, a_rounded_figure_is_judged_by_all_that_it_may_be) {
    EXPECT_EQ(said_of("talks < 12500", "1.2万", "x"), "holds");
    EXPECT_EQ(said_of("talks < 12000", "1.2万", "x"), "possible");
    EXPECT_EQ(said_of("talks > 12499", "1.2万", "x"), "fails");
    EXPECT_EQ(said_of("talks > 600", "600余", "x"), "holds");
    EXPECT_EQ(said_of("talks != 12000", "1.2万", "x"), "possible");
    EXPECT_EQ(said_of("talks != 13000", "1.2万", "x"), "holds");
}

TEST(in_words, numbers_of_a_rule_are_exact) {
    EXPECT_EQ(said_of("talks <= 1.2万", "12000", "x"), "holds");
    EXPECT_EQ(said_of("talks <= 1.2万", "12001", "x"), "fails");
    EXPECT_EQ(said_of("talks <= 95% * 100", "96", "x"), "fails");
}

TEST(in_words, between_has_both_ends) {
    EXPECT_EQ(said_of("talks between 5 and 9", "5", "x"), "holds");
    EXPECT_EQ(said_of("talks between 5 and 9", "9", "x"), "holds");
    EXPECT_EQ(said_of("talks between 5 and 9", "10", "x"), "fails");
    EXPECT_EQ(said_of("talks not between 5 and 9", "9", "x"), "fails");
    EXPECT_EQ(said_of("talks not between 5 and 9", "4", "x"), "holds");
    EXPECT_EQ(said_of("talks between 5 and 12000", "1.2万", "x"), "possible");
}

TEST(in_words, a_ratio_lies_in_a_range_or_not) {
    EXPECT_EQ(said_of("people / talks between 20 and 2000", "10", "200"), "holds");
    EXPECT_EQ(said_of("people / talks between 20 and 2000", "10", "199"), "fails");
    EXPECT_EQ(said_of("people / talks between 20 and 2000", "10", "20001"), "fails");
    EXPECT_EQ(said_of("people / talks between 20 and 2000", "10", "1.0万"), "holds");
    EXPECT_EQ(said_of("people / talks between 20 and 2000", "10余", "230"), "possible");
}

TEST(in_words, what_is_missing_is_unknown_with_what_would_do) {
    EXPECT_EQ(said_of("people / talks between 20 and 2000", "", "4000"),
              "unknown, talks 2016 [2, 200]");
    EXPECT_EQ(said_of("talks <= people", "7", ""), "unknown, people 2016 [7, ...)");
    EXPECT_EQ(said_of("talks + people <= 9", "7", "x"), "unknown, people 2016 [0, 2]");
    EXPECT_EQ(said_of("talks + people <= 9", "10", "x"), "fails");
}

TEST(in_words, a_ratio_to_nothing_is_not_judged) {
    EXPECT_EQ(said_of("people / talks between 20 and 2000", "0", "200"), "nothing");
    EXPECT_EQ(said_of("people / talks <= people / 3", "0", "200"), "nothing");
    EXPECT_EQ(said_of("if people / talks > 20 then talks > 5", "0", "200"), "nothing");
}

TEST(in_words, a_claim_that_is_a_ratio_to_nothing_fails) {
    report data = under("rate = models / units");
    data.put(county, "rate", "2016", "95%").put(county, "models", "2016", "0");
    data.put(county, "units", "2016", "0");
    EXPECT_EQ(data.of(in_2016), "fails");
}

TEST(in_words, a_claim_admits_what_is_computed_or_not) {
    EXPECT_EQ(said_of("people = talks * 20", "10", "200"), "holds");
    EXPECT_EQ(said_of("talks * 20 = people", "10", "201"), "fails");
    EXPECT_EQ(said_of("people = talks * 20", "10", "200余"), "fails");
    EXPECT_EQ(said_of("people = talks * 20", "10余", "200余"), "possible");
    EXPECT_EQ(said_of("people = talks * 20", "", "200"), "unknown, talks 2016 10");
    EXPECT_EQ(said_of("people = talks * 20", "", "201"), "fails");
}

TEST(in_words, a_claim_is_judged_only_where_it_was_reported) {
    EXPECT_EQ(said_of("people = talks * 20", "10", "x"), "nothing");
    EXPECT_EQ(said_of("people = talks * 20", "10", ""), "nothing");
}

TEST(in_words, a_figure_used_twice_is_one_unknown) {
    EXPECT_EQ(said_of("talks - talks = 0", "600余", "x"), "holds");
    EXPECT_EQ(said_of("2 * talks - talks >= 601", "600余", "x"), "holds");
    EXPECT_EQ(said_of("talks / people - 1 <= 0", "600余", "700"), "holds");
}

TEST(in_words, conditions_are_joined) {
    EXPECT_EQ(said_of("talks > 5 and people > 5", "6", "5"), "fails");
    EXPECT_EQ(said_of("talks > 5 or people > 5", "6", "5"), "holds");
    EXPECT_EQ(said_of("talks > 5 or people > 5", "5", "5"), "fails");
    EXPECT_EQ(said_of("not (talks > 5)", "6", "x"), "fails");
    EXPECT_EQ(said_of("not (talks > 5 or people > 5)", "5", "5"), "holds");
    EXPECT_EQ(said_of("not (talks > 5 and people > 5)", "6", "6"), "fails");
    EXPECT_EQ(said_of("talks > 5 or people > 5", "6", "x"), "holds");
    EXPECT_EQ(said_of("talks > 5 and people > 5", "5", "x"), "fails");
    EXPECT_EQ(said_of("talks > 5 and people > 5", "6", "x"), "unknown, people 2016 [6, ...)");
}

TEST(in_words, if_says_nothing_where_it_does_not_apply) {
    EXPECT_EQ(said_of("if talks > 5 then people > 100", "6", "101"), "holds");
    EXPECT_EQ(said_of("if talks > 5 then people > 100", "6", "100"), "fails");
    EXPECT_EQ(said_of("if talks > 5 then people > 100", "5", "100"), "nothing");
    EXPECT_EQ(said_of("if talks > 5 then people > 100", "x", "100"), "unknown");
    EXPECT_EQ(said_of("if talks > 5 then people > 100", "x", "101"), "holds");
    EXPECT_EQ(said_of("if talks > 11500 then people > 100", "1.2万", "100"), "possible");
}

TEST(in_words, reported_asks_whether_there_is_a_figure) {
    EXPECT_EQ(said_of("if reported(talks) then reported(people)", "1", "x"), "fails");
    EXPECT_EQ(said_of("if reported(talks) then reported(people)", "1", ""), "fails");
    EXPECT_EQ(said_of("if reported(talks) then reported(people)", "1", "2"), "holds");
    EXPECT_EQ(said_of("if reported(talks) then reported(people)", "x", "2"), "nothing");
    EXPECT_EQ(said_of("if reported(talks) then people > 5", "0", "5"), "fails");
}

TEST(in_words, smallest_largest_and_size) {
    EXPECT_EQ(said_of("max(talks, people) <= 9", "9", "3"), "holds");
    EXPECT_EQ(said_of("max(talks, people) <= 9", "10", "3"), "fails");
    EXPECT_EQ(said_of("min(talks, 4) >= 4", "3", "x"), "fails");
    EXPECT_EQ(said_of("abs(talks - 10) <= 2", "8", "x"), "holds");
    EXPECT_EQ(said_of("abs(talks - 10) <= 2", "13", "x"), "fails");
}

TEST(in_words, the_year_and_the_month_are_those_of_the_period) {
    report data = under("if month = 12 then talks >= year - 2000");
    data.put(county, "talks", "2016-12", "15").put(county, "talks", "2016-11", "15");
    EXPECT_THAT(data.says("own"), ElementsAre("own@990101/2016-12: fails"));
}

TEST(in_words, chinese_reads_as_english) {
    EXPECT_EQ(said_of("如果 talks > 5 那么 people > 100", "6", "100"), "fails");
    EXPECT_EQ(said_of("talks 介于 5 和 9", "10", "x"), "fails");
}

// -- figures of other periods and places ----------------------------------------------------------

TEST(in_words, growth_by_hand) {
    report data = under("talks / talks[previous] - 1 <= 50%");
    data.months(county, "talks", "2016-01", {"10", "15", "23", "x", "30"});
    EXPECT_THAT(data.says("own"),
                ElementsAre("own@990101/2016-02: holds",
                            "own@990101/2016-03: fails",
                            "own@990101/2016-05: unknown, talks 2016-04 [20, ...)"));
}

TEST(in_words, the_same_period_last_year_is_that_of_the_month_or_the_year) {
    report data = under("talks >= talks[same period last year]");
    data.put(county, "talks", "2015", "9").put(county, "talks", "2016", "8");
    data.put(county, "talks", "2015-03", "3").put(county, "talks", "2016-03", "4");
    EXPECT_THAT(data.says("own"),
                ElementsAre("own@990101/2016: fails", "own@990101/2016-03: holds"));
}

TEST(in_words, the_previous_of_a_stock_is_its_opening) {
    report data = under("units <= units[previous] + joined");
    data.put(county, "units", "2015", "9").put(county, "units", "2016-01", "12");
    data.put(county, "joined", "2016-01", "2");
    EXPECT_EQ(data.of("own@990101/2016-01"), "fails");
}

TEST(in_words, a_sum_over_items_counts_those_that_there_are) {
    report data = under("units >= sum(units by tier)");
    data.put(county, "units", "2016", "5").put(county, "units", "2016", "3", "tier=high");
    data.put("990102", "units", "2016", "5").put("990102", "units", "2016", "3", "tier=high");
    data.put("990102", "units", "2016", "3", "tier=low");
    EXPECT_THAT(
        data.says("own"),
        ElementsAre("own@990101/2016: unknown, units 2016 low [0, 2]", "own@990102/2016: fails"));
}

TEST(in_words, items_are_named) {
    report data = under("units[high] + units[tier = low] <= units");
    data.put(county, "units", "2016", "5").put(county, "units", "2016", "3", "tier=high");
    data.put(county, "units", "2016", "3", "tier=low");
    EXPECT_EQ(data.of(in_2016), "fails");
}

TEST(in_words, a_sum_over_children_is_of_the_places_directly_below) {
    report data = under("talks = sum(talks over children)");
    data.put("9901", "talks", "2016", "10").put("990101", "talks", "2016", "4");
    data.put("990102", "talks", "2016", "5").put("990103", "talks", "2016", "2");
    data.put("99", "talks", "2016", "10");
    EXPECT_THAT(data.says("own"), ElementsAre("own@99/2016: holds", "own@9901/2016: fails"));
}

TEST(in_words, a_sum_over_months_is_of_the_period) {
    report data = under("talks = sum(talks over months)");
    data.months(county, "talks", "2016-01", {"1", "2", "3"});
    data.put(county, "talks", "2016-Q1", "7");
    EXPECT_THAT(data.says("own"), ElementsAre("own@990101/2016-Q1: fails"));
}

TEST(in_words, the_parent_is_the_place_above) {
    report data = under("talks <= talks at parent");
    data.put("9901", "talks", "2016", "4").put(county, "talks", "2016", "5");
    data.put("990102", "talks", "2016", "3");
    data.put("99", "talks", "2016", "9");
    EXPECT_THAT(
        data.says("own"),
        ElementsAre("own@9901/2016: holds", "own@990101/2016: fails", "own@990102/2016: holds"));
}

TEST(in_words, a_place_may_be_named) {
    report data = under("talks <= talks at 990102");
    data.put(county, "talks", "2016", "5").put("990102", "talks", "2016", "4");
    EXPECT_THAT(data.says("own"), ElementsAre("own@990101/2016: fails", "own@990102/2016: holds"));
}

TEST(in_words, a_rule_that_names_all_its_places_is_judged_at_the_first) {
    report data = under("talks at 990101 + talks at 990102 <= 8");
    data.put("990101", "talks", "2016", "5").put("990102", "talks", "2016", "4");
    data.put("990103", "talks", "2016", "4");
    EXPECT_THAT(data.says("own"), ElementsAre("own@990101/2016: fails"));
}

TEST(in_words, the_own_part_is_told_apart_from_the_total) {
    report data = under("units[own] <= units");
    data.put(county, "units", "2016", "5").put("990101/own", "units", "2016", "6");
    EXPECT_THAT(data.says("own"), ElementsAre("own@990101/2016/own: fails"));
}

// -- where they are judged ------------------------------------------------------------------------

TEST(in_words, a_rule_is_judged_wherever_a_figure_of_it_was_reported) {
    report data = under("talks <= people");
    data.put("990101", "talks", "2016", "5").put("990102", "people", "2016", "5");
    data.put("990103", "units", "2016", "5");
    EXPECT_THAT(data.says("own"),
                ElementsAre("own@990101/2016: unknown, people 2016 [5, ...)",
                            "own@990102/2016: unknown, talks 2016 [0, 5]"));
}

TEST(in_words, a_row_left_blank_is_nothing_to_judge) {
    EXPECT_EQ(said_of("talks <= people", "", "x"), "nothing");
    report data = under("talks <= 2 * talks[previous]");
    data.months(county, "talks", "2016-01", {"5", ""});
    EXPECT_THAT(data.says("own"), IsEmpty());
}

TEST(in_words, where_the_data_begin_there_is_nothing_before) {
    report data = under("talks >= talks[previous]");
    data.months(county, "talks", "2016-01", {"5"});
    EXPECT_THAT(data.says("own"), IsEmpty());
}

TEST(in_words, before_a_place_was_there_is_nothing_to_compare_with) {
    report data = under("talks >= talks[previous]");
    data.months(county, "talks", "2016-05", {"5", "5", "5", "5"});
    data.months("990103", "talks", "2016-07", {"5", "4"});
    EXPECT_THAT(data.says("own@990103"), ElementsAre("own@990103/2016-08: fails"));
}

TEST(in_words, a_stock_is_held_against_the_year_and_against_its_december) {
    for (const char* check : {"units >= joined / 10", "10 * units >= joined"}) {
        report data = under(check);
        data.put(county, "units", "2016", "5");
        data.put(county, "joined", "2016", "60").put(county, "joined", "2016-12", "40");
        EXPECT_THAT(data.says("own"),
                    ElementsAre("own@990101/2016: fails", "own@990101/2016-12: holds"));
    }
}

TEST(in_words, when_says_where_a_rule_is_judged) {
    written_rule rule = in_words("people > 100");
    rule.when = "talks > 5";
    report data = under(rule);
    data.put("990101", "talks", "2016", "6").put("990101", "people", "2016", "100");
    data.put("990102", "talks", "2016", "5").put("990102", "people", "2016", "100");
    data.put("990103", "people", "2016", "100");
    EXPECT_THAT(data.says("own"), ElementsAre("own@990101/2016: fails"));
}

TEST(in_words, when_that_is_only_possible_does_not_apply) {
    written_rule rule = in_words("people > 100");
    rule.when = "talks > 12000";
    report data = under(rule);
    data.put(county, "talks", "2016", "1.2万").put(county, "people", "2016", "100");
    EXPECT_THAT(data.says("own"), IsEmpty());
}

TEST(in_words, a_rule_reads_absence_in_its_own_way) {
    for (const auto& [absent, said] : std::vector<std::pair<std::optional<absence>, std::string>>{
             {std::nullopt, "unknown, people 2016 [0, 2]"},
             {absence::missing, "unknown, people 2016 [0, 2]"},
             {absence::zero, "holds"},
             {absence::zero_if_filed, "holds"}}) {
        written_rule rule = in_words("talks + people <= 9");
        rule.absent = absent;
        report data = under(rule);
        data.put(county, "talks", "2016", "7");
        EXPECT_EQ(data.of(in_2016), said);
    }
}

TEST(in_words, absence_of_a_rule_does_not_fill_a_row_left_blank) {
    written_rule rule = in_words("talks + people <= 9");
    rule.absent = absence::zero;
    report data = under(rule);
    data.put(county, "talks", "2016", "7").put(county, "people", "2016", "");
    EXPECT_EQ(data.of(in_2016), "unknown, people 2016 [0, 2]");
}

TEST(in_words, zero_if_filed_asks_whether_that_place_filed_for_that_period) {
    written_rule rule = in_words("talks >= talks[previous]");
    rule.absent = absence::zero_if_filed;
    report data = under(rule);
    data.months("990102", "talks", "2016-01", {"5"});
    data.put(county, "talks", "2016-02", "5");
    EXPECT_EQ(data.of("own@990101/2016-02"), "unknown, talks 2016-01 [0, 5]");
    data.put(county, "people", "2016-01", "5");
    EXPECT_EQ(data.of("own@990101/2016-02"), "holds");
}

// -- exceptions and severity ----------------------------------------------------------------------

TEST(in_words, an_exception_excuses_what_fails_until_its_last_day) {
    written_rule rule = in_words("talks <= 5");
    rule.exceptions = {{county, parse_day("2016-02-29"), {"moved", "搬迁"}}};
    report data = under(rule);
    data.months(county, "talks", "2016-01", {"5", "6", "6"});
    data.months("990102", "talks", "2016-02", {"6"});
    EXPECT_THAT(data.says("own"),
                ElementsAre("own@990101/2016-01: holds",
                            "own@990101/2016-02: fails (excused)",
                            "own@990101/2016-03: fails",
                            "own@990102/2016-02: fails"));
}

TEST(in_words, an_exception_without_an_end_excuses_always_and_only_its_place) {
    written_rule rule = in_words("talks <= 5");
    rule.exceptions = {{"9901", {}, {"moved", "搬迁"}}};
    report data = under(rule);
    data.put("9901", "talks", "2029", "6").put(county, "talks", "2029", "6");
    EXPECT_THAT(data.says("own"),
                ElementsAre("own@9901/2029: fails (excused)", "own@990101/2029: fails"));
}

TEST(in_words, a_rule_is_as_urgent_as_it_says) {
    codebook book = campaign();
    written_rule rule = in_words("talks <= 5");
    rule.weight = severity::hint;
    book.rules = {rule};
    book.index();
    EXPECT_EQ(derive_rules(book).back().weight, severity::hint);
}

// -- which are judged sharply ---------------------------------------------------------------------

bool is_sharp(const std::string& check) {
    codebook book = campaign();
    book.rules = {in_words(check)};
    book.index();
    const std::vector<rule> rules = derive_rules(book);
    EXPECT_EQ(rules.back().kind, rule_kind::written) << check;
    return !why_not_sharp(rules.back());
}

TEST(in_words, sums_and_ratios_are_judged_sharply) {
    for (const char* check : {"talks <= 5",
                              "talks + 2 * talks[previous] >= 3",
                              "talks / 2 + talks[previous] / 3 < 7",
                              "talks between 5 and 9",
                              "people / talks between 20 and 2000",
                              "talks / talks[previous] - 1 <= 50%",
                              "units = units[high] + units[low]",
                              "units >= sum(units by tier)",
                              "rate = models / units",
                              "talks = sum(talks over children)",
                              "units[own] <= units",
                              "talks > 5 and people > 7",
                              "if reported(talks) then talks > 5",
                              "if talks >= 5 then people > 7",
                              "if month = 12 then talks > 5"}) {
        EXPECT_TRUE(is_sharp(check)) << check;
    }
}

TEST(in_words, others_say_that_they_are_not) {
    for (const char* check : {"talks * talks[previous] >= 5",
                              "people / talks <= people[previous] / talks[previous]",
                              "talks != 5",
                              "talks not between 5 and 9",
                              "if talks = 5 then people > 7",
                              "max(talks, 5) <= 9",
                              "min(talks, 5) <= 9",
                              "abs(talks - 5) <= 9",
                              "talks > 5 and talks < 9",
                              "if units[high] > 1 then sum(units by tier) > 2",
                              "units[high] / sum(units by tier) <= 0.5",
                              "units / (units[high] + 2 * units[low]) <= 0.5",
                              "units / (units[high] + sum(units by tier)) <= 5",
                              "(talks - talks[previous]) / (talks + talks[previous]) <= 0.5"}) {
        EXPECT_FALSE(is_sharp(check)) << check;
    }
}

// -- what follows from what -----------------------------------------------------------------------

TEST(in_words, a_wrong_figure_that_two_rules_use_is_one_finding) {
    codebook book = campaign();
    written_rule share = in_words("people <= 20 * talks");
    share.code = "share";
    book.rules = {in_words("talks = sum(talks over months)"), share};
    report data{book};
    data.months(county, "talks", "2016-01", {"1", "2", "3"});
    data.put(county, "talks", "2016-Q1", "3").put(county, "people", "2016-Q1", "100");
    EXPECT_EQ(data.of("periods:talks@990101/2016-Q1"), "fails");
    EXPECT_EQ(data.of("own@990101/2016-Q1"), "fails");
    EXPECT_EQ(data.of("share@990101/2016-Q1"), "fails < periods:talks@990101/2016-Q1");
}

TEST(in_words, a_derived_rule_follows_from_a_written_one) {
    report data = under("models = units[high] + units[low]");
    data.put(county, "units", "2016", "20");
    data.put(county, "units", "2016", "4", "tier=high")
        .put(county, "units", "2016", "6", "tier=low");
    data.put(county, "models", "2016", "19").put(county, "rate", "2016", "50%");
    EXPECT_EQ(data.of(in_2016), "fails");
    EXPECT_EQ(data.of("rate:rate@990101/2016"), "fails < own@990101/2016");
}

TEST(in_words, a_chain_of_periods_follows_from_its_first_wrong_one) {
    report data = under("talks >= talks[previous]");
    data.months(county, "talks", "2016-01", {"5", "3", "4", "6"});
    EXPECT_THAT(
        data.says("own"),
        ElementsAre(
            "own@990101/2016-02: fails", "own@990101/2016-03: holds", "own@990101/2016-04: holds"));
}

TEST(in_words, a_rule_without_a_claim_explains_nothing) {
    codebook book = campaign();
    written_rule second = in_words("talks <= 5");
    second.code = "second";
    book.rules = {in_words("talks + people <= 9"), second};
    report data{book};
    data.put(county, "talks", "2016", "6").put(county, "people", "2016", "6");
    EXPECT_EQ(data.of("second@990101/2016"), "fails");
}

}  // namespace
