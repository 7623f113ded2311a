#include <crossfoot/compute/shares.hpp>
#include <crossfoot/number/error.hpp>

#include <gtest/gtest.h>

#include <numeric>

namespace {

using namespace crossfoot;

TEST(shares, of_three_equal_counts_add_up_to_the_whole) {
    const std::vector<integer> counts{1, 1, 1};
    EXPECT_EQ(shares_of(counts, 0), (std::vector<rational>{{34, 100}, {33, 100}, {33, 100}}));
}

TEST(shares, of_every_small_world_add_up_and_stay_within_one_step_of_the_truth) {
    for (int a = 0; a <= 6; ++a) {
        for (int b = 0; b <= 6; ++b) {
            for (int c = 0; c <= 6; ++c) {
                if (a + b + c == 0) {
                    continue;
                }
                const std::vector<integer> counts{a, b, c};
                const std::vector<rational> shares = shares_of(counts, 1);
                EXPECT_EQ(std::accumulate(shares.begin(), shares.end(), rational{0}), 1);
                for (std::size_t i = 0; i < counts.size(); ++i) {
                    EXPECT_LT(abs(shares[i] - rational{counts[i], integer{a + b + c}}),
                              rational(1, 1000));
                }
            }
        }
    }
}

TEST(shares, of_nothing_have_no_answer) {
    const std::vector<integer> counts{0, 0};
    EXPECT_THROW(static_cast<void>(shares_of(counts, 1)), error);
}

}  // namespace
