#include <crossfoot/compute/progress.hpp>
#include <crossfoot/number/error.hpp>

#include <gtest/gtest.h>

namespace {

using namespace crossfoot;

TEST(progress, of_25_measures_out_of_30) {
    const progress so_far = progress_towards(interval::exactly(25), 30);
    EXPECT_EQ(so_far.done, interval::exactly(rational(5, 6)));
    EXPECT_EQ(so_far.remaining, interval::exactly(5));
    EXPECT_EQ(so_far.reached, attainment::not_reached);
}

TEST(progress, of_an_inexact_figure_may_or_may_not_have_reached_the_target) {
    EXPECT_EQ(progress_towards(interval::open(600, 700), 650).reached, attainment::maybe_reached);
    EXPECT_EQ(progress_towards(interval::open(600, 700), 600).reached, attainment::reached);
    EXPECT_EQ(progress_towards(interval::open(600, 700), 700).reached, attainment::not_reached);
}

TEST(progress, towards_nothing_has_no_answer) {
    EXPECT_THROW(static_cast<void>(progress_towards(interval::exactly(1), 0)), error);
}

}  // namespace
