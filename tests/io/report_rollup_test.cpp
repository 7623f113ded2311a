#include <crossfoot/io/interval_text.hpp>
#include <crossfoot/io/report_rollup.hpp>
#include <crossfoot/number/error.hpp>

#include "../support/random_reports.hpp"
#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

// The totals of a large report are added up by columns, day by day and in parallel; they are held
// against those of the same report read as a whole and added up cell by cell.

namespace {

using namespace crossfoot;
using namespace random_reports;

std::string told(const interval& of) {
    return to_string(of);
}

std::string told(const place_total& each, const dataset& data) {
    const series& what = each.where.what;
    std::string text = std::string{data.where().code(each.where.place)} + " " +
                       to_string(each.where.when) + " " + data.book()[what.indicator].name.code;
    for (std::size_t i = 0; i < data.book().breakdowns.size(); ++i) {
        text += " " + std::to_string(what.item(breakdown_id{i}));
    }
    text += ": reported \"" + each.reported + "\", computed " +
            (each.computed ? told(*each.computed) : "nothing") + ", due " +
            std::to_string(each.due) + ", reporting " + std::to_string(each.reporting);
    if (each.counts) {
        text += ", " + told(each.counts->count) + " of " + told(each.counts->total) + ", " +
                name_of(each.counts->basis);
    }
    return text;
}

std::vector<std::string> totals_of(const rolled_report& rolled) {
    std::vector<std::string> all;
    rolled.for_each(
        [](const cell&) { return true; },
        [&](const place_total& each) { all.push_back(told(each, rolled.read().data)); });
    return all;
}

std::string told(const std::vector<diagnostic>& problems) {
    std::string text;
    for (const diagnostic& each : problems) {
        text += to_string(each, language::en) + "\n";
    }
    return text;
}

check_options large_with(unsigned threads, bad_cells on_bad_cell) {
    check_options options;
    options.threads = threads;
    if (threads > 1) options.block = 300;
    options.large = 0;
    options.reading.figures.on_bad_cell = on_bad_cell;
    return options;
}

class random_rollup : public testing::TestWithParam<std::uint64_t> {};

TEST_P(random_rollup, has_the_same_totals_by_columns_and_cell_by_cell) {
    for (std::uint64_t seed = GetParam() * 8; seed < GetParam() * 8 + 8; ++seed) {
        SCOPED_TRACE(seed);
        manner how = some_manner(seed);
        chance by{seed + 2000};
        how.has_rate = by.one_in(2);
        scratch_folder folder;
        write_report(folder, how, by);
        const auto on_bad_cell = by.one_in(3) ? bad_cells::refuse : bad_cells::treat_as_unreadable;
        const std::string level = by.pick({"province", "county", "township", "village"});
        const check_options options = large_with(1, on_bad_cell);
        const rolled_report by_cell{read_report(folder.path(), options.reading), level};
        ASSERT_TRUE(by_cell.keeps_figures());
        for (const unsigned threads : {1U, 3U}) {
            const rolled_report by_columns =
                roll_up_report_at(folder.path(), level, large_with(threads, on_bad_cell));
            // A quarter's stock is that of its last month, under another name.
            if (!how.has_years) {
                EXPECT_FALSE(by_columns.keeps_figures());
            }
            ASSERT_EQ(told(by_columns.read().diagnostics), told(by_cell.read().diagnostics));
            const bool is_refused =
                !by_cell.read().diagnostics.empty() && on_bad_cell == bad_cells::refuse;
            if (!is_refused) {
                ASSERT_EQ(totals_of(by_columns), totals_of(by_cell));
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(seeds, random_rollup, testing::Range<std::uint64_t>(0, 8));

constexpr const char* three_levels = R"(code,name,level,parent
1,A,prefecture,
11,AA,county,1
12,AB,county,1
)";

/// A report of creation units in 2016; `rows` are of place, scope and value.
void write_units(scratch_folder& folder, const std::vector<std::string>& rows) {
    std::string figures = "place,scope,value,period,indicator\n";
    for (const std::string& each : rows) {
        figures += each + ",2016,creation_units\n";
    }
    folder.with("places.csv", three_levels).with("figures.csv", figures);
}

TEST(rolled_report, shows_only_what_is_admitted) {
    scratch_folder folder;
    write_units(folder, {"11,own,3", "12,own,4", "12,total,5"});
    for (const std::uint64_t large : {std::uint64_t{0}, std::uint64_t{1} << 30U}) {
        check_options options;
        options.large = large;
        const rolled_report rolled = roll_up_report_at(folder.path(), "县级", options);
        ASSERT_TRUE(rolled.read().diagnostics.empty()) << told(rolled.read().diagnostics);
        EXPECT_EQ(rolled.keeps_figures(), large != 0);
        std::vector<std::string> seen;
        const dataset& data = rolled.read().data;
        rolled.for_each([&](const cell& where) { return data.where().code(where.place) == "12"; },
                        [&](const place_total& each) {
                            seen.push_back(std::string{data.where().code(each.where.place)} + " " +
                                           told(*each.computed) + " " + each.reported);
                        });
        EXPECT_EQ(seen, std::vector<std::string>{"12 4 5"});
    }
}

TEST(rolled_report, refuses_a_level_that_there_is_not) {
    scratch_folder folder;
    folder.with("places.csv", three_levels)
        .with("figures.csv", "place,period,indicator,value\n11,2016,creation_units,3\n");
    for (const std::uint64_t large : {std::uint64_t{0}, std::uint64_t{1} << 30U}) {
        check_options options;
        options.large = large;
        try {
            static_cast<void>(roll_up_report_at(folder.path(), "planet", options));
            FAIL() << "should have refused";
        } catch (const error& refused) {
            EXPECT_EQ(refused.code(), error_code::unknown_code);
        }
    }
}

TEST(rolled_report, counts_of_places_without_others_in_them_are_their_own) {
    scratch_folder folder;
    write_units(folder, {"11,own,3", "11,total,9", "12,total,4", "1,total,7"});
    check_options options;
    options.large = 0;
    const rolled_report rolled = roll_up_report_at(folder.path(), "county", options);
    const rolled_report whole{read_report(folder.path()), "county"};
    EXPECT_FALSE(rolled.keeps_figures());
    EXPECT_EQ(totals_of(rolled), totals_of(whole));
    EXPECT_EQ(totals_of(rolled).size(), 2U);
}

}  // namespace
