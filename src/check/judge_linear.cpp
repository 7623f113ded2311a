#include "judge.hpp"
#include "whole_sums.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace crossfoot::detail {

namespace {

/// One unknown of a linear form: a figure, however often it is used.
struct unknown {
    std::uint32_t number;
    integer coefficient;
    interval values;
    bool whole;
    bool missing;
    std::vector<std::size_t> positions;  ///< of its operands in the relation
};

std::vector<unknown> merged(const std::vector<operand>& terms) {
    std::vector<unknown> unknowns;
    unknowns.reserve(terms.size());
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const operand& term = terms[i];
        const auto known = std::ranges::find(unknowns, term.unknown, &unknown::number);
        if (known != unknowns.end()) {
            known->coefficient += term.coefficient;
            known->positions.push_back(i);
        } else {
            unknowns.push_back({term.unknown,
                                integer{term.coefficient},
                                usable_values(term),
                                term.whole,
                                term.missing,
                                {i}});
        }
    }
    return unknowns;
}

interval scaled(const interval& values, const rational& factor) {
    return factor == 1 ? values : values * interval::exactly(factor);
}

/// A linear form brought to: offset + step × (the sum of the coefficients × the unknowns). Where
/// all unknowns are whole that sum runs over whole numbers, without a gap where all coefficients
/// are 1 or -1.
struct normal_form {
    rational offset;
    integer step = 1;
    bool whole = true;
    std::vector<unknown> unknowns;   ///< those that are not exact, coefficients divided by `step`
    std::vector<unknown> cancelled;  ///< a - a is nothing, whatever a is
};

normal_form normalized(const std::vector<operand>& terms) {
    normal_form form;
    integer divisor = 0;
    for (unknown& each : merged(terms)) {
        if (each.coefficient == 0) {
            form.cancelled.push_back(std::move(each));
            continue;
        }
        if (!each.missing && each.values.is_exact()) {
            form.offset += rational{each.coefficient} * each.values.lo().value;
            continue;
        }
        form.whole = form.whole && each.whole;
        divisor = gcd(divisor, each.coefficient);
        form.unknowns.push_back(std::move(each));
    }
    if (form.whole && divisor > 1) {
        form.step = divisor;
        for (unknown& each : form.unknowns) {
            each.coefficient /= divisor;
        }
    }
    return form;
}

/// The fills T for which known + T lies in `admitted` for some choice: the difference of the two.
interval fills_for_some(const interval& admitted, const interval& known) {
    return admitted - known;
}

/// The fills T for which known + T lies in `admitted` for every choice; no value where there is
/// none.
std::optional<interval> fills_for_all(const interval& admitted, const interval& known) {
    endpoint lo;
    endpoint hi;
    if (admitted.lo().is_finite()) {
        if (!known.lo().is_finite()) {
            return std::nullopt;
        }
        // An end that the known part never reaches may touch an end that is not admitted.
        const bool reaches = admitted.lo().is_closed() || !known.lo().is_closed();
        lo = {admitted.lo().value - known.lo().value, reaches ? bound::closed : bound::open};
    }
    if (admitted.hi().is_finite()) {
        if (!known.hi().is_finite()) {
            return std::nullopt;
        }
        const bool reaches = admitted.hi().is_closed() || !known.hi().is_closed();
        hi = {admitted.hi().value - known.hi().value, reaches ? bound::closed : bound::open};
    }
    return interval::between(lo, hi);
}

/// The whole unknowns of a form, where they leave gaps between their sums, and what is asked of
/// them. Real unknowns beside them widen what is admitted.
struct gapped_sums {
    std::vector<whole_term> fills;
    std::vector<whole_term> known;
    whole_window wanted;
    bool wants_any = true;    ///< `wanted` holds a number
    bool real_fills = false;  ///< there are missing figures that are not whole

    [[nodiscard]] std::vector<whole_term> all() const {
        std::vector<whole_term> terms = fills;
        terms.insert(terms.end(), known.begin(), known.end());
        return terms;
    }
};

whole_term term_of(const unknown& of) {
    return {of.coefficient, of.values.whole_numbers().value_or(integer_range{})};
}

/// No value where the ends say all: without a coefficient (or real figures beside whole ones) that
/// leaves gaps, or where what is admitted has but one end.
std::optional<gapped_sums> gapped(const normal_form& form, const interval& admitted) {
    const bool gaps = std::ranges::any_of(form.unknowns, [&](const unknown& each) {
        return each.whole && (!form.whole || each.coefficient > 1 || each.coefficient < -1);
    });
    if (!gaps || !admitted.lo().is_finite() || !admitted.hi().is_finite()) {
        return std::nullopt;
    }
    gapped_sums made;
    interval wanted = admitted;
    for (const unknown& each : form.unknowns) {
        if (each.whole) {
            (each.missing ? made.fills : made.known).push_back(term_of(each));
        } else {
            made.real_fills = made.real_fills || each.missing;
            wanted = wanted - scaled(each.values, rational{each.coefficient});
        }
    }
    if (!wanted.lo().is_finite() || !wanted.hi().is_finite()) {
        return std::nullopt;
    }
    const std::optional<integer_range> inside = wanted.whole_numbers();
    made.wants_any = inside.has_value();
    if (inside) {
        made.wanted = {inside->first.value_or(0), inside->last.value_or(0)};
    }
    return made;
}

/// Whether no choice at all is admitted, although sums lie on both sides of what is.
bool all_miss(const gapped_sums& sums) {
    search_budget budget;
    return !sums.wants_any || !some_sum_in(sums.all(), sums.wanted, budget);
}

/// Where real figures are missing too, each fill of those asks for other sums: not searched.
bool some_fill_meets_a_gap(const gapped_sums& sums) {
    search_budget budget;
    return !sums.real_fills && some_fill_meets_a_gap(sums.fills, sums.known, sums.wanted, budget);
}

/// Narrows what a missing whole figure can be to the outermost fills that meet no gap.
interval outermost(const gapped_sums& sums, const unknown& of, const interval& fill) {
    std::vector<whole_term> terms = sums.all();
    const auto same = [&](const whole_term& each) {
        return each.coefficient == of.coefficient && each.values == term_of(of).values;
    };
    const auto position = std::ranges::find_if(terms, same) - terms.begin();
    const std::optional<integer_range> hull = fill.whole_numbers();
    return hull ? as_interval(
                      values_in_sums(terms, static_cast<std::size_t>(position), *hull, sums.wanted))
                : fill;
}

std::vector<admissible_fill> bounds_of_fills(const normal_form& form,
                                             const interval& known,
                                             const interval& admitted,
                                             const std::optional<gapped_sums>& sums) {
    std::vector<admissible_fill> fills;
    const auto add = [&fills](const unknown& each, const interval& values) {
        for (const std::size_t position : each.positions) {
            fills.push_back({position, values});
        }
    };
    const interval wanted = fills_for_some(admitted, known);
    for (const unknown& each : form.unknowns) {
        if (!each.missing) {
            continue;
        }
        interval others = interval::exactly(0);
        for (const unknown& other : form.unknowns) {
            if (other.missing && &other != &each) {
                others = others + scaled(other.values, rational{other.coefficient});
            }
        }
        const interval share = scaled(wanted - others, 1 / rational{each.coefficient});
        const std::optional<interval> possible = intersection(share, each.values);
        const std::optional<interval> usable =
            possible ? narrowed(*possible, each.whole) : std::nullopt;
        // Some fill does, so each missing figure has a value in it.
        const interval fill = usable.value_or(each.values);
        add(each, sums && each.whole ? outermost(*sums, each, fill) : fill);
    }
    for (const unknown& each : form.cancelled) {
        if (each.missing) {
            add(each, each.values);
        }
    }
    std::ranges::sort(fills, {}, &admissible_fill::operand);
    return fills;
}

// -- the common case ------------------------------------------------------------------------------
// Figures that are all whole, each used once, are summed in 128 bits; 2^32 of them fit, also times
// coefficients of 32 bits. Those leave gaps between the sums, which matter only where the ends do
// not settle it.

__extension__ using wide = __int128;

/// One end of a run of whole numbers, or none.
struct whole_end {
    std::int64_t value = 0;
    bool is_finite = false;
};

/// A closed end below 2^62; no value where it is none, or lies too far out.
std::optional<whole_end> small_end(const endpoint& end) {
    constexpr std::int64_t most = std::int64_t{1} << 62U;
    if (!end.is_finite()) {
        return whole_end{};
    }
    if (!end.is_closed() || denominator(end.value) != 1) {
        return std::nullopt;
    }
    const integer value = numerator(end.value);
    if (value > most || value < -most) {
        return std::nullopt;
    }
    return whole_end{static_cast<std::int64_t>(value), true};
}

/// A sum of runs of whole numbers.
struct whole_sum {
    wide lo = 0;
    wide hi = 0;
    bool lo_is_finite = true;
    bool hi_is_finite = true;

    void add(whole_end from, whole_end to) {
        lo_is_finite = lo_is_finite && from.is_finite;
        hi_is_finite = hi_is_finite && to.is_finite;
        lo += from.value;
        hi += to.value;
    }
    void subtract(whole_end from, whole_end to) {
        add({-to.value, to.is_finite}, {-from.value, from.is_finite});
    }
    void add_times(std::int64_t coefficient, whole_end from, whole_end to) {
        if (coefficient < 0) {
            std::swap(from, to);
        }
        lo_is_finite = lo_is_finite && from.is_finite;
        hi_is_finite = hi_is_finite && to.is_finite;
        lo += wide{coefficient} * from.value;
        hi += wide{coefficient} * to.value;
    }
    [[nodiscard]] interval values() const {
        const auto end = [](wide value, bool is_finite) {
            return is_finite ? endpoint{rational{integer{value}}, bound::closed} : endpoint{};
        };
        return interval::between(end(lo, lo_is_finite), end(hi, hi_is_finite)).value();
    }
};

/// A relation of the common case, its known and its missing terms summed.
struct small_relation {
    whole_sum known;
    whole_sum missing;
    whole_end least;  ///< that is admitted
    whole_end most;
    bool gaps = false;  ///< between the ends of the sums
};

constexpr std::int64_t largest_small_coefficient = std::int64_t{1} << 32U;

/// No value where the relation is not of the common case.
std::optional<small_relation> small(const relation& what) {
    small_relation made;
    for (std::size_t i = 0; i < what.terms.size(); ++i) {
        const operand& term = what.terms[i];
        const std::optional<whole_end> lo = small_end(term.values.lo());
        const std::optional<whole_end> hi = small_end(term.values.hi());
        // Operands numbered as they stand are all different.
        if (!term.whole || term.unknown != i || !lo || !hi) {
            return std::nullopt;
        }
        whole_sum& side = term.missing ? made.missing : made.known;
        if (term.coefficient == 1) {
            side.add(*lo, *hi);
        } else if (term.coefficient == -1) {
            side.subtract(*lo, *hi);
        } else if (term.coefficient <= largest_small_coefficient &&
                   term.coefficient >= -largest_small_coefficient) {
            side.add_times(term.coefficient, *lo, *hi);
            made.gaps = made.gaps || !lo->is_finite || !hi->is_finite || lo->value != hi->value;
        } else {
            return std::nullopt;
        }
    }
    const std::optional<interval> admitted = narrowed(what.admitted, true);
    const auto least = admitted ? small_end(admitted->lo()) : std::nullopt;
    const auto most = admitted ? small_end(admitted->hi()) : std::nullopt;
    if (!least || !most) {
        return std::nullopt;
    }
    made.least = *least;
    made.most = *most;
    return made;
}

/// Whether a sum lies wholly beside what is admitted.
bool lies_apart(const whole_sum& all, const small_relation& of) {
    return (of.most.is_finite && all.lo_is_finite && all.lo > of.most.value) ||
           (of.least.is_finite && all.hi_is_finite && all.hi < of.least.value);
}

/// Whether it lies wholly within.
bool lies_within(const whole_sum& all, const small_relation& of) {
    return (!of.least.is_finite || (all.lo_is_finite && all.lo >= of.least.value)) &&
           (!of.most.is_finite || (all.hi_is_finite && all.hi <= of.most.value));
}

/// Whether some fill fails: even the best choice of the known figures cannot reach what is
/// admitted.
bool some_fill_fails(const small_relation& of) {
    const bool low = of.least.is_finite && of.known.hi_is_finite &&
                     (!of.missing.lo_is_finite || of.missing.lo + of.known.hi < of.least.value);
    const bool high = of.most.is_finite && of.known.lo_is_finite &&
                      (!of.missing.hi_is_finite || of.missing.hi + of.known.lo > of.most.value);
    return low || high;
}

/// The judgement of such a relation; no value where it is not of the common case, or is `unknown`,
/// so that the fills are asked for too.
std::optional<judgement> judge_small(const relation& what) {
    const std::optional<small_relation> of = small(what);
    if (!of) {
        return std::nullopt;
    }
    whole_sum all = of->known;
    all.lo += of->missing.lo;
    all.hi += of->missing.hi;
    all.lo_is_finite = of->known.lo_is_finite && of->missing.lo_is_finite;
    all.hi_is_finite = of->known.hi_is_finite && of->missing.hi_is_finite;
    judgement found;
    if (lies_apart(all, *of)) {
        found.result = verdict::fails;
    } else if (lies_within(all, *of)) {
        found.result = verdict::holds;
    } else if ((of->gaps && of->least.is_finite && of->most.is_finite) || some_fill_fails(*of)) {
        return std::nullopt;
    } else {
        found.result = verdict::possible;
    }
    found.computed = all.values();
    return found;
}

}  // namespace

judgement judge_linear(const relation& what) {
    if (std::optional<judgement> found = judge_small(what)) {
        return *found;
    }
    const normal_form form = normalized(what.terms);
    interval known = interval::exactly(0);
    interval missing = interval::exactly(0);
    bool any_missing = false;
    for (const unknown& each : form.unknowns) {
        interval& side = each.missing ? missing : known;
        any_missing = any_missing || each.missing;
        side = side + scaled(each.values, rational{each.coefficient});
    }
    const rational step{form.step};
    judgement found;
    if (form.unknowns.empty()) {
        found.computed = interval::exactly(form.offset);
        found.result = what.admitted.contains(form.offset) ? verdict::holds : verdict::fails;
        return found;
    }
    found.computed = scaled(known + missing, step) + interval::exactly(form.offset);
    const interval shifted = scaled(what.admitted - interval::exactly(form.offset), 1 / step);
    const std::optional<interval> admitted = narrowed(shifted, form.whole);
    if (!admitted || !missing.overlaps(fills_for_some(*admitted, known))) {
        found.result = verdict::fails;
        return found;
    }
    const std::optional<gapped_sums> sums = gapped(form, *admitted);
    if (sums && all_miss(*sums)) {
        found.result = verdict::fails;
        return found;
    }
    const std::optional<interval> for_all = fills_for_all(*admitted, known);
    if (for_all && missing.is_subset_of(*for_all)) {
        found.result = verdict::holds;
    } else if (!any_missing || (missing.is_subset_of(fills_for_some(*admitted, known)) &&
                                !(sums && some_fill_meets_a_gap(*sums)))) {
        found.result = verdict::possible;
    } else {
        found.result = verdict::unknown;
        found.fills = bounds_of_fills(form, known, *admitted, sums);
    }
    return found;
}

}  // namespace crossfoot::detail
