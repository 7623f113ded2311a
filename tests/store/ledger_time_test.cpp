#include <crossfoot/store/ledger_time.hpp>

#include <gtest/gtest.h>

namespace {

using namespace crossfoot;

TEST(ledger_time, is_read_as_it_is_written) {
    const auto noon = parse_ledger_time("2016-04-20 12:00:30");
    ASSERT_TRUE(noon);
    EXPECT_EQ(to_string(*noon), "2016-04-20 12:00:30");
    EXPECT_EQ(to_string(*parse_ledger_time("2016-04-20T12:00")), "2016-04-20 12:00:00");
    EXPECT_EQ(to_string(*parse_ledger_time("2016-04-20")), "2016-04-20 23:59:59");
    for (const char* const wrong : {"",
                                    "2016-04",
                                    "2016-04-20 25:00",
                                    "2016-04-20 12",
                                    "now",
                                    "2016-04-20 12:00:3",
                                    "2016-13-01",
                                    "2016-04-20x12:00"}) {
        EXPECT_FALSE(parse_ledger_time(wrong)) << wrong;
    }
}

}  // namespace
