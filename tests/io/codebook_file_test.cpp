#include <crossfoot/check/rule.hpp>
#include <crossfoot/io/codebook_file.hpp>

#include "../support/printed.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;
using codes = std::vector<diagnostic_code>;

const std::string format = "format = \"crossfoot-codebook/1\"\n";
const std::string extended = format + "extends = \"ethnic-unity\"\n";

struct outcome {
    std::optional<codebook> book;
    std::vector<diagnostic> problems;
};

outcome read(std::string_view toml) {
    outcome made;
    made.book = read_codebook(toml, "codebook.toml", made.problems);
    EXPECT_EQ(made.book.has_value(), made.problems.empty());
    return made;
}

codebook good(std::string_view toml) {
    outcome made = read(toml);
    for (const diagnostic& each : made.problems)
        ADD_FAILURE() << to_string(each, language::en);
    return std::move(made.book).value_or(codebook{});
}

codes codes_of(std::string_view toml) {
    codes found;
    for (const diagnostic& each : read(toml).problems)
        found.push_back(each.code);
    return found;
}

/// The problems of what follows the format, one a line, in English.
std::string told(const std::string& toml) {
    std::string text;
    for (const diagnostic& each : read(format + toml).problems)
        text += to_string(each, language::en) + '\n';
    return text;
}

// ---- what is read
// --------------------------------------------------------------------------------

TEST(codebook_file, an_entry_says_all_that_there_is_to_an_indicator) {
    const codebook book = good(format + R"(
[[breakdown]]
code = "tier"
name = { en = "tier", zh = "级别" }
ordered = true
items = [
  { code = "national", name = { en = "national", zh = "国家级" } },
  { code = "county", name = { en = "county", zh = "县级" }, only_in = ["9901"] },
]
[[indicator]]
code = "creation_units"
counts = "organisations"
[[indicator]]
code = "model_units"
name = { en = "model units", zh = "模范单位", also = ["示范单位"] }
counts = "organisations"
unit = "个"
nature = "cumulative"
additive = false
own_at = ["county", "prefecture"]
absent = "zero_if_filed"
written = "exact"
part_of = "creation_units"
breakdowns = [ { by = "tier", as = "of_which", counting = "held" } ]
[[indicator]]
code = "creation_rate"
nature = "rate"
numerator = "model_units"
denominator = "creation_units"
shown = "percent"
)");
    const indicator& of = book[book.indicator_at("示范单位")];
    EXPECT_EQ(of.name, (coded_name{"model_units", {"model units", "模范单位"}, {"示范单位"}}));
    EXPECT_EQ(of.counts, counted::organisations);
    EXPECT_EQ(of.unit, "个");
    EXPECT_EQ(of.over_time, nature::cumulative);
    EXPECT_FALSE(of.additive);
    EXPECT_EQ(of.own_at, (std::vector{*book.find_level("county"), *book.find_level("prefecture")}));
    EXPECT_EQ(of.absent, absence::zero_if_filed);
    EXPECT_EQ(of.written, written_as::exact);
    EXPECT_EQ(of.part_of, book.find_indicator("creation_units"));
    ASSERT_EQ(of.breakdowns.size(), 1U);
    EXPECT_EQ(of.breakdowns[0].as, breakdown_kind::of_which);
    EXPECT_EQ(of.breakdowns[0].counting, tier_counting::held);
    const breakdown& tier = book.breakdowns[0];
    EXPECT_TRUE(tier.ordered);
    EXPECT_EQ(tier.find_item("县级"), 1U);
    EXPECT_EQ(tier.items[1].only_in, std::vector<std::string>{"9901"});
    const indicator& rate = book[book.indicator_at("creation_rate")];
    EXPECT_EQ(rate.counts, counted::share);
    EXPECT_TRUE(rate.shown_as_percent);
    EXPECT_FALSE(rate.additive);
}

TEST(codebook_file, what_is_not_said_has_the_documented_default) {
    const codebook book = good(format + "[[indicator]]\ncode = \"lamps\"\n");
    const indicator& of = book.indicators.at(0);
    EXPECT_EQ(of.name.name, (bilingual{"lamps", "lamps"}));
    EXPECT_EQ(of.counts, counted::things);
    EXPECT_EQ(of.over_time, nature::stock);
    EXPECT_TRUE(of.additive);
    EXPECT_TRUE(of.own_at.empty());
    EXPECT_EQ(of.absent, absence::missing);
    EXPECT_EQ(of.written, written_as::rounded);
}

TEST(codebook_file, without_levels_the_usual_ones_stand_from_the_top_down) {
    const codebook book = good(format);
    ASSERT_EQ(book.levels.size(), 6U);
    EXPECT_EQ(book.find_level("county"), level_id{3});
    EXPECT_EQ(book.find_level("县级"), level_id{3});
}

TEST(codebook_file, levels_of_ones_own_replace_the_usual_ones) {
    const codebook book =
        good(format + "[[level]]\ncode = \"market\"\n[[level]]\ncode = \"stall\"\n");
    EXPECT_EQ(book.levels.size(), 2U);
}

TEST(codebook_file, one_text_may_be_the_name_in_both_languages) {
    const codebook book = good(format + "[[indicator]]\ncode = \"lamps\"\nname = \"灯\"\n");
    EXPECT_EQ(book.indicators[0].name.name, (bilingual{"灯", "灯"}));
}

TEST(codebook_file, windows_line_ends_are_line_ends) {
    good("format = \"crossfoot-codebook/1\"\r\n[[indicator]]\r\ncode = \"lamps\"\r\n");
}

TEST(codebook_file, extending_replaces_by_code_and_adds_the_rest) {
    const codebook built_in = *ethnic_unity();
    const codebook book = good(extended + R"(
[[indicator]]
code = "talks"
name = "lectures"
counts = "events"
[[indicator]]
code = "lamps"
part_of = "talks"
)");
    EXPECT_EQ(book.indicators.size(), built_in.indicators.size() + 1);
    EXPECT_EQ(book.find_indicator("talks"), built_in.find_indicator("talks"));
    EXPECT_EQ(book.find_indicator("lectures"), built_in.find_indicator("talks"));
    EXPECT_TRUE(book[book.indicator_at("talks")].own_at.empty());
    EXPECT_EQ(book[book.indicator_at("lamps")].part_of, book.find_indicator("talks"));
}

TEST(codebook_file, a_breakdown_that_is_replaced_is_replaced_whole) {
    const codebook book =
        good(extended + "[[breakdown]]\ncode = \"tier\"\nitems = [ { code = \"a\" } ]\n");
    EXPECT_EQ(book[book.breakdown_at("tier")].items.size(), 1U);
}

TEST(codebook_file, an_indicator_may_refer_to_a_later_one) {
    const codebook book = good(
        format + "[[indicator]]\ncode = \"a\"\npart_of = \"b\"\n[[indicator]]\ncode = \"b\"\n");
    EXPECT_EQ(book.indicators[0].part_of, indicator_id{1});
}

TEST(codebook_file, a_rule_of_ones_own_is_kept) {
    const codebook book = good(extended + R"(
[[rule]]
code = "attendance"
severity = "query"
check = "people_reached / talks between 20 and 2000"
message = { en = "people reached for each talk", zh = "场均受众" }
)");
    ASSERT_EQ(book.rules.size(), 1U);
    EXPECT_EQ(book.rules[0].weight, severity::query);
    EXPECT_EQ(book.rules[0].message.zh, "场均受众");
}

TEST(codebook_file, a_rule_without_a_check_gives_a_derived_rule_another_severity) {
    const codebook book =
        good(extended + "[[rule]]\ncode = \"partition:model_units:tier\"\nseverity = \"query\"\n");
    for (const rule& each : derive_rules(book)) {
        const bool is_set = each.code == "partition:model_units:tier";
        EXPECT_EQ(each.weight, is_set ? severity::query : severity::error) << each.code;
    }
}

// ---- the one that is built in
// --------------------------------------------------------------------

TEST(codebook_file, the_built_in_codebook_has_what_reports_rely_on) {
    const codebook& book = *ethnic_unity();
    for (const char* const code : {"population",
                                   "minority_share",
                                   "area",
                                   "border_length",
                                   "townships",
                                   "towns",
                                   "villages",
                                   "communities",
                                   "ethnic_groups",
                                   "creation_units",
                                   "model_units",
                                   "creation_rate",
                                   "model_individuals",
                                   "honours",
                                   "measures",
                                   "measures_completed",
                                   "problems_listed",
                                   "talks",
                                   "people_reached",
                                   "demonstration_sites",
                                   "teaching_sections",
                                   "courses",
                                   "stories",
                                   "teaching_places",
                                   "teaching_forms",
                                   "news_items",
                                   "broadcasts",
                                   "booklets",
                                   "songs",
                                   "pairs",
                                   "secondments",
                                   "activity_sessions",
                                   "trade_streets",
                                   "shop_fronts",
                                   "education_month",
                                   "activity_participants"}) {
        EXPECT_TRUE(book.find_indicator(code).has_value()) << code;
    }
    const auto items = [&](const char* breakdown) {
        std::string list;
        for (const breakdown_item& each : book[book.breakdown_at(breakdown)].items)
            list += each.name.code + ' ';
        return list;
    };
    EXPECT_EQ(items("tier"), "national provincial autonomous_prefectural prefectural county ");
    EXPECT_EQ(
        items("category"),
        "organ township school village community army_unit enterprise religious_venue other ");
    EXPECT_EQ(items("section"), "core auxiliary ");
}

TEST(codebook_file, what_offices_count_has_an_own_part_in_the_built_in_codebook) {
    const codebook& book = *ethnic_unity();
    for (const char* const code : {"creation_units", "talks", "population", "model_individuals"}) {
        std::string levels;
        for (const level_id each : book[book.indicator_at(code)].own_at)
            levels += book[each].name.code + ' ';
        EXPECT_EQ(levels, "province prefecture county township ") << code;
    }
}

// ---- what is wrong
// -------------------------------------------------------------------------------

TEST(codebook_file, a_syntax_error_is_told_with_line_and_column) {
    const outcome made = read("format = \"crossfoot-codebook/1\"\n[[indicator]\n");
    ASSERT_EQ(made.problems.size(), 1U);
    EXPECT_EQ(made.problems[0].code, diagnostic_code::codebook_syntax);
    EXPECT_EQ(made.problems[0].where.line, 2U);
    EXPECT_GT(made.problems[0].where.column, 0U);
}

TEST(codebook_file, a_chinese_key_without_quotes_is_a_syntax_error) {
    for (const char* const line : {"[指标]", "[[指标]]", "指标 = 1", "[=]", "[ [a]]", "a.指 = 1"}) {
        const outcome made = read(format + line + '\n');
        ASSERT_EQ(made.problems.size(), 1U) << line;
        EXPECT_EQ(made.problems[0].code, diagnostic_code::codebook_syntax) << line;
        EXPECT_EQ(made.problems[0].where.line, 2U) << line;
    }
}

TEST(codebook_file, letters_outside_of_quotation_marks_are_told_on_every_line) {
    const outcome made = read(format + R"([[指标]]
x = 1
代码 = "a" # 甲
"é" = """é
乙"""
né = 1
)");
    ASSERT_EQ(made.problems.size(), 3U);
    EXPECT_EQ(made.problems[0].where, (position{2, 3}));
    EXPECT_EQ(made.problems[1].where, (position{4, 1}));
    EXPECT_EQ(made.problems[2].where, (position{7, 2}));
}

TEST(codebook_file, a_text_that_does_not_stand_by_itself_is_a_syntax_error) {
    for (const char* const line : {"x = 0\"c\xC6\xA2\"",
                                   "x = 1.\"\xC3\xA9\"",
                                   "x = \"\xC3\xA9",
                                   "x = 'a\xC3\xA9\ny = 'b'",
                                   "x = \"\"\"a\\\xC3\xA9\"\"\""}) {
        const outcome made = read(format + line + '\n');
        ASSERT_FALSE(made.problems.empty()) << line;
        EXPECT_EQ(made.problems[0].code, diagnostic_code::codebook_syntax) << line;
        EXPECT_EQ(made.problems[0].where.line, 2U) << line;
    }
}

TEST(codebook_file, a_continued_line_begins_with_no_letter_that_is_taken_for_a_blank) {
    for (const char* const letter : {"\u3002", "\u3043", "\u00E9", "\u3000", "\u00A0", "\uFA70"}) {
        const outcome made =
            read(std::string{format} + "x = \"\"\"a\\ \n \n  " + letter + "b\"\"\"\ny = 1\n");
        ASSERT_FALSE(made.problems.empty()) << letter;
        EXPECT_EQ(made.problems[0].code, diagnostic_code::codebook_syntax) << letter;
        EXPECT_EQ(made.problems[0].where, (position{2, 9})) << letter;
    }
}

TEST(codebook_file, strings_and_comments_may_hold_any_letter) {
    good(format + R"(# 甲
[[indicator]]
code = '指标'# é
name = "a\"é"
unit = """"é"\
  乙"""""
[[indicator]]
code = """b\"""é"""
name = '''乙
'é''''
)");
}

TEST(codebook_file, the_format_is_there_and_known) {
    EXPECT_EQ(codes_of(""), codes{diagnostic_code::codebook_format});
    EXPECT_EQ(codes_of("format = \"crossfoot-codebook/2\"\n"),
              codes{diagnostic_code::codebook_format});
    EXPECT_EQ(codes_of("format = 1\n"), codes{diagnostic_code::codebook_key});
}

TEST(codebook_file, an_unknown_key_is_told_wherever_it_stands) {
    EXPECT_EQ(told("[[indicator]]\ncode = \"lamps\"\nadditve = true\n"),
              "codebook.toml:4:1: \"additve\" is no key here: did you mean \"additive\"?\n");
    EXPECT_EQ(codes_of(format +
                       "tabel = 1\n[[level]]\ncode = \"a\"\nx = 1\n"
                       "[[breakdown]]\ncode = \"b\"\ny = 1\nitems = [ { code = \"c\", z = 1 } ]\n"
                       "[[indicator]]\ncode = \"d\"\nname = { fr = \"d\" }\n"
                       "breakdowns = [ { by = \"b\", v = 1 } ]\n"
                       "[[rule]]\ncode = \"e\"\ncheck = \"d > 1\"\nw = 1\n"),
              codes(7, diagnostic_code::codebook_key));
}

TEST(codebook_file, a_value_of_another_type_is_told) {
    EXPECT_EQ(codes_of(format + "level = 1\nbreakdown = \"x\"\nindicator = [ 1 ]\nrule = { }\n"),
              codes(4, diagnostic_code::codebook_key));
    EXPECT_EQ(
        codes_of(format + "[[indicator]]\ncode = \"a\"\nname = 1\ncounts = 2\nunit = []\n"
                          "nature = true\nadditive = \"yes\"\nown_at = \"county\"\nabsent = 1\n"
                          "part_of = 1\nbreakdowns = \"tier\"\n"),
        codes(9, diagnostic_code::codebook_key));
    EXPECT_EQ(codes_of(format + "[[indicator]]\ncode = 1\n"), codes{diagnostic_code::codebook_key});
}

TEST(codebook_file, a_value_that_is_none_of_those_there_are_is_told) {
    EXPECT_EQ(told("[[indicator]]\ncode = \"a\"\nnature = \"stok\"\n"),
              "codebook.toml:4:10: \"stok\" is no value of \"nature\": expected stock, flow, "
              "cumulative, year_to_date, rate or attribute\n");
    EXPECT_EQ(
        codes_of(format + "[[indicator]]\ncode = \"a\"\ncounts = \"sheep\"\nabsent = \"maybe\"\n"
                          "written = \"roughly\"\nshown = \"permille\"\n"),
        codes(4, diagnostic_code::codebook_value));
}

TEST(codebook_file, a_code_that_is_used_is_declared) {
    EXPECT_EQ(
        told("[[indicator]]\ncode = \"modle_units\"\n[[indicator]]\ncode = \"b\"\n"
             "part_of = \"model_units\"\n"),
        "codebook.toml:6:11: \"model_units\" is no indicator: did you mean \"modle_units\"?\n");
    EXPECT_EQ(codes_of(format + "extends = \"something\"\n[[indicator]]\ncode = \"a\"\n"
                                "own_at = [\"shire\"]\nbreakdowns = [ { by = \"x\" } ]\n"
                                "[[rule]]\ncode = \"b\"\n"),
              codes(4, diagnostic_code::codebook_reference));
}

TEST(codebook_file, an_entry_has_a_code) {
    EXPECT_EQ(codes_of(format + "[[indicator]]\nname = \"x\"\n[[indicator]]\ncode = \"\"\n"),
              codes(2, diagnostic_code::codebook_key));
}

TEST(codebook_file, a_code_is_there_once_whatever_its_case) {
    EXPECT_EQ(
        codes_of(format +
                 "[[indicator]]\ncode = \"a\"\n[[indicator]]\ncode = \"A\"\n"
                 "[[level]]\ncode = \"l\"\n[[level]]\ncode = \"l\"\n"
                 "[[breakdown]]\ncode = \"b\"\nitems = [ { code = \"i\" }, { code = \"I\" } ]\n"),
        codes(3, diagnostic_code::codebook_value));
}

TEST(codebook_file, a_code_may_be_that_of_something_of_another_kind) {
    good(format +
         "[[breakdown]]\ncode = \"a\"\nitems = [ { code = \"a\" } ]\n"
         "[[indicator]]\ncode = \"a\"\nbreakdowns = [ { by = \"a\" } ]\n");
}

TEST(codebook_file, a_breakdown_has_items) {
    EXPECT_EQ(
        codes_of(format + "[[breakdown]]\ncode = \"b\"\n[[breakdown]]\ncode = \"c\"\nitems = []\n"),
        codes(2, diagnostic_code::codebook_key));
}

TEST(codebook_file, a_breakdown_has_no_more_items_than_can_be_numbered) {
    std::string toml = format + "[[breakdown]]\ncode = \"b\"\nitems = [\n";
    for (int i = 0; i < 70'000; ++i)
        toml += "{ code = \"" + std::to_string(i) + "\" },\n";
    EXPECT_EQ(codes_of(toml + "]\n"), codes{diagnostic_code::codebook_value});
}

TEST(codebook_file, nothing_is_a_part_of_itself) {
    EXPECT_EQ(
        told("[[indicator]]\ncode = \"a\"\npart_of = \"b\"\n"
             "[[indicator]]\ncode = \"b\"\npart_of = \"a\"\n"
             "[[indicator]]\ncode = \"c\"\npart_of = \"a\"\n"),
        "codebook.toml:4:11: \"a\" is a part of itself: expected part_of to lead to a whole\n"
        "codebook.toml:7:11: \"b\" is a part of itself: expected part_of to lead to a whole\n");
}

TEST(codebook_file, a_rate_has_two_counts_and_nothing_else_has) {
    EXPECT_EQ(codes_of(format + "[[indicator]]\ncode = \"a\"\nnature = \"rate\"\n"),
              codes(2, diagnostic_code::codebook_key));
    EXPECT_EQ(codes_of(format + "[[indicator]]\ncode = \"a\"\nnumerator = \"a\"\n"),
              codes{diagnostic_code::codebook_key});
    EXPECT_EQ(codes_of(format + "[[indicator]]\ncode = \"a\"\n[[indicator]]\ncode = \"r\"\n"
                                "nature = \"rate\"\nnumerator = \"r\"\ndenominator = \"a\"\n"),
              codes{diagnostic_code::codebook_reference});
}

TEST(codebook_file, all_problems_are_told_together) {
    EXPECT_EQ(codes_of("format = \"x\"\n[[indicator]]\ncode = \"a\"\nunti = \"个\"\n"
                       "nature = \"y\"\npart_of = \"z\"\n")
                  .size(),
              4U);
}

TEST(codebook_file, nested_values_do_not_exhaust_the_stack) {
    const std::string many(100'000, '[');
    EXPECT_EQ(codes_of(format + "x = " + many), codes{diagnostic_code::codebook_syntax});
    std::string key = "a";
    for (int i = 0; i < 100'000; ++i)
        key += ".a";
    EXPECT_EQ(codes_of(format + key + " = 1\n"), codes{diagnostic_code::codebook_syntax});
    EXPECT_EQ(codes_of(format + "[" + key + "]\n"), codes{diagnostic_code::codebook_syntax});
}

// ---- aggregates only
// -----------------------------------------------------------------------------

/// A codebook in which persons are broken down by one breakdown of that code, name and item.
std::string persons_by(const std::string& code,
                       const std::string& name,
                       const std::string& item,
                       const std::string& counts = "counts = \"persons\"") {
    return format + "[[breakdown]]\ncode = \"" + code + "\"\nname = \"" + name +
           "\"\nitems = [ { code = \"" + item + "\" } ]\n[[indicator]]\ncode = \"heads\"\n" +
           counts + "\nbreakdowns = [ { by = \"" + code + "\" } ]\n";
}

TEST(codebook_file, persons_are_broken_down_by_tier_or_kind_of_activity) {
    good(persons_by("tier", "级别", "national"));
    good(persons_by("rank", "title", "first"));
    good(persons_by("activity_kind", "kind of activity", "talk"));
    good(persons_by("kind", "活动类别", "talk"));
}

TEST(codebook_file, persons_are_broken_down_by_nothing_else) {
    const codes refused{diagnostic_code::person_breakdown};
    for (const char* const code : {"ethnicity",
                                   "religion",
                                   "name",
                                   "sex",
                                   "age",
                                   "party",
                                   "occupation",
                                   "hobby",
                                   "blood_group",
                                   "category",
                                   "民族",
                                   "姓名",
                                   "宗教信仰",
                                   "政治面貌",
                                   "文化程度"}) {
        EXPECT_EQ(codes_of(persons_by(code, "x", "y")), refused) << code;
        EXPECT_EQ(codes_of(persons_by("by", code, "y")), refused) << code;
    }
}

TEST(codebook_file, an_allowed_name_does_not_hide_what_the_items_are) {
    const codes refused{diagnostic_code::person_breakdown};
    EXPECT_EQ(codes_of(persons_by("tier", "级别", "tibetan")), refused);
    EXPECT_EQ(codes_of(persons_by("tier", "级别", "回族")), refused);
    EXPECT_EQ(codes_of(persons_by("activity", "女性活动", "x")), refused);
    EXPECT_EQ(codes_of(persons_by("activity_by_ethnicity", "x", "y")), refused);
}

TEST(codebook_file, a_count_in_persons_is_one_of_persons_whatever_it_says) {
    const codes refused{diagnostic_code::person_breakdown};
    for (const char* const counts : {"unit = \"人\"",
                                     "counts = \"things\"\nunit = \"名\"",
                                     "counts = \"events\"\nunit = \"people\""}) {
        EXPECT_EQ(codes_of(persons_by("ethnicity", "x", "y", counts)), refused) << counts;
    }
}

TEST(codebook_file, what_are_no_persons_may_be_broken_down_by_anything) {
    good(persons_by("category", "类别", "school", "counts = \"organisations\""));
    good(persons_by("language", "语种", "x", "counts = \"things\"\nunit = \"册\""));
    good(persons_by("audience", "受众", "x", "counts = \"events\"\nunit = \"人次\""));
}

TEST(codebook_file, persons_of_one_ethnicity_or_religion_are_no_indicator) {
    for (const char* const name : {"tibetan_population", "muslims", "信教群众", "回族人口"}) {
        EXPECT_EQ(
            codes_of(format + "[[indicator]]\ncode = \"" + name + "\"\ncounts = \"persons\"\n"),
            codes{diagnostic_code::person_breakdown})
            << name;
    }
}

TEST(codebook_file, persons_are_not_counted_below_the_county) {
    const std::string heads = "[[indicator]]\ncode = \"heads\"\ncounts = \"persons\"\nown_at = ";
    good(format + heads + "[\"province\", \"prefecture\", \"county\"]\n");
    for (const std::string level : {"township", "village"}) {
        EXPECT_EQ(told(heads + "[\"county\", \"" + level + "\"]\n"),
                  "codebook.toml:5:10: indicator \"heads\" counts persons at the level \"" + level +
                      "\": expected no count of persons below the county\n");
    }
}

TEST(codebook_file, an_extended_indicator_is_not_broken_down_by_a_breakdown_of_this_file) {
    EXPECT_EQ(
        codes_of(extended + "[[breakdown]]\ncode = \"tier\"\nitems = [ { code = \"tibetan\" } ]\n"),
        codes{diagnostic_code::person_breakdown});
}

// They belong to nobody: there is no place 99….
const std::string identity = "990101199003070015";

std::string escaped(std::string_view text) {
    std::string made;
    for (const char each : text)
        made += std::string{"\\u003"} + each;
    return made;
}

TEST(codebook_file, an_identity_number_is_refused_wherever_it_stands) {
    const std::vector<std::string> lines{
        "# " + identity,
        "x = " + identity,
        "\"" + identity + "\" = 1",
        "[[indicator]]\ncode = \"" + identity + "\"",
        "[[indicator]]\ncode = \"a\"\nname = \"张三" + identity + "\"",
        "[[indicator]]\ncode = \"a\"\nname = \"" + escaped(identity) + "\"",
        "\"" + escaped(identity) + "\" = 1",
        "[[indicator]]\ncode = \"a\"\nname = \"\"\"990101199\\\n   003070015\"\"\"",
        "[[indicator]]\ncode = \"a\"\nname = { en = \"x\", also = [\"" + escaped(identity) +
            "\"] }",
        "[[indicator]]\ncode = \"a\"\nname = \"990101-19900307-0015\""};
    for (const std::string& line : lines) {
        const outcome made = read(format + line + "\n");
        ASSERT_EQ(made.problems.size(), 1U) << line;
        EXPECT_EQ(made.problems[0].code, diagnostic_code::identity_number) << line;
        EXPECT_GT(made.problems[0].where.line, 1U);
        EXPECT_GT(made.problems[0].where.column, 0U);
        EXPECT_EQ(made.problems[0].message.en.find("900307"), std::string::npos);
    }
}

TEST(codebook_file, an_identity_number_is_told_at_its_column) {
    EXPECT_EQ(read(format + "# 号码 " + identity + "\n").problems.at(0).where, (position{2, 6}));
}

TEST(codebook_file, a_key_that_is_there_twice_is_not_shown_where_it_is_a_number) {
    const outcome made =
        read("\"" + escaped(identity) + "\" = 1\n\"" + escaped(identity) + "\" = 2\n");
    ASSERT_FALSE(made.problems.empty());
    EXPECT_EQ(made.problems[0].message.en.find("900307"), std::string::npos);
}

TEST(codebook_file, a_mobile_number_is_refused_in_names_but_not_in_codes) {
    EXPECT_EQ(codes_of(format + "[[indicator]]\ncode = \"a\"\nname = \"13900000000\"\n"),
              codes{diagnostic_code::mobile_number});
    good(
        format +
        "[[breakdown]]\ncode = \"b\"\nitems = [ { code = \"c\", only_in = [\"13900000000\"] } ]\n");
}

TEST(codebook_file, a_rule_without_a_message_is_told_by_its_name) {
    std::vector<diagnostic> problems;
    const auto book = read_codebook(
        "format = \"crossfoot-codebook/1\"\nextends = \"ethnic-unity\"\n[[rule]]\ncode = \"few\"\n"
        "name = { en = \"few talks\", zh = \"场次不多\" }\ncheck = \"talks < 100\"\n",
        "codebook.toml",
        problems);
    ASSERT_TRUE(book.has_value());
    EXPECT_EQ(book->rules.front().message, (bilingual{"few talks", "场次不多"}));
}

}  // namespace
