#include <crossfoot/compute/rollup.hpp>

#include "../support/small_world.hpp"

namespace {

using namespace crossfoot;
using namespace small_world;

TEST(roll_up, adds_the_counties_and_says_how_many_reported) {
    dataset data = empty_report();
    for (int i = 1; i <= 6; ++i) {
        put(data, "99010" + std::to_string(i), "talks", "100");
    }
    const hierarchy tree = data.where().at(day{});
    const cell total = at(data, "9901", "talks");
    const auto sum = roll_up(data, tree, total.place, total.what, total.when);
    ASSERT_TRUE(sum.has_value());
    EXPECT_EQ(sum->values, interval::at_least(600));
    EXPECT_EQ(sum->due, 7U);
    EXPECT_EQ(sum->reporting, 6U);
}

TEST(roll_up, of_places_that_are_all_silent_is_nothing) {
    const dataset data = empty_report();
    const cell total = at(data, "9901", "talks");
    EXPECT_FALSE(
        roll_up(data, data.where().at(day{}), total.place, total.what, total.when).has_value());
}

TEST(roll_up, of_a_silent_child_takes_what_lies_below_it) {
    dataset data = empty_report();
    for (int i = 1; i <= 7; ++i) {
        put(data, "99010" + std::to_string(i), "talks", "10");
    }
    const cell total = at(data, "99", "talks");
    const auto sum = roll_up(data, data.where().at(day{}), total.place, total.what, total.when);
    ASSERT_TRUE(sum.has_value());
    EXPECT_EQ(sum->values, interval::exactly(70));
}

TEST(roll_up, reads_absence_as_none_only_where_the_codebook_says_so) {
    codebook book = campaign();
    book.indicators[3].absent = absence::zero_if_filed;
    book.index();
    dataset data = empty_report(book);
    for (int i = 1; i <= 6; ++i) {
        put(data, "99010" + std::to_string(i), "talks", "100");
    }
    const cell total = at(data, "9901", "talks");
    const hierarchy tree = data.where().at(day{});
    EXPECT_EQ(roll_up(data, tree, total.place, total.what, total.when)->values,
              interval::at_least(600));
    put(data, "990107", "sites", "3");
    EXPECT_EQ(roll_up(data, tree, total.place, total.what, total.when)->values,
              interval::exactly(600));
}

TEST(roll_up_items, adds_the_items_of_a_breakdown) {
    dataset data = empty_report();
    put(data, "990101", "teaching_sections", "3", "section=core");
    put(data, "990101", "teaching_sections", "2", "section=auxiliary");
    const cell total = at(data, "990101", "teaching_sections");
    const auto sum = roll_up_items(data,
                                   data.where().at(day{}),
                                   total.place,
                                   total.what,
                                   data.book().breakdown_at("section"),
                                   total.when);
    ASSERT_TRUE(sum.has_value());
    EXPECT_EQ(sum->values, interval::exactly(5));
    EXPECT_EQ(sum->due, 2U);
}

}  // namespace
