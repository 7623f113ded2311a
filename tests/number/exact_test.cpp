#include <crossfoot/number/exact.hpp>

#include <gtest/gtest.h>

namespace crossfoot {
namespace {

TEST(exact, floor_and_ceiling_enclose_every_small_fraction_as_tightly_as_whole_numbers_can) {
    for (int over = -30; over <= 30; ++over) {
        for (int under = 1; under <= 7; ++under) {
            const rational value{over, under};
            const rational below{floor(value)};
            const rational above{ceiling(value)};
            EXPECT_TRUE(below <= value && value < below + 1) << value;
            EXPECT_TRUE(above - 1 < value && value <= above) << value;
            EXPECT_EQ(is_whole(value), over % under == 0) << value;
        }
    }
}

TEST(exact, small_fractions_compare_as_the_operator_says) {
    for (int a = -12; a <= 12; ++a) {
        for (int b = -12; b <= 12; ++b) {
            for (int under = 1; under <= 5; ++under) {
                const rational left{a, under};
                const rational right{b, 3};
                EXPECT_EQ(compare(left, right) < 0, left < right);
                EXPECT_EQ(compare(left, right) == 0, left == right);
            }
        }
    }
}

TEST(exact, a_power_of_ten_is_one_and_zeros) {
    EXPECT_EQ(power_of_ten(0), 1);
    EXPECT_EQ(power_of_ten(4), 10000);
    EXPECT_EQ(to_string(power_of_ten(40)), "1" + std::string(40, '0'));
}

TEST(exact, a_fraction_that_ends_is_written_as_a_decimal) {
    EXPECT_EQ(to_string(rational{33650}), "33650");
    EXPECT_EQ(to_string(rational{189, 200}), "0.945");
    EXPECT_EQ(to_string(rational{-1, 8}), "-0.125");
    EXPECT_EQ(to_string(rational{-21, 2}), "-10.5");
    EXPECT_EQ(to_string(rational{1, 100}), "0.01");
    EXPECT_EQ(to_string(rational{0}), "0");
}

TEST(exact, a_fraction_that_does_not_end_is_written_as_one) {
    EXPECT_EQ(to_string(rational{1, 3}), "1/3");
    EXPECT_EQ(to_string(rational{-10, 6}), "-5/3");
}

}  // namespace
}  // namespace crossfoot
