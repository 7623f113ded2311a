#include <crossfoot/check/expression.hpp>
#include <crossfoot/io/codebook_file.hpp>

#include "../support/small_world.hpp"

#include <string>
#include <string_view>

namespace {

using namespace crossfoot;

const codebook& book() {
    static const codebook campaign = *ethnic_unity();
    return campaign;
}

/// A figure as a rule would name it, with codes and every breakdown named.
std::string printed(const figure_reference& named, const codebook& names) {
    std::string qualifiers;
    const auto add = [&](const std::string& text) {
        qualifiers += (qualifiers.empty() ? "" : ", ") + text;
    };
    for (std::size_t i = 0; i < names.breakdowns.size(); ++i) {
        const std::uint16_t item = named.what.item(breakdown_id{i});
        const breakdown& by = names.breakdowns[i];
        if (item != series::all) add(by.name.code + "=" + by.items[item].name.code);
    }
    if (named.what.extent == scope::own) add("own");
    if (named.when == time_reference::previous) add("previous");
    if (named.when == time_reference::same_period_last_year) add("same period last year");
    std::string text = names[named.what.indicator].name.code;
    if (!qualifiers.empty()) text += "[" + qualifiers + "]";
    if (named.at_parent) text += " at parent";
    if (!named.at_place.empty()) text += " at " + named.at_place;
    switch (named.over) {
    case summed_over::nothing: return text;
    case summed_over::items: return "sum(" + text + " by " + names[named.by].name.code + ")";
    case summed_over::children: return "sum(" + text + " over children)";
    case summed_over::months: return "sum(" + text + " over months)";
    case summed_over::quarters: return "sum(" + text + " over quarters)";
    case summed_over::halves: return "sum(" + text + " over halves)";
    }
    return text;
}

std::string printed(const expression& part, const codebook& names) {
    const auto at = [&](std::size_t i) { return printed(part.parts[i], names); };
    const auto joined = [&](const char* sign) {
        return "(" + at(0) + " " + sign + " " + at(1) + ")";
    };
    const auto listed = [&](std::string text) {
        for (std::size_t i = 0; i < part.parts.size(); ++i) {
            text += (i == 0 ? "(" : ", ") + at(i);
        }
        return text + ")";
    };
    switch (part.kind) {
    case expression_kind::number:
        return part.written ? "'" + part.written->text() + "'" : to_string(part.value);
    case expression_kind::reference: return printed(part.named, names);
    case expression_kind::year: return "year";
    case expression_kind::month: return "month";
    case expression_kind::plus: return joined("+");
    case expression_kind::minus: return joined("-");
    case expression_kind::times: return joined("*");
    case expression_kind::over: return joined("/");
    case expression_kind::negative: return "(-" + at(0) + ")";
    case expression_kind::smallest: return listed("min");
    case expression_kind::largest: return listed("max");
    case expression_kind::absolute: return listed("abs");
    case expression_kind::equal: return joined("=");
    case expression_kind::not_equal: return joined("!=");
    case expression_kind::less: return joined("<");
    case expression_kind::at_most: return joined("<=");
    case expression_kind::more: return joined(">");
    case expression_kind::at_least: return joined(">=");
    case expression_kind::between: return "(" + at(0) + " between " + at(1) + " and " + at(2) + ")";
    case expression_kind::not_between:
        return "(" + at(0) + " not between " + at(1) + " and " + at(2) + ")";
    case expression_kind::both: return joined("and");
    case expression_kind::either: return joined("or");
    case expression_kind::negation: return "(not " + at(0) + ")";
    case expression_kind::implies: return "(if " + at(0) + " then " + at(1) + ")";
    case expression_kind::reported: return "reported(" + printed(part.named, names) + ")";
    }
    return "";
}

std::string outcome(const std::variant<expression, expression_fault>& read, const codebook& names) {
    if (const auto* fault = std::get_if<expression_fault>(&read)) {
        return std::to_string(fault->at) + ": " + fault->message.en;
    }
    return printed(std::get<expression>(read), names);
}

/// The rule fully bracketed, or what is wrong with it.
std::string rule(std::string_view text, const codebook& names = book()) {
    return outcome(parse_rule(text, names), names);
}

std::string claim(std::string_view text) {
    return outcome(parse_claim(text), book());
}

// ---- the grammar ------------------------------------------------------------------------------

TEST(parse_rule, reads_a_ratio_between_two_numbers) {
    EXPECT_EQ(rule("people_reached / talks between 20 and 2000"),
              "((people_reached / talks) between 20 and 2000)");
}

TEST(parse_rule, multiplies_before_it_adds) {
    EXPECT_EQ(rule("talks + 2 * talks - 3 = 0"), "(((talks + (2 * talks)) - 3) = 0)");
}

TEST(parse_rule, subtracts_and_divides_from_left_to_right) {
    EXPECT_EQ(rule("talks - 1 - 2 > 12 / 3 / 2"), "(((talks - 1) - 2) > ((12 / 3) / 2))");
}

TEST(parse_rule, takes_a_minus_before_anything_else) {
    EXPECT_EQ(rule("-talks * 2 < 1"), "(((-talks) * 2) < 1)");
}

TEST(parse_rule, takes_and_before_or_and_not_before_both) {
    EXPECT_EQ(rule("not talks > 0 and talks > 1 or talks > 2"),
              "(((not (talks > 0)) and (talks > 1)) or (talks > 2))");
}

TEST(parse_rule, takes_brackets_first) {
    EXPECT_EQ(rule("(talks > 0 or talks > 1) and not (talks > 2 and talks > 3)"),
              "(((talks > 0) or (talks > 1)) and (not ((talks > 2) and (talks > 3))))");
    EXPECT_EQ(rule("(talks + 1) * 2 > 3"), "(((talks + 1) * 2) > 3)");
    EXPECT_EQ(rule("((talks)) > ((3))"), "(talks > 3)");
}

TEST(parse_rule, gives_the_first_and_to_between) {
    EXPECT_EQ(rule("talks between 1 and 2 and talks not between 3 and 4"),
              "((talks between 1 and 2) and (talks not between 3 and 4))");
}

TEST(parse_rule, reads_if_and_then_down_to_the_end) {
    EXPECT_EQ(rule("if talks > 0 and reported(talks) then people_reached > 0 or talks = 0"),
              "(if ((talks > 0) and reported(talks)) then ((people_reached > 0) or (talks = 0)))");
    EXPECT_EQ(rule("if talks > 0 then if talks > 1 then talks > 2"),
              "(if (talks > 0) then (if (talks > 1) then (talks > 2)))");
    EXPECT_EQ(rule("talks > 0 and (if talks > 1, then talks > 2)"),
              "((talks > 0) and (if (talks > 1) then (talks > 2)))");
}

TEST(parse_rule, knows_every_comparison) {
    EXPECT_EQ(rule("talks = 1"), "(talks = 1)");
    EXPECT_EQ(rule("talks != 1"), "(talks != 1)");
    EXPECT_EQ(rule("talks ≠ 1"), "(talks != 1)");
    EXPECT_EQ(rule("talks < 1"), "(talks < 1)");
    EXPECT_EQ(rule("talks <= 1"), "(talks <= 1)");
    EXPECT_EQ(rule("talks ≤ 1"), "(talks <= 1)");
    EXPECT_EQ(rule("talks > 1"), "(talks > 1)");
    EXPECT_EQ(rule("talks >= 1"), "(talks >= 1)");
    EXPECT_EQ(rule("talks ≥ 1"), "(talks >= 1)");
}

TEST(parse_rule, knows_the_functions) {
    EXPECT_EQ(rule("min(talks, 1,000, 3) <= max(talks, 2)"),
              "(min(talks, 1000, 3) <= max(talks, 2))");
    EXPECT_EQ(rule("abs(talks - talks[previous]) < 100"), "(abs((talks - talks[previous])) < 100)");
}

TEST(parse_rule, knows_the_year_and_the_month) {
    EXPECT_EQ(rule("education_month = year - 1982"), "(education_month = (year - 1982))");
    EXPECT_EQ(rule("if month = 12 then talks > 0"), "(if (month = 12) then (talks > 0))");
}

TEST(parse_rule, reads_numbers_exactly) {
    EXPECT_EQ(rule("talks > 2000"), "(talks > 2000)");
    EXPECT_EQ(rule("talks > 1,000"), "(talks > 1000)");
    EXPECT_EQ(rule("talks > 10.2万"), "(talks > 102000)");
    EXPECT_EQ(rule("talks > 1.5亿"), "(talks > 150000000)");
    EXPECT_EQ(rule("creation_rate > 0.95"), "(creation_rate > 0.95)");
    EXPECT_EQ(rule("creation_rate > 95%"), "(creation_rate > 0.95)");
    EXPECT_EQ(rule("creation_rate > ９５％"), "(creation_rate > 0.95)");
    EXPECT_EQ(rule("creation_rate > 百分之九十五"), "(creation_rate > 0.95)");
    EXPECT_EQ(rule("creation_rate > 3/4"), "(creation_rate > (3 / 4))");
}

TEST(parse_rule, keeps_no_written_figure) {
    const auto read = parse_rule("talks > 10.2万", book());
    EXPECT_FALSE(std::get<expression>(read).parts[1].written.has_value());
}

TEST(parse_rule, reads_numbers_that_a_minus_or_a_solidus_parts) {
    EXPECT_EQ(rule("talks > 3-1"), "(talks > (3 - 1))");
    EXPECT_EQ(rule("talks > 6/3"), "(talks > (6 / 3))");
}

// ---- figures ----------------------------------------------------------------------------------

TEST(parse_rule, finds_items_by_code_or_name_and_the_breakdown_by_itself) {
    EXPECT_EQ(rule("model_units[national] <= 3"), "(model_units[tier=national] <= 3)");
    EXPECT_EQ(rule("model_units[国家级] <= 3"), "(model_units[tier=national] <= 3)");
    EXPECT_EQ(rule("model_units[autonomous prefecture] <= 3"),
              "(model_units[tier=autonomous_prefectural] <= 3)");
    EXPECT_EQ(rule("model_units[地（市）级] <= 3"), "(model_units[tier=prefectural] <= 3)");
    EXPECT_EQ(rule("model_units['army unit', national] <= 3"),
              "(model_units[tier=national, category=army_unit] <= 3)");
}

TEST(parse_rule, takes_the_breakdown_where_it_is_named) {
    EXPECT_EQ(rule("model_units[tier = county, 类别＝学校] <= 3"),
              "(model_units[tier=county, category=school] <= 3)");
}

TEST(parse_rule, reads_whose_figure_it_is_and_when) {
    EXPECT_EQ(rule("talks[own] <= talks"), "(talks[own] <= talks)");
    EXPECT_EQ(rule("talks[previous] <= talks[own, previous]"),
              "(talks[previous] <= talks[own, previous])");
    EXPECT_EQ(rule("talks[same  period last year] <= talks"),
              "(talks[same period last year] <= talks)");
    EXPECT_EQ(rule("talks[own][previous] <= talks"), "(talks[own, previous] <= talks)");
}

TEST(parse_rule, reads_the_place_above_and_a_named_one) {
    EXPECT_EQ(rule("talks <= talks at parent"), "(talks <= talks at parent)");
    EXPECT_EQ(rule("talks[previous] at 990101 + 1 > 0"), "((talks[previous] at 990101 + 1) > 0)");
    EXPECT_EQ(rule("talks at 'X-1' > 0"), "(talks at X-1 > 0)");
}

TEST(parse_rule, reads_sums_of_figures) {
    EXPECT_EQ(rule("sum(model_units by tier) <= model_units"),
              "(sum(model_units by tier) <= model_units)");
    EXPECT_EQ(rule("sum(model_units[school] by tier) <= 9"),
              "(sum(model_units[category=school] by tier) <= 9)");
    EXPECT_EQ(rule("sum(talks over children) <= talks"), "(sum(talks over children) <= talks)");
    EXPECT_EQ(rule("sum(talks over months) + sum(talks over quarters) > sum(talks over halves)"),
              "((sum(talks over months) + sum(talks over quarters)) > sum(talks over halves))");
    EXPECT_EQ(rule("sum(talks[previous] at parent over children) > 0"),
              "(sum(talks[previous] at parent over children) > 0)");
}

TEST(parse_rule, finds_names_in_quotation_marks_of_every_kind) {
    for (const char* text : {"'model units' > 0",
                             "\"model units\" > 0",
                             "“model units” > 0",
                             "‘Model Units’ > 0",
                             "「模范单位」 > 0",
                             "' model units ' > 0"}) {
        EXPECT_EQ(rule(text), "(model_units > 0)") << text;
    }
}

TEST(parse_rule, finds_names_with_blanks_without_quotation_marks) {
    EXPECT_EQ(rule("people reached by talks / talks > 20"), "((people_reached / talks) > 20)");
    EXPECT_EQ(rule("sum(model  units by tier) > 0"), "(sum(model_units by tier) > 0)");
}

TEST(parse_rule, does_not_care_for_case_and_width) {
    EXPECT_EQ(rule("IF Talks > 0 THEN ＰＥＯＰＬＥ_reached ＞ ０"),
              "(if (talks > 0) then (people_reached > 0))");
}

/// Names that have the language's own words and signs in them.
codebook awkward_names() {
    codebook names = small_world::campaign();
    const auto add = [&names](const char* code, std::vector<std::string> also) {
        indicator made;
        made.name = {code, {}, std::move(also)};
        names.indicators.push_back(made);
    };
    add("cold-days", {"与会人数", "如果园数"});
    add("cold", {"非遗项目", "年份数", "上报率"});
    add("days", {"合计户数", "百家讲坛", "一村一品"});
    add("sum", {"not for profit", "year books", "介于两地的路"});
    add("a.b", {"宣讲", "宣讲和培训", "18岁以下"});
    names.index();
    return names;
}

TEST(parse_rule, prefers_the_longest_name_to_a_keyword_within_it) {
    const codebook names = awkward_names();
    EXPECT_EQ(rule("与会人数 > 0 且 如果园数 > 0", names), "((cold-days > 0) and (cold-days > 0))");
    EXPECT_EQ(rule("非遗项目 > 年份数", names), "(cold > cold)");
    EXPECT_EQ(rule("上报率 > 0", names), "(cold > 0)");
    EXPECT_EQ(rule("合计户数 + 百家讲坛 > 一村一品", names), "((days + days) > days)");
    EXPECT_EQ(rule("宣讲和培训 介于 宣讲 和 18岁以下", names), "(a.b between a.b and a.b)");
    EXPECT_EQ(rule("not for profit > year books", names), "(sum > sum)");
    EXPECT_EQ(rule("宣讲介于介于两地的路和宣讲", names), "(a.b between sum and a.b)");
}

TEST(parse_rule, takes_a_keyword_where_no_longer_name_stands) {
    const codebook names = awkward_names();
    EXPECT_EQ(rule("year > 2000", names), "(year > 2000)");
    EXPECT_EQ(rule("sum > 0", names), "(sum > 0)");
    EXPECT_EQ(rule("sum(model_units by tier) > 0", names), "(sum(model_units by tier) > 0)");
}

TEST(parse_rule, finds_a_code_with_a_hyphen_before_it_subtracts) {
    const codebook names = awkward_names();
    EXPECT_EQ(rule("cold-days > 0", names), "(cold-days > 0)");
    EXPECT_EQ(rule("cold - days > 0", names), "((cold - days) > 0)");
    EXPECT_EQ(rule("days-cold > 0", names), "((days - cold) > 0)");
    EXPECT_EQ(rule("a.b > 0", names), "(a.b > 0)");
}

// ---- in Chinese -------------------------------------------------------------------------------

TEST(parse_rule, reads_chinese_without_a_blank) {
    EXPECT_EQ(rule("如果宣讲场次大于0，那么受众人次不小于宣讲场次"),
              "(if (talks > 0) then (people_reached >= talks))");
    EXPECT_EQ(rule("受众人次÷宣讲场次介于20和2000之间"),
              "((people_reached / talks) between 20 and 2000)");
    EXPECT_EQ(rule("受众人次／宣讲场次不介于２０至２０００"),
              "((people_reached / talks) not between 20 and 2000)");
    EXPECT_EQ(rule("合计（模范单位按级别）≤模范单位"), "(sum(model_units by tier) <= model_units)");
    EXPECT_EQ(rule("合计(宣讲场次 各下级)＝宣讲场次"), "(sum(talks over children) = talks)");
    EXPECT_EQ(rule("合计(宣讲场次各月)>合计(宣讲场次各季度)且合计(宣讲场次各半年)>1"),
              "((sum(talks over months) > sum(talks over quarters)) and "
              "(sum(talks over halves) > 1))");
    EXPECT_EQ(rule("宣讲场次【上期】＋宣讲场次［上年同期，本级］－1＞0"),
              "(((talks[previous] + talks[own, same period last year]) - 1) > 0)");
    EXPECT_EQ(rule("宣讲场次小于等于宣讲场次于上级并且非（宣讲场次等于1或者宣讲场次不等于2）"),
              "((talks <= talks at parent) and (not ((talks = 1) or (talks != 2))))");
    EXPECT_EQ(rule("上报(宣讲场次)且已报（受众人次）或已上报(措施)"),
              "((reported(talks) and reported(people_reached)) or reported(measures))");
    EXPECT_EQ(rule("教育月届次=年份−1982 且 月份≤12"),
              "((education_month = (year - 1982)) and (month <= 12))");
    EXPECT_EQ(rule("最大值(宣讲场次，1)×2≥最小(宣讲场次、3) 且 绝对值(宣讲场次)≠1"),
              "(((max(talks, 1) * 2) >= min(talks, 3)) and (abs(talks) != 1))");
}

TEST(parse_rule, takes_the_longer_of_two_chinese_names) {
    EXPECT_EQ(rule("宣讲活动>宣讲"), "(talks > talks)");
    EXPECT_EQ(rule("创建单位类型数>1 且 创建单位数>创建单位"),
              "((unit_kinds > 1) and (creation_units > creation_units))");
}

// ---- where a node stands ----------------------------------------------------------------------

TEST(parse_rule, says_where_each_node_stands) {
    const std::string_view text = "  (talks + 1) * 2 > sum( talks over children ) ";
    const auto read = parse_rule(text, book());
    const auto of = [&](const expression& part) { return text.substr(part.at, part.length); };
    const auto& whole = std::get<expression>(read);
    EXPECT_EQ(of(whole), "(talks + 1) * 2 > sum( talks over children )");
    EXPECT_EQ(of(whole.parts[0]), "(talks + 1) * 2");
    EXPECT_EQ(of(whole.parts[0].parts[0]), "talks + 1");
    EXPECT_EQ(of(whole.parts[0].parts[0].parts[1]), "1");
    EXPECT_EQ(of(whole.parts[1]), "sum( talks over children )");
}

// ---- units ------------------------------------------------------------------------------------

TEST(parse_rule, lets_a_number_stand_with_anything) {
    EXPECT_EQ(rule("population > 3"), "(population > 3)");
    EXPECT_EQ(rule("creation_rate > 3 and talks * 2 > talks + year"),
              "((creation_rate > 3) and ((talks * 2) > (talks + year)))");
}

TEST(parse_rule, lets_ratios_stand_with_numbers_and_shares) {
    EXPECT_EQ(rule("model_units / creation_units = creation_rate"),
              "((model_units / creation_units) = creation_rate)");
    EXPECT_EQ(rule("population / area > people_reached / talks"),
              "((population / area) > (people_reached / talks))");
    EXPECT_EQ(rule("creation_rate - creation_rate[previous] < 5%"),
              "((creation_rate - creation_rate[previous]) < 0.05)");
}

TEST(parse_rule, keeps_the_unit_of_a_thing_times_a_share) {
    EXPECT_EQ(rule("creation_units * creation_rate = model_units"),
              "((creation_units * creation_rate) = model_units)");
    EXPECT_EQ(
        rule("population * minority_share > talks"),
        "30: population counts persons (人), talks events (场次): expected things of one kind, "
        "or a ratio of the two");
}

TEST(parse_rule, follows_no_product_of_things) {
    EXPECT_EQ(rule("talks * talks > area"), "((talks * talks) > area)");
}

TEST(parse_rule, compares_events_of_two_units_but_does_not_add_them) {
    EXPECT_EQ(rule("people_reached >= talks"), "(people_reached >= talks)");
    EXPECT_EQ(
        rule("people_reached + talks > 0"),
        "17: people_reached counts events (人次), talks events (场次): expected things of one "
        "kind, or a ratio of the two");
}

TEST(parse_rule, measures_a_change_like_what_changes) {
    codebook names = small_world::campaign();
    indicator change;
    change.name = {"change", {}, {}};
    change.over_time = nature::rate;
    change.change_of = names.indicator_at("talks");
    indicator growth = change;
    growth.name.code = "growth";
    growth.change_of.reset();
    growth.growth_of = names.indicator_at("talks");
    names.indicators.push_back(change);
    names.indicators.push_back(growth);
    names.index();
    EXPECT_EQ(rule("talks - talks[previous] = change", names),
              "((talks - talks[previous]) = change)");
    EXPECT_EQ(rule("growth > change", names),
              "9: growth is a share, change counts events: expected things of one kind, or a ratio "
              "of the two");
}

// ---- what is refused --------------------------------------------------------------------------

struct malformed {
    const char* text;
    expression_fault_kind kind;
    std::size_t at;
    const char* message;
};

constexpr auto syntax = expression_fault_kind::syntax;
constexpr auto reference = expression_fault_kind::reference;
constexpr auto units = expression_fault_kind::units;

const malformed malformed_rules[] = {
    {"", syntax, 0, "there is no text: expected a condition such as talks > 0"},
    {"talks",
     syntax,
     5,
     "the text ends here: expected a comparison such as = or <=, or \"between\""},
    {"talks + 1",
     syntax,
     9,
     "the text ends here: expected a comparison such as = or <=, or \"between\""},
    {"talks >", syntax, 7, "the text ends here: expected an indicator, a number or \"(\""},
    {"talks > )", syntax, 8, "found \")\": expected an indicator, a number or \"(\""},
    {"talks betwen 20 and 2000", syntax, 6, "found \"betwen\": did you mean \"between\"?"},
    {"talks between 20",
     syntax,
     16,
     "the text ends here: expected \"and\" and the upper end of \"between\""},
    {"talks between 20 or 30",
     syntax,
     17,
     "found \"or\": expected \"and\" and the upper end of \"between\""},
    {"talks between 1 , 2",
     syntax,
     16,
     "found \",\": expected \"and\" and the upper end of \"between\""},
    {"talks not 3", syntax, 10, "found \"3\": expected \"between\""},
    {"talks == 3", syntax, 6, "found \"==\": did you mean \"=\"?"},
    {"talks =< 3", syntax, 6, "found \"=<\": did you mean \"<=\"?"},
    {"talks <> 3", syntax, 6, "found \"<>\": did you mean \"!=\"?"},
    {"talks ≈ 3", syntax, 6, "found \"≈\": did you mean \"=\"?"},
    {"talks > 3 && talks < 5", syntax, 10, "found \"&&\": did you mean \"and\"?"},
    {"!reported(talks)", syntax, 0, "found \"!\": did you mean \"not\"?"},
    {"1 < talks < 5",
     syntax,
     10,
     "a second comparison \"<\": expected two that are joined, such as a < b and b < c"},
    {"talks = people_reached = 3",
     syntax,
     23,
     "a second comparison \"=\": expected two that are joined, such as a < b and b < c"},
    {"talks between 1 and 2 between 3 and 4",
     syntax,
     22,
     "a second comparison \"between\": expected two that are joined, such as a < b and b < c"},
    {"(talks > 3", syntax, 10, "the text ends here: expected \")\", \"and\" or \"or\""},
    {"(talks + 3", syntax, 10, "the text ends here: expected an operator, a comparison or \")\""},
    {"(talks + 3))",
     syntax,
     11,
     "found \")\": expected a comparison such as = or <=, or \"between\""},
    {"talks > 3 talks < 5", syntax, 10, "found \"talks\": expected the end, \"and\" or \"or\""},
    {"talks > 3 adn talks < 5", syntax, 10, "found \"adn\": did you mean \"and\"?"},
    {"if talks > 3", syntax, 12, "the text ends here: expected \"then\", \"and\" or \"or\""},
    {"if talks then talks > 3",
     syntax,
     9,
     "found \"then\": expected a comparison such as = or <=, or \"between\""},
    {"if talks > 3 talks > 4", syntax, 13, "found \"talks\": expected \"then\", \"and\" or \"or\""},
    {"talks > 0 and if talks > 1 then talks > 2",
     syntax,
     14,
     "\"if\" stands inside a condition: expected it at the beginning or behind \"(\""},
    {"talks and measures > 3",
     syntax,
     6,
     "found \"and\": expected a comparison such as = or <=, or \"between\""},
    {"(talks > 3) + 1 > 2", syntax, 12, "found \"+\": expected the end, \"and\" or \"or\""},
    {"talks + (talks > 3) > 1", syntax, 9, "found a condition: expected a number here"},
    {"talks > 600余",
     syntax,
     8,
     "\"600余\" is no exact number: expected one such as 2000, 0.95, 95% or 10.2万"},
    {"talks > 约3000",
     syntax,
     8,
     "\"约3000\" is no exact number: expected one such as 2000, 0.95, 95% or 10.2万"},
    {"talks > 3-", syntax, 10, "the text ends here: expected an indicator, a number or \"(\""},
    {"talks > 1.2.3", syntax, 11, "found \".3\": expected the end, \"and\" or \"or\""},
    {"talks > 4l.5", syntax, 9, "found \"l.5\": expected the end, \"and\" or \"or\""},
    {"talks > 12,34", syntax, 10, "found \",\": expected the end, \"and\" or \"or\""},
    {"talks > --3", syntax, 9, "found \"-\": expected an indicator, a number or \"(\""},
    {"talks * / 3 > 1", syntax, 8, "found \"/\": expected an indicator, a number or \"(\""},
    {"talk > 0", reference, 0, "there is no indicator \"talk\": did you mean \"talks\"?"},
    {"model_unit > 0",
     reference,
     0,
     "there is no indicator \"model_unit\": did you mean \"model_units\"?"},
    {"model unit > 0",
     reference,
     0,
     "there is no indicator \"model unit\": did you mean \"model units\"?"},
    {"'modle units' > 0",
     reference,
     0,
     "there is no indicator \"modle units\": did you mean \"model units\"?"},
    {"宣讲场 > 0", reference, 0, "there is no indicator \"宣讲场\": did you mean \"宣讲场次\"?"},
    {"frobnications > 0",
     reference,
     0,
     "there is no indicator \"frobnications\": expected the code or a name of an indicator"},
    {"'talks > 0", syntax, 0, "a quotation mark is opened here: expected one that closes it"},
    {"\"\" > 0",
     reference,
     0,
     "there is no indicator \"\": expected the code or a name of an indicator"},
    {"model_units[ > 3",
     syntax,
     13,
     "found \">\": expected an item, \"own\", \"previous\" or \"same period last year\""},
    {"model_units[] > 3",
     syntax,
     12,
     "found \"]\": expected an item, \"own\", \"previous\" or \"same period last year\""},
    {"model_units[nationl] > 3",
     reference,
     12,
     "model_units has no item \"nationl\": did you mean \"national\"?"},
    {"model_units[national > 3", syntax, 21, "found \">\": expected \",\" or \"]\""},
    {"model_units[tier=nationl] > 3",
     reference,
     17,
     "tier has no item \"nationl\": did you mean \"national\"?"},
    {"model_units[teir=national] > 3",
     reference,
     12,
     "there is no breakdown \"teir\": did you mean \"tier\"?"},
    {"model_units[kindergarten] > 3",
     reference,
     12,
     "model_units has no item \"kindergarten\": expected an item of tier or category"},
    {"model_units[national, provincial] > 3",
     syntax,
     22,
     "a second item of tier: expected one item of each breakdown"},
    {"creation_units[national] > 3",
     reference,
     15,
     "creation_units is not broken down by tier: expected category"},
    {"talks[national] > 3", reference, 6, "talks is not broken down by tier: expected no item"},
    {"talks[nothing] > 3",
     reference,
     6,
     "talks has no item \"nothing\": expected \"own\", \"previous\" or \"same period last year\""},
    {"model_units[section=core] > 3",
     reference,
     12,
     "model_units is not broken down by section: expected tier or category"},
    {"talks[previous, same period last year] > 3",
     syntax,
     16,
     "a second earlier period: expected one of \"previous\" and \"same period last year\""},
    {"talks[own, own] > 3", syntax, 11, "\"own\" stands here twice: expected it once"},
    {"sum(talks) > 3",
     syntax,
     9,
     "found \")\": expected \"by\" and a breakdown, or \"over\" and children, months, quarters or "
     "halves"},
    {"sum(model_units by teir) > 3",
     reference,
     19,
     "there is no breakdown \"teir\": did you mean \"tier\"?"},
    {"sum(model_units by section) > 3",
     reference,
     19,
     "model_units is not broken down by section: expected tier or category"},
    {"sum(model_units by) > 3",
     syntax,
     18,
     "found \")\": expected the code or a name of a breakdown"},
    {"sum(talks by tier) > 3", reference, 13, "talks is not broken down by tier: expected no item"},
    {"sum(model_units[national] by tier) > 3",
     syntax,
     29,
     "a sum by tier of one item of tier: expected no item of it"},
    {"sum(talks over childen) > 3", syntax, 15, "found \"childen\": did you mean \"children\"?"},
    {"sum(talks over years) > 3",
     syntax,
     15,
     "found \"years\": expected children, months, quarters or halves"},
    {"sum(talks over children > 3", syntax, 24, "found \">\": expected \")\""},
    {"talks at parnt > 3", syntax, 9, "found \"parnt\": did you mean \"parent\"?"},
    {"talks at > 3",
     syntax,
     9,
     "found \">\": expected \"parent\" or the code of a place, in quotes if it does not begin with "
     "a digit"},
    {"talks at '' > 3",
     syntax,
     9,
     "nothing stands between the quotation marks: expected the code of a place"},
    {"reported talks", syntax, 9, "found \"talks\": expected \"(\""},
    {"reported(3)",
     reference,
     9,
     "there is no indicator \"3\": expected the code or a name of an indicator"},
    {"reported(talks", syntax, 14, "the text ends here: expected \")\""},
    {"min talks > 3", syntax, 4, "found \"talks\": expected \"(\""},
    {"min(talks > 3", syntax, 10, "found \">\": expected \",\" or \")\""},
    {"min() > 3", syntax, 4, "found \")\": expected an indicator, a number or \"(\""},
    {"abs(talks, 3) > 3", syntax, 9, "found \",\": expected \")\""},
    {"people_reached > creation_units",
     units,
     17,
     "people_reached counts events (人次), creation_units organisations (个): expected things of "
     "one kind, or a ratio of the two"},
    {"population + creation_units > 3",
     units,
     13,
     "population counts persons (人), creation_units organisations (个): expected things of one "
     "kind, or a ratio of the two"},
    {"creation_rate > talks",
     units,
     16,
     "creation_rate is a share, talks counts events (场次): expected things of one kind, or a "
     "ratio of the two"},
    {"model_units / creation_units > talks",
     units,
     31,
     "\"model_units / creation_units\" is a share, talks counts events (场次): expected things of "
     "one kind, or a ratio of the two"},
    {"border_length > area",
     units,
     16,
     "border_length measures length (km), area area (km²): expected things of one kind, or a ratio "
     "of the two"},
    {"courses + townships > 3",
     units,
     10,
     "courses counts things (门), townships things (个): expected things of one kind, or a ratio "
     "of the two"},
    {"population / talks > talks",
     units,
     21,
     "\"population / talks\" is a ratio, talks counts events (场次): expected things of one kind, "
     "or a ratio of the two"},
    {"sum(talks over children) + sum(model_units by tier) > 0",
     units,
     27,
     "talks counts events (场次), model_units organisations (个): expected things of one kind, or "
     "a ratio of the two"},
    {"max(talks, area) > 3",
     units,
     11,
     "talks counts events (场次), area measures area (km²): expected things of one kind, or a "
     "ratio of the two"},
    {"talks between 3 and population",
     units,
     20,
     "talks counts events (场次), population persons (人): expected things of one kind, or a ratio "
     "of the two"},
    {"talks is 3", syntax, 6, "found \"is\": did you mean \"=\"?"},
    {"talks > 3.", syntax, 9, "found \".\": expected the end, \"and\" or \"or\""},
    {"talks > 5 % 3", syntax, 12, "found \"3\": expected the end, \"and\" or \"or\""},
    {"talks ; 3", syntax, 6, "found \";\": expected a comparison such as = or <=, or \"between\""},
    {"talks > 3 #", syntax, 10, "found \"#\": expected the end, \"and\" or \"or\""},
    {"宣讲场次 大于", syntax, 19, "the text ends here: expected an indicator, a number or \"(\""},
    {"宣讲场次 大约 3",
     syntax,
     13,
     "found \"大约\": expected a comparison such as = or <=, or \"between\""},
    {"talks > 3 not talks < 5", syntax, 10, "found \"not\": expected the end, \"and\" or \"or\""},
    {"上报数 > 0",
     reference,
     0,
     "there is no indicator \"上报数\": expected the code or a name of an indicator"},
    {"1 + reported(talks) > 0",
     syntax,
     4,
     "found \"reported\": expected an indicator, a number or \"(\""},
    {"talks 不介 3", syntax, 9, "found \"介\": expected \"between\""},
    {"sum talks > 3", syntax, 4, "found \"talks\": expected \"(\""},
    {"sum(talks by 'teir') > 3",
     reference,
     13,
     "there is no breakdown \"teir\": did you mean \"tier\"?"},
    {"sum(talks by", syntax, 12, "the text ends here: expected the code or a name of a breakdown"},
    {"model_units[tier=] > 3",
     syntax,
     17,
     "found \"]\": expected an item, \"own\", \"previous\" or \"same period last year\""},
    {"model_units[tier=national provincial] > 3",
     reference,
     17,
     "tier has no item \"national provincial\": expected an item of tier"},
    {"如果 宣讲场次>0 受众人次>0",
     syntax,
     22,
     "found \"受众人次\": expected \"then\", \"and\" or \"or\""},
    {"宣讲场次 介于 20",
     syntax,
     22,
     "the text ends here: expected \"and\" and the upper end of \"between\""},
    {"非遗 > 3",
     reference,
     3,
     "there is no indicator \"遗\": expected the code or a name of an indicator"},
    {"talks[previous > 3", syntax, 15, "found \">\": expected \",\" or \"]\""},
    {"year > talks[own", syntax, 16, "the text ends here: expected \",\" or \"]\""},
};

TEST(parse_rule, says_of_each_malformed_rule_where_it_is_wrong_and_what_was_expected) {
    for (const malformed& each : malformed_rules) {
        const auto read = parse_rule(each.text, book());
        const auto* fault = std::get_if<expression_fault>(&read);
        ASSERT_NE(fault, nullptr) << each.text;
        EXPECT_EQ(fault->at, each.at) << each.text;
        EXPECT_EQ(fault->kind, each.kind) << each.text;
        EXPECT_EQ(fault->message.en, each.message) << each.text;
        EXPECT_FALSE(fault->message.zh.empty()) << each.text;
    }
}

std::string repeated(std::string_view text, std::size_t count) {
    std::string whole;
    for (std::size_t i = 0; i < count; ++i) {
        whole += text;
    }
    return whole;
}

TEST(parse_rule, says_which_breakdowns_have_an_item_that_could_be_of_either) {
    codebook names = small_world::campaign();
    names.breakdowns[1].items.push_back({small_world::named("county"), {}});
    names.indicators[1].breakdowns.push_back({breakdown_id{1}});
    names.index();
    EXPECT_EQ(rule("model_units[county] > 3", names),
              "12: \"county\" is an item of more than one breakdown: expected tier=county or "
              "section=county");
    EXPECT_EQ(rule("model_units[section=county] > 3", names), "(model_units[section=county] > 3)");
}

TEST(parse_rule, refuses_a_byte_that_is_no_character) {
    EXPECT_EQ(rule("talks > \xFF"), "8: a byte that is no character: expected text in UTF-8");
}

TEST(parse_rule, reads_a_hundred_levels_of_brackets_and_no_more) {
    EXPECT_EQ(rule(repeated("(", 100) + "talks" + repeated(")", 100) + " > 1"), "(talks > 1)");
    EXPECT_EQ(rule(repeated("(", 101) + "talks" + repeated(")", 101) + " > 1"),
              "101: a level too deep: expected at most 100 levels of brackets, \"not\" and \"if\"");
    const std::string denied = rule(repeated("not ", 4000) + "talks > 1");
    EXPECT_NE(denied.find("a level too deep"), std::string::npos) << denied;
    const std::string nested = rule(repeated("abs(", 4000));
    EXPECT_NE(nested.find("a level too deep"), std::string::npos) << nested;
    const std::string conditions = rule(repeated("if ", 5000));
    EXPECT_NE(conditions.find("a level too deep"), std::string::npos) << conditions;
}

TEST(parse_rule, refuses_a_text_of_too_many_parts) {
    EXPECT_EQ(rule("talks > 1" + repeated("+1", 1000)).substr(0, 58),
              "2008: the text goes on here: expected at most 2000 figures");
}

TEST(parse_rule, refuses_a_text_that_is_too_long) {
    EXPECT_EQ(rule("talks > 1" + repeated(" ", longest_expression_text)),
              "16384: the text goes on here: expected at most 16384 bytes");
}

TEST(parse_rule, repeats_no_long_number) {
    EXPECT_EQ(rule("talks > 1 99000019900101999X"),
              "10: found \"…\": expected the end, \"and\" or \"or\"");
}

// ---- claims --------------------------------------------------------------------------------

TEST(parse_claim, keeps_each_figure_as_it_was_written) {
    EXPECT_EQ(claim("248/261 = 95%"), "(('248' / '261') = '95%')");
    EXPECT_EQ(claim("10.2万 + 3 > 600余 - 近3000"), "(('10.2万' + '3') > ('600余' - '近3000'))");
    EXPECT_EQ(claim("百分之九十五 = 约3000 * 2亿3000万"),
              "('百分之九十五' = ('约3000' * '2亿3000万'))");
    EXPECT_EQ(claim("1.2E+05+1 = 超过98%"), "(('1.2E+05' + '1') = '超过98%')");
}

TEST(parse_claim, has_the_nominal_value_beside_the_written_figure) {
    const auto read = parse_claim("10.2万 = 102000");
    const expression& written = std::get<expression>(read).parts[0];
    EXPECT_EQ(written.value, 102000);
    EXPECT_EQ(written.written->values(), interval::closed_open(101500, 102500));
}

TEST(parse_claim, parts_figures_at_signs) {
    EXPECT_EQ(claim("3-1 = 2"), "(('3' - '1') = '2')");
    EXPECT_EQ(claim("1/3 = 0.33"), "(('1' / '3') = '0.33')");
    EXPECT_EQ(claim("600+20 > 600"), "(('600' + '20') > '600')");
    EXPECT_EQ(claim("1+2+2+94+149=248"), "((((('1' + '2') + '2') + '94') + '149') = '248')");
    EXPECT_EQ(claim("max(1,000, 2) = 1，000"), "(max('1,000', '2') = '1，000')");
    EXPECT_EQ(claim("-5 = －(3−8)"), "((-'5') = (-('3' - '8')))");
}

TEST(parse_claim, takes_the_longest_figure) {
    EXPECT_EQ(claim("600 or more > 3 or 200 and above > 2"),
              "(('600 or more' > '3') or ('200 and above' > '2'))");
    EXPECT_EQ(claim("200或以上 > 3或者三至五 = 4"), "(('200或以上' > '3') or ('三至五' = '4'))");
    EXPECT_EQ(claim("not less than 5 = 6 and not 5 = 4"),
              "(('not less than 5' = '6') and (not ('5' = '4')))");
}

TEST(parse_claim, gives_the_word_between_two_ends_to_between) {
    EXPECT_EQ(claim("4 介于 3 至 5"), "('4' between '3' and '5')");
    EXPECT_EQ(claim("4不介于3到5之间"), "('4' not between '3' and '5')");
    EXPECT_EQ(claim("4 between 3 and 5 and 6 = 6"), "(('4' between '3' and '5') and ('6' = '6'))");
}

TEST(parse_claim, reads_units_of_measure_with_the_figure) {
    EXPECT_EQ(claim("5万余人次 - 248个 > 3 people"), "(('5万余人次' - '248个') > '3 people')");
}

TEST(parse_claim, has_no_names) {
    EXPECT_EQ(claim("talks = 5"),
              "0: found \"talks\": expected a figure such as 248, 10.2万 or 95%; a claim has no "
              "names");
    EXPECT_EQ(claim("1 + year = 5"),
              "4: found \"year\": expected a figure such as 248, 10.2万 or 95%; a claim has no "
              "names");
}

TEST(parse_claim, refuses_two_comparisons_in_one) {
    EXPECT_EQ(
        claim("1+2 = 3 = 3"),
        "8: a second comparison \"=\": expected two that are joined, such as a < b and b < c");
}

TEST(parse_claim, refuses_what_compares_nothing) {
    EXPECT_EQ(claim("248/261"),
              "7: the text ends here: expected a comparison such as = or <=, or \"between\"");
    EXPECT_EQ(claim(" "), "0: there is no text: expected a claim such as 248/261 = 95%");
}

TEST(parse_claim, refuses_a_number_that_is_too_long) {
    EXPECT_EQ(claim(repeated("1", 257) + " = 1"),
              "0: a number of more than 256 bytes: expected a shorter one");
    EXPECT_EQ(claim(repeated("1", 256) + " = 1").substr(0, 3), "('1");
}

}  // namespace
