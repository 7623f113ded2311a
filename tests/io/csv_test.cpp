#include <crossfoot/io/csv.hpp>

#include "../support/printed.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using record = std::vector<std::string>;
using table = std::vector<record>;

table read(std::string_view text, std::vector<diagnostic>& problems) {
    csv_reader reader{text, "t.csv", problems};
    std::vector<csv_field> fields;
    table records;
    while (reader.next(fields)) {
        record& made = records.emplace_back();
        for (const csv_field& each : fields)
            made.emplace_back(each.text());
    }
    return records;
}

table read(std::string_view text) {
    std::vector<diagnostic> problems;
    table records = read(text, problems);
    EXPECT_TRUE(problems.empty());
    return records;
}

/// Where the fields of all records stand.
std::vector<position> positions(std::string_view text) {
    std::vector<diagnostic> problems;
    csv_reader reader{text, "t.csv", problems};
    std::vector<csv_field> fields;
    std::vector<position> found;
    while (reader.next(fields)) {
        for (const csv_field& each : fields)
            found.push_back(each.where());
    }
    return found;
}

TEST(csv, fields_are_parted_by_commas_and_records_by_line_breaks) {
    EXPECT_EQ(read("a,b\nc,d\n"), (table{{"a", "b"}, {"c", "d"}}));
}

TEST(csv, lf_crlf_and_cr_end_a_line_alike) {
    const table expected{{"a", "b"}, {"c", "d"}};
    EXPECT_EQ(read("a,b\r\nc,d\r\n"), expected);
    EXPECT_EQ(read("a,b\rc,d\r"), expected);
    EXPECT_EQ(read("a,b\r\nc,d\n"), expected);
}

TEST(csv, the_last_line_needs_no_line_break) {
    EXPECT_EQ(read("a,b\nc,d"), (table{{"a", "b"}, {"c", "d"}}));
}

TEST(csv, nothing_holds_no_record) {
    EXPECT_EQ(read(""), table{});
    EXPECT_EQ(read("\n\r\n\r"), table{});
}

TEST(csv, blank_lines_are_passed_over) {
    EXPECT_EQ(read("\na\n\n\r\nb\n"), (table{{"a"}, {"b"}}));
}

TEST(csv, a_comma_at_the_end_begins_a_blank_field) {
    EXPECT_EQ(read("a,\n,b\n,"), (table{{"a", ""}, {"", "b"}, {"", ""}}));
}

TEST(csv, quoted_fields_may_hold_commas_quotes_and_line_breaks) {
    EXPECT_EQ(read("\"a,b\",\"say \"\"yes\"\"\",\"1\n2\r\n3\"\nc\n"),
              (table{{"a,b", "say \"yes\"", "1\n2\r\n3"}, {"c"}}));
}

TEST(csv, a_quoted_field_may_be_blank) {
    EXPECT_EQ(read("\"\",\"\"\"\"\n"), (table{{"", "\""}}));
}

TEST(csv, a_quote_within_a_plain_field_is_a_character) {
    EXPECT_EQ(read("5\" pipe,b\"\n"), (table{{"5\" pipe", "b\""}}));
}

TEST(csv, nothing_behind_a_closing_quote_is_dropped) {
    EXPECT_EQ(read("\"a\"b,\"c\" \n"), (table{{"ab", "c "}}));
}

TEST(csv, columns_count_characters_and_lines_count_every_kind_of_break) {
    EXPECT_EQ(positions("地区,指标\r甲县,\"x\ny\",z\r\nw"),
              (std::vector<position>{{1, 1}, {1, 4}, {2, 1}, {2, 4}, {3, 4}, {4, 1}}));
}

TEST(csv, an_unclosed_quote_is_told_where_it_opens) {
    std::vector<diagnostic> problems;
    read("a,b\nc,\"d\n", problems);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].code, diagnostic_code::unclosed_quote);
    EXPECT_EQ(problems[0].file, "t.csv");
    EXPECT_EQ(problems[0].where, (position{2, 3}));
}

TEST(csv, an_unclosed_quote_costs_its_own_line_only) {
    std::vector<diagnostic> problems;
    EXPECT_EQ(read("a,b\nc,\"d\ne,f\ng,h\n", problems),
              (table{{"a", "b"}, {"e", "f"}, {"g", "h"}}));
    EXPECT_EQ(problems.size(), 1U);
}

TEST(csv, a_record_ends_behind_its_last_character) {
    std::vector<diagnostic> problems;
    csv_reader reader{"甲,乙\n\"p\nqr\"", "t.csv", problems};
    std::vector<csv_field> fields;
    reader.next(fields);
    EXPECT_EQ(reader.end_of_record(), (position{1, 4}));
    reader.next(fields);
    EXPECT_EQ(reader.line(), 2U);
    EXPECT_EQ(reader.end_of_record(), (position{3, 4}));
}

/// All texts of up to `length` of the characters that mean something to the reader.
std::vector<std::string> all_texts(std::size_t length) {
    std::vector<std::string> texts{""};
    for (std::size_t begin = 0; length > 0; --length) {
        const std::size_t end = texts.size();
        for (; begin < end; ++begin) {
            for (const char each : {'a', ',', '"', '\n', '\r'})
                texts.push_back(texts[begin] + each);
        }
    }
    return texts;
}

TEST(csv, whatever_was_read_is_read_again_from_its_quoted_form) {
    for (const std::string& text : all_texts(6)) {
        std::vector<diagnostic> problems;
        const table records = read(text, problems);
        std::string written;
        for (const record& each : records) {
            for (std::size_t i = 0; i < each.size(); ++i) {
                written += i == 0 ? "\"" : ",\"";
                for (const char byte : each[i])
                    written += byte == '"' ? std::string{"\"\""} : std::string{byte};
                written += '"';
            }
            written += '\n';
        }
        ASSERT_EQ(read(written), records) << text;
    }
}

}  // namespace
