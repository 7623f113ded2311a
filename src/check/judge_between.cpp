#include "judge.hpp"

#include <algorithm>

namespace crossfoot::detail {

namespace {

/// Whether a lies above b as the lower end of an interval.
bool starts_later(const endpoint& a, const endpoint& b) {
    if (!a.is_finite()) {
        return false;
    }
    if (!b.is_finite()) {
        return true;
    }
    return a.value > b.value || (a.value == b.value && !a.is_closed() && b.is_closed());
}

endpoint sum(const endpoint& a, const endpoint& b) {
    if (!a.is_finite() || !b.is_finite()) {
        return {};
    }
    return {a.value + b.value, a.is_closed() && b.is_closed() ? bound::closed : bound::open};
}

endpoint closed_zero() {
    return {rational{0}, bound::closed};
}

}  // namespace

// Every number between the largest term and the sum of all can be computed, and a step of one unit
// in a term moves those ends by at most one: over all choices the values have no gap.
judgement judge_between(const relation& what) {
    bool whole = true;
    std::size_t missing = 0;
    endpoint largest = closed_zero();
    endpoint total = closed_zero();
    for (const operand& term : what.terms) {
        whole = whole && term.whole;
        if (term.missing) {
            ++missing;
            continue;
        }
        const interval values = usable_values(term);
        if (starts_later(values.lo(), largest)) {
            largest = values.lo();
        }
        total = sum(total, values.hi());
    }
    judgement found;
    found.computed = interval::between(largest, missing > 0 ? endpoint{} : total);
    const std::optional<interval> admitted = narrowed(what.admitted, whole);
    if (!admitted || !found.computed || !admitted->overlaps(*found.computed)) {
        found.result = verdict::fails;
        return found;
    }
    if (found.computed->is_subset_of(*admitted)) {
        found.result = verdict::holds;
        return found;
    }
    if (missing == 0) {
        found.result = verdict::possible;
        return found;
    }
    // A large enough fill leaves what is admitted, unless that never ends; then the smallest
    // decides.
    const std::optional<interval> with_none = interval::between(largest, total);
    if (!admitted->hi().is_finite() && with_none && admitted->overlaps(*with_none)) {
        found.result = verdict::possible;
        return found;
    }
    found.result = verdict::unknown;
    endpoint least = closed_zero();
    if (missing == 1 && admitted->lo().is_finite() && total.is_finite()) {
        const endpoint needed{
            admitted->lo().value - total.value,
            admitted->lo().is_closed() && total.is_closed() ? bound::closed : bound::open};
        if (starts_later(needed, least)) {
            least = needed;
        }
    }
    const std::optional<interval> fill = interval::between(least, admitted->hi());
    for (std::size_t i = 0; i < what.terms.size(); ++i) {
        if (what.terms[i].missing) {
            found.fills.push_back({i, fill.value_or(interval::at_least(0))});
        }
    }
    return found;
}

}  // namespace crossfoot::detail
