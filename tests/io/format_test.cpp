#include <crossfoot/io/format.hpp>

#include <gtest/gtest.h>

namespace {

using namespace crossfoot;

TEST(format, every_value_has_its_exact_text) {
    EXPECT_EQ(fmt::format("{}", integer{261}), "261");
    EXPECT_EQ(fmt::format("{:>6}", integer{261}), "   261");
    EXPECT_EQ(fmt::format("{}", rational{1, 3}), "1/3");
    EXPECT_EQ(fmt::format("{}", interval::open(600, 700)), "(600, 700)");
    EXPECT_EQ(fmt::format("{}", period::year(2016)), "2016");
    EXPECT_EQ(fmt::format("{}", figure::exactly(261)), "261");
    EXPECT_EQ(fmt::format("{}", rate{248, 261}), "248/261");
}

}  // namespace
