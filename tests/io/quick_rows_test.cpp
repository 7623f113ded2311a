#include "io/quick_rows.hpp"

#include <crossfoot/io/codebook_file.hpp>

#include "../support/random_reports.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using namespace crossfoot::detail;

TEST(quick_rows, commas_and_line_ends_are_found_alike_with_and_without_the_processors_help) {
    std::uint64_t state = 1;
    for (int round = 0; round < 2000; ++round) {
        std::string text(64, 'x');
        for (char& each : text) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            const auto drawn = static_cast<unsigned>(state >> 60U);
            each = drawn < 5 ? ',' : drawn == 5 ? '\n' : static_cast<char>(state >> 40U);
        }
        ASSERT_TRUE(marks_in(text.data()) == marks_in_plainly(text.data())) << text;
    }
}

TEST(quick_rows, digits_are_what_they_say_up_to_seven_of_them) {
    for (const std::string_view digits :
         {"0", "7", "10", "99", "007", "123456", "1234567", "9999999", "0000000"}) {
        for (const std::string_view behind : {"\nabcdefgh",
                                              ",01234567",
                                              "\r\n990101",
                                              "/9999999",
                                              ":0000000",
                                              "\xE4\xB8\x87 12345",
                                              "-1234567"}) {
            const std::string text = std::string{digits} + std::string{behind};
            const leading_digits found = digits_at(text.data());
            ASSERT_EQ(found.length, digits.size()) << text;
            ASSERT_EQ(found.value, std::stoull(std::string{digits})) << text;
        }
    }
    EXPECT_EQ(digits_at("12345678\n").length, 8U);
    EXPECT_EQ(digits_at("-1234567\n").length, 0U);
    EXPECT_EQ(digits_at("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF").length, 0U);
}

std::shared_ptr<const places> some_places(const std::vector<std::string>& codes) {
    std::vector<place_row> rows;
    for (const std::string& code : codes) {
        rows.push_back({code, code, level_id{}, {}, {}, {}, {}});
    }
    std::vector<diagnostic> none;
    return std::make_shared<const places>(places::build(std::move(rows), {}, {}, none));
}

TEST(place_codes, find_each_code_and_nothing_else) {
    const auto where = some_places({"11",
                                    "1101",
                                    "110101",
                                    "110101001",
                                    "110101001001",
                                    "123456789012345",
                                    "1234567890123456",
                                    "甲县"});
    const place_codes codes{*where};
    for (std::uint32_t i = 0; i < where->size(); ++i) {
        const std::string code{where->code(place_id{i})};
        EXPECT_EQ(codes.find(code), i) << code;
        const bool is_short = code.size() <= place_codes::longest;
        if (is_short) {
            EXPECT_EQ(codes.find_near(i, key_of(code)), i) << code;
        }
    }
    for (const std::string_view other : {"", "1", "110", "1102", "12345678901234", "乙县"}) {
        EXPECT_EQ(codes.find(other), place_codes::none) << other;
    }
    // A code that ends in NUL bytes is not the one without them.
    EXPECT_EQ(codes.find_near(0, key_of(std::string_view{"11\0", 3})), place_codes::none);
}

TEST(place_codes, look_near_a_place_and_not_beyond_the_last) {
    const auto where = some_places({"a", "b", "c", "d", "e"});
    const place_codes codes{*where};
    EXPECT_EQ(codes.find_near(0, key_of("a")), 0U);
    EXPECT_EQ(codes.find_near(0, key_of("d")), 3U);
    EXPECT_EQ(codes.find_near(0, key_of("e")), place_codes::none);
    EXPECT_EQ(codes.find_near(4, key_of("e")), 4U);
    EXPECT_EQ(codes.find_near(4, key_of("a")), place_codes::none);
    EXPECT_EQ(codes.find_near(4, key_of("")), place_codes::none);
}

// Rows of patterns of every length, some with a slip in them, are read alike with any instructions.
TEST(quick_rows, are_read_alike_with_the_instructions_of_any_processor) {
    const auto where = some_places({"11", "1101", "110101", "990101001001", "甲县"});
    const place_codes codes{*where};
    random_reports::chance by{7};
    const auto some_text = [&](std::size_t length) {
        std::string made;
        while (made.size() < length)
            made += static_cast<char>('a' + by.below(20));
        return made;
    };
    std::vector<std::string> betweens;
    for (std::size_t length = 8; length <= 64; ++length)
        betweens.push_back("," + some_text(length / 2 - 1) + "," +
                           some_text(length - length / 2 - 2) + ",");
    std::size_t rows_read = 0;
    for (int round = 0; round < 200; ++round) {
        std::string text;
        for (int i = 0; i < 50; ++i) {
            std::string row{where->code(place_id{by.below(where->size())})};
            row += betweens[by.below(betweens.size())] + std::to_string(by.below(100'000'000));
            if (by.one_in(100)) row[by.below(row.size())] = by.pick({",", "x", "\"", " "})[0];
            text += row + (by.one_in(9) ? "\r\n" : "\n");
        }
        text += std::string(200, ' ');  // rows are read quickly where enough follows them
        std::vector<std::string> read;
        for (const instructions use : {instructions::usual, best_instructions()}) {
            quick_rows rows{&codes, use};
            rows.begin();
            for (std::size_t i = 0; i < betweens.size(); ++i) {
                row_pattern of;
                of.slot = slot_id{i};
                rows.learn(betweens[i], of);
            }
            row_buffer into;
            std::string told = std::to_string(rows.read(text, 1000, into));
            rows_read += into.size();
            for (std::size_t i = 0; i < into.size(); ++i) {
                told += ";" + std::to_string(into[i].place) + "," +
                        std::to_string(into[i].at().index()) + "," + std::to_string(into[i].count) +
                        "," + std::to_string(into.column(i));
            }
            read.push_back(std::move(told));
        }
        ASSERT_EQ(read.front(), read.back()) << text;
    }
    EXPECT_GT(rows_read, 5000U);
}

}  // namespace
