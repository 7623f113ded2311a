#include "instance.hpp"

#include "judge.hpp"

#include <utility>

namespace crossfoot::detail {

namespace {

/// Of an at-most relation: the values of the whole, its second operand.
const interval& whole_of(const instance& each) {
    return each.what.terms[1].values;
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

void settle(instance& each) {
    finding& found = each.found;
    const judgement judged = judge(each.what);
    found.result = judged.result;
    found.computed = each.is_at_most ? std::optional<interval>{whole_of(each)} : judged.computed;
    if (found.reported && found.computed) {
        found.difference = *found.reported - *found.computed;
    }
    for (const admissible_fill& fill : judged.fills) {
        found.bounds.push_back(
            {found.terms[each.term_of_operand[fill.operand]].where, fill.values});
    }
}

}  // namespace crossfoot::detail
