#include <crossfoot/number/error.hpp>
#include <crossfoot/number/figure_reader.hpp>
#include <crossfoot/number/rate.hpp>

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace crossfoot {
namespace {

TEST(rate, is_rounded_only_when_shown) {
    EXPECT_EQ((rate{248, 261}.as_percent()), "95.02%");
    EXPECT_EQ((rate{248, 261}.value()), (rational{248, 261}));
}

TEST(rate, keeps_its_counts) {
    EXPECT_TRUE((rate{1, 2} != rate{2, 4}));
    EXPECT_EQ((rate{2, 4}.count()), 2);
    EXPECT_EQ((rate{2, 4}.total()), 4);
}

TEST(rate, of_nothing_is_none) {
    try {
        const rate impossible{3, 0};
        FAIL() << impossible.as_percent();
    } catch (const error& thrown) {
        EXPECT_EQ(thrown.code(), error_code::divided_by_zero);
        EXPECT_STREQ(thrown.what(), "3 of 0 is no rate: the total must not be zero");
    }
}

TEST(rate, is_shown_with_as_many_digits_as_asked_for) {
    EXPECT_EQ((rate{1, 3}.as_percent(0)), "33%");
    EXPECT_EQ((rate{1, 2000}.as_percent(3)), "0.050%");
    EXPECT_EQ((rate{-1, 3}.as_percent(1)), "-33.3%");
    EXPECT_EQ((rate{1, 1}.as_percent()), "100.00%");
    EXPECT_EQ((rate{0, 1}.as_percent()), "0.00%");
}

TEST(rate, is_shown_by_the_rounding_rule_asked_for) {
    EXPECT_EQ((rate{1, 8}.as_percent(0, rounding_mode::half_up)), "13%");
    EXPECT_EQ((rate{1, 8}.as_percent(0, rounding_mode::half_even)), "12%");
    EXPECT_EQ((rate{129, 1000}.as_percent(0, rounding_mode::down)), "12%");
}

TEST(rate, of_261_that_is_printed_as_95_percent_is_of_247_to_249) {
    EXPECT_EQ(counts_reported_as(read_figure("95%").value->values(), 261),
              (integer_range{247, 249}));
}

TEST(rate, of_248_that_is_printed_as_95_percent_is_of_totals_260_to_262) {
    EXPECT_EQ(totals_reported_as(read_figure("95%").value->values(), 248),
              (integer_range{260, 262}));
}

TEST(rate, of_zero_is_zero_percent_of_any_total) {
    EXPECT_EQ(totals_reported_as(interval::closed(0, rational{1, 200}), 0),
              (integer_range{1, std::nullopt}));
    EXPECT_EQ(totals_reported_as(interval::at_least(rational{1, 2}), 0), std::nullopt);
}

std::vector<interval> some_ratios() {
    const std::vector<rational> values{-1, 0, rational{1, 5}, rational{1, 3}, rational{1, 2}, 1, 2};
    std::vector<endpoint> ends{{0, bound::infinite}};
    for (const rational& value : values) {
        ends.push_back({value, bound::closed});
        ends.push_back({value, bound::open});
    }
    std::vector<interval> ratios;
    for (const endpoint& lo : ends) {
        for (const endpoint& hi : ends) {
            if (const auto ratio = interval::between(lo, hi)) ratios.push_back(*ratio);
        }
    }
    return ratios;
}

// No ratio here has a finite limit that needs a number above 60: counts up to 12 reach at most
// 12 / (1/5), and totals up to 12 at most 12 * 2. What still fits at 100 fits without end.
constexpr int beyond_all = 100;

TEST(rate, has_the_counts_that_trying_them_all_finds) {
    for (const interval& ratio : some_ratios()) {
        for (int total = 1; total <= 12; ++total) {
            const std::optional<integer_range> found = counts_reported_as(ratio, total);
            for (int count = 0; count <= beyond_all; ++count) {
                ASSERT_EQ(found && found->contains(count), ratio.contains(rational{count, total}));
            }
            ASSERT_TRUE(!found || found->last || found->contains(beyond_all));
        }
    }
}

TEST(rate, has_the_totals_that_trying_them_all_finds) {
    for (const interval& ratio : some_ratios()) {
        for (int count = 0; count <= 12; ++count) {
            const std::optional<integer_range> found = totals_reported_as(ratio, count);
            ASSERT_FALSE(found && found->contains(0));
            for (int total = 1; total <= beyond_all; ++total) {
                ASSERT_EQ(found && found->contains(total), ratio.contains(rational{count, total}));
            }
            ASSERT_TRUE(!found || found->last || found->contains(beyond_all));
        }
    }
}

}  // namespace
}  // namespace crossfoot
