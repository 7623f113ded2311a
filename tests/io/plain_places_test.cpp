#include "io/plain_places.hpp"

#include <crossfoot/io/places_file.hpp>
#include <crossfoot/model/codebook.hpp>

#include "../support/random_reports.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace crossfoot;
using detail::plain_place_at;

// Rows are read plainly where enough text follows them.
const std::string more(200, 'x');

std::string what_is_plain(const std::string& row, std::size_t columns = 4) {
    const std::string text = row + more;
    const auto found = plain_place_at(text, columns);
    if (!found) return "no";
    EXPECT_EQ(found->bytes, row.size());
    return std::string{found->code} + "|" + std::string{found->name} + "|" +
           std::string{found->level} + "|" + std::string{found->parent};
}

TEST(plain_places, are_split_into_their_cells) {
    EXPECT_EQ(what_is_plain("11,place 11,province,\n"), "11|place 11|province|");
    EXPECT_EQ(what_is_plain("110101,北镇,county,1101\n"), "110101|北镇|county|1101");
    EXPECT_EQ(what_is_plain("110101,甲,county,1101,,\n", 6), "110101|甲|county|1101");
    const std::string name(70, 'n');
    EXPECT_EQ(what_is_plain("1," + name + ",village,11\n"), "1|" + name + "|village|11");
}

TEST(plain_places, are_not_those_that_need_a_closer_look) {
    EXPECT_EQ(what_is_plain("11,a,province\n"), "no");
    EXPECT_EQ(what_is_plain("11,a,province,,\n"), "no");
    EXPECT_EQ(what_is_plain(",a,province,\n"), "no");
    EXPECT_EQ(what_is_plain("\n"), "no");
    EXPECT_EQ(what_is_plain("11, a,province,\n"), "no");
    EXPECT_EQ(what_is_plain("11,a\t,province,\n"), "no");
    EXPECT_EQ(what_is_plain("11,\xE3\x80\x80甲,province,\n"), "no");
    EXPECT_EQ(what_is_plain("11,甲\xE3\x80\x80,province,\n"), "no");
    EXPECT_EQ(what_is_plain("11,a,province,\xC2\xA0\n"), "no");
    EXPECT_EQ(what_is_plain("11,ab\xC2\xA0,province,\n"), "no");
    EXPECT_EQ(what_is_plain("11,a,county,990102\xC2\xA0\n"), "no");
    EXPECT_EQ(what_is_plain("11,a\xE2\x80\x8B,county,990102\n"), "no");
    EXPECT_EQ(what_is_plain("11,a,county,1,2020-01-01,\n", 6), "no");
    EXPECT_EQ(what_is_plain("11010119491231002X,a,county,1\n"), "no");
    EXPECT_EQ(what_is_plain("1," + std::string(130, 'n') + ",county,1\n"), "no");
    EXPECT_FALSE(plain_place_at("11,a,province,\n", 4));  // at the very end of a file
}

codebook levels_of_a_nation() {
    codebook book;
    for (const char* code : {"nation", "province", "county"})
        book.levels.push_back({{code, {code, code}, {}}});
    return book;
}

std::string read(const std::string& text) {
    const codebook book = levels_of_a_nation();
    std::vector<diagnostic> problems;
    const places_reading read = read_places(text, "places.csv", book, problems);
    std::string told = std::to_string(read.rows) + "\n";
    for (const place_row_view& each : read.where.rows()) {
        told += std::string{each.code} + "|" + std::string{each.name} + "|" +
                std::to_string(each.level.index()) + "|" + std::string{each.parent} + "|" +
                std::to_string(each.where.line) + ":" + std::to_string(each.where.column) + "\n";
    }
    for (const diagnostic& each : problems)
        told += to_string(each, language::en) + "\n";
    for (const std::string& each : read.refused)
        told += "refused " + each + "\n";
    return told;
}

// The same rows with line ends of another kind are all looked at closely.
TEST(plain_places, are_read_as_those_that_are_looked_at_closely) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        random_reports::chance by{seed};
        std::string rows = "code,name,level,parent\n0,all,nation,\n";
        for (int i = 1; i <= 60; ++i) {
            const std::string code = std::to_string(i);
            if (by.one_in(15)) rows += by.pick({"\n", ",,,\n", "1,2\n", "7,a,b,c,d\n"});
            rows += by.one_in(15) ? by.pick({" ", "\xE3\x80\x80", "1"}) : "";
            rows += code;
            rows += by.one_in(15) ? by.pick({"\xC2\xA0,", " ,", "\xE3\x80\x80,"}) : ",";
            rows += by.one_in(10) ? by.pick({"13800000000", "tel 138 0000 0000", " 甲", "甲 ", ""})
                                  : "place 659012505507";
            rows += by.one_in(15) ? ",countyy," : by.one_in(2) ? ",county," : ",province,";
            rows += by.one_in(12) ? "99\n" : "0\n";
        }
        std::string with_other_ends;
        for (const char each : rows)
            with_other_ends += each == '\n' ? std::string{"\r\n"} : std::string{each};
        EXPECT_EQ(read(rows), read(with_other_ends)) << rows;
    }
}

}  // namespace
