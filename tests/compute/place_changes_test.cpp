#include <crossfoot/compute/place_changes.hpp>

#include "../support/dated_places.hpp"

#include <algorithm>

namespace {

using namespace crossfoot;
using dated_places::on;

/// "2015-01-01 split 3 > 3 4", one a change.
std::vector<std::string> told(const places& where) {
    std::vector<std::string> lines;
    for (const place_change& each : changes_of(where)) {
        std::string line = to_string(each.when) + " " + name_of(each.kind);
        for (const place_id place : each.before) {
            line += " " + std::string{where.code(place)};
        }
        line += " >";
        for (const place_id place : each.after) {
            line += " " + std::string{where.code(place)};
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

using lines = std::vector<std::string>;

TEST(place_changes, of_undated_rows_are_none) {
    const places where = dated_places::read({"1,P,1,,,", "11,A,2,1,,"});
    EXPECT_EQ(told(where), lines{});
    EXPECT_TRUE(gaps_of(where).empty());
}

TEST(place_changes, are_told_of_names_places_above_and_levels) {
    const places where = dated_places::read({"1,P,0,,,",
                                             "2,Q,0,,,",
                                             "12,C,2,1,,",
                                             "22,D,2,2,,",
                                             "11,A,2,1,,2014-12-31",
                                             "11,B,1,2,2015-01-01,"});
    EXPECT_EQ(told(where),
              (lines{"2015-01-01 renamed 11 > 11",
                     "2015-01-01 moved 11 > 11",
                     "2015-01-01 relevelled 11 > 11"}));
}

TEST(place_changes, a_county_founded_beside_one_with_a_new_row_was_split_off) {
    const places where = dated_places::read({"1,P,1,,,",
                                             "11,A,2,1,,2014-12-31",
                                             "11,A,2,1,2015-01-01,",
                                             "12,B,2,1,2015-01-01,",
                                             "13,C,2,1,,"});
    EXPECT_EQ(told(where), (lines{"2015-01-01 founded > 12", "2015-01-01 split 11 > 11 12"}));
}

TEST(place_changes, one_that_ends_beside_one_with_a_new_row_was_merged_into_it) {
    const places where = dated_places::read({"1,P,1,,,",
                                             "11,A,2,1,,2014-12-31",
                                             "11,A,2,1,2015-01-01,",
                                             "12,B,2,1,,2014-12-31",
                                             "13,C,2,1,,"});
    EXPECT_EQ(told(where), (lines{"2015-01-01 abolished 12 >", "2015-01-01 merged 11 12 > 11"}));
}

TEST(place_changes, one_code_for_another_is_a_change_of_code) {
    const places where = dated_places::read(
        {"1,P,1,,,", "11,A,2,1,,2014-12-31", "12,A town,2,1,2015-01-01,", "13,C,2,1,,"});
    EXPECT_EQ(
        told(where),
        (lines{
            "2015-01-01 founded > 12", "2015-01-01 abolished 11 >", "2015-01-01 recoded 11 > 12"}));
}

TEST(place_changes, what_no_row_explains_is_told_as_such) {
    const places founded = dated_places::read({"1,P,1,,,", "11,A,2,1,,", "12,B,2,1,2015-01-01,"});
    EXPECT_EQ(told(founded), (lines{"2015-01-01 founded > 12", "2015-01-01 appeared 11 > 12"}));
    const places gone = dated_places::read({"1,P,1,,,", "11,A,2,1,,", "12,B,2,1,,2014-12-31"});
    EXPECT_EQ(told(gone), (lines{"2015-01-01 abolished 12 >", "2015-01-01 vanished 12 > 11"}));
}

TEST(place_changes, another_place_at_the_top_is_told) {
    const places where = dated_places::read(
        {"0,N,0,,2015-01-01,", "1,P,1,,,2014-12-31", "1,P,1,0,2015-01-01,", "11,A,2,1,,"});
    EXPECT_EQ(told(where),
              (lines{"2015-01-01 founded > 0", "2015-01-01 moved 1 > 1", "2015-01-01 top 1 > 0"}));
}

TEST(place_changes, days_left_out_between_two_rows_are_a_gap) {
    const places where = dated_places::read({"1,P,1,,,",
                                             "11,A,2,1,2016-01-01,",
                                             "11,A,2,1,,2014-12-31",
                                             "12,B,2,1,,2014-12-31",
                                             "12,B,2,1,2015-01-01,"});
    const std::vector<place_gap> gaps = gaps_of(where);
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(where.code(gaps[0].place), "11");
    EXPECT_EQ(gaps[0].first, on("2015-01-01"));
    EXPECT_EQ(gaps[0].last, on("2015-12-31"));
}

TEST(place_changes, have_names_that_differ) {
    std::vector<std::string> names;
    for (int i = 0; i <= static_cast<int>(place_change_kind::closed_up); ++i) {
        names.emplace_back(name_of(static_cast<place_change_kind>(i)));
    }
    std::ranges::sort(names);
    EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
    EXPECT_FALSE(names.front().empty());
}

}  // namespace
