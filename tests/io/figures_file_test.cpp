#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/figures_file.hpp>
#include <crossfoot/io/places_file.hpp>

#include "../support/printed.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using codes = std::vector<diagnostic_code>;

/// What one file of figures gives over a prefecture 9901 of two counties.
struct outcome {
    dataset data;
    std::vector<diagnostic> problems;
    std::size_t rows = 0;

    /// "82", "95% @report", "unreadable 2.3…": the only observation at a cell of an indicator; more
    /// of them are parted by " | ".
    [[nodiscard]] std::string at(std::string_view place,
                                 std::string_view indicator,
                                 std::string_view item = {},
                                 std::string_view when = "2016",
                                 scope extent = scope::total) const;
};

std::shared_ptr<const places> two_counties(const codebook& book) {
    std::vector<diagnostic> problems;
    places_reading read = read_places(
        "code,name,level,parent\n"
        "9901,乙地区,prefecture,\n"
        "990101,甲县,county,9901\n"
        "990102,County B,county,9901\n"
        "990103,Twin,county,9901\n"
        "990104,Twin,county,9901\n",
        "places.csv",
        book,
        problems);
    EXPECT_TRUE(problems.empty());
    return std::make_shared<const places>(std::move(read.where));
}

std::string outcome::at(std::string_view place,
                        std::string_view indicator,
                        std::string_view item,
                        std::string_view when,
                        scope extent) const {
    const codebook& book = data.book();
    series what{book.indicator_at(indicator), extent, {}};
    if (!item.empty()) {
        for (std::size_t i = 0; i < book.breakdowns.size(); ++i) {
            const breakdown_id by{i};
            if (const auto found = book[by].find_item(item)) {
                what = what.with(by, static_cast<std::uint16_t>(*found));
                break;
            }
        }
    }
    const auto series_number = data.find(what);
    const auto period_number = data.find(*period::parse(when));
    std::string text;
    if (!series_number || !period_number) return text;
    for (const std::size_t number :
         data.at(data.where().at_code(place), *series_number, *period_number)) {
        const observation seen = data[number];
        if (!text.empty()) text += " | ";
        if (seen.state != status::reported) text += std::string{name_of(seen.state)} + ' ';
        text += seen.as_written();
        if (!data.source(seen.source).empty()) text += " @" + data.source(seen.source);
    }
    return text;
}

outcome read(std::string_view csv,
             const figures_options& options = {},
             std::shared_ptr<const codebook> book = ethnic_unity()) {
    auto where = two_counties(*book);
    outcome made{dataset{std::move(book), std::move(where)}, {}, 0};
    made.rows = read_figures(csv, "figures.csv", options, made.data, made.problems);
    return made;
}

/// Rows beneath the usual heading.
outcome rows(const std::string& text, const figures_options& options = {}) {
    return read("place,period,indicator,tier,value,unit,status,scope,source\n" + text, options);
}

codes codes_of(const outcome& from) {
    codes found;
    for (const diagnostic& each : from.problems)
        found.push_back(each.code);
    return found;
}

/// The problems of a file, one a line, in English.
std::string told(const outcome& from) {
    std::string text;
    for (const diagnostic& each : from.problems)
        text += to_string(each, language::en) + '\n';
    return text;
}

// ---- what is read
// --------------------------------------------------------------------------------

TEST(figures_file, long_rows_become_observations) {
    const outcome made = read(
        "place,period,indicator,value\n990101,2016,talks,82\n990102,2016-03,talks,\"1,204\"\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.rows, 2U);
    EXPECT_EQ(made.at("990101", "talks"), "82");
    EXPECT_EQ(made.at("990102", "talks", "", "2016-03"), "1,204");
}

TEST(figures_file, headings_and_names_may_be_chinese) {
    const outcome made = read(
        "地区,报告期,指标,口径,级别,数值,单位,状态,来源\n"
        "甲县,2016年,模范单位,合计,县级,149,个,,一\n"
        "甲县,2016年,模范单位,本级,国家级,1,个,已报,一\n"
        "甲县,2016年第一季度,宣讲场次,,,82,场次,,二\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.at("990101", "model_units", "county"), "149 @一");
    EXPECT_EQ(made.at("990101", "model_units", "national", "2016", scope::own), "1 @一");
    EXPECT_EQ(made.at("990101", "talks", "", "2016-Q1"), "82 @二");
}

TEST(figures_file, headings_go_without_case_and_blanks) {
    EXPECT_EQ(told(read(" Place ,PERIOD,Indicator, Value\n990101,2016,talks,82\n")), "");
}

TEST(figures_file, columns_may_stand_in_any_order) {
    const outcome made = read("value,indicator,period,place\n82,talks,2016,990101\n");
    EXPECT_EQ(made.at("990101", "talks"), "82");
}

TEST(figures_file, blanks_that_nobody_sees_do_not_count) {
    const outcome made = read(
        "place,period,indicator,value\n"
        "\xC2\xA0"
        "990101,2016,\xE3\x80\x80talks , 82\xE2\x80\x8B\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.at("990101", "talks"), "82");
}

TEST(figures_file, blank_rows_and_columns_of_spreadsheets_are_passed_over) {
    const outcome made =
        read(",,\n\nplace,period,indicator,value,,\n990101,2016,talks,82,,\n,,,,,\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.rows, 1U);
}

TEST(figures_file, a_heading_alone_holds_no_figures) {
    const outcome made = read("place,period,indicator,value\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.data.size(), 0U);
}

TEST(figures_file, notes_are_not_read) {
    EXPECT_EQ(told(read("place,period,indicator,value,备注\n990101,2016,talks,82,see there\n")),
              "");
}

TEST(figures_file, a_wide_table_has_a_column_for_each_indicator_or_item) {
    figures_options options;
    options.when = period::year(2016);
    options.source = "form 1";
    const outcome made = read(
        "name,creation_units,model_units/county,模范单位/国家级\n"
        "990101,261,149,1\n"
        "County B,90,,-\n",
        options);
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.rows, 2U);
    EXPECT_EQ(made.at("990101", "creation_units"), "261 @form 1");
    EXPECT_EQ(made.at("990101", "model_units", "county"), "149 @form 1");
    EXPECT_EQ(made.at("990101", "model_units", "national"), "1 @form 1");
    EXPECT_EQ(made.at("990102", "model_units", "county"), "missing  @form 1");
    EXPECT_EQ(made.at("990102", "model_units", "national"), "not_applicable - @form 1");
}

TEST(figures_file, period_scope_and_source_may_be_columns_of_a_wide_table) {
    const outcome made =
        read("地区,报告期,口径,来源,宣讲场次\n甲县,2015,本级,x,7\n甲县,2016,,y,82\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.at("990101", "talks", "", "2015", scope::own), "7 @x");
    EXPECT_EQ(made.at("990101", "talks"), "82 @y");
}

TEST(figures_file, a_period_given_for_the_file_is_that_of_rows_that_do_not_say) {
    figures_options options;
    options.when = period::year(2016);
    const outcome made =
        read("place,period,indicator,value\n990101,,talks,82\n990102,2015,talks,7\n", options);
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.at("990101", "talks"), "82");
    EXPECT_EQ(made.at("990102", "talks", "", "2015"), "7");
}

TEST(figures_file, a_source_given_for_the_file_is_that_of_rows_that_do_not_say) {
    figures_options options;
    options.source = "whole";
    const outcome made = rows("990101,2016,talks,,82,,,,\n990102,2016,talks,,7,,,,part\n", options);
    EXPECT_EQ(made.at("990101", "talks"), "82 @whole");
    EXPECT_EQ(made.at("990102", "talks"), "7 @part");
}

// ---- statuses
// ------------------------------------------------------------------------------------

TEST(figures_file, a_blank_value_is_missing_and_not_zero) {
    EXPECT_EQ(rows("990101,2016,talks,,,,,,\n").at("990101", "talks"), "missing ");
    EXPECT_EQ(rows("990101,2016,talks,, ,,,,\n").at("990101", "talks"), "missing ");
    EXPECT_EQ(rows("990101,2016,talks,,0,,,,\n").at("990101", "talks"), "0");
}

TEST(figures_file, signs_stand_for_what_is_not_applicable_or_below_a_unit) {
    for (const std::string sign : {"-", "/", "—", "－", "／"}) {
        EXPECT_EQ(rows("990101,2016,talks,," + sign + ",,,,\n").at("990101", "talks"),
                  "not_applicable " + sign);
    }
    for (const std::string sign : {"…", "...", "……"}) {
        EXPECT_EQ(rows("990101,2016,talks,," + sign + ",,,,\n").at("990101", "talks"),
                  "below_unit " + sign);
    }
}

TEST(figures_file, what_is_unreadable_keeps_its_text) {
    const outcome made = rows("990101,2016,pairs,,2.3…,,unreadable,,3.1\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.at("990101", "pairs"), "unreadable 2.3… @3.1");
}

TEST(figures_file, each_status_has_a_word_in_both_languages) {
    const std::vector<std::pair<std::string, std::string>> words{{"missing", "缺报"},
                                                                 {"not_applicable", "不适用"},
                                                                 {"below_unit", "不足一个单位"},
                                                                 {"suppressed", "不公布"},
                                                                 {"unreadable", "无法辨认"}};
    for (const auto& [en, zh] : words) {
        for (const std::string& word : {en, zh}) {
            const outcome made = rows("990101,2016,talks,,," + ("," + word) + ",,\n");
            EXPECT_EQ(told(made), "") << word;
            EXPECT_EQ(made.at("990101", "talks"), en + " ") << word;
        }
    }
}

// ---- units
// ---------------------------------------------------------------------------------------

TEST(figures_file, a_unit_may_carry_the_scale) {
    const outcome made = rows("990101,2016,people_reached,,10.2,万人次,,,\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.at("990101", "people_reached"), "10.2万");
}

TEST(figures_file, a_percent_sign_is_the_unit_of_a_rate) {
    const outcome made = rows("990101,2016,creation_rate,,95,%,,,\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.at("990101", "creation_rate"), "95%");
}

TEST(figures_file, a_unit_of_something_else_is_told_where_it_stands) {
    EXPECT_EQ(told(rows("990101,2016,people_reached,,82,km²,,,\n")),
              "figures.csv:2:32: \"km²\" is no unit of people reached by talks: expected 人次 or "
              "万人次\n");
    EXPECT_EQ(codes_of(rows("990101,2016,area,,82公斤,,,,\n")).size(), 1U);
}

TEST(figures_file, a_scale_stands_in_one_place_only) {
    EXPECT_EQ(codes_of(rows("990101,2016,people_reached,,10.2万,万人次,,,\n")),
              codes{diagnostic_code::wrong_unit});
}

// ---- the same cell twice
// -------------------------------------------------------------------------

TEST(figures_file, the_same_cell_twice_from_one_source_is_told_with_its_earlier_line) {
    const outcome made = rows(
        "990101,2016,talks,,82,,,,a\n"
        "990102,2016,talks,,7,,,,a\n"
        "甲县,2016年,宣讲场次,,83,,,合计,a\n");
    EXPECT_EQ(told(made),
              "figures.csv:4:16: this cell is already on line 2: expected each cell once from one "
              "source\n");
    EXPECT_EQ(made.at("990101", "talks"), "82 @a");
}

TEST(figures_file, the_same_cell_from_two_sources_is_no_mistake_of_the_file) {
    const outcome made = rows("990101,2016,talks,,82,,,,a\n990101,2016,talks,,83,,,,b\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.at("990101", "talks"), "82 @a | 83 @b");
}

TEST(figures_file, a_stock_of_a_year_and_of_its_last_month_is_one_cell) {
    EXPECT_EQ(codes_of(rows("990101,2016,model_units,,248,,,,\n"
                            "990101,2016-12,model_units,,248,,,,\n")),
              codes{diagnostic_code::duplicate_cell});
    EXPECT_EQ(told(rows("990101,2016,talks,,82,,,,\n990101,2016-12,talks,,8,,,,\n")), "");
}

TEST(figures_file, total_and_own_part_are_two_cells) {
    EXPECT_EQ(told(rows("9901,2016,talks,,82,,,,\n9901,2016,talks,,8,,,own,\n")), "");
}

TEST(figures_file, a_cell_that_stands_in_two_files_is_told_with_the_earlier_file) {
    outcome made = read("place,period,indicator,value\n");
    figures_reader reader{made.data, {}, made.problems};
    reader.read("place,period,indicator,value\n990101,2016,talks,82\n", "figures-a.csv");
    reader.read("place,period,indicator,value\n990101,2016,talks,82\n", "figures-b.csv");
    ASSERT_EQ(made.problems.size(), 1U);
    EXPECT_EQ(made.problems[0].file, "figures-b.csv");
    EXPECT_NE(made.problems[0].message.en.find("on line 2 of figures-a.csv"), std::string::npos);
}

// ---- headings that are wrong
// ---------------------------------------------------------------------

TEST(figures_file, an_empty_file_is_told) {
    EXPECT_EQ(
        told(read("")),
        "figures.csv:1:1: nothing in it: expected the heading place,period,indicator,value\n");
    EXPECT_EQ(codes_of(read("\n ,\n")), codes{diagnostic_code::empty_file});
}

TEST(figures_file, missing_repeated_and_unknown_columns_are_told_together) {
    EXPECT_EQ(codes_of(read("place,period,value,数值,vlaue\n990101,2016,1,2,3\n")),
              (codes{diagnostic_code::repeated_column,
                     diagnostic_code::unknown_column,
                     diagnostic_code::missing_column}));
}

TEST(figures_file, a_wide_heading_names_known_indicators_and_items_once) {
    EXPECT_EQ(codes_of(read("place,period,talks,宣讲场次,tlaks,model_units/contry,area/county\n")),
              (codes{diagnostic_code::repeated_column,
                     diagnostic_code::unknown_column,
                     diagnostic_code::unknown_item,
                     diagnostic_code::unknown_item}));
}

TEST(figures_file, there_are_no_more_columns_than_a_spreadsheet_has) {
    std::string heading = "place,period,indicator,value";
    for (int i = 0; i < 16'384; ++i)
        heading += ",x";
    EXPECT_EQ(codes_of(read(heading + "\n990101,2016,talks,1\n")),
              codes{diagnostic_code::wrong_field_count});
}

// ---- cells that are wrong
// ------------------------------------------------------------------------

TEST(figures_file, every_bad_cell_is_told_with_line_and_column) {
    const outcome made = rows(
        "990109,2016,talks,,1,,,,\n"
        "990101,2016-13,talks,,1,,,,\n"
        "990101,2016,tlaks,,1,,,,\n"
        "990101,2016,model_units,contry,1,,,,\n"
        "990101,2016,talks,county,1,,,,\n"
        "990101,2016,talks,,4l.5,,,,\n"
        "990101,2016,talks,,-3,,,,\n"
        "990101,2016,talks,,0.5,,,,\n"
        "990101,2016,minority_share,,101%,,,,\n"
        "990101,2016,area,,-1,,,,\n"
        "990101,2016,talks,,1,,reportd,,\n"
        "990101,2016,talks,,1,,,half,\n"
        "990101,2016,talks,,1\n"
        "990102,2016,talks,,7,,,,\n");
    EXPECT_EQ(codes_of(made),
              (codes{diagnostic_code::unknown_place,
                     diagnostic_code::not_a_period,
                     diagnostic_code::unknown_indicator,
                     diagnostic_code::unknown_item,
                     diagnostic_code::item_not_allowed,
                     diagnostic_code::not_a_figure,
                     diagnostic_code::negative_count,
                     diagnostic_code::fractional_count,
                     diagnostic_code::share_out_of_range,
                     diagnostic_code::negative_quantity,
                     diagnostic_code::not_a_status,
                     diagnostic_code::not_a_scope,
                     diagnostic_code::wrong_field_count}));
    const std::vector<std::size_t> columns{1, 8, 13, 25, 19, 20, 20, 20, 29, 19, 23, 24, 21};
    for (std::size_t i = 0; i < columns.size(); ++i)
        EXPECT_EQ(made.problems[i].where, (position{i + 2, columns[i]})) << i;
    EXPECT_EQ(made.data.size(), 1U);
}

TEST(figures_file, one_row_may_have_several_bad_cells) {
    EXPECT_EQ(codes_of(rows("990109,16,tlaks,,1,,lost,half,\n")),
              (codes{diagnostic_code::unknown_place,
                     diagnostic_code::unknown_indicator,
                     diagnostic_code::not_a_period,
                     diagnostic_code::not_a_scope,
                     diagnostic_code::not_a_status}));
}

TEST(figures_file, what_was_meant_is_guessed) {
    EXPECT_NE(told(rows("990101,2016,talsk,,1,,,,\n")).find("did you mean \"talks\"?"),
              std::string::npos);
    EXPECT_NE(told(rows("Country B,2016,talks,,1,,,,\n")).find("did you mean \"County B\"?"),
              std::string::npos);
}

TEST(figures_file, a_slip_in_every_row_is_told_in_every_row) {
    EXPECT_EQ(codes_of(rows("990101,2016,talsk,,1,,,,\n990101,2016,talsk,,1,,,,\n"
                            "xx,2016,talks,,1,,,,\nxx,2016,talks,,1,,,,\n"))
                  .size(),
              4U);
}

TEST(figures_file, a_name_of_two_places_needs_a_code) {
    EXPECT_EQ(told(rows("Twin,2016,talks,,1,,,,\n")),
              "figures.csv:2:1: \"Twin\" is the name of several places: expected a code\n");
}

TEST(figures_file, no_nonsense_is_a_period) {
    for (const std::string when : {"2016-13",
                                   "0000",
                                   "2016-Q5",
                                   "9999999",
                                   "2016-H3",
                                   "2016-02-30",
                                   "2017/2016",
                                   "2016-12/2016-01",
                                   "16",
                                   "2016年13月",
                                   "all"}) {
        EXPECT_EQ(codes_of(rows("990101," + when + ",talks,,1,,,,\n")),
                  codes{diagnostic_code::not_a_period})
            << when;
    }
}

TEST(figures_file, numbers_of_any_size_are_read) {
    const std::string huge = "1" + std::string(40, '0');
    const outcome made = rows("990101,2016,talks,," + huge + ",,,,\n");
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.at("990101", "talks"), huge);
}

TEST(figures_file, a_line_break_within_a_cell_does_not_mislead_the_lines) {
    EXPECT_EQ(told(rows("990101,2016,talks,,1,,,,\"a\nb\"\n990101,2016,talks,,x,,,,\n")),
              "figures.csv:4:20: \"x\" is not a figure: expected a number such as 41.5, 10.2万, "
              "600余 or 95%\n");
}

TEST(figures_file, what_follows_an_unclosed_quote_is_read) {
    const outcome made = rows("990101,2016,talks,,\"1,,,,\n990102,2016,talks,,x,,,,\n");
    EXPECT_EQ(codes_of(made),
              (codes{diagnostic_code::unclosed_quote, diagnostic_code::not_a_figure}));
}

TEST(figures_file, bad_values_stand_as_unreadable_where_the_rest_is_wanted) {
    figures_options options;
    options.on_bad_cell = bad_cells::treat_as_unreadable;
    const outcome made = rows("990101,2016,talks,,4l.5,,,,\n", options);
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::not_a_figure});
    EXPECT_EQ(made.at("990101", "talks"), "unreadable 4l.5");
}

// ---- names that are shared
// -----------------------------------------------------------------------

std::shared_ptr<const codebook> with_shared_names() {
    std::vector<diagnostic> problems;
    std::optional<codebook> book = read_codebook(R"(
format = "crossfoot-codebook/1"
[[breakdown]]
code = "kind"
items = [ { code = "a", name = "Part" }, { code = "b", name = "part" } ]
[[indicator]]
code = "lamps"
name = { en = "lights", zh = "灯" }
breakdowns = [ { by = "kind" } ]
[[indicator]]
code = "candles"
name = { en = "Lights", zh = "烛" }
[[indicator]]
code = "烛"
)",
                                                 "codebook.toml",
                                                 problems);
    EXPECT_TRUE(problems.empty());
    return std::make_shared<const codebook>(std::move(book).value_or(codebook{}));
}

TEST(figures_file, a_name_of_two_indicators_or_items_needs_a_code) {
    const outcome made = read(
        "place,period,indicator,kind,value\n"
        "990101,2016,lights,,1\n"
        "990101,2016,lamps,Part,1\n"
        "990101,2016,lamps,a,1\n"
        "990101,2016,灯,,1\n",
        {},
        with_shared_names());
    EXPECT_EQ(told(made),
              "figures.csv:2:13: \"lights\" is the name of several indicators: expected a code, "
              "lamps or candles\n"
              "figures.csv:3:19: \"Part\" is the name of several items: expected a code, a or b\n");
}

TEST(figures_file, a_name_of_two_indicators_is_no_heading) {
    EXPECT_EQ(codes_of(read("place,period,lights,lamps/part\n", {}, with_shared_names())),
              (codes{diagnostic_code::unknown_indicator, diagnostic_code::unknown_item}));
}

TEST(figures_file, a_code_wins_over_another_indicators_name) {
    const outcome made =
        read("place,period,indicator,value\n990101,2016,烛,1\n", {}, with_shared_names());
    EXPECT_EQ(told(made), "");
    EXPECT_EQ(made.at("990101", "烛"), "1");
}

// ---- personal numbers
// ----------------------------------------------------------------------------

// They belong to nobody: there is no place 99….
const std::string identity = "990101199003070015";
const std::string identity_with_x = "99010119900307004X";

std::string full_width(std::string_view text) {
    std::string made;
    for (const char each : text) {
        const bool is_digit = each >= '0' && each <= '9';
        made += is_digit ? std::string{"\xEF\xBC"} + static_cast<char>('\x90' + (each - '0'))
                         : std::string{"Ｘ"};
    }
    return made;
}

const std::vector<std::string>& forms_of_identity_numbers() {
    static const std::vector<std::string> forms{identity,
                                                identity_with_x,
                                                "99010119900307004x",
                                                full_width(identity),
                                                full_width(identity_with_x),
                                                "张三" + identity + "号",
                                                "990101 19900307 0015",
                                                "990101-19900307-0015",
                                                "990101 - 19900307 - 0015",
                                                "990101\xC2\xA0"
                                                "199003070015",
                                                "990101\xE2\x80\x8B"
                                                "199003070015",
                                                "'" + identity,
                                                "\"'" + identity + "'\"",
                                                identity + "X",
                                                "1" + identity,
                                                "13900000000" + identity,
                                                "99010119900307004х"};
    return forms;
}

TEST(figures_file, an_identity_number_is_refused_in_every_column_and_not_shown) {
    const std::vector<std::string> row{"990101", "2016", "talks", "", "1", "", "", "", ""};
    for (const std::string& form : forms_of_identity_numbers()) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            std::string line;
            for (std::size_t i = 0; i < row.size(); ++i)
                line += (i == 0 ? "" : ",") + (i == column ? form : row[i]);
            for (const auto way : {bad_cells::refuse, bad_cells::treat_as_unreadable}) {
                figures_options options;
                options.on_bad_cell = way;
                const outcome made = rows(line + '\n', options);
                EXPECT_EQ(codes_of(made), codes{diagnostic_code::identity_number})
                    << form << " in column " << column;
                EXPECT_EQ(told(made).find("900307"), std::string::npos);
            }
        }
    }
}

TEST(figures_file, an_identity_number_stays_out_of_the_data_too) {
    figures_options options;
    options.on_bad_cell = bad_cells::treat_as_unreadable;
    EXPECT_EQ(rows("990101,2016,talks,," + identity + ",,,,\n", options).at("990101", "talks"),
              "unreadable ");
}

TEST(figures_file, an_identity_number_is_refused_in_every_heading) {
    for (const std::string& form : forms_of_identity_numbers()) {
        EXPECT_EQ(
            codes_of(read("place,period,indicator,value," + form + "\n990101,2016,talks,1,\n")),
            codes{diagnostic_code::identity_number})
            << form;
        EXPECT_EQ(codes_of(read("place,period,talks," + form + "\n990101,2016,1,\n")),
                  codes{diagnostic_code::identity_number})
            << form;
    }
}

TEST(figures_file, cells_that_are_not_read_are_looked_through_too) {
    const std::string heading = "place,period,indicator,value,备注," + identity + "\n";
    EXPECT_EQ(codes_of(read(heading + "990101,2016,talks,1,," + identity + "\n")),
              (codes{diagnostic_code::identity_number, diagnostic_code::identity_number}));
    EXPECT_EQ(codes_of(read(heading + "990101,2016,talks,1," + identity + ",\n")),
              (codes{diagnostic_code::identity_number, diagnostic_code::identity_number}));
    EXPECT_EQ(codes_of(rows("990101,2016," + identity + "\n")),
              (codes{diagnostic_code::wrong_field_count, diagnostic_code::identity_number}));
    EXPECT_EQ(codes_of(read("place,value\n990101," + identity + "\n")),
              (codes{diagnostic_code::missing_column,
                     diagnostic_code::missing_column,
                     diagnostic_code::identity_number}));
}

TEST(figures_file, later_cells_of_a_bad_wide_row_are_looked_through_too) {
    EXPECT_EQ(codes_of(read("place,period,talks,pairs,area\n990101,16,1,2," + identity + "\n")),
              (codes{diagnostic_code::not_a_period, diagnostic_code::identity_number}));
}

TEST(figures_file, a_source_given_for_the_file_is_looked_through_too) {
    figures_options options;
    options.source = identity;
    const outcome made = rows("990101,2016,talks,,1,,,,\n", options);
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::identity_number});
    EXPECT_EQ(made.at("990101", "talks"), "1");
}

TEST(figures_file, eighteen_digits_without_a_date_or_check_digit_are_a_number) {
    for (const std::string number : {"990101199003070016",
                                     "990101199013070011",
                                     "123456789012345678",
                                     "9223372036854775808"}) {
        EXPECT_EQ(told(rows("990101,2016,talks,," + number + ",,,,\n")), "") << number;
    }
}

TEST(figures_file, a_mobile_number_is_refused_in_columns_of_text) {
    for (const std::string number : {"13900000000",
                                     "办公室13900000000",
                                     "+86 13900000000",
                                     "8613900000000",
                                     "139 0000 0000",
                                     "139-0000-0000",
                                     "１３９００００００００"}) {
        for (const bool is_status_text : {false, true}) {
            const outcome made = is_status_text
                                     ? rows("990101,2016,talks,," + number + ",,unreadable,,\n")
                                     : rows("990101,2016,talks,,1,,,," + number + "\n");
            EXPECT_EQ(codes_of(made), codes{diagnostic_code::mobile_number}) << number;
            EXPECT_EQ(told(made).find("0000"), std::string::npos);
        }
    }
}

TEST(figures_file, eleven_digits_are_a_figure_where_one_is_expected) {
    EXPECT_EQ(told(rows("990101,2016,population,,13900000000,,,,\n")), "");
}

TEST(figures_file, dates_and_document_numbers_are_no_mobile_numbers) {
    for (const std::string source :
         {"2016-12-31", "国函〔2016〕135号", "2015 2016 2017", "12345678901", "139000000001"}) {
        EXPECT_EQ(told(rows("990101,2016,talks,,1,,,," + source + "\n")), "") << source;
    }
}

// ---- items that occur in some places only
// --------------------------------------------------------

std::shared_ptr<const codebook> with_limited_item() {
    std::vector<diagnostic> problems;
    std::optional<codebook> book = read_codebook(R"(
format = "crossfoot-codebook/1"
[[breakdown]]
code = "kind"
items = [ { code = "a" }, { code = "b", only_in = ["990102"] } ]
[[indicator]]
code = "lamps"
breakdowns = [ { by = "kind" } ]
)",
                                                 "codebook.toml",
                                                 problems);
    EXPECT_TRUE(problems.empty());
    return std::make_shared<const codebook>(std::move(book).value_or(codebook{}));
}

TEST(figures_file, an_item_that_does_not_occur_at_a_place_is_told) {
    const outcome made = read(
        "place,period,indicator,kind,value\n"
        "990101,2016,lamps,b,1\n"
        "990102,2016,lamps,b,1\n",
        {},
        with_limited_item());
    ASSERT_EQ(codes_of(made), codes{diagnostic_code::item_not_allowed});
    EXPECT_EQ(made.problems[0].where, (position{2, 19}));
}

TEST(figures_file, an_item_occurs_in_totals_above_its_place_and_not_in_own_parts_there) {
    const outcome made = read(
        "place,period,indicator,scope,kind,value\n"
        "9901,2016,lamps,total,b,1\n"
        "9901,2016,lamps,own,b,1\n",
        {},
        with_limited_item());
    ASSERT_EQ(codes_of(made), codes{diagnostic_code::item_not_allowed});
    EXPECT_EQ(made.problems[0].where.line, 3U);
}

TEST(figures_file, a_personal_number_is_refused_where_its_item_does_not_occur) {
    const outcome made =
        read("place,period,lamps/b\n990101,2016," + identity + "\n", {}, with_limited_item());
    EXPECT_EQ(codes_of(made),
              (codes{diagnostic_code::item_not_allowed, diagnostic_code::identity_number}));
}

// ---- the codes of a file that stands alone
// -------------------------------------------------------

TEST(figures_file, place_codes_are_found_once_each_in_order) {
    EXPECT_EQ(place_codes_in("period,place,indicator,value\n2016,b,talks,1\n2016,a,talks,1\n"
                             "2016,b,pairs,1\n2016,,pairs,1\n"),
              (std::vector<std::string>{"b", "a"}));
}

TEST(figures_file, a_personal_number_is_no_place_code) {
    EXPECT_EQ(place_codes_in("place,period,talks\n" + identity + ",2016,1\n990101,2016,1\n"),
              std::vector<std::string>{"990101"});
}

}  // namespace
