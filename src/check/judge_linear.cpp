#include "judge.hpp"

#include <algorithm>

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
    // a - a is nothing, whatever a is.
    std::erase_if(unknowns, [](const unknown& each) { return each.coefficient == 0; });
    return unknowns;
}

interval scaled(const interval& values, const rational& factor) {
    return values * interval::exactly(factor);
}

/// A linear form brought to: offset + step × (the sum of the coefficients × the unknowns). Where
/// all unknowns are whole that sum runs over whole numbers without a gap, as far as coefficients
/// allow.
struct normal_form {
    rational offset;
    integer step = 1;
    bool whole = true;
    std::vector<unknown> unknowns;  ///< those that are not exact, coefficients divided by `step`
};

normal_form normalized(const std::vector<operand>& terms) {
    normal_form form;
    integer divisor = 0;
    for (unknown& each : merged(terms)) {
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

std::vector<admissible_fill> bounds_of_fills(const normal_form& form,
                                             const interval& known,
                                             const interval& admitted) {
    std::vector<admissible_fill> fills;
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
        for (const std::size_t position : each.positions) {
            fills.push_back({position, usable.value_or(each.values)});
        }
    }
    std::ranges::sort(fills, {}, &admissible_fill::operand);
    return fills;
}

}  // namespace

judgement judge_linear(const relation& what) {
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
    } else if (missing.is_subset_of(fills_for_some(*admitted, known))) {
        found.result = verdict::possible;
    } else {
        found.result = any_missing ? verdict::unknown : verdict::possible;
        if (any_missing) {
            found.fills = bounds_of_fills(form, known, *admitted);
        }
    }
    return found;
}

}  // namespace crossfoot::detail
