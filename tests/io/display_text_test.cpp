#include <crossfoot/io/display_text.hpp>

#include <gtest/gtest.h>

namespace {

using namespace crossfoot;

TEST(display_text, terminal_escapes_in_an_input_are_shown_not_sent) {
    EXPECT_EQ(escaped("\x1b[31mred\x07"), "\\x1b[31mred\\x07");
    EXPECT_EQ(escaped("a\nb\tc"), "a\\x0ab\\x09c");
    EXPECT_EQ(escaped("\xc2\x9b"
                      "31m"),
              "\\x9b31m");
}

TEST(display_text, marks_that_turn_the_direction_of_writing_are_shown) {
    EXPECT_EQ(escaped("248\xE2\x80\xAE"), "248\\u202e");
    EXPECT_EQ(escaped("2\xE2\x80\x8B"
                      "4"),
              "2\\u200b4");
}

TEST(display_text, bytes_that_are_not_text_are_shown) {
    EXPECT_EQ(escaped("\xff\xfe"), "\\xff\\xfe");
    EXPECT_EQ(escaped("\xe4\xb8"), "\\xe4\\xb8");
    EXPECT_EQ(escaped("\xc0\x9b"), "\\xc0\\x9b");
    EXPECT_EQ(escaped("\xed\xa0\x80"), "\\xed\\xa0\\x80");
}

TEST(display_text, other_text_stays_as_it_is) {
    EXPECT_EQ(escaped("宣讲 ≥ 82 · “x” 🙂"), "宣讲 ≥ 82 · “x” 🙂");
    EXPECT_EQ(escaped(escaped("\x1b")), escaped("\x1b"));
}

TEST(display_text, chinese_characters_take_two_cells) {
    EXPECT_EQ(display_width("甲县 2016"), 9U);
    EXPECT_EQ(display_width("９５％"), 6U);
    EXPECT_EQ(display_width("≤ …"), 3U);
    EXPECT_EQ(display_width("e\xCC\x81"), 1U);
}

TEST(display_text, columns_are_filled_by_width) {
    EXPECT_EQ(padded("模范单位", 10), "模范单位  ");
    EXPECT_EQ(padded("model units", 4), "model units");
    EXPECT_EQ(right_aligned("248", 5), "  248");
    EXPECT_EQ(shortened("模范单位", 5), "模范…");
    EXPECT_EQ(shortened("模范", 5), "模范");
}

TEST(display_text, chinese_stands_apart_from_latin_letters_and_digits_alone) {
    EXPECT_EQ(joined_in_chinese("甲县", "宣讲"), "甲县宣讲");
    EXPECT_EQ(joined_in_chinese("County A", "宣讲"), "County A 宣讲");
    EXPECT_EQ(joined_in_chinese("恰为 25", "时"), "恰为 25 时");
    EXPECT_EQ(joined_in_chinese("甲县", "2016年"), "甲县 2016年");
    EXPECT_EQ(joined_in_chinese("County 1", "2016年"), "County 1 2016年");
    EXPECT_EQ(joined_in_chinese("（甲）", "2016年"), "（甲）2016年");
    EXPECT_EQ(joined_in_chinese("", "宣讲"), "宣讲");
}

}  // namespace
