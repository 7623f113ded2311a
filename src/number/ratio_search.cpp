#include <crossfoot/number/error.hpp>
#include <crossfoot/number/exact.hpp>
#include <crossfoot/number/ratio_search.hpp>

#include <algorithm>
#include <utility>

namespace crossfoot {

namespace {

/// `a / b` rounded toward minus infinity; expects `b > 0`.
integer floor_quotient(const integer& a, const integer& b) {
    integer quotient;
    integer rest;
    divide_qr(a, b, quotient, rest);
    return rest.sign() < 0 ? integer{quotient - 1} : quotient;
}

/// The sum of floor((slope * i + start) / divisor) over i in [0, terms).
///
/// The whole parts of slope and start are summed in closed form. What is left are the lattice
/// points under a line flatter than 45 degrees; counted by rows instead of columns they are again
/// such a sum, with slope and divisor exchanged, as in Euclid's algorithm.
integer floor_sum(integer terms, integer slope, integer start, integer divisor) {
    integer total = 0;
    for (;;) {
        const integer whole_slope = floor_quotient(slope, divisor);
        const integer whole_start = floor_quotient(start, divisor);
        total += whole_slope * (terms * (terms - 1) / 2) + whole_start * terms;
        slope -= whole_slope * divisor;
        start -= whole_start * divisor;

        const integer top = slope * terms + start;
        if (top < divisor) return total;
        divide_qr(top, divisor, terms, start);
        std::swap(slope, divisor);
    }
}

/// The sum of floor(slope * d) over d in [first, last].
integer sum_of_floors(const rational& slope, const integer& first, const integer& last) {
    const integer over = numerator(slope);
    return floor_sum(last - first + 1, over, over * first, denominator(slope));
}

/// The sum of ceil(slope * d) over d in [first, last].
integer sum_of_ceilings(const rational& slope, const integer& first, const integer& last) {
    return -sum_of_floors(-slope, first, last);
}

/// The smallest n with n/d above the lower end.
integer lowest_count(const endpoint& lo, const integer& d) {
    const rational edge = lo.value * rational{d};
    return lo.is_closed() ? ceiling(edge) : integer{floor(edge) + 1};
}

/// The largest n with n/d below the (finite) upper end.
integer highest_count(const endpoint& hi, const integer& d) {
    const rational edge = hi.value * rational{d};
    return hi.is_closed() ? floor(edge) : integer{ceiling(edge) - 1};
}

/// Whether some n/d with d in [first, last] lies in `ratio`, whatever n is.
bool some_point_between(const interval& ratio, const integer& first, const integer& last) {
    const endpoint& lo = ratio.lo();
    const endpoint& hi = ratio.hi();
    // Most questions end here: an interval of some width nearly always holds an n for the last d.
    if (lowest_count(lo, last) <= highest_count(hi, last)) return true;

    // No d has fewer than zero counts (lowest <= highest + 1 always), so the sum over all d of how
    // many there are is positive exactly where one of them has some.
    const integer many = last - first + 1;
    const integer highest = hi.is_closed() ? sum_of_floors(hi.value, first, last)
                                           : integer{sum_of_ceilings(hi.value, first, last) - many};
    const integer lowest = lo.is_closed() ? sum_of_ceilings(lo.value, first, last)
                                          : integer{sum_of_floors(lo.value, first, last) + many};
    return highest - lowest + many > 0;
}

/// The question with everything outside it cut away: ratios and counts not negative, totals from 1.
struct search {
    integer least_count;
    std::optional<integer> most_count;
    integer least_total;
    std::optional<integer> most_total;
    interval ratio;
};

std::optional<search> cut_to_size(const integer_range& counts,
                                  const integer_range& totals,
                                  const interval& ratio) {
    const std::optional<interval> reachable = intersection(ratio, interval::at_least(0));
    if (!reachable) return std::nullopt;
    search asked{std::max(counts.first.value_or(0), integer{0}),
                 counts.last,
                 std::max(totals.first.value_or(1), integer{1}),
                 totals.last,
                 *reachable};
    if (asked.most_count && *asked.most_count < asked.least_count) return std::nullopt;
    if (asked.most_total && *asked.most_total < asked.least_total) return std::nullopt;
    return asked;
}

/// The d for which n/d can be inside the ratio as far as each limit on n goes by itself: high
/// enough that the largest n under the cone reaches the least count, low enough that the smallest
/// n above it does not pass the most. No value where there is no such d.
std::optional<integer_range> totals_that_meet_the_counts(const search& asked) {
    const endpoint& lo = asked.ratio.lo();
    const endpoint& hi = asked.ratio.hi();
    integer first = asked.least_total;
    std::optional<integer> last = asked.most_total;

    if (hi.is_finite() && asked.least_count > 0) {
        if (hi.value.is_zero()) return std::nullopt;
        const rational edge = rational{asked.least_count} / hi.value;
        first = std::max(first, hi.is_closed() ? ceiling(edge) : integer{floor(edge) + 1});
    }
    if (asked.most_count) {
        if (lo.value.is_zero()) {
            if (!lo.is_closed() && asked.most_count->is_zero()) return std::nullopt;
        } else {
            const rational edge = rational{*asked.most_count} / lo.value;
            const integer highest = lo.is_closed() ? floor(edge) : integer{ceiling(edge) - 1};
            last = last ? std::min(*last, highest) : highest;
        }
    }
    if (last && *last < first) return std::nullopt;
    return integer_range{first, last};
}

bool has_answer(const search& asked) {
    if (asked.most_count && *asked.most_count < asked.least_count) return false;
    if (asked.most_total && *asked.most_total < asked.least_total) return false;
    const std::optional<integer_range> totals = totals_that_meet_the_counts(asked);
    if (!totals) return false;
    if (!asked.ratio.hi().is_finite()) return true;
    // Among ever larger d the cone becomes wider than 1, or its one ratio p/q meets a multiple of
    // q.
    if (!totals->last) return true;
    // For these d the limits on n cannot miss what the cone leaves, so the cone alone decides.
    return some_point_between(asked.ratio, *totals->first, *totals->last);
}

/// The smallest value from `from` on that satisfies `holds`, which stays true once it is; some
/// value does.
template <typename Predicate>
integer smallest_that(const integer& from, const Predicate& holds) {
    integer step = 1;
    integer below = from - 1;
    integer candidate = from;
    while (!holds(candidate)) {
        below = candidate;
        candidate += step;
        step *= 2;
    }
    while (candidate - below > 1) {
        const integer middle = (below + candidate) / 2;
        (holds(middle) ? candidate : below) = middle;
    }
    return candidate;
}

/// The largest n that the totals and the ratio allow; no value where there is always a larger one.
std::optional<integer> highest_possible_count(const search& asked) {
    if (asked.most_count) return asked.most_count;
    const endpoint& hi = asked.ratio.hi();
    if (!hi.is_finite()) return std::nullopt;
    if (hi.value.is_zero()) return integer{0};
    if (!asked.most_total) return std::nullopt;
    return highest_count(hi, *asked.most_total);
}

/// The largest d that the counts and the ratio allow; no value where there is always a larger one.
std::optional<integer> highest_possible_total(const search& asked) {
    if (asked.most_total) return asked.most_total;
    const std::optional<integer_range> totals = totals_that_meet_the_counts(asked);
    return totals ? totals->last : std::nullopt;
}

}  // namespace

bool some_ratio_in(const integer_range& counts,
                   const integer_range& totals,
                   const interval& ratio) {
    CROSSFOOT_EXPECTS(counts.first && *counts.first >= 0);
    const std::optional<search> asked = cut_to_size(counts, totals, ratio);
    return asked && has_answer(*asked);
}

std::optional<integer_range> counts_with_ratio_in(const integer_range& counts,
                                                  const integer_range& totals,
                                                  const interval& ratio) {
    CROSSFOOT_EXPECTS(counts.first && *counts.first >= 0);
    const std::optional<search> asked = cut_to_size(counts, totals, ratio);
    if (!asked || !has_answer(*asked)) return std::nullopt;

    search cut = *asked;
    integer_range found;
    found.first = smallest_that(asked->least_count, [&cut](const integer& most) {
        cut.most_count = most;
        return has_answer(cut);
    });
    if (const std::optional<integer> highest = highest_possible_count(*asked)) {
        cut = *asked;
        // Downward is upward in the negative: the smallest -n from which on there is an answer.
        found.last = -smallest_that(-*highest, [&cut](const integer& negated_least) {
            cut.least_count = -negated_least;
            return has_answer(cut);
        });
    }
    return found;
}

std::optional<integer_range> totals_with_ratio_in(const integer_range& counts,
                                                  const integer_range& totals,
                                                  const interval& ratio) {
    CROSSFOOT_EXPECTS(counts.first && *counts.first >= 0);
    const std::optional<search> asked = cut_to_size(counts, totals, ratio);
    if (!asked || !has_answer(*asked)) return std::nullopt;

    search cut = *asked;
    integer_range found;
    found.first = smallest_that(asked->least_total, [&cut](const integer& most) {
        cut.most_total = most;
        return has_answer(cut);
    });
    if (const std::optional<integer> highest = highest_possible_total(*asked)) {
        cut = *asked;
        found.last = -smallest_that(-*highest, [&cut](const integer& negated_least) {
            cut.least_total = std::max(integer{-negated_least}, integer{1});
            return has_answer(cut);
        });
    }
    return found;
}

}  // namespace crossfoot
