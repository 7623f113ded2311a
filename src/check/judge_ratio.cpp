#include <crossfoot/number/ratio_search.hpp>

#include "judge.hpp"

#include <algorithm>

namespace crossfoot::detail {

namespace {

/// One side of a ratio: what its known operands add up to, and what its missing ones may.
struct side {
    interval known = interval::exactly(0);
    interval fills = interval::exactly(0);
    std::size_t missing = 0;
    bool whole = true;

    explicit side(const std::vector<operand>& operands) {
        for (const operand& each : operands) {
            whole = whole && each.whole;
            interval& part = each.missing ? fills : known;
            part = part + usable_values(each);
            missing += each.missing ? 1 : 0;
        }
    }
    /// The sums over all fills.
    [[nodiscard]] interval all() const { return known + fills; }
    /// The sums with the missing operands at one fill.
    [[nodiscard]] interval with(const rational& fill) const {
        return known + interval::exactly(fill);
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
/// And how many fills of one side against those of the other.
constexpr int most_fills_paired = 64;

/// Whether a test fits one of the whole fills of a side from `least` on, or the largest.
template <typename Test>
bool some_whole_fill(const interval& fills, const rational& least, int most, const Test& test) {
    rational fill = least;
    for (int tried = 0; tried < most && fills.contains(fill); ++tried, fill += 1) {
        if (test(fill)) {
            return true;
        }
    }
    return fills.hi().is_finite() && fill <= fills.hi().value && test(fills.hi().value);
}

bool some_count_fill_fails(const ratio_choices& choices,
                           const side& counts,
                           const interval& totals) {
    const interval& fills = counts.fills;
    const auto fails = [&](const rational& fill) {
        return !choices.some(counts.with(fill), totals);
    };
    const rational& least = fills.lo().value;
    if (!choices.admitted().hi().is_finite()) {
        return fails(least);
    }
    if (totals.hi().is_finite() && !fills.hi().is_finite()) {
        return true;
    }  // a large enough count exceeds every ratio
    if (counts.whole) {
        return some_whole_fill(fills, least, most_fills_tried, fails);
    }
    // Real ratios have no gaps: a fill fails by being too small or too large.
    return fails(least) || fails(fills.hi().is_finite() ? fills.hi().value : rational{least + 1});
}

/// The smallest fill of the totals that leaves some total above zero; for real ones that have
/// nothing known beside them, zero itself, which smaller and smaller fills come up to.
rational least_total_fill(const ratio_choices& choices, const side& totals) {
    const rational& least = totals.fills.lo().value;
    const bool is_zero = !choices.usable_totals(totals.with(least)).has_value();
    return is_zero && totals.whole ? rational{least + 1} : least;
}

/// Whether totals of real numbers can be filled with ever smaller ones, down to nothing.
bool vanishes(const ratio_choices& choices, const side& totals) {
    return !totals.whole && !choices.usable_totals(totals.with(totals.fills.lo().value));
}

bool some_total_fill_fails(const ratio_choices& choices,
                           const interval& counts,
                           const side& totals) {
    const interval& admitted = choices.admitted();
    const interval& fills = totals.fills;
    const auto fails = [&](const rational& fill) {
        return !choices.some(counts, totals.with(fill));
    };
    if (!fills.hi().is_finite() && admitted.lo().value > 0 && counts.hi().is_finite()) {
        return true;
    }  // ratios fall to zero
    const auto the_largest_fails = [&] {
        return fills.hi().is_finite() && fails(fills.hi().value);
    };
    const rational least = least_total_fill(choices, totals);
    if (vanishes(choices, totals)) {
        return (counts.lo().value > 0 && admitted.hi().is_finite()) || the_largest_fails();
    }  // ratios of what is not zero grow beyond all ends
    if (admitted.lo().value == 0) {
        // What is admitted reaches down to zero, so a larger total only helps: the smallest
        // decides.
        return fails(least);
    }
    if (!admitted.hi().is_finite()) {
        return the_largest_fails();
    }
    if (totals.whole) {
        return some_whole_fill(fills, least, most_fills_tried, fails);
    }
    return fails(least) || the_largest_fails();
}

bool some_fill_fails(const ratio_choices& choices, const side& counts, const side& totals) {
    if (counts.missing == 0) {
        return some_total_fill_fails(choices, counts.known, totals);
    }
    if (totals.missing == 0) {
        return some_count_fill_fails(choices, counts, totals.known);
    }
    // With both missing: the fewest of one against ever more of the other.
    if (vanishes(choices, totals)) {
        if (choices.admitted().hi().is_finite() && counts.all() != interval::exactly(0)) {
            return true;
        }  // some count is not zero, and its ratios grow beyond all ends
        return some_total_fill_fails(choices, counts.with(counts.fills.lo().value), totals);
    }
    const auto count_fill_fails = [&](const rational& total_fill) {
        return some_count_fill_fails(choices, counts, totals.with(total_fill));
    };
    const auto total_fill_fails = [&](const rational& count_fill) {
        return some_total_fill_fails(choices, counts.with(count_fill), totals);
    };
    const rational least_count = counts.fills.lo().value;
    const rational least_total = least_total_fill(choices, totals);
    if (count_fill_fails(least_total) || total_fill_fails(least_count)) {
        return true;
    }
    // Where fills have an end, more of one is not always worse against the fewest of the other.
    return (totals.whole && totals.fills.hi().is_finite() &&
            some_whole_fill(totals.fills, least_total, most_fills_paired, count_fill_fails)) ||
           (counts.whole && counts.fills.hi().is_finite() &&
            some_whole_fill(counts.fills, least_count, most_fills_paired, total_fill_fails));
}

/// What each missing operand of a side can be, when the side's sum must lie in `wanted`.
void add_fills(std::vector<admissible_fill>& fills,
               const std::vector<operand>& operands,
               std::size_t first_position,
               const interval& known,
               const interval& wanted) {
    for (std::size_t i = 0; i < operands.size(); ++i) {
        if (!operands[i].missing) {
            continue;
        }
        interval others = known;
        for (std::size_t other = 0; other < operands.size(); ++other) {
            if (other != i && operands[other].missing) {
                others = others + usable_values(operands[other]);
            }
        }
        const interval own = usable_values(operands[i]);
        const std::optional<interval> fill = intersection(wanted - others, own);
        // Some fill does, so there is one.
        fills.push_back(
            {first_position + i, fill ? narrowed(*fill, operands[i].whole).value_or(own) : own});
    }
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
    add_fills(found.fills, what.terms, 0, counts.known, wanted_counts);
    add_fills(found.fills, what.divisors, what.terms.size(), totals.known, wanted_totals);
    return found;
}

}  // namespace crossfoot::detail
