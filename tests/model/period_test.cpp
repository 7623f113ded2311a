#include <crossfoot/model/period.hpp>

#include <gtest/gtest.h>

namespace {

using crossfoot::parse_day;
using crossfoot::period;
using crossfoot::to_chinese;
using crossfoot::to_string;

std::string reread(std::string_view text) {
    const auto when = period::parse(text);
    return when ? to_string(*when) : "none";
}

TEST(period, is_read_in_every_form_that_reports_use) {
    EXPECT_EQ(reread("2016"), "2016");
    EXPECT_EQ(reread("2016年"), "2016");
    EXPECT_EQ(reread("2016年度"), "2016");
    EXPECT_EQ(reread("2016-H1"), "2016-H1");
    EXPECT_EQ(reread("2016年下半年"), "2016-H2");
    EXPECT_EQ(reread("2016Q3"), "2016-Q3");
    EXPECT_EQ(reread("2016年第一季度"), "2016-Q1");
    EXPECT_EQ(reread("2016年4季度"), "2016-Q4");
    EXPECT_EQ(reread("2016-12"), "2016-12");
    EXPECT_EQ(reread("2016年1月"), "2016-01");
    EXPECT_EQ(reread("201612"), "2016-12");
    EXPECT_EQ(reread("2016-12-31"), "2016-12-31");
    EXPECT_EQ(reread("2016年12月31日"), "2016-12-31");
    EXPECT_EQ(reread("2015-11/2016-04"), "2015-11/2016-04");
    EXPECT_EQ(reread("2015年11月至2016年4月"), "2015-11/2016-04");
    EXPECT_EQ(reread("2016年1至5月"), "2016-01/2016-05");
    EXPECT_EQ(reread("2016年1月至5月"), "2016-01/2016-05");
}

TEST(period, is_not_read_from_what_is_none) {
    for (const char* text : {"",
                             "16",
                             "2016-13",
                             "2016-00",
                             "2016-02-30",
                             "2016-Q5",
                             "2016-H3",
                             "Q1",
                             "2016x",
                             "0000",
                             "2016-04/2015-11",
                             "2016年第五季度",
                             "20161",
                             "2016-1-"}) {
        EXPECT_EQ(reread(text), "none") << text;
    }
}

TEST(period, of_the_same_days_is_the_same_however_written) {
    EXPECT_EQ(period::parse("2016-01/2016-12"), period::parse("2016"));
    EXPECT_EQ(period::parse("2016-07/2016-09"), period::parse("2016-Q3"));
}

TEST(period, knows_what_lies_in_it) {
    const period year = period::year(2016);
    EXPECT_TRUE(year.contains(period::month(2016, 2)));
    EXPECT_TRUE(year.contains(year));
    EXPECT_FALSE(year.contains(*period::parse("2015-11/2016-04")));
}

TEST(period, has_the_moment_of_its_last_day) {
    EXPECT_EQ(period::year(2016).moment(), period::month(2016, 12).moment());
    EXPECT_EQ(to_string(period::month(2016, 2).moment()), "2016-02-29");
}

TEST(period, is_named_in_chinese) {
    EXPECT_EQ(to_chinese(period::year(2016)), "2016年");
    EXPECT_EQ(to_chinese(*period::parse("2016-Q2")), "2016年第二季度");
    EXPECT_EQ(to_chinese(*period::parse("2016-H1")), "2016年上半年");
    EXPECT_EQ(to_chinese(*period::parse("2015-11/2016-04")), "2015年11月至2016年4月");
    EXPECT_EQ(to_chinese(*period::parse("2016-12-31")), "2016年12月31日");
}

TEST(period, stands_in_order_of_time_the_longer_first) {
    EXPECT_LT(period::year(2015), period::year(2016));
    EXPECT_LT(period::year(2016), *period::parse("2016-Q1"));
    EXPECT_LT(*period::parse("2016-Q1"), period::month(2016, 1));
}

TEST(day, of_no_calendar_is_not_read) {
    EXPECT_EQ(parse_day("2015-02-29"), std::nullopt);
    EXPECT_NE(parse_day("2016-02-29"), std::nullopt);
    EXPECT_EQ(parse_day("2016-02"), std::nullopt);
}

}  // namespace
