#include <crossfoot/io/finding_text.hpp>

#include "../support/named_world.hpp"

namespace {

using namespace crossfoot;
using namespace named_world;
using small_world::empty_report;

/// What is said of one finding.
struct told {
    bilingual statement;
    bilingual remedy;
    bilingual message;
};

told tell(const dataset& data, std::string_view key) {
    const check_report report = check(data);
    const finding* const found = small_world::find(report, data, key);
    if (found == nullptr) {
        ADD_FAILURE() << "no finding " << key;
        return {};
    }
    const finding_words en{report, data, language::en};
    const finding_words zh{report, data, language::zh};
    return {{en.statement(*found), zh.statement(*found)},
            {en.remedy(*found), zh.remedy(*found)},
            message_of(*found, report, data)};
}

constexpr std::string_view tiers = "partition:model_units:tier@990101/2016";
constexpr std::string_view rates = "rate:creation_rate@990101/2016";
constexpr std::string_view talks = "rollup:talks@9901/2016";

TEST(finding_text, a_sum_that_holds_is_written_out) {
    EXPECT_EQ(tell(county(), tiers).statement.en, "248 = 1 + 2 + 2 + 94 + 149");
}

TEST(finding_text, a_sum_that_fails_says_what_it_comes_to_and_by_how_much) {
    const told of = tell(county("194"), tiers);
    EXPECT_EQ(of.statement.en, "248 ≠ 1 + 2 + 2 + 94 + 194 = 293 (less by 45)");
    EXPECT_EQ(of.statement.zh, "248 ≠ 1 + 2 + 2 + 94 + 194 = 293（少 45）");
    EXPECT_EQ(of.message.en,
              "model units by tier, County 1 in 2016: 248 ≠ 1 + 2 + 2 + 94 + 194 = 293 "
              "(less by 45)");
    EXPECT_EQ(of.message.zh,
              "County 1 2016年模范单位按级别分组：248 ≠ 1 + 2 + 2 + 94 + 194 = 293（少 45）");
}

TEST(finding_text, a_missing_tier_is_a_question_mark_with_what_settles_it) {
    dataset data = empty_report(campaign());
    put(data, "990101", "model_units", "248");
    put(data, "990101", "model_units", "2", "tier=provincial");
    put(data, "990101", "model_units", "2", "tier=autonomous_prefectural");
    put(data, "990101", "model_units", "94", "tier=prefectural");
    put(data, "990101", "model_units", "149", "tier=county");
    const told of = tell(data, tiers);
    EXPECT_EQ(of.statement.en, "248 = ? (national tier) + 2 + 2 + 94 + 149");
    EXPECT_EQ(of.remedy.en, "can agree only with national tier of model units: exactly 1");
    EXPECT_EQ(of.remedy.zh, "仅当国家级模范单位恰为 1 时才可能相符");
}

TEST(finding_text, a_rate_says_which_counts_would_print_the_same) {
    const told of = tell(county(), rates);
    EXPECT_EQ(of.statement.en,
              "248/261 = 95.02%, reported 95% (247 to 249 of 261 would print the same)");
    EXPECT_EQ(of.statement.zh,
              "248/261 = 95.02%，上报 95%（总数 261 时，分子 247 至 249 均写作 95%）");
}

TEST(finding_text, a_rate_that_fails_says_which_counts_would_print_it) {
    EXPECT_EQ(tell(county("149", "96%"), rates).statement.en,
              "248/261 = 95.02%, reported 96% (250 to 251 of 261 would print 96%)");
    EXPECT_EQ(tell(county("149", "95.55%"), rates).statement.en,
              "248/261 = 95.02%, reported 95.55% (no count of 261 would print 95.55%)");
}

TEST(finding_text, a_rate_without_its_total_says_which_totals_would_do) {
    dataset data = empty_report(campaign());
    put(data, "990101", "model_units", "248");
    put(data, "990101", "creation_rate", "95%");
    const told of = tell(data, rates);
    EXPECT_EQ(of.statement.en, "248/? (creation units), reported 95%");
    EXPECT_EQ(of.remedy.en, "can agree only with creation units: from 260 to 262");
    EXPECT_EQ(of.remedy.zh, "仅当创建单位在 260 至 262 之间时才可能相符");
}

TEST(finding_text, a_part_is_compared_with_its_whole) {
    EXPECT_EQ(tell(county(), "part_of:model_units@990101/2016").statement.en,
              "248 ≤ 261 creation units");
    dataset data = empty_report(campaign());
    put(data, "990101", "creation_units", "261");
    put(data, "990101", "model_units", "262");
    EXPECT_EQ(tell(data, "part_of:model_units@990101/2016").statement.en,
              "262 > 261 creation units (more by 1)");
}

TEST(finding_text, a_roll_up_names_what_adds_up) {
    const told above = tell(prefecture("136", "5"), talks);
    EXPECT_EQ(above.statement.en, "136 ≠ 10 + 20 + 20 + 20 + 20 + 20 + 20 + 5 = 135 (more by 1)");
    EXPECT_EQ(above.message.en,
              "roll-up of talks, Prefecture in 2016: own part and counties add to 135, "
              "reported 136 (more by 1)");
}

TEST(finding_text, a_total_below_what_was_reported_fails_whoever_is_silent) {
    EXPECT_EQ(tell(prefecture("129"), talks).statement.en,
              "129 ≠ 10 + 20 + 20 + 20 + 20 + 20 + 20 + ? (County 7) = at least 130 "
              "(less by at least 1)");
}

TEST(finding_text, a_silent_county_is_what_settles_a_total_above) {
    const told of = tell(prefecture("136"), talks);
    EXPECT_EQ(of.statement.en, "136 = 10 + 20 + 20 + 20 + 20 + 20 + 20 + ? (County 7)");
    EXPECT_EQ(of.remedy.en, "can agree only with talks of County 7: exactly 6");
    EXPECT_EQ(of.remedy.zh, "仅当 County 7 宣讲场次恰为 6 时才可能相符");
}

TEST(finding_text, rounded_parts_show_what_they_may_come_to) {
    dataset data = empty_report(campaign());
    put(data, "990101", "teaching_sections", "3.72万余");
    put(data, "990101", "teaching_sections", "2.87万余", "section=core");
    put(data, "990101", "teaching_sections", "8477", "section=auxiliary");
    EXPECT_EQ(tell(data, "partition:teaching_sections:section@990101/2016").statement.en,
              "3.72万余 ≈ 2.87万余 + 8477 = [37178, 37276]");
}

TEST(finding_text, a_long_sum_is_shortened) {
    codebook book = campaign();
    for (int i = 0; i < 40; ++i) {
        book.breakdowns[1].items.push_back({small_world::named("item" + std::to_string(i)), {}});
    }
    book.index();
    dataset data = empty_report(book);
    put(data, "990101", "teaching_sections", "100");
    for (int i = 0; i < 39; ++i) {
        put(data, "990101", "teaching_sections", "1", "section=item" + std::to_string(i));
    }
    EXPECT_EQ(
        tell(data, "partition:teaching_sections:section@990101/2016").statement.en,
        "100 = ? (core section) + ? (auxiliary section) + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + "
        "1 + … (30 more, 1 of them missing)");
}

TEST(finding_text, an_unreadable_figure_is_quoted_with_its_source) {
    dataset data = empty_report(campaign());
    data.add(small_world::at(data, "990101", "sites"), status::unreadable, "2.3…", "2.5");
    EXPECT_EQ(tell(data, "domain@990101/2016#sites").statement.en, "\"2.3…\" is unreadable (2.5)");
    EXPECT_EQ(tell(data, "domain@990101/2016#sites").statement.zh, "“2.3…”无法辨认（2.5）");
}

TEST(finding_text, a_figure_outside_its_domain_says_what_would_be_inside) {
    dataset data = empty_report(campaign());
    put(data, "990101", "creation_rate", "105%");
    EXPECT_EQ(tell(data, "domain@990101/2016#creation_rate").statement.en,
              "105% is not possible: expected from 0% to 100%");
}

TEST(finding_text, sources_that_differ_are_named) {
    dataset data = county();
    put(data, "990101", "creation_units", "271", "", "2016", scope::total, "annex");
    EXPECT_EQ(tell(data, "conflict@990101/2016#creation_units").statement.en,
              "261 (1) ≠ 271 (annex)");
    EXPECT_EQ(tell(data, rates).statement.en,
              "248/? (creation units: sources differ), reported 95%");
}

TEST(finding_text, titles_held_lie_between_the_largest_tier_and_the_sum) {
    dataset data = empty_report(campaign(tier_counting::held));
    put(data, "990101", "model_units", "306");
    put(data, "990101", "model_units", "306", "tier=national");
    put(data, "990101", "model_units", "50", "tier=provincial");
    for (const char* const tier : {"autonomous_prefectural", "prefectural", "county"}) {
        put(data, "990101", "model_units", "0", std::string{"tier="} + tier);
    }
    EXPECT_EQ(tell(data, tiers).statement.en,
              "306 within [306, 356], from the largest of 306, 50, 0, 0, 0 to their sum");
}

TEST(finding_text, what_an_input_says_never_reaches_a_terminal_raw) {
    dataset data = empty_report(campaign());
    data.add(small_world::at(data, "990101", "sites"), status::unreadable, "\x1b[2J", "\x1b]0;x");
    const told of = tell(data, "domain@990101/2016#sites");
    EXPECT_EQ(of.statement.en, "\"\\x1b[2J\" is unreadable (\\x1b]0;x)");
    EXPECT_EQ(of.message.en.find('\x1b'), std::string::npos);
}

TEST(finding_text, a_derived_rate_is_worked_out) {
    dataset data = empty_report(campaign());
    put(data, "990101", "creation_units", "261");
    put(data, "990101", "model_units", "248");
    const check_report report = check(data);
    const finding_words words{report, data, language::en};
    std::vector<std::string> told;
    for (const derived_value& each : report.derived) {
        if (report.rules[each.rule].kind == rule_kind::rate) {
            told.push_back(words.message(each));
        }
    }
    EXPECT_EQ(told, std::vector<std::string>{"creation rate, County 1 in 2016: 248/261 = 95.02%"});
}

}  // namespace
