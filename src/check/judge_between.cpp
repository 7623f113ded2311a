#include "judge.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

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

/// Whether two ends added or compared are reached: only where both are.
bound reached_by_both(const endpoint& a, const endpoint& b) {
    return a.is_closed() && b.is_closed() ? bound::closed : bound::open;
}

endpoint sum(const endpoint& a, const endpoint& b) {
    if (!a.is_finite() || !b.is_finite()) {
        return {};
    }
    return {a.value + b.value, reached_by_both(a, b)};
}

endpoint times(const endpoint& end, const integer& factor) {
    return end.is_finite() ? endpoint{end.value * rational{factor}, end.kind} : end;
}

/// One figure, however often it is added.
struct unknown {
    std::uint32_t number;
    integer uses;
    interval values;
    bool missing;
};

std::vector<unknown> merged(const std::vector<operand>& terms) {
    std::vector<unknown> unknowns;
    for (const operand& term : terms) {
        const auto known = std::ranges::find(unknowns, term.unknown, &unknown::number);
        if (known != unknowns.end()) {
            ++known->uses;
        } else {
            unknowns.push_back({term.unknown, 1, usable_values(term), term.missing});
        }
    }
    return unknowns;
}

/// Whether some value of a missing figure is too small: whatever the others are, the sum stays
/// below what is admitted. `most` is the largest that the others add up to.
bool some_fill_is_too_small(const endpoint& least_fill,
                            const endpoint& most,
                            const endpoint& needed) {
    if (!needed.is_finite() || !most.is_finite()) {
        return false;
    }
    const rational reach = least_fill.value + most.value;
    if (reach != needed.value) {
        return reach < needed.value;
    }
    // A fill that never reaches its lower end leaves the sum above what is needed.
    return least_fill.is_closed() && reached_by_both(most, needed) == bound::open;
}

/// Whether some value of a missing figure is itself above all that is admitted.
bool some_fill_is_too_large(const endpoint& largest_fill, const endpoint& most_admitted) {
    if (!most_admitted.is_finite()) {
        return false;
    }
    if (!largest_fill.is_finite() || largest_fill.value != most_admitted.value) {
        return !largest_fill.is_finite() || largest_fill.value > most_admitted.value;
    }
    return largest_fill.is_closed() && !most_admitted.is_closed();
}

/// The figures of a relation, and what they add up to at their least and most.
struct summed_figures {
    std::vector<unknown> unknowns;
    endpoint largest{rational{0}, bound::closed};   ///< the least that the largest can be
    endpoint known{rational{0}, bound::closed};     ///< the most that the known ones add up to
    endpoint filled{rational{0}, bound::closed};    ///< and the missing ones
    endpoint unfilled{rational{0}, bound::closed};  ///< and the missing ones at their least
};

summed_figures summed(const std::vector<operand>& terms) {
    summed_figures made;
    made.unknowns = merged(terms);
    for (const unknown& each : made.unknowns) {
        if (starts_later(each.values.lo(), made.largest)) {
            made.largest = each.values.lo();
        }
        endpoint& part = each.missing ? made.filled : made.known;
        part = sum(part, times(each.values.hi(), each.uses));
        if (each.missing) {
            made.unfilled = sum(made.unfilled, times(each.values.lo(), each.uses));
        }
    }
    return made;
}

bool some_fill_fails(const summed_figures& figures, const interval& admitted) {
    const bool too_large = std::ranges::any_of(figures.unknowns, [&](const unknown& each) {
        return each.missing && some_fill_is_too_large(each.values.hi(), admitted.hi());
    });
    return too_large || (std::ranges::any_of(figures.unknowns, &unknown::missing) &&
                         some_fill_is_too_small(figures.unfilled, figures.known, admitted.lo()));
}

/// What one missing figure can be, the others at what suits it best.
interval fill_of(const unknown& of,
                 const summed_figures& figures,
                 const interval& admitted,
                 bool whole) {
    endpoint others = figures.known;
    for (const unknown& other : figures.unknowns) {
        if (other.missing && other.number != of.number) {
            others = sum(others, times(other.values.hi(), other.uses));
        }
    }
    endpoint least;
    if (admitted.lo().is_finite() && others.is_finite()) {
        least = {(admitted.lo().value - others.value) / rational{of.uses},
                 reached_by_both(admitted.lo(), others)};
    }
    const std::optional<interval> wanted = interval::between(least, admitted.hi());
    const std::optional<interval> fill = wanted ? intersection(*wanted, of.values) : std::nullopt;
    // Some fill does, so there is one.
    return fill ? narrowed(*fill, whole).value_or(of.values) : of.values;
}

}  // namespace

// Every number between the largest term and the sum of all can be computed, and a step of one unit
// in a term moves those ends by at most as often as it is used, within what was spanned already:
// over all choices the values have no gap.
judgement judge_between(const relation& what) {
    const bool whole = std::ranges::all_of(what.terms, &operand::whole);
    const summed_figures figures = summed(what.terms);
    judgement found;
    found.computed = interval::between(figures.largest, sum(figures.known, figures.filled));
    const std::optional<interval> admitted = narrowed(what.admitted, whole);
    if (!admitted || !found.computed || !admitted->overlaps(*found.computed)) {
        found.result = verdict::fails;
        return found;
    }
    if (found.computed->is_subset_of(*admitted)) {
        found.result = verdict::holds;
        return found;
    }
    if (!some_fill_fails(figures, *admitted)) {
        found.result = verdict::possible;
        return found;
    }
    found.result = verdict::unknown;
    for (std::size_t i = 0; i < what.terms.size(); ++i) {
        if (what.terms[i].missing) {
            const auto of =
                std::ranges::find(figures.unknowns, what.terms[i].unknown, &unknown::number);
            found.fills.push_back({i, fill_of(*of, figures, *admitted, whole)});
        }
    }
    return found;
}

}  // namespace crossfoot::detail
