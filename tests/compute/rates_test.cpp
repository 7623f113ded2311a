#include <crossfoot/compute/rates.hpp>

#include "../support/small_world.hpp"

namespace {

using namespace crossfoot;
using namespace small_world;

TEST(rate_of, a_county_is_the_pair_of_its_counts) {
    dataset data = empty_report();
    put(data, "990101", "creation_units", "261");
    put(data, "990101", "model_units", "248");
    const cell of = at(data, "990101", "creation_rate");
    const auto found = rate_of(data, data.where().at(day{}), of.place, of.what, of.when);
    ASSERT_TRUE(found && found->exact);
    EXPECT_EQ(*found->exact, (rate{248, 261}));
    EXPECT_EQ(found->basis, operand_basis::reported);
}

TEST(rate_of, a_prefecture_is_the_ratio_of_sums_not_the_average_of_rates) {
    dataset data = empty_report();
    for (int i = 1; i <= 7; ++i) {
        const std::string place = "99010" + std::to_string(i);
        put(data, place, "creation_units", i == 1 ? "100" : "10");
        put(data, place, "model_units", "10");
    }
    const cell of = at(data, "9901", "creation_rate");
    const auto found = rate_of(data, data.where().at(day{}), of.place, of.what, of.when);
    ASSERT_TRUE(found && found->exact);
    EXPECT_EQ(*found->exact, (rate{70, 160}));
    EXPECT_EQ(found->basis, operand_basis::rolled_up);
}

TEST(rate_of, counts_of_different_bases_are_never_mixed) {
    dataset data = empty_report();
    put(data, "9901", "creation_units", "200");
    for (int i = 1; i <= 7; ++i) {
        const std::string place = "99010" + std::to_string(i);
        put(data, place, "creation_units", "20");
        put(data, place, "model_units", "10");
    }
    const cell of = at(data, "9901", "creation_rate");
    const auto found = rate_of(data, data.where().at(day{}), of.place, of.what, of.when);
    ASSERT_TRUE(found && found->exact);
    EXPECT_EQ(*found->exact, (rate{70, 140}));
}

}  // namespace
