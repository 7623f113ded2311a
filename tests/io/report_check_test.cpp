#include <crossfoot/check/tally.hpp>
#include <crossfoot/io/findings_output.hpp>
#include <crossfoot/io/report_check.hpp>
#include <crossfoot/number/error.hpp>

#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

// A large report is checked day by day, by columns and in parallel; what comes of it is held
// against what comes of the same report read as a whole and judged cell by cell.

namespace {

using namespace crossfoot;

class chance {
  public:
    explicit chance(std::uint64_t seed) : state_{seed * 0x9e3779b97f4a7c15ULL + 1} {}

    std::uint64_t below(std::uint64_t end) {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
        return (mixed ^ (mixed >> 31U)) % end;
    }
    bool one_in(std::uint64_t times) { return below(times) == 0; }
    const char* pick(const std::vector<const char*>& from) { return from[below(from.size())]; }

  private:
    std::uint64_t state_;
};

/// What is drawn once for a whole report.
struct manner {
    const char* absent = "zero";
    const char* counting = "exclusive";
    const char* category_as = "partition";
    bool has_limits = false;  ///< an item that occurs only in some places
    bool has_part_of = false;
    bool has_dates = false;  ///< places that come and go
    bool has_sources = false;
    bool has_words = false;  ///< figures that are no plain counts
    bool has_slips = false;  ///< cells that cannot be read, or are there twice
    bool has_years = false;  ///< figures of other periods with the same last day
    bool has_exemption = false;
};

std::string codebook_of(const manner& how) {
    std::string text = R"(format = "crossfoot-codebook/1"
level = [
  { code = "province", name = { en = "province", zh = "省" } },
  { code = "county", name = { en = "county", zh = "县" } },
  { code = "township", name = { en = "township", zh = "乡" } },
  { code = "village", name = { en = "village", zh = "村" } },
]
[[breakdown]]
code = "tier"
name = { en = "tier", zh = "级别" }
ordered = true
items = [
  { code = "high", name = { en = "high", zh = "高" } },
)";
    text += std::string{"  { code = \"low\", name = { en = \"low\", zh = \"低\" }"} +
            (how.has_limits ? ", only_in = [\"11\"]" : "") + " },\n]\n";
    text += R"([[breakdown]]
code = "category"
name = { en = "category", zh = "类别" }
items = [
  { code = "organ", name = { en = "organ", zh = "机关" } },
  { code = "school", name = { en = "school", zh = "学校" } },
]
)";
    const auto add = [&](const std::string& code, const char* nature, const std::string& more) {
        text += "[[indicator]]\ncode = \"" + code + "\"\nname = { en = \"" + code + "\", zh = \"" +
                code + "\" }\ncounts = \"organisations\"\nnature = \"" + nature +
                "\"\nadditive = true\nown_at = [\"county\", \"village\"]\nabsent = \"" +
                how.absent + "\"\n" + more;
    };
    add("units",
        "stock",
        std::string{"breakdowns = [ { by = \"category\", as = \""} + how.category_as + "\" } ]\n");
    add("models",
        "stock",
        std::string{how.has_part_of ? "part_of = \"units\"\n" : ""} +
            "breakdowns = [ { by = \"tier\", as = \"partition\", counting = \"" + how.counting +
            "\" }, { by = \"category\", as = \"partition\" } ]\n");
    add("talks", "flow", "");
    if (how.has_exemption) {
        text += "[[exemption]]\nplace = \"1103\"\nreason = { en = \"new\", zh = \"新设\" }\n";
    }
    return text;
}

struct place {
    std::string code;
    std::string level;
    std::string parent;
    std::string dates = ",";
};

std::vector<place> places_of(const manner& how, chance& by) {
    std::vector<place> made;
    for (const char* province : {"11", "12"}) {
        made.push_back({province, "province", ""});
        for (std::uint64_t c = 1; c <= 2 + by.below(2); ++c) {
            const std::string county = std::string{province} + "0" + std::to_string(c);
            made.push_back({county, "county", province});
            for (std::uint64_t t = 1; t <= by.below(4); ++t) {
                const std::string township = county + "0" + std::to_string(t);
                made.push_back({township, "township", county});
                for (std::uint64_t v = 1; v <= by.below(4); ++v) {
                    const std::string village = township + "0" + std::to_string(v);
                    made.push_back({village, "village", township});
                    if (how.has_dates && by.one_in(4)) {
                        made.back().dates = by.one_in(2) ? "2020-02-01," : ",2020-02-15";
                    }
                }
            }
        }
    }
    return made;
}

std::string places_text(const std::vector<place>& all) {
    std::string text = "code,name,level,parent,valid_from,valid_to\n";
    for (const place& each : all) {
        text += each.code + ",place " + each.code + "," + each.level + "," + each.parent + "," +
                each.dates + "\n";
    }
    return text;
}

/// A row without its place and value.
std::string row(const std::string& where,
                const std::string& when,
                const std::string& what,
                const char* extent,
                const char* tier,
                const char* category,
                const std::string& value,
                const char* source) {
    return where + "," + when + "," + what + "," + extent + "," + tier + "," + category + "," +
           source + "," + value + "\n";
}

/// Figures that mostly agree: totals are the sums of what is below, unless luck has it otherwise.
std::vector<std::string> rows_of(const std::vector<place>& all, const manner& how, chance& by) {
    std::vector<std::string> made;
    using key = std::tuple<std::string, std::string, std::string, std::string>;
    for (const char* when : {"2020-01", "2020-02", "2020-03"}) {
        std::map<std::string, std::map<key, std::uint64_t>> totals;
        for (auto each = all.rbegin(); each != all.rend(); ++each) {
            auto& mine = totals[each->code];
            const auto put = [&](const key& at, const char* extent, std::uint64_t value) {
                const auto& [what, tier, category, unused] = at;
                std::string text = std::to_string(value);
                if (how.has_words && by.one_in(9)) {
                    text = by.pick({"", "-", "…", "1万", "20余", "约30", "3.5", "-4"});
                    if (!how.has_slips && (text == "3.5" || text == "-4")) text = "7";
                }
                if (how.has_slips && by.one_in(60)) text = by.pick({"4l", "x", "12a"});
                std::string period = when;
                if (how.has_years && by.one_in(12)) period = "2020-01-31/2020-03";
                if (how.has_years && by.one_in(12)) period = "2020-Q1";
                const char* source = how.has_sources && by.one_in(3) ? "b" : "";
                made.push_back(row(each->code,
                                   period,
                                   what,
                                   extent,
                                   tier.c_str(),
                                   category.c_str(),
                                   text,
                                   source));
                if (how.has_sources && by.one_in(10)) {
                    made.push_back(row(each->code,
                                       period,
                                       what,
                                       extent,
                                       tier.c_str(),
                                       category.c_str(),
                                       std::to_string(value + by.below(2)),
                                       "c"));
                }
                if (how.has_slips && by.one_in(80)) made.push_back(made.back());
            };
            const bool may_have_own = each->level == "county" || each->level == "village";
            for (const char* what : {"units", "models", "talks"}) {
                const bool is_models = std::string{what} == "models";
                const std::vector<const char*> tiers =
                    is_models ? std::vector<const char*>{"", "high", "low"}
                              : std::vector<const char*>{""};
                for (const char* tier : tiers) {
                    const bool is_broken_down = std::string{what} != "talks";
                    for (const char* category : {"", "organ", "school"}) {
                        if (!is_broken_down && *category != 0) continue;
                        if (how.has_limits && std::string{tier} == "low" &&
                            !each->code.starts_with("11")) {
                            continue;
                        }
                        const key at{what, tier, category, ""};
                        if (may_have_own && !by.one_in(3)) {
                            const std::uint64_t own = by.below(6);
                            put(at, "own", own);
                            mine[at] += own;
                        }
                        const auto sum = mine.find(at);
                        if (each->level != "village" || by.one_in(6)) {
                            const bool says = sum != mine.end() || by.one_in(10);
                            const std::uint64_t total = (sum == mine.end() ? 0 : sum->second) +
                                                        (by.one_in(12) ? 1 + by.below(3) : 0);
                            if (says && !by.one_in(8)) put(at, "total", total);
                        }
                    }
                }
            }
            if (!each->parent.empty()) {
                for (const auto& [at, value] : mine) {
                    totals[each->parent][at] += value;
                }
            }
        }
    }
    return made;
}

constexpr const char* heading = "place,period,indicator,scope,tier,category,source,value\n";

check_options options_of(findings_kept keep, unsigned threads, bad_cells on_bad_cell) {
    check_options options;
    options.keep = keep;
    options.threads = threads;
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

void expect_same(const checked_report& by_columns, const checked_report& by_cell) {
    ASSERT_EQ(told(by_columns.read.diagnostics), told(by_cell.read.diagnostics));
    if (by_cell.found.rules.empty()) return;  // nothing was judged
    EXPECT_EQ(rows_of(by_columns), rows_of(by_cell));
    EXPECT_EQ(lines_of(by_columns), lines_of(by_cell));
    EXPECT_EQ(by_columns.found.summary, by_cell.found.summary);
}

manner some_manner(std::uint64_t seed) {
    chance by{seed};
    manner how;
    how.absent = by.pick({"zero", "missing", "zero_if_filed"});
    how.counting = by.pick({"exclusive", "exclusive", "at_or_above", "held"});
    how.category_as = by.pick({"partition", "of_which", "nested"});
    how.has_limits = by.one_in(3);
    how.has_part_of = by.one_in(2);
    how.has_dates = by.one_in(3);
    how.has_sources = by.one_in(3);
    how.has_words = by.one_in(2);
    how.has_slips = by.one_in(3);
    how.has_years = by.one_in(4);
    how.has_exemption = by.one_in(4);
    return how;
}

class random_report : public testing::TestWithParam<std::uint64_t> {};

TEST_P(random_report, is_found_the_same_by_columns_and_cell_by_cell) {
    for (std::uint64_t seed = GetParam() * 15; seed < GetParam() * 15 + 15; ++seed) {
        SCOPED_TRACE(seed);
        const manner how = some_manner(seed);
        chance by{seed + 1000};
        const std::vector<place> all = places_of(how, by);
        std::vector<std::string> rows = rows_of(all, how, by);
        if (by.one_in(3)) {
            for (std::size_t i = rows.size(); i > 1; --i) {
                std::swap(rows[i - 1], rows[by.below(i)]);
            }
        }
        scratch_folder folder;
        folder.with("codebook.toml", codebook_of(how)).with("places.csv", places_text(all));
        std::vector<std::string> files(1 + by.below(3), heading);
        for (const std::string& each : rows) {
            files[by.below(files.size())] += each;
        }
        for (std::size_t i = 0; i < files.size(); ++i) {
            folder.with("figures-" + std::to_string(i) + ".csv", files[i]);
        }
        const auto on_bad_cell = by.one_in(3) ? bad_cells::refuse : bad_cells::treat_as_unreadable;
        const checked_report by_cell =
            check_report_at(folder.path(), options_of(findings_kept::all, 1, on_bad_cell));
        ASSERT_TRUE(by_cell.found.lists_what_holds);
        for (const unsigned threads : {1U, 2U, 5U}) {
            const checked_report by_columns = check_report_at(
                folder.path(), options_of(findings_kept::what_matters, threads, on_bad_cell));
            // With figures of a quarter and of its months, rules speak of several days.
            if (!how.has_years) {
                EXPECT_FALSE(by_columns.found.lists_what_holds);
            }
            expect_same(by_columns, by_cell);
        }
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
    std::string rows;
    for (int i = 0; rows.size() < 1'500'000; ++i) {
        rows += "11,2020-01,talks,total,,,\"s\n" + std::to_string(i) + "\",5\n";
    }
    with_some_report(folder, rows);
    const checked_report by_columns = check_by_columns(folder, 3);
    EXPECT_FALSE(by_columns.found.lists_what_holds);
    expect_same(
        by_columns,
        check_report_at(folder.path(), options_of(findings_kept::all, 1, bad_cells::refuse)));
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
        EXPECT_NE(told.message().en.find("sort the figures files by period"), std::string::npos);
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

}  // namespace
