// What can be said of rules before there are figures.

#include <crossfoot/check/expression.hpp>
#include <crossfoot/check/rule_consistency.hpp>

#include "../support/small_world.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace crossfoot;
using checks = std::vector<std::string>;

/// The campaign, whose counts can all be added and compared.
codebook campaign(tier_counting counting = tier_counting::exclusive) {
    codebook book = small_world::campaign(counting);
    for (const char* const code : {"creation_units", "model_units", "talks", "sites"})
        book.indicators[book.indicator_at(code).index()].counts = counted::things;
    return book;
}

/// Rules r0, r1, … with these checks.
codebook with_rules(const checks& texts, codebook book = campaign()) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
        written_rule made;
        made.code = "r" + std::to_string(i);
        made.check = texts[i];
        book.rules.push_back(std::move(made));
        EXPECT_TRUE(std::holds_alternative<expression>(parse_rule(texts[i], book))) << texts[i];
    }
    return book;
}

/// "never_holds r0; contradiction r1 r2"
std::string said(const codebook& book) {
    std::string text;
    for (const rule_remark& each : check_rules(book)) {
        if (!text.empty()) text += "; ";
        switch (each.kind) {
        case rule_remark_kind::never_holds: text += "never_holds"; break;
        case rule_remark_kind::never_fails: text += "never_fails"; break;
        case rule_remark_kind::contradiction: text += "contradiction"; break;
        }
        for (const std::string& code : each.codes)
            text += ' ' + code;
    }
    return text;
}

std::string said(const checks& texts) {
    return said(with_rules(texts));
}

TEST(rule_consistency, a_rule_that_no_figures_satisfy_never_holds) {
    for (const char* const text : {"talks < 0",
                                   "talks > talks",
                                   "talks + 1 <= talks",
                                   "creation_rate > 100%",
                                   "talks between 5 and 4",
                                   "talks > 3 and talks < 4",
                                   "model_units / creation_units < 0",
                                   "2 * talks = 5",
                                   "month = 13",
                                   "talks * talks < 0",
                                   "max(talks, 3) < 3",
                                   "abs(talks) < 0",
                                   "if talks >= 0 then talks < 0"}) {
        EXPECT_EQ(said({text}), "never_holds r0") << text;
    }
}

TEST(rule_consistency, a_rule_that_all_figures_satisfy_never_fails) {
    for (const char* const text : {"talks >= 0",
                                   "talks = talks",
                                   "creation_rate between 0 and 1",
                                   "talks / creation_units >= 0",
                                   "not talks < 0",
                                   "talks > -1 or talks = 5",
                                   "talks != -1",
                                   "min(talks, 3) <= 3",
                                   "month <= 12"}) {
        EXPECT_EQ(said({text}), "never_fails r0") << text;
    }
}

TEST(rule_consistency, nothing_is_said_of_a_rule_that_can_hold_and_fail) {
    for (const char* const text : {"talks > 0",
                                   "talks / creation_units between 20 and 2000",
                                   "talks = model_units",
                                   "talks[previous] <= talks",
                                   "if talks > 0 then model_units > 0",
                                   "talks != 3",
                                   "talks * model_units > 3",
                                   "reported(talks)"}) {
        EXPECT_EQ(said({text}), "") << text;
    }
}

TEST(rule_consistency, rules_that_cannot_hold_together_contradict) {
    EXPECT_EQ(said({"talks >= 20", "talks <= 10"}), "contradiction r0 r1");
    EXPECT_EQ(said({"talks < sites", "sites < creation_units", "creation_units < talks"}),
              "contradiction r0 r1 r2");
    EXPECT_EQ(said({"talks / sites >= 20", "talks / sites <= 10"}), "contradiction r0 r1");
    EXPECT_EQ(said({"talks > 3", "talks < 4"}), "contradiction r0 r1");
}

TEST(rule_consistency, only_the_rules_that_contradict_are_named) {
    EXPECT_EQ(said({"sites > 3", "talks >= 20", "creation_units > sites", "talks <= 10"}),
              "contradiction r1 r3");
}

TEST(rule_consistency, each_contradiction_is_told) {
    EXPECT_EQ(said({"talks >= 20", "talks <= 10", "sites >= 20", "sites <= 10"}),
              "contradiction r0 r1; contradiction r2 r3");
}

TEST(rule_consistency, derived_rules_take_part) {
    EXPECT_EQ(said({"model_units > creation_units"}), "contradiction r0 part_of:model_units");
    EXPECT_EQ(said({"sites[core] > sites"}), "contradiction r0 of_which:sites:section");
    EXPECT_EQ(said({"model_units[national] > 5", "model_units < 5"}),
              "contradiction r0 r1 partition:model_units:tier");
    EXPECT_EQ(said({"model_units[national] > creation_units"}),
              "contradiction r0 part_of:model_units partition:model_units:tier");
}

TEST(rule_consistency, of_running_totals_the_earlier_is_not_above_the_later) {
    codebook book = campaign();
    book.indicators[3].over_time = nature::cumulative;
    EXPECT_EQ(said(with_rules({"talks[previous] > talks"}, book)),
              "contradiction r0 cumulative:talks");
    book.indicators[3].over_time = nature::year_to_date;  // it begins anew with the year
    EXPECT_EQ(said(with_rules({"talks[previous] > talks"}, book)), "");
}

TEST(rule_consistency, a_tier_that_is_counted_otherwise_may_be_above_the_total_of_others) {
    EXPECT_EQ(said(with_rules({"model_units[national] > 5", "model_units < 5"},
                              campaign(tier_counting::at_or_above))),
              "");
}

TEST(rule_consistency, a_breakdown_that_differs_by_place_takes_no_part) {
    codebook book = campaign();
    breakdown_use elsewhere{breakdown_id{0}, breakdown_kind::of_which, {}};
    elsewhere.only_in = {"990101"};
    book.indicators[1].breakdowns.push_back(elsewhere);
    EXPECT_EQ(said(with_rules({"model_units[national] > 5", "model_units < 5"}, book)), "");
}

TEST(rule_consistency, a_condition_limits_where_a_rule_is_asked) {
    codebook book = with_rules({"talks > 5", "talks < 5"});
    book.rules[0].when = "month = 12";
    EXPECT_EQ(said(book), "");
    book.rules[0].when = "talks < 3";
    EXPECT_EQ(said(book), "never_holds r0");
    book.rules[0].when = "talks > 7";
    EXPECT_EQ(said(book), "never_fails r0");
    book.rules[0].when = "talks < 0";
    EXPECT_EQ(said(book), "never_fails r0");
}

TEST(rule_consistency, a_growth_may_be_below_zero) {
    codebook book = campaign();
    indicator growth;
    growth.name = small_world::named("growth");
    growth.over_time = nature::rate;
    growth.counts = counted::share;
    growth.growth_of = indicator_id{3};
    book.indicators.push_back(growth);
    book.index();
    EXPECT_EQ(said(with_rules({"growth < 0"}, book)), "");
    EXPECT_EQ(said(with_rules({"growth < -100%"}, book)), "never_holds r0");
}

TEST(rule_consistency, that_nothing_can_be_divided_is_no_contradiction) {
    EXPECT_EQ(said({"talks / sites >= 2", "sites = 0"}), "");
}

TEST(rule_consistency, the_reason_names_what_contradicts) {
    const auto found = check_rules(with_rules({"talks >= 20", "talks <= 10"}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].reason.en,
              "no figures satisfy r0 (\"talks >= 20\") and r1 (\"talks <= 10\") together");
    EXPECT_EQ(found[0].reason.zh, "没有数值能同时满足r0（talks >= 20）和r1（talks <= 10）");
}

TEST(rule_consistency, nothing_is_said_of_very_many_rules_together) {
    checks many;
    for (int i = 0; i < 700; ++i)
        many.push_back("talks >= " + std::to_string(i + 1));
    many.emplace_back("talks <= 0");
    EXPECT_EQ(said(many), "");
}

TEST(rule_consistency, what_would_take_too_long_is_left) {
    // Sums of everything, of which every one moves every other.
    checks dense;
    const checks items{"national", "provincial", "autonomous_prefectural", "prefectural", "county"};
    for (int i = 0; i < 250; ++i) {
        std::string sum = std::to_string(i * i % 17 + 2) + " * talks";
        for (std::size_t k = 0; k < items.size(); ++k) {
            const int factor = static_cast<int>(k + 3) * (i + 1) * 7919 % 101;
            for (const std::string when : {"", ", previous", ", same period last year"}) {
                sum +=
                    " + " + std::to_string(factor + 1) + " * model_units[" + items[k] + when + "]";
            }
        }
        dense.push_back(sum + " >= " + std::to_string(i * 31 % 97 + 5) + " * sites + " +
                        std::to_string(i));
    }
    EXPECT_EQ(said(dense), "");
}

// -- against every point of a small box -----------------------------------------------------------

using point = std::array<int, 3>;  // talks, sites, creation_units

/// What an expression comes to at a point; nothing where something is divided by 0.
std::optional<rational> value_at(const expression& what, const point& at) {
    if (what.kind == expression_kind::number) return what.value;
    if (what.kind == expression_kind::reference) {
        const std::uint32_t which = what.named.what.indicator.index();
        return rational{which == 3 ? at[0] : which == 5 ? at[1] : at[2]};
    }
    const auto a = value_at(what.parts.at(0), at);
    if (!a) return std::nullopt;
    if (what.kind == expression_kind::negative) return rational{-*a};
    const auto b = value_at(what.parts.at(1), at);
    if (!b) return std::nullopt;
    if (what.kind == expression_kind::plus) return rational{*a + *b};
    if (what.kind == expression_kind::minus) return rational{*a - *b};
    if (what.kind == expression_kind::times) return rational{*a * *b};
    if (what.kind == expression_kind::smallest) return std::min(*a, *b);
    EXPECT_EQ(what.kind, expression_kind::over);
    if (*b == 0) return std::nullopt;
    return rational{*a / *b};
}

/// Whether a condition is so at a point; nothing where something is divided by 0.
std::optional<bool> holds_at(const expression& what, const point& at) {
    const auto& parts = what.parts;
    const auto joined = [&](auto build) -> std::optional<bool> {
        const auto a = holds_at(parts.at(0), at);
        const auto b = holds_at(parts.at(1), at);
        if (!a || !b) return std::nullopt;
        return build(*a, *b);
    };
    if (what.kind == expression_kind::both) return joined([](bool a, bool b) { return a && b; });
    if (what.kind == expression_kind::either) return joined([](bool a, bool b) { return a || b; });
    if (what.kind == expression_kind::implies) {
        return joined([](bool a, bool b) { return !a || b; });
    }
    if (what.kind == expression_kind::negation) {
        const auto inner = holds_at(parts.at(0), at);
        return inner ? std::optional{!*inner} : std::nullopt;
    }
    const auto a = value_at(parts.at(0), at);
    const auto b = value_at(parts.at(1), at);
    if (!a || !b) return std::nullopt;
    if (what.kind == expression_kind::less) return *a < *b;
    if (what.kind == expression_kind::at_most) return *a <= *b;
    if (what.kind == expression_kind::more) return *a > *b;
    if (what.kind == expression_kind::at_least) return *a >= *b;
    if (what.kind == expression_kind::equal) return *a == *b;
    if (what.kind == expression_kind::not_equal) return *a != *b;
    const auto high = value_at(parts.at(2), at);
    if (!high) return std::nullopt;
    const bool inside = *b <= *a && *a <= *high;
    return inside == (what.kind == expression_kind::between);
}

const checks small_rules{"talks <= 1",
                         "talks > sites",
                         "sites >= creation_units",
                         "talks + sites < 3",
                         "2 * talks - sites = 1",
                         "talks = sites + creation_units",
                         "talks / sites >= 2",
                         "talks / sites + 1 < 2",
                         "2 > sites / creation_units",
                         "talks between 2 and 3",
                         "not talks <= creation_units",
                         "creation_units > 2 and sites < 2",
                         "3 * creation_units <= 2 * sites",
                         "talks not between 1 and 2",
                         "talks != sites",
                         "sites < 1 or talks > 3",
                         "if talks > 1 then sites = 0",
                         "min(talks, sites) > 2",
                         "talks * sites < 2",
                         "(talks + sites) / (creation_units + 1) > 2"};

/// Whether all of these rules have a truth value and are so at some point of the box.
bool is_satisfied_somewhere(const std::vector<const expression*>& all, bool wanted = true) {
    constexpr int most = 5;
    for (int a = 0; a <= most; ++a) {
        for (int b = 0; b <= most; ++b) {
            for (int c = 0; c <= most; ++c) {
                const bool fits = std::ranges::all_of(all, [&](const expression* each) {
                    return holds_at(*each, {a, b, c}) == std::optional{wanted};
                });
                if (fits) return true;
            }
        }
    }
    return false;
}

TEST(rule_consistency, what_is_said_of_a_rule_alone_is_so_at_every_point) {
    checks alone = small_rules;
    for (const char* const more : {"talks >= 0",
                                   "talks < -1",
                                   "talks + sites >= talks",
                                   "min(talks, sites) <= talks + 1",
                                   "talks / sites > -1",
                                   "talks * sites >= 0",
                                   "talks - sites > talks"}) {
        alone.emplace_back(more);
    }
    std::size_t remarks = 0;
    for (const std::string& text : alone) {
        const codebook book = with_rules({text});
        const expression rule = std::get<expression>(parse_rule(text, book));
        for (const rule_remark& each : check_rules(book)) {
            ++remarks;
            EXPECT_NE(each.kind, rule_remark_kind::contradiction) << text;
            const bool wanted = each.kind == rule_remark_kind::never_holds;
            EXPECT_FALSE(is_satisfied_somewhere({&rule}, wanted)) << text;
        }
    }
    EXPECT_EQ(remarks, 6U);  // of min(talks, sites) <= talks + 1 nothing can be told
}

TEST(rule_consistency, what_contradicts_holds_together_at_no_point) {
    const codebook plain = campaign();
    std::vector<expression> rules;
    for (const std::string& text : small_rules)
        rules.push_back(std::get<expression>(parse_rule(text, plain)));
    std::size_t found = 0;
    std::size_t missed = 0;
    const std::size_t count = small_rules.size();
    for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = a + 1; b < count; ++b) {
            for (std::size_t c = b + 1; c < count; ++c) {
                const codebook book =
                    with_rules({small_rules[a], small_rules[b], small_rules[c]}, plain);
                const std::array<std::size_t, 3> which{a, b, c};
                std::size_t contradictions = 0;
                for (const rule_remark& each : check_rules(book)) {
                    if (each.kind != rule_remark_kind::contradiction) continue;
                    ++contradictions;
                    std::vector<const expression*> named;
                    for (const std::string& code : each.codes)
                        named.push_back(&rules[which.at(static_cast<std::size_t>(code[1] - '0'))]);
                    EXPECT_FALSE(is_satisfied_somewhere(named)) << each.reason.en;
                }
                found += contradictions > 0 ? 1 : 0;
                const bool is_empty = !is_satisfied_somewhere({&rules[a], &rules[b], &rules[c]});
                missed += is_empty && contradictions == 0 ? 1 : 0;
            }
        }
    }
    // Most are found; the others hang on what is left out, or on the size of the box.
    EXPECT_GT(found, 200U);
    EXPECT_LT(missed, found);
}

}  // namespace
