#include <crossfoot/io/explanations_file.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using codes = std::vector<diagnostic_code>;

struct outcome {
    explanations_reading read;
    std::vector<diagnostic> problems;
};

outcome read(std::string_view csv) {
    outcome made;
    made.read = read_explanations(csv, "explanations.csv", made.problems);
    return made;
}

codes codes_of(const outcome& from) {
    codes found;
    for (const diagnostic& each : from.problems) {
        found.push_back(each.code);
    }
    return found;
}

/// The one problem of rows under the usual heading, in both languages.
std::string problem_of(const std::string& rows) {
    const outcome made = read("key,office,date,text,figures\n" + rows);
    if (made.problems.size() != 1) {
        ADD_FAILURE() << made.problems.size() << " problems in " << rows;
        return {};
    }
    return to_string(made.problems[0], language::en) + "\n" +
           to_string(made.problems[0], language::zh);
}

finding_explanation answer(std::string figures = "bcdfghjkmnpq") {
    return {"part_of:model_units@990101/2016",
            "statistics office",
            *parse_day("2017-02-03"),
            "two units, counted twice by order",
            std::move(figures),
            {}};
}

TEST(explanations_file, a_row_is_an_answer_of_an_office) {
    const outcome made = read(
        "key,office,date,text,figures\n"
        "part_of:model_units@990101/2016,statistics office,2017-02-03,\"so, it "
        "is\",bcdfghjkmnpq\n");
    EXPECT_EQ(codes_of(made), codes{});
    ASSERT_EQ(made.read.explanations.size(), 1U);
    const finding_explanation& each = made.read.explanations[0];
    EXPECT_EQ(each.key, "part_of:model_units@990101/2016");
    EXPECT_EQ(each.office, "statistics office");
    EXPECT_EQ(each.date, *parse_day("2017-02-03"));
    EXPECT_EQ(each.text, "so, it is");
    EXPECT_EQ(each.figures, "bcdfghjkmnpq");
    EXPECT_EQ(each.where, (position{2, 1}));
}

TEST(explanations_file, figures_may_be_left_out) {
    for (const char* const csv : {"key,office,date,text\nk,o,2017-02-03,t\n",
                                  "key,office,date,text,figures\nk,o,2017-02-03,t,\n"}) {
        const outcome made = read(csv);
        ASSERT_EQ(made.read.explanations.size(), 1U) << csv;
        EXPECT_EQ(made.read.explanations[0].figures, std::nullopt);
    }
}

TEST(explanations_file, headings_may_be_chinese_and_stand_in_any_order) {
    for (const char* const heading : {"说明,日期,部门,键,数值指纹", "说明,日期,单位,编号,指纹"}) {
        const outcome made = read(std::string{heading} + "\n情况属实,2017年2月3日,统计局,k,b\n");
        EXPECT_EQ(codes_of(made), codes{});
        ASSERT_EQ(made.read.explanations.size(), 1U) << heading;
        EXPECT_EQ(made.read.explanations[0].office, "统计局");
        EXPECT_EQ(made.read.explanations[0].text, "情况属实");
    }
}

TEST(explanations_file, a_blank_where_something_must_stand_is_told) {
    EXPECT_EQ(problem_of("k,,2017-02-03,t,\n"),
              "explanations.csv:2:3: nothing stands here: expected the office that answers\n"
              "explanations.csv:2:3: 此处为空：应填写答复单位");
    EXPECT_EQ(problem_of(",o,2017-02-03,t,\n"),
              "explanations.csv:2:1: nothing stands here: expected the key of a finding\n"
              "explanations.csv:2:1: 此处为空：应填写审核结果的编号");
    EXPECT_EQ(problem_of("k,o,,t,\n"),
              "explanations.csv:2:5: nothing stands here: expected the day of the answer, such as "
              "2017-02-03\n"
              "explanations.csv:2:5: 此处为空：应填写答复日期，如2017-02-03");
    EXPECT_EQ(problem_of("k,o,2017-02-03,,\n"),
              "explanations.csv:2:16: nothing stands here: expected what explains the figures\n"
              "explanations.csv:2:16: 此处为空：应填写对数值的说明");
}

TEST(explanations_file, what_is_no_day_is_told) {
    EXPECT_EQ(problem_of("k,o,2017-02-30,t,\n"),
              "explanations.csv:2:5: \"2017-02-30\" is not a date: expected a day such as "
              "2016-12-31\n"
              "explanations.csv:2:5: \"2017-02-30\"不是日期：应如2016-12-31");
}

TEST(explanations_file, every_bad_row_is_told_and_the_others_are_read) {
    const outcome made = read(
        "key,office,date,text\n"
        ",,,\n"
        "k,,,t\n"
        "good,o,2017-02-03,t\n"
        "k,o,2017-02-03\n");
    EXPECT_EQ(codes_of(made),
              (codes{diagnostic_code::blank_cell,
                     diagnostic_code::blank_cell,
                     diagnostic_code::wrong_field_count}));
    EXPECT_EQ(made.read.rows, 3U);
    ASSERT_EQ(made.read.explanations.size(), 1U);
    EXPECT_EQ(made.read.explanations[0].key, "good");
}

TEST(explanations_file, headings_are_checked) {
    EXPECT_EQ(codes_of(read("")), codes{diagnostic_code::empty_file});
    EXPECT_EQ(codes_of(read("key,office,date\n")), codes{diagnostic_code::missing_column});
    EXPECT_EQ(codes_of(read("key,office,date,text,name\n")),
              codes{diagnostic_code::unknown_column});
    EXPECT_EQ(codes_of(read("key,office,date,text,键\n")), codes{diagnostic_code::repeated_column});
}

TEST(explanations_file, numbers_of_persons_are_refused_and_not_repeated) {
    const outcome identity = read("key,office,date,text\nk,o,2017-02-03,ask 11010519491231002X\n");
    EXPECT_EQ(codes_of(identity), codes{diagnostic_code::identity_number});
    EXPECT_EQ(identity.problems[0].message.en.find("1949"), std::string::npos);
    EXPECT_TRUE(identity.read.explanations.empty());
    const outcome mobile = read("key,office,date,text\nk,13800138000,2017-02-03,t\n");
    EXPECT_EQ(codes_of(mobile), codes{diagnostic_code::mobile_number});
}

TEST(explanations_file, the_code_of_a_village_in_a_key_is_no_telephone_number) {
    EXPECT_EQ(
        codes_of(read("key,office,date,text\nrollup:talks@13800138000/2016,o,2017-02-03,t\n")),
        codes{});
}

TEST(with_explanation, makes_a_file_that_reads_back_what_was_added) {
    const std::string csv = with_explanation("", answer());
    EXPECT_EQ(csv,
              "key,office,date,text,figures\n"
              "part_of:model_units@990101/2016,statistics office,2017-02-03,\"two units, counted "
              "twice by order\",bcdfghjkmnpq\n");
    const outcome made = read(with_explanation(csv, answer("other")));
    EXPECT_EQ(codes_of(made), codes{});
    ASSERT_EQ(made.read.explanations.size(), 2U);
    EXPECT_EQ(made.read.explanations[0].text, answer().text);
    EXPECT_EQ(made.read.explanations[1].figures, "other");
}

TEST(with_explanation, keeps_the_columns_and_the_line_ends_of_the_file) {
    const std::string before = "说明,数值指纹,日期,部门,键\r\n属实,b,2017-01-01,统计局,k\r\n";
    EXPECT_EQ(with_explanation(before, answer()),
              before +
                  "\"two units, counted twice by order\",bcdfghjkmnpq,2017-02-03,statistics "
                  "office,part_of:model_units@990101/2016\r\n");
}

TEST(with_explanation, ends_a_last_line_that_has_no_end) {
    EXPECT_EQ(with_explanation("key,office,date,text,figures", answer()),
              with_explanation("", answer()));
}

TEST(with_explanation, adds_a_column_of_figures_where_there_is_none) {
    const outcome made =
        read(with_explanation("key,office,date,text\nk,o,2017-01-01,\"a, b\"\n", answer()));
    EXPECT_EQ(codes_of(made), codes{});
    ASSERT_EQ(made.read.explanations.size(), 2U);
    EXPECT_EQ(made.read.explanations[0].text, "a, b");
    EXPECT_EQ(made.read.explanations[0].figures, std::nullopt);
    EXPECT_EQ(made.read.explanations[1].figures, "bcdfghjkmnpq");
}

TEST(with_explanation, a_text_that_a_spreadsheet_would_run_is_kept_from_it) {
    finding_explanation formula = answer();
    formula.text = "=1+1";
    EXPECT_NE(with_explanation("", formula).find(",'=1+1,"), std::string::npos);
}

}  // namespace
