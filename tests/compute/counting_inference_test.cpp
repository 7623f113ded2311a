#include <crossfoot/compute/counting_inference.hpp>
#include <crossfoot/number/figure_reader.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace crossfoot;

interval count(int value) {
    return interval::exactly(value);
}

interval read(std::string_view text) {
    return read_figure(text).value.value().values();
}

/// "4 to 6", so that a failing test can be read.
std::string text(const std::optional<integer_range>& range) {
    if (!range) return "none";
    const auto end = [](const std::optional<integer>& value) {
        return value ? to_string(*value) : std::string{"any"};
    };
    return end(range->first) + " to " + end(range->last);
}

const counting_answer& answer(const std::array<counting_answer, 3>& answers, tier_counting which) {
    return answers[static_cast<std::size_t>(which)];
}

integer_range from_to(int first, int last) {
    return {integer{first}, integer{last}};
}

/// Which of the three can be, such as "exclusive held".
std::string possible(const counting_evidence& said) {
    std::string names;
    for (const counting_answer& each : infer_counting(said)) {
        if (each.possible)
            names += (names.empty() ? "" : " ") + std::string{name_of(each.counting)};
    }
    return names;
}

counting_evidence tiers_of(const std::vector<int>& counts) {
    counting_evidence said;
    for (const int each : counts)
        said.tiers.push_back(count(each));
    return said;
}

// ---- reports
// -------------------------------------------------------------------------------------

TEST(counting_inference, the_countys_tiers_add_up_or_are_each_title_where_held) {
    counting_evidence said = tiers_of({1, 2, 2, 94, 149});
    said.total = count(248);
    EXPECT_EQ(possible(said), "exclusive held");
    const auto answers = infer_counting(said);
    EXPECT_EQ(answer(answers, tier_counting::exclusive).totals, from_to(248, 248));
    EXPECT_EQ(answer(answers, tier_counting::held).totals, from_to(248, 248));
    EXPECT_EQ(answer(answers, tier_counting::at_or_above).totals, std::nullopt);
    EXPECT_EQ(answer(answers, tier_counting::exclusive).units, std::nullopt);
}

TEST(counting_inference, a_rate_tells_that_tiers_nest_and_how_many_units_there_are) {
    counting_evidence said = tiers_of({1, 50, 306});
    said.rate = read("81.38%");
    EXPECT_EQ(possible(said), "at_or_above held");
    const auto answers = infer_counting(said);
    EXPECT_EQ(answer(answers, tier_counting::at_or_above).totals, from_to(306, 306));
    EXPECT_EQ(answer(answers, tier_counting::at_or_above).units, from_to(376, 376));
}

TEST(counting_inference, no_whole_number_of_units_has_357_as_81_38_percent) {
    // 357/0.8138 lies between 438 and 439, neither of which prints so.
    counting_evidence said = tiers_of({357});
    said.rate = read("81.38%");
    EXPECT_EQ(possible(said), "");
}

TEST(counting_inference, tiers_alone_leave_all_open_but_nesting) {
    EXPECT_EQ(possible(tiers_of({1, 2, 2})), "exclusive at_or_above held");
    EXPECT_EQ(possible(tiers_of({2, 1})), "exclusive held");
    EXPECT_EQ(possible(tiers_of({0, 0})), "exclusive at_or_above held");
}

TEST(counting_inference, one_tier_says_the_same_in_every_way) {
    counting_evidence said = tiers_of({7});
    said.total = count(7);
    EXPECT_EQ(possible(said), "exclusive at_or_above held");
    said.total = count(8);
    EXPECT_EQ(possible(said), "");
}

TEST(counting_inference, answers_stand_in_the_order_of_the_ways) {
    const auto answers = infer_counting(tiers_of({1}));
    EXPECT_EQ(answers[0].counting, tier_counting::exclusive);
    EXPECT_EQ(answers[1].counting, tier_counting::at_or_above);
    EXPECT_EQ(answers[2].counting, tier_counting::held);
}

TEST(counting_inference, rounded_counts_are_all_that_they_can_be) {
    counting_evidence said;
    said.tiers = {read("600余"), count(100)};
    const auto answers = infer_counting(said);
    EXPECT_EQ(answer(answers, tier_counting::exclusive).totals, from_to(701, 799));
    EXPECT_FALSE(answer(answers, tier_counting::at_or_above).possible);
    EXPECT_EQ(answer(answers, tier_counting::held).totals, from_to(601, 799));
}

TEST(counting_inference, a_count_without_an_end_leaves_the_total_without_one) {
    counting_evidence said;
    said.tiers = {count(3), interval::at_least(5)};
    const auto answers = infer_counting(said);
    EXPECT_EQ(answer(answers, tier_counting::exclusive).totals,
              (integer_range{integer{8}, std::nullopt}));
    EXPECT_EQ(answer(answers, tier_counting::at_or_above).totals,
              (integer_range{integer{5}, std::nullopt}));
    EXPECT_EQ(answer(answers, tier_counting::held).totals,
              (integer_range{integer{5}, std::nullopt}));
}

TEST(counting_inference, what_is_no_count_is_counted_in_no_way) {
    counting_evidence said;
    said.tiers = {interval::exactly(rational{1} / rational{2})};
    EXPECT_EQ(possible(said), "");
    said.tiers = {interval::exactly(-1)};
    EXPECT_EQ(possible(said), "");
    said.tiers = {count(1)};
    said.total = interval::exactly(rational{3} / rational{2});
    EXPECT_EQ(possible(said), "");
    said.total.reset();
    said.units = interval::exactly(rational{3} / rational{2});
    EXPECT_EQ(possible(said), "");
}

TEST(counting_inference, there_are_at_least_as_many_units_as_titles) {
    counting_evidence said = tiers_of({3, 4});
    said.units = count(6);
    EXPECT_EQ(possible(said), "at_or_above held");
    EXPECT_EQ(answer(infer_counting(said), tier_counting::held).totals, from_to(4, 6));
    said.units = count(3);
    EXPECT_EQ(possible(said), "");
}

TEST(counting_inference, a_share_above_one_is_none) {
    counting_evidence said = tiers_of({3});
    said.rate = read("120%");
    EXPECT_EQ(possible(said), "");
}

TEST(counting_inference, a_rate_of_no_units_is_none) {
    counting_evidence said = tiers_of({0});
    said.units = count(0);
    EXPECT_EQ(possible(said), "exclusive at_or_above held");
    said.rate = read("0%");
    EXPECT_EQ(possible(said), "");
    said.units.reset();
    const auto answers = infer_counting(said);
    EXPECT_EQ(answers[0].totals, from_to(0, 0));
    EXPECT_EQ(answers[0].units, (integer_range{integer{1}, std::nullopt}));
}

// ---- every small world
// ---------------------------------------------------------------------------

constexpr int most = 4;         // of a tier
constexpr int most_units = 60;  // more than any rate below leaves possible

/// A range of whole numbers as evidence.
struct range {
    int first = 0;
    int last = 0;
    [[nodiscard]] bool has(int value) const { return first <= value && value <= last; }
};

interval values_of(const range& of) {
    return interval::closed(of.first, of.last);
}

/// What a world of units shows: the count of each tier, then the total.
using shown = std::vector<int>;

/// All that worlds of units with `tiers` tiers can show, where each unit with a title holds some
/// set of them: every way to have so many units of each set, as far as no tier counts more than
/// `most`.
std::set<shown> worlds(std::size_t tiers, tier_counting counting) {
    std::set<shown> reached{shown(tiers + 1, 0)};
    std::vector<shown> open(reached.begin(), reached.end());
    while (!open.empty()) {
        const shown world = open.back();
        open.pop_back();
        for (unsigned held = 1; held < 1U << tiers; ++held) {
            shown next = world;
            bool is_below_highest = false;
            for (std::size_t tier = 0; tier < tiers; ++tier) {
                const bool holds = (held >> tier & 1U) != 0;
                const bool is_highest = holds && !is_below_highest;
                is_below_highest = is_below_highest || holds;
                switch (counting) {
                case tier_counting::exclusive: next[tier] += is_highest ? 1 : 0; break;
                case tier_counting::at_or_above: next[tier] += is_below_highest ? 1 : 0; break;
                case tier_counting::held: next[tier] += holds ? 1 : 0; break;
                }
            }
            ++next.back();
            const bool fits =
                std::all_of(next.begin(), next.end() - 1, [](int each) { return each <= most; });
            if (fits && reached.insert(next).second) open.push_back(next);
        }
    }
    return reached;
}

struct rate_range {
    rational first;
    rational last;
};

/// What follows in one way of counting, by trying every total and every number of units.
counting_answer tried(tier_counting counting,
                      const std::set<int>& totals,
                      const std::optional<range>& units,
                      const std::optional<rate_range>& rate) {
    counting_answer made{counting};
    for (const int total : totals) {
        for (int all = total; all <= most_units; ++all) {
            if (units && !units->has(all)) continue;
            if (rate && (all == 0 || rational{total} < rate->first * all ||
                         rational{total} > rate->last * all))
                continue;
            made.possible = true;
            const auto widen = [](std::optional<integer_range>& into, int value) {
                if (!into) into = from_to(value, value);
                into->first = std::min(*into->first, integer{value});
                into->last = std::max(*into->last, integer{value});
            };
            widen(made.totals, total);
            if (units || rate) widen(made.units, all);
        }
    }
    return made;
}

std::vector<range> ranges_up_to(int last) {
    std::vector<range> all;
    for (int a = 0; a <= last; ++a) {
        for (int b = a; b <= last; ++b)
            all.push_back({a, b});
    }
    return all;
}

const std::vector<std::optional<range>> some_totals{
    std::nullopt, range{0, 0}, range{3, 3}, range{4, 4}, range{2, 5}, range{7, 9}, range{12, 20}};
const std::vector<std::optional<range>> some_units{
    std::nullopt, range{0, 0}, range{4, 4}, range{5, 7}, range{9, 30}};

std::vector<std::optional<rate_range>> some_rates() {
    const auto of = [](int first, int last, int whole) {
        return rate_range{rational{first} / rational{whole}, rational{last} / rational{whole}};
    };
    return {std::nullopt, of(1, 1, 2), of(1, 1, 1), of(5, 6, 7), of(2, 2, 7), of(40, 41, 100)};
}

/// Tries everything that could be said beside the tiers.
void expect_tried(const std::vector<range>& tiers, const std::array<std::set<shown>, 3>& all) {
    std::array<std::set<int>, 3> totals;
    for (std::size_t i = 0; i < 3; ++i) {
        for (const shown& world : all[i]) {
            bool fits = true;
            for (std::size_t tier = 0; tier < tiers.size(); ++tier)
                fits = fits && tiers[tier].has(world[tier]);
            if (fits) totals[i].insert(world.back());
        }
    }
    counting_evidence said;
    for (const range& each : tiers)
        said.tiers.push_back(values_of(each));
    static const auto rates = some_rates();
    for (const auto& total : some_totals) {
        said.total = total ? std::optional{values_of(*total)} : std::nullopt;
        std::array<std::set<int>, 3> left;
        for (std::size_t i = 0; i < 3; ++i) {
            for (const int each : totals[i]) {
                if (!total || total->has(each)) left[i].insert(each);
            }
        }
        for (const auto& units : some_units) {
            said.units = units ? std::optional{values_of(*units)} : std::nullopt;
            for (const auto& rate : rates) {
                said.rate =
                    rate ? std::optional{interval::closed(rate->first, rate->last)} : std::nullopt;
                const auto answers = infer_counting(said);
                for (std::size_t i = 0; i < 3; ++i) {
                    const counting_answer expected =
                        tried(answers[i].counting, left[i], units, rate);
                    ASSERT_EQ(answers[i].possible, expected.possible)
                        << name_of(answers[i].counting);
                    ASSERT_EQ(text(answers[i].totals), text(expected.totals))
                        << name_of(answers[i].counting);
                    ASSERT_EQ(text(answers[i].units), text(expected.units))
                        << name_of(answers[i].counting);
                }
            }
        }
    }
}

/// Every list of so many ranges.
template <typename Use>
void for_every_list(std::size_t count, const std::vector<range>& from, const Use& use) {
    std::vector<std::size_t> at(count, 0);
    while (true) {
        std::vector<range> list;
        for (const std::size_t each : at)
            list.push_back(from[each]);
        use(list);
        std::size_t i = 0;
        while (i < count && ++at[i] == from.size())
            at[i++] = 0;
        if (i == count) return;
    }
}

std::array<std::set<shown>, 3> all_worlds(std::size_t tiers) {
    return {worlds(tiers, tier_counting::exclusive),
            worlds(tiers, tier_counting::at_or_above),
            worlds(tiers, tier_counting::held)};
}

void try_every_list(std::size_t tiers, const std::vector<range>& from) {
    const auto all = all_worlds(tiers);
    for_every_list(tiers, from, [&](const std::vector<range>& list) {
        if (testing::Test::HasFatalFailure()) return;
        std::string names;
        for (const range& each : list)
            names += std::to_string(each.first) + ".." + std::to_string(each.last) + " ";
        SCOPED_TRACE(names);
        expect_tried(list, all);
    });
}

TEST(counting_inference, agrees_with_every_world_of_one_tier) {
    try_every_list(1, ranges_up_to(most));
}

TEST(counting_inference, agrees_with_every_world_of_two_tiers) {
    try_every_list(2, ranges_up_to(most));
}

TEST(counting_inference, agrees_with_every_world_of_three_tiers) {
    std::vector<range> exact;
    for (int i = 0; i <= most; ++i)
        exact.push_back({i, i});
    exact.push_back({0, 2});
    exact.push_back({2, 4});
    try_every_list(3, exact);
}

}  // namespace
