// Growths and changes, as tables of figures write them.

#include <crossfoot/io/format.hpp>

#include "../../src/io/cell_value.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>

namespace {

using namespace crossfoot;

std::string text_of(const interval& values) {
    return fmt::format("{}", values);
}

/// Talks, a rate, and what can be said of how they moved.
codebook moving() {
    codebook book;
    book.levels.push_back({{"county", {"county", "县级"}, {}}});
    const auto add = [&](const char* code, counted counts, nature over_time) -> indicator& {
        indicator& made = book.indicators.emplace_back();
        made.name = {code, {code, code}, {}};
        made.counts = counts;
        made.over_time = over_time;
        return made;
    };
    add("talks", counted::events, nature::flow).unit = "场次";
    add("share", counted::share, nature::stock);
    add("growth", counted::share, nature::rate).growth_of = indicator_id{0};
    add("points", counted::share, nature::rate).change_of = indicator_id{1};
    indicator& more = add("more", counted::events, nature::flow);
    more.change_of = indicator_id{0};
    more.unit = "场次";
    add("growth_then", counted::share, nature::rate).last_year_of = indicator_id{2};
    book.index();
    return book;
}

/// What a cell comes to: "-0.032 [-0.0325, -0.0315)", or what is wrong with it.
std::string read(std::string_view of, std::string_view value, std::string_view unit = "") {
    const codebook book = moving();
    const detail::value_reader reader{book, book[book.indicator_at(of)], {}};
    const auto found = reader.read(value, unit);
    if (const auto* fault = std::get_if<detail::cell_fault>(&found)) {
        const detail::cell_problem wrong = reader.problem_of(*fault, value, unit);
        return std::string{name_of(wrong.code)} + ": " + wrong.message.en;
    }
    const detail::cell_value& cell = std::get<detail::cell_value>(found);
    return cell.written ? fmt::format("{}", cell.written->values()) : "none";
}

TEST(signed_value, a_growth_may_be_below_zero_whatever_its_sign_looks_like) {
    const std::string expected = read("growth", "-3.2%");
    EXPECT_EQ(expected,
              text_of(interval::open_closed(rational{-325, 10000}, rational{-315, 10000})));
    for (const char* const text : {"−3.2%",
                                   "－3.2%",
                                   "- 3.2%",
                                   "下降3.2%",
                                   "同比下降3.2%",
                                   "减少了3.2%",
                                   "增长-3.2%",
                                   "负增长3.2%",
                                   "down 3.2%"}) {
        EXPECT_EQ(read("growth", text), expected) << text;
    }
    EXPECT_EQ(read("growth", "-3.2", "%"), expected);
    EXPECT_EQ(read("growth_then", "-3.2%"), expected);
}

TEST(signed_value, a_growth_in_words_is_one_above_zero) {
    for (const char* const text : {"增长3.2%", "同比增长 3.2%", "上升3.2%", "+3.2%", "up 3.2%"}) {
        EXPECT_EQ(read("growth", text), read("growth", "3.2%")) << text;
    }
}

TEST(signed_value, words_around_a_number_are_mirrored_below_zero) {
    EXPECT_EQ(read("growth", "下降约3%"),
              text_of(interval::open_closed(rational{-35, 1000}, rational{-25, 1000})));
    EXPECT_EQ(read("more", "减少20场以上"), text_of(interval::at_most(-20)));
}

TEST(signed_value, what_was_written_is_kept) {
    const codebook book = moving();
    const detail::value_reader reader{book, book[book.indicator_at("points")], {}};
    const auto found = reader.read("下降0.8个百分点", "");
    ASSERT_TRUE(std::holds_alternative<detail::cell_value>(found));
    EXPECT_EQ(std::get<detail::cell_value>(found).written->text(), "下降0.8个百分点");
}

TEST(signed_value, percentage_points_are_rounded_to_the_last_digit_written) {
    const std::string expected =
        text_of(interval::closed_open(rational{145, 10000}, rational{155, 10000}));
    for (const char* const text : {"1.5个百分点",
                                   "1.5 百分点",
                                   "1.5 percentage points",
                                   "1.5 percentage point",
                                   "1.5pp",
                                   "1.5%",
                                   "提高1.5个百分点"}) {
        EXPECT_EQ(read("points", text), expected) << text;
    }
    for (const char* const unit : {"百分点", "个百分点", "%", "pp"}) {
        EXPECT_EQ(read("points", "1.5", unit), expected) << unit;
        EXPECT_EQ(read("points", "1.5个百分点", unit), expected) << unit;
        EXPECT_EQ(read("points", "1.5%", unit), expected) << unit;
    }
    EXPECT_EQ(read("points", "-0.8个百分点"), read("points", "-0.8%"));
    EXPECT_EQ(read("points", "下降 0.8 个百分点"), read("points", "-0.8%"));
}

TEST(signed_value, a_growth_is_not_in_percentage_points) {
    EXPECT_EQ(read("growth", "3.2个百分点"),
              "wrong_unit: \"3.2个百分点\" is in percentage points: expected growth, which is a "
              "growth, in percent, such as 3.2%");
    EXPECT_EQ(read("growth", "3.2", "百分点"),
              "wrong_unit: \"百分点\" is in percentage points: expected growth, which is a growth, "
              "in percent, such as 3.2%");
}

TEST(signed_value, a_change_of_a_count_may_be_below_zero_and_is_whole) {
    EXPECT_EQ(read("more", "-12"), text_of(interval::exactly(-12)));
    EXPECT_EQ(read("more", "减少12场次"), text_of(interval::exactly(-12)));
    EXPECT_EQ(read("more", "-1.5"),
              "fractional_count: \"-1.5\" holds no whole number: expected more "
              "to be counted whole");
    EXPECT_EQ(read("more", "1.5", "百分点").substr(0, 10), "wrong_unit");
}

TEST(signed_value, nothing_below_zero_is_nothing) {
    EXPECT_EQ(read("more", "-0"), text_of(interval::exactly(0)));
    EXPECT_EQ(read("growth", "-0.0%"), read("growth", "0.0%"));
    EXPECT_EQ(read("growth", "下降0%"), "(-0.005, 0.005)");
}

TEST(signed_value, what_is_out_of_range_is_told) {
    EXPECT_EQ(read("growth", "-120%"),
              "share_out_of_range: \"-120%\" is out of range: expected growth to be -100% or more");
    EXPECT_EQ(
        read("points", "120个百分点"),
        "share_out_of_range: \"120个百分点\" is out of range: expected points to be from -100 "
        "to 100 percentage points");
}

TEST(signed_value, what_falls_by_less_than_nothing_is_no_figure) {
    EXPECT_EQ(read("growth", "下降-3.2%"),
              "not_a_figure: \"下降-3.2%\" is not a figure: expected 下降3.2% or -3.2%");
}

TEST(signed_value, a_count_does_not_go_up_or_down) {
    EXPECT_EQ(read("talks", "增长12").substr(0, 12), "not_a_figure");
    EXPECT_EQ(read("talks", "-12").substr(0, 14), "negative_count");
    EXPECT_EQ(read("share", "12", "百分点").substr(0, 10), "wrong_unit");
}

}  // namespace
