#include <crossfoot/model/codebook.hpp>
#include <crossfoot/number/error.hpp>

#include "../support/small_world.hpp"

namespace {

using namespace crossfoot;

TEST(codebook, finds_entries_by_code_and_says_which_is_not_there) {
    const codebook book = small_world::campaign();
    EXPECT_EQ(book.find_indicator("talks"), book.indicator_at("Talks"));
    EXPECT_EQ(book.find_level("county"), level_id{3});
    try {
        static_cast<void>(book.indicator_at("walks"));
        FAIL();
    } catch (const error& thrown) {
        EXPECT_EQ(thrown.code(), error_code::unknown_code);
        EXPECT_STREQ(thrown.what(), "walks: is no indicator of the codebook");
    }
}

TEST(codebook, knows_a_rate_of_a_part_in_its_whole_as_a_share) {
    const codebook book = small_world::campaign();
    EXPECT_TRUE(book.is_share(book[book.indicator_at("creation_rate")]));
    EXPECT_FALSE(book.is_share(book[book.indicator_at("talks")]));
    EXPECT_EQ(book.domain_of(book[book.indicator_at("creation_rate")]), interval::closed(0, 1));
}

TEST(codebook, knows_which_indicators_speak_of_a_moment) {
    const codebook book = small_world::campaign();
    EXPECT_TRUE(book.is_of_a_moment(book[book.indicator_at("creation_units")]));
    EXPECT_TRUE(book.is_of_a_moment(book[book.indicator_at("creation_rate")]));
    EXPECT_FALSE(book.is_of_a_moment(book[book.indicator_at("talks")]));
}

TEST(breakdown, finds_its_items) {
    const codebook book = small_world::campaign();
    EXPECT_EQ(book.breakdowns[0].find_item("county"), 4U);
    EXPECT_EQ(book.breakdowns[0].find_item("village"), std::nullopt);
}

}  // namespace
