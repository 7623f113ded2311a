#include <crossfoot/number/rounding.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace crossfoot {
namespace {

const std::vector<rounding_mode> all_modes{rounding_mode::half_up,
                                           rounding_mode::half_even,
                                           rounding_mode::half_down,
                                           rounding_mode::down,
                                           rounding_mode::up,
                                           rounding_mode::floor,
                                           rounding_mode::ceiling};

const std::vector<rational> some_units{1, rational{1, 2}, 3, rational{1, 100}};

/// The definition of each mode, tried on a multiple of the unit; all in units.
bool is_rounded(const rational& value, int multiple, rounding_mode mode) {
    const rational gap = abs(value - multiple);
    const rational half{1, 2};
    const bool is_away_from_zero = abs(rational{multiple}) > abs(value);
    switch (mode) {
    case rounding_mode::half_up: return gap < half || (gap == half && is_away_from_zero);
    case rounding_mode::half_even: return gap < half || (gap == half && multiple % 2 == 0);
    case rounding_mode::half_down: return gap < half || (gap == half && !is_away_from_zero);
    case rounding_mode::down:
        return gap < 1 && abs(rational{multiple}) <= abs(value) && value * multiple >= 0;
    case rounding_mode::up:
        return gap < 1 && abs(rational{multiple}) >= abs(value) && value * multiple >= 0;
    case rounding_mode::floor: return gap < 1 && multiple <= value;
    case rounding_mode::ceiling: return gap < 1 && multiple >= value;
    }
    return false;
}

TEST(rounding, takes_every_small_fraction_to_the_multiple_that_the_mode_defines) {
    for (const rounding_mode mode : all_modes) {
        for (const rational& unit : some_units) {
            for (int twelfths = -40; twelfths <= 40; ++twelfths) {
                const rational value{twelfths, 12};
                const rational rounded = round_to(value * unit, unit, mode) / unit;
                for (int multiple = -5; multiple <= 5; ++multiple) {
                    ASSERT_EQ(rounded == multiple, is_rounded(value, multiple, mode))
                        << name_of(mode) << ' ' << value << " to " << multiple;
                }
            }
        }
    }
}

TEST(rounding, comes_from_exactly_the_values_that_round_so) {
    for (const rounding_mode mode : all_modes) {
        for (const rational& unit : some_units) {
            for (int multiple = -3; multiple <= 3; ++multiple) {
                const rational rounded = multiple * unit;
                const interval values = values_rounding_to(rounded, unit, mode);
                for (int twelfths = -60; twelfths <= 60; ++twelfths) {
                    const rational value = rational{twelfths, 12} * unit;
                    ASSERT_EQ(values.contains(value), round_to(value, unit, mode) == rounded)
                        << name_of(mode) << ' ' << value << " to " << rounded;
                }
            }
        }
    }
}

TEST(rounding, takes_a_half_away_from_zero_or_to_the_even_multiple) {
    EXPECT_EQ(round_to(rational{5, 2}, 1, rounding_mode::half_up), 3);
    EXPECT_EQ(round_to(rational{5, 2}, 1, rounding_mode::half_even), 2);
}

TEST(rounding, twenty_comes_from_nineteen_and_a_half_on) {
    EXPECT_EQ(values_rounding_to(20, 1, rounding_mode::half_up),
              interval::closed_open(rational{39, 2}, rational{41, 2}));
}

TEST(rounding, cut_off_to_zero_comes_from_both_sides) {
    EXPECT_EQ(values_rounding_to(0, 1, rounding_mode::down), interval::open(-1, 1));
}

TEST(rounding, only_zero_itself_rounds_up_to_zero) {
    EXPECT_EQ(values_rounding_to(0, 1, rounding_mode::up), interval::exactly(0));
}

TEST(rounding, has_a_name_for_each_mode) {
    EXPECT_STREQ(name_of(rounding_mode::half_up), "half_up");
    EXPECT_STREQ(name_of(rounding_mode::half_even), "half_even");
    EXPECT_STREQ(name_of(rounding_mode::half_down), "half_down");
    EXPECT_STREQ(name_of(rounding_mode::down), "down");
    EXPECT_STREQ(name_of(rounding_mode::up), "up");
    EXPECT_STREQ(name_of(rounding_mode::floor), "floor");
    EXPECT_STREQ(name_of(rounding_mode::ceiling), "ceiling");
}

}  // namespace
}  // namespace crossfoot
