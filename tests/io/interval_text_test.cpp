#include <crossfoot/io/interval_text.hpp>

#include <gtest/gtest.h>

namespace {

using namespace crossfoot;

TEST(interval_text, one_number_stands_alone) {
    EXPECT_EQ(to_string(interval::exactly(248)), "248");
    EXPECT_EQ(to_string(interval::exactly(rational{1, 3})), "1/3");
}

TEST(interval_text, brackets_say_whether_an_end_is_included) {
    EXPECT_EQ(to_string(interval::closed(1180, 1204)), "[1180, 1204]");
    EXPECT_EQ(to_string(interval::open(600, 700)), "(600, 700)");
    EXPECT_EQ(to_string(interval::closed_open(rational{189, 200}, rational{191, 200})),
              "[0.945, 0.955)");
    EXPECT_EQ(to_string(interval::at_least(12)), "[12, ∞)");
    EXPECT_EQ(to_string(interval::less_than(5)), "(-∞, 5)");
    EXPECT_EQ(to_string(interval::everything()), "(-∞, ∞)");
}

TEST(interval_text, words_name_the_ends) {
    EXPECT_EQ(in_words(interval::exactly(1), language::en), "exactly 1");
    EXPECT_EQ(in_words(interval::closed(260, 262), language::en), "from 260 to 262");
    EXPECT_EQ(in_words(interval::at_least(12), language::en), "at least 12");
    EXPECT_EQ(in_words(interval::open(600, 700), language::en), "more than 600 and less than 700");
    EXPECT_EQ(in_words(interval::exactly(1), language::zh), "恰为 1");
    EXPECT_EQ(in_words(interval::closed(260, 262), language::zh), "在 260 至 262 之间");
    EXPECT_EQ(in_words(interval::at_least(12), language::zh), "不少于 12");
    EXPECT_EQ(in_words(interval::closed(0, 1), language::en, number_style::percent),
              "from 0% to 100%");
}

TEST(interval_text, runs_of_whole_numbers_read_as_text) {
    EXPECT_EQ(in_words(integer_range{247, 249}, language::en), "247 to 249");
    EXPECT_EQ(in_words(integer_range{248, 248}, language::en), "248");
    EXPECT_EQ(in_words(integer_range{260, std::nullopt}, language::en), "260 or more");
}

TEST(interval_text, rounded_numbers_keep_their_zeros_and_exact_ones_have_none) {
    EXPECT_EQ(shown(rational{248, 261}, number_style::percent, 2), "95.02%");
    EXPECT_EQ(shown(rational{1, 2}, number_style::percent, 2), "50%");
    EXPECT_EQ(shown(rational{949999, 1000000}, number_style::percent, 2), "95.00%");
    EXPECT_EQ(shown(rational{7500, 41}, number_style::plain, 2), "182.93");
    EXPECT_EQ(shown(rational{-1, 3}, number_style::plain, 2), "-0.33");
}

TEST(interval_text, ends_are_rounded_outwards) {
    EXPECT_EQ(
        shown(interval::open(rational{15000, 82}, rational{16000, 82}), number_style::plain, 2),
        "(182.92, 195.13)");
}

TEST(interval_text, a_number_that_is_not_admitted_is_not_shown_as_one_that_would_be) {
    const interval ninety_five = interval::closed_open(rational{945, 1000}, rational{955, 1000});
    EXPECT_EQ(shown_beside(ninety_five, rational{248, 261}, number_style::percent), "95.02%");
    EXPECT_EQ(shown_beside(ninety_five, rational{944999, 1000000}, number_style::percent),
              "94.4999%");
}

}  // namespace
