#include <crossfoot/io/codebook_file.hpp>
#include <crossfoot/io/places_file.hpp>
#include <crossfoot/io/register_files.hpp>
#include <crossfoot/io/report_folder.hpp>

#include "../support/printed.hpp"
#include "../support/random_register.hpp"
#include "../support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace {

using namespace crossfoot;
namespace fs = std::filesystem;
using codes = std::vector<diagnostic_code>;
using lines = std::vector<std::string>;

const std::string units_heading = "code,name,category,place,joined,left\n";
const std::string titles_heading = "unit,tier,named_on,valid_years,revoked_on,document\n";
const std::string one_unit = units_heading + "S-1,School 1,school,990101,2010-01-01,\n";

/// designations.csv of rows whose last cells may be left out.
std::string titles(const lines& rows) {
    std::string csv = titles_heading;
    for (const std::string& row : rows)
        csv += row + std::string(5 - static_cast<std::size_t>(std::ranges::count(row, ',')), ',') +
               '\n';
    return csv;
}

struct outcome {
    unit_register units;
    std::vector<diagnostic> problems;
    std::size_t unit_rows = 0;
    std::size_t title_rows = 0;
};

std::shared_ptr<const places> two_counties() {
    std::vector<diagnostic> problems;
    places_reading read = read_places(
        "code,name,level,parent\n"
        "9901,Prefecture P,prefecture,\n"
        "990101,甲县,county,9901\n"
        "990102,County B,county,9901\n",
        "places.csv",
        *ethnic_unity(),
        problems);
    EXPECT_TRUE(problems.empty());
    return std::make_shared<const places>(std::move(read.where));
}

/// Reads a register with the built-in codebook.
outcome read(const std::string& units, const std::string& titles = {}) {
    outcome made{unit_register{ethnic_unity(), two_counties()}, {}};
    register_reader reader{made.units, made.problems};
    made.unit_rows = reader.read_units(units, "units.csv");
    if (!titles.empty()) made.title_rows = reader.read_designations(titles, "designations.csv");
    made.units.settle("units.csv", "designations.csv", made.problems);
    return made;
}

codes codes_of(const outcome& from) {
    codes found;
    for (const diagnostic& each : from.problems)
        found.push_back(each.code);
    return found;
}

lines told(const outcome& from, language which = language::en) {
    lines all;
    for (const diagnostic& each : from.problems)
        all.push_back(to_string(each, which));
    return all;
}

/// The one problem of one row of units.csv, in English.
std::string unit_problem(const std::string& row) {
    const lines all = told(read(units_heading + row + "\n"));
    EXPECT_EQ(all.size(), 1U) << row;
    return all.empty() ? std::string{} : all.front();
}

/// The one problem of one title of the school S-1, in English.
std::string title_problem(const std::string& row) {
    const lines all = told(read(one_unit, titles({row})));
    EXPECT_EQ(all.size(), 1U) << row;
    return all.empty() ? std::string{} : all.front();
}

// ---- what is read
// --------------------------------------------------------------------------------

TEST(register_files, rows_become_units_and_titles) {
    const outcome made =
        read(units_heading + "S-1,School 1,school,990101,2010-01-01,2015-07-01\n",
             titles_heading + "S-1,national,2012-12-20,3,2014-05-04,No. 1 of 2012\n");
    EXPECT_EQ(told(made), lines{});
    EXPECT_EQ(register_world::contents_of(made.units),
              (lines{"S-1 School 1",
                     "S-1 at 990101 as 2 2010-01-01 2015-07-01",
                     "S-1 tier 0 2012-12-20 2015-12-20 2014-05-04 No. 1 of 2012"}));
}

TEST(register_files, of_a_unit_that_was_renamed_the_latest_name_stays_in_any_order_of_rows) {
    const std::string earlier = "S-1,Old name,school,990101,2010-01-01,2014-01-01\n";
    const std::string later = "S-1,New name,school,990101,2014-01-01,\n";
    for (const std::string& rows : {earlier + later, later + earlier}) {
        const outcome made = read(units_heading + rows);
        EXPECT_EQ(told(made), lines{});
        EXPECT_EQ(made.units.name(*made.units.find("S-1")), "New name");
    }
}

TEST(register_files, titles_of_a_unit_with_one_refused_row_are_not_told_of_again) {
    const outcome made = read(units_heading +
                                  "S-1,School 1,school,990101,2010-01-01,2014-01-01\n"
                                  "S-1,School 1,school,Atlantis,2014-01-01,\n",
                              titles({"S-1,county,2015-05-04"}));
    EXPECT_EQ(codes_of(made), (codes{diagnostic_code::unknown_place}));
}

TEST(register_files, say_that_a_codebook_has_no_breakdown_for_them) {
    std::vector<diagnostic> problems;
    const auto book = read_codebook(
        "format = \"crossfoot-codebook/1\"\n[[indicator]]\ncode = \"talks\"\nname = { en = "
        "\"talks\", zh = \"宣讲\" }\ncounts = \"events\"\nunit = \"场\"\nnature = \"flow\"\n",
        "codebook.toml",
        problems);
    ASSERT_TRUE(book.has_value());
    unit_register into{std::make_shared<const codebook>(*book), two_counties()};
    register_reader{into, problems}.read_units(one_unit, "units.csv");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].message.en,
              "\"school\" is no category: the codebook has no breakdown \"category\", which a "
              "register needs");
}

TEST(register_files, rows_are_counted_without_the_heading_and_blank_ones) {
    const outcome made = read(one_unit + ",,,,,\n\nS-2,School 2,school,990101,,\n",
                              titles({"S-1,county,2012-12-20"}));
    EXPECT_EQ(made.unit_rows, 2U);
    EXPECT_EQ(made.title_rows, 1U);
}

TEST(register_files, dates_years_and_documents_may_be_left_out) {
    const outcome made =
        read("code,name,category,place\nS-1,School 1,school,990101\n",
             "unit,tier,named_on\nS-1,county,2012-12-20\nS-1,national,2012-12-20\n");
    EXPECT_EQ(told(made), lines{});
    EXPECT_EQ(register_world::contents_of(made.units),
              (lines{"S-1 School 1",
                     "S-1 at 990101 as 2 - -",
                     "S-1 tier 4 2012-12-20 - - ",
                     "S-1 tier 0 2012-12-20 2017-12-20 - "}));  // five years by the codebook
}

TEST(register_files, columns_may_stand_in_any_order) {
    const outcome made =
        read("place,left,name,joined,code,category\n990101,,School 1,2010-01-01,S-1,school\n",
             "document,named_on,unit,tier\nNo. 7,2012-12-20,S-1,county\n");
    EXPECT_EQ(told(made), lines{});
    EXPECT_EQ(
        register_world::contents_of(made.units),
        (lines{
            "S-1 School 1", "S-1 at 990101 as 2 2010-01-01 -", "S-1 tier 4 2012-12-20 - - No. 7"}));
}

TEST(register_files, headings_and_items_and_places_may_be_chinese) {
    const outcome made = read(
        "单位代码,单位名称,类别,地区,参加日期,退出日期\nS-1,第一小学,学校,甲县,2010年1月1日,"
        "20150701\n",
        "单位代码,级别,命名日期,有效年限,撤销日期,文件\n"
        "S-1,省级,2012-12-20,5年,2014年5月4日,民委〔2012〕1号\n");
    EXPECT_EQ(told(made), lines{});
    EXPECT_EQ(register_world::contents_of(made.units),
              (lines{"S-1 第一小学",
                     "S-1 at 990101 as 2 2010-01-01 2015-07-01",
                     "S-1 tier 1 2012-12-20 2017-12-20 2014-05-04 民委〔2012〕1号"}));
}

TEST(register_files, quoted_cells_are_read_whole) {
    const outcome made =
        read(units_heading + "\"S-1\",\"School 1, \"\"the old one\"\"\",\"school\",990101,,\n",
             titles_heading + "\"S-1\",\"county\",2012-12-20,,,\"No. 1,\nsecond sheet\"\n");
    EXPECT_EQ(told(made), lines{});
    EXPECT_EQ(made.units.name(*made.units.find("S-1")), "School 1, \"the old one\"");
    EXPECT_EQ(made.units.document(made.units.designations().front().document),
              "No. 1,\nsecond sheet");
}

TEST(register_files, blanks_around_a_cell_do_not_count) {
    const outcome made = read(units_heading + " S-1 , School 1 , school , 990101 , 2010-01-01 , \n",
                              titles_heading + " S-1 , county , 2012-12-20 , 5 , , \n");
    EXPECT_EQ(told(made), lines{});
    EXPECT_EQ(made.units.designations().size(), 1U);
}

TEST(register_files, a_unit_that_moved_has_a_row_for_each_place) {
    const outcome made = read(units_heading +
                              "S-1,School 1,school,990101,2010-01-01,2014-01-01\n"
                              "S-1,School 1,school,990102,2014-01-01,\n");
    EXPECT_EQ(told(made), lines{});
    EXPECT_EQ(made.units.size(), 1U);
    EXPECT_EQ(made.units.stays().size(), 2U);
}

TEST(register_files, a_code_of_many_digits_is_none_of_a_telephone) {
    const outcome made = read(units_heading + "13800138000,School 1,school,990101,,\n",
                              titles({"13800138000,county,2012-12-20"}));
    EXPECT_EQ(told(made), lines{});
}

TEST(register_files, a_term_is_a_number_of_years) {
    for (const char* const years : {"5", "5年", "5 年", " 5 ", "1", "1000"}) {
        const outcome made =
            read(one_unit, titles({std::string{"S-1,county,2012-12-20,"} + years}));
        EXPECT_EQ(told(made), lines{}) << years;
        EXPECT_EQ(made.units.designations().size(), 1U) << years;
    }
}

// ---- what is wrong in units.csv
// ------------------------------------------------------------------

TEST(register_files, a_category_that_there_is_not_is_told) {
    EXPECT_EQ(unit_problem("S-1,School 1,scool,990101,,"),
              "units.csv:2:14: \"scool\" is no category: did you mean \"school\"?");
    EXPECT_EQ(codes_of(read(units_heading + "S-1,School 1,,990101,,\n")),
              codes{diagnostic_code::unknown_item});
}

TEST(register_files, a_place_that_there_is_not_is_told) {
    EXPECT_EQ(unit_problem("S-1,School 1,school,990103,,"),
              "units.csv:2:21: \"990103\" is no place: did you mean \"990101\"?");
    EXPECT_EQ(unit_problem("S-1,School 1,school,Atlantis,,"),
              "units.csv:2:21: \"Atlantis\" is no place: expected the code or name of a place of "
              "places.csv");
}

TEST(register_files, a_cell_that_is_no_date_is_told) {
    EXPECT_EQ(unit_problem("S-1,School 1,school,990101,2010-02-30,"),
              "units.csv:2:28: \"2010-02-30\" is not a date: expected a day such as 2016-12-31");
    EXPECT_EQ(unit_problem("S-1,School 1,school,990101,,2010"),
              "units.csv:2:29: \"2010\" is not a date: expected a day such as 2016-12-31");
}

TEST(register_files, a_unit_without_a_code_is_told) {
    EXPECT_EQ(unit_problem(",School 1,school,990101,,"),
              "units.csv:2:1: a unit without a code: expected its code");
}

TEST(register_files, every_fault_of_a_row_is_told) {
    EXPECT_EQ(codes_of(read(units_heading + "S-1,School 1,scool,99,soon,late\n")),
              (codes{diagnostic_code::unknown_item,
                     diagnostic_code::unknown_place,
                     diagnostic_code::not_a_date,
                     diagnostic_code::not_a_date}));
}

TEST(register_files, a_fault_that_is_repeated_is_told_of_each_row) {
    EXPECT_EQ(codes_of(read(units_heading + "S-1,A,scool,990101,,\nS-2,B,scool,990101,,\n")),
              (codes{diagnostic_code::unknown_item, diagnostic_code::unknown_item}));
}

TEST(register_files, households_pairs_and_individual_businesses_are_refused) {
    for (const char* const name : {"示范户",
                                   "某村第12户",
                                   "最美家庭",
                                   "小卖部个体工商户",
                                   "小卖部（个体工商户）",
                                   "小卖部(个体工商户)",
                                   "农户 3",
                                   "民族团结结对",
                                   "Model household",
                                   "Model Household 12",
                                   "A family",
                                   "Two Families",
                                   "A model pair",
                                   "Shop (individual business)"}) {
        const outcome made = read(units_heading + "H-1," + name + ",other,990101,,\n",
                                  titles({"H-1,county,2012-12-20"}));
        EXPECT_EQ(codes_of(made), codes{diagnostic_code::not_an_organisation}) << name;
        EXPECT_TRUE(made.units.stays().empty()) << name;
        EXPECT_TRUE(made.units.designations().empty()) << name;
    }
}

TEST(register_files, organisations_that_have_to_do_with_households_are_none) {
    for (const char* const name : {"户籍管理所",
                                   "家庭教育中心",
                                   "Household Registration Office",
                                   "Machine Repair",
                                   "Family Planning Office 2",
                                   "第二小学",
                                   "门户网站编辑部"}) {
        EXPECT_EQ(told(read(units_heading + "H-1," + name + ",other,990101,,\n")), lines{}) << name;
    }
}

TEST(register_files, a_household_is_told_with_what_is_admitted) {
    EXPECT_EQ(unit_problem("H-1,示范户,other,990101,,"),
              "units.csv:2:5: \"示范户\" is no organisation: a register holds organisations, not "
              "households, pairs or individual businesses");
}

// ---- what is wrong in designations.csv
// -----------------------------------------------------------

TEST(register_files, a_unit_that_there_is_not_is_told) {
    EXPECT_EQ(title_problem("S-2,county,2012-12-20"),
              "designations.csv:2:1: \"S-2\" is no unit: expected a code of units.csv");
    EXPECT_EQ(codes_of(read(one_unit, titles({",county,2012-12-20"}))),
              codes{diagnostic_code::unknown_unit});
}

TEST(register_files, a_tier_that_there_is_not_is_told) {
    EXPECT_EQ(title_problem("S-1,nationel,2012-12-20"),
              "designations.csv:2:5: \"nationel\" is no tier: did you mean \"national\"?");
}

TEST(register_files, a_title_without_its_day_is_told) {
    EXPECT_EQ(title_problem("S-1,county,"),
              "designations.csv:2:12: a title without a day: expected the day on which it was "
              "named");
    EXPECT_EQ(title_problem("S-1,county,December"),
              "designations.csv:2:12: \"December\" is not a date: expected a day such as "
              "2016-12-31");
    EXPECT_EQ(title_problem("S-1,county,2012-12-20,,never"),
              "designations.csv:2:24: \"never\" is not a date: expected a day such as 2016-12-31");
}

TEST(register_files, what_is_no_term_is_told) {
    EXPECT_EQ(title_problem("S-1,county,2012-12-20,5.5"),
              "designations.csv:2:23: \"5.5\" is no term: expected whole years such as 5, or "
              "nothing");
    for (const char* const years :
         {"0", "-1", "1001", "年", "five", "5years", "99999999999", "+5"}) {
        EXPECT_EQ(codes_of(read(one_unit, titles({std::string{"S-1,county,2012-12-20,"} + years}))),
                  codes{diagnostic_code::not_a_term})
            << years;
    }
}

TEST(register_files, every_fault_of_a_title_is_told) {
    EXPECT_EQ(codes_of(read(one_unit, titles({"S-9,nationel,soon,0,late"}))),
              (codes{diagnostic_code::unknown_unit,
                     diagnostic_code::unknown_item,
                     diagnostic_code::not_a_date,
                     diagnostic_code::not_a_term,
                     diagnostic_code::not_a_date}));
}

TEST(register_files, the_titles_of_a_row_that_was_refused_are_not_told_again) {
    const outcome made = read(units_heading + "S-1,School 1,scool,990101,,\n",
                              titles({"S-1,county,2012-12-20", "S-1,national,2013-12-20"}));
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::unknown_item});
}

// ---- what must not be there
// ----------------------------------------------------------------------

const std::string identity = "990101199003070015";
const std::string mobile = "13800138000";

/// Whether no message in either language repeats the number.
bool is_not_echoed(const outcome& from, const std::string& number) {
    return std::ranges::all_of(from.problems, [&](const diagnostic& each) {
        return to_string(each, language::en).find(number) == std::string::npos &&
               to_string(each, language::zh).find(number) == std::string::npos;
    });
}

TEST(register_files, an_identity_number_is_refused_in_every_column) {
    for (std::size_t column = 0; column < 6; ++column) {
        std::vector<std::string> unit{"S-1", "School 1", "school", "990101", "2010-01-01", ""};
        std::vector<std::string> title{"S-1", "county", "2012-12-20", "5", "", "No. 1"};
        unit[column] = identity;
        title[column] = identity;
        const auto joined = [](const std::vector<std::string>& cells) {
            std::string row;
            for (const std::string& each : cells)
                row += (row.empty() ? "" : ",") + each;
            return row + "\n";
        };
        const outcome in_units = read(units_heading + joined(unit));
        EXPECT_EQ(codes_of(in_units), codes{diagnostic_code::identity_number}) << column;
        EXPECT_TRUE(is_not_echoed(in_units, identity)) << column;
        EXPECT_EQ(in_units.units.size(), 0U) << column;
        const outcome in_titles = read(one_unit, titles_heading + joined(title));
        EXPECT_EQ(codes_of(in_titles), codes{diagnostic_code::identity_number}) << column;
        EXPECT_TRUE(is_not_echoed(in_titles, identity)) << column;
        EXPECT_TRUE(in_titles.units.designations().empty()) << column;
    }
}

TEST(register_files, an_identity_number_is_refused_beyond_the_heading_and_in_it) {
    const outcome beyond = read(units_heading + "S-1,School 1,school,990101,,," + identity + "\n");
    EXPECT_TRUE(is_not_echoed(beyond, identity));
    EXPECT_NE(std::ranges::count(codes_of(beyond), diagnostic_code::identity_number), 0);
    const outcome heading = read("code,name,category,place," + identity + "\n");
    EXPECT_TRUE(is_not_echoed(heading, identity));
    EXPECT_EQ(codes_of(heading), codes{diagnostic_code::identity_number});
}

TEST(register_files, a_mobile_number_is_refused_in_text) {
    const outcome in_units =
        read(units_heading + "S-1,School 1 tel. " + mobile + ",school,990101,,\n");
    EXPECT_EQ(codes_of(in_units), codes{diagnostic_code::mobile_number});
    EXPECT_TRUE(is_not_echoed(in_units, mobile));
    const outcome in_titles =
        read(one_unit, titles_heading + "S-1,county,2012-12-20,,," + mobile + "\n");
    EXPECT_EQ(codes_of(in_titles), codes{diagnostic_code::mobile_number});
    EXPECT_TRUE(is_not_echoed(in_titles, mobile));
}

// ---- headings
// ------------------------------------------------------------------------------------

TEST(register_files, a_missing_column_is_told_once_and_its_rows_are_left) {
    const outcome made = read("code,name,place\nS-1,School 1,990101\nS-2,School 2,990101\n");
    EXPECT_EQ(told(made),
              (lines{"units.csv:1:1: no column \"category\": expected one with this heading"}));
    EXPECT_EQ(codes_of(made), codes{diagnostic_code::missing_column});
    EXPECT_EQ(made.units.size(), 0U);
    EXPECT_EQ(codes_of(read(one_unit, "unit,named_on\nS-1,2012-12-20\n")),
              codes{diagnostic_code::missing_column});
}

TEST(register_files, an_unknown_column_is_told) {
    EXPECT_EQ(codes_of(read("code,name,category,place,colour\nS-1,A,school,990101,red\n")),
              codes{diagnostic_code::unknown_column});
}

TEST(register_files, a_column_that_is_there_twice_is_told) {
    EXPECT_EQ(codes_of(read("code,name,category,place,类别\nS-1,A,school,990101,school\n")),
              codes{diagnostic_code::repeated_column});
}

TEST(register_files, an_empty_file_is_told) {
    EXPECT_EQ(codes_of(read("")), codes{diagnostic_code::empty_file});
}

TEST(register_files, a_row_that_is_too_long_is_told) {
    EXPECT_EQ(codes_of(read(units_heading + "S-1,A,school,990101,,,,more\n")),
              codes{diagnostic_code::wrong_field_count});
}

TEST(register_files, messages_are_there_in_chinese) {
    EXPECT_EQ(told(read(one_unit, titles({"S-2,county,2012-12-20,0"})), language::zh),
              (lines{"designations.csv:2:1: \"S-2\"不是单位：应为units.csv中的单位代码",
                     "designations.csv:2:23: \"0\"不是有效年限：应为整数年，如5，或留空"}));
}

// ---- the order of rows
// ---------------------------------------------------------------------------

TEST(register_files, the_order_of_rows_changes_nothing) {
    random_register::generator random{5};
    const register_world::rows rows = random_register::rows_of(random.units(80));
    const auto book = std::make_shared<const codebook>(register_world::categories_and_tiers());
    const auto where = random_register::where();
    const auto contents = [&](const lines& units, const lines& titles) {
        std::string units_csv = "code,category,place,joined,left,name\n";
        for (const std::string& each : units)
            units_csv += each + ",Unit " + each.substr(0, each.find(',')) + "\n";
        std::string titles_csv = "unit,tier,named_on,valid_years,revoked_on\n";
        for (const std::string& each : titles)
            titles_csv += each + "\n";
        std::vector<diagnostic> problems;
        unit_register made{book, where};
        register_reader reader{made, problems};
        EXPECT_EQ(reader.read_units(units_csv, "units.csv"), units.size());
        EXPECT_EQ(reader.read_designations(titles_csv, "designations.csv"), titles.size());
        made.settle("units.csv", "designations.csv", problems);
        EXPECT_TRUE(problems.empty());
        return register_world::contents_of(made);
    };
    const lines expected = contents(rows.units, rows.titles);
    EXPECT_GT(expected.size(), 200U);
    for (int i = 0; i < 20; ++i) {
        lines units = rows.units;
        lines titles = rows.titles;
        for (lines* list : {&units, &titles}) {
            for (std::size_t j = list->size(); j > 1; --j)
                std::swap((*list)[j - 1], (*list)[random.below(j)]);
        }
        ASSERT_EQ(contents(units, titles), expected);
    }
}

// ---- in a folder
// ---------------------------------------------------------------------------------

/// A report folder that a test writes and reads.
class folder : public scratch_folder {
  public:
    folder& with(const std::string& name, std::string_view text) {
        scratch_folder::with(name, text);
        return *this;
    }
    [[nodiscard]] report read(figures_wanted figures = figures_wanted::optional) const {
        report_options options;
        options.figures_files = figures;
        return read_report(path(), options);
    }
};

const std::string folder_places =
    "code,name,level,parent\n9901,P,prefecture,\n990101,A,county,9901\n";

codes codes_of(const report& from) {
    codes found;
    for (const diagnostic& each : from.diagnostics)
        found.push_back(each.code);
    return found;
}

TEST(register_folder, one_without_figures_serves) {
    folder in;
    in.with("places.csv", folder_places)
        .with("units.csv", one_unit)
        .with("designations.csv", titles({"S-1,county,2012-12-20"}));
    const report made = in.read();
    EXPECT_EQ(codes_of(made), codes{});
    ASSERT_TRUE(made.units);
    EXPECT_EQ(made.units->size(), 1U);
    EXPECT_EQ(made.units->designations().size(), 1U);
    EXPECT_EQ(codes_of(in.read(figures_wanted::required)), codes{diagnostic_code::no_figures});
}

TEST(register_folder, units_alone_are_a_register) {
    folder in;
    in.with("places.csv", folder_places).with("units.csv", one_unit);
    const report made = in.read();
    EXPECT_EQ(codes_of(made), codes{});
    ASSERT_TRUE(made.units);
    EXPECT_TRUE(made.units->designations().empty());
}

TEST(register_folder, titles_without_units_are_told) {
    folder in;
    in.with("places.csv", folder_places)
        .with("designations.csv", titles({"S-1,county,2012-12-20"}));
    const report made = in.read();
    ASSERT_EQ(codes_of(made), codes{diagnostic_code::file_unreadable});
    EXPECT_EQ(to_string(made.diagnostics.front(), language::en),
              "units.csv: is not there: expected the units that designations.csv speaks of");
    EXPECT_FALSE(made.units);
}

TEST(register_folder, one_without_a_register_has_none) {
    folder in;
    in.with("figures.csv", "place,period,indicator,value\n990101,2016,talks,4\n");
    const report made = in.read();
    EXPECT_EQ(codes_of(made), codes{});
    EXPECT_FALSE(made.units);
}

TEST(register_folder, without_places_the_units_say_which_there_are) {
    folder in;
    in.with("units.csv", one_unit);
    const report made = in.read();
    EXPECT_EQ(codes_of(made), codes{});
    ASSERT_TRUE(made.units);
    EXPECT_TRUE(made.where->find("990101"));
}

TEST(register_folder, its_files_are_listed_with_their_rows) {
    folder in;
    in.with("places.csv", folder_places)
        .with("units.csv", one_unit)
        .with("designations.csv", titles({"S-1,county,2012-12-20"}));
    const report made = in.read();
    const auto rows_of = [&](const std::string& name) {
        const auto found = std::ranges::find(made.files, name, &file_note::name);
        return found == made.files.end() ? std::size_t{0} : found->rows;
    };
    EXPECT_EQ(rows_of("units.csv"), 1U);
    EXPECT_EQ(rows_of("designations.csv"), 1U);
}

TEST(register_folder, files_of_chinese_spreadsheets_are_read) {
    folder in;
    // 第一小学, 学校 and 县级 in GB18030.
    in.with("places.csv", folder_places)
        .with("units.csv",
              "code,name,category,place\r\nS-1,\xb5\xda\xd2\xbb\xd0\xa1\xd1\xa7,\xd1\xa7\xd0\xa3,"
              "990101\r\n")
        .with("designations.csv", "unit,tier,named_on\r\nS-1,\xcf\xd8\xbc\xb6,2012-12-20\r\n");
    const report made = in.read();
    EXPECT_EQ(codes_of(made), codes{});
    ASSERT_TRUE(made.units);
    EXPECT_EQ(made.units->name(*made.units->find("S-1")), "第一小学");
    EXPECT_EQ(made.units->designations().size(), 1U);
}

}  // namespace
