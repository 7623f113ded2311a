#include <crossfoot/number/ratio_search.hpp>

#include "judge.hpp"

#include <algorithm>

namespace crossfoot::detail {

namespace {

/// One side of a ratio: the sum of its known operands, and how many are missing. What is missing
/// may be any number from 0 up.
struct side {
    interval known = interval::exactly(0);
    std::size_t missing = 0;
    bool whole = true;

    explicit side(const std::vector<operand>& operands) {
        for (const operand& each : operands) {
            whole = whole && each.whole;
            if (each.missing) {
                ++missing;
            } else {
                known = known + usable_values(each);
            }
        }
    }
    /// The sums over all fills.
    [[nodiscard]] interval all() const {
        return missing > 0 ? interval::between(known.lo(), {}).value() : known;
    }
};

integer_range as_range(const interval& whole) {
    return whole.whole_numbers().value_or(integer_range{integer{0}, integer{0}});
}

std::optional<interval> positive(const interval& values) {
    return intersection(values, interval::more_than(0));
}

/// From the smallest to the largest ratio of two positive ranges.
interval hull_of_ratios(const interval& counts, const interval& totals) {
    endpoint lo{rational{0}, bound::open};
    if (counts.lo().value == 0) {
        lo.kind = counts.lo().kind;
    } else if (totals.hi().is_finite()) {
        lo = {counts.lo().value / totals.hi().value,
              counts.lo().is_closed() && totals.hi().is_closed() ? bound::closed : bound::open};
    }
    endpoint hi;
    if (counts.hi().is_finite() && counts.hi().value == 0) {
        hi = {rational{0}, bound::closed};
    } else if (counts.hi().is_finite() && totals.lo().value > 0) {
        hi = {counts.hi().value / totals.lo().value,
              counts.hi().is_closed() && totals.lo().is_closed() ? bound::closed : bound::open};
    }
    return interval::between(lo, hi).value_or(interval::at_least(0));
}

/// Decides which ratios two ranges can have. Two whole ranges are searched for a pair of whole
/// numbers, since an interval of reals would also admit what no two of them make.
class ratio_choices {
  public:
    ratio_choices(bool whole_counts, bool whole_totals, interval admitted)
        : whole_counts_{whole_counts},
          whole_totals_{whole_totals},
          admitted_{std::move(admitted)} {}

    [[nodiscard]] bool some(const interval& counts, const interval& totals) const {
        return counts_with(counts, totals).has_value();
    }

    /// The counts that have a total, from the first to the last.
    [[nodiscard]] std::optional<interval> counts_with(const interval& counts,
                                                      const interval& totals) const {
        const std::optional<interval> divisors = usable_totals(totals);
        if (!divisors) {
            return std::nullopt;
        }
        if (whole_counts_ && whole_totals_) {
            return from_range(
                counts_with_ratio_in(as_range(counts), as_range(*divisors), admitted_));
        }
        if (whole_totals_) {
            const std::optional<interval> possible = totals_with(counts, totals);
            if (!possible) {
                return std::nullopt;
            }
            return intersection(counts, admitted_ * *possible);
        }
        const std::optional<interval> possible = intersection(counts, admitted_ * *divisors);
        return possible ? narrowed(*possible, whole_counts_) : std::nullopt;
    }

    /// The totals that have a count, from the first to the last.
    [[nodiscard]] std::optional<interval> totals_with(const interval& counts,
                                                      const interval& totals) const {
        const std::optional<interval> divisors = usable_totals(totals);
        if (!divisors) {
            return std::nullopt;
        }
        if (whole_counts_ && whole_totals_) {
            return from_range(
                totals_with_ratio_in(as_range(counts), as_range(*divisors), admitted_));
        }
        // n / d inside lo..hi: d is at least n / hi and at most n / lo.
        endpoint lo{rational{0}, bound::open};
        if (admitted_.hi().is_finite() && admitted_.hi().value > 0) {
            lo = {counts.lo().value / admitted_.hi().value,
                  counts.lo().is_closed() && admitted_.hi().is_closed() ? bound::closed
                                                                        : bound::open};
        }
        endpoint hi;
        if (admitted_.lo().is_finite() && admitted_.lo().value > 0 && counts.hi().is_finite()) {
            hi = {counts.hi().value / admitted_.lo().value,
                  counts.hi().is_closed() && admitted_.lo().is_closed() ? bound::closed
                                                                        : bound::open};
        }
        const std::optional<interval> wanted = interval::between(lo, hi);
        const std::optional<interval> possible =
            wanted ? intersection(*divisors, *wanted) : std::nullopt;
        return possible ? narrowed(*possible, whole_totals_) : std::nullopt;
    }

    /// The totals that are not zero.
    [[nodiscard]] std::optional<interval> usable_totals(const interval& totals) const {
        const std::optional<interval> above_zero = positive(totals);
        return above_zero ? narrowed(*above_zero, whole_totals_) : std::nullopt;
    }

    [[nodiscard]] const interval& admitted() const { return admitted_; }

  private:
    static std::optional<interval> from_range(const std::optional<integer_range>& range) {
        if (!range) {
            return std::nullopt;
        }
        return as_interval(*range);
    }

    bool whole_counts_;
    bool whole_totals_;
    interval admitted_;
};

/// How many fills are tried one by one, where no argument settles whether some fill fails.
constexpr int most_fills_tried = 4096;

bool some_count_fill_fails(const ratio_choices& choices,
                           const side& counts,
                           const interval& totals) {
    const interval& admitted = choices.admitted();
    if (!admitted.hi().is_finite()) {
        return !choices.some(counts.known, totals);
    }
    if (totals.hi().is_finite()) {
        return true;
    }  // a large enough count exceeds every ratio
    for (int fill = 0; fill < most_fills_tried; ++fill) {
        if (!choices.some(counts.known + interval::exactly(fill), totals)) {
            return true;
        }
    }
    return false;
}

bool some_total_fill_fails(const ratio_choices& choices,
                           const interval& counts,
                           const side& totals) {
    const interval& admitted = choices.admitted();
    const bool nothing_known = !choices.usable_totals(totals.known).has_value();
    const int least = nothing_known ? 1 : 0;
    if (admitted.lo().value > 0 && counts.hi().is_finite()) {
        return true;
    }  // ratios fall to zero
    if (admitted.lo().value == 0) {
        // What is admitted reaches down to zero, so a larger total only helps: the smallest
        // decides.
        if (nothing_known && !totals.whole) {
            return admitted.hi().is_finite();
        }
        return !choices.some(counts, totals.known + interval::exactly(least));
    }
    if (!admitted.hi().is_finite()) {
        return false;
    }
    for (int fill = least; fill < most_fills_tried; ++fill) {
        if (!choices.some(counts, totals.known + interval::exactly(fill))) {
            return true;
        }
    }
    return false;
}

bool some_fill_fails(const ratio_choices& choices, const side& counts, const side& totals) {
    if (counts.missing == 0) {
        return some_total_fill_fails(choices, counts.known, totals);
    }
    if (totals.missing == 0) {
        return some_count_fill_fails(choices, counts, totals.known);
    }
    // With both missing: the fewest of one against ever more of the other.
    const interval least_totals = choices.usable_totals(totals.known).has_value()
                                      ? totals.known
                                      : totals.known + interval::exactly(1);
    return some_count_fill_fails(choices, counts, least_totals) ||
           some_total_fill_fails(choices, counts.known, totals);
}

/// What one missing operand of a side can be, when the side's sum must lie in `wanted`.
interval fill_of(const side& of, const interval& wanted) {
    endpoint lo{rational{0}, bound::closed};
    if (of.missing == 1 && wanted.lo().is_finite() && of.known.hi().is_finite() &&
        wanted.lo().value > of.known.hi().value) {
        lo = {wanted.lo().value - of.known.hi().value,
              wanted.lo().is_closed() && of.known.hi().is_closed() ? bound::closed : bound::open};
    }
    endpoint hi;
    if (wanted.hi().is_finite()) {
        hi = {wanted.hi().value - of.known.lo().value,
              wanted.hi().is_closed() && of.known.lo().is_closed() ? bound::closed : bound::open};
    }
    return interval::between(lo, hi).value_or(interval::at_least(0));
}

}  // namespace

judgement judge_ratio(const relation& what) {
    const side counts{what.terms};
    const side totals{what.divisors};
    judgement found;
    found.result = verdict::fails;
    const std::optional<interval> admitted = intersection(what.admitted, interval::at_least(0));
    const ratio_choices choices{
        counts.whole, totals.whole, admitted.value_or(interval::exactly(0))};
    const std::optional<interval> divisors = choices.usable_totals(totals.all());
    if (!divisors) {
        return found;
    }  // no choice is left
    found.computed = hull_of_ratios(counts.all(), *divisors);
    if (!admitted || !choices.some(counts.all(), *divisors)) {
        return found;
    }
    if (found.computed->is_subset_of(*admitted)) {
        found.result = verdict::holds;
        return found;
    }
    found.result = verdict::possible;
    if (counts.missing + totals.missing == 0 || !some_fill_fails(choices, counts, totals)) {
        return found;
    }
    found.result = verdict::unknown;
    const interval wanted_counts =
        choices.counts_with(counts.all(), *divisors).value_or(counts.all());
    const interval wanted_totals = choices.totals_with(counts.all(), *divisors).value_or(*divisors);
    for (std::size_t i = 0; i < what.terms.size(); ++i) {
        if (what.terms[i].missing) {
            found.fills.push_back({i, fill_of(counts, wanted_counts)});
        }
    }
    for (std::size_t i = 0; i < what.divisors.size(); ++i) {
        if (what.divisors[i].missing) {
            found.fills.push_back({what.terms.size() + i, fill_of(totals, wanted_totals)});
        }
    }
    return found;
}

}  // namespace crossfoot::detail
