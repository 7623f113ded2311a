#include <crossfoot/io/text_encoding.hpp>

#include "../support/printed.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using namespace std::string_literals;

// 甲县 in GB 18030.
const std::string county_in_gb = "\xBC\xD7\xCF\xD8";

decoded_text read(std::string bytes) {
    std::vector<diagnostic> problems;
    std::optional<decoded_text> text = decode(std::move(bytes), "t.csv", problems);
    EXPECT_TRUE(problems.empty());
    return text.value_or(decoded_text{});
}

/// Where the bytes stop being text.
position refused_at(std::string bytes) {
    std::vector<diagnostic> problems;
    EXPECT_FALSE(decode(std::move(bytes), "t.csv", problems).has_value());
    if (problems.size() != 1) {
        ADD_FAILURE() << problems.size() << " problems";
        return {};
    }
    EXPECT_EQ(problems[0].code, diagnostic_code::not_text);
    EXPECT_EQ(problems[0].file, "t.csv");
    return problems[0].where;
}

TEST(text_encoding, utf8_is_taken_as_it_is) {
    const decoded_text text = read("甲县,𠀀\n");
    EXPECT_EQ(text.text, "甲县,𠀀\n");
    EXPECT_EQ(text.encoding, text_encoding::utf8);
}

TEST(text_encoding, plain_ascii_and_nothing_are_utf8) {
    EXPECT_EQ(read("a,b\n").encoding, text_encoding::utf8);
    EXPECT_EQ(read("").encoding, text_encoding::utf8);
    EXPECT_EQ(read("").text, "");
}

TEST(text_encoding, byte_order_marks_are_left_out) {
    EXPECT_EQ(read("\xEF\xBB\xBF甲县").text, "甲县");
    EXPECT_EQ(read("\xEF\xBB\xBF").text, "");
    EXPECT_EQ(read("\xEF\xBB\xBF\xEF\xBB\xBF甲县").text, "甲县");
}

TEST(text_encoding, gb18030_is_taken_where_it_is_no_utf8) {
    const decoded_text text = read("place," + county_in_gb + "\n");
    EXPECT_EQ(text.text, "place,甲县\n");
    EXPECT_EQ(text.encoding, text_encoding::gb18030);
}

TEST(text_encoding, characters_of_four_bytes_are_gb18030_too) {
    EXPECT_EQ(read(county_in_gb + "\x95\x32\x82\x36").text, "甲县𠀀");
}

TEST(text_encoding, the_mark_of_gb18030_is_left_out) {
    EXPECT_EQ(read("\x84\x31\x95\x33" + county_in_gb).text, "甲县");
}

TEST(text_encoding, a_nul_byte_is_no_text_of_either) {
    EXPECT_EQ(refused_at("a,b\n甲县,\0x\n"s), (position{2, 4}));
    EXPECT_EQ(refused_at("a,b\n" + county_in_gb + ",\0x\n"s), (position{2, 4}));
    EXPECT_EQ(refused_at("\0"s), (position{1, 1}));
}

TEST(text_encoding, bytes_of_neither_are_told_with_line_and_column) {
    EXPECT_EQ(refused_at("a,b\n甲县,\xFF\xFFx\n"), (position{2, 4}));
    EXPECT_EQ(refused_at("a,b\n" + county_in_gb + ",\xFFx\n"), (position{2, 4}));
    EXPECT_EQ(refused_at("a\rb\r\nc\n\xFF"), (position{4, 1}));
}

TEST(text_encoding, a_character_that_is_cut_off_is_no_text) {
    EXPECT_EQ(refused_at("ab\xE7"), (position{1, 3}));
    EXPECT_EQ(refused_at(county_in_gb + "\xBC"), (position{1, 3}));
}

TEST(text_encoding, utf16_is_called_by_its_name) {
    std::vector<diagnostic> problems;
    EXPECT_FALSE(decode("\xFF\xFE"s + "a\0"s, "t.csv", problems).has_value());
    EXPECT_FALSE(decode("\xFE\xFF"s + "\0a"s, "t.csv", problems).has_value());
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_NE(problems[0].message.en.find("UTF-16"), std::string::npos);
    EXPECT_NE(problems[1].message.zh.find("UTF-16"), std::string::npos);
}

TEST(text_encoding, overlong_forms_and_surrogates_are_no_utf8) {
    // What reads them as such lets the same text be written in two ways.
    for (const char* const bytes : {"\xC0\xAF", "\xE0\x80\xAF", "\xF5\x80\x80\x80"}) {
        std::vector<diagnostic> problems;
        const std::optional<decoded_text> text = decode(bytes, "t.csv", problems);
        EXPECT_FALSE(text && text->encoding == text_encoding::utf8) << bytes;
    }
}

TEST(text_encoding, names_are_for_people) {
    EXPECT_STREQ(name_of(text_encoding::utf8), "UTF-8");
    EXPECT_STREQ(name_of(text_encoding::gb18030), "GB18030");
}

}  // namespace
