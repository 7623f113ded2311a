// The nation of ./dev bench-national with a few dozen places, and one total in twenty wrong:
// crossfoot finds those that were planted and nothing else, in whatever order the rows come.

#include "program/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

using program_run::contents;
using program_run::outcome;
using program_run::run;
using program_run::scratch;

/// A few dozen places, written by the generator with these words besides.
class small_nation {
  public:
    explicit small_nation(const std::string& words) {
        const std::string line = "'" CROSSFOOT_NATIONAL_GENERATOR
                                 "' --units 1,2,4,9,40 --months 2 "
                                 "--density 150 --one-in 20 --out '" +
                                 folder_.path() + "' " + words + " >'" + folder_.path("said") + "'";
        EXPECT_EQ(std::system(line.c_str()), 0) << line;
    }

    [[nodiscard]] std::string file(const std::string& name) const {
        return contents(folder_.path(name));
    }
    [[nodiscard]] outcome checked(const std::string& words) const {
        return run("check '" + folder_.path() +
                   "' --codebook tests/bench/national/codebook.toml --format csv " + words);
    }

  private:
    scratch folder_;
};

using csv_row = std::map<std::string, std::string>;

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char each : line) {
        if (each == '"') {
            quoted = !quoted;
        } else if (each == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += each;
        }
    }
    return cells;
}

/// Rows by the names of their columns, of a table without quotation marks within cells.
std::vector<csv_row> rows_of(const std::string& text) {
    std::istringstream in{text};
    std::string line;
    std::getline(in, line);
    const std::vector<std::string> columns = cells_of(line);
    std::vector<csv_row> rows;
    while (std::getline(in, line)) {
        const std::vector<std::string> cells = cells_of(line);
        EXPECT_EQ(cells.size(), columns.size()) << line;
        csv_row& made = rows.emplace_back();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            made[columns[i]] = cells.at(i);
        }
    }
    return rows;
}

std::string slip(const csv_row& of, const std::string& right) {
    std::string told;
    for (const char* column : {"place", "period", "indicator", "tier", "category", "reported"}) {
        told += of.at(column) + ' ';
    }
    return told + of.at(right);
}

std::set<std::string> planted(const small_nation& nation) {
    std::set<std::string> slips;
    for (const csv_row& each : rows_of(nation.file("planted.csv"))) {
        slips.insert(slip(each, "true"));
    }
    return slips;
}

/// What fails and follows from nothing else.
std::set<std::string> found(const outcome& seen) {
    std::set<std::string> slips;
    for (const csv_row& each : rows_of(seen.out)) {
        EXPECT_EQ(each.at("kind"), "rollup");
        EXPECT_EQ(each.at("verdict"), "fails");
        if (each.at("follows_from").empty()) slips.insert(slip(each, "computed"));
    }
    return slips;
}

class nations : public testing::TestWithParam<int> {
  protected:
    [[nodiscard]] static std::string seed() { return "--seed " + std::to_string(GetParam()); }
};

TEST_P(nations, are_told_what_was_planted_and_nothing_else) {
    const small_nation nation{seed()};
    EXPECT_THAT(planted(nation), testing::SizeIs(testing::Gt(10U)));
    EXPECT_EQ(found(nation.checked("")), planted(nation));
}

TEST_P(nations, are_told_the_same_where_rows_are_shuffled) {
    const small_nation in_order{seed()};
    const small_nation shuffled{seed() + " --shuffled"};
    ASSERT_NE(in_order.file("figures-own.csv"), shuffled.file("figures-own.csv"));
    EXPECT_EQ(shuffled.checked("").out, in_order.checked("").out);
}

TEST_P(nations, are_told_each_row_that_cannot_be_read) {
    for (const char* order : {"", " --shuffled"}) {
        const small_nation nation{seed() + " --broken 30" + order};
        std::multiset<std::string> expected;
        for (const csv_row& each : rows_of(nation.file("broken.csv"))) {
            expected.insert(each.at("line") + ':' + each.at("column"));
        }
        ASSERT_EQ(expected.size(), 30U);
        const outcome seen = nation.checked("");
        EXPECT_EQ(seen.exit, 2);
        std::multiset<std::string> told;
        std::istringstream in{seen.err};
        const std::string before = "figures-own.csv:";
        for (std::string line; std::getline(in, line);) {
            const std::size_t at = line.find(before);
            if (at == std::string::npos) continue;
            const std::size_t line_number = at + before.size();
            told.insert(line.substr(line_number, line.find(": ", line_number) - line_number));
        }
        EXPECT_EQ(told, expected) << seen.err;
    }
}

INSTANTIATE_TEST_SUITE_P(seeds, nations, testing::Range(1, 7));

}  // namespace
