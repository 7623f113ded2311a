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

/// The sum of counts that are all known exactly; no value where one is not, or where 64 bits do not
/// hold it.
std::optional<std::int64_t> exact_sum(const std::vector<operand>& operands) {
    std::int64_t sum = 0;
    for (const operand& each : operands) {
        const std::optional<std::int64_t> count = each.values.count();
        std::int64_t share = 0;
        if (each.missing || !count || __builtin_mul_overflow(*count, each.coefficient, &share) ||
            __builtin_add_overflow(sum, share, &sum)) {
            return std::nullopt;
        }
    }
    return sum;
}

/// What exact counts come to; no value where they are none, or where there is no ratio of them that
/// a figure could be.
std::optional<interval> exact_value(const relation& what) {
    if (what.shape == form_shape::between_largest_and_sum) {
        return std::nullopt;
    }
    const std::optional<std::int64_t> sum = exact_sum(what.terms);
    if (!sum || what.shape == form_shape::linear) {
        return sum ? std::optional{interval::exactly(*sum)} : std::nullopt;
    }
    const std::optional<std::int64_t> total = exact_sum(what.divisors);
    if (!total || *sum < 0 || *total <= 0) {
        return std::nullopt;
    }
    return interval::exactly(*sum) / interval::exactly(*total);
}

interval shifted(const interval& values, const rational& by) {
    return by.is_zero() ? values : values + interval::exactly(by);
}

}  // namespace

cell_key key_of_cell(const codebook& book, const cell& where) {
    item_list items = where.what.items;
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

judgement judge_figures(const relation& what) {
    std::optional<interval> computed = exact_value(what);
    if (!computed) {
        return judge(what);
    }
    // There is nothing to choose or to fill: it is admitted or not.
    const bool holds = computed->is_subset_of(what.admitted);
    return {holds ? verdict::holds : verdict::fails, std::move(computed), {}};
}

said judge_as(const instance& each, const relation& what) {
    if (each.condition) {
        return judge_condition(*each.condition, what.terms);
    }
    if (each.compared == comparison_kind::magnitude) {
        return by_magnitude(what);
    }
    judgement judged = judge_figures(what);
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
