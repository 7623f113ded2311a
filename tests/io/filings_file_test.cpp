#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/filings_file.hpp>

#include "../support/named_world.hpp"

namespace {

using namespace crossfoot;
using codes = std::vector<diagnostic_code>;

struct outcome {
    filings_reading read;
    std::vector<diagnostic> problems;
};

/// The small world, whose counties owe a monthly form and a yearly one.
codebook with_due() {
    codebook book = named_world::campaign();
    obligation monthly;
    monthly.name = {"monthly", {"monthly form", "月报"}, {}};
    obligation yearly;
    yearly.name = {"yearly", {"yearly form", "年报"}, {}};
    book.due = {monthly, yearly};
    return book;
}

outcome read(std::string_view csv, const codebook& book = with_due()) {
    static const auto where = small_world::seven_counties(book);
    static const std::vector<std::string> refused{"990199"};
    outcome made;
    made.read = read_filings(csv, "filings.csv", book, *where, refused, made.problems);
    return made;
}

codes codes_of(const outcome& from) {
    codes found;
    for (const diagnostic& each : from.problems) {
        found.push_back(each.code);
    }
    return found;
}

std::string problem_of(const std::string& rows) {
    const outcome made = read("place,period,received,office,due\n" + rows);
    if (made.problems.size() != 1) {
        ADD_FAILURE() << made.problems.size() << " problems in " << rows;
        return {};
    }
    return to_string(made.problems[0], language::en) + "\n" +
           to_string(made.problems[0], language::zh);
}

TEST(filings_file, a_row_is_a_report_that_came_in) {
    const outcome made = read(
        "place,period,received,office,due\n"
        "990102,2016-03,2016-03-20,statistics office,yearly\n");
    EXPECT_EQ(codes_of(made), codes{});
    ASSERT_EQ(made.read.filings.size(), 1U);
    const filing& each = made.read.filings[0];
    EXPECT_EQ(each.place, place_id{3});
    EXPECT_EQ(each.when, period::parse("2016-03"));
    EXPECT_EQ(each.received, parse_day("2016-03-20"));
    EXPECT_EQ(each.office, "statistics office");
    EXPECT_EQ(each.due, 1U);
    EXPECT_EQ(each.where, (position{2, 1}));
}

TEST(filings_file, office_and_due_may_be_left_out) {
    const outcome made = read("period,received,place\n2016,2017-01-20,County 2\n");
    EXPECT_EQ(codes_of(made), codes{});
    ASSERT_EQ(made.read.filings.size(), 1U);
    EXPECT_EQ(made.read.filings[0].due, std::nullopt);
    EXPECT_EQ(made.read.filings[0].office, "");
}

TEST(filings_file, headings_and_obligations_may_be_chinese) {
    const outcome made =
        read("地区,报告期,收到日期,部门,应报\n990102,2016年3月,2016年3月20日,统计局,年报\n");
    EXPECT_EQ(codes_of(made), codes{});
    ASSERT_EQ(made.read.filings.size(), 1U);
    EXPECT_EQ(made.read.filings[0].due, 1U);
}

TEST(filings_file, what_is_not_known_is_told_with_what_would_be) {
    EXPECT_EQ(problem_of("990120,2016-03,2016-03-20,,\n"),
              "filings.csv:2:1: \"990120\" is no place: did you mean \"990102\"?\n"
              "filings.csv:2:1: \"990120\"不是地区：是否为\"990102\"？");
    EXPECT_EQ(problem_of("990102,2016-13,2016-03-20,,\n"),
              "filings.csv:2:8: \"2016-13\" is not a period: expected one such as 2016, 2016-Q1 or "
              "2016-12\n"
              "filings.csv:2:8: \"2016-13\"不是报告期：应如2016、2016-Q1或2016-12");
    EXPECT_EQ(problem_of("990102,2016-03,soon,,\n"),
              "filings.csv:2:16: \"soon\" is not a date: expected a day such as 2016-12-31\n"
              "filings.csv:2:16: \"soon\"不是日期：应如2016-12-31");
    EXPECT_EQ(problem_of("990102,2016-03,2016-03-20,,monthli\n"),
              "filings.csv:2:28: \"monthli\" is no [[due]] of the codebook: did you mean "
              "\"monthly\"?\n"
              "filings.csv:2:28: \"monthli\"不是指标目录中的[[due]]：是否为\"monthly\"？");
}

TEST(filings_file, a_report_that_has_not_come_in_has_no_row) {
    EXPECT_EQ(problem_of("990102,2016-03,,,\n"),
              "filings.csv:2:16: nothing stands here: expected the day on which the report came in "
              "(what has not come in has no row)\n"
              "filings.csv:2:16: 此处为空：应填写收到报表的日期（尚未收到的不列）");
}

TEST(filings_file, without_obligations_there_is_none_to_name) {
    const outcome made = read("place,period,received,due\n990102,2016-03,2016-03-20,monthly\n",
                              named_world::campaign());
    ASSERT_EQ(codes_of(made), codes{diagnostic_code::codebook_reference});
    EXPECT_EQ(made.problems[0].message.en,
              "\"monthly\" is no [[due]] of the codebook: expected nothing: the codebook has no "
              "[[due]]");
}

TEST(filings_file, nothing_more_is_said_of_a_place_whose_row_was_refused) {
    const outcome made = read("place,period,received\n990199,2016-03,2016-03-20\n");
    EXPECT_EQ(codes_of(made), codes{});
    EXPECT_TRUE(made.read.filings.empty());
}

TEST(filings_file, numbers_of_persons_are_refused) {
    EXPECT_EQ(codes_of(read("place,period,received,office\n990102,2016,2017-01-20,13800138000\n")),
              codes{diagnostic_code::mobile_number});
    EXPECT_EQ(
        codes_of(read("place,period,received,office\n990102,2016,2017-01-20,11010519491231002X\n")),
        codes{diagnostic_code::identity_number});
}

}  // namespace
