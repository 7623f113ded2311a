#include <crossfoot/compute/totals.hpp>

#include "../support/small_world.hpp"

namespace {

using namespace crossfoot;
using namespace small_world;

bool any(const cell& /*where*/) {
    return true;
}

level_id level_of(const dataset& data, std::string_view code) {
    return data.book().find_level(code).value();
}

TEST(totals_at, are_those_that_the_parts_add_up_to_beside_what_was_reported) {
    dataset data = empty_report();
    for (int i = 1; i <= 7; ++i) {
        put(data, "99010" + std::to_string(i), "talks", std::to_string(i));
    }
    put(data, "9901", "talks", "27");
    const std::vector<place_total> totals = totals_at(data, level_of(data, "prefecture"), any);
    ASSERT_EQ(totals.size(), 1U);
    EXPECT_EQ(totals.front().reported, "27");
    EXPECT_EQ(totals.front().computed, interval::exactly(28));
    EXPECT_EQ(totals.front().due, 7U);
    EXPECT_EQ(totals.front().reporting, 7U);
}

TEST(totals_at, are_only_those_that_somebody_admits) {
    dataset data = empty_report();
    put(data, "990101", "talks", "3");
    const auto none = [](const cell&) { return false; };
    EXPECT_TRUE(totals_at(data, level_of(data, "prefecture"), none).empty());
    EXPECT_EQ(totals_at(data, level_of(data, "prefecture"), any).size(), 1U);
}

TEST(totals_at, of_a_place_that_nobody_reported_for_are_none) {
    EXPECT_TRUE(totals_at(empty_report(), level_id{0}, any).empty());
}

TEST(is_added_up, of_what_is_additive_and_no_rate) {
    const codebook book = campaign();
    for (const indicator& each : book.indicators) {
        const bool is_rate = each.over_time == nature::rate;
        EXPECT_EQ(is_added_up(each), each.additive && !is_rate) << each.name.code;
    }
}

TEST(columns_made_by, a_count_of_all_items_has_the_rate_that_it_is_the_numerator_of) {
    const dataset data = empty_report();
    const codebook& book = data.book();
    for (const indicator& rate : book.indicators) {
        if (!rate.numerator || !rate.denominator) continue;
        const period year = *period::parse("2016");
        const std::vector<totals_column> made =
            columns_made_by(book, {*rate.numerator, scope::own, {}}, year);
        ASSERT_EQ(made.size(), 2U);
        EXPECT_EQ(made[0].what, (series{*rate.numerator, scope::total, {}}));
        EXPECT_EQ(book[made[1].what.indicator].name.code, rate.name.code);
        // An item of it is no numerator.
        EXPECT_EQ(columns_made_by(book, {*rate.numerator, scope::total, {0}}, year).size(), 1U);
    }
}

TEST(order_of, columns_of_a_stock_that_speak_of_one_day_are_one) {
    const dataset data = empty_report();
    const codebook& book = data.book();
    for (std::size_t i = 0; i < book.indicators.size(); ++i) {
        const series what{indicator_id{i}, scope::total, {}};
        const bool is_one = order_of({what, *period::parse("2016")}, book) ==
                            order_of({what, *period::parse("2016-12")}, book);
        EXPECT_EQ(is_one, book.is_of_a_moment(book.indicators[i])) << book.indicators[i].name.code;
    }
}

}  // namespace
