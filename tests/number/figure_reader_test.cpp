#include <crossfoot/number/figure_reader.hpp>

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace crossfoot {
namespace {

/// How an interval is written in the tables below: "[500, 1500)", "(600, infinite)".
std::string text_of(const interval& values) {
    const auto end = [](const endpoint& each) {
        return each.is_finite() ? to_string(each.value) : std::string{"infinite"};
    };
    return (values.lo().is_closed() ? "[" : "(") + end(values.lo()) + ", " + end(values.hi()) +
           (values.hi().is_closed() ? "]" : ")");
}

/// What a text is read as, for messages that show all of it at once.
std::string outcome_of(const reading& read) {
    switch (read.state) {
    case reading_state::complete: return text_of(read.value->values());
    case reading_state::incomplete: return "incomplete";
    case reading_state::invalid: return "invalid at " + std::to_string(read.at);
    }
    return "";
}

std::string read(std::string_view text, const reading_convention& convention = {}) {
    return outcome_of(read_figure(text, convention, known_units()));
}

struct example {
    const char* text;
    const char* values;
};

struct form_examples {
    figure_form form;
    std::vector<example> examples;
};

const std::vector<form_examples>& all_forms() {
    static const std::vector<form_examples> forms{
        {figure_form::exact,
         {{"261", "[261, 261]"},
          {" 261\u3000", "[261, 261]"},
          {"0", "[0, 0]"},
          {"007", "[7, 7]"},
          {"1,234,567", "[1234567, 1234567]"},
          {"１２３", "[123, 123]"},
          {"１２，３４５", "[12345, 12345]"},
          {"-5", "[-5, -5]"},
          {"－5", "[-5, -5]"},
          {"负五", "[-5, -5]"},
          {"+5", "[5, 5]"},
          {"二百六十一", "[261, 261]"},
          {"两百", "[200, 200]"},
          {"十", "[10, 10]"},
          {"十五", "[15, 15]"},
          {"廿五", "[25, 25]"},
          {"一百一十", "[110, 110]"},
          {"一百零三", "[103, 103]"},
          {"三千零五十", "[3050, 3050]"},
          {"三千五", "[3500, 3500]"},
          {"一百五", "[150, 150]"},
          {"二〇一六", "[2016, 2016]"},
          {"二○一六", "[2016, 2016]"},
          {"零", "[0, 0]"},
          {"叁仟贰佰壹拾", "[3210, 3210]"},
          {"12个", "[12, 12]"},
          {"12 units", "[12, 12]"},
          {"12场（次）", "[12, 12]"},
          {"10000000000000000000000000000000000000000",
           "[10000000000000000000000000000000000000000, "
           "10000000000000000000000000000000000000000]"}}},
        {figure_form::rounded,
         {{"10.2万", "[101500, 102500)"},
          {"10.2 万", "[101500, 102500)"},
          {"１０．２万", "[101500, 102500)"},
          {"1万", "[5000, 15000)"},
          {"壹萬", "[5000, 15000)"},
          {"1.2亿", "[115000000, 125000000)"},
          {"8500亿", "[849950000000, 850050000000)"},
          {"1.2万亿", "[1150000000000, 1250000000000)"},
          {"1亿2300万", "[122995000, 123005000)"},
          {"1万2千亿", "[1150000000000, 1250000000000)"},
          {"6千", "[5500, 6500)"},
          {"5百", "[450, 550)"},
          {"1万6千", "[15500, 16500)"},
          {"3万5000", "[34999.5, 35000.5)"},
          {"3百万", "[2500000, 3500000)"},
          {"三万", "[25000, 35000)"},
          {"一万二", "[11500, 12500)"},
          {"两万五", "[24500, 25500)"},
          {"三亿五", "[345000000, 355000000)"},
          {"二万三千四百五十六", "[23455.5, 23456.5)"},
          {"三万零五", "[30004.5, 30005.5)"},
          {"一点五万", "[14500, 15500)"},
          {"一万二千亿", "[1150000000000, 1250000000000)"},
          {"1.2 million", "[1150000, 1250000)"},
          {"2.5 Billion", "[2450000000, 2550000000)"},
          {"3 thousand", "[2500, 3500)"},
          {"5 hundred", "[450, 550)"},
          {"a million", "[500000, 1500000)"},
          {"1.2E+05", "[115000, 125000)"},
          {"10.0", "[9.95, 10.05)"},
          {".5", "[0.45, 0.55)"},
          {"0.0", "(-0.05, 0.05)"},
          {"-1.5", "(-1.55, -1.45]"},
          {"一点五", "[1.45, 1.55)"},
          {"12.5 km²", "[12.45, 12.55)"},
          {"95%", "[0.945, 0.955)"},
          {"95％", "[0.945, 0.955)"},
          {"95 percent", "[0.945, 0.955)"},
          {"95.0%", "[0.9495, 0.9505)"},
          {"20%", "[0.195, 0.205)"},
          {"0.5‰", "[0.00045, 0.00055)"},
          {"百分之九十五", "[0.945, 0.955)"},
          {"百分之九十", "[0.895, 0.905)"},
          {"百分之95.5", "[0.9545, 0.9555)"},
          {"百分之十点五", "[0.1045, 0.1055)"},
          {"百分之百", "[0.995, 1.005)"},
          {"千分之五", "[0.0045, 0.0055)"},
          {"万分之三", "[0.00025, 0.00035)"},
          {"3个百分点", "[0.025, 0.035)"},
          {"七成", "[0.65, 0.75)"},
          {"三成五", "[0.345, 0.355)"},
          {"3.5成", "[0.345, 0.355)"}}},
        {figure_form::more,
         {{"600余", "(600, 700)"},
          {"600余人", "(600, 700)"},
          {"600多", "(600, 700)"},
          {"30余", "(30, 40)"},
          {"3,000余", "(3000, 4000)"},
          {"5万余", "(50000, 60000)"},
          {"5万余人次", "(50000, 60000)"},
          {"1.5万余", "(15000, 16000)"},
          {"1.5亿多", "(150000000, 160000000)"},
          {"4500余万", "(45000000, 46000000)"},
          {"100多万", "(1000000, 2000000)"},
          {"1万6千多", "(16000, 17000)"},
          {"百余", "(100, 200)"},
          {"千余", "(1000, 2000)"},
          {"万余", "(10000, 20000)"},
          {"二百六十余", "(260, 270)"},
          {"十多万", "(100000, 200000)"},
          {"十几", "(10, 20)"},
          {"十几万", "(100000, 200000)"},
          {"约600余", "(600, 700)"},
          {"5%多", "(0.05, 0.06)"}}},
        {figure_form::nearly,
         {{"近3000", "[2500, 3000)"},
          {"将近3000", "[2500, 3000)"},
          {"接近3000人", "[2500, 3000)"},
          {"近95%", "[0.945, 0.95)"},
          {"近10.2万", "[101500, 102000)"},
          {"近三分之一", "[1/6, 1/3)"},
          {"nearly 3,000", "[2500, 3000)"},
          {"almost 600", "[550, 600)"}}},
        {figure_form::about,
         {{"约3000", "[2500, 3500)"},
          {"大约3000", "[2500, 3500)"},
          {"大概3000", "[2500, 3500)"},
          {"约为3000", "[2500, 3500)"},
          {"3000左右", "[2500, 3500)"},
          {"3000人左右", "[2500, 3500)"},
          {"3000上下", "[2500, 3500)"},
          {"3000前后", "[2500, 3500)"},
          {"约5亿", "[450000000, 550000000)"},
          {"约95%", "[0.945, 0.955)"},
          {"5%左右", "[0.045, 0.055)"},
          {"十来个", "[5, 15)"},
          {"about 600", "[550, 650)"},
          {"around 600", "[550, 650)"},
          {"approximately 600", "[550, 650)"},
          {"some 600", "[550, 650)"},
          {"~600", "[550, 650)"}}},
        {figure_form::under,
         {{"不足100", "(infinite, 100)"},
          {"不到100", "(infinite, 100)"},
          {"不满100", "(infinite, 100)"},
          {"低于100", "(infinite, 100)"},
          {"少于100", "(infinite, 100)"},
          {"小于100", "(infinite, 100)"},
          {"<5", "(infinite, 5)"},
          {"＜5", "(infinite, 5)"},
          {"≤5", "(infinite, 5]"},
          {"至多5", "(infinite, 5]"},
          {"最多5", "(infinite, 5]"},
          {"不超过5", "(infinite, 5]"},
          {"不多于5", "(infinite, 5]"},
          {"5以下", "(infinite, 5]"},
          {"5人以内", "(infinite, 5]"},
          {"less than 600", "(infinite, 600)"},
          {"fewer than 600", "(infinite, 600)"},
          {"under 600", "(infinite, 600)"},
          {"at most 600", "(infinite, 600]"},
          {"up to 600", "(infinite, 600]"}}},
        {figure_form::over,
         {{"超过98%", "(0.98, infinite)"},     {"超600", "(600, infinite)"},
          {"逾600", "(600, infinite)"},        {"突破600", "(600, infinite)"},
          {"多于600", "(600, infinite)"},      {"高于600", "(600, infinite)"},
          {"大于600", "(600, infinite)"},      {">600", "(600, infinite)"},
          {"＞600", "(600, infinite)"},        {"≥600", "[600, infinite)"},
          {">=600", "[600, infinite)"},        {"600+", "[600, infinite)"},
          {"200以上", "[200, infinite)"},      {"200人以上", "[200, infinite)"},
          {"至少200", "[200, infinite)"},      {"至少200以上", "[200, infinite)"},
          {"不少于200", "[200, infinite)"},    {"不低于200", "[200, infinite)"},
          {"上百", "[100, infinite)"},         {"上万人", "[10000, infinite)"},
          {"over 600", "(600, infinite)"},     {"more than 600", "(600, infinite)"},
          {"at least 600", "[600, infinite)"}, {"600 or more", "[600, infinite)"}}},
        {figure_form::range,
         {{"3-5", "[3, 5]"},
          {"3~5", "[3, 5]"},
          {"３～５个", "[3, 5]"},
          {"三至五", "[3, 5]"},
          {"3到5人", "[3, 5]"},
          {"-5--3", "[-5, -3]"},
          {"20–30万", "[200000, 300000]"},
          {"20万-30万", "[200000, 300000]"},
          {"20万人-30万人", "[200000, 300000]"},
          {"三至五万", "[30000, 50000]"},
          {"3-5%", "[0.03, 0.05]"},
          {"3%-5%", "[0.03, 0.05]"},
          {"百分之三至百分之五", "[0.03, 0.05]"},
          {"百分之三至五", "[0.03, 0.05]"},
          {"二三十", "[20, 30]"},
          {"七八万", "[70000, 80000]"},
          {"三四百人", "[300, 400]"},
          {"约20-30万", "[150000, 350000)"},
          {"3 to 5", "[3, 5]"},
          {"between 3 and 5", "[3, 5]"},
          {"from 3 to 5 million", "[3000000, 5000000]"}}},
        {figure_form::several,
         {{"几十", "[20, 100)"},
          {"数十", "[20, 100)"},
          {"几百", "[200, 1000)"},
          {"数百人", "[200, 1000)"},
          {"几万", "[20000, 100000)"},
          {"数千万", "[20000000, 100000000)"},
          {"几个", "[2, 10)"},
          {"hundreds", "[200, 1000)"}}},
        {figure_form::fraction,
         {{"三分之一", "[1/3, 1/3]"},
          {"1/3", "[1/3, 1/3]"},
          {"１／３", "[1/3, 1/3]"},
          {"一半", "[0.5, 0.5]"}}},
    };
    return forms;
}

TEST(figure_reader, reads_every_form_as_the_values_that_it_stands_for) {
    for (const form_examples& each : all_forms()) {
        for (const example& expected : each.examples) {
            EXPECT_EQ(read(expected.text), expected.values) << expected.text;
        }
    }
}

TEST(figure_reader, remembers_how_each_was_written) {
    for (const form_examples& each : all_forms()) {
        for (const example& expected : each.examples) {
            const reading found = read_figure(expected.text, {}, known_units());
            ASSERT_TRUE(found.value) << expected.text;
            EXPECT_EQ(found.value->form(), each.form) << expected.text;
        }
    }
}

TEST(figure_reader, keeps_the_text_from_which_the_same_is_read_again) {
    for (const form_examples& each : all_forms()) {
        for (const example& expected : each.examples) {
            const reading first = read_figure(expected.text, {}, known_units());
            ASSERT_TRUE(first.value) << expected.text;
            EXPECT_EQ(read_figure(first.value->text(), {}, known_units()), first) << expected.text;
        }
    }
    EXPECT_EQ(read_figure(" 600余 ").value->text(), "600余");
}

bool begins_a_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

TEST(figure_reader, finds_nothing_wrong_with_a_text_while_it_is_typed) {
    for (const form_examples& each : all_forms()) {
        for (const example& expected : each.examples) {
            const std::string_view whole = expected.text;
            for (std::size_t length = 0; length < whole.size(); ++length) {
                if (!begins_a_character(whole[length])) continue;
                const std::string_view typed = whole.substr(0, length);
                EXPECT_NE(read_figure(typed, {}, known_units()).state, reading_state::invalid)
                    << typed << " of " << whole;
            }
        }
    }
}

TEST(figure_reader, waits_for_the_rest_of_a_text_that_has_only_begun) {
    for (const char* text : {"",
                             "10.",
                             "1,2",
                             "12,34",
                             "约",
                             "百分之",
                             "3-",
                             "不",
                             "1/",
                             "三分之",
                             "-",
                             "超",
                             "about",
                             "3 to",
                             "a mil",
                             "一万零",
                             "between 3",
                             "5-3",
                             "1万500"}) {
        EXPECT_EQ(read(text), "incomplete") << text;
        EXPECT_EQ(read_figure(text).at, std::string_view{text}.size());
    }
}

TEST(figure_reader, points_at_the_first_character_that_cannot_be_part_of_a_figure) {
    const std::vector<example> wrong{
        {"4l.5", "invalid at 1"},      {"abc", "invalid at 0"},     {"10.2.3", "invalid at 4"},
        {"10.x", "invalid at 3"},      {"1,2345", "invalid at 5"},  {"1234,567", "invalid at 4"},
        {"10 000", "invalid at 2"},    {"5 3", "invalid at 1"},     {"600人人", "invalid at 6"},
        {"5个x", "invalid at 4"},      {"10万%", "invalid at 5"},   {"一二三十", "invalid at 9"},
        {"超过不足5", "invalid at 6"}, {"近600余", "invalid at 6"}, {"(600)", "invalid at 0"},
        {"/", "invalid at 0"},         {"…", "invalid at 0"},       {"1e999", "invalid at 1"},
        {"1\xff", "invalid at 1"},     {"\xe4\xb8", "invalid at 0"}};
    for (const example& each : wrong)
        EXPECT_EQ(read(each.text), each.values) << each.text;
}

TEST(figure_reader, says_what_would_have_been_a_figure) {
    const reading found = read_figure("4l.5");
    EXPECT_EQ(found.expected.en, "a number such as 41.5, 10.2万, 600余 or 95%");
    EXPECT_EQ(found.expected.zh, "数字，如 41.5、10.2万、600余 或 95%");
    EXPECT_FALSE(found.value);
}

TEST(figure_reader, refuses_parts_of_a_number_that_overlap) {
    for (const char* text : {"2万7e06个", "1万零99999个", "1万2.5万", "五万五万个", "1亿2亿"}) {
        EXPECT_FALSE(read_figure(text, {}, known_units()).value) << text;
    }
}

TEST(figure_reader, refuses_a_denominator_of_zero) {
    EXPECT_EQ(read("1/0"), "invalid at 2");
    EXPECT_EQ(read_figure("1/0").expected.en, "a denominator other than 0");
    EXPECT_EQ(read_figure("零分之三").expected.zh, "不为 0 的分母");
}

TEST(figure_reader, refuses_a_range_that_falls) {
    EXPECT_EQ(read("5-3个"), "invalid at 2");
    EXPECT_EQ(read("5%-3%"), "invalid at 3");
    EXPECT_EQ(read_figure("5-3").expected.en, "a range whose first number is not above its second");
    EXPECT_FALSE(read_figure("5-3").value);
}

TEST(figure_reader, refuses_a_range_from_a_share_to_a_number) {
    EXPECT_EQ(read("5%-30"), "incomplete");
    EXPECT_EQ(read("5%-30个"), "invalid at 3");
}

TEST(figure_reader, refuses_a_text_too_long_to_be_a_figure) {
    const std::string longest(longest_figure_text, '9');
    EXPECT_EQ(read_figure(longest).state, reading_state::complete);
    EXPECT_EQ(read_figure(longest + "9").state, reading_state::invalid);
    EXPECT_EQ(read_figure(longest + "9").expected.en, "a figure of at most 4096 bytes");
}

TEST(figure_reader, reads_no_unit_that_is_not_allowed) {
    const std::array<std::string, 1> only_people{"人"};
    EXPECT_EQ(read_figure("600余人", {}, only_people).unit, "人");
    EXPECT_EQ(read_figure("600余", {}, only_people).unit, "");
    EXPECT_EQ(read_figure("600余户", {}, only_people).state, reading_state::invalid);
    EXPECT_EQ(read_figure("600余人").state, reading_state::invalid);
}

TEST(figure_reader, takes_the_longest_unit_that_fits) {
    EXPECT_EQ(read_figure("5万余人次", {}, known_units()).unit, "人次");
    EXPECT_EQ(read_figure("5万余人", {}, known_units()).unit, "人");
}

TEST(figure_reader, leaves_a_scale_to_the_unit_that_begins_with_it) {
    const std::array<std::string, 1> ten_thousand_yuan{"万元"};
    const std::array<std::string, 1> yuan{"元"};
    EXPECT_EQ(text_of(read_figure("5万元", {}, ten_thousand_yuan).value->values()), "[5, 5]");
    EXPECT_EQ(text_of(read_figure("5万元", {}, yuan).value->values()), "[45000, 55000)");
    EXPECT_EQ(read_figure("5千米", {}, known_units()).unit, "千米");
}

TEST(figure_reader, nominal_is_the_number_written_or_the_middle_of_a_range) {
    EXPECT_EQ(read_figure("10.2万").value->nominal(), 102000);
    EXPECT_EQ(read_figure("95%").value->nominal(), (rational{19, 20}));
    EXPECT_EQ(read_figure("600余").value->nominal(), 600);
    EXPECT_EQ(read_figure("3-5").value->nominal(), 4);
    EXPECT_EQ(read_figure("几十").value->nominal(), 60);
}

TEST(reading_convention, may_take_scaled_figures_as_exact) {
    const reading_convention exact{.scaled = scaled_figures::exact};
    EXPECT_EQ(read("1万", exact), "[10000, 10000]");
    EXPECT_EQ(read("10.2万", exact), "[102000, 102000]");
    EXPECT_EQ(read("95%", exact), "[0.945, 0.955)");
    EXPECT_EQ(read("41.5", exact), "[41.45, 41.55)");
}

TEST(reading_convention, may_leave_more_without_an_upper_end) {
    EXPECT_EQ(read("600余", {.more = more_upper_end::none}), "(600, infinite)");
}

TEST(reading_convention, may_let_nearly_and_about_reach_a_whole_unit) {
    EXPECT_EQ(read("近3000", {.near = nearness::one_unit}), "[2000, 3000)");
    EXPECT_EQ(read("约3000", {.near = nearness::one_unit}), "(2000, 4000)");
}

TEST(reading_convention, may_exclude_the_number_that_a_limit_names) {
    EXPECT_EQ(read("200以上", {.or_more = own_number::excluded}), "(200, infinite)");
    EXPECT_EQ(read("200以下", {.or_less = own_number::excluded}), "(infinite, 200)");
    EXPECT_EQ(read("至少200", {.or_more = own_number::excluded}), "[200, infinite)");
}

TEST(reading_convention, may_round_by_another_rule) {
    EXPECT_EQ(read("95%", {.rounding = rounding_mode::down}), "[0.95, 0.96)");
    EXPECT_EQ(read("10.2万", {.rounding = rounding_mode::half_even}), "[101500, 102500]");
}

TEST(read_plain_count, takes_ascii_digits_that_fit_and_nothing_else) {
    EXPECT_EQ(read_plain_count("261"), 261);
    EXPECT_EQ(read_plain_count("0"), 0);
    EXPECT_EQ(read_plain_count("00000000000000000000000261"), 261);
    EXPECT_EQ(read_plain_count("9223372036854775807"), 9223372036854775807);
    EXPECT_EQ(read_plain_count("9223372036854775808"), std::nullopt);
    for (const char* text : {"", "-1", "+1", "2,610", " 1", "1 ", "1.0", "１"}) {
        EXPECT_EQ(read_plain_count(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace crossfoot
