#include "instantiation.hpp"

#include <crossfoot/compute/rates.hpp>
#include <crossfoot/number/rate.hpp>

#include <algorithm>
#include <utility>

namespace crossfoot::detail {

instantiation::instantiation(const dataset& data,
                             const cell_reader& cells,
                             const std::vector<rule>& rules,
                             const unit_register* units,
                             std::shared_ptr<trees> shared)
    : data_{data},
      book_{data.book()},
      cells_{cells},
      rules_{rules},
      builder_{data, cells, std::move(shared)},
      whereabouts_(rules.size()),
      first_day_(data.book().indicators.size()) {
    if (units != nullptr) {
        registered_.emplace(*units);
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].kind == rule_kind::written) {
            whereabouts_[i] = whereabouts_of(*rules[i].form);
        }
    }
    for (std::size_t number = 0; number < data.size(); ++number) {
        if (data.is_erased(number)) {
            continue;
        }
        const observation seen = data[number];
        const day last = data[seen.when].last();
        std::optional<day>& first = first_day_[data[seen.what].indicator.index()];
        if (!first || last < *first) {
            first = last;
        }
    }
}

std::optional<instance> instantiation::at(std::uint32_t number, const seen_cell& claim) {
    const rule& which = rule_of(number);
    switch (which.kind) {
    case rule_kind::domain: return domain_at(number, claim);
    case rule_kind::conflict: return conflict_at(number, claim);
    case rule_kind::written: return written_at(number, claim);
    case rule_kind::due: return due_at(number, claim);
    default: break;
    }
    if (!claim.figure.values || claim.where.what.indicator != which.indicator) {
        return std::nullopt;
    }
    switch (which.kind) {
    case rule_kind::part_of: return part_at_cell(number, claim);
    case rule_kind::of_which: return item_at_cell(number, claim);
    case rule_kind::nested: return nested_at(number, claim);
    case rule_kind::partition:
        return which.nesting ? tier_nesting_at(number, claim) : partition_at(number, claim);
    case rule_kind::rate: return rate_at(number, claim);
    case rule_kind::rollup: return rollup_at(number, claim);
    case rule_kind::registered: return registered_at(number, claim);
    case rule_kind::cumulative: return cumulative_at(number, claim);
    case rule_kind::accumulation: return accumulation_at(number, claim);
    case rule_kind::balance: return balance_at(number, claim);
    case rule_kind::periods: return periods_at(number, claim);
    case rule_kind::last_year: return last_year_at(number, claim);
    case rule_kind::growth: return growth_at(number, claim);
    case rule_kind::change: return change_at(number, claim);
    case rule_kind::ordinal: return ordinal_at(number, claim);
    case rule_kind::magnitude: return magnitude_at(number, claim);
    case rule_kind::domain:
    case rule_kind::conflict:
    case rule_kind::written:
    case rule_kind::due: break;
    }
    return std::nullopt;
}

// -- figures by themselves ------------------------------------------------------------------------

std::optional<instance> instantiation::domain_at(std::uint32_t number, const seen_cell& each) {
    const bool outside = each.figure.kind == reading_kind::outside_domain;
    const bool may_be_unread =
        each.figure.kind == reading_kind::missing || each.figure.more_sources;
    if (!outside && !may_be_unread) {
        return std::nullopt;
    }
    // One that cannot be read is told, though another source may have a figure.
    std::optional<std::size_t> unread;
    if (!outside) {
        for (const std::size_t seen :
             cells_.observations(each.where.place, each.where.what, each.where.when)) {
            if (data_[seen].state == status::unreadable) {
                unread = seen;
                break;
            }
        }
        if (!unread) {
            return std::nullopt;
        }
    }
    instance made = builder_.start(number, each);
    made.stands_alone = true;
    made.found.computed = book_.domain_of(book_[each.where.what.indicator]);
    if (unread) {
        made.found.result = verdict::unknown;
        made.found.reported.reset();
        made.found.terms.front().reading = term_reading::missing;
        made.found.terms.front().observation = *unread;
    } else {
        const observation seen = data_[*each.figure.observation];
        made.found.result = verdict::fails;
        made.found.reported = seen.written != nullptr ? seen.written->values()
                                                      : interval::exactly(rational{seen.count});
    }
    return made;
}

std::optional<instance> instantiation::conflict_at(std::uint32_t number, const seen_cell& each) {
    if (!each.figure.more_sources) {
        return std::nullopt;
    }
    std::vector<std::pair<std::size_t, interval>> told;
    for (const std::size_t seen :
         cells_.observations(each.where.place, each.where.what, each.where.when)) {
        if (const auto values = values_of(data_, data_[seen])) {
            told.emplace_back(seen, *values);
        }
    }
    // The other side is the first source that says something else.
    const auto other = std::ranges::find_if(
        told, [&](const auto& one) { return one.second != told.front().second; });
    if (other == told.end()) {
        return std::nullopt;
    }
    instance made;
    made.stands_alone = true;
    made.found.rule = number;
    made.found.where = each.where;
    made.found.result =
        each.figure.kind == reading_kind::conflicting ? verdict::fails : verdict::possible;
    made.found.reported = told.front().second;
    made.found.computed = other->second;
    made.found.difference = told.front().second - other->second;
    for (const auto& [seen, values] : told) {
        const term_role role = seen == told.front().first ? term_role::claim : term_role::plus;
        made.found.terms.push_back({each.where, role, term_reading::figure, seen});
    }
    return made;
}

// -- parts and wholes -----------------------------------------------------------------------------

/// Judges `part <= whole`; the part is the claim, and an operand like the whole.
instance instantiation::at_most(std::uint32_t number, const seen_cell& part, const cell& whole) {
    instance made = builder_.start(number, part);
    made.compared = comparison_kind::at_most;
    made.what.admitted = interval::at_most(0);
    made.what.terms.push_back(builder_.as_operand(part.where, part.figure, false).value);
    made.term_of_operand.push_back(0);
    read_operand other = builder_.read(whole);
    other.value.coefficient = -1;
    instance_builder::put(made, std::move(other), term_role::plus);
    return made;
}

std::optional<instance> instantiation::part_at_cell(std::uint32_t number, const seen_cell& each) {
    const std::optional<series> same =
        builder_.restated(each.where.what, *book_[each.where.what.indicator].part_of);
    if (!same) {
        return std::nullopt;
    }
    instance made = at_most(number, each, {each.where.place, each.where.when, *same});
    if (made.found.terms.back().reading == term_reading::not_applicable) {
        return std::nullopt;
    }
    builder_.finish(made, false);
    return made;
}

bool instantiation::holds_at(const rule& which, const seen_cell& each) const {
    const breakdown_use* const use = builder_.use_at(each, which.by);
    if (use == nullptr) {
        return false;
    }
    switch (which.kind) {
    case rule_kind::of_which: return use->as == breakdown_kind::of_which;
    case rule_kind::nested: return use->as == breakdown_kind::nested;
    default: return use->as == breakdown_kind::partition && use->counting == which.counting;
    }
}

std::optional<instance> instantiation::item_at_cell(std::uint32_t number, const seen_cell& each) {
    const rule& which = rule_of(number);
    if (each.where.what.item(which.by) == series::all || !holds_at(which, each)) {
        return std::nullopt;
    }
    instance made =
        at_most(number,
                each,
                {each.where.place, each.where.when, each.where.what.with(which.by, series::all)});
    if (made.found.terms.back().reading == term_reading::not_applicable) {
        return std::nullopt;
    }
    builder_.finish(made, false);
    return made;
}

/// Each item is at most the nearest one before it that was reported, else the total.
std::optional<instance> instantiation::nested_at(std::uint32_t number, const seen_cell& each) {
    const rule& which = rule_of(number);
    std::uint16_t item = each.where.what.item(which.by);
    if (item == series::all || !holds_at(which, each)) {
        return std::nullopt;
    }
    cell outer{each.where.place, each.where.when, each.where.what.with(which.by, series::all)};
    while (item > 0) {
        --item;
        cell wider = outer;
        wider.what = wider.what.with(which.by, item);
        if (cells_.read(wider.place, wider.what, wider.when).values) {
            outer = std::move(wider);
            break;
        }
    }
    instance made = at_most(number, each, outer);
    if (made.found.terms.back().reading == term_reading::not_applicable) {
        return std::nullopt;
    }
    builder_.finish(made, false);
    return made;
}

// -- breakdowns -----------------------------------------------------------------------------------

std::vector<read_operand> instantiation::items_at_cell(const rule& which, const seen_cell& base) {
    const std::vector<breakdown_item>& items = book_[which.by].items;
    std::vector<read_operand> made;
    bool any_row = false;
    cell where = base.where;
    where.what = where.what.with(which.by, 0);
    for (std::size_t i = 0; i < items.size(); ++i) {
        where.what.items[which.by.index()] = static_cast<std::uint16_t>(i);
        read_operand item = builder_.read(where);
        any_row = any_row || item.term.observation.has_value();
        if (item.term.observation ||
            occurs_at(data_, *base.tree, where.place, items[i], where.what.extent)) {
            made.push_back(std::move(item));
        }
    }
    if (!any_row) {
        made.clear();
    }
    return made;
}

void instantiation::keep_lowest(std::vector<read_operand>& items) {
    // A tier marked as not applicable is none of those that there are.
    while (items.size() > 1 && items.back().term.reading == term_reading::not_applicable) {
        items.pop_back();
    }
    items.erase(items.begin(), items.end() - 1);
}

std::optional<instance> instantiation::partition_at(std::uint32_t number, const seen_cell& each) {
    const rule& which = rule_of(number);
    if (each.where.what.item(which.by) != series::all || !holds_at(which, each)) {
        return std::nullopt;
    }
    std::vector<read_operand> items = items_at_cell(which, each);
    if (items.empty()) {
        return std::nullopt;
    }
    if (which.counting == tier_counting::at_or_above) {
        keep_lowest(items);
    }
    instance made = builder_.start(number, each);
    made.what.admitted = *each.figure.values;
    made.what.shape = which.counting == tier_counting::held ? form_shape::between_largest_and_sum
                                                            : form_shape::linear;
    for (read_operand& item : items) {
        instance_builder::put(made, std::move(item), term_role::plus);
    }
    builder_.finish(made, which.counting != tier_counting::held);
    return made;
}

/// Each tier is at most the next lower one that was reported, the last at most the total.
std::optional<instance> instantiation::tier_nesting_at(std::uint32_t number,
                                                       const seen_cell& each) {
    const rule& which = rule_of(number);
    const std::uint16_t item = each.where.what.item(which.by);
    if (item == series::all || !holds_at(which, each)) {
        return std::nullopt;
    }
    const std::size_t items = book_[which.by].items.size();
    for (std::size_t lower = item + 1U; lower < items; ++lower) {
        const cell next{each.where.place,
                        each.where.when,
                        each.where.what.with(which.by, static_cast<std::uint16_t>(lower))};
        if (cells_.read(next.place, next.what, next.when).values) {
            instance made = at_most(number, each, next);
            builder_.finish(made, false);
            return made;
        }
    }
    const cell total{
        each.where.place, each.where.when, each.where.what.with(which.by, series::all)};
    seen_cell base{total, each.tree};
    std::vector<read_operand> there = items_at_cell(which, base);
    keep_lowest(there);
    const bool is_lowest = there.back().term.where.what == each.where.what;
    if (is_lowest || !cells_.read(total.place, total.what, total.when).values) {
        return std::nullopt;
    }
    instance made = at_most(number, each, total);
    builder_.finish(made, false);
    return made;
}

// -- rates ----------------------------------------------------------------------------------------

namespace {

std::optional<integer> exact_sum(const std::vector<operand>& operands) {
    rational sum = 0;
    for (const operand& each : operands) {
        if (each.missing || !each.whole || !each.values.is_exact()) {
            return std::nullopt;
        }
        sum += each.values.lo().value;
    }
    return floor(sum);
}

rate_duals duals_of(const relation& what) {
    rate_duals duals;
    const std::optional<integer> count = exact_sum(what.terms);
    const std::optional<integer> total = exact_sum(what.divisors);
    if (total && *total > 0) {
        duals.counts = counts_reported_as(what.admitted, *total);
    }
    if (count) {
        duals.totals = totals_reported_as(what.admitted, *count);
    }
    return duals;
}

}  // namespace

void instantiation::fill_rate(instance& made, const rate_counts& of, const period& when) const {
    made.what.shape = form_shape::ratio;
    made.found.basis = of.basis;
    for (const rollup_part& part : of.numerator) {
        instance_builder::put(made, builder_.as_operand(part, when), term_role::plus);
    }
    for (const rollup_part& part : of.denominator) {
        instance_builder::put(made, builder_.as_operand(part, when), term_role::divisor);
    }
}

std::optional<instance> instantiation::rate_at(std::uint32_t number, const seen_cell& each) {
    const rate_counts of =
        gather_rate_counts(cells_, *each.tree, each.where.place, each.where.what, each.where.when);
    if (!of.applicable) {
        return std::nullopt;
    }
    instance made = builder_.start(number, each);
    made.what.admitted = *each.figure.values;
    fill_rate(made, of, each.where.when);
    made.found.duals = duals_of(made.what);
    builder_.finish(made, false);
    return made;
}

// -- roll-ups -------------------------------------------------------------------------------------

void instantiation::fill_rollup(instance& made,
                                const rollup_parts& gathered,
                                const period& when) const {
    made.found.terms.reserve(made.found.terms.size() + gathered.parts.size());
    made.term_of_operand.reserve(gathered.parts.size());
    made.what.terms.reserve(gathered.parts.size());
    for (const rollup_part& part : gathered.parts) {
        instance_builder::put(made, builder_.as_operand(part, when), term_role::plus);
    }
}

std::optional<instance> instantiation::rollup_at(std::uint32_t number, const seen_cell& each) {
    if (each.where.what.extent != scope::total || !each.tree->has(each.where.place)) {
        return std::nullopt;
    }
    const rollup_parts gathered =
        gather_parts(cells_, *each.tree, each.where.place, each.where.what, each.where.when);
    const bool any_figure = std::ranges::any_of(
        gathered.parts, [](const rollup_part& part) { return part.figure.values.has_value(); });
    if (each.tree->children_of(each.where.place).empty() && !any_figure) {
        return std::nullopt;
    }
    instance made = builder_.start(number, each);
    made.what.admitted = *each.figure.values;
    fill_rollup(made, gathered, each.where.when);
    builder_.finish(made, true);
    return made;
}

// -- the register ---------------------------------------------------------------------------------

std::optional<instance> instantiation::registered_at(std::uint32_t number, const seen_cell& each) {
    if (!registered_ || !each.tree->has(each.where.place)) {
        return std::nullopt;
    }
    const std::optional<std::int64_t> count = registered_->count_at(each.where);
    if (!count) {
        return std::nullopt;
    }
    instance made = builder_.start(number, each);
    made.what.admitted = *each.figure.values;
    made.what.terms.push_back({0, 1, interval::exactly(rational{*count}), true, false});
    made.term_of_operand.push_back(instance::no_term);
    builder_.finish(made, false);
    return made;
}

}  // namespace crossfoot::detail
