#include <crossfoot/check/tally.hpp>

#include "../support/told.hpp"

namespace {

using namespace crossfoot;

dataset two_levels() {
    codebook book = told::with_levels();
    const indicator_id units = told::add(book, "units", nature::stock);
    const indicator_id models = told::add(book, "models", nature::stock);
    book.indicators[models.index()].part_of = units;
    told::report report{book};
    report.put("990101", "units", "2016", "5").put("990101", "models", "2016", "6");
    report.put("990102", "units", "2016", "5").put("990102", "models", "2016", "4");
    report.put("9901", "units", "2016", "9").put("9901", "models", "2016", "9");
    // On that day the county is not there yet.
    report.put("990103", "units", "2015", "9").put("990103", "models", "2015", "9");
    return report.data();
}

TEST(tally, counts_by_rule_level_and_indicator) {
    const dataset data = two_levels();
    const check_report found = check(data);
    const std::vector<check_tally> tallies = tallies_of(found, data);
    ASSERT_EQ(tallies.size(), 3U);
    for (const check_tally& each : tallies) {
        EXPECT_EQ(found.rules[each.rule].code, "part_of:models");
        EXPECT_EQ(data.book()[each.indicator].name.code, "models");
    }
    EXPECT_EQ(tallies[0].level, std::nullopt);
    EXPECT_EQ(tallies[0].counts.holds, 1U);
    EXPECT_EQ(tallies[1].level, level_id{2});
    EXPECT_EQ(tallies[1].counts.holds, 1U);
    EXPECT_EQ(tallies[2].level, level_id{3});
    EXPECT_EQ(tallies[2].counts.holds, 1U);
    EXPECT_EQ(tallies[2].counts.fails, 1U);
    EXPECT_EQ(tallies[2].counts.checks, 2U);
}

TEST(tally, adds_up_to_the_summary) {
    const dataset data = two_levels();
    const check_report found = check(data);
    check_summary sum;
    for (const check_tally& each : tallies_of(found, data)) {
        add(sum, each.counts);
    }
    sum.figures = found.summary.figures;
    EXPECT_EQ(sum, found.summary);
}

TEST(tally, of_a_report_without_what_holds_is_what_was_counted) {
    const dataset data = two_levels();
    check_report found;
    found.lists_what_holds = false;
    found.tallies = {{7, level_id{3}, indicator_id{1}, {}}};
    EXPECT_EQ(tallies_of(found, data), found.tallies);
}

}  // namespace
