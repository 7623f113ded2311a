#include <crossfoot/check/tally.hpp>
#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/report_check.hpp>
#include <crossfoot/number/error.hpp>

#include "../support/random_reports.hpp"
#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <vector>

// A large report is checked day by day, by columns and in parallel; what comes of it is held
// against what comes of the same report read as a whole and judged cell by cell.

namespace {

using namespace crossfoot;
using namespace random_reports;

check_options options_of(findings_kept keep,
                         unsigned threads,
                         bad_cells on_bad_cell,
                         std::size_t most_told = 1000) {
    check_options options;
    options.reading.most_diagnostics = most_told;
    options.keep = keep;
    options.threads = threads;
    // Small reports come in many blocks too.
    if (threads % 2 == 1) options.block = 300;
    options.large = 0;
    options.reading.figures.on_bad_cell = on_bad_cell;
    return options;
}

std::string told(const std::vector<diagnostic>& problems) {
    std::string text;
    for (const diagnostic& each : problems) {
        text += to_string(each, language::en) + "\n" + to_string(each, language::zh) + "\n";
    }
    return text;
}

std::string lines_of(const checked_report& checked) {
    findings_options options;
    options.explanations = checked.read.explanations;
    return findings_as_json_lines(checked.found, checked.read.data, options);
}

std::string rows_of(const checked_report& checked) {
    return findings_as_csv(checked.found, checked.read.data, {});
}

finding_filter some_filter(const codebook& book, const places& where, chance by) {
    finding_filter filter;
    if (by.one_in(2)) {
        for (std::uint64_t i = 0; i < 1 + by.below(3); ++i) {
            filter.places.emplace_back(by.below(where.size()));
        }
    }
    if (by.one_in(3)) filter.indicators.emplace_back(by.below(book.indicators.size()));
    if (by.one_in(3)) filter.periods.push_back(*period::parse(by.pick({"2020-02", "2020"})));
    return filter;
}

/// What is asked about is the same where only that is counted.
void expect_same_of(const finding_filter& filter,
                    const checked_report& by_columns,
                    const checked_report& by_cell) {
    ASSERT_EQ(told(by_columns.read.diagnostics), told(by_cell.read.diagnostics));
    if (by_cell.found.rules.empty()) return;
    findings_options options;
    options.filter = filter;
    EXPECT_EQ(findings_as_csv(by_columns.found, by_columns.read.data, options),
              findings_as_csv(by_cell.found, by_cell.read.data, options));
    if (!filter.places.empty()) options.list = listing::all;  // what holds too
    EXPECT_EQ(findings_as_json_lines(by_columns.found, by_columns.read.data, options),
              findings_as_json_lines(by_cell.found, by_cell.read.data, options));
    EXPECT_EQ(summarise(by_columns.found, by_columns.read.data, filter, {}),
              summarise(by_cell.found, by_cell.read.data, filter, {}));
}

void expect_same(const checked_report& by_columns, const checked_report& by_cell) {
    ASSERT_EQ(told(by_columns.read.diagnostics), told(by_cell.read.diagnostics));
    ASSERT_EQ(by_columns.read.diagnostics_left_out, by_cell.read.diagnostics_left_out);
    if (by_cell.found.rules.empty()) return;  // nothing was judged
    EXPECT_EQ(rows_of(by_columns), rows_of(by_cell));
    EXPECT_EQ(lines_of(by_columns), lines_of(by_cell));
    EXPECT_EQ(by_columns.found.summary, by_cell.found.summary);
}

class random_report : public testing::TestWithParam<std::uint64_t> {};

TEST_P(random_report, is_found_the_same_by_columns_and_cell_by_cell) {
    for (std::uint64_t seed = GetParam() * 12; seed < GetParam() * 12 + 12; ++seed) {
        SCOPED_TRACE(seed);
        const manner how = some_manner(seed);
        chance by{seed + 1000};
        scratch_folder folder;
        write_report(folder, how, by);
        const auto on_bad_cell = by.one_in(3) ? bad_cells::refuse : bad_cells::treat_as_unreadable;
        const std::size_t most_told = by.one_in(2) ? by.below(6) : 1000;
        const checked_report by_cell = check_report_at(
            folder.path(), options_of(findings_kept::all, 1, on_bad_cell, most_told));
        ASSERT_TRUE(by_cell.found.lists_what_holds);
        for (const unsigned threads : {1U, 2U, 5U}) {
            const checked_report by_columns = check_report_at(
                folder.path(),
                options_of(findings_kept::what_matters, threads, on_bad_cell, most_told));
            // With figures of a quarter and of its months, rules speak of several days.
            if (!how.has_years) {
                EXPECT_FALSE(by_columns.found.lists_what_holds);
            }
            expect_same(by_columns, by_cell);
        }
        const chance again = by;
        check_options some = options_of(findings_kept::what_matters, 2, on_bad_cell, most_told);
        some.only = [&](const codebook& book, const places& where) {
            return some_filter(book, where, again);
        };
        expect_same_of(some_filter(*by_cell.read.book, *by_cell.read.where, again),
                       check_report_at(folder.path(), some),
                       by_cell);
        if (HasFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(of_every_kind, random_report, testing::Range<std::uint64_t>(0, 8));

// -- one fact each --------------------------------------------------------------------------------

scratch_folder& with_some_report(scratch_folder& folder, const std::string& rows) {
    return folder.with("codebook.toml", codebook_of({}))
        .with("places.csv",
              "code,name,level,parent\n11,A,province,\n1101,B,county,11\n1102,C,county,11\n")
        .with("figures.csv", heading + rows);
}

checked_report check_by_columns(const scratch_folder& folder, unsigned threads = 2) {
    return check_report_at(folder.path(),
                           options_of(findings_kept::what_matters, threads, bad_cells::refuse));
}

TEST(large_report, keeps_only_the_figures_that_findings_rest_on) {
    scratch_folder folder;
    with_some_report(folder,
                     "11,2020-01,talks,total,,,,5\n1101,2020-01,talks,total,,,,2\n"
                     "1102,2020-01,talks,total,,,,3\n"
                     "11,2020-02,talks,total,,,,6\n1101,2020-02,talks,total,,,,2\n"
                     "1102,2020-02,talks,total,,,,3\n");
    const checked_report checked = check_by_columns(folder);
    EXPECT_FALSE(checked.found.lists_what_holds);
    EXPECT_EQ(checked.found.summary.figures, 6U);
    EXPECT_EQ(checked.found.summary.holds, 1U);  // nothing lies below the counties
    EXPECT_EQ(checked.found.summary.fails, 1U);
    EXPECT_EQ(checked.read.data.size(), 3U);
    ASSERT_EQ(checked.read.files.size(), 3U);
    EXPECT_EQ(checked.read.files.back().rows, 6U);
}

TEST(large_report, tells_what_is_wrong_with_cells_wherever_they_stand) {
    scratch_folder folder;
    std::string rows;
    for (int i = 0; i < 40000; ++i) {
        rows += "11,20" + std::to_string(10 + i / 4000) + "-01-" + std::to_string(10 + i % 20) +
                ",talks,total,,,s" + std::to_string(i) + (i % 10000 == 9999 ? ",4l\n" : ",5\n");
    }
    rows += "11,2010-01-10,talks,total,,,s0,6\n";
    with_some_report(folder, rows);
    const checked_report one = check_by_columns(folder, 1);
    ASSERT_EQ(one.read.diagnostics.size(), 5U);
    EXPECT_TRUE(one.found.rules.empty()) << "nothing is judged";
    EXPECT_EQ(to_string(one.read.diagnostics[0], language::en).substr(0, 31),
              "figures.csv:10001:35: \"4l\" is n");
    EXPECT_EQ(to_string(one.read.diagnostics[4], language::en),
              "figures.csv:40002:32: this cell is already on line 2: expected each cell once from "
              "one source");
    EXPECT_EQ(told(check_by_columns(folder, 4).read.diagnostics), told(one.read.diagnostics));
    const checked_report whole =
        check_report_at(folder.path(), options_of(findings_kept::all, 1, bad_cells::refuse));
    EXPECT_EQ(told(whole.read.diagnostics), told(one.read.diagnostics));
}

TEST(large_report, with_line_ends_within_cells_is_read_with_care) {
    scratch_folder folder;
    // Long sources: few of them make a file of several blocks.
    const std::string long_line(1000, 's');
    std::string rows;
    for (int i = 0; rows.size() < 1'500'000; ++i) {
        rows += "11,2020-01,talks,total,,,\"" + long_line + "\n" + std::to_string(i) + "\",5\n";
    }
    with_some_report(folder, rows);
    const checked_report by_columns = check_by_columns(folder, 3);
    EXPECT_FALSE(by_columns.found.lists_what_holds);
    expect_same(
        by_columns,
        check_report_at(folder.path(), options_of(findings_kept::all, 1, bad_cells::refuse)));
}

/// What is said of a report that is taken as a large one and as a small one.
void expect_the_same_is_said(const scratch_folder& folder, const check_options& as_large) {
    check_options as_small = as_large;
    as_small.large = std::uint64_t{1} << 30U;
    const std::string of_small = told(check_report_at(folder.path(), as_small).read.diagnostics);
    EXPECT_NE(of_small, "");
    EXPECT_EQ(told(check_report_at(folder.path(), as_large).read.diagnostics), of_small);
}

TEST(large_report, with_places_that_cannot_be_read_says_just_that) {
    scratch_folder folder;
    with_some_report(folder, "11,2020-01,talks,total,,,,5\n");
    folder.with("places.csv", "code,name,level,parent\n11,\xFF\xFF\xFE,province,\n");
    expect_the_same_is_said(folder, options_of(findings_kept::what_matters, 2, bad_cells::refuse));
}

TEST(large_report, asked_about_a_place_that_cannot_be_read_says_why) {
    scratch_folder folder;
    with_some_report(folder, "11,2020-01,talks,total,,,,5\n");
    folder.with("places.csv", "code,name,level,parent\n11,A,province,\n1101,B,county,98\n");
    check_options options = options_of(findings_kept::what_matters, 2, bad_cells::refuse);
    options.only = [](const codebook&, const places& where) {
        finding_filter only;
        only.places = {where.at_code("1101")};
        return only;
    };
    expect_the_same_is_said(folder, options);
}

TEST(large_report, refuses_a_personal_number_as_the_source_of_its_rows) {
    scratch_folder folder;
    with_some_report(folder, "11,2020-01,talks,total,,,,5\n");
    check_options options = options_of(findings_kept::what_matters, 2, bad_cells::refuse);
    options.reading.figures.source = "13800138000";
    expect_the_same_is_said(folder, options);
}

TEST(large_report, of_hundreds_of_files_has_few_of_them_open) {
    scratch_folder folder;
    with_some_report(folder, "11,2020-01,talks,total,,,,5\n");
    for (int i = 0; i < 200; ++i)
        folder.with(
            "figures-" + std::to_string(i) + ".csv",
            heading + std::string{"1101,2020-01,talks,total,,,s"} + std::to_string(i) + ",5\n");
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit few = before;
    few.rlim_cur = 100;
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &few), 0);
    for (const unsigned threads : {1U, 4U}) {
        std::size_t figures = 0;
        EXPECT_NO_THROW(figures = check_by_columns(folder, threads).found.summary.figures);
        EXPECT_EQ(figures, 201U);
    }
    EXPECT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
}

TEST(large_report, in_gb18030_is_read_as_a_whole) {
    scratch_folder folder;
    with_some_report(folder, "11,2020-01,\xD0\xFB\xBD\xB2,total,,,,5\n");
    const checked_report checked = check_by_columns(folder);
    EXPECT_EQ(checked.read.files.back().encoding, text_encoding::gb18030);
}

TEST(large_report, stops_when_it_is_asked_to) {
    scratch_folder folder;
    with_some_report(folder, "11,2020-01,talks,total,,,,5\n");
    const std::atomic<bool> stop{true};
    check_options options = options_of(findings_kept::what_matters, 2, bad_cells::refuse);
    options.stop = &stop;
    try {
        static_cast<void>(check_report_at(folder.path(), options));
        FAIL() << "it went on";
    } catch (const error& told) {
        EXPECT_EQ(told.code(), error_code::interrupted);
    }
}

TEST(large_report, out_of_order_says_what_would_help_where_memory_does_not_reach) {
    scratch_folder folder;
    with_some_report(folder,
                     "11,2020-03,talks,total,,,,5\n11,2020-01,talks,total,,,,5\n"
                     "11,2020-02,talks,total,,,,5\n");
    check_options options = options_of(findings_kept::what_matters, 1, bad_cells::refuse);
    options.most_waiting = 20;
    try {
        static_cast<void>(check_report_at(folder.path(), options));
        FAIL() << "it went on";
    } catch (const error& told) {
        EXPECT_EQ(told.code(), error_code::too_large);
        EXPECT_NE(told.message().en.find("sort the rows by the last day of their period"),
                  std::string::npos);
    }
}

TEST(large_report, sums_that_64_bits_do_not_hold_are_judged_exactly) {
    scratch_folder folder;
    const std::string most = "9000000000000000000";
    with_some_report(folder,
                     "1101,2020-01,talks,own,,,," + most + "\n1102,2020-01,talks,own,,,," + most +
                         "\n11,2020-01,talks,total,,,,18000000000000000000\n"
                         "11,2020-02,talks,total,,,,18000000000000000001\n"
                         "1101,2020-02,talks,own,,,," +
                         most + "\n1102,2020-02,talks,own,,,," + most + "\n");
    const checked_report checked = check_by_columns(folder);
    EXPECT_EQ(checked.found.summary.holds, 1U);
    EXPECT_EQ(checked.found.summary.fails, 1U);
}

TEST(large_report, counts_what_was_found_by_rule_level_and_indicator) {
    scratch_folder folder;
    with_some_report(folder,
                     "11,2020-01,talks,total,,,,5\n1101,2020-01,talks,total,,,,2\n"
                     "1102,2020-01,talks,total,,,,2\n1101,2020-01,talks,own,,,,2\n"
                     "1102,2020-01,talks,own,,,,2\n");
    const checked_report checked = check_by_columns(folder);
    ASSERT_EQ(checked.found.tallies.size(), 2U);
    EXPECT_EQ(checked.found.tallies[0].level, level_id{0});
    EXPECT_EQ(checked.found.tallies[0].counts.fails, 1U);
    EXPECT_EQ(checked.found.tallies[1].level, level_id{1});
    EXPECT_EQ(checked.found.tallies[1].counts.holds, 2U);
    const checked_report whole = check_report_at(folder.path(), {});
    EXPECT_EQ(tallies_of(whole.found, whole.read.data), checked.found.tallies);
}

// More than one block of a file, each with more problems than are wanted.
TEST(large_report, of_many_bad_cells_tells_the_first_and_counts_the_rest) {
    scratch_folder folder;
    std::string figures = "place,period,indicator,value\n";
    for (int i = 0; i < 60'000; ++i) {
        const std::string value = i % 5 == 3 ? "7x" : std::to_string(i);
        figures += "11,2016,creation_units," + value + ",\n";
        if (i % 2 == 0)
            figures.erase(figures.size() - 2, 1);  // of every other row one cell too many
    }
    folder.with("places.csv", "code,name,level,parent\n11,A,county,\n")
        .with("figures.csv", figures);
    for (const std::size_t most : {1U, 3U, 500U, 20'000U}) {
        check_options options = options_of(findings_kept::what_matters, 3, bad_cells::refuse, most);
        const checked_report large = check_report_at(folder.path(), options);
        options.large = std::uint64_t{1} << 30U;
        const checked_report whole = check_report_at(folder.path(), options);
        EXPECT_EQ(large.read.diagnostics.size(), most);
        EXPECT_GT(large.read.diagnostics_left_out, 10'000U);
        ASSERT_EQ(told(large.read.diagnostics), told(whole.read.diagnostics));
        EXPECT_EQ(large.read.diagnostics_left_out, whole.read.diagnostics_left_out);
    }
}

// Rows are put by without a look at each cell once their like were refused.
TEST(large_report, of_slips_made_over_and_over_counts_each_as_if_it_were_the_first) {
    chance by{11};
    manner how;
    how.has_limits = true;
    scratch_folder folder;
    folder.with("codebook.toml", codebook_of(how))
        .with("places.csv",
              "code,name,level,parent\n11,A,province,\n12,Z,province,\n1101,B,county,11\n"
              "1102,C,county,11\n1201,C,county,12\n");
    std::string figures = heading;
    for (int i = 0; i < 6000; ++i) {
        const auto often = [&](const char* usual, const std::vector<const char*>& others) {
            return std::string{by.one_in(8) ? by.pick(others) : usual};
        };
        figures += often(by.pick({"1101", "1102", "1201"}),
                         {"B", "C", "D", " 1101", "\"1101\"", "9999", "99010119900307001", "乙"});
        figures += ",2020-0" + std::to_string(1 + by.below(3)) + ",";
        if (by.one_in(12)) figures.back() = 'x';
        figures += often("models", {"model", "units", "talks", "\"models\"", " models"}) + ",own,";
        figures += often("high", {"low", "hihg", ""}) + "," + often("school", {"scool", "organ"});
        // Sources of their own keep cells apart; some rows have one too many or one too few.
        figures += ",s" + std::to_string(i % 50) +
                   (by.one_in(40)   ? ",,"
                    : by.one_in(40) ? ""
                                    : ",");
        figures += by.one_in(3) ? std::string{by.pick({"7x",
                                                       " 7x",
                                                       "\"7x\"",
                                                       "7.5",
                                                       "-7",
                                                       "",
                                                       "7余",
                                                       "990101199003070015",
                                                       "7\r",
                                                       "7\"",
                                                       "x"})}
                                : std::to_string(i);
        figures += by.one_in(5) ? "\r\n" : "\n";
    }
    folder.with("figures.csv", figures);
    for (const auto on_bad_cell : {bad_cells::refuse, bad_cells::treat_as_unreadable}) {
        for (const std::size_t most : {1U, 100U, 100'000U}) {
            for (const std::size_t block : {400U, 5000U, 1U << 20U}) {
                check_options options =
                    options_of(findings_kept::what_matters, 2, on_bad_cell, most);
                options.block = block;
                const checked_report large = check_report_at(folder.path(), options);
                options.large = std::uint64_t{1} << 30U;
                const checked_report whole = check_report_at(folder.path(), options);
                ASSERT_EQ(told(large.read.diagnostics), told(whole.read.diagnostics));
                EXPECT_EQ(large.read.diagnostics_left_out, whole.read.diagnostics_left_out);
            }
        }
    }
}

TEST(large_report, is_the_same_through_a_pipe) {
    const scratch_folder folder;
    scratch_folder report;
    chance by{77};
    const manner how;
    const std::vector<place> all = places_of(how, by);
    std::string figures = heading;
    for (const std::string& each : rows_of(all, how, by)) {
        figures += each;
    }
    report.with("codebook.toml", codebook_of(how)).with("places.csv", places_text(all));
    report.with("all.csv", figures);
    const std::string pipe = folder.path("pipe");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    // Little goes through memory, much through a file.
    for (const std::uint64_t large : {std::uint64_t{1000}, std::uint64_t{1} << 30U}) {
        check_options options = options_of(findings_kept::what_matters, 2, bad_cells::refuse);
        options.large = large;
        options.reading.codebook = report.path("codebook.toml");
        options.reading.places = report.path("places.csv");
        options.reading.figures_name = "-";
        std::thread writer{[&] { std::ofstream{pipe, std::ios::binary} << figures; }};
        const checked_report piped = check_report_at(pipe, options);
        writer.join();
        const checked_report read = check_report_at(report.path("all.csv"), options);
        EXPECT_EQ(piped.found.lists_what_holds, large > 1000U);
        expect_same(piped, read);
        ASSERT_EQ(piped.read.files.size(), read.read.files.size());
        EXPECT_TRUE(piped.read.files == read.read.files);
    }
}

}  // namespace
