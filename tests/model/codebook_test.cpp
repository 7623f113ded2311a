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

/// The campaign with one more indicator, a rate, of which `set` says what it is.
template <typename Set>
codebook with_rate(Set set) {
    codebook book = small_world::campaign();
    indicator& made = book.indicators.emplace_back();
    made.name = small_world::named("more");
    made.over_time = nature::rate;
    made.counts = counted::share;
    set(book, made);
    book.index();
    return book;
}

TEST(codebook, knows_how_far_growths_and_changes_go) {
    const codebook growth = with_rate([](const codebook& book, indicator& made) {
        made.growth_of = book.find_indicator("talks");
    });
    EXPECT_EQ(growth.domain_of(growth.indicators.back()), interval::at_least(-1));
    const codebook points = with_rate([](const codebook& book, indicator& made) {
        made.change_of = book.find_indicator("creation_rate");
    });
    EXPECT_EQ(points.domain_of(points.indicators.back()), interval::closed(-1, 1));
    const codebook change = with_rate([](const codebook& book, indicator& made) {
        made.change_of = book.find_indicator("talks");
    });
    EXPECT_EQ(change.domain_of(change.indicators.back()), interval::everything());
}

TEST(codebook, a_growth_and_a_change_are_of_no_moment_and_no_share) {
    for (const bool growth : {true, false}) {
        const codebook book = with_rate([&](const codebook& known, indicator& made) {
            (growth ? made.growth_of : made.change_of) = known.find_indicator("creation_units");
            made.over_time = nature::stock;
        });
        EXPECT_FALSE(book.is_of_a_moment(book.indicators.back()));
        EXPECT_FALSE(book.is_share(book.indicators.back()));
    }
}

TEST(codebook, what_is_told_of_the_year_before_is_as_what_is_told_now) {
    const codebook book = with_rate([](const codebook& known, indicator& made) {
        made.last_year_of = known.find_indicator("creation_rate");
    });
    EXPECT_TRUE(book.is_share(book.indicators.back()));
    EXPECT_TRUE(book.is_of_a_moment(book.indicators.back()));
    EXPECT_EQ(book.domain_of(book.indicators.back()), interval::closed(0, 1));
}

TEST(breakdown, finds_its_items) {
    const codebook book = small_world::campaign();
    EXPECT_EQ(book.breakdowns[0].find_item("county"), 4U);
    EXPECT_EQ(book.breakdowns[0].find_item("village"), std::nullopt);
}

}  // namespace
