#include "instance.hpp"

#include "judge.hpp"
#include "magnitude.hpp"

#include <utility>

namespace crossfoot::detail {

namespace {

/// Of a comparison with a claim: what its other operands come to.
interval other_side(const relation& what) {
    interval sum = interval::exactly(0);
    for (std::size_t i = 1; i < what.terms.size(); ++i) {
        const operand& each = what.terms[i];
        const interval values = usable_values(each);
        sum =
            sum - (each.coefficient == 1 ? values
                                         : values * interval::exactly(rational{each.coefficient}));
    }
    return sum;
}

said by_magnitude(const relation& what) {
    interval usual = what.terms.front().values;
    for (const operand& each : what.terms) {
        usual = hull(usual, each.values);
    }
    return {power_away(what) ? verdict::fails : verdict::holds, usual, {}, {}};
}

interval shifted(const interval& values, const rational& by) {
    return by.is_zero() ? values : values + interval::exactly(by);
}

}  // namespace

cell_key key_of_cell(const codebook& book, const cell& where) {
    std::vector<std::uint16_t> items = where.what.items;
    while (!items.empty() && items.back() == series::all) {
        items.pop_back();
    }
    const bool moment = book.is_of_a_moment(book[where.what.indicator]);
    return {where.place.index(),
            where.what.indicator.index(),
            where.what.extent,
            std::move(items),
            moment ? where.when.last() : where.when.first(),
            where.when.last()};
}

said judge_as(const instance& each, const relation& what) {
    if (each.condition) {
        return judge_condition(*each.condition, what.terms);
    }
    if (each.compared == comparison_kind::magnitude) {
        return by_magnitude(what);
    }
    judgement judged = judge(what);
    said made{judged.result, std::move(judged.computed), {}, std::move(judged.fills)};
    if (each.compared != comparison_kind::equal) {
        made.computed = other_side(what);
    } else if (made.computed) {
        made.computed = shifted(*made.computed, each.shift);
    }
    return made;
}

void settle(instance& each, said judged) {
    finding& found = each.found;
    found.result = judged.result;
    found.computed = std::move(judged.computed);
    if (!found.reported && judged.left) {
        found.computed = std::move(judged.left);
    }
    if (found.reported && found.computed) {
        found.difference = *found.reported - *found.computed;
    }
    for (const admissible_fill& fill : judged.fills) {
        const std::size_t term = each.term_of_operand[fill.operand];
        if (term != instance::no_term) {
            found.bounds.push_back({found.terms[term].where, fill.values});
        }
    }
}

}  // namespace crossfoot::detail
