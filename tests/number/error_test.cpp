#include <crossfoot/number/error.hpp>

#include <gtest/gtest.h>

#include <string>

namespace crossfoot {
namespace {

TEST(error, says_where_and_then_what) {
    const error thrown{error_code::not_reported, "9901 in 2016", {"no figure", "没有数据"}};
    EXPECT_STREQ(thrown.what(), "9901 in 2016: no figure");
    EXPECT_EQ(thrown.where(), "9901 in 2016");
    EXPECT_EQ(thrown.message().zh, "没有数据");
    EXPECT_EQ(thrown.code(), error_code::not_reported);
}

TEST(error, says_only_what_where_there_is_no_where) {
    const error thrown{error_code::too_large, "", {"too many places", "地区过多"}};
    EXPECT_STREQ(thrown.what(), "too many places");
}

TEST(error, has_a_name_for_each_code) {
    EXPECT_STREQ(name_of(error_code::divided_by_zero), "divided_by_zero");
    EXPECT_STREQ(name_of(error_code::unknown_code), "unknown_code");
    EXPECT_STREQ(name_of(error_code::not_a_period), "not_a_period");
    EXPECT_STREQ(name_of(error_code::not_reported), "not_reported");
    EXPECT_STREQ(name_of(error_code::invalid_input), "invalid_input");
    EXPECT_STREQ(name_of(error_code::outside_domain), "outside_domain");
    EXPECT_STREQ(name_of(error_code::duplicate_cell), "duplicate_cell");
    EXPECT_STREQ(name_of(error_code::file_unreadable), "file_unreadable");
    EXPECT_STREQ(name_of(error_code::file_unwritable), "file_unwritable");
    EXPECT_STREQ(name_of(error_code::too_large), "too_large");
    EXPECT_STREQ(name_of(error_code::interrupted), "interrupted");
    EXPECT_STREQ(name_of(error_code::not_a_tracker), "not_a_tracker");
    EXPECT_STREQ(name_of(error_code::newer_tracker), "newer_tracker");
    EXPECT_STREQ(name_of(error_code::damaged_tracker), "damaged_tracker");
    EXPECT_STREQ(name_of(error_code::tracker_refused), "tracker_refused");
    EXPECT_STREQ(name_of(error_code::report_locked), "report_locked");
}

TEST(bilingual, gives_the_other_language_where_one_is_empty) {
    const bilingual both{"county", "县"};
    const bilingual only_chinese{"", "县"};
    EXPECT_EQ(both.in(language::en), "county");
    EXPECT_EQ(both.in(language::zh), "县");
    EXPECT_EQ(only_chinese.in(language::en), "县");
}

#ifndef NDEBUG
TEST(expectation, stops_a_debug_build_and_names_the_condition) {
    EXPECT_DEATH(CROSSFOOT_EXPECTS(1 + 1 == 3), "broken expectation: 1 \\+ 1 == 3");
}
#endif

}  // namespace
}  // namespace crossfoot
