#include <crossfoot/model/indicator.hpp>

#include <gtest/gtest.h>

namespace {

using namespace crossfoot;

TEST(indicator, of_organisations_persons_events_and_things_counts_whole) {
    for (const counted what :
         {counted::organisations, counted::persons, counted::events, counted::things}) {
        indicator of;
        of.counts = what;
        EXPECT_TRUE(of.counts_whole()) << name_of(what);
        of.over_time = nature::rate;
        EXPECT_FALSE(of.counts_whole()) << name_of(what);
    }
    for (const counted what : {counted::area, counted::length, counted::money, counted::share}) {
        indicator of;
        of.counts = what;
        EXPECT_FALSE(of.counts_whole()) << name_of(what);
    }
}

TEST(indicator, a_growth_is_not_whole_and_a_change_is_as_its_base) {
    indicator of;
    of.counts = counted::events;
    of.growth_of = indicator_id{0};
    EXPECT_FALSE(of.counts_whole());
    of.growth_of.reset();
    of.change_of = indicator_id{0};
    EXPECT_TRUE(of.counts_whole());
    of.over_time = nature::rate;
    EXPECT_TRUE(of.counts_whole());
    of.counts = counted::share;
    EXPECT_FALSE(of.counts_whole());
}

TEST(indicator, is_broken_down_as_no_place_says_otherwise) {
    indicator of;
    of.breakdowns = {{breakdown_id{0}, breakdown_kind::of_which, {}, {"9901"}},
                     {breakdown_id{0}, breakdown_kind::nested, {}, {}}};
    ASSERT_NE(of.find_use(breakdown_id{0}), nullptr);
    EXPECT_EQ(of.find_use(breakdown_id{0})->as, breakdown_kind::nested);
    EXPECT_EQ(of.find_use(breakdown_id{1}), nullptr);
}

}  // namespace
