#include "judge.hpp"

#include <algorithm>
#include <cstdint>

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
            known->coefficient += term.sign;
            known->positions.push_back(i);
        } else {
            unknowns.push_back({term.unknown,
                                integer{term.sign},
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
/// all unknowns are whole that sum runs over whole numbers without a gap, as far as coefficients
/// allow.
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

/// The relation with one unknown fixed at a value.
relation fixed_at(const relation& what, std::uint32_t number, const rational& value) {
    relation fixed = what;
    for (operand& term : fixed.terms) {
        if (term.unknown != number) {
            continue;
        }
        term.values = interval::exactly(value);
        term.missing = false;
    }
    return fixed;
}

bool has_gaps(const normal_form& form) {
    return form.whole && std::ranges::any_of(form.unknowns, [](const unknown& each) {
               return each.coefficient > 1 || each.coefficient < -1;
           });
}

/// The gaps that a figure used twice leaves repeat: so many neighbouring fills show all there is.
constexpr int most_steps = 64;

/// Whether one of a run of neighbouring fills of a missing figure cannot do, because what would be
/// needed falls into a gap; the other missing figures at the ends they have.
bool some_fill_meets_a_gap(const relation& what, const normal_form& form) {
    relation fixed = what;
    const unknown* first = nullptr;
    for (const unknown& each : form.unknowns) {
        if (!each.missing) {
            continue;
        }
        if (first == nullptr) {
            first = &each;
        } else {
            const endpoint& end =
                each.values.lo().is_finite() ? each.values.lo() : each.values.hi();
            fixed = fixed_at(fixed, each.number, end.value);
        }
    }
    const interval& fills = first->values;
    rational value = fills.lo().is_finite() ? fills.lo().value : fills.hi().value;
    const int direction = fills.lo().is_finite() ? 1 : -1;
    for (int step = 0; step < most_steps && fills.contains(value); ++step, value += direction) {
        if (judge_linear(fixed_at(fixed, first->number, value)).result == verdict::fails) {
            return true;
        }
    }
    return false;
}

/// Where a figure used twice leaves gaps, the outermost fills may fall into them: steps inward to
/// the first ones that do. The gaps repeat, so that a few steps are enough.
interval stepped_inward(const relation& what, std::uint32_t number, const interval& fill) {
    const auto does = [&](const rational& value) {
        return judge_linear(fixed_at(what, number, value)).result != verdict::fails;
    };
    endpoint lo = fill.lo();
    endpoint hi = fill.hi();
    for (int step = 0; step < most_steps && lo.is_finite() && !does(lo.value); ++step) {
        lo.value += 1;
    }
    for (int step = 0; step < most_steps && hi.is_finite() && !does(hi.value); ++step) {
        hi.value -= 1;
    }
    return interval::between(lo, hi).value_or(fill);
}

std::vector<admissible_fill> bounds_of_fills(const relation& what,
                                             const normal_form& form,
                                             const interval& known,
                                             const interval& admitted) {
    std::vector<admissible_fill> fills;
    const auto add = [&fills](const unknown& each, const interval& values) {
        for (const std::size_t position : each.positions) {
            fills.push_back({position, values});
        }
    };
    const bool gaps = has_gaps(form);
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
        add(each, gaps ? stepped_inward(what, each.number, fill) : fill);
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
// Figures that are all whole, each used once, are summed in 128 bits; 2^32 of them fit.

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
};

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
        term.sign > 0 ? side.add(*lo, *hi) : side.subtract(*lo, *hi);
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
    } else if (some_fill_fails(*of)) {
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
    const std::optional<interval> for_all = fills_for_all(*admitted, known);
    if (for_all && missing.is_subset_of(*for_all)) {
        found.result = verdict::holds;
    } else if (missing.is_subset_of(fills_for_some(*admitted, known)) &&
               !(any_missing && has_gaps(form) && some_fill_meets_a_gap(what, form))) {
        found.result = verdict::possible;
    } else {
        found.result = any_missing ? verdict::unknown : verdict::possible;
        if (any_missing) {
            found.fills = bounds_of_fills(what, form, known, *admitted);
        }
    }
    return found;
}

}  // namespace crossfoot::detail
