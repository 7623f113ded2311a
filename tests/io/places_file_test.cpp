#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/places_file.hpp>

#include "../support/printed.hpp"
#include "../support/random_places.hpp"
#include "io/text_tools.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using codes = std::vector<diagnostic_code>;

struct outcome {
    places_reading read;
    std::vector<diagnostic> problems;
};

outcome read(std::string_view csv) {
    outcome made;
    made.read = read_places(csv, "places.csv", *ethnic_unity(), made.problems);
    return made;
}

codes codes_of(const outcome& from) {
    codes found;
    for (const diagnostic& each : from.problems)
        found.push_back(each.code);
    return found;
}

/// The one problem of a file that begins with the usual heading, in English.
std::string problem_of(const std::string& rows) {
    const outcome made = read("code,name,level,parent,valid_from,valid_to\n" + rows);
    if (made.problems.size() != 1) {
        ADD_FAILURE() << made.problems.size() << " problems in " << rows;
        return {};
    }
    return to_string(made.problems[0], language::en);
}

TEST(places_file, rows_become_a_tree) {
    const outcome made = read(
        "code,name,level,parent\n"
        "99,Province,province,\n"
        "9901,Prefecture,prefecture,99\n"
        "990101,County A,county,9901\n");
    EXPECT_TRUE(made.problems.empty());
    EXPECT_EQ(made.read.rows, 3U);
    const places& where = made.read.where;
    const hierarchy tree = where.at(*parse_day("2016-12-31"));
    EXPECT_EQ(tree.parent_of(where.at_code("990101")), where.at_code("9901"));
    EXPECT_EQ(where.name(where.at_code("990101")), "County A");
}

TEST(places_file, headings_and_levels_may_be_chinese) {
    const outcome made = read("代码,名称,层级,上级\n9901,乙地区,地级,\n990101,甲县,县级,9901\n");
    EXPECT_TRUE(made.problems.empty());
    EXPECT_EQ(made.read.where.find_named("甲县"), made.read.where.find("990101"));
}

TEST(places_file, rows_may_stand_in_any_order) {
    const outcome made = read("code,name,level,parent\n990101,A,county,9901\n9901,B,prefecture,\n");
    EXPECT_TRUE(made.problems.empty());
    EXPECT_EQ(made.read.where.size(), 2U);
}

TEST(places_file, leading_zeros_tell_codes_apart) {
    const outcome made = read("code,name,level,parent\n0990,A,county,\n990,B,county,\n");
    EXPECT_TRUE(made.problems.empty());
    EXPECT_EQ(made.read.where.size(), 2U);
}

TEST(places_file, a_code_may_have_several_dated_rows) {
    const outcome made = read(
        "code,name,level,parent,valid_from,valid_to\n"
        "9901,P,prefecture,,,\n"
        "9902,Q,prefecture,,,\n"
        "990101,Old,county,9901,,2015-12-31\n"
        "990101,New,county,9902,2016年1月1日,\n");
    EXPECT_TRUE(made.problems.empty());
    const places& where = made.read.where;
    const place_id county = where.at_code("990101");
    EXPECT_EQ(where.at(*parse_day("2015-12-31")).parent_of(county), where.at_code("9901"));
    EXPECT_EQ(where.at(*parse_day("2016-01-01")).parent_of(county), where.at_code("9902"));
    EXPECT_EQ(where.name(county), "New");
}

TEST(places_file, blank_rows_and_columns_of_spreadsheets_are_passed_over) {
    const outcome made = read(",,,\ncode,name,level,parent,,\n990101,A,county,,,\n,,,\n");
    EXPECT_TRUE(made.problems.empty());
    EXPECT_EQ(made.read.rows, 1U);
}

TEST(places_file, an_empty_file_is_told) {
    EXPECT_EQ(codes_of(read("")), codes{diagnostic_code::empty_file});
    EXPECT_EQ(codes_of(read(" \n,,\n")), codes{diagnostic_code::empty_file});
}

TEST(places_file, columns_that_are_missing_repeated_or_unknown_are_told) {
    EXPECT_EQ(codes_of(read("code,name,parent\n990101,A,\n")),
              codes{diagnostic_code::missing_column});
    EXPECT_EQ(codes_of(read("code,name,level,parent,代码\n990101,A,county,,1\n")),
              codes{diagnostic_code::repeated_column});
    const outcome made = read("code,name,levle,level,parent\n990101,A,x,county,\n");
    ASSERT_EQ(made.problems.size(), 1U);
    EXPECT_EQ(to_string(made.problems[0], language::en),
              R"(places.csv:1:11: "levle" is no column here: did you mean "level"?)");
}

TEST(places_file, an_orphan_is_told) {
    EXPECT_EQ(
        problem_of("990101,A,county,9901,,\n"),
        "places.csv:2:1: place \"990101\" lies in \"9901\", which is not in the file: expected "
        "the code of another row, or nothing at the top");
}

TEST(places_file, a_cycle_is_told) {
    const outcome made =
        read("code,name,level,parent\n9901,A,prefecture,9902\n9902,B,county,9901\n");
    ASSERT_EQ(made.problems.size(), 1U);
    EXPECT_EQ(made.problems[0].code, diagnostic_code::place_cycle);
    EXPECT_EQ(made.problems[0].where, (position{2, 1}));
}

TEST(places_file, levels_fall_from_parent_to_child) {
    EXPECT_EQ(codes_of(read("code,name,level,parent\n1,A,county,\n2,B,county,1\n")),
              codes{diagnostic_code::level_order});
}

TEST(places_file, a_place_below_a_refused_row_is_not_told_again) {
    const outcome made = read("code,name,level,parent\n9901,A,prefectre,\n990101,B,county,9901\n");
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::unknown_level});
    EXPECT_EQ(made.read.refused, (std::vector<std::string>{"9901", "990101"}));
}

TEST(places_file, a_place_is_not_told_that_a_refused_row_of_its_parent_is_not_there) {
    const outcome made = read(
        "code,name,level,parent,valid_from,valid_to\n"
        "9901,A,prefecture,,,2014-12-31\n"
        "9901,A,prefecture,,2015-01-32,\n"
        "990101,B,county,9901,,\n");
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::not_a_date});
}

TEST(places_file, a_place_whose_parent_is_there_later_is_told) {
    EXPECT_EQ(problem_of("9901,A,prefecture,,2015-01-01,\n990101,B,county,9901,,\n"),
              "places.csv:3:1: place \"990101\" lies in \"9901\", which is not there until "
              "2014-12-31: expected the place above to be there on every day of the row");
}

TEST(places_file, cells_that_cannot_be_read_are_all_told) {
    const outcome made = read(
        "code,name,level,parent,valid_from,valid_to\n"
        ",A,county,,,\n"
        "2,B,shire,,,\n"
        "3,C,county,,2016-02-30,soon\n"
        "4,D,county,,2016-02-01,2016-01-01\n"
        "5,E,county\n"
        "6,F,county,,,,7\n");
    EXPECT_EQ(codes_of(made),
              (codes{diagnostic_code::unknown_place,
                     diagnostic_code::unknown_level,
                     diagnostic_code::not_a_date,
                     diagnostic_code::not_a_date,
                     diagnostic_code::wrong_field_count,
                     diagnostic_code::wrong_field_count,
                     diagnostic_code::dates_reversed}));
    EXPECT_EQ(made.read.where.size(), 0U);
}

TEST(places_file, the_same_place_twice_is_told_with_its_earlier_line) {
    EXPECT_NE(problem_of("1,A,county,,,\n1,B,county,,,\n").find("already on line 2"),
              std::string::npos);
    EXPECT_NE(problem_of("1,A,county,,,2016-06-30\n1,B,county,,2016-06-30,\n")
                  .find("at the same time on line 2"),
              std::string::npos);
}

// 990101 and 1990-03-07 belong to nobody: there is no place 99….
constexpr const char* identity = "990101199003070015";

TEST(places_file, personal_numbers_are_refused_and_not_shown) {
    const outcome made =
        read(std::string{"code,name,level,parent\n1,"} + identity + ",county,\n" + identity +
             ",B,county,\n2,C,county," + identity + "\n3,139 0000 0000,county,\n");
    EXPECT_EQ(codes_of(made),
              (codes{diagnostic_code::identity_number,
                     diagnostic_code::identity_number,
                     diagnostic_code::identity_number,
                     diagnostic_code::mobile_number}));
    EXPECT_EQ(made.read.where.size(), 0U);
    for (const diagnostic& each : made.problems) {
        EXPECT_EQ(each.message.en.find("9900"), std::string::npos);
        EXPECT_EQ(each.message.zh.find("9900"), std::string::npos);
    }
}

TEST(places_file, a_code_of_eleven_digits_is_no_telephone_number) {
    EXPECT_TRUE(read("code,name,level,parent\n13900000000,A,village,\n").problems.empty());
}

TEST(places_file, a_personal_number_in_the_heading_is_refused) {
    const outcome made =
        read(std::string{"code,name,level,parent,"} + identity + "\n1,A,county,,\n");
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::identity_number});
}

TEST(places_file, mobile_numbers_are_refused_in_every_form_and_what_resembles_them_is_not) {
    const std::string number = "13900000000";
    const std::string wide = "１３９００００００００";
    const std::vector<std::string> refused{number,
                                           "tel " + number,
                                           number + "。",
                                           "甲县" + number + "号",
                                           "86" + number,
                                           "+86" + number,
                                           "086" + number,
                                           "0086" + number,
                                           "139 0000 0000",
                                           "139-0000-0000",
                                           "139 00000000",
                                           "1390000 0000",
                                           "a139 0000 0000",
                                           wide,
                                           "甲县" + wide,
                                           "１３９ ００００ ００００",
                                           "1 of " + number,
                                           "12345 and " + number,
                                           number + ", " + number};
    const std::vector<std::string> kept{"1" + number,
                                        number + "1",
                                        "place 659012505504",
                                        "12900000000",
                                        "99" + number,
                                        number + "X",
                                        "139 000 00000",
                                        "139 0000-0000",
                                        "place 6590125055 of 65901",
                                        "甲县第12345678村",
                                        "1390000000",
                                        "12345678901234",
                                        "2016-12-31 and 2017-12-31"};
    for (const std::string& each : refused) {
        EXPECT_EQ(codes_of(read("code,name,level,parent\n1,\"" + each + "\",county,\n")),
                  codes{diagnostic_code::mobile_number})
            << each;
        // A long text is looked through like a short one.
        const std::string far = std::string(70, 'x') + " " + each;
        EXPECT_EQ(codes_of(read("code,name,level,parent\n1,\"" + far + "\",county,\n")),
                  codes{diagnostic_code::mobile_number})
            << far;
    }
    for (const std::string& each : kept) {
        EXPECT_TRUE(read("code,name,level,parent\n1,\"" + each + "\",county,\n").problems.empty())
            << each;
    }
}

/// Rows as they are read one by one and built together: the judge of what a file comes to.
struct expected_reading {
    std::string csv = "name,code,level,parent,valid_from,valid_to\n";
    std::vector<place_row> rows;  // that can be read
    std::set<std::string> unread_codes;
    std::set<std::string> codes;

    void add(place_row row, bool is_readable) {
        const auto date = [](const std::optional<day>& when) {
            return when ? to_string(*when) : std::string{};
        };
        row.where.column = detail::count_characters(row.name) + 2;
        const std::string level = ethnic_unity()->levels[row.level.index()].name.code;
        csv += row.name + "," + row.code + "," + (is_readable ? level : "shire") + "," +
               row.parent + "," + date(row.valid_from) + "," + date(row.valid_to) + "\n";
        codes.insert(row.code);
        if (is_readable) {
            rows.push_back(std::move(row));
        } else {
            unread_codes.insert(row.code);
        }
    }
};

TEST(places_file, a_file_comes_to_what_its_rows_come_to_when_they_are_built_together) {
    std::vector<std::string> levels;
    for (const level& each : ethnic_unity()->levels)
        levels.push_back(each.name.code);
    std::mt19937 random{11};
    std::size_t told = 0;
    for (int world = 0; world < 3'000; ++world) {
        expected_reading expected;
        for (const place_row& row : random_places::rows(random, 7))
            expected.add(row, random() % 8 != 0);
        const auto is_below_unread = [&](position where) {
            const auto row = std::ranges::find(expected.rows, where, &place_row::where);
            return expected.unread_codes.contains(row->parent);
        };
        std::vector<diagnostic> all;
        const places built = places::build(expected.rows, levels, "places.csv", all);
        std::vector<diagnostic> problems;
        for (const diagnostic& each : all) {
            const bool is_of_parent = each.code == diagnostic_code::unknown_parent ||
                                      each.code == diagnostic_code::orphaned_place;
            if (!is_of_parent || !is_below_unread(each.where)) problems.push_back(each);
        }
        outcome made = read(expected.csv);
        std::erase_if(made.problems, [](const diagnostic& each) {
            return each.code == diagnostic_code::unknown_level;
        });
        ASSERT_EQ(made.problems, problems) << expected.csv;
        ASSERT_TRUE(std::equal(made.read.where.rows().begin(),
                               made.read.where.rows().end(),
                               built.rows().begin(),
                               built.rows().end()))
            << expected.csv;
        std::vector<std::string> refused;
        for (const std::string& code : expected.codes) {
            if (!built.find(code)) refused.push_back(code);
        }
        ASSERT_EQ(made.read.refused, refused) << expected.csv;
        told += problems.size();
    }
    EXPECT_GT(told, 1'000U);
}

}  // namespace
