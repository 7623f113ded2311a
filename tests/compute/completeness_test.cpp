#include <crossfoot/compute/completeness.hpp>

#include "../support/dated_places.hpp"
#include "../support/small_world.hpp"

#include <utility>

namespace {

using namespace crossfoot;
using namespace small_world;
using dated_places::on;

/// What the counties of the small world owe by the month: talks and sites.
obligation monthly() {
    obligation made;
    made.name = named("monthly");
    made.level = level_id{3};
    made.indicators = {indicator_id{3}, indicator_id{5}};
    made.every = reporting_interval::month;
    made.by_day = 22;
    return made;
}

dataset reports_under(std::vector<obligation> due, std::vector<exemption> exemptions = {}) {
    codebook book = campaign();
    book.due = std::move(due);
    book.exemptions = std::move(exemptions);
    return empty_report(std::move(book));
}

filing came(const dataset& data,
            std::string_view place,
            std::string_view when,
            std::string_view received,
            std::optional<std::size_t> due = std::nullopt) {
    return {data.where().at_code(place), *period::parse(when), on(received), "", due, {}};
}

/// Both figures that a county owes for a month.
void report_both(dataset& data, std::string_view place, std::string_view when) {
    put(data, place, "talks", "3", "", when);
    put(data, place, "sites", "1", "", when);
}

const owed_report& report_of(const completeness& found,
                             const dataset& data,
                             std::string_view place,
                             std::string_view when) {
    static const owed_report none{};
    for (const owed_report& each : found.reports) {
        if (each.place == data.where().at_code(place) && each.when == *period::parse(when)) {
            return each;
        }
    }
    ADD_FAILURE() << "no report of " << place << " for " << when;
    return none;
}

filing_state state_of(const completeness& found,
                      const dataset& data,
                      std::string_view place,
                      std::string_view when) {
    return report_of(found, data, place, when).state;
}

TEST(due_day, is_a_day_of_the_last_month_of_the_period_or_of_one_after_it) {
    obligation of = monthly();
    EXPECT_EQ(due_day(of, *period::parse("2016-03")), on("2016-03-22"));
    EXPECT_EQ(due_day(of, *period::parse("2016-Q1")), on("2016-03-22"));
    of.months_after = 1;
    EXPECT_EQ(due_day(of, *period::parse("2016-12")), on("2017-01-22"));
}

TEST(due_day, that_a_month_does_not_have_is_its_last) {
    obligation of = monthly();
    of.by_day = 31;
    EXPECT_EQ(due_day(of, *period::parse("2016-02")), on("2016-02-29"));
    EXPECT_EQ(due_day(of, *period::parse("2015-02")), on("2015-02-28"));
    EXPECT_EQ(due_day(of, *period::parse("2016-12")), on("2016-12-31"));
}

TEST(due_day, is_none_where_nobody_said) {
    obligation of = monthly();
    of.by_day.reset();
    EXPECT_EQ(due_day(of, *period::parse("2016-03")), std::nullopt);
}

TEST(periods_due, are_those_that_lie_wholly_within) {
    obligation of = monthly();
    const auto texts = [&](reporting_interval every, std::string_view from, std::string_view to) {
        of.every = every;
        std::string text;
        for (const period& each : periods_due(of, period::days(on(from), on(to)))) {
            text += to_string(each) + " ";
        }
        return text;
    };
    EXPECT_EQ(texts(reporting_interval::month, "2015-11-01", "2016-01-31"),
              "2015-11 2015-12 2016-01 ");
    EXPECT_EQ(texts(reporting_interval::month, "2015-11-02", "2016-01-30"), "2015-12 ");
    EXPECT_EQ(texts(reporting_interval::quarter, "2015-11-01", "2016-06-30"), "2016-Q1 2016-Q2 ");
    EXPECT_EQ(texts(reporting_interval::half, "2015-07-01", "2016-06-30"), "2015-H2 2016-H1 ");
    EXPECT_EQ(texts(reporting_interval::year, "2015-01-01", "2016-12-30"), "2015 ");
}

TEST(stretch_of, goes_from_the_first_period_to_the_last) {
    dataset data = empty_report();
    EXPECT_EQ(stretch_of(data), std::nullopt);
    put(data, "990101", "talks", "3", "", "2016-03");
    put(data, "990102", "sites", "3", "", "2015-12");
    EXPECT_EQ(stretch_of(data), period::days(on("2015-12-01"), on("2016-03-31")));
}

TEST(stretch_of, does_not_reach_back_to_a_lasting_property) {
    dataset data = empty_report();
    put(data, "990101", "area", "3", "", "1982");
    EXPECT_EQ(stretch_of(data), period::parse("1982"));
    put(data, "990101", "talks", "3", "", "2016-03");
    EXPECT_EQ(stretch_of(data), period::parse("2016-03"));
}

TEST(what_is_owed, is_what_has_no_row_or_a_blank_one) {
    dataset data = reports_under({monthly()});
    const auto owed = [&] {
        std::vector<std::string> names;
        for (const cell& each : what_is_owed(data,
                                             data.book().due[0],
                                             data.where().at_code("990101"),
                                             *period::parse("2016-03"))) {
            names.push_back(data.book()[each.what.indicator].name.code);
        }
        return names;
    };
    EXPECT_EQ(owed(), (std::vector<std::string>{"talks", "sites"}));
    data.add(at(data, "990101", "talks", "", "2016-03"), status::missing);
    EXPECT_EQ(owed(), (std::vector<std::string>{"talks", "sites"}));
    put(data, "990101", "sites", "0", "", "2016-03");
    EXPECT_EQ(owed(), std::vector<std::string>{"talks"});
    put(data, "990101", "talks", "4", "", "2016-03", scope::total, "2.3");
    EXPECT_EQ(owed(), std::vector<std::string>{}) << "another source has it";
}

TEST(what_is_owed, is_not_what_is_there_in_another_way_than_as_a_figure) {
    for (const status state : {status::not_applicable,
                               status::below_unit,
                               status::suppressed,
                               status::unreadable,
                               status::missing}) {
        dataset data = reports_under({monthly()});
        data.add(at(data, "990101", "talks", "", "2016-03"), state, "?");
        const auto owed = what_is_owed(
            data, data.book().due[0], data.where().at_code("990101"), *period::parse("2016-03"));
        EXPECT_EQ(owed.size(), state == status::missing ? 2U : 1U) << name_of(state);
    }
}

TEST(what_is_owed, a_part_of_a_total_is_not_the_total) {
    dataset data = reports_under({monthly()});
    put(data, "990101", "talks", "4", "", "2016-03", scope::own);
    put(data, "990101", "sites", "4", "section=core", "2016-03");
    EXPECT_EQ(
        what_is_owed(
            data, data.book().due[0], data.where().at_code("990101"), *period::parse("2016-03"))
            .size(),
        2U);
}

TEST(is_exempt, ends_with_its_last_day_and_holds_for_that_place_and_indicator) {
    const dataset data = reports_under(
        {},
        {{"990101", {indicator_id{3}}, on("2016-03-31"), {"split", "新设"}}, {"9901", {}, {}, {}}});
    const auto exempt = [&](std::string_view place, std::size_t which, std::string_view when) {
        return is_exempt(
            data.where().at_code(place), indicator_id{which}, *period::parse(when), data);
    };
    EXPECT_TRUE(exempt("990101", 3, "2016-03"));
    EXPECT_FALSE(exempt("990101", 3, "2016-04"));
    EXPECT_FALSE(exempt("990101", 5, "2016-03"));
    EXPECT_FALSE(exempt("990102", 3, "2016-03"));
    EXPECT_TRUE(exempt("9901", 5, "2099")) << "of all indicators, without end";
}

TEST(completeness_of, a_report_is_filed_where_its_figures_are_there) {
    dataset data = reports_under({monthly()});
    report_both(data, "990101", "2016-03");
    put(data, "990102", "talks", "3", "", "2016-03");
    const completeness found = completeness_of(data);
    EXPECT_EQ(found.reports.size(), 7U) << "one for each county";
    EXPECT_EQ(state_of(found, data, "990101", "2016-03"), filing_state::filed);
    EXPECT_EQ(state_of(found, data, "990102", "2016-03"), filing_state::partly);
    EXPECT_EQ(report_of(found, data, "990102", "2016-03").owed,
              std::vector{at(data, "990102", "sites", "", "2016-03")});
    EXPECT_EQ(state_of(found, data, "990103", "2016-03"), filing_state::missing);
}

TEST(completeness_of, without_filings_nobody_is_late) {
    dataset data = reports_under({monthly()});
    report_both(data, "990101", "2016-03");
    const completeness found = completeness_of(data);
    EXPECT_EQ(report_of(found, data, "990101", "2016-03").received, std::nullopt);
    ASSERT_EQ(found.rates.size(), 1U);
    EXPECT_EQ(found.rates[0].late, 0U);
    EXPECT_EQ(found.rates[0].in_time, std::nullopt);
}

TEST(completeness_of, what_came_in_after_the_day_is_late) {
    dataset data = reports_under({monthly()});
    report_both(data, "990101", "2016-03");
    report_both(data, "990102", "2016-03");
    const completeness found =
        completeness_of(data,
                        std::vector{came(data, "990101", "2016-03", "2016-03-22"),
                                    came(data, "990102", "2016-03", "2016-03-23")});
    EXPECT_EQ(state_of(found, data, "990101", "2016-03"), filing_state::filed);
    EXPECT_EQ(state_of(found, data, "990102", "2016-03"), filing_state::filed_late);
    ASSERT_EQ(found.rates.size(), 1U);
    EXPECT_EQ(found.rates[0].filed, 2U);
    EXPECT_EQ(found.rates[0].in_time, 1U);
    EXPECT_EQ(found.rates[0].late, 1U);
}

TEST(completeness_of, of_several_filings_the_first_counts) {
    dataset data = reports_under({monthly()});
    report_both(data, "990101", "2016-03");
    const std::vector filings{came(data, "990101", "2016-03", "2016-04-09"),
                              came(data, "990101", "2016-03", "2016-03-20")};
    EXPECT_EQ(report_of(completeness_of(data, filings), data, "990101", "2016-03").received,
              on("2016-03-20"));
}

TEST(completeness_of, what_came_in_without_its_figures_is_filed_in_part) {
    dataset data = reports_under({monthly()});
    report_both(data, "990102", "2016-03");
    const completeness found =
        completeness_of(data, std::vector{came(data, "990101", "2016-03", "2016-03-20")});
    EXPECT_EQ(state_of(found, data, "990101", "2016-03"), filing_state::partly);
    EXPECT_EQ(report_of(found, data, "990101", "2016-03").owed.size(), 2U);
}

TEST(completeness_of, a_filing_under_one_obligation_says_nothing_of_another) {
    obligation other = monthly();
    other.name = named("other");
    dataset data = reports_under({monthly(), other});
    report_both(data, "990101", "2016-03");
    const completeness found =
        completeness_of(data, std::vector{came(data, "990101", "2016-03", "2016-03-25", 1)});
    ASSERT_EQ(found.rates.size(), 2U);
    EXPECT_EQ(found.rates[0].late, 0U);
    EXPECT_EQ(found.rates[1].late, 1U);
}

TEST(completeness_of, a_place_owes_where_it_is_there_at_the_end_of_the_period) {
    codebook book = campaign();
    book.due = {monthly()};
    book.index();
    auto where = std::make_shared<const places>(dated_places::read(
        {"9901,P,2,,,", "990101,A,3,9901,,2016-03-30", "990102,B,3,9901,2016-03-31,"}));
    dataset data{std::make_shared<const codebook>(std::move(book)), std::move(where)};
    put(data, "9901", "talks", "1", "", "2016-02/2016-03");
    std::string owing;
    for (const owed_report& each : completeness_of(data).reports) {
        owing += std::string{data.where().code(each.place)} + "/" + to_string(each.when) + " ";
    }
    EXPECT_EQ(owing, "990101/2016-02 990102/2016-03 ");
}

TEST(completeness_of, an_obligation_may_name_its_places) {
    obligation named_places = monthly();
    named_places.level.reset();
    named_places.places = {"990103", "9901"};
    dataset data = reports_under({named_places});
    put(data, "99", "talks", "1", "", "2016-03");
    std::string owing;
    const completeness found = completeness_of(data);
    for (const owed_report& each : found.reports) {
        owing += std::string{data.where().code(each.place)} + " ";
    }
    EXPECT_EQ(owing, "9901 990103 ");
    ASSERT_EQ(found.rates.size(), 2U) << "one for each level";
    EXPECT_EQ(found.rates[0].level, level_id{2});
    EXPECT_EQ(found.rates[1].level, level_id{3});
}

TEST(completeness_of, who_is_exempt_from_all_owes_nothing_and_is_not_counted) {
    dataset data = reports_under(
        {monthly()}, {{"990101", {}, {}, {"split", ""}}, {"990102", {indicator_id{5}}, {}, {}}});
    put(data, "990102", "talks", "3", "", "2016-03");
    const completeness found = completeness_of(data);
    EXPECT_EQ(state_of(found, data, "990101", "2016-03"), filing_state::exempt);
    EXPECT_EQ(state_of(found, data, "990102", "2016-03"), filing_state::filed) << "of the rest";
    ASSERT_EQ(found.rates.size(), 1U);
    EXPECT_EQ(found.rates[0].owed, 6U);
    EXPECT_EQ(found.rates[0].filed, 1U);
    EXPECT_EQ(found.rates[0].missing, 5U);
}

TEST(completeness_of, a_day_asked_about_ends_the_stretch_or_prolongs_it) {
    dataset data = reports_under({monthly()});
    report_both(data, "990101", "2016-03");
    report_both(data, "990101", "2016-04");
    const auto last_period = [&](std::string_view day) {
        const completeness found = completeness_of(data, {}, on(day));
        return found.reports.empty() ? std::string{} : to_string(found.reports.back().when);
    };
    EXPECT_EQ(last_period("2016-02-29"), "");
    EXPECT_EQ(last_period("2016-03-01"), "2016-03");
    EXPECT_EQ(last_period("2016-06-30"), "2016-06");
}

TEST(completeness_of, what_is_not_due_yet_is_awaited) {
    dataset data = reports_under({monthly()});
    report_both(data, "990101", "2016-03");
    const auto state_on = [&](std::string_view day) {
        return state_of(completeness_of(data, {}, on(day)), data, "990102", "2016-03");
    };
    EXPECT_EQ(state_on("2016-03-22"), filing_state::awaited);
    EXPECT_EQ(state_on("2016-03-23"), filing_state::missing);
    EXPECT_EQ(completeness_of(data, {}, on("2016-03-22")).rates[0].awaited, 6U);
}

TEST(completeness_of, what_came_in_after_the_day_asked_about_was_not_there) {
    dataset data = reports_under({monthly()});
    report_both(data, "990101", "2016-03");
    const std::vector filings{came(data, "990101", "2016-03", "2016-04-02")};
    const auto state_on = [&](std::string_view day) {
        return state_of(completeness_of(data, filings, on(day)), data, "990101", "2016-03");
    };
    EXPECT_EQ(state_on("2016-04-01"), filing_state::missing);
    EXPECT_EQ(state_on("2016-04-02"), filing_state::filed_late);
}

TEST(completeness_of, an_obligation_without_indicators_is_met_by_any_figure) {
    obligation anything = monthly();
    anything.indicators.clear();
    dataset data = reports_under({anything});
    put(data, "990101", "model_units", "3", "tier=county", "2016-03");
    data.add(at(data, "990102", "talks", "", "2016-03"), status::missing);
    const completeness found =
        completeness_of(data, std::vector{came(data, "990103", "2016-03", "2016-03-20")});
    EXPECT_EQ(state_of(found, data, "990101", "2016-03"), filing_state::filed);
    EXPECT_EQ(state_of(found, data, "990102", "2016-03"), filing_state::missing);
    EXPECT_EQ(state_of(found, data, "990103", "2016-03"), filing_state::filed) << "it came in";
}

TEST(completeness_of, every_report_is_counted_once) {
    dataset data = reports_under({monthly()}, {{"990107", {}, {}, {}}});
    report_both(data, "990101", "2016-03");
    put(data, "990102", "talks", "3", "", "2016-03");
    report_both(data, "990103", "2016-04");
    for (const auto& as_of : {std::optional<day>{}, std::optional{on("2016-04-10")}}) {
        for (const reporting_rate& each : completeness_of(data, {}, as_of).rates) {
            EXPECT_EQ(each.owed, 6U);
            EXPECT_EQ(each.filed + each.partly + each.missing + each.awaited, each.owed);
        }
    }
}

}  // namespace
