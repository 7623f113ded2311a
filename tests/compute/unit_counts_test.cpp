#include <crossfoot/compute/unit_counts.hpp>

#include "support/random_register.hpp"

namespace {

using namespace crossfoot;
using register_world::on;

constexpr std::uint16_t all = series::all;
constexpr std::uint16_t organ = 0;
constexpr std::uint16_t school = 1;
constexpr std::uint16_t national = 0;
constexpr std::uint16_t provincial = 1;
constexpr std::uint16_t county = 2;

unit_register of_rows(const register_world::rows& from) {
    return register_world::good(
        std::make_shared<const codebook>(register_world::categories_and_tiers()),
        random_register::where(),
        from);
}

/// Three units of county 11, one of which holds two titles, and one of county 12.
unit_register four_units() {
    return of_rows({{"A1,organ,11,2010-01-01,",
                     "A2,school,111,2010-01-01,2016-07-01",
                     "A3,school,112,2010-01-01,",
                     "B1,organ,122,2010-01-01,"},
                    {"A1,county,2011-05-04",
                     "A1,national,2012-05-04",
                     "A2,provincial,2012-05-04,2",
                     "B1,county,2011-05-04,,2013-05-04"}});
}

std::int64_t at(const unit_counts& counts,
                const unit_register& of,
                const char* place,
                std::uint16_t category,
                std::uint16_t tier) {
    return counts.at(of.where().at_code(place), category, tier);
}

// ---- tiers
// ---------------------------------------------------------------------------------------

TEST(unit_counts, tiers_are_counted_in_three_ways) {
    EXPECT_EQ(tiers_counted(0b01010, tier_counting::exclusive, 5), 0b00010U);
    EXPECT_EQ(tiers_counted(0b01010, tier_counting::at_or_above, 5), 0b11110U);
    EXPECT_EQ(tiers_counted(0b01010, tier_counting::held, 5), 0b01010U);
}

TEST(unit_counts, a_unit_without_a_title_is_counted_at_no_tier) {
    for (const tier_counting each : random_register::all_countings)
        EXPECT_EQ(tiers_counted(0, each, 5), 0U);
}

TEST(unit_counts, there_may_be_as_many_tiers_as_bits) {
    EXPECT_EQ(tiers_counted(1, tier_counting::at_or_above, most_tiers), 0xffffffffU);
    EXPECT_EQ(tiers_counted(0x80000000U, tier_counting::at_or_above, most_tiers), 0x80000000U);
    EXPECT_EQ(tiers_counted(0xc0000000U, tier_counting::exclusive, most_tiers), 0x40000000U);
}

TEST(unit_counts, every_set_of_four_tiers_is_counted_as_the_definition_has_it) {
    constexpr std::size_t tiers = 4;
    for (tier_set held = 0; held < 1U << tiers; ++held) {
        std::set<std::size_t> items;
        for (std::size_t i = 0; i < tiers; ++i) {
            if ((held >> i & 1U) != 0) items.insert(i);
        }
        for (const tier_counting each : random_register::all_countings) {
            for (std::size_t i = 0; i < tiers; ++i) {
                EXPECT_EQ((tiers_counted(held, each, tiers) >> i & 1U) != 0,
                          random_register::is_counted(items, i, each))
                    << held << ' ' << name_of(each) << ' ' << i;
            }
        }
    }
}

TEST(unit_counts, tiers_are_held_from_the_day_of_naming_until_the_day_before_the_end) {
    const unit_register of = four_units();
    const unit_id unit = *of.find("A1");
    EXPECT_EQ(tiers_held(of, unit, on("2011-05-03")), 0U);
    EXPECT_EQ(tiers_held(of, unit, on("2011-05-04")), 0b100U);
    EXPECT_EQ(tiers_held(of, unit, on("2012-05-04")), 0b101U);
    EXPECT_EQ(tiers_held(of, unit, on("2017-05-03")), 0b101U);
    EXPECT_EQ(tiers_held(of, unit, on("2017-05-04")), 0b100U);
}

// ---- counts
// --------------------------------------------------------------------------------------

TEST(unit_counts, a_place_has_the_units_of_all_below_it) {
    const unit_register of = four_units();
    const unit_counts counts{of, on("2012-12-31"), tier_counting::exclusive, scope::total};
    EXPECT_EQ(at(counts, of, "1", all, all), 4);
    EXPECT_EQ(at(counts, of, "11", all, all), 3);
    EXPECT_EQ(at(counts, of, "111", all, all), 1);
    EXPECT_EQ(at(counts, of, "12", all, all), 1);
    EXPECT_EQ(at(counts, of, "11", organ, all), 1);
    EXPECT_EQ(at(counts, of, "11", school, all), 2);
}

TEST(unit_counts, a_places_own_units_are_those_that_stand_at_it) {
    const unit_register of = four_units();
    const unit_counts counts{of, on("2012-12-31"), tier_counting::exclusive, scope::own};
    EXPECT_EQ(at(counts, of, "1", all, all), 0);
    EXPECT_EQ(at(counts, of, "11", all, all), 1);
    EXPECT_EQ(at(counts, of, "12", all, all), 0);
    EXPECT_EQ(at(counts, of, "122", all, all), 1);
}

TEST(unit_counts, tiers_follow_the_way_of_counting) {
    const unit_register of = four_units();
    const auto told = [&](tier_counting counting) {
        const unit_counts counts{of, on("2012-12-31"), counting, scope::total};
        return std::vector<std::int64_t>{at(counts, of, "1", all, national),
                                         at(counts, of, "1", all, provincial),
                                         at(counts, of, "1", all, county),
                                         counts.designated(of.where().at_code("1"), all)};
    };
    EXPECT_EQ(told(tier_counting::exclusive), (std::vector<std::int64_t>{1, 1, 1, 3}));
    EXPECT_EQ(told(tier_counting::at_or_above), (std::vector<std::int64_t>{1, 2, 3, 3}));
    EXPECT_EQ(told(tier_counting::held), (std::vector<std::int64_t>{1, 1, 2, 3}));
}

TEST(unit_counts, a_title_of_a_unit_that_has_left_is_not_counted) {
    const unit_register of =
        of_rows({{"A1,organ,11,2010-01-01,2012-01-01", "A1,organ,11,2013-01-01,"},
                 {"A1,county,2011-05-04"}});
    const auto told = [&](const char* when) {
        const unit_counts counts{of, on(when), tier_counting::held, scope::total};
        return at(counts, of, "1", all, county);
    };
    EXPECT_EQ(told("2011-12-31"), 1);
    EXPECT_EQ(told("2012-01-01"), 0);
    EXPECT_EQ(told("2013-01-01"), 1);  // it came back, and still has the title
}

TEST(unit_counts, a_place_takes_its_units_with_it_when_it_is_moved) {
    const unit_register of = four_units();
    const unit_counts before{of, on("2014-12-31"), tier_counting::exclusive, scope::total};
    const unit_counts after{of, on("2015-01-01"), tier_counting::exclusive, scope::total};
    EXPECT_EQ(at(before, of, "11", all, all), 3);
    EXPECT_EQ(at(before, of, "13", all, all), 0);
    EXPECT_EQ(at(after, of, "11", all, all), 2);
    EXPECT_EQ(at(after, of, "13", all, all), 1);
    EXPECT_EQ(at(after, of, "1", all, all), 4);
    EXPECT_FALSE(before.tree().has(of.where().at_code("13")));
    EXPECT_TRUE(after.tree().has(of.where().at_code("13")));
}

TEST(unit_counts, an_empty_register_counts_none) {
    const unit_register of = of_rows({});
    const unit_counts counts{of, on("2012-12-31"), tier_counting::exclusive, scope::total};
    EXPECT_EQ(at(counts, of, "1", all, all), 0);
    EXPECT_EQ(at(counts, of, "1", school, national), 0);
    EXPECT_EQ(counts.designated(of.where().at_code("1"), all), 0);
}

TEST(unit_counts, without_the_breakdowns_there_is_nothing_to_count) {
    codebook book = register_world::categories_and_tiers();
    book.breakdowns.clear();
    book.indicators.clear();
    book.index();
    register_world::outcome made = register_world::settled(
        std::make_shared<const codebook>(std::move(book)), random_register::where(), {});
    const unit_counts counts{made.units, on("2012-12-31"), tier_counting::exclusive, scope::total};
    EXPECT_EQ(counts.units(made.units.where().at_code("1"), all), 0);
}

// ---- against a recount
// ---------------------------------------------------------------------------

/// Compares every count of a day with those that the definitions give.
void expect_recount(const unit_register& of,
                    const std::vector<random_register::raw_unit>& raw,
                    day when,
                    tier_counting counting,
                    scope extent) {
    const unit_counts counts{of, when, counting, extent};
    random_register::tally expected = random_register::recount(raw, when, counting, extent);
    for (const std::string& code : random_register::place_codes()) {
        const place_id place = of.where().at_code(code);
        for (std::size_t i = 0; i <= random_register::categories; ++i) {
            const std::uint16_t category = random_register::category_item(i);
            const auto& row = expected[{code, i}];
            ASSERT_EQ(counts.units(place, category), row[0]);
            ASSERT_EQ(counts.at(place, category, series::all), row[0]);
            ASSERT_EQ(counts.designated(place, category), row[1]);
            for (std::size_t tier = 0; tier < random_register::tiers; ++tier) {
                ASSERT_EQ(counts.at(place, category, static_cast<std::uint16_t>(tier)),
                          row[2 + tier]);
            }
        }
    }
}

TEST(unit_counts, agree_with_a_recount_on_a_thousand_random_days) {
    for (const std::uint32_t seed : {1U, 2U, 3U, 4U}) {
        random_register::generator random{seed};
        const auto raw = random.units(120);
        const unit_register of = random_register::as_register(raw);
        for (int i = 0; i < 250; ++i) {
            const day when = random.any_day();
            for (const tier_counting counting : random_register::all_countings) {
                for (const scope extent : {scope::total, scope::own}) {
                    SCOPED_TRACE(to_string(when) + " " + name_of(counting) + " " + name_of(extent) +
                                 " seed " + std::to_string(seed));
                    expect_recount(of, raw, when, counting, extent);
                    ASSERT_FALSE(HasFatalFailure());
                }
            }
        }
    }
}

TEST(unit_counts, the_made_up_registers_have_all_that_can_happen) {
    random_register::generator random{1};
    const auto raw = random.units(120);
    std::size_t returns = 0;
    std::size_t moves = 0;
    std::size_t revoked = 0;
    std::size_t renewed = 0;
    std::size_t titles = 0;
    for (const auto& unit : raw) {
        for (std::size_t i = 1; i < unit.stays.size(); ++i) {
            (unit.stays[i - 1].left == unit.stays[i].joined ? moves : returns) += 1;
        }
        for (std::size_t i = 0; i < unit.titles.size(); ++i) {
            ++titles;
            revoked += unit.titles[i].revoked_on ? 1U : 0U;
            if (i > 0 && unit.titles[i - 1].tier == unit.titles[i].tier) {
                const day before = unit.titles[i].named_on - std::chrono::days{1};
                renewed += random_register::holds(unit.titles[i - 1], before) ? 1U : 0U;
            }
        }
    }
    EXPECT_GT(titles, 200U);
    EXPECT_GT(returns, 20U);
    EXPECT_GT(moves, 20U);
    EXPECT_GT(revoked, 20U);
    EXPECT_GT(renewed, 20U);
}

TEST(unit_counts, the_order_of_rows_changes_nothing) {
    random_register::generator random{7};
    const auto raw = random.units(60);
    const unit_register of = random_register::as_register(raw);
    const auto expected = register_world::contents_of(of);
    for (int i = 0; i < 20; ++i) {
        auto shuffled = raw;
        for (std::size_t j = shuffled.size(); j > 1; --j)
            std::swap(shuffled[j - 1], shuffled[random.below(j)]);
        register_world::rows rows = random_register::rows_of(shuffled);
        for (auto* list : {&rows.units, &rows.titles}) {
            for (std::size_t j = list->size(); j > 1; --j)
                std::swap((*list)[j - 1], (*list)[random.below(j)]);
        }
        ASSERT_EQ(register_world::contents_of(of_rows(rows)), expected);
    }
}

}  // namespace
