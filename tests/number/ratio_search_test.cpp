#include <crossfoot/number/ratio_search.hpp>

#include <gtest/gtest.h>

#include <optional>
#include <rapidcheck/gtest.h>
#include <vector>

namespace crossfoot {
namespace {

/// What trying every pair finds.
struct tried {
    bool any = false;
    int first_count = 0;
    int last_count = 0;
    int first_total = 0;
    int last_total = 0;
};

struct bounds {
    int first;
    std::optional<int> last;

    [[nodiscard]] integer_range range() const {
        integer_range result{first, std::nullopt};
        if (last) result.last = *last;
        return result;
    }
};

/// The whole n with n/d inside `ratio`, found one by one, for each d.
std::vector<std::vector<int>> counts_inside(const interval& ratio, int most_count, int most_total) {
    std::vector<std::vector<int>> counts(static_cast<std::size_t>(most_total) + 1);
    for (int d = 1; d <= most_total; ++d) {
        for (int n = 0; n <= most_count; ++n) {
            if (ratio.contains(rational{n, d})) counts[static_cast<std::size_t>(d)].push_back(n);
        }
    }
    return counts;
}

tried try_all(const std::vector<std::vector<int>>& inside,
              const bounds& counts,
              const bounds& totals) {
    tried found;
    for (int d = totals.first; d < static_cast<int>(inside.size()); ++d) {
        if (totals.last && d > *totals.last) break;
        for (const int n : inside[static_cast<std::size_t>(d)]) {
            if (n < counts.first || (counts.last && n > *counts.last)) continue;
            if (!found.any) found = {true, n, n, d, d};
            found.first_count = std::min(found.first_count, n);
            found.last_count = std::max(found.last_count, n);
            found.last_total = d;
        }
    }
    return found;
}

std::vector<interval> small_ratios() {
    std::vector<endpoint> ends{{0, bound::infinite}};
    for (const rational& value :
         {rational{0}, rational{1, 3}, rational{1, 2}, rational{1}, rational{2}}) {
        ends.push_back({value, bound::closed});
        ends.push_back({value, bound::open});
    }
    std::vector<interval> ratios;
    for (const endpoint& lo : ends) {
        for (const endpoint& hi : ends) {
            if (const auto ratio = interval::between(lo, hi)) ratios.push_back(*ratio);
        }
    }
    return ratios;
}

std::vector<bounds> small_bounds(int first, int last) {
    std::vector<bounds> all;
    for (int from = first; from <= last; ++from) {
        all.push_back({from, std::nullopt});
        for (int to = from; to <= last; ++to)
            all.push_back({from, to});
    }
    return all;
}

// Where a range never ends, pairs up to 50 tell all about it. The ratios' ends are at least 1/6
// apart or equal with a denominator of at most 3, so some d up to 3 + 12 has a pair if any has.
// Where the other limits bound a number they bound it by 4 * 3 (totals) or 4 * 2 (counts), so one
// found above `surely_endless` shows that there is always a larger one; and totals up to 50 have
// counts of at least 50/3 - 1 in every ratio that lets the counts grow without end.
constexpr int most_tried = 50;
constexpr int surely_endless = 14;

std::optional<integer_range> expected_range(const tried& found, int first, int last) {
    if (!found.any) return std::nullopt;
    integer_range range{first, std::nullopt};
    if (last <= surely_endless) range.last = last;
    return range;
}

TEST(ratio_search, finds_in_every_small_world_what_trying_all_pairs_finds) {
    for (const interval& ratio : small_ratios()) {
        const auto inside = counts_inside(ratio, 2 * most_tried, most_tried);
        for (const bounds& counts : small_bounds(0, 4)) {
            for (const bounds& totals : small_bounds(1, 4)) {
                const tried found = try_all(inside, counts, totals);
                ASSERT_EQ(some_ratio_in(counts.range(), totals.range(), ratio), found.any);
                ASSERT_EQ(counts_with_ratio_in(counts.range(), totals.range(), ratio),
                          expected_range(found, found.first_count, found.last_count));
                ASSERT_EQ(totals_with_ratio_in(counts.range(), totals.range(), ratio),
                          expected_range(found, found.first_total, found.last_total));
            }
        }
    }
}

RC_GTEST_PROP(ratio_search, finds_a_pair_in_a_thin_cone_exactly_where_there_is_one, ()) {
    const int under = *rc::gen::inRange(1, 90);
    const int other_under = *rc::gen::inRange(1, 90);
    const rational a{*rc::gen::inRange(0, 90), under};
    const rational b = a + rational{*rc::gen::inRange(0, 3), under * other_under};
    const bound lo_kind = *rc::gen::element(bound::closed, bound::open);
    const bound hi_kind = *rc::gen::element(bound::closed, bound::open);
    const auto ratio = interval::between({a, lo_kind}, {b, hi_kind});
    RC_PRE(ratio.has_value());
    const int n1 = *rc::gen::inRange(0, 60);
    const int d1 = *rc::gen::inRange(1, 60);
    const bounds counts{n1, n1 + *rc::gen::inRange(0, 60)};
    const bounds totals{d1, d1 + *rc::gen::inRange(0, 60)};

    const tried found = try_all(counts_inside(*ratio, 120, 120), counts, totals);
    RC_ASSERT(some_ratio_in(counts.range(), totals.range(), *ratio) == found.any);
    const auto some_counts = counts_with_ratio_in(counts.range(), totals.range(), *ratio);
    const auto some_totals = totals_with_ratio_in(counts.range(), totals.range(), *ratio);
    RC_ASSERT(some_counts.has_value() == found.any);
    RC_ASSERT(some_totals.has_value() == found.any);
    if (found.any) {
        RC_ASSERT(*some_counts == (integer_range{found.first_count, found.last_count}));
        RC_ASSERT(*some_totals == (integer_range{found.first_total, found.last_total}));
    }
}

TEST(ratio_search, finds_a_third_among_totals_that_have_one) {
    EXPECT_TRUE(some_ratio_in({7, 7}, {20, 22}, interval::exactly(rational{1, 3})));
    EXPECT_FALSE(some_ratio_in({7, 7}, {22, 90}, interval::at_least(rational{1, 3})));
    EXPECT_EQ(counts_with_ratio_in({0, 100}, {10, 12}, interval::exactly(rational{1, 3})),
              (integer_range{4, 4}));
    EXPECT_EQ(totals_with_ratio_in({5, 6}, {1, 100}, interval::exactly(rational{1, 3})),
              (integer_range{15, 18}));
}

TEST(ratio_search, sees_that_no_pair_has_a_ratio_which_an_interval_of_reals_would_admit) {
    // The reals from 3/8 to 4/6 hold 2/5, but no three or four of six to eight are two fifths.
    EXPECT_FALSE(some_ratio_in({3, 4}, {6, 8}, interval::exactly(rational{2, 5})));
    EXPECT_FALSE(some_ratio_in({1, 999}, {1, 1000}, interval::open(rational{999, 1000}, 1)));
    EXPECT_TRUE(some_ratio_in({1, 1000}, {1, 1001}, interval::open(rational{999, 1000}, 1)));
}

TEST(ratio_search, answers_for_ranges_of_any_size) {
    const integer far = power_of_ten(40);
    const rational thin_lo = rational{far - 1, far};
    EXPECT_FALSE(some_ratio_in({0, far}, {1, far}, interval::open(thin_lo, 1)));
    EXPECT_EQ(counts_with_ratio_in({0, far * 2}, {1, far + 1}, interval::open(thin_lo, 1)),
              (integer_range{far, far}));
    EXPECT_EQ(
        totals_with_ratio_in({0, std::nullopt}, {1, std::nullopt}, interval::open(thin_lo, 1)),
        (integer_range{far + 1, std::nullopt}));
}

TEST(ratio_search, never_chooses_a_total_of_zero) {
    EXPECT_FALSE(some_ratio_in({0, 5}, {0, 0}, interval::everything()));
    EXPECT_EQ(totals_with_ratio_in({0, 0}, {0, 3}, interval::everything()), (integer_range{1, 3}));
}

}  // namespace
}  // namespace crossfoot
