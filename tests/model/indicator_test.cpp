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

}  // namespace
