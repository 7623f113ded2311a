#include <crossfoot/check/check.hpp>

#include "../support/small_world.hpp"

#include <algorithm>

namespace {

using namespace crossfoot;
using namespace small_world;

constexpr std::string_view county = "990101";

/// The county's model units as reported in 2016.
dataset county_report(codebook book = campaign()) {
    dataset data = empty_report(std::move(book));
    put(data, county, "creation_units", "261");
    put(data, county, "model_units", "248");
    put(data, county, "model_units", "1", "tier=national");
    put(data, county, "model_units", "2", "tier=provincial");
    put(data, county, "model_units", "2", "tier=autonomous_prefectural");
    put(data, county, "model_units", "94", "tier=prefectural");
    put(data, county, "model_units", "149", "tier=county");
    put(data, county, "creation_rate", "95%");
    return data;
}

/// The same with one figure replaced, or left out where `text` is empty.
dataset county_with(std::string_view indicator, std::string_view item, std::string_view text) {
    const dataset all = county_report();
    dataset data = empty_report();
    const cell changed = at(all, county, indicator, item);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const observation seen = all[i];
        const cell where{seen.place, all[seen.when], all[seen.what]};
        if (!(where == changed)) {
            data.add(where, seen.written != nullptr ? *seen.written : figure::exactly(seen.count));
        } else if (!text.empty()) {
            data.add(where, read(text));
        }
    }
    return data;
}

TEST(check, tiers_and_rate_of_the_county_hold) {
    const dataset data = county_report();
    const check_report found = check(data);
    EXPECT_EQ(verdict_of(found, data, "partition:model_units:tier@990101/2016"), verdict::holds);
    EXPECT_EQ(verdict_of(found, data, "part_of:model_units@990101/2016"), verdict::holds);
    const finding* rate = find(found, data, "rate:creation_rate@990101/2016");
    ASSERT_NE(rate, nullptr);
    EXPECT_EQ(rate->result, verdict::holds);
    EXPECT_EQ(rate->duals->counts, (integer_range{integer{247}, integer{249}}));
    EXPECT_EQ(rate->duals->totals, (integer_range{integer{260}, integer{262}}));
    EXPECT_EQ(found.summary.fails + found.summary.unknown + found.summary.possible, 0U);
}

TEST(check, swapped_digits_in_a_tier_fail_the_partition_by_45) {
    const dataset data = county_with("model_units", "tier=county", "194");
    const check_report found = check(data);
    const finding* tiers = find(found, data, "partition:model_units:tier@990101/2016");
    ASSERT_NE(tiers, nullptr);
    EXPECT_EQ(tiers->result, verdict::fails);
    EXPECT_EQ(tiers->computed, interval::exactly(293));
    EXPECT_EQ(tiers->difference, interval::exactly(-45));
    EXPECT_EQ(least_difference(*tiers->difference), 45);
    EXPECT_EQ(found.summary.fails, 1U);
}

TEST(check, a_rate_that_the_counts_do_not_print_fails_and_says_which_counts_would) {
    const dataset data = county_with("creation_rate", "", "96%");
    const check_report found = check(data);
    const finding* rate = find(found, data, "rate:creation_rate@990101/2016");
    ASSERT_NE(rate, nullptr);
    EXPECT_EQ(rate->result, verdict::fails);
    EXPECT_EQ(rate->duals->counts, (integer_range{integer{250}, integer{251}}));
}

TEST(check, a_missing_tier_is_unknown_with_the_one_fill_that_would_do) {
    const dataset data = county_with("model_units", "tier=national", "");
    const check_report found = check(data);
    const finding* tiers = find(found, data, "partition:model_units:tier@990101/2016");
    ASSERT_NE(tiers, nullptr);
    EXPECT_EQ(tiers->result, verdict::unknown);
    ASSERT_EQ(tiers->bounds.size(), 1U);
    EXPECT_EQ(tiers->bounds.front().values, interval::exactly(1));
    EXPECT_EQ(verdict_of(found, data, "rate:creation_rate@990101/2016"), verdict::holds);
}

TEST(check, a_part_above_its_whole_fails_once_with_what_follows) {
    const dataset data = county_with("model_units", "", "262");
    const check_report found = check(data);
    EXPECT_EQ(verdict_of(found, data, "part_of:model_units@990101/2016"), verdict::fails);
    EXPECT_EQ(found.summary.fails, 1U);
    EXPECT_EQ(found.summary.follows, 2U);
}

TEST(check, a_missing_total_leaves_the_rate_unknown_with_bounds) {
    const dataset data = county_with("creation_units", "", "");
    const check_report found = check(data);
    const finding* rate = find(found, data, "rate:creation_rate@990101/2016");
    ASSERT_NE(rate, nullptr);
    EXPECT_EQ(rate->result, verdict::unknown);
    ASSERT_EQ(rate->bounds.size(), 1U);
    EXPECT_EQ(rate->bounds.front().values, interval::closed(260, 262));
}

TEST(check, two_sources_that_exclude_each_other_conflict) {
    dataset data = county_report();
    put(data, county, "creation_units", "271", "", "2016", scope::total, "annex");
    const check_report found = check(data);
    EXPECT_EQ(verdict_of(found, data, "conflict@990101/2016#creation_units"), verdict::fails);
    EXPECT_EQ(verdict_of(found, data, "rate:creation_rate@990101/2016"), verdict::unknown);
}

TEST(check, two_sources_that_overlap_leave_what_they_have_in_common) {
    dataset data = county_report();
    put(data, county, "creation_units", "260余", "", "2016", scope::total, "annex");
    const check_report found = check(data);
    EXPECT_EQ(verdict_of(found, data, "conflict@990101/2016#creation_units"), verdict::possible);
    EXPECT_EQ(verdict_of(found, data, "rate:creation_rate@990101/2016"), verdict::holds);
}

TEST(check, a_stock_of_the_year_and_of_its_december_stand_at_one_cell) {
    dataset data = empty_report();
    put(data, county, "creation_units", "261", "", "2016-12");
    put(data, county, "model_units", "248", "", "2016");
    EXPECT_EQ(verdict_of(check(data), data, "part_of:model_units@990101/2016"), verdict::holds);
}

// -- roll-up
// ----------------------------------------------------------------------------------------

/// Six of seven counties report 100 units each; the prefecture reports `total`.
dataset prefecture(std::string_view total) {
    dataset data = empty_report();
    for (int i = 1; i <= 6; ++i) {
        put(data, "99010" + std::to_string(i), "creation_units", "100");
    }
    put(data, "9901", "creation_units", total);
    return data;
}

TEST(check, a_total_below_the_children_that_reported_fails_although_one_is_silent) {
    const dataset data = prefecture("599");
    const check_report found = check(data);
    EXPECT_EQ(verdict_of(found, data, "rollup:creation_units@9901/2016"), verdict::fails);
}

TEST(check, a_total_above_them_is_unknown_with_the_bound_for_the_silent_one) {
    const dataset data = prefecture("650");
    const check_report found = check(data);
    const finding* total = find(found, data, "rollup:creation_units@9901/2016");
    ASSERT_NE(total, nullptr);
    EXPECT_EQ(total->result, verdict::unknown);
    ASSERT_EQ(total->bounds.size(), 1U);
    EXPECT_EQ(total->bounds.front().values, interval::exactly(50));
    EXPECT_EQ(total->bounds.front().where.place, data.where().at_code("990107"));
}

TEST(check, one_wrong_county_total_is_one_finding) {
    dataset data = empty_report();
    for (int i = 1; i <= 7; ++i) {
        const std::string place = "99010" + std::to_string(i);
        put(data, place, "model_units", i == 3 ? "19" : "10");
        for (const char* tier :
             {"national", "provincial", "autonomous_prefectural", "prefectural", "county"}) {
            put(data, place, "model_units", "2", std::string{"tier="} + tier);
        }
    }
    put(data, "9901", "model_units", "70");
    const check_report found = check(data);
    EXPECT_EQ(verdict_of(found, data, "partition:model_units:tier@990103/2016"), verdict::fails);
    const finding* total = find(found, data, "rollup:model_units@9901/2016");
    ASSERT_NE(total, nullptr);
    EXPECT_EQ(total->result, verdict::fails);
    ASSERT_TRUE(total->follows_from.has_value());
    EXPECT_EQ(found.findings[*total->follows_from].where.place, data.where().at_code("990103"));
    EXPECT_EQ(found.summary.fails, 1U);
    EXPECT_EQ(found.summary.follows, 1U);
}

TEST(check, a_rate_above_is_the_ratio_of_sums_rolled_up) {
    dataset data = empty_report();
    for (int i = 1; i <= 7; ++i) {
        const std::string place = "99010" + std::to_string(i);
        put(data, place, "creation_units", std::to_string(10 * i));
        put(data, place, "model_units", std::to_string(5 * i));
    }
    put(data, "9901", "creation_rate", "50%");
    const check_report found = check(data);
    const finding* rate = find(found, data, "rate:creation_rate@9901/2016");
    ASSERT_NE(rate, nullptr);
    EXPECT_EQ(rate->result, verdict::holds);
    EXPECT_EQ(rate->basis, operand_basis::rolled_up);
}

TEST(check, a_total_that_nobody_claims_is_derived) {
    dataset data = county_report();
    put(data, "990102", "creation_units", "100");
    const check_report found = check(data);
    const auto total = std::ranges::find_if(found.derived, [&](const derived_value& each) {
        return each.where == at(data, "9901", "creation_units");
    });
    ASSERT_NE(total, found.derived.end());
    EXPECT_EQ(total->values, interval::at_least(361));
    EXPECT_EQ(total->due, 7U);
    EXPECT_EQ(total->reporting, 2U);
}

TEST(check, one_figure_with_others_missing_is_not_told_again_as_a_total) {
    const dataset data = county_report();
    EXPECT_TRUE(std::ranges::none_of(check(data).derived, [&](const derived_value& each) {
        return each.where.place == *data.where().find("9901");
    }));
}

// -- the ways of counting tiers
// --------------------------------------------------------------------

dataset three_tiers(tier_counting counting) {
    codebook book = campaign(counting);
    book.breakdowns[0].items = {
        {named("national"), {}}, {named("provincial"), {}}, {named("prefectural"), {}}};
    dataset data = empty_report(book);
    put(data, "9901", "creation_units", "376");
    put(data, "9901", "model_units", "306");
    put(data, "9901", "model_units", "1", "tier=national");
    put(data, "9901", "model_units", "50", "tier=provincial");
    put(data, "9901", "model_units", "306", "tier=prefectural");
    put(data, "9901", "creation_rate", "81.38%");
    return data;
}

TEST(check, tiers_that_each_count_the_higher_ones_hold_as_at_or_above) {
    const dataset data = three_tiers(tier_counting::at_or_above);
    const check_report found = check(data);
    EXPECT_EQ(verdict_of(found, data, "partition:model_units:tier@9901/2016"), verdict::holds);
    EXPECT_EQ(verdict_of(found, data, "partition:model_units:tier:nested@9901/2016[tier=national]"),
              verdict::holds);
    EXPECT_EQ(verdict_of(found, data, "rate:creation_rate@9901/2016"), verdict::holds);
    EXPECT_EQ(found.summary.fails, 0U);
}

TEST(check, they_fail_as_exclusive) {
    const dataset data = three_tiers(tier_counting::exclusive);
    const check_report found = check(data);
    const finding* tiers = find(found, data, "partition:model_units:tier@9901/2016");
    ASSERT_NE(tiers, nullptr);
    EXPECT_EQ(tiers->result, verdict::fails);
    EXPECT_EQ(tiers->computed, interval::exactly(357));
}

TEST(check, they_are_possible_as_held) {
    const dataset data = three_tiers(tier_counting::held);
    EXPECT_EQ(verdict_of(check(data), data, "partition:model_units:tier@9901/2016"),
              verdict::possible);
}

TEST(check, unreadable_figures_are_unknown_and_never_read) {
    dataset data = empty_report();
    data.add(at(data, county, "talks"), status::unreadable, "2.3…", "2.5");
    const check_report found = check(data);
    EXPECT_EQ(verdict_of(found, data, "domain@990101/2016#talks"), verdict::unknown);
    EXPECT_EQ(found.summary.figures, 0U);
}

TEST(check, counts_beyond_64_bits_are_exact) {
    dataset data = empty_report();
    const std::string huge = "1" + std::string(40, '0');
    put(data, "9901", "talks", "7" + std::string(40, '0'));
    for (int i = 1; i <= 7; ++i) {
        put(data, "99010" + std::to_string(i), "talks", huge);
    }
    EXPECT_EQ(verdict_of(check(data), data, "rollup:talks@9901/2016"), verdict::holds);
}

TEST(check, one_moment_written_in_several_ways_is_one_group_of_tiers) {
    dataset data = empty_report();
    put(data, "990101", "model_units", "10", "", "2016");
    put(data, "990101", "model_units", "3", "tier=national", "2016-12");
    put(data, "990101", "model_units", "3", "tier=provincial", "2016-12-31");
    put(data, "990101", "model_units", "0", "tier=autonomous_prefectural", "2016-Q4");
    put(data, "990101", "model_units", "0", "tier=prefectural", "2016-H2");
    put(data, "990101", "model_units", "2", "tier=county", "2016-07/2016-12");
    put(data, "990101", "model_units", "7", "", "2016-06");
    const check_report found = check(data);
    EXPECT_EQ(verdict_of(found, data, "partition:model_units:tier@990101/2016"), verdict::fails);
}

TEST(check, an_unreadable_figure_is_told_though_another_source_has_one) {
    dataset data = empty_report();
    const cell talks = at(data, "990101", "talks");
    put(data, "990101", "talks", "82", "", "2016", scope::total, "yearbook");
    data.add(talks, status::unreadable, "8?", "form");
    const check_report found = check(data);
    const finding* const told = find(found, data, "domain@990101/2016#talks");
    ASSERT_NE(told, nullptr);
    EXPECT_EQ(told->result, verdict::unknown);
    EXPECT_EQ(data[*told->terms.front().observation].as_written(), "8?");
}

TEST(check, two_sources_that_write_one_moment_differently_give_the_same_in_any_order) {
    struct row {
        const char* text;
        const char* item;
        const char* when;
        const char* source;
    };
    std::vector<row> rows{{"26", "", "2016-12", "s1"},
                          {"25", "", "2016-Q4", "s2"},
                          {"27", "tier=national", "2016-12", "s1"},
                          {"3", "tier=county", "2016-Q4", "s1"}};
    const auto told = [&] {
        dataset data = empty_report();
        for (const row& each : rows) {
            put(data,
                "990101",
                "model_units",
                each.text,
                each.item,
                each.when,
                scope::total,
                each.source);
        }
        const check_report found = check(data);
        std::vector<std::string> lines;
        for (const finding& each : found.findings) {
            std::string line = key_of(found.rules[each.rule], each.where, data);
            for (const finding_term& term : each.terms) {
                line += " " + to_string(term.where.when);
            }
            lines.push_back(std::move(line));
        }
        for (const derived_value& each : found.derived) {
            lines.push_back(key_of(found.rules[each.rule], each.where, data));
        }
        return lines;
    };
    const std::vector<std::string> forward = told();
    std::ranges::reverse(rows);
    EXPECT_EQ(told(), forward);
}

TEST(check, a_tier_of_one_prefecture_counts_in_the_totals_above_it) {
    codebook book = campaign();
    book.breakdowns[0].items = {
        {named("national"), {}}, {named("autonomous"), {"9901"}}, {named("county"), {}}};
    indicator& models = book.indicators[book.indicator_at("model_units").index()];
    models.own_at.clear();
    book.index();
    dataset data = empty_report(std::move(book));
    put(data, "99", "model_units", "10");
    put(data, "99", "model_units", "1", "tier=national");
    put(data, "99", "model_units", "5", "tier=county");
    const check_report found = check(data);
    const finding* const tiers = find(found, data, "partition:model_units:tier@99/2016");
    ASSERT_NE(tiers, nullptr);
    // The province has not said how many: that is a gap, and not a sum that fails.
    EXPECT_EQ(tiers->result, verdict::unknown);
    ASSERT_EQ(tiers->bounds.size(), 1U);
    EXPECT_EQ(tiers->bounds.front().values, interval::exactly(4));
}

TEST(check, the_order_of_adding_does_not_change_the_findings) {
    const dataset data = county_report();
    dataset turned = empty_report();
    for (std::size_t i = data.size(); i-- > 0;) {
        const observation seen = data[i];
        turned.add({seen.place, data[seen.when], data[seen.what]},
                   seen.written != nullptr ? *seen.written : figure::exactly(seen.count));
    }
    const check_report a = check(data);
    const check_report b = check(turned);
    ASSERT_EQ(a.findings.size(), b.findings.size());
    for (std::size_t i = 0; i < a.findings.size(); ++i) {
        EXPECT_EQ(key_of(a.rules[a.findings[i].rule], a.findings[i].where, data),
                  key_of(b.rules[b.findings[i].rule], b.findings[i].where, turned));
        EXPECT_EQ(a.findings[i].result, b.findings[i].result);
    }
}

}  // namespace
