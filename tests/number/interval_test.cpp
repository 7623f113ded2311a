#include <crossfoot/number/error.hpp>
#include <crossfoot/number/interval.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <ostream>
#include <vector>

namespace crossfoot {

// How a failing test shows an interval.
static void PrintTo(const interval& shown, std::ostream* out) {
    const auto text = [](const endpoint& end) {
        return end.is_finite() ? to_string(end.value) : std::string{"infinite"};
    };
    *out << (shown.lo().is_closed() ? '[' : '(') << text(shown.lo()) << ", " << text(shown.hi())
         << (shown.hi().is_closed() ? ']' : ')');
}

namespace {

// A small world: every interval with ends in -2..2, of every kind. An operation on it is compared
// with the same operation on points: all that matters of an interval shows at its ends, close to
// them, at zero, in between and far out.

constexpr int largest_end = 2;

std::vector<endpoint> all_ends() {
    std::vector<endpoint> ends{{0, bound::infinite}};
    for (int value = -largest_end; value <= largest_end; ++value) {
        ends.push_back({value, bound::closed});
        ends.push_back({value, bound::open});
    }
    return ends;
}

std::vector<interval> all_intervals() {
    std::vector<interval> intervals;
    for (const endpoint& lo : all_ends()) {
        for (const endpoint& hi : all_ends()) {
            if (const auto some = interval::between(lo, hi)) intervals.push_back(*some);
        }
    }
    return intervals;
}

const rational& tiny() {
    static const rational value{1, 1000};
    return value;
}

const rational& huge() {
    static const rational value{1000000};
    return value;
}

std::vector<rational> points_of(const interval& some) {
    std::vector<rational> candidates{-huge(), huge()};
    for (int twice = -2 * largest_end - 2; twice <= 2 * largest_end + 2; ++twice) {
        candidates.push_back(rational{twice, 2});
    }
    for (const endpoint& end : {some.lo(), some.hi()}) {
        if (!end.is_finite()) continue;
        candidates.push_back(end.value - tiny());
        candidates.push_back(end.value + tiny());
    }
    std::vector<rational> points;
    for (const rational& each : candidates) {
        if (some.contains(each)) points.push_back(each);
    }
    return points;
}

/// Whether `result` holds all of `values` and none of its ends could be moved inwards.
bool fits_tightly(const interval& result, const std::vector<rational>& values) {
    bool reaches_lo = false;
    bool reaches_hi = false;
    for (const rational& value : values) {
        if (!result.contains(value)) return false;
        const rational near{1, 50};
        const rational far{100};
        const auto reaches = [&](const endpoint& end, const rational& outward) {
            if (!end.is_finite()) return outward > far;
            const rational gap = abs(value - end.value);
            return end.is_closed() ? gap.is_zero() : gap < near;
        };
        reaches_lo = reaches_lo || reaches(result.lo(), -value);
        reaches_hi = reaches_hi || reaches(result.hi(), value);
    }
    return reaches_lo && reaches_hi;
}

using operation = std::function<interval(const interval&, const interval&)>;
using point_operation = std::function<rational(const rational&, const rational&)>;

void expect_same_as_on_points(const operation& on_intervals,
                              const point_operation& on_points,
                              bool divides = false) {
    for (const interval& a : all_intervals()) {
        const std::vector<rational> points_of_a = points_of(a);
        for (const interval& b : all_intervals()) {
            if (divides && b.contains(0)) continue;
            std::vector<rational> values;
            for (const rational& x : points_of_a) {
                for (const rational& y : points_of(b))
                    values.push_back(on_points(x, y));
            }
            ASSERT_TRUE(fits_tightly(on_intervals(a, b), values))
                << testing::PrintToString(a) << " and " << testing::PrintToString(b) << " give "
                << testing::PrintToString(on_intervals(a, b));
        }
    }
}

TEST(interval, adds_as_its_points_do) {
    expect_same_as_on_points([](const interval& a, const interval& b) { return a + b; },
                             [](const rational& x, const rational& y) { return x + y; });
}

TEST(interval, subtracts_as_its_points_do) {
    expect_same_as_on_points([](const interval& a, const interval& b) { return a - b; },
                             [](const rational& x, const rational& y) { return x - y; });
}

TEST(interval, multiplies_as_its_points_do) {
    expect_same_as_on_points([](const interval& a, const interval& b) { return a * b; },
                             [](const rational& x, const rational& y) { return x * y; });
}

TEST(interval, divides_as_its_points_do_where_the_divisor_is_never_zero) {
    expect_same_as_on_points([](const interval& a, const interval& b) { return a / b; },
                             [](const rational& x, const rational& y) { return x / y; },
                             true);
}

TEST(interval, has_no_quotient_by_anything_that_may_be_zero) {
    for (const interval& b : all_intervals()) {
        if (!b.contains(0)) continue;
        EXPECT_THROW(static_cast<void>(interval::exactly(1) / b), error);
    }
}

TEST(interval, negates_as_its_points_do) {
    for (const interval& a : all_intervals()) {
        for (const rational& x : points_of(interval::everything())) {
            ASSERT_EQ((-a).contains(-x), a.contains(x));
        }
    }
}

std::vector<rational> telling_points() {
    std::vector<rational> points{-huge(), huge()};
    for (int half = -2 * largest_end - 1; half <= 2 * largest_end + 1; ++half) {
        points.push_back(rational{half, 2});
    }
    return points;
}

TEST(interval, has_in_common_with_another_what_both_hold) {
    const std::vector<rational> points = telling_points();
    for (const interval& a : all_intervals()) {
        for (const interval& b : all_intervals()) {
            const std::optional<interval> common = intersection(a, b);
            bool any = false;
            for (const rational& x : points) {
                const bool in_both = a.contains(x) && b.contains(x);
                any = any || in_both;
                ASSERT_EQ(common && common->contains(x), in_both);
            }
            ASSERT_EQ(common.has_value(), any);
            ASSERT_EQ(a.overlaps(b), any);
        }
    }
}

TEST(interval, lies_within_another_that_holds_all_its_points) {
    const std::vector<rational> points = telling_points();
    for (const interval& a : all_intervals()) {
        for (const interval& b : all_intervals()) {
            bool all = true;
            for (const rational& x : points)
                all = all && (!a.contains(x) || b.contains(x));
            ASSERT_EQ(a.is_subset_of(b), all);
            ASSERT_EQ(a == b, all && b.is_subset_of(a));
        }
    }
}

TEST(interval, hull_is_the_smallest_that_holds_both) {
    const std::vector<interval> intervals = all_intervals();
    for (const interval& a : intervals) {
        for (const interval& b : intervals) {
            const interval both = hull(a, b);
            ASSERT_TRUE(a.is_subset_of(both) && b.is_subset_of(both));
            ASSERT_TRUE(both.lo() == a.lo() || both.lo() == b.lo());
            ASSERT_TRUE(both.hi() == a.hi() || both.hi() == b.hi());
        }
    }
}

TEST(interval, knows_the_whole_numbers_inside) {
    for (const interval& wide : all_intervals()) {
        const interval a = wide / interval::exactly(rational{3, 2});
        const std::optional<integer_range> whole = a.whole_numbers();
        for (int n = -5; n <= 5; ++n) {
            ASSERT_EQ(whole && whole->contains(n), a.contains(n));
        }
        ASSERT_FALSE(whole && whole->first && whole->last && *whole->first > *whole->last);
    }
}

TEST(interval, is_exact_where_it_holds_one_value) {
    EXPECT_TRUE(interval::exactly(3).is_exact());
    EXPECT_TRUE(interval::closed(3, 3).is_exact());
    EXPECT_FALSE(interval::closed(3, 4).is_exact());
    EXPECT_FALSE(interval::everything().is_exact());
}

TEST(interval, is_what_its_name_says) {
    EXPECT_FALSE(interval::open(1, 2).contains(1));
    EXPECT_FALSE(interval::open(1, 2).contains(2));
    EXPECT_TRUE(interval::closed_open(1, 2).contains(1));
    EXPECT_FALSE(interval::closed_open(1, 2).contains(2));
    EXPECT_FALSE(interval::open_closed(1, 2).contains(1));
    EXPECT_TRUE(interval::open_closed(1, 2).contains(2));
    EXPECT_TRUE(interval::at_least(1).contains(1));
    EXPECT_FALSE(interval::more_than(1).contains(1));
    EXPECT_TRUE(interval::at_most(1).contains(1));
    EXPECT_FALSE(interval::less_than(1).contains(1));
}

TEST(interval, adds_the_ends_of_a_known_and_an_unknown_count) {
    EXPECT_EQ(interval::exactly(3) + interval::closed(3, 5), interval::closed(6, 8));
}

TEST(interval, subtracting_an_interval_from_itself_keeps_the_uncertainty) {
    EXPECT_EQ(interval::closed(3, 5) - interval::closed(3, 5), interval::closed(-2, 2));
}

TEST(interval, infinite_ends_are_equal_whatever_their_value) {
    EXPECT_EQ(interval::between({7, bound::infinite}, {1, bound::open}), interval::less_than(1));
}

}  // namespace
}  // namespace crossfoot
