#include <crossfoot/check/other_readings.hpp>

#include "support/small_world.hpp"

#include <gtest/gtest.h>

namespace {

using namespace crossfoot;
using namespace small_world;

/// The ways that explain the failing finding of a key, with what would be found.
std::string explained(const dataset& data, std::string_view key) {
    const check_report found = check(data);
    const finding* const what = find(found, data, key);
    if (what == nullptr || what->result != verdict::fails) {
        return "does not fail";
    }
    other_readings ways{found, data};
    if (!ways.matter_to(*what)) {
        return "can be read in one way alone";
    }
    std::string text;
    for (const other_reading& each : ways.of(*what)) {
        text += (text.empty() ? "" : ", ") + std::string{name_of(each.way)} + ": " +
                name_of(each.result);
    }
    return text.empty() ? "none" : text;
}

dataset county_with_rate(std::string_view rate) {
    dataset data = empty_report();
    put(data, "990101", "creation_units", "261");
    put(data, "990101", "model_units", "248");
    put(data, "990101", "creation_rate", rate);
    return data;
}

dataset prefecture_of_talks(std::string_view total,
                            std::string_view first,
                            std::string_view second) {
    dataset data = empty_report();
    put(data, "9901", "talks", total);
    for (int i = 3; i <= 7; ++i) {
        put(data, "99010" + std::to_string(i), "talks", "0");
    }
    put(data, "990101", "talks", first);
    put(data, "990102", "talks", second);
    return data;
}

TEST(other_readings, a_rate_that_was_rounded_up_is_told) {
    EXPECT_EQ(explained(county_with_rate("96%"), "rate:creation_rate@990101/2016"),
              "rounded_up: holds");
}

TEST(other_readings, a_rate_that_was_cut_off_is_told) {
    dataset data = empty_report();
    put(data, "990101", "creation_units", "1000");
    put(data, "990101", "model_units", "948");
    put(data, "990101", "creation_rate", "94%");
    EXPECT_EQ(explained(data, "rate:creation_rate@990101/2016"), "truncated: holds");
}

TEST(other_readings, a_rate_far_off_fails_under_every_reading) {
    EXPECT_EQ(explained(county_with_rate("90%"), "rate:creation_rate@990101/2016"), "none");
}

TEST(other_readings, exact_figures_can_be_read_in_one_way_alone) {
    EXPECT_EQ(explained(prefecture_of_talks("9", "3", "5"), "rollup:talks@9901/2016"),
              "can be read in one way alone");
}

TEST(other_readings, a_sum_that_needs_more_than_yu_admits_is_explained_without_its_upper_end) {
    EXPECT_EQ(explained(prefecture_of_talks("900", "600余", "100"), "rollup:talks@9901/2016"),
              "open_more: possible");
}

TEST(other_readings, a_sum_of_scaled_figures_that_were_cut_off_is_told) {
    EXPECT_EQ(explained(prefecture_of_talks("27500", "1.2万", "1.4万"), "rollup:talks@9901/2016"),
              "truncated: possible");
    EXPECT_EQ(explained(prefecture_of_talks("30000", "1万", "10000"), "rollup:talks@9901/2016"),
              "none");
}

}  // namespace
